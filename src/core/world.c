/* core/world.c */
#include "world.h"

#include <string.h>

#include "base/text.h"
#include "core/name.h"
#include "part.h"

/* Longer chains of aliases are loops. */
#define MAX_ALIASES 8

struct plan_name *shown_name(const struct shown *shown, const char *host)
{
	const char *parent = name_parent(host);
	struct plan_name *name = map_get(shown->names, host);
	if (name || !parent || !shown->by_parent)
		return name;
	return map_get(shown->by_parent, parent);
}

bool shown_twice(const struct shown *shown, const char *host)
{
	const char *parent = name_parent(host);
	return shown->by_parent && parent && map_get(shown->by_parent, parent) &&
	        map_get(shown->names, host);
}

static struct shown *shown_make(struct arena *arena, struct plan_certificate *certificate)
{
	struct shown *shown = arena_alloc(arena, sizeof(*shown));
	shown->certificate = certificate;
	shown->names = map_make(arena);
	LIST_EACH(struct plan_name, name, certificate->names) {
		map_put(shown->names, name->name, name);
		if (!name_wildcard_counts(name->name))
			continue;
		shown->by_parent = shown->by_parent ? shown->by_parent : map_make(arena);
		map_put(shown->by_parent, name_parent(name->name), name);
	}
	return shown;
}

static void add_certificates(struct world *world)
{
	LIST_EACH(struct plan_certificate, certificate, world->plan->certificates) {
		struct shown *shown = shown_make(world->arena, certificate);
		shown->good = arena_printf(world->plan->arena,
		        "Certificate %s names the host and is trusted.", certificate->common_name);
		shown->wrong_name = arena_printf(world->plan->arena,
		        "Certificate %s does not name the host.", certificate->common_name);
		shown->untrusted = arena_printf(world->plan->arena,
		        "Certificate %s is not trusted here.", certificate->common_name);
		LIST_PUSH(world->arena, &world->certificates, shown);
	}
}

static struct shown *shown_by(const struct world *world, const struct server_answer *server,
        const char *web_site)
{
	const struct plan_certificate *certificate =
	        plan_certificate_of(world->plan, server, web_site);
	LIST_EACH(struct shown *, shown, world->certificates) {
		if (certificate && (*shown)->certificate == certificate)
			return *shown;
	}
	return NULL;
}

static void add_address(struct world *world, enum view view, const char *address,
        struct place *place)
{
	struct place_list *places = map_get(world->by_address[view], address);
	if (!places) {
		places = arena_alloc(world->arena, sizeof(*places));
		map_put(world->by_address[view], address, places);
	}
	LIST_PUSH(world->arena, places, place);
}

/* A server by its own name is a web site of one server. */
static void add_server(struct world *world, const struct plan_web_site *web_site,
        const struct server_answer *server, struct shown *shown)
{
	struct place *place = arena_alloc(world->arena, sizeof(*place));
	place->web_site = web_site;
	place->server = server;
	LIST_PUSH(world->arena, &place->certificates, shown);
	map_put(world->servers, server->fqdn, place);
}

/* Servers of one site mostly share a certificate. */
static bool place_shows(const struct place *place, const struct shown *shown)
{
	LIST_EACH(struct shown *, known, place->certificates) {
		if (*known == shown)
			return true;
	}
	return false;
}

/* "mail.contoso.com" of "https://mail.contoso.com/autodiscover/autodiscover.xml" */
static const char *host_of_url(const char *url, struct arena *arena)
{
	const char *slashes = strstr(url, "//");
	const char *host = slashes ? slashes + 2 : url;
	return arena_strndup(arena, host, strcspn(host, "/"));
}

static void add_place(struct world *world, const struct plan_web_site *web_site)
{
	struct place *place = arena_alloc(world->arena, sizeof(*place));
	place->web_site = web_site;
	if (web_site->redirect_to)
		place->redirect_host = host_of_url(web_site->redirect_to, world->plan->arena);
	LIST_EACH(const struct server_answer, server, web_site->site->servers) {
		struct shown *shown = shown_by(world, server, web_site->name);
		if (!shown)
			continue;
		if (!place_shows(place, shown))
			LIST_PUSH(world->arena, &place->certificates, shown);
		if (text_equal(web_site->name, DEFAULT_WEB_SITE))
			add_server(world, web_site, server, shown);
	}
	LIST_PUSH(world->arena, &world->places, place);
	LIST_EACH(const char *, outside, web_site->external_addresses)
		add_address(world, VIEW_EXTERNAL, *outside, place);
	LIST_EACH(const char *, inside, web_site->internal_addresses)
		add_address(world, VIEW_INTERNAL, *inside, place);
}

static void add_records(struct world *world)
{
	LIST_EACH(struct plan_record, record, world->plan->records) {
		struct map *owners = world->by_owner[record->view];
		struct record_refs *refs = map_get(owners, record->owner);
		if (!refs) {
			refs = arena_alloc(world->arena, sizeof(*refs));
			map_put(owners, record->owner, refs);
		}
		LIST_PUSH(world->arena, refs, record);
		if (record->view == VIEW_INTERNAL)
			map_put(world->inside_zones, record->zone, record);
	}
}

