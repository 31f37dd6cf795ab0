/* app/commands.c: the commands, each once. In the order in which help lists them. */
#include "commands.h"

#define BIT(option) (1u << (option))
#define READS_ANSWERS (BIT(OPTION_DATE) | BIT(OPTION_SHARE) | BIT(OPTION_JSON) | BIT(OPTION_QUIET))

static const struct subcommand rows[] = {
	{
		.name = "check",
		.synopsis = "FILE [OPTION]...",
		.summary = "what the plan of an answer file says, and nothing written",
		.text = "Reads the answers in FILE, plans, and prints the findings and the client "
		        "proof: what each kind of client would meet in each place.\n\n"
		        "The exit status is 1 where there is an error finding or a client that "
		        "fails.",
		.operand = "FILE", .least = 1, .most = 1,
		.options = READS_ANSWERS | BIT(OPTION_COLOR),
		.run = check_run,
	},
	{
		.name = "replay",
		.synopsis = "FILE -o DIR [OPTION]...",
		.summary = "writes the plan of an answer file: documents, requests, zones, scripts",
		.text = "Reads the answers in FILE, plans, and writes the plan with all that it "
		        "takes to carry it out to DIR: plan.md to begin with, checklist.md, "
		        "certificate requests and private keys, DNS zones, PowerShell scripts, "
		        "plan.json.\n\n"
		        "A plan with error findings, or with a client that fails, is not written "
		        "unless --allow-errors is given.\n\n"
		        "Private keys are encrypted where a passphrase is given.",
		.operand = "FILE", .least = 1, .most = 1,
		.options = READS_ANSWERS | BIT(OPTION_OUTPUT) | BIT(OPTION_FORCE) |
		        BIT(OPTION_NEW_KEYS) | BIT(OPTION_SEED_KEYS) | BIT(OPTION_PASSPHRASE_FD) |
		        BIT(OPTION_ALLOW_ERRORS) | BIT(OPTION_COLOR),
		.required = BIT(OPTION_OUTPUT),
		.run = replay_run,
	},
	{
		.name = "template",
		.synopsis = "[OPTION]...",
		.summary = "prints a complete, commented answer file to begin with",
		.text = "Prints a valid answer file on standard output, with every key, its "
		        "default and what it means. Change it, then check and replay it.",
		.options = BIT(OPTION_PRODUCT) | BIT(OPTION_TOPOLOGY) | BIT(OPTION_SCENARIO) |
		        BIT(OPTION_SHARE),
		.run = template_run,
	},
	{
		.name = "help",
		.synopsis = "[COMMAND | answers]",
		.summary = "explains a command, or the keys of an answer file",
		.text = "Without a word: the list of commands. With the name of a command: what it "
		        "does and its options. With the word answers: every key of an answer "
		        "file.",
		.operand = "COMMAND", .least = 0, .most = 1,
		.options = BIT(OPTION_SHARE),
		.run = help_run,
	},
};

const struct subcommands subcommands = { rows, COUNT_OF(rows) };
