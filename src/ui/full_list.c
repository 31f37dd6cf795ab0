/* full_list.c: lists of texts, and lists of groups that are called by a name. The last row is for new
 * items, one at a time or many at once by pasting. */
#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "full_parts.h"
#include "words.h"

enum { ITEM, NEW };

static bool is_groups(const struct full *full)
{
	return full->spot.kind == ASK_GROUPS;
}

static size_t items_count(struct full *full)
{
	return full->rows.list.count - 1;
}

/* ---- rows ---- */

static void groups_fill(struct full *full)
{
	size_t count = flow_group_count(full->flow, full->spot.path);
	for (size_t i = 0; i < count; i++) {
		struct row *row = rows_add(full, flow_group_name(full->flow, full->spot.path, i));
		row->mark = arena_printf(full->view, "%zu", i + 1);
		row->index = i;
	}
	rows_add(full, "")->what = NEW;
}

static void list_fill(struct full *full)
{
	struct flow_answer answer = full_answer(full);
	struct texts items = full_items(full);
	for (size_t i = 0; i < items.count; i++) {
		struct row *row = rows_add(full, items.items[i]);
		row->mark = arena_printf(full->view, "%zu", i + 1);
		row->note = answer.given || answer.draft ? NULL
		            : arena_printf(full->view, "(%s)", origin_words(answer.origin));
		row->index = i;
	}
	rows_add(full, "")->what = NEW;
}

/* The field is open where the cursor is on the last row. */
static void field_follow(struct full *full)
{
	const struct row *row = rows_focused(full);
	if (row && row->what == NEW && !field_is_open(full))
		field_open(full, FLOW_NOWHERE, "");
}

static void list_begin(struct full *full)
{
	full->rows.focus = items_count(full);
	field_follow(full);
	/* A name that was typed and left. */
	struct flow_answer answer = full_answer(full);
	if (is_groups(full) && answer.draft)
		field_open(full, FLOW_NOWHERE, answer.draft);
}

/* After a change: the rows, and the cursor on the item or on the last row. */
static void show_again(struct full *full, size_t focus)
{
	field_close(full);
	full_refresh(full);
	full->rows.focus = focus < items_count(full) ? focus : items_count(full);
	field_follow(full);
}

/* ---- texts ---- */

/* The items with another one at a place; NULL: without it. FLOW_NOWHERE: behind the last. */
static const char *items_with(struct full *full, size_t place, const char *text)
{
	struct text_list next = { 0 };
	for (size_t i = 0; i < items_count(full); i++) {
		const char *item = i == place ? text : full->rows.list.items[i].text;
		if (item)
			LIST_PUSH(full->scratch, &next, item);
	}
	if (place == FLOW_NOWHERE)
		LIST_PUSH(full->scratch, &next, text);
	return texts_join(full->scratch, texts_of(&next), ", ");
}

static enum taken texts_move(struct full *full, size_t from, size_t to)
{
	struct text_list next = { 0 };
	if (to >= items_count(full))
		return TAKEN;
	for (size_t i = 0; i < items_count(full); i++)
		LIST_PUSH(full->scratch, &next, full->rows.list.items[i].text);
	const char *item = next.items[from];
	next.items[from] = next.items[to];
	next.items[to] = item;
	if (full_set(full, full->spot.path,
	            texts_join(full->scratch, texts_of(&next), ", ")))
		show_again(full, to);
	return TAKEN;
}

/* ---- both ---- */

/* A text that is refused becomes a draft of the whole list, which is shown. The cursor stays in what is
 * wrong; of several that were typed at once nobody knows which it is. */
static bool text_take(struct full *full, const char *text)
{
	size_t place = full->field.item, count = items_count(full);
	bool is_new = place == FLOW_NOWHERE;
	if (full_set(full, full->spot.path, items_with(full, place, text))) {
		show_again(full, place);
		return true;
	}
	full_fail(full, "%s; Tab goes on with it as it is.", full_answer(full).draft_problem);
	show_again(full, place);
	if (items_count(full) != count + is_new)
		return true;
	full->rows.focus = is_new ? count : place;
	field_open(full, full->rows.focus, full->rows.list.items[full->rows.focus].text);
	return false;
}

