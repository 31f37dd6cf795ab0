/*
 * board.h: a grid of cells that lines and texts are drawn on. Where lines meet, corners, branches and
 * crossings come about by themselves. What would stand outside is left out.
 */
#ifndef EMIT_BOARD_H
#define EMIT_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/list.h"

struct board_cell {
	const char *text; /* a cluster; NULL: none */
	size_t length;    /* bytes; 0: the cell belongs to the wide cluster before it */
	unsigned lines;   /* BOARD_ bits */
};

struct board {
	struct arena *arena;
	size_t width, height;
	bool ascii;
	bool is_cut; /* a text was shortened */
	struct board_cell *cells;
};

void board_init(struct board *board, size_t width, size_t height, bool ascii,
        struct arena *arena);

/* Lines are horizontal or vertical, and reach from the first cell to the last. */
void board_across(struct board *board, size_t y, size_t first, size_t last);
void board_down(struct board *board, size_t x, size_t first, size_t last);
/* The same of the firewall; other lines cross it. */
void board_wall_across(struct board *board, size_t y, size_t first, size_t last);
void board_wall_down(struct board *board, size_t x, size_t first, size_t last);
void board_box(struct board *board, size_t x, size_t y, size_t width, size_t height);
/* What board_text can draw of a text: nothing hostile, a cell for every cluster. `ascii`: '?' in each
 * cell of anything else. */
char *board_drawable(const char *text, bool ascii, struct arena *arena);
/* A text over whatever is there, in `width` cells at most; gives how many it takes. */
size_t board_text(struct board *board, size_t x, size_t y, size_t width, const char *text);

/* The rows as lines, without blanks at their ends. */
struct texts board_lines(const struct board *board);

#endif
