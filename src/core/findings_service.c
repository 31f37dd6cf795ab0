/* core/findings_service.c: how each service is protected, and what names and servers stand behind. */
#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "findings.h"
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

static void check_self_signed_services(struct plan *plan)
{
	const struct request *request = plan->request;
	if (!text_equal(request->certificates.issuer->id, "self-signed"))
		return;
	for (size_t i = 0; i < plan->know->services.count; i++) {
		const struct service_row *row = &plan->know->services.items[i];
		if (!service_is_external(request, (int)i))
			continue;
		if (row->refuses_self_signed)
			find_about(plan, "self-signed-unsupported", row->id,
			        request->certificates.issuer_node, row->name);
		if (text_equal(row->kind, "mail"))
			find_about(plan, "self-signed-outside", row->id,
			        request->certificates.issuer_node, row->name);
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
		        request->certificates.issuer_node : request->certificates.proxy_issuer_node;
		find_about(plan, "self-signed-expires", subject, node,
		        arena_printf(plan->arena, "%ld",
		                request->release.product->self_signed_months));
		if (browsers)
			find_about(plan, "self-signed-warns-browsers", subject, node, NULL);
	}
}

/* Behind one name stand all servers of all sites that publish it. */
struct behind {
	const char *name;
	size_t servers;
	bool balanced;
	struct from from;
};

static void count_behind(struct plan *plan, struct map *names, const char *name,
        const struct site_answer *site)
{
	struct behind *behind = map_get(names, name);
	if (!behind) {
		behind = arena_alloc(plan->arena, sizeof(*behind));
		behind->balanced = true;
		map_put(names, name, behind);
	}
	behind->servers += site->servers.count;
	behind->balanced = behind->balanced && site->load_balanced.value;
	from_add(plan->arena, &behind->from, site->load_balanced.node);
}

static void check_balancing_of(struct plan *plan, struct map *names, const char *name)
{
	const struct behind *behind = map_get(names, name);
	if (behind->servers > 1 && !behind->balanced)
		plan_find(plan, "load-balancer-missing", WEIGHT_FULL, name, &behind->from, NULL);
}

/* The hosts that people are given for a site: those outside, and the internal namespace. */
static struct text_list balanced_names(const struct plan *plan, const struct site_answer *site)
{
	struct text_list names = { 0 };
	struct site_host_list hosts = site_external_hosts(plan->request, site, plan->arena);
	LIST_EACH(const struct site_host, host, hosts)
		LIST_PUSH(plan->arena, &names, host->host);
	const char *internal = site->internal_namespace.value;
	if (internal && !texts_have(texts_of(&names), internal))
		LIST_PUSH(plan->arena, &names, internal);
	return names;
}

static void check_balancing(struct plan *plan)
{
	struct map *names = map_make(plan->arena);
	SITES_EACH(plan->request, site) {
		struct text_list own = balanced_names(plan, site);
		LIST_EACH(const char *, name, own)
			count_behind(plan, names, *name, site);
	}
	SITES_EACH(plan->request, each) {
		struct text_list own = balanced_names(plan, each);
		LIST_EACH(const char *, name, own)
			check_balancing_of(plan, names, *name);
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
