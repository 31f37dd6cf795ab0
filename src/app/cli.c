/* app/cli.c: one loop over the arguments, one over the options that were given. */
#include "app/cli.h"

#include <limits.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

struct reader {
	struct cli *cli;
	const struct subcommands *commands;
	const char *const *args; /* what is left of argv, NULL at the end */
	struct arena *arena;
	struct problem_list *problems;
	struct text_list words; /* the command and its operands */
	size_t first_operand;   /* index into words */
};

/* "; did you mean X?", else "; expected one of: ...". */
static const char *hint(struct reader *reader, const char *word, struct texts words,
        const char *dashes)
{
	const char *nearest = text_nearest(word, words);
	if (nearest)
		return arena_printf(reader->arena, "; did you mean '%s%s'?", dashes, nearest);
	return arena_printf(reader->arena, "; expected one of: %s",
	        texts_join(reader->arena, words, ", "));
}

static void problem_unknown_option(struct reader *reader, const char *spelled, const char *name)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < OPTION_COUNT; i++)
		LIST_PUSH(reader->arena, &names, option_rows[i].name);
	const char *nearest = *name ? text_nearest(name, texts_of(&names)) : NULL;
	problem_add(reader->problems, reader->arena, 0, "unknown option '%s'%s", spelled,
	        nearest ? arena_printf(reader->arena, "; did you mean '--%s'?", nearest)
	                : "; 'casplan help COMMAND' lists the options");
}

static bool value_is_number(const char *text)
{
	long number = 0;
	for (const char *c = text; *c; c++) {
		if (*c < '0' || *c > '9')
			return false;
		number = number * 10 + (*c - '0');
		if (number > INT_MAX)
			return false;
	}
	return *text != '\0';
}

static void value_check(struct reader *reader, const struct option_row *row, const char *value)
{
	struct date date;
	if (row->kind == OPTION_IS_DATE && !date_parse(value, &date))
		problem_add(reader->problems, reader->arena, 0,
		        "--%s: '%s' is no day; expected %s", row->name, value, row->value);
	if (row->kind == OPTION_IS_NUMBER && !value_is_number(value))
		problem_add(reader->problems, reader->arena, 0,
		        "--%s: '%s' is no number; expected digits", row->name, value);
	if (row->kind == OPTION_IS_CHOICE && !texts_have(row->choices, value))
		problem_add(reader->problems, reader->arena, 0, "--%s: '%s'%s", row->name, value,
		        hint(reader, value, row->choices, ""));
}

/* `value` NULL: none was written in the same argument. */
static void option_take(struct reader *reader, size_t option, const char *spelled,
        const char *value)
{
	const struct option_row *row = &option_rows[option];
	const char **place = &reader->cli->values[option];
	if (row->kind == OPTION_IS_FLAG) {
		if (value)
			problem_add(reader->problems, reader->arena, 0,
			        "option '%s' takes no value", spelled);
		*place = "";
		return;
	}
	/* What looks like an option is taken for one: "-o --force" has forgotten the folder. */
	if (!value && *reader->args && !(reader->args[0][0] == '-' && reader->args[0][1]))
		value = *reader->args++;
	if (!value || !*value) {
		problem_add(reader->problems, reader->arena, 0, "option '%s' needs a value: %s",
		        spelled, row->value);
		*place = "";
		return;
	}
	if (*place && **place)
		problem_add(reader->problems, reader->arena, 0, "option '--%s' is given twice",
		        row->name);
	else
		value_check(reader, row, value);
	*place = value;
}

static void read_long(struct reader *reader, const char *arg)
{
	const char *equals = strchr(arg, '=');
	const char *spelled =
	        equals ? arena_strndup(reader->arena, arg, (size_t)(equals - arg)) : arg;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (text_equal(option_rows[i].name, spelled + 2)) {
			option_take(reader, i, spelled, equals ? equals + 1 : NULL);
			return;
		}
	}
	problem_unknown_option(reader, spelled, spelled + 2);
}

static void read_short(struct reader *reader, const char *arg)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (option_rows[i].letter && option_rows[i].letter == arg[1]) {
			option_take(reader, i, arena_strndup(reader->arena, arg, 2),
			        arg[2] ? arg + 2 : NULL);
			return;
		}
	}
	problem_unknown_option(reader, arg, "");
}

