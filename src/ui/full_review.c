/* full_review.c: every answer with where it came from; what is wrong or missing comes first. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"
#include "words.h"

enum { PROBLEM, GO_ON, ASK_ALL, ANSWER, UNASKED, KEPT, FINDING };

static struct row *part_add(struct full *full, const char *text)
{
	struct row *row = rows_add(full, text);
	row->heading = true;
	row->style = STYLE_STRONG;
	return row;
}

/* ---- rows ---- */

static void problems_fill(struct full *full)
{
	const struct flow_problems *problems = flow_problems(full->flow);
	if (problems->count)
		part_add(full, arena_printf(full->view,
		        "%zu to settle before the plan can be written:", problems->count));
	LIST_EACH(const struct flow_problem, problem, *problems) {
		const struct flow_spot *spot = problem->spot != FLOW_NOWHERE
		                                       ? flow_spot_at(full->flow, problem->spot) : NULL;
		struct row *row = rows_add(full, spot ? spot_words(spot, full->view) : problem->path);
		row->note = problem->text;
		row->mark = "!";
		row->style = STYLE_BAD;
		row->what = PROBLEM;
		row->index = problem->spot;
	}
}

/* The legend stands in the explanation. */
static const char *answer_mark(const struct full *full, const char *path, struct flow_answer answer)
{
	static const char *const marks[] = {
		[ORIGIN_FILE] = "f",
		[ORIGIN_ASKED] = "a",
		[ORIGIN_DEFAULT] = "d",
		[ORIGIN_DERIVED] = "v",
	};
	if (flow_problem_of(full->flow, path))
		return flow_is_skipped(full->flow, path) ? "! o" : "!";
	return flow_is_renewed(full->flow, path) ? "c" : marks[answer.origin];
}

static void answer_fill(struct full *full, size_t index, const char **before)
{
	const struct flow_spot *spot = flow_spot_at(full->flow, index);
	bool is_gate = spot->kind == ASK_GATE;
	const char *screen = arena_printf(full->view, "%s: %s%s%s", spot->place->part,
	        spot->screen->title, *spot->instance ? ", " : "", spot->instance);
	if (!text_equal(screen, *before))
		part_add(full, screen);
	*before = screen;
	struct row *row = rows_add(full, spot->question->prompt);
	row->mark = is_gate ? "" : answer_mark(full, spot->path,
	                                   flow_answer(full->flow, spot->path, full->view));
	row->note = is_gate ? gate_words(full->flow, spot->path)
	                    : answer_words(full->flow, spot, full->view);
	row->yields = true;
	row->what = ANSWER;
	row->index = index;
	row->item = spot->path;
}

static void kept_fill(struct full *full, const char *title, struct flow_kept_list list, int what)
{
	if (list.count)
		part_add(full, title);
	LIST_EACH(const struct flow_kept, entry, list) {
		struct row *row = rows_add(full, entry->path);
		row->mark = what == KEPT ? "-" : "f";
		row->note = entry->text;
		row->what = what;
	}
}

static void findings_fill(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	if (!preview.plan)
		return;
	if (preview.plan->findings.count)
		part_add(full, "Findings");
	for (size_t i = 0; i < preview.plan->findings.count; i++) {
		const struct plan_finding *finding = &preview.plan->findings.items[i];
		struct row *row = rows_add(full, arena_printf(full->view, "%s, %s%s%s",
		        severity_text(finding->severity), finding->rule->id,
		        finding->subject && *finding->subject ? " " : "",
		        finding->subject ? finding->subject : ""));
		row->mark = finding->acknowledged ? "+" : severity_mark(finding->severity);
		row->style = severity_style(finding->severity);
		row->note = finding->message;
		row->what = FINDING;
		row->index = i;
	}
}

static void review_fill(struct full *full)
{
	const char *before = NULL;
	problems_fill(full);
	struct row *row = rows_add(full, "Go on");
	row->what = GO_ON;
	row->note = flow_problems(full->flow)->count ? "the plan cannot be written yet" : NULL;
	if (flow_only_missing(full->flow))
		rows_add(full, "Ask everything from the beginning")->what = ASK_ALL;
	findings_fill(full);
	for (size_t i = 0; i < flow_count(full->flow); i++) {
		const struct flow_spot *spot = flow_spot_at(full->flow, i);
		if (spot->row || spot->kind == ASK_GATE)
			answer_fill(full, i, &before);
	}
	kept_fill(full, "In the file, and asked by no question now", flow_unasked(full->flow, full->view),
	        UNASKED);
	kept_fill(full, "Kept: the questions do not apply now", flow_parked(full->flow, full->view), KEPT);
}

