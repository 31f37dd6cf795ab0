/*
 * core/findings_cover.c: is every host that the plan hands out named by the certificate that answers
 * for it (rules name-not-covered and wildcard-not-covering)?
 */
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "findings.h"
#include "hosts.h"
#include "part.h"
#include "world.h"

/* A host and who hands it out. */
struct claim {
	const char *host;
	enum view view;
	const struct plan_web_site *named_by; /* judged where the host reaches nothing */
	const struct from *from;
};

/* Some wildcard of the plan covers the host, only not the one it reaches. */
static bool is_covered_elsewhere(const struct world *world, const char *host)
{
	LIST_EACH(struct shown *, shown, world->certificates) {
		if (shown_name(*shown, host))
			return true;
	}
	return false;
}

/* What left the name off comes first: it is the answer to be changed. */
static struct from from_exclusion(const struct plan *plan, const struct claim *claim)
{
	struct from from = { 0 };
	LIST_EACH(const struct text_answer, entry, plan->request->certificates.exclude_names) {
		if (text_equal(entry->value, claim->host))
			from_add(plan->arena, &from, entry->node);
	}
	for (size_t i = 0; claim->from && i < claim->from->count; i++)
		from_add(plan->arena, &from, claim->from->items[i]);
	return from;
}

static void judge_certificate(const struct world *world, const struct claim *claim,
        const struct shown *shown)
{
	struct plan *plan = world->plan;
	bool self_signed = text_equal(shown->certificate->issuer->id, "self-signed");
	if (shown_name(shown, claim->host) || (self_signed && claim->view == VIEW_EXTERNAL))
		return;
	bool by_wildcards = text_equal(plan->request->certificates.scenario->names, "wildcards") &&
	        shown->certificate->role == ROLE_PRIMARY &&
	        !is_covered_elsewhere(world, claim->host);
	struct from from = from_exclusion(plan, claim);
	plan_find(plan, by_wildcards ? "wildcard-not-covering" : "name-not-covered", WEIGHT_FULL,
	        arena_strdup(plan->arena, claim->host), &from, shown->certificate->common_name);
}

static void judge_place(const struct world *world, const struct claim *claim,
        const struct place *place)
{
	if (!place->web_site->https)
		return;
	LIST_EACH(struct shown *, shown, place->certificates)
		judge_certificate(world, claim, *shown);
}

static void judge(const struct world *world, const struct claim *claim)
{
	struct place *server =
	        claim->view == VIEW_INTERNAL ? map_get(world->servers, claim->host) : NULL;
	if (server) {
		judge_place(world, claim, server);
		return;
	}
	struct reach reach = world_reach(world, claim->view, claim->host);
	LIST_EACH(struct place *, reached, reach.places)
		judge_place(world, claim, *reached);
	if (reach.places.count > 0)
		return;
	LIST_EACH(struct place *, place, world->places) {
		if ((*place)->web_site == claim->named_by)
			judge_place(world, claim, *place);
	}
}

static const struct plan_web_site *web_site_of(const struct plan *plan,
        const struct site_answer *site, const char *name)
{
	LIST_EACH(const struct plan_web_site, web_site, plan->web_sites) {
		if (web_site->site == site && text_equal(web_site->name, name))
			return web_site;
	}
	return NULL;
}

static void judge_host(const struct world *world, const char *host, enum view view,
        const struct site_answer *site, const char *web_site, const struct from *from)
{
	struct claim claim = {
		.host = host,
		.view = view,
		.named_by = web_site_of(world->plan, site, web_site),
		.from = from,
	};
	judge(world, &claim);
}

static void judge_urls(const struct world *world)
{
	const struct plan *plan = world->plan;
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces)
		judge_host(world, namespace->host, VIEW_EXTERNAL, namespace->site, DEFAULT_WEB_SITE,
		        &namespace->from);
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (url->people_host)
			judge_host(world, url->people_host, VIEW_INTERNAL, url->site,
			        DEFAULT_WEB_SITE, &url->from);
	}
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		judge_host(world, scp->host, VIEW_INTERNAL, scp->site, DEFAULT_WEB_SITE, &scp->from);
}

