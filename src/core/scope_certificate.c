/* core/scope_certificate.c: what a step says about a certificate. */
#include <string.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/quote.h"
#include "base/text.h"
#include "certificate_names.h"
#include "scope_kit.h"
#include "scope_values.h"

/* New-ExchangeCertificate takes friendly names below 64 characters (exchange.md 2.1). */
#define FRIENDLY_NAME_MAX 63

static struct value certificate_text(struct scope *scope, const char *text)
{
	scope_note_all(scope, &scope->certificate->from);
	return scope_text(text);
}

struct value get_certificate_id(struct scope *scope, const char *argument)
{
	(void)argument;
	return certificate_text(scope, scope->certificate->id);
}

struct value get_common_name(struct scope *scope, const char *argument)
{
	(void)argument;
	return certificate_text(scope, scope->certificate->common_name);
}

struct value get_friendly_name(struct scope *scope, const char *argument)
{
	(void)argument;
	const char *name = scope->certificate->common_name;
	return certificate_text(scope,
	        arena_strndup(scope->arena, name, strnlen(name, FRIENDLY_NAME_MAX)));
}

struct value get_issuer(struct scope *scope, const char *argument)
{
	(void)argument;
	return certificate_text(scope, scope->certificate->issuer->name);
}

struct value get_web_site(struct scope *scope, const char *argument)
{
	(void)argument;
	return certificate_text(scope, scope->certificate->web_site);
}

struct value get_bits(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->certificates.bits.node);
	if (!scope->certificate->bits)
		return scope_text(NULL);
	return scope_number(scope, scope->certificate->bits);
}

struct value get_names(struct scope *scope, const char *argument)
{
	(void)argument;
	struct text_list names = { 0 };
	scope_note_all(scope, &scope->certificate->from);
	LIST_EACH(const struct plan_name, name, scope->certificate->names) {
		scope_note_all(scope, &name->from);
		LIST_PUSH(scope->scratch, &names, name->name);
	}
	return value_list(texts_of(&names));
}

/* As CertStrToName reads it, which calls the state S where RFC 4514 has ST. A self-signed certificate
 * has a common name only, like the one that Setup makes. */
struct value get_subject(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct request *request = scope->plan->request;
	const struct plan_certificate *certificate = scope->certificate;
	const struct text_answer unit = { certificate_unit(request, certificate->issuer),
		request->organization.unit.node };
	const struct text_answer name = { certificate->common_name, NULL };
	const struct {
		const char *type;
		const struct text_answer *answer;
	} parts[] = {
		{ "C", &request->organization.country },
		{ "S", &request->organization.state },
		{ "L", &request->organization.locality },
		{ "O", &request->organization.name },
		{ "OU", &unit },
		{ "CN", &name },
	};
	bool bare = text_equal(certificate->issuer->id, "self-signed");
	struct buf out;
	buf_init(&out);
	scope_note_all(scope, &certificate->from);
	for (size_t i = bare ? COUNT_OF(parts) - 1 : 0; i < COUNT_OF(parts); i++) {
		if (!parts[i].answer->value || !*parts[i].answer->value)
			continue;
		scope_note(scope, parts[i].answer->node);
		buf_printf(&out, "%s%s=", out.length ? ", " : "", parts[i].type);
		quote_x500(&out, parts[i].answer->value);
	}
	struct value value = scope_text(arena_strdup(scope->arena, out.data));
	buf_done(&out);
	return value;
}

/* The id with an ending, as a file name (CONTRACT N4). */
static const char *certificate_file(struct scope *scope, const char *ending)
{
	struct buf out;
	buf_init(&out);
	quote_filename(&out, scope->certificate->id);
	buf_puts(&out, ending);
	const char *name = arena_strdup(scope->arena, out.data);
	buf_done(&out);
	scope_note_all(scope, &scope->certificate->from);
	return name;
}

static struct value value_file(struct scope *scope, const char *ending)
{
	return (struct value){ .kind = VALUE_FILE, .text = certificate_file(scope, ending) };
}

struct value get_request_file(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_file(scope, ".req");
}

struct value get_reply_file(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_file(scope, ".cer");
}

struct value get_pfx_file(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_file(scope, ".pfx");
}

struct value get_inf_file(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_file(scope, ".inf");
}

/* In the output folder (CONTRACT section 9). */
struct value get_csr(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(arena_printf(scope->arena, "certificates/%s",
	        certificate_file(scope, ".csr")));
}

struct value get_key(struct scope *scope, const char *argument)
{
	(void)argument;
	return scope_text(arena_printf(scope->arena, "certificates/%s",
	        certificate_file(scope, ".key")));
}

struct value value_principal(struct scope *scope, const struct plan_certificate *certificate)
{
	if (!certificate)
		return scope_text(NULL);
	scope_note_all(scope, &certificate->from);
	return scope_text(arena_printf(scope->arena, "msstd:%s", certificate->common_name));
}

struct value get_principal(struct scope *scope, const char *argument)
{
	(void)argument;
	return value_principal(scope, scope->certificate);
}

const struct plan_certificate *forest_certificate(struct scope *scope)
{
	const struct site_answer *site = scope->forest->autodiscover_site;
	if (!site)
		return NULL;
	scope_note(scope, site->autodiscover.node);
	return index_certificate(scope->index, site, site->servers.items);
}

/* For Enable-ExchangeCertificate: IIS, and what has a word of its own. What finds a wildcard by the
 * name in its settings is never enabled for one: it would offer it without a host name. */
struct value get_services(struct scope *scope, const char *argument)
{
	(void)argument;
	bool is_wildcard = index_is_wildcard(scope->index, scope->plan, scope->certificate);
	bool is_proxied = site_is_proxied(scope->plan->request, scope->site);
	struct buf out;
	buf_init(&out);
	buf_puts(&out, "IIS");
	scope_note(scope, scope->site->internet_facing.node);
	LIST_EACH(const struct service_row, row, scope->plan->know->services) {
		if (row->certificate_word &&
		        request_in(scope->plan->request, row->certificate_in) &&
		        scope_service_on(scope, row->id) &&
		        !(is_wildcard && row->wildcard_step) &&
		        !(is_proxied && row->passes_proxied_sites_by))
			buf_printf(&out, ",%s", row->certificate_word);
	}
	struct value value = value_word(arena_strdup(scope->arena, out.data));
	buf_done(&out);
	return value;
}

static struct value self_signed_end(struct scope *scope)
{
	const struct request *request = scope->plan->request;
	int months = (int)request->release.product->self_signed_months;
	char *text = arena_alloc(scope->arena, DATE_TEXT_SIZE);
	date_format(date_add_months(request->date, months), text);
	scope_note(scope, request->product_node);
	return scope_text(text);
}

/* The day on which a certificate made or bought on the plan's day runs out. A Windows CA decides
 * for itself. */
struct value get_renewal_date(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct plan_certificate *certificate = scope->certificate;
	scope_note(scope, scope->plan->request->date_node);
	if (certificate && text_equal(certificate->issuer->id, "self-signed"))
		return self_signed_end(scope);
	if (certificate && !text_equal(certificate->issuer->id, "public-ca"))
		return scope_text(NULL);
	return scope_text(scope->plan->renewal_date);
}
