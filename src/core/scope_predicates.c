/* core/scope_predicates.c: the conditions that rows of steps may name. */
#include <string.h>

#include "base/attr.h"
#include "base/text.h"
#include "scope_kit.h"
#include "scope_values.h"

/* ---- services ---- */

static bool has_service(struct scope *scope, const char *argument)
{
	return scope_service_on(scope, argument);
}

static bool is_external(struct scope *scope, const char *argument)
{
	int service = scope_service(scope, argument);
	if (service < 0)
		return false;
	scope_note(scope, scope->plan->request->services[service].external.node);
	if (scope->site) {
		scope_note(scope, scope->site->internet_facing.node);
		if (!scope->site->internet_facing.value)
			return false;
	}
	return service_is_external(scope->plan->request, service);
}

static bool requires_ssl(struct scope *scope, const char *argument)
{
	int service = scope_service(scope, argument);
	if (!service_is_on(scope->plan->request, service))
		return false;
	const struct flag_answer *answer = &scope->plan->request->services[service].require_ssl;
	scope_note(scope, answer->node);
	return answer->value;
}

static bool is_offloading(struct scope *scope, const char *argument)
{
	int service = scope_service(scope, argument);
	if (!service_is_on(scope->plan->request, service))
		return false;
	const struct flag_answer *answer = &scope->plan->request->services[service].ssl_offloading;
	scope_note(scope, answer->node);
	return answer->value;
}

/* "pop3=tls" */
static bool has_security(struct scope *scope, const char *argument)
{
	const char *equal = strchr(argument, '=');
	if (!equal)
		return false;
	const char *id = arena_strndup(scope->scratch, argument, (size_t)(equal - argument));
	int service = scope_service(scope, id);
	if (!service_is_on(scope->plan->request, service))
		return false;
	const struct text_answer *answer = &scope->plan->request->services[service].security;
	scope_note(scope, answer->node);
	return text_equal(answer->value, equal + 1);
}

static bool has_authentication(struct scope *scope, const char *argument)
{
	int service = scope_service(scope, "outlook_anywhere");
	if (!service_is_on(scope->plan->request, service))
		return false;
	const struct text_answer *answer = &scope->plan->request->services[service].authentication;
	scope_note(scope, answer->node);
	return text_equal(answer->value, argument);
}

static bool internal_url_is_set(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	return url && url->internal;
}

static bool external_url_is_set(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	return url && url->external;
}

/* Has the server anything to set for the service? */
static bool url_is_set(struct scope *scope, const char *argument)
{
	return internal_url_is_set(scope, argument) || external_url_is_set(scope, argument);
}

static bool oab_is_http(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_url *url = scope_url(scope, "oab");
	return url && url->internal && text_starts(url->internal, "http:");
}

/* ---- product and policy ---- */

static bool has_feature(struct scope *scope, const char *argument)
{
	const struct feature_row *row = know_find(scope->plan->know, "features", argument);
	scope_note(scope, scope->plan->request->product_node);
	scope_note(scope, scope->plan->request->update_node);
	return row && release_in(scope->plan->know, scope->plan->request->release, row->products);
}

static bool has_baseline(struct scope *scope, const char *argument)
{
	bool is_2008 = scope->plan->request->baseline == BASELINE_2008;
	scope_note(scope, scope->plan->request->baseline_node);
	return text_equal(argument, "2008") == is_2008;
}

static bool has_coexistence(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->coexistence.node);
	return scope->plan->request->coexistence.count > 0;
}

static bool has_download_host(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->download_host.node);
	return scope->plan->request->download_host.value != NULL;
}

/* ---- certificates ---- */

static bool has_scenario(struct scope *scope, const char *argument)
{
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return text_equal(scope->plan->request->certificates.scenario->id, argument);
}

static bool has_issuer(struct scope *scope, const char *argument)
{
	const struct issuer_row *issuer = scope->plan->request->certificates.issuer;
	if (scope->certificate) {
		scope_note_all(scope, &scope->certificate->from);
		issuer = scope->certificate->issuer;
	} else {
		scope_note(scope, scope->plan->request->certificates.issuer_node);
	}
	return text_equal(issuer->id, argument);
}

static bool is_self_signed(struct scope *scope, const char *argument)
{
	(void)argument;
	return has_issuer(scope, "self-signed");
}

