/* core/findings_service.c: how each service is protected, and what names and servers stand behind. */
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "findings.h"
#include "hosts.h"
#include "part.h"

static void check_ssl(struct plan *plan, const struct service_row *row,
        const struct service_answer *service)
{
	bool mail = text_equal(row->kind, "mail");
	bool plain = !mail && !service->require_ssl.value && !service->ssl_offloading.value;
	if (mail && text_equal(service->security.value, "none"))
		find_about(plan, "plaintext-logon", row->id, service->security.node, NULL);
	if (!plain)
		return;
	find_about(plan, "ssl-not-required", row->id, service->require_ssl.node, NULL);
	if (text_equal(service->authentication.value, "basic"))
		find_about(plan, "plaintext-logon", row->id, service->authentication.node, NULL);
}

/* Programs that fetch mail want to send some, too. */
static void check_submission(struct plan *plan)
{
	static const char *const fetching[] = { "pop3", "imap4" };
	const struct request *request = plan->request;
	int smtp = service_find(plan->know, "smtp");
	for (size_t i = 0; i < COUNT_OF(fetching); i++) {
		int service = service_find(plan->know, fetching[i]);
		if (!service_is_external(request, service) || service_is_external(request, smtp))
			continue;
		find_about(plan, "mail-without-submission", fetching[i],
		        service_is_on(request, smtp) ? request->services[smtp].external.node :
		                                       request->services[smtp].enabled.node, NULL);
	}
}

/* From the scenario they come: no other issuer goes with it. */
static void check_self_signed_services(struct plan *plan)
{
	const struct request *request = plan->request;
	const struct node *scenario = request->certificates.scenario_node;
	if (!text_equal(request->certificates.issuer->id, "self-signed"))
		return;
	for (size_t i = 0; i < plan->know->services.count; i++) {
		const struct service_row *row = &plan->know->services.items[i];
		if (!service_is_external(request, (int)i))
			continue;
		if (row->refuses_self_signed)
			find_about(plan, "self-signed-unsupported", row->id, scenario, row->name);
		if (text_equal(row->kind, "mail"))
			find_about(plan, "self-signed-outside", row->id, scenario, row->name);
	}
}

static void check_self_signed_sites(struct plan *plan)
{
	const struct request *request = plan->request;
	bool browsers = service_is_on(request, service_find(plan->know, "owa")) ||
	        service_is_on(request, service_find(plan->know, "ecp"));
	SITES_EACH(request, site) {
		if (!site_is_self_signed(request, site))
			continue;
		const char *subject = site_subject(request, site, plan->arena);
		const struct node *node = site->internet_facing.value ?
		        request->certificates.scenario_node : request->certificates.proxy_issuer_node;
		find_about(plan, "self-signed-expires", subject, node,
		        arena_printf(plan->arena, "%ld",
		                request->release.product->self_signed_months));
		if (browsers)
			find_about(plan, "self-signed-warns-browsers", subject, node, NULL);
	}
}

/* The Autodiscover names of a site lead where its other names do. */
static bool is_balanced_name(const struct plan *plan, const struct host *host)
{
	if (host->role != HOST_AUTODISCOVER)
		return true;
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces) {
		if (text_equal(namespace->host, host->name))
			return true;
	}
	return false;
}

/* Behind one name stand all servers of all sites that answer for it. */
static void check_balancing_of(struct plan *plan, const struct host *host)
{
	struct from from = { 0 };
	size_t servers = 0;
	bool balanced = true;
	LIST_EACH(const struct site_answer *, site, host->sites) {
		servers += (*site)->servers.count;
		balanced = balanced && (*site)->load_balanced.value;
		from_add(plan->arena, &from, (*site)->load_balanced.node);
	}
	if (servers > 1 && !balanced)
		plan_find(plan, "load-balancer-missing", WEIGHT_FULL, host->name, &from, NULL);
}

static void check_balancing(struct plan *plan)
{
	LIST_EACH(struct host *, host, plan->hosts->list) {
		if (is_balanced_name(plan, *host))
			check_balancing_of(plan, *host);
	}
}

/* A service that shares the host of another one was given none of its own. */
static bool has_own_host(const struct plan *plan, const struct site_answer *site, size_t service)
{
	const char *like = plan->know->services.items[service].host_like;
	int other = like ? service_find(plan->know, like) : -1;
	return site->hosts[service].value &&
	        (other < 0 || site->hosts[service].node != site->hosts[other].node);
}

/* A host that was given for a service which is not there. */
static void check_unused_hosts(struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		for (size_t i = 0; i < plan->know->services.count; i++) {
			if (has_own_host(plan, site, i) && !service_is_on(plan->request, (int)i) &&
			        site->hosts[i].node->origin != ORIGIN_DERIVED)
				find_about(plan, "name-unused", site->hosts[i].value,
				        site->hosts[i].node, "Its service is not enabled.");
		}
	}
}

static void check_unused_failback(struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		const struct text_answer *host = &site->failback_host;
		if (host->value && !site_uses_failback_host(plan->request, site))
			find_about(plan, "name-unused", host->value, host->node,
			        "OWA has no external address here that could fail.");
	}
}

void find_services(struct plan *plan)
{
	for (size_t i = 0; i < plan->know->services.count; i++) {
		if (service_is_on(plan->request, (int)i))
			check_ssl(plan, &plan->know->services.items[i], &plan->request->services[i]);
	}
	check_submission(plan);
	check_self_signed_services(plan);
	check_self_signed_sites(plan);
	check_balancing(plan);
	check_unused_hosts(plan);
	check_unused_failback(plan);
}
