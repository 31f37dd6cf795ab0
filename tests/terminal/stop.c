/* Being stopped, ended, hung up and killed: the terminal is as it was, and the session is saved. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "kit/wizard.h"
#include "term/terminal.h"

#define HANG_UP_LIMIT 1000 /* milliseconds */
#define STOPS 20
#define KEY "s.plan/certificates/mail.contoso.com.key"
#define DRAFT "Half a na"
#define OVERFLOW "overflow" /* what this program is called with to do that */
#define STACK_LIMIT (1024 * 1024)

/* With a name half typed. */
static struct tty *begin(struct place *place, const struct tty_options *options)
{
	struct tty *tty = wizard_resume(place, "organization.name", options);
	tty_keys(tty, "^U");
	tty_type(tty, DRAFT);
	wizard_wait_focus(tty, "[" DRAFT " ");
	assert_false(tty_is_canonical(tty));
	assert_null(strstr(place_read(place, SESSION), DRAFT));
	return tty;
}

/* ---- suspension ---- */

static void stops_and_goes_on(struct place *place, struct tty *tty, int number)
{
	const char *before = wizard_screen(place, tty);
	tty->log.length = 0;
	if (number)
		kill(tty->pid, number);
	else
		tty_keys(tty, "^Z");
	tty_wait_stopped(tty);
	assert_true(tty_is_canonical(tty));
	assert_false(tty->alternate);
	assert_true(tty_sent(tty, "\033[?2004l"));
	tty->log.length = 0;
	kill(tty->pid, SIGCONT);
	wizard_wait_same(tty, before);
	tty_wait_sent(tty, "\033[?2004h");
	assert_false(tty_is_canonical(tty));
	assert_true(tty->alternate);
}

static void suspension(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place, NULL);
	stops_and_goes_on(place, tty, 0);
	stops_and_goes_on(place, tty, SIGTSTP);
	tty_keys(tty, "F1");
	wizard_wait_page(tty, "Esc ^B Close");
	stops_and_goes_on(place, tty, 0);
	assert_non_null(place_read(place, SESSION));
}

/* Curses would throw the signal away. */
static void stopped_while_it_paints(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place, NULL);
	for (int i = 0; i < STOPS; i++) {
		tty_resize(tty, 50 - i % 2, 200);
		tty_pump(tty, tty_now() + 1);
		kill(tty->pid, SIGTSTP);
		tty_wait_stopped(tty);
		assert_true(tty_is_canonical(tty));
		kill(tty->pid, SIGCONT);
		wizard_wait_focus(tty, "[" DRAFT " ");
	}
}

/* The shell gave the terminal to others meanwhile, who changed its modes and its size. */
static void another_terminal_afterwards(void **state)
{
	struct place *place = *state;
	struct termios sane;
	struct tty *tty = begin(place, NULL);
	assert_int_equal(tcgetattr(tty->slave, &sane), 0);
	sane.c_lflag |= ICANON | ECHO | ISIG;
	kill(tty->pid, SIGSTOP);
	tty_wait_stopped(tty);
	assert_int_equal(tcsetattr(tty->slave, TCSANOW, &sane), 0);
	tty_resize(tty, 30, 100);
	vterm_input_write(tty->vterm, "\033[2Jgarbage", 11);
	kill(tty->pid, SIGCONT);
	tty_wait_gone(tty, "garbage");
	wizard_wait_focus(tty, "[" DRAFT " ");
	assert_false(tty_is_canonical(tty));
	wizard_wait_size(tty);
}

/* ---- being ended ---- */

static const struct {
	int number;
} ends[] = { { SIGTERM }, { SIGHUP } };

static void assert_saved(struct place *place)
{
	const char *session = place_read(place, SESSION);
	assert_non_null(strstr(session, "text = \"" DRAFT "\";"));
	assert_non_null(strstr(session, "name = \"Contoso, Inc.\";"));
	struct tty *tty = place_start(place, NULL);
	wizard_wait_focus(tty, "[" DRAFT " ");
}

static void asked_to_end(void **state)
{
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct tty *tty = begin(place, NULL);
		kill(tty->pid, ends[i].number);
		int status = tty_wait_over(tty);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), ends[i].number);
		assert_true(tty_is_canonical(tty));
		assert_false(tty->alternate);
		assert_false(tty->cursor_hidden);
		assert_true(tty_sent(tty, "\033[?2004l"));
		assert_saved(place);
		place_clear(place);
	}
}

