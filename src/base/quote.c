/* base/quote.c: the languages that a value is written into. */
#include "base/quote.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* One code point of the text that is being quoted. */
struct piece {
	int32_t code_point; /* -1: malformed, one byte */
	const char *bytes;
	size_t length;
};

static bool piece_next(const char **text, struct piece *piece)
{
	piece->bytes = *text;
	piece->code_point = utf8_next(text);
	piece->length = (size_t)(*text - piece->bytes);
	return piece->code_point != 0;
}

/* Characters that end a line, move the cursor or turn the direction of writing: Unicode's category
 * Cc, its two separators, and its bidi controls. */
static bool is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0x061c ||
	        c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	        (c >= 0x2066 && c <= 0x2069);
}

/* Makes the piece harmless: a control a space, a malformed byte U+FFFD. */
static void piece_tame(struct piece *piece)
{
	if (piece->code_point < 0)
		*piece = (struct piece){ 0xfffd, REPLACEMENT, strlen(REPLACEMENT) };
	else if (is_control(piece->code_point))
		*piece = (struct piece){ ' ', " ", 1 };
}

static bool tame_next(const char **text, struct piece *piece)
{
	if (!piece_next(text, piece))
		return false;
	piece_tame(piece);
	return true;
}

/* The first and the last code point, as they will be written; 0 for none. */
struct ends {
	int32_t first, last;
};

static struct ends ends_of(const char *text)
{
	struct ends ends = { 0, 0 };
	struct piece piece;
	while (tame_next(&text, &piece)) {
		if (!ends.first)
			ends.first = piece.code_point;
		ends.last = piece.code_point;
	}
	return ends;
}

static void put_piece(struct buf *out, const struct piece *piece)
{
	buf_add(out, piece->bytes, piece->length);
}

static bool is_letter_or_digit(int32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_one_of(int32_t c, const char *set)
{
	return c > 0 && c < 0x80 && strchr(set, (int)c);
}

void quote_powershell(struct buf *out, const char *text)
{
	struct piece piece;
	buf_putc(out, '\'');
	while (tame_next(&text, &piece)) {
		if (piece.code_point == '\'' ||
		        (piece.code_point >= 0x2018 && piece.code_point <= 0x201b))
			put_piece(out, &piece);
		put_piece(out, &piece);
	}
	buf_putc(out, '\'');
}

bool quote_cmd(struct buf *out, const char *text)
{
	/* Nothing at all would move the arguments behind it; a sign in front makes it a switch. */
	if (!*text || *text == '/' || *text == '-')
		return false;
	for (const char *c = text; *c; c++) {
		if (!is_letter_or_digit(*c) && !is_one_of(*c, "-._:/@"))
			return false;
	}
	buf_puts(out, text);
	return true;
}

/* Would the bytes up to `at` and the sign there begin an item of a numbered list? The end of the
 * text counts as a space, because the line may end there. */
static bool is_list_number(const char *start, const char *at)
{
	if (at[1] && at[1] != ' ' && !is_control((unsigned char)at[1]))
		return false;
	for (; start < at; start++) {
		if (*start < '0' || *start > '9')
			return false;
	}
	return true;
}

/* The bare "www." and "scheme:" of an address become links by themselves in many dialects. */
static bool is_autolink(const char *start, const char *at)
{
	if (*at == ':')
		return at[1] == '/' && at[2] == '/';
	return at - start >= 3 && (at[-1] | 0x20) == 'w' && (at[-2] | 0x20) == 'w' &&
	        (at[-3] | 0x20) == 'w';
}

/* Some signs have a meaning everywhere, some at the beginning of a line, which the text's beginning
 * may be: bullets, underlines of headings, numbers of lists. */
static bool is_markdown_sign(const char *start, const struct piece *piece)
{
	const char *at = piece->bytes;
	switch (piece->code_point) {
	case '-':
	case '+':
	case '=':
		return at == start;
	case '.':
		return is_list_number(start, at) || is_autolink(start, at);
	case ')':
		return is_list_number(start, at);
	case ':':
		return is_autolink(start, at);
	default:
		return is_one_of(piece->code_point, "\\`*_[]#!|~$@^{}");
	}
}

static const char *markup_entity(int32_t c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	default:
		return NULL;
	}
}

