/* way.c: answers as keys: a way through the wizard on the whole screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "wizard.h"

struct giver {
	struct place *place;
	struct tty *tty;
	const struct way *way;
	struct shown *view;
};

/* ---- the file ---- */

struct way way_read(struct place *place, const char *name)
{
	struct way way = { 0 };
	char *text = arena_strdup(place->arena, source_read(place,
	        arena_printf(place->arena, "tests/screens/paths/%s.path", name)));
	for (char *line; (line = strtok_r(text, "\n", &text));) {
		char *value = strstr(line, "= ");
		if (*line == '#' || !value)
			continue;
		*LIST_ADD(place->arena, &way) = (struct way_answer){
			.path = arena_strndup(place->arena, line, strcspn(line, " ")),
			.text = value + 2,
		};
	}
	assert_true(way.count > 0);
	return way;
}

static const char *given(const struct giver *giver, const char *path)
{
	LIST_EACH(const struct way_answer, answer, *giver->way) {
		if (text_equal(answer->path, path))
			return answer->text;
	}
	return NULL;
}

/* ---- keys for each kind ---- */

static void press(const struct giver *giver, const char *key, size_t times)
{
	for (size_t i = 0; i < times; i++)
		tty_keys(giver->tty, key);
}

static void focus_row(const struct giver *giver, size_t index, const char *label)
{
	tty_keys(giver->tty, "Home");
	press(giver, "Down", index);
	wizard_wait_focus(giver->tty, label);
}

/* Not only by default. */
static bool is_chosen(struct tty *tty, const void *data)
{
	const char *row = tty_row(tty, tty_cursor(tty).row);
	(void)data;
	return strstr(row, "(*)") && !strstr(row, "(default)") && wizard_cursor_is_on_focus(tty);
}

static void give_choice(const struct giver *giver)
{
	const char *value = given(giver, giver->view->spot->path);
	struct flow_choices choices =
	        flow_choices(giver->view->flow, giver->view->spot, giver->view->arena);
	if (!value)
		return;
	if (giver->view->spot->kind == ASK_BOOLEAN)
		value = text_equal(value, "yes") ? "true" : "false";
	for (size_t i = 0; i < choices.count; i++) {
		if (!text_equal(choices.items[i].value, value))
			continue;
		focus_row(giver, i, choices.items[i].label);
		tty_keys(giver->tty, "Space");
		tty_wait_for(giver->tty, is_chosen, NULL);
		return;
	}
	fail_msg("%s: there is no choice %s", giver->view->spot->path, value);
}

static void tick(const struct giver *giver, const struct flow_choices *choices, const char *value,
        const char *mark)
{
	for (size_t i = 0; i < choices->count; i++) {
		if (!text_equal(choices->items[i].value, value))
			continue;
		focus_row(giver, i, choices->items[i].label);
		tty_keys(giver->tty, "Space");
		wizard_wait_focus(giver->tty, mark);
		return;
	}
	fail_msg("%s: there is no choice %s", giver->view->spot->path, value);
}

/* All away, then those of the way in its order. */
static void give_multichoice(const struct giver *giver)
{
	struct arena *arena = giver->view->arena;
	const char *value = given(giver, giver->view->spot->path);
	struct flow_choices choices = flow_choices(giver->view->flow, giver->view->spot, arena);
	struct texts before = flow_items(giver->view->flow, giver->view->spot->path, arena);
	if (!value)
		return;
	for (size_t i = 0; i < before.count; i++)
		tick(giver, &choices, before.items[i], "[ ]");
	struct texts items = flow_split(giver->view->spot->row, value, arena);
	for (size_t i = 0; i < items.count; i++)
		tick(giver, &choices, items.items[i], "[x]");
}

static void give_text(const struct giver *giver)
{
	const char *value = given(giver, giver->view->spot->path);
	if (!value)
		return;
	tty_keys(giver->tty, "^U");
	tty_type(giver->tty, value);
	wizard_wait_focus(giver->tty, arena_printf(giver->view->arena, "[%s ", value));
}

static bool is_in_new_row(struct tty *tty, const void *number)
{
	VTermPos cursor = tty_cursor(tty);
	return wizard_cursor_is_on_focus(tty) && cursor.row > 0 &&
	       strstr(tty_row(tty, cursor.row - 1), number) && strchr(tty_row(tty, cursor.row), '[');
}

/* The item, and the cursor in an empty field below it. */
static void add_item(const struct giver *giver, size_t number, const char *item)
{
	tty_type(giver->tty, item);
	tty_keys(giver->tty, "Enter");
	tty_wait_for(giver->tty, is_in_new_row,
	        arena_printf(giver->view->arena, "%zu %s", number, item));
}

static void give_list(const struct giver *giver)
{
	struct arena *arena = giver->view->arena;
	const char *value = given(giver, giver->view->spot->path);
	struct texts before = flow_items(giver->view->flow, giver->view->spot->path, arena);
	if (!value)
		return;
	for (size_t i = before.count; i-- > 0;) {
		tty_keys(giver->tty, "Up -");
		tty_wait_gone(giver->tty, arena_printf(arena, "%zu %s", i + 1, before.items[i]));
	}
	struct texts items = flow_split(giver->view->spot->row, value, arena);
	for (size_t i = 0; i < items.count; i++)
		add_item(giver, i + 1, items.items[i]);
}

static void give_groups(const struct giver *giver)
{
	size_t number = 0;
	LIST_EACH(const struct way_answer, answer, *giver->way) {
		if (text_equal(answer->path, giver->view->spot->path))
			add_item(giver, ++number, answer->text);
	}
}

