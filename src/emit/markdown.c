/* markdown.c: plan.md, the plan for people: its frame, findings, proof and defaults. */
#include "markdown.h"

#include "base/text.h"
#include "core/answers.h"
#include "emitters.h"

/* More than this many of a kind are counted, not listed, inside a sentence. */
#define CODES_MAX 12

void document_codes(struct document *doc, struct texts texts)
{
	struct texts shown = texts;
	if (shown.count > CODES_MAX)
		shown.count = CODES_MAX;
	prose_codes(&doc->prose, shown);
	if (texts.count > shown.count) {
		prose_words(&doc->prose, " and ");
		prose_count(&doc->prose, texts.count - shown.count, "more", "more");
	}
}

const char *severity_word(enum severity severity)
{
	static const char *const words[] = {
		[SEVERITY_ERROR] = "Error",
		[SEVERITY_WARNING] = "Warning",
		[SEVERITY_NOTE] = "Note",
	};
	return words[severity];
}

static void write_introduction(struct document *doc)
{
	const struct request *request = doc->plan->request;
	struct prose *prose = &doc->prose;
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	prose_words(prose, "Client Access plan for ");
	prose_text(prose, request->organization.name.value);
	prose_heading(prose, 1);
	prose_text(prose, product_text(request, doc->scratch));
	prose_words(prose, ", planned for ");
	prose_words(prose, date);
	prose_words(prose, ". Topology: ");
	prose_text(prose, request->topology->name);
	prose_words(prose, ". Certificates: ");
	prose_text(prose, request->certificates.scenario->name);
	prose_words(prose, ", issued by: ");
	prose_text(prose, request->certificates.issuer->name);
	prose_words(prose, ". Judged by what certification authorities and clients demand ");
	prose_words(prose, request->baseline == BASELINE_2008 ? "in 2008." : "on that day.");
	prose_end(prose, "", "");
}

static void write_finding_more(struct document *doc, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	prose_words(&doc->prose, label);
	prose_text(&doc->prose, text);
	prose_end(&doc->prose, "  - ", "    ");
}

static void write_finding(struct document *doc, const struct plan_finding *finding)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "**");
	prose_words(prose, severity_word(finding->severity));
	prose_words(prose, "** ");
	prose_code(prose, finding->rule->id);
	prose_words(prose, ", ");
	prose_code(prose, finding->subject);
	prose_words(prose, ": ");
	prose_text(prose, finding->message);
	prose_end(prose, "- ", "  ");
	write_finding_more(doc, "What to do: ", finding->action);
	write_finding_more(doc, "Accepted, because: ", finding->acknowledged);
	write_finding_more(doc, "Source: ", finding->rule->source);
}

void document_findings(struct document *doc)
{
	prose_words(&doc->prose, "Findings");
	prose_heading(&doc->prose, 2);
	if (doc->plan->findings.count == 0) {
		prose_words(&doc->prose, "None.");
		prose_end(&doc->prose, "", "");
	}
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
		LIST_EACH(const struct plan_finding, finding, doc->plan->findings) {
			if ((int)finding->severity == severity)
				write_finding(doc, finding);
		}
	}
}

void document_proof(struct document *doc)
{
	if (!doc->proof)
		return;
	prose_words(&doc->prose, "Client proof");
	prose_heading(&doc->prose, 2);
	prose_words(&doc->prose,
	        "What each kind of client would meet, at worst. `prompt` is one question "
	                       "of trust, `manual` works after the server name is typed by hand, "
	                       "`warning` is a certificate warning that a person can pass.");
	prose_end(&doc->prose, "", "");
	prose_blank(&doc->prose);
	LIST_EACH(const struct proof_line, line, doc->proof->lines)
		prose_proof_line(&doc->prose, line);
}

void document_steps(struct document *doc)
{
	struct prose *prose = &doc->prose;
	const char *phase = NULL;
	size_t number = 0;
	prose_words(prose, "Steps");
	prose_heading(prose, 2);
	prose_words(prose, "How, with commands, checks and ways back: `checklist.md`.");
	prose_end(prose, "", "");
	LIST_EACH(const struct plan_step, step, doc->plan->steps) {
		if (!text_equal(phase, step->row->phase)) {
			phase = step->row->phase;
			prose_text(prose, phase_name(doc->plan->know, phase));
			prose_heading(prose, 3);
		}
		prose_text(prose, step->title);
		prose_words(prose, " (");
		prose_code(prose, step->id);
		prose_words(prose, ")");
		prose_end(prose, arena_printf(doc->scratch, "%zu. ", ++number), "    ");
	}
}

void document_defaults(struct document *doc)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "Defaults relied on");
	prose_heading(prose, 2);
	prose_words(prose, "Nobody gave these answers; the plan took them as they stand here.");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct plan_default, relied, doc->plan->defaults) {
		prose_code(prose, node_path_text(relied->node, doc->scratch));
		prose_words(prose, ": ");
		if (*relied->value)
			prose_text(prose, relied->value);
		else
			prose_words(prose, "(none)");
		prose_end(prose, "- ", "  ");
	}
	prose_words(prose,
	        "Public names are told from internal ones by the public suffix list of ");
	prose_text(prose, doc->plan->suffix_list);
	prose_words(prose, ".");
	prose_blank(prose);
	prose_end(prose, "", "");
}

void emit_markdown(struct output *output, const struct plan *plan, const struct proof *proof)
{
	struct document doc = { .plan = plan, .proof = proof, .scratch = arena_new() };
	prose_init(&doc.prose, output_add(output, "plan.md"));
	write_introduction(&doc);
	document_summary(&doc);
	document_topology(&doc);
	document_changes(&doc);
	document_certificates(&doc);
	document_records(&doc);
	document_urls(&doc);
	document_findings(&doc);
	document_proof(&doc);
	document_fixes(&doc);
	document_steps(&doc);
	document_defaults(&doc);
	prose_done(&doc.prose);
	arena_free(doc.scratch);
}
