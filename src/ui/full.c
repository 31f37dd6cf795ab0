/* ui/full.c: the frame of the full-screen front end: where we are, keys that work everywhere. */
#include "ui/full.h"

#include <string.h>

#include "base/text.h"
#include "full_parts.h"

static const struct full_kind *const kinds[] = {
	[ASK_CHOICE] = &full_choice,
	[ASK_MULTICHOICE] = &full_multichoice,
	[ASK_TEXT] = &full_text,
	[ASK_NUMBER] = &full_text,
	[ASK_BOOLEAN] = &full_choice,
	[ASK_LIST] = &full_list,
	[ASK_GROUPS] = &full_groups,
	[ASK_GRID] = &full_grid,
	[ASK_NOTE] = &full_note,
	[ASK_GATE] = &full_gate,
	[ASK_NAMES] = &full_names,
	[ASK_REVIEW] = &full_review,
	[ASK_PROOF] = &full_proof,
	[ASK_WRITE] = &full_write,
	[ASK_CHECKLIST] = &full_checklist,
};

struct arena *arena_renew(struct arena *arena)
{
	arena_free(arena);
	return arena_new();
}

/* ---- the question in view ---- */

void full_fill(struct full *full)
{
	full->view = arena_renew(full->view);
	full->spot = flow_spot_copy(flow_spot_at(full->flow, flow_here(full->flow)), full->view);
	size_t below = full->kind->from_end ? full->rows.list.count - full->rows.focus : 0;
	full->rows.list = (struct row_list){ 0 };
	full->choices = (struct flow_choices){ 0 };
	full->explained = NULL;
	full->stale = false;
	if (full->kind->fill)
		full->kind->fill(full);
	if (below && below <= full->rows.list.count)
		full->rows.focus = full->rows.list.count - below;
	rows_settle(&full->rows);
}

void full_refresh(struct full *full)
{
	full_fill(full);
	full->is_ranked = false;
	preview_drop(full);
}

static void enter(struct full *full)
{
	over_close(full);
	field_close(full);
	full->spot = *flow_spot_at(full->flow, flow_here(full->flow));
	full->kind = kinds[full->spot.kind];
	full->path = arena_strdup(full->arena, full->spot.path);
	full->rows = (struct rows){ 0 };
	full->row = full->column = full->left = 0;
	full->help_top = 0;
	full_refresh(full);
	rows_focus_first(&full->rows);
	if (full->kind->begin)
		full->kind->begin(full);
}

/* What is typed and not accepted stays as a draft. */
static void leave(struct full *full)
{
	if (full->kind->leave && !full->options.read_only)
		full->kind->leave(full);
	field_close(full);
}

void full_go(struct full *full, size_t index)
{
	leave(full);
	flow_go(full->flow, index);
	enter(full);
}

void full_changed(struct full *full)
{
	full->stale = true;
}

struct full *full_new(struct flow *flow, const struct front_options *options)
{
	struct arena *arena = arena_new();
	struct full *full = arena_alloc(arena, sizeof(*full));
	full->arena = arena;
	full->view = arena_new();
	full->scratch = arena_new();
	full->paint = arena_new();
	full->flow = flow;
	full->options = *options;
	full->field.item = FLOW_NOWHERE;
	full->notice = texts_join(arena, flow_news(flow, arena), " ");
	enter(full); /* may have something to say, too */
	return full;
}

void full_free(struct full *full)
{
	if (!full)
		return;
	field_close(full);
	over_close(full);
	secrets_wipe(full);
	arena_free(full->preview.arena);
	arena_free(full->view);
	arena_free(full->scratch);
	arena_free(full->paint);
	arena_free(full->arena);
}

void full_leave(struct full *full)
{
	leave(full);
	enter(full);
}

struct front_consent full_consent(const struct full *full)
{
	return full->consent;
}

const char *full_print(const struct full *full)
{
	return full->print;
}

void full_set_unsaved(struct full *full, const char *reason)
{
	full->unsaved = reason ? arena_strdup(full->arena, reason) : NULL;
}

void full_notice(struct full *full, const char *text)
{
	bool more = full->notice && *full->notice;
	if (more && strstr(full->notice, text))
		return;
	full->notice_is_drawn = false;
	full->notice = arena_printf(full->arena, "%s%s%s", more ? full->notice : "",
	        more ? " " : "", text);
}

/* ---- what the kinds ask of the frame ---- */

void full_fail(struct full *full, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	full->error = arena_vprintf(full->scratch, format, values);
	va_end(values);
}

bool full_may_change(struct full *full)
{
	if (full->options.read_only)
		full_fail(full, "This session cannot be saved here: you may look, not change.");
	return !full->options.read_only;
}

