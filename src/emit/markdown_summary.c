/* markdown_summary.c: the first page of plan.md: what will happen. */
#include "base/map.h"
#include "base/text.h"
#include "emit/drawing.h"
#include "emitters.h"
#include "markdown.h"

/* As many findings as a first page can hold; the others stand further down. */
#define FINDINGS_MAX 8
#define DRAWING_WIDTH 76
#define DRAWING_HEIGHT 60

static void write_worst_findings(struct document *doc)
{
	struct prose *prose = &doc->prose;
	size_t left = FINDINGS_MAX;
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_WARNING; severity++) {
		LIST_EACH(const struct plan_finding, finding, doc->plan->findings) {
			if ((int)finding->severity != severity || left == 0)
				continue;
			left--;
			prose_words(prose, severity_word(finding->severity));
			prose_words(prose, ": ");
			prose_text(prose, finding->rule->title);
			prose_words(prose, " (");
			prose_code(prose, finding->subject);
			prose_words(prose, ")");
			prose_end(prose, "  - ", "    ");
		}
	}
}

static void write_findings(struct document *doc, const struct plan_summary *summary)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "Findings: ");
	prose_count(prose, summary->errors, "error", "errors");
	prose_words(prose, ", ");
	prose_count(prose, summary->warnings, "warning", "warnings");
	prose_words(prose, ", ");
	prose_count(prose, summary->notes, "note", "notes");
	prose_words(prose, ".");
	if (summary->errors > 0)
		prose_words(prose, " **Mend the errors before anything is bought or changed.**");
	prose_end(prose, "- ", "  ");
	write_worst_findings(doc);
	if (!doc->proof)
		return;
	prose_words(prose, "Client proof: the worst that any client meets is **");
	prose_words(prose, result_text(doc->proof->worst));
	prose_words(prose, "**.");
	prose_end(prose, "- ", "  ");
}

static struct texts certificate_names(const struct plan_certificate *certificate,
        struct arena *arena)
{
	struct text_list names = { 0 };
	LIST_EACH(const struct plan_name, name, certificate->names)
		LIST_PUSH(arena, &names, name->name);
	return texts_of(&names);
}

static void write_wanted_certificate(struct document *doc,
        const struct plan_certificate *certificate)
{
	struct prose *prose = &doc->prose;
	prose_code(prose, certificate->common_name);
	prose_words(prose, ", ");
	prose_count(prose, certificate->names.count, "name", "names");
	prose_words(prose, ", from: ");
	prose_text(prose, certificate->issuer->name);
	prose_words(prose, ": ");
	document_codes(doc, certificate_names(certificate, doc->scratch));
	prose_end(prose, "  - ", "    ");
}

static void write_certificates(struct document *doc)
{
	struct prose *prose = &doc->prose;
	size_t wanted = 0, others = 0;
	LIST_EACH(const struct plan_certificate, certificate, doc->plan->certificates) {
		wanted += certificate->has_request;
		others += !certificate->has_request;
	}
	prose_words(prose, "Certificates to request: ");
	prose_count(prose, wanted, "certificate", "certificates");
	prose_words(prose, ".");
	if (others > 0) {
		prose_words(prose, " Beside them ");
		prose_count(prose, others, "certificate", "certificates");
		prose_words(prose, " without a request (self-signed, or owned already).");
	}
	prose_end(prose, "- ", "  ");
	LIST_EACH(const struct plan_certificate, certificate, doc->plan->certificates) {
		if (certificate->has_request)
			write_wanted_certificate(doc, certificate);
	}
}