/* The line is cut: no loop that waits for nobody, whether the signal comes or is ignored. */
static void hung_up(void **state)
{
	struct place *place = *state;
	for (int ignored = 0; ignored < 2; ignored++) {
		struct tty *tty = begin(place, &(struct tty_options){
			.ignored = ignored ? SIGHUP : 0, .arguments = { SESSION } });
		long long start = tty_now();
		tty_hang_up(tty);
		int status = tty_wait_over(tty);
		long long took = tty_now() - start;
		if (took >= HANG_UP_LIMIT)
			fail_msg("it took %lld ms", took);
		assert_true(ignored ? WIFEXITED(status) : WIFSIGNALED(status));
		assert_int_equal(ignored ? WEXITSTATUS(status) : WTERMSIG(status), ignored ? 0 : SIGHUP);
		assert_saved(place);
		place_clear(place);
	}
}

/* ---- while the plan is written ---- */

static struct tty *ask_for_passphrase(struct place *place, const struct tty_options *options)
{
	struct tty *tty = wizard_resume(place, "write", options);
	wizard_wait_focus(tty, "Write the plan now");
	tty_keys(tty, "Enter");
	tty_wait(tty, "Passphrase for the private keys");
	tty_type(tty, "half a sec");
	return tty;
}

static void asked_to_end_at_the_passphrase(void **state)
{
	struct place *place = *state;
	struct tty *tty = ask_for_passphrase(place, NULL);
	kill(tty->pid, SIGTERM);
	int status = tty_wait_over(tty);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
	assert_true(tty_is_canonical(tty));
	assert_false(tty->alternate);
	assert_false(tty_sent(tty, "half a sec"));
	assert_null(place_read(place, "s.plan/plan.json"));
}

/* Ctrl-C takes the writing back, not the wizard. */
static void interrupt_at_the_passphrase(void **state)
{
	struct place *place = *state;
	struct tty *tty = ask_for_passphrase(place, NULL);
	tty_keys(tty, "^C");
	wizard_wait_focus(tty, "Write the plan now");
	/* What was typed is gone with it. */
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Passphrase for the private keys:");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Private keys: 1, all new.");
	assert_non_null(strstr(place_read(place, KEY), "BEGIN PRIVATE KEY"));
	place_clear(place);
	tty = ask_for_passphrase(place, NULL);
	tty_keys(tty, "Esc");
	wizard_wait_focus(tty, "Write the plan now");
	assert_null(place_read(place, "s.plan/plan.json"));
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
}

static void hung_up_at_the_passphrase(void **state)
{
	struct place *place = *state;
	for (int ignored = 0; ignored < 2; ignored++) {
		struct tty *tty = ask_for_passphrase(place, &(struct tty_options){
			.ignored = ignored ? SIGHUP : 0, .arguments = { SESSION } });
		long long start = tty_now();
		tty_hang_up(tty);
		(void)tty_wait_over(tty);
		assert_true(tty_now() - start < HANG_UP_LIMIT);
		assert_null(place_read(place, "s.plan/plan.json"));
		assert_non_null(strstr(place_read(place, SESSION), "field = \"write\";"));
		place_clear(place);
	}
}

/* ---- crashes ---- */

/* SIGSEGV and SIGABRT from outside stand for those from inside. */
static const struct {
	int number;
} crashes[] = { { SIGSEGV }, { SIGABRT }, { SIGBUS }, { SIGQUIT } };

/* The sanitizer leaves them to the program. */
static void crashes_are_our_own(void)
{
	setenv("ASAN_OPTIONS", "handle_segv=0:handle_sigbus=0:handle_abort=0", 1);
}

static void wait_crashed(struct tty *tty, int number)
{
	int status = tty_wait_over(tty);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), number);
	assert_true(tty_is_canonical(tty));
	assert_false(tty->alternate);
	assert_false(tty->cursor_hidden);
}

