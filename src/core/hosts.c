/* core/hosts.c */
#include "hosts.h"

#include "base/text.h"
#include "part.h"

enum discovery forest_discovery(const struct request *request, const struct forest_answer *forest,
        size_t index)
{
	static const struct {
		const char *word; /* of scenario_row.discovery */
		enum discovery discovery;
	} words[] = {
		{ "host", DISCOVERY_HOST },
		{ "second-host", DISCOVERY_SECOND },
		{ "redirect", DISCOVERY_REDIRECT },
		{ "srv", DISCOVERY_SRV },
	};
	const struct scenario_row *scenario = request->certificates.scenario;
	if (!forest->autodiscover_site || !request_publishes_autodiscover(request))
		return DISCOVERY_NONE;
	const char *word = index == 0 ? scenario->discovery : scenario->discovery_more;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (text_equal(words[i].word, word))
			return words[i].discovery;
	}
	return DISCOVERY_NONE;
}

static void hosts_add(struct hosts *hosts, struct arena *arena, const char *name,
        enum host_role role, const struct site_answer *site, const struct from *from)
{
	struct host *host = map_get(hosts->by_name, name);
	if (!host) {
		host = arena_alloc(arena, sizeof(*host));
		host->name = name;
		host->role = role;
		map_put(hosts->by_name, name, host);
		LIST_PUSH(arena, &hosts->list, host);
	}
	if (host->role != role)
		return;
	if (!host_is_of(host, site))
		LIST_PUSH(arena, &host->sites, site);
	for (size_t i = 0; i < from->count; i++)
		from_add(arena, &host->from, from->items[i]);
}

static void add_autodiscover(struct hosts *hosts, const struct plan *plan,
        const struct forest_answer *forest)
{
	for (size_t i = 0; i < forest->smtp_domains.count; i++) {
		enum discovery discovery = forest_discovery(plan->request, forest, i);
		if (discovery == DISCOVERY_NONE || discovery == DISCOVERY_SRV)
			continue;
		struct from from = { 0 };
		from_add(plan->arena, &from, forest->smtp_domains.items[i].node);
		hosts_add(hosts, plan->arena,
		        autodiscover_host(plan->arena, forest->smtp_domains.items[i].value),
		        HOST_AUTODISCOVER, forest->autodiscover_site, &from);
	}
}

static void add_external(struct hosts *hosts, const struct plan *plan)
{
	SITES_EACH(plan->request, site) {
		struct site_host_list external =
		        site_external_hosts(plan->request, site, plan->arena);
		LIST_EACH(const struct site_host, host, external) {
			struct from from = { 0 };
			from_add(plan->arena, &from, host->node);
			hosts_add(hosts, plan->arena, host->host, HOST_EXTERNAL, site, &from);
		}
	}
}

static struct map *server_fqdns(const struct plan *plan)
{
	struct map *fqdns = map_make(plan->arena);
	SITES_EACH(plan->request, site) {
		LIST_EACH(const struct server_answer, server, site->servers)
			map_put(fqdns, server->fqdn, fqdns);
	}
	return fqdns;
}

const struct hosts *hosts_make(const struct plan *plan)
{
	struct hosts *hosts = arena_alloc(plan->arena, sizeof(*hosts));
	hosts->by_name = map_make(plan->arena);
	struct map *fqdns = server_fqdns(plan);
	for (size_t i = 0; i < plan->request->forest_count; i++)
		add_autodiscover(hosts, plan, &plan->request->forests[i]);
	add_external(hosts, plan);
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (url->people_host && !map_get(fqdns, url->people_host))
			hosts_add(hosts, plan->arena, url->people_host, HOST_INTERNAL, url->site,
			        &url->from);
	}
	LIST_EACH(const struct plan_scp, scp, plan->scps) {
		if (!map_get(fqdns, scp->host))
			hosts_add(hosts, plan->arena, scp->host, HOST_SCP, scp->site, &scp->from);
	}
	return hosts;
}

const struct host *hosts_find(const struct hosts *hosts, const char *name)
{
	return map_get(hosts->by_name, name);
}

bool host_is_of(const struct host *host, const struct site_answer *site)
{
	LIST_EACH(const struct site_answer *, known, host->sites) {
		if (*known == site)
			return true;
	}
	return false;
}

const char *forest_srv_target(const struct request *request, const struct forest_answer *forest,
        struct arena *arena)
{
	if (request->certificates.scenario->second_certificate)
		return autodiscover_host(arena, forest->smtp_domains.items[0].value);
	return forest->autodiscover_site->namespace.value;
}

bool hosts_lead_elsewhere(const struct plan *plan, const struct site_answer *site, int service)
{
	const char *name = site_external_host(site, plan->request, service);
	const struct host *host = name ? hosts_find(plan->hosts, name) : NULL;
	for (size_t i = 0; host && i < host->sites.count; i++) {
		if (host->sites.items[i] != site)
			return true;
	}
	return false;
}
