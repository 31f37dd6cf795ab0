/* core/findings_certificate.c: keys, issuers, wildcards, and the principal name of Outlook. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "findings.h"
#include "hosts.h"
#include "part.h"

#define PUBLIC_RSA_BITS 2048 /* BR 6.1.5 */
#define USUAL_NAMES 100      /* that public authorities put on one certificate */

static bool is_elliptic(const struct plan_certificate *certificate)
{
	return text_equal(certificate->algorithm, "ec");
}

/* The cmdlet takes certain sizes only. */
static bool makes_size(const struct request *request, long bits)
{
	struct texts sizes = request->release.product->key_sizes;
	for (size_t i = 0; i < sizes.count; i++) {
		if (strtol(sizes.items[i], NULL, 10) == bits)
			return true;
	}
	return sizes.count == 0;
}

/* Of requested certificates only: an owned one has its key already. */
static void check_key(struct plan *plan, const struct plan_certificate *certificate)
{
	const struct request *request = plan->request;
	const char *subject = certificate->common_name;
	bool by_exchange = request->certificates.made_by_exchange.value;
	if (!certificate->has_request)
		return;
	if (is_elliptic(certificate)) {
		if (by_exchange || !request_has(request, "ec-key"))
			find_about(plan, "ec-key-unsupported", subject,
			        request->certificates.algorithm.node, certificate->curve);
	} else if (certificate->bits < PUBLIC_RSA_BITS &&
	        text_equal(certificate->issuer->id, "public-ca")) {
		find_about(plan, "key-too-small", subject, request->certificates.bits.node,
		        arena_printf(plan->arena, "%ld", certificate->bits));
	}
	if (by_exchange && !is_elliptic(certificate) && !makes_size(request, certificate->bits))
		find_about(plan, "key-size-unsupported", subject, request->certificates.bits.node,
		        arena_printf(plan->arena, "%ld", certificate->bits));
	if (by_exchange && !request->certificates.exportable.value &&
	        certificate_is_needed_elsewhere(certificate))
		find_about(plan, "key-not-exportable", subject,
		        request->certificates.exportable.node, NULL);
}

/* C9: how long a certificate bought on the plan's day lasts. Both ends count (BR 6.3.2). */
static void check_lifetime(struct plan *plan)
{
	const struct request *request = plan->request;
	if (!text_equal(request->certificates.issuer->id, "public-ca"))
		return;
	const struct validity_row *validity = validity_find(plan->know, request->date);
	char end[DATE_TEXT_SIZE];
	date_format(date_add_days(request->date, validity->days - 1), end);
	plan->renewal_date = arena_strdup(plan->arena, end);
	struct from from = { 0 };
	from_add(plan->arena, &from, request->certificates.issuer_node);
	from_add(plan->arena, &from, request->date_node);
	plan_find(plan, "certificate-lifetime", WEIGHT_FULL, "public-ca", &from,
	        arena_printf(plan->arena, "%ld days, until %s", validity->days, end));
}

static void check_private_root(struct plan *plan)
{
	const struct request *request = plan->request;
	if (text_equal(request->certificates.issuer->id, "windows-pki") &&
	        !(request->clients.root_outside && request->clients.root_mobile))
		find_about(plan, "private-root-distribution", "windows-pki",
		        request->clients.root_node, NULL);
}

/* P5: EXPR holds one principal name for a forest, its Autodiscover site's. */
static const struct plan_certificate *primary_of(const struct plan *plan,
        const struct site_answer *site)
{
	return site->servers.count == 0 ? NULL :
	        plan_certificate_of(plan, &site->servers.items[0], DEFAULT_WEB_SITE);
}

static void check_provider(struct plan *plan, const struct forest_answer *forest)
{
	const char *first = NULL;
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct plan_certificate *certificate = primary_of(plan, &forest->sites[i]);
		if (!forest->sites[i].internet_facing.value || !certificate ||
		        !name_is_wildcard(certificate->common_name))
			continue;
		first = first ? first : certificate->common_name;
		if (!text_equal(first, certificate->common_name))
			find_about(plan, "outlook-provider-single-value", forest->name.value,
			        plan->request->certificates.scenario_node,
			        arena_printf(plan->arena, "%s and %s", first,
			                certificate->common_name));
	}
}

static bool has_principal_client(const struct request *request)
{
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		if ((*client)->compares_principal)
			return true;
	}
	return false;
}

