/* core/screen_lint_help.c: does every choice explain itself, in the room that there is? */
#include "base/map.h"
#include "base/text.h"
#include "flow_parts.h"

struct lint {
	const struct know *know;
	struct arena *arena;
	struct problem_list *problems;
	struct flow *flow; /* that knows the release and nothing else */
	struct map *said;  /* what holds for several releases is said once */
	struct flow_spot spot;
};

/* What an explanation must have: one of the kinds of each row. */
static const struct {
	const char *what;
	enum flow_help_kind kinds[3];
	bool of_questions; /* asked of those that have no choices too */
	bool unless_factual;
} needs[] = {
	{ "what it means", { HELP_ABOUT, HELP_ABOUT, HELP_COLUMN }, true, false },
	{ "a consequence", { HELP_CONSEQUENCE, HELP_FOR, HELP_AGAINST }, false, false },
	{ "when to choose or avoid it", { HELP_CHOOSE, HELP_AVOID, HELP_ADVICE }, false, true },
	{ "whether it can be changed later", { HELP_LATER, HELP_LATER, HELP_LATER }, true, false },
	{ "a source", { HELP_SOURCE, HELP_SOURCE, HELP_SOURCE }, true, false },
};

PRINTF_LIKE(3, 4)
static void complain(struct lint *lint, const char *about, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	const char *text = arena_printf(lint->arena, "screen \"%s\", %s%s: %s",
	        lint->spot.screen->id, lint->spot.question->path, about,
	        arena_vprintf(lint->arena, format, values));
	va_end(values);
	if (map_get(lint->said, text))
		return;
	map_put(lint->said, text, lint);
	problem_add(lint->problems, lint->arena, 0, "%s", text);
}

static bool has_one(const struct flow_help_list *help, const enum flow_help_kind *kinds)
{
	LIST_EACH(const struct flow_help, part, *help) {
		for (size_t i = 0; i < COUNT_OF(needs[0].kinds); i++) {
			if (part->kind == kinds[i])
				return true;
		}
	}
	return false;
}

static void check_help(struct lint *lint, const char *about, const struct flow_help_list *help,
        bool is_choice, size_t room)
{
	size_t lines = flow_help_lines(help, FLOW_HELP_COLUMNS);
	for (size_t i = 0; i < COUNT_OF(needs); i++) {
		bool excused = is_choice
		                       ? needs[i].unless_factual && lint->spot.question->factual
		                       : !needs[i].of_questions;
		if (!excused && !has_one(help, needs[i].kinds))
			complain(lint, about, "it does not say %s", needs[i].what);
	}
	if (lines > room)
		complain(lint, about, "its explanation takes %zu lines; %zu fit", lines, room);
}

static void check_choice(struct lint *lint, const struct flow_choice *choice)
{
	/* What a ranking says has lines of its own. */
	struct flow_choice bare = *choice;
	bare.reasons = (struct texts){ 0 };
	const struct flow_help_list help =
	        flow_explain(lint->flow, &lint->spot, &bare, lint->arena);
	if (choice->unless)
		return;
	check_help(lint, arena_printf(lint->arena, ", choice \"%s\"", choice->value), &help, true,
	        lint->spot.question->ranked ? FLOW_HELP_LINES - FLOW_NOTE_LINES : FLOW_HELP_LINES);
}

static void check_cell(struct lint *lint, const char *service, const char *column)
{
	const char *about = arena_printf(lint->arena, ", %s of %s", column, service);
	if (!flow_cell(lint->flow, &lint->spot, service, column, lint->arena))
		return;
	const struct flow_help_list help = flow_explain_cell(lint->flow, &lint->spot, service,
	        column, NULL, lint->arena);
	check_help(lint, about, &help, false, FLOW_HELP_LINES);
	struct flow_choices choices = flow_cell_choices(&lint->spot, column, lint->arena);
	LIST_EACH(const struct flow_choice, choice, choices) {
		const struct flow_help_list each = flow_explain_cell(lint->flow, &lint->spot,
		        service, column, choice, lint->arena);
		check_help(lint, arena_printf(lint->arena, "%s, choice \"%s\"", about,
		        choice->value), &each, true, FLOW_HELP_LINES);
	}
}

static void check_grid(struct lint *lint)
{
	struct flow_grid grid = flow_grid(lint->flow, &lint->spot, lint->arena);
	for (size_t i = 0; i < grid.services.count; i++) {
		for (size_t j = 0; j < grid.columns.count; j++)
			check_cell(lint, grid.services.items[i], grid.columns.items[j]);
	}
}

static void check_question(struct lint *lint, const struct question_row *question)
{
	lint->spot.question = question;
	lint->spot.path = question->path;
	lint->spot.row = tree_row(lint->know, question->path);
	lint->spot.kind = flow_kind(question, lint->spot.row);
	if (lint->spot.kind >= ASK_NOTE)
		lint->spot.row = NULL;
	if (lint->spot.kind == ASK_GRID)
		lint->spot.hosts = "forests[0].sites[0].hosts";
	const struct flow_help_list help =
	        flow_explain(lint->flow, &lint->spot, NULL, lint->arena);
	bool has_choices = question->choices_from || question->choices.count;
	if (lint->spot.kind < ASK_GRID && !has_choices)
		check_help(lint, "", &help, false, FLOW_HELP_LINES);
	else if (flow_help_lines(&help, FLOW_HELP_COLUMNS) > FLOW_HELP_LINES)
		complain(lint, "", "its explanation takes more than %d lines", FLOW_HELP_LINES);
	if (lint->spot.kind == ASK_GRID)
		check_grid(lint);
	struct flow_choices choices = flow_choices(lint->flow, &lint->spot, lint->arena);
	LIST_EACH(const struct flow_choice, choice, choices)
		check_choice(lint, choice);
	lint->spot.hosts = NULL;
}

/* Everything as it is explained to somebody with this release. */
static void check_release(struct lint *lint, const char *product, const char *update)
{
	const char *problem;
	const struct date today = { 2000, 1, 1 };
	lint->flow = flow_new(lint->know, "", today, NULL);
	flow_begin(lint->flow);
	bool known = flow_set(lint->flow, "product.version", product, &problem) &&
	        flow_set(lint->flow, "product.update", update, &problem);
	LIST_EACH(const struct index_row, place, lint->know->screen_index) {
		lint->spot = (struct flow_spot){ .place = place, .instance = "" };
		lint->spot.screen = screen_find(lint->know, place->id);
		for (size_t i = 0; known && i < lint->spot.screen->questions.count; i++)
			check_question(lint, &lint->spot.screen->questions.items[i]);
	}
	flow_free(lint->flow);
}

void screens_lint_help(const struct know *know, struct problem_list *problems,
        struct arena *arena)
{
	struct lint lint = { know, arena, problems, NULL, map_make(arena), { 0 } };
	LIST_EACH(const struct product_row, product, know->products) {
		for (size_t i = 0; i < product->updates.count; i++)
			check_release(&lint, product->id, product->updates.items[i]);
	}
}
