/* core/plan_record.c: DNS records in both views (D1, D2, D4), and those that must not exist (D3). */
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "hosts.h"
#include "part.h"

/* What the zones of a view are called. */
struct zones {
	struct plan *plan;
	struct arena *scratch; /* of the maps and their keys */
	struct map *mail;     /* mail domains of all forests */
	struct map *inside;   /* the same, and the AD domains: zones that names inside belong to */
	struct map *existing; /* zones that the inside serves already */
	struct map *records;  /* owner, type and data of what is there already, by view */
};

static struct zones zones_make(struct plan *plan, struct arena *scratch)
{
	const struct request *request = plan->request;
	struct zones zones = {
		.plan = plan,
		.scratch = scratch,
		.mail = map_make(scratch),
		.inside = map_make(scratch),
		.existing = map_make(scratch),
		.records = map_make(scratch),
	};
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		LIST_EACH(const struct text_answer, domain, forest->smtp_domains) {
			map_put(zones.mail, domain->value, plan);
			map_put(zones.inside, domain->value, plan);
		}
		map_put(zones.inside, forest->ad_domain.value, plan);
		map_put(zones.existing, forest->ad_domain.value, plan);
	}
	SITES_EACH(request, site) {
		map_put(zones.inside, site->ad_domain.value, plan);
		map_put(zones.existing, site->ad_domain.value, plan);
	}
	LIST_EACH(const struct text_answer, zone, request->dns.existing_internal_zones)
		map_put(zones.existing, zone->value, plan);
	return zones;
}

static const char *last_labels(const char *name, int count)
{
	const char *start = name + strlen(name);
	while (start > name && (start[-1] != '.' || --count > 0))
		start--;
	return start;
}

/* The longest of the known domains that contains the name, else what somebody can register, else
 * the last two labels. */
static const char *zone_among(const struct zones *zones, const struct map *known, const char *name)
{
	for (const char *tail = name; tail; tail = name_parent(tail)) {
		if (map_get(known, tail))
			return tail;
	}
	const char *registrable = name_registrable(zones->plan->know, name);
	return registrable ? registrable : last_labels(name, 2);
}

static bool is_pinpoint(const struct plan *plan)
{
	return text_equal(plan->request->dns.internal.value, "pinpoint");
}

static void set_zone(const struct zones *zones, struct plan_record *record)
{
	if (record->view == VIEW_EXTERNAL) {
		record->zone = zone_among(zones, zones->mail, record->owner);
		return;
	}
	record->zone = is_pinpoint(zones->plan) ?
	        record->owner : zone_among(zones, zones->inside, record->owner);
	record->zone_is_new = !map_get(zones->existing, record->zone);
}

/* The same record is not said twice. */
static bool is_known(struct zones *zones, const struct plan_record *record)
{
	const char *key = arena_printf(zones->scratch, "%d %s %d %s", (int)record->view,
	        record->owner, (int)record->type, record->data);
	if (map_get(zones->records, key))
		return true;
	map_put(zones->records, key, zones);
	return false;
}

static void record_add(struct zones *zones, const struct plan_record *draft)
{
	struct plan *plan = zones->plan;
	if (is_known(zones, draft))
		return;
	struct plan_record *record = LIST_ADD(plan->arena, &plan->records);
	*record = *draft;
	record->ttl = plan->request->dns.ttl.value;
	from_add(plan->arena, &record->from, plan->request->dns.ttl.node);
	set_zone(zones, record);
}

static void record_addresses(struct zones *zones, const struct plan_record *draft,
        const struct text_answers *addresses)
{
	LIST_EACH(const struct text_answer, address, *addresses) {
		struct plan_record record = *draft;
		record.type = address_is_v6(address->value) ? RECORD_AAAA : RECORD_A;
		record.data = address->value;
		record.from = (struct from){ 0 };
		for (size_t i = 0; i < draft->from.count; i++)
			from_add(zones->plan->arena, &record.from, draft->from.items[i]);
		from_add(zones->plan->arena, &record.from, address->node);
		record_add(zones, &record);
	}
}

static const struct text_answers *addresses_of(const struct site_answer *site, enum view view,
        bool second)
{
	if (view == VIEW_EXTERNAL)
		return second ? &site->autodiscover_external_addresses : &site->external_addresses;
	return second ? &site->autodiscover_internal_addresses : &site->internal_addresses;
}

