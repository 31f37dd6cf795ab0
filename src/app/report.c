/* app/report.c */
#include "app/report.h"

#include <string.h>

#include "base/text.h"
#include "report_kit.h"

#define CLIENT_WIDTH 20
#define PLACE_WIDTH 15

static const char *const places[] = { "inside-joined", "inside", "outside" };

static enum ink severity_ink(enum severity severity)
{
	static const enum ink inks[] = { INK_BAD, INK_DOUBT, INK_BOLD };
	return inks[severity];
}

enum ink result_ink(enum result result)
{
	static const enum ink inks[] = { INK_GOOD, INK_DOUBT, INK_DOUBT, INK_DOUBT, INK_BAD };
	return inks[result];
}

void report_subject(struct buf *out, const struct plan *plan)
{
	const struct request *request = plan->request;
	const struct product_row *product = request->release.product;
	struct buf text;
	char day[DATE_TEXT_SIZE];
	date_format(request->date, day);
	buf_init(&text);
	buf_printf(&text, "%s, %s %s: %s, %s, certificates from %s. Planned for %s, baseline %s.",
	        request->organization.name.value, product->name,
	        product->updates.items[request->release.update], request->topology->id,
	        request->certificates.scenario->id, request->certificates.issuer->id, day,
	        request->baseline == BASELINE_2008 ? "2008" : "current");
	sheet_words(out, text.data, 0, 0);
	buf_done(&text);
}

/* The first answer of the finding that stands in the file, else the first at all. */
static const struct node *origin_of(const struct from *from)
{
	for (size_t i = 0; i < from->count; i++) {
		if (from->items[i]->line > 0)
			return from->items[i];
	}
	return from->count ? from->items[0] : NULL;
}

static void origin_text(struct buf *text, const struct plan *plan, const struct node *node)
{
	if (node->line > 0)
		buf_printf(text, "%s:%d ", plan->request->answers->file, node->line);
	node_path(node, text);
	if (node->line == 0)
		buf_puts(text, " (not in the file: its default)");
}

/* "         Label: words", wrapped below the words of the finding. */
static void detail_add(struct buf *out, const char *label, const char *words)
{
	struct buf text;
	buf_init(&text);
	buf_puts(&text, label);
	buf_puts(&text, ": ");
	buf_puts(&text, words);
	sheet_cell(out, false, INK_PLAIN, "", LABEL_WIDTH);
	sheet_words(out, text.data, LABEL_WIDTH, LABEL_WIDTH + 2);
	buf_done(&text);
}

static void finding_add(struct buf *out, const struct plan *plan,
        const struct plan_finding *finding, bool colour)
{
	const struct node *origin = origin_of(&finding->from);
	struct buf text;
	buf_init(&text);
	sheet_cell(out, colour, severity_ink(finding->severity), severity_text(finding->severity),
	        LABEL_WIDTH);
	buf_puts(&text, finding->rule->id);
	if (finding->subject && *finding->subject)
		buf_printf(&text, ": %s", finding->subject);
	sheet_words(out, text.data, LABEL_WIDTH, LABEL_WIDTH);
	sheet_entry(out, "", finding->message, LABEL_WIDTH);
	if (finding->action && *finding->action)
		detail_add(out, "Do", finding->action);
	if (finding->rule->source) {
		struct arena *arena = arena_new();
		detail_add(out, "Source",
		        know_source_words(plan->know, finding->rule->source, arena));
		arena_free(arena);
	}
	if (origin) {
		text.length = 0;
		origin_text(&text, plan, origin);
		detail_add(out, "Answer", text.data);
	}
	if (finding->acknowledged)
		detail_add(out, "Acknowledged", finding->acknowledged);
	buf_done(&text);
}

void report_findings(struct buf *out, const struct plan *plan, bool colour)
{
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
		LIST_EACH(const struct plan_finding, finding, plan->findings) {
			if (finding->severity != (enum severity)severity)
				continue;
			finding_add(out, plan, finding, colour);
			buf_putc(out, '\n');
		}
	}
}