static bool is_reviewed(const struct full *full, const struct row *row)
{
	if (row->heading || !full->reviewed)
		return false;
	return (row->what == ANSWER && text_equal(row->item, full->reviewed)) ||
	       (row->what == FINDING && text_equal(row->text, full->reviewed));
}

/* What stands against writing it, although nothing is missing. */
static void harm_tell(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	if (!preview.plan || flow_problems(full->flow)->count)
		return;
	size_t errors = plan_summarize(preview.plan).errors;
	if (errors)
		full_notice(full, arena_printf(full->scratch, "The plan has %zu error%s; n goes to "
		        "the next finding.", errors, errors == 1 ? "" : "s"));
	else if (preview.proof->worst == RESULT_FAIL)
		full_notice(full, "Some clients would fail; F3 (Ctrl-T) shows which, and what mends it.");
}

/* Where the person came back from. What led to an answer and is mended, is gone: then what is left is seen. */
static void review_begin(struct full *full)
{
	bool is_back = false;
	for (size_t i = 0; i < full->rows.list.count; i++) {
		if (is_reviewed(full, &full->rows.list.items[i])) {
			full->rows.focus = i;
			is_back = true;
		}
	}
	size_t problems = flow_problems(full->flow)->count;
	harm_tell(full);
	if (problems && !is_back)
		full->rows.focus = 1;
	else if (problems)
		full_notice(full, arena_printf(full->scratch, "%zu to settle before the plan can be "
		        "written; n goes there.", problems));
}

/* ---- keys ---- */

static void jump(struct full *full, size_t index)
{
	if (index == FLOW_NOWHERE) {
		full_fail(full, "No question asks this; it must be mended in the file.");
		return;
	}
	full_go(full, index);
	full->returns = true;
	full->reviewed = full->path;
}

static const struct plan_finding *finding_of(struct full *full, const struct row *row)
{
	return &flow_preview(full->flow).plan->findings.items[row->index];
}

/* To the answer that the finding under the cursor comes from. */
static void finding_jump(struct full *full, const struct row *row)
{
	const char *text = arena_strdup(full->arena, row->text);
	jump(full, full->options.read_only
	                   ? finding_source(full->flow, finding_of(full, row), full->scratch)
	                   : finding_reach(full->flow, finding_of(full, row), full->scratch));
	full->reviewed = text;
}

static void finding_answered(struct full *full, const char *reason)
{
	struct flow_preview preview = flow_preview(full->flow);
	const struct plan_finding *finding = &preview.plan->findings.items[full->subject];
	if (!*reason && !finding->acknowledged)
		full_fail(full, "It is not accepted: a reason is needed.");
	else if (!flow_acknowledge(full->flow, finding, reason))
		full_fail(full, "An error cannot be accepted; it must be mended.");
	full_changed(full);
}

static void finding_accept(struct full *full, const struct row *row)
{
	full->subject = row->index;
	if (finding_of(full, row)->severity == SEVERITY_ERROR)
		finding_jump(full, row);
	else if (full_may_change(full))
		over_ask(full, finding_of(full, row)->acknowledged
		        ? arena_printf(full->scratch, "Another reason for accepting this: %s? "
		                "Nothing takes the acceptance back.", row->text)
		        : arena_printf(full->scratch, "Why is this accepted: %s? The reason "
		                "stays in the plan.", row->text), finding_answered);
}

static enum taken review_enter(struct full *full, const struct row *row)
{
	switch (row->what) {
	case PROBLEM:
		jump(full, row->index);
		full->reviewed = NULL;
		return TAKEN;
	case ANSWER:
		jump(full, row->index);
		return TAKEN;
	case ASK_ALL:
		flow_ask_all(full->flow);
		full_go(full, 0);
		return TAKEN;
	case FINDING:
		finding_accept(full, row);
		return TAKEN;
	case UNASKED:
		if (full_may_change(full) && flow_put_aside(full->flow, row->text))
			full_changed(full);
		return TAKEN;
	case KEPT:
		return TAKEN;
	default:
		return TAKEN_DONE;
	}
}

/* Missing, wrong, an error, or a warning that nobody accepted yet. */
static bool is_problem(const struct row *row)
{
	return !row->heading && row->mark && *row->mark && strchr("!ew", *row->mark);
}

/* "n" goes from one thing that is wrong to the next. */
static enum taken next_problem(struct full *full)
{
	struct rows *rows = &full->rows;
	for (size_t i = 1; i <= rows->list.count; i++) {
		size_t at = (rows->focus + i) % rows->list.count;
		const struct row *row = &rows->list.items[at];
		if (is_problem(row)) {
			rows->focus = at;
			return TAKEN;
		}
	}
	full_notice(full, "Nothing is missing or wrong, and no warning waits.");
	return TAKEN;
}