/* Inside, only clients that cannot ask the directory depend on an Autodiscover record. */
static const char *discovery_necessity(const struct request *request, enum view view)
{
	if (view == VIEW_EXTERNAL || request->clients.inside_unjoined.value)
		return "required";
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		if ((*client)->is_phone)
			return "required";
	}
	return "recommended";
}

static void record_alias(struct zones *zones, const struct plan_record *draft, const char *target)
{
	struct plan_record record = *draft;
	record.type = RECORD_CNAME;
	record.data = target;
	from_add(zones->plan->arena, &record.from,
	        zones->plan->request->dns.autodiscover_cname.node);
	record_add(zones, &record);
}

/* autodiscover.<domain> as a name of the Autodiscover site. No alias at a zone's apex, and none that
 * points at itself. */
static void record_discovery_host(struct zones *zones, const struct plan_record *draft,
        const struct site_answer *site)
{
	bool apex = draft->view == VIEW_INTERNAL && is_pinpoint(zones->plan);
	if (zones->plan->request->dns.autodiscover_cname.value && !apex &&
	        !text_equal(draft->owner, site->namespace.value))
		record_alias(zones, draft, site->namespace.value);
	else
		record_addresses(zones, draft, addresses_of(site, draft->view, false));
}

static void record_discovery_redirect(struct zones *zones, const struct plan_record *draft,
        const struct forest_answer *forest, size_t index)
{
	bool apex = draft->view == VIEW_INTERNAL && is_pinpoint(zones->plan);
	const struct text_answers *addresses =
	        addresses_of(forest->autodiscover_site, draft->view, true);
	if (index > 0 && zones->plan->request->dns.autodiscover_cname.value && !apex &&
	        addresses->count > 0)
		record_alias(zones, draft, autodiscover_host(zones->plan->arena,
		        forest->smtp_domains.items[0].value));
	else
		record_addresses(zones, draft, addresses);
}

static void record_discovery_srv(struct zones *zones, const struct plan_record *draft,
        const struct forest_answer *forest, const char *domain)
{
	const struct request *request = zones->plan->request;
	struct arena *arena = zones->plan->arena;
	if (draft->view == VIEW_EXTERNAL && !request->dns.srv_supported.value)
		return;
	struct plan_record record = *draft;
	const char *target = forest_srv_target(request, forest, arena);
	record.owner = arena_printf(arena, "_autodiscover._tcp.%s", domain);
	record.type = RECORD_SRV;
	record.data = arena_printf(arena, "0 0 443 %s", target);
	from_add(arena, &record.from, request->dns.srv_supported.node);
	from_add(arena, &record.from, forest->autodiscover_site->namespace.node);
	record_add(zones, &record);
}

static void record_discovery(struct zones *zones, enum view view,
        const struct forest_answer *forest, size_t index)
{
	struct arena *arena = zones->plan->arena;
	const struct request *request = zones->plan->request;
	const struct text_answer *domain = &forest->smtp_domains.items[index];
	struct plan_record draft = {
		.view = view,
		.owner = autodiscover_host(arena, domain->value),
		.necessity = discovery_necessity(request, view),
		.reason = arena_printf(arena, "Autodiscover for %s", domain->value),
	};
	from_add(arena, &draft.from, domain->node);
	from_add(arena, &draft.from, request->certificates.scenario_node);
	switch (forest_discovery(request, forest, index)) {
	case DISCOVERY_NONE:
		break;
	case DISCOVERY_HOST:
		record_discovery_host(zones, &draft, forest->autodiscover_site);
		break;
	case DISCOVERY_SECOND:
		record_addresses(zones, &draft,
		        addresses_of(forest->autodiscover_site, view, true));
		break;
	case DISCOVERY_REDIRECT:
		record_discovery_redirect(zones, &draft, forest, index);
		break;
	case DISCOVERY_SRV:
		record_discovery_srv(zones, &draft, forest, domain->value);
		break;
	}
}

static void record_host(struct zones *zones, enum view view, const struct host *host)
{
	struct arena *arena = zones->plan->arena;
	static const char *const reasons[] = {
		[HOST_AUTODISCOVER] = "Autodiscover",
		[HOST_EXTERNAL] = "name that clients connect to, site",
		[HOST_INTERNAL] = "name that clients inside connect to, site",
		[HOST_SCP] = "name in the service connection point, site",
	};
	LIST_EACH(const struct site_answer *, site, host->sites) {
		struct plan_record draft = {
			.view = view,
			.owner = host->name,
			.necessity = "required",
			.reason = arena_printf(arena, "%s %s", reasons[host->role],
			        (*site)->name.value),
			.from = host->from,
		};
		record_addresses(zones, &draft, addresses_of(*site, view, false));
	}
}

