/* core/answers_edit.c */
#include "core/answers_edit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"

static bool is_given(const struct node *node)
{
	return node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED;
}

static struct node *child_copy(struct arena *arena, const struct node *child, struct node *parent);

static void children_copy(struct arena *arena, const struct node *from, struct node *to)
{
	for (const struct node *child = from->first; child; child = child->next) {
		struct node *copy = child_copy(arena, child, to);
		if (!copy)
			continue;
		copy->index = to->count++;
		if (to->last)
			to->last->next = copy;
		else
			to->first = copy;
		to->last = copy;
	}
}

/* NULL: neither it nor anything in it was given. */
static struct node *child_copy(struct arena *arena, const struct node *child, struct node *parent)
{
	bool is_default_value = !is_given(child) && child->kind != NODE_GROUP;
	if (is_default_value)
		return NULL;
	struct node *copy = arena_alloc(arena, sizeof(*copy));
	*copy = *child;
	copy->parent = parent;
	copy->first = copy->last = copy->next = NULL;
	copy->count = 0;
	children_copy(arena, child, copy);
	return is_given(child) || copy->first ? copy : NULL;
}

void answers_copy(struct answers *copy, const struct answers *answers, struct arena *arena)
{
	answers_init(copy, answers->know, answers->file, arena);
	copy->root->refused = answers->root->refused;
	children_copy(arena, answers->root, copy->root);
}

/* The next name of a path, and how far it reaches. */
static const char *path_name(struct arena *arena, const char **path)
{
	size_t length = strcspn(*path, ".[");
	const char *name = arena_strndup(arena, *path, length);
	*path += length;
	return name;
}

/* Down to the group that holds the last name of the path, which is left in *path; NULL: the path
 * leads elsewhere. */
static struct node *group_of(struct answers *answers, const char **path, bool make)
{
	struct node *node = answers->root;
	while (strpbrk(*path, ".[")) {
		const char *name = path_name(answers->arena, path);
		struct node *next = node_member(node, name);
		if (!next && make && **path == '.' && node->kind == NODE_GROUP)
			next = answers_add(answers, node, name, NODE_GROUP, 0);
		node = next;
		if (node && **path == '[') {
			char *end;
			size_t index = strtoul(*path + 1, &end, 10);
			struct node *item = node->kind == NODE_LIST ? node->first : NULL;
			while (item && item->index != index)
				item = item->next;
			node = *end == ']' ? item : NULL;
			*path = *end == ']' ? end + 1 : end;
		}
		if (!node || node->kind != NODE_GROUP || **path != '.')
			return NULL;
		(*path)++;
	}
	return node;
}

static void node_remove(struct node *node)
{
	struct node *parent = node->parent, *before = NULL;
	for (struct node *child = parent->first; child != node; child = child->next)
		before = child;
	if (before)
		before->next = node->next;
	else
		parent->first = node->next;
	if (parent->last == node)
		parent->last = before;
	parent->count--;
}

static bool number_read(const char *text, long *number)
{
	char *end;
	errno = 0;
	*number = strtol(text, &end, 10);
	return errno == 0 && end != text && !*end;
}

static void items_add(struct answers *answers, struct node *list, const char *value)
{
	while (*value) {
		const char *end = strstr(value, ", ");
		size_t length = end ? (size_t)(end - value) : strlen(value);
		struct node *item = answers_add(answers, list, NULL, NODE_TEXT, 0);
		item->value.text = arena_strndup(answers->arena, value, length);
		value += end ? length + 2 : length;
	}
}

/* Fills a node that has its row; false: the row wants something else. */
static bool value_put(struct answers *answers, struct node *node, const char *value)
{
	long number = 0;
	bool flag = text_equal(value, "true");
	switch (node->kind) {
	case NODE_TEXT:
		node->value.text = arena_strdup(answers->arena, value);
		return true;
	case NODE_INTEGER:
		if (!number_read(value, &number))
			return false;
		node->value.integer = number;
		return true;
	case NODE_FLAG:
		node->value.flag = flag;
		return flag || text_equal(value, "false");
	case NODE_LIST:
		if (answer_item_kind(node->row) != NODE_TEXT)
			return false;
		items_add(answers, node, value);
		return true;
	case NODE_GROUP:
		break;
	}
	return false;
}

/* Takes the place of `old`, so that the order of answers stays. */
static void node_replace(struct node *old, struct node *fresh)
{
	struct node *parent = old->parent;
	node_remove(fresh);
	fresh->next = old->next;
	fresh->line = old->line;
	fresh->index = old->index;
	struct node **link = &parent->first;
	while (*link != old)
		link = &(*link)->next;
	*link = fresh;
	if (parent->last == old)
		parent->last = fresh;
}

bool answers_set(struct answers *answers, const char *path, const char *value)
{
	struct node *group = group_of(answers, &path, true);
	if (!group || !*path)
		return false;
	struct node *old = node_member(group, path);
	struct node *fresh = answers_add(answers, group, path, NODE_TEXT, 0);
	bool fits = fresh->row != NULL;
	if (fits) {
		fresh->kind = answer_kind(fresh->row);
		fits = value_put(answers, fresh, value);
	}
	if (!fits)
		node_remove(fresh);
	else if (old)
		node_replace(old, fresh);
	return fits;
}

void answers_unset(struct answers *answers, const char *path)
{
	struct node *group = group_of(answers, &path, false);
	struct node *node = group ? node_member(group, path) : NULL;
	if (node)
		node_remove(node);
}
