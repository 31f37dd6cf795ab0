/* ui/plain_lists.c: lists of texts, and of groups: forests, sites. */
#include <string.h>

#include "base/text.h"
#include "plain_parts.h"

/* ---- both ---- */

bool plain_editable(struct plain *plain)
{
	if (plain->options.read_only)
		plain_fail(plain, "this session cannot be saved here: you may look, not change");
	return !plain->options.read_only;
}

const char *plain_two_parts(struct plain *plain, const char *text, const char **rest)
{
	size_t length = strcspn(text, " ");
	*rest = text + length + strspn(text + length, " ");
	return arena_strndup(plain->scratch, text, length);
}

void plain_item(size_t index, const char *text, struct buf *out)
{
	buf_printf(out, "%2zu  ", index + 1);
	lines_words(out, text, 4, 6);
}

/* The index that a number names, else FLOW_NOWHERE with an error. */
static size_t place_take(struct plain *plain, const char *text, size_t count)
{
	size_t number = plain_number(text, count);
	if (!*text)
		plain_fail(plain, "two numbers are expected");
	else if (!number)
		plain_fail(plain, "there is no number %s in this list", text);
	return number ? number - 1 : FLOW_NOWHERE;
}

static bool places_take(struct plain *plain, const char *text, size_t count, size_t *from,
        size_t *to)
{
	const char *rest, *first = plain_two_parts(plain, text, &rest);
	*from = place_take(plain, first, count);
	*to = *from == FLOW_NOWHERE ? FLOW_NOWHERE : place_take(plain, rest, count);
	return *to != FLOW_NOWHERE;
}

static void collect_begin(struct plain *plain, const struct flow_spot *spot)
{
	plain->collecting = arena_strdup(plain->arena, spot->path);
	plain->collects_on = false;
	plain->brief = true;
}

/* A line while the items of a list come one a line: false, where this is not so. An empty one ends it. */
static bool collect(struct plain *plain, const struct flow_spot *spot, const char *text,
        bool (*add)(struct plain *plain, const struct flow_spot *spot, const char *text))
{
	if (!text_equal(plain->collecting, spot->path))
		return false;
	plain->brief = plain->collects_on = *text != '\0';
	if (!*text) {
		plain->collected = plain->collecting;
		plain->collecting = NULL;
	} else
		(void)add(plain, spot, text);
	return true;
}

/* A key of other questions and lists: as a name it may be meant, but then somebody says so. */
static bool is_slip(struct plain *plain, const char *text)
{
	static const char *const slips[] = { "y", "yes", "n", "no", "e", "m" };
	for (size_t i = 0; i < COUNT_OF(slips) && !plain->meant; i++) {
		if (!text_equal_nocase(text, slips[i]))
			continue;
		plain_fail(plain, "\"%s\" was not taken for a name; \"\\%s\" is, if it is one", text,
		        text);
		return true;
	}
	return false;
}

/* ---- texts ---- */

static void list_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_answer answer = flow_answer(plain->flow, spot->path, plain->scratch);
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	for (size_t i = 0; i < items.count; i++)
		plain_item(i, items.items[i], out);
	if (answer.draft)
		return;
	if (items.count)
		lines_printf(out, "Enter keeps %s%s.", items.count > 1 ? "them" : "it",
		        plain_origin_note(answer));
	else
		plain_show_nothing(plain, spot, out);
}

static bool list_set(struct plain *plain, const struct flow_spot *spot, struct text_list items)
{
	return plain_set(plain, spot->path, texts_join(plain->scratch, texts_of(&items), ", "));
}

/* The items, with another text at one place; NULL: without that one. */
static struct text_list items_with(struct plain *plain, struct texts items, size_t place,
        const char *text)
{
	struct text_list list = { 0 };
	for (size_t i = 0; i < items.count; i++) {
		if (i != place)
			LIST_PUSH(plain->scratch, &list, items.items[i]);
		else if (text)
			LIST_PUSH(plain->scratch, &list, text);
	}
	return list;
}

/* What is not accepted is told, and forgotten: there is a list already, and it stays. */
static bool list_add(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	struct text_list list = items_with(plain, items, FLOW_NOWHERE, NULL);
	LIST_PUSH(plain->scratch, &list, text);
	if (list_set(plain, spot, list))
		return true;
	(void)plain_forget_draft(plain, spot->path);
	return false;
}

