/*
 * app/cli.h: the command line as tables, and the loop that reads it.
 *
 * Options mean the same in every command that accepts them, and each is one row; so is each
 * command. Reader and help know none of them by name. Options may stand before or after the command
 * and its operands; "--" ends them. All problems are collected.
 */
#ifndef APP_CLI_H
#define APP_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/problem.h"

/* Exit status (CONTRACT section 1). */
enum status {
	STATUS_FINE = 0,
	STATUS_FOUND = 1,       /* done, but the plan has error findings or the proof a "fail" */
	STATUS_WRONG = 2,       /* the command line or an input file is wrong */
	STATUS_ENVIRONMENT = 3, /* disk, memory, permissions */
};

enum option_id {
	OPTION_OUTPUT,
	OPTION_FORCE,
	OPTION_NEW_KEYS,
	OPTION_SEED_KEYS,
	OPTION_PASSPHRASE_FD,
	OPTION_ISSUED,
	OPTION_KEYS,
	OPTION_CHAIN,
	OPTION_PFX_PASSWORD_FD,
	OPTION_ALLOW_ERRORS,
	OPTION_PRODUCT,
	OPTION_TOPOLOGY,
	OPTION_SCENARIO,
	OPTION_DATE,
	OPTION_SHARE,
	OPTION_SCREENS,
	OPTION_PLAIN,
	OPTION_MOUSE,
	OPTION_ADVISE,
	OPTION_DETAILS,
	OPTION_JSON,
	OPTION_COLOR,
	OPTION_QUIET,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_COUNT
};

enum option_kind {
	OPTION_IS_FLAG,
	OPTION_IS_TEXT,   /* not empty */
	OPTION_IS_DATE,   /* YYYY-MM-DD */
	OPTION_IS_NUMBER, /* 0 to INT_MAX */
	OPTION_IS_CHOICE, /* one of `choices` */
};

struct option_row {
	const char *name; /* without the dashes */
	char letter;      /* '\0': none */
	enum option_kind kind;
	const char *value; /* what help calls the value; NULL for a flag */
	struct texts choices;
	const char *text; /* what it does, for help */
};

extern const struct option_row option_rows[OPTION_COUNT];

struct app;

struct subcommand {
	const char *name;
	const char *synopsis; /* what follows the name: "FILE -o DIR [OPTION]..." */
	const char *summary;  /* a few words for the list of commands */
	const char *text;     /* paragraphs for its own help, separated by an empty line */
	const char *operand;  /* what a message calls its operand: "FILE"; NULL: takes none */
	size_t least, most;   /* operands */
	unsigned options;     /* bit 1 << enum option_id: accepted (help and version always are) */
	unsigned required;    /* bits of those that must be given */
	enum status (*run)(const struct app *app);
};

struct subcommands {
	const struct subcommand *items;
	size_t count;
	/* What runs without the name of a command: all words are its operands. NULL: nothing does. */
	const struct subcommand *nameless;
};

extern const struct subcommands subcommands;

struct cli {
	const struct subcommand *command; /* NULL: only --help or --version was given */
	const char *values[OPTION_COUNT];  /* borrowed from argv; "" for a flag; NULL: not given */
	struct text_list operands;         /* without the command */
};

/* What a command is run with. */
struct app {
	const struct cli *cli;
	struct arena *arena;
	bool colour; /* standard output may be coloured */
	bool quiet;
};

/* Reads argv[1] and on. Problems have no line; with problems, `cli` is not to be used. */
void cli_read(struct cli *cli, const struct subcommands *commands, int argc,
        const char *const *argv, struct arena *arena, struct problem_list *problems);

bool cli_has(const struct cli *cli, enum option_id option);
const char *cli_value(const struct cli *cli, enum option_id option); /* NULL: not given */
/* Of an option of kind number; `fallback` where it was not given. */
int cli_number(const struct cli *cli, enum option_id option, int fallback);

const struct subcommand *subcommand_find(const struct subcommands *commands, const char *name);
struct texts subcommand_names(const struct subcommands *commands, struct arena *arena);

#endif
