/* edit.c */
#include "edit.h"

/* The same items in a list of its own. */
#define LIST_COPY(arena, list)                                                                     \
	((list)->items = arena_grow((arena), (list)->items, sizeof(*(list)->items), (list)->count, \
	         (list)->count),                                                                   \
		(list)->capacity = (list)->count)

struct plan plan_copy(const struct plan *plan)
{
	struct plan copy = *plan;
	copy.arena = arena_new();
	LIST_COPY(copy.arena, &copy.certificates);
	LIST_COPY(copy.arena, &copy.records);
	LIST_COPY(copy.arena, &copy.urls);
	LIST_COPY(copy.arena, &copy.scps);
	LIST_EACH(struct plan_certificate, certificate, copy.certificates)
		LIST_COPY(copy.arena, &certificate->names);
	return copy;
}
