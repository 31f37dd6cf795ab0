/* full_text.c: questions that are answered in a line. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"

static void text_begin(struct full *full)
{
	struct flow_answer answer = full_answer(full);
	const char *text = answer.draft ? answer.draft : answer.text ? answer.text : "";
	field_open(full, FLOW_NOWHERE, text);
	full->field.gives_way = !answer.given && !answer.draft;
}

static size_t text_wanted(const struct full *full)
{
	(void)full;
	return 2;
}

static const char *standing_words(struct full *full)
{
	struct flow_answer answer = full_answer(full);
	if ((answer.draft || field_is_changed(full)) && answer.text && *answer.text)
		return arena_printf(full->paint, "%s stands until another answer is accepted.",
		        answer.text);
	if (!answer.given && answer.text && *answer.text)
		return answer.origin == ORIGIN_DERIVED
		               ? "Follows from other answers; typing replaces it."
		               : "The default; typing replaces it.";
	bool may_be_needed = full->spot.row->required || full->spot.row->required_when;
	return may_be_needed || full_is_needed(full) ? "" : "May be left empty.";
}

static void text_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t width = box.columns > 4 ? box.columns - 4 : box.columns;
	size_t row = box.row + (box.rows > 2 ? 1 : 0);
	if (width > LAYOUT_TEXT_COLUMNS)
		width = LAYOUT_TEXT_COLUMNS;
	field_words(full, canvas, (struct box){ row + 1, box.column + 3,
		box.row + box.rows - row - 1, width }, standing_words(full));
	canvas_put(canvas, row, box.column + 1, 1, STYLE_PLAIN, ">");
	editor_draw(full, &full->field.editor, canvas, row, box.column + 3, width);
}

static enum taken text_keep(struct full *full)
{
	if (!full_is_needed(full))
		return TAKEN_DONE;
	full_fail(full, "An answer is needed here; Tab goes on without one.");
	return TAKEN;
}

static enum taken text_enter(struct full *full)
{
	const char *text = arena_strdup(full->scratch, editor_text(&full->field.editor));
	struct flow_answer answer = full_answer(full);
	if (!answer.draft && !field_is_changed(full))
		return text_keep(full);
	if (*text) {
		bool accepted = full_set(full, full->spot.path, text);
		field_open(full, FLOW_NOWHERE, text);
		return accepted ? TAKEN_DONE : TAKEN;
	}
	if (!full_may_change(full))
		return TAKEN;
	flow_clear(full->flow, full->spot.path);
	field_open(full, FLOW_NOWHERE, ""); /* nothing is left that would be kept as a draft */
	full_changed(full);
	return text_keep(full);
}

static enum taken text_key(struct full *full, const struct key *key)
{
	switch (key->code) {
	case KEY_IS_ENTER:
		return text_enter(full);
	case KEY_IS_TAB:
	case KEY_IS_DOWN:
		return TAKEN_DONE;
	case KEY_IS_PAGE_UP:
	case KEY_IS_PAGE_DOWN:
		return TAKEN_NOT;
	default:
		/* A text that nobody gave is not in the way of the one that somebody types. */
		if (full->field.gives_way &&
		        (key->code == KEY_IS_CHAR || key->code == KEY_IS_PASTE))
			editor_set(&full->field.editor, "");
		full->field.gives_way = false;
		return editor_key(full, &full->field.editor, key);
	}
}

static void text_leave(struct full *full)
{
	if (field_is_changed(full))
		flow_draft(full->flow, full->spot.path, editor_text(&full->field.editor));
}

static const struct hint text_hints[] = {
	{ "Enter", NULL, "Accept", "ok" },
	{ "Esc", "^B", "Back", "back" },
	{ "Tab", NULL, "On without accepting", NULL },
	{ "^U", NULL, "Erase", "erase" },
	{ "^_", NULL, "Undo", NULL },
};

const struct full_kind full_text = {
	.begin = text_begin,
	.key = text_key,
	.leave = text_leave,
	.wanted = text_wanted,
	.draw = text_draw,
	.hints = HINTS(text_hints),
};
