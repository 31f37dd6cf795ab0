/* term/paint.c: from cells to the terminal. Curses finds out what differs; rows that are the same are
 * not even handed to it. */
#include <string.h>
#include <wctype.h>

#include "terminal_parts.h"

#define RUN_CELLS 64

static attr_t attributes(const struct terminal *terminal, enum style style)
{
	static const attr_t plain[STYLE_COUNT] = {
		[STYLE_STRONG] = A_BOLD, [STYLE_KEY] = A_BOLD, [STYLE_BAD] = A_BOLD,
	};
	static const attr_t coloured[STYLE_COUNT] = {
		[STYLE_STRONG] = A_BOLD, [STYLE_BAD] = A_BOLD,
	};
	return terminal->coloured ? coloured[style] : plain[style];
}

static short pair_of(const struct terminal *terminal, enum style style)
{
	return terminal->coloured && style >= STYLE_KEY ? (short)style : 0;
}

static cchar_t cell_shown(const struct terminal *terminal, const struct cell *cell)
{
	wchar_t text[CANVAS_MARKS + 1] = { 0 };
	cchar_t shown;
	for (size_t i = 0; i < CANVAS_MARKS; i++)
		text[i] = (wchar_t)cell->text[i];
	/* What the C library does not know yet it would not count as we do. */
	if (!iswprint((wint_t)text[0]))
		text[0] = L'?';
	if (setcchar(&shown, text, attributes(terminal, cell->style), pair_of(terminal, cell->style),
	            NULL) != OK)
		(void)setcchar(&shown, L"?", A_NORMAL, 0, NULL);
	return shown;
}

/* How many cells differ from here on. */
static size_t run_length(const struct cell *wanted, const struct cell *shown, size_t most)
{
	size_t length = 0;
	while (length < most && memcmp(&shown[length], &wanted[length], sizeof(*shown)) != 0)
		length++;
	return length;
}

/* Only what differs from what is shown. */
static void row_paint(struct terminal *terminal, const struct canvas *canvas, size_t row)
{
	const struct cell *wanted = &canvas->cells[row * canvas->columns];
	struct cell *shown = &terminal->shown.cells[row * canvas->columns];
	cchar_t run[RUN_CELLS];
	if (memcmp(shown, wanted, canvas->columns * sizeof(*shown)) == 0)
		return;
	for (size_t i = 0, length; i < canvas->columns; i += length ? length : 1) {
		size_t left = canvas->columns - i, count = 0;
		length = run_length(&wanted[i], &shown[i], left < RUN_CELLS ? left : RUN_CELLS);
		/* The second half of a wide character is part of it; where only that differs, nothing does. */
		size_t from = i + (length && !wanted[i].width);
		for (size_t j = from; j < i + length; j++) {
			if (wanted[j].width)
				run[count++] = cell_shown(terminal, &wanted[j]);
		}
		if (count)
			(void)mvadd_wchnstr((int)row, (int)from, run, (int)count);
		memcpy(&shown[i], &wanted[i], length * sizeof(*shown));
	}
}

static bool is_same_size(const struct canvas *a, const struct canvas *b)
{
	return a->rows == b->rows && a->columns == b->columns;
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
	if (terminal->is_away)
		return;
	if (!terminal->is_known || !is_same_size(canvas, &terminal->shown)) {
		/* All blank then, here and there. */
		canvas_reset(&terminal->shown, canvas->rows, canvas->columns);
		(void)clear();
	}
	for (size_t i = 0; i < canvas->rows; i++)
		row_paint(terminal, canvas, i);
	terminal->is_known = true;
	(void)move((int)canvas->cursor_row, (int)canvas->cursor_column);
	(void)refresh();
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->is_known = false;
}
