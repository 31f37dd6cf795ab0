/* Pastes: many lines are many entries and never Enter, also where the terminal's end mark gets lost. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "kit/wizard.h"

#define MANY 200
#define FLOOD (300 * 1024) /* more than anybody's list of names */
#define LIST "forests[0].sites[0].servers"
#define TEXT "organization.name"
#define STALLED "a paste that has not ended"

static const char *names(struct place *place, const char *end)
{
	struct buf text;
	buf_init(&text);
	for (int i = 1; i <= MANY; i++)
		buf_printf(&text, "EX%03d%s", i, end);
	const char *copy = arena_strdup(place->arena, text.data);
	buf_done(&text);
	return copy;
}

static size_t servers(struct place *place)
{
	struct shown shown;
	shown_open(&shown, place);
	size_t count = flow_items(shown.flow, LIST, shown.arena).count;
	assert_string_equal(shown.spot->path, LIST);
	shown_close(&shown);
	return count;
}

/* The cursor in an empty field below the last of them. */
static bool ends_with(struct tty *tty, const void *last)
{
	VTermPos cursor = tty_cursor(tty);
	return cursor.row > 0 && wizard_cursor_is_on_focus(tty) &&
	       strstr(tty_row(tty, cursor.row), "[   ") &&
	       strstr(tty_row(tty, cursor.row - 1), last);
}

static void many_lines_are_many_entries(void **state)
{
	struct place *place = *state;
	static const char *const ends[] = { "\r", "\n", "\r\n", ", " };
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct tty *tty = wizard_resume(place, LIST, NULL);
		assert_true(tty_sent(tty, "\033[?2004h"));
		tty_paste(tty, names(place, ends[i]));
		tty_wait_for(tty, ends_with, "201 EX200");
		assert_int_equal(servers(place), 1 + MANY);
		tty_keys(tty, "F10");
		assert_int_equal(tty_wait_over(tty), 0);
		assert_true(tty_sent(tty, "\033[?2004l"));
		assert_int_equal(servers(place), 1 + MANY);
		place_clear(place);
	}
}

static void a_line_into_a_field(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, TEXT, NULL);
	int position = wizard_position(tty);
	tty_keys(tty, "^U");
	tty_paste(tty, "Fabrikam, Inc.\r");
	wizard_wait_focus(tty, "[Fabrikam, Inc. ");
	assert_int_equal(wizard_position(tty), position);
	assert_null(strstr(place_read(place, SESSION), "Fabrikam"));
	wizard_turn(tty, "Enter");
	assert_non_null(strstr(place_read(place, SESSION), "name = \"Fabrikam, Inc.\";"));
}

/* Of two lines nothing is taken. */
static void two_lines_into_a_field(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, TEXT, NULL);
	int position = wizard_position(tty);
	tty_keys(tty, "^U");
	tty_paste(tty, "Fabrikam\rTailspin\r");
	tty_wait(tty, "! ");
	tty_wait(tty, "one line");
	assert_int_equal(wizard_position(tty), position);
	assert_false(tty_shows(tty, "Fabrikam"));
	assert_false(tty_shows(tty, "Tailspin"));
	tty_type(tty, "Still here");
	wizard_wait_focus(tty, "[Still here ");
}

/* What could be understood as keys is not. */
static void keys_inside_are_no_keys(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, TEXT, NULL);
	int position = wizard_position(tty);
	tty_keys(tty, "^U");
	tty_paste(tty, "a\030b\003c\033OPd");
	tty_wait(tty, "! ");
	assert_int_equal(wizard_position(tty), position);
	assert_false(tty_shows(tty, "Save and leave?"));
	assert_false(tty_shows(tty, "casplan  Help"));
	tty_type(tty, "Still here");
	wizard_wait_focus(tty, "[Still here ");
}

static void nothing_for_a_choice(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "product.version", NULL);
	int position = wizard_position(tty);
	tty_paste(tty, "j\rj\r \r");
	tty_keys(tty, "Home Down Down");
	wizard_wait_focus(tty, "2013");
	assert_int_equal(wizard_position(tty), position);
	assert_non_null(strstr(place_read(place, SESSION), "version = \"2010\";"));
}

/* ---- an end that does not come, or late ---- */

