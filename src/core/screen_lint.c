/* core/screen_lint.c: the screens against the schema, the planner and the size of a terminal. */
#include "core/screen_lint.h"

#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "base/width.h"
#include "core/answer_check.h"
#include "flow_parts.h"

/* A terminal of 80x24 with a margin; see the front ends. */
#define PROMPT_WIDTH 76
#define TITLE_WIDTH 32
#define CHOICE_WIDTH 56
#define COLUMN_WIDTH 10

struct lint {
	const struct know *know;
	struct arena *arena;
	struct problem_list *problems;
	struct map *places; /* paths of the questions so far */
	const struct screen_row *screen;
	const struct question_row *question;
};

PRINTF_LIKE(2, 3)
static void complain(struct lint *lint, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	const char *text = arena_vprintf(lint->arena, format, values);
	va_end(values);
	problem_add(lint->problems, lint->arena, 0, "screen \"%s\"%s%s: %s",
	        lint->screen ? lint->screen->id : "?", lint->question ? ", " : "",
	        lint->question ? lint->question->path : "", text);
}

static void check_width(struct lint *lint, const char *what, const char *text, size_t width)
{
	if (text && text_width(text) > width)
		complain(lint, "%s has %zu characters; %zu fit: \"%s\"", what, text_width(text),
		        width, text);
}

static void check_conditions(struct lint *lint, const struct condition_rows *conditions)
{
	for (size_t i = 0; i < conditions->count; i++) {
		const struct condition_row *row = &conditions->items[i];
		if (!row->question && !row->predicate)
			complain(lint, "a condition names neither a question nor a predicate");
		if (row->predicate && !flow_predicate_exists(row->predicate))
			complain(lint, "unknown predicate \"%s\"", row->predicate);
		if (row->question && !map_get(lint->places, row->question))
			complain(lint, "a condition names \"%s\", which no earlier question asks",
			        row->question);
		if (row->question && !row->answered && !row->is.count && !row->is_not.count)
			complain(lint, "a condition asks nothing about \"%s\"", row->question);
	}
}

/* Both answers of a flag are explained too. */
static struct texts values_of(const struct schema_row *schema)
{
	static const char *const flags[] = { "true", "false" };
	if (answer_kind(schema) == NODE_FLAG)
		return (struct texts){ flags, COUNT_OF(flags) };
	return schema->values;
}

static void check_choice(struct lint *lint, const struct choice_row *row,
        const struct schema_row *schema)
{
	const char *problem = NULL;
	check_width(lint, "a label", row->label, CHOICE_WIDTH);
	check_conditions(lint, &row->when);
	if (row->when.count && !row->unless_text)
		complain(lint, "the choice \"%s\" does not say why it is not offered", row->value);
	if (schema && answer_kind(schema) == NODE_FLAG)
		problem = texts_have(values_of(schema), row->value) ? NULL : "is no flag";
	else if (schema && (schema->values.count || schema->refers_to))
		problem = answer_check_text(lint->know, schema, row->value, lint->arena);
	if (problem)
		complain(lint, "the choice \"%s\" %s", row->value, problem);
}

/* Choices are values of the key, and every value has its choice. */
static void check_choices(struct lint *lint, const struct choice_rows *choices,
        const struct schema_row *schema)
{
	struct texts values = schema ? values_of(schema) : (struct texts){ NULL, 0 };
	for (size_t i = 0; i < choices->count; i++)
		check_choice(lint, &choices->items[i], schema);
	for (size_t i = 0; i < values.count; i++) {
		bool found = false;
		for (size_t j = 0; j < choices->count; j++)
			found |= text_equal(choices->items[j].value, values.items[i]);
		if (!found)
			complain(lint, "no choice for \"%s\"", values.items[i]);
	}
}

static const struct schema_row *schema_of(const struct lint *lint, const char *path)
{
	LIST_EACH(const struct schema_row, row, lint->know->answers) {
		if (text_equal(row->path, path))
			return row;
	}
	return NULL;
}

static void check_source_of_choices(struct lint *lint, const struct question_row *question)
{
	const char *from = question->choices_from;
	if (from && !text_equal(from, "updates") && !know_table_find(from))
		complain(lint, "\"%s\" is neither a table nor a source of choices", from);
	if (question->choices_when && !flow_predicate_exists(question->choices_when))
		complain(lint, "unknown predicate \"%s\"", question->choices_when);
	if (question->choices_when && !question->choices_unless)
		complain(lint, "it does not say why a choice is not offered");
}

static const struct column_row *column_find(const struct question_row *question, const char *name)
{
	const struct flow_spot spot = { .question = question };
	return flow_column(&spot, name);
}