static bool has_role(struct scope *scope, const char *argument)
{
	scope_note_all(scope, &scope->certificate->from);
	return text_equal(role_text(scope->certificate->role), argument);
}

static bool certificate_is_wildcard(struct scope *scope,
        const struct plan_certificate *certificate)
{
	if (!certificate)
		return false;
	scope_note_all(scope, &certificate->from);
	return index_is_wildcard(scope->index, scope->plan, certificate);
}

static bool has_several_names(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope->certificate->names.count > 1;
}

static bool is_wildcard(struct scope *scope, const char *argument)
{
	(void)argument;
	return certificate_is_wildcard(scope, scope->certificate);
}

/* P5: the forest's one value of EXPR follows its Autodiscover site's certificate. */
static bool is_wildcard_outlook_anywhere(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_certificate *certificate =
	        scope->certificate ? scope->certificate : forest_certificate(scope);
	return scope_service_on(scope, "outlook_anywhere") &&
	        certificate_is_wildcard(scope, certificate);
}

static bool has_request(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note_all(scope, &scope->certificate->from);
	return scope->certificate->has_request;
}

static bool is_made_by_exchange(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.made_by_exchange.node);
	return scope->certificate->has_request && !scope->certificate->has_key;
}

static bool is_made_by_casplan(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.made_by_exchange.node);
	return scope->certificate->has_request && scope->certificate->has_key;
}

static bool is_owned(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->constraints.owned_certificate.node);
	return scope->certificate->owned;
}

static bool is_exportable(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.exportable.node);
	return scope->plan->request->certificates.exportable.value;
}

static bool has_many_servers(struct scope *scope, const char *argument)
{
	(void)argument;
	LIST_EACH(const struct server_place, place, scope->certificate->servers)
		scope_note(scope, place->server->node);
	return scope->certificate->servers.count > 1;
}

static bool is_needed_elsewhere(struct scope *scope, const char *argument)
{
	LIST_EACH(const struct server_place, place, scope->certificate->servers) {
		scope_note(scope, place->site->publisher.kind.node);
		scope_note(scope, place->site->legacy.host.node);
	}
	return has_many_servers(scope, argument) ||
	        certificate_is_needed_elsewhere(scope->certificate);
}

static bool has_ec_key(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.algorithm.node);
	return text_equal(scope->certificate->algorithm, "ec");
}

static bool is_first_server(struct scope *scope, const char *argument)
{
	(void)argument;
	return certificate_leading_place(scope->certificate)->server == scope->server;
}

/* ---- sites ---- */

static bool is_facing(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->site->internet_facing.node);
	return scope->site->internet_facing.value;
}

static bool is_hidden(struct scope *scope, const char *argument)
{
	return !is_facing(scope, argument);
}

static bool is_proxied(struct scope *scope, const char *argument)
{
	return is_hidden(scope, argument) && site_is_proxied(scope->plan->request, scope->site);
}

static bool site_is_target(struct scope *scope, const struct site_answer *site)
{
	scope_note(scope, site->internet_facing.node);
	if (!site->internet_facing.value)
		return site_is_proxied(scope->plan->request, site);
	return facing_sites_proxy(scope, site_forest(scope->plan->request, site));
}

static bool is_proxy_target(struct scope *scope, const char *argument)
{
	(void)argument;
	return site_is_target(scope, scope->site);
}

/* P7: what this site proxies to shows certificates that it cannot check. Between Internet-facing
 * sites they do not name the servers, whoever issued them. */
static bool is_proxy_untrusted(struct scope *scope, const char *argument)
{
	const struct forest_answer *forest = site_forest(scope->plan->request, scope->site);
	if (!is_facing(scope, argument))
		return false;
	if (facing_sites_proxy(scope, forest))
		return true;
	scope_note(scope, scope->plan->request->certificates.proxy_issuer_node);
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct site_answer *site = &forest->sites[i];
		if (!site->internet_facing.value &&
		        site_is_self_signed(scope->plan->request, site))
			return true;
	}
	return false;
}

static bool site_is_hidden(struct scope *scope, const struct site_answer *site)
{
	scope_note(scope, site->internet_facing.node);
	return site_is_proxied(scope->plan->request, site);
}

static bool has_hidden_sites(struct scope *scope, const char *argument)
{
	(void)argument;
	struct scope wide = *scope;
	wide.site = NULL;
	return scope_any_site(&wide, site_is_hidden);
}

