/* core/findings_dns.c: discovery by mail domain, second addresses, zones; and the limits of
 * constraints. */
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "findings.h"
#include "hosts.h"
#include "part.h"

static struct map *map_of(struct arena *arena, const struct text_answers *answers)
{
	struct map *map = map_make(arena);
	LIST_EACH(const struct text_answer, answer, *answers)
		map_put(map, answer->value, arena_grow(arena, answer, sizeof(*answer), 1, 1));
	return map;
}

/* Owners of records that answer with an address outside. */
static struct map *external_owners(struct plan *plan, struct arena *arena)
{
	struct map *owners = map_make(arena);
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == VIEW_EXTERNAL && record->type != RECORD_SRV)
			map_put(owners, record->owner, plan);
	}
	return owners;
}

/* The catch-all zone above a name; NULL: none. */
static const struct text_answer *catch_all_above(const struct map *catch_all, const char *name)
{
	for (const char *zone = name_parent(name); zone; zone = name_parent(zone)) {
		const struct text_answer *answer = map_get(catch_all, zone);
		if (answer)
			return answer;
	}
	return NULL;
}

struct domain_maps {
	struct map *apex, *catch_all, *owners;
};

static void check_srv_domain(struct plan *plan, const struct domain_maps *maps,
        const struct text_answer *domain)
{
	const struct request *request = plan->request;
	bool second = request->certificates.scenario->second_certificate;
	const char *host = autodiscover_host(plan->arena, domain->value);
	if (!request->dns.srv_supported.value) {
		find_about(plan, second ? "domain-not-served" : "srv-unsupported-by-dns-host",
		        domain->value, request->dns.srv_supported.node, NULL);
		return;
	}
	const struct text_answer *above = catch_all_above(maps->catch_all, host);
	if (map_get(maps->owners, host))
		find_about(plan, "srv-shadowed", domain->value, domain->node,
		        arena_printf(plan->arena, "the record of %s", host));
	else if (above)
		find_about(plan, "srv-shadowed", domain->value, above->node,
		        arena_printf(plan->arena, "the catch-all record *.%s", above->value));
}

static bool has_client_asking(const struct request *request, const char *lookup)
{
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		if (lookup ? texts_have((*client)->discovery, lookup) :
		             (*client)->discovery.count > 0)
			return true;
	}
	return false;
}

/* Outside, and inside on computers that cannot ask the directory, or asked it in vain. */
static void check_srv_prompt(struct plan *plan, const struct forest_answer *forest,
        const struct text_answer *domain)
{
	const struct request *request = plan->request;
	bool inside = !text_equal(request->dns.internal.value, "none") &&
	        (request->clients.inside_joined.value || request->clients.inside_unjoined.value);
	if ((!request->dns.srv_supported.value && !inside) || !has_client_asking(request, "srv"))
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from, domain->node);
	from_add(plan->arena, &from, request->certificates.scenario_node);
	plan_find(plan, "srv-prompts-users", WEIGHT_FULL, domain->value, &from,
	        request->certificates.scenario->second_certificate ?
	                autodiscover_host(plan->arena, forest->smtp_domains.items[0].value) :
	                forest->autodiscover_site->namespace.value);
}

/* Not offered outside, on purpose; or a scenario whose certificate would warn everybody. */
static void check_published(struct plan *plan, const struct forest_answer *forest)
{
	const struct request *request = plan->request;
	const struct service_answer *service =
	        &request->services[service_find(plan->know, "autodiscover")];
	bool offered = service->external.value;
	if (!service->enabled.value || !has_client_asking(request, NULL) ||
	        (offered && !text_equal(request->certificates.scenario->discovery, "none")))
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from,
	        offered ? request->certificates.scenario_node : service->external.node);
	LIST_EACH(const struct text_answer, domain, forest->smtp_domains)
		plan_find(plan, "autodiscover-not-published", offered ? WEIGHT_FULL : WEIGHT_MILD,
		        domain->value, &from,
		        offered ? ": no client trusts a self-signed certificate there" : "");
}

static void check_domain(struct plan *plan, const struct domain_maps *maps,
        const struct forest_answer *forest, size_t index)
{
	const struct text_answer *domain = &forest->smtp_domains.items[index];
	const struct text_answer *apex = map_get(maps->apex, domain->value);
	enum discovery discovery = forest_discovery(plan->request, forest, index);
	if (apex)
		find_about(plan, "apex-https", domain->value, apex->node, NULL);
	if (discovery == DISCOVERY_SRV) {
		check_srv_domain(plan, maps, domain);
		check_srv_prompt(plan, forest, domain);
	}
	if (discovery == DISCOVERY_REDIRECT)
		find_about(plan, "redirect-prompts-users", domain->value,
		        plan->request->certificates.scenario_node,
		        forest->autodiscover_site->namespace.value);
}

