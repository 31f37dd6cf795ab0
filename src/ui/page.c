/* page.c */
#include "page.h"

#include <string.h>

#include "base/buf.h"
#include "base/quote.h"
#include "base/text.h"
#include "base/width.h"

struct page *page_new(size_t width, struct arena *arena)
{
	struct page *page = arena_alloc(arena, sizeof(*page));
	page->arena = arena;
	page->width = width > 8 ? width : 8;
	return page;
}

static void line_add(struct page *page, enum style style, size_t indent, const char *label,
        const char *text)
{
	LIST_PUSH(page->arena, &page->lines,
	        ((struct page_line){ style, indent, label, text }));
}

/* As many bytes of the text as fill `width` cells, at a word's end where there is one. */
static size_t line_bytes(const char *text, size_t width)
{
	size_t used = 0, blank = 0;
	const char *c = text;
	while (*c) {
		const char *from = c;
		size_t cells = (size_t)width_of((uint32_t)utf8_next(&c));
		if (*from == ' ')
			blank = (size_t)(from - text);
		if (used + cells > width)
			return blank ? blank : from > text ? (size_t)(from - text)
			                                   : (size_t)(c - text);
		used += cells;
	}
	return (size_t)(c - text);
}

static const char *safe_text(struct page *page, const char *text)
{
	struct buf safe;
	buf_init(&safe);
	buf_puts(&safe, "");
	quote_terminal(&safe, text);
	const char *copy = arena_strndup(page->arena, safe.data, safe.length);
	buf_done(&safe);
	return copy;
}

/* The first line has a label before it. */
static void words_add(struct page *page, enum style style, size_t indent, size_t hang,
        const char *label, const char *text)
{
	size_t taken = label ? text_width(label) : 0, before = indent;
	text = safe_text(page, text);
	do {
		text += strspn(text, " ");
		size_t room = page->width > before + taken + 4 ? page->width - before - taken : 4;
		size_t bytes = line_bytes(text, room);
		line_add(page, style, before, label, arena_strndup(page->arena, text, bytes));
		text += bytes;
		text += strspn(text, " ");
		label = NULL;
		taken = 0;
		before = indent + hang;
	} while (*text);
}

void page_words(struct page *page, enum style style, size_t indent, size_t hang, const char *text)
{
	words_add(page, style, indent, hang, NULL, text);
}

void page_printf(struct page *page, enum style style, size_t indent, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	words_add(page, style, indent, 2, NULL, arena_vprintf(page->arena, format, values));
	va_end(values);
}

void page_labelled(struct page *page, const char *label, const char *text)
{
	words_add(page, STYLE_PLAIN, 0, *label ? 2 : 0, *label ? arena_printf(page->arena, "%s: ", label) : NULL,
	        text);
}

void page_raw(struct page *page, const char *text)
{
	text = safe_text(page, text);
	do {
		size_t bytes = text_fit(text, page->width);
		if (!bytes)
			bytes = cluster_length(text);
		line_add(page, STYLE_PLAIN, 0, NULL, arena_strndup(page->arena, text, bytes));
		text += bytes;
	} while (*text);
}

void page_blank(struct page *page)
{
	line_add(page, STYLE_PLAIN, 0, NULL, "");
}

size_t page_find(const struct page *page, const char *text)
{
	for (size_t i = 0; i < page->lines.count; i++) {
		if (text_equal(page->lines.items[i].text, text))
			return i;
	}
	return 0;
}

void page_draw(const struct page *page, size_t top, struct canvas *canvas, size_t row,
        size_t column, size_t rows)
{
	for (size_t i = 0; i < rows && top + i < page->lines.count; i++) {
		const struct page_line *line = &page->lines.items[top + i];
		size_t at = column + line->indent, end = column + page->width;
		if (line->label)
			at += canvas_put(canvas, row + i, at, end - at, STYLE_PLAIN, line->label);
		if (at < end)
			canvas_put(canvas, row + i, at, end - at, line->style, line->text);
	}
}
