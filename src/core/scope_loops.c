/* core/scope_loops.c: inner loops, and what a step says about their items. */
#include "base/attr.h"
#include "base/text.h"
#include "scope_kit.h"
#include "scope_values.h"

/* ---- records ---- */

static void collect_records(struct scope *scope, struct item_list *items, enum view view)
{
	LIST_EACH(const struct plan_record, record, scope->plan->records) {
		if (record->view == view)
			LIST_PUSH(scope->scratch, items, record);
	}
}

static void collect_external_records(struct scope *scope, struct item_list *items)
{
	collect_records(scope, items, VIEW_EXTERNAL);
}

static void collect_internal_records(struct scope *scope, struct item_list *items)
{
	collect_records(scope, items, VIEW_INTERNAL);
}

static void enter_record(struct scope *scope, const void *item)
{
	scope->record = item;
	scope_note_all(scope, &scope->record->from);
}

struct value get_record_zone(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->record->zone);
}

struct value get_record_owner(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->record->owner);
}

struct value get_record_type(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_word(record_type_text(scope->record->type));
}

struct value get_record_data(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->record->data);
}

struct value get_record_ttl(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_number(scope, scope->record->ttl);
}

/* As a line of a master file; a host has its final dot there. */
struct value get_record_text(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_record *record = scope->record;
	bool names_host = record->type == RECORD_CNAME || record->type == RECORD_SRV;
	return scope_text(arena_printf(scope->arena, "%s. %ld IN %s %s%s", record->owner,
	        record->ttl, record_type_text(record->type), record->data,
	        names_host ? "." : ""));
}

/* ---- records that must not be ---- */

static void collect_forbidden(struct scope *scope, struct item_list *items, enum view view,
        bool is_port)
{
	LIST_EACH(const struct forbidden_record, record, scope->plan->forbidden) {
		if (record->view == view && record->is_port == is_port)
			LIST_PUSH(scope->scratch, items, record);
	}
}

static void collect_forbidden_external(struct scope *scope, struct item_list *items)
{
	collect_forbidden(scope, items, VIEW_EXTERNAL, false);
}

static void collect_forbidden_internal(struct scope *scope, struct item_list *items)
{
	collect_forbidden(scope, items, VIEW_INTERNAL, false);
}

static void collect_closed_external(struct scope *scope, struct item_list *items)
{
	collect_forbidden(scope, items, VIEW_EXTERNAL, true);
}

static void collect_closed_internal(struct scope *scope, struct item_list *items)
{
	collect_forbidden(scope, items, VIEW_INTERNAL, true);
}

static void enter_forbidden(struct scope *scope, const void *item)
{
	scope->forbidden = item;
	scope_note_all(scope, &scope->forbidden->from);
}

struct value get_forbidden_owner(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->forbidden->owner);
}

struct value get_forbidden_types(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_list(texts_of(&scope->forbidden->types));
}

struct value get_forbidden_reason(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->forbidden->reason);
}

/* ---- names of the certificate ---- */

static void collect_names(struct scope *scope, struct item_list *items)
{
	LIST_EACH(const struct plan_name, name, scope->certificate->names)
		LIST_PUSH(scope->scratch, items, name);
}

static void enter_name(struct scope *scope, const void *item)
{
	scope->name = item;
	scope_note_all(scope, &scope->name->from);
}

struct value get_name(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->name->name);
}

struct value get_name_reason(struct scope *scope, const char *argument)
{
	(void)argument;
	struct text_list words = { 0 };
	LIST_EACH(const struct name_reason, reason, scope->name->reasons) {
		bool has_detail = reason->detail && *reason->detail;
		LIST_PUSH(scope->scratch, &words, has_detail ? reason->detail : reason->code);
	}
	return scope_text(texts_join(scope->arena, texts_of(&words), "; "));
}

/* ---- mail domains ---- */

static void collect_domains_of(struct scope *scope, struct item_list *items,
        const struct forest_answer *forest)
{
	LIST_EACH(const struct text_answer, domain, forest->smtp_domains)
		LIST_PUSH(scope->scratch, items, domain);
}

static void collect_mail_domains(struct scope *scope, struct item_list *items)
{
	const struct request *request = scope->plan->request;
	if (scope->forest) {
		collect_domains_of(scope, items, scope->forest);
		return;
	}
	for (size_t i = 0; i < request->forest_count; i++)
		collect_domains_of(scope, items, &request->forests[i]);
}

