/* request_forms.c: certificates/<id>.ps1 and .inf: the same request made on Windows instead of
 * here, by Exchange or by certreq. */
#include <stdint.h>
#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "core/build.h"
#include "emitters.h"
#include "script.h"

#define LINE_END "\r\n"

#define STEP_REQUEST "request-certificate"

static const char *form_name(const struct plan_certificate *certificate, const char *suffix,
        struct arena *arena)
{
	return path_make(arena, "", certificate->id, "", NULL, suffix);
}

static const char *form_path(const struct plan_certificate *certificate, const char *suffix,
        struct arena *arena)
{
	return path_make(arena, "certificates/", certificate->id, "", NULL, suffix);
}

/* The step's row, alone: what knowledge says about asking for a certificate. */
static struct step_rows request_rows(const struct know *know)
{
	const struct step_row *row = know_find(know, "steps", STEP_REQUEST);
	return (struct step_rows){ .items = row, .count = row ? 1 : 0 };
}

/* The same certificates, with keys that are not made here. */
static struct certificate_list without_keys(const struct plan *plan, struct arena *arena)
{
	struct certificate_list copies = { 0 };
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		LIST_PUSH(arena, &copies, *certificate);
		copies.items[copies.count - 1].has_key = false;
	}
	return copies;
}

/* The request steps as they would be if Exchange made the keys, whoever makes them in this plan. */
static struct step_list exchange_steps(const struct plan *plan, struct arena *arena)
{
	struct request request = *plan->request;
	struct know know = *plan->know;
	struct plan other = *plan;
	request.certificates.made_by_exchange.value = true;
	know.steps = request_rows(&know);
	other.request = &request;
	other.know = &know;
	other.arena = arena;
	other.certificates = without_keys(plan, arena);
	other.steps = (struct step_list){ 0 };
	if (know.steps.count > 0)
		plan_add_steps(&other, true);
	return other.steps;
}

static const struct plan_step *step_for(const struct step_list *steps,
        const struct plan_certificate *certificate)
{
	LIST_EACH(const struct plan_step, step, *steps) {
		if (text_equal(step->row->id, STEP_REQUEST) && step->certificate &&
		        text_equal(step->certificate->id, certificate->id))
			return step;
	}
	return NULL;
}

static void put_shell_form(struct buf *out, const struct plan *plan,
        const struct plan_certificate *certificate, const struct plan_step *step,
        struct arena *scratch)
{
	script_begin(out);
	script_comment(out, "Request for certificate ", certificate->id);
	script_comment(out, "For ", product_text(plan->request, scratch));
	script_note(out,
	        "Run it in the Exchange Management Shell of one server only: the private key");
	script_note(out, "is made there, and the reply can be imported nowhere else.");
	if (certificate->has_key) {
		script_comment(out, "In place of ", path_of_request(certificate, scratch));
		script_note(out,
		        "Use one of the two: a reply fits the key of its own request only.");
	}
	script_blank(out);
	script_commands(out, &step->commands);
	script_note(out, "What it has made:");
	script_commands_aside(out, &step->verify_commands);
	LIST_EACH(const char *, line, step->undo)
		script_comment(out, "Way back: ", *line);
	script_commands_aside(out, &step->undo_commands);
}

/* The cmdlet makes RSA keys only. */
static void emit_shell_form(struct output *output, const struct plan *plan,
        const struct plan_certificate *certificate, const struct step_list *steps)
{
	const struct plan_step *step = step_for(steps, certificate);
	if (!step || step->commands.count == 0 || certificate->curve)
		return;
	struct buf *out = output_add(output, form_path(certificate, ".ps1", output->arena));
	put_shell_form(out, plan, certificate, step, output->arena);
}

static void put_line(struct buf *out, const char *text)
{
	buf_puts(out, text);
	buf_puts(out, LINE_END);
}

static void put_value(struct buf *out, const char *key, const char *value)
{
	buf_puts(out, key);
	buf_puts(out, " = ");
	quote_inf(out, value);
	buf_puts(out, LINE_END);
}

static void put_inf_comment(struct buf *out, const char *text)
{
	buf_puts(out, "; ");
	quote_comment(out, text);
	buf_puts(out, LINE_END);
}

/* How certreq is told to make a key. Exchange reads RSA keys from an older provider only; elliptic
 * curves exist in the newer one only. */
struct key_form {
	const char *algorithm, *curve; /* curve NULL: any */
	const char *const *lines;
};

static const char *const rsa_lines[] = {
	"KeySpec = 1",
	"KeyUsage = 0xA0 ; digital signature, key encipherment",
	"ProviderName = \"Microsoft RSA SChannel Cryptographic Provider\"",
	"ProviderType = 12",
	"HashAlgorithm = SHA256 ; not read by Windows Server 2003",
	NULL,
};

static const char *const p256_lines[] = {
	"KeyAlgorithm = ECDSA_P256",
	"KeyLength = 256",
	"KeyUsage = 0x80 ; digital signature",
	"ProviderName = \"Microsoft Software Key Storage Provider\"",
	"HashAlgorithm = SHA256",
	NULL,
};

static const char *const p384_lines[] = {
	"KeyAlgorithm = ECDSA_P384",
	"KeyLength = 384",
	"KeyUsage = 0x80 ; digital signature",
	"ProviderName = \"Microsoft Software Key Storage Provider\"",
	"HashAlgorithm = SHA384",
	NULL,
};

