/* core/scope_coexistence.c: what a step says about older servers beside the new ones, and about
 * Extended Protection. */
#include "base/attr.h"
#include "base/text.h"
#include "scope_kit.h"
#include "scope_values.h"

/* ---- the older servers of the site ---- */

struct value get_legacy_host(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->site->legacy.host);
}

struct value get_legacy_external_addresses(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answers(scope, &scope->site->legacy.external_addresses);
}

struct value get_legacy_internal_addresses(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answers(scope, &scope->site->legacy.internal_addresses);
}

/* The URL of a service on the older servers, which spell the path as the new ones do. */
struct value get_legacy_url(struct scope *scope, const char *argument)
{
	int service = service_find(scope->plan->know, argument);
	const char *path = service < 0 ? NULL : scope->plan->know->services.items[service].path;
	const char *host = scope->site->legacy.host.value;
	scope_note(scope, scope->site->legacy.host.node);
	if (!path || !host)
		return scope_text(NULL);
	return scope_text(arena_printf(scope->arena, "https://%s%s", host, path));
}

/* What the service connection points of the site hold; the older servers get the same. */
struct value get_site_scp_url(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_scp *scp =
	        index_scp(scope->index, scope->site, scope->site->servers.items);
	if (!scp)
		return scope_text(NULL);
	scope_note_all(scope, &scp->from);
	return scope_text(scp->url);
}

void collect_legacy_servers(struct scope *scope, struct item_list *items)
{
	LIST_EACH(const struct server_answer, server, scope->site->legacy.servers) {
		struct server_place *place = arena_alloc(scope->scratch, sizeof(*place));
		*place = (struct server_place){ .site = scope->site, .server = server };
		LIST_PUSH(scope->scratch, items, place);
	}
}

static bool site_has_legacy(struct scope *scope, const struct site_answer *site)
{
	scope_note(scope, site->legacy.host.node);
	return site->legacy.host.value != NULL;
}

bool has_legacy_name(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->coexistence.node);
	return scope_any_site(scope, site_has_legacy);
}

bool has_legacy_servers(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->site->legacy.servers.node);
	return scope->site->legacy.servers.count > 0;
}

bool is_legacy_on_certificate(struct scope *scope, const char *argument)
{
	(void)argument;
	const char *host = scope->site->legacy.host.value;
	scope_note(scope, scope->site->legacy.host.node);
	scope_note_all(scope, &scope->certificate->from);
	return host && certificate_lists(scope->certificate, host);
}

bool has_coexistence_with(struct scope *scope, const char *argument)
{
	scope_note(scope, scope->plan->request->coexistence.node);
	LIST_EACH(const struct text_answer, older, scope->plan->request->coexistence) {
		if (text_equal(older->value, argument))
			return true;
	}
	return false;
}

/* ---- another data center ---- */

struct value get_failback_url(struct scope *scope, const char *argument)
{
	(void)argument;
	int owa = service_find(scope->plan->know, "owa");
	const char *host = scope->site->failback_host.value;
	scope_note(scope, scope->site->failback_host.node);
	if (owa < 0 || !host)
		return scope_text(NULL);
	return scope_text(arena_printf(scope->arena, "https://%s%s", host,
	        scope->plan->know->services.items[owa].path));
}

bool has_failback_host(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->site->failback_host.node);
	return site_uses_failback_host(scope->plan->request, scope->site);
}

/* ---- the product ---- */

bool has_extended_protection(struct scope *scope, const char *argument)
{
	const struct text_answer *answer = &scope->plan->request->extended_protection;
	scope_note(scope, answer->node);
	return text_equal(answer->value, argument);
}