/* Adds, or changes the item that is edited. False: it was refused, and the field is still open. */
static bool field_take(struct full *full, const char *text)
{
	size_t place = full->field.item;
	const char *path = full->spot.path, *problem = NULL;
	if (!full_may_change(full))
		return false;
	if (!is_groups(full))
		return text_take(full, text);
	if (place == FLOW_NOWHERE)
		(void)flow_group_add(full->flow, path, text, &problem);
	else
		(void)flow_group_rename(full->flow, path, place, text, &problem);
	full_changed(full);
	if (problem) {
		full_fail(full, "%s", problem);
		return false;
	}
	flow_draft(full->flow, path, NULL);
	show_again(full, place);
	return true;
}

static void groups_removed(struct full *full, const char *text)
{
	(void)text;
	flow_group_remove(full->flow, full->spot.path, full->subject);
	full_changed(full);
	show_again(full, full->subject);
}

static enum taken item_remove(struct full *full, size_t place)
{
	if (!full_may_change(full))
		return TAKEN;
	if (is_groups(full)) {
		full->subject = place;
		over_confirm_loss(full, arena_printf(full->scratch,
		        "Remove %s with all its answers?", full->rows.list.items[place].text),
		        groups_removed);
		return TAKEN;
	}
	(void)full_set(full, full->spot.path, items_with(full, place, NULL));
	show_again(full, place);
	return TAKEN;
}

static enum taken item_move(struct full *full, size_t from, size_t to)
{
	if (!is_groups(full))
		return texts_move(full, from, to);
	if (to >= items_count(full) || !full_may_change(full))
		return TAKEN;
	flow_group_move(full->flow, full->spot.path, from, to);
	full_changed(full);
	show_again(full, to);
	return TAKEN;
}

/* ---- keys ---- */

static bool is_char(const struct key *key, uint32_t ch)
{
	return key->code == KEY_IS_CHAR && key->ch == ch;
}

/* On an item that is not being edited. */
static enum taken item_key(struct full *full, const struct key *key, size_t place)
{
	if (key->code == KEY_IS_ENTER || is_char(key, 'e')) {
		if (full_may_change(full))
			field_open(full, place, full->rows.list.items[place].text);
		return TAKEN;
	}
	if (key->code == KEY_IS_DELETE || is_char(key, '-'))
		return item_remove(full, place);
	if (is_char(key, 'u'))
		return item_move(full, place, place - 1);
	if (is_char(key, 'd'))
		return item_move(full, place, place + 1);
	return TAKEN_NOT;
}

static bool is_needed(struct full *full)
{
	return is_groups(full) ? full->spot.row->required && !items_count(full)
	                       : full_is_needed(full);
}

static bool is_refused(struct full *full)
{
	return !is_groups(full) && full_answer(full).draft;
}

/* What was typed and left may be right: then only Enter was missing. */
static bool draft_accept(struct full *full)
{
	const char *draft = arena_strdup(full->scratch, full_answer(full).draft);
	return full_set(full, full->spot.path, draft);
}

static enum taken list_over(struct full *full)
{
	if (is_refused(full) && !draft_accept(full))
		full_fail(full, "%s; Tab goes on with it as it is.",
		        full_answer(full).draft_problem);
	else if (is_needed(full))
		full_fail(full, "At least one is needed here; Tab goes on without.");
	return full->error ? TAKEN : TAKEN_DONE;
}

static enum taken paste_key(struct full *full, const struct key *key)
{
	struct texts items;
	struct err err;
	if (full->field.item != FLOW_NOWHERE)
		return editor_key(full, &full->field.editor, key);
	if (!editor_split(full->spot.row, key->text, strlen(key->text), full->scratch, &items, &err))
		full_fail(full, "%s", err.text);
	else if (items.count)
		(void)field_take(full, texts_join(full->scratch, items, ", "));
	return TAKEN;
}

/* A name that was typed, refused and erased again. */
static void new_name_drop(struct full *full)
{
	if (is_groups(full) && full_answer(full).draft) {
		flow_draft(full->flow, full->spot.path, NULL);
		full_changed(full);
	}
}

