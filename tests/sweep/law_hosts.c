/*
 * law_hosts.c: every host that clients are given is covered by the certificate that its web site
 * presents, and resolves where it is needed; or somebody says that it does not.
 */
#include <string.h>

#include "base/text.h"
#include "laws.h"

#define MAX_ALIASES 10
#define DEFAULT_SITE "Default Web Site"

bool has_finding(const struct plan *plan, const char *rule, const char *subject)
{
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if ((!rule || text_equal(finding->rule->id, rule)) &&
		        (!subject || text_equal(finding->subject, subject)))
			return true;
	}
	return false;
}

bool entry_covers(const char *entry, const char *host)
{
	if (strcmp(entry, host) == 0)
		return true;
	const char *dot = strchr(host, '.');
	return dot && dot > host && entry[0] == '*' && strcmp(entry + 1, dot) == 0 &&
	        strchr(dot + 1, '.');
}

/* ---- where a name leads ---- */

struct web_sites LIST_OF(const struct plan_web_site *);

/* What a name leads to: web sites, or one server by its own name. */
struct target {
	struct web_sites sites;
	const struct server_answer *server; /* NULL: none */
};

static bool is_in_zone(const char *name, const char *zone)
{
	size_t length = strlen(name), tail = strlen(zone);
	return length >= tail && strcmp(name + length - tail, zone) == 0 &&
	        (length == tail || name[length - tail - 1] == '.');
}

static bool is_answered_inside(const struct plan *plan, const char *name)
{
	const struct request *request = plan->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		if (is_in_zone(name, forest->ad_domain.value))
			return true;
		for (size_t j = 0; j < forest->site_count; j++) {
			if (is_in_zone(name, forest->sites[j].ad_domain.value))
				return true;
		}
	}
	LIST_EACH(const struct text_answer, zone, request->dns.existing_internal_zones) {
		if (is_in_zone(name, zone->value))
			return true;
	}
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == VIEW_INTERNAL && is_in_zone(name, record->zone))
			return true;
	}
	return false;
}

static void add_address(const struct trial *trial, enum view view, const char *address,
        struct target *target)
{
	LIST_EACH(const struct plan_web_site, web_site, trial->plan->web_sites) {
		struct texts own = texts_of(view == VIEW_EXTERNAL ? &web_site->external_addresses :
		                                                    &web_site->internal_addresses);
		if (texts_have(own, address))
			LIST_PUSH(trial->arena, &target->sites, web_site);
	}
}

static void follow(const struct trial *trial, enum view view, const char *name, int aliases,
        struct target *target)
{
	if (view == VIEW_INTERNAL && !is_answered_inside(trial->plan, name))
		view = VIEW_EXTERNAL;
	LIST_EACH(const struct plan_record, record, trial->plan->records) {
		if (record->view != view || record->type == RECORD_SRV ||
		        !text_equal(record->owner, name))
			continue;
		if (record->type != RECORD_CNAME)
			add_address(trial, view, record->data, target);
		else if (aliases > 0)
			follow(trial, view, record->data, aliases - 1, target);
	}
}

static struct target target_of(const struct trial *trial, enum view view, const char *name)
{
	struct target target = { .server = NULL };
	const struct request *request = trial->request;
	for (size_t i = 0; view == VIEW_INTERNAL && i < request->forest_count; i++) {
		for (size_t j = 0; j < request->forests[i].site_count; j++) {
			const struct site_answer *site = &request->forests[i].sites[j];
			LIST_EACH(const struct server_answer, server, site->servers) {
				if (text_equal(server->fqdn, name))
					target.server = server;
			}
		}
	}
	if (!target.server)
		follow(trial, view, name, MAX_ALIASES, &target);
	return target;
}

/* ---- covered ---- */

/* A host that somebody is given. */
struct claim {
	const struct trial *trial;
	struct map *uncovered; /* hosts that some certificate does not name */
	const char *host;
	enum view view;
	const struct site_answer *giver;
	const char *web_site; /* of the giver, where the host leads nowhere */
	bool may_be_silent;   /* the host leads there in the other view only */
};

static bool certificate_covers(const struct plan_certificate *certificate, const char *host)
{
	LIST_EACH(const struct plan_name, name, certificate->names) {
		if (entry_covers(name->name, host))
			return true;
	}
	return false;
}

