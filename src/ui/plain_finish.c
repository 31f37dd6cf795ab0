/* ui/plain_finish.c: the review of all answers, and the checklist. */
#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "core/flow.h"
#include "plain_parts.h"
#include "words.h"

/* ---- review ---- */

/* A question and what is said behind it. */
static const char *with_words(struct plain *plain, const char *question, const char *words)
{
	return arena_printf(plain->scratch, "%s%s %s", question, text_ends(question, "?") ? "" : ":",
	        words);
}

static void show_problems(struct plain *plain, struct buf *out)
{
	const struct flow_problems *problems = flow_problems(plain->flow);
	struct flow_preview preview = flow_preview(plain->flow);
	if (!problems->count && preview.plan && plan_summarize(preview.plan).errors)
		lines_printf(out, "Nothing is missing, and the plan has errors %zu: see below.",
		        plan_summarize(preview.plan).errors);
	else if (!problems->count)
		lines_words(out, "Nothing is missing or wrong.", 0, 0);
	else
		lines_printf(out, "%zu to settle before the plan can be written:",
		        problems->count);
	LIST_EACH(const struct flow_problem, problem, *problems) {
		bool is_asked = problem->spot != FLOW_NOWHERE;
		/* What no question asks for has no number. */
		buf_puts(out, is_asked ? arena_printf(plain->scratch, "%3zu  ", problem->spot + 1)
		                       : "     ");
		lines_words(out, with_words(plain, is_asked ?
		        spot_words(flow_spot_at(plain->flow, problem->spot), plain->scratch) :
		        problem->path, problem->text), 5, 7);
	}
}

static void show_answer(struct plain *plain, size_t index, const char *name, struct buf *out)
{
	const struct flow_spot *spot = flow_spot_at(plain->flow, index);
	struct flow_answer answer = flow_answer(plain->flow, spot->path, plain->scratch);
	const struct flow_problem *problem = flow_problem_of(plain->flow, spot->path);
	const char *text = answer_words(plain->flow, spot, plain->scratch);
	const char *mark = flow_is_renewed(plain->flow, spot->path) ? ", changed since"
	                   : flow_is_skipped(plain->flow, spot->path) ? ", put off"
	                   : answer.draft ? ", what was typed is not accepted" : "";
	buf_printf(out, "%3zu  ", index + 1);
	if (problem && !answer.given)
		text = arena_printf(plain->scratch, "not answered yet%s", mark);
	else
		text = arena_printf(plain->scratch, "%s (%s%s)", text, origin_words(answer.origin),
		        mark);
	lines_words(out, with_words(plain, name, text), 5, 7);
}

static void show_list(const char *title, const struct flow_kept_list *list, struct buf *out)
{
	if (list->count)
		lines_words(out, title, 0, 0);
	LIST_EACH(const struct flow_kept, entry, *list)
		lines_labelled(out, entry->path, entry->text, 5);
}

static void show_kept(struct plain *plain, struct buf *out)
{
	struct flow_kept_list unasked = flow_unasked(plain->flow, plain->scratch);
	struct flow_kept_list kept = flow_parked(plain->flow, plain->scratch);
	show_list("In the file, and asked by no question now (\"k PATH\" puts one aside):", &unasked,
	        out);
	show_list("Kept, because the questions do not apply now:", &kept, out);
}

static void show_finding(struct plain *plain, const struct plan *plan, size_t index,
        struct buf *out)
{
	const struct plan_finding *finding = &plan->findings.items[index];
	buf_printf(out, "a %zu  ", index + 1);
	lines_words(out, arena_printf(plain->scratch, "%s, %s%s%s: %s%s%s",
	        severity_text(finding->severity), finding->rule->id,
	        finding->subject && *finding->subject ? " " : "",
	        finding->subject ? finding->subject : "", finding->message,
	        finding->acknowledged ? " Accepted: " : "",
	        finding->acknowledged ? finding->acknowledged : ""), 5, 7);
}

static void show_numbered_findings(struct plain *plain, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	for (size_t i = 0; preview.plan && i < preview.plan->findings.count; i++)
		show_finding(plain, preview.plan, i, out);
}

static void paths_remember(struct plain *plain)
{
	struct text_list paths = { 0 };
	for (size_t i = 0; i < flow_count(plain->flow); i++)
		LIST_PUSH(plain->arena, &paths,
		        arena_strdup(plain->arena, flow_spot_at(plain->flow, i)->path));
	plain->reviewed = texts_of(&paths);
}

