/*
 * knowdoc_parts.h: pieces of the page that knowdoc prints.
 */
#ifndef TOOLS_KNOWDOC_PARTS_H
#define TOOLS_KNOWDOC_PARTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "know/know.h"

/* What is printed, and where. */
struct page {
	struct buf *out;
	const struct know *know;
	struct arena *arena;
};

void put_heading(struct buf *out, const char *marks, const char *text);
/* Nothing where there is no text. */
void put_item(struct buf *out, const char *label, const char *text);
void put_items(struct buf *out, const char *label, struct texts texts);

/* Titles of columns; the list ends with NULL. */
void table_begin(struct buf *out, const char *const *titles);
#define TABLE_BEGIN(out, ...) table_begin((out), (const char *const[]){ __VA_ARGS__, NULL })
void put_cell(struct buf *out, const char *text);
void put_cells(struct buf *out, struct arena *arena, struct texts texts);
void row_end(struct buf *out);

/* "all" where there is no range. */
const char *range_text(const char *range);

/* Steps with all their lines and commands, and the cmdlets that these may use. */
void print_steps(struct page *page);

#endif