/* Up and Down leave the field: what it holds is taken first. */
static enum taken field_move(struct full *full, const struct key *key)
{
	size_t place = full->field.item;
	if (place == FLOW_NOWHERE && !*editor_text(&full->field.editor)) {
		new_name_drop(full);
	} else if (field_is_changed(full)) {
		if (!field_take(full, arena_strdup(full->scratch,
		            editor_text(&full->field.editor))))
			return TAKEN;
		full->rows.focus = place == FLOW_NOWHERE ? items_count(full) : place;
	}
	field_close(full);
	(void)rows_key(&full->rows, key);
	field_follow(full);
	return TAKEN;
}

/* Enter in an item: it is kept, and the next Enter leads further. */
static enum taken item_keep(struct full *full, const char *text)
{
	size_t place = full->field.item;
	if (!*text)
		return item_remove(full, place);
	if (field_take(full, text) && place != FLOW_NOWHERE) {
		full->rows.focus = place + 1;
		field_follow(full);
	}
	return TAKEN;
}

/* Tab goes on from the last row, and with what was refused; else it moves. */
static bool tab_goes_on(struct full *full)
{
	return full->field.item == FLOW_NOWHERE ||
	       (is_refused(full) && !field_is_changed(full));
}

static enum taken open_key(struct full *full, const struct key *key)
{
	const char *text = arena_strdup(full->scratch, editor_text(&full->field.editor));
	bool is_new = full->field.item == FLOW_NOWHERE;
	switch (key->code) {
	case KEY_IS_ENTER:
		if (is_new && !*text) {
			new_name_drop(full);
			return list_over(full);
		}
		return item_keep(full, text);
	case KEY_IS_TAB:
		return tab_goes_on(full) ? TAKEN_DONE : field_move(full, key);
	case KEY_IS_UP:
	case KEY_IS_DOWN:
	case KEY_IS_BACKTAB:
		return field_move(full, key);
	case KEY_IS_PASTE:
		return paste_key(full, key);
	case KEY_IS_PAGE_UP:
	case KEY_IS_PAGE_DOWN:
		/* They scroll the explanation where all items are in view. */
		return full->rows.list.count > full->rows.shown ? field_move(full, key) : TAKEN_NOT;
	default:
		return editor_key(full, &full->field.editor, key);
	}
}

static enum taken list_key(struct full *full, const struct key *key)
{
	const struct row *row = rows_focused(full);
	if (field_is_open(full))
		return open_key(full, key);
	if (key->code == KEY_IS_PASTE)
		full_fail(full, "Pasted names go into the last row.");
	enum taken taken = row && row->what == ITEM ? item_key(full, key, row->index) : TAKEN_NOT;
	if (taken != TAKEN_NOT)
		return taken;
	taken = rows_key(&full->rows, key);
	field_follow(full);
	return taken;
}

static void list_moved(struct full *full)
{
	field_close(full);
	field_follow(full);
}

static void list_leave(struct full *full)
{
	const char *problem, *path = full->spot.path;
	size_t place = full->field.item;
	if (!field_is_changed(full))
		return;
	const char *text = arena_strdup(full->scratch, editor_text(&full->field.editor));
	if (!is_groups(full))
		flow_draft(full->flow, path, items_with(full, place, *text ? text : NULL));
	else if (place == FLOW_NOWHERE)
		flow_draft(full->flow, path, *text ? text : NULL);
	else
		(void)flow_group_rename(full->flow, path, place, text, &problem);
}

/* ---- drawing ---- */

/* Below the last row, where nothing is typed yet. */
static const char *next_words(struct full *full)
{
	if (full->field.item != FLOW_NOWHERE || *editor_text(&full->field.editor) ||
	        is_refused(full))
		return "";
	if (items_count(full))
		return "Type another one; Enter goes on.";
	return is_needed(full) ? "Type one, then Enter; or paste several."
	                       : "Type one, then Enter; or paste several. Enter alone goes on.";
}

