/* core/scope.c: rows by name, and the answers that a step comes from. */
#include "core/scope.h"

#include <stdint.h>
#include <string.h>

#include "base/attr.h"

/* Up to here a set of answers is searched from end to end. */
#define SHORT_SET 16

static size_t slot_of(const struct node_set *set, const struct node *node)
{
	/* Fibonacci hashing: the high bits of the product are the best mixed ones. */
	uint64_t mixed = (uint64_t)(uintptr_t)node * 0x9e3779b97f4a7c15u;
	size_t slot = (size_t)(mixed >> 32) & (set->slot_count - 1);
	while (set->slots[slot] && set->slots[slot] != node)
		slot = (slot + 1) & (set->slot_count - 1);
	return slot;
}

/* Room for the list and as many again, at least half of it free. */
static void set_rehash(struct node_set *set, struct arena *arena)
{
	set->slot_count = set->slot_count ? set->slot_count * 4 : SHORT_SET * 4;
	set->slots = arena_alloc(arena, sizeof(struct node *) * set->slot_count);
	LIST_EACH(const struct node *, node, set->list)
		set->slots[slot_of(set, *node)] = *node;
}

static bool set_has(const struct node_set *set, const struct node *node)
{
	if (set->slots)
		return set->slots[slot_of(set, node)] != NULL;
	LIST_EACH(const struct node *, known, set->list) {
		if (*known == node)
			return true;
	}
	return false;
}

void scope_note(struct scope *scope, const struct node *node)
{
	struct node_set *set = scope->from;
	if (!node || set_has(set, node))
		return;
	LIST_PUSH(scope->scratch, &set->list, node);
	if (set->list.count > SHORT_SET && set->list.count * 2 > set->slot_count)
		set_rehash(set, scope->scratch);
	else if (set->slots)
		set->slots[slot_of(set, node)] = node;
}

void scope_note_all(struct scope *scope, const struct from *from)
{
	LIST_EACH(const struct node *const, node, *from)
		scope_note(scope, *node);
}

/* Row names are found very often and mostly differ in their first letter. */
static int compare_names(const char *a, const char *b)
{
	return *a != *b ? *a - *b : strcmp(a, b);
}

/* The last row of a sorted table, whose rows begin with their names, that is not behind `name`; NULL:
 * all are. That is the row of this name; or the one that takes the rest of it as its argument,
 * because names that begin alike stand together. */
static const void *row_before(const void *rows, size_t count, size_t size, const char *name)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *const *row = (const void *)((const char *)rows + middle * size);
		if (compare_names(name, *row) < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low ? (const char *)rows + (low - 1) * size : NULL;
}

/* `mark` is what the names of rows that take an argument end with. */
static const void *row_find(const void *rows, size_t count, size_t size, const char *name,
        char mark, const char **argument)
{
	const char *const *row = row_before(rows, count, size, name);
	*argument = NULL;
	if (!row)
		return NULL;
	size_t length = strlen(*row);
	if (strncmp(name, *row, length) != 0)
		return NULL;
	if (!name[length])
		return row;
	*argument = name + length;
	return (*row)[length - 1] == mark ? row : NULL;
}

const struct variable *variable_find(const char *name, const char **argument)
{
	return row_find(scope_variables, scope_variable_count, sizeof(struct variable), name, '.',
	        argument);
}

const struct predicate *predicate_find(const char *name, const char **argument)
{
	return row_find(scope_predicates, scope_predicate_count, sizeof(struct predicate), name,
	        ':', argument);
}

const struct loop *loop_find(const char *name)
{
	const char *argument;
	return row_find(scope_loops, scope_loop_count, sizeof(struct loop), name, '\0', &argument);
}

bool scope_has(const struct scope *scope, unsigned parts)
{
	return (scope->parts & parts) == parts;
}

static bool predicate_holds(struct scope *scope, const char *name)
{
	const char *argument;
	bool is_negated = *name == '!';
	const struct predicate *predicate = predicate_find(name + is_negated, &argument);
	if (!predicate)
		return false;
	bool holds = scope_has(scope, predicate->needs) && predicate->holds(scope, argument);
	return holds != is_negated;
}

bool scope_holds(struct scope *scope, struct texts when)
{
	for (size_t i = 0; i < when.count; i++) {
		if (!predicate_holds(scope, when.items[i]))
			return false;
	}
	return true;
}