/* The members of the grid have columns, and the columns are members, but for that of the hosts. */
static void check_columns(struct lint *lint, const struct question_row *question)
{
	const char *cells = arena_printf(lint->arena, "%s.*", question->path);
	const char *members = arena_printf(lint->arena, "%s.", cells);
	LIST_EACH(const struct schema_row, row, lint->know->answers) {
		const char *name = text_starts(row->path, members) ? row->path + strlen(members) :
		                   text_equal(row->path, cells) &&
		                   !text_equal(row->type, "group") ? "" : NULL;
		const struct column_row *column = name ? column_find(question, name) : NULL;
		if (name && !column)
			complain(lint, "no column for \"%s\"", row->path);
		if (column)
			check_choices(lint, &column->choices, row);
	}
	for (size_t i = 0; i < question->columns.count; i++) {
		const struct column_row *column = &question->columns.items[i];
		check_width(lint, "a column", column->label, COLUMN_WIDTH);
		if (column->name && !text_equal(column->name, "host") &&
		        !schema_of(lint, arena_printf(lint->arena, "%s%s", members, column->name)))
			complain(lint, "the column \"%s\" is no member of it", column->name);
	}
}

static void check_question(struct lint *lint, const struct question_row *question)
{
	const struct schema_row *schema = schema_of(lint, question->path);
	enum question_kind kind = flow_kind(question, schema);
	lint->question = question;
	check_conditions(lint, &question->when);
	if (kind < ASK_NOTE && !schema)
		complain(lint, "it is no key of the answer file");
	if (kind >= ASK_NOTE && !question->help)
		complain(lint, "it needs a help");
	if (map_get(lint->places, question->path))
		complain(lint, "it is asked twice");
	map_put(lint->places, question->path, lint->arena);
	check_width(lint, "the prompt", question->prompt, PROMPT_WIDTH);
	check_source_of_choices(lint, question);
	if (schema && kind == ASK_GRID)
		check_columns(lint, question);
	else if (schema && kind < ASK_NOTE && !question->choices_from &&
	        (question->choices.count || kind < ASK_TEXT || kind == ASK_BOOLEAN))
		check_choices(lint, &question->choices, schema);
	lint->question = NULL;
}

static void check_screen(struct lint *lint, const struct screen_row *screen)
{
	lint->screen = screen;
	check_width(lint, "the title", screen->title, TITLE_WIDTH);
	check_conditions(lint, &screen->when);
	if (screen->over && (!text_ends(screen->over, "[]") ||
	        !map_get(lint->places, arena_strndup(lint->arena, screen->over,
	                strlen(screen->over) - 2))))
		complain(lint, "\"%s\" is no list that an earlier question asks for", screen->over);
	for (size_t i = 0; i < screen->questions.count; i++)
		check_question(lint, &screen->questions.items[i]);
	lint->screen = NULL;
}

/* Is the key, or a grid that holds it, asked? The first member of groups is asked with its list. */
static bool is_asked(struct lint *lint, const struct schema_row *row)
{
	const struct schema_row *before = row > lint->know->answers.items ? row - 1 : NULL;
	if (map_get(lint->places, row->path))
		return true;
	if (before && text_equal(before->type, "groups") &&
	        strncmp(before->path, row->path, strlen(before->path)) == 0)
		return map_get(lint->places, before->path) != NULL;
	const char *star = strstr(row->path, ".*");
	return star && map_get(lint->places, arena_strndup(lint->arena, row->path,
	        (size_t)(star - row->path)));
}

/* Written by the program itself. */
static bool is_own(const struct schema_row *row)
{
	return text_equal(row->path, "format") || text_starts(row->path, "session");
}

static void check_keys(struct lint *lint)
{
	LIST_EACH(const struct schema_row, row, lint->know->answers) {
		if (!text_equal(row->type, "group") && !is_own(row) && !is_asked(lint, row))
			problem_add(lint->problems, lint->arena, 0, "no screen asks for \"%s\"",
			        row->path);
	}
}

static bool is_indexed(const struct know *know, const struct screen_row *screen)
{
	LIST_EACH(const struct index_row, place, know->screen_index) {
		if (text_equal(place->id, screen->id))
			return true;
	}
	return false;
}

void screens_lint(const struct know *know, struct problem_list *problems, struct arena *arena)
{
	struct lint lint = {
		.know = know,
		.arena = arena,
		.problems = problems,
		.places = map_make(arena),
	};
	LIST_EACH(const struct index_row, place, know->screen_index) {
		const struct screen_row *screen = screen_find(know, place->id);
		if (screen)
			check_screen(&lint, screen);
	}
	LIST_EACH(const struct screen_row, screen, know->screens) {
		if (!is_indexed(know, screen))
			problem_add(problems, arena, 0, "screen \"%s\" is not in the index",
			        screen->id);
	}
	check_keys(&lint);
	if (problems->count == 0)
		screens_lint_help(know, problems, arena);
}