static void add_surroundings(struct world *world)
{
	const struct request *request = world->plan->request;
	SITES_EACH(request, site)
		map_put(world->inside_zones, site->ad_domain.value, world->plan);
	for (size_t i = 0; i < request->forest_count; i++)
		map_put(world->inside_zones, request->forests[i].ad_domain.value, world->plan);
	LIST_EACH(const struct text_answer, zone, request->dns.existing_internal_zones)
		map_put(world->inside_zones, zone->value, world->plan);
	LIST_EACH(const struct text_answer, domain, request->dns.catch_all)
		map_put(world->catch_all, domain->value, world->plan);
	LIST_EACH(const struct text_answer, bare, request->dns.apex_https)
		map_put(world->apex_https, bare->value, world->plan);
}

struct world world_make(struct plan *plan, struct arena *arena)
{
	struct world world = {
		.plan = plan,
		.arena = arena,
		.by_address = { map_make(arena), map_make(arena) },
		.by_owner = { map_make(arena), map_make(arena) },
		.servers = map_make(arena),
		.inside_zones = map_make(arena),
		.catch_all = map_make(arena),
		.apex_https = map_make(arena),
		.reached = { map_make(arena), map_make(arena) },
		.steps = map_make(arena),
	};
	add_certificates(&world);
	LIST_EACH(const struct plan_web_site, web_site, plan->web_sites)
		add_place(&world, web_site);
	add_records(&world);
	add_surroundings(&world);
	LIST_EACH(struct plan_step, step, plan->steps)
		map_put(world.steps, step->id, step);
	return world;
}

/* Is the name in a zone of the map, or below one? */
static bool is_within_any(const struct map *zones, const char *name)
{
	for (const char *tail = name; tail; tail = name_parent(tail)) {
		if (map_get(zones, tail))
			return true;
	}
	return false;
}

static bool is_answered_inside(const struct world *world, enum view view, const char *name)
{
	return view == VIEW_INTERNAL && is_within_any(world->inside_zones, name);
}

/* An alias inside may lead to a name that only the outside knows. */
static enum view view_of(const struct world *world, enum view view, const char *name)
{
	return is_answered_inside(world, view, name) ? VIEW_INTERNAL : VIEW_EXTERNAL;
}

/* Several addresses may lead to one web site. */
static void reach_add(const struct world *world, struct reach *reach, struct place *place)
{
	LIST_EACH(struct place *, known, reach->places) {
		if (*known == place)
			return;
	}
	LIST_PUSH(world->arena, &reach->places, place);
}

static void look(const struct world *world, enum view view, const char *name, int aliases,
        struct reach *reach)
{
	const struct record_refs *refs = map_get(world->by_owner[view], name);
	for (size_t i = 0; refs && i < refs->count; i++) {
		struct plan_record *record = refs->items[i];
		if (record->type == RECORD_SRV)
			continue;
		LIST_PUSH(world->arena, &reach->records, record);
		if (record->type == RECORD_CNAME) {
			if (aliases > 0)
				look(world, view_of(world, view, record->data), record->data,
				        aliases - 1, reach);
			continue;
		}
		const struct place_list *places = map_get(world->by_address[view], record->data);
		for (size_t j = 0; places && j < places->count; j++)
			reach_add(world, reach, places->items[j]);
	}
}

struct reach world_look(const struct world *world, enum view view, const char *name)
{
	struct reach reach = { 0 };
	look(world, view, name, MAX_ALIASES, &reach);
	return reach;
}

static struct reach reach_make(const struct world *world, enum view view, const char *name)
{
	struct place *server = view == VIEW_INTERNAL ? map_get(world->servers, name) : NULL;
	const char *parent = name_parent(name);
	if (server) {
		struct reach direct = { 0 };
		LIST_PUSH(world->arena, &direct.places, server);
		return direct;
	}
	enum view asked = view_of(world, view, name);
	struct reach reach = world_look(world, asked, name);
	if (asked == VIEW_EXTERNAL && reach.records.count == 0 && parent &&
	        is_within_any(world->catch_all, parent))
		reach.foreign = true;
	return reach;
}

/* Clients ask for the same few names again and again. */
struct arrival *world_arrive(const struct world *world, enum view view, const char *name)
{
	struct arrival *arrival = map_get(world->reached[view], name);
	if (!arrival) {
		arrival = arena_alloc(world->arena, sizeof(*arrival));
		arrival->reach = reach_make(world, view, name);
		/* The name may be gone before the world is. */
		map_put(world->reached[view], arena_strdup(world->arena, name), arrival);
	}
	return arrival;
}

struct reach world_reach(const struct world *world, enum view view, const char *name)
{
	return world_arrive(world, view, name)->reach;
}

struct reach world_reach_without(const struct world *world, enum view view, const char *name,
        const struct plan_record *gone)
{
	struct reach reach = world_reach(world, view, name);
	const char *parent = name_parent(name);
	LIST_EACH(struct plan_record *, record, reach.records) {
		if ((*record)->view != gone->view || !text_equal((*record)->owner, gone->owner))
			continue;
		bool caught = gone->view == VIEW_EXTERNAL && text_equal(gone->owner, name) &&
		        parent && is_within_any(world->catch_all, parent);
		return (struct reach){ .foreign = caught };
	}
	return reach;
}

bool reach_is_empty(const struct reach *reach)
{
	return reach->places.count == 0 && !reach->foreign;
}

struct plan_record *world_srv(const struct world *world, enum view view, const char *owner)
{
	const struct record_refs *refs =
	        map_get(world->by_owner[view_of(world, view, owner)], owner);
	for (size_t i = 0; refs && i < refs->count; i++) {
		if (refs->items[i]->type == RECORD_SRV)
			return refs->items[i];
	}
	return NULL;
}