static void claim_server(const struct claim *claim, const struct server_answer *server,
        const char *web_site)
{
	const struct plan *plan = claim->trial->plan;
	const struct plan_certificate *certificate = plan_certificate_of(plan, server, web_site);
	if (!certificate || certificate_covers(certificate, claim->host))
		return;
	/* What people meet outside is told by the rules about self-signed certificates. */
	if (claim->view == VIEW_EXTERNAL && text_equal(certificate->issuer->id, "self-signed"))
		return;
	map_put(claim->uncovered, claim->host, claim->uncovered);
	if (!claim->may_be_silent && !has_finding(plan, "name-not-covered", claim->host) &&
	        !has_finding(plan, "wildcard-not-covering", claim->host))
		breach(claim->trial, LAW_COVERED, "%s is not on certificate %s, and nothing says so",
		        claim->host, certificate->id);
}

static void claim_site(const struct claim *claim, const struct site_answer *site, const char *name)
{
	LIST_EACH(const struct server_answer, server, site->servers)
		claim_server(claim, server, name);
}

static bool has_address_record(const struct plan *plan, enum view view, const char *owner)
{
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == view && record->type != RECORD_SRV &&
		        text_equal(record->owner, owner))
			return true;
	}
	return false;
}

static void claim_host(struct claim *claim)
{
	struct target target = target_of(claim->trial, claim->view, claim->host);
	claim->may_be_silent = false;
	if (target.server)
		claim_server(claim, target.server, DEFAULT_SITE);
	LIST_EACH(const struct plan_web_site *, web_site, target.sites)
		claim_site(claim, (*web_site)->site, (*web_site)->name);
	claim->may_be_silent = target.server || target.sites.count > 0;
	if (!target.server && !has_address_record(claim->trial->plan, claim->view, claim->host))
		claim_site(claim, claim->giver, claim->web_site);
}

/* What answers Autodiscover for a forest, apart from the default web site; NULL: nothing else. */
static const struct plan_web_site *second_site(const struct plan *plan,
        const struct site_answer *site)
{
	LIST_EACH(const struct plan_web_site, web_site, plan->web_sites) {
		if (web_site->site == site && !text_equal(web_site->name, DEFAULT_SITE))
			return web_site;
	}
	return NULL;
}

/* Autodiscover names that HTTPS is spoken to, and targets of SRV records. */
static void claim_domain(struct claim *claim, const struct forest_answer *forest,
        const char *domain)
{
	const struct plan *plan = claim->trial->plan;
	struct arena *arena = claim->trial->arena;
	const struct plan_web_site *second = second_site(plan, forest->autodiscover_site);
	const char *srv = arena_printf(arena, "_autodiscover._tcp.%s", domain);
	claim->giver = forest->autodiscover_site;
	claim->web_site = second && second->https ? second->name : DEFAULT_SITE;
	claim->host = arena_printf(arena, "autodiscover.%s", domain);
	if (!(second && second->redirect_to) &&
	        has_address_record(plan, claim->view, claim->host))
		claim_host(claim);
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view != claim->view || record->type != RECORD_SRV ||
		        !text_equal(record->owner, srv))
			continue;
		claim->host = strrchr(record->data, ' ') + 1;
		claim_host(claim);
	}
}

static void claim_discovery(struct claim *claim)
{
	const struct request *request = claim->trial->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		if (!forest->autodiscover_site)
			continue;
		LIST_EACH(const struct text_answer, domain, forest->smtp_domains)
			claim_domain(claim, forest, domain->value);
	}
}

static void claim_one(struct claim *claim, const char *host, const struct site_answer *giver)
{
	claim->host = host;
	claim->giver = giver;
	claim->web_site = DEFAULT_SITE;
	if (host)
		claim_host(claim);
}

/* What the older servers are called: one name more on the certificate, or a finding about it. */
static void check_legacy(const struct trial *trial)
{
	for (size_t i = 0; i < trial->request->forest_count; i++) {
		const struct forest_answer *forest = &trial->request->forests[i];
		for (size_t j = 0; j < forest->site_count; j++) {
			const struct site_answer *site = &forest->sites[j];
			const char *host = site->legacy.host.value;
			const struct plan_certificate *certificate = plan_certificate_of(
			        trial->plan, &site->servers.items[0], DEFAULT_SITE);
			if (host && !(certificate && certificate_covers(certificate, host)) &&
			        !has_finding(trial->plan, NULL, host))
				breach(trial, LAW_COVERED, "%s of the older servers is on no certificate",
				        host);
		}
	}
}

