/* store/scan.c: libconfig's grammar, without libconfig. The depth is limited, so it recurses. */
#include "store/scan.h"

#include <stdarg.h>
#include <string.h>

#include "scan_token.h"

const struct scan_limits scan_default_limits = {
	.file_bytes = (size_t)8 * 1024 * 1024,
	.token_bytes = (size_t)64 * 1024,
	.depth = 16,
	.group_names = 64,
	.values = 120000,
	.problems = 100,
};

/* What a value is, as far as an array minds. */
enum value_type { VALUE_NONE, VALUE_FLAG, VALUE_INTEGER, VALUE_FLOAT, VALUE_TEXT, VALUE_OTHER };

static const char *const type_words[] = { "nothing", "true or false", "a whole number",
	"a decimal number", "a text", "a group or list" };

/* An array's items are of one type, and no brackets; said once for each array. */
struct array_check {
	enum value_type type; /* of the first */
	int line;
	bool is_mixed, has_brackets;
};

/* `array`: the value is an item of one; NULL: it is not. */
static enum value_type take_value(struct scan *scan, struct array_check *array);
static void take_settings(struct scan *scan, enum token_kind closer, int opened);

void scan_stop(struct scan *scan)
{
	scan->stopped = true;
	scan->notes.sound = false;
	scan->token = scan->ahead = (struct token){ .kind = TOKEN_END, .line = scan->line };
}

static void PRINTF_LIKE(3, 0)
        scan_vproblem(struct scan *scan, int line, const char *format, va_list values)
{
	if (scan->stopped)
		return;
	if (scan->problem_count++ < scan->limits->problems) {
		problem_add(scan->problems, scan->arena, line, "%s",
		        arena_vprintf(scan->arena, format, values));
		return;
	}
	problem_add(scan->problems, scan->arena, line,
	        "more than %zu problems; mend these first, the rest was not read",
	        scan->limits->problems);
	scan_stop(scan);
}

void scan_problem(struct scan *scan, int line, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	scan_vproblem(scan, line, format, values);
	va_end(values);
}

void scan_broken(struct scan *scan, int line, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	scan_vproblem(scan, line, format, values);
	va_end(values);
	scan->notes.sound = false;
}

void scan_edit_add(struct scan *scan, size_t from, size_t to, const char *with)
{
	if (!scan->stopped)
		LIST_PUSH(scan->arena, &scan->notes.edits, ((struct scan_edit){ from, to, with }));
}

static bool is_opener(enum token_kind kind)
{
	return kind == TOKEN_GROUP_OPEN || kind == TOKEN_LIST_OPEN || kind == TOKEN_ARRAY_OPEN;
}

static bool is_closer(enum token_kind kind)
{
	return kind == TOKEN_GROUP_CLOSE || kind == TOKEN_LIST_CLOSE || kind == TOKEN_ARRAY_CLOSE;
}

static bool is_separator(enum token_kind kind)
{
	return kind == TOKEN_SEMICOLON || kind == TOKEN_COMMA;
}

static bool starts_value(enum token_kind kind)
{
	return kind == TOKEN_FLAG || kind == TOKEN_INTEGER || kind == TOKEN_FLOAT ||
	        kind == TOKEN_TEXT || is_opener(kind);
}

static bool starts_setting(const struct scan *scan)
{
	return scan->token.kind == TOKEN_NAME && scan->ahead.kind == TOKEN_EQUALS;
}

/* Does the token close a bracket that is open, perhaps further out? */
static bool closes_something(const struct scan *scan)
{
	return is_closer(scan->token.kind) && scan->open[scan->token.kind] > 0;
}

/* Skips to where settings may go on: behind a semicolon, before a name with its "=", or before a
 * bracket that closes something. Brackets that open on the way are skipped with their content. */
