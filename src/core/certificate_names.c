/* core/certificate_names.c */
#include "certificate_names.h"

#include <string.h>

#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "part.h"

/* X.520 ub-common-name; all names here are ASCII, so bytes are characters. */
#define COMMON_NAME_MAX 64

static bool is_public_ca(const struct issuer_row *issuer)
{
	return text_equal(issuer->id, "public-ca");
}

/* Once for each name, from however many certificates it is missing. */
static void omit(struct plan *plan, const struct plan_name *name, const char *reason)
{
	LIST_EACH(struct omitted_name, known, plan->omitted) {
		if (!text_equal(known->name, name->name))
			continue;
		for (size_t i = 0; i < name->from.count; i++)
			from_add(plan->arena, &known->from, name->from.items[i]);
		return;
	}
	LIST_PUSH(plan->arena, &plan->omitted,
	        ((struct omitted_name){ .name = name->name, .reason = reason,
	                .from = name->from }));
}

/* Leaves out what the person does not want on any certificate. */
static struct names without_excluded(struct plan *plan, const struct names *names)
{
	const struct text_answers *excluded = &plan->request->certificates.exclude_names;
	if (excluded->count == 0)
		return *names;
	struct map *nodes = map_make(plan->arena);
	LIST_EACH(const struct text_answer, entry, *excluded)
		map_put(nodes, entry->value, arena_grow(plan->arena, entry, sizeof(*entry), 1, 1));
	struct names kept;
	names_init(&kept, plan->arena);
	LIST_EACH(struct plan_name, name, names->list) {
		const struct text_answer *entry = map_get(nodes, name->name);
		if (entry) {
			from_add(plan->arena, &name->from, entry->node);
			omit(plan, name, "left out on purpose");
		} else {
			names_take(&kept, name);
		}
	}
	return kept;
}

/* Says what is wrong with a name, and tells why a CA would refuse it; NULL: it would not. */
static const char *refusal(struct plan *plan, const struct plan_name *name,
        const struct issuer_row *issuer)
{
	const char *reason = NULL;
	if (strchr(name->name, '_')) {
		plan_find(plan, "name-invalid", WEIGHT_FULL, name->name, &name->from, NULL);
		if (is_public_ca(issuer))
			reason = "an underscore is not allowed in a certificate";
	}
	if (is_public_ca(issuer) && !name_is_public(plan->know, name->name)) {
		plan_find(plan, "public-ca-internal-name", WEIGHT_FULL, name->name, &name->from,
		        NULL);
		if (plan->request->baseline == BASELINE_CURRENT)
			reason = "no public CA certifies an internal name";
	}
	if (name_is_wildcard(name->name) && name_is_public_suffix(name_parent(name->name))) {
		if (is_public_ca(issuer))
			plan_find(plan, "wildcard-public-suffix", WEIGHT_FULL, name->name,
			        &name->from, NULL);
		reason = "no CA certifies a wildcard of a public suffix";
	}
	return reason;
}

/* C9. The common name stays, so that the plan can be read. */
static struct names without_refused(struct plan *plan, const struct names *names,
        const struct issuer_row *issuer)
{
	struct names kept = { .arena = plan->arena };
	LIST_RESERVE(plan->arena, &kept.list, names->list.count);
	LIST_EACH(const struct plan_name, name, names->list) {
		const char *reason = refusal(plan, name, issuer);
		if (reason && kept.list.count > 0)
			omit(plan, name, reason);
		else
			LIST_PUSH(plan->arena, &kept.list, *name);
	}
	const struct plan_name *leader = &kept.list.items[0];
	if (strlen(leader->name) > COMMON_NAME_MAX)
		plan_find(plan, "common-name-too-long", WEIGHT_FULL, leader->name, &leader->from,
		        NULL);
	return kept;
}

