/* full_finish.c: writing the plan, and the checklist. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"
#include "words.h"

void incomplete_fill(struct full *full)
{
	size_t count = flow_problems(full->flow)->count;
	struct row *row = rows_add(full, arena_printf(full->view, "%zu answer%s missing, wrong or "
	        "not accepted yet: F5 (Ctrl-R) lists them.", count, count == 1 ? " is" : "s are"));
	row->heading = true;
}

/* ---- writing ---- */

enum { WRITE, NOT_NOW };

static bool has_errors(struct flow_preview preview)
{
	return plan_summarize(preview.plan).errors || preview.proof->worst == RESULT_FAIL;
}

static void fact_add(struct full *full, const char *text)
{
	rows_add(full, text)->heading = true;
}

static void bad_add(struct full *full, const char *text)
{
	struct row *row = rows_add(full, text);
	row->heading = true;
	row->style = STYLE_BAD;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void keys_add(struct full *full)
{
	const struct front_keys *keys = &full->keys;
	if (keys->wanted)
		fact_add(full, arena_printf(full->view, "%zu of %zu private keys ready",
		        keys->made, keys->wanted));
	if (keys->kept)
		fact_add(full, arena_printf(full->view, "%zu private key%s used again", keys->kept,
		        plural(keys->kept)));
	if (keys->misfits.count)
		bad_add(full, arena_printf(full->view, "%zu old key%s not fit (F1, ^G)",
		        keys->misfits.count, keys->misfits.count == 1 ? " does" : "s do"));
}

static void write_fill(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	if (!flow_is_ready(full->flow)) {
		incomplete_fill(full);
		rows_add(full, "Go on without writing")->what = NOT_NOW;
		return;
	}
	struct plan_summary summary = plan_summarize(preview.plan);
	fact_add(full, arena_printf(full->view, "Folder: %s", full->options.folder));
	if (full->options.folder_is_used(full->options.folder))
		fact_add(full, "In use: it is kept as .bak-<day>-<n>");
	fact_add(full, arena_printf(full->view, "%zu certificate%s, %zu record%s, %zu steps",
	        summary.certificates, plural(summary.certificates), summary.dns_records,
	        plural(summary.dns_records), summary.steps));
	keys_add(full);
	if (has_errors(preview)) {
		bad_add(full, arena_printf(full->view, "The plan has errors: %zu", summary.errors));
		bad_add(full, arena_printf(full->view, "The worst a client meets: %s",
		        result_text(preview.proof->worst)));
	}
	rows_add(full, has_errors(preview) ? "Write it all the same" : "Write the plan now")->what =
	        WRITE;
	bool is_written = flow_written(full->flow) == FLOW_WRITTEN;
	rows_add(full, is_written ? "Go on to the checklist" : "Go on without writing")->what =
	        NOT_NOW;
}

void full_set_keys(struct full *full, const struct front_keys *keys)
{
	bool same = keys_are_same(&full->keys, keys);
	if (!same)
		full->keys = keys_copy(keys, full->arena);
	if (!same && full->kind == &full_write && !full->over)
		full_refresh(full);
}

static void write_begin(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	if (!flow_is_ready(full->flow) || has_errors(preview) ||
	        flow_written(full->flow) == FLOW_WRITTEN)
		full->rows.focus = full->rows.list.count - 1;
}

void write_start(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	full->consent.errors = has_errors(preview);
	full->consent.has_keys = false;
	LIST_EACH(const struct plan_certificate, certificate, preview.plan->certificates)
		full->consent.has_keys |= certificate->has_key;
	if (full->keys.misfits.count && !full->consent.new_keys)
		over_old_keys(full);
	else if (full->consent.has_keys && full->options.asks_passphrase)
		over_secret(full);
	else
		full->wish = FRONT_WRITE;
}

void full_written(struct full *full, bool done, const char *said)
{
	bool asks = full->keys.misfits.count && !full->consent.new_keys;
	full->consent = (struct front_consent){ 0 };
	if (done)
		flow_set_written(full->flow);
	over_close(full);
	if (done)
		full_go_on(full);
	else if (asks)
		over_old_keys(full);
	else
		full_fail(full, "The plan was not written.");
	if (said && *said && !asks)
		over_said(full, done, said);
}

static enum taken write_key(struct full *full, const struct key *key)
{
	const struct row *row = rows_focused(full);
	if (key->code != KEY_IS_ENTER || !row)
		return TAKEN_NOT;
	if (row->what == NOT_NOW)
		return TAKEN_DONE;
	if (!full_may_change(full))
		return TAKEN;
	full->consent.new_keys = false;
	write_start(full);
	return TAKEN;
}

static void write_explain(struct full *full, struct page *page)
{
	explain_question(full, page);
	old_keys_explain(full, page);
	page_labelled(page, "Written", "plan.html, plan.md, plan.json, checklist.md, handover/, "
	                               "certificates/ with requests and private keys, dns/, scripts/, "
	                               "answers.cfg.");
	page_labelled(page, "Passphrase", "you are asked for one for the private keys; nothing is "
	                                  "shown while you type, and nothing of it is kept.");
	page_labelled(page, "Overwritten", "nothing: a folder that is in use is renamed, and its private "
	                                   "keys, as far as they fit, are used again.");
	page_labelled(page, "Keys", "are made in the background; writing waits only for those that "
	                            "are not ready yet, shows how many are, and Esc or Ctrl-C gives up.");
}

static const struct hint write_hints[] = {
	{ "Enter", NULL, "Do it", "do it" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

const struct full_kind full_write = {
	.fill = write_fill,
	.begin = write_begin,
	.key = write_key,
	.explain = write_explain,
	.from_end = true,
	.hints = HINTS(write_hints),
};

/* ---- checklist ---- */

static const char *const marks[] = {
	[STEP_OPEN] = "[ ]",
	[STEP_DONE] = "[x]",
	[STEP_SKIPPED] = "[-]",
	[STEP_CHANGED] = "[!]",
};

static bool is_for(const struct full *full, const struct plan_step *step)
{
	return !full->audience || text_equal(step->row->audience, full->audience);
}

static void step_add(struct full *full, const struct plan_step *step, size_t number)
{
	const char *reason;
	enum step_state state = flow_step(full->flow, step, &reason);
	struct row *row = rows_add(full, arena_printf(full->view, "%zu. %s", number, step->title));
	row->mark = marks[state];
	row->style = step_is_settled(state) ? STYLE_FAINT : STYLE_PLAIN;
	row->note = reason ? arena_printf(full->view, "not done: %s", reason)
	            : state == STEP_CHANGED ? arena_printf(full->view, STEP_CHANGED_WORDS "; %s",
	                                              step->target)
	                                    : step->target;
	row->item = step;
}

static void checklist_fill(struct full *full)
{
	const struct plan *plan = flow_checklist(full->flow).plan;
	size_t number = 0, done = 0;
	if (!plan) {
		incomplete_fill(full);
		return;
	}
	rows_add(full, "")->heading = true;
	LIST_EACH(const struct plan_step, step, plan->steps) {
		const char *reason;
		number++;
		done += step_is_settled(flow_step(full->flow, step, &reason));
		if (is_for(full, step))
			step_add(full, step, number);
	}
	full->rows.list.items[0] = (struct row){
		.heading = true,
		.style = STYLE_STRONG,
		.text = arena_printf(full->view, "%zu of %zu settled. Steps for: %s", done, number,
		        full->audience ? full->audience : "everybody"),
	};
}

/* The first step that is open. */
static void checklist_begin(struct full *full)
{
	if (flow_is_ready(full->flow) && checklist_words(full->flow))
		full_notice(full, checklist_words(full->flow));
	for (size_t i = full->rows.list.count; i-- > 0;) {
		const struct row *row = &full->rows.list.items[i];
		if (!row->heading && form_has("[ ]|[!]", row->mark))
			full->rows.focus = i;
	}
}

static void step_mark(struct full *full, const struct plan_step *step, enum step_state state,
        const char *reason)
{
	if (!full_may_change(full))
		return;
	flow_step_set(full->flow, step, state, reason);
	full_changed(full);
}

void step_turn(struct full *full, const struct plan_step *step)
{
	const char *reason;
	bool is_done = flow_step(full->flow, step, &reason) == STEP_DONE;
	step_mark(full, step, is_done ? STEP_OPEN : STEP_DONE, NULL);
}

static void skip_answered(struct full *full, const char *reason)
{
	const struct row *row = rows_focused(full);
	if (*reason)
		step_mark(full, row->item, STEP_SKIPPED, reason);
	else
		full_fail(full, "A step is left out with a reason only.");
}

/* The audiences one after the other, then everybody. */
static void audience_turn(struct full *full)
{
	const struct audience_rows *rows = &flow_checklist(full->flow).plan->know->audiences;
	size_t next = 0;
	while (next < rows->count && full->audience &&
	        !text_equal(rows->items[next].id, full->audience))
		next++;
	next += full->audience != NULL;
	full->audience = next < rows->count ? rows->items[next].id : NULL;
	full->rows.focus = 1;
	full_changed(full);
}

static enum taken checklist_key(struct full *full, const struct key *key)
{
	const struct row *row = rows_focused(full);
	bool has_step = row && !row->heading;
	if (key->code == KEY_IS_ENTER && !has_step)
		return TAKEN_DONE;
	if (key->code == KEY_IS_ENTER) {
		over_step(full, row->item);
		return TAKEN;
	}
	if (key->code != KEY_IS_CHAR || !flow_checklist(full->flow).plan)
		return TAKEN_NOT;
	if (key->ch == 'f')
		audience_turn(full);
	else if (key->ch == ' ' && has_step)
		step_turn(full, row->item);
	else if (key->ch == '-' && has_step && full_may_change(full))
		over_ask(full, arena_printf(full->scratch, "Why is this step left out: %s?",
		        ((const struct plan_step *)row->item)->title), skip_answered);
	else
		return TAKEN_NOT;
	return TAKEN;
}

static void checklist_explain(struct full *full, struct page *page)
{
	const struct row *row = rows_focused(full);
	if (!row || row->heading)
		return;
	const struct plan_step *step = row->item;
	page_words(page, STYLE_STRONG, 0, 0, step->title);
	page_printf(page, STYLE_FAINT, 0, "%s; %s", step->row->audience, step->id);
	if (step->why)
		page_labelled(page, "Why", step->why);
	LIST_EACH(const char *, text, step->actions)
		page_labelled(page, "Do", *text);
}

static const struct hint checklist_hints[] = {
	{ "Enter", NULL, "Commands, check, way back", "show" },
	{ "Space", NULL, "Done", "done" },
	{ "-", NULL, "Leave out", "skip" },
	{ "f", NULL, "Whose", "" },
	{ "Esc", "^B", "Back", "" },
};

const struct full_kind full_checklist = {
	.fill = checklist_fill,
	.begin = checklist_begin,
	.key = checklist_key,
	.explain = checklist_explain,
	.long_list = true,
	.hints = HINTS(checklist_hints),
};