static void resume_settings(struct scan *scan)
{
	size_t depth = 0;
	while (scan->token.kind != TOKEN_END) {
		if (depth == 0 && (starts_setting(scan) || closes_something(scan)))
			return;
		bool is_end = depth == 0 && is_separator(scan->token.kind);
		if (is_opener(scan->token.kind))
			depth++;
		else if (is_closer(scan->token.kind) && depth > 0)
			depth--;
		token_advance(scan);
		if (is_end)
			return;
	}
}

/* Skips the rest of a value that is none: to a separator, a bracket that closes something, the next
 * setting or the next line. */
static void skip_value(struct scan *scan)
{
	do
		token_advance(scan);
	while (scan->token.kind != TOKEN_END && !scan->token.first && !starts_setting(scan) &&
	        !is_separator(scan->token.kind) && !closes_something(scan));
}

/* Skips a bracket and all in it, whatever its depth. */
static void skip_brackets(struct scan *scan)
{
	size_t depth = 0;
	do {
		if (is_opener(scan->token.kind))
			depth++;
		else if (is_closer(scan->token.kind))
			depth--;
		token_advance(scan);
	} while (depth > 0 && scan->token.kind != TOKEN_END);
	if (depth > 0)
		scan->ended = true;
}

/* Ends what a bracket opened. Where its partner is missing, what is there is for those outside. */
static void take_closer(struct scan *scan, enum token_kind closer, const char *signs, int opened)
{
	if (scan->token.kind == closer) {
		token_advance(scan);
		return;
	}
	if (scan->token.kind == TOKEN_END && scan->ended)
		return;
	if (scan->token.kind == TOKEN_END)
		scan->ended = true;
	scan_broken(scan, opened,
	        "the \"%c\" that begins here is not closed; \"%c\" was expected before %s%s",
	        signs[0], signs[1], token_words(scan, &scan->token),
	        scan->token.kind == TOKEN_END ?
	                "" :
	                arena_printf(scan->arena, " in line %d", scan->token.line));
}

/* Counts a setting or item, and notes its line. */
static void count_value(struct scan *scan, int line)
{
	LIST_PUSH(scan->arena, &scan->notes.lines, line);
	if (++scan->value_count <= scan->limits->values)
		return;
	scan_broken(scan, line, "more than %zu values in one file; the rest was not read",
	        scan->limits->values);
	scan_stop(scan);
}

static void take_group(struct scan *scan)
{
	int opened = scan->token.line;
	token_advance(scan);
	take_settings(scan, TOKEN_GROUP_CLOSE, opened);
	take_closer(scan, TOKEN_GROUP_CLOSE, "{}", opened);
}

/* Skips what can be behind no item. */
static void skip_junk(struct scan *scan, enum token_kind closer)
{
	enum token_kind kind = scan->token.kind;
	if (kind == closer || kind == TOKEN_END || kind == TOKEN_NAME || kind == TOKEN_WORD ||
	        is_separator(kind) || starts_value(kind) || closes_something(scan))
		return;
	scan_broken(scan, scan->token.line, "%s has no place in a list; a comma was expected",
	        token_words(scan, &scan->token));
	skip_value(scan);
}

/* What follows an item; false: the list ends here, well or not. */
static bool take_comma(struct scan *scan, enum token_kind closer)
{
	skip_junk(scan, closer);
	if (scan->token.kind == closer || scan->token.kind == TOKEN_END)
		return false;
	if (scan->token.kind == TOKEN_COMMA) {
		struct token comma = scan->token;
		token_advance(scan);
		if (scan->token.kind != closer)
			return !starts_setting(scan);
		scan_problem(scan, comma.line,
		        "a comma behind the last item; \"%c\" was expected instead of it",
		        scan->text[scan->token.from]);
		scan_edit_add(scan, comma.from, comma.to, "");
		return false;
	}
	if (scan->token.kind == TOKEN_SEMICOLON || starts_setting(scan) || closes_something(scan))
		return false;
	scan_broken(scan, scan->token.line, "%s in a list has no comma before it; one was expected",
	        token_words(scan, &scan->token));
	return true;
}