static void want_external(struct plan *plan, struct names *names, const struct site_answer *site)
{
	struct site_host_list hosts = site_external_hosts(plan->request, site, plan->arena);
	LIST_EACH(const struct site_host, host, hosts) {
		const char *detail = host->service < 0 ? site->name.value :
		        plan->know->services.items[host->service].id;
		names_add(names, host->host, "service-host", detail, host->node);
	}
}

static void want_autodiscover(struct plan *plan, struct names *names,
        const struct site_answer *site)
{
	const struct forest_answer *forest = site_forest(plan->request, site);
	if (forest->autodiscover_site != site)
		return;
	for (size_t i = 0; i < forest->smtp_domains.count; i++) {
		const struct text_answer *domain = &forest->smtp_domains.items[i];
		if (forest_discovery(plan->request, forest, i) != DISCOVERY_NONE)
			names_add(names, autodiscover_host(plan->arena, domain->value),
			        "autodiscover", domain->value, domain->node);
	}
}

/* C1: internal and SCP hosts that this site answers for, and no other way. */
static void want_internal(struct names *names, const struct hosts *hosts,
        const struct site_answer *site)
{
	LIST_EACH(struct host *, host, hosts->list) {
		if (!host_is_of(*host, site))
			continue;
		if ((*host)->role == HOST_INTERNAL || (*host)->role == HOST_SCP)
			names_add(names, (*host)->name,
			        (*host)->role == HOST_SCP ? "scp-host" : "internal-host",
			        site->name.value, (*host)->from.items[0]);
	}
}

static void want_servers(struct plan *plan, struct names *names, const struct site_answer *site)
{
	if (!plan->request->certificates.server_names.value)
		return;
	LIST_EACH(const struct server_answer, server, site->servers) {
		names_add(names, server->fqdn, "server-fqdn", server->name, server->node);
		names_add(names, server->short_name, "server-short-name", server->name,
		        server->node);
	}
}

/* The older servers get the same certificate, or one like it. */
static void want_legacy(struct names *names, const struct site_answer *site)
{
	if (site->legacy.host.value)
		names_add(names, site->legacy.host.value, "service-host", "coexistence",
		        site->legacy.host.node);
}

/* The forest whose Autodiscover site gets a name that was asked for; NULL: there is none. */
static const struct forest_answer *forest_of_extra(const struct request *request, const char *name)
{
	const struct forest_answer *first = NULL;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		if (!forest->autodiscover_site)
			continue;
		first = first ? first : forest;
		LIST_EACH(const struct text_answer, domain, forest->smtp_domains) {
			if (name_within(name_is_wildcard(name) ? name_parent(name) : name,
			            domain->value))
				return forest;
		}
	}
	return first;
}

static void want_extra(struct plan *plan, struct names *names, const struct site_answer *site)
{
	LIST_EACH(const struct text_answer, extra, plan->request->certificates.extra_names) {
		const struct forest_answer *forest =
		        forest_of_extra(plan->request, extra->value);
		if (forest && forest->autodiscover_site == site)
			names_add(names, extra->value, "asked", "extra_names", extra->node);
	}
}

/* The names that C1 lists. */
static struct names planned_names(struct plan *plan, const struct site_list *sites,
        const struct site_answer *leader)
{
	struct names names;
	names_init(&names, plan->arena);
	names_add(&names, leader->namespace.value, "service-host", leader->name.value,
	        leader->namespace.node);
	LIST_EACH(const struct site_answer *, site, *sites)
		want_external(plan, &names, *site);
	LIST_EACH(const struct site_answer *, site, *sites) {
		want_autodiscover(plan, &names, *site);
		want_internal(&names, plan->hosts, *site);
		want_servers(plan, &names, *site);
		want_legacy(&names, *site);
		want_extra(plan, &names, *site);
	}
	return names;
}

