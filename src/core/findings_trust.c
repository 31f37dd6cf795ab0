/* core/findings_trust.c: certificates that clients meet inside or outside and have no reason to trust,
 * beside what findings_service.c and findings_certificate.c say of browsers and services. */
#include "base/text.h"
#include "core/build.h"
#include "findings.h"
#include "part.h"

/* Outlook and programs like it: they are handed their addresses, and inside they may be joined. */
static bool is_program(const struct client_row *client)
{
	bool is_handed = false;
	for (size_t i = 0; i < client->services.count; i++)
		is_handed = is_handed || !client->services.items[i].typed;
	return is_handed && client->discovery_none && !client->is_phone;
}

/* P4: only on joined computers, and there not where the offline address book needs HTTPS. */
static bool accepts_self_signed(const struct request *request, const struct client_row *client,
        const struct site_answer *site)
{
	if (!client->accepts_self_signed || request->clients.inside_unjoined.value)
		return false;
	if (site->internet_facing.value && request_has_outside(request))
		return false;
	return request_has(request, "oab-http-if-self-signed");
}

static void check_self_signed(struct plan *plan, const struct site_answer *site)
{
	const struct request *request = plan->request;
	struct from from = { 0 };
	from_add(plan->arena, &from, site->internet_facing.value ?
	                request->certificates.scenario_node :
	                request->certificates.proxy_issuer_node);
	from_add(plan->arena, &from, request->clients.kinds_node);
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		if (is_program(*client) && !accepts_self_signed(request, *client, site))
			plan_find(plan, "self-signed-warns-outlook", WEIGHT_FULL,
			        site_subject(request, site, plan->arena), &from, NULL);
	}
}

/* An enterprise CA's root reaches joined computers; private-root-distribution speaks where the other
 * certificates come from it too. */
static void check_proxy_root(struct plan *plan, const struct site_answer *site)
{
	const struct request *request = plan->request;
	bool is_private = text_equal(request->certificates.proxy_issuer->id, "windows-pki") &&
	        !text_equal(request->certificates.issuer->id, "windows-pki");
	if (site->internet_facing.value || !is_private || request->clients.root_outside ||
	        !request->clients.inside_unjoined.value)
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from, request->certificates.proxy_issuer_node);
	from_add(plan->arena, &from, request->clients.inside_unjoined.node);
	from_add(plan->arena, &from, request->clients.root_node);
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		if (texts_have((*client)->places, "inside-joined"))
			plan_find(plan, "proxy-site-root", WEIGHT_FULL,
			        site_subject(request, site, plan->arena), &from, NULL);
	}
}

void find_trust(struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		if (site_is_self_signed(plan->request, site))
			check_self_signed(plan, site);
		check_proxy_root(plan, site);
	}
}