static void a_crash(void **state)
{
	struct place *place = *state;
	crashes_are_our_own();
	for (size_t i = 0; i < COUNT_OF(crashes); i++) {
		struct tty *tty = begin(place, &(struct tty_options){
			.arguments = { "--mouse", SESSION } });
		tty->log.length = 0;
		kill(tty->pid, crashes[i].number);
		wait_crashed(tty, crashes[i].number);
		/* Pastes unmarked, cursor keys as usual, no clicks. */
		assert_true(tty_sent(tty, "\033[?2004l"));
		assert_true(tty_sent(tty, "\033[?1l"));
		assert_true(tty_sent(tty, "1000l"));
		place_clear(place);
	}
}

/* The bare terminal, with commands to be copied. */
static struct tty *show_commands(struct place *place)
{
	struct tty *tty = wizard_resume(place, "checklist", NULL);
	wizard_wait_focus(tty, "[ ]");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "c Copy commands");
	tty_keys(tty, "c");
	tty_wait(tty, "Enter goes back to the wizard.");
	return tty;
}

/* The screen is not the wizard's then: only the modes are mended. */
static void a_crash_away_from_the_screen(void **state)
{
	struct place *place = *state;
	crashes_are_our_own();
	for (size_t i = 0; i < COUNT_OF(crashes); i++) {
		struct tty *tty = show_commands(place);
		tty->log.length = 0;
		kill(tty->pid, crashes[i].number);
		wait_crashed(tty, crashes[i].number);
		assert_false(tty_sent(tty, "\033"));
		place_clear(place);
	}
}

/* And again its own afterwards. */
static void a_crash_back_on_the_screen(void **state)
{
	struct place *place = *state;
	crashes_are_our_own();
	struct tty *tty = show_commands(place);
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "c Copy commands");
	tty->log.length = 0;
	kill(tty->pid, SIGSEGV);
	wait_crashed(tty, SIGSEGV);
	assert_true(tty_sent(tty, "\033[?2004l"));
}

/* What the shell told us to ignore ends nothing, and no terminal is given back for it. */
static void an_ignored_signal(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place, &(struct tty_options){
		.ignored = SIGQUIT, .arguments = { SESSION } });
	tty->log.length = 0;
	kill(tty->pid, SIGQUIT);
	tty_type(tty, "me");
	wizard_wait_focus(tty, "[" DRAFT "me ");
	assert_false(tty_is_canonical(tty));
	assert_true(tty->alternate);
	assert_false(tty_sent(tty, "\033[?2004l"));
}

/* No compiler may know that it never ends. */
static int dig(int depth);
static int (*volatile digger)(int depth) = dig;

static int dig(int depth)
{
	volatile char ground[1024];
	ground[0] = (char)depth;
	return digger(depth + 1) + ground[0];
}

/* Another program, which opens the terminal and calls itself without end. */
static int overflow(void)
{
	const struct rlimit limit = { STACK_LIMIT, STACK_LIMIT };
	const struct terminal_options options = { .colour = true };
	struct err err;
	if (setrlimit(RLIMIT_STACK, &limit) != 0 || !terminal_open(&options, &err))
		return 1;
	return dig(0);
}

static void a_stack_that_overflows(void **state)
{
	struct place *place = *state;
	crashes_are_our_own();
	struct tty *tty = place_start(place, &(struct tty_options){
		.program = "/proc/self/exe", .arguments = { OVERFLOW } });
	wait_crashed(tty, SIGSEGV);
	assert_true(tty_sent(tty, "\033[?2004h"));
	assert_true(tty_sent(tty, "\033[?2004l"));
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(suspension),
		IN_PLACE(stopped_while_it_paints),
		IN_PLACE(another_terminal_afterwards),
		IN_PLACE(asked_to_end),
		IN_PLACE(hung_up),
		IN_PLACE(asked_to_end_at_the_passphrase),
		IN_PLACE(interrupt_at_the_passphrase),
		IN_PLACE(hung_up_at_the_passphrase),
		IN_PLACE(a_crash),
		IN_PLACE(a_crash_away_from_the_screen),
		IN_PLACE(a_crash_back_on_the_screen),
		IN_PLACE(an_ignored_signal),
		IN_PLACE(a_stack_that_overflows),
	};
	if (count > 1 && strcmp(arguments[1], OVERFLOW) == 0)
		return overflow();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
