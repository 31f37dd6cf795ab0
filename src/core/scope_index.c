/* core/scope_index.c: sites and servers are numbered in the order of the answers. */
#include "scope_index.h"

#include "base/text.h"
#include "core/name.h"
#include "part.h"

static size_t site_number(const struct scope_index *index, const struct site_answer *site)
{
	const struct forest_answer *forest = site_forest(index->request, site);
	return index->first_site[site->forest] + (size_t)(site - forest->sites);
}

static size_t server_number(const struct scope_index *index, const struct site_answer *site,
        const struct server_answer *server)
{
	size_t place = (size_t)(server - site->servers.items);
	return index->first_server[site_number(index, site)] + place;
}

static size_t url_number(const struct scope_index *index, const struct site_answer *site,
        const struct server_answer *server, int service)
{
	return server_number(index, site, server) * index->request->know->services.count +
	        (size_t)service;
}

/* Numbers sites and servers; gives how many servers there are. */
static size_t number_all(struct scope_index *index, size_t *site_count, struct arena *arena)
{
	const struct request *request = index->request;
	size_t sites = 0, servers = 0;
	index->first_site = arena_alloc(arena, sizeof(size_t) * request->forest_count);
	for (size_t i = 0; i < request->forest_count; i++) {
		index->first_site[i] = sites;
		sites += request->forests[i].site_count;
	}
	index->first_server = arena_alloc(arena, sizeof(size_t) * sites);
	SITES_EACH(request, site) {
		index->first_server[site_number(index, site)] = servers;
		servers += site->servers.count;
	}
	*site_count = sites;
	return servers;
}

static void index_certificates(struct scope_index *index, const struct plan *plan)
{
	for (size_t i = 0; i < plan->certificates.count; i++) {
		const struct plan_certificate *certificate = &plan->certificates.items[i];
		bool is_default = text_equal(certificate->web_site, DEFAULT_WEB_SITE);
		LIST_EACH(const struct server_place, place, certificate->servers) {
			size_t number = server_number(index, place->site, place->server);
			if (is_default)
				index->certificates[number] = certificate;
			else
				index->second_certificates[number] = certificate;
		}
		LIST_EACH(const struct plan_name, name, certificate->names) {
			if (name_is_wildcard(name->name))
				index->wildcards[i] = true;
		}
	}
}

static void index_records(struct scope_index *index, const struct plan *plan)
{
	LIST_EACH(const struct plan_record, record, plan->records) {
		bool is_external = record->view == VIEW_EXTERNAL;
		index->external_records |= is_external;
		index->internal_records |= !is_external;
		index->new_zones |= record->zone_is_new;
		index->external_srv |= is_external && record->type == RECORD_SRV;
	}
	LIST_EACH(const struct forbidden_record, record, plan->forbidden) {
		if (record->is_port)
			continue;
		index->external_forbidden |= record->view == VIEW_EXTERNAL;
		index->internal_forbidden |= record->view == VIEW_INTERNAL;
	}
}

const struct scope_index *scope_index_make(const struct plan *plan, struct arena *arena)
{
	struct scope_index *index = arena_alloc(arena, sizeof(*index));
	size_t sites, services = plan->know->services.count;
	index->request = plan->request;
	/* One more than there are: a site without servers, the last one, has a number too. */
	size_t servers = number_all(index, &sites, arena) + 1;
	index->urls = arena_alloc(arena, sizeof(*index->urls) * servers * services);
	index->scps = arena_alloc(arena, sizeof(*index->scps) * servers);
	index->certificates = arena_alloc(arena, sizeof(*index->certificates) * servers);
	index->second_certificates =
	        arena_alloc(arena, sizeof(*index->second_certificates) * servers);
	index->second_web_sites = arena_alloc(arena, sizeof(*index->second_web_sites) * sites);
	index->wildcards = arena_alloc(arena, sizeof(*index->wildcards) * plan->certificates.count);
	LIST_EACH(const struct plan_url, url, plan->urls)
		index->urls[url_number(index, url->site, url->server, url->service)] = url;
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		index->scps[server_number(index, scp->site, scp->server)] = scp;
	LIST_EACH(const struct plan_web_site, web_site, plan->web_sites) {
		if (!text_equal(web_site->name, DEFAULT_WEB_SITE))
			index->second_web_sites[site_number(index, web_site->site)] = web_site;
	}
	index_certificates(index, plan);
	index_records(index, plan);
	return index;
}

const struct plan_url *index_url(const struct scope_index *index, const struct site_answer *site,
        const struct server_answer *server, int service)
{
	return service < 0 ? NULL : index->urls[url_number(index, site, server, service)];
}

const struct plan_scp *index_scp(const struct scope_index *index, const struct site_answer *site,
        const struct server_answer *server)
{
	return index->scps[server_number(index, site, server)];
}

const struct plan_certificate *index_certificate(const struct scope_index *index,
        const struct site_answer *site, const struct server_answer *server)
{
	return index->certificates[server_number(index, site, server)];
}

const struct plan_certificate *index_second_certificate(const struct scope_index *index,
        const struct site_answer *site, const struct server_answer *server)
{
	return index->second_certificates[server_number(index, site, server)];
}

const struct plan_web_site *index_second_web_site(const struct scope_index *index,
        const struct site_answer *site)
{
	return index->second_web_sites[site_number(index, site)];
}

bool index_is_wildcard(const struct scope_index *index, const struct plan *plan,
        const struct plan_certificate *certificate)
{
	return index->wildcards[certificate - plan->certificates.items];
}
