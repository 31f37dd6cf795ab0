/* core/scope_variables.c: what a step says about the plan, its forests, sites and servers. */
#include <string.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/text.h"
#include "scope_kit.h"
#include "scope_values.h"

/* ---- values ---- */

struct value scope_text(const char *text)
{
	return (struct value){ .kind = text ? VALUE_TEXT : VALUE_NONE, .text = text };
}

struct value value_word(const char *text)
{
	return (struct value){ .kind = text ? VALUE_WORD : VALUE_NONE, .text = text };
}

struct value scope_number(struct scope *scope, long number)
{
	return value_word(arena_printf(scope->arena, "%ld", number));
}

struct value value_list(struct texts list)
{
	return (struct value){ .kind = list.count ? VALUE_LIST : VALUE_NONE, .list = list };
}

struct value value_answer(struct scope *scope, const struct text_answer *answer)
{
	scope_note(scope, answer->node);
	return scope_text(answer->value);
}

struct value value_answers(struct scope *scope, const struct text_answers *answers)
{
	struct text_list list = { 0 };
	LIST_EACH(const struct text_answer, answer, *answers) {
		scope_note(scope, answer->node);
		LIST_PUSH(scope->scratch, &list, answer->value);
	}
	return value_list(texts_of(&list));
}

/* A URL or host: where it is empty, that is on purpose. */
static struct value value_url(const char *url)
{
	if (url)
		return scope_text(url);
	return (struct value){ .kind = VALUE_EMPTY, .text = "empty" };
}

/* ---- plan ---- */

static struct value get_date(struct scope *scope, const char *argument)
{
	(void)argument;
	char *text = arena_alloc(scope->arena, DATE_TEXT_SIZE);
	date_format(scope->plan->request->date, text);
	scope_note(scope, scope->plan->request->date_node);
	return scope_text(text);
}

static struct value get_organization(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->plan->request->organization.name);
}

static struct value get_product(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct release *release = &scope->plan->request->release;
	scope_note(scope, scope->plan->request->product_node);
	scope_note(scope, scope->plan->request->update_node);
	return scope_text(arena_printf(scope->arena, "%s %s", release->product->name,
	        release->product->updates.items[release->update]));
}

static struct value get_download_host(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->plan->request->download_host);
}

/* ---- forest ---- */

static struct value get_forest(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->forest->name);
}

static struct value get_mail_domain(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->forest->smtp_domains.items[0]);
}

static struct value get_autodiscover_site(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct site_answer *site = scope->forest->autodiscover_site;
	return site ? value_answer(scope, &site->name) : scope_text(NULL);
}

static struct value get_forest_namespace(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct site_answer *site = scope->forest->autodiscover_site;
	return site ? value_answer(scope, &site->namespace) : scope_text(NULL);
}

static struct value get_autodiscover_host(struct scope *scope, const char *argument)
{
	struct value domain = get_mail_domain(scope, argument);
	return scope_text(autodiscover_host(scope->arena, domain.text));
}

/* Users of a proxied site are given the hosts of the site that answers Autodiscover. */
static struct value get_forest_external_host(struct scope *scope, const char *argument)
{
	const struct site_answer *site = scope->forest->autodiscover_site;
	return site ? site_host_value(scope, site, argument) : scope_text(NULL);
}

static struct value get_forest_principal(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_principal(scope, forest_certificate(scope));
}

/* ---- site ---- */

static struct value get_site(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->site->name);
}

static struct value get_namespace(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->site->namespace);
}

static struct value get_users(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->site->mailbox_users.node);
	return scope_number(scope, scope->site->mailbox_users.value);
}

static struct value get_external_addresses(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answers(scope, &scope->site->external_addresses);
}

static struct value get_internal_addresses(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answers(scope, &scope->site->internal_addresses);
}

static struct value get_second_external_addresses(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answers(scope, &scope->site->autodiscover_external_addresses);
}

static struct value get_second_internal_addresses(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answers(scope, &scope->site->autodiscover_internal_addresses);
}

static struct value get_redirect_url(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_web_site *web_site = index_second_web_site(scope->index, scope->site);
	scope_note(scope, scope->plan->request->certificates.scenario_node);
	return scope_text(web_site ? web_site->redirect_to : NULL);
}

static struct value get_servers(struct scope *scope, const char *argument)
{
	(void)argument;
	struct text_list names = { 0 };
	LIST_EACH(const struct server_answer, server, scope->site->servers) {
		scope_note(scope, server->node);
		LIST_PUSH(scope->scratch, &names, server->name);
	}
	return value_list(texts_of(&names));
}

/* ---- server ---- */

static struct value server_text(struct scope *scope, const char *text)
{
	scope_note(scope, scope->server->node);
	return scope_text(text);
}

static struct value get_server(struct scope *scope, const char *argument)
{
	(void)argument;
	return server_text(scope, scope->server->name);
}

static struct value get_fqdn(struct scope *scope, const char *argument)
{
	(void)argument;
	return server_text(scope, scope->server->fqdn);
}

