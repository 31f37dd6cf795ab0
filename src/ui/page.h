/*
 * page.h: text as lines of a certain width, to be scrolled through.
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/list.h"
#include "ui/canvas.h"

struct page_line {
	enum style style;
	size_t indent;
	const char *label; /* in front, in its own style; NULL: none */
	const char *text;
};

struct page_lines LIST_OF(struct page_line);

struct page {
	struct arena *arena;
	size_t width;
	struct page_lines lines;
};

struct page *page_new(size_t width, struct arena *arena);
/* Words on as many lines as they need; further lines are indented by `hang` more. */
void page_words(struct page *page, enum style style, size_t indent, size_t hang, const char *text);
void page_printf(struct page *page, enum style style, size_t indent, const char *format, ...)
        PRINTF_LIKE(4, 5);
/* "Label: words". */
void page_labelled(struct page *page, const char *label, const char *text);
/* As it is, cut to pieces of the width. */
void page_raw(struct page *page, const char *text);
void page_blank(struct page *page);
/* The line with this text, or 0. */
size_t page_find(const struct page *page, const char *text);
void page_draw(const struct page *page, size_t top, struct canvas *canvas, size_t row,
        size_t column, size_t rows);

#endif