/* `bar` is what a vertical bar becomes. */
static void quote_markdown_with(struct buf *out, const char *text, const char *bar)
{
	const char *start = text;
	struct piece piece;
	while (piece_next(&text, &piece)) {
		bool is_first = piece.bytes == start, is_sign = is_markdown_sign(start, &piece);
		piece_tame(&piece);
		const char *entity = markup_entity(piece.code_point);
		if (entity) {
			buf_puts(out, entity);
		} else if (piece.code_point == '|') {
			buf_puts(out, bar);
		} else if (is_first && piece.code_point == ' ') {
			buf_puts(out, "&#32;"); /* four of them would begin a code block */
		} else {
			if (is_sign)
				buf_putc(out, '\\');
			put_piece(out, &piece);
		}
	}
}

void quote_markdown(struct buf *out, const char *text)
{
	quote_markdown_with(out, text, "\\|");
}

void quote_markdown_cell(struct buf *out, const char *text)
{
	quote_markdown_with(out, text, "&#124;");
}

/* The longest run of backticks in the text. */
static size_t longest_run(const char *text)
{
	size_t longest = 0, run = 0;
	for (; *text; text++) {
		run = *text == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void put_times(struct buf *out, char c, size_t count)
{
	while (count--)
		buf_putc(out, c);
}

static bool is_blank(const char *text)
{
	struct piece piece;
	while (tame_next(&text, &piece)) {
		if (piece.code_point != ' ')
			return false;
	}
	return true;
}

/* A renderer takes one space off each end where both have one, and not all is space. */
static bool needs_padding(const char *text)
{
	struct ends ends = ends_of(text);
	return ends.first == '`' || ends.last == '`' ||
	        (ends.first == ' ' && ends.last == ' ' && !is_blank(text));
}

void quote_markdown_code(struct buf *out, const char *text)
{
	size_t fence = longest_run(text) + 1;
	bool is_padded = needs_padding(text);
	struct piece piece;
	if (!*text)
		text = " "; /* two backticks alone would open something else */
	put_times(out, '`', fence);
	if (is_padded)
		buf_putc(out, ' ');
	while (tame_next(&text, &piece))
		put_piece(out, &piece);
	if (is_padded)
		buf_putc(out, ' ');
	put_times(out, '`', fence);
}

static const char *json_escape(int32_t c)
{
	switch (c) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\b':
		return "\\b";
	case '\f':
		return "\\f";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

static void put_json_unit(struct buf *out, int32_t c)
{
	if (c >= 0x10000) {
		c -= 0x10000;
		buf_printf(out, "\\u%04x", 0xd800u + (unsigned)(c >> 10));
		c = 0xdc00 + (c & 0x3ff);
	}
	buf_printf(out, "\\u%04x", (unsigned)c);
}

/* Bytes at the beginning that stand for themselves: most texts are nothing else. */
static size_t plain_length(const char *text)
{
	size_t length = 0;
	while (text[length] >= ' ' && text[length] < 0x7f && text[length] != '"' &&
	        text[length] != '\\' && text[length] != '<')
		length++;
	return length;
}

void quote_json(struct buf *out, const char *text)
{
	struct piece piece;
	buf_putc(out, '"');
	for (;;) {
		size_t plain = plain_length(text);
		buf_add(out, text, plain);
		text += plain;
		if (!piece_next(&text, &piece))
			break;
		const char *escape = json_escape(piece.code_point);
		if (escape)
			buf_puts(out, escape);
		else if (piece.code_point < 0)
			buf_puts(out, REPLACEMENT);
		else if (utf8_is_hostile(piece.code_point) ||
		        (piece.code_point == '<' && is_one_of(*text, "/!")))
			put_json_unit(out, piece.code_point);
		else
			put_piece(out, &piece);
	}
	buf_putc(out, '"');
}

void quote_html(struct buf *out, const char *text)
{
	struct piece piece;
	while (tame_next(&text, &piece)) {
		const char *entity = markup_entity(piece.code_point);
		if (piece.code_point == '"')
			entity = "&quot;";
		if (piece.code_point == '\'')
			entity = "&#39;";
		if (entity)
			buf_puts(out, entity);
		else
			put_piece(out, &piece);
	}
}

static bool is_space(int32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x3000 || c == 0xfeff;
}

/* Spreadsheets run what begins with these; some pass over spaces first, and fold wide forms. */
static bool is_formula(const char *text)
{
	struct piece piece;
	while (tame_next(&text, &piece)) {
		switch (piece.code_point) {
		case '=':
		case '+':
		case '-':
		case '@':
		case 0xff1d:
		case 0xff0b:
		case 0xff0d:
		case 0xff20:
			return true;
		default:
			if (!is_space(piece.code_point))
				return false;
		}
	}
	return false;
}

void quote_csv(struct buf *out, const char *text)
{
	struct piece piece;
	buf_putc(out, '"');
	if (is_formula(text))
		buf_putc(out, '\'');
	while (tame_next(&text, &piece)) {
		if (piece.code_point == '"')
			buf_putc(out, '"');
		put_piece(out, &piece);
	}
	buf_putc(out, '"');
}

void quote_comment(struct buf *out, const char *text)
{
	struct piece piece;
	while (piece_next(&text, &piece))
		buf_putc(out, piece.code_point >= 0x20 && piece.code_point < 0x7f
		                      ? (char)piece.code_point
		                      : '?');
}

/* Escapes that libconfig reads; it knows bytes, not code points. */
static void put_libconfig_bytes(struct buf *out, const struct piece *piece)
{
	for (size_t i = 0; i < piece->length; i++)
		buf_printf(out, "\\x%02x", (unsigned)(unsigned char)piece->bytes[i]);
}

void quote_libconfig(struct buf *out, const char *text)
{
	struct piece piece;
	buf_putc(out, '"');
	while (piece_next(&text, &piece)) {
		const char *escape = json_escape(piece.code_point);
		if (escape && piece.code_point != '\b')
			buf_puts(out, escape);
		else if (piece.code_point < 0)
			buf_puts(out, REPLACEMENT);
		else if (is_control(piece.code_point))
			put_libconfig_bytes(out, &piece);
		else
			put_piece(out, &piece);
	}
	buf_putc(out, '"');
}

/* CertStrToName: separators and quotes anywhere, white space at an end, or no value at all. */
static bool x500_needs_quotes(const char *text)
{
	struct ends ends = ends_of(text);
	return !*text || ends.first == ' ' || ends.last == ' ' || strpbrk(text, ",+=\"<>#;\\\n\r");
}

void quote_x500(struct buf *out, const char *text)
{
	bool is_quoted = x500_needs_quotes(text);
	struct piece piece;
	if (is_quoted)
		buf_putc(out, '"');
	while (tame_next(&text, &piece)) {
		if (piece.code_point == '"')
			buf_putc(out, '"');
		put_piece(out, &piece);
	}
	if (is_quoted)
		buf_putc(out, '"');
}

void quote_inf(struct buf *out, const char *text)
{
	struct piece piece;
	buf_putc(out, '"');
	while (tame_next(&text, &piece)) {
		if (piece.code_point == '"' || piece.code_point == '%')
			put_piece(out, &piece);
		put_piece(out, &piece);
	}
	buf_putc(out, '"');
}

void quote_terminal(struct buf *out, const char *text)
{
	struct piece piece;
	while (piece_next(&text, &piece)) {
		if (utf8_is_hostile(piece.code_point))
			buf_putc(out, '?');
		else
			put_piece(out, &piece);
	}
}

void quote_filename(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (is_letter_or_digit(*text) || *text == '.' || *text == '-')
			buf_putc(out, *text);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
	}
}
