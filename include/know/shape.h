/*
 * know/shape.h: how a row of knowledge looks, said once.
 *
 * Each row type has a shape. The loader that reads share/ and screens/, the generator that prints
 * the rows as const tables, the test that compares both, the lint and the knowledge reference are
 * loops over shapes; none of them knows a row type by name.
 */
#ifndef KNOW_SHAPE_H
#define KNOW_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/list.h"

enum field_kind {
	FIELD_TEXT,    /* const char *, NULL where absent */
	FIELD_INTEGER, /* long, 0 where absent */
	FIELD_FLAG,    /* bool, false where absent */
	FIELD_TEXTS,   /* struct texts: in the file one string, or a list of strings */
	FIELD_ROWS,    /* struct { const T *items; size_t count; } of `shape` */
};

enum field_need {
	FIELD_OPTIONAL,
	FIELD_REQUIRED, /* lint: must be there and not empty */
};

struct field {
	const char *name;
	enum field_kind kind;
	enum field_need need;
	size_t offset;
	const struct shape *shape; /* FIELD_ROWS only */
	/* Table whose ids this text, or these texts, must be; NULL: any text. A leading '!' of the
	 * text is not part of the id. */
	const char *refers_to;
	/* What this text, or each of these texts, looks like: one of the FORM_ constants, or the words
	 * that are allowed, with bars between them ("a|cname"); NULL: anything. */
	const char *form;
};

#define FORM_RANGE "<range>"   /* of releases, know/product.h */
#define FORM_SOURCE "<source>" /* "id" or "id: section", know/source.h; several with "; " between */
#define FORM_DATE "<date>"     /* YYYY-MM-DD */
#define FORM_TABLE "<table>"   /* the name of a table of knowledge */

struct shape {
	const char *name;   /* of the C struct, without "struct": "product_row" */
	const char *header; /* that declares it: "know/product.h" */
	size_t size;
	const struct field *fields;
	size_t field_count;
	bool repeats; /* rows may share an id where their `products` differ */
};

/* The field called `name`, or NULL. */
const struct field *shape_field(const struct shape *shape, const char *name);
/* The field by which rows are found: `id`, or else the first text; NULL: the shape has no text. */
const struct field *shape_key(const struct shape *shape);
/* The text `name` of a row; NULL: it is absent, or the shape has no such text. */
const char *row_text(const struct shape *shape, const void *row, const char *name);
/* Is `text` one of the words of a form "a|b|c"? */
bool form_has(const char *form, const char *text);

/* A list of rows as it stands in a row type; every typed list has this layout. */
#define ROWS_OF(type)                                                                              \
	{                                                                                          \
		const type *items;                                                                 \
		size_t count;                                                                      \
	}

struct any_rows ROWS_OF(void);

#endif