static void read_arguments(struct reader *reader)
{
	bool options_over = false;
	while (*reader->args) {
		const char *arg = *reader->args++;
		if (options_over || arg[0] != '-' || !arg[1])
			LIST_PUSH(reader->arena, &reader->words, arg);
		else if (text_equal(arg, "--"))
			options_over = true;
		else if (arg[1] == '-')
			read_long(reader, arg);
		else
			read_short(reader, arg);
	}
}

/* A word that looks like a path, or like no command at all, names a file. */
static bool is_nameless(struct reader *reader, struct texts names)
{
	if (!reader->commands->nameless || reader->words.count > 1)
		return false;
	if (reader->words.count == 0)
		return true;
	const char *word = reader->words.items[0];
	return *word && !subcommand_find(reader->commands, word) &&
	       (strpbrk(word, "./") || !text_nearest(word, names));
}

static void find_command(struct reader *reader)
{
	struct texts names = subcommand_names(reader->commands, reader->arena);
	if (is_nameless(reader, names)) {
		reader->cli->command = reader->commands->nameless;
		return;
	}
	reader->first_operand = 1;
	if (reader->words.count == 0) {
		problem_add(reader->problems, reader->arena, 0, "no command; expected one of: %s",
		        texts_join(reader->arena, names, ", "));
		return;
	}
	const char *word = reader->words.items[0];
	reader->cli->command = subcommand_find(reader->commands, word);
	if (!reader->cli->command)
		problem_add(reader->problems, reader->arena, 0, "unknown command '%s'%s", word,
		        hint(reader, word, names, ""));
}

static void take_operands(struct reader *reader, const struct subcommand *command)
{
	for (size_t i = reader->first_operand; i < reader->words.count; i++) {
		if (i - reader->first_operand >= command->most)
			problem_add(reader->problems, reader->arena, 0,
			        "%s: unexpected argument '%s'", command->name,
			        reader->words.items[i]);
		else
			LIST_PUSH(reader->arena, &reader->cli->operands, reader->words.items[i]);
	}
	if (reader->cli->operands.count < command->least)
		problem_add(reader->problems, reader->arena, 0, "%s: %s is missing", command->name,
		        command->operand);
}

static void check_options(struct reader *reader, const struct subcommand *command)
{
	const unsigned everywhere = 1u << OPTION_HELP | 1u << OPTION_VERSION;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		unsigned bit = 1u << i;
		bool given = reader->cli->values[i] != NULL;
		if (given && !((command->options | everywhere) & bit))
			problem_add(reader->problems, reader->arena, 0,
			        "%s does not take the option '--%s'", command->name,
			        option_rows[i].name);
		if (!given && command->required & bit)
			problem_add(reader->problems, reader->arena, 0,
			        "%s: the option '--%s %s' is missing", command->name,
			        option_rows[i].name, option_rows[i].value);
	}
}

void cli_read(struct cli *cli, const struct subcommands *commands, int argc,
        const char *const *argv, struct arena *arena, struct problem_list *problems)
{
	*cli = (struct cli){ 0 };
	struct reader reader = {
		.cli = cli,
		.commands = commands,
		.args = argv + (argc > 0),
		.arena = arena,
		.problems = problems,
	};
	read_arguments(&reader);
	bool asks_about = cli_has(cli, OPTION_HELP) || cli_has(cli, OPTION_VERSION);
	if (!asks_about || reader.words.count > 0)
		find_command(&reader);
	if (!cli->command || asks_about)
		return;
	take_operands(&reader, cli->command);
	check_options(&reader, cli->command);
}

bool cli_has(const struct cli *cli, enum option_id option)
{
	return cli->values[option] != NULL;
}

const char *cli_value(const struct cli *cli, enum option_id option)
{
	return cli->values[option];
}

int cli_number(const struct cli *cli, enum option_id option, int fallback)
{
	int number = 0;
	if (!cli->values[option])
		return fallback;
	for (const char *c = cli->values[option]; *c; c++)
		number = number * 10 + (*c - '0');
	return number;
}

const struct subcommand *subcommand_find(const struct subcommands *commands, const char *name)
{
	for (size_t i = 0; i < commands->count; i++) {
		if (text_equal(commands->items[i].name, name))
			return &commands->items[i];
	}
	return NULL;
}

struct texts subcommand_names(const struct subcommands *commands, struct arena *arena)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < commands->count; i++)
		LIST_PUSH(arena, &names, commands->items[i].name);
	return texts_of(&names);
}
