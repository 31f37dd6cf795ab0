/* term/paint.c: from cells to the terminal. Curses finds out what differs; rows that are the same are
 * not even handed to it. */
#include <string.h>
#include <wctype.h>

#include "terminal_parts.h"

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

static void cell_paint(const struct terminal *terminal, const struct cell *cell, int row, int column)
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
	(void)mvadd_wchnstr(row, column, &shown, 1);
}

/* Only what differs from what is shown. */
static void row_paint(struct terminal *terminal, const struct canvas *canvas, size_t row)
{
	const struct cell *wanted = &canvas->cells[row * canvas->columns];
	struct cell *shown = &terminal->shown.cells[row * canvas->columns];
	for (size_t i = 0; i < canvas->columns; i++) {
		if (memcmp(&shown[i], &wanted[i], sizeof(*shown)) == 0)
			continue;
		if (wanted[i].width)
			cell_paint(terminal, &wanted[i], (int)row, (int)i);
		shown[i] = wanted[i];
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
