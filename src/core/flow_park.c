/* core/flow_park.c: answers that stop applying are kept, and come back with their questions. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "flow_parts.h"

/* Parking one answer can make another one not apply; no chain is longer than this. */
#define SETTLE_ROUNDS 8
/* The reader of files takes no longer text, and quoting can double it: such a list stays where it
 * is. */
#define PARKED_MAX_BYTES 30000

/* ---- is it asked? ---- */

/* Takes the last ".name" or "[1]" off; gives the name, NULL where it was an index or nothing. */
static const char *strip(char *path)
{
	size_t length = strlen(path);
	if (length > 0 && path[length - 1] == ']') {
		char *open = strrchr(path, '[');
		*(open ? open : path) = '\0';
		return NULL;
	}
	char *dot = strrchr(path, '.');
	*(dot ? dot : path) = '\0';
	return dot ? dot + 1 : NULL;
}

static bool is_cell(const struct flow *flow, const struct flow_spot *spot, const char *service,
        const char *column, const char *path, struct arena *arena)
{
	const char *cell = spot && spot->kind == ASK_GRID && service ?
	        flow_cell(flow, spot, service, column, arena) : NULL;
	return cell && text_equal(cell, path);
}

bool flow_asks(const struct flow *flow, const char *path, struct arena *arena)
{
	const struct flow_spot *spot = flow_spot_of(flow, path);
	if (spot)
		return spot->row != NULL;
	char *parent = arena_strdup(arena, path);
	const char *name = strip(parent);
	spot = flow_spot_of(flow, parent);
	if (name && spot)
		return is_cell(flow, spot, name, text_equal(spot->hosts, parent) ? "host" : "",
		        path, arena);
	bool is_item = text_ends(parent, "]");
	const char *service = strip(parent);
	spot = flow_spot_of(flow, parent);
	if (is_item)
		return name && spot && spot->kind == ASK_GROUPS &&
		       text_equal(flow_key(flow, parent), name);
	return name && is_cell(flow, spot, service, name, path, arena);
}

/* ---- the answers ---- */

static bool is_leaf(const struct node *node)
{
	return node->kind != NODE_GROUP && (node->kind != NODE_LIST ||
	       answer_item_kind(node->row) != NODE_GROUP);
}

static void leaves_add(struct node_list *leaves, const struct node *group, struct arena *arena)
{
	for (struct node *child = group->first; child; child = child->next) {
		if (!child->row || text_equal(child->row->path, "format") ||
		        text_starts(child->row->path, "session"))
			continue;
		if (is_leaf(child))
			LIST_PUSH(arena, leaves, child);
		else
			leaves_add(leaves, child, arena);
	}
}

static struct node_list leaves_of(const struct flow *flow, struct arena *arena)
{
	struct node_list leaves = { 0 };
	leaves_add(&leaves, flow->answers.root, arena);
	return leaves;
}

static int pointer_compare(const void *left, const void *right)
{
	struct node *const *a = left, *const *b = right;
	return (uintptr_t)*a < (uintptr_t)*b ? -1 : (uintptr_t)*a > (uintptr_t)*b;
}

static bool was_asked(const struct flow *flow, const struct node *node)
{
	return flow->asked.count && bsearch(&node, flow->asked.items, flow->asked.count,
	        sizeof(*flow->asked.items), pointer_compare);
}

/* Which answers have a question now: by node, because paths change when lists do. */
static void note_asked(struct flow *flow)
{
	struct arena *scratch = arena_new();
	struct node_list leaves = leaves_of(flow, scratch);
	flow->asked.count = 0;
	LIST_EACH(struct node *, leaf, leaves) {
		if (flow_asks(flow, node_path_text(*leaf, scratch), scratch))
			LIST_PUSH(flow->arena, &flow->asked, *leaf);
	}
	if (flow->asked.count)
		qsort(flow->asked.items, flow->asked.count, sizeof(*flow->asked.items),
		        pointer_compare);
	arena_free(scratch);
}

/* ---- parking ---- */

