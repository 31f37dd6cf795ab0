/* ui/plain_plan.c: the plan so far, the names, the proof, writing. */
#include <string.h>

#include "base/text.h"
#include "core/explain.h"
#include "plain_parts.h"
#include "words.h"

static void show_incomplete(struct plain *plain, struct buf *out)
{
	const struct flow_problems *problems = flow_problems(plain->flow);
	lines_printf(out, "There is no plan yet: %zu answer%s missing or wrong. \"!\" lists them.",
	        problems->count, problems->count == 1 ? " is" : "s are");
}

static void show_records(const struct plan *plan, struct buf *out)
{
	LIST_EACH(const struct plan_record, record, plan->records)
		lines_printf(out, "Record, %s: %s %s %s", view_text(record->view), record->owner,
		        record_type_text(record->type), record->data);
}

static void show_findings(const struct plan *plan, struct buf *out)
{
	LIST_EACH(const struct plan_finding, finding, plan->findings)
		lines_printf(out, "%s: %s %s", severity_text(finding->severity), finding->message,
		        finding->acknowledged ? "(accepted)" : "");
}

const char *plain_finding_counts(struct plain *plain, const struct plan *plan)
{
	struct plan_summary summary = plan_summarize(plan);
	return arena_printf(plain->scratch, "Errors %zu, warnings %zu, notes %zu", summary.errors,
	        summary.warnings, summary.notes);
}

static void show_keys(const struct plain *plain, struct buf *out)
{
	size_t made = plain->keys.made, wanted = plain->keys.wanted, kept = plain->keys.kept;
	if (wanted)
		lines_printf(out, "Private keys: %zu of %zu %s made%s", made, wanted,
		        wanted == 1 ? "is" : "are",
		        made < wanted ? "; writing waits for the rest, and Ctrl-C stops it." : ".");
	if (kept)
		lines_printf(out, "%zu private key%s there already, and used again.", kept,
		        kept == 1 ? " is" : "s are");
	for (size_t i = 0; i < plain->keys.misfits.count; i++)
		lines_printf(out, "An old private key does not fit: %s", plain->keys.misfits.items[i]);
}

void plain_show_plan(struct plain *plain, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	if (!preview.plan) {
		show_incomplete(plain, out);
		return;
	}
	struct plan_summary summary = plan_summarize(preview.plan);
	lines_printf(out, "The plan so far: certificates %zu, names %zu, public addresses %zu, DNS "
	        "records %zu, steps %zu; errors %zu, warnings %zu, notes %zu. The worst a client "
	        "meets: %s.", summary.certificates, summary.names, summary.public_addresses,
	        summary.dns_records, summary.steps, summary.errors, summary.warnings,
	        summary.notes, result_text(preview.proof->worst));
	LIST_EACH(const struct plan_certificate, certificate, preview.plan->certificates) {
		struct text_list names = { 0 };
		LIST_EACH(const struct plan_name, name, certificate->names)
			LIST_PUSH(plain->scratch, &names, name->name);
		lines_printf(out, "Certificate %s: %s", certificate->id,
		        texts_join(plain->scratch, texts_of(&names), ", "));
	}
	show_keys(plain, out);
	show_records(preview.plan, out);
	show_findings(preview.plan, out);
}

/* ---- names ---- */

/* The names of all certificates, each once, in the order of their numbers. */
static const struct plan_name *name_at(const struct plan *plan, size_t wanted,
        const struct plan_certificate **holder)
{
	size_t number = 0;
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names) {
			if (++number == wanted) {
				*holder = certificate;
				return name;
			}
		}
	}
	return NULL;
}

static const char *reasons_words(struct plain *plain, const struct plan_name *name)
{
	const char *text = "";
	LIST_EACH(const struct name_reason, reason, name->reasons)
		text = arena_printf(plain->scratch, "%s%s%s %s", text, *text ? "; " : "",
		        explain_reason(reason->code), reason->detail ? reason->detail : "");
	return text;
}

static void names_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	const struct plan_certificate *before = NULL, *holder;
	const struct plan_name *name;
	(void)spot;
	if (!preview.plan) {
		show_incomplete(plain, out);
		return;
	}
	for (size_t i = 1; (name = name_at(preview.plan, i, &holder)); i++) {
		if (holder != before)
			lines_printf(out, "Certificate %s:", holder->id);
		before = holder;
		buf_printf(out, "%2zu  ", i);
		lines_words(out, arena_printf(plain->scratch, "%s: %s", name->name,
		        reasons_words(plain, name)), 4, 6);
	}
	LIST_EACH(const struct omitted_name, omitted, preview.plan->omitted) {
		struct texts missed = flow_missed_name(plain->flow, omitted->name, plain->scratch);
		lines_printf(out, "Left out: %s, because %s", omitted->name, omitted->reason);
		for (size_t i = 0; i < missed.count; i++)
			lines_labelled(out, "", missed.items[i], 2);
	}
}

