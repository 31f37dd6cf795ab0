/* ui/plain_lists.c: lists of groups (forests, sites), and grids (services). */
#include <string.h>

#include "base/text.h"
#include "plain_parts.h"

/* ---- groups ---- */

static void groups_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	size_t count = flow_group_count(plain->flow, spot->path);
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%2zu  ", i + 1);
		lines_words(out, flow_group_name(plain->flow, spot->path, i), 4, 6);
	}
	if (plain->removing < count)
		lines_printf(out, "Remove %s with all its answers? Type y, or n.",
		        flow_group_name(plain->flow, spot->path, plain->removing));
	else if (count)
		lines_words(out, "Enter goes on with these.", 0, 0);
}

static bool is_editable(struct plain *plain)
{
	if (plain->options.read_only)
		plain_fail(plain, "this session is open elsewhere: you may look, not change");
	return !plain->options.read_only;
}

/* The index behind a command, else FLOW_NOWHERE with an error. */
static size_t index_take(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	size_t number = plain_number(text, flow_group_count(plain->flow, spot->path));
	if (!number)
		plain_fail(plain, "there is no number %s in this list", text);
	return number ? number - 1 : FLOW_NOWHERE;
}

static void groups_confirm(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	if (text_equal_nocase(text, "y") || text_equal_nocase(text, "yes"))
		flow_group_remove(plain->flow, spot->path, plain->removing);
	plain->removing = FLOW_NOWHERE;
}

/* "2 Redmond": the number and what follows it. */
static const char *two_parts(struct plain *plain, const char *text, const char **rest)
{
	size_t length = strcspn(text, " ");
	*rest = text + length + strspn(text + length, " ");
	return arena_strndup(plain->scratch, text, length);
}

static void groups_move(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *rest, *first = two_parts(plain, text, &rest);
	size_t from = index_take(plain, spot, first), to = index_take(plain, spot, rest);
	if (from != FLOW_NOWHERE && to != FLOW_NOWHERE)
		flow_group_move(plain->flow, spot->path, from, to);
}

static void groups_rename(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *name, *problem, *first = two_parts(plain, text, &name);
	size_t index = index_take(plain, spot, first);
	if (index != FLOW_NOWHERE &&
	        !flow_group_rename(plain->flow, spot->path, index, name, &problem))
		plain_fail(plain, "%s", problem);
}

/* True: the text was one of the commands for lists. */
static bool groups_command(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *rest;
	if (plain_command(text, "-", &rest))
		plain->removing = index_take(plain, spot, rest);
	else if (plain_command(text, "m", &rest) && *rest)
		groups_move(plain, spot, rest);
	else if (plain_command(text, "e", &rest) && *rest)
		groups_rename(plain, spot, rest);
	else
		return false;
	return true;
}

static bool groups_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *problem, *rest;
	(void)out;
	if (plain->removing != FLOW_NOWHERE) {
		groups_confirm(plain, spot, text);
		return false;
	}
	if (!*text) {
		bool needed = spot->row->required && !flow_group_count(plain->flow, spot->path);
		if (needed)
			plain_fail(plain, "at least one is needed; \">\" goes on without");
		return !needed;
	}
	if (!is_editable(plain) || groups_command(plain, spot, text))
		return false;
	if (plain_command(text, "+", &rest))
		text = rest;
	if (!flow_group_add(plain->flow, spot->path, text, &problem))
		plain_fail(plain, "%s", problem);
	return false;
}

const struct plain_kind plain_groups = {
	groups_show, groups_take,
	"Type a name to add it, or several with commas between; \"- 2\" removes number 2, "
	"\"e 2 NAME\" renames it, \"m 2 1\" moves it to place 1. Enter goes on. \"?\" help, \"<\" "
	"back, \"=\" plan, \"!\" review, \"q\" save and quit.",
};

/* ---- grids ---- */

