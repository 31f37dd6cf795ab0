/* Pictures at random, one after the other: what libvterm shows is what was painted, cell for cell. */
#include <poll.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "kit/cmocka_all.h"
#include "kit/place.h"
#include "term/terminal.h"

#define PAINTER "painter" /* what this program is called with to paint */
#define PICTURES 60
#define RESIZED_AT 40
#define SMALL_ROWS 12
#define SMALL_COLUMNS 43
#define TEXTS_MAX 24

/* ---- pictures ---- */

static uint32_t next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void scatter(struct canvas *canvas, uint32_t seed, size_t count)
{
	static const char *const texts[] = {
		"mail.contoso.com", "a", "(*) Regional namespaces", "   ", "x  y    z     end",
		"\u65e5\u672c\u8a9e", "M\u00fcller", "e\u0301t\u00e9", "\u2500\u2500\u252c\u2500\u2500",
		"\u2502", "\u65e5a\u672cb", "0123456789012345678901234567890123456789012345678901234567890123456789"
		"0123456789",
	};
	seed = seed * 2654435761U + 1;
	for (size_t i = 0; i < count; i++) {
		size_t row = next(&seed) % canvas->rows, column = next(&seed) % canvas->columns;
		canvas_put(canvas, row, column, canvas->columns, next(&seed) % STYLE_COUNT,
		        texts[next(&seed) % COUNT_OF(texts)]);
	}
	canvas_cursor(canvas, next(&seed) % canvas->rows, next(&seed) % canvas->columns);
}

/* Some have much in common with the one before them, some nothing; some are empty. */
static void picture_make(struct canvas *canvas, size_t rows, size_t columns, uint32_t number)
{
	canvas_reset(canvas, rows, columns);
	if (number % 8 != 7)
		scatter(canvas, number / 4, TEXTS_MAX);
	scatter(canvas, 1000 + number, number % 4);
}

/* ---- who paints ---- */

static bool key_awaited(struct terminal *terminal)
{
	struct pollfd watched[] = {
		{ .fd = terminal_input(terminal), .events = POLLIN },
		{ .fd = terminal_events(terminal), .events = POLLIN },
	};
	struct key key;
	(void)poll(watched, 2, -1);
	if (watched[1].revents)
		terminal_happened(terminal);
	return terminal_read(terminal, &key) != TERMINAL_NOTHING;
}

static int painter(void)
{
	const struct terminal_options options = { .colour = true };
	struct err err;
	struct canvas canvas;
	struct terminal *terminal = terminal_open(&options, &err);
	if (!terminal)
		return 1;
	canvas_init(&canvas, terminal_is_ascii(terminal));
	for (uint32_t i = 0; i < PICTURES; i++) {
		do {
			size_t rows, columns;
			terminal_size(terminal, &rows, &columns);
			picture_make(&canvas, rows, columns, i);
			terminal_paint(terminal, &canvas);
		} while (!key_awaited(terminal));
	}
	canvas_done(&canvas);
	terminal_close(terminal);
	return 0;
}

/* ---- who looks ---- */

struct kind {
	const char *term;
	bool bold, colours;
	bool scrolls; /* where its last cell is written to: that one stays blank */
	bool ascii;
};

struct expected {
	const struct kind *kind;
	struct canvas canvas;
};

static bool has_text(const struct cell *wanted, const VTermScreenCell *seen)
{
	uint32_t first = seen->chars[0] ? seen->chars[0] : ' ';
	if (first != wanted->text[0] || seen->width != wanted->width)
		return false;
	for (size_t i = 1; i < CANVAS_MARKS && wanted->text[i]; i++) {
		if (seen->chars[i] != wanted->text[i])
			return false;
	}
	return true;
}

static bool has_look(const struct kind *kind, const struct cell *wanted, const VTermScreenCell *seen)
{
	static const int colours[STYLE_COUNT] = { [STYLE_KEY] = 6, [STYLE_GOOD] = 2,
		[STYLE_WARNING] = 3, [STYLE_BAD] = 1 };
	static const bool bold[STYLE_COUNT] = { [STYLE_STRONG] = true, [STYLE_BAD] = true };
	bool is_bold = bold[wanted->style] || (!kind->colours && wanted->style == STYLE_KEY);
	int colour = kind->colours ? colours[wanted->style] : 0;
	bool is_blank = wanted->text[0] == ' ';
	if (seen->attrs.reverse || seen->attrs.underline)
		return false;
	/* Nobody sees how a blank looks otherwise. */
	return is_blank || (seen->attrs.bold == (kind->bold && is_bold) &&
	                    (colour ? VTERM_COLOR_IS_INDEXED(&seen->fg) && seen->fg.indexed.idx == colour
	                           : VTERM_COLOR_IS_DEFAULT_FG(&seen->fg)));
}

static bool is_cell(const struct expected *expected, struct tty *tty, size_t row, size_t column)
{
	const struct canvas *canvas = &expected->canvas;
	const struct cell *wanted = &canvas->cells[row * canvas->columns + column];
	VTermScreenCell seen = tty_cell(tty, (int)row, (int)column);
	bool is_last = row + 1 == canvas->rows && column + 1 == canvas->columns;
	if (is_last && expected->kind->scrolls)
		return !seen.chars[0] || seen.chars[0] == ' ';
	/* A second half is a part of the first. */
	return !wanted->width || (has_text(wanted, &seen) && has_look(expected->kind, wanted, &seen));
}

static bool is_painted(struct tty *tty, const void *data)
{
	const struct expected *expected = data;
	const struct canvas *canvas = &expected->canvas;
	VTermPos cursor = tty_cursor(tty);
	for (size_t row = 0; row < canvas->rows; row++) {
		for (size_t column = 0; column < canvas->columns; column++) {
			if (!is_cell(expected, tty, row, column))
				return false;
		}
	}
	return (size_t)cursor.row == canvas->cursor_row && (size_t)cursor.col == canvas->cursor_column;
}

static void paints(struct place *place, const struct kind *kind)
{
	struct expected expected = { .kind = kind };
	struct tty *tty = place_start(place, &(struct tty_options){ .term = kind->term,
		.locale = kind->ascii ? "C" : NULL, .program = "/proc/self/exe", .arguments = { PAINTER } });
	canvas_init(&expected.canvas, kind->ascii);
	for (uint32_t i = 0; i < PICTURES; i++) {
		if (i == RESIZED_AT)
			tty_resize(tty, SMALL_ROWS, SMALL_COLUMNS);
		picture_make(&expected.canvas, (size_t)tty->rows, (size_t)tty->columns, i);
		tty_wait_for(tty, is_painted, &expected);
		tty_type(tty, "n");
	}
	assert_int_equal(tty_wait_over(tty), 0);
	assert_true(tty_is_canonical(tty));
	canvas_done(&expected.canvas);
}

static void every_kind(void **state)
{
	static const struct kind kinds[] = {
		{ "xterm-256color", true, true, false, false },
		{ "xterm-256color", true, true, false, true },
		{ "xterm-mono", true, false, false, false },
		{ "linux", true, true, false, false },
		{ "screen", true, true, false, false },
		{ "tmux-256color", true, true, false, false },
		{ "vt220", true, false, false, false },
		{ "vt100", true, false, false, true },
		{ "vt52", false, false, false, true },
		{ "ansi", true, true, true, true },
	};
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		print_message("%s\n", kinds[i].term);
		paints(place, &kinds[i]);
		place_clear(place);
	}
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(every_kind),
	};
	if (count > 1 && strcmp(arguments[1], PAINTER) == 0)
		return painter();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
