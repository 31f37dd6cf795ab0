/*
 * know/shapes.h: the shapes of all row types, each defined in the file named after its header.
 */
#ifndef KNOW_SHAPES_H
#define KNOW_SHAPES_H

#include "know/know.h"

/* Rows of tables. */
#define DECLARE_SHAPE(table, row) extern const struct shape row##_shape;
KNOW_TABLES(DECLARE_SHAPE)
#undef DECLARE_SHAPE

/* A field is called in the files as the member is called in C. */
#define FIELD(row, member, ...)                                                                    \
	{                                                                                          \
		.name = #member, .offset = offsetof(struct row, member), __VA_ARGS__               \
	}

#define TEXT .kind = FIELD_TEXT
#define INTEGER .kind = FIELD_INTEGER
#define FLAG .kind = FIELD_FLAG
#define TEXTS .kind = FIELD_TEXTS
#define ROWS(row) .kind = FIELD_ROWS, .shape = &row##_shape
#define REQUIRED .need = FIELD_REQUIRED
#define REFERS_TO(table) .refers_to = #table
#define FORM(words) .form = words

#endif
