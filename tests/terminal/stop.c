/* Being stopped, ended, hung up and killed: the terminal is as it was, and the session is saved. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "kit/wizard.h"

#define HANG_UP_LIMIT 1000 /* milliseconds */
#define STOPS 20
#define DRAFT "Half a na"

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
			.keeps_hup = ignored, .arguments = { SESSION } });
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
	tty_wait(tty, "nothing was written");
	tty_wait(tty, "Enter goes back to the wizard.");
	assert_true(tty_is_canonical(tty));
	tty_keys(tty, "Enter");
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
			.keeps_hup = ignored, .arguments = { SESSION } });
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
static void crashes(void **state)
{
	struct place *place = *state;
	static const int numbers[] = { SIGSEGV, SIGABRT, SIGBUS };
	setenv("ASAN_OPTIONS", "handle_segv=0:handle_sigbus=0:handle_abort=0", 1);
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		struct tty *tty = begin(place, &(struct tty_options){
			.arguments = { "--mouse", SESSION } });
		tty->log.length = 0;
		kill(tty->pid, numbers[i]);
		int status = tty_wait_over(tty);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
		assert_true(tty_is_canonical(tty));
		assert_false(tty->alternate);
		assert_false(tty->cursor_hidden);
		/* Pastes unmarked, cursor keys as usual, no clicks. */
		assert_true(tty_sent(tty, "\033[?2004l"));
		assert_true(tty_sent(tty, "\033[?1l"));
		assert_true(tty_sent(tty, "1000l"));
		place_clear(place);
	}
}

int main(void)
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
		IN_PLACE(crashes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
