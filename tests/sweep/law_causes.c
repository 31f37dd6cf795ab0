/*
 * law_causes.c: every verdict worse than clean is explained by a finding, or by what the row of its
 * client says; every finding that is an error harms somebody.
 */
#include <string.h>

#include "base/text.h"
#include "laws.h"

/* What programs are handed their addresses for. */
#define PROGRAMS " autodiscover outlook_anywhere mapi ews oab um "

/* What the subject of an explaining finding must be. */
enum about {
	ABOUT_ANY,
	ABOUT_HOST,    /* the one at fault */
	ABOUT_TRIED,   /* a host that was tried */
	ABOUT_DOMAIN,  /* the mail domain */
	ABOUT_CLIENT,
	ABOUT_SERVICE,
	ABOUT_FOREST,
	ABOUT_SITE,    /* of the users, or the one that they are led to */
	ABOUT_NEAR,    /* some site of their forest, which may share a name with theirs */
};

/* Which rules explain a verdict, by its cause. Each row must be true of somebody: a rule that
 * explains nothing does not belong here. */
static const struct explanation {
	enum cause cause;
	const char *rule;
	enum about about;
	const char *services; /* that it can explain, with blanks around; NULL: all */
} explanations[] = {
	{ CAUSE_UNRESOLVED, "internal-dns-missing", ABOUT_ANY, NULL },
	{ CAUSE_UNRESOLVED, "internal-address-missing", ABOUT_HOST, NULL },
	{ CAUSE_PROXY_NAME, "internal-dns-missing", ABOUT_ANY, NULL },
	{ CAUSE_PROXY_NAME, "internal-address-missing", ABOUT_HOST, NULL },
	{ CAUSE_WRONG_NAME, "name-not-covered", ABOUT_HOST, NULL },
	{ CAUSE_WRONG_NAME, "wildcard-not-covering", ABOUT_HOST, NULL },
	{ CAUSE_WRONG_NAME, "self-signed-warns-browsers", ABOUT_NEAR, " owa ecp " },
	{ CAUSE_WRONG_NAME, "self-signed-warns-outlook", ABOUT_NEAR, PROGRAMS },
	{ CAUSE_WRONG_NAME, "second-address-missing", ABOUT_SITE, " autodiscover " },
	{ CAUSE_WRONG_NAME, "internal-address-missing", ABOUT_HOST, " autodiscover " },
	{ CAUSE_WRONG_NAME, "self-signed-unsupported", ABOUT_SERVICE, NULL },
	{ CAUSE_WRONG_NAME, "self-signed-outside", ABOUT_SERVICE, NULL },
	{ CAUSE_UNTRUSTED, "private-root-distribution", ABOUT_ANY, NULL },
	{ CAUSE_UNTRUSTED, "proxy-site-root", ABOUT_NEAR, NULL },
	{ CAUSE_UNTRUSTED, "self-signed-warns-browsers", ABOUT_NEAR, " owa ecp " },
	{ CAUSE_UNTRUSTED, "self-signed-warns-outlook", ABOUT_NEAR, PROGRAMS },
	{ CAUSE_UNTRUSTED, "self-signed-unsupported", ABOUT_SERVICE, NULL },
	{ CAUSE_UNTRUSTED, "self-signed-outside", ABOUT_SERVICE, NULL },
	{ CAUSE_FOREIGN, "srv-shadowed", ABOUT_DOMAIN, NULL },
	{ CAUSE_FOREIGN, "srv-unsupported-by-dns-host", ABOUT_DOMAIN, NULL },
	{ CAUSE_FOREIGN, "domain-not-served", ABOUT_DOMAIN, NULL },
	{ CAUSE_FOREIGN, "second-address-missing", ABOUT_SITE, NULL },
	{ CAUSE_FOREIGN, "autodiscover-not-published", ABOUT_DOMAIN, NULL },
	{ CAUSE_FOREIGN, "internal-dns-missing", ABOUT_ANY, NULL },
	{ CAUSE_FOREIGN, "internal-address-missing", ABOUT_HOST, NULL },
	{ CAUSE_FOREIGN, "topology-mismatch", ABOUT_ANY, NULL },
	{ CAUSE_BARE_DOMAIN, "apex-https", ABOUT_DOMAIN, NULL },
	{ CAUSE_REDIRECT, "redirect-prompts-users", ABOUT_DOMAIN, NULL },
	{ CAUSE_SRV, "srv-prompts-users", ABOUT_DOMAIN, NULL },
	{ CAUSE_NOT_FOUND, "srv-client-unsupported", ABOUT_CLIENT, NULL },
	{ CAUSE_NOT_FOUND, "srv-unsupported-by-dns-host", ABOUT_DOMAIN, NULL },
	{ CAUSE_NOT_FOUND, "domain-not-served", ABOUT_DOMAIN, NULL },
	{ CAUSE_NOT_FOUND, "second-address-missing", ABOUT_SITE, NULL },
	{ CAUSE_NOT_FOUND, "autodiscover-not-published", ABOUT_DOMAIN, NULL },
	{ CAUSE_NOT_FOUND, "internal-dns-missing", ABOUT_ANY, NULL },
	{ CAUSE_NOT_FOUND, "internal-address-missing", ABOUT_TRIED, NULL },
	{ CAUSE_NOT_FOUND, "topology-mismatch", ABOUT_ANY, NULL },
	{ CAUSE_NOT_PUBLISHED, "autodiscover-not-published", ABOUT_DOMAIN, NULL },
	{ CAUSE_NO_ADDRESS, "activesync-cross-site", ABOUT_FOREST, NULL },
	{ CAUSE_NO_ADDRESS, "topology-not-recommended", ABOUT_ANY, NULL },
	{ CAUSE_NO_ADDRESS, "topology-mismatch", ABOUT_ANY, NULL },
	{ CAUSE_NO_SERVER, "topology-mismatch", ABOUT_ANY, NULL },
	{ CAUSE_WILDCARD, "wildcard-client-unsupported", ABOUT_CLIENT, NULL },
	{ CAUSE_PRINCIPAL_NAME, "outlook-principal-name", ABOUT_HOST, NULL },
	{ CAUSE_PRINCIPAL_NAME, "outlook-provider-single-value", ABOUT_FOREST, NULL },
	{ CAUSE_CROSS_SITE, "pop-imap-not-proxied", ABOUT_SITE, " pop3 imap4 " },
	{ CAUSE_CROSS_SITE, "activesync-cross-site", ABOUT_FOREST, " activesync " },
	{ CAUSE_PROXY_REFUSED, "topology-mismatch", ABOUT_ANY, NULL },
	{ CAUSE_UNSUPPORTED, "client-unsupported-by-product", ABOUT_CLIENT, NULL },
};

