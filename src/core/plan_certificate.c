/*
 * core/plan_certificate.c: which certificates there are, and for whom (C1 to C8, C12). What stands
 * on them is decided in certificate_names.c.
 */
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/quote.h"
#include "base/text.h"
#include "certificate_names.h"
#include "core/build.h"
#include "core/name.h"
#include "hosts.h"
#include "part.h"

/* What Exchange makes for itself, whatever key was asked for (C7). */
#define SELF_SIGNED_BITS 2048

static const char *subject_text(struct arena *arena, const struct request *request,
        const struct plan_certificate *certificate)
{
	const struct {
		const char *type, *value;
	} parts[] = {
		{ "C", request->organization.country.value },
		{ "ST", request->organization.state.value },
		{ "L", request->organization.locality.value },
		{ "O", request->organization.name.value },
		{ "OU", certificate_unit(request, certificate->issuer) },
		{ "CN", certificate->common_name },
	};
	bool bare = text_equal(certificate->issuer->id, "self-signed");
	struct buf out;
	buf_init(&out);
	for (size_t i = bare ? COUNT_OF(parts) - 1 : 0; i < COUNT_OF(parts); i++) {
		if (!parts[i].value || !*parts[i].value)
			continue;
		buf_printf(&out, "%s%s=", out.length ? ", " : "", parts[i].type);
		quote_x500(&out, parts[i].value);
	}
	const char *subject = arena_strdup(arena, out.data);
	buf_done(&out);
	return subject;
}

const char *certificate_unit(const struct request *request, const struct issuer_row *issuer)
{
	bool refused = text_equal(issuer->id, "public-ca") && request->baseline == BASELINE_CURRENT;
	return refused ? NULL : request->organization.unit.value;
}

static void set_key(struct plan_certificate *certificate, const struct request *request)
{
	if (text_equal(certificate->issuer->id, "self-signed")) {
		certificate->algorithm = "rsa";
		certificate->bits = SELF_SIGNED_BITS;
		return;
	}
	certificate->algorithm = request->certificates.algorithm.value;
	certificate->bits = request->certificates.bits.value;
	certificate->curve = request->certificates.curve.value;
	certificate->has_request = !certificate->owned;
	certificate->has_key =
	        certificate->has_request && !request->certificates.made_by_exchange.value;
}

/* C12. */
static void check_owned(struct plan *plan, struct plan_certificate *certificate)
{
	const struct text_answers *owned = &plan->request->constraints.owned_certificate;
	if (owned->count == 0 || text_equal(certificate->issuer->id, "self-signed"))
		return;
	struct map *names = map_make(plan->arena);
	struct text_list missing = { 0 };
	LIST_EACH(const struct text_answer, name, *owned)
		map_put(names, name->value, names);
	LIST_EACH(const struct plan_name, name, certificate->names) {
		if (!map_get(names, name->name))
			LIST_PUSH(plan->arena, &missing, name->name);
	}
	certificate->owned = missing.count == 0;
	if (missing.count == 0 || missing.count == certificate->names.count)
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from, owned->node);
	plan_find(plan, "owned-certificate-insufficient", WEIGHT_FULL, certificate->common_name,
	        &from, texts_join(plan->arena, texts_of(&missing), ", "));
}

static struct plan_certificate *certificate_add(struct plan *plan, enum certificate_role role,
        const struct issuer_row *issuer, const struct site_answer *site, struct names *names)
{
	struct plan_certificate *certificate = LIST_ADD(plan->arena, &plan->certificates);
	certificate->role = role;
	certificate->issuer = issuer;
	certificate->site = site;
	certificate->web_site =
	        role == ROLE_AUTODISCOVER ? AUTODISCOVER_WEB_SITE : DEFAULT_WEB_SITE;
	certificate->common_name = names->list.items[0].name;
	certificate->names = names->list;
	certificate->subject = subject_text(plan->arena, plan->request, certificate);
	check_owned(plan, certificate);
	set_key(certificate, plan->request);
	from_add(plan->arena, &certificate->from, plan->request->certificates.scenario_node);
	from_add(plan->arena, &certificate->from,
	        site->internet_facing.value ? plan->request->certificates.issuer_node :
	                                      plan->request->certificates.proxy_issuer_node);
	from_add(plan->arena, &certificate->from,
	        site->namespace.value ? site->namespace.node : site->node);
	return certificate;
}

static void add_servers(struct plan *plan, struct plan_certificate *certificate,
        const struct site_answer *site)
{
	LIST_EACH(const struct server_answer, server, site->servers)
		LIST_PUSH(plan->arena, &certificate->servers,
		        ((struct server_place){ .site = site, .server = server }));
}