static bool put_aside(struct flow *flow, struct node *node, const char *path)
{
	const char *text = node_value_text(node, flow->arena);
	if (strlen(text) > PARKED_MAX_BYTES)
		return false;
	entry_put(flow, &flow->parked, path, text, NULL);
	flow->parked.items[flow->parked.count - 1].origin = node->origin;
	tree_remove(node);
	return true;
}

/* Answers that had a question before, and have none now. */
static bool park(struct flow *flow)
{
	struct arena *scratch = arena_new();
	struct node_list leaves = leaves_of(flow, scratch);
	bool parked = false;
	LIST_EACH(struct node *, leaf, leaves) {
		const char *path = node_path_text(*leaf, scratch);
		if (was_asked(flow, *leaf) && !flow_asks(flow, path, scratch))
			parked |= put_aside(flow, *leaf, path);
	}
	arena_free(scratch);
	return parked;
}

static bool restore(struct flow *flow)
{
	struct arena *scratch = arena_new();
	bool restored = false;
	for (size_t i = 0; i < flow->parked.count;) {
		const struct flow_entry entry = flow->parked.items[i];
		if (!flow_asks(flow, entry.path, scratch)) {
			i++;
			continue;
		}
		if (!answers_find(&flow->answers, entry.path))
			tree_set(&flow->answers, entry.path, entry.text, entry.origin);
		entry_drop(&flow->parked, entry.path);
		restored = true;
	}
	arena_free(scratch);
	return restored;
}

static void find_position(struct flow *flow)
{
	size_t count = flow->work.spots.count;
	const struct flow_spot *spot = flow_spot_of(flow, flow->here);
	if (spot)
		flow->here_index = (size_t)(spot - flow->work.spots.items);
	else
		flow_go(flow, flow->here_index < count ? flow->here_index : count - 1);
}

bool flow_settle_answers(struct flow *flow)
{
	bool again = true, changed = false;
	for (int i = 0; again && i < SETTLE_ROUNDS; i++) {
		flow_refresh(flow);
		again = park(flow);
		again |= restore(flow);
		changed |= again;
		note_asked(flow);
	}
	if (again)
		flow_refresh(flow);
	return changed;
}

void flow_settle(struct flow *flow)
{
	flow->changed = true;
	(void)flow_settle_answers(flow);
	find_position(flow);
}

bool flow_park_unasked(struct flow *flow)
{
	struct arena *scratch = arena_new();
	struct node_list leaves = leaves_of(flow, scratch);
	bool parked = false;
	LIST_EACH(struct node *, leaf, leaves) {
		const char *path = node_path_text(*leaf, scratch);
		if ((*leaf)->origin == ORIGIN_ASKED && !flow_asks(flow, path, scratch))
			parked |= put_aside(flow, *leaf, path);
	}
	arena_free(scratch);
	return parked;
}

/* ---- what is kept, for people ---- */

struct flow_kept_list flow_parked(const struct flow *flow, struct arena *arena)
{
	struct flow_kept_list list = { 0 };
	LIST_EACH(const struct flow_entry, entry, flow->parked)
		LIST_PUSH(arena, &list, ((struct flow_kept){ entry->path, entry->text }));
	LIST_EACH(const struct flow_entry, draft, flow->drafts) {
		if (!flow_asks(flow, draft->path, arena))
			LIST_PUSH(arena, &list, ((struct flow_kept){ draft->path, draft->text }));
	}
	return list;
}

struct flow_kept_list flow_unasked(const struct flow *flow, struct arena *arena)
{
	struct flow_kept_list list = { 0 };
	struct node_list leaves = leaves_of(flow, arena);
	LIST_EACH(struct node *, leaf, leaves) {
		const char *path = node_path_text(*leaf, arena);
		if (!flow_asks(flow, path, arena))
			LIST_PUSH(arena, &list,
			        ((struct flow_kept){ path, node_value_text(*leaf, arena) }));
	}
	return list;
}

bool flow_put_aside(struct flow *flow, const char *path)
{
	struct node *node = answers_find(&flow->answers, path);
	if (!node || !node->row || !is_leaf(node) || flow_asks(flow, path, flow->arena) ||
	        !put_aside(flow, node, arena_strdup(flow->arena, path)))
		return false;
	flow_settle(flow);
	return true;
}
