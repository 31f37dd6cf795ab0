/* Keys at random, from three seeds at once, for RANDOM_SECONDS: whatever comes, the program goes on or is
 * left cleanly, and its session can be read and gone on with. SEED gives three others. */
#include <stdio.h>
#include <string.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/text.h"
#include "kit/wizard.h"

#define MONKEYS 3
#define HISTORY 60  /* keys that are told after a failure */
#define LEAVING 300 /* milliseconds for each try */

struct monkey {
	struct place *place;
	struct tty *tty;
	const char *file;
	uint32_t state;
	const char *history[HISTORY];
	size_t sent, starts;
	bool clicks, has_begun;
};

static uint32_t next(struct monkey *monkey, uint32_t below)
{
	uint32_t x = monkey->state;
	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	monkey->state = x;
	return x % below;
}

/* ---- what is sent ---- */

static const char *const keys[] = {
	"Enter", "Enter", "Enter", "Enter", "Enter", "Enter", "Tab", "Backtab", "Esc", "Up", "Down", "Down",
	"Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Del", "Ins", "Backspace", "Space",
	"Space", "Space", "F1", "F2", "F3", "F4", "F5", "F6", "F12", "^A", "^B", "^C", "^D", "^E",
	"^F", "^G", "^H", "^K", "^L", "^N", "^O", "^P", "^R", "^S", "^Q", "^T", "^U", "^V", "^W",
	"^Y", "^Z", "^]", "^^", "^_", "?", "=", "!", "-", "/", "n", "y", "u", "d", "e", "f", "c", "v",
	"j", "k", "b",
};

static const char *const texts[] = {
	"contoso.com", "mail.fabrikam.com", "CAS01", "203.0.113.10", "2001:db8::1", "US", "1200", "0",
	"\u6d4b\u8bd5", "e\u0301", "\u00fc", "\U0001f44d", "\xfc", "\xe6\x9d", "\x80", "\"\\\"", "{;}", "\033[99~",
	"\033[", "\033O", "\033[<0;5;7M", "\033[M !!", "\033[200~", "\033[201~",
	"\033[200~a.example\rb.example\rc.example\r\033[201~", "\033[200~\033[31m\003\x18\033[201~",
	"\033[I", "\033]0;title\a", "xn--mller-kva.example", "*.contoso.com", "-", "999999999999",
};

static const struct {
	int rows, columns;
} sizes[] = { { 24, 80 }, { 12, 40 }, { 40, 120 }, { 1, 1 }, { 60, 200 }, { 11, 39 }, { 24, 60 } };

static const char *send_something(struct monkey *monkey)
{
	uint32_t dice = next(monkey, 100);
	if (dice < 75) {
		const char *key = keys[next(monkey, COUNT_OF(keys))];
		tty_keys(monkey->tty, key);
		return key;
	}
	if (dice < 95) {
		const char *text = texts[next(monkey, COUNT_OF(texts))];
		tty_type(monkey->tty, text);
		return text;
	}
	if (dice < 97) {
		size_t i = next(monkey, COUNT_OF(sizes));
		tty_resize(monkey->tty, sizes[i].rows, sizes[i].columns);
		return "a size";
	}
	if (dice < 98) {
		tty_keys(monkey->tty, "F10");
		return "F10";
	}
	tty_click(monkey->tty, (int)next(monkey, 24), (int)next(monkey, 80));
	return "a click";
}

/* ---- while it lasts ---- */

static void complain(const struct monkey *monkey, const char *what)
{
	size_t first = monkey->sent > HISTORY ? monkey->sent - HISTORY : 0;
	fprintf(stderr, "%s: keys up to the %zuth:\n", monkey->file, monkey->sent);
	for (size_t i = first; i < monkey->sent; i++) {
		for (const char *at = monkey->history[i % HISTORY]; *at; at++)
			fprintf(stderr, *at > ' ' && *at <= '~' ? "%c" : "\\%03o", (unsigned char)*at);
		fputc(' ', stderr);
	}
	fputc('\n', stderr);
	tty_fail(monkey->tty, what);
}

static void start(struct monkey *monkey)
{
	struct tty_options options = { .arguments = { monkey->file, monkey->clicks ? "--mouse" : NULL } };
	/* An end has been looked at. */
	place_end(monkey->place, monkey->tty);
	monkey->tty = place_start(monkey->place, &options);
	monkey->starts++;
	monkey->has_begun = false;
}