/* Errors whose harm no client of the proof meets: the organization, the authority, a server or an
 * attacker does. */
static const char *const harmless_to_clients[] = {
	"topology-mismatch", "perimeter-network-unsupported", "plaintext-logon",
	"offloading-extended-protection", "key-too-small", "key-not-exportable",
	"ec-key-unsupported", "key-size-unsupported", "public-ca-internal-name", "name-invalid", "common-name-too-long",
	"wildcard-public-suffix", "wildcard-pop-unsupported", "ca-lacks-san", "ca-lacks-wildcard",
	"addresses-exceed-limit", "coexistence-unsupported",
};

static const struct forest_answer *forest_of(const struct trial *trial,
        const struct verdict *verdict)
{
	for (size_t i = 0; i < trial->request->forest_count; i++) {
		const struct forest_answer *forest = &trial->request->forests[i];
		if (text_equal(forest->name.value, verdict->forest))
			return forest;
	}
	return NULL;
}

/* Subjects name a site, and its forest where there are several. */
static bool is_site(const struct trial *trial, const struct forest_answer *forest,
        const char *site, const char *subject)
{
	size_t length = strlen(forest->name.value);
	if (trial->request->forest_count == 1)
		return text_equal(site, subject);
	return site && strncmp(subject, forest->name.value, length) == 0 &&
	        subject[length] == '/' && text_equal(subject + length + 1, site);
}

