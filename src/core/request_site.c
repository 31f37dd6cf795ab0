/* core/request_site.c: forests, their sites, and the servers in them. */
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "core/name.h"
#include "request_read.h"

#define HOST_MAX_LENGTH 253
/* Servers to look for the nearest name among: a hostile file has thousands of both. */
#define NEAREST_AMONG 50
/* The longest owner name that a mail domain gets: its SRV record. */
#define DOMAIN_OWNER "_autodiscover._tcp."

/* What is told apart within one forest. */
struct forest_names {
	struct node_set *sites, *servers;
};

static void complain_used(struct reading *reading, const struct node *node, const char *what,
        const char *text, const struct node *same)
{
	complain(reading, node,
	        "the %s \"%s\" is used already (line %d); upper and lower case count as the same",
	        what, complain_text(reading, text), same->line);
}

static void check_unique(struct reading *reading, struct node_set *set, const char *what,
        struct text_answer name)
{
	if (!name.value)
		return;
	const struct node *same =
	        node_set_add(reading, set, text_lower(reading->arena, name.value), name.node);
	if (same)
		complain_used(reading, name.node, what, name.value, same);
}

static const char *server_fqdn(struct reading *reading, const char *short_name,
        struct text_answer domain, const struct node *node)
{
	if (!domain.value)
		return short_name;
	if (strlen(short_name) + 1 + strlen(domain.value) > HOST_MAX_LENGTH)
		complain(reading, node, "with the domain %s it has more than %d characters",
		        complain_text(reading, domain.value), HOST_MAX_LENGTH);
	return arena_printf(reading->arena, "%s.%s", short_name, domain.value);
}

static struct server_answers servers_read(struct reading *reading, struct place place,
        struct text_answer domain, struct node_set *used, struct server_answer **items)
{
	struct text_answers names = read_texts(reading, place, "servers", ROW_FALLBACK);
	struct server_answer *servers = arena_alloc(reading->arena,
	        (names.count + 1) * sizeof(*servers));
	for (size_t i = 0; i < names.count; i++) {
		struct text_answer name = names.items[i];
		const char *short_name = text_lower(reading->arena, name.value);
		servers[i] = (struct server_answer){
			.name = name.value,
			.short_name = short_name,
			.fqdn = server_fqdn(reading, short_name, domain, name.node),
			.node = name.node,
		};
		const struct node *same = node_set_add(reading, used, short_name, name.node);
		if (same)
			complain_used(reading, name.node, "server name", name.value, same);
	}
	*items = servers;
	return (struct server_answers){ servers, names.count, names.node };
}

/* The servers of one site by short name. */
static struct map *servers_map(struct reading *reading, struct server_answer *servers, size_t count)
{
	struct map *map = map_make(reading->arena);
	for (size_t i = 0; i < count; i++)
		map_put(map, servers[i].short_name, &servers[i]);
	return map;
}

static void complain_server(struct reading *reading, struct text_answer name,
        const struct server_answer *servers, size_t count)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < count && i < NEAREST_AMONG; i++)
		LIST_PUSH(reading->arena, &names, servers[i].name);
	complain(reading, name.node,
	        "\"%s\" is no server of this site; one of \"servers\" expected%s", name.value,
	        complain_nearest(reading, name.value, texts_of(&names)));
}

static void server_addresses_read(struct reading *reading, struct place place,
        struct server_answer *servers, size_t count)
{
	struct places places = read_groups(reading, place, "server_addresses");
	if (places.count == 0)
		return;
	struct node_set *used = node_set_make(reading, places.count);
	const struct map *map = servers_map(reading, servers, count);
	for (size_t i = 0; i < places.count; i++) {
		struct place item = places.items[i];
		struct text_answer name = read_text(reading, item, "server", ROW_FALLBACK);
		struct text_answer address = read_text(reading, item, "address", ROW_FALLBACK);
		struct text_answer second =
		        read_text(reading, item, "autodiscover_address", ROW_FALLBACK);
		if (!name.value)
			continue;
		check_unique(reading, used, "server", name);
		struct server_answer *server =
		        map_get(map, text_lower(reading->arena, name.value));
		if (server) {
			server->address = address.value;
			server->autodiscover_address = second.value;
		} else {
			complain_server(reading, name, servers, count);
		}
	}
}

