/* Without a file: the sessions that were begun are offered, whatever their names and content are. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "base/text.h"
#include "base/width.h"
#include "kit/wizard.h"

#define OFFERED "Which session shall go on?"

static struct tty *start(struct place *place, int rows, int columns)
{
	return place_start(place, &(struct tty_options){ .rows = rows, .columns = columns,
		.arguments = { "--color=never" } });
}

/* A file among the sessions; the greater `age`, the longer ago it was saved. */
static void session_put(struct place *place, const char *name, const char *text, int age)
{
	const char *path = arena_printf(place->arena, "casplan/%s.cfg", name);
	const struct utimbuf times = { 1763800000 - age, 1763800000 - age };
	(void)mkdir(place_path(place, "casplan"), 0700);
	place_write(place, path, text);
	assert_int_equal(utime(place_path(place, path), &times), 0);
}

static const char *finished_at(struct place *place, const char *screen, const char *field)
{
	return arena_printf(place->arena,
	        "%ssession = { screen = \"%s\"; field = \"%s\"; };\n",
	        source_read(place, "tests/terminal/kit/finished.cfg"), screen, field);
}

static void assert_over(struct tty *tty, int status)
{
	int ended = tty_wait_over(tty);
	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), status);
	assert_true(tty_is_canonical(tty));
	assert_false(tty->alternate);
}

/* The folder has one session then, which is offered. */
static void sessions_are_offered(void **state)
{
	struct place *place = *state;
	struct tty *tty = start(place, 24, 80);
	wizard_wait(tty);
	wizard_turn(tty, "Enter");
	tty_keys(tty, "F10");
	assert_over(tty, 0);
	tty = start(place, 24, 80);
	wizard_wait_page(tty, OFFERED);
	tty_wait(tty, "1 session");
	wizard_wait_focus(tty, "plan-");
	assert_true(tty->alternate);
	tty_keys(tty, "Enter");
	wizard_wait_at(tty, 2);
	tty_wait(tty, "Which Exchange version");
	tty_keys(tty, "F10");
	assert_over(tty, 0);
	tty = start(place, 24, 80);
	wizard_wait_page(tty, OFFERED);
	tty_keys(tty, "Down");
	wizard_wait_focus(tty, "Begin a new session");
	tty_keys(tty, "Enter");
	wizard_wait_at(tty, 1);
	tty_wait(tty, "Shall we begin?");
	tty_keys(tty, "F10");
	assert_over(tty, 0);
	tty = start(place, 24, 80);
	tty_wait(tty, "2 sessions");
	tty_keys(tty, "F10");
	assert_over(tty, 0);
}

/* Nothing is lost between the choice and the first question: there is one screen all the time. */
static void typing_ahead(void **state)
{
	struct place *place = *state;
	session_put(place, "a", finished_at(place, "organization", "name"), 0);
	struct tty *tty = start(place, 24, 80);
	wizard_wait_page(tty, OFFERED);
	tty->log.length = 0;
	tty_keys(tty, "Enter ^U F a b Enter F10");
	assert_over(tty, 0);
	assert_non_null(strstr(place_read(place, "casplan/a.cfg"), "name = \"Fab\";"));
	assert_false(tty_sent(tty, "\033[?1049h"));
}

static void in_plain_lines(void **state)
{
	struct place *place = *state;
	const struct tty_options options = { .arguments = { "--plain" } };
	session_put(place, "a", finished_at(place, "organization", "name"), 0);
	struct tty *tty = place_start(place, &options);
	tty_wait(tty, "Sessions begun earlier:");
	tty_wait(tty, " 0  a new one");
	tty_type(tty, "7\r");
	tty_wait(tty, "there is no such number");
	tty_type(tty, "1\r");
	tty_wait(tty, "the registered name of the organization?");
	tty_type(tty, "q\r");
	assert_over(tty, 0);
	tty = place_start(place, &options);
	tty_wait(tty, " 1  a");
	tty_type(tty, "q\r");
	assert_over(tty, 0);
	assert_false(tty->alternate);
}

/* What is known of each, without opening it. */
static void what_is_told(void **state)
{
	struct place *place = *state;
	session_put(place, "first", finished_at(place, "organization", "name"), 0);
	session_put(place, "second", "format = 1;\n", 1);
	session_put(place, "third", "format = 1;\nproduct = { version = \"7\"; };\n", 2);
	session_put(place, "fourth", "format = 1;\norganization = { name = ", 3);
	struct tty *other = place_start(place, &(struct tty_options){
		.arguments = { "casplan/second.cfg" } });
	wizard_wait(other);
	struct tty *tty = start(place, 24, 80);
	wizard_wait_focus(tty, "Contoso, Inc.");
	tty_wait(tty, "Contoso, Inc.  Exchange 2010 SP3; 2025-11-22 08:26; ");
	tty_wait(tty, "4 sessions");
	tty_wait(tty, "Session: first");
	tty_wait(tty, "Stopped at: Organization, ");
	tty_wait(tty, "third          cannot be read");
	tty_keys(tty, "Down");
	wizard_wait_focus(tty, "second");
	tty_wait(tty, "open elsewhere");
	tty_wait(tty, "it can be looked at, and nothing is saved");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "you may look, and nothing is saved");
	assert_non_null(strstr(tty_row(tty, 0), "read only"));
	tty_keys(tty, "F10");
	assert_over(tty, 0);
	/* Where it cannot be read, it is said where it stays, with all there is to be said. */
	tty = start(place, 24, 80);
	wizard_wait_focus(tty, "Contoso, Inc.");
	tty_keys(tty, "Down Down");
	wizard_wait_focus(tty, "third");
	tty_wait(tty, "It cannot be read: line 2: ");
	tty_keys(tty, "Enter");
	assert_over(tty, 2);
	tty_wait(tty, "third.cfg:2: ");
	assert_string_equal(place_read(place, "casplan/third.cfg"),
	        "format = 1;\nproduct = { version = \"7\"; };\n");
}

