/* core/findings_product.c: what the version and the kinds of clients bring with them. */
#include "base/date.h"
#include "base/text.h"
#include "core/build.h"
#include "findings.h"
#include "hosts.h"
#include "part.h"

static bool is_extended_protection_on(const struct request *request)
{
	if (text_equal(request->extended_protection.value, "default"))
		return request_has(request, "extended-protection-by-default");
	return text_equal(request->extended_protection.value, "on");
}

static void check_support(struct plan *plan)
{
	const struct request *request = plan->request;
	const struct product_row *product = request->release.product;
	struct date end;
	if (date_parse(product->supported_until, &end) &&
	        date_compare(request->date, end) > 0)
		find_about(plan, "product-unsupported", product->id, request->product_node,
		        product->supported_until);
}

static void check_offloading(struct plan *plan)
{
	const struct request *request = plan->request;
	bool protected = is_extended_protection_on(request);
	bool supported = request_has(request, "ssl-offloading");
	for (size_t i = 0; i < plan->know->services.count; i++) {
		const struct service_answer *service = &request->services[i];
		if (!service->enabled.value || !service->ssl_offloading.value)
			continue;
		const char *id = plan->know->services.items[i].id;
		find_about(plan, "offloading-plaintext-inside", id, service->ssl_offloading.node,
		        NULL);
		if (!supported)
			find_about(plan, "offloading-unsupported", id, service->ssl_offloading.node,
			        request_release_name(request, plan->arena));
		if (protected)
			find_about(plan, "offloading-extended-protection", id,
			        service->ssl_offloading.node, NULL);
	}
	SITES_EACH(request, site) {
		if (protected && text_equal(site->publisher.kind.value, "offloading"))
			find_about(plan, "offloading-extended-protection",
			        site_subject(request, site, plan->arena),
			        site->publisher.kind.node, NULL);
	}
}

/* Extended Protection binds the logon to the TLS connection: without TLS it has nothing to bind. */
static void check_protected_services(struct plan *plan)
{
	const struct request *request = plan->request;
	for (size_t i = 0; i < plan->know->services.count; i++) {
		const struct service_answer *service = &request->services[i];
		if (!service->enabled.value || service->require_ssl.value ||
		        service->ssl_offloading.value || service_kind_is(request, (int)i, "mail"))
			continue;
		find_about(plan, "extended-protection-needs-ssl", plan->know->services.items[i].id,
		        service->require_ssl.node, NULL);
	}
}

static void check_extended_protection(struct plan *plan)
{
	const struct request *request = plan->request;
	if (!is_extended_protection_on(request))
		return;
	if (!request_has(request, "extended-protection")) {
		find_about(plan, "extended-protection-unavailable",
		        request_release_name(request, plan->arena),
		        request->extended_protection.node, NULL);
		return;
	}
	check_protected_services(plan);
	SITES_EACH(request, site) {
		if (text_equal(site->publisher.kind.value, "bridging"))
			find_about(plan, "extended-protection-same-certificate",
			        site_subject(request, site, plan->arena),
			        site->publisher.kind.node, NULL);
	}
}

void find_product(struct plan *plan)
{
	const struct request *request = plan->request;
	check_support(plan);
	check_offloading(plan);
	check_extended_protection(plan);
	if (request_has(request, "auth-certificate"))
		find_about(plan, "auth-certificate-expires", request->release.product->id,
		        request->product_node, NULL);
	if (request_has(request, "legacy-crypto"))
		find_about(plan, "legacy-crypto", request->release.product->id,
		        request->product_node, NULL);
}

static const struct unsupported_row *unsupported_row(const struct request *request,
        const struct client_row *client)
{
	for (size_t i = 0; i < client->unsupported.count; i++) {
		if (request_in(request, client->unsupported.items[i].products))
			return &client->unsupported.items[i];
	}
	return NULL;
}

static bool has_word(struct texts words, const char *word)
{
	return texts_have(words, word);
}

/* Finds Autodiscover by name, and never asks for the SRV record. */
static bool misses_srv(const struct client_row *client)
{
	return client->discovery.count > 0 && !has_word(client->discovery, "srv");
}

/* Asks somebody before the organization's own servers, and can be told not to. */
static void check_foreign_lookups(struct plan *plan, const struct client_row *client)
{
	for (size_t i = 0; i < client->discovery.count; i++) {
		const struct lookup_row *lookup =
		        lookup_find(plan->know, client->discovery.items[i]);
		if (lookup && lookup->is_foreign && lookup->registry && client->registry_key)
			find_about(plan, "microsoft-365-first", client->id,
			        plan->request->clients.kinds_node,
			        arena_printf(plan->arena, "%s\\%s", client->registry_key,
			                lookup->registry));
	}
}

static bool has_external_srv(const struct plan *plan)
{
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == VIEW_EXTERNAL && record->type == RECORD_SRV)
			return true;
	}
	return false;
}

static void check_client(struct plan *plan, const struct client_row *client, bool external_srv)
{
	const struct request *request = plan->request;
	const struct node *node = request->clients.kinds_node;
	const struct unsupported_row *unsupported = unsupported_row(request, client);
	int autodiscover = service_find(plan->know, "autodiscover");
	struct from from = { 0 };
	from_add(plan->arena, &from, node);
	from_add(plan->arena, &from, request->product_node);
	if (unsupported)
		plan_find(plan, "client-unsupported-by-product",
		        text_equal(unsupported->severity, "error") ? WEIGHT_FULL : WEIGHT_MILD,
		        client->id, &from, request->release.product->name);
	check_foreign_lookups(plan, client);
	if (client->is_legacy_crypto)
		find_about(plan, "legacy-crypto", client->id, node, NULL);
	if (client->needs_autodiscover && !service_is_on(request, autodiscover))
		find_about(plan, "autodiscover-required", client->id,
		        request->services[autodiscover].enabled.node, NULL);
	if (external_srv && misses_srv(client))
		find_about(plan, "srv-client-unsupported", client->id, node, NULL);
	if (client->wildcard_fails &&
	        service_is_external(request, service_find(plan->know, "activesync")) &&
	        text_equal(request->certificates.scenario->names, "wildcards"))
		find_about(plan, "wildcard-client-unsupported", client->id,
		        request->certificates.scenario_node, NULL);
}

/* Mailboxes whose own site is not, or not alone, what the name of a service leads to. */
static void check_mail_proxying(struct plan *plan)
{
	static const char *const protocols[] = { "pop3", "imap4" };
	const struct request *request = plan->request;
	if (request_has(request, "pop-imap-proxied"))
		return;
	for (size_t i = 0; i < COUNT_OF(protocols); i++) {
		int service = service_find(plan->know, protocols[i]);
		SITES_EACH(request, site) {
			if (service_is_external(request, service) &&
			        (site_is_proxied(request, site) ||
			                hosts_lead_elsewhere(plan, site, service)))
				find_about(plan, "pop-imap-not-proxied",
				        site_subject(request, site, plan->arena), site->node, NULL);
		}
	}
}

void find_clients(struct plan *plan)
{
	bool external_srv = has_external_srv(plan);
	LIST_EACH(const struct client_row *, client, plan->request->clients.kinds) {
		check_client(plan, *client, external_srv);
		if (text_equal((*client)->id, "pop-imap"))
			check_mail_proxying(plan);
	}
}
