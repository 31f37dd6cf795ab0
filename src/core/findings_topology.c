/* core/findings_topology.c: does the organization have the shape it names (CONTRACT section 3)? */
#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "findings.h"
#include "hosts.h"
#include "part.h"

/* Where nothing is reached from outside, sites count as if they were Internet-facing. */
static bool counts_as_facing(const struct request *request, const struct site_answer *site)
{
	if (site->internet_facing.value)
		return true;
	return forest_facing_count(site_forest(request, site)) == 0 && !request_has_outside(request);
}

/* What does not have the shape, and the answers that are at fault. */
struct breaches {
	struct text_list list;
	struct from from;
};

static void breach(struct plan *plan, struct breaches *breaches, const char *text)
{
	if (!texts_have(texts_of(&breaches->list), text))
		LIST_PUSH(plan->arena, &breaches->list, text);
}

static bool within(long value, long min, long max)
{
	return value >= min && (max == 0 || value <= max);
}

static void check_counts(struct plan *plan, const struct forest_answer *forest,
        struct breaches *breaches)
{
	const struct topology_row *topology = plan->request->topology;
	long facing = 0, sites = (long)forest->site_count;
	for (size_t i = 0; i < forest->site_count; i++)
		facing += counts_as_facing(plan->request, &forest->sites[i]);
	if (facing == 0)
		breach(plan, breaches, arena_printf(plan->arena,
		        "forest %s has no Internet-facing site", forest->name.value));
	if (!within(sites, topology->min_sites, topology->max_sites))
		breach(plan, breaches, arena_printf(plan->arena, "forest %s has %ld site%s",
		        forest->name.value, sites, sites == 1 ? "" : "s"));
	if (!within(facing, topology->min_facing, topology->max_facing))
		breach(plan, breaches, arena_printf(plan->arena,
		        "forest %s has %ld Internet-facing site%s", forest->name.value, facing,
		        facing == 1 ? "" : "s"));
	if (sites - facing < topology->min_hidden)
		breach(plan, breaches, arena_printf(plan->arena,
		        "forest %s has no site behind the Internet-facing one",
		        forest->name.value));
}

/* Sites without a namespace (nothing is outside) fit either way. */
static void check_namespaces(struct plan *plan, const struct forest_answer *forest,
        struct breaches *breaches)
{
	const char *wanted = plan->request->topology->namespaces;
	const struct site_answer *first = NULL;
	struct map *seen = map_make(plan->arena);
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct site_answer *site = &forest->sites[i];
		if (!counts_as_facing(plan->request, site) || !site->namespace.value)
			continue;
		first = first ? first : site;
		const char *name = site->namespace.value;
		bool differs = text_equal(wanted, "same") && !text_equal(first->namespace.value, name);
		bool repeats = text_equal(wanted, "distinct") && map_get(seen, name);
		if (differs)
			breach(plan, breaches, arena_printf(plan->arena, "%s and %s differ",
			        first->namespace.value, name));
		if (repeats)
			breach(plan, breaches, arena_printf(plan->arena,
			        "several sites have the namespace %s", name));
		if (differs || repeats)
			from_add(plan->arena, &breaches->from, site->namespace.node);
		map_put(seen, site->namespace.value, plan);
	}
}

static void check_shared(struct plan *plan, struct map *owners, const struct text_answer *answer,
        const struct forest_answer *forest, struct breaches *breaches)
{
	const char *name = answer->value, *owner = map_get(owners, name);
	if (!owner) {
		map_put(owners, name, arena_strdup(plan->arena, forest->name.value));
		return;
	}
	if (text_equal(owner, forest->name.value))
		return;
	breach(plan, breaches, arena_printf(plan->arena, "forests %s and %s share %s", owner,
	        forest->name.value, name));
	from_add(plan->arena, &breaches->from, answer->node);
}