static void list_draw(struct full *full, struct canvas *canvas, struct box box)
{
	if (box.rows > full->rows.list.count + 1) {
		box.row++;
		box.rows--;
	}
	rows_draw(&full->rows, canvas, box);
	if (!field_is_open(full))
		return;
	size_t mark = text_width(arena_printf(full->paint, "%zu", items_count(full)));
	size_t line = box.row + full->rows.focus - full->rows.top;
	size_t column = box.column + 3 + (items_count(full) ? mark + 1 : 0);
	size_t end = box.column + box.columns - 2;
	size_t width = end > column ? end - column : 4;
	if (width > LAYOUT_TEXT_COLUMNS)
		width = LAYOUT_TEXT_COLUMNS;
	editor_draw(full, &full->field.editor, canvas, line, column, width);
	if (full->field.item == FLOW_NOWHERE)
		field_words(full, canvas, (struct box){ line + 1, column,
			box.row + box.rows - line - 1, width }, next_words(full));
}

static size_t list_wanted(const struct full *full)
{
	return full->rows.list.count + 1;
}

static const struct hint list_hints[] = {
	{ "Enter", NULL, "Add, edit, go on", "add/on" },
	{ "Del", "-", "Remove", "remove" },
	{ "u d", NULL, "Move up, down", NULL },
	{ "Tab", NULL, "On", NULL },
	{ "Esc", "^B", "Back", "back" },
};

static const struct hint item_hints[] = {
	{ "Enter", NULL, "Edit", "edit" },
	{ "Del", "-", "Remove", "remove" },
	{ "u d", NULL, "Move up, down", NULL },
	{ "End", NULL, "Add, go on", NULL },
	{ "Esc", "^B", "Back", "back" },
};

static const struct hint empty_hints[] = {
	{ "Enter", NULL, "Go on", "go on" },
	{ "Tab", NULL, "On without", NULL },
	{ "Esc", "^B", "Back", "back" },
	{ "Up", NULL, "To an item", "items" }, /* last: there may be none */
};

static const struct hint needed_hints[] = {
	{ "Tab", NULL, "On without", "without" },
	{ "Esc", "^B", "Back", "back" },
};

static const struct hint refused_hints[] = {
	{ "Up", NULL, "To an item", "items" },
	{ "Tab", NULL, "On with it as it is", "on" },
	{ "Esc", "^B", "Back", "back" },
};

static const struct hint typed_hints[] = {
	{ "Enter", NULL, "Add", "add" },
	{ "^U", NULL, "Erase", "erase" },
	{ "Tab", NULL, "On without adding", NULL },
	{ "Esc", "^B", "Back", "back" },
};

static const struct hint edited_hints[] = {
	{ "Enter", NULL, "Keep", "keep" },
	{ "^U", NULL, "Erase", "erase" },
	{ "Tab", NULL, "On", NULL },
	{ "Esc", "^B", "Back", "back" },
};

static struct hints list_hints_now(struct full *full)
{
	if (!field_is_open(full))
		return (struct hints)HINTS(item_hints);
	if (full->field.item != FLOW_NOWHERE)
		return (struct hints)HINTS(edited_hints);
	if (*editor_text(&full->field.editor))
		return (struct hints)HINTS(typed_hints);
	if (is_refused(full))
		return (struct hints)HINTS(refused_hints);
	if (is_needed(full))
		return (struct hints)HINTS(needed_hints);
	return (struct hints){ empty_hints, COUNT_OF(empty_hints) - (items_count(full) == 0) };
}

const struct full_kind full_list = {
	.fill = list_fill,
	.begin = list_begin,
	.key = list_key,
	.moved = list_moved,
	.leave = list_leave,
	.wanted = list_wanted,
	.draw = list_draw,
	.hints = HINTS(list_hints),
	.hints_now = list_hints_now,
};

const struct full_kind full_groups = {
	.fill = groups_fill,
	.begin = list_begin,
	.key = list_key,
	.moved = list_moved,
	.leave = list_leave,
	.wanted = list_wanted,
	.draw = list_draw,
	.hints = HINTS(list_hints),
	.hints_now = list_hints_now,
};
