/*
 * base/list.h: growing arrays that live in an arena.
 *
 *	struct name_list LIST_OF(const char *);
 *	LIST_PUSH(arena, &list, "mail.contoso.com");
 *	LIST_EACH(const char *, name, list)
 *		puts(*name);
 *
 * `items` moves when the list grows: keep indexes, or take pointers only once it is complete.
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stddef.h>

#include "base/arena.h"

#define LIST_OF(type)                                                                              \
	{                                                                                          \
		type *items;                                                                       \
		size_t count;                                                                      \
		size_t capacity;                                                                   \
	}

/* Makes room for one more item, all zero, and gives a pointer to it. */
#define LIST_ADD(arena, list)                                                                      \
	((list)->items = list_room((arena), (list)->items, sizeof(*(list)->items), (list)->count,  \
	         &(list)->capacity),                                                               \
		&(list)->items[(list)->count++])

/* Makes room for `more` items at once, where many are known to come: growing leaves old copies behind. */
#define LIST_RESERVE(arena, list, more)                                                            \
	((list)->items = list_reserve((arena), (list)->items, sizeof(*(list)->items),              \
	         (list)->count, &(list)->capacity, (more)))

#define LIST_PUSH(arena, list, value) (*LIST_ADD((arena), (list)) = (value))

/* `var` walks over the items of `list` (a value, not a pointer), which must not grow meanwhile. */
#define LIST_EACH(type, var, list)                                                                 \
	for (size_t var##_left = (list).count, var##_once = 1; var##_once; var##_once = 0)         \
		for (type *var = (list).items; var##_left > 0; var##_left--, var++)

void *list_reserve(struct arena *arena, void *items, size_t size, size_t count, size_t *capacity,
        size_t more);
void *list_room(struct arena *arena, void *items, size_t size, size_t count, size_t *capacity);

/* A read-only list of texts; compiled knowledge and plans both use it. */
struct texts {
	const char *const *items;
	size_t count;
};

/* The growing form of the same. */
struct text_list LIST_OF(const char *);

struct texts texts_of(const struct text_list *list);

#endif