static bool is_autodiscover_site(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->site->autodiscover.node);
	return site_forest(scope->plan->request, scope->site)->autodiscover_site == scope->site;
}

static bool site_has_second(struct scope *scope, const struct site_answer *site)
{
	return index_second_web_site(scope->index, site) != NULL;
}

static bool has_second_site(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return scope_any_site(scope, site_has_second);
}

static bool site_has_second_certificate(struct scope *scope, const struct site_answer *site)
{
	return index_second_certificate(scope->index, site, site->servers.items) != NULL;
}

static bool has_second_certificate(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return scope_any_site(scope, site_has_second_certificate);
}

static bool site_redirects(struct scope *scope, const struct site_answer *site)
{
	const struct plan_web_site *second = index_second_web_site(scope->index, site);
	return second && second->redirect_to;
}

static bool has_redirect(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return scope_any_site(scope, site_redirects);
}

static bool has_multi_site(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct request *request = scope->plan->request;
	if (scope->forest)
		return forest_facing_count(scope->forest) > 1;
	for (size_t i = 0; i < request->forest_count; i++) {
		if (forest_facing_count(&request->forests[i]) > 1)
			return true;
	}
	return false;
}

static bool has_many_forests(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope->plan->request->forest_count > 1;
}

static bool has_publisher(struct scope *scope, const char *argument)
{
	scope_note(scope, scope->site->publisher.kind.node);
	return text_equal(scope->site->publisher.kind.value, argument);
}

static bool has_publisher_product(struct scope *scope, const char *argument)
{
	scope_note(scope, scope->site->publisher.product.node);
	return text_equal(scope->site->publisher.product.value, argument);
}

static bool has_server_address(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->server->node);
	return scope->server->address != NULL;
}

/* ---- ports ---- */

static bool has_port_inside(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope->port->inside.count > 0;
}

static bool is_second_port(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope->port->is_second;
}

/* ---- records ---- */

static bool has_internal_style(struct scope *scope, const char *argument)
{
	scope_note(scope, scope->plan->request->dns.internal.node);
	return text_equal(scope->plan->request->dns.internal.value, argument);
}

static bool has_internal_dns(struct scope *scope, const char *argument)
{
	(void)argument;
	return !has_internal_style(scope, "none");
}

static bool has_external_records(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope->index->external_records;
}

static bool has_internal_records(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->dns.internal.node);
	return scope->index->internal_records;
}

static bool has_new_zones(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->dns.internal.node);
	return scope->index->new_zones;
}

static bool has_forbidden(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return scope->index->external_forbidden;
}

static bool has_forbidden_internal(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return scope->index->internal_forbidden;
}

static bool has_srv(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->dns.srv_supported.node);
	return scope->index->external_srv;
}

#define ID(table) { .refers_to = table }
#define WORD(list) { .words = list }
#define PLAIN { 0 }