/* Autodiscover names that are asked over HTTPS, and targets of SRV records. */
static void judge_discovery(const struct world *world, const struct forest_answer *forest,
        size_t index)
{
	struct arena *arena = world->arena;
	enum discovery discovery = forest_discovery(world->plan->request, forest, index);
	bool second = world->plan->request->certificates.scenario->second_certificate;
	const char *web_site = second ? AUTODISCOVER_WEB_SITE : DEFAULT_WEB_SITE;
	const char *host = autodiscover_host(arena, forest->smtp_domains.items[index].value);
	if (discovery == DISCOVERY_SRV)
		host = second ? autodiscover_host(arena, forest->smtp_domains.items[0].value) :
		                forest->autodiscover_site->namespace.value;
	else if (discovery != DISCOVERY_HOST && discovery != DISCOVERY_SECOND)
		return;
	struct from from = { 0 };
	from_add(arena, &from, forest->smtp_domains.items[index].node);
	for (enum view view = VIEW_EXTERNAL; view <= VIEW_INTERNAL; view++) {
		if (map_get(world->by_owner[view], host))
			judge_host(world, host, view, forest->autodiscover_site, web_site, &from);
	}
}

static bool reach_has(const struct reach *reach, const char *web_site)
{
	LIST_EACH(struct place *, place, reach->places) {
		if (text_equal((*place)->web_site->name, web_site))
			return true;
	}
	return false;
}

/* Does the service connection point lead to no web site with HTTPS? */
static bool is_lost(const struct world *world, const struct plan_scp *scp)
{
	struct reach reach = world_reach(world, VIEW_INTERNAL, scp->host);
	LIST_EACH(struct place *, place, reach.places) {
		if (!(*place)->web_site->https)
			return true;
	}
	return reach.places.count == 0;
}

/* Joined computers ask the directory for Autodiscover, all others, and they in need, its name. */
static bool is_used_inside(const struct world *world, const struct host *host)
{
	const struct request *request = world->plan->request;
	bool joined = request->clients.inside_joined.value;
	if (request->clients.inside_unjoined.value || (joined && host->role != HOST_AUTODISCOVER))
		return true;
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		if ((*client)->is_phone && host->role == HOST_AUTODISCOVER)
			return true;
	}
	LIST_EACH(const struct plan_scp, scp, world->plan->scps) {
		if (joined && scp->site->forest == host->sites.items[0]->forest && is_lost(world, scp))
			return true;
	}
	return false;
}

/* Inside, a host has no record where its sites give no address (D2); and where the second web site has
 * the address of the first, the name leads to the first. */
static void judge_inside(const struct world *world, const struct host *host)
{
	struct plan *plan = world->plan;
	const struct site_answer *site = host->sites.items[0];
	bool second = host->role == HOST_AUTODISCOVER &&
	        site_has_second_web_site(plan->request, site);
	struct reach reach = world_reach(world, VIEW_INTERNAL, host->name);
	bool shared = second && reach_has(&reach, DEFAULT_WEB_SITE);
	if ((reach.places.count > 0 && !shared) || !is_used_inside(world, host))
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from, second ? site->autodiscover_internal_addresses.node
	                                    : site->internal_addresses.node);
	LIST_EACH(const struct node *, node, host->from)
		from_add(plan->arena, &from, *node);
	plan_find(plan, "internal-address-missing", WEIGHT_FULL, host->name, &from,
	        arena_printf(plan->arena, "site %s gives %s",
	                site_subject(plan->request, site, plan->arena),
	                shared ? "its second web site the address of the first" :
	                second ? "its second web site no address inside" : "no address inside"));
}

void find_uncovered(struct plan *plan)
{
	struct arena *scratch = arena_new();
	struct world world = world_make(plan, scratch);
	judge_urls(&world);
	for (size_t i = 0; i < plan->request->forest_count; i++) {
		for (size_t j = 0; j < plan->request->forests[i].smtp_domains.count; j++)
			judge_discovery(&world, &plan->request->forests[i], j);
	}
	bool inside = !text_equal(plan->request->dns.internal.value, "none");
	for (size_t i = 0; inside && i < plan->hosts->list.count; i++)
		judge_inside(&world, plan->hosts->list.items[i]);
	arena_free(scratch);
}