static bool has_tried(const struct verdict *verdict, const char *host)
{
	LIST_EACH(const struct attempt, attempt, verdict->attempts) {
		if (strstr(attempt->url, host))
			return true;
	}
	return false;
}

static bool is_about(const struct trial *trial, const struct verdict *verdict, enum about about,
        const char *subject)
{
	const struct forest_answer *forest = forest_of(trial, verdict);
	switch (about) {
	case ABOUT_ANY:
		return true;
	case ABOUT_HOST:
		return text_equal(subject, verdict->host);
	case ABOUT_TRIED:
		return has_tried(verdict, subject);
	case ABOUT_DOMAIN:
		return text_equal(subject, verdict->smtp_domain);
	case ABOUT_CLIENT:
		return text_equal(subject, verdict_client(verdict));
	case ABOUT_SERVICE:
		return text_equal(subject, verdict->service);
	case ABOUT_FOREST:
		return text_equal(subject, verdict->forest);
	case ABOUT_NEAR:
		for (size_t i = 0; i < forest->site_count; i++) {
			if (is_site(trial, forest, forest->sites[i].name.value, subject))
				return true;
		}
		return false;
	case ABOUT_SITE:
		return is_site(trial, forest, verdict->site, subject) ||
		        (forest->autodiscover_site && is_site(trial, forest,
		                forest->autodiscover_site->name.value, subject));
	}
	return false;
}

static bool is_row_of(const struct trial *trial, const struct explanation *row,
        const struct verdict *verdict, const struct plan_finding *finding)
{
	return text_equal(row->rule, finding->rule->id) &&
	        (!row->services || strstr(row->services, verdict->service)) &&
	        is_about(trial, verdict, row->about, finding->subject);
}

static bool is_explained_by(const struct trial *trial, const struct verdict *verdict,
        const struct plan_finding *finding)
{
	for (size_t i = 0; i < COUNT_OF(explanations); i++) {
		if (explanations[i].cause == verdict->cause &&
		        is_row_of(trial, &explanations[i], verdict, finding))
			return true;
	}
	return false;
}

/* The client itself is the reason: it never asks, and its row says so. */
static bool is_explained_by_client(const struct verdict *verdict)
{
	const struct client_row *client = verdict->client;
	return client && client->discovery.count == 0 && client->summary &&
	        (verdict->cause == CAUSE_BY_HAND || verdict->cause == CAUSE_NOT_PUBLISHED);
}

static void check_explained(const struct trial *trial, const struct verdict *verdict)
{
	if (!verdict->reason || !*verdict->reason)
		breach(trial, LAW_EXPLAINED, "a verdict on %s without a reason", verdict->service);
	if (verdict->result == RESULT_CLEAN || is_explained_by_client(verdict))
		return;
	LIST_EACH(const struct plan_finding, finding, trial->plan->findings) {
		if (is_explained_by(trial, verdict, finding))
			return;
	}
	breach(trial, LAW_EXPLAINED, "%s %s %s %s %s %s %s/%s %s: %s by %s (%s): %s",
	        trial->spec.version, trial->spec.scenario, trial->spec.issuer,
	        trial->spec.internal_dns, verdict_client(verdict), verdict->place, verdict->forest,
	        verdict->site ? verdict->site : "", verdict->service, result_text(verdict->result),
	        cause_text(verdict->cause), verdict->host ? verdict->host : "", verdict->reason);
}

