/*
 * core/request_check.c: rules between answers (CONTRACT section 2). Answers that were wrong by
 * themselves are empty here, and were complained of.
 */
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "core/name.h"
#include "part.h"
#include "request_read.h"

static bool scenario_lists(const struct request *request, const char *names)
{
	return form_has(names, request->certificates.scenario->names);
}

/* server_names and extra_names add to the names that the rules give; a scenario whose certificates
 * have one fixed name has no place for them. */
static void check_scenario_names(struct reading *reading)
{
	const struct request *request = reading->request;
	const char *scenario = request->certificates.scenario->id;
	if (request->certificates.server_names.value && !scenario_lists(request, "planned"))
		complain(reading, request->certificates.server_names.node,
		        "the scenario %s has no certificate for server names; false is expected",
		        scenario);
	if (request->certificates.extra_names.count > 0 &&
	        !scenario_lists(request, "planned|wildcards"))
		complain(reading, request->certificates.extra_names.node,
		        "the scenario %s has no certificate for further names; an empty list is "
		        "expected", scenario);
}

/* The names in exclude_names, to look up common names in. */
struct exclusion {
	struct reading *reading;
	struct map *names; /* to their text_answer */
	struct map *said;  /* names complained of already */
};

static void check_common_name(struct exclusion *exclusion, const char *name)
{
	const struct text_answer *excluded = name ? map_get(exclusion->names, name) : NULL;
	if (!excluded || map_get(exclusion->said, name))
		return;
	map_put(exclusion->said, excluded->value, exclusion);
	complain(exclusion->reading, excluded->node,
	        "\"%s\" is the common name of a certificate and cannot be left off it",
	        excluded->value);
}

/* The certificate that a server makes for itself, or gets from an internal authority (C6, C7). */
static void check_server_names(struct exclusion *exclusion, const struct site_answer *site)
{
	const struct request *request = exclusion->reading->request;
	const struct issuer_row *issuer = site->internet_facing.value
	        ? request->certificates.issuer
	        : request->certificates.proxy_issuer;
	bool by_short_name = issuer && text_equal(issuer->id, "self-signed");
	for (size_t i = 0; i < site->servers.count; i++) {
		const struct server_answer *server = &site->servers.items[i];
		check_common_name(exclusion, by_short_name ? server->short_name : server->fqdn);
	}
}

/* The certificate of the site's namespace: C1, C2 and C5. */
static void check_namespace_name(struct exclusion *exclusion, const struct site_answer *site)
{
	const char *namespace = site->namespace.value;
	if (namespace && scenario_lists(exclusion->reading->request, "wildcards")) {
		const char *parent = name_parent(namespace);
		namespace = parent ? arena_printf(exclusion->reading->arena, "*.%s", parent) : NULL;
	}
	check_common_name(exclusion, namespace);
}

static void check_forest_names(struct exclusion *exclusion, const struct forest_answer *forest)
{
	struct reading *reading = exclusion->reading;
	const struct request *request = reading->request;
	bool per_forest = request->certificates.per_forest.value &&
	        scenario_lists(request, "planned|wildcards");
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct site_answer *site = &forest->sites[i];
		if (!site->internet_facing.value || scenario_lists(request, "server"))
			check_server_names(exclusion, site);
		else if (!per_forest || site == forest->autodiscover_site)
			check_namespace_name(exclusion, site);
	}
	if (request->certificates.scenario->second_certificate && forest->autodiscover_site &&
	        request_publishes_autodiscover(request) && forest->smtp_domains.count > 0)
		check_common_name(exclusion, arena_printf(reading->arena, "autodiscover.%s",
		        forest->smtp_domains.items[0].value));
}

static void check_excluded_names(struct reading *reading)
{
	const struct request *request = reading->request;
	struct text_answers excluded = request->certificates.exclude_names;
	if (excluded.count == 0)
		return;
	struct exclusion exclusion = {
		.reading = reading,
		.names = map_make(reading->arena),
		.said = map_make(reading->arena),
	};
	struct text_answer *copies = arena_grow(reading->arena, excluded.items, sizeof(*copies),
	        excluded.count, excluded.count);
	for (size_t i = 0; i < excluded.count; i++)
		map_put(exclusion.names, copies[i].value, &copies[i]);
	for (size_t i = 0; i < request->forest_count; i++)
		check_forest_names(&exclusion, &request->forests[i]);
}

/* Is the server's full name the host of its internal URLs (U2)? */
static bool uses_server_names(const struct request *request, const struct site_answer *site)
{
	if (site->internal_namespace.value)
		return false;
	return !site->internet_facing.value || request->certificates.server_names.value ||
	        (request->certificates.issuer &&
	                text_equal(request->certificates.issuer->id, "self-signed"));
}