/* What is pasted after a stall is no key: its Enter would answer whatever is asked. */
static void a_stall_in_the_middle(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, LIST, NULL);
	int position = wizard_position(tty);
	tty_type(tty, "\033[200~EX1\rEX");
	tty_wait(tty, STALLED);
	tty_type(tty, "2\r\r\033OQEX3\r");
	tty_wait_read(tty);
	assert_true(tty_shows(tty, STALLED));
	assert_int_equal(wizard_position(tty), position);
	assert_int_equal(servers(place), 1);
	tty_type(tty, "\033[201~");
	tty_wait_for(tty, ends_with, "4 EX3");
	assert_true(tty_shows(tty, "3 EX2"));
	assert_false(tty_shows(tty, STALLED));
	assert_int_equal(servers(place), 4);
}

static void a_stall_in_a_field(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, TEXT, NULL);
	int position = wizard_position(tty);
	tty_keys(tty, "^U");
	tty_type(tty, "\033[200~Fabrikam,");
	tty_wait(tty, STALLED);
	tty_type(tty, " Inc.\r");
	tty_type(tty, "\033[201~");
	wizard_wait_focus(tty, "[Fabrikam, Inc. ");
	assert_int_equal(wizard_position(tty), position);
	assert_null(strstr(place_read(place, SESSION), "Fabrikam"));
}

/* It says nothing about the paste. */
static void another_size_in_the_middle(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, LIST, NULL);
	tty_type(tty, "\033[200~EX1\rEX");
	tty_wait_read(tty);
	tty_resize(tty, 30, 100);
	wizard_wait_size(tty);
	tty_type(tty, "2\r\033[201~");
	tty_wait_for(tty, ends_with, "3 EX2");
	assert_int_equal(servers(place), 3);
}

/* Over a slow line. */
static void the_mark_comes_in_pieces(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, LIST, NULL);
	tty_type(tty, "\033[200~EX1\rEX2\033");
	tty_wait(tty, STALLED);
	tty_type(tty, "[201~");
	tty_wait_for(tty, ends_with, "3 EX2");
	assert_int_equal(servers(place), 3);
}

/* Nobody is stuck in it: one key ends it, and does nothing else. */
static void the_end_gets_lost(void **state)
{
	struct place *place = *state;
	static const char *const keys[] = { "Esc", "^C" };
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct tty *tty = wizard_resume(place, LIST, NULL);
		int position = wizard_position(tty);
		tty_type(tty, "\033[200~EX1\rEX2\rEX3\r");
		tty_keys(tty, "Enter Down F10");
		tty_wait(tty, STALLED);
		tty_keys(tty, keys[i]);
		tty_wait_for(tty, ends_with, "4 EX3");
		assert_int_equal(wizard_position(tty), position);
		assert_int_equal(servers(place), 4);
		/* And a mark that comes too late does nothing. */
		tty_type(tty, "\033[201~EX4\r");
		tty_wait_for(tty, ends_with, "5 EX4");
		assert_int_equal(servers(place), 5);
		place_clear(place);
	}
}

/* Whoever pastes again because nothing came wants it once. */
static void the_end_gets_lost_and_it_is_pasted_again(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, LIST, NULL);
	tty_type(tty, "\033[200~EX1\rEX2\r");
	tty_wait(tty, STALLED);
	tty_paste(tty, "EX1\rEX2\r");
	tty_wait_for(tty, ends_with, "3 EX2");
	assert_int_equal(servers(place), 3);
}

/* Rather nothing than names of which the last is cut. */
static void a_flood(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, LIST, NULL);
	char *text = arena_alloc(place->arena, FLOOD + 1);
	for (size_t i = 0; i < FLOOD; i++)
		text[i] = i % 8 == 7 ? '\r' : (char)('a' + i / 7 % 26);
	tty_paste(tty, text);
	tty_wait(tty, "The paste is too long for anything here; nothing of it was taken.");
	assert_int_equal(servers(place), 1);
	tty_type(tty, "EX2\r");
	tty_wait_for(tty, ends_with, "2 EX2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(many_lines_are_many_entries),
		IN_PLACE(a_line_into_a_field),
		IN_PLACE(two_lines_into_a_field),
		IN_PLACE(keys_inside_are_no_keys),
		IN_PLACE(nothing_for_a_choice),
		IN_PLACE(a_stall_in_the_middle),
		IN_PLACE(a_stall_in_a_field),
		IN_PLACE(another_size_in_the_middle),
		IN_PLACE(the_mark_comes_in_pieces),
		IN_PLACE(the_end_gets_lost),
		IN_PLACE(the_end_gets_lost_and_it_is_pasted_again),
		IN_PLACE(a_flood),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
