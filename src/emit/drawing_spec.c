/* drawing_spec.c: from plans, answers and rows of knowledge to what is drawn. */
#include "base/text.h"
#include "emit/drawing.h"

static const struct service_row *discovery_row(const struct know *know)
{
	LIST_EACH(const struct service_row, service, know->services) {
		if (text_equal(service->kind, "autodiscover"))
			return service;
	}
	return NULL;
}

/* ---- plans ---- */

/* Does anybody outside ask for Autodiscover? Otherwise no site answers. */
static bool has_discovery(const struct request *request)
{
	const struct service_row *row = discovery_row(request->know);
	const struct service_answer *service =
	        row ? &request->services[row - request->know->services.items] : NULL;
	return service && service->enabled.value && service->external.value;
}

static struct texts plan_hosts(const struct plan *plan, const struct site_answer *site,
        struct arena *arena)
{
	struct text_list hosts = { 0 };
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces) {
		if (namespace->site == site)
			LIST_PUSH(arena, &hosts, namespace->host);
	}
	return texts_of(&hosts);
}

static struct texts plan_servers(const struct site_answer *site, struct arena *arena)
{
	struct text_list servers = { 0 };
	LIST_EACH(const struct server_answer, server, site->servers)
		LIST_PUSH(arena, &servers, server->name);
	return texts_of(&servers);
}

static struct drawing_forest plan_forest(const struct plan *plan, const struct forest_answer *forest,
        struct arena *arena)
{
	struct drawing_site *sites = arena_alloc(arena, forest->site_count * sizeof(*sites));
	bool discovery = has_discovery(plan->request);
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct site_answer *site = &forest->sites[i];
		sites[i] = (struct drawing_site){
			.name = site->name.value,
			.hosts = plan_hosts(plan, site, arena),
			.servers = plan_servers(site, arena),
			.is_facing = site->internet_facing.value,
			.has_autodiscover = discovery && site == forest->autodiscover_site,
		};
	}
	return (struct drawing_forest){ forest->name.value, sites, forest->site_count };
}

struct drawing_spec drawing_of_plan(const struct plan *plan, struct arena *arena)
{
	const struct request *request = plan->request;
	struct drawing_forest *forests = arena_alloc(arena, request->forest_count * sizeof(*forests));
	for (size_t i = 0; i < request->forest_count; i++)
		forests[i] = plan_forest(plan, &request->forests[i], arena);
	return (struct drawing_spec){ forests, request->forest_count };
}

/* ---- answers ---- */

static const char *member_text(const struct node *group, const char *name)
{
	const struct node *node = node_member(group, name);
	return node && node->kind == NODE_TEXT && *node->value.text ? node->value.text : NULL;
}

static bool member_flag(const struct node *group, const char *name, bool otherwise)
{
	const struct node *node = node_member(group, name);
	return node && node->kind == NODE_FLAG ? node->value.flag : otherwise;
}

/* The groups of a list; `*count` of them. NULL: none. */
static const struct node *member_groups(const struct node *group, const char *name, size_t *count)
{
	const struct node *list = node_member(group, name);
	*count = 0;
	if (!list || list->kind != NODE_LIST)
		return NULL;
	*count = list->count;
	return list->first;
}

static struct texts member_texts(const struct node *group, const char *name, struct arena *arena)
{
	struct text_list texts = { 0 };
	const struct node *list = node_member(group, name);
	for (const struct node *item = list && list->kind == NODE_LIST ? list->first : NULL; item;
	        item = item->next) {
		if (item->kind == NODE_TEXT)
			LIST_PUSH(arena, &texts, item->value.text);
	}
	return texts_of(&texts);
}

/* The namespace, and hosts of services that differ from it. */
static struct texts site_hosts(const struct node *site, struct arena *arena)
{
	struct text_list hosts = { 0 };
	const char *namespace = member_text(site, "namespace");
	const struct node *others = node_member(site, "hosts");
	if (namespace)
		LIST_PUSH(arena, &hosts, namespace);
	for (const struct node *host = others ? others->first : NULL; host; host = host->next) {
		if (host->kind == NODE_TEXT && !texts_have(texts_of(&hosts), host->value.text))
			LIST_PUSH(arena, &hosts, host->value.text);
	}
	return texts_of(&hosts);
}

static struct drawing_site answered_site(const struct node *node, struct arena *arena)
{
	struct drawing_site site = {
		.name = member_text(node, "name"),
		.servers = member_texts(node, "servers", arena),
		.is_facing = member_flag(node, "internet_facing", member_text(node, "namespace")),
		.has_autodiscover = member_flag(node, "autodiscover", false),
	};
	if (site.is_facing)
		site.hosts = site_hosts(node, arena);
	return site;
}

/* The first Internet-facing site, where no other was named (A1). */
static void choose_discovery(struct drawing_site *sites, size_t count)
{
	struct drawing_site *first = NULL;
	for (size_t i = 0; i < count; i++) {
		if (sites[i].has_autodiscover)
			return;
		if (sites[i].is_facing && !first)
			first = &sites[i];
	}
	if (first)
		first->has_autodiscover = true;
}

static struct drawing_forest answered_forest(const struct node *node, bool discovery,
        struct arena *arena)
{
	size_t count, i = 0;
	const struct node *site = member_groups(node, "sites", &count);
	struct drawing_site *sites = arena_alloc(arena, count * sizeof(*sites));
	for (; site; site = site->next, i++) {
		sites[i] = answered_site(site, arena);
		sites[i].has_autodiscover &= discovery;
	}
	if (discovery)
		choose_discovery(sites, count);
	return (struct drawing_forest){ member_text(node, "name"), sites, count };
}

struct drawing_spec drawing_of_answers(const struct answers *answers, struct arena *arena)
{
	size_t count, i = 0;
	const struct service_row *row = discovery_row(answers->know);
	const struct node *services = node_member(answers->root, "services");
	const struct node *service = row ? node_member(services, row->id) : NULL;
	bool discovery = member_flag(service, "enabled", true) && member_flag(service, "external", true);
	const struct node *forest = member_groups(answers->root, "forests", &count);
	struct drawing_forest *forests = arena_alloc(arena, count * sizeof(*forests));
	for (; forest; forest = forest->next, i++)
		forests[i] = answered_forest(forest, discovery, arena);
	return (struct drawing_spec){ forests, count };
}

/* ---- topologies ---- */

static struct drawing_forest example_forest(const struct example_forest_row *row, struct arena *arena)
{
	struct drawing_site *sites = arena_alloc(arena, row->sites.count * sizeof(*sites));
	for (size_t i = 0; i < row->sites.count; i++) {
		const struct example_site_row *site = &row->sites.items[i];
		sites[i] = (struct drawing_site){
			.name = site->name,
			.hosts = { &site->namespace, site->namespace != NULL },
			.servers = site->servers,
			.is_facing = site->namespace != NULL,
		};
	}
	choose_discovery(sites, row->sites.count);
	return (struct drawing_forest){ row->name, sites, row->sites.count };
}

struct drawing_spec drawing_of_topology(const struct topology_row *row, struct arena *arena)
{
	struct drawing_forest *forests = arena_alloc(arena, row->example.count * sizeof(*forests));
	for (size_t i = 0; i < row->example.count; i++)
		forests[i] = example_forest(&row->example.items[i], arena);
	return (struct drawing_spec){ forests, row->example.count };
}