static void claim_outside(struct claim *claim)
{
	const struct plan *plan = claim->trial->plan;
	claim->view = VIEW_EXTERNAL;
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces)
		claim_one(claim, namespace->host, namespace->site);
	LIST_EACH(const struct plan_url, url, plan->urls)
		claim_one(claim, url->external_host, url->site);
	claim_discovery(claim);
}

static void claim_inside(struct claim *claim)
{
	const struct plan *plan = claim->trial->plan;
	claim->view = VIEW_INTERNAL;
	LIST_EACH(const struct plan_url, url, plan->urls)
		claim_one(claim, url->people_host, url->site);
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		claim_one(claim, scp->host, scp->site);
	claim_discovery(claim);
}

/* A finding that says so where it is not true would send people after nothing. */
static void check_said(const struct claim *claim)
{
	LIST_EACH(const struct plan_finding, finding, claim->trial->plan->findings) {
		const char *rule = finding->rule->id;
		bool says = text_equal(rule, "name-not-covered") ||
		        text_equal(rule, "wildcard-not-covering");
		if (says && !map_get(claim->uncovered, finding->subject))
			breach(claim->trial, LAW_COVERED, "%s: %s is covered", rule,
			        finding->subject);
	}
}

/* ---- resolves ---- */

/* An attempt that found nothing under this name; `*asked`: there was an attempt at all. */
static bool is_missed(const struct verdict *verdict, const char *host, bool *asked)
{
	LIST_EACH(const struct attempt, attempt, verdict->attempts) {
		if (!text_equal(attempt->host, host))
			continue;
		*asked = true;
		if (!attempt->sights)
			return true;
	}
	return false;
}

/* Nobody asks for the host in this view, or whoever needs it is told why it fails. */
static bool is_told(const struct trial *trial, enum view view, const char *host)
{
	bool is_needed = false;
	LIST_EACH(const struct verdict, verdict, trial->proof->verdicts) {
		bool outside = text_equal(verdict->place, "outside"), asked = false;
		if (outside != (view == VIEW_EXTERNAL))
			continue;
		bool missed = is_missed(verdict, host, &asked);
		bool fails = verdict->result == RESULT_FAIL || verdict->cause == CAUSE_FOREIGN;
		if (missed && fails && verdict->reason)
			return true;
		/* Discovery goes on where a name does not resolve. */
		is_needed = is_needed || (asked && !verdict->smtp_domain);
	}
	return !is_needed;
}

static void check_resolves(const struct trial *trial, enum view view, const char *host)
{
	struct target target = target_of(trial, view, host);
	if (target.server || target.sites.count > 0 || has_finding(trial->plan, NULL, host) ||
	        is_told(trial, view, host))
		return;
	breach(trial, LAW_RESOLVES, "%s does not resolve %s, and nothing says so", host,
	        view == VIEW_EXTERNAL ? "outside" : "inside");
}

static void check_resolved(const struct trial *trial)
{
	LIST_EACH(const struct plan_url, url, trial->plan->urls) {
		if (url->external_host)
			check_resolves(trial, VIEW_EXTERNAL, url->external_host);
		if (url->people_host)
			check_resolves(trial, VIEW_INTERNAL, url->people_host);
		if (url->internal_host)
			check_resolves(trial, VIEW_INTERNAL, url->internal_host);
	}
	LIST_EACH(const struct plan_namespace, namespace, trial->plan->namespaces)
		check_resolves(trial, VIEW_EXTERNAL, namespace->host);
	LIST_EACH(const struct plan_scp, scp, trial->plan->scps)
		check_resolves(trial, VIEW_INTERNAL, scp->host);
}

void law_hosts(const struct trial *trial)
{
	struct claim claim = { .trial = trial, .uncovered = map_make(trial->arena) };
	claim_outside(&claim);
	claim_inside(&claim);
	check_legacy(trial);
	check_said(&claim);
	check_resolved(trial);
}