const struct predicate scope_predicates[] = {
	{ "any-outlook", 0, PLAIN, has_any_outlook },
	{ "any-outlook-2007", 0, PLAIN, has_any_outlook_2007 },
	{ "any-phone", 0, PLAIN, has_any_phone },
	{ "authentication:", 0, WORD("basic|ntlm|negotiate"), has_authentication },
	{ "autodiscover-site", SCOPE_SITE, PLAIN, is_autodiscover_site },
	{ "baseline:", 0, WORD("current|2008"), has_baseline },
	{ "client:", 0, ID("clients"), has_client },
	{ "coexistence", 0, PLAIN, has_coexistence },
	{ "coexistence:", 0, ID("coexistences"), has_coexistence_with },
	{ "download-host", 0, PLAIN, has_download_host },
	{ "ec-key", SCOPE_CERTIFICATE, PLAIN, has_ec_key },
	{ "exportable", 0, PLAIN, is_exportable },
	{ "extended-protection:", 0, WORD("default|on|off"), has_extended_protection },
	{ "external-url-set:", SCOPE_SERVER, ID("services"), external_url_is_set },
	{ "external:", 0, ID("services"), is_external },
	{ "facing", SCOPE_SITE, PLAIN, is_facing },
	{ "failback-host", SCOPE_SITE, PLAIN, has_failback_host },
	{ "feature:", 0, ID("features"), has_feature },
	{ "first-server", SCOPE_SERVER | SCOPE_CERTIFICATE, PLAIN, is_first_server },
	{ "forbidden", 0, PLAIN, has_forbidden },
	{ "forbidden-internal", 0, PLAIN, has_forbidden_internal },
	{ "has-request", SCOPE_CERTIFICATE, PLAIN, has_request },
	{ "hidden", SCOPE_SITE, PLAIN, is_hidden },
	{ "hidden-sites", 0, PLAIN, has_hidden_sites },
	{ "inside-joined", 0, PLAIN, has_inside_joined },
	{ "inside-unjoined", 0, PLAIN, has_inside_unjoined },
	{ "internal-dns", 0, PLAIN, has_internal_dns },
	{ "internal-dns:", 0, WORD("split-zone|pinpoint|same-zone|none"), has_internal_style },
	{ "internal-url-set:", SCOPE_SERVER, ID("services"), internal_url_is_set },
	{ "issuer:", 0, ID("issuers"), has_issuer },
	{ "legacy-name", 0, PLAIN, has_legacy_name },
	{ "legacy-on-certificate", SCOPE_SITE | SCOPE_CERTIFICATE, PLAIN,
	        is_legacy_on_certificate },
	{ "legacy-servers", SCOPE_SITE, PLAIN, has_legacy_servers },
	{ "lookup:", 0, ID("lookups"), has_lookup },
	{ "made-by-casplan", SCOPE_CERTIFICATE, PLAIN, is_made_by_casplan },
	{ "made-by-exchange", SCOPE_CERTIFICATE, PLAIN, is_made_by_exchange },
	{ "many-forests", 0, PLAIN, has_many_forests },
	{ "many-servers", SCOPE_CERTIFICATE, PLAIN, has_many_servers },
	{ "multi-site", 0, PLAIN, has_multi_site },
	{ "needed-elsewhere", SCOPE_CERTIFICATE, PLAIN, is_needed_elsewhere },
	{ "new-zones", 0, PLAIN, has_new_zones },
	{ "oab-http", SCOPE_SERVER, PLAIN, oab_is_http },
	{ "offloading:", 0, ID("services"), is_offloading },
	{ "outlook-outside", 0, PLAIN, has_outlook_outside },
	{ "owned", SCOPE_CERTIFICATE, PLAIN, is_owned },
	{ "port-inside", SCOPE_PORT, PLAIN, has_port_inside },
	{ "port-second", SCOPE_PORT, PLAIN, is_second_port },
	{ "proxied", SCOPE_SITE, PLAIN, is_proxied },
	{ "proxy-target-site", SCOPE_SITE, PLAIN, is_proxy_target },
	{ "proxy-untrusted", SCOPE_SITE, PLAIN, is_proxy_untrusted },
	{ "publisher-product:", SCOPE_SITE, WORD("isa-2004|isa-2006|tmg|other"),
	        has_publisher_product },
	{ "publisher:", SCOPE_SITE, WORD("none|passthrough|bridging|offloading"), has_publisher },
	{ "records-external", 0, PLAIN, has_external_records },
	{ "records-internal", 0, PLAIN, has_internal_records },
	{ "redirect", 0, PLAIN, has_redirect },
	{ "require-ssl:", 0, ID("services"), requires_ssl },
	{ "role:", SCOPE_CERTIFICATE, WORD("primary|autodiscover|server"), has_role },
	{ "scenario:", 0, ID("scenarios"), has_scenario },
	{ "second-certificate", 0, PLAIN, has_second_certificate },
	{ "second-site", 0, PLAIN, has_second_site },
	{ "security:", 0, { .refers_to = "services", .words = "tls|starttls|none" },
	        has_security },
	{ "self-signed", SCOPE_CERTIFICATE, PLAIN, is_self_signed },
	{ "server-address", SCOPE_SERVER, PLAIN, has_server_address },
	{ "service:", 0, ID("services"), has_service },
	{ "several-names", SCOPE_CERTIFICATE, PLAIN, has_several_names },
	{ "srv", 0, PLAIN, has_srv },
	{ "trusted:", 0, WORD("outside|mobile"), is_trusted },
	{ "url-set:", SCOPE_SERVER, ID("services"), url_is_set },
	{ "wildcard", SCOPE_CERTIFICATE, PLAIN, is_wildcard },
	{ "wildcard-outlook-anywhere", SCOPE_FOREST, PLAIN, is_wildcard_outlook_anywhere },
};

const size_t scope_predicate_count = COUNT_OF(scope_predicates);
