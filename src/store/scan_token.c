/* store/scan_token.c: bytes to tokens. */
#include "scan_token.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define SHOWN_BYTES 48 /* of a word in a message */

static int byte_at(const struct scan *scan, size_t at)
{
	return at < scan->length ? (unsigned char)scan->text[at] : -1;
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_name_byte(int c)
{
	return is_letter(c) || is_digit(c) || c == '_' || c == '*' || c == '-';
}

/* ASCII that can be seen, which most of every file is, needs no closer look. */
static bool is_plain(int c)
{
	return c >= 0x20 && c < 0x7f;
}

/* The code point at an offset inside the text, and how many bytes it takes. */
static int32_t char_at(const struct scan *scan, size_t at, size_t *length)
{
	unsigned char first = (unsigned char)scan->text[at];
	*length = 1;
	if (first < 0x80)
		return first;
	/* The decoder stops at a NUL, which need not follow the text. */
	char bytes[5] = { 0 };
	size_t rest = scan->length - at;
	memcpy(bytes, scan->text + at, rest < 4 ? rest : 4);
	const char *end = bytes;
	int32_t code_point = utf8_next(&end);
	*length = (size_t)(end - bytes);
	return code_point;
}

/* Says what is wrong with a character that must not stand in `place`. */
static void report_char(struct scan *scan, int line, int32_t c, unsigned char byte,
        const char *place)
{
	if (c < 0)
		scan_problem(scan, line, "byte 0x%02x in %s is not UTF-8; save the file as UTF-8",
		        byte, place);
	else if (c < 0xa0)
		scan_problem(scan, line,
		        "control character U+%04X in %s; only characters that can be seen were "
		        "expected",
		        (unsigned)c, place);
	else
		scan_problem(scan, line,
		        "invisible or direction-changing character U+%04X in %s; only characters "
		        "that "
		        "can be seen were expected",
		        (unsigned)c, place);
}

/* The end of a line at an offset: LF, or CR and LF; gives its length or 0. */
static size_t line_end_at(const struct scan *scan, size_t at)
{
	if (byte_at(scan, at) == '\n')
		return 1;
	return byte_at(scan, at) == '\r' && byte_at(scan, at + 1) == '\n' ? 2 : 0;
}

/* Reads one character of a comment or of nothing. `reported` is the last line on which a bad one
 * was named: each line is named once, and only the named ones become blanks. */
static void pass_char(struct scan *scan, const char *place, int *reported)
{
	if (is_plain(byte_at(scan, scan->at))) {
		scan->at++;
		return;
	}
	size_t length = line_end_at(scan, scan->at);
	if (length) {
		scan->at += length;
		scan->line++;
		scan->fresh = true;
		return;
	}
	int32_t c = char_at(scan, scan->at, &length);
	size_t from = scan->at;
	scan->at += length;
	if (c == '\t' || !utf8_is_hostile(c))
		return;
	if (*reported == scan->line) {
		scan->notes.sound = false;
		return;
	}
	*reported = scan->line;
	report_char(scan, scan->line, c, (unsigned char)scan->text[from], place);
	scan_edit_add(scan, from, scan->at, " ");
}

static void check_comment_length(struct scan *scan, size_t from, int line)
{
	if (scan->at - from <= scan->limits->token_bytes)
		return;
	scan_broken(scan, line, "a comment of %zu bytes; at most %zu were expected",
	        scan->at - from, scan->limits->token_bytes);
}

/* From # or // to the end of the line, which stays. */
static void pass_line_comment(struct scan *scan)
{
	size_t from = scan->at;
	int reported = 0;
	while (scan->at < scan->length && !line_end_at(scan, scan->at))
		pass_char(scan, "a comment", &reported);
	check_comment_length(scan, from, scan->line);
}

static void pass_block_comment(struct scan *scan)
{
	size_t from = scan->at;
	int line = scan->line, reported = 0;
	bool fresh = scan->fresh;
	scan->at += 2;
	while (scan->at < scan->length) {
		if (scan->text[scan->at] == '*' && byte_at(scan, scan->at + 1) == '/') {
			scan->at += 2;
			scan->fresh = fresh || scan->line != line;
			check_comment_length(scan, from, line);
			return;
		}
		pass_char(scan, "a comment", &reported);
	}
	scan_broken(scan, line,
	        "the comment that begins here is not closed; \"*/\" was expected before the end of "
	        "the file");
	scan->ended = true;
}

/* Everything between tokens. */
static void pass_blanks(struct scan *scan)
{
	int reported = 0;
	while (scan->at < scan->length && !scan->stopped) {
		int c = byte_at(scan, scan->at), next = byte_at(scan, scan->at + 1);
		size_t length;
		if (c == '#' || (c == '/' && next == '/'))
			pass_line_comment(scan);
		else if (c == '/' && next == '*')
			pass_block_comment(scan);
		else if (c == ' ')
			scan->at++;
		else if (is_plain(c) || !utf8_is_hostile(char_at(scan, scan->at, &length)))
			return;
		else
			pass_char(scan, "the file", &reported);
	}
}

static int hex_digit(int c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* How many hexadecimal digits stand at an offset, four at most. */
static int hex_count(const struct scan *scan, size_t at)
{
	int count = 0;
	while (count < 4 && byte_at(scan, at) >= 0 && hex_digit(byte_at(scan, at)) >= 0) {
		at++;
		count++;
	}
	return count;
}

/* Why the escape at an offset cannot stay; NULL: it can. Unknown ones are a backslash and a letter
 * to libconfig, but \u00fc was surely meant as a character. */
static const char *escape_problem(const struct scan *scan, size_t at, int *length)
{
	int c = byte_at(scan, at + 1), digits = hex_count(scan, at + 2);
	*length = 2;
	if (c == 'n' || c == 'r' || c == 't' || c == 'f')
		return "makes a control character; write \\\\ where a backslash is meant";
	*length = 6;
	if ((c == 'u' || c == 'U') && digits == 4)
		return "is not known here; write the character itself";
	*length = 4;
	if ((c != 'x' && c != 'X') || digits < 2)
		return NULL;
	int value = hex_digit(byte_at(scan, at + 2)) * 16 + hex_digit(byte_at(scan, at + 3));
	if (value >= 0x80)
		return "makes half a character; write the character itself";
	if (value < 0x20 || value == 0x7f)
		return "makes a control character; only characters that can be seen were expected";
	return NULL;
}

/* One character or escape of a text; true where it is bad. Only the first of a text is reported. */
static bool pass_text_char(struct scan *scan, bool is_bad)
{
	size_t at = scan->at, length;
	if (scan->text[at] == '\\') {
		int next = byte_at(scan, at + 1), escape_length;
		const char *reason = escape_problem(scan, at, &escape_length);
		if (reason && !is_bad)
			scan_problem(scan, scan->line, "the escape %.*s %s", escape_length,
			        scan->text + at, reason);
		scan->at += next == '"' || next == '\\' ? 2 : 1;
		return reason;
	}
	int32_t c = char_at(scan, at, &length);
	scan->at += length;
	if (is_plain(c) || !utf8_is_hostile(c))
		return false;
	if (!is_bad)
		report_char(scan, scan->line, c, (unsigned char)scan->text[at], "a text");
	return true;
}

static enum token_kind take_text(struct scan *scan)
{
	size_t from = scan->at++;
	bool is_bad = false;
	while (scan->at < scan->length && scan->text[scan->at] != '"') {
		if (line_end_at(scan, scan->at))
			break;
		is_bad |= pass_text_char(scan, is_bad);
	}
	if (byte_at(scan, scan->at) != '"') {
		scan_broken(scan, scan->line,
		        "the text that begins here is not closed; a double quote (\") was expected "
		        "on "
		        "the same line");
		return TOKEN_TEXT;
	}
	scan->at++;
	if (scan->at - from > scan->limits->token_bytes && !is_bad) {
		scan_problem(scan, scan->line, "a text of %zu bytes; at most %zu were expected",
		        scan->at - from, scan->limits->token_bytes);
		is_bad = true;
	}
	if (is_bad)
		scan_edit_add(scan, from, scan->at, "\"" SCAN_REFUSED "\"");
	return TOKEN_TEXT;
}

static bool has_word(const struct scan *scan, size_t from, size_t to, const char *word)
{
	if (to - from != strlen(word))
		return false;
	for (; from < to; from++, word++) {
		if ((scan->text[from] | 0x20) != *word)
			return false;
	}
	return true;
}

static size_t digits_end(const struct scan *scan, size_t at)
{
	while (is_digit(byte_at(scan, at)))
		at++;
	return at;
}

/* libconfig's float: digits on one side of a point at least, or none at all; or an exponent. */
static bool is_float(const struct scan *scan, size_t from, size_t to)
{
	size_t at = from + (scan->text[from] == '+' || scan->text[from] == '-');
	size_t whole = digits_end(scan, at), end = whole;
	if (byte_at(scan, end) == '.')
		end = digits_end(scan, end + 1);
	bool has_point = end > whole;
	if (end < to && (scan->text[end] | 0x20) == 'e' && (has_point || whole > at)) {
		size_t exponent = end + 1;
		exponent += byte_at(scan, exponent) == '+' || byte_at(scan, exponent) == '-';
		end = digits_end(scan, exponent);
		return end > exponent && end == to;
	}
	return has_point && end == to;
}

/* Decimal or hexadecimal digits that make a whole token, behind a sign or 0x; 0: no integer. */
static int integer_base(const struct scan *scan, size_t from, size_t to)
{
	if (to - from > 2 && scan->text[from] == '0' && (scan->text[from + 1] | 0x20) == 'x') {
		size_t at = from + 2;
		while (at < to && hex_digit(byte_at(scan, at)) >= 0)
			at++;
		return at == to ? 16 : 0;
	}
	size_t digits = from + (scan->text[from] == '+' || scan->text[from] == '-');
	return digits < to && digits_end(scan, digits) == to ? 10 : 0;
}

/* Does it fit 32 bits? libconfig does not look. */
static bool integer_fits(const struct scan *scan, size_t from, size_t to, int base)
{
	bool negative = scan->text[from] == '-';
	long long value = 0, limit = negative ? -(long long)INT_MIN : INT_MAX;
	from += base == 16 ? 2 : (size_t)(negative || scan->text[from] == '+');
	for (; from < to && value <= limit; from++)
		value = value * base + hex_digit(byte_at(scan, from));
	return value <= limit;
}

static enum token_kind take_integer(struct scan *scan, const struct token *token, size_t digits_to)
{
	int base = integer_base(scan, token->from, digits_to);
	if (!integer_fits(scan, token->from, digits_to, base)) {
		scan_problem(scan, scan->line,
		        "%s is too large a number; a whole number from %d to %d was expected",
		        token_words(scan, token), INT_MIN, INT_MAX);
		scan_edit_add(scan, token->from, token->to, "\"" SCAN_REFUSED "\"");
	} else if (digits_to < token->to) {
		scan_problem(scan, scan->line,
		        "%s ends in L; a whole number without it was expected",
		        token_words(scan, token));
		scan_edit_add(scan, digits_to, token->to, "");
	}
	return TOKEN_INTEGER;
}

/* What a run of letters, digits, points and signs is. */
static enum token_kind word_kind(struct scan *scan, const struct token *token)
{
	size_t from = token->from, to = token->to, digits_to = to;
	int c = byte_at(scan, from);
	if (is_letter(c) || c == '*') {
		for (size_t at = from; at < to; at++) {
			if (!is_name_byte(byte_at(scan, at)))
				return TOKEN_WORD;
		}
		bool is_flag =
		        has_word(scan, from, to, "true") || has_word(scan, from, to, "false");
		return is_flag ? TOKEN_FLAG : TOKEN_NAME;
	}
	while (digits_to > from && to - digits_to < 2 && scan->text[digits_to - 1] == 'L')
		digits_to--;
	if (integer_base(scan, from, digits_to))
		return take_integer(scan, token, digits_to);
	return is_float(scan, from, to) ? TOKEN_FLOAT : TOKEN_WORD;
}

/* Can a character be inside a word? Other letters than ASCII ones can be in no name, but whoever
 * forgets the quotes around a text should read about the whole of it. */
static bool is_word_char(const struct scan *scan, size_t at, size_t *length)
{
	int32_t c = char_at(scan, at, length);
	if (c < 0x80)
		return is_name_byte(c) || c == '.' || c == '+';
	return !utf8_is_hostile(c);
}

static enum token_kind take_word(struct scan *scan, struct token *token)
{
	size_t length;
	while (scan->at < scan->length && is_word_char(scan, scan->at, &length))
		scan->at += length;
	token->to = scan->at;
	if (token->to - token->from > scan->limits->token_bytes) {
		scan_broken(scan, scan->line, "a word of %zu bytes; at most %zu were expected",
		        token->to - token->from, scan->limits->token_bytes);
		scan_stop(scan);
		return TOKEN_END;
	}
	return word_kind(scan, token);
}

/* @include and the text behind it; libconfig would open any file, wait for ever in a FIFO, and end
 * the program over a folder. */
static enum token_kind take_include(struct scan *scan)
{
	size_t from = scan->at;
	scan_problem(scan, scan->line,
	        "@include is not allowed; everything was expected in this one file");
	scan->at += strlen("@include");
	while (byte_at(scan, scan->at) == ' ' || byte_at(scan, scan->at) == '\t')
		scan->at++;
	if (byte_at(scan, scan->at) == '"')
		take_text(scan);
	scan_edit_add(scan, from, scan->at, "");
	return TOKEN_INCLUDE;
}

static bool include_starts(const struct scan *scan)
{
	size_t length = strlen("@include");
	return scan->length - scan->at >= length &&
	        memcmp(scan->text + scan->at, "@include", length) == 0;
}

static enum token_kind take_sign(struct scan *scan)
{
	static const char signs[] = "=:;,{}()[]";
	static const enum token_kind kinds[] = { TOKEN_EQUALS, TOKEN_EQUALS, TOKEN_SEMICOLON,
		TOKEN_COMMA, TOKEN_GROUP_OPEN, TOKEN_GROUP_CLOSE, TOKEN_LIST_OPEN, TOKEN_LIST_CLOSE,
		TOKEN_ARRAY_OPEN, TOKEN_ARRAY_CLOSE };
	const char *sign = memchr(signs, scan->text[scan->at], sizeof(signs) - 1);
	scan->at++;
	return sign ? kinds[sign - signs] : TOKEN_JUNK;
}

static struct token take_token(struct scan *scan)
{
	pass_blanks(scan);
	struct token token = {
		.from = scan->at, .to = scan->at, .line = scan->line, .first = scan->fresh
	};
	if (scan->at >= scan->length || scan->stopped)
		return token; /* TOKEN_END */
	scan->fresh = false;
	size_t length;
	if (scan->text[scan->at] == '"')
		token.kind = take_text(scan);
	else if (include_starts(scan))
		token.kind = take_include(scan);
	else if (is_word_char(scan, scan->at, &length))
		token.kind = take_word(scan, &token);
	else
		token.kind = take_sign(scan);
	token.to = scan->at;
	return token;
}

void token_start(struct scan *scan)
{
	if (scan->length >= 3 && memcmp(scan->text, "\xef\xbb\xbf", 3) == 0) {
		scan_problem(scan, 1, "a byte order mark; save the file as UTF-8 without one");
		scan_edit_add(scan, 0, 3, "");
		scan->at = 3;
	}
	scan->token = take_token(scan);
	scan->ahead = take_token(scan);
}

void token_advance(struct scan *scan)
{
	scan->last_end = scan->token.to;
	scan->token = scan->stopped ? (struct token){ .line = scan->line } : scan->ahead;
	scan->ahead = take_token(scan);
}

const char *token_words(const struct scan *scan, const struct token *token)
{
	if (token->kind == TOKEN_END && token->from == token->to)
		return "the end of the file";
	if (token->kind == TOKEN_TEXT)
		return "a text";
	if (token->kind == TOKEN_INCLUDE)
		return "@include"; /* the rest of it can hold anything */
	size_t length = token->to - token->from;
	if (length <= SHOWN_BYTES)
		return arena_printf(scan->arena, "\"%.*s\"", (int)length, scan->text + token->from);
	length = SHOWN_BYTES;
	while (length > 0 && ((unsigned char)scan->text[token->from + length] & 0xc0) == 0x80)
		length--; /* not in the middle of a character */
	return arena_printf(scan->arena, "\"%.*s...\"", (int)length, scan->text + token->from);
}
