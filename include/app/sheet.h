/*
 * app/sheet.h: text for a person at a terminal: words wrapped at 80 columns, and colour.
 *
 * Whatever goes through here is safe for a terminal (quote_terminal). Colour only underlines what
 * the words say already.
 */
#ifndef APP_SHEET_H
#define APP_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define SHEET_WIDTH 80

enum ink { INK_PLAIN, INK_BOLD, INK_GOOD, INK_DOUBT, INK_BAD, INK_FAINT };

/* One word or a few, not wrapped. */
void sheet_ink(struct buf *out, bool colour, enum ink ink, const char *text);
/* The same, followed by blanks up to `width` columns. */
void sheet_cell(struct buf *out, bool colour, enum ink ink, const char *text, size_t width);
/* The words of `text`, beginning in column `column` of a line that was begun, and going on at
 * `indent` in the lines below; ends the line. A word that is too long for a line has one of its
 * own. */
void sheet_words(struct buf *out, const char *text, size_t column, size_t indent);
/* `label`, then the words beside it, from column `indent` on. */
void sheet_entry(struct buf *out, const char *label, const char *text, size_t indent);
/* Paragraphs, separated in `text` by an empty line. */
void sheet_paragraphs(struct buf *out, const char *text, size_t indent);

#endif