/* The host of a service, or the namespace. */
static const char *host_of(const struct site_answer *site, const struct text_answer *hosts,
        int service)
{
	return hosts[service].value ? hosts[service].value : site->namespace.value;
}

static void check_host_rules(struct reading *reading, const struct site_answer *site,
        struct text_answer *hosts, int service)
{
	const struct service_row *row = &reading->know->services.items[service];
	if (text_equal(row->kind, "autodiscover")) {
		complain(reading, hosts[service].node,
		        "%s has names of its own, autodiscover.<mail domain>; no host is expected",
		        row->name);
		return;
	}
	int other = row->host_like ? service_find(reading->know, row->host_like) : -1;
	if (other < 0 || text_equal(hosts[service].value, host_of(site, hosts, other)))
		return;
	const char *wanted = host_of(site, hosts, other);
	complain(reading, hosts[service].node, "%s shares the host of %s; \"%s\" is expected",
	        row->id, row->host_like, wanted ? wanted : "");
}

/* A service that shares the host of another one follows it. */
static const struct text_answer *hosts_read(struct reading *reading, struct place place,
        const struct site_answer *site)
{
	const struct service_rows *services = &reading->know->services;
	struct place group = { .node = NULL };
	if (node_member(place.node, "hosts"))
		group = read_group(reading, place, "hosts");
	struct text_answer *hosts = arena_alloc(reading->arena, services->count * sizeof(*hosts));
	for (size_t i = 0; i < services->count; i++) {
		if (node_member(group.node, services->items[i].id))
			hosts[i] = read_text(reading, group, services->items[i].id, ROW_FALLBACK);
	}
	for (size_t i = 0; i < services->count; i++) {
		if (hosts[i].value)
			check_host_rules(reading, site, hosts, (int)i);
	}
	for (size_t i = 0; i < services->count; i++) {
		const char *like = services->items[i].host_like;
		int other = like ? service_find(reading->know, like) : -1;
		if (other >= 0)
			hosts[i] = hosts[other];
	}
	return hosts;
}

static struct publisher_answer publisher_read(struct reading *reading, struct place place)
{
	struct place group = read_group(reading, place, "publisher");
	return (struct publisher_answer){
		.kind = read_text(reading, group, "kind", ROW_FALLBACK),
		.product = read_text(reading, group, "product", ROW_FALLBACK),
		.node = group.node,
	};
}

/* "legacy." before the domain of the namespace; a namespace that is a domain somebody registered is
 * that domain itself. */
static const char *default_legacy_host(struct reading *reading, const struct site_answer *site)
{
	const char *namespace = site->namespace.value;
	const char *parent = namespace ? name_parent(namespace) : NULL;
	if (!parent || !site->internet_facing.value || !reading->request->needs_legacy_name)
		return NULL;
	return arena_printf(reading->arena, "legacy.%s",
	        name_is_public_suffix(parent) ? namespace : parent);
}

static bool is_own_host(const struct reading *reading, const struct site_answer *site,
        const char *host)
{
	const struct request *request = reading->request;
	if (text_equal(site->namespace.value, host) || text_equal(site->scp_host.value, host) ||
	        text_equal(site->internal_namespace.value, host) ||
	        text_equal(request->download_host.value, host))
		return true;
	for (size_t i = 0; i < reading->know->services.count; i++) {
		if (text_equal(site->hosts[i].value, host))
			return true;
	}
	return false;
}