/* Names that a disk can hold, and answers that somebody wrote. */
static void hostile_names(void **state)
{
	static const char *const names[] = {
		"\033[2J\033]0;owned\a", "a\nb\rc", "\xe2\x80\xaegfc", "\xff\xfe\x80", "-rf", " ",
	};
	static const int sizes[][2] = { { 12, 40 }, { 24, 80 }, { 40, 120 } };
	struct place *place = *state;
	char longest[252];
	memset(longest, 'x', sizeof(longest) - 6);
	longest[sizeof(longest) - 6] = '\0';
	for (size_t i = 0; i < COUNT_OF(names); i++)
		session_put(place, names[i], "format = 1;\n", (int)i + 1);
	session_put(place, longest, "format = 1;\n", 20);
	session_put(place, "evil", "format = 1;\norganization = { name = \"a\033[2Jb\"; };\n", 21);
	(void)mkfifo(place_path(place, "casplan/pipe.cfg"), 0600);
	assert_int_equal(symlink("/dev/zero", place_path(place, "casplan/zero.cfg")), 0);
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct tty *tty = start(place, sizes[i][0], sizes[i][1]);
		wizard_wait_page(tty, OFFERED);
		tty_wait(tty, "8 sessions");
		for (int row = 0; row < 8; row++) {
			tty_keys(tty, "F1");
			tty_wait(tty, "Sessions that were begun");
			tty_keys(tty, "Esc");
			tty_wait(tty, OFFERED);
			tty_keys(tty, "Down");
		}
		wizard_wait_focus(tty, "Begin a new session");
		assert_false(tty_sent(tty, "\xe2\x80\xae"));
		tty_keys(tty, "Home Enter");
		wizard_wait(tty);
		tty_keys(tty, "F10");
		assert_over(tty, 0);
		/* Nor when it says what was saved. */
		tty_wait(tty, "Saved in");
		assert_false(tty_sent(tty, "\033]0;"));
		place_end(place, tty);
		/* It was saved, and is the newest now as before. */
		session_put(place, names[0], "format = 1;\n", 1);
	}
}

static void many_sessions(void **state)
{
	struct place *place = *state;
	const char *text = finished_at(place, "organization", "name");
	for (int i = 0; i < 300; i++)
		session_put(place, arena_printf(place->arena, "s%03d", i), text, i);
	struct tty *tty = start(place, 12, 40);
	tty_wait(tty, "300 sessions");
	wizard_wait_focus(tty, "Contoso, Inc.");
	tty_keys(tty, "End");
	wizard_wait_focus(tty, "Begin a new session");
	tty_keys(tty, "Up Enter");
	wizard_wait_focus(tty, "[Contoso, Inc. ");
	tty_keys(tty, "^U");
	tty_type(tty, "Last");
	tty_keys(tty, "Enter");
	wizard_wait(tty);
	tty_keys(tty, "F10");
	assert_over(tty, 0);
	assert_non_null(strstr(place_read(place, "casplan/s299.cfg"), "name = \"Last\";"));
}

static bool keys_are_at_the_foot(struct tty *tty, const void *data)
{
	(void)data;
	return strstr(tty_row(tty, tty->rows - 1), "F10 ^X Leave") && tty_shows(tty, OFFERED);
}

/* The terminal is given back, and the signal ends the program as anywhere. */
static void being_ended(void **state)
{
	static const int numbers[] = { SIGTERM, SIGHUP };
	struct place *place = *state;
	session_put(place, "a", "format = 1;\n", 0);
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		struct tty *tty = start(place, 24, 80);
		wizard_wait_page(tty, OFFERED);
		kill(tty->pid, numbers[i]);
		int status = tty_wait_over(tty);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
		assert_true(tty_is_canonical(tty));
		assert_false(tty->alternate);
	}
	struct tty *tty = start(place, 24, 80);
	wizard_wait_page(tty, OFFERED);
	tty_keys(tty, "^Z");
	tty_wait_stopped(tty);
	assert_true(tty_is_canonical(tty));
	kill(tty->pid, SIGCONT);
	wizard_wait_focus(tty, "a");
	tty_resize(tty, 40, 120);
	tty_wait_for(tty, keys_are_at_the_foot, NULL);
	tty_keys(tty, "^C");
	assert_over(tty, 0);
	assert_string_equal(place_read(place, "casplan/a.cfg"), "format = 1;\n");
	tty = start(place, 24, 80);
	wizard_wait_page(tty, OFFERED);
	tty_hang_up(tty);
	(void)tty_wait_over(tty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(sessions_are_offered),
		IN_PLACE(typing_ahead),
		IN_PLACE(in_plain_lines),
		IN_PLACE(what_is_told),
		IN_PLACE(hostile_names),
		IN_PLACE(many_sessions),
		IN_PLACE(being_ended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
