/* full_explain.c: explanations, the plan and steps as pages of text. */
#include <string.h>

#include "base/text.h"
#include "emit/drawing.h"
#include "full_parts.h"

#define DRAWING_ROWS 40

void explain_help(struct page *page, struct flow_help_list help)
{
	LIST_EACH(const struct flow_help, part, help)
		page_labelled(page, part->label, part->text);
}

void explain_question(struct full *full, struct page *page)
{
	explain_help(page, flow_explain(full->flow, &full->spot, NULL, page->arena));
}

/* ---- pictures ---- */

static void drawing_put(const struct full *full, struct page *page, struct drawing_spec spec)
{
	struct drawing drawing =
	        drawing_make(&spec, page->width, DRAWING_ROWS, full->ascii, page->arena);
	if (drawing.lines.count)
		page_blank(page);
	for (size_t i = 0; i < drawing.lines.count; i++)
		page_raw(page, drawing.lines.items[i]);
	if (drawing.lines.count)
		page_blank(page);
}

/* NULL: the choice is something else. */
static const struct topology_row *topology_of(const struct flow_choice *choice)
{
	const struct know_table *table = know_table_find("topologies");
	return choice->shape == table->shape ? choice->fact : NULL;
}

/* What it is, what it looks like, and the rest. */
static void choice_put(struct full *full, struct page *page, const struct flow_choice *choice)
{
	struct flow_help_list help = flow_explain(full->flow, &full->spot, choice, page->arena);
	const struct topology_row *topology = topology_of(choice);
	for (size_t i = 0; i < help.count; i++) {
		page_labelled(page, help.items[i].label, help.items[i].text);
		if (i == 0 && topology)
			drawing_put(full, page, drawing_of_topology(topology, page->arena));
	}
}

void full_explain(struct full *full, struct page *page)
{
	const struct row *row = rows_focused(full);
	if (full->kind->explain)
		full->kind->explain(full, page);
	else if (row && full->choices.count && row->index < full->choices.count)
		choice_put(full, page, &full->choices.items[row->index]);
	else
		explain_question(full, page);
}

/* ---- the plan ---- */

enum style severity_style(enum severity severity)
{
	static const enum style styles[] = {
		[SEVERITY_ERROR] = STYLE_BAD,
		[SEVERITY_WARNING] = STYLE_WARNING,
		[SEVERITY_NOTE] = STYLE_PLAIN,
	};
	return styles[severity];
}

enum style result_style(enum result result)
{
	static const enum style styles[] = {
		[RESULT_CLEAN] = STYLE_GOOD,
		[RESULT_PROMPT] = STYLE_PLAIN,
		[RESULT_MANUAL] = STYLE_PLAIN,
		[RESULT_WARNING] = STYLE_WARNING,
		[RESULT_FAIL] = STYLE_BAD,
	};
	return styles[result];
}

const char *severity_mark(enum severity severity)
{
	static const char *const letters[] = {
		[SEVERITY_ERROR] = "e",
		[SEVERITY_WARNING] = "w",
		[SEVERITY_NOTE] = "n",
	};
	return letters[severity];
}

static void part(struct page *page, const char *title)
{
	page_blank(page);
	page_words(page, STYLE_STRONG, 0, 0, title);
}

static void certificates_put(struct page *page, const struct plan *plan)
{
	part(page, "Certificates");
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		page_words(page, STYLE_PLAIN, 0, 2, certificate->id);
		LIST_EACH(const struct plan_name, name, certificate->names)
			page_words(page, STYLE_PLAIN, 2, 2, name->name);
	}
}

static void records_put(struct page *page, const struct plan *plan)
{
	part(page, "DNS records");
	LIST_EACH(const struct plan_record, record, plan->records)
		page_printf(page, STYLE_PLAIN, 0, "%s  %s %s %s", view_text(record->view),
		        record->owner, record_type_text(record->type), record->data);
	LIST_EACH(const struct forbidden_record, forbidden, plan->forbidden)
		page_printf(page, STYLE_WARNING, 0, "%s  %s must not exist: %s",
		        view_text(forbidden->view), forbidden->owner, forbidden->reason);
}

static void urls_put(struct page *page, const struct plan *plan)
{
	const char *before = NULL;
	part(page, "URLs");
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (!text_equal(before, url->server->name))
			page_words(page, STYLE_KEY, 0, 0, url->server->name);
		before = url->server->name;
		page_printf(page, STYLE_PLAIN, 2, "%s  inside %s, outside %s",
		        plan->know->services.items[url->service].id,
		        url->internal ? url->internal : "-", url->external ? url->external : "-");
	}
}