static void items_show_from(struct plain *plain, const struct flow_spot *spot, size_t from,
        struct buf *out)
{
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	for (size_t i = from; i < items.count; i++)
		plain_item(i, items.items[i], out);
}

static void list_remove(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	size_t place = place_take(plain, text, items.count);
	if (place != FLOW_NOWHERE &&
	        list_set(plain, spot, items_with(plain, items, place, NULL)))
		lines_printf(out, "%s is removed; \"l\" lists the others.", items.items[place]);
}

static void list_replace(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	const char *name, *first = plain_two_parts(plain, text, &name);
	size_t place = place_take(plain, first, items.count);
	if (place == FLOW_NOWHERE)
		return;
	if (!*name)
		plain_fail(plain, "what stands there then is expected behind the number");
	else if (list_set(plain, spot, items_with(plain, items, place, name)))
		plain_item(place, name, out);
	else
		(void)plain_forget_draft(plain, spot->path);
}

static void list_move(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	struct text_list moved = { 0 };
	size_t from, to;
	if (!places_take(plain, text, items.count, &from, &to))
		return;
	struct text_list others = items_with(plain, items, from, NULL);
	for (size_t i = 0; i < items.count; i++)
		LIST_PUSH(plain->scratch, &moved, i == to ? items.items[from]
		        : others.items[i > to ? i - 1 : i]);
	if (list_set(plain, spot, moved))
		plain_item(to, items.items[from], out);
}

/* True: the text was one of the commands that leave the question where it is. */
static bool list_command(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *rest;
	size_t count = flow_items(plain->flow, spot->path, plain->scratch).count;
	plain->brief = true;
	if (text_equal(text, "l"))
		plain->brief = false;
	else if (text_equal(text, "+"))
		collect_begin(plain, spot);
	else if (plain_command(text, "+", &rest)) {
		if (list_add(plain, spot, rest))
			items_show_from(plain, spot, count, out);
	} else if (plain_command(text, "-", &rest) && *rest)
		list_remove(plain, spot, rest, out);
	else if (plain_command(text, "e", &rest) && *rest)
		list_replace(plain, spot, rest, out);
	else if (plain_command(text, "m", &rest) && *rest)
		list_move(plain, spot, rest, out);
	else
		plain->brief = false;
	return plain->brief || text_equal(text, "l");
}

/* Whoever meant to add one hears what is gone. */
static bool list_replace_all(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	bool given = flow_answer(plain->flow, spot->path, plain->scratch).given;
	struct texts items = flow_items(plain->flow, spot->path, plain->scratch);
	const char *before = texts_join(plain->scratch, items, ", ");
	if (!plain_set(plain, spot->path, text))
		return false;
	if (given && items.count)
		lines_printf(out, "In the place of: %s", before);
	return true;
}

static bool list_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	if (collect(plain, spot, text, list_add))
		return false;
	if (!*text)
		return plain_keep(plain, spot);
	if (text_equal(text, "none"))
		return plain_set(plain, spot->path, "");
	if (text_equal(text, "-"))
		return plain_take_away(plain, spot);
	if (list_command(plain, spot, text, out))
		return false;
	/* An empty line in what is pasted ended the list: what follows it must not replace it. */
	if (text_equal(plain->collected, spot->path)) {
		plain_fail(plain, "an empty line ended the list; \"+\" goes on with it, Enter keeps it");
		return false;
	}
	return !is_slip(plain, text) && list_replace_all(plain, spot, text, out);
}

const struct plain_kind plain_list = {
	list_show, list_take,
	"Type all of them with commas or blanks between, or none. \"+ NAME\" adds one, \"+\" takes a "
	"pasted list, one a line; \"- 2\" removes number 2, \"e 2 NAME\" puts another there, "
	"\"m 2 1\" moves it to place 1.",
	"Type all of them, or \"+ NAME\", \"+\", \"- 2\", \"e 2 NAME\", \"m 2 1\"; \"?\" explains.",
};

/* ---- groups ---- */

static size_t group_count(struct plain *plain, const struct flow_spot *spot)
{
	return flow_group_count(plain->flow, spot->path);
}