static void names_effect(struct plain *plain, const char *name, struct buf *out)
{
	struct texts words = flow_without_name(plain->flow, name, plain->scratch);
	lines_printf(out, "Without %s:", name);
	for (size_t i = 0; i < words.count; i++)
		lines_labelled(out, "", words.items[i], 2);
	if (!words.count)
		lines_labelled(out, "", "nobody would miss it.", 2);
}

static void name_turn(struct plain *plain, const char *name, bool out)
{
	const char *problem;
	if (plain_editable(plain) && !flow_leave_out(plain->flow, name, out, &problem))
		plain_fail(plain, "%s: %s", name, problem);
}

static bool names_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *rest;
	const struct plan_certificate *holder;
	struct flow_preview preview = flow_preview(plain->flow);
	(void)spot;
	if (plain_goes_on(text))
		return true;
	bool drops = plain_command(text, "-", &rest);
	size_t number = plain_number(drops ? rest : text, 999999);
	const struct plan_name *name =
	        number && preview.plan ? name_at(preview.plan, number, &holder) : NULL;
	if (plain_command(text, "+", &rest)) {
		name_turn(plain, rest, false);
	} else if (!name) {
		plain_fail(plain, "there is no name with the number %s", drops ? rest : text);
	} else {
		const char *dropped = arena_strdup(plain->scratch, name->name);
		names_effect(plain, dropped, out);
		if (drops)
			name_turn(plain, dropped, true);
		plain->brief = !drops || plain->error;
	}
	return false;
}

const struct plain_kind plain_names = {
	names_show, names_take,
	"Type a number to see who would miss the name, \"- 2\" to drop it, \"+ NAME\" to take it back. "
	"Enter goes on.",
	NULL,
};

/* ---- proof ---- */

void plain_show_fixes(struct plain *plain, const char *label, const struct fix_refs *fixes,
        size_t indent, struct buf *out)
{
	LIST_EACH(const struct fix *, fix, *fixes)
		lines_labelled(out, label, *(*fix)->cost
		        ? arena_printf(plain->scratch, "%s Cost: %s", (*fix)->text, (*fix)->cost)
		        : (*fix)->text, indent);
}

/* What one attempt met; where two hundred servers answer, most is said with the first. */
#define SIGHTS_MAX 6

static void verdict_show(struct plain *plain, const struct verdict *verdict, struct buf *out)
{
	const char *where = verdict->smtp_domain ? verdict->smtp_domain
	                    : verdict->site      ? verdict->site
	                                         : "";
	lines_labelled(out, arena_printf(plain->scratch, "%s%s%s", verdict->service,
	        *where ? " " : "", where), arena_printf(plain->scratch, "%s. %s",
	        result_text(verdict->result), verdict->reason ? verdict->reason : ""), 2);
	for (size_t i = 0; i < verdict->attempts.count; i++) {
		const struct attempt *attempt = &verdict->attempts.items[i];
		struct texts lines = attempt_lines(&verdict->attempts, i, plain->scratch);
		size_t more = lines.count > SIGHTS_MAX ? lines.count - SIGHTS_MAX : 0;
		lines.count -= more;
		const char *text = texts_join(plain->scratch, lines, " ");
		if (more)
			text = arena_printf(plain->scratch, "%s And %zu more.", text, more);
		if (lines.count > 0)
			lines_labelled(out, arena_printf(plain->scratch, "%s, %s", attempt->url,
			        attempt->outcome), text, 4);
	}
	plain_show_fixes(plain, "To mend it", &verdict->fixes, 4, out);
	plain_show_fixes(plain, "To mend one cause of it", &verdict->partial_fixes, 4, out);
}

/* Every attempt of one client, or the error. */
static void client_show(struct plain *plain, const struct proof *proof, const char *text,
        struct buf *out)
{
	size_t number = plain_number(text, proof->lines.count);
	if (!number) {
		plain_fail(plain, "\"%s\" is not between 1 and %zu", text, proof->lines.count);
		return;
	}
	const struct proof_line *line = &proof->lines.items[number - 1];
	lines_printf(out, "%s, %s:", line->client, line->place);
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		const char *client = verdict_client(verdict);
		if (text_equal(client, line->client) && text_equal(verdict->place, line->place))
			verdict_show(plain, verdict, out);
	}
}

static void clients_show(struct plain *plain, const struct proof *proof, struct buf *out)
{
	size_t index = 0;
	LIST_EACH(const struct proof_line, line, proof->lines) {
		bool is_clean = line->result == RESULT_CLEAN;
		plain_item(index++, arena_printf(plain->scratch, "%s, %s: %s%s%s", line->client,
		        line->place, result_text(line->result), is_clean ? "" : ". ",
		        is_clean ? "" : line->reason), out);
	}
}

