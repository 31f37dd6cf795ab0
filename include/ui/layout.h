/*
 * ui/layout.h: what stands where, from the size of the screen alone.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* Below this the wizard waits (CONTRACT section 10). */
#define LAYOUT_MIN_COLUMNS 40
#define LAYOUT_MIN_ROWS 12
/* From here on the plan stands beside the question. */
#define LAYOUT_WIDE_COLUMNS 110
/* From here on the explanation stands below the question; on smaller screens F1 shows it. */
#define LAYOUT_HELP_COLUMNS 60
#define LAYOUT_HELP_ROWS 20
/* Longer lines are hard to read. */
#define LAYOUT_TEXT_COLUMNS 78

struct box {
	size_t row, column, rows, columns; /* no rows: it is not shown */
};

struct layout {
	bool waits;       /* the screen is too small for anything */
	struct box title; /* one row, with a rule below it */
	struct box body;  /* prompt and answers */
	struct box help;  /* the explanation; its rule stands above it */
	struct box side;  /* the plan; its bar stands left of it */
	struct box keys;  /* the footer; its rule stands above it */
};

/* The explanation never has fewer rows than this, or than this below a long list. */
#define LAYOUT_HELP_LEAST 9
#define LAYOUT_HELP_LEAST_LONG 5

/* `wanted` rows would hold the body; the explanation gets what is left, `help` rows at least. */
struct layout layout_make(size_t rows, size_t columns, size_t wanted, size_t help);

#endif
