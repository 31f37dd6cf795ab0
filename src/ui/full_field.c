/* full_field.c: a line of text that is being edited. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "full_parts.h"

#define LIMIT 16384 /* bytes */

void field_open(struct full *full, size_t item, const char *text)
{
	struct text_field *field = &full->field;
	field_close(full);
	editor_init(&field->editor, LIMIT);
	editor_set(&field->editor, text);
	field->before = strdup(text);
	if (!field->before)
		die("out of memory");
	field->item = item;
	field->is_open = true;
}

void field_close(struct full *full)
{
	struct text_field *field = &full->field;
	if (!field->is_open)
		return;
	editor_done(&field->editor);
	free(field->before);
	*field = (struct text_field){ .item = FLOW_NOWHERE };
}

bool field_is_open(const struct full *full)
{
	return full->field.is_open;
}

bool field_is_changed(const struct full *full)
{
	const struct text_field *field = &full->field;
	return field->is_open && !text_equal(field->before, editor_text(&field->editor));
}

static const struct {
	enum key_code code;
	uint32_t ch;
	enum editor_action action;
} actions[] = {
	{ KEY_IS_LEFT, 0, EDITOR_LEFT }, { KEY_IS_RIGHT, 0, EDITOR_RIGHT },
	{ KEY_IS_HOME, 0, EDITOR_HOME }, { KEY_IS_CONTROL, 'a', EDITOR_HOME },
	{ KEY_IS_END, 0, EDITOR_END }, { KEY_IS_CONTROL, 'e', EDITOR_END },
	{ KEY_IS_BACKSPACE, 0, EDITOR_BACKSPACE }, { KEY_IS_CONTROL, 'h', EDITOR_BACKSPACE },
	{ KEY_IS_DELETE, 0, EDITOR_DELETE }, { KEY_IS_CONTROL, 'd', EDITOR_DELETE },
	{ KEY_IS_CONTROL, 'w', EDITOR_KILL_WORD }, { KEY_IS_CONTROL, 'u', EDITOR_KILL_TO_START },
	{ KEY_IS_CONTROL, 'k', EDITOR_KILL_TO_END }, { KEY_IS_CONTROL, '_', EDITOR_UNDO },
	{ KEY_IS_CONTROL, 'f', EDITOR_RIGHT },
};

enum taken editor_key(struct full *full, struct editor *editor, const struct key *key)
{
	struct err err;
	bool done = true;
	if (key->code == KEY_IS_CHAR)
		done = editor_type(editor, (int32_t)key->ch, &err);
	else if (key->code == KEY_IS_PASTE)
		done = editor_paste(editor, key->text, strlen(key->text), &err);
	else
		for (size_t i = 0;; i++) {
			if (i == COUNT_OF(actions))
				return TAKEN_NOT;
			if (actions[i].code != key->code || actions[i].ch != key->ch)
				continue;
			(void)editor_do(editor, actions[i].action);
			return TAKEN;
		}
	if (!done)
		full_fail(full, "%s", err.text);
	return TAKEN;
}

/* Brackets and no attributes: a typed character then costs a terminal one byte. */
void editor_draw(struct full *full, struct editor *editor, struct canvas *canvas, size_t row,
        size_t column, size_t width)
{
	struct buf shown;
	if (width < 4)
		return;
	buf_init(&shown);
	size_t cursor = editor_show(editor, width - 2, &shown);
	/* It may lie over the text that stood here. */
	canvas_blank(canvas, row, column, width);
	canvas_put(canvas, row, column, 1, STYLE_PLAIN, "[");
	canvas_put(canvas, row, column + 1, width - 2, STYLE_PLAIN,
	        arena_strndup(full->paint, shown.data ? shown.data : "", shown.length));
	canvas_put(canvas, row, column + width - 1, 1, STYLE_PLAIN, "]");
	canvas_cursor(canvas, row, column + 1 + cursor);
	buf_done(&shown);
}

void field_words(struct full *full, struct canvas *canvas, struct box box, const char *words)
{
	struct page *page = page_new(box.columns, full->paint);
	page_words(page, STYLE_FAINT, 0, 0, words);
	page_draw(page, 0, canvas, box.row, box.column, box.rows);
}