static void groups_show_from(struct plain *plain, const struct flow_spot *spot, size_t from,
        struct buf *out)
{
	for (size_t i = from; i < group_count(plain, spot); i++)
		plain_item(i, flow_group_name(plain->flow, spot->path, i), out);
}

static void groups_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	groups_show_from(plain, spot, 0, out);
	if (group_count(plain, spot))
		lines_words(out, "Enter goes on with these.", 0, 0);
	else
		lines_words(out, spot->row->required ? "At least one is needed."
		                                     : "Enter goes on without.", 0, 0);
}

const char *plain_removal(struct plain *plain)
{
	const struct flow_spot *spot = flow_spot_at(plain->flow, flow_here(plain->flow));
	return arena_printf(plain->scratch, "Remove %s with all its answers? Type y or n.",
	        flow_group_name(plain->flow, spot->path, plain->removing));
}

static void groups_confirm(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *name = arena_strdup(plain->scratch,
	        flow_group_name(plain->flow, spot->path, plain->removing));
	bool agreed = text_equal_nocase(text, "y") || text_equal_nocase(text, "yes");
	plain->brief = true;
	if (!agreed && *text && !text_equal_nocase(text, "n") && !text_equal_nocase(text, "no")) {
		plain_fail(plain, "y or n is expected");
		return;
	}
	if (agreed)
		flow_group_remove(plain->flow, spot->path, plain->removing);
	plain->removing = FLOW_NOWHERE;
	lines_printf(out, agreed ? "%s is removed; \"l\" lists the others." : "%s stays.", name);
}

static void groups_move(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	size_t from, to;
	if (!places_take(plain, text, group_count(plain, spot), &from, &to))
		return;
	flow_group_move(plain->flow, spot->path, from, to);
	plain_item(to, flow_group_name(plain->flow, spot->path, to), out);
}

static void groups_rename(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *name, *problem, *first = plain_two_parts(plain, text, &name);
	size_t index = place_take(plain, first, group_count(plain, spot));
	if (index == FLOW_NOWHERE)
		return;
	if (flow_group_rename(plain->flow, spot->path, index, name, &problem))
		plain_item(index, flow_group_name(plain->flow, spot->path, index), out);
	else
		plain_fail(plain, "%s", problem);
}

static bool groups_add(struct plain *plain, const struct flow_spot *spot, const char *text)
{
	const char *problem;
	if (!plain_editable(plain))
		return false;
	if (flow_group_add(plain->flow, spot->path, text, &problem))
		return true;
	plain_fail(plain, "%s", problem);
	return false;
}

static void groups_command(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	const char *rest;
	size_t count = group_count(plain, spot);
	if (text_equal(text, "+"))
		collect_begin(plain, spot);
	else if (plain_command(text, "-", &rest))
		plain->removing = place_take(plain, rest, count);
	else if (plain_command(text, "m", &rest) && *rest)
		groups_move(plain, spot, rest, out);
	else if (plain_command(text, "e", &rest) && *rest)
		groups_rename(plain, spot, rest, out);
	else if (plain_command(text, "+", &rest) || !is_slip(plain, rest = text)) {
		if (groups_add(plain, spot, rest))
			groups_show_from(plain, spot, count, out);
	}
}

static bool groups_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	if (collect(plain, spot, text, groups_add))
		return false;
	if (plain->removing != FLOW_NOWHERE) {
		groups_confirm(plain, spot, text, out);
		return false;
	}
	if (!*text) {
		bool needed = spot->row->required && !group_count(plain, spot);
		if (needed)
			plain_fail(plain, "at least one is needed; \">\" goes on without");
		return !needed;
	}
	plain->brief = !text_equal(text, "l");
	if (plain->brief && plain_editable(plain))
		groups_command(plain, spot, text, out);
	return false;
}

const struct plain_kind plain_groups = {
	groups_show, groups_take,
	"Type a name to add it, or several with commas between; \"+\" takes a pasted list, one a "
	"line. \"- 2\" removes number 2, \"e 2 NAME\" renames it, \"m 2 1\" moves it to place 1.",
	"Type names to add, or \"+\", \"- 2\", \"e 2 NAME\", \"m 2 1\"; \"?\" explains.",
};
