/* ui/layout.c */
#include "ui/layout.h"

#define TITLE_ROWS 2 /* with its rule */
#define KEY_ROWS 2
#define BODY_LEAST 4
#define HELP_MOST 18
#define SIDE_LEAST 34

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t left_columns(size_t columns)
{
	size_t left = columns < LAYOUT_WIDE_COLUMNS ? columns : columns * 3 / 5;
	if (columns >= LAYOUT_WIDE_COLUMNS && columns - left < SIDE_LEAST)
		left = columns - SIDE_LEAST;
	return columns < LAYOUT_WIDE_COLUMNS ? left : smaller(left, LAYOUT_TEXT_COLUMNS + 22);
}

struct layout layout_make(size_t rows, size_t columns, size_t wanted, size_t help)
{
	struct layout layout = { 0 };
	layout.waits = rows < LAYOUT_MIN_ROWS || columns < LAYOUT_MIN_COLUMNS;
	if (layout.waits)
		return layout;
	bool rules = rows >= LAYOUT_HELP_ROWS;
	size_t left = left_columns(columns);
	size_t end = rows - KEY_ROWS - (rules ? 1 : 0);
	layout.title = (struct box){ 0, 0, 1, columns };
	layout.keys = (struct box){ rows - KEY_ROWS, 0, KEY_ROWS, columns };
	layout.body = (struct box){ TITLE_ROWS, 0, end - TITLE_ROWS, left };
	if (left < columns)
		layout.side = (struct box){ TITLE_ROWS, left + 1, end - TITLE_ROWS,
			columns - left - 1 };
	if (columns < LAYOUT_HELP_COLUMNS || !rules)
		return layout;
	size_t space = end - TITLE_ROWS - 1;
	size_t body = smaller(wanted < BODY_LEAST ? BODY_LEAST : wanted, space - help);
	help = smaller(space - body, HELP_MOST);
	body = space - help;
	layout.body.rows = body;
	layout.help = (struct box){ TITLE_ROWS + body + 1, 0, help, left };
	return layout;
}
