/* base/list.c */
#include "base/list.h"

#define FIRST_CAPACITY 8

void *list_room(struct arena *arena, void *items, size_t size, size_t count, size_t *capacity)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : FIRST_CAPACITY;
	return arena_grow(arena, items, size, count, *capacity);
}

struct texts texts_of(const struct text_list *list)
{
	return (struct texts){ .items = list->items, .count = list->count };
}
