/* know/topology.c */
#include "know/topology.h"

#include "base/attr.h"
#include "shapes.h"

#define DISCOVERIES "host|second-host|redirect|srv|none"

static const struct field advice_fields[] = {
	FIELD(advice_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(advice_row, verdict, TEXT, REQUIRED, FORM("recommended|acceptable|discouraged")),
	FIELD(advice_row, text, TEXT, REQUIRED),
	FIELD(advice_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

static const struct shape advice_row_shape = {
	.name = "advice_row",
	.header = "know/topology.h",
	.size = sizeof(struct advice_row),
	.fields = advice_fields,
	.field_count = COUNT_OF(advice_fields),
};

static const struct field example_site_fields[] = {
	FIELD(example_site_row, name, TEXT, REQUIRED),
	FIELD(example_site_row, namespace, TEXT),
	FIELD(example_site_row, servers, TEXTS, REQUIRED),
};

static const struct shape example_site_row_shape = {
	.name = "example_site_row",
	.header = "know/topology.h",
	.size = sizeof(struct example_site_row),
	.fields = example_site_fields,
	.field_count = COUNT_OF(example_site_fields),
};

static const struct field example_forest_fields[] = {
	FIELD(example_forest_row, name, TEXT, REQUIRED),
	FIELD(example_forest_row, sites, ROWS(example_site_row), REQUIRED),
};

static const struct shape example_forest_row_shape = {
	.name = "example_forest_row",
	.header = "know/topology.h",
	.size = sizeof(struct example_forest_row),
	.fields = example_forest_fields,
	.field_count = COUNT_OF(example_forest_fields),
};

static const struct field topology_fields[] = {
	FIELD(topology_row, id, TEXT, REQUIRED),
	FIELD(topology_row, name, TEXT, REQUIRED),
	FIELD(topology_row, summary, TEXT, REQUIRED),
	FIELD(topology_row, advantages, TEXTS, REQUIRED),
	FIELD(topology_row, disadvantages, TEXTS, REQUIRED),
	FIELD(topology_row, advice, ROWS(advice_row), REQUIRED),
	FIELD(topology_row, min_forests, INTEGER),
	FIELD(topology_row, max_forests, INTEGER),
	FIELD(topology_row, min_sites, INTEGER),
	FIELD(topology_row, max_sites, INTEGER),
	FIELD(topology_row, min_facing, INTEGER),
	FIELD(topology_row, max_facing, INTEGER),
	FIELD(topology_row, min_hidden, INTEGER),
	FIELD(topology_row, namespaces, TEXT, REQUIRED, FORM("any|same|distinct")),
	FIELD(topology_row, distinct_forests, FLAG),
	FIELD(topology_row, shape, TEXT, REQUIRED),
	FIELD(topology_row, example, ROWS(example_forest_row), REQUIRED),
	FIELD(topology_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape topology_row_shape = {
	.name = "topology_row",
	.header = "know/topology.h",
	.size = sizeof(struct topology_row),
	.fields = topology_fields,
	.field_count = COUNT_OF(topology_fields),
};

static const struct field scenario_fields[] = {
	FIELD(scenario_row, id, TEXT, REQUIRED),
	FIELD(scenario_row, name, TEXT, REQUIRED),
	FIELD(scenario_row, summary, TEXT, REQUIRED),
	FIELD(scenario_row, advantages, TEXTS, REQUIRED),
	FIELD(scenario_row, disadvantages, TEXTS, REQUIRED),
	FIELD(scenario_row, choose_if, TEXT, REQUIRED),
	FIELD(scenario_row, avoid_if, TEXT, REQUIRED),
	FIELD(scenario_row, issuers, TEXTS, REQUIRED, REFERS_TO(issuers)),
	FIELD(scenario_row, names, TEXT, REQUIRED, FORM("planned|namespace|wildcards|server")),
	FIELD(scenario_row, needs_from_ca, TEXT, FORM("san|wildcard")),
	FIELD(scenario_row, second_site, FLAG),
	FIELD(scenario_row, second_certificate, FLAG),
	FIELD(scenario_row, discovery, TEXT, REQUIRED, FORM(DISCOVERIES)),
	FIELD(scenario_row, discovery_more, TEXT, REQUIRED, FORM(DISCOVERIES)),
	FIELD(scenario_row, advice, ROWS(advice_row)),
	FIELD(scenario_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape scenario_row_shape = {
	.name = "scenario_row",
	.header = "know/topology.h",
	.size = sizeof(struct scenario_row),
	.fields = scenario_fields,
	.field_count = COUNT_OF(scenario_fields),
};

static const struct field issuer_fields[] = {
	FIELD(issuer_row, id, TEXT, REQUIRED),
	FIELD(issuer_row, name, TEXT, REQUIRED),
	FIELD(issuer_row, summary, TEXT, REQUIRED),
	FIELD(issuer_row, advantages, TEXTS, REQUIRED),
	FIELD(issuer_row, disadvantages, TEXTS, REQUIRED),
	FIELD(issuer_row, consequence, TEXT),
	FIELD(issuer_row, choose_if, TEXT),
	FIELD(issuer_row, avoid_if, TEXT),
	FIELD(issuer_row, limits, TEXTS, REQUIRED),
	FIELD(issuer_row, use_for, TEXTS, REQUIRED),
	FIELD(issuer_row, not_for, TEXTS, REQUIRED),
	FIELD(issuer_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape issuer_row_shape = {
	.name = "issuer_row",
	.header = "know/topology.h",
	.size = sizeof(struct issuer_row),
	.fields = issuer_fields,
	.field_count = COUNT_OF(issuer_fields),
};

const struct topology_row *topology_find(const struct know *know, const char *id)
{
	return know_find(know, "topologies", id);
}

const struct scenario_row *scenario_find(const struct know *know, const char *id)
{
	return know_find(know, "scenarios", id);
}

const struct issuer_row *issuer_find(const struct know *know, const char *id)
{
	return know_find(know, "issuers", id);
}
