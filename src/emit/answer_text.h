/*
 * answer_text.h: a tree of answers as libconfig text, in the order of the schema.
 */
#ifndef EMIT_ANSWER_TEXT_H
#define EMIT_ANSWER_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/answers.h"

/* A node printed with another text than its own. */
struct replacement {
	const struct node *node; /* NULL: none */
	const char *text;
};

#define REPLACEMENTS 2

struct answer_text {
	struct buf *out;
	const struct know *know;
	/* May be NULL: everything that a person gave is printed, nothing else. */
	bool (*wanted)(const struct answer_text *text, const struct schema_row *row,
	        const struct node *node);
	/* Before a member that may be absent (node NULL) or unwanted; may be NULL. */
	void (*announce)(const struct answer_text *text, const struct schema_row *row,
	        const char *name, const struct node *node, int depth);
	struct replacement replaced[REPLACEMENTS];
	void *context; /* the functions' own */
};

/* Writes the members of a group; `place` is the path of its row, "" for the root. */
void answer_text_members(const struct answer_text *text, const struct node *group,
        const char *place, int depth);
void answer_text_value(const struct answer_text *text, const struct schema_row *row,
        const struct node *node, int depth);
void answer_text_indent(struct buf *out, int depth);

/* The first row after `after` (NULL: the first of all) that is a member of `place`, or NULL. */
const struct schema_row *schema_member(const struct know *know, const char *place,
        const struct schema_row *after);
/* The last part of the row's path. */
const char *schema_name(const struct schema_row *row);

/* Did a person give it? A group is given where something in it is. */
bool answer_is_given(const struct node *node);

#endif
