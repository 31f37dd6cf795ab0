/* ui/plain_grid.c: services, and what each of them has. */
#include <string.h>

#include "base/text.h"
#include "plain_parts.h"
#include "words.h"

#define SAME "the same as the one before"

static bool is_plain_list(const struct flow_grid *grid)
{
	return !*grid->columns.items[0];
}

/* ---- what is there ---- */

/* "external no (changed)"; NULL: the service does not have it, or nothing is there. */
static const char *cell_words(struct plain *plain, const struct flow_spot *spot,
        const char *service, const char *column)
{
	const char *path = flow_cell(plain->flow, spot, service, column, plain->scratch);
	if (!path)
		return NULL;
	struct flow_answer answer = flow_answer(plain->flow, path, plain->scratch);
	if (!answer.text || !*answer.text)
		return NULL;
	return arena_printf(plain->scratch, "%s%s%s%s", column, *column ? " " : "",
	        value_words(answer.text), answer.given && *column ? " (changed)" : "");
}

static bool is_off(struct plain *plain, const struct flow_spot *spot, const char *service)
{
	const char *path = flow_cell(plain->flow, spot, service, "enabled", plain->scratch);
	return path &&
	       text_equal(flow_answer(plain->flow, path, plain->scratch).text, "false");
}

static const char *service_words(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, const char *service)
{
	struct text_list words = { 0 };
	if (is_off(plain, spot, service))
		return cell_words(plain, spot, service, "enabled");
	for (size_t i = 0; i < grid->columns.count; i++) {
		const char *text = cell_words(plain, spot, service, grid->columns.items[i]);
		if (text)
			LIST_PUSH(plain->scratch, &words, text);
	}
	if (words.count)
		return texts_join(plain->scratch, texts_of(&words), ", ");
	return is_plain_list(grid) ? "the namespace" : "nothing";
}

static void service_show(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, size_t index, struct buf *out)
{
	const char *service = grid->services.items[index];
	plain_item(index, arena_printf(plain->scratch, "%s: %s", service,
	        service_words(plain, spot, grid, service)), out);
}

/* What is as with the service before is not read aloud again. */
static void services_show(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, struct buf *out)
{
	const char *before = NULL;
	for (size_t i = 0; i < grid->services.count; i++) {
		const char *service = grid->services.items[i];
		const char *words = service_words(plain, spot, grid, service);
		bool is_same = text_equal(words, before) && strlen(words) > strlen(SAME);
		plain_item(i, arena_printf(plain->scratch, "%s: %s", service,
		        is_same ? SAME : words), out);
		before = words;
	}
}

static void problem_find(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, const char *service)
{
	for (size_t i = 0; i < grid->columns.count && !plain->error; i++) {
		const char *column = grid->columns.items[i];
		const char *path = flow_cell(plain->flow, spot, service, column, plain->scratch);
		const struct flow_problem *problem =
		        path ? flow_problem_of(plain->flow, path) : NULL;
		if (problem)
			plain_fail(plain, "%s %s: %s", service, column, problem->text);
	}
}

static void grid_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_grid grid = flow_grid(plain->flow, spot, plain->scratch);
	services_show(plain, spot, &grid, out);
	for (size_t i = 0; i < grid.services.count; i++)
		problem_find(plain, spot, &grid, grid.services.items[i]);
	if (is_plain_list(&grid))
		lines_words(out, "Type a service and its host, as \"pop3 pop.contoso.com\".", 0, 0);
	else
		lines_printf(out, "Type a service, a setting and a value, as \"2 external no\" or "
		        "\"pop3 enabled yes\". Settings: %s.",
		        texts_join(plain->scratch, grid.columns, ", "));
}

/* ---- what is typed ---- */

/* The index of the service that a number or a word names; FLOW_NOWHERE with an error. */
static size_t service_take(struct plain *plain, const struct flow_grid *grid, const char *word)
{
	size_t number = plain_number(word, grid->services.count);
	if (number)
		return number - 1;
	for (size_t i = 0; i < grid->services.count; i++) {
		if (text_equal_nocase(grid->services.items[i], word))
			return i;
	}
	plain_fail(plain, "\"%s\" is no service here; a number or a name is expected", word);
	return FLOW_NOWHERE;
}

/* Those that the service has. */
static const char *columns_words(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, const char *service)
{
	struct text_list columns = { 0 };
	for (size_t i = 0; i < grid->columns.count; i++) {
		if (flow_cell(plain->flow, spot, service, grid->columns.items[i], plain->scratch))
			LIST_PUSH(plain->scratch, &columns, grid->columns.items[i]);
	}
	return texts_join(plain->scratch, texts_of(&columns), ", ");
}

