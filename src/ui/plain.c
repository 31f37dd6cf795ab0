/* ui/plain.c: the frame around each question, and the commands that work everywhere. */
#include "ui/plain.h"

#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "plain_parts.h"
#include "words.h"

static const struct plain_kind *const kinds[] = {
	[ASK_CHOICE] = &plain_choice,
	[ASK_MULTICHOICE] = &plain_multichoice,
	[ASK_TEXT] = &plain_text,
	[ASK_NUMBER] = &plain_text,
	[ASK_BOOLEAN] = &plain_boolean,
	[ASK_LIST] = &plain_list,
	[ASK_GROUPS] = &plain_groups,
	[ASK_GRID] = &plain_grid,
	[ASK_NOTE] = &plain_note,
	[ASK_GATE] = &plain_gate,
	[ASK_NAMES] = &plain_names,
	[ASK_REVIEW] = &plain_review,
	[ASK_PROOF] = &plain_proof,
	[ASK_WRITE] = &plain_write,
	[ASK_CHECKLIST] = &plain_checklist,
};

static const struct flow_spot *spot_here(const struct plain *plain)
{
	return flow_spot_at(plain->flow, flow_here(plain->flow));
}

struct plain *plain_new(struct flow *flow, const struct front_options *options)
{
	struct arena *arena = arena_new();
	struct plain *plain = arena_alloc(arena, sizeof(*plain));
	plain->arena = arena;
	plain->scratch = arena_new();
	plain->flow = flow;
	plain->options = *options;
	plain->removing = FLOW_NOWHERE;
	return plain;
}

void plain_free(struct plain *plain)
{
	if (!plain)
		return;
	arena_free(plain->scratch);
	arena_free(plain->arena);
}

struct front_consent plain_consent(const struct plain *plain)
{
	return plain->consent;
}

void plain_set_unsaved(struct plain *plain, const char *reason)
{
	plain->unsaved = reason ? arena_strdup(plain->arena, reason) : NULL;
}

void plain_set_keys(struct plain *plain, const struct front_keys *keys)
{
	if (!keys_are_same(&plain->keys, keys))
		plain->keys = keys_copy(keys, plain->arena);
}

void plain_notice(struct plain *plain, const char *text)
{
	plain->notice = arena_strdup(plain->arena, text);
}

/* ---- a question on paper ---- */

static void show_messages(struct plain *plain, struct buf *out)
{
	if (plain->unsaved)
		lines_printf(out, "NOT SAVED: %s", plain->unsaved);
	if (plain->notice)
		lines_words(out, plain->notice, 0, 0);
	plain->notice = NULL;
}

static void show_prompt(struct plain *plain, struct buf *out)
{
	if (plain->error)
		lines_printf(out, "Error: %s", plain->error);
	plain->error = NULL;
	buf_puts(out, "> ");
}

/* What the screen is about, once on entering it. */
static void show_introduction(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	const char *key =
	        arena_printf(plain->scratch, "%s %s", spot->screen->id, spot->instance);
	if (text_equal(key, plain->introduced))
		return;
	plain->introduced = arena_strdup(plain->arena, key);
	if (spot->screen->text)
		lines_words(out, spot->screen->text, 0, 0);
}

/* What is wrong with an answer that was taken; NULL: nothing. */
static const char *standing_problem(struct plain *plain, const struct flow_spot *spot)
{
	const struct flow_problem *problem =
	        spot->row ? flow_problem_of(plain->flow, spot->path) : NULL;
	return problem && !problem->is_missing
	               ? arena_printf(plain->scratch, "%s %s", spot->path, problem->text) : NULL;
}

static void show_draft(struct plain *plain, const struct flow_spot *spot)
{
	struct flow_answer answer = flow_answer(plain->flow, spot->path, plain->scratch);
	const struct flow_problem *problem = flow_problem_of(plain->flow, spot->path);
	if (plain->error)
		return;
	if (answer.draft)
		plain_fail_draft(plain, answer);
	else if (problem && !problem->is_missing)
		plain_fail(plain, "%s", problem->text);
	const char *shown = standing_problem(plain, spot);
	if (shown)
		plain->kept = arena_strdup(plain->arena, shown);
}

static void show_question(struct plain *plain, struct buf *out)
{
	const struct flow_spot *spot = spot_here(plain);
	const struct plain_kind *kind = kinds[spot->kind];
	buf_puts(out, "\n");
	lines_printf(out, "[%zu of %zu] %s: %s%s%s%s", flow_here(plain->flow) + 1,
	        flow_count(plain->flow), spot->place->part, spot->screen->title,
	        *spot->instance ? " (" : "", spot->instance, *spot->instance ? ")" : "");
	show_messages(plain, out);
	show_introduction(plain, spot, out);
	lines_words(out, spot->question->prompt, 0, 0);
	if (flow_is_renewed(plain->flow, spot->path))
		lines_words(out, "This question is new, or asks something else than when you "
		                 "answered it.", 0, 0);
	if (spot->row)
		show_draft(plain, spot);
	kind->show(plain, spot, out);
	lines_words(out, plain->hinted[spot->kind] && kind->brief ? kind->brief : kind->hint, 0, 0);
	plain->hinted[spot->kind] = true;
	lines_words(out, "\"?\" help, \"<\" back, \"=\" plan, \"p\" proof, \"!\" review, "
	                 "\"q\" save and quit.", 0, 0);
	show_prompt(plain, out);
}

