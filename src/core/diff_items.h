/*
 * diff_items.h: a plan as keys and lines, section by section.
 */
#ifndef CORE_DIFF_ITEMS_H
#define CORE_DIFF_ITEMS_H

#include "core/proof.h"

/* What a plan says about one thing. Lines are compared one by one. */
struct diff_item {
	const char *key;
	struct text_list lines;
};

struct diff_item_list LIST_OF(struct diff_item);

struct diff_source {
	const struct plan *plan;
	const struct proof *proof;
	struct arena *arena;
};

struct diff_section_row {
	const char *id, *title;
	void (*collect)(const struct diff_source *source, struct diff_item_list *items);
};

extern const struct diff_section_row diff_section_rows[];
extern const size_t diff_section_count;

#endif