bool full_set(struct full *full, const char *path, const char *text)
{
	const char *problem;
	if (!full_may_change(full))
		return false;
	full_changed(full);
	if (flow_set(full->flow, path, text, &problem))
		return true;
	full_fail(full, "%s", problem);
	return false;
}

/* The answer, or the default where the question proposes one. */
struct flow_answer full_answer(struct full *full)
{
	struct flow_answer answer = flow_answer(full->flow, full->spot.path, full->view);
	if (!answer.given && full->spot.question->insists)
		answer.text = NULL;
	return answer;
}

struct texts full_items(struct full *full)
{
	struct flow_answer answer = flow_answer(full->flow, full->spot.path, full->view);
	struct texts items;
	struct err err;
	if (answer.draft && editor_split(full->spot.row, answer.draft, strlen(answer.draft),
	                            full->view, &items, &err))
		return items;
	return flow_items(full->flow, full->spot.path, full->view);
}

bool full_is_needed(struct full *full)
{
	const struct flow_problem *problem = flow_problem_of(full->flow, full->spot.path);
	return (problem && problem->is_missing) ||
	       (full->spot.question->insists && !full_answer(full).given);
}

/* ---- moving ---- */

static void go_review(struct full *full, const char *back_to)
{
	size_t review = flow_find(full->flow, "review");
	full->returns = false;
	full->back_to = back_to;
	if (review != FLOW_NOWHERE)
		full_go(full, review);
}

/* The person shall see once what is wrong with an answer that was taken; then it may stay. */
static bool is_worth_a_look(struct full *full)
{
	const struct flow_problem *problem =
	        full->spot.row ? flow_problem_of(full->flow, full->spot.path) : NULL;
	if (!problem || problem->is_missing || text_equal(full->looked_at, full->path) ||
	        full_answer(full).draft)
		return false;
	full->looked_at = full->path;
	return true;
}

void full_go_on(struct full *full)
{
	if (full->stale)
		full_refresh(full);
	if (is_worth_a_look(full))
		return;
	full->looked_at = NULL;
	leave(full);
	size_t insisted = full->returns && full->spot.kind == ASK_GROUPS
	                          ? flow_insisted(full->flow, full->path) : FLOW_NOWHERE;
	if (insisted != FLOW_NOWHERE) {
		/* A site that was added on the way is asked about before the way back. */
		full_go(full, insisted);
		return;
	}
	if (full->returns) {
		go_review(full, full->back_to);
		return;
	}
	full->back_to = NULL;
	if (!flow_next(full->flow))
		full_fail(full, "This is the last screen. F10 (Ctrl-X) saves and leaves.");
	enter(full);
}

static void focus_again(struct full *full, size_t row)
{
	if (row == full->rows.focus || row >= full->rows.list.count)
		return;
	full->rows.focus = row;
	if (full->kind->moved)
		full->kind->moved(full);
}

static void go_back(struct full *full)
{
	const char *back_to = full->back_to;
	leave(full);
	full->looked_at = NULL;
	if (full->returns) {
		go_review(full, back_to);
		return;
	}
	full->back_to = NULL;
	size_t index = back_to && full->spot.kind == ASK_REVIEW
	                       ? flow_find(full->flow, back_to) : FLOW_NOWHERE;
	if (index != FLOW_NOWHERE)
		flow_go(full->flow, index);
	else if (!flow_back(full->flow))
		full_fail(full, "This is the first question. F10 (Ctrl-X) saves and leaves.");
	enter(full);
	if (index != FLOW_NOWHERE)
		focus_again(full, full->back_row);
}

/* ---- keys that work everywhere ---- */

static void key_review(struct full *full)
{
	if (full->spot.kind == ASK_REVIEW)
		return;
	full->back_row = full->rows.focus;
	go_review(full, full->path);
}

static void quit_answered(struct full *full, const char *text)
{
	(void)text;
	full->wish = FRONT_QUIT;
}

/* Every key tries to save again: whoever says no may find it done. */
static void ask_loss(struct full *full)
{
	over_confirm_loss(full, arena_printf(full->scratch, "Leave, and lose what is NOT SAVED? %s. "
	        "n stays, and tries again.", full->unsaved), quit_answered);
}

static void key_quit(struct full *full)
{
	if (full->unsaved) {
		ask_loss(full);
		return;
	}
	leave(full);
	enter(full);
	full->wish = FRONT_QUIT;
}

static void key_interrupt(struct full *full)
{
	if (full->unsaved)
		ask_loss(full);
	else
		over_confirm(full, "Save and leave? Everything accepted is saved; what is being typed "
		                   "is kept as a draft.", quit_answered);
}

