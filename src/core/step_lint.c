/* core/step_lint.c */
#include "core/step_lint.h"

#include <stdarg.h>
#include <string.h>

#include "base/attr.h"
#include "base/map.h"
#include "base/text.h"
#include "command_lint.h"
#include "core/command.h"
#include "steps_for_each.h"

/* Longer texts do not fit the step's page of the wizard, and are not read anyway. */
#define TEXT_MAX 600

void lint_complain(struct lint *lint, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	const char *text = arena_vprintf(lint->arena, format, values);
	va_end(values);
	if (lint->row)
		problem_add(lint->problems, lint->arena, 0, "steps: %s: %s, row %zu: %s",
		        lint->step->id, lint->member, lint->row, text);
	else
		problem_add(lint->problems, lint->arena, 0, "steps: %s: %s: %s", lint->step->id,
		        lint->member, text);
}

const char *lint_hint(struct lint *lint, const char *word, struct texts candidates)
{
	const char *nearest = text_nearest(word, candidates);
	return nearest ? arena_printf(lint->arena, "; did you mean \"%s\"?", nearest) : "";
}

/* The names of a table whose rows begin with them. */
static struct texts names_of(struct lint *lint, const void *rows, size_t count, size_t size)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < count; i++) {
		const char *row = (const char *)rows + i * size;
		const char *const *name = (const void *)row;
		LIST_PUSH(lint->arena, &names, *name);
	}
	return texts_of(&names);
}

#define NAMES_OF(lint, rows, count) names_of((lint), (rows), (count), sizeof((rows)[0]))

/* "id", "word" or "id=word", as the form says. */
static bool argument_is_valid(struct lint *lint, const struct argument_form *form,
        const char *argument)
{
	if (!form->refers_to && !form->words)
		return !argument;
	if (!argument)
		return false;
	const char *equal = strchr(argument, '=');
	if (!form->refers_to)
		return form_has(form->words, argument);
	if (!form->words)
		return know_find(lint->know, form->refers_to, argument);
	return equal && form_has(form->words, equal + 1) &&
	        know_find(lint->know, form->refers_to,
	                arena_strndup(lint->arena, argument, (size_t)(equal - argument)));
}

static void lint_predicate(struct lint *lint, const char *name, unsigned parts)
{
	const char *argument;
	const struct predicate *predicate = predicate_find(name + (*name == '!'), &argument);
	if (!predicate)
		lint_complain(lint, "unknown predicate \"%s\"%s", name,
		        lint_hint(lint, name + (*name == '!'),
		                NAMES_OF(lint, scope_predicates, scope_predicate_count)));
	else if (!argument_is_valid(lint, &predicate->form, argument))
		lint_complain(lint, "\"%s\": there is nothing of that name", name);
	else if ((predicate->needs & parts) != predicate->needs)
		lint_complain(lint, "\"%s\" asks about something that is not in scope of for_each "
		        "and each here", name);
}

static void lint_when(struct lint *lint, struct texts when, unsigned parts)
{
	for (size_t i = 0; i < when.count; i++)
		lint_predicate(lint, when.items[i], parts);
}

static void lint_variable(struct lint *lint, const char *name, unsigned parts)
{
	const char *argument;
	const struct variable *variable = variable_find(name, &argument);
	if (!variable)
		lint_complain(lint, "unknown variable {%s}%s", name,
		        lint_hint(lint, name,
		                NAMES_OF(lint, scope_variables, scope_variable_count)));
	else if (!argument_is_valid(lint, &variable->form, argument))
		lint_complain(lint, "{%s}: there is nothing of that name", name);
	else if ((variable->needs & parts) != variable->needs)
		lint_complain(lint, "{%s} is not in scope of for_each and each here", name);
}

static void lint_template(struct lint *lint, const char *template, unsigned parts)
{
	struct template_part part;
	if (!utf8_valid(template)) {
		lint_complain(lint, "the text is not valid UTF-8");
		return;
	}
	if (utf8_length(template) > TEXT_MAX)
		lint_complain(lint, "the text has %zu characters; at most %d were expected",
		        utf8_length(template), TEXT_MAX);
	while (template_next(&template, &part)) {
		if (part.name[0])
			lint_variable(lint, part.name, parts);
	}
}

/* What the row can speak of: the step's scope and the item of its inner loop. */
static unsigned lint_each(struct lint *lint, const char *each, unsigned parts)
{
	if (!each)
		return parts;
	const struct loop *loop = loop_find(each);
	if (!loop) {
		lint_complain(lint, "unknown inner loop \"%s\"%s", each,
		        lint_hint(lint, each, NAMES_OF(lint, scope_loops, scope_loop_count)));
		return parts;
	}
	if ((loop->needs & parts) != loop->needs)
		lint_complain(lint, "the inner loop \"%s\" needs something that is not in scope",
		        each);
	return parts | loop->gives;
}

static void lint_lines(struct lint *lint, const char *member, struct line_rows rows, unsigned parts)
{
	lint->member = member;
	for (lint->row = 1; lint->row <= rows.count; lint->row++) {
		const struct line_row *row = &rows.items[lint->row - 1];
		unsigned all = lint_each(lint, row->each, parts);
		lint_when(lint, row->when, all);
		lint_template(lint, row->text, all);
	}
	lint->row = 0;
}

