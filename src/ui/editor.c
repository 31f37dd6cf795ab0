/* ui/editor.c: what happens to the text. What is seen of it: editor_show.c. */
#include "ui/editor.h"

#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "core/flow.h"

/* ---- places in the text ---- */

static size_t place_right(const struct editor *editor, size_t at)
{
	return at + cluster_length(editor->now.text.data + at);
}

/* Borders of clusters are found from the start only. */
static size_t place_left(const struct editor *editor, size_t at)
{
	size_t place = 0;
	for (size_t next = 0; next < at; next = place_right(editor, next))
		place = next;
	return place;
}

/* The border at `at`, or behind the cluster that it is in. */
static size_t place_snapped(const struct editor *editor, size_t at)
{
	size_t place = 0;
	while (place < at)
		place = place_right(editor, place);
	return place;
}

static int32_t code_point_at(const struct editor *editor, size_t at)
{
	const char *text = editor->now.text.data + at;
	return utf8_next(&text);
}

static bool is_blank(int32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x3000;
}

/* Beyond ASCII nearly all that people type is letters. */
static bool is_word(int32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	        (c > 0x7f && !is_blank(c));
}

static bool is_not_blank(int32_t c)
{
	return !is_blank(c);
}

/* The beginning of the word before `at`. */
static size_t word_before(const struct editor *editor, size_t at, bool is_inside(int32_t))
{
	size_t place = 0, before = 0;
	bool was_inside = false;
	for (; place < at; place = place_right(editor, place)) {
		bool inside = is_inside(code_point_at(editor, place));
		if (inside && !was_inside)
			before = place;
		was_inside = inside;
	}
	return before;
}

/* The end of the word behind `at`. */
static size_t word_behind(const struct editor *editor, size_t at)
{
	size_t length = editor->now.text.length;
	while (at < length && !is_word(code_point_at(editor, at)))
		at = place_right(editor, at);
	while (at < length && is_word(code_point_at(editor, at)))
		at = place_right(editor, at);
	return at;
}

/* ---- history ---- */

static void forget_oldest(struct editor *editor)
{
	buf_done(&editor->history[0].text);
	editor->history_count--;
	memmove(editor->history, editor->history + 1,
	        editor->history_count * sizeof(*editor->history));
}

/* Before a change. Further changes of a run need no state of their own. */
static void remember(struct editor *editor, enum editor_run run)
{
	bool goes_on = run != EDITOR_RUN_NONE && run == editor->run;
	editor->run = run;
	if (goes_on)
		return;
	if (editor->history_count == EDITOR_HISTORY)
		forget_oldest(editor);
	struct editor_state *state = &editor->history[editor->history_count++];
	*state = (struct editor_state){ .cursor = editor->now.cursor };
	buf_puts(&state->text, editor->now.text.data);
}

static bool undo(struct editor *editor)
{
	editor->run = EDITOR_RUN_NONE;
	if (!editor->history_count)
		return false;
	buf_done(&editor->now.text);
	editor->now = editor->history[--editor->history_count];
	return true;
}

/* ---- changes ---- */

void editor_init(struct editor *editor, size_t limit)
{
	*editor = (struct editor){ .limit = limit };
	buf_puts(&editor->now.text, "");
}

void editor_done(struct editor *editor)
{
	buf_done(&editor->now.text);
	for (size_t i = 0; i < editor->history_count; i++)
		buf_done(&editor->history[i].text);
	editor->history_count = 0;
}

void editor_set(struct editor *editor, const char *text)
{
	size_t limit = editor->limit;
	editor_done(editor);
	editor_init(editor, limit);
	buf_puts(&editor->now.text, text);
	editor->now.cursor = editor->now.text.length;
}

const char *editor_text(const struct editor *editor)
{
	return editor->now.text.data;
}

static bool cut(struct editor *editor, size_t from, size_t to, enum editor_run run)
{
	struct buf *text = &editor->now.text;
	if (from == to)
		return false;
	remember(editor, run);
	memmove(text->data + from, text->data + to, text->length - to + 1);
	text->length -= to - from;
	/* What was apart may be one cluster now. */
	editor->now.cursor = place_snapped(editor, from);
	return true;
}

static bool refuse_code_point(int32_t c, struct err *err)
{
	if (c < 0)
		return err_set(err, "these bytes are no UTF-8 text");
	if (c == '\n' || c == '\r')
		return err_set(err, "this is more than one line, and the answer is one line");
	if (c == '\t')
		return err_set(err, "a tab cannot stand in an answer; type a blank");
	if (width_of(c) == 0 && !is_mark(c))
		return err_set(err, "control characters (U+%04X) cannot stand in an answer",
		        (unsigned)c);
	return err_set(err, "U+%04X is invisible or turns the direction of writing, and cannot stand "
	                    "in an answer", (unsigned)c);
}

/* Nothing but what an answer may hold? `text` is as long as `length`: a NUL within is refused. */
static bool check_text(const char *text, size_t length, struct err *err)
{
	for (const char *at = text; at < text + length;) {
		int32_t c = utf8_next(&at);
		if (utf8_is_hostile(c))
			return refuse_code_point(c, err);
	}
	return true;
}