static void show_again(struct plain *plain, struct buf *out)
{
	show_messages(plain, out);
	if (plain->collecting && !plain->collects_on)
		lines_words(out, "One a line; an empty line ends the list.", 0, 0);
	else if (plain->collecting)
		; /* Who pastes two hundred names need not hear it as often. */
	else if (plain->removing != FLOW_NOWHERE)
		lines_words(out, plain_removal(plain), 0, 0);
	else if (plain->asks_new_keys)
		lines_words(out, "Type \"new\" for new keys; Enter goes back.", 0, 0);
	else
		lines_words(out, spot_here(plain)->question->prompt, 0, 0);
	show_prompt(plain, out);
}

/* ---- commands ---- */

static void show_keys(struct buf *out)
{
	lines_words(out, "Commands: \"?\" this help, \"? 2\" about choice 2, \"<\" back, \">\" go on "
	                 "without answering, \"=\" the plan so far, \"p\" what each client meets, "
	                 "\"p 2\" every attempt of client 2, \"!\" review of all answers, "
	                 "\"q\" save and quit. A backslash before such a sign makes it an answer.",
	        0, 0);
}

static void show_parts(const struct flow_help_list *help, struct buf *out)
{
	LIST_EACH(const struct flow_help, part, *help)
		lines_labelled(out, part->label, part->text, 2);
}

static void show_choice_help(struct plain *plain, const struct flow_spot *spot,
        const char *number, struct buf *out)
{
	struct flow_choices choices = flow_choices(plain->flow, spot, plain->scratch);
	if (spot->question->ranked) {
		while (flow_look_closer(plain->flow)) {
		}
		choices = flow_choices(plain->flow, spot, plain->scratch);
	}
	size_t index = plain_number(number, choices.count);
	if (!index) {
		plain_fail(plain, "there is no choice %s here", number);
		return;
	}
	const struct flow_choice *choice = &choices.items[index - 1];
	lines_words(out, choice->label, 0, 0);
	struct flow_help_list help = flow_explain(plain->flow, spot, choice, plain->scratch);
	show_parts(&help, out);
}

static void show_help(struct plain *plain, const char *about, struct buf *out)
{
	const struct flow_spot *spot = spot_here(plain);
	if (*about && spot->kind == ASK_GRID) {
		plain_grid_help(plain, spot, about, out);
	} else if (*about) {
		show_choice_help(plain, spot, about, out);
	} else {
		struct flow_help_list help =
		        flow_explain(plain->flow, spot, NULL, plain->scratch);
		if (spot->kind == ASK_GRID)
			plain_grid_about(plain, spot, out);
		else
			show_parts(&help, out);
		lines_words(out, kinds[spot->kind]->hint, 0, 0);
		show_keys(out);
	}
}

static void go_review(struct plain *plain)
{
	size_t review = flow_find(plain->flow, "review");
	if (review != FLOW_NOWHERE)
		flow_go(plain->flow, review);
	plain->returns = false;
}

static void key_review(struct plain *plain)
{
	if (spot_here(plain)->kind != ASK_REVIEW)
		plain->back_to = arena_strdup(plain->arena, spot_here(plain)->path);
	go_review(plain);
}

static void go_on(struct plain *plain)
{
	const struct flow_spot *spot = spot_here(plain);
	size_t insisted = plain->returns && spot->kind == ASK_GROUPS
	                          ? flow_insisted(plain->flow, spot->path) : FLOW_NOWHERE;
	plain->kept = NULL;
	if (insisted != FLOW_NOWHERE) {
		/* A site that was added on the way is asked about before the way back. */
		flow_go(plain->flow, insisted);
		return;
	}
	if (plain->returns) {
		plain->changed = arena_strdup(plain->arena, spot->path);
		(void)flow_next(plain->flow);
		go_review(plain);
		return;
	}
	plain->back_to = NULL;
	if (!flow_next(plain->flow))
		plain_fail(plain, "this is the last screen; \"q\" saves and quits");
}

/* From the review to where it was opened; FLOW_NOWHERE: it was come to. */
static size_t opened_from(const struct plain *plain)
{
	return plain->back_to && spot_here(plain)->kind == ASK_REVIEW
	               ? flow_find(plain->flow, plain->back_to) : FLOW_NOWHERE;
}

/* Who came from the review goes back there, as with an answer. */
static void go_back(struct plain *plain)
{
	plain->kept = NULL;
	if (plain->returns) {
		plain->changed = arena_strdup(plain->arena, spot_here(plain)->path);
		go_review(plain);
		return;
	}
	size_t before = opened_from(plain);
	plain->back_to = NULL;
	if (before != FLOW_NOWHERE)
		flow_go(plain->flow, before);
	else if (!flow_back(plain->flow))
		plain_fail(plain, "this is the first question");
}

