/* full_rows.c: a list with a cursor. */
#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "full_parts.h"

#define MARKER ">"
#define NOTE_LEAST 6 /* columns, unless it is whole; of a shorter piece nobody guesses the rest */
#define LIST_LEAST 4 /* rows that stay where the row under the cursor is told in full */
#define TOLD_MOST 3
#define GAP 2

struct row *rows_add(struct full *full, const char *text)
{
	struct row *row = LIST_ADD(full->view, &full->rows.list);
	row->text = text;
	return row;
}

const struct row *rows_focused(const struct full *full)
{
	const struct rows *rows = &full->rows;
	return rows->focus < rows->list.count ? &rows->list.items[rows->focus] : NULL;
}

/* The nearest row the cursor may stand on, from `at` on in one direction, else in the other. */
static size_t focus_near(const struct rows *rows, size_t at, bool down)
{
	size_t count = rows->list.count;
	for (int turn = 0; turn < 2; turn++, down = !down) {
		for (size_t i = at; i < count; i += down ? 1 : (size_t)-1) {
			if (!rows->list.items[i].heading)
				return i;
		}
	}
	return 0;
}

static void focus_set(struct rows *rows, size_t at, bool down)
{
	size_t last = rows->list.count ? rows->list.count - 1 : 0;
	rows->focus = focus_near(rows, at < last ? at : last, down);
}

void rows_settle(struct rows *rows)
{
	focus_set(rows, rows->focus, true);
}

void rows_focus_first(struct rows *rows)
{
	rows->top = 0;
	rows_settle(rows);
}

static size_t less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

static bool is_letter(const struct key *key, uint32_t letter)
{
	return key->code == KEY_IS_CHAR && key->ch == letter;
}

enum taken rows_key(struct rows *rows, const struct key *key)
{
	size_t before = rows->focus, page = rows->shown > 1 ? rows->shown - 1 : 1;
	if (key->code == KEY_IS_UP || key->code == KEY_IS_BACKTAB || is_letter(key, 'k'))
		focus_set(rows, less(rows->focus, 1), false);
	else if (key->code == KEY_IS_DOWN || key->code == KEY_IS_TAB || is_letter(key, 'j'))
		focus_set(rows, rows->focus + 1, true);
	else if (key->code == KEY_IS_HOME)
		focus_set(rows, 0, true);
	else if (key->code == KEY_IS_END)
		focus_set(rows, rows->list.count, false);
	else if (key->code == KEY_IS_PAGE_UP && rows->list.count > rows->shown)
		focus_set(rows, less(rows->focus, page), false);
	else if (key->code == KEY_IS_PAGE_DOWN && rows->list.count > rows->shown)
		focus_set(rows, rows->focus + page, true);
	else
		return TAKEN_NOT;
	/* A heading at the very top is seen again when the cursor comes back to the first row. */
	if (rows->focus < before && focus_near(rows, 0, true) == rows->focus)
		rows->top = 0;
	return TAKEN;
}

bool rows_click(struct rows *rows, size_t row)
{
	size_t at = rows->top + row - rows->first;
	if (row < rows->first || row >= rows->first + rows->shown || at >= rows->list.count ||
	        rows->list.items[at].heading)
		return false;
	rows->focus = at;
	return true;
}

static void scroll_to_focus(struct rows *rows, size_t shown)
{
	size_t count = rows->list.count;
	if (rows->focus < rows->top)
		rows->top = rows->focus;
	if (rows->focus >= rows->top + shown)
		rows->top = rows->focus + 1 - shown;
	if (rows->top + shown > count)
		rows->top = less(count, shown);
}

static size_t marks_width(const struct rows *rows)
{
	size_t width = 0;
	LIST_EACH(const struct row, row, rows->list) {
		size_t mark = row->mark ? text_width(row->mark) + 1 : 0;
		width = mark > width ? mark : width;
	}
	return width;
}

/* Notes stand in one column where most texts leave room for it. */
static size_t notes_column(const struct rows *rows, size_t width)
{
	size_t column = 0;
	LIST_EACH(const struct row, row, rows->list) {
		size_t used = row->indent + text_width(row->text);
		if (row->note && used > column && used < width * 3 / 5)
			column = used;
	}
	return column + 2;
}

/* Cells for the text: all, but where the note matters more, it is seen. */
static size_t text_room(const struct row *row, size_t width)
{
	size_t room = less(width, row->indent), most = room / 2;
	size_t note = row->yields && row->note ? text_width(row->note) : 0;
	note = note < most ? note : most;
	return note && room > note + GAP ? room - note - GAP : room;
}

/* Where the note begins behind a text of so many cells. */
static size_t note_column(const struct row *row, size_t used, size_t width, size_t notes)
{
	size_t behind = row->indent + used + GAP;
	bool fits = notes + text_width(row->note) <= width;
	return behind > notes || (row->yields && !fits) ? behind : notes;
}