/* C6, C7: one certificate for each server of the site. */
static void add_server_certificates(struct plan *plan, const struct site_answer *site,
        const struct issuer_row *issuer)
{
	LIST_EACH(const struct server_answer, server, site->servers) {
		struct names names = server_names(plan, site, server, issuer);
		struct plan_certificate *certificate =
		        certificate_add(plan, ROLE_SERVER, issuer, site, &names);
		LIST_PUSH(plan->arena, &certificate->servers,
		        ((struct server_place){ .site = site, .server = server }));
	}
}

/* The Internet-facing sites of a forest that share the certificate which `site` leads. */
static struct site_list sites_of_unit(struct plan *plan, const struct site_answer *site)
{
	const struct forest_answer *forest = site_forest(plan->request, site);
	bool whole_forest = certificate_per_forest(plan->request);
	struct site_list sites = { 0 };
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct site_answer *other = &forest->sites[i];
		if (other->internet_facing.value &&
		        (whole_forest || text_equal(other->namespace.value, site->namespace.value)))
			LIST_PUSH(plan->arena, &sites, other);
	}
	return sites;
}

bool certificate_per_forest(const struct request *request)
{
	const char *names = request->certificates.scenario->names;
	return request->certificates.per_forest.value &&
	        (text_equal(names, "planned") || text_equal(names, "wildcards"));
}

static void add_second_certificate(struct plan *plan, const struct site_answer *site)
{
	struct names names = second_names(plan, site);
	struct plan_certificate *certificate = certificate_add(plan, ROLE_AUTODISCOVER,
	        plan->request->certificates.issuer, site, &names);
	add_servers(plan, certificate, site);
}

/* C1 to C5: the certificate of a unit stands where its first site does. */
static void add_unit(struct plan *plan, const struct site_answer *site)
{
	struct site_list sites = sites_of_unit(plan, site);
	if (sites.items[0] == site) {
		const struct site_answer *leader = site;
		LIST_EACH(const struct site_answer *, other, sites) {
			if (*other == site_forest(plan->request, site)->autodiscover_site)
				leader = *other;
		}
		struct names names = unit_names(plan, &sites, leader);
		struct plan_certificate *certificate = certificate_add(plan, ROLE_PRIMARY,
		        plan->request->certificates.issuer, leader, &names);
		LIST_EACH(const struct site_answer *, other, sites)
			add_servers(plan, certificate, *other);
	}
	if (site_has_second_web_site(plan->request, site) &&
	        plan->request->certificates.scenario->second_certificate)
		add_second_certificate(plan, site);
}

static const char *id_base(struct arena *arena, const struct plan_certificate *certificate)
{
	if (!name_is_wildcard(certificate->common_name))
		return certificate->common_name;
	return arena_printf(arena, "wildcard%s", certificate->common_name + strlen("*"));
}

enum part { PART_SITE, PART_FOREST, PART_ROLE };

static const char *part_word(const struct plan *plan, const struct plan_certificate *certificate,
        enum part part)
{
	switch (part) {
	case PART_SITE:
		return certificate->site->name.value;
	case PART_FOREST:
		return site_forest(plan->request, certificate->site)->name.value;
	case PART_ROLE:
		return role_text(certificate->role);
	}
	return NULL;
}

/* Appends what tells apart the certificates that share an id. */
static void part_ids(struct plan *plan, enum part part)
{
	struct map *first = map_make(plan->arena);
	bool *shared = arena_alloc(plan->arena, plan->certificates.count * sizeof(*shared));
	for (size_t i = 0; i < plan->certificates.count; i++) {
		const struct plan_certificate *certificate = &plan->certificates.items[i];
		const struct plan_certificate *other = map_get(first, certificate->id);
		if (other)
			shared[i] = shared[other - plan->certificates.items] = true;
		else
			map_put(first, certificate->id, &plan->certificates.items[i]);
	}
	for (size_t i = 0; i < plan->certificates.count; i++) {
		struct plan_certificate *certificate = &plan->certificates.items[i];
		if (shared[i])
			certificate->id = arena_printf(plan->arena, "%s-%s", certificate->id,
			        part_word(plan, certificate, part));
	}
}

/* C8. Sites of two forests may share a name, so the forest's tells those apart; where the namespace is
 * the name of the second web site, one site has two of a name. */
static void set_ids(struct plan *plan)
{
	LIST_EACH(struct plan_certificate, certificate, plan->certificates)
		certificate->id = id_base(plan->arena, certificate);
	part_ids(plan, PART_SITE);
	if (plan->request->forest_count > 1)
		part_ids(plan, PART_FOREST);
	part_ids(plan, PART_ROLE);
}

void plan_add_certificates(struct plan *plan)
{
	const struct request *request = plan->request;
	SITES_EACH(request, site) {
		if (!site->internet_facing.value)
			add_server_certificates(plan, site, request->certificates.proxy_issuer);
		else if (site_is_self_signed(request, site))
			add_server_certificates(plan, site, request->certificates.issuer);
		else
			add_unit(plan, site);
	}
	set_ids(plan);
	check_extra_names(plan);
}