/* The older servers' name is kept only where one is needed; elsewhere its node tells of it. */
static struct legacy_answer legacy_read(struct reading *reading, struct place place,
        const struct site_answer *site, const struct forest_names *names)
{
	struct place group = { .node = NULL };
	const char *host = default_legacy_host(reading, site);
	if (host || node_member(place.node, "legacy"))
		group = read_group(reading, place, "legacy");
	if (!group.node)
		return (struct legacy_answer){ .host = { NULL, NULL } };
	struct server_answer *servers;
	struct legacy_answer legacy = {
		.host = read_text(reading, group, "host", fallback_derived(host)),
		.servers = servers_read(reading, group, site->ad_domain, names->servers, &servers),
		.external_addresses =
		        read_texts(reading, group, "external_addresses", ROW_FALLBACK),
		.internal_addresses =
		        read_texts(reading, group, "internal_addresses", ROW_FALLBACK),
	};
	if (!host)
		legacy.host.value = NULL;
	else if (legacy.host.value && is_own_host(reading, site, legacy.host.value))
		complain(reading, legacy.host.node, "\"%s\" is a host of the new servers; the "
		        "older ones need another name (legacy.host)", legacy.host.value);
	return legacy;
}

static void check_facing(struct reading *reading, struct place place,
        const struct site_answer *site)
{
	if (!site->internet_facing.value)
		return;
	read_requires(reading, place, "internet-facing");
	if (!text_equal(reading->request->dns.internal.value, "none"))
		read_requires(reading, place, "internet-facing-with-internal-dns");
}

/* Names and hosts. */
static void site_read_names(struct reading *reading, struct place place, struct site_answer *site)
{
	site->name = read_text(reading, place, "name", ROW_FALLBACK);
	value_check_label(reading, site->name);
	const struct node *namespace = member_given(place, "namespace");
	bool facing = namespace && namespace->kind == NODE_TEXT && *namespace->value.text;
	site->internet_facing = read_flag(reading, place, "internet_facing",
	        fallback_derived(flag_text(facing)));
	site->namespace = read_text(reading, place, "namespace", ROW_FALLBACK);
	site->hosts = hosts_read(reading, place, site);
	site->internal_namespace = read_text(reading, place, "internal_namespace", ROW_FALLBACK);
	site->scp_host = read_text(reading, place, "scp_host", ROW_FALLBACK);
	site->failback_host = read_text(reading, place, "failback_host", ROW_FALLBACK);
}

static void site_read(struct reading *reading, struct place place,
        const struct forest_answer *forest, const struct forest_names *names,
        struct site_answer *site)
{
	struct server_answer *servers;
	site->node = place.node;
	site_read_names(reading, place, site);
	check_unique(reading, names->sites, "site name", site->name);
	site->ad_domain = read_text(reading, place, "ad_domain", ROW_FALLBACK);
	if (!site->ad_domain.value)
		site->ad_domain = forest->ad_domain;
	site->servers = servers_read(reading, place, site->ad_domain, names->servers, &servers);
	site->external_addresses = read_texts(reading, place, "external_addresses", ROW_FALLBACK);
	site->internal_addresses = read_texts(reading, place, "internal_addresses", ROW_FALLBACK);
	site->autodiscover_external_addresses =
	        read_texts(reading, place, "autodiscover_external_addresses", ROW_FALLBACK);
	site->autodiscover_internal_addresses =
	        read_texts(reading, place, "autodiscover_internal_addresses", ROW_FALLBACK);
	site->mailbox_users = read_number(reading, place, "mailbox_users", ROW_FALLBACK);
	site->load_balanced = read_flag(reading, place, "load_balanced", ROW_FALLBACK);
	site->publisher = publisher_read(reading, place);
	server_addresses_read(reading, place, servers, site->servers.count);
	site->perimeter = read_flag(reading, place, "perimeter", ROW_FALLBACK);
	site->legacy = legacy_read(reading, place, site, names);
	check_facing(reading, place, site);
}