static void enter_mail_domain(struct scope *scope, const void *item)
{
	scope->mail_domain = item;
	scope_note(scope, scope->mail_domain->node);
}

struct value get_item_mail_domain(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->mail_domain->value);
}

struct value get_item_autodiscover_host(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(autodiscover_host(scope->arena, scope->mail_domain->value));
}

/* ---- servers ---- */

static void collect_servers_of(struct scope *scope, struct item_list *items,
        const struct site_answer *site)
{
	LIST_EACH(const struct server_answer, server, site->servers) {
		struct server_place *place = arena_alloc(scope->scratch, sizeof(*place));
		*place = (struct server_place){ .site = site, .server = server };
		LIST_PUSH(scope->scratch, items, place);
	}
}

static void collect_servers(struct scope *scope, struct item_list *items)
{
	if (scope->about_certificate) {
		LIST_EACH(const struct server_place, place, scope->certificate->servers)
			LIST_PUSH(scope->scratch, items, place);
		return;
	}
	struct item_list sites = { 0 };
	scope_sites(scope, &sites);
	LIST_EACH(const void *, site, sites)
		collect_servers_of(scope, items, *site);
}

static void enter_server(struct scope *scope, const void *item)
{
	scope->each_server = item;
	scope_note(scope, scope->each_server->server->node);
}

struct value get_each_server(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->each_server->server->name);
}

struct value get_each_directory(struct scope *scope, const char *argument)
{
	return scope_text(directory_identity(scope, scope->each_server->server, argument));
}

/* ---- sites ---- */

static void collect_facing_sites(struct scope *scope, struct item_list *items)
{
	struct item_list sites = { 0 };
	scope_sites(scope, &sites);
	LIST_EACH(const void *, item, sites) {
		const struct site_answer *site = *item;
		if (site->internet_facing.value)
			LIST_PUSH(scope->scratch, items, site);
	}
}

static void enter_site(struct scope *scope, const void *item)
{
	scope->each_site = item;
	scope_note(scope, scope->each_site->name.node);
}

struct value get_each_site(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(scope->each_site->name.value);
}

struct value get_each_namespace(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_answer(scope, &scope->each_site->namespace);
}

/* ---- certificates ---- */

static void collect_certificates(struct scope *scope, struct item_list *items)
{
	LIST_EACH(const struct plan_certificate, certificate, scope->plan->certificates) {
		if (certificate->has_request && scope_holds_certificate(scope, certificate))
			LIST_PUSH(scope->scratch, items, certificate);
	}
}

static void enter_certificate(struct scope *scope, const void *item)
{
	scope->certificate = item;
	scope_note_all(scope, &scope->certificate->from);
}

/* ---- addresses ---- */

static void collect_addresses(struct scope *scope, struct item_list *items,
        const struct text_answers *(*of)(const struct site_answer *))
{
	struct item_list sites = { 0 };
	scope_sites(scope, &sites);
	LIST_EACH(const void *, site, sites) {
		LIST_EACH(const struct text_answer, address, *of(*site))
			LIST_PUSH(scope->scratch, items, address);
	}
}

static const struct text_answers *external_of(const struct site_answer *site)
{
	return &site->external_addresses;
}

static const struct text_answers *internal_of(const struct site_answer *site)
{
	return &site->internal_addresses;
}

static const struct text_answers *second_external_of(const struct site_answer *site)
{
	return &site->autodiscover_external_addresses;
}

static const struct text_answers *second_internal_of(const struct site_answer *site)
{
	return &site->autodiscover_internal_addresses;
}

static void collect_external(struct scope *scope, struct item_list *items)
{
	collect_addresses(scope, items, external_of);
}

static void collect_internal(struct scope *scope, struct item_list *items)
{
	collect_addresses(scope, items, internal_of);
}

static void collect_second_external(struct scope *scope, struct item_list *items)
{
	collect_addresses(scope, items, second_external_of);
}

static void collect_second_internal(struct scope *scope, struct item_list *items)
{
	collect_addresses(scope, items, second_internal_of);
}

static void enter_address(struct scope *scope, const void *item)
{
	scope->address = item;
	scope_note(scope, scope->address->node);
}

