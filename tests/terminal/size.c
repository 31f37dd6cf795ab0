/* Sizes: any, at any moment, and back to the same screen. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "kit/wizard.h"

#define STORM 300
#define SEED 20261122
#define TYPED "Contoso \u6d4b\u8bd5 Beteiligungsgesellschaft mit beschr\u00e4nkter Haftung"

/* Text and what makes it bold, coloured or underlined. */
static const char *picture(struct place *place, struct tty *tty)
{
	const char *text = arena_strdup(place->arena, tty_screen(tty));
	struct buf styles;
	buf_init(&styles);
	for (int i = 0; i < tty->rows * tty->columns; i++) {
		VTermScreenCell cell = tty_cell(tty, i / tty->columns, i % tty->columns);
		buf_printf(&styles, "%d%d%d,%d ", cell.attrs.bold, (int)cell.attrs.underline,
		        cell.attrs.reverse, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ? -1 : cell.fg.indexed.idx);
	}
	VTermPos cursor = tty_cursor(tty);
	text = arena_printf(place->arena, "%scursor %d,%d\n%s", text, cursor.row, cursor.col,
	        styles.data);
	buf_done(&styles);
	return text;
}

struct wanted {
	struct place *place;
	const char *picture;
};

static bool is_same(struct tty *tty, const void *data)
{
	const struct wanted *wanted = data;
	return text_equal(picture(wanted->place, tty), wanted->picture);
}

/* Nothing but whole questions and the words of the wait are ever left on a screen that stays. */
static bool is_whole(struct tty *tty, const void *data)
{
	(void)data;
	if (tty->rows < 12 || tty->columns < 40)
		return tty->columns < 5 || strncmp(tty_row(tty, 0), "40x12", 5) == 0;
	return wizard_position(tty) > 0 && tty_shows(tty, "leave");
}

static int between(int least, int most)
{
	return least + rand() % (most - least + 1);
}

static const struct {
	int rows, columns;
} corners[] = {
	{ 1, 1 }, { 2, 5 }, { 12, 40 }, { 200, 500 }, { 11, 40 }, { 12, 39 }, { 24, 109 }, { 24, 110 },
	{ 1, 500 }, { 200, 1 }, { 20, 60 }, { 19, 59 },
};

/* Some are left at once, as by dragging; of some the screen is awaited. */
static void storm(struct tty *tty)
{
	srand(SEED);
	for (int i = 0; i < STORM; i++) {
		int corner = rand() % (2 * (int)COUNT_OF(corners));
		bool at_random = corner >= (int)COUNT_OF(corners);
		int rows = at_random ? between(1, 70) : corners[corner].rows;
		int columns = at_random ? between(1, 200) : corners[corner].columns;
		tty_resize(tty, rows, columns);
		if (i % 4 == 0)
			tty_wait_for(tty, is_whole, NULL);
	}
	tty_resize(tty, 24, 80);
}

static void assert_survives(struct place *place, struct tty *tty)
{
	struct wanted wanted = { place, picture(place, tty) };
	storm(tty);
	tty_wait_for(tty, is_same, &wanted);
	assert_false(tty->is_over);
}

static void of_a_choice(void **state)
{
	struct place *place = *state;
	struct tty *tty = place_start(place, NULL);
	wizard_wait(tty);
	wizard_turn(tty, "Enter");
	tty_keys(tty, "Down Down");
	wizard_wait_focus(tty, "2013");
	assert_survives(place, tty);
}

static bool is_in_column(struct tty *tty, const void *column)
{
	return tty_cursor(tty).col == *(const int *)column;
}

static void of_a_half_typed_text(void **state)
{
	struct place *place = *state;
	struct tty *tty = place_start(place, NULL);
	wizard_wait(tty);
	while (!tty_shows(tty, "registered name"))
		wizard_turn(tty, "Enter");
	tty_type(tty, TYPED);
	wizard_wait_focus(tty, TYPED " ");
	int column = tty_cursor(tty).col - 2;
	tty_keys(tty, "Left Left");
	tty_wait_for(tty, is_in_column, &column);
	assert_survives(place, tty);
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_non_null(strstr(place_read(place, SESSION), TYPED));
}

static void of_a_page(void **state)
{
	struct place *place = *state;
	struct tty *tty = place_start(place, NULL);
	wizard_wait(tty);
	tty_keys(tty, "F1");
	wizard_wait_page(tty, "Esc ^B Close");
	assert_survives(place, tty);
}

/* The wizard can be left on any screen. */
static void leaves_a_small_screen(void **state)
{
	struct place *place = *state;
	struct tty *tty = place_start(place, &(struct tty_options){
		.rows = 5, .columns = 20, .arguments = { SESSION } });
	tty_wait(tty, "40x12 needed, 20x5");
	tty_keys(tty, "^X");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_true(tty_is_canonical(tty));
	assert_non_null(place_read(place, SESSION));
}

/* Those in the environment do not hold the size. */
static void environment_is_no_size(void **state)
{
	struct place *place = *state;
	struct tty *tty = place_start(place, &(struct tty_options){
		.variables = { "LINES=10", "COLUMNS=30" }, .arguments = { SESSION } });
	wizard_wait(tty);
	tty_resize(tty, 40, 120);
	wizard_wait_size(tty);
	tty_wait(tty, "\u2502");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(of_a_choice),
		IN_PLACE(of_a_half_typed_text),
		IN_PLACE(of_a_page),
		IN_PLACE(leaves_a_small_screen),
		IN_PLACE(environment_is_no_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