/* The older servers are not in the plan; where they are, the answers may say. */
static void record_legacy(struct zones *zones, enum view view, const struct site_answer *site)
{
	struct arena *arena = zones->plan->arena;
	if (!site->legacy.host.value)
		return;
	struct plan_record draft = {
		.view = view,
		.owner = site->legacy.host.value,
		.necessity = "required",
		.reason = arena_printf(arena, "older servers beside this version, site %s",
		        site->name.value),
	};
	from_add(arena, &draft.from, site->legacy.host.node);
	from_add(arena, &draft.from, zones->plan->request->coexistence.node);
	record_addresses(zones, &draft, view == VIEW_EXTERNAL ?
	                &site->legacy.external_addresses : &site->legacy.internal_addresses);
}

/* A host that is an Autodiscover name too has its record from there. */
static void record_view(struct zones *zones, enum view view)
{
	const struct request *request = zones->plan->request;
	LIST_EACH(struct host *, host, zones->plan->hosts->list) {
		if ((*host)->role == HOST_EXTERNAL ||
		        (view == VIEW_INTERNAL && (*host)->role != HOST_AUTODISCOVER))
			record_host(zones, view, *host);
	}
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		for (size_t j = 0; j < forest->smtp_domains.count; j++)
			record_discovery(zones, view, forest, j);
	}
	SITES_EACH(request, site)
		record_legacy(zones, view, site);
}

static struct forbidden_record *forbid(struct plan *plan, enum view view, const char *owner,
        const char *reason, const char *const *types, size_t type_count, const struct node *node)
{
	struct forbidden_record *forbidden = LIST_ADD(plan->arena, &plan->forbidden);
	forbidden->view = view;
	forbidden->owner = owner;
	forbidden->reason = reason;
	for (size_t i = 0; i < type_count; i++)
		LIST_PUSH(plan->arena, &forbidden->types, types[i]);
	from_add(plan->arena, &forbidden->from, node);
	from_add(plan->arena, &forbidden->from, plan->request->certificates.scenario_node);
	return forbidden;
}

/* D3. */
static void forbid_domain(struct plan *plan, enum view view, const struct forest_answer *forest,
        size_t index)
{
	static const char *const any_address[] = { "A", "AAAA", "CNAME" };
	static const char *const https[] = { "HTTPS" };
	const struct text_answer *domain = &forest->smtp_domains.items[index];
	const char *owner = autodiscover_host(plan->arena, domain->value);
	enum discovery discovery = forest_discovery(plan->request, forest, index);
	if (discovery == DISCOVERY_SRV) {
		const char *reason = "clients would find it before the SRV record, and meet a "
		                     "certificate that does not name it";
		forbid(plan, view, owner, reason, any_address, COUNT_OF(any_address), domain->node);
		forbid(plan, view, arena_printf(plan->arena, "*.%s", domain->value),
		        "a catch-all record answers for the Autodiscover name too", any_address,
		        COUNT_OF(any_address), domain->node);
	}
	if (discovery == DISCOVERY_REDIRECT)
		forbid(plan, view, owner,
		        "port 443 on its address must stay closed, or clients meet a certificate "
		        "that does not name it before they try the redirect",
		        https, COUNT_OF(https), domain->node)->is_port = true;
}

void plan_add_records(struct plan *plan)
{
	const struct request *request = plan->request;
	bool inside = !text_equal(request->dns.internal.value, "none");
	struct arena *scratch = arena_new();
	struct zones zones = zones_make(plan, scratch);
	LIST_RESERVE(plan->arena, &plan->records, 2 * plan->hosts->list.count);
	record_view(&zones, VIEW_EXTERNAL);
	if (inside)
		record_view(&zones, VIEW_INTERNAL);
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		for (size_t j = 0; j < forest->smtp_domains.count; j++) {
			forbid_domain(plan, VIEW_EXTERNAL, forest, j);
			if (inside)
				forbid_domain(plan, VIEW_INTERNAL, forest, j);
		}
	}	arena_free(scratch);
}
