/*
 * scope_values.h: the functions behind the variables of certificates and inner loops, for the one
 * table of variables, and how values are made.
 */
#ifndef CORE_SCOPE_VALUES_H
#define CORE_SCOPE_VALUES_H

#include "core/scope.h"

/* Of texts; NULL, and an empty list, are no value. */
struct value scope_text(const char *text);
struct value value_word(const char *text);
struct value scope_number(struct scope *scope, long number);
struct value value_list(struct texts list);
/* Of answers, which are noted. */
struct value value_answer(struct scope *scope, const struct text_answer *answer);
struct value value_answers(struct scope *scope, const struct text_answers *answers);
/* "msstd:" and the common name. */
struct value value_principal(struct scope *scope, const struct plan_certificate *certificate);

/* The one that the forest's Autodiscover site presents on its default web site; NULL: no such
 * site. */
const struct plan_certificate *forest_certificate(struct scope *scope);

typedef struct value scope_get(struct scope *scope, const char *argument);

/* Certificate in scope. */
scope_get get_bits, get_common_name, get_csr, get_friendly_name, get_certificate_id, get_inf_file,
        get_issuer, get_key, get_names, get_pfx_file, get_principal, get_reply_file,
        get_request_file, get_services, get_subject, get_web_site, get_renewal_date;

/* Older servers beside the new ones, and another data center. */
scope_get get_failback_url, get_legacy_external_addresses, get_legacy_host, get_legacy_internal_addresses,
        get_legacy_url, get_site_scp_url, get_each_directory;

typedef bool scope_test(struct scope *scope, const char *argument);

scope_test has_coexistence_with, has_extended_protection, has_failback_host, has_legacy_name,
        has_legacy_servers, is_legacy_on_certificate;

/* Clients. */
scope_test has_any_outlook, has_any_outlook_2007, has_any_phone, has_client, has_inside_joined,
        has_inside_unjoined, has_lookup, has_outlook_outside, is_trusted;

void collect_legacy_servers(struct scope *scope, struct item_list *items);

/* Names that people type and meet, and what proves that they are ours. */
typedef void scope_collect(struct scope *scope, struct item_list *items);
typedef void scope_enter(struct scope *scope, const void *item);

scope_collect collect_https_hosts, collect_imap4_hosts, collect_namespaces, collect_new_zones,
        collect_pop3_hosts, collect_prompts, collect_smtp_hosts, collect_validations;
scope_enter enter_namespace, enter_new_zone, enter_prompt, enter_validation;
scope_get get_each_host, get_namespace_host, get_namespace_services, get_namespace_site,
        get_new_zone, get_prompt_host, get_prompt_mail_domain, get_prompt_way, get_validation;

/* The host that clients outside use for a service at a site; no value: it is not offered there. */
struct value site_host_value(struct scope *scope, const struct site_answer *site,
        const char *service);

/* Identity of a virtual directory on the default web site of a server; NULL: the service has none. */
const char *directory_identity(const struct scope *scope, const struct server_answer *server,
        const char *service);

/* Item of the inner loop. */
scope_get get_item_address, get_item_autodiscover_host, get_item_mail_domain, get_each_namespace,
        get_each_server, get_each_site, get_forbidden_owner, get_forbidden_reason,
        get_forbidden_types, get_name, get_name_reason, get_port, get_port_inside,
        get_port_inside_answer, get_port_service,
        get_record_data, get_record_owner, get_record_text, get_record_ttl, get_record_type,
        get_record_zone;

#endif