static void check_item(struct scan *scan, struct array_check *check, enum value_type type, int line)
{
	if (check->type == VALUE_NONE) {
		check->type = type;
		check->line = line;
	}
	if (type == VALUE_NONE || type == check->type || check->is_mixed)
		return;
	check->is_mixed = true;
	scan_problem(scan, line,
	        "an array of mixed types: %s, but %s in line %d; one type was expected",
	        type_words[type], type_words[check->type], check->line);
}

/* ( ... ) or [ ... ]. */
static void take_list(struct scan *scan, bool is_array)
{
	struct token opener = scan->token;
	enum token_kind closer = is_array ? TOKEN_ARRAY_CLOSE : TOKEN_LIST_CLOSE;
	struct array_check check = { 0 };
	size_t line_count = scan->notes.lines.count;
	token_advance(scan);
	if (starts_setting(scan)) {
		scan_broken(scan, scan->token.line,
		        "the setting %s right inside a list; braces { } around "
		        "it and its like were expected",
		        token_words(scan, &scan->token));
		take_settings(scan, closer, opener.line);
	}
	while (scan->token.kind != closer && scan->token.kind != TOKEN_END) {
		int line = scan->token.line;
		count_value(scan, line);
		enum value_type type = take_value(scan, is_array ? &check : NULL);
		if (is_array)
			check_item(scan, &check, type, line);
		if (!take_comma(scan, closer))
			break;
	}
	take_closer(scan, closer, is_array ? "[]" : "()", opener.line);
	if (check.is_mixed) {
		scan_edit_add(scan, opener.from, scan->last_end, "\"" SCAN_REFUSED "\"");
		scan->notes.lines.count = line_count;
	}
}

static void take_brackets(struct scan *scan)
{
	enum token_kind opener = scan->token.kind;
	if (scan->depth >= scan->limits->depth) {
		scan_broken(scan, scan->token.line,
		        "brackets more than %zu levels deep; no answer lies deeper than a few",
		        scan->limits->depth);
		skip_brackets(scan);
		return;
	}
	enum token_kind closer = opener == TOKEN_GROUP_OPEN ? TOKEN_GROUP_CLOSE :
	        opener == TOKEN_LIST_OPEN                   ? TOKEN_LIST_CLOSE :
	                                                      TOKEN_ARRAY_CLOSE;
	scan->depth++;
	scan->open[closer]++;
	if (opener == TOKEN_GROUP_OPEN)
		take_group(scan);
	else
		take_list(scan, opener == TOKEN_ARRAY_OPEN);
	scan->open[closer]--;
	scan->depth--;
}

/* Texts side by side are one text to libconfig. */
static void take_texts(struct scan *scan)
{
	struct token first = scan->token;
	size_t bytes = 0, pieces = 0;
	for (; scan->token.kind == TOKEN_TEXT; pieces++) {
		bytes += scan->token.to - scan->token.from;
		token_advance(scan);
	}
	if (pieces < 2 || bytes <= scan->limits->token_bytes)
		return;
	scan_broken(scan, first.line, "a text of %zu bytes in pieces; at most %zu were expected",
	        bytes, scan->limits->token_bytes);
}

/* Do the quotes of a word processor (U+201C to U+201F) stand at its beginning? */
static bool has_typographic_quote(const struct scan *scan, const struct token *token)
{
	const char *text = scan->text + token->from;
	return token->to - token->from >= 3 && memcmp(text, "\xe2\x80", 2) == 0 &&
	        (unsigned char)text[2] >= 0x9c && (unsigned char)text[2] <= 0x9f;
}

