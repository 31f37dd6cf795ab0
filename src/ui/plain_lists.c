/* ui/plain_lists.c: lists of groups: forests, sites. */
#include <string.h>

#include "base/text.h"
#include "plain_parts.h"

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

bool plain_editable(struct plain *plain)
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

const char *plain_two_parts(struct plain *plain, const char *text, const char **rest)
{
	size_t length = strcspn(text, " ");
	*rest = text + length + strspn(text + length, " ");
	return arena_strndup(plain->scratch, text, length);
}

static void groups_move(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *rest, *first = plain_two_parts(plain, text, &rest);
	size_t from = index_take(plain, spot, first), to = index_take(plain, spot, rest);
	if (from != FLOW_NOWHERE && to != FLOW_NOWHERE)
		flow_group_move(plain->flow, spot->path, from, to);
}

static void groups_rename(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *name, *problem, *first = plain_two_parts(plain, text, &name);
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

static bool groups_add(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *problem;
	if (!plain_editable(plain) || flow_group_add(plain->flow, spot->path, text, &problem))
		return !plain->options.read_only;
	plain_fail(plain, "%s", problem);
	return false;
}

static bool groups_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *rest;
	(void)out;
	if (plain_collect(plain, spot, text, groups_add))
		return false;
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
	if (!plain_editable(plain) || groups_command(plain, spot, text))
		return false;
	if (text_equal(text, "+")) {
		plain->collecting = arena_strdup(plain->arena, spot->path);
		plain->brief = true;
		return false;
	}
	(void)groups_add(plain, spot, plain_command(text, "+", &rest) ? rest : text);
	return false;
}

const struct plain_kind plain_groups = {
	groups_show, groups_take,
	"Type a name to add it, or several with commas between; \"+\" takes a pasted list, one a "
	"line; \"- 2\" removes number 2, "
	"\"e 2 NAME\" renames it, \"m 2 1\" moves it to place 1. Enter goes on. \"?\" help, \"<\" "
	"back, \"=\" plan, \"!\" review, \"q\" save and quit.",
};
