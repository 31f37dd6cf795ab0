/*
 * core/answers.h: what a person said, as a tree.
 *
 * The tree has the shape of the answer file (know/schema.h). Every node knows its row, where its
 * value came from and on which line it stands; a node is therefore also the way to say "this answer"
 * in a finding, a name or a record. All memory is the arena's.
 */
#ifndef CORE_ANSWERS_H
#define CORE_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/problem.h"
#include "know/know.h"

enum node_kind {
	NODE_GROUP, /* members by name */
	NODE_LIST,  /* items by index: of groups, texts or numbers */
	NODE_TEXT,
	NODE_INTEGER,
	NODE_FLAG,
};

enum origin {
	ORIGIN_FILE,    /* stands in the answer file */
	ORIGIN_ASKED,   /* given in the wizard */
	ORIGIN_DEFAULT, /* the schema's or the product's default */
	ORIGIN_DERIVED, /* computed from other answers */
};

struct node {
	struct node *parent; /* NULL: the root group */
	const char *name;    /* of a member of a group; NULL for an item of a list */
	size_t index;        /* of an item of a list */
	const struct schema_row *row; /* NULL: no such key (the loader has complained), or the root */
	enum node_kind kind;
	enum origin origin;
	/* The value is not what the row wants, and a problem says so: nobody need complain again,
	 * nor take it for missing. `kind` is as found. The root: nothing could be understood. */
	bool refused;
	int line; /* 1 and up in the file; 0: not from a file */
	union {
		const char *text;
		long integer;
		bool flag;
	} value;
	struct node *first, *last; /* children in file order */
	struct node *next;
	size_t count; /* children */
};

struct answers {
	struct arena *arena;
	const struct know *know;
	const char *file; /* as messages name it */
	struct node *root;
};

void answers_init(struct answers *answers, const struct know *know, const char *file,
        struct arena *arena);

/* Adds a child at the end; `name` NULL: an item of a list, which has the row of its list. The row
 * of a member is found from the schema: where a path has "*", any service stands, and where a row
 * is for some services `only`, it is no key of the others. `name` is copied. */
struct node *answers_add(struct answers *answers, struct node *parent, const char *name,
        enum node_kind kind, int line);
/* The same for a member whose row is known. */
struct node *answers_add_row(struct answers *answers, struct node *parent, const char *name,
        const struct schema_row *row, enum node_kind kind, int line);
/* The keys that the schema has for the members of a group, in its order. */
struct texts answers_keys(const struct answers *answers, const struct node *group);
/* The member of a group, or NULL (also where `group` is NULL or no group). */
struct node *node_member(const struct node *group, const char *name);
/* Follows "clients.kinds" or "forests[0].sites[1].namespace" from the root; NULL: not there. */
struct node *answers_find(const struct answers *answers, const char *path);
/* Writes the path of a node: "forests[0].sites[1].namespace". */
void node_path(const struct node *node, struct buf *out);
/* The value as text; a list's items joined with ", ". */
const char *node_value_text(const struct node *node, struct arena *arena);
char *node_path_text(const struct node *node, struct arena *arena);

#endif