static enum taken review_key(struct full *full, const struct key *key)
{
	const struct row *row = rows_focused(full);
	if (key->code == KEY_IS_ENTER && row)
		return review_enter(full, row);
	if (key->code == KEY_IS_CHAR && key->ch == 'n')
		return next_problem(full);
	if (key->code == KEY_IS_CHAR && key->ch == 'g' && row && row->what == FINDING) {
		finding_jump(full, row);
		return TAKEN;
	}
	return TAKEN_NOT;
}

static void finding_explain(struct full *full, struct page *page, size_t index)
{
	struct flow_preview preview = flow_preview(full->flow);
	const struct plan_finding *finding = &preview.plan->findings.items[index];
	page_words(page, STYLE_PLAIN, 0, 0, finding->message);
	page_labelled(page, "Do", finding->action);
	if (finding->acknowledged)
		page_labelled(page, "Accepted", finding->acknowledged);
	explain_fixes(page, &finding->fixes);
	if (finding->severity == SEVERITY_ERROR)
		page_words(page, STYLE_KEY, 0, 0, "Enter goes to the answer that it comes from.");
	else
		page_words(page, STYLE_KEY, 0, 0, "Enter accepts it, with a reason; g goes to the answer "
		                                  "that it comes from.");
}

/* What Enter does on a row of each kind; findings are told by themselves. */
static const struct {
	const char *word, *brief, *means;
} on_enter[] = {
	[PROBLEM] = { "Change and return", "change", "goes to the answer and comes back here" },
	[ANSWER] = { "Change and return", "change", "goes to the answer and comes back here" },
	[GO_ON] = { "Go on", "go on", "goes on to the proof and to writing the plan" },
	[ASK_ALL] = { "Ask all", "ask all", "begins with the first question again; all answers stay" },
	[UNASKED] = { "Put aside", "put aside", "puts it aside: it does not count then" },
	[KEPT] = { NULL, NULL, "has nothing to do here: the answer comes back with its question" },
};

static void review_explain(struct full *full, struct page *page)
{
	const struct row *row = rows_focused(full);
	if (!row)
		return;
	if (row->what == FINDING) {
		finding_explain(full, page, row->index);
		return;
	}
	page_words(page, STYLE_STRONG, 0, 0, row->text);
	if (row->note)
		page_words(page, STYLE_PLAIN, 0, 0, row->note);
	page_labelled(page, "Marks", "! missing or wrong (o: put off), a asked here, f from the "
	                             "file, d default, v derived from other answers, c changed since, "
	                             "- kept for later, e w n findings, + accepted.");
	page_labelled(page, "Enter", arena_printf(page->arena, "%s; n: the next thing that is missing "
	        "or wrong, an error, or a warning that was not accepted.", on_enter[row->what].means));
}

static const struct hint review_hints[] = {
	{ "Enter", NULL, "Change and return", "change" },
	{ "n", NULL, "Next problem", "next" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

static const struct hint error_hints[] = {
	{ "Enter", NULL, "To its answer", "answer" },
	{ "n", NULL, "Next problem", "next" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

static const struct hint finding_hints[] = {
	{ "Enter", NULL, "Accept", "accept" },
	{ "g", NULL, "To its answer", "answer" },
	{ "n", NULL, "Next problem", "next" },
	{ "Esc", "^B", "Back", "back" },
};

static const struct hint all_hints[] = {
	{ "Enter", NULL, "Change an answer and return; accept a finding, or go to the answer of an error; "
	                 "go on", NULL },
	{ "g", NULL, "To the answer that a finding comes from", NULL },
	{ "n", NULL, "Next problem", NULL },
};

static struct hints review_hints_now(struct full *full)
{
	static const struct hints hints = HINTS(review_hints);
	const struct row *row = rows_focused(full);
	if (row && row->what == FINDING)
		return finding_of(full, row)->severity == SEVERITY_ERROR
		               ? (struct hints)HINTS(error_hints) : (struct hints)HINTS(finding_hints);
	if (!row || !on_enter[row->what].word)
		return (struct hints){ hints.items + 1, hints.count - 1 };
	struct hint *now = arena_alloc(full->paint, sizeof(review_hints));
	memcpy(now, review_hints, sizeof(review_hints));
	now->word = on_enter[row->what].word;
	now->brief = on_enter[row->what].brief;
	return (struct hints){ now, hints.count };
}

const struct full_kind full_review = {
	.fill = review_fill,
	.begin = review_begin,
	.key = review_key,
	.explain = review_explain,
	.long_list = true,
	.hints = HINTS(all_hints),
	.hints_now = review_hints_now,
};
