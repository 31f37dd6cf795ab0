/* prose.c: filling lines. */
#include "prose.h"

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
	buf_printf(&prose->text, "%zu %s", count, count == 1 ? one : many);
}

/* Could these bytes, at the beginning of a line, be anything but running text: a bullet, a number
 * of a list, a quotation, a heading, an underline, a fence? Quoted text escapes some of these only
 * where it begins itself. */
static bool is_block_start(const char *word, size_t length)
{
	size_t digits = strspn(word, "0123456789");
	if (digits > 0)
		return digits < length && (word[digits] == '.' || word[digits] == ')');
	if (word[0] == '>' || strncmp(word, "```", 3) == 0 || strncmp(word, "~~~", 3) == 0)
		return true;
	return length > 0 && strspn(word, "-+*=_#") >= length;
}

/* Columns of a word: code points, which is near enough for names and Latin text. */
static size_t columns(const char *word, size_t length)
{
	size_t count = 0;
	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)word[i] & 0xc0) != 0x80;
	return count;
}

void prose_end(struct prose *prose, const char *first, const char *rest)
{
	const char *word = prose->text.length > 0 ? prose->text.data : "";
	size_t column = strlen(first);
	buf_puts(prose->out, first);
	for (bool is_first = true; *word; is_first = false) {
		size_t length = strcspn(word, " "), width = columns(word, length);
		if (!is_first && column + 1 + width > PROSE_COLUMNS &&
		        !is_block_start(word, length)) {
			buf_putc(prose->out, '\n');
			buf_puts(prose->out, rest);
			column = strlen(rest);
		} else if (!is_first) {
			buf_putc(prose->out, ' ');
			column++;
		}
		buf_add(prose->out, word, length);
		column += width;
		word += length;
		word += *word == ' ';
	}
	buf_putc(prose->out, '\n');
	prose->text.length = 0;
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