/* Who comes back from changing one answer has heard the others, but not those that it brought up, nor what
 * the plan is now. */
static bool show_changed(struct plain *plain, struct buf *out)
{
	size_t changed = plain->changed ? flow_find(plain->flow, plain->changed) : FLOW_NOWHERE;
	struct flow_preview preview = flow_preview(plain->flow);
	plain->changed = NULL;
	if (changed == FLOW_NOWHERE || !flow_spot_at(plain->flow, changed)->row)
		return false;
	for (size_t i = 0; i < flow_count(plain->flow); i++) {
		const struct flow_spot *spot = flow_spot_at(plain->flow, i);
		bool is_new = spot->row && !texts_have(plain->reviewed, spot->path);
		if (i == changed || is_new)
			show_answer(plain, i, arena_printf(plain->scratch, "%s%s",
			        is_new ? "New: " : "", spot_words(spot, plain->scratch)), out);
	}
	if (preview.plan)
		lines_printf(out, "%s; the worst a client meets: %s.",
		        plain_finding_counts(plain, preview.plan),
		        result_text(preview.proof->worst));
	lines_words(out, "\"l\" lists all answers again.", 0, 0);
	return true;
}

static void show_gate(struct plain *plain, size_t index, struct buf *out)
{
	const struct flow_spot *spot = flow_spot_at(plain->flow, index);
	buf_printf(out, "%3zu  ", index + 1);
	lines_words(out, with_words(plain, spot->question->prompt,
	        gate_words(plain->flow, spot->path)), 5, 7);
}

/* Forest and site are said once, before all that is theirs. */
static void show_answers(struct plain *plain, struct buf *out)
{
	const char *before = "";
	for (size_t i = 0; i < flow_count(plain->flow); i++) {
		const struct flow_spot *spot = flow_spot_at(plain->flow, i);
		if (!spot->row && spot->kind != ASK_GATE)
			continue;
		if (!text_equal(spot->instance, before))
			lines_printf(out, "Of %s:", *spot->instance ? spot->instance
			                                            : "the whole organization");
		before = spot->instance;
		if (spot->row)
			show_answer(plain, i, spot->question->prompt, out);
		else
			show_gate(plain, i, out);
	}
}

static void review_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	(void)spot;
	show_problems(plain, out);
	if (show_changed(plain, out))
		return;
	show_answers(plain, out);
	show_kept(plain, out);
	show_numbered_findings(plain, out);
	size_t before = plain->back_to ? flow_find(plain->flow, plain->back_to) : FLOW_NOWHERE;
	if (before != FLOW_NOWHERE)
		lines_printf(out, "\"<\" goes back to where you were: %s",
		        flow_spot_at(plain->flow, before)->question->prompt);
}

/* What to do about it, and where. */
static void finding_help(struct plain *plain, const struct plan *plan, size_t index, struct buf *out)
{
	size_t source = finding_source(plain->flow, &plan->findings.items[index], plain->scratch);
	show_finding(plain, plan, index, out);
	lines_labelled(out, "Do", plan->findings.items[index].action, 5);
	plain_show_fixes(plain, "To mend it", &plan->findings.items[index].fixes, 5, out);
	if (source != FLOW_NOWHERE)
		lines_labelled(out, "It comes from", arena_printf(plain->scratch, "%zu  %s", source + 1,
		        spot_words(flow_spot_at(plain->flow, source), plain->scratch)), 5);
}

static void accept_finding(struct plain *plain, const char *text, struct buf *out)
{
	struct flow_preview preview = flow_preview(plain->flow);
	size_t length = strcspn(text, " ");
	const char *reason = text + length + strspn(text + length, " ");
	size_t number = plain_number(arena_strndup(plain->scratch, text, length),
	        preview.plan ? preview.plan->findings.count : 0);
	if (!number)
		plain_fail(plain, "there is no such finding");
	else if (!*reason)
		finding_help(plain, flow_advised(plain->flow).plan, number - 1, out);
	else if (plain->options.read_only)
		plain_fail(plain, "this session cannot be saved here: you may look, not change");
	else if (!flow_acknowledge(plain->flow, &preview.plan->findings.items[number - 1],
	                 text_equal(reason, "-") ? "" : reason))
		plain_fail(plain, "an error cannot be accepted; it must be mended");
	else
		show_finding(plain, flow_preview(plain->flow).plan, number - 1, out);
	plain->brief = true;
}

