/* know/fix.c */
#include "know/fix.h"

#include "base/attr.h"
#include "shapes.h"

#define CHANGE_RULES                                                                               \
	"set|default|each|add|swap|add-host|drop-host|drop-above|drop-client|subject|namespace|"   \
	"latest|own-host|own-address"

static const struct field edit_fields[] = {
	FIELD(edit_row, path, TEXT, REQUIRED, REFERS_TO(answers)),
	FIELD(edit_row, rule, TEXT, REQUIRED, FORM(CHANGE_RULES)),
	FIELD(edit_row, value, TEXT),
	FIELD(edit_row, at, TEXT, FORM("all")),
};

static const struct shape edit_row_shape = {
	.name = "edit_row",
	.header = "know/fix.h",
	.size = sizeof(struct edit_row),
	.fields = edit_fields,
	.field_count = COUNT_OF(edit_fields),
};

static const struct field fix_fields[] = {
	FIELD(fix_row, id, TEXT, REQUIRED),
	FIELD(fix_row, mends, TEXTS, REQUIRED),
	FIELD(fix_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(fix_row, changes, ROWS(edit_row), REQUIRED),
	FIELD(fix_row, text, TEXT, REQUIRED),
	FIELD(fix_row, cost, TEXT),
	FIELD(fix_row, gives_up, FLAG),
	FIELD(fix_row, source, TEXT, FORM(FORM_SOURCE)),
};

const struct shape fix_row_shape = {
	.name = "fix_row",
	.header = "know/fix.h",
	.size = sizeof(struct fix_row),
	.fields = fix_fields,
	.field_count = COUNT_OF(fix_fields),
};

static const struct field limit_fields[] = {
	FIELD(limit_row, id, TEXT, REQUIRED),
	FIELD(limit_row, title, TEXT, REQUIRED),
	FIELD(limit_row, changes, ROWS(edit_row), REQUIRED),
	FIELD(limit_row, each_client, FLAG),
};

const struct shape limit_row_shape = {
	.name = "limit_row",
	.header = "know/fix.h",
	.size = sizeof(struct limit_row),
	.fields = limit_fields,
	.field_count = COUNT_OF(limit_fields),
};

#define EFFECTS "scp|url|certificate|web-site|way-in|records-external|records-internal"

static const struct field effect_fields[] = {
	FIELD(effect_row, step, TEXT, REQUIRED, REFERS_TO(steps)),
	FIELD(effect_row, makes, TEXT, REQUIRED, FORM(EFFECTS)),
	FIELD(effect_row, service, TEXT, REFERS_TO(services)),
};

const struct shape effect_row_shape = {
	.name = "effect_row",
	.header = "know/fix.h",
	.size = sizeof(struct effect_row),
	.fields = effect_fields,
	.field_count = COUNT_OF(effect_fields),
};