/* Nobody has to say it; then there are words for a person and no command. */
static struct value optional_address(struct scope *scope, const char *address)
{
	scope_note(scope, scope->server->node);
	if (address)
		return scope_text(address);
	return (struct value){ .kind = VALUE_NONE, .text = "an address of its own" };
}

static struct value get_address(struct scope *scope, const char *argument)
{
	(void)argument;
	return optional_address(scope, scope->server->address);
}

static struct value get_autodiscover_address(struct scope *scope, const char *argument)
{
	(void)argument;
	return optional_address(scope, scope->server->autodiscover_address);
}

/* OfficeDocs-Exchange, "Configure mail flow and client access", has the form. */
const char *directory_identity(const struct scope *scope, const struct server_answer *server,
        const char *service_id)
{
	int service = service_find(scope->plan->know, service_id);
	if (service < 0 || !scope->plan->know->services.items[service].virtual_directory)
		return NULL;
	const char *const parts[] = { server->name, "\\",
		scope->plan->know->services.items[service].virtual_directory,
		" (" DEFAULT_WEB_SITE ")" };
	return texts_join(scope->arena, (struct texts){ parts, COUNT_OF(parts) }, "");
}

static struct value get_directory(struct scope *scope, const char *argument)
{
	return server_text(scope, directory_identity(scope, scope->server, argument));
}

static struct value get_scp_url(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_scp *scp = index_scp(scope->index, scope->site, scope->server);
	if (!scp)
		return scope_text(NULL);
	scope_note_all(scope, &scp->from);
	return scope_text(scp->url);
}

/* Servers of one site may have different ones: self-signed certificates name their own server only. */
static struct value get_scp_host(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_scp *scp = index_scp(scope->index, scope->site, scope->server);
	if (!scp)
		return scope_text(NULL);
	scope_note_all(scope, &scp->from);
	return scope_text(scp->host);
}

static struct value get_internal_url(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	return url ? value_url(url->internal) : scope_text(NULL);
}

static struct value get_external_url(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	return url ? value_url(url->external) : scope_text(NULL);
}

static struct value get_internal_host(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	return url ? value_url(url->internal_host) : scope_text(NULL);
}

/* That people inside open, which may be another one than other servers are told. */
static struct value get_people_host(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	return url ? value_url(url->people_host) : scope_text(NULL);
}

/* Mail services have a host without having a URL. */
static struct value get_external_host(struct scope *scope, const char *argument)
{
	const struct plan_url *url = scope_url(scope, argument);
	if (url)
		return value_url(url->external_host);
	return site_host_value(scope, scope->site, argument);
}

#define SERVICE .form = { .refers_to = "services" }