/* A client may meet several things; its verdict names the first of the worst. */
static bool has_met(const struct verdict *verdict, enum cause cause, const char *host)
{
	LIST_EACH(const struct attempt, attempt, verdict->attempts) {
		if (host && !text_equal(attempt->host, host))
			continue;
		if (text_equal(attempt->outcome, cause_text(cause)))
			return true;
		for (size_t i = 0; attempt->sights && i < attempt->sights->count; i++) {
			const char *entry = attempt->sights->items[i].entry;
			if (cause == CAUSE_WILDCARD && entry && *entry == '*')
				return true;
		}
	}
	return false;
}

static bool is_harmed_by(const struct trial *trial, const struct verdict *verdict,
        const struct plan_finding *finding)
{
	for (size_t i = 0; i < COUNT_OF(explanations); i++) {
		const struct explanation *row = &explanations[i];
		if (row->about == ABOUT_HOST && text_equal(row->rule, finding->rule->id) &&
		        has_met(verdict, row->cause, finding->subject))
			return true;
		if ((verdict->cause == row->cause || has_met(verdict, row->cause, NULL)) &&
		        is_row_of(trial, row, verdict, finding))
			return true;
	}
	return false;
}

static bool harms_a_client(const struct trial *trial, const struct plan_finding *finding)
{
	LIST_EACH(const struct verdict, verdict, trial->proof->verdicts) {
		if (verdict->result > RESULT_CLEAN && is_harmed_by(trial, verdict, finding))
			return true;
	}
	return false;
}

static bool is_failback_host(const struct request *request, const char *host)
{
	for (size_t i = 0; i < request->forest_count; i++) {
		for (size_t j = 0; j < request->forests[i].site_count; j++) {
			if (text_equal(request->forests[i].sites[j].failback_host.value, host))
				return true;
		}
	}
	return false;
}

/* A name that leads nowhere warns nobody of its certificate; attachments and the way back have no
 * verdict. */
static bool is_never_met(const struct trial *trial, const struct plan_finding *finding)
{
	const char *host = finding->subject;
	if (!text_equal(finding->rule->id, "name-not-covered") &&
	        !text_equal(finding->rule->id, "wildcard-not-covering"))
		return false;
	if (text_equal(host, trial->request->download_host.value) ||
	        is_failback_host(trial->request, host))
		return true;
	LIST_EACH(const struct verdict, verdict, trial->proof->verdicts) {
		LIST_EACH(const struct attempt, attempt, verdict->attempts) {
			if (text_equal(attempt->outcome, "unresolved") &&
			        text_equal(attempt->host, host))
				return true;
		}
	}
	return false;
}

static void check_harm(const struct trial *trial, const struct plan_finding *finding)
{
	for (size_t i = 0; i < COUNT_OF(harmless_to_clients); i++) {
		if (text_equal(finding->rule->id, harmless_to_clients[i]))
			return;
	}
	if (!harms_a_client(trial, finding) && !is_never_met(trial, finding))
		breach(trial, LAW_HARMS, "%s %s harms nobody", finding->rule->id,
		        finding->subject);
}

/* Only where every kind of client is, everywhere, and uses everything, must an error harm one. */
static bool has_everybody(const struct trial *trial)
{
	LIST_EACH(const struct service_row, row, trial->sweep->know->services) {
		const struct service_answer *service =
		        &trial->request->services[row - trial->sweep->know->services.items];
		if (release_in(trial->sweep->know, trial->request->release, row->products) &&
		        !(service->enabled.value && service->external.value))
			return false;
	}
	return trial->request->clients.kinds.count == trial->sweep->know->clients.count &&
	        trial->request->clients.inside_joined.value &&
	        trial->request->clients.inside_unjoined.value;
}

void law_causes(const struct trial *trial)
{
	bool everybody = has_everybody(trial);
	LIST_EACH(const struct verdict, verdict, trial->proof->verdicts)
		check_explained(trial, verdict);
	LIST_EACH(const struct plan_finding, finding, trial->plan->findings) {
		if (everybody && finding->severity == SEVERITY_ERROR)
			check_harm(trial, finding);
	}
}
