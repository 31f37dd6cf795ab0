/* know/rule.c */
#include "know/rule.h"

#include <assert.h>

#include "base/attr.h"
#include "shapes.h"

static const struct field rule_fields[] = {
	FIELD(rule_row, id, TEXT, REQUIRED),
	FIELD(rule_row, severity, TEXT, REQUIRED, FORM("error|warning|note")),
	FIELD(rule_row, severity_mild, TEXT, FORM("error|warning|note")),
	FIELD(rule_row, severity_2008, TEXT, FORM("error|warning|note|none")),
	FIELD(rule_row, title, TEXT, REQUIRED),
	FIELD(rule_row, message, TEXT, REQUIRED),
	FIELD(rule_row, action, TEXT, REQUIRED),
	FIELD(rule_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape rule_row_shape = {
	.name = "rule_row",
	.header = "know/rule.h",
	.size = sizeof(struct rule_row),
	.fields = rule_fields,
	.field_count = COUNT_OF(rule_fields),
};

static const struct field mistake_fields[] = {
	FIELD(mistake_row, id, TEXT, REQUIRED),
	FIELD(mistake_row, mistake, TEXT, REQUIRED),
	FIELD(mistake_row, rules, TEXTS, REFERS_TO(rules)),
	FIELD(mistake_row, otherwise, TEXT),
	FIELD(mistake_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape mistake_row_shape = {
	.name = "mistake_row",
	.header = "know/rule.h",
	.size = sizeof(struct mistake_row),
	.fields = mistake_fields,
	.field_count = COUNT_OF(mistake_fields),
};

static const struct field validity_fields[] = {
	FIELD(validity_row, from, TEXT, REQUIRED, FORM(FORM_DATE)),
	FIELD(validity_row, days, INTEGER, REQUIRED),
	FIELD(validity_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape validity_row_shape = {
	.name = "validity_row",
	.header = "know/rule.h",
	.size = sizeof(struct validity_row),
	.fields = validity_fields,
	.field_count = COUNT_OF(validity_fields),
};

static const struct field change_fields[] = {
	FIELD(dated_row, id, TEXT, REQUIRED),
	FIELD(dated_row, from, TEXT, REQUIRED, FORM(FORM_DATE)),
	FIELD(dated_row, issuer, TEXT, REFERS_TO(issuers)),
	FIELD(dated_row, text, TEXT, REQUIRED),
	FIELD(dated_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape dated_row_shape = {
	.name = "dated_row",
	.header = "know/rule.h",
	.size = sizeof(struct dated_row),
	.fields = change_fields,
	.field_count = COUNT_OF(change_fields),
};

static const struct field validation_fields[] = {
	FIELD(validation_row, id, TEXT, REQUIRED),
	FIELD(validation_row, from, TEXT, FORM(FORM_DATE)),
	FIELD(validation_row, until, TEXT, FORM(FORM_DATE)),
	FIELD(validation_row, issuer, TEXT, REQUIRED, REFERS_TO(issuers)),
	FIELD(validation_row, wildcards, FLAG),
	FIELD(validation_row, text, TEXT, REQUIRED),
	FIELD(validation_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape validation_row_shape = {
	.name = "validation_row",
	.header = "know/rule.h",
	.size = sizeof(struct validation_row),
	.fields = validation_fields,
	.field_count = COUNT_OF(validation_fields),
};

static const struct field private_suffix_fields[] = {
	FIELD(private_suffix_row, id, TEXT, REQUIRED),
	FIELD(private_suffix_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape private_suffix_row_shape = {
	.name = "private_suffix_row",
	.header = "know/rule.h",
	.size = sizeof(struct private_suffix_row),
	.fields = private_suffix_fields,
	.field_count = COUNT_OF(private_suffix_fields),
};

static const struct field country_fields[] = {
	FIELD(country_row, id, TEXT, REQUIRED),
	FIELD(country_row, name, TEXT, REQUIRED),
};

const struct shape country_row_shape = {
	.name = "country_row",
	.header = "know/rule.h",
	.size = sizeof(struct country_row),
	.fields = country_fields,
	.field_count = COUNT_OF(country_fields),
};

const struct rule_row *rule_find(const struct know *know, const char *id)
{
	return know_find(know, "rules", id);
}

const struct rule_row *issued_rule_find(const struct know *know, const char *id)
{
	return know_find(know, "issued", id);
}

const struct validity_row *validity_find(const struct know *know, struct date date)
{
	assert(know->validities.count > 0);
	const struct validity_row *found = &know->validities.items[0];
	for (size_t i = 1; i < know->validities.count; i++) {
		struct date from;
		if (date_parse(know->validities.items[i].from, &from) &&
		        date_compare(from, date) <= 0)
			found = &know->validities.items[i];
	}
	return found;
}

bool validation_holds(const struct validation_row *row, struct date date)
{
	struct date day;
	if (row->from && (!date_parse(row->from, &day) || date_compare(date, day) < 0))
		return false;
	return !row->until || (date_parse(row->until, &day) && date_compare(date, day) < 0);
}
