/*
 * core/command_lint.c: a reader for the little of PowerShell and cmd that steps are written in.
 *
 * It need not understand everything, because what it reads was written for it; it must only never
 * take a string for code or code for a string.
 */
#include "command_lint.h"

#include <string.h>

#include "base/text.h"
#include "core/command.h"

/* Nested brackets; a command deeper than this has no business in a step. */
#define DEPTH_MAX 16
#define WORD_SIZE 128

/* A cmdlet_row of this id has the parameters of all cmdlets. */
#define COMMON_PARAMETERS "*"

enum mode {
	MODE_START,      /* a command or an expression begins here */
	MODE_CALL,       /* behind the call operator: the name of a program */
	MODE_COMMAND,    /* arguments of `command` */
	MODE_EXPRESSION, /* values and operators */
};

struct frame {
	enum mode mode;
	bool is_table; /* @{ }: keys and values, no commands between them */
	char command[WORD_SIZE];
};

struct reader {
	struct lint *lint;
	const struct command_row *row;
	const char *start, *at;
	struct frame frames[DEPTH_MAX];
	size_t depth;
};

/* ---- facts ---- */

/* Does some row of the cmdlet allow the parameter in this release? NULL: is there one at all? */
static bool release_allows(const struct know *know, struct release release, const char *cmdlet,
        const char *parameter)
{
	LIST_EACH(const struct cmdlet_row, row, know->cmdlets) {
		if (text_equal(row->id, cmdlet) && release_in(know, release, row->products) &&
		        (!parameter || texts_have(row->parameters, parameter)))
			return true;
	}
	return false;
}

static struct texts cmdlet_ids(struct lint *lint)
{
	struct text_list ids = { 0 };
	LIST_EACH(const struct cmdlet_row, row, lint->know->cmdlets)
		LIST_PUSH(lint->arena, &ids, row->id);
	return texts_of(&ids);
}

static struct texts parameters_of(struct lint *lint, const char *cmdlet)
{
	struct text_list parameters = { 0 };
	LIST_EACH(const struct cmdlet_row, row, lint->know->cmdlets) {
		if (!text_equal(row->id, cmdlet))
			continue;
		for (size_t i = 0; i < row->parameters.count; i++)
			LIST_PUSH(lint->arena, &parameters, row->parameters.items[i]);
	}
	return texts_of(&parameters);
}

/* In the plan's own release, or in the older one whose shell the row names. */
static bool command_runs_in(const struct reader *reader, struct release release)
{
	const struct know *know = reader->lint->know;
	if (reader->row->shell)
		return release_in(know, release, reader->row->shell);
	return release_in(know, release, reader->lint->step->products) &&
	        release_in(know, release, reader->row->products);
}

/* A release of the command's whole range that lacks the cmdlet or the parameter. */
static bool find_lacking(struct reader *reader, const char *cmdlet, const char *parameter,
        struct release *lacking)
{
	const struct know *know = reader->lint->know;
	LIST_EACH(const struct product_row, product, know->products) {
		for (size_t i = 0; i < product->updates.count; i++) {
			struct release release = { product, i };
			if (!command_runs_in(reader, release))
				continue;
			if (release_allows(know, release, cmdlet, parameter) ||
			        (parameter && release_allows(know, release, COMMON_PARAMETERS,
			                              parameter)))
				continue;
			*lacking = release;
			return true;
		}
	}
	return false;
}

static const char *release_text(struct lint *lint, struct release release)
{
	return arena_printf(lint->arena, "%s %s", release.product->id,
	        release.product->updates.items[release.update]);
}

static void check_command(struct reader *reader, const char *name)
{
	struct release lacking;
	if (find_lacking(reader, name, NULL, &lacking))
		lint_complain(reader->lint, "%s is no cmdlet or program of %s in share/cmdlets.cfg"
		        "%s", name, release_text(reader->lint, lacking),
		        lint_hint(reader->lint, name, cmdlet_ids(reader->lint)));
}

static void check_parameter(struct reader *reader, const char *cmdlet, const char *parameter)
{
	struct release lacking;
	struct texts known = parameters_of(reader->lint, cmdlet);
	/* Programs have no parameters in the table: their switches are their own affair. */
	if (known.count && find_lacking(reader, cmdlet, parameter, &lacking))
		lint_complain(reader->lint, "%s has no parameter -%s in %s%s", cmdlet, parameter,
		        release_text(reader->lint, lacking),
		        lint_hint(reader->lint, parameter, known));
}