void plain_show_proof(struct plain *plain, const char *number, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	if (!preview.plan)
		show_incomplete(plain, out);
	else if (*number)
		client_show(plain, flow_advised(plain->flow).proof, number, out);
	else
		clients_show(plain, preview.proof, out);
}

static void proof_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	(void)spot;
	plain_show_proof(plain, "", out);
	if (preview.plan)
		lines_printf(out, "%s; \"!\" lists them.",
		        plain_finding_counts(plain, preview.plan));
}

static bool proof_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	(void)spot;
	if (plain_goes_on(text) || !preview.plan)
		return plain_goes_on(text);
	plain->brief = true;
	client_show(plain, flow_advised(plain->flow).proof, text, out);
	return false;
}

const struct plain_kind plain_proof = {
	proof_show, proof_take,
	"Type a number to see every attempt of that client. Enter goes on.",
	NULL,
};

/* ---- writing ---- */

static bool has_errors(struct flow_preview preview)
{
	return plan_summarize(preview.plan).errors || preview.proof->worst == RESULT_FAIL;
}

static size_t requests_made(const struct plan *plan)
{
	size_t count = 0;
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates)
		count += certificate->has_key;
	return count;
}

static void write_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	(void)spot;
	if (!flow_is_ready(plain->flow)) {
		show_incomplete(plain, out);
		return;
	}
	struct plan_summary summary = plan_summarize(preview.plan);
	size_t requests = requests_made(preview.plan);
	lines_printf(out, "It goes to %s: the plan as a document, a page and data; %zu certificate "
	        "request%s with the key%s; %zu DNS records; %zu steps with their scripts.",
	        plain->options.folder, requests, requests == 1 ? "" : "s", requests == 1 ? "" : "s",
	        summary.dns_records, summary.steps);
	show_keys(plain, out);
	if (plain->options.folder_is_used(plain->options.folder))
		lines_printf(out, "%s is not empty: it is kept under the name %s.bak-<day>-<n>.",
		        plain->options.folder, plain->options.folder);
	if (has_errors(preview))
		lines_printf(out, "The plan has errors: %zu, and the worst a client meets is %s. "
		        "Type \"anyway\" to write it all the same.", summary.errors,
		        result_text(preview.proof->worst));
	else
		lines_words(out, "Type y to write it.", 0, 0);
}

void plain_ask_new_keys(struct plain *plain, struct buf *out)
{
	struct texts meaning = old_keys_meaning(&plain->options, plain->scratch);
	lines_words(out, OLD_KEYS_QUESTION, 0, 0);
	for (size_t i = 0; i < plain->keys.misfits.count; i++)
		lines_words(out, plain->keys.misfits.items[i], 0, 2);
	for (size_t i = 0; i < meaning.count; i++)
		lines_words(out, meaning.items[i], 0, 0);
	lines_labelled(out, "new", OLD_KEYS_NEW, 2);
	lines_labelled(out, "Enter", OLD_KEYS_BACK, 2);
	plain->asks_new_keys = plain->brief = true;
}

static void new_keys_take(struct plain *plain, const char *text)
{
	bool agreed = text_equal_nocase(text, "new");
	plain->asks_new_keys = plain->brief = *text && !agreed;
	plain->consent.new_keys = agreed;
	if (agreed)
		plain->wish = FRONT_WRITE;
	else if (*text)
		plain_fail(plain, "\"new\" is expected, or nothing");
}

static void write_start(struct plain *plain, struct buf *out)
{
	if (plain->keys.misfits.count)
		plain_ask_new_keys(plain, out);
	else
		plain->wish = FRONT_WRITE;
}

static bool write_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	if (plain->asks_new_keys) {
		new_keys_take(plain, text);
		return false;
	}
	struct flow_preview preview = flow_preview(plain->flow);
	bool anyway = text_equal(text, "anyway");
	(void)spot;
	if (!*text || text_equal_nocase(text, "n") || text_equal_nocase(text, "no"))
		return true;
	if (!anyway && !text_equal_nocase(text, "y") && !text_equal_nocase(text, "yes"))
		plain_fail(plain, "y or n is expected");
	else if (plain->options.read_only)
		plain_fail(plain, "this session cannot be saved here: you may look, not write");
	else if (!flow_is_ready(plain->flow))
		plain_fail(plain, "something is missing or wrong; \"!\" lists it");
	else if (has_errors(preview) && !anyway)
		plain_fail(plain, "the plan has errors; \"anyway\" writes it all the same");
	else
		write_start(plain, out);
	plain->consent = (struct front_consent){ .errors = anyway };
	return false;
}

const struct plain_kind plain_write = {
	write_show, write_take,
	"Enter goes on without writing.",
	NULL,
};
