/* core/part.c */
#include "part.h"

#include "base/text.h"
#include "core/name.h"

const struct forest_answer *site_forest(const struct request *request, const struct site_answer *site)
{
	return &request->forests[site->forest];
}

bool request_shares_namespace(const struct request *request)
{
	return text_equal(request->topology->namespaces, "same");
}

bool request_has(const struct request *request, const char *feature)
{
	return release_has(request->know, request->release, feature);
}

const char *request_release_name(const struct request *request, struct arena *arena)
{
	return arena_printf(arena, "%s %s", request->release.product->name,
	        request->release.product->updates.items[request->release.update]);
}

bool request_in(const struct request *request, const char *range)
{
	return range && release_in(request->know, request->release, range);
}

size_t forest_facing_count(const struct forest_answer *forest)
{
	size_t count = 0;
	for (size_t i = 0; i < forest->site_count; i++)
		count += forest->sites[i].internet_facing.value;
	return count;
}

bool site_is_proxied(const struct request *request, const struct site_answer *site)
{
	return !site->internet_facing.value && forest_facing_count(site_forest(request, site)) > 0;
}

bool service_is_on(const struct request *request, int service)
{
	return service >= 0 && request->services[service].enabled.value;
}

bool service_is_external(const struct request *request, int service)
{
	return service_is_on(request, service) && request->services[service].external.value;
}

bool service_kind_is(const struct request *request, int service, const char *kind)
{
	return text_equal(request->know->services.items[service].kind, kind);
}

bool request_has_outside(const struct request *request)
{
	for (size_t i = 0; i < request->know->services.count; i++) {
		if (service_is_external(request, (int)i))
			return true;
	}
	return false;
}

bool request_publishes_autodiscover(const struct request *request)
{
	return service_is_external(request, service_find(request->know, "autodiscover"));
}

bool site_has_second_web_site(const struct request *request, const struct site_answer *site)
{
	return request->certificates.scenario->second_site &&
	        request_publishes_autodiscover(request) &&
	        site_forest(request, site)->autodiscover_site == site;
}

const char *autodiscover_host(struct arena *arena, const char *domain)
{
	return arena_printf(arena, "autodiscover.%s", domain);
}

bool site_is_self_signed(const struct request *request, const struct site_answer *site)
{
	if (site->internet_facing.value)
		return text_equal(request->certificates.issuer->id, "self-signed");
	return text_equal(request->certificates.proxy_issuer->id, "self-signed");
}

bool certificate_lists(const struct plan_certificate *certificate, const char *host)
{
	LIST_EACH(const struct plan_name, name, certificate->names) {
		if (name_covers(name->name, host))
			return true;
	}
	return false;
}

bool site_opens_tls(const struct site_answer *site)
{
	return form_has("bridging|offloading", site->publisher.kind.value);
}

bool certificate_is_needed_elsewhere(const struct plan_certificate *certificate)
{
	if (certificate->servers.count > 1)
		return true;
	LIST_EACH(const struct server_place, place, certificate->servers) {
		const char *legacy = place->site->legacy.host.value;
		if (site_opens_tls(place->site) ||
		        (legacy && certificate_lists(certificate, legacy)))
			return true;
	}
	return false;
}

const char *site_subject(const struct request *request, const struct site_answer *site,
        struct arena *arena)
{
	if (request->forest_count == 1)
		return site->name.value;
	return arena_printf(arena, "%s/%s", site_forest(request, site)->name.value,
	        site->name.value);
}

static void site_host_add(struct site_host_list *hosts, struct arena *arena, const char *host,
        const struct node *node, int service)
{
	if (!host)
		return;
	LIST_EACH(struct site_host, known, *hosts) {
		if (text_equal(known->host, host))
			return;
	}
	LIST_PUSH(arena, hosts,
	        ((struct site_host){ .host = host, .node = node, .service = service }));
}

bool site_uses_failback_host(const struct request *request, const struct site_answer *site)
{
	int owa = service_find(request->know, "owa");
	if (!site->failback_host.value || !site->internet_facing.value || owa < 0 ||
	        !service_is_external(request, owa))
		return false;
	return !request_shares_namespace(request) ||
	        !request_in(request, request->know->services.items[owa].cleared_in_multi_site);
}

struct site_host_list site_external_hosts(const struct request *request,
        const struct site_answer *site, struct arena *arena)
{
	struct site_host_list hosts = { 0 };
	if (!site->internet_facing.value)
		return hosts;
	site_host_add(&hosts, arena, site->namespace.value, site->namespace.node, -1);
	for (size_t i = 0; i < request->know->services.count; i++) {
		if (service_is_external(request, (int)i) && site->hosts[i].value)
			site_host_add(&hosts, arena, site->hosts[i].value, site->hosts[i].node, (int)i);
	}
	site_host_add(&hosts, arena, request->download_host.value, request->download_host.node, -1);
	if (site_uses_failback_host(request, site))
		site_host_add(&hosts, arena, site->failback_host.value, site->failback_host.node, -1);
	return hosts;
}
