/* core/flow_tree.c: changing a tree of answers. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "flow_parts.h"

static bool is_given(const struct node *node)
{
	return node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED;
}

static void copy_child(struct answers *to, struct node *parent, const struct node *child,
        struct node_list *nodes)
{
	if (!is_given(child) || !child->row)
		return;
	int line = nodes ? (int)nodes->count : 0;
	struct node *copy = answers_add(to, parent, child->name, child->kind, line);
	if (nodes)
		LIST_PUSH(to->arena, nodes, copy);
	copy->origin = child->origin;
	copy->refused = child->refused;
	copy->value = child->value;
	if (child->kind == NODE_TEXT)
		copy->value.text = arena_strdup(to->arena, child->value.text);
	tree_copy(to, copy, child, nodes);
}

void tree_copy(struct answers *to, struct node *parent, const struct node *from,
        struct node_list *nodes)
{
	struct texts keys = { NULL, 0 };
	if (from->kind == NODE_GROUP)
		keys = answers_keys(to, parent);
	for (size_t i = 0; i < keys.count; i++) {
		const struct node *child = node_member(from, keys.items[i]);
		if (child)
			copy_child(to, parent, child, nodes);
	}
	if (from->kind == NODE_LIST) {
		for (const struct node *child = from->first; child; child = child->next)
			copy_child(to, parent, child, nodes);
	}
}

struct node *tree_item(const struct node *list, size_t index)
{
	struct node *item = list && list->kind == NODE_LIST ? list->first : NULL;
	while (item && index-- > 0)
		item = item->next;
	return item;
}

struct node *tree_make(struct answers *answers, const char *path, enum node_kind kind)
{
	struct node *node = answers->root;
	while (node && *path) {
		if (*path == '[') {
			node = tree_item(node, strtoul(path + 1, NULL, 10));
			path = strchr(path, ']') + 1;
			path += *path == '.';
			continue;
		}
		size_t length = strcspn(path, ".[");
		const char *name = arena_strndup(answers->arena, path, length);
		path += length;
		enum node_kind wanted = NODE_GROUP;
		if (!*path)
			wanted = kind;
		else if (*path == '[')
			wanted = NODE_LIST;
		struct node *member = node_member(node, name);
		if (!member) {
			member = answers_add(answers, node, name, wanted, 0);
			member->origin = ORIGIN_ASKED;
		}
		node = member;
		path += *path == '.';
	}
	return node;
}

static void unlink_node(struct node *node)
{
	struct node *parent = node->parent, **link = &parent->first;
	while (*link != node)
		link = &(*link)->next;
	*link = node->next;
	parent->count--;
	parent->last = NULL;
	size_t index = 0;
	for (struct node *child = parent->first; child; child = child->next) {
		if (!child->name)
			child->index = index++;
		parent->last = child;
	}
}

void tree_remove(struct node *node)
{
	while (node->parent) {
		struct node *parent = node->parent;
		bool is_item = !node->name;
		unlink_node(node);
		if (parent->first || !parent->parent || !parent->name)
			return;
		/* An empty list of groups is no answer; an empty list of texts may be one. */
		if (is_item && answer_item_kind(parent->row) != NODE_GROUP)
			return;
		node = parent;
	}
}

void tree_move(struct node *list, size_t from, size_t to)
{
	struct node *node = tree_item(list, from);
	if (!node || from == to || to >= list->count)
		return;
	unlink_node(node);
	list->count++;
	struct node **link = &list->first;
	for (size_t i = 0; i < to; i++)
		link = &(*link)->next;
	node->next = *link;
	*link = node;
	size_t index = 0;
	for (struct node *child = list->first; child; child = child->next) {
		child->index = index++;
		list->last = child;
	}
}

/* Does the concrete path stand for the pattern of a row? */
static bool path_fits(const struct schema_row *row, const char *path)
{
	const char *pattern = row->path;
	while (*pattern && *path) {
		if (*pattern == '*') {
			size_t length = strcspn(path, ".[");
			bool fits = row->only.count == 0;
			for (size_t i = 0; i < row->only.count; i++)
				fits |= strncmp(row->only.items[i], path, length) == 0 &&
				        row->only.items[i][length] == '\0';
			if (!fits)
				return false;
			pattern++;
			path += length;
		} else if (*pattern == '[' && *path == '[') {
			const char *end = strchr(path, ']');
			if (!end)
				return false;
			pattern += 2;
			path = end + 1;
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return !*pattern && !*path;
}

const struct schema_row *tree_row(const struct know *know, const char *path)
{
	LIST_EACH(const struct schema_row, row, know->answers) {
		if (path_fits(row, path))
			return row;
	}
	return NULL;
}

void tree_set_origin(struct node *node, enum origin origin)
{
	node->origin = origin;
	for (struct node *child = node->first; child; child = child->next)
		tree_set_origin(child, origin);
}

void tree_set(struct answers *answers, const char *path, const char *text, enum origin origin)
{
	const struct schema_row *row = tree_row(answers->know, path);
	enum node_kind kind = answer_kind(row);
	struct node *node = tree_make(answers, path, kind);
	if (!node)
		return;
	*node = (struct node){ .parent = node->parent, .name = node->name, .index = node->index,
		.row = row, .kind = kind, .next = node->next };
	if (kind == NODE_FLAG) {
		node->value.flag = text_equal(text, "true") || text_equal(text, "yes");
	} else if (kind == NODE_INTEGER) {
		node->value.integer = strtol(text, NULL, 10);
	} else if (kind == NODE_LIST) {
		struct texts items = flow_split(row, text, answers->arena);
		for (size_t i = 0; i < items.count; i++)
			answers_add(answers, node, NULL, NODE_TEXT, 0)->value.text =
			        items.items[i];
	} else {
		node->value.text = arena_strdup(answers->arena, text);
	}
	tree_set_origin(node, origin);
}