/* ---- variables ---- */

/* The variable that begins at `text`, or NULL; *length is that of its whole text. */
static const char *variable_at(const char *text, struct template_part *part, size_t *length)
{
	const char *end = text;
	if (*text != '{' || !template_next(&end, part) || !part->name[0])
		return NULL;
	*length = (size_t)(end - text);
	return part->name;
}

/* Complains about every variable between `from` and `to`. */
static void refuse_variables(struct reader *reader, const char *from, const char *to,
        const char *place)
{
	struct template_part part;
	size_t length;
	for (; from < to; from++) {
		const char *name = variable_at(from, &part, &length);
		if (name)
			lint_complain(reader->lint, "{%s} stands %s: a variable is a whole "
			        "argument and brings its own quotes", name, place);
	}
}

static bool is_edge(char c, const char *edges)
{
	return !c || strchr(edges, c);
}

static void check_edges(struct reader *reader, const char *name, size_t length, const char *before,
        const char *after)
{
	char left = reader->at == reader->start ? '\0' : reader->at[-1];
	if (!is_edge(left, before) || !is_edge(reader->at[length], after))
		lint_complain(reader->lint, "{%s} is glued to other characters: a variable is a "
		        "whole argument", name);
}

/* ---- PowerShell ---- */

static struct frame *frame_of(struct reader *reader)
{
	return &reader->frames[reader->depth];
}

static void frame_enter(struct reader *reader, bool is_table)
{
	if (reader->depth + 1 == DEPTH_MAX) {
		lint_complain(reader->lint, "brackets are nested more than %d deep", DEPTH_MAX);
		return;
	}
	reader->depth++;
	*frame_of(reader) = (struct frame){
		.mode = is_table ? MODE_EXPRESSION : MODE_START,
		.is_table = is_table,
	};
}

/* What stood here was a value. */
static void frame_value(struct reader *reader)
{
	if (frame_of(reader)->mode == MODE_START)
		frame_of(reader)->mode = MODE_EXPRESSION;
}

static void frame_leave(struct reader *reader)
{
	if (reader->depth == 0) {
		lint_complain(reader->lint, "a closing bracket has no opening one");
		return;
	}
	reader->depth--;
	frame_value(reader);
}

static void frame_command(struct reader *reader, const char *name)
{
	struct frame *frame = frame_of(reader);
	frame->mode = MODE_COMMAND;
	strcpy(frame->command, name);
	check_command(reader, name);
}

/* The end of the string that begins here; single quotes end at a quote that is not doubled, double
 * ones know the backtick as well. */
static const char *string_end(const char *start)
{
	char quote = *start;
	const char *c = start + 1;
	for (; *c; c++) {
		if (*c == '`' && quote == '"' && c[1])
			c++;
		else if (*c == quote && c[1] == quote)
			c++;
		else if (*c == quote)
			return c + 1;
	}
	return NULL;
}

/* The file name at the end of a path. */
static void copy_base_name(char name[static WORD_SIZE], const char *path, size_t length)
{
	size_t from = length;
	while (from > 0 && !strchr("\\\"'", path[from - 1]))
		from--;
	length -= from;
	if (length >= WORD_SIZE)
		length = WORD_SIZE - 1;
	memcpy(name, path + from, length);
	name[length] = '\0';
}

static void read_string(struct reader *reader)
{
	const char *end = string_end(reader->at);
	if (!end) {
		lint_complain(reader->lint, "a string is not closed");
		end = reader->at + strlen(reader->at);
	}
	refuse_variables(reader, reader->at, end, "inside quotes");
	if (frame_of(reader)->mode == MODE_CALL) {
		char name[WORD_SIZE];
		copy_base_name(name, reader->at, (size_t)(end - reader->at) - 1);
		frame_command(reader, name);
	}
	frame_value(reader);
	reader->at = end;
}

/* Words that a statement follows. */
static bool is_keyword(const char *word)
{
	static const char *const words[] = { "if", "else", "elseif", "foreach", "return", "throw",
		"try", "catch", "finally", "in" };
	return texts_have((struct texts){ words, COUNT_OF(words) }, word);
}

static bool is_expression_start(char c)
{
	return strchr("$[@!+-.", c) || (c >= '0' && c <= '9');
}

