/* know/schema.c */
#include "know/schema.h"

#include "base/attr.h"
#include "shapes.h"

#define TYPES                                                                                      \
	"group|groups|text|texts|flag|integer|choice|choices|host|hosts|domain|domains|"           \
	"server|servers|address|addresses|names|date|country"

static const struct field schema_fields[] = {
	FIELD(schema_row, path, TEXT, REQUIRED),
	FIELD(schema_row, type, TEXT, REQUIRED, FORM(TYPES)),
	FIELD(schema_row, values, TEXTS),
	FIELD(schema_row, refers_to, TEXT, FORM(FORM_TABLE)),
	FIELD(schema_row, min, INTEGER),
	FIELD(schema_row, max, INTEGER),
	FIELD(schema_row, only, TEXTS, REFERS_TO(services)),
	FIELD(schema_row, required, FLAG),
	FIELD(schema_row, required_when, TEXT),
	FIELD(schema_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(schema_row, fallback, TEXT),
	FIELD(schema_row, fallback_rule, TEXT),
	FIELD(schema_row, text, TEXT, REQUIRED),
	FIELD(schema_row, source, TEXT, FORM(FORM_SOURCE)),
};

const struct shape schema_row_shape = {
	.name = "schema_row",
	.header = "know/schema.h",
	.size = sizeof(struct schema_row),
	.fields = schema_fields,
	.field_count = COUNT_OF(schema_fields),
};
