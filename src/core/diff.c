/* core/diff.c */
#include "core/diff.h"

#include "base/map.h"
#include "base/text.h"
#include "diff_items.h"

/* So few lines are compared one by one; a map costs more. */
#define FEW_LINES 16

struct comparing {
	struct arena *arena;
	struct diff_item_list old_items, new_items;
};

/* Keys can come twice where two things are alike; together they are one. */
static struct map *items_map(struct comparing *comparing, const struct diff_item_list *items)
{
	struct map *map = map_make(comparing->arena);
	LIST_EACH(struct diff_item, item, *items) {
		struct diff_item *same = map_put(map, item->key, item);
		if (same == item)
			continue;
		LIST_EACH(const char *, line, item->lines)
			LIST_PUSH(comparing->arena, &same->lines, *line);
	}
	return map;
}

/* A step can have a line for each of thousands of records. */
static struct map *lines_map(struct comparing *comparing, const struct diff_item *item)
{
	struct map *map = map_make(comparing->arena);
	for (size_t i = 0; i < item->lines.count; i++)
		map_put(map, item->lines.items[i], comparing);
	return map;
}

/* The lines of `one` that `other` does not have. */
static struct text_list lines_missing(struct comparing *comparing, const struct diff_item *one,
        const struct diff_item *other)
{
	struct text_list missing = { 0 };
	const struct map *lines = other && other->lines.count > FEW_LINES ?
	        lines_map(comparing, other) : NULL;
	LIST_EACH(const char *, line, one->lines) {
		bool known = lines ? map_get(lines, *line) != NULL :
		                     other && texts_have(texts_of(&other->lines), *line);
		if (!known)
			LIST_PUSH(comparing->arena, &missing, *line);
	}
	return missing;
}

static void compare_old(struct comparing *comparing, const struct map *news,
        struct difference_list *differences)
{
	LIST_EACH(const struct diff_item, item, comparing->old_items) {
		const struct diff_item *other = map_get(news, item->key);
		struct difference difference = { .key = item->key, .in_old = true,
			.in_new = other != NULL };
		difference.removed = lines_missing(comparing, item, other);
		if (other)
			difference.added = lines_missing(comparing, other, item);
		if (!other || difference.removed.count + difference.added.count > 0)
			LIST_PUSH(comparing->arena, differences, difference);
	}
}

static void compare_new(struct comparing *comparing, const struct map *olds,
        struct difference_list *differences)
{
	LIST_EACH(const struct diff_item, item, comparing->new_items) {
		if (map_get(olds, item->key))
			continue;
		LIST_PUSH(comparing->arena, differences,
		        ((struct difference){ .key = item->key, .in_new = true,
		                .added = lines_missing(comparing, item, NULL) }));
	}
}

struct diff diff_make(const struct plan *old_plan, const struct proof *old_proof,
        const struct plan *new_plan, const struct proof *new_proof, struct arena *arena)
{
	const struct diff_source old_source = { old_plan, old_proof, arena };
	const struct diff_source new_source = { new_plan, new_proof, arena };
	struct diff diff = { .is_same = true };
	for (size_t i = 0; i < diff_section_count; i++) {
		const struct diff_section_row *row = &diff_section_rows[i];
		struct comparing comparing = { .arena = arena };
		struct diff_section *section = LIST_ADD(arena, &diff.sections);
		section->id = row->id;
		section->title = row->title;
		row->collect(&old_source, &comparing.old_items);
		row->collect(&new_source, &comparing.new_items);
		const struct map *olds = items_map(&comparing, &comparing.old_items);
		const struct map *news = items_map(&comparing, &comparing.new_items);
		compare_old(&comparing, news, &section->differences);
		compare_new(&comparing, olds, &section->differences);
		diff.is_same = diff.is_same && section->differences.count == 0;
	}
	return diff;
}
