/*
 * matrix.c: every combination of what shapes a plan most. The dimensions and their values are rows of
 * knowledge, so that a new product or scenario is swept without a change here.
 */
#include <assert.h>

#include "base/text.h"
#include "core/name.h"
#include "laws.h"

enum dimension {
	TOPOLOGY,
	SCENARIO,
	ISSUER,
	LAYOUT,
	PRODUCT,
	BASELINE,
	SERVER_NAMES,
	INTERNAL_DNS,
	SRV_SUPPORTED,
	CATCH_ALL,
	APEX_HTTPS,
	DIMENSIONS,
};

/* The words that a row of the schema allows. */
static struct texts schema_words(const struct know *know, const char *path)
{
	const struct schema_row *row = know_find(know, "answers", path);
	assert(row && row->values.count > 0);
	return row->values;
}

static size_t size_of(const struct know *know, enum dimension dimension)
{
	switch (dimension) {
	case TOPOLOGY:
		return know->topologies.count;
	case SCENARIO:
		return know->scenarios.count;
	case ISSUER:
		return know->issuers.count;
	case LAYOUT:
		return schema_words(know, "certificates.layout").count;
	case PRODUCT:
		return know->products.count;
	case BASELINE:
		return schema_words(know, "policy.baseline").count;
	case INTERNAL_DNS:
		return schema_words(know, "dns.internal").count;
	default:
		return 2;
	}
}

static size_t matrix_count(const struct know *know)
{
	size_t count = 1;
	for (enum dimension each = 0; each < DIMENSIONS; each++)
		count *= size_of(know, each);
	return count;
}

/* Two servers behind a balancer, IPv4 and IPv6, a second address of each kind. */
static void fill_main_site(struct site_spec *site)
{
	site->namespace = "post.nordwerk-jena.de";
	site->servers = "JENA-MX1 JENA-MX2";
	site->load_balanced = SAID_YES;
	site->external = "198.51.100.10 2001:db8:a::10";
	site->internal = "10.20.0.10";
	site->second_external = "198.51.100.11";
	site->second_internal = "10.20.0.11";
	site->users = 800;
}

static void fill_further_site(struct site_spec *site, bool shares_namespace)
{
	site->namespace = shares_namespace ? "post.nordwerk-jena.de" : "post-oslo.fjordline.no";
	site->servers = "OSLO-MX1";
	site->external = "198.51.100.20";
	site->internal = "10.30.0.10";
}

static void fill_hidden_site(struct site_spec *site)
{
	site->facing = SAID_NO;
	site->servers = "KIEL-MX1";
	site->users = 25;
}

static void fill_main_forest(struct spec *spec, const struct topology_row *topology)
{
	struct forest_spec *forest = spec_add_forest(spec, "nordwerk");
	bool several = topology->max_facing != 1 && !text_equal(topology->namespaces, "any");
	forest->ad_domain = "ad.nordwerk-jena.de";
	forest->domains = "nordwerk-jena.de fjordline.no";
	fill_main_site(spec_add_site(forest, "Jena"));
	if (several)
		fill_further_site(spec_add_site(forest, "Oslo"),
		        text_equal(topology->namespaces, "same"));
	if (topology->max_sites != 1)
		fill_hidden_site(spec_add_site(forest, "Kiel"));
}

/* One with an internal name for its Active Directory. */
static void fill_further_forest(struct spec *spec)
{
	struct forest_spec *forest = spec_add_forest(spec, "suedtor");
	forest->ad_domain = "suedtor.internal";
	forest->domains = "suedtor.com.br";
	struct site_spec *site = spec_add_site(forest, "Recife");
	site->namespace = "correio.suedtor.com.br";
	site->servers = "REC-EX1";
	site->external = "192.0.2.30";
	site->internal = "10.40.0.10";
	site->second_external = "192.0.2.31";
	site->second_internal = "10.40.0.11";
}

/* All services that the product has; what is on by default need not be said. */
static void fill_services(struct spec *spec, const struct know *know,
        const struct product_row *product)
{
	const struct release release = { .product = product,
		.update = (size_t)product_update_find(product, product->default_update) };
	LIST_EACH(const struct service_row, row, know->services) {
		if (!row->on_by_default && release_in(know, release, row->products))
			spec_add_service(spec, row->id)->enabled = SAID_YES;
	}
}

static void matrix_fill(const struct sweep *sweep, size_t number, struct arena *arena,
        struct spec *spec)
{
	const struct know *know = sweep->know;
	size_t at[DIMENSIONS];
	for (enum dimension each = 0; each < DIMENSIONS; each++) {
		at[each] = number % size_of(know, each);
		number /= size_of(know, each);
	}
	const struct topology_row *topology = &know->topologies.items[at[TOPOLOGY]];
	const struct product_row *product = &know->products.items[at[PRODUCT]];
	spec->version = product->id;
	spec->baseline = schema_words(know, "policy.baseline").items[at[BASELINE]];
	spec->organization = "Nordwerk Aktiengesellschaft";
	spec->country = "DE";
	spec->locality = "Jena";
	spec->topology = topology->id;
	fill_main_forest(spec, topology);
	if (topology->min_forests > 1)
		fill_further_forest(spec);
	fill_services(spec, know, product);
	spec->kinds = texts_join(arena, know_ids(know, "clients", arena), " ");
	spec->inside_unjoined = SAID_YES;
	spec->scenario = know->scenarios.items[at[SCENARIO]].id;
	spec->issuer = know->issuers.items[at[ISSUER]].id;
	spec->layout = schema_words(know, "certificates.layout").items[at[LAYOUT]];
	spec->server_names = at[SERVER_NAMES] ? SAID_YES : SAID_NO;
	spec->internal_dns = schema_words(know, "dns.internal").items[at[INTERNAL_DNS]];
	spec->srv_supported = at[SRV_SUPPORTED] ? SAID_YES : SAID_NO;
	spec->catch_all = at[CATCH_ALL] ? "nordwerk-jena.de fjordline.no suedtor.com.br" : NULL;
	spec->apex_https = at[APEX_HTTPS] ? "nordwerk-jena.de fjordline.no suedtor.com.br" : NULL;
}

/* CONTRACT section 2: a scenario has its issuers, and only certificates that list the planned names
 * have room for those of servers. */
static bool matrix_must_refuse(const struct know *know, const struct spec *spec)
{
	const struct scenario_row *scenario = scenario_find(know, spec->scenario);
	return !texts_have(scenario->issuers, spec->issuer) ||
	        (spec->server_names == SAID_YES && !text_equal(scenario->names, "planned"));
}

static void matrix_examine(const struct trial *trial)
{
	examine_plan(trial);
	law_needed(trial);
	if (trial->sweep->names >= 0)
		names_write(trial);
}

const struct part matrix_part = {
	.name = "matrix",
	.count = matrix_count,
	.fill = matrix_fill,
	.examine = matrix_examine,
	.must_refuse = matrix_must_refuse,
};