/* C5: no wildcard of a public suffix. Says so where a public CA was to sign it. */
static struct names without_suffixes(struct plan *plan, const struct names *names)
{
	struct names kept;
	names_init(&kept, plan->arena);
	LIST_EACH(const struct plan_name, name, names->list) {
		if (name_is_public_suffix(name_parent(name->name))) {
			refusal(plan, name, plan->request->certificates.issuer);
			omit(plan, name, "no wildcard of a public suffix");
			continue;
		}
		names_take(&kept, name);
	}
	return kept;
}

static struct names wildcard_names(struct plan *plan, const struct names *planned,
        const struct site_answer *leader)
{
	struct names hosts = without_excluded(plan, planned);
	struct names wildcards = names_wildcards(&hosts);
	struct names wanted = without_excluded(plan, &wildcards);
	struct names names = without_suffixes(plan, &wanted);
	const char *parent = name_parent(leader->namespace.value);
	const char *common = parent ? arena_printf(plan->arena, "*.%s", parent) :
	                              leader->namespace.value;
	if (names.list.count > 0 && (!parent || name_is_public_suffix(parent)))
		return names;
	if (!names_have(&names, common))
		names_add(&names, common, "wildcard", leader->namespace.value, leader->namespace.node);
	names_lead(&names, common);
	return names;
}

struct names unit_names(struct plan *plan, const struct site_list *sites,
        const struct site_answer *leader)
{
	const struct request *request = plan->request;
	const char *kind = request->certificates.scenario->names;
	struct names names;
	if (text_equal(kind, "namespace")) {
		names_init(&names, plan->arena);
		names_add(&names, leader->namespace.value, "service-host", leader->name.value,
		        leader->namespace.node);
	} else {
		names = planned_names(plan, sites, leader);
		names = text_equal(kind, "wildcards") ? wildcard_names(plan, &names, leader) :
		                                        without_excluded(plan, &names);
	}
	return without_refused(plan, &names, request->certificates.issuer);
}

struct names second_names(struct plan *plan, const struct site_answer *site)
{
	const struct text_answer *domain =
	        &site_forest(plan->request, site)->smtp_domains.items[0];
	struct names names;
	names_init(&names, plan->arena);
	names_add(&names, autodiscover_host(plan->arena, domain->value), "autodiscover",
	        domain->value, domain->node);
	return without_refused(plan, &names, plan->request->certificates.issuer);
}

struct names server_names(struct plan *plan, const struct site_answer *site,
        const struct server_answer *server, const struct issuer_row *issuer)
{
	struct names names;
	names_init(&names, plan->arena);
	if (text_equal(issuer->id, "self-signed")) {
		names_add(&names, server->short_name, "server-short-name", server->name,
		        server->node);
		names_add(&names, server->fqdn, "server-fqdn", server->name, server->node);
	} else {
		names_add(&names, server->fqdn, "server-fqdn", server->name, server->node);
		names_add(&names, server->short_name, "server-short-name", server->name,
		        server->node);
		if (site->internal_namespace.value)
			names_add(&names, site->internal_namespace.value, "internal-host",
			        site->name.value, site->internal_namespace.node);
		names = without_excluded(plan, &names);
	}
	return without_refused(plan, &names, issuer);
}

void check_extra_names(struct plan *plan)
{
	const struct request *request = plan->request;
	struct map *omitted = map_make(plan->arena);
	LIST_EACH(const struct omitted_name, name, plan->omitted)
		map_put(omitted, name->name, omitted);
	LIST_EACH(const struct text_answer, entry, request->certificates.exclude_names) {
		struct from from = { 0 };
		from_add(plan->arena, &from, entry->node);
		if (!map_get(omitted, entry->value))
			plan_find(plan, "name-unused", WEIGHT_FULL, entry->value, &from,
			        "No certificate of this plan would have listed it.");
	}
	LIST_EACH(const struct text_answer, entry, request->certificates.extra_names) {
		struct from from = { 0 };
		from_add(plan->arena, &from, entry->node);
		if (!forest_of_extra(request, entry->value))
			plan_find(plan, "name-unused", WEIGHT_FULL, entry->value, &from,
			        "No certificate of this plan can carry it.");
	}
}