static void lint_commands(struct lint *lint, const char *member, struct command_rows rows,
        unsigned parts)
{
	lint->member = member;
	for (lint->row = 1; lint->row <= rows.count; lint->row++) {
		const struct command_row *row = &rows.items[lint->row - 1];
		unsigned all = lint_each(lint, row->each, parts);
		lint_when(lint, row->when, all);
		lint_template(lint, row->text, all);
		command_lint(lint, row);
	}
	lint->row = 0;
}

/* Lines and commands alike, as far as it counts whether they are made. */
struct condition {
	const char *products;
	struct texts when;
};

struct condition_list LIST_OF(struct condition);

static bool is_negation(const char *a, const char *b)
{
	return (*a == '!' && text_equal(a + 1, b)) || (*b == '!' && text_equal(a, b + 1));
}

/* Is there, in this release, a row that is made whatever the answers are, or one for each of two
 * opposite cases? */
static bool some_always(struct lint *lint, struct release release,
        const struct condition_list *conditions)
{
	struct text_list alone = { 0 };
	LIST_EACH(const struct condition, condition, *conditions) {
		if (!release_in(lint->know, release, condition->products))
			continue;
		if (condition->when.count == 0)
			return true;
		if (condition->when.count > 1)
			continue;
		LIST_EACH(const char *, other, alone) {
			if (is_negation(*other, condition->when.items[0]))
				return true;
		}
		LIST_PUSH(lint->arena, &alone, condition->when.items[0]);
	}
	return false;
}

static struct condition_list conditions_of(struct lint *lint, struct line_rows lines,
        struct command_rows commands)
{
	struct condition_list conditions = { 0 };
	LIST_EACH(const struct line_row, row, lines)
		LIST_PUSH(lint->arena, &conditions,
		        ((struct condition){ row->products, row->when }));
	LIST_EACH(const struct command_row, row, commands)
		LIST_PUSH(lint->arena, &conditions,
		        ((struct condition){ row->products, row->when }));
	return conditions;
}

static void lint_always(struct lint *lint, const char *member, struct line_rows lines,
        struct command_rows commands)
{
	struct condition_list conditions = conditions_of(lint, lines, commands);
	lint->member = member;
	LIST_EACH(const struct product_row, product, lint->know->products) {
		for (size_t i = 0; i < product->updates.count; i++) {
			struct release release = { product, i };
			if (!release_in(lint->know, release, lint->step->products) ||
			        some_always(lint, release, &conditions))
				continue;
			lint_complain(lint, "no row without conditions in %s %s; one was expected, "
			        "or a line that says why there is none", product->id,
			        product->updates.items[i]);
			return;
		}
	}
}

static void lint_member_id(struct lint *lint, const char *member, const char *table, const char *id)
{
	lint->member = member;
	if (!id || !know_find(lint->know, table, id))
		lint_complain(lint, "\"%s\" is in no row of %s", id ? id : "", table);
}

static void lint_head(struct lint *lint, unsigned parts)
{
	const struct step_row *step = lint->step;
	const struct {
		const char *member, *text;
	} texts[] = {
		{ "target", step->target },
		{ "title", step->title },
		{ "why", step->why },
	};
	lint_member_id(lint, "phase", "phases", step->phase);
	lint_member_id(lint, "audience", "audiences", step->audience);
	lint->member = "when";
	lint_when(lint, step->when, parts);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		lint->member = texts[i].member;
		lint_template(lint, texts[i].text, parts);
	}
}

static void lint_step(struct lint *lint, struct map *ids)
{
	const struct step_row *step = lint->step;
	const struct for_each *for_each = for_each_find(step->for_each);
	lint->member = "for_each";
	if (!for_each)
		lint_complain(lint, "\"%s\" is nothing that steps are made for%s", step->for_each,
		        lint_hint(lint, step->for_each,
		                NAMES_OF(lint, for_each_rows, for_each_count)));
	unsigned parts = for_each ? for_each->gives : 0;
	lint->member = "id";
	if (map_get(ids, step->id))
		lint_complain(lint, "another step has this id");
	map_put(ids, step->id, ids);
	lint_head(lint, parts);
	lint_lines(lint, "requires", step->requires, parts);
	lint_lines(lint, "actions", step->actions, parts);
	lint_commands(lint, "commands", step->commands, parts);
	lint_lines(lint, "verify", step->verify, parts);
	lint_commands(lint, "verify_commands", step->verify_commands, parts);
	lint_lines(lint, "undo", step->undo, parts);
	lint_commands(lint, "undo_commands", step->undo_commands, parts);
	lint_always(lint, "verify", step->verify, step->verify_commands);
	lint_always(lint, "undo", step->undo, step->undo_commands);
}

void steps_lint(const struct know *know, struct problem_list *problems, struct arena *arena)
{
	struct map *ids = map_make(arena);
	LIST_EACH(const struct step_row, step, know->steps) {
		struct lint lint = {
			.know = know,
			.problems = problems,
			.arena = arena,
			.step = step,
		};
		lint_step(&lint, ids);
	}
}
