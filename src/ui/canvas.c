/* ui/canvas.c */
#include "ui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "base/width.h"

#define REPLACEMENT '?'
#define LINE_ACROSS 0x2500
#define LINE_DOWN 0x2502
#define ELLIPSIS 0x2026

void canvas_init(struct canvas *canvas, bool ascii)
{
	*canvas = (struct canvas){ .ascii = ascii };
}

void canvas_done(struct canvas *canvas)
{
	free(canvas->cells);
	canvas->cells = NULL;
}

void canvas_reset(struct canvas *canvas, size_t rows, size_t columns)
{
	size_t count = rows * columns;
	if (count != canvas->rows * canvas->columns || !canvas->cells) {
		free(canvas->cells);
		canvas->cells = calloc(count + 1, sizeof(*canvas->cells));
		if (!canvas->cells)
			die("out of memory");
	}
	canvas->rows = rows;
	canvas->columns = columns;
	canvas->cursor_row = canvas->cursor_column = 0;
	for (size_t i = 0; i < count; i++)
		canvas->cells[i] = (struct cell){ .text = { ' ' }, .width = 1 };
}

static struct cell *cell_at(struct canvas *canvas, size_t row, size_t column)
{
	return &canvas->cells[row * canvas->columns + column];
}

/* A double-width character of which half is overwritten shows nothing any more. */
static void cell_free(struct canvas *canvas, size_t row, size_t column)
{
	struct cell *cell = cell_at(canvas, row, column);
	struct cell *other = cell->width == 2 ? cell + 1 : cell->width == 0 ? cell - 1 : NULL;
	if (other)
		*other = (struct cell){ .text = { ' ' }, .width = 1, .style = other->style };
}

static void mark_add(struct cell *cell, uint32_t mark)
{
	for (size_t i = 1; i < CANVAS_MARKS; i++) {
		if (!cell->text[i]) {
			cell->text[i] = mark;
			return;
		}
	}
}

static uint32_t shown(const struct canvas *canvas, int32_t code_point)
{
	if (code_point < 0 || utf8_is_hostile(code_point) ||
	        (canvas->ascii && code_point > '~'))
		return REPLACEMENT;
	return (uint32_t)code_point;
}

/* The next character and its cells. Most of all text is ASCII, and each key draws a screen of it. */
static uint32_t shown_next(const struct canvas *canvas, const char **text, size_t *cells)
{
	if (**text >= ' ' && **text <= '~') {
		*cells = 1;
		return (uint32_t)*(*text)++;
	}
	uint32_t code_point = shown(canvas, utf8_next(text));
	*cells = (size_t)width_of(code_point);
	return code_point;
}

static void cell_set(struct canvas *canvas, size_t row, size_t column, uint32_t code_point,
        size_t width, enum style style)
{
	for (size_t i = 0; i < width; i++)
		cell_free(canvas, row, column + i);
	struct cell *cell = cell_at(canvas, row, column);
	*cell = (struct cell){ .text = { code_point }, .width = (uint8_t)width,
		.style = (uint8_t)style };
	if (width == 2)
		cell[1] = (struct cell){ .style = (uint8_t)style };
}

size_t canvas_put(struct canvas *canvas, size_t row, size_t column, size_t width, enum style style,
        const char *text)
{
	size_t used = 0, base = 0;
	if (row >= canvas->rows || column >= canvas->columns)
		return 0;
	if (width > canvas->columns - column)
		width = canvas->columns - column;
	while (*text) {
		size_t cells;
		uint32_t code_point = shown_next(canvas, &text, &cells);
		if (!cells && used) {
			mark_add(cell_at(canvas, row, column + base), code_point);
			continue;
		}
		if (!cells)
			continue;
		if (used + cells > width)
			break;
		cell_set(canvas, row, column + used, code_point, cells, style);
		base = used;
		used += cells;
	}
	return used;
}

size_t canvas_put_cut(struct canvas *canvas, size_t row, size_t column, size_t width,
        enum style style, const char *text)
{
	size_t needed = text_width(text);
	if (needed <= width || width < 2)
		return canvas_put(canvas, row, column, width, style, text);
	size_t used = canvas_put(canvas, row, column, width - 1, style, text);
	if (row < canvas->rows && column + used < canvas->columns)
		cell_set(canvas, row, column + used, canvas->ascii ? '>' : ELLIPSIS, 1, style);
	return used + 1;
}

void canvas_blank(struct canvas *canvas, size_t row, size_t column, size_t width)
{
	for (size_t i = column; row < canvas->rows && i < column + width && i < canvas->columns; i++)
		cell_set(canvas, row, i, ' ', 1, STYLE_PLAIN);
}

void canvas_rule(struct canvas *canvas, size_t row, size_t column, size_t width)
{
	for (size_t i = column; row < canvas->rows && i < column + width && i < canvas->columns; i++)
		cell_set(canvas, row, i, canvas->ascii ? '-' : LINE_ACROSS, 1, STYLE_FAINT);
}

void canvas_bar(struct canvas *canvas, size_t row, size_t column, size_t height)
{
	for (size_t i = row; column < canvas->columns && i < row + height && i < canvas->rows; i++)
		cell_set(canvas, i, column, canvas->ascii ? '|' : LINE_DOWN, 1, STYLE_FAINT);
}

void canvas_cursor(struct canvas *canvas, size_t row, size_t column)
{
	canvas->cursor_row = row < canvas->rows ? row : canvas->rows - 1;
	canvas->cursor_column = column < canvas->columns ? column : canvas->columns - 1;
}

void canvas_row(const struct canvas *canvas, size_t row, struct buf *out)
{
	const struct cell *cells = &canvas->cells[row * canvas->columns];
	size_t end = canvas->columns;
	char bytes[4];
	while (end > 0 && cells[end - 1].width == 1 && cells[end - 1].text[0] == ' ')
		end--;
	for (size_t i = 0; i < end; i++) {
		for (size_t j = 0; j < CANVAS_MARKS && cells[i].text[j]; j++)
			buf_add(out, bytes, utf8_encode((int32_t)cells[i].text[j], bytes));
	}
}