/* What stands where a value should. */
static void refuse_value(struct scan *scan)
{
	const struct token token = scan->token;
	const char *words = token_words(scan, &token);
	if (token.kind == TOKEN_END && scan->ended)
		return;
	if (token.kind == TOKEN_END || starts_setting(scan) || is_separator(token.kind) ||
	        closes_something(scan)) {
		scan_broken(scan, token.line,
		        "no value before %s; a text in double quotes, a number, "
		        "true, false or a bracket was expected",
		        words);
		while (token.kind == TOKEN_COMMA && scan->ahead.kind == TOKEN_COMMA)
			token_advance(scan);
		return;
	}
	if (has_typographic_quote(scan, &token))
		scan_broken(scan, token.line,
		        "%s begins with a typographic quote; the plain double "
		        "quote (\") was expected",
		        words);
	else if (token.kind == TOKEN_NAME || token.kind == TOKEN_WORD)
		scan_broken(scan, token.line,
		        "%s is no value; a text in double quotes (\"), a number, "
		        "true or false was expected",
		        words);
	else
		scan_broken(scan, token.line,
		        "%s is no value; a text in double quotes, a number, true, "
		        "false or a bracket was expected",
		        words);
	skip_value(scan);
}

static void refuse_brackets(struct scan *scan, struct array_check *array)
{
	if (!array->has_brackets)
		scan_broken(scan, scan->token.line,
		        "%s inside [ ]; texts, numbers or flags were "
		        "expected, or ( ) around groups and lists",
		        token_words(scan, &scan->token));
	array->has_brackets = true;
	skip_brackets(scan);
}

static enum value_type take_value(struct scan *scan, struct array_check *array)
{
	if (array && is_opener(scan->token.kind)) {
		refuse_brackets(scan, array);
		return VALUE_NONE;
	}
	switch (scan->token.kind) {
	case TOKEN_FLAG:
		token_advance(scan);
		return VALUE_FLAG;
	case TOKEN_INTEGER:
		token_advance(scan);
		return VALUE_INTEGER;
	case TOKEN_FLOAT:
		token_advance(scan);
		return VALUE_FLOAT;
	case TOKEN_TEXT:
		take_texts(scan);
		return VALUE_TEXT;
	case TOKEN_GROUP_OPEN:
	case TOKEN_LIST_OPEN:
	case TOKEN_ARRAY_OPEN:
		take_brackets(scan);
		return VALUE_OTHER;
	default:
		refuse_value(scan);
		return VALUE_NONE;
	}
}

/* The name among those that its group has; NULL, and now it is one of them. */
static const struct seen_name *seen_before(struct scan *scan, size_t first)
{
	const struct token *token = &scan->token;
	size_t length = token->to - token->from;
	for (size_t i = first; i < scan->names.count; i++) {
		const struct seen_name *seen = &scan->names.items[i];
		if (seen->length == length &&
		        memcmp(scan->text + seen->from, scan->text + token->from, length) == 0)
			return seen;
	}
	LIST_PUSH(scan->arena, &scan->names,
	        ((struct seen_name){ .from = token->from, .length = length, .line = token->line }));
	return NULL;
}

/* `first`: where the names of this group begin on the stack. False: the name is a duplicate. */
static bool check_name(struct scan *scan, size_t first, int opened)
{
	if (scan->names.count - first > scan->limits->group_names)
		return true; /* said already; the names are no longer noted */
	const struct seen_name *seen = seen_before(scan, first);
	if (seen) {
		scan_problem(scan, scan->token.line,
		        "%s stands twice in the same group; once was expected, and line %d has it",
		        token_words(scan, &scan->token), seen->line);
		return false;
	}
	if (scan->names.count - first > scan->limits->group_names)
		scan_broken(scan, scan->token.line,
		        "more than %zu names in the group that begins in line %d; "
		        "no group of answers has so many",
		        scan->limits->group_names, opened);
	return true;
}

