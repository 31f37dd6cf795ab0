/* base/quote.c: the languages that a value is written into. */
#include "base/quote.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* The languages, as bits. */
enum language {
	POWERSHELL = 1 << 0,
	MARKDOWN = 1 << 1,
	JSON = 1 << 2,
	HTML = 1 << 3,
	DOUBLED = 1 << 4, /* where the double quote alone means something: CSV, X.500 */
	INF = 1 << 5,
	LIBCONFIG = 1 << 6,
	PRINTED = 1 << 7, /* comments, code spans, terminals: nothing means anything */
	CMD = 1 << 8,
	ALL = (1 << 9) - 1,
	TEXT = ALL & ~CMD,
};

/* In which languages a byte stands for itself, wherever it is; all others need a closer look. Bytes
 * that are not here, control characters and those beyond ASCII, stand for themselves nowhere. */
static const unsigned short plain[256] = {
	[' '] = TEXT,
	['!'] = TEXT & ~MARKDOWN,
	['"'] = TEXT & ~(JSON | HTML | DOUBLED | INF | LIBCONFIG),
	['#'] = TEXT & ~MARKDOWN,
	['$'] = TEXT & ~MARKDOWN,
	['%'] = TEXT & ~INF,
	['&'] = TEXT & ~(MARKDOWN | HTML),
	['\''] = TEXT & ~(POWERSHELL | HTML),
	['('] = TEXT,
	[')'] = TEXT & ~MARKDOWN,
	['*'] = TEXT & ~MARKDOWN,
	['+'] = TEXT,
	[','] = TEXT,
	['-'] = ALL,
	['.'] = ALL & ~MARKDOWN,
	['/'] = TEXT | CMD,
	['0'] = ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
	[':'] = TEXT | CMD,
	[';'] = TEXT,
	['<'] = TEXT & ~(MARKDOWN | JSON | HTML),
	['='] = TEXT,
	['>'] = TEXT & ~(MARKDOWN | HTML),
	['?'] = TEXT,
	['@'] = (TEXT | CMD) & ~MARKDOWN,
	['A'] = ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
	ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
	['['] = TEXT & ~MARKDOWN,
	['\\'] = TEXT & ~(MARKDOWN | JSON | LIBCONFIG),
	[']'] = TEXT & ~MARKDOWN,
	['^'] = TEXT & ~MARKDOWN,
	['_'] = (TEXT | CMD) & ~MARKDOWN,
	['`'] = TEXT & ~MARKDOWN,
	['a'] = ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
	ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL,
	['{'] = TEXT & ~MARKDOWN,
	['|'] = TEXT & ~MARKDOWN,
	['}'] = TEXT & ~MARKDOWN,
	['~'] = TEXT & ~MARKDOWN,
};

/* How many bytes at the beginning stand for themselves: mostly all of them. */
static size_t plain_length(const char *text, enum language language)
{
	size_t length = 0;
	/* Most of what is written goes through here, byte by byte: four of them in one turn. */
	for (;; length += 4) {
		if (!(plain[(unsigned char)text[length]] & language))
			return length;
		if (!(plain[(unsigned char)text[length + 1]] & language))
			return length + 1;
		if (!(plain[(unsigned char)text[length + 2]] & language))
			return length + 2;
		if (!(plain[(unsigned char)text[length + 3]] & language))
			return length + 3;
	}
}

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

/* Appends what stands for itself, and gives the piece behind it; false at the end of the text. */
static bool special_next(struct buf *out, const char **text, enum language language,
        struct piece *piece)
{
	size_t length = plain_length(*text, language);
	buf_add(out, *text, length);
	*text += length;
	return piece_next(text, piece);
}

/* The same, with a harmless piece. */
static bool special_tame_next(struct buf *out, const char **text, enum language language,
        struct piece *piece)
{
	if (!special_next(out, text, language, piece))
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
	if (tame_next(&text, &piece))
		ends.first = ends.last = piece.code_point;
	while (*text) {
		size_t length = plain_length(text, PRINTED);
		text += length;
		if (length)
			ends.last = text[-1];
		else if (tame_next(&text, &piece))
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
	while (special_tame_next(out, &text, POWERSHELL, &piece)) {
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
	size_t length = plain_length(text, CMD);
	if (text[length])
		return false;
	buf_add(out, text, length);
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

/* A delimiter run between letters or digits neither opens nor closes emphasis (CommonMark 6.2); a
 * longer run than one sign is rare, and does not pass. */
static bool is_inside_word(const char *start, const char *at)
{
	return at > start && is_letter_or_digit(at[-1]) && is_letter_or_digit(at[1]);
}

/* A backslash stands for itself before everything but ASCII punctuation (CommonMark 2.4) and the end
 * of a line (6.7), which may come at a space and where the text ends. */
static bool is_escape(const char *behind)
{
	struct piece next;
	if (!tame_next(&behind, &next))
		return true;
	return next.code_point <= '~' && !is_letter_or_digit(next.code_point);
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
	case ')':
		return is_list_number(start, at);
	case '_':
		return !is_inside_word(start, at);
	case '\\':
		return is_escape(at + 1);
	default:
		return is_one_of(piece->code_point, "`*[]#!|~$@^{}");
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
static void put_markdown_piece(struct buf *out, const char *start, struct piece *piece,
        const char *bar)
{
	bool is_first = piece->bytes == start, is_sign = is_markdown_sign(start, piece);
	piece_tame(piece);
	const char *entity = markup_entity(piece->code_point);
	if (entity) {
		buf_puts(out, entity);
	} else if (piece->code_point == '|') {
		buf_puts(out, bar);
	} else if (is_first && piece->code_point == ' ') {
		buf_puts(out, "&#32;"); /* four of them would begin a code block */
	} else {
		if (is_sign)
			buf_putc(out, '\\');
		put_piece(out, piece);
	}
}

static void quote_markdown_with(struct buf *out, const char *text, const char *bar)
{
	const char *start = text;
	struct piece piece;
	/* What the text begins with may mean more than it does elsewhere. */
	for (bool more = piece_next(&text, &piece); more;
	        more = special_next(out, &text, MARKDOWN, &piece))
		put_markdown_piece(out, start, &piece, bar);
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
	while (special_tame_next(out, &text, PRINTED, &piece))
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

void quote_json(struct buf *out, const char *text)
{
	struct piece piece;
	buf_putc(out, '"');
	while (special_next(out, &text, JSON, &piece)) {
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
	while (special_tame_next(out, &text, HTML, &piece)) {
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
	while (special_tame_next(out, &text, DOUBLED, &piece)) {
		if (piece.code_point == '"')
			buf_putc(out, '"');
		put_piece(out, &piece);
	}
	buf_putc(out, '"');
}

void quote_comment(struct buf *out, const char *text)
{
	struct piece piece;
	while (special_next(out, &text, PRINTED, &piece))
		buf_putc(out, '?');
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
	while (special_next(out, &text, LIBCONFIG, &piece)) {
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
	while (special_tame_next(out, &text, DOUBLED, &piece)) {
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
	while (special_tame_next(out, &text, INF, &piece)) {
		if (piece.code_point == '"' || piece.code_point == '%')
			put_piece(out, &piece);
		put_piece(out, &piece);
	}
	buf_putc(out, '"');
}

void quote_terminal(struct buf *out, const char *text)
{
	struct piece piece;
	while (special_next(out, &text, PRINTED, &piece)) {
		if (utf8_is_hostile(piece.code_point))
			buf_putc(out, '?');
		else
			put_piece(out, &piece);
	}
}