static const struct key_form key_forms[] = {
	{ "rsa", NULL, rsa_lines },
	{ "ec", "P-256", p256_lines },
	{ "ec", "P-384", p384_lines },
};

static const struct key_form *find_key_form(const struct plan_certificate *certificate)
{
	for (size_t i = 0; i < COUNT_OF(key_forms); i++) {
		const struct key_form *form = &key_forms[i];
		if (text_equal(form->algorithm, certificate->algorithm) &&
		        (!form->curve || text_equal(form->curve, certificate->curve)))
			return form;
	}
	return NULL;
}

/* certreq calls the state S. It can stand behind the country only, whose code has two letters. */
static const char *windows_subject(const struct plan_certificate *certificate, struct arena *arena)
{
	static const char country[] = "C=XX", state[] = ", ST=";
	const char *subject = certificate->subject;
	int length = (int)sizeof(country) - 1;
	if (strlen(subject) < sizeof(country) || !text_starts(subject + length, state))
		return subject;
	return arena_printf(arena, "%.*s, S=%s", length, subject, subject + length + strlen(state));
}

static void put_names(struct buf *out, const struct plan_certificate *certificate,
        struct arena *arena)
{
	put_line(out, "[Extensions]");
	put_line(out, "2.5.29.17 = \"{text}\" ; subject alternative names");
	for (size_t i = 0; i < certificate->names.count; i++) {
		bool is_last = i + 1 == certificate->names.count;
		put_value(out, "_continue_", arena_printf(arena, "dns=%s%s",
		        certificate->names.items[i].name, is_last ? "" : "&"));
	}
	put_line(out, "2.5.29.37 = \"{text}1.3.6.1.5.5.7.3.1\" ; server authentication");
}

static void put_inf(struct buf *out, const struct plan *plan,
        const struct plan_certificate *certificate, const struct key_form *form,
        struct arena *arena)
{
	const char *exportable =
	        plan->request->certificates.exportable.value ? "TRUE" : "FALSE";
	put_inf_comment(out, arena_printf(arena, "Request for certificate %s", certificate->id));
	put_inf_comment(out, "On the server, in a command prompt (Windows Server 2008 and later):");
	put_inf_comment(out,
	        arena_printf(arena, "certreq -new %s %s", form_name(certificate, ".inf", arena),
	                             form_name(certificate, ".req", arena)));
	put_line(out, "[Version]");
	put_line(out, "Signature = \"$Windows NT$\"");
	put_line(out, "");
	put_line(out, "[NewRequest]");
	put_value(out, "Subject", windows_subject(certificate, arena));
	put_value(out, "FriendlyName", certificate->common_name);
	put_line(out, arena_printf(arena, "Exportable = %s", exportable));
	put_line(out, "MachineKeySet = TRUE");
	put_line(out, "RequestType = PKCS10");
	if (!certificate->curve)
		put_line(out, arena_printf(arena, "KeyLength = %ld", certificate->bits));
	for (const char *const *line = form->lines; *line; line++)
		put_line(out, *line);
	put_line(out, "");
	put_names(out, certificate, arena);
	if (text_equal(certificate->issuer->id, "windows-pki")) {
		put_line(out, "");
		put_line(out, "[RequestAttributes]");
		put_value(out, "CertificateTemplate", "WebServer");
	}
}

static bool is_ascii(const struct buf *text)
{
	for (size_t i = 0; i < text->length; i++) {
		if ((unsigned char)text->data[i] >= 0x80)
			return false;
	}
	return true;
}

static void put_unit(struct buf *out, unsigned unit)
{
	buf_putc(out, (char)(unit & 0xff));
	buf_putc(out, (char)(unit >> 8));
}

/* Windows reads an INF file in the machine's code page, or as UTF-16 behind a byte order mark. */
static void put_utf16(struct buf *out, const struct buf *text)
{
	const char *rest = text->data;
	int32_t c;
	put_unit(out, 0xfeff);
	while ((c = utf8_next(&rest)) != 0) {
		if (c < 0)
			c = 0xfffd;
		if (c >= 0x10000) {
			put_unit(out, 0xd800u + (unsigned)((c - 0x10000) >> 10));
			put_unit(out, 0xdc00u + (unsigned)((c - 0x10000) & 0x3ff));
		} else {
			put_unit(out, (unsigned)c);
		}
	}
}

static void emit_inf_form(struct output *output, const struct plan *plan,
        const struct plan_certificate *certificate)
{
	const struct key_form *form = find_key_form(certificate);
	if (!form)
		return;
	struct arena *scratch = arena_new();
	struct buf text;
	buf_init(&text);
	put_inf(&text, plan, certificate, form, scratch);
	struct buf *out = output_add(output, form_path(certificate, ".inf", output->arena));
	if (is_ascii(&text))
		buf_add(out, text.data, text.length);
	else
		put_utf16(out, &text);
	buf_done(&text);
	arena_free(scratch);
}

void emit_request_forms(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	struct arena *scratch = arena_new();
	struct step_list steps = plan->request->certificates.made_by_exchange.value
	        ? plan->steps
	        : exchange_steps(plan, scratch);
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (!certificate->has_request)
			continue;
		emit_shell_form(output, plan, certificate, &steps);
		emit_inf_form(output, plan, certificate);
	}
	arena_free(scratch);
}
