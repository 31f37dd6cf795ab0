/*
 * helper_answers.h: trees of answers from paths, for tests that must not read files.
 *
 * A line is "path=value": "forests[0].name=contoso", "dns.ttl=#60", "dns.srv_supported=?false",
 * "forests[0].smtp_domains=[a.com b.com]", "clients.kinds=[]". A later line replaces an earlier
 * one; "-path" takes the answer away. The number of a line is the line of the answer.
 */
#ifndef HELPER_ANSWERS_H
#define HELPER_ANSWERS_H

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/answers.h"

static inline void helper_remove(struct node *node)
{
	struct node *parent = node->parent;
	struct node **link = &parent->first;
	while (*link != node)
		link = &(*link)->next;
	*link = node->next;
	parent->count--;
	parent->last = NULL;
	for (struct node *child = parent->first; child; child = child->next)
		parent->last = child;
}

/* The child that the next part of the path names; made where it is not there, and made anew where
 * the path ends with it. */
static inline struct node *helper_step_down(struct answers *answers, struct node *node,
        const char **path, int line)
{
	if (node->kind == NODE_LIST) {
		size_t index = strtoul(*path + 1, NULL, 10);
		struct node *item = node->first;
		for (size_t i = 0; item && i < index; i++)
			item = item->next;
		*path = strchr(*path, ']') + 1;
		*path += **path == '.';
		return item ? item : answers_add(answers, node, NULL, NODE_GROUP, line);
	}
	size_t length = strcspn(*path, ".[");
	const char *name = arena_strndup(answers->arena, *path, length);
	*path += length;
	enum node_kind kind = **path == '[' ? NODE_LIST : NODE_GROUP;
	*path += **path == '.';
	struct node *member = node_member(node, name);
	if (member && !**path) {
		helper_remove(member);
		member = NULL;
	}
	return member ? member : answers_add(answers, node, name, kind, line);
}

static inline void helper_value(struct answers *answers, struct node *node, const char *value)
{
	node->kind = NODE_TEXT;
	if (*value == '#') {
		node->kind = NODE_INTEGER;
		node->value.integer = strtol(value + 1, NULL, 10);
	} else if (*value == '?') {
		node->kind = NODE_FLAG;
		node->value.flag = text_equal(value + 1, "true");
	} else if (*value == '[') {
		node->kind = NODE_LIST;
		for (value++; *value != ']'; value += *value == ' ') {
			size_t length = strcspn(value, " ]");
			struct node *item =
			        answers_add(answers, node, NULL, NODE_TEXT, node->line);
			item->value.text = arena_strndup(answers->arena, value, length);
			value += length;
		}
	} else if (*value == '{') {
		node->kind = NODE_GROUP;
	} else {
		node->value.text = arena_strdup(answers->arena, value);
	}
}

static inline void helper_answer(struct answers *answers, const char *line, int number)
{
	if (*line == '-') {
		struct node *node = answers_find(answers, line + 1);
		if (node)
			helper_remove(node);
		return;
	}
	const char *equals = strchr(line, '=');
	const char *path = arena_strndup(answers->arena, line, (size_t)(equals - line));
	struct node *node = answers->root;
	while (*path)
		node = helper_step_down(answers, node, &path, number);
	node->line = number;
	helper_value(answers, node, equals + 1);
}

#endif