struct value get_item_address(struct scope *scope, const char *argument)
{
	(void)argument;
	if (scope->port)
		return value_list(texts_of(&scope->port->addresses));
	return scope_text(scope->address->value);
}

/* ---- ports ---- */

static void collect_ports(struct scope *scope, struct item_list *items)
{
	struct item_list sites = { 0 };
	scope_sites(scope, &sites);
	LIST_EACH(const void *, site, sites) {
		struct port_list ports = plan_ports(scope->plan, *site, scope->scratch);
		LIST_EACH(struct plan_port *, port, ports)
			LIST_PUSH(scope->scratch, items, *port);
	}
}

static void note_addresses(struct scope *scope, const struct text_answers *addresses)
{
	LIST_EACH(const struct text_answer, address, *addresses)
		scope_note(scope, address->node);
}

static void enter_port(struct scope *scope, const void *item)
{
	scope->port = item;
	scope->each_site = scope->port->site;
	bool is_second = scope->port->is_second;
	note_addresses(scope, (is_second ? second_external_of : external_of)(scope->each_site));
	note_addresses(scope, (is_second ? second_internal_of : internal_of)(scope->each_site));
}

struct value get_port(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_word(scope->port->number);
}

struct value get_port_inside(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_list(texts_of(&scope->port->inside));
}

struct value get_port_inside_answer(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_word(scope->port->inside_answer);
}

struct value get_port_service(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_list(texts_of(&scope->port->services));
}

const struct loop scope_loops[] = {
	{ "address-external", 0, SCOPE_ADDRESS, collect_external, enter_address },
	{ "address-internal", 0, SCOPE_ADDRESS, collect_internal, enter_address },
	{ "autodiscover-address-external", 0, SCOPE_ADDRESS, collect_second_external,
	        enter_address },
	{ "autodiscover-address-internal", 0, SCOPE_ADDRESS, collect_second_internal,
	        enter_address },
	{ "certificate", 0, SCOPE_CERTIFICATE, collect_certificates, enter_certificate },
	{ "closed-host", 0, SCOPE_FORBIDDEN, collect_closed_external, enter_forbidden },
	{ "closed-host-internal", 0, SCOPE_FORBIDDEN, collect_closed_internal, enter_forbidden },
	{ "forbidden", 0, SCOPE_FORBIDDEN, collect_forbidden_external, enter_forbidden },
	{ "forbidden-internal", 0, SCOPE_FORBIDDEN, collect_forbidden_internal, enter_forbidden },
	{ "https-host", 0, SCOPE_NAMESPACE, collect_https_hosts, enter_namespace },
	{ "imap4-host", 0, SCOPE_NAMESPACE, collect_imap4_hosts, enter_namespace },
	{ "legacy-server", SCOPE_SITE, SCOPE_EACH_SERVER, collect_legacy_servers, enter_server },
	{ "mail-domain", 0, SCOPE_MAIL_DOMAIN, collect_mail_domains, enter_mail_domain },
	{ "name", SCOPE_CERTIFICATE, SCOPE_NAME, collect_names, enter_name },
	{ "namespace", 0, SCOPE_NAMESPACE, collect_namespaces, enter_namespace },
	{ "pop3-host", 0, SCOPE_NAMESPACE, collect_pop3_hosts, enter_namespace },
	{ "port", 0, SCOPE_PORT | SCOPE_ADDRESS | SCOPE_EACH_SITE, collect_ports, enter_port },
	{ "prompt", 0, SCOPE_PROMPT, collect_prompts, enter_prompt },
	{ "record-external", 0, SCOPE_RECORD, collect_external_records, enter_record },
	{ "record-internal", 0, SCOPE_RECORD, collect_internal_records, enter_record },
	{ "server", 0, SCOPE_EACH_SERVER, collect_servers, enter_server },
	{ "site", 0, SCOPE_EACH_SITE, collect_facing_sites, enter_site },
	{ "smtp-host", 0, SCOPE_NAMESPACE, collect_smtp_hosts, enter_namespace },
	{ "validation", SCOPE_CERTIFICATE, SCOPE_VALIDATION, collect_validations,
	        enter_validation },
	{ "zone-new", 0, SCOPE_NEW_ZONE, collect_new_zones, enter_new_zone },
};

const size_t scope_loop_count = COUNT_OF(scope_loops);
