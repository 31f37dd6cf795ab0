/* prose.c: filling lines. */
#include "prose.h"

#include <stdint.h>
#include <string.h>

#include "base/quote.h"
#include "base/text.h"

void prose_init(struct prose *prose, struct buf *out)
{
	prose->out = out;
	buf_init(&prose->text);
}

void prose_done(struct prose *prose)
{
	buf_done(&prose->text);
}

void prose_words(struct prose *prose, const char *markdown)
{
	buf_puts(&prose->text, markdown);
}

void prose_text(struct prose *prose, const char *text)
{
	quote_markdown(&prose->text, text);
}

void prose_code(struct prose *prose, const char *text)
{
	quote_markdown_code(&prose->text, text);
}

void prose_codes(struct prose *prose, struct texts texts)
{
	for (size_t i = 0; i < texts.count; i++) {
		if (i > 0)
			prose_words(prose, ", ");
		prose_code(prose, texts.items[i]);
	}
}

void prose_count(struct prose *prose, size_t count, const char *one, const char *many)
{
	buf_number(&prose->text, count);
	buf_putc(&prose->text, ' ');
	buf_puts(&prose->text, count == 1 ? one : many);
}

static size_t word_length(const char *word)
{
	return strcspn(word, " ");
}

/* Could this word, at the beginning of a line, be anything but running text: a bullet, a number
 * of a list, a quotation, a heading, an underline, a fence? Quoted text escapes some of these only
 * where it begins itself. */
static bool is_block_start(const char *word)
{
	size_t length = word_length(word), digits = strspn(word, "0123456789");
	if (digits > 0)
		return digits < length && (word[digits] == '.' || word[digits] == ')');
	if (word[0] == '>' || strncmp(word, "```", 3) == 0 || strncmp(word, "~~~", 3) == 0)
		return true;
	return length > 0 && strspn(word, "-+*=_#") >= length;
}

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Are all bytes ASCII? */
static bool is_ascii(const char *text, size_t length)
{
	uint64_t bytes, high = 0;
	for (; length >= sizeof(bytes); length -= sizeof(bytes), text += sizeof(bytes)) {
		memcpy(&bytes, text, sizeof(bytes));
		high |= bytes;
	}
	for (; length > 0; length--)
		high |= (unsigned char)text[length - 1];
	return !(high & 0x8080808080808080u);
}

/* Where the first `columns` code points of the text end: for names and Latin text these are columns,
 * near enough. */
static const char *column_end(const char *text, size_t columns)
{
	size_t length = strnlen(text, columns);
	const char *end = text + length;
	if (is_ascii(text, length) && !is_continuation(*end))
		return end;
	for (; text < end; text++) {
		if (is_continuation(*text) && *end)
			end++;
	}
	while (is_continuation(*end))
		end++;
	return end;
}

/* Where a line that begins with `text` and has so many columns left ends: at a space or the end of
 * the text. A word that is too long for it gets it all the same. */
static const char *line_end(const char *text, size_t columns)
{
	const char *end = column_end(text, columns);
	if (*end && *end != ' ') {
		const char *space = memrchr(text, ' ', (size_t)(end - text));
		end = space ? space : end + word_length(end);
	}
	/* What cannot stand at the beginning of the next line stays in this one. */
	while (*end && is_block_start(end + 1))
		end += 1 + word_length(end + 1);
	return end;
}

void prose_end(struct prose *prose, const char *first, const char *rest)
{
	struct buf *paragraph = &prose->text;
	while (paragraph->length > 0 && paragraph->data[paragraph->length - 1] == ' ')
		paragraph->data[--paragraph->length] = '\0';
	const char *text = paragraph->length > 0 ? paragraph->data : "", *indent = first;
	do {
		size_t used = strlen(indent);
		const char *end = line_end(text, used < PROSE_COLUMNS ? PROSE_COLUMNS - used : 0);
		buf_add(prose->out, indent, used);
		buf_add(prose->out, text, (size_t)(end - text));
		buf_putc(prose->out, '\n');
		text = end + (*end == ' ');
		indent = rest;
	} while (*text);
	paragraph->length = 0;
}

void prose_blank(struct prose *prose)
{
	size_t length = prose->out->length;
	if (length > 0 && !(length >= 2 && prose->out->data[length - 2] == '\n'))
		buf_putc(prose->out, '\n');
}

void prose_heading(struct prose *prose, int level)
{
	prose_blank(prose);
	while (level-- > 0)
		buf_putc(prose->out, '#');
	buf_putc(prose->out, ' ');
	buf_add(prose->out, prose->text.data, prose->text.length);
	buf_puts(prose->out, "\n\n");
	prose->text.length = 0;
}

static size_t longest_backticks(const struct command_list *commands)
{
	size_t longest = 0;
	LIST_EACH(const struct plan_command, command, *commands) {
		size_t run = 0;
		for (const char *c = command->text; *c; c++) {
			run = *c == '`' ? run + 1 : 0;
			if (run > longest)
				longest = run;
		}
	}
	return longest;
}

static void put_fence(struct prose *prose, const char *indent, size_t length, const char *lang)
{
	buf_puts(prose->out, indent);
	while (length-- > 0)
		buf_putc(prose->out, '`');
	buf_puts(prose->out, lang);
	buf_putc(prose->out, '\n');
}

/* Commands of two languages are two fences. */
void prose_commands(struct prose *prose, const char *indent, const struct command_list *commands)
{
	size_t length = longest_backticks(commands) + 1;
	const char *lang = NULL;
	if (length < 3)
		length = 3;
	LIST_EACH(const struct plan_command, command, *commands) {
		if (!lang || !text_equal(lang, command->lang)) {
			if (lang)
				put_fence(prose, indent, length, "");
			lang = command->lang;
			put_fence(prose, indent, length, lang);
		}
		buf_puts(prose->out, indent);
		quote_terminal(prose->out, command->text);
		buf_putc(prose->out, '\n');
	}
	if (lang)
		put_fence(prose, indent, length, "");
}