/* Left by a key: with 0, or 1 where a plan with errors was written. Once the terminal is given back,
 * Ctrl-C ends what is left of the program, and the terminal throws away what was not read yet. */
static void assert_clean_end(struct monkey *monkey)
{
	int status = monkey->tty->status;
	bool was_left = WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
	if (!was_left && (!WIFEXITED(status) || WEXITSTATUS(status) > 1))
		complain(monkey, "a clean end");
	if (!tty_is_canonical(monkey->tty))
		complain(monkey, "the terminal as it was");
}

static void take_turn(struct monkey *monkey)
{
	tty_drain(monkey->tty);
	/* Before that, keys are the terminal's own: Ctrl-C would end the program. */
	monkey->has_begun |= monkey->tty->alternate;
	if (monkey->tty->is_over) {
		assert_clean_end(monkey);
		start(monkey);
	} else if (monkey->tty->is_stopped) {
		kill(monkey->tty->pid, SIGCONT);
		tty_pump(monkey->tty, tty_now() + 1);
	} else if (monkey->has_begun && tty_has_read(monkey->tty)) {
		monkey->history[monkey->sent++ % HISTORY] = send_something(monkey);
	}
}

/* ---- afterwards ---- */

static bool is_over(struct tty *tty, const void *data)
{
	(void)data;
	return tty->is_over;
}

/* One of these leaves, whatever is on the screen. */
static void leave(struct monkey *monkey)
{
	static const char *const ways[] = { "^Q", "^X", "Enter", "^C", "y", "Esc" };
	long long until = tty_now() + TTY_PATIENCE;
	tty_resize(monkey->tty, 24, 80);
	for (size_t i = 0; !monkey->tty->is_over && tty_now() < until; i++) {
		kill(monkey->tty->pid, SIGCONT);
		tty_keys(monkey->tty, ways[i % COUNT_OF(ways)]);
		(void)tty_until(monkey->tty, is_over, NULL, LEAVING);
	}
	if (!monkey->tty->is_over)
		complain(monkey, "the way out");
	assert_clean_end(monkey);
}

/* Status 2 is about answers that are missing or wrong: each line names the file, none the syntax. */
static void assert_readable(struct monkey *monkey)
{
	const char *const arguments[] = { "check", monkey->file, NULL };
	const char *output;
	int status = place_run(monkey->place, arguments, NULL, &output);
	if (status > 2 || (status == 2 && strstr(output, "syntax")))
		fail_msg("%s: check gives %d: %s", monkey->file, status, output);
}

static void assert_goes_on(struct monkey *monkey)
{
	monkey->clicks = false;
	start(monkey);
	wizard_wait(monkey->tty);
	tty_keys(monkey->tty, "^X");
	assert_int_equal(tty_wait_over(monkey->tty), 0);
}

/* From an empty session, from one that is finished, and from a large one with a mouse. */
static void prepare(struct monkey *monkey, struct place *place, size_t number)
{
	static const char *const sources[MONKEYS] = {
		NULL, "tests/terminal/kit/finished.cfg", "share/examples/contoso.cfg",
	};
	*monkey = (struct monkey){ .place = place, .clicks = number == 2,
		.state = (uint32_t)(MONKEYS * place_number("SEED", 0) + (long)number + 1) * 2654435761u,
		.file = arena_printf(place->arena, "monkey%zu.cfg", number) };
	if (sources[number])
		place_write(place, monkey->file, source_read(place, sources[number]));
	start(monkey);
}

static void keys_at_random(void **state)
{
	struct monkey monkeys[MONKEYS];
	struct place *place = *state;
	for (size_t i = 0; i < MONKEYS; i++)
		prepare(&monkeys[i], place, i);
	long long until = tty_now() + 1000 * place_number("RANDOM_SECONDS", 3);
	while (tty_now() < until) {
		for (size_t i = 0; i < MONKEYS; i++)
			take_turn(&monkeys[i]);
		tty_pump(monkeys[0].tty, tty_now() + 1);
	}
	for (size_t i = 0; i < MONKEYS; i++) {
		leave(&monkeys[i]);
		assert_readable(&monkeys[i]);
		assert_goes_on(&monkeys[i]);
		print_message("%s: %zu keys, %zu starts\n", monkeys[i].file, monkeys[i].sent,
		        monkeys[i].starts);
		/* It was reached by them. */
		assert_true(monkeys[i].sent > 100);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(keys_at_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
