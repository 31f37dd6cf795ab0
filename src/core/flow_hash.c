/* core/flow_hash.c: has a question changed since it was answered, and an answer since the plan was written? */
#include <string.h>

#include "base/text.h"
#include "flow_parts.h"

/* FNV-1a, 64 bits: to see a change, not to resist anybody. */
#define HASH_START 14695981039346656037u
#define HASH_FACTOR 1099511628211u

static void hash_text(unsigned long long *hash, const char *text)
{
	for (; text && *text; text++)
		*hash = (*hash ^ (unsigned char)*text) * HASH_FACTOR;
	*hash = (*hash ^ (text ? 1 : 2)) * HASH_FACTOR;
}

/* When a question is asked, and whence its words come, does not change what it asks. */
static bool is_beside(const char *field)
{
	return form_has("when|source|later", field);
}

static void hash_row(unsigned long long *hash, const struct shape *shape, const void *row)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		const struct field *field = &shape->fields[i];
		const void *member = (const char *)row + field->offset;
		const struct texts *texts = member;
		const struct any_rows *rows = member;
		if (is_beside(field->name))
			continue;
		if (field->kind == FIELD_TEXT)
			hash_text(hash, row_text(shape, row, field->name));
		for (size_t j = 0; field->kind == FIELD_TEXTS && j < texts->count; j++)
			hash_text(hash, texts->items[j]);
		for (size_t j = 0; field->kind == FIELD_ROWS && j < rows->count; j++)
			hash_row(hash, field->shape,
			        (const char *)rows->items + j * field->shape->size);
	}
}

/* What is offered, and what it means. */
static void hash_table(unsigned long long *hash, const struct know *know,
        const struct know_table *table)
{
	static const char *const fields[] = { "id", "name", "summary", "consequence" };
	struct any_rows rows = know_rows(know, table);
	for (size_t i = 0; i < rows.count; i++) {
		const void *row = (const char *)rows.items + i * table->shape->size;
		for (size_t j = 0; j < COUNT_OF(fields); j++)
			hash_text(hash, row_text(table->shape, row, fields[j]));
	}
}

/* Eight digits are enough for one question, or step. */
static const char *hash_words(unsigned long long hash, struct arena *arena)
{
	return arena_printf(arena, "%08llx", (hash ^ hash >> 32) & 0xffffffffu);
}

const char *flow_question_hash(const struct know *know, const struct question_row *question,
        struct arena *arena)
{
	unsigned long long hash = HASH_START;
	const struct know_table *screens = know_table_find("screens");
	const struct know_table *table =
	        question->choices_from ? know_table_find(question->choices_from) : NULL;
	hash_row(&hash, shape_field(screens->shape, "questions")->shape, question);
	LIST_EACH(const struct schema_row, row, know->answers) {
		if (text_equal(row->path, question->path))
			hash_row(&hash, know_table_find("answers")->shape, row);
	}
	if (table)
		hash_table(&hash, know, table);
	return hash_words(hash, arena);
}

static void hash_texts(unsigned long long *hash, const struct text_list *texts)
{
	LIST_EACH(const char *, text, *texts)
		hash_text(hash, *text);
}

static void hash_commands(unsigned long long *hash, const struct command_list *commands)
{
	LIST_EACH(const struct plan_command, command, *commands)
		hash_text(hash, command->text);
}

/* Words that depend on the day change by themselves. */
static bool is_dated(const struct flow *flow, const struct plan_step *step)
{
	LIST_EACH(const struct node *, node, step->from) {
		if (*node == flow->work.request->date_node)
			return true;
	}
	return false;
}

const char *flow_step_hash(const struct flow *flow, const struct plan_step *step,
        struct arena *arena)
{
	unsigned long long hash = HASH_START;
	hash_commands(&hash, &step->commands);
	hash_commands(&hash, &step->verify_commands);
	if (!is_dated(flow, step)) {
		hash_text(&hash, step->title);
		hash_texts(&hash, &step->actions);
	}
	for (size_t i = 0; step->certificate && i < step->certificate->names.count; i++)
		hash_text(&hash, step->certificate->names.items[i].name);
	return hash_words(hash, arena);
}

static void hash_node(unsigned long long *hash, const struct node *node, struct arena *arena)
{
	hash_text(hash, node->name);
	if (node->kind != NODE_GROUP && node->kind != NODE_LIST)
		hash_text(hash, node_value_text(node, arena));
	for (const struct node *child = node->first; child; child = child->next)
		hash_node(hash, child, arena);
}

