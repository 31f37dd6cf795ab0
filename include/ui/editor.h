/*
 * ui/editor.h: a text of one line that a person edits. Pure: it reads no key and draws nothing.
 *
 * The text is UTF-8. The cursor stands between clusters (base/width.h), so that a letter and the marks
 * on it move and vanish together. What an answer file could not hold (control characters, what is
 * invisible or turns the direction of writing: utf8_is_hostile) is refused on its way in, with a
 * reason, and nothing of it is taken. Whether the text is a good answer is not asked here.
 *
 * The caller owns the struct, and changes it only through these functions.
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/list.h"
#include "know/know.h"

#define EDITOR_HISTORY 64 /* changes that can be undone; the oldest are forgotten */

struct editor_state {
	struct buf text;
	size_t cursor;
};

/* What the last change was: the next of the same sort is undone together with it. */
enum editor_run { EDITOR_RUN_NONE, EDITOR_RUN_TYPING, EDITOR_RUN_ERASING };

struct editor {
	struct editor_state now; /* the cursor in bytes; the data is never NULL */
	size_t limit;            /* bytes */
	size_t start;            /* of the first cluster that is shown */
	size_t width;            /* of the field when it was shown last */
	struct editor_state history[EDITOR_HISTORY];
	size_t history_count;
	enum editor_run run;
};

/* What keys do. Words are letters and digits; EDITOR_KILL_WORD goes by blanks, as readline does. */
enum editor_action {
	EDITOR_LEFT,
	EDITOR_RIGHT,
	EDITOR_WORD_LEFT,
	EDITOR_WORD_RIGHT,
	EDITOR_HOME,
	EDITOR_END,
	EDITOR_BACKSPACE,
	EDITOR_DELETE,
	EDITOR_KILL_WORD,     /* before the cursor */
	EDITOR_KILL_TO_START,
	EDITOR_KILL_TO_END,
	EDITOR_UNDO,
	EDITOR_ACTION_COUNT,
};

/* Empty. Nothing can be inserted beyond `limit` bytes. */
void editor_init(struct editor *editor, size_t limit);
void editor_done(struct editor *editor);

/* Another text, whole even where it is longer than the limit; the cursor behind it, nothing to undo. */
void editor_set(struct editor *editor, const char *text);
/* Valid until the next change. */
const char *editor_text(const struct editor *editor);

/* Inserts a typed character before the cursor. A mark joins the cluster before it. */
MUST_CHECK bool editor_type(struct editor *editor, int32_t code_point, struct err *err);
/* Inserts a whole paste, or nothing of it. Line ends behind everything else are dropped: who copies a
 * line copies its end. */
MUST_CHECK bool editor_paste(struct editor *editor, const char *bytes, size_t length,
        struct err *err);
/* False: there was nothing to do. */
bool editor_do(struct editor *editor, enum editor_action action);

/* Appends what a field of `width` cells shows, never more: "<" and ">" where the text goes on, '?' for
 * what cannot be shown. Gives the column of the cursor, below `width` (0 where there is none). The
 * field scrolls by half its width at a time, and only when the cursor would leave it; a field of
 * another width begins anew. */
size_t editor_show(struct editor *editor, size_t width, struct buf *out);

/* The items of a paste into a list, as flow_set and flow_group_add take them apart: between them line
 * ends, commas, semicolons, tabs, and blanks where the row's items have none. False: something in it
 * is refused, `items` is empty. Memory is the arena's. */
MUST_CHECK bool editor_split(const struct schema_row *row, const char *bytes, size_t length,
        struct arena *arena, struct texts *items, struct err *err);

#endif