static void give_gate(const struct giver *giver)
{
	const struct shown *view = giver->view;
	const char *last = strrchr(view->spot->path, '.');
	const char *instance = arena_strndup(view->arena, view->spot->path,
	        last ? (size_t)(last + 1 - view->spot->path) : 0);
	bool opens = false;
	for (size_t i = 0; i < view->spot->screen->questions.count; i++) {
		const char *path = view->spot->screen->questions.items[i].path;
		const char *member = strrchr(path, ']');
		path = arena_printf(view->arena, "%s%s", *instance ? instance : "",
		        *instance && member ? member + 2 : path);
		LIST_EACH(const struct way_answer, answer, *giver->way)
			opens |= text_starts(answer->path, path);
	}
	tty_keys(giver->tty, opens ? "End" : "Home");
	wizard_wait_focus(giver->tty, opens ? "Yes" : "No");
}

/* Nothing is written on the way. */
static void give_write(const struct giver *giver)
{
	tty_keys(giver->tty, "End");
	wizard_wait_focus(giver->tty, "Go on");
}

/* ---- grids ---- */

static bool cell_exists(const struct giver *giver, const struct flow_grid *grid, size_t row,
        size_t column)
{
	return flow_cell(giver->view->flow, giver->view->spot, grid->services.items[row],
	        grid->columns.items[column], giver->view->arena) != NULL;
}

/* Arrows pass over what no cell is. */
static void focus_cell(const struct giver *giver, const struct flow_grid *grid, size_t row,
        size_t column)
{
	size_t down = 0, right = 0;
	for (size_t i = 0; i < row; i++)
		down += cell_exists(giver, grid, i, 0);
	for (size_t i = 0; i < column; i++)
		right += cell_exists(giver, grid, row, i);
	press(giver, "Left", grid->columns.count);
	press(giver, "Up", grid->services.count);
	press(giver, "Down", down);
	press(giver, "Right", right);
	wizard_wait_focus(giver->tty, arena_printf(giver->view->arena, " %s ",
	        grid->services.items[row]));
}

static bool has_changed(struct tty *tty, const void *before)
{
	return wizard_cursor_is_on_focus(tty) &&
	       !text_equal(tty_row(tty, tty_cursor(tty).row), before);
}

/* What stands there by default is given by turning to it once more. */
static void give_cell(const struct giver *giver, const char *path, const char *value)
{
	const struct schema_row *row = flow_row(giver->view->flow, path);
	bool is_given = flow_answer(giver->view->flow, path, giver->view->arena).given;
	bool is_typed = !row->values.count && !text_equal(row->type, "flag");
	const char *want = arena_printf(giver->view->arena, "> %s", value);
	for (size_t i = 0; i < row->values.count + 3; i++) {
		const char *shown = arena_strdup(giver->view->arena,
		        tty_row(giver->tty, tty_cursor(giver->tty).row));
		if (strstr(shown, want) && (is_given || i > 0))
			return;
		if (is_typed)
			tty_type(giver->tty, value);
		tty_keys(giver->tty, is_typed ? "Enter" : "Space");
		tty_wait_for(giver->tty, has_changed, shown);
	}
	tty_fail(giver->tty, want);
}

static void give_grid(const struct giver *giver)
{
	const struct shown *view = giver->view;
	struct flow_grid grid = flow_grid(view->flow, view->spot, view->arena);
	for (size_t row = 0; row < grid.services.count; row++) {
		for (size_t column = 0; column < grid.columns.count; column++) {
			const char *path = flow_cell(view->flow, view->spot,
			        grid.services.items[row], grid.columns.items[column], view->arena);
			const char *value = path ? given(giver, path) : NULL;
			if (!value)
				continue;
			focus_cell(giver, &grid, row, column);
			give_cell(giver, path, value);
		}
	}
}

/* ---- every question ---- */

static void see_question(const struct giver *giver)
{
	const struct shown *view = giver->view;
	wizard_wait_at(giver->tty, view->position);
	tty_wait(giver->tty, view->spot->question->prompt);
	tty_wait(giver->tty, view->spot->screen->title);
}

void way_answer(struct place *place, struct tty *tty, const struct way *way)
{
	static void (*const gives[])(const struct giver *giver) = {
		[ASK_CHOICE] = give_choice, [ASK_BOOLEAN] = give_choice,
		[ASK_MULTICHOICE] = give_multichoice, [ASK_TEXT] = give_text,
		[ASK_NUMBER] = give_text, [ASK_LIST] = give_list, [ASK_GROUPS] = give_groups,
		[ASK_GRID] = give_grid, [ASK_GATE] = give_gate, [ASK_WRITE] = give_write,
		[ASK_CHECKLIST] = NULL,
	};
	struct shown view;
	struct giver giver = { place, tty, way, &view };
	shown_open(&view, place);
	see_question(&giver);
	if (gives[view.spot->kind])
		gives[view.spot->kind](&giver);
	shown_close(&view);
}

static enum question_kind kind_here(struct place *place)
{
	struct shown view;
	shown_open(&view, place);
	enum question_kind kind = view.spot->kind;
	shown_close(&view);
	return kind;
}

void way_go(struct place *place, struct tty *tty, const struct way *way, enum question_kind kind)
{
	wizard_wait(tty);
	while (!tty->is_over && kind_here(place) != kind) {
		way_answer(place, tty, way);
		wizard_turn(tty, "Enter");
	}
}
