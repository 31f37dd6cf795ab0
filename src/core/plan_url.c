/* core/plan_url.c: URLs, service connection points, namespaces and web sites (N1, U1, U2, A2). */
#include "base/text.h"
#include "core/build.h"
#include "part.h"

/* Rule U2: the host that people inside open for a service on a server. */
static const char *inside_host(const struct request *request, const struct site_answer *site,
        const struct server_answer *server, int service, struct from *from, struct arena *arena)
{
	if (site->internal_namespace.value) {
		from_add(arena, from, site->internal_namespace.node);
		return site->internal_namespace.value;
	}
	if (!site->internet_facing.value || site_is_self_signed(request, site)) {
		from_add(arena, from, server->node);
		return server->fqdn;
	}
	if (request->certificates.server_names.value) {
		from_add(arena, from, request->certificates.server_names.node);
		from_add(arena, from, server->node);
		return server->fqdn;
	}
	if (service < 0 || !site->hosts[service].value) {
		from_add(arena, from, site->namespace.node);
		return site->namespace.value;
	}
	from_add(arena, from, site->hosts[service].node);
	return site_external_host(site, request, service);
}

/* Client Access servers of 2007 and 2010 proxy to each other's internal URL, which therefore names
 * the server itself wherever it can be the target (U2). */
static bool is_proxy_target(const struct request *request, const struct site_answer *site,
        const struct service_row *service)
{
	return request_in(request, service->proxied_by_url_in) &&
	        (!site->internet_facing.value || request_shares_namespace(request));
}

static const char *url_text(struct arena *arena, const struct service_row *service,
        const char *scheme, const char *host)
{
	if (!host || !service->path)
		return host;
	const char *const parts[] = { scheme, "://", host, service->path };
	return texts_join(arena, (struct texts){ parts, COUNT_OF(parts) }, "");
}

static void url_set_internal(struct plan *plan, struct plan_url *url,
        const struct service_row *service)
{
	const struct request *request = plan->request;
	if (!request_in(request, service->internal_host_in))
		return;
	url->people_host = inside_host(request, url->site, url->server, url->service, &url->from,
	        plan->arena);
	url->internal_host = url->people_host;
	url->is_proxied = is_proxy_target(request, url->site, service);
	if (url->is_proxied) {
		url->internal_host = url->server->fqdn;
		from_add(plan->arena, &url->from, url->server->node);
	}
	bool plain = request_in(request, service->http_if_self_signed_in) &&
	        site_is_self_signed(request, url->site);
	url->internal = url_text(plan->arena, service, plain ? "http" : "https", url->internal_host);
}

static void url_set_external(struct plan *plan, struct plan_url *url,
        const struct service_row *service)
{
	const struct request *request = plan->request;
	const struct site_answer *site = url->site;
	if (!site->internet_facing.value || !service_is_external(request, url->service))
		return;
	const struct text_answer *own = &site->hosts[url->service];
	url->external_host = site_external_host(site, request, url->service);
	from_add(plan->arena, &url->from, own->value ? own->node : site->namespace.node);
	if (request_shares_namespace(request) && request_in(request, service->cleared_in_multi_site)) {
		from_add(plan->arena, &url->from, request->topology_node);
		return;
	}
	url->external = url_text(plan->arena, service, "https", url->external_host);
}

static void add_server_urls(struct plan *plan, const struct site_answer *site,
        const struct server_answer *server)
{
	const struct request *request = plan->request;
	for (size_t i = 0; i < plan->know->services.count; i++) {
		const struct service_row *service = &plan->know->services.items[i];
		if (!service_is_on(request, (int)i) ||
		        (!text_equal(service->kind, "url") && !text_equal(service->kind, "host")))
			continue;
		struct plan_url *url = LIST_ADD(plan->arena, &plan->urls);
		url->site = site;
		url->server = server;
		url->service = (int)i;
		url_set_internal(plan, url, service);
		url_set_external(plan, url, service);
	}
}

/* Rule A2. */
static void add_scp(struct plan *plan, const struct site_answer *site,
        const struct server_answer *server)
{
	struct plan_scp *scp = LIST_ADD(plan->arena, &plan->scps);
	scp->site = site;
	scp->server = server;
	scp->host = site->scp_host.value;
	if (scp->host)
		from_add(plan->arena, &scp->from, site->scp_host.node);
	else
		scp->host = inside_host(plan->request, site, server, -1, &scp->from, plan->arena);
	scp->url = arena_printf(plan->arena, "https://%s/autodiscover/autodiscover.xml", scp->host);
	LIST_PUSH(plan->arena, &scp->site_scope, site->name.value);
	from_add(plan->arena, &scp->from, site->name.node);
}

static void add_namespaces(struct plan *plan, const struct site_answer *site)
{
	const struct request *request = plan->request;
	struct site_host_list hosts = site_external_hosts(request, site, plan->arena);
	LIST_EACH(const struct site_host, host, hosts) {
		struct plan_namespace *namespace = LIST_ADD(plan->arena, &plan->namespaces);
		namespace->host = host->host;
		namespace->site = site;
		from_add(plan->arena, &namespace->from, host->node);
		for (size_t i = 0; i < plan->know->services.count; i++) {
			if (service_is_external(request, (int)i) &&
			        !service_kind_is(request, (int)i, "autodiscover") &&
			        text_equal(site_external_host(site, request, (int)i), host->host))
				LIST_PUSH(plan->arena, &namespace->services,
				        plan->know->services.items[i].id);
		}
	}
}

void plan_add_urls(struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		add_namespaces(plan, site);
		LIST_EACH(const struct server_answer, server, site->servers) {
			add_server_urls(plan, site, server);
			add_scp(plan, site, server);
		}
	}
}

static void add_addresses(struct arena *arena, struct text_list *list,
        const struct text_answers *addresses, const struct text_answers *except)
{
	LIST_EACH(const struct text_answer, address, *addresses) {
		bool taken = false;
		for (size_t i = 0; except && i < except->count; i++)
			taken = taken || text_equal(except->items[i].value, address->value);
		if (!taken)
			LIST_PUSH(arena, list, address->value);
	}
}

/* An address that the default web site has as well reaches that one (D1). */
static void add_second_web_site(struct plan *plan, const struct site_answer *site)
{
	const struct request *request = plan->request;
	struct plan_web_site *second = LIST_ADD(plan->arena, &plan->web_sites);
	second->site = site;
	second->name = AUTODISCOVER_WEB_SITE;
	second->https = request->certificates.scenario->second_certificate;
	if (!second->https)
		second->redirect_to = arena_printf(plan->arena,
		        "https://%s/autodiscover/autodiscover.xml", site->namespace.value);
	add_addresses(plan->arena, &second->external_addresses,
	        &site->autodiscover_external_addresses, &site->external_addresses);
	add_addresses(plan->arena, &second->internal_addresses,
	        &site->autodiscover_internal_addresses, &site->internal_addresses);
}

void plan_add_web_sites(struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		struct plan_web_site *web_site = LIST_ADD(plan->arena, &plan->web_sites);
		web_site->site = site;
		web_site->name = DEFAULT_WEB_SITE;
		web_site->https = true;
		if (site->internet_facing.value)
			add_addresses(plan->arena, &web_site->external_addresses,
			        &site->external_addresses, NULL);
		add_addresses(plan->arena, &web_site->internal_addresses, &site->internal_addresses,
		        NULL);
		if (site_has_second_web_site(plan->request, site))
			add_second_web_site(plan, site);
	}
}
