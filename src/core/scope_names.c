/* core/scope_names.c: the names that people type and meet, the zones they need, and how somebody
 * shows that they are his. */
#include "base/attr.h"
#include "base/map.h"
#include "base/text.h"
#include "hosts.h"
#include "scope_kit.h"
#include "scope_values.h"

/* ---- hosts of services ---- */

struct value site_host_value(struct scope *scope, const struct site_answer *site,
        const char *id)
{
	const struct request *request = scope->plan->request;
	int service = scope_service(scope, id);
	if (service < 0 || !site->internet_facing.value || !service_is_external(request, service))
		return scope_text(NULL);
	const struct text_answer *own = &site->hosts[service];
	scope_note(scope, own->value ? own->node : site->namespace.node);
	return scope_text(site_external_host(site, request, service));
}

struct value get_each_host(struct scope *scope, const char *argument)
{
	return site_host_value(scope, scope->each_site, argument);
}

/* ---- every host that clients outside connect to ---- */

static bool holds_site(const struct scope *scope, const struct site_answer *site)
{
	if (scope->site)
		return scope->site == site;
	return !scope->forest || site_forest(scope->plan->request, site) == scope->forest;
}

void collect_namespaces(struct scope *scope, struct item_list *items)
{
	LIST_EACH(const struct plan_namespace, namespace, scope->plan->namespaces) {
		if (holds_site(scope, namespace->site))
			LIST_PUSH(scope->scratch, items, namespace);
	}
}

/* ---- those that answer HTTPS, each once ---- */

/* Where nothing but mail programs go, only their ports are open. */
static bool answers_https(const struct plan *plan, const struct plan_namespace *namespace)
{
	bool only_mail = namespace->services.count > 0 &&
	        !text_equal(namespace->host, namespace->site->namespace.value);
	LIST_EACH(const char *const, id, namespace->services) {
		int service = service_find(plan->know, *id);
		only_mail = only_mail && service >= 0 &&
		        service_kind_is(plan->request, service, "mail");
	}
	return !only_mail;
}

static void push_once(struct scope *scope, struct item_list *items, struct map *known,
        const struct plan_namespace *namespace)
{
	if (map_get(known, namespace->host))
		return;
	map_put(known, namespace->host, known);
	LIST_PUSH(scope->scratch, items, namespace);
}

static void push_discovery(struct scope *scope, struct item_list *items, struct map *known,
        const struct forest_answer *forest)
{
	for (size_t i = 0; i < forest->smtp_domains.count; i++) {
		enum discovery discovery = forest_discovery(scope->plan->request, forest, i);
		if (discovery != DISCOVERY_HOST && discovery != DISCOVERY_SECOND)
			continue;
		const struct text_answer *domain = &forest->smtp_domains.items[i];
		struct plan_namespace *host = arena_alloc(scope->scratch, sizeof(*host));
		*host = (struct plan_namespace){
			.host = autodiscover_host(scope->arena, domain->value),
			.site = forest->autodiscover_site,
		};
		from_add(scope->scratch, &host->from, domain->node);
		push_once(scope, items, known, host);
	}
}

void collect_https_hosts(struct scope *scope, struct item_list *items)
{
	const struct request *request = scope->plan->request;
	struct map *known = map_make(scope->scratch);
	LIST_EACH(const struct plan_namespace, namespace, scope->plan->namespaces) {
		if (holds_site(scope, namespace->site) && answers_https(scope->plan, namespace))
			push_once(scope, items, known, namespace);
	}
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct site_answer *site = request->forests[i].autodiscover_site;
		if (site && holds_site(scope, site))
			push_discovery(scope, items, known, &request->forests[i]);
	}
}

/* ---- those of one mail service, each once ---- */

static void collect_mail_hosts(struct scope *scope, struct item_list *items, const char *service)
{
	struct map *known = map_make(scope->scratch);
	scope_service(scope, service);
	LIST_EACH(const struct plan_namespace, namespace, scope->plan->namespaces) {
		if (holds_site(scope, namespace->site) &&
		        texts_have(texts_of(&namespace->services), service))
			push_once(scope, items, known, namespace);
	}
}

void collect_pop3_hosts(struct scope *scope, struct item_list *items)
{
	collect_mail_hosts(scope, items, "pop3");
}

void collect_imap4_hosts(struct scope *scope, struct item_list *items)
{
	collect_mail_hosts(scope, items, "imap4");
}

void collect_smtp_hosts(struct scope *scope, struct item_list *items)
{
	collect_mail_hosts(scope, items, "smtp");
}

void enter_namespace(struct scope *scope, const void *item)
{
	scope->namespace = item;
	scope_note_all(scope, &scope->namespace->from);
}

struct value get_namespace_host(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->namespace->host);
}

struct value get_namespace_site(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->namespace->site->name);
}

/* As people call them. */
struct value get_namespace_services(struct scope *scope, const char *argument)
{
	(void)argument;
	struct text_list names = { 0 };
	LIST_EACH(const char *const, id, scope->namespace->services) {
		int service = scope_service(scope, *id);
		if (service >= 0)
			LIST_PUSH(scope->scratch, &names,
			        scope->plan->know->services.items[service].name);
	}
	return value_list(texts_of(&names));
}

/* ---- questions of Outlook ---- */

void collect_prompts(struct scope *scope, struct item_list *items)
{
	struct prompt_list prompts = plan_prompts(scope->plan, scope->scratch);
	LIST_EACH(const struct plan_prompt, prompt, prompts)
		LIST_PUSH(scope->scratch, items, prompt);
}

void enter_prompt(struct scope *scope, const void *item)
{
	scope->prompt = item;
	scope_note_all(scope, &scope->prompt->from);
}

struct value get_prompt_host(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->prompt->host);
}

struct value get_prompt_mail_domain(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->prompt->mail_domain);
}

struct value get_prompt_way(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_word(scope->prompt->way);
}

/* ---- zones that must be made ---- */

void collect_new_zones(struct scope *scope, struct item_list *items)
{
	struct map *known = map_make(scope->scratch);
	LIST_EACH(const struct plan_record, record, scope->plan->records) {
		if (record->view != VIEW_INTERNAL || !record->zone_is_new ||
		        map_get(known, record->zone))
			continue;
		map_put(known, record->zone, known);
		LIST_PUSH(scope->scratch, items, record);
	}
}

void enter_new_zone(struct scope *scope, const void *item)
{
	scope->new_zone = item;
	scope_note_all(scope, &scope->new_zone->from);
}

struct value get_new_zone(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->new_zone->zone);
}

/* ---- proof of control of a domain ---- */

void collect_validations(struct scope *scope, struct item_list *items)
{
	const struct plan *plan = scope->plan;
	bool is_wildcard = index_is_wildcard(scope->index, plan, scope->certificate);
	scope_note(scope, plan->request->date_node);
	for (size_t i = 0; i < plan->know->validations.count; i++) {
		const struct validation_row *row = &plan->know->validations.items[i];
		if (text_equal(row->issuer, scope->certificate->issuer->id) &&
		        (row->wildcards || !is_wildcard) &&
		        validation_holds(row, plan->request->date))
			LIST_PUSH(scope->scratch, items, row);
	}
}

void enter_validation(struct scope *scope, const void *item)
{
	scope->validation = item;
}

struct value get_validation(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->validation->text);
}
