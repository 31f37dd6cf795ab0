/* ui/editor_show.c: the part of the text that a field has room for. */
#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "ui/editor.h"

/* Narrower fields have no room for marks at their ends. */
#define MARKS_WIDTH 8
/* The widest cluster that is shown: a letter with marks that take cells, or an emoji in a colour. */
#define CLUSTER_WIDTH 4

struct cluster {
	const char *text;
	size_t length; /* bytes; 0: the end */
	size_t width;
	bool is_shown; /* else '?' stands for it */
};

static struct cluster cluster_at(const char *text)
{
	struct cluster cluster = { text, cluster_length(text), 0, true };
	for (const char *at = text, *end = text + cluster.length; at < end;) {
		int32_t c = utf8_next(&at);
		cluster.is_shown = cluster.is_shown && !utf8_is_hostile(c);
		cluster.width += (size_t)width_of(c);
	}
	if (cluster.width == 0 || cluster.width > CLUSTER_WIDTH)
		cluster.is_shown = false;
	if (!cluster.is_shown)
		cluster.width = 1;
	return cluster;
}

static size_t width_between(const char *text, size_t from, size_t to)
{
	size_t width = 0;
	for (struct cluster cluster; from < to; from += cluster.length) {
		cluster = cluster_at(text + from);
		width += cluster.width;
	}
	return width;
}

/* The slice of the text that stands in the field. */
struct slice {
	size_t from, to; /* bytes */
	size_t width;
	bool is_cut_left, is_cut_right;
};

static void fill(struct slice *slice, const char *text, size_t room)
{
	slice->to = slice->from;
	slice->width = 0;
	for (;;) {
		struct cluster cluster = cluster_at(text + slice->to);
		if (!cluster.length || slice->width + cluster.width > room)
			break;
		slice->to += cluster.length;
		slice->width += cluster.width;
	}
}

/* From `from` on. The cursor behind the text needs a cell, too. */
static struct slice slice_from(const struct editor *editor, size_t from, size_t width)
{
	const struct editor_state *now = &editor->now;
	bool has_marks = width >= MARKS_WIDTH;
	struct slice slice = { .from = from, .is_cut_left = has_marks && from > 0 };
	size_t room = width - slice.is_cut_left;
	fill(&slice, now->text.data, room - (now->cursor == now->text.length));
	slice.is_cut_right = has_marks && slice.to < now->text.length;
	if (slice.is_cut_right)
		fill(&slice, now->text.data, room - 1);
	return slice;
}

static bool is_in_sight(const struct editor *editor, const struct slice *slice)
{
	const struct editor_state *now = &editor->now;
	if (now->cursor == now->text.length)
		return slice->to == now->cursor;
	return slice->from <= now->cursor && now->cursor < slice->to;
}

/* Where the field begins so that the cursor is in its middle, with room for any cluster behind it. */
static size_t start_around(const struct editor *editor, size_t width)
{
	const char *text = editor->now.text.data;
	size_t start = 0, before = width_between(text, 0, editor->now.cursor), most = width / 2;
	size_t other = CLUSTER_WIDTH + (width >= MARKS_WIDTH ? 2 : 0);
	if (most + other > width)
		most = width > other ? width - other : 0;
	while (before > most) {
		struct cluster cluster = cluster_at(text + start);
		start += cluster.length;
		before -= cluster.width;
	}
	/* A mark would hide no more than what it stands for. */
	return width >= MARKS_WIDTH && width_between(text, 0, start) <= 1 ? 0 : start;
}

/* Changes may have moved the borders of clusters. */
static size_t start_kept(const struct editor *editor, size_t width)
{
	const struct editor_state *now = &editor->now;
	size_t start = 0;
	if (editor->start > now->cursor || width_between(now->text.data, 0, now->text.length) < width)
		return 0;
	while (start < editor->start)
		start += cluster_length(now->text.data + start);
	return start;
}

static struct slice slice_of(struct editor *editor, size_t width)
{
	editor->start = editor->width == width ? start_kept(editor, width) : 0;
	editor->width = width;
	struct slice slice = slice_from(editor, editor->start, width);
	if (!is_in_sight(editor, &slice)) {
		editor->start = start_around(editor, width);
		slice = slice_from(editor, editor->start, width);
	}
	return slice;
}

size_t editor_show(struct editor *editor, size_t width, struct buf *out)
{
	const char *text = editor->now.text.data;
	if (width == 0)
		return 0;
	struct slice slice = slice_of(editor, width);
	if (slice.is_cut_left)
		buf_putc(out, '<');
	for (size_t at = slice.from; at < slice.to;) {
		struct cluster cluster = cluster_at(text + at);
		buf_add(out, cluster.is_shown ? cluster.text : "?", cluster.is_shown ? cluster.length : 1);
		at += cluster.length;
	}
	if (slice.is_cut_right) {
		for (size_t cell = slice.is_cut_left + slice.width; cell + 1 < width; cell++)
			buf_putc(out, ' ');
		buf_putc(out, '>');
	}
	return slice.is_cut_left + width_between(text, slice.from, editor->now.cursor);
}