static bool review_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *rest;
	(void)spot;
	if (plain_goes_on(text))
		return true;
	size_t number = plain_number(text, flow_count(plain->flow));
	if (number) {
		paths_remember(plain);
		flow_go(plain->flow, number - 1);
		plain->returns = true;
	} else if (plain_command(text, "a", &rest)) {
		accept_finding(plain, rest, out);
	} else if (plain_command(text, "k", &rest)) {
		plain->brief = true;
		if (plain_editable(plain) && !flow_put_aside(plain->flow, rest))
			plain_fail(plain, "\"%s\" is not among the answers that no question asks", rest);
		else if (!plain->error)
			lines_printf(out, "%s is put aside.", rest);
	} else if (text_equal(text, "l")) {
		plain->changed = NULL;
	} else if (text_equal(text, "all")) {
		plain->back_to = NULL;
		flow_ask_all(plain->flow);
		flow_go(plain->flow, 0);
	} else {
		plain_fail(plain, "\"%s\" is not between 1 and %zu", text,
		        flow_count(plain->flow));
	}
	return false;
}

const struct plain_kind plain_review = {
	review_show, review_take,
	"Type a number to change that answer and come back; \"a 2\" tells what to do about finding a 2, "
	"\"a 2 REASON\" accepts it, \"a 2 -\" takes that back, \"all\" asks everything from the "
	"beginning. Enter goes on.",
	NULL,
};

/* ---- checklist ---- */

static bool is_for(const struct plain *plain, const struct plan_step *step)
{
	return !plain->audience || text_equal(step->row->audience, plain->audience);
}

static void step_line(struct plain *plain, const struct plan_step *step, size_t number,
        struct buf *out)
{
	static const char *const marks[] = {
		[STEP_OPEN] = "",
		[STEP_DONE] = " (done)",
		[STEP_SKIPPED] = " (left out: ",
		[STEP_CHANGED] = " (" STEP_CHANGED_WORDS ")",
	};
	const char *reason;
	enum step_state state = flow_step(plain->flow, step, &reason);
	buf_printf(out, "%3zu  ", number);
	lines_words(out, arena_printf(plain->scratch, "%s (%s; %s)%s%s%s", step->title,
	        step->target, step->row->audience, marks[state], reason ? reason : "",
	        reason ? ")" : ""), 5, 7);
}

static void checklist_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	const struct plan *plan = flow_checklist(plain->flow).plan;
	size_t number = 0, done = 0;
	(void)spot;
	if (!plan) {
		lines_words(out, "There is no plan yet; \"!\" lists what is missing.", 0, 0);
		return;
	}
	if (plain->audience)
		lines_printf(out, "Only steps for %s.", plain->audience);
	LIST_EACH(const struct plan_step, step, plan->steps) {
		const char *reason;
		number++;
		done += step_is_settled(flow_step(plain->flow, step, &reason));
		if (is_for(plain, step))
			step_line(plain, step, number, out);
	}
	lines_printf(out, "%zu of %zu settled.", done, number);
	if (checklist_words(plain->flow))
		lines_words(out, checklist_words(plain->flow), 0, 0);
}

static void show_texts(struct buf *out, const char *label, const struct text_list *texts)
{
	LIST_EACH(const char *, text, *texts)
		lines_labelled(out, label, *text, 2);
}

/* As they are typed: not wrapped, so that they can be copied. */
static void show_commands(struct buf *out, const char *label, const struct command_list *commands)
{
	if (commands->count)
		lines_labelled(out, label, "", 2);
	LIST_EACH(const struct plan_command, command, *commands) {
		quote_terminal(out, command->text);
		buf_putc(out, '\n');
	}
}

static void step_show(const struct plan_step *step, struct buf *out)
{
	lines_words(out, step->title, 0, 0);
	lines_labelled(out, "Id", step->id, 2);
	lines_labelled(out, "Why", step->why ? step->why : "", 2);
	show_texts(out, "Before", &step->requires);
	show_texts(out, "Do", &step->actions);
	show_commands(out, "Commands", &step->commands);
	show_texts(out, "Check", &step->verify);
	show_commands(out, "Commands of the check", &step->verify_commands);
	show_texts(out, "Way back", &step->undo);
	show_commands(out, "Commands of the way back", &step->undo_commands);
}