/* Each line tries to save again. */
static void quit(struct plain *plain)
{
	bool agreed = !plain->unsaved || plain->quits;
	plain->again = plain->quits = !agreed;
	if (agreed)
		plain->wish = FRONT_QUIT;
	else
		plain_fail(plain, "what was answered last is not saved; \"q\" again leaves and loses it");
}

/* True: the text was a command. */
static bool take_command(struct plain *plain, const char *text, struct buf *out)
{
	const char *rest;
	if (text_equal(text, "<")) {
		go_back(plain);
	} else if (text_equal(text, ">")) {
		go_on(plain);
	} else if (text_equal(text, "!")) {
		key_review(plain);
	} else if (text_equal(text, "=")) {
		plain_show_plan(plain, out);
		plain->again = true;
	} else if (plain_command(text, "p", &rest) && !rest[strspn(rest, "0123456789")]) {
		plain_show_proof(plain, rest, out);
		plain->again = true;
	} else if (text_equal(text, "q")) {
		quit(plain);
	} else if (plain_command(text, "?", &rest)) {
		show_help(plain, rest, out);
		plain->again = true;
	} else {
		return false;
	}
	return true;
}

/* The person shall see once what is wrong with an answer that was taken; then it may stay. */
static bool is_worth_a_look(struct plain *plain, const struct flow_spot *spot)
{
	const char *problem = standing_problem(plain, spot);
	return problem && !text_equal(plain->kept, problem);
}

static void take_answer(struct plain *plain, const char *text, struct buf *out)
{
	const struct flow_spot spot = flow_spot_copy(spot_here(plain), plain->scratch);
	if (!kinds[spot.kind]->take(plain, &spot, text, out))
		return;
	if (!is_worth_a_look(plain, &spot))
		go_on(plain);
}

/* Only characters that can be seen and shown; without blanks around. */
static const char *cleaned(struct plain *plain, const char *line)
{
	struct buf safe;
	buf_init(&safe);
	buf_puts(&safe, "");
	quote_terminal(&safe, line);
	const char *from = safe.data + strspn(safe.data, " ");
	size_t length = strlen(from);
	while (length > 0 && from[length - 1] == ' ')
		length--;
	const char *text = arena_strndup(plain->scratch, from, length);
	buf_done(&safe);
	return text;
}

void plain_begin(struct plain *plain, struct buf *out)
{
	struct texts news = flow_news(plain->flow, plain->scratch);
	for (size_t i = 0; i < news.count; i++)
		lines_words(out, news.items[i], 0, 0);
	plain->again = false;
}

/* Tabs and line ends stand between the items of what was pasted. */
static const char *without_tabs(struct plain *plain, const char *line)
{
	char *text = arena_strdup(plain->scratch, line);
	for (char *c = text; *c; c++) {
		if (*c == '\t' || *c == '\r')
			*c = ' ';
	}
	return text;
}

/* An arrow key or a line of another character set is no answer that somebody meant. */
static bool is_taken(struct plain *plain, const char *typed, const char *text)
{
	if (!strstr(typed, text))
		plain_fail(plain, "\"%s\" was not taken: where the question marks are, it has "
		        "characters that cannot be shown, or is not UTF-8", text);
	return !plain->error;
}

enum front_wish plain_line(struct plain *plain, const char *line, struct buf *out)
{
	arena_free(plain->scratch);
	plain->scratch = arena_new();
	plain->wish = FRONT_GO_ON;
	if (!line) {
		buf_putc(out, '\n');
		return FRONT_QUIT;
	}
	const char *typed = without_tabs(plain, line), *text = cleaned(plain, typed);
	const char *before = arena_strdup(plain->scratch, spot_here(plain)->path);
	plain->brief = plain->again = false;
	if (!text_equal(text, "q"))
		plain->quits = false;
	if (!is_taken(plain, typed, text)) {
		plain->brief = true;
	} else if (take_command(plain, text, out)) {
		if (!plain->again)
			plain->collecting = NULL;
		plain->asks_new_keys = false;
		plain->removing = FLOW_NOWHERE;
	} else {
		plain->meant = *text == '\\';
		take_answer(plain, text + plain->meant, out);
	}
	bool stays = text_equal(before, spot_here(plain)->path);
	plain->again |= stays && (plain->error || plain->brief);
	if (!stays)
		plain->collected = NULL;
	return plain->wish;
}

void plain_cut(struct plain *plain)
{
	plain->again = true;
	plain_fail(plain, "this line is too long, and was not taken; lists can be given one a line, "
	        "after \"+\"");
}

void plain_ask(struct plain *plain, struct buf *out)
{
	if (plain->again)
		show_again(plain, out);
	else
		show_question(plain, out);
}

void plain_written(struct plain *plain, bool done, struct buf *out)
{
	bool asks = !done && plain->keys.misfits.count && !plain->consent.new_keys;
	plain->consent.new_keys = false;
	if (done)
		flow_set_written(plain->flow);
	plain->again = !done;
	if (asks) {
		plain_ask_new_keys(plain, out);
		return;
	}
	plain->consent.errors = false;
	if (done)
		go_on(plain);
	else
		plain_fail(plain, "the plan was not written");
}
