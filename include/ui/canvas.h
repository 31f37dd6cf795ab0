/*
 * ui/canvas.h: a screen as a grid of cells, drawn on without any terminal.
 *
 * Columns are cells: a double-width character takes two, combining marks none. Drawing clips at the
 * edges and never fails. What could harm a terminal is replaced.
 */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a terminal shows in one cell: a base character and its marks (curses' own limit). */
#define CANVAS_MARKS 5

/* Every style can be told from plain text without colour. */
enum style {
	STYLE_PLAIN,
	STYLE_STRONG, /* prompts, titles */
	STYLE_FAINT,  /* rules, what is not offered */
	STYLE_KEY,    /* names of keys */
	STYLE_GOOD,
	STYLE_WARNING,
	STYLE_BAD,
	STYLE_COUNT
};

struct cell {
	uint32_t text[CANVAS_MARKS]; /* code points, 0 behind the last; the first is 0 in the second
	                              * half of a double-width character */
	uint8_t width;               /* 1, 2; 0 for a second half */
	uint8_t style;
};

struct canvas {
	size_t rows, columns;
	struct cell *cells; /* rows * columns */
	bool ascii;         /* the terminal shows ASCII only: everything else becomes '?' */
	size_t cursor_row, cursor_column; /* where the person's eyes should be */
};

void canvas_init(struct canvas *canvas, bool ascii);
void canvas_done(struct canvas *canvas);
/* All blank, the cursor in the first cell. */
void canvas_reset(struct canvas *canvas, size_t rows, size_t columns);

/* `text` from `column` on, at most `width` cells of it. Gives the cells that were used. */
size_t canvas_put(struct canvas *canvas, size_t row, size_t column, size_t width, enum style style,
        const char *text);
/* The same, with a mark at the end where it does not fit. */
size_t canvas_put_cut(struct canvas *canvas, size_t row, size_t column, size_t width,
        enum style style, const char *text);
/* Nothing, over what is there. */
void canvas_blank(struct canvas *canvas, size_t row, size_t column, size_t width);
/* A horizontal line, and a vertical one. */
void canvas_rule(struct canvas *canvas, size_t row, size_t column, size_t width);
void canvas_bar(struct canvas *canvas, size_t row, size_t column, size_t height);
void canvas_cursor(struct canvas *canvas, size_t row, size_t column);
/* The row as text, without blanks at its end; into `text`, which holds `size` bytes. */
struct buf;
void canvas_row(const struct canvas *canvas, size_t row, struct buf *out);

#endif