const char *flow_answers_hash(const struct flow *flow, struct arena *arena)
{
	unsigned long long hash = HASH_START;
	struct answers *copy = arena_alloc(arena, sizeof(*copy));
	answers_init(copy, flow->know, flow->answers.file, arena);
	/* In one order, whatever was answered first; without what is no answer. */
	tree_copy(copy, copy->root, flow->answers.root, NULL);
	for (const struct node *child = copy->root->first; child; child = child->next) {
		if (!form_has("session|format", child->name))
			hash_node(&hash, child, arena);
	}
	return arena_printf(arena, "%016llx", hash);
}

enum flow_written flow_written(const struct flow *flow)
{
	struct arena *scratch = arena_new();
	bool same = text_equal(flow->written, flow_answers_hash(flow, scratch));
	arena_free(scratch);
	return !flow->written ? FLOW_NOT_WRITTEN : same ? FLOW_WRITTEN : FLOW_WRITTEN_OTHERS;
}

void flow_set_written(struct flow *flow)
{
	flow->written = flow_answers_hash(flow, flow->arena);
	flow->changed = true;
}

const char *flow_screens_hash(const struct know *know, struct arena *arena)
{
	unsigned long long hash = HASH_START;
	LIST_EACH(const struct index_row, place, know->screen_index) {
		const struct screen_row *screen = screen_find(know, place->id);
		hash_text(&hash, place->id);
		for (size_t i = 0; screen && i < screen->questions.count; i++)
			hash_text(&hash, flow_question_hash(know, &screen->questions.items[i],
			        arena));
	}
	return arena_printf(arena, "%016llx", hash);
}

/* ---- an older session ---- */

/* The hash of the question in the session; NULL: it was not there. */
static const char *hash_met(const struct flow *flow, const char *pattern)
{
	size_t length = strlen(pattern);
	for (size_t i = 0; i < flow->met.count; i++) {
		const char *text = flow->met.items[i];
		if (strncmp(text, pattern, length) == 0 && text[length] == ' ')
			return text + length + 1;
	}
	return NULL;
}

/* New, or asking something else of somebody who answered it. */
static bool has_changed(const struct flow *flow, const struct flow_spot *spot, struct arena *arena)
{
	const char *met = hash_met(flow, spot->question->path);
	if (!flow->met.count || !spot->row)
		return false;
	if (!met)
		return true;
	return (answers_find(&flow->answers, spot->path) || entry_find(&flow->drafts, spot->path)) &&
	       !text_equal(met, flow_question_hash(flow->know, spot->question, arena));
}

bool flow_meet_screens(struct flow *flow)
{
	size_t parked = flow->parked.count;
	bool is_less = flow_park_unasked(flow);
	for (size_t i = parked; i < flow->parked.count; i++)
		LIST_PUSH(flow->arena, &flow->aside, flow->parked.items[i].path);
	if (is_less)
		(void)flow_settle_answers(flow);
	LIST_EACH(const struct flow_spot, spot, flow->work.spots) {
		if (has_changed(flow, spot, flow->work.arena))
			entry_put(flow, &flow->renewed, spot->path, "", NULL);
	}
	return flow->aside.count || flow->renewed.count;
}

/* ---- news ---- */


struct texts flow_news(const struct flow *flow, struct arena *arena)
{
	struct text_list news = { 0 };
	size_t given = flow->asked.count, wrong = flow->work.problems.count;
	if (flow->is_resumed)
		LIST_PUSH(arena, &news, arena_printf(arena, "So far %zu answer%s given, and %s %s "
		        "missing or wrong.", given, given == 1 ? " is" : "s are",
		        wrong ? arena_printf(arena, "%zu", wrong) : "none",
		        wrong > 1 ? "are" : "is"));
	if (flow->is_older)
		LIST_PUSH(arena, &news, "This session is of an older version of the wizard.");
	if (flow->aside.count)
		LIST_PUSH(arena, &news, arena_printf(arena, "%zu answer%s kept aside, because "
		        "nothing asks for %s any more: %s.", flow->aside.count,
		        flow->aside.count == 1 ? " is" : "s are",
		        flow->aside.count == 1 ? "it" : "them",
		        texts_join(arena, texts_of(&flow->aside), ", ")));
	if (flow->renewed.count)
		LIST_PUSH(arena, &news, arena_printf(arena, "%zu question%s new, or ask%s "
		        "something else than when you answered; the review marks %s.",
		        flow->renewed.count, flow->renewed.count == 1 ? " is" : "s are",
		        flow->renewed.count == 1 ? "s" : "",
		        flow->renewed.count == 1 ? "it" : "them"));
	return texts_of(&news);
}
