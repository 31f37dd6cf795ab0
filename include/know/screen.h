/*
 * know/screen.h: the wizard's screens. What is asked, in which words and under which conditions;
 * how it looks is the front ends' business, and what a value may be the schema's.
 *
 * A question is called by its path in the answer file ("forests[].sites[].namespace"), or by a word
 * where it asks for no answer ("review"). What the schema, or a table that the choices come from,
 * says already is not said again: help and choices that are absent come from there.
 */
#ifndef KNOW_SCREEN_H
#define KNOW_SCREEN_H

#include <stdbool.h>

#include "know/shape.h"

/* All conditions of a list must hold. Looked up in the same forest and site, then outward. */
struct condition_row {
	const char *question; /* an earlier one; its value is the answer, else the default */
	struct texts is;      /* one of these; of a list: it has one of these */
	struct texts is_not;  /* none of these */
	bool answered;        /* by a person */
	/* Instead of a question: one of core/flow's predicates; a leading '!' negates. */
	const char *predicate;
};

struct condition_rows ROWS_OF(struct condition_row);

struct choice_row {
	const char *value; /* "true" and "false" for a flag */
	const char *label;
	const char *about;       /* what it means */
	const char *consequence;
	const char *choose_if;
	const char *avoid_if;
	const char *later;       /* can it be changed later? */
	const char *products;    /* range that offers it; NULL: all */
	struct condition_rows when;
	const char *unless_text; /* why it is not offered where `when` does not hold */
	const char *source;
};

struct choice_rows ROWS_OF(struct choice_row);

/* A column of a grid. What the schema says of its member is not said again. */
struct column_row {
	const char *name;  /* the member; "host": of the service at the only Internet-facing site;
	                    * NULL: the cells of the grid's only column are services themselves */
	const char *label; /* above it, one word or two */
	const char *help;  /* NULL: the schema's text */
	struct choice_rows choices; /* of a choice, or of a flag */
	const char *later;  /* can it be changed later? For all choices */
	const char *source; /* NULL: the schema's */
};

struct column_rows ROWS_OF(struct column_row);

struct question_row {
	const char *path;
	/* choice | multichoice | text | number | boolean | list | groups | grid, or without an answer
	 * note | gate | names | review | proof | write | checklist; NULL: what the schema's type is */
	const char *kind;
	const char *prompt; /* one line */
	const char *help;   /* NULL: the schema's text */
	/* A table of knowledge, or one of core/flow's sources of choices ("updates"). */
	const char *choices_from;
	struct choice_rows choices;
	const char *choices_when; /* predicate that a choice of a table must fulfil to be offered */
	const char *choices_unless; /* why it is not offered otherwise */
	struct column_rows columns; /* of a grid */
	/* For all choices that do not say it themselves. */
	const char *consequence;
	const char *later;        /* can it be changed later? */
	const char *source;       /* NULL: the schema's */
	bool factual;             /* the answer is how things are: no choice is better than others */
	bool insists;             /* the default is not proposed: it would follow a later answer */
	bool ranked;              /* choices in the order of what the plan would be with each */
	struct condition_rows when;
};

struct question_rows ROWS_OF(struct question_row);

struct screen_row {
	const char *id;
	const char *title;
	const char *text;  /* what this is about, above the questions; may be NULL */
	const char *over;  /* once for each item: "forests[].sites[]"; NULL: once */
	struct condition_rows when;
	struct question_rows questions;
};

struct screen_rows ROWS_OF(struct screen_row);

/* The order of the screens, and the part of the work that each belongs to. */
struct index_row {
	const char *id;
	const char *part;
};

struct index_rows ROWS_OF(struct index_row);

struct know;

const struct screen_row *screen_find(const struct know *know, const char *id);

#endif
