/* app/sheet.c */
#include "app/sheet.h"

#include <string.h>

#include "app/streams.h"

#include "base/quote.h"
#include "base/width.h"

/* SGR sequences (ECMA-48), by enum ink. */
static const char *const inks[] = {
	"", "\033[1m", "\033[32m", "\033[33m", "\033[1;31m", "\033[2m",
};

static void pad(struct buf *out, size_t columns)
{
	while (columns-- > 0)
		buf_putc(out, ' ');
}

void sheet_ink(struct buf *out, bool colour, enum ink ink, const char *text)
{
	bool painted = colour && ink != INK_PLAIN;
	if (painted)
		buf_puts(out, inks[ink]);
	quote_terminal(out, text);
	if (painted)
		buf_puts(out, "\033[0m");
}

void sheet_cell(struct buf *out, bool colour, enum ink ink, const char *text, size_t width)
{
	size_t length = text_width(text);
	sheet_ink(out, colour, ink, text);
	if (length < width)
		pad(out, width - length);
}

/* One word at a time. `fresh`: nothing stands before the word in its part of the line. */
static void words_add(struct buf *out, const char *text, size_t column, size_t indent)
{
	bool fresh = true;
	while (*text) {
		size_t bytes = strcspn(text, " ");
		if (bytes == 0) {
			text++;
			continue;
		}
		size_t width = bytes_width(text, bytes);
		if (!fresh && column + 1 + width > streams_width()) {
			buf_putc(out, '\n');
			pad(out, indent);
			column = indent;
			fresh = true;
		}
		if (!fresh)
			buf_putc(out, ' ');
		column += width + !fresh;
		buf_add(out, text, bytes);
		fresh = false;
		text += bytes;
	}
}

void sheet_words(struct buf *out, const char *text, size_t column, size_t indent)
{
	struct buf safe;
	buf_init(&safe);
	quote_terminal(&safe, text);
	words_add(out, safe.data ? safe.data : "", column, indent);
	buf_putc(out, '\n');
	buf_done(&safe);
}

void sheet_entry(struct buf *out, const char *label, const char *text, size_t indent)
{
	size_t width = text_width(label);
	quote_terminal(out, label);
	if (width + 2 > indent) {
		buf_putc(out, '\n');
		width = 0;
	}
	pad(out, indent - width);
	sheet_words(out, text, indent, indent);
}

void sheet_paragraphs(struct buf *out, const char *text, size_t indent)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t length = end ? (size_t)(end - text) : strlen(text);
		struct buf paragraph;
		buf_init(&paragraph);
		buf_add(&paragraph, text, length);
		pad(out, indent);
		sheet_words(out, paragraph.data, indent, indent);
		buf_done(&paragraph);
		text += length;
		if (end) {
			buf_putc(out, '\n');
			text += 2;
		}
	}
}