struct step_refs LIST_OF(const struct plan_step *);

static const struct plan_step *step_take(struct plain *plain, const char *text)
{
	const struct plan *plan = flow_checklist(plain->flow).plan;
	size_t number = plain_number(text, plan ? plan->steps.count : 0);
	if (!number)
		plain_fail(plain, "there is no step %s", text);
	return number ? &plan->steps.items[number - 1] : NULL;
}

static void step_mark(struct plain *plain, const struct plan_step *step, enum step_state state,
        const char *reason, struct buf *out)
{
	flow_step_set(plain->flow, step, state, reason);
	step_line(plain, step,
	        (size_t)(step - flow_checklist(plain->flow).plan->steps.items) + 1, out);
}

/* Those of a number or of "3-5"; false: there are no such steps, and none is taken. */
static bool steps_take(struct plain *plain, const char *word, struct step_refs *steps)
{
	size_t length = strcspn(word, "-");
	const struct plan_step *step = step_take(plain, arena_strndup(plain->scratch, word, length));
	const struct plan_step *last = step && word[length] ? step_take(plain, word + length + 1) : step;
	if (last < step && !plain->error)
		plain_fail(plain, "\"%s\" goes backwards", word);
	for (; !plain->error && step <= last; step++)
		LIST_PUSH(plain->scratch, steps, step);
	return !plain->error;
}

/* All that are named, or none. */
static void steps_mark(struct plain *plain, const char *text, enum step_state state, struct buf *out)
{
	struct step_refs steps = { 0 };
	if (!*text)
		plain_fail(plain, "the number of a step is expected");
	while (*text && !plain->error) {
		size_t length = strcspn(text, ", ");
		if (length)
			(void)steps_take(plain, arena_strndup(plain->scratch, text, length), &steps);
		text += length;
		text += strspn(text, ", ");
	}
	if (plain->error || !plain_editable(plain))
		return;
	LIST_EACH(const struct plan_step *, step, steps)
		step_mark(plain, *step, state, "", out);
}

static void step_leave_out(struct plain *plain, const char *text, struct buf *out)
{
	const char *reason;
	const struct plan_step *step = step_take(plain, plain_two_parts(plain, text, &reason));
	if (!step || !plain_editable(plain))
		return;
	if (!*reason)
		plain_fail(plain, "a reason is expected behind the number");
	else
		step_mark(plain, step, STEP_SKIPPED, reason, out);
}

static void filter_set(struct plain *plain, const char *text)
{
	const struct plan *plan = flow_checklist(plain->flow).plan;
	if (text_equal(text, "all") || !*text) {
		plain->audience = NULL;
		return;
	}
	struct text_list known = { 0 };
	for (size_t i = 0; plan && i < plan->know->audiences.count; i++)
		LIST_PUSH(plain->scratch, &known, plan->know->audiences.items[i].id);
	if (texts_have(texts_of(&known), text))
		plain->audience = arena_strdup(plain->arena, text);
	else
		plain_fail(plain, "one of %s or all is expected",
		        texts_join(plain->scratch, texts_of(&known), ", "));
}

static bool checklist_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *rest;
	(void)spot;
	plain->brief = *text && !plain_command(text, "f", &rest) && !plain_command(text, "l", &rest);
	if (plain_command(text, "x", &rest))
		steps_mark(plain, rest, STEP_DONE, out);
	else if (plain_command(text, "-", &rest))
		step_leave_out(plain, rest, out);
	else if (plain_command(text, "o", &rest))
		steps_mark(plain, rest, STEP_OPEN, out);
	else if (plain_command(text, "f", &rest))
		filter_set(plain, rest);
	else if (*text && plain->brief) {
		const struct plan_step *step = step_take(plain, text);
		if (step)
			step_show(step, out);
	}
	return !*text;
}

const struct plain_kind plain_checklist = {
	checklist_show, checklist_take,
	"Type a number to see the step with its commands, \"x 2\" or \"x 2 4-6\" when done, \"- 2 REASON\" to "
	"leave it out, \"o 2\" to open it again, \"f pki\" for the steps of one audience, \"f all\", "
	"\"l\" lists them again.",
	NULL,
};
