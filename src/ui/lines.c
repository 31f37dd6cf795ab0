/* ui/lines.c */
#include <stdio.h>
#include <string.h>

#include "base/quote.h"
#include "base/width.h"
#include "plain_parts.h"

/* Bytes of the longest text between quotes that is not broken. */
#define TYPED_MAX 24

static void pad(struct buf *out, size_t columns)
{
	buf_printf(out, "%*s", (int)columns, "");
}

/* A word, or what is to be typed in one: a short text between quotes stays together. */
static size_t word_length(const char *word)
{
	size_t bytes = strcspn(word, " ");
	if (*word == '"') {
		size_t quoted = strcspn(word + 1, "\"");
		if (word[1 + quoted] && quoted <= TYPED_MAX && bytes < quoted + 2)
			bytes = quoted + 2 + strcspn(word + quoted + 2, " ");
	}
	return bytes;
}

void lines_words(struct buf *out, const char *text, size_t column, size_t indent)
{
	struct buf safe;
	bool fresh = true;
	buf_init(&safe);
	buf_puts(&safe, "");
	quote_terminal(&safe, text);
	for (const char *word = safe.data; *word;) {
		size_t bytes = word_length(word), width = bytes_width(word, bytes);
		if (!fresh && width && column + 1 + width > PLAIN_WIDTH) {
			buf_putc(out, '\n');
			pad(out, indent);
			column = indent;
			fresh = true;
		}
		if (width) {
			buf_puts(out, fresh ? "" : " ");
			buf_add(out, word, bytes);
			column += width + !fresh;
			fresh = false;
		}
		word += bytes;
		word += strspn(word, " ");
	}
	buf_putc(out, '\n');
	buf_done(&safe);
}

void lines_printf(struct buf *out, const char *format, ...)
{
	struct arena *scratch = arena_new();
	va_list values;
	va_start(values, format);
	lines_words(out, arena_vprintf(scratch, format, values), 0, 0);
	va_end(values);
	arena_free(scratch);
}

void lines_labelled(struct buf *out, const char *label, const char *text, size_t indent)
{
	struct buf words;
	buf_init(&words);
	buf_printf(&words, "%s%s%s", label, *label ? ": " : "", text);
	pad(out, indent);
	lines_words(out, words.data, indent, indent + 2);
	buf_done(&words);
}
