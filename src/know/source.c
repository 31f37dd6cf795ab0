/* know/source.c */
#include "know/source.h"

#include "base/attr.h"
#include "shapes.h"

static const struct field source_fields[] = {
	FIELD(source_row, id, TEXT, REQUIRED),
	FIELD(source_row, title, TEXT, REQUIRED),
	FIELD(source_row, brief, TEXT),
	FIELD(source_row, where, TEXT, REQUIRED),
	FIELD(source_row, read, TEXT, FORM(FORM_DATE)),
};

const struct shape source_row_shape = {
	.name = "source_row",
	.header = "know/source.h",
	.size = sizeof(struct source_row),
	.fields = source_fields,
	.field_count = COUNT_OF(source_fields),
};
