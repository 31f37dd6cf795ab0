/* Where a passphrase comes from, what is refused as one, and that nobody sees it typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "app/passphrase.h"
#include "base/attr.h"

/* A pipe that holds these bytes and has no writer any more. */
static int pipe_with(const char *bytes, size_t length)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes, length), (ssize_t)length);
	assert_int_equal(close(ends[1]), 0);
	return ends[0];
}

static int interrupt_setup(void **state)
{
	static struct interrupt interrupt;
	struct err err;
	*state = &interrupt;
	return interrupt_open(&interrupt, &err) ? 0 : -1;
}

static int interrupt_teardown(void **state)
{
	interrupt_close(*state);
	return 0;
}

static char longest[PASSPHRASE_MAX + 2];

static void refuses(void **state)
{
	static const struct {
		const char *input;
		size_t length;
		const char *want;
	} refusals[] = {
		{ "", 0, "empty" },
		{ "\n", 1, "empty" },
		{ "\r\n", 2, "empty" },
		{ "\nsecret\n", 8, "empty" },
		{ "sec\0ret\n", 8, "NUL" },
		{ longest, PASSPHRASE_MAX + 1, "longer" },
	};
	memset(longest, 'x', PASSPHRASE_MAX + 1);
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		struct passphrase passphrase;
		struct err err = { 0 };
		int fd = pipe_with(refusals[i].input, refusals[i].length);
		assert_int_equal(passphrase_from_fd(&passphrase, fd, *state, &err), STATUS_WRONG);
		if (!strstr(err.text, refusals[i].want))
			fail_msg("refusal %zu: %s", i, err.text);
		close(fd);
	}
}

static void refuses_descriptors(void **state)
{
	struct passphrase passphrase;
	struct err err;
	assert_int_equal(passphrase_from_fd(&passphrase, 999, *state, &err), STATUS_WRONG);
	assert_non_null(strstr(err.text, "999 is not open"));
	int folder = open("/", O_RDONLY | O_DIRECTORY);
	assert_int_equal(passphrase_from_fd(&passphrase, folder, *state, &err), STATUS_WRONG);
	close(folder);
	assert_int_equal(passphrase_from_file(&passphrase, "/nonexistent", *state, &err),
	        STATUS_WRONG);
	assert_non_null(strstr(err.text, "/nonexistent"));
	assert_non_null(strstr(err.text, PASSPHRASE_FILE_VARIABLE));
}

static void reads_one_line(void **state)
{
	static const struct {
		const char *input, *want;
	} lines[] = {
		{ "secret\n", "secret" },
		{ "secret", "secret" },
		{ "secret\r\n", "secret" },
		{ "two words \t\n", "two words \t" },
		{ "gr\xc3\xbc\xc3\x9f\n", "gr\xc3\xbc\xc3\x9f" },
		{ "first\nsecond\n", "first" },
		{ "a\rb\n", "a\rb" },
	};
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct passphrase passphrase;
		struct err err;
		int fd = pipe_with(lines[i].input, strlen(lines[i].input));
		assert_int_equal(passphrase_from_fd(&passphrase, fd, *state, &err), STATUS_FINE);
		assert_string_equal(passphrase.text, lines[i].want);
		assert_int_equal(passphrase.length, strlen(lines[i].want));
		close(fd);
	}
}

static void longest_fits(void **state)
{
	struct passphrase passphrase;
	struct err err;
	memset(longest, 'x', PASSPHRASE_MAX);
	longest[PASSPHRASE_MAX] = '\n';
	int fd = pipe_with(longest, PASSPHRASE_MAX + 1);
	assert_int_equal(passphrase_from_fd(&passphrase, fd, *state, &err), STATUS_FINE);
	assert_int_equal(passphrase.length, PASSPHRASE_MAX);
	close(fd);
}

/* What stands behind the line is for whoever reads the descriptor next. */
static void leaves_the_rest(void **state)
{
	struct passphrase passphrase;
	struct err err;
	char rest[16] = "";
	int fd = pipe_with("first\nsecond", 12);
	assert_int_equal(passphrase_from_fd(&passphrase, fd, *state, &err), STATUS_FINE);
	assert_int_equal(read(fd, rest, sizeof(rest) - 1), 6);
	assert_string_equal(rest, "second");
	close(fd);
}

static void wipes(void **state)
{
	static const struct passphrase nothing;
	struct passphrase passphrase;
	struct err err;
	int fd = pipe_with("secret\n", 7);
	assert_int_equal(passphrase_from_fd(&passphrase, fd, *state, &err), STATUS_FINE);
	passphrase_wipe(&passphrase);
	assert_memory_equal(&passphrase, &nothing, sizeof(nothing));
	close(fd);
}