static void take_parameter(struct reader *reader, const char *word)
{
	char name[WORD_SIZE];
	size_t length = strcspn(word + 1, ":");
	memcpy(name, word + 1, length);
	name[length] = '\0';
	check_parameter(reader, frame_of(reader)->command, name);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void take_word(struct reader *reader, const char *word)
{
	struct frame *frame = frame_of(reader);
	char name[WORD_SIZE];
	switch (frame->mode) {
	case MODE_START:
		if (is_expression_start(*word))
			frame->mode = MODE_EXPRESSION;
		else if (!is_keyword(word))
			frame_command(reader, word);
		break;
	case MODE_CALL:
		copy_base_name(name, word, strlen(word));
		frame_command(reader, name);
		break;
	case MODE_COMMAND:
		if (word[0] == '-' && is_letter(word[1]))
			take_parameter(reader, word);
		break;
	case MODE_EXPRESSION:
		break;
	}
}

static void read_word(struct reader *reader)
{
	bool is_argument = frame_of(reader)->mode == MODE_COMMAND;
	size_t length = strcspn(reader->at, is_argument ? " \t(){};|,'\"" : " \t(){};|,'\"=");
	char word[WORD_SIZE];
	size_t kept = length < WORD_SIZE ? length : WORD_SIZE - 1;
	memcpy(word, reader->at, kept);
	word[kept] = '\0';
	reader->at += length;
	take_word(reader, word);
}

static void read_comment(struct reader *reader)
{
	const char *end = reader->at + strlen(reader->at);
	refuse_variables(reader, reader->at, end, "in a comment");
	reader->at = end;
}

/* Brackets and separators; false: it is none. */
static bool read_sign(struct reader *reader)
{
	struct frame *frame = frame_of(reader);
	switch (*reader->at) {
	case '(':
		frame_enter(reader, false);
		break;
	case '{':
		frame_enter(reader, reader->at > reader->start && reader->at[-1] == '@');
		break;
	case ')':
	case '}':
		frame_leave(reader);
		break;
	case '|':
	case ';':
		frame->mode = frame->is_table ? MODE_EXPRESSION : MODE_START;
		break;
	case '=':
		frame->mode = MODE_START;
		break;
	case '&':
		frame->mode = MODE_CALL;
		break;
	case ' ':
	case '\t':
	case ',':
		break;
	default:
		return false;
	}
	reader->at++;
	return true;
}

static void read_powershell(struct reader *reader)
{
	struct template_part part;
	size_t length;
	while (*reader->at) {
		const char *name = variable_at(reader->at, &part, &length);
		if (name) {
			check_edges(reader, name, length, " (,[", " ),];|");
			frame_value(reader);
			reader->at += length;
		} else if (*reader->at == '\'' || *reader->at == '"') {
			read_string(reader);
		} else if (*reader->at == '#') {
			read_comment(reader);
		} else if (!read_sign(reader)) {
			read_word(reader);
		}
	}
	if (reader->depth > 0)
		lint_complain(reader->lint, "a bracket is not closed");
}

/* ---- cmd ---- */

static void read_cmd_variable(struct reader *reader, const char *name, size_t length,
        bool in_quotes)
{
	if (in_quotes)
		refuse_variables(reader, reader->at, reader->at + 1, "inside quotes");
	else
		check_edges(reader, name, length, " ", " ");
}

static void read_cmd(struct reader *reader)
{
	struct template_part part;
	size_t length;
	bool in_quotes = false;
	char name[WORD_SIZE];
	copy_base_name(name, reader->at, strcspn(reader->at, " "));
	check_command(reader, strchr(name, '.') ?
	                name : arena_printf(reader->lint->arena, "%s.exe", name));
	while (*reader->at) {
		const char *variable = variable_at(reader->at, &part, &length);
		if (variable) {
			read_cmd_variable(reader, variable, length, in_quotes);
			reader->at += length;
			continue;
		}
		in_quotes ^= *reader->at == '"';
		reader->at++;
	}
	if (in_quotes)
		lint_complain(reader->lint, "a string is not closed");
}

void command_lint(struct lint *lint, const struct command_row *command)
{
	struct reader reader = {
		.lint = lint,
		.row = command,
		.start = command->text,
		.at = command->text,
	};
	if (text_equal(command->lang, "cmd"))
		read_cmd(&reader);
	else if (text_equal(command->lang, "powershell"))
		read_powershell(&reader);
	else
		lint_complain(lint, "unknown language \"%s\"; powershell or cmd was expected",
		        command->lang);
}