static const struct proof_line *line_find(const struct proof *proof, const char *client,
        const char *place)
{
	LIST_EACH(const struct proof_line, line, proof->lines) {
		if (text_equal(line->client, client) && text_equal(line->place, place))
			return line;
	}
	return NULL;
}

static bool client_came_before(const struct proof *proof, const struct proof_line *line)
{
	for (const struct proof_line *other = proof->lines.items; other < line; other++) {
		if (text_equal(other->client, line->client))
			return true;
	}
	return false;
}

static void proof_row(struct buf *out, const struct proof *proof, const char *client, bool colour)
{
	sheet_cell(out, colour, INK_PLAIN, client, CLIENT_WIDTH);
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		const struct proof_line *line = line_find(proof, client, places[i]);
		bool is_last = i + 1 == COUNT_OF(places);
		sheet_cell(out, colour, line ? result_ink(line->result) : INK_FAINT,
		        line ? result_text(line->result) : "-", is_last ? 0 : PLACE_WIDTH);
	}
	buf_putc(out, '\n');
}

static void proof_reason(struct buf *out, const struct proof_line *line, bool colour)
{
	struct buf text;
	buf_init(&text);
	sheet_cell(out, colour, result_ink(line->result), result_text(line->result), LABEL_WIDTH);
	buf_printf(&text, "%s %s: %s", line->client, line->place, line->reason);
	sheet_words(out, text.data, LABEL_WIDTH, LABEL_WIDTH);
	buf_done(&text);
}

void report_proof(struct buf *out, const struct proof *proof, bool colour)
{
	if (!proof->lines.count)
		return;
	sheet_cell(out, colour, INK_BOLD, "Client", CLIENT_WIDTH);
	for (size_t i = 0; i + 1 < COUNT_OF(places); i++)
		sheet_cell(out, colour, INK_BOLD, places[i], PLACE_WIDTH);
	sheet_ink(out, colour, INK_BOLD, places[COUNT_OF(places) - 1]);
	buf_putc(out, '\n');
	LIST_EACH(const struct proof_line, line, proof->lines) {
		if (!client_came_before(proof, line))
			proof_row(out, proof, line->client, colour);
	}
	buf_putc(out, '\n');
	for (int result = RESULT_FAIL; result > RESULT_CLEAN; result--) {
		LIST_EACH(const struct proof_line, line, proof->lines) {
			if (line->result == (enum result)result)
				proof_reason(out, line, colour);
		}
	}
	if (proof->worst != RESULT_CLEAN)
		buf_putc(out, '\n');
}

static void count_add(struct buf *out, size_t count, const char *noun)
{
	if (count == 0)
		buf_printf(out, "no %ss", noun);
	else
		buf_printf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

void report_counts(struct buf *out, const struct plan *plan, const struct proof *proof)
{
	struct plan_summary summary = plan_summarize(plan);
	buf_puts(out, "Findings: ");
	count_add(out, summary.errors, "error");
	buf_puts(out, ", ");
	count_add(out, summary.warnings, "warning");
	buf_puts(out, ", ");
	count_add(out, summary.notes, "note");
	if (proof->lines.count)
		buf_printf(out, ". The worst a client meets: %s", result_text(proof->worst));
	buf_puts(out, ".\n");
}

void report_problems(const struct plan *plan, const struct proof *proof, struct arena *arena,
        struct problem_list *problems)
{
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		const struct node *origin = origin_of(&finding->from);
		if (finding->severity == SEVERITY_ERROR)
			problem_add(problems, arena, origin ? origin->line : 0, "error: %s: %s %s",
			        finding->rule->id, finding->message,
			        finding->action ? finding->action : "");
	}
	LIST_EACH(const struct proof_line, line, proof->lines) {
		if (line->result == RESULT_FAIL)
			problem_add(problems, arena, 0, "fail: %s %s: %s", line->client,
			        line->place, line->reason);
	}
}
