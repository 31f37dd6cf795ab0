/* core/flow_choices.c: what can be chosen, and what each choice means. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "flow_parts.h"

/* ---- rows of any table ---- */

static const void *member_of(const struct shape *shape, const void *row, const char *name,
        enum field_kind kind)
{
	const struct field *field = shape_field(shape, name);
	return field && field->kind == kind ? (const char *)row + field->offset : NULL;
}

static const char *text_of(const struct shape *shape, const void *row, const char *name)
{
	const char *const *text = member_of(shape, row, name, FIELD_TEXT);
	return text ? *text : NULL;
}

static void choices_of_table(const struct flow *flow, const struct flow_spot *spot,
        const struct know_table *table, struct flow_choices *choices, struct arena *arena)
{
	const struct question_row *question = spot->question;
	struct any_rows rows = know_rows(flow->know, table);
	for (size_t i = 0; i < rows.count; i++) {
		const void *row = (const char *)rows.items + i * table->shape->size;
		const char *id = text_of(table->shape, row, shape_key(table->shape)->name);
		const char *name = text_of(table->shape, row, "name");
		bool offered = !question->choices_when ||
		        flow_predicate(flow, question->choices_when, spot, id);
		LIST_PUSH(arena, choices, ((struct flow_choice){
			.value = id,
			.label = name ? name : id,
			.unless = offered ? NULL : question->choices_unless,
			.fact = row,
			.shape = table->shape,
		}));
	}
}

static void choices_of_updates(const struct flow *flow, struct flow_choices *choices,
        struct arena *arena)
{
	struct release release;
	if (!flow_release(flow, &release))
		return;
	for (size_t i = 0; i < release.product->updates.count; i++)
		LIST_PUSH(arena, choices, ((struct flow_choice){
			.value = release.product->updates.items[i],
			.label = release.product->updates.items[i] }));
}

static void choices_of_question(const struct flow *flow, const struct flow_spot *spot,
        struct flow_choices *choices, struct arena *arena)
{
	struct release release;
	bool known = flow_release(flow, &release);
	for (size_t i = 0; i < spot->question->choices.count; i++) {
		const struct choice_row *row = &spot->question->choices.items[i];
		bool offered = !known || release_in(flow->know, release, row->products);
		offered = offered && flow_holds(flow, &row->when, spot, row->value);
		LIST_PUSH(arena, choices, ((struct flow_choice){
			.value = row->value,
			.label = row->label,
			.row = row,
			.unless = offered ? NULL
			          : row->unless_text ? row->unless_text
			                             : "this version does not have it",
		}));
	}
}

/* ---- ranking ---- */

struct ranked {
	struct flow_choice choice;
	size_t place;
	long score[6]; /* the smaller the better, the first that differs decides */
};

static int ranked_compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	for (size_t i = 0; i < COUNT_OF(a->score); i++) {
		if (a->score[i] != b->score[i])
			return a->score[i] < b->score[i] ? -1 : 1;
	}
	return a->place < b->place ? -1 : a->place > b->place;
}

static size_t results_count(const struct proof *proof, enum result result)
{
	size_t count = 0;
	LIST_EACH(const struct proof_line, line, proof->lines)
		count += line->result == result;
	return count;
}

static const char *result_words(const struct proof *proof, struct arena *arena)
{
	const char *text = "";
	for (int result = RESULT_FAIL; result > RESULT_CLEAN; result--) {
		size_t count = results_count(proof, (enum result)result);
		if (count)
			text = arena_printf(arena, "%s%s%zu %s", text, *text ? ", " : "", count,
			        result_text((enum result)result));
	}
	return *text ? text : "all clean";
}

static void rank_one(const struct flow *flow, const struct flow_spot *spot,
        struct ranked *ranked, struct arena *arena)
{
	struct flow_preview then =
	        flow_what_if(flow, spot->path, ranked->choice.value, arena);
	if (!then.plan)
		return;
	struct plan_summary summary = plan_summarize(then.plan);
	const size_t score[] = {
		(summary.errors > 0) + results_count(then.proof, RESULT_FAIL),
		summary.errors,
		results_count(then.proof, RESULT_WARNING),
		results_count(then.proof, RESULT_MANUAL) + results_count(then.proof, RESULT_PROMPT),
		summary.certificates,
		summary.public_addresses,
	};
	for (size_t i = 0; i < COUNT_OF(score); i++)
		ranked->score[i] = (long)score[i];
	ranked->choice.note = arena_printf(arena, "%zu error%s; clients: %s; %zu certificate%s, "
	        "%zu name%s, %zu address%s", summary.errors, summary.errors == 1 ? "" : "s",
	        result_words(then.proof, arena), summary.certificates,
	        summary.certificates == 1 ? "" : "s", summary.names,
	        summary.names == 1 ? "" : "s", summary.public_addresses,
	        summary.public_addresses == 1 ? "" : "es");
}

static void rank(const struct flow *flow, const struct flow_spot *spot,
        struct flow_choices *choices, struct arena *arena)
{
	struct ranked *ranked = arena_alloc(arena, (choices->count + 1) * sizeof(*ranked));
	for (size_t i = 0; i < choices->count; i++) {
		ranked[i].choice = choices->items[i];
		ranked[i].place = i;
		rank_one(flow, spot, &ranked[i], arena);
	}
	if (choices->count)
		qsort(ranked, choices->count, sizeof(*ranked), ranked_compare);
	for (size_t i = 0; i < choices->count; i++)
		choices->items[i] = ranked[i].choice;
}

