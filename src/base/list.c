/* base/list.c */
#include "base/list.h"

/* Most lists of a plan hold one or two items, and there are very many of them. */
#define FIRST_CAPACITY 2

void *list_room(struct arena *arena, void *items, size_t size, size_t count, size_t *capacity)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : FIRST_CAPACITY;
	return arena_grow(arena, items, size, count, *capacity);
}

void *list_reserve(struct arena *arena, void *items, size_t size, size_t count, size_t *capacity,
        size_t more)
{
	if (more <= *capacity - count)
		return items;
	*capacity = count + more;
	return arena_grow(arena, items, size, count, *capacity);
}

struct texts texts_of(const struct text_list *list)
{
	return (struct texts){ .items = list->items, .count = list->count };
}