const struct variable scope_variables[] = {
	{ "address", SCOPE_ADDRESS, .get = get_item_address },
	{ "autodiscover_host", SCOPE_MAIL_DOMAIN, .get = get_item_autodiscover_host },
	{ "certificate.bits", SCOPE_CERTIFICATE, .get = get_bits },
	{ "certificate.common_name", SCOPE_CERTIFICATE, .get = get_common_name },
	{ "certificate.csr", SCOPE_CERTIFICATE, .get = get_csr },
	{ "certificate.friendly_name", SCOPE_CERTIFICATE, .get = get_friendly_name },
	{ "certificate.id", SCOPE_CERTIFICATE, .get = get_certificate_id },
	{ "certificate.inf_file", SCOPE_CERTIFICATE, .get = get_inf_file },
	{ "certificate.issuer", SCOPE_CERTIFICATE, .get = get_issuer },
	{ "certificate.key", SCOPE_CERTIFICATE, .get = get_key },
	{ "certificate.names", SCOPE_CERTIFICATE, .get = get_names },
	{ "certificate.pfx_file", SCOPE_CERTIFICATE, .get = get_pfx_file },
	{ "certificate.principal", SCOPE_CERTIFICATE, .get = get_principal },
	{ "certificate.reply_file", SCOPE_CERTIFICATE, .get = get_reply_file },
	{ "certificate.request_file", SCOPE_CERTIFICATE, .get = get_request_file },
	{ "certificate.services", SCOPE_CERTIFICATE, .get = get_services },
	{ "certificate.subject", SCOPE_CERTIFICATE, .get = get_subject },
	{ "certificate.web_site", SCOPE_CERTIFICATE, .get = get_web_site },
	{ "download.host", 0, .get = get_download_host },
	{ "each.directory.", SCOPE_EACH_SERVER, SERVICE, .get = get_each_directory },
	{ "each.host.", SCOPE_EACH_SITE, SERVICE, .get = get_each_host },
	{ "each.namespace", SCOPE_EACH_SITE, .get = get_each_namespace },
	{ "each.server", SCOPE_EACH_SERVER, .get = get_each_server },
	{ "each.site", SCOPE_EACH_SITE, .get = get_each_site },
	{ "forbidden.owner", SCOPE_FORBIDDEN, .get = get_forbidden_owner },
	{ "forbidden.reason", SCOPE_FORBIDDEN, .get = get_forbidden_reason },
	{ "forbidden.types", SCOPE_FORBIDDEN, .get = get_forbidden_types },
	{ "forest.autodiscover_host", SCOPE_FOREST, .get = get_autodiscover_host },
	{ "forest.autodiscover_site", SCOPE_FOREST, .get = get_autodiscover_site },
	{ "forest.external_host.", SCOPE_FOREST, SERVICE, .get = get_forest_external_host },
	{ "forest.mail_domain", SCOPE_FOREST, .get = get_mail_domain },
	{ "forest.name", SCOPE_FOREST, .get = get_forest },
	{ "forest.namespace", SCOPE_FOREST, .get = get_forest_namespace },
	{ "forest.principal", SCOPE_FOREST, .get = get_forest_principal },
	{ "mail_domain", SCOPE_MAIL_DOMAIN, .get = get_item_mail_domain },
	{ "name", SCOPE_NAME, .get = get_name },
	{ "name.reason", SCOPE_NAME, .get = get_name_reason },
	{ "namespace.host", SCOPE_NAMESPACE, .get = get_namespace_host },
	{ "namespace.services", SCOPE_NAMESPACE, .get = get_namespace_services },
	{ "namespace.site", SCOPE_NAMESPACE, .get = get_namespace_site },
	{ "organization", 0, .get = get_organization },
	{ "plan.date", 0, .get = get_date },
	{ "port", SCOPE_PORT, .get = get_port },
	{ "port.inside", SCOPE_PORT, .get = get_port_inside },
	{ "port.inside_answer", SCOPE_PORT, .get = get_port_inside_answer },
	{ "port.service", SCOPE_PORT, .get = get_port_service },
	{ "product.name", 0, .get = get_product },
	{ "prompt.host", SCOPE_PROMPT, .get = get_prompt_host },
	{ "prompt.mail_domain", SCOPE_PROMPT, .get = get_prompt_mail_domain },
	{ "prompt.way", SCOPE_PROMPT, .get = get_prompt_way },
	{ "record.data", SCOPE_RECORD, .get = get_record_data },
	{ "record.owner", SCOPE_RECORD, .get = get_record_owner },
	{ "record.text", SCOPE_RECORD, .get = get_record_text },
	{ "record.ttl", SCOPE_RECORD, .get = get_record_ttl },
	{ "record.type", SCOPE_RECORD, .get = get_record_type },
	{ "record.zone", SCOPE_RECORD, .get = get_record_zone },
	{ "renewal.date", 0, .get = get_renewal_date },
	{ "server.address", SCOPE_SERVER, .get = get_address },
	{ "server.autodiscover_address", SCOPE_SERVER, .get = get_autodiscover_address },
	{ "server.directory.", SCOPE_SERVER, SERVICE, .get = get_directory },
	{ "server.external_host.", SCOPE_SERVER, SERVICE, .get = get_external_host },
	{ "server.external_url.", SCOPE_SERVER, SERVICE, .get = get_external_url },
	{ "server.fqdn", SCOPE_SERVER, .get = get_fqdn },
	{ "server.internal_host.", SCOPE_SERVER, SERVICE, .get = get_internal_host },
	{ "server.internal_url.", SCOPE_SERVER, SERVICE, .get = get_internal_url },
	{ "server.name", SCOPE_SERVER, .get = get_server },
	{ "server.people_host.", SCOPE_SERVER, SERVICE, .get = get_people_host },
	{ "server.scp_host", SCOPE_SERVER, .get = get_scp_host },
	{ "server.scp_url", SCOPE_SERVER, .get = get_scp_url },
	{ "site.autodiscover_external_addresses", SCOPE_SITE,
	        .get = get_second_external_addresses },
	{ "site.autodiscover_internal_addresses", SCOPE_SITE,
	        .get = get_second_internal_addresses },
	{ "site.external_addresses", SCOPE_SITE, .get = get_external_addresses },
	{ "site.failback_url", SCOPE_SITE, .get = get_failback_url },
	{ "site.internal_addresses", SCOPE_SITE, .get = get_internal_addresses },
	{ "site.legacy_external_addresses", SCOPE_SITE, .get = get_legacy_external_addresses },
	{ "site.legacy_host", SCOPE_SITE, .get = get_legacy_host },
	{ "site.legacy_internal_addresses", SCOPE_SITE, .get = get_legacy_internal_addresses },
	{ "site.legacy_url.", SCOPE_SITE, SERVICE, .get = get_legacy_url },
	{ "site.name", SCOPE_SITE, .get = get_site },
	{ "site.namespace", SCOPE_SITE, .get = get_namespace },
	{ "site.redirect_url", SCOPE_SITE, .get = get_redirect_url },
	{ "site.scp_url", SCOPE_SITE, .get = get_site_scp_url },
	{ "site.servers", SCOPE_SITE, .get = get_servers },
	{ "site.users", SCOPE_SITE, .get = get_users },
	{ "validation", SCOPE_VALIDATION, .get = get_validation },
	{ "zone", SCOPE_NEW_ZONE, .get = get_new_zone },
};

const size_t scope_variable_count = COUNT_OF(scope_variables);