/* A1. `said` is what the answer says: -1 nothing, 0 false, 1 true. */
static int autodiscover_said(struct place place)
{
	const struct node *node = member_given(place, "autodiscover");
	return node && node->kind == NODE_FLAG ? node->value.flag : -1;
}

/* The site that says so; else the first Internet-facing one, and one that says no comes last. */
static size_t autodiscover_choose(struct reading *reading, const struct places *places,
        const struct site_answer *sites)
{
	size_t chosen = places->count;
	const struct node *first = NULL;
	for (size_t i = 0; i < places->count; i++) {
		const struct node *node = member_given(places->items[i], "autodiscover");
		if (autodiscover_said(places->items[i]) != 1)
			continue;
		if (!sites[i].internet_facing.value)
			complain(reading, node, "the site is not Internet-facing; one that is "
			        "answers Autodiscover");
		if (first)
			complain(reading, node, "one site of a forest answers Autodiscover, and "
			        "line %d has named it", first->line);
		else
			chosen = i;
		first = first ? first : node;
	}
	for (int said = -1; said <= 0; said++) {
		for (size_t i = 0; i < places->count && chosen == places->count; i++) {
			if (sites[i].internet_facing.value &&
			        autodiscover_said(places->items[i]) == said)
				chosen = i;
		}
	}
	return chosen;
}

static void autodiscover_read(struct reading *reading, const struct places *places,
        struct site_answer *sites, struct forest_answer *forest)
{
	size_t chosen = autodiscover_choose(reading, places, sites);
	for (size_t i = 0; i < places->count; i++) {
		sites[i].autodiscover = read_flag(reading, places->items[i], "autodiscover",
		        fallback_derived(flag_text(i == chosen)));
		sites[i].autodiscover.value = i == chosen;
	}
	if (chosen < places->count)
		forest->autodiscover_site = &sites[chosen];
}

static void check_mail_domains(struct reading *reading, struct text_answers domains)
{
	const size_t longest = HOST_MAX_LENGTH - strlen(DOMAIN_OWNER);
	for (size_t i = 0; i < domains.count; i++) {
		if (strlen(domains.items[i].value) > longest)
			complain(reading, domains.items[i].node,
			        "it has more than %zu characters; no room is left for %s<domain>",
			        longest, DOMAIN_OWNER);
	}
}

static void forest_read(struct reading *reading, struct place place, struct node_set *used,
        struct forest_answer *forest)
{
	forest->node = place.node;
	forest->name = read_text(reading, place, "name", ROW_FALLBACK);
	value_check_label(reading, forest->name);
	check_unique(reading, used, "forest name", forest->name);
	forest->ad_domain = read_text(reading, place, "ad_domain", ROW_FALLBACK);
	forest->smtp_domains = read_texts(reading, place, "smtp_domains", ROW_FALLBACK);
	check_mail_domains(reading, forest->smtp_domains);
	struct places places = read_groups(reading, place, "sites");
	struct site_answer *sites =
	        arena_alloc(reading->arena, (places.count + 1) * sizeof(*sites));
	struct forest_names names = {
		.sites = node_set_make(reading, places.count),
		.servers = node_set_make(reading, SIZE_MAX),
	};
	for (size_t i = 0; i < places.count; i++) {
		sites[i].forest = forest->index;
		sites[i].index = i;
		site_read(reading, places.items[i], forest, &names, &sites[i]);
	}
	autodiscover_read(reading, &places, sites, forest);
	forest->sites = sites;
	forest->site_count = places.count;
}

void request_read_forests(struct reading *reading, struct place root)
{
	struct places places = read_groups(reading, root, "forests");
	struct forest_answer *forests =
	        arena_alloc(reading->arena, (places.count + 1) * sizeof(*forests));
	struct node_set *names = node_set_make(reading, places.count);
	for (size_t i = 0; i < places.count; i++) {
		forests[i].index = i;
		forest_read(reading, places.items[i], names, &forests[i]);
	}
	reading->request->forests = forests;
	reading->request->forest_count = places.count;
}