static bool insert(struct editor *editor, const char *bytes, size_t length, enum editor_run run,
        struct err *err)
{
	struct buf *text = &editor->now.text;
	size_t at = editor->now.cursor;
	const char *first = bytes;
	if (at == 0 && length && is_mark(utf8_next(&first)))
		return err_set(err, "a mark needs a letter before it");
	if (length && (text->length >= editor->limit || length > editor->limit - text->length))
		return err_set(err, "this is too long: at most %zu bytes fit", editor->limit);
	remember(editor, run);
	buf_reserve(text, length);
	memmove(text->data + at + length, text->data + at, text->length - at + 1);
	memcpy(text->data + at, bytes, length);
	text->length += length;
	editor->now.cursor = place_snapped(editor, at + length);
	return true;
}

/* Undoing takes a word at a time. */
static enum editor_run typing_run(const struct editor *editor, int32_t typed)
{
	size_t cursor = editor->now.cursor;
	if (editor->run == EDITOR_RUN_TYPING && is_not_blank(typed) &&
	        is_blank(code_point_at(editor, place_left(editor, cursor))))
		return EDITOR_RUN_NONE;
	return EDITOR_RUN_TYPING;
}

bool editor_type(struct editor *editor, int32_t code_point, struct err *err)
{
	char bytes[4];
	size_t length = utf8_encode(code_point, bytes);
	if (utf8_is_hostile(length ? code_point : -1))
		return refuse_code_point(length ? code_point : -1, err);
	enum editor_run run = typing_run(editor, code_point);
	if (!insert(editor, bytes, length, run, err))
		return false;
	editor->run = EDITOR_RUN_TYPING;
	return true;
}

bool editor_paste(struct editor *editor, const char *bytes, size_t length, struct err *err)
{
	struct buf text;
	while (length && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
		length--;
	buf_init(&text);
	buf_add(&text, bytes, length);
	bool done = check_text(text.data, length, err) &&
	        (!length || insert(editor, text.data, length, EDITOR_RUN_NONE, err));
	buf_done(&text);
	return done;
}

/* ---- keys ---- */

static bool move_to(struct editor *editor, size_t place)
{
	bool moves = place != editor->now.cursor;
	editor->now.cursor = place;
	editor->run = EDITOR_RUN_NONE;
	return moves;
}

static bool left(struct editor *editor)
{
	return move_to(editor, place_left(editor, editor->now.cursor));
}

static bool right(struct editor *editor)
{
	return move_to(editor, place_right(editor, editor->now.cursor));
}

static bool word_left(struct editor *editor)
{
	return move_to(editor, word_before(editor, editor->now.cursor, is_word));
}

static bool word_right(struct editor *editor)
{
	return move_to(editor, word_behind(editor, editor->now.cursor));
}

static bool home(struct editor *editor)
{
	return move_to(editor, 0);
}

static bool end(struct editor *editor)
{
	return move_to(editor, editor->now.text.length);
}

static bool backspace(struct editor *editor)
{
	size_t cursor = editor->now.cursor;
	return cut(editor, place_left(editor, cursor), cursor, EDITOR_RUN_ERASING);
}

static bool delete(struct editor *editor)
{
	size_t cursor = editor->now.cursor;
	return cut(editor, cursor, place_right(editor, cursor), EDITOR_RUN_ERASING);
}

static bool kill_word(struct editor *editor)
{
	size_t cursor = editor->now.cursor;
	return cut(editor, word_before(editor, cursor, is_not_blank), cursor, EDITOR_RUN_NONE);
}

static bool kill_to_start(struct editor *editor)
{
	return cut(editor, 0, editor->now.cursor, EDITOR_RUN_NONE);
}

static bool kill_to_end(struct editor *editor)
{
	return cut(editor, editor->now.cursor, editor->now.text.length, EDITOR_RUN_NONE);
}

bool editor_do(struct editor *editor, enum editor_action action)
{
	static bool (*const actions[EDITOR_ACTION_COUNT])(struct editor *) = {
		[EDITOR_LEFT] = left,
		[EDITOR_RIGHT] = right,
		[EDITOR_WORD_LEFT] = word_left,
		[EDITOR_WORD_RIGHT] = word_right,
		[EDITOR_HOME] = home,
		[EDITOR_END] = end,
		[EDITOR_BACKSPACE] = backspace,
		[EDITOR_DELETE] = delete,
		[EDITOR_KILL_WORD] = kill_word,
		[EDITOR_KILL_TO_START] = kill_to_start,
		[EDITOR_KILL_TO_END] = kill_to_end,
		[EDITOR_UNDO] = undo,
	};
	return actions[action](editor);
}

/* ---- lists ---- */

bool editor_split(const struct schema_row *row, const char *bytes, size_t length,
        struct arena *arena, struct texts *items, struct err *err)
{
	*items = (struct texts){ 0 };
	if (memchr(bytes, '\0', length))
		return refuse_code_point(0, err);
	struct texts found = flow_split(row, arena_strndup(arena, bytes, length), arena);
	for (size_t i = 0; i < found.count; i++) {
		if (!check_text(found.items[i], strlen(found.items[i]), err))
			return false;
	}
	*items = found;
	return true;
}