/* Cells for the note; 0: there is no room for it. */
static size_t note_room(const struct row *row, size_t column, size_t width)
{
	size_t room = less(width, column);
	return room >= NOTE_LEAST || room >= text_width(row->note) ? room : 0;
}

static void row_draw(const struct row *row, struct canvas *canvas, size_t line, size_t column,
        size_t width, size_t notes)
{
	size_t used = canvas_put_cut(canvas, line, column + row->indent, text_room(row, width),
	        row->style, row->text);
	if (!row->note)
		return;
	size_t at = note_column(row, used, width, notes);
	canvas_put_cut(canvas, line, column + at, note_room(row, at, width), STYLE_FAINT,
	        row->note);
}

/* The last column tells whether there is more above or below. */
static void more_draw(const struct rows *rows, struct canvas *canvas, struct box box)
{
	size_t last = box.column + box.columns - 1;
	if (rows->top > 0)
		canvas_put(canvas, box.row, last, 1, STYLE_KEY, "^");
	if (rows->top + box.rows < rows->list.count)
		canvas_put(canvas, box.row + box.rows - 1, last, 1, STYLE_KEY, "v");
}

/* Columns before the texts, which have `width` of their own, and where their notes begin. */
struct columns {
	size_t marks, before, width, notes;
};

static struct columns columns_of(const struct rows *rows, size_t all)
{
	struct columns columns = { .marks = marks_width(rows) };
	columns.before = 3 + columns.marks;
	columns.width = less(all, columns.before + 2);
	columns.notes = notes_column(rows, columns.width);
	return columns;
}

void rows_draw(struct rows *rows, struct canvas *canvas, struct box box)
{
	struct columns columns = columns_of(rows, box.columns);
	rows->shown = box.rows;
	rows->first = box.row;
	scroll_to_focus(rows, box.rows);
	for (size_t i = 0; i < box.rows && rows->top + i < rows->list.count; i++) {
		const struct row *row = &rows->list.items[rows->top + i];
		bool focused = rows->top + i == rows->focus && !row->heading;
		size_t line = box.row + i;
		if (focused)
			canvas_put(canvas, line, box.column + 1, 1, STYLE_STRONG, MARKER);
		if (focused)
			canvas_cursor(canvas, line, box.column + 1);
		if (row->mark)
			canvas_put(canvas, line, box.column + 3, columns.marks, row->style, row->mark);
		row_draw(row, canvas, line, box.column + (row->heading ? 1 : columns.before),
		        row->heading ? box.columns - 2 : columns.width, columns.notes);
	}
	if (box.rows)
		more_draw(rows, canvas, box);
}

/* ---- the row under the cursor in full ---- */

/* What is missing of it. */
static struct page *told_page(const struct rows *rows, struct columns columns, size_t width,
        struct arena *arena)
{
	struct page *page = page_new(width, arena);
	const struct row *row = &rows->list.items[rows->focus];
	if (row->heading)
		return page;
	size_t used = text_width(row->text), room = text_room(row, columns.width);
	if (used > room)
		page_words(page, STYLE_PLAIN, 0, 0, row->text);
	if (!row->note)
		return page;
	size_t at = note_column(row, used < room ? used : room, columns.width, columns.notes);
	if (text_width(row->note) > note_room(row, at, columns.width))
		page_words(page, STYLE_PLAIN, 0, 0, row->note);
	return page;
}

static void told_draw(const struct page *page, struct canvas *canvas, struct box box)
{
	static const char more[] = " F1 ^G: more ";
	canvas_rule(canvas, box.row, box.column, box.columns);
	if (page->lines.count > box.rows - 1)
		canvas_put(canvas, box.row, box.column + less(box.columns, sizeof(more)),
		        sizeof(more), STYLE_KEY, more);
	page_draw(page, 0, canvas, box.row + 1, box.column + 1, box.rows - 1);
}

void rows_draw_telling(struct rows *rows, struct canvas *canvas, struct box box, struct arena *arena)
{
	size_t count = rows->list.count, list = count < LIST_LEAST ? count : LIST_LEAST;
	if (count) {
		struct columns columns = columns_of(rows, box.columns);
		struct page *page = told_page(rows, columns, box.columns - 2, arena);
		size_t wanted = page->lines.count < TOLD_MOST ? page->lines.count : TOLD_MOST;
		size_t left = less(box.rows, list + 1), told = wanted < left ? wanted : left;
		box.rows -= told ? told + 1 : 0;
		if (told)
			told_draw(page, canvas, (struct box){ box.row + box.rows, box.column,
				told + 1, box.columns });
	}
	rows_draw(rows, canvas, box);
}
