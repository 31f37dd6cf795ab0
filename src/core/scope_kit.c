/* core/scope_kit.c */
#include "scope_kit.h"

/* The forests of the scope: one, or all. */
static const struct forest_answer *first_forest(const struct scope *scope, size_t *count)
{
	*count = scope->forest ? 1 : scope->plan->request->forest_count;
	return scope->forest ? scope->forest : scope->plan->request->forests;
}

void scope_sites(struct scope *scope, struct item_list *sites)
{
	if (scope->site) {
		LIST_PUSH(scope->scratch, sites, scope->site);
		return;
	}
	size_t count;
	const struct forest_answer *forest = first_forest(scope, &count);
	for (; count > 0; count--, forest++) {
		for (size_t i = 0; i < forest->site_count; i++)
			LIST_PUSH(scope->scratch, sites, &forest->sites[i]);
	}
}

bool scope_any_site(struct scope *scope,
        bool (*test)(struct scope *scope, const struct site_answer *site))
{
	struct item_list sites = { 0 };
	scope_sites(scope, &sites);
	LIST_EACH(const void *, site, sites) {
		if (test(scope, *site))
			return true;
	}
	return false;
}

bool scope_holds_certificate(const struct scope *scope, const struct plan_certificate *certificate)
{
	if (!scope->site)
		return !scope->forest ||
		        site_forest(scope->plan->request, certificate->site) == scope->forest;
	LIST_EACH(const struct server_place, place, certificate->servers) {
		if (place->site == scope->site)
			return true;
	}
	return false;
}

const struct server_place *certificate_leading_place(const struct plan_certificate *certificate)
{
	LIST_EACH(const struct server_place, place, certificate->servers) {
		if (place->site == certificate->site)
			return place;
	}
	return certificate->servers.items;
}

int scope_service(struct scope *scope, const char *id)
{
	int service = service_find(scope->plan->know, id);
	if (service >= 0)
		scope_note(scope, scope->plan->request->services[service].enabled.node);
	return service;
}

bool scope_service_on(struct scope *scope, const char *id)
{
	return service_is_on(scope->plan->request, scope_service(scope, id));
}

const struct plan_url *scope_url(struct scope *scope, const char *service)
{
	const struct plan_url *url = index_url(scope->index, scope->site, scope->server,
	        service_find(scope->plan->know, service));
	if (url)
		scope_note_all(scope, &url->from);
	return url;
}

bool facing_sites_proxy(struct scope *scope, const struct forest_answer *forest)
{
	const struct request *request = scope->plan->request;
	scope_note(scope, request->topology_node);
	if (!request_shares_namespace(request) || forest_facing_count(forest) < 2)
		return false;
	for (size_t i = 0; i < request->know->services.count; i++) {
		if (request_in(request, request->know->services.items[i].cleared_in_multi_site))
			return true;
	}
	return false;
}