static void take_setting(struct scan *scan, size_t first, int opened)
{
	struct token name = scan->token;
	size_t line_count = scan->notes.lines.count;
	bool is_new = check_name(scan, first, opened);
	count_value(scan, name.line);
	token_advance(scan);
	if (scan->token.kind == TOKEN_EQUALS) {
		token_advance(scan);
	} else {
		scan_broken(scan, scan->token.line, "%s behind the name %s; \"=\" was expected",
		        token_words(scan, &scan->token), token_words(scan, &name));
		if (!starts_value(scan->token.kind)) {
			resume_settings(scan);
			return;
		}
	}
	take_value(scan, NULL);
	if (is_separator(scan->token.kind))
		token_advance(scan);
	if (!is_new) {
		scan_edit_add(scan, name.from, scan->last_end, "");
		scan->notes.lines.count = line_count;
	}
}

/* What is no setting, where one should begin. */
static void refuse_setting(struct scan *scan)
{
	struct token token = scan->token;
	const char *words = token_words(scan, &token);
	if (token.kind == TOKEN_INCLUDE) {
		token_advance(scan);
		return;
	}
	if (is_separator(token.kind)) {
		scan_problem(scan, token.line, "%s with nothing before it; a name was expected",
		        words);
		for (; is_separator(scan->token.kind); token_advance(scan))
			;
		scan_edit_add(scan, token.from, scan->last_end, "");
		return;
	}
	scan_broken(scan, token.line, "%s has no place here; a name and \"=\" were expected",
	        words);
	resume_settings(scan);
}

/* The settings of a group up to its closing bracket, or of the file. */
static void take_settings(struct scan *scan, enum token_kind closer, int opened)
{
	size_t first = scan->names.count;
	while (scan->token.kind != TOKEN_END && scan->token.kind != closer) {
		if (scan->token.kind == TOKEN_NAME)
			take_setting(scan, first, opened);
		else if (closes_something(scan))
			break;
		else
			refuse_setting(scan);
	}
	scan->names.count = first;
}

/* Edits as they will be made: in order, and none inside another. */
static void sort_edits(struct scan_edits *edits)
{
	for (size_t i = 1; i < edits->count; i++) {
		struct scan_edit moving = edits->items[i];
		size_t j = i;
		for (; j > 0 && edits->items[j - 1].from > moving.from; j--)
			edits->items[j] = edits->items[j - 1];
		edits->items[j] = moving;
	}
	size_t kept = 0;
	for (size_t i = 0; i < edits->count; i++) {
		if (kept == 0 || edits->items[i].from >= edits->items[kept - 1].to)
			edits->items[kept++] = edits->items[i];
	}
	edits->count = kept;
}

bool scan_text_noting(const char *text, size_t length, const struct scan_limits *limits,
        struct problem_list *problems, struct arena *arena, struct scan_notes *notes)
{
	struct scan scan = {
		.text = text,
		.length = length,
		.limits = limits,
		.problems = problems,
		.arena = arena,
		.notes = { .sound = true },
		.line = 1,
		.fresh = true,
	};
	if (length > limits->file_bytes) {
		scan_broken(&scan, 0, "the file has %zu bytes; at most %zu were expected", length,
		        limits->file_bytes);
	} else {
		token_start(&scan);
		take_settings(&scan, TOKEN_END, 1);
		sort_edits(&scan.notes.edits);
	}
	*notes = scan.notes;
	return scan.problem_count == 0;
}

bool scan_text(const char *text, size_t length, const struct scan_limits *limits,
        struct problem_list *problems, struct arena *arena)
{
	struct scan_notes notes;
	return scan_text_noting(text, length, limits, problems, arena, &notes);
}

void scan_mend(const char *text, size_t length, const struct scan_edits *edits, struct buf *out)
{
	size_t at = 0;
	for (size_t i = 0; i < edits->count; i++) {
		const struct scan_edit *edit = &edits->items[i];
		buf_add(out, text + at, edit->from - at);
		buf_puts(out, edit->with);
		for (at = edit->from; at < edit->to; at++) {
			if (text[at] == '\n')
				buf_putc(out, '\n');
		}
	}
	buf_add(out, text + at, length - at);
	buf_putc(out, '\n');
}