static void choices_of_values(const struct schema_row *row, struct flow_choices *choices,
        struct arena *arena)
{
	for (size_t i = 0; i < row->values.count; i++)
		LIST_PUSH(arena, choices, ((struct flow_choice){
			.value = row->values.items[i], .label = row->values.items[i] }));
}

struct flow_choices flow_choices(const struct flow *flow, const struct flow_spot *spot,
        struct arena *arena)
{
	struct flow_choices choices = { 0 };
	const char *from = spot->question->choices_from;
	const struct know_table *table = from ? know_table_find(from) : NULL;
	if (table)
		choices_of_table(flow, spot, table, &choices, arena);
	else if (from)
		choices_of_updates(flow, &choices, arena);
	else if (spot->question->choices.count)
		choices_of_question(flow, spot, &choices, arena);
	else if (spot->row)
		choices_of_values(spot->row, &choices, arena);
	if (spot->question->ranked)
		rank(flow, spot, &choices, arena);
	return choices;
}

/* ---- explanations ---- */

struct explainer {
	const struct flow *flow;
	struct arena *arena;
	struct flow_help_list *list;
};

static void put(struct explainer *explainer, const char *label, const char *text)
{
	if (text && *text)
		LIST_PUSH(explainer->arena, explainer->list, ((struct flow_help){ label, text }));
}

/* "white-paper: Using a Wildcard; kb-1" with the titles of the documents. */
static const char *source_words(struct explainer *explainer, const char *source)
{
	const char *text = "";
	for (const char *part = source; part && *part;) {
		const char *end = strstr(part, "; ");
		size_t length = end ? (size_t)(end - part) : strlen(part);
		const char *colon = memchr(part, ':', length);
		size_t id_length = colon ? (size_t)(colon - part) : length;
		const char *id = arena_strndup(explainer->arena, part, id_length);
		const struct source_row *row = know_find(explainer->flow->know, "sources", id);
		text = arena_printf(explainer->arena, "%s%s%s%.*s", text, *text ? "; " : "",
		        row ? row->title : id, (int)(length - id_length), part + id_length);
		part = end ? end + 2 : NULL;
	}
	return text;
}

static void put_advice(struct explainer *explainer, const struct advice_rows *rows)
{
	struct release release;
	bool known = flow_release(explainer->flow, &release);
	for (size_t i = 0; i < rows->count; i++) {
		const struct advice_row *row = &rows->items[i];
		if (!known || release_in(explainer->flow->know, release, row->products))
			put(explainer, "Advice", arena_printf(explainer->arena, "%s. %s",
			        row->verdict, row->text));
	}
}

/* The fields of tables that are for people, in this order. */
static const struct {
	const char *field, *label;
} fields[] = {
	{ "summary", "" }, { "advantages", "For it" }, { "disadvantages", "Against it" },
	{ "limits", "Limits" }, { "use_for", "Use it for" }, { "not_for", "Not for" },
	{ "choose_if", "Choose it if" }, { "avoid_if", "Avoid it if" }, { "shape", "It needs" },
	{ "advice", "Advice" }, { "supported_until", "Supported until" }, { "notes", "Notes" },
};

static void explain_fact(struct explainer *explainer, const struct flow_choice *choice)
{
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		const char *name = fields[i].field;
		const struct texts *texts =
		        member_of(choice->shape, choice->fact, name, FIELD_TEXTS);
		const void *rows = member_of(choice->shape, choice->fact, name, FIELD_ROWS);
		put(explainer, fields[i].label, text_of(choice->shape, choice->fact, name));
		for (size_t j = 0; texts && j < texts->count; j++)
			put(explainer, fields[i].label, texts->items[j]);
		if (rows)
			put_advice(explainer, rows);
	}
	const char *source = text_of(choice->shape, choice->fact, "source");
	if (source)
		put(explainer, "Source", source_words(explainer, source));
}

static void explain_row(struct explainer *explainer, const struct choice_row *row)
{
	put(explainer, "", row->about);
	put(explainer, "Consequence", row->consequence);
	put(explainer, "Choose it if", row->choose_if);
	put(explainer, "Avoid it if", row->avoid_if);
	put(explainer, "Change later", row->later);
	if (row->source)
		put(explainer, "Source", source_words(explainer, row->source));
}

static void explain_question(struct explainer *explainer, const struct flow_spot *spot)
{
	const struct schema_row *row = spot->row;
	put(explainer, "", spot->screen->text);
	put(explainer, "", spot->question->help ? spot->question->help : row ? row->text : NULL);
	if (row && row->fallback_rule)
		put(explainer, "By default", row->fallback_rule);
	if (row && row->source)
		put(explainer, "Source", source_words(explainer, row->source));
}

struct flow_help_list flow_explain(const struct flow *flow, const struct flow_spot *spot,
        const struct flow_choice *choice, struct arena *arena)
{
	struct flow_help_list list = { 0 };
	struct explainer explainer = { flow, arena, &list };
	if (!choice)
		explain_question(&explainer, spot);
	if (choice && choice->row)
		explain_row(&explainer, choice->row);
	if (choice && choice->fact)
		explain_fact(&explainer, choice);
	if (choice && choice->unless)
		put(&explainer, "Not offered", choice->unless);
	if (choice && choice->note)
		put(&explainer, "With it", choice->note);
	put(&explainer, "Change later", spot->question->later);
	return list;
}