static void check_principal(struct plan *plan, const struct plan_certificate *certificate,
        const char *host, const struct from *from)
{
	if (!certificate || !host || name_is_wildcard(certificate->common_name) ||
	        text_equal(certificate->issuer->id, "self-signed") ||
	        text_equal(certificate->common_name, host))
		return;
	plan_find(plan, "outlook-principal-name", WEIGHT_FULL, host, from,
	        certificate->common_name);
}

/* A name of several sites leads to the certificates of all of them. `last`: the host of the call
 * before, which with one namespace is that of every site. */
static void check_principal_everywhere(struct plan *plan, const char *host, const char **last,
        const struct from *from)
{
	const struct host *shared = host ? hosts_find(plan->hosts, host) : NULL;
	if (!shared || text_equal(host, *last))
		return;
	*last = host;
	LIST_EACH(const struct site_answer *, site, shared->sites)
		check_principal(plan, primary_of(plan, *site), host, from);
}

static void check_principal_outside(struct plan *plan, int anywhere)
{
	const char *last = NULL;
	SITES_EACH(plan->request, site) {
		const struct text_answer *own = &site->hosts[anywhere];
		struct from from = { 0 };
		if (!site->internet_facing.value)
			continue;
		from_add(plan->arena, &from, own->value ? own->node : site->namespace.node);
		check_principal_everywhere(plan, site_external_host(site, plan->request, anywhere),
		        &last, &from);
	}
}

/* Where Outlook Anywhere has an internal host, Outlook compares that one inside. */
static void check_principal_inside(struct plan *plan, int anywhere)
{
	const char *last = NULL;
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (url->service != anywhere)
			continue;
		check_principal(plan, plan_certificate_of(plan, url->server, DEFAULT_WEB_SITE),
		        url->people_host, &url->from);
		check_principal_everywhere(plan, url->people_host, &last, &url->from);
	}
}

static void check_outlook_anywhere(struct plan *plan)
{
	const struct request *request = plan->request;
	int anywhere = service_find(plan->know, "outlook_anywhere");
	bool outside = service_is_external(request, anywhere);
	bool inside = service_is_on(request, anywhere) &&
	        request_has(request, "internal-outlook-anywhere") &&
	        (request->clients.inside_joined.value || request->clients.inside_unjoined.value);
	if (!outside && !inside)
		return;
	for (size_t i = 0; i < request->forest_count; i++)
		check_provider(plan, &request->forests[i]);
	if (!has_principal_client(request))
		return;
	if (outside)
		check_principal_outside(plan, anywhere);
	if (inside)
		check_principal_inside(plan, anywhere);
}

static void check_wildcard_mail(struct plan *plan)
{
	static const char *const protocols[] = { "pop3", "imap4" };
	const struct request *request = plan->request;
	if (!text_equal(request->certificates.scenario->names, "wildcards"))
		return;
	const char *rule = request_has(request, "wildcard-pop") ? "wildcard-not-for-mail" :
	                                                          "wildcard-pop-unsupported";
	for (size_t i = 0; i < COUNT_OF(protocols); i++) {
		if (service_is_on(request, service_find(plan->know, protocols[i])))
			find_about(plan, rule, protocols[i],
			        request->certificates.scenario_node, NULL);
	}
}

static void check_name_count(struct plan *plan, const struct plan_certificate *certificate)
{
	if (certificate->names.count > USUAL_NAMES && certificate->has_request &&
	        text_equal(certificate->issuer->id, "public-ca"))
		find_about(plan, "names-exceed-usual-limit", certificate->common_name,
		        plan->request->certificates.scenario_node,
		        arena_printf(plan->arena, "%zu", certificate->names.count));
}

/* The plan gives the connector of mail programs a certificate by name. */
static void check_connectors(struct plan *plan)
{
	const struct request *request = plan->request;
	int smtp = service_find(plan->know, "smtp");
	if (service_is_on(request, smtp) && request_has(request, "client-frontend-connector"))
		find_about(plan, "connector-names-certificate", request->release.product->id,
		        request->services[smtp].enabled.node, NULL);
}

void find_certificates(struct plan *plan)
{
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		check_key(plan, certificate);
		check_name_count(plan, certificate);
	}
	check_connectors(plan);
	check_lifetime(plan);
	check_private_root(plan);
	check_outlook_anywhere(plan);
	check_wildcard_mail(plan);
}
