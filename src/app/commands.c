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
		        "proof: what each kind of client would meet in each place, and the "
		        "changes of the answers that would mend what is wrong. Each change has "
		        "been planned: it makes something better, and nothing worse.\n\n"
		        "With --details, says of each verdict what was tried, in the client's own "
		        "order. With --advise, ranks the certificate scenarios for these answers "
		        "instead.\n\n"
		        "The exit status is 1 where there is an error finding or a client that "
		        "fails.",
		.operand = "FILE", .least = 1, .most = 1,
		.options = READS_ANSWERS | BIT(OPTION_COLOR) | BIT(OPTION_ADVISE) |
		        BIT(OPTION_DETAILS),
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
		.name = "certificate",
		.synopsis = "FILE --issued CERT --keys DIR -o DIR [OPTION]...",
		.summary = "takes the issued certificate, compares it with the plan, writes a PFX",
		.text = "Reads the answers in FILE, plans, and takes the certificate CERT that the "
		        "authority sent: finds the private key it belongs to, compares names, "
		        "dates, usages, signature and chain with the plan, and makes the client "
		        "proof again with the names it really lists.\n\n"
		        "Then it writes to the output folder a PFX file that the plan's version of "
		        "Exchange can import, the certificates of the chain, and a script with "
		        "the commands for each server. A certificate that would break a client "
		        "is refused, and nothing is written, unless --allow-errors is given.\n\n"
		        "Dates are judged for --date, else for policy.date in the answers or "
		        "today, whichever is later.",
		.operand = "FILE", .least = 1, .most = 1,
		.options = READS_ANSWERS | BIT(OPTION_OUTPUT) | BIT(OPTION_FORCE) |
		        BIT(OPTION_ISSUED) | BIT(OPTION_KEYS) | BIT(OPTION_CHAIN) |
		        BIT(OPTION_PASSPHRASE_FD) | BIT(OPTION_PFX_PASSWORD_FD) |
		        BIT(OPTION_ALLOW_ERRORS) | BIT(OPTION_COLOR),
		.required = BIT(OPTION_OUTPUT) | BIT(OPTION_ISSUED) | BIT(OPTION_KEYS),
		.run = certificate_run,
	},
	{
		.name = "explain",
		.synopsis = "FILE NAME [OPTION]...",
		.summary = "why something is in the plan, and what it would be without it",
		.text = "NAME is a host, the owner of a DNS record, a certificate, a rule, a step "
		        "(its id or the last part of it), a kind of client, a server, a site or a "
		        "mail domain.\n\n"
		        "Says why the plan has it, which answers it comes from, which clients use "
		        "it, and what they would meet without it: the plan is made again, the "
		        "thing taken out, and every client asked again. Of a rule it says what "
		        "fires it, and which change of the answers would stop it.",
		.operand = "FILE and NAME", .least = 2, .most = 2,
		.options = READS_ANSWERS | BIT(OPTION_COLOR),
		.run = explain_run,
	},
	{
		.name = "diff",
		.synopsis = "OLD NEW [OPTION]...",
		.summary = "what changes between the plans of two answer files",
		.text = "Plans both files and prints what the new plan has more (+) and what it "
		        "has no longer (-): names, certificates, records, URLs, service "
		        "connection points, steps, findings, and what clients meet.\n\n"
		        "Both are planned for the same day, unless each file names one of its own "
		        "(policy.date); a file without one takes that of the other. --date goes "
		        "before both.\n\n"
		        "The exit status is 0 where both plans are the same, 1 where they differ.",
		.operand = "OLD and NEW", .least = 2, .most = 2,
		.options = READS_ANSWERS | BIT(OPTION_COLOR),
		.run = diff_run,
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

static const struct subcommand wizard = {
	.name = "wizard",
	.synopsis = "[FILE] [OPTION]...",
	.summary = "asks, proves, and writes the plan; goes on where FILE left off",
	.text = "Without the name of a command, casplan asks: about the organization, its sites and "
	        "its clients. FILE holds the answers; it is made where it does not exist, and gone on "
	        "with where it does. A file that was written by hand is asked for what is missing "
	        "only. Without FILE, the sessions begun earlier are offered.\n\n"
	        "Every answer is saved at once. The plan is written to the name of the session with "
	        ".plan, or to the folder of --output.",
	.operand = "FILE", .least = 0, .most = 1,
	.options = BIT(OPTION_PLAIN) | BIT(OPTION_MOUSE) | BIT(OPTION_SCREENS) | BIT(OPTION_SHARE) | BIT(OPTION_DATE) |
	        BIT(OPTION_OUTPUT) | BIT(OPTION_NEW_KEYS) | BIT(OPTION_SEED_KEYS) |
	        BIT(OPTION_PASSPHRASE_FD) | BIT(OPTION_COLOR),
	.run = wizard_run,
};

const struct subcommands subcommands = { rows, COUNT_OF(rows), &wizard };