static const char *cell_text(struct plain *plain, const char *path)
{
	struct flow_answer answer = flow_answer(plain->flow, path, plain->scratch);
	if (!answer.text || !*answer.text)
		return NULL;
	const char *text = answer.text;
	if (form_has("true|false", text))
		text = text_equal(text, "true") ? "yes" : "no";
	return arena_printf(plain->scratch, "%s%s", text, answer.given ? "" : " (default)");
}

/* "owa: enabled yes (default), external no". */
static void service_show(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, size_t index, struct buf *out)
{
	const char *service = grid->services.items[index], *words = "";
	for (size_t i = 0; i < grid->columns.count; i++) {
		const char *column = grid->columns.items[i];
		const char *path = flow_cell(plain->flow, spot, service, column, plain->scratch);
		const char *text = path ? cell_text(plain, path) : NULL;
		if (text)
			words = arena_printf(plain->scratch, "%s%s%s%s%s", words,
			        *words ? ", " : "", column, *column ? " " : "", text);
		if (path && text_equal(column, "enabled") && text && text[0] == 'n')
			break;
	}
	if (!*words && !*grid->columns.items[0])
		words = "the namespace";
	buf_printf(out, "%2zu  ", index + 1);
	lines_words(out, arena_printf(plain->scratch, "%s: %s", service, words), 4, 6);
}

static void grid_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_grid grid = flow_grid(plain->flow, spot, plain->scratch);
	for (size_t i = 0; i < grid.services.count; i++)
		service_show(plain, spot, &grid, i, out);
	if (*grid.columns.items[0])
		lines_printf(out, "Settings: %s.",
		        texts_join(plain->scratch, grid.columns, ", "));
	for (size_t i = 0; i < grid.services.count && !plain->error; i++) {
		const char *path = arena_printf(plain->scratch, "%s.%s", spot->path,
		        grid.services.items[i]);
		const struct flow_problem *problem = flow_problem_of(plain->flow, path);
		if (problem)
			plain_fail(plain, "%s: %s", grid.services.items[i], problem->text);
	}
}

/* The service that a number or a word names; NULL with an error. */
static const char *service_take(struct plain *plain, const struct flow_grid *grid,
        const char *word)
{
	size_t number = plain_number(word, grid->services.count);
	if (number)
		return grid->services.items[number - 1];
	if (texts_have(grid->services, word))
		return arena_strdup(plain->scratch, word);
	plain_fail(plain, "\"%s\" is no service here; a number or a name is expected", word);
	return NULL;
}

static void cell_set(struct plain *plain, const char *path, const char *value)
{
	if (!text_equal(value, "-"))
		(void)plain_set(plain, path, value);
	else if (is_editable(plain))
		flow_clear(plain->flow, path);
}

static void grid_set(struct plain *plain, const struct flow_spot *spot,
        const struct flow_grid *grid, const char *text)
{
	const char *rest, *column = "";
	const char *service = service_take(plain, grid, two_parts(plain, text, &rest));
	if (!service)
		return;
	if (*grid->columns.items[0])
		column = two_parts(plain, rest, &rest);
	const char *path = *column || !*grid->columns.items[0] ?
	        flow_cell(plain->flow, spot, service, column, plain->scratch) : NULL;
	if (!path)
		plain_fail(plain, "%s has no setting \"%s\"; one of %s is expected", service,
		        column, texts_join(plain->scratch, grid->columns, ", "));
	else if (!*rest)
		plain_fail(plain, "a value is expected behind %s %s", service, column);
	else
		cell_set(plain, path, rest);
}

static bool grid_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	struct flow_grid grid = flow_grid(plain->flow, spot, plain->scratch);
	(void)out;
	if (!*text)
		return true;
	grid_set(plain, spot, &grid, text);
	return false;
}

const struct plain_kind plain_grid = {
	grid_show, grid_take,
	"Type a service, a setting and a value, as \"2 external no\" or \"pop3 enabled yes\" (for "
	"hosts: \"pop3 pop.contoso.com\"); \"-\" as value goes back to the default. Enter goes on. "
	"\"?\" help, \"<\" back, \"=\" plan, \"!\" review, \"q\" save and quit.",
};
