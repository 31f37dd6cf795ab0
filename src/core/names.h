/*
 * names.h: the names of one certificate while it is being planned, each once, with its reasons.
 */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include "base/map.h"
#include "core/plan.h"

/* Names stay in the order of their first mention. */
struct names {
	struct arena *arena;
	struct name_list list;
	struct map *places; /* name to its index, a size_t */
};

void names_init(struct names *names, struct arena *arena);
/* One more reason, where the name is there already. */
void names_add(struct names *names, const char *name, const char *code, const char *detail,
        const struct node *node);
/* Takes a whole entry over from another list, which must not be there yet. */
void names_take(struct names *names, const struct plan_name *entry);
bool names_have(const struct names *names, const char *name);
/* The wildcards of all parents (C5); names that are wildcards stay. */
struct names names_wildcards(const struct names *names);
/* Moves the name to the front; adds it where it is missing. */
void names_lead(struct names *names, const char *name);

#endif