static void check_between_forests(struct plan *plan, struct breaches *breaches)
{
	const struct request *request = plan->request;
	struct map *namespaces = map_make(plan->arena), *domains = map_make(plan->arena);
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		for (size_t j = 0; j < forest->site_count; j++) {
			if (forest->sites[j].namespace.value)
				check_shared(plan, namespaces, &forest->sites[j].namespace, forest,
				        breaches);
		}
		LIST_EACH(const struct text_answer, domain, forest->smtp_domains)
			check_shared(plan, domains, domain, forest, breaches);
	}
}

static void check_shape(struct plan *plan)
{
	const struct request *request = plan->request;
	const struct topology_row *topology = request->topology;
	struct breaches breaches = { 0 };
	if (!within((long)request->forest_count, topology->min_forests, topology->max_forests))
		breach(plan, &breaches, arena_printf(plan->arena, "there %s %zu forest%s",
		        request->forest_count == 1 ? "is" : "are", request->forest_count,
		        request->forest_count == 1 ? "" : "s"));
	for (size_t i = 0; i < request->forest_count; i++) {
		check_counts(plan, &request->forests[i], &breaches);
		check_namespaces(plan, &request->forests[i], &breaches);
	}
	if (topology->distinct_forests)
		check_between_forests(plan, &breaches);
	from_add(plan->arena, &breaches.from, request->topology_node);
	if (breaches.list.count > 0)
		plan_find(plan, "topology-mismatch", WEIGHT_FULL, topology->id, &breaches.from,
		        arena_printf(plan->arena, "%s: %s", topology->shape,
		                texts_join(plan->arena, texts_of(&breaches.list), "; ")));
}

static void check_proxied(struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		if (!site_is_proxied(plan->request, site))
			continue;
		const char *subject = site_subject(plan->request, site, plan->arena);
		find_about(plan, "proxy-site-users", subject, site->mailbox_users.node,
		        arena_printf(plan->arena, "%ld", site->mailbox_users.value));
		if (request_has(plan->request, "no-sharepoint-through-proxy"))
			find_about(plan, "proxy-no-sharepoint", subject, site->internet_facing.node,
			        NULL);
	}
}

static void check_shared_namespace(struct plan *plan)
{
	const struct request *request = plan->request;
	if (!request_shares_namespace(request))
		return;
	if (request_has(request, "multi-site-discouraged"))
		find_about(plan, "topology-not-recommended", request->topology->id,
		        request->topology_node, NULL);
	if (request_has(request, "no-sharepoint-through-proxy"))
		find_about(plan, "proxy-no-sharepoint", request->topology->id,
		        request->topology_node, NULL);
}

/* The plan clears the external URL where the topology says that sites share a namespace (U1). */
static void check_cross_site(struct plan *plan)
{
	const struct request *request = plan->request;
	int activesync = service_find(request->know, "activesync");
	bool cleared = request_shares_namespace(request);
	if (!request_has(request, "activesync-cross-site-fails") ||
	        !service_is_external(request, activesync))
		return;
	SITES_EACH(request, site) {
		const struct forest_answer *forest = site_forest(request, site);
		bool several = cleared && forest_facing_count(forest) > 1;
		if (several || hosts_lead_elsewhere(plan, site, activesync))
			find_about(plan, "activesync-cross-site", forest->name.value,
			        request->topology_node, cleared ?
			                "The plan clears the external URL, so that the request is "
			                "proxied, and phones must be set up by hand." :
			                "Sites of this forest share a host.");
	}
}

void find_topology(struct plan *plan)
{
	check_shape(plan);
	check_proxied(plan);
	check_shared_namespace(plan);
	check_cross_site(plan);
	SITES_EACH(plan->request, site) {
		if (site->perimeter.value)
			find_about(plan, "perimeter-network-unsupported",
			        site_subject(plan->request, site, plan->arena),
			        site->perimeter.node, NULL);
	}
	for (size_t i = 0; i < plan->request->forest_count; i++) {
		const struct forest_answer *forest = &plan->request->forests[i];
		if (forest_facing_count(forest) == 0 && !request_has_outside(plan->request))
			find_about(plan, "no-outside-access", forest->name.value, forest->node,
			        NULL);
	}
}