static void write_addresses(struct document *doc)
{
	struct map *seen = map_make(doc->scratch);
	struct text_list addresses = { 0 };
	size_t outside = 0;
	LIST_EACH(const struct plan_record, record, doc->plan->records) {
		if (record->view != VIEW_EXTERNAL)
			continue;
		outside++;
		if (record->type != RECORD_A && record->type != RECORD_AAAA)
			continue;
		if (map_get(seen, record->data))
			continue;
		map_put(seen, record->data, seen);
		LIST_PUSH(doc->scratch, &addresses, record->data);
	}
	prose_count(&doc->prose, addresses.count, "public address", "public addresses");
	prose_words(&doc->prose, addresses.count ? ": " : "");
	document_codes(doc, texts_of(&addresses));
	prose_words(&doc->prose, ".");
	prose_end(&doc->prose, "- ", "  ");
	prose_words(&doc->prose, "DNS records: ");
	prose_count(&doc->prose, outside, "outside", "outside");
	prose_words(&doc->prose, ", ");
	prose_count(&doc->prose, doc->plan->records.count - outside, "inside", "inside");
	prose_words(&doc->prose, ".");
	prose_end(&doc->prose, "- ", "  ");
}

/* "Outlook on the web, ActiveSync" from ids. */
static const char *service_names(struct document *doc, const struct text_list *ids)
{
	const struct know *know = doc->plan->know;
	struct text_list names = { 0 };
	LIST_EACH(const char *const, id, *ids) {
		int service = service_find(know, *id);
		LIST_PUSH(doc->scratch, &names,
		        service >= 0 ? know->services.items[service].name : *id);
	}
	return texts_join(doc->scratch, texts_of(&names), ", ");
}

static void write_namespaces(struct document *doc)
{
	struct prose *prose = &doc->prose;
	LIST_EACH(const struct plan_namespace, namespace, doc->plan->namespaces) {
		prose_words(prose, "Host ");
		prose_code(prose, namespace->host);
		prose_words(prose, " at site ");
		prose_code(prose, namespace->site->name.value);
		if (namespace->services.count > 0) {
			prose_words(prose, " for ");
			prose_text(prose, service_names(doc, &namespace->services));
		}
		prose_words(prose, ".");
		prose_end(prose, "- ", "  ");
	}
}

static void write_work(struct document *doc)
{
	struct prose *prose = &doc->prose;
	bool is_first = true;
	prose_words(prose, "Work: ");
	prose_count(prose, doc->plan->steps.count, "step", "steps");
	for (size_t i = 0; i < doc->plan->know->audiences.count; i++) {
		const struct audience_row *audience = &doc->plan->know->audiences.items[i];
		size_t count = 0;
		LIST_EACH(const struct plan_step, step, doc->plan->steps)
			count += text_equal(step->row->audience, audience->id);
		if (count == 0)
			continue;
		prose_words(prose, is_first ? " (" : ", ");
		is_first = false;
		prose_text(prose, audience->name);
		prose_words(prose, arena_printf(doc->scratch, " %zu", count));
	}
	prose_words(prose, is_first ? "" : ")");
	prose_words(prose, ", in `checklist.md` in their order.");
	prose_end(prose, "- ", "  ");
}

/* Sites have boxes as long as all of them fit a page or so, and one line each beyond that. */
void document_topology(struct document *doc)
{
	struct drawing_spec spec = drawing_of_plan(doc->plan, doc->scratch);
	size_t lines = drawing_least_height(&spec);
	struct drawing drawing = drawing_make(&spec, DRAWING_WIDTH,
	        lines > DRAWING_HEIGHT ? lines : DRAWING_HEIGHT, false, doc->scratch);
	prose_words(&doc->prose, "Topology");
	prose_heading(&doc->prose, 2);
	buf_puts(doc->prose.out, "```text\n");
	for (size_t i = 0; i < drawing.lines.count; i++) {
		buf_puts(doc->prose.out, drawing.lines.items[i]);
		buf_putc(doc->prose.out, '\n');
	}
	buf_puts(doc->prose.out, "```\n");
}

void document_summary(struct document *doc)
{
	struct plan_summary summary = plan_summarize(doc->plan);
	prose_words(&doc->prose, "Summary");
	prose_heading(&doc->prose, 2);
	write_findings(doc, &summary);
	write_certificates(doc);
	write_namespaces(doc);
	write_addresses(doc);
	write_work(doc);
}
