/* term/paint.c: from cells to the terminal. Curses finds out what differs; rows that are the same are
 * not even handed to it. */
#include <string.h>

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
	if (setcchar(&shown, text, attributes(terminal, cell->style), pair_of(terminal, cell->style),
	            NULL) != OK)
		(void)setcchar(&shown, L"?", A_NORMAL, 0, NULL);
	(void)mvadd_wchnstr(row, column, &shown, 1);
}

static void row_paint(struct terminal *terminal, const struct canvas *canvas, size_t row)
{
	const struct cell *cells = &canvas->cells[row * canvas->columns];
	for (size_t i = 0; i < canvas->columns; i++) {
		if (cells[i].width)
			cell_paint(terminal, &cells[i], (int)row, (int)i);
	}
}

static bool is_same_size(const struct canvas *a, const struct canvas *b)
{
	return a->rows == b->rows && a->columns == b->columns;
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
	size_t width = canvas->columns * sizeof(*canvas->cells);
	bool is_known = terminal->is_known && is_same_size(canvas, &terminal->shown);
	if (terminal->is_away)
		return;
	if (!is_known) {
		canvas_reset(&terminal->shown, canvas->rows, canvas->columns);
		(void)clear();
	}
	for (size_t i = 0; i < canvas->rows; i++) {
		struct cell *shown = &terminal->shown.cells[i * canvas->columns];
		const struct cell *wanted = &canvas->cells[i * canvas->columns];
		if (is_known && memcmp(shown, wanted, width) == 0)
			continue;
		row_paint(terminal, canvas, i);
		memcpy(shown, wanted, width);
	}
	terminal->is_known = true;
	(void)move((int)canvas->cursor_row, (int)canvas->cursor_column);
	(void)refresh();
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->is_known = false;
}