/* A person at a terminal: what the child's terminal shows, and what the child exits with. */
#define MATCHES 40
#define NONE 41

static void ask(void)
{
	struct passphrase passphrase;
	struct interrupt interrupt;
	struct termios terminal;
	struct err err;
	if (!interrupt_open(&interrupt, &err))
		_exit(1);
	enum status status = passphrase_from_terminal(&passphrase, &interrupt, &err);
	if (tcgetattr(STDIN_FILENO, &terminal) != 0 || !(terminal.c_lflag & ECHO))
		_exit(2);
	if (interrupt_seen(&interrupt))
		interrupt_die(&interrupt);
	if (status != STATUS_FINE)
		_exit(10 + (int)status);
	_exit(passphrase.length == 0 ? NONE : strcmp(passphrase.text, "secret") == 0 ? MATCHES : 3);
}

/* Reads what the terminal shows until it has shown `wanted`. */
static void await(int terminal, char *shown, size_t size, const char *wanted)
{
	size_t length = strlen(shown);
	while (!strstr(shown, wanted)) {
		struct pollfd watched = { .fd = terminal, .events = POLLIN };
		if (poll(&watched, 1, 10000) != 1)
			fail_msg("the terminal shows '%s', not '%s'", shown, wanted);
		ssize_t got = read(terminal, shown + length, size - length - 1);
		if (got <= 0)
			fail_msg("the terminal shows '%s', not '%s'", shown, wanted);
		length += (size_t)got;
		shown[length] = '\0';
	}
}

/* Types each of `answers` once the question is there; gives what waitpid says. */
static int converse(const char *const *answers, char *shown, size_t size)
{
	static const char *const questions[] = {
		"Passphrase for", "The same again", "Passphrase for", "The same again",
	};
	int terminal, status;
	fflush(NULL);
	pid_t child = forkpty(&terminal, NULL, NULL, NULL);
	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGINT, SIG_DFL); /* a shell ignores it for what it puts behind */
		ask();
	}
	char *from = shown;
	for (size_t i = 0; answers[i]; i++) {
		await(terminal, from, size - (size_t)(from - shown), questions[i]);
		from += strlen(from);
		assert_int_equal(write(terminal, answers[i], strlen(answers[i])),
		        (ssize_t)strlen(answers[i]));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	close(terminal);
	return status;
}

static void asks_twice(void **state)
{
	static const struct {
		const char *answers[5];
		int want;
	} talks[] = {
		{ { "secret\n", "secret\n" }, MATCHES },
		{ { "\n" }, NONE },
		{ { "secret\n", "sekret\n", "secret\n", "secret\n" }, MATCHES },
		{ { "\004" }, 10 + STATUS_WRONG }, /* end of input */
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(talks); i++) {
		char shown[1024] = "";
		int status = converse(talks[i].answers, shown, sizeof(shown));
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), talks[i].want);
		assert_null(strstr(shown, "secret"));
		assert_null(strstr(shown, "sekret"));
	}
}

static void obeys_ctrl_c(void **state)
{
	static const char *const answers[] = { "sec\003", NULL };
	char shown[1024] = "";
	(void)state;
	int status = converse(answers, shown, sizeof(shown));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
}

/* nohup: what was to be ignored stays ignored. */
static void ignored_stays_ignored(void **state)
{
	(void)state;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		struct interrupt interrupt;
		struct err err;
		signal(SIGHUP, SIG_IGN);
		signal(SIGTERM, SIG_DFL);
		if (!interrupt_open(&interrupt, &err))
			_exit(1);
		raise(SIGHUP);
		if (interrupt_seen(&interrupt))
			_exit(2);
		raise(SIGTERM);
		if (!interrupt_seen(&interrupt))
			_exit(3);
		interrupt_close(&interrupt); /* ends here */
		_exit(4);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
}

#define INTERRUPT_TEST(name)                                                                       \
	cmocka_unit_test_setup_teardown(name, interrupt_setup, interrupt_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTERRUPT_TEST(refuses),
		INTERRUPT_TEST(refuses_descriptors),
		INTERRUPT_TEST(reads_one_line),
		INTERRUPT_TEST(longest_fits),
		INTERRUPT_TEST(leaves_the_rest),
		INTERRUPT_TEST(wipes),
		cmocka_unit_test(asks_twice),
		cmocka_unit_test(obeys_ctrl_c),
		cmocka_unit_test(ignored_stays_ignored),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