static void key_repaint(struct full *full)
{
	full->wish = FRONT_REPAINT;
}

static void key_suspend(struct full *full)
{
	full->wish = FRONT_SUSPEND;
}

static const struct {
	enum key_code code;
	uint32_t ch;
	enum { ALWAYS, UNLESS_TYPING } when;
	void (*act)(struct full *full);
} commands[] = {
	{ KEY_IS_FUNCTION, 1, ALWAYS, over_help }, { KEY_IS_CONTROL, 'g', ALWAYS, over_help },
	{ KEY_IS_CHAR, '?', UNLESS_TYPING, over_help },
	{ KEY_IS_FUNCTION, 2, ALWAYS, over_plan }, { KEY_IS_CONTROL, 'p', ALWAYS, over_plan },
	{ KEY_IS_CHAR, '=', UNLESS_TYPING, over_plan },
	{ KEY_IS_FUNCTION, 3, ALWAYS, over_proof }, { KEY_IS_CONTROL, 't', ALWAYS, over_proof },
	{ KEY_IS_FUNCTION, 5, ALWAYS, key_review }, { KEY_IS_CONTROL, 'r', ALWAYS, key_review },
	{ KEY_IS_CHAR, '!', UNLESS_TYPING, key_review },
	{ KEY_IS_FUNCTION, 10, ALWAYS, key_quit }, { KEY_IS_CONTROL, 'x', ALWAYS, key_quit },
	{ KEY_IS_ESC, 0, ALWAYS, go_back }, { KEY_IS_CONTROL, 'b', ALWAYS, go_back },
	{ KEY_IS_CONTROL, 'c', ALWAYS, key_interrupt },
	{ KEY_IS_CONTROL, 'l', ALWAYS, key_repaint },
	{ KEY_IS_CONTROL, 'z', ALWAYS, key_suspend },
};

/* True: it was one of them. `pages`: also those that open something over the question. */
static bool command_take(struct full *full, const struct key *key)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		bool same = commands[i].code == key->code &&
		            (key->code == KEY_IS_ESC || commands[i].ch == key->ch);
		if (same && (commands[i].when == ALWAYS || !field_is_open(full))) {
			commands[i].act(full);
			return true;
		}
	}
	return false;
}

static void help_scroll(struct full *full, const struct key *key)
{
	size_t page = full->help_shown > 1 ? full->help_shown - 1 : 1;
	size_t last = full->help_rows > full->help_shown ? full->help_rows - full->help_shown : 0;
	size_t top = full->help_top;
	if (key->code == KEY_IS_PAGE_DOWN)
		top += page;
	else if (key->code == KEY_IS_PAGE_UP)
		top = top > page ? top - page : 0;
	full->help_top = top < last ? top : last;
}

static void question_key(struct full *full, const struct key *key)
{
	size_t focus = full->rows.focus;
	enum taken taken = full->kind->key ? full->kind->key(full, key) : TAKEN_NOT;
	if (taken == TAKEN_DONE) {
		full_go_on(full);
		return;
	}
	if (taken == TAKEN_NOT && full->rows.list.count)
		taken = rows_key(&full->rows, key);
	if (taken == TAKEN_NOT)
		help_scroll(full, key);
	if (full->rows.focus != focus) {
		full->help_top = 0;
		preview_drop(full);
	}
}

/* A first click is a cursor movement, one on the row that has the cursor is Enter. */
static void click(struct full *full, const struct key *key)
{
	const struct key enter_key = { .code = KEY_IS_ENTER };
	size_t focus = full->rows.focus;
	if (!rows_click(&full->rows, key->row))
		return;
	preview_drop(full);
	if (full->rows.focus == focus)
		question_key(full, &enter_key);
	else if (full->kind->moved)
		full->kind->moved(full);
}

static enum front_wish finish(struct full *full)
{
	if (full->stale)
		full_refresh(full);
	return full->wish;
}

enum front_wish full_key(struct full *full, const struct key *key)
{
	full->scratch = arena_renew(full->scratch);
	full->wish = FRONT_GO_ON;
	full->error = NULL;
	if (full->notice_is_drawn)
		full->notice = NULL;
	if (full->waits && key->code != KEY_IS_FUNCTION && key->code != KEY_IS_CONTROL)
		return full->wish;
	bool is_taken = full->over ? over_key(full, key) || command_take(full, key)
	                           : command_take(full, key);
	if (is_taken || full->over)
		return finish(full);
	if (key->code == KEY_IS_MOUSE)
		click(full, key);
	else
		question_key(full, key);
	return finish(full);
}