static bool site_has_owa_host(const struct request *request, const struct site_answer *site,
        const char *host, int owa)
{
	const char *external = site_external_host(site, request, owa);
	if (text_equal(external, host) || text_equal(site->internal_namespace.value, host))
		return true;
	for (size_t i = 0; uses_server_names(request, site) && i < site->servers.count; i++) {
		if (text_equal(site->servers.items[i].fqdn, host))
			return true;
	}
	return false;
}

/* False after it has complained. */
static bool check_beside_owa(struct reading *reading, const struct text_answer *answer,
        const struct site_answer *site)
{
	int owa = service_find(reading->know, "owa");
	if (!answer->value || owa < 0 ||
	        !site_has_owa_host(reading->request, site, answer->value, owa))
		return true;
	complain(reading, answer->node,
	        "\"%s\" is the host of Outlook on the web in the site %s; a host of its own is "
	        "expected", answer->value, site->name.value);
	return false;
}

/* The site that a name leads to first. */
struct lead {
	const struct site_answer *site;
};

static const struct site_answer *lead_put(struct reading *reading, struct map *leads,
        const char *host, const struct site_answer *site)
{
	struct lead *lead = map_get(leads, host);
	if (!lead) {
		lead = arena_alloc(reading->arena, sizeof(*lead));
		lead->site = site;
		map_put(leads, host, lead);
	}
	return lead->site;
}

/* Where the hosts of Outlook on the web lead. */
static struct map *owa_leads(struct reading *reading)
{
	const struct request *request = reading->request;
	struct map *leads = map_make(reading->arena);
	int owa = service_find(reading->know, "owa");
	for (size_t f = 0; owa >= 0 && f < request->forest_count; f++) {
		for (size_t i = 0; i < request->forests[f].site_count; i++) {
			const struct site_answer *site = &request->forests[f].sites[i];
			const char *host = site_external_host(site, request, owa);
			if (host)
				lead_put(reading, leads, host, site);
		}
	}
	return leads;
}

static bool is_discovery_name(const struct request *request, const char *host)
{
	static const char label[] = "autodiscover.";
	if (!text_starts(host, label))
		return false;
	for (size_t f = 0; f < request->forest_count; f++) {
		LIST_EACH(const struct text_answer, domain, request->forests[f].smtp_domains) {
			if (text_equal(domain->value, host + strlen(label)))
				return true;
		}
	}
	return false;
}

static void check_failback_host(struct reading *reading, struct map *leads,
        const struct site_answer *site)
{
	const struct text_answer *host = &site->failback_host;
	if (!host->value || !check_beside_owa(reading, host, site))
		return;
	const struct site_answer *other = lead_put(reading, leads, host->value, site);
	if (is_discovery_name(reading->request, host->value))
		complain(reading, host->node,
		        "\"%s\" is a name of Autodiscover; the name for the way back leads to "
		        "one site", host->value);
	else if (other != site)
		complain(reading, host->node,
		        "\"%s\" leads to the site %s too; the name for the way back leads to "
		        "one site", host->value, other->name.value);
}

/* Its name leads people to this site while that of Outlook on the web leads to another. */
static void check_failback_hosts(struct reading *reading)
{
	const struct request *request = reading->request;
	struct map *leads = owa_leads(reading);
	for (size_t f = 0; f < request->forest_count; f++) {
		for (size_t i = 0; i < request->forests[f].site_count; i++)
			check_failback_host(reading, leads, &request->forests[f].sites[i]);
	}
}

static void check_download_host(struct reading *reading)
{
	const struct request *request = reading->request;
	for (size_t f = 0; f < request->forest_count; f++) {
		for (size_t i = 0; i < request->forests[f].site_count; i++) {
			if (!check_beside_owa(reading, &request->download_host,
			            &request->forests[f].sites[i]))
				return;
		}
	}
}

/* Versions stand in the order of their age; one that is not there is newer than all. */
static void check_coexistence(struct reading *reading)
{
	const struct request *request = reading->request;
	if (!reading->has_release)
		return;
	const struct coexistence_row *own =
	        coexistence_find(reading->know, request->release.product->id);
	for (size_t i = 0; own && i < request->coexistence.count; i++) {
		struct text_answer other = request->coexistence.items[i];
		if (coexistence_find(reading->know, other.value) >= own)
			complain(reading, other.node, "%s is not older than %s", other.value,
			        request->release.product->id);
	}
}

void request_check(struct reading *reading)
{
	check_coexistence(reading);
	check_download_host(reading);
	check_failback_hosts(reading);
	if (!reading->request->certificates.scenario)
		return;
	check_scenario_names(reading);
	check_excluded_names(reading);
}