static bool shares_address(const struct text_answers *a, const struct text_answers *b)
{
	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; j < b->count; j++) {
			if (text_equal(a->items[i].value, b->items[j].value))
				return true;
		}
	}
	return false;
}

static void check_second_address(struct plan *plan, const struct site_answer *site)
{
	const struct request *request = plan->request;
	const struct text_answers *second = &site->autodiscover_external_addresses;
	bool shared = shares_address(second, &site->external_addresses);
	if (second->count > 0 && !shared)
		return;
	bool told_apart = request->certificates.scenario->second_certificate &&
	        request_has(request, "sni");
	struct from from = { 0 };
	from_add(plan->arena, &from, second->node ? second->node : site->node);
	from_add(plan->arena, &from, request->certificates.scenario_node);
	plan_find(plan, "second-address-missing", told_apart ? WEIGHT_MILD : WEIGHT_FULL,
	        site_subject(request, site, plan->arena), &from,
	        shared ? "it is the same as the first" : "none is given");
}

static void check_zones(struct plan *plan)
{
	const struct request *request = plan->request;
	if (text_equal(request->dns.internal.value, "pinpoint"))
		return;
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == VIEW_INTERNAL && record->zone_is_new)
			find_about(plan, "split-zone-hides-public-records", record->zone,
			        request->dns.internal.node, NULL);
	}
}

/* Computers, or what is carried in, whatever the computers are. */
static bool has_people_inside(const struct request *request)
{
	if (request->clients.inside_joined.value || request->clients.inside_unjoined.value)
		return true;
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		struct texts places = (*client)->places;
		if (texts_have(places, "inside") && !texts_have(places, "inside-joined"))
			return true;
	}
	return false;
}

/* People inside depend on names that nobody answers there. */
static void check_internal_dns(struct plan *plan)
{
	const struct request *request = plan->request;
	if (!text_equal(request->dns.internal.value, "none") || !has_people_inside(request) ||
	        plan->hosts->list.count == 0)
		return;
	find_about(plan, "internal-dns-missing", "dns.internal", request->dns.internal.node,
	        plan->hosts->list.items[0]->name);
}

void find_dns(struct plan *plan)
{
	const struct request *request = plan->request;
	struct arena *scratch = arena_new();
	struct domain_maps maps = {
		.apex = map_of(scratch, &request->dns.apex_https),
		.catch_all = map_of(scratch, &request->dns.catch_all),
		.owners = external_owners(plan, scratch),
	};
	for (size_t i = 0; i < request->forest_count && request_publishes_autodiscover(request); i++) {
		const struct forest_answer *forest = &request->forests[i];
		for (size_t j = 0; j < forest->smtp_domains.count; j++)
			check_domain(plan, &maps, forest, j);
	}
	arena_free(scratch);
	for (size_t i = 0; i < request->forest_count; i++)
		check_published(plan, &request->forests[i]);
	SITES_EACH(request, site) {
		if (site_has_second_web_site(request, site))
			check_second_address(plan, site);
	}
	check_zones(plan);
	check_internal_dns(plan);
}

static bool needs_san(const struct plan *plan)
{
	const struct scenario_row *scenario = plan->request->certificates.scenario;
	if (text_equal(scenario->needs_from_ca, "san"))
		return true;
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (certificate->role == ROLE_PRIMARY && certificate->names.count > 1)
			return true;
	}
	return false;
}

void find_constraints(struct plan *plan)
{
	const struct request *request = plan->request;
	const struct scenario_row *scenario = request->certificates.scenario;
	if (!request->constraints.ca_supports_san && needs_san(plan))
		find_about(plan, "ca-lacks-san", scenario->id, request->constraints.ca_node, NULL);
	if (!request->constraints.ca_supports_wildcard &&
	        text_equal(scenario->needs_from_ca, "wildcard"))
		find_about(plan, "ca-lacks-wildcard", scenario->id, request->constraints.ca_node,
		        NULL);
	long limit = request->constraints.public_addresses.value;
	long needed = (long)plan_summarize(plan).public_addresses;
	if (limit > 0 && needed > limit)
		find_about(plan, "addresses-exceed-limit", arena_printf(plan->arena, "%ld", needed),
		        request->constraints.public_addresses.node,
		        arena_printf(plan->arena, "%ld", limit));
}