static void proof_put(struct page *page, const struct proof *proof)
{
	part(page, "What clients would meet");
	LIST_EACH(const struct proof_line, line, proof->lines)
		page_printf(page, result_style(line->result), 0, "%s  %s, %s%s%s", result_text(line->result), line->client, line->place,
		        line->result == RESULT_CLEAN ? "" : ": ",
		        line->result == RESULT_CLEAN ? "" : line->reason);
}

static void findings_put(struct page *page, const struct plan *plan)
{
	part(page, "Findings");
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		page_words(page, severity_style(finding->severity), 0, 2,
		        arena_printf(page->arena, "%s %s: %s", severity_text(finding->severity),
		                finding->rule->id, finding->message));
		if (finding->acknowledged)
			page_printf(page, STYLE_FAINT, 2, "Accepted: %s", finding->acknowledged);
	}
}

void summary_put(struct page *page, struct flow_preview preview)
{
	struct plan_summary summary = plan_summarize(preview.plan);
	page_printf(page, STYLE_PLAIN, 0, "certificates %zu, names %zu, public addresses %zu, DNS "
	        "records %zu, steps %zu", summary.certificates, summary.names,
	        summary.public_addresses, summary.dns_records, summary.steps);
	page_printf(page, summary.errors ? STYLE_BAD : STYLE_PLAIN, 0,
	        "errors %zu, warnings %zu, notes %zu; worst for a client: %s", summary.errors,
	        summary.warnings, summary.notes, result_text(preview.proof->worst));
}

/* None of them: it is the choice under the cursor that something is missing for. */
static void no_plan_put(struct page *page, size_t problems)
{
	if (problems)
		page_printf(page, STYLE_PLAIN, 0, "There is no plan yet: %zu answer%s missing or wrong. "
		        "F5 (Ctrl-R) lists them.", problems, problems == 1 ? " is" : "s are");
	else
		page_words(page, STYLE_PLAIN, 0, 0, "With it there is no plan yet: it brings further "
		                                    "questions, or does not fit other answers.");
}

void explain_plan(struct full *full, struct page *page, struct flow_preview preview)
{
	if (!preview.plan) {
		no_plan_put(page, flow_problems(full->flow)->count);
		drawing_put(full, page, drawing_of_answers(flow_answers(full->flow), page->arena));
		return;
	}
	summary_put(page, preview);
	drawing_put(full, page, drawing_of_plan(preview.plan, page->arena));
	proof_put(page, preview.proof);
	findings_put(page, preview.plan);
	certificates_put(page, preview.plan);
	records_put(page, preview.plan);
	urls_put(page, preview.plan);
}

void explain_fixes(struct page *page, const struct fix_refs *fixes)
{
	LIST_EACH(const struct fix *, fix, *fixes)
		page_labelled(page, "To mend it", *(*fix)->cost
		        ? arena_printf(page->arena, "%s (%s)", (*fix)->text, (*fix)->cost)
		        : (*fix)->text);
}

/* ---- a step ---- */

static void texts_put(struct page *page, const char *label, const struct text_list *texts)
{
	LIST_EACH(const char *, text, *texts)
		page_labelled(page, label, *text);
}

/* As they are typed. */
static void commands_put(struct page *page, const char *label, const struct command_list *commands)
{
	if (commands->count)
		part(page, label);
	LIST_EACH(const struct plan_command, command, *commands)
		page_raw(page, command->text);
}

void explain_step(struct page *page, const struct plan_step *step)
{
	page_words(page, STYLE_STRONG, 0, 0, step->title);
	page_printf(page, STYLE_FAINT, 0, "%s; %s", step->row->audience, step->id);
	if (step->why)
		page_labelled(page, "Why", step->why);
	texts_put(page, "Before", &step->requires);
	texts_put(page, "Do", &step->actions);
	commands_put(page, "Commands", &step->commands);
	part(page, STEP_CHECK);
	texts_put(page, "", &step->verify);
	commands_put(page, "Commands of the check", &step->verify_commands);
	part(page, STEP_UNDO);
	texts_put(page, "", &step->undo);
	commands_put(page, "Commands of the way back", &step->undo_commands);
}
