/*
 * request_read.h: how request_make takes answers out of the tree.
 *
 * Each read_ function finds a member of a group, judges it by its row of the schema, and puts the
 * default where the person said nothing. Whatever is wrong becomes a problem with its line; the
 * answer is then empty (value NULL, false, 0), and reading goes on.
 */
#ifndef CORE_REQUEST_READ_H
#define CORE_REQUEST_READ_H

#include <stdbool.h>

#include "core/request.h"

/* One run of request_make. */
struct reading {
	struct request *request;
	struct answers *answers;
	const struct know *know;
	struct arena *arena;
	struct problem_list *problems;
	/* Where the search for a row begins, to both sides: they are asked for nearly in order. */
	size_t next_row;
	bool has_release; /* product.version and product.update are known */
	bool has_refused; /* the reader of the file has complained of an answer already */
	size_t complaints;
	struct date today;
	const struct date *forced; /* NULL: no --date */
};

/* A group whose members are being read. */
struct place {
	struct node *node;  /* NULL: it is missing, which was said; its members are read as empty */
	const char *schema; /* path of its row: "forests[].sites[]"; "" for the root */
};

struct places {
	struct place *items;
	size_t count;
	const struct node *node; /* NULL: not given */
};

/* What stands where nothing was said; text NULL: the fallback of the row. Lists have commas. */
struct fallback {
	const char *text;
	enum origin origin;
};

#define ROW_FALLBACK ((struct fallback){ .text = NULL })

struct fallback fallback_product(const char *text); /* the product's */
struct fallback fallback_derived(const char *text); /* from other answers */
const char *flag_text(bool flag);

/* Takes the defaults of an earlier run out of the tree: what they came from may have changed. */
void answers_forget_defaults(struct answers *answers);

struct place read_root(struct reading *reading);
struct place read_group(struct reading *reading, struct place place, const char *name);
struct places read_groups(struct reading *reading, struct place place, const char *name);
/* An empty text is no answer. Hosts, domains, addresses, dates are canonical. */
struct text_answer read_text(struct reading *reading, struct place place, const char *name,
        struct fallback fallback);
struct flag_answer read_flag(struct reading *reading, struct place place, const char *name,
        struct fallback fallback);
struct number_answer read_number(struct reading *reading, struct place place, const char *name,
        struct fallback fallback);
/* Without duplicates; texts that are wrong are left out. */
struct text_answers read_texts(struct reading *reading, struct place place, const char *name,
        struct fallback fallback);

/* A member that the person gave, or NULL. */
const struct node *node_given(const struct node *node);
const struct node *member_given(struct place place, const char *name);
/* Complains of members that are not there although their row has "required_when" this condition. */
void read_requires(struct reading *reading, struct place place, const char *condition);
/* The row of "<place>.<name>"; there is one, for `name` is written in the code. */
const struct schema_row *row_find(struct reading *reading, const char *place, const char *name);

/* "forests[0].name: ..." at the line of the node, or of the nearest group that has a line. */
void complain(struct reading *reading, const struct node *node, const char *format, ...)
        PRINTF_LIKE(3, 4);
/* "; did you mean "x"?", or nothing. */
const char *complain_nearest(struct reading *reading, const char *word, struct texts candidates);
/* The text as a message can hold it: not longer than a line. */
const char *complain_text(struct reading *reading, const char *text);

/* Texts, each with the node it came from, to find duplicates in near-linear time. */
struct node_set;
/* For at most `expected` texts; SIZE_MAX: nobody knows. */
struct node_set *node_set_make(struct reading *reading, size_t expected);
/* NULL, or the node that has the same text already. */
const struct node *node_set_add(struct reading *reading, struct node_set *set, const char *text,
        const struct node *node);

/* request_value.c: one text or number against its row. NULL, or false, after a complaint. */
const char *value_text(struct reading *reading, const struct schema_row *row,
        const struct node *node);
bool value_number(struct reading *reading, const struct schema_row *row, const struct node *node);
/* Forest and site names (CONTRACT N4). */
void value_check_label(struct reading *reading, struct text_answer name);

/* The larger parts of request_make, each in a file of its own. The check of rules between answers
 * comes last. */
void request_read_services(struct reading *reading, struct place root);
void request_read_forests(struct reading *reading, struct place root);
void request_read_certificates(struct reading *reading, struct place root);
void request_check(struct reading *reading);

#endif