/* The path of a cell, or NULL with an error. */
static const char *cell_take(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, const char *service, const char *column)
{
	bool is_known = is_plain_list(grid) || texts_have(grid->columns, column);
	const char *path = is_known ?
	        flow_cell(plain->flow, spot, service, column, plain->scratch) : NULL;
	if (!path)
		plain_fail(plain, "%s has no setting \"%s\"; one of %s is expected", service, column,
		        columns_words(plain, spot, grid, service));
	return path;
}

/* What is wrong is said of the cell: the question has many. */
static void cell_set(struct plain *plain, const char *path, const char *name, const char *value)
{
	if (text_equal(value, "-")) {
		if (plain_editable(plain))
			flow_clear(plain->flow, path);
	} else if (!plain_set(plain, path, value)) {
		plain_fail(plain, "%s: %s", name, plain->error);
	}
}

static bool grid_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	struct flow_grid grid = flow_grid(plain->flow, spot, plain->scratch);
	const char *value, *column = "";
	if (!*text)
		return true;
	size_t index = service_take(plain, &grid, plain_two_parts(plain, text, &value));
	if (index == FLOW_NOWHERE)
		return false;
	if (!is_plain_list(&grid))
		column = plain_two_parts(plain, value, &value);
	const char *service = grid.services.items[index];
	plain->brief = true;
	if (!*column && !is_plain_list(&grid)) {
		plain_fail(plain, "a setting and a value are expected behind %s", service);
		return false;
	}
	const char *path = cell_take(plain, spot, &grid, service, column);
	if (path && !*value)
		plain_fail(plain, "a value is expected behind %s %s", service, column);
	else if (path)
		cell_set(plain, path, arena_printf(plain->scratch, "%s%s%s", service,
		        *column ? " " : "", column), value);
	if (!plain->error)
		service_show(plain, spot, &grid, index, out);
	return false;
}

void plain_grid_help(struct plain *plain, const struct flow_spot *spot, const char *about,
        struct buf *out)
{
	struct flow_grid grid = flow_grid(plain->flow, spot, plain->scratch);
	const char *column;
	size_t index = service_take(plain, &grid, plain_two_parts(plain, about, &column));
	if (index == FLOW_NOWHERE)
		return;
	const char *service = grid.services.items[index];
	if (!*column)
		column = grid.columns.items[0];
	if (!cell_take(plain, spot, &grid, service, column))
		return;
	struct flow_help_list help = flow_explain_cell(plain->flow, spot, service, column, NULL,
	        plain->scratch);
	LIST_EACH(const struct flow_help, part, help)
		lines_labelled(out, part->label, part->text, 2);
	struct flow_choices choices = flow_cell_choices(spot, column, plain->scratch);
	LIST_EACH(const struct flow_choice, choice, choices) {
		lines_labelled(out, "", arena_printf(plain->scratch, "Value %s:",
		        value_words(choice->value)), 2);
		help = flow_explain_cell(plain->flow, spot, service, column, choice,
		        plain->scratch);
		LIST_EACH(const struct flow_help, part, help) {
			if (part->kind != HELP_LATER && part->kind != HELP_SOURCE)
				lines_labelled(out, part->label, part->text, 4);
		}
	}
}

/* The name of a setting by the title of its column; NULL: it is none that can be typed. */
static const char *column_name(const struct flow_spot *spot, const char *label)
{
	for (size_t i = 0; i < spot->question->columns.count; i++) {
		const struct column_row *column = &spot->question->columns.items[i];
		if (text_equal(column->label, label))
			return column->name && *column->name ? column->name : NULL;
	}
	return NULL;
}

void plain_grid_about(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_grid grid = flow_grid(plain->flow, spot, plain->scratch);
	struct flow_help_list help = flow_explain(plain->flow, spot, NULL, plain->scratch);
	LIST_EACH(const struct flow_help, part, help) {
		const char *name = part->kind == HELP_COLUMN ? column_name(spot, part->label) : NULL;
		if (!name || texts_have(grid.columns, name))
			lines_labelled(out, name ? name : part->label, part->text, 2);
	}
}

const struct plain_kind plain_grid = {
	grid_show, grid_take,
	"\"-\" as value goes back to the default; \"? pop3\" or \"? pop3 external\" explains. Enter goes "
	"on.",
	NULL,
};
