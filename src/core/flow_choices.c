/* core/flow_choices.c: what can be chosen. */
#include "base/text.h"
#include "flow_parts.h"

/* The first row of a list of the fact that holds for the version, and of it the member `name`; NULL: none does. */
static const char *text_for(const struct know *know, struct release release,
        const struct shape *shape, const void *fact, const char *list, const char *name)
{
	const struct field *field = shape_field(shape, list);
	const struct any_rows *rows =
	        field ? (const void *)((const char *)fact + field->offset) : NULL;
	for (size_t i = 0; rows && i < rows->count; i++) {
		const void *item = (const char *)rows->items + i * field->shape->size;
		if (release_in(know, release, row_text(field->shape, item, "products")))
			return row_text(field->shape, item, name);
	}
	return NULL;
}

/* "Outlook 2003: not supported with this version". */
static const char *note_of(const struct flow *flow, const struct shape *shape, const void *row)
{
	struct release release;
	bool unsupported = flow_release(flow, &release) &&
	                   text_for(flow->know, release, shape, row, "unsupported", "products");
	return unsupported ? "not supported with this version" : NULL;
}

static const char *verdict_of(const struct flow *flow, const struct shape *shape, const void *row)
{
	struct release release;
	if (!flow_release(flow, &release))
		return NULL;
	const char *verdict = text_for(flow->know, release, shape, row, "advice", "verdict");
	return text_equal(verdict, "acceptable") ? NULL : verdict;
}

static void choices_of_table(const struct flow *flow, const struct flow_spot *spot,
        const struct know_table *table, struct flow_choices *choices, struct arena *arena)
{
	const struct question_row *question = spot->question;
	struct any_rows rows = know_rows(flow->know, table);
	for (size_t i = 0; i < rows.count; i++) {
		const void *row = (const char *)rows.items + i * table->shape->size;
		const char *id = row_text(table->shape, row, shape_key(table->shape)->name);
		const char *name = row_text(table->shape, row, "name");
		bool offered = !question->choices_when ||
		        flow_predicate(flow, question->choices_when, spot, id);
		LIST_PUSH(arena, choices, ((struct flow_choice){
			.value = id,
			.label = name ? name : id,
			.note = note_of(flow, table->shape, row),
			.verdict = verdict_of(flow, table->shape, row),
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
	else
		choices_of_question(flow, spot, &choices, arena);
	if (spot->question->ranked)
		flow_rank(flow, &choices, arena);
	return choices;
}
