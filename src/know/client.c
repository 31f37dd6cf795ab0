/* know/client.c */
#include "know/client.h"

#include "base/attr.h"
#include "shapes.h"

#define RESULTS "clean|prompt|manual|warning|fail"
#define PLACES "inside-joined|inside|outside"

static const struct field judgement_fields[] = {
	FIELD(judgement_row, service, TEXT, REQUIRED, REFERS_TO(services)),
	FIELD(judgement_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(judgement_row, places, TEXTS, FORM(PLACES)),
	FIELD(judgement_row, wrong_name, TEXT, REQUIRED, FORM(RESULTS)),
	FIELD(judgement_row, untrusted, TEXT, REQUIRED, FORM(RESULTS)),
	FIELD(judgement_row, external_host, FLAG),
	FIELD(judgement_row, typed, FLAG),
	FIELD(judgement_row, tolerates_self_signed, FLAG),
};

static const struct shape judgement_row_shape = {
	.name = "judgement_row",
	.header = "know/client.h",
	.size = sizeof(struct judgement_row),
	.fields = judgement_fields,
	.field_count = COUNT_OF(judgement_fields),
};

static const struct field unsupported_fields[] = {
	FIELD(unsupported_row, products, TEXT, REQUIRED, FORM(FORM_RANGE)),
	FIELD(unsupported_row, severity, TEXT, REQUIRED, FORM("error|warning")),
	FIELD(unsupported_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

static const struct shape unsupported_row_shape = {
	.name = "unsupported_row",
	.header = "know/client.h",
	.size = sizeof(struct unsupported_row),
	.fields = unsupported_fields,
	.field_count = COUNT_OF(unsupported_fields),
};

static const struct field client_fields[] = {
	FIELD(client_row, id, TEXT, REQUIRED),
	FIELD(client_row, name, TEXT, REQUIRED),
	FIELD(client_row, summary, TEXT),
	FIELD(client_row, consequence, TEXT),
	FIELD(client_row, places, TEXTS, REQUIRED, FORM(PLACES)),
	FIELD(client_row, discovery_joined, TEXTS, REFERS_TO(lookups)),
	FIELD(client_row, discovery, TEXTS, REFERS_TO(lookups)),
	FIELD(client_row, discovery_none, TEXT, FORM("manual|fail")),
	FIELD(client_row, needs_autodiscover, FLAG),
	FIELD(client_row, searches_beside_scp, FLAG),
	FIELD(client_row, wildcard_fails, FLAG),
	FIELD(client_row, compares_principal, FLAG),
	FIELD(client_row, accepts_self_signed, FLAG),
	FIELD(client_row, is_phone, FLAG),
	FIELD(client_row, is_legacy_crypto, FLAG),
	FIELD(client_row, services, ROWS(judgement_row), REQUIRED),
	FIELD(client_row, unsupported, ROWS(unsupported_row)),
	FIELD(client_row, registry_key, TEXT),
	FIELD(client_row, notes, TEXTS),
	FIELD(client_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape client_row_shape = {
	.name = "client_row",
	.header = "know/client.h",
	.size = sizeof(struct client_row),
	.fields = client_fields,
	.field_count = COUNT_OF(client_fields),
};

static const struct field lookup_fields[] = {
	FIELD(lookup_row, id, TEXT, REQUIRED),
	FIELD(lookup_row, name, TEXT, REQUIRED),
	FIELD(lookup_row, asks, TEXT, REQUIRED),
	FIELD(lookup_row, is_judged, FLAG),
	FIELD(lookup_row, is_foreign, FLAG),
	FIELD(lookup_row, registry, TEXT),
	FIELD(lookup_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape lookup_row_shape = {
	.name = "lookup_row",
	.header = "know/client.h",
	.size = sizeof(struct lookup_row),
	.fields = lookup_fields,
	.field_count = COUNT_OF(lookup_fields),
};

const struct client_row *client_find(const struct know *know, const char *id)
{
	return know_find(know, "clients", id);
}

const struct lookup_row *lookup_find(const struct know *know, const char *id)
{
	return know_find(know, "lookups", id);
}
