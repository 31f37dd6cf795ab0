/* app/options.c: the options, each once. In the order in which help lists them. */
#include "app/cli.h"

static const char *const colors[] = { "auto", "always", "never" };

const struct option_row option_rows[OPTION_COUNT] = {
	[OPTION_OUTPUT] = {
		.name = "output", .letter = 'o', .kind = OPTION_IS_TEXT, .value = "DIR",
		.text = "write to this folder. It appears whole or not at all, and must not exist, "
		        "or be empty.",
	},
	[OPTION_FORCE] = {
		.name = "force", .kind = OPTION_IS_FLAG,
		.text = "a folder that is not empty is renamed DIR.bak-DATE-N, never deleted, and "
		        "its private keys are used again: their requests may already be at the CA.",
	},
	[OPTION_NEW_KEYS] = {
		.name = "new-keys", .kind = OPTION_IS_FLAG,
		.text = "with --force: make new private keys all the same.",
	},
	[OPTION_SEED_KEYS] = {
		.name = "seed-keys", .kind = OPTION_IS_TEXT, .value = "DIR",
		.text = "use the private key DIR/ID.key of a certificate, where it exists, instead "
		        "of making one.",
	},
	[OPTION_PASSPHRASE_FD] = {
		.name = "passphrase-fd", .kind = OPTION_IS_NUMBER, .value = "N",
		.text = "read the passphrase that encrypts private keys from this file descriptor; "
		        "else the file named by CASPLAN_PASSPHRASE_FILE has it, or the terminal is "
		        "asked.",
	},
	[OPTION_ISSUED] = {
		.name = "issued", .kind = OPTION_IS_TEXT, .value = "CERT",
		.text = "the certificate that the authority sent: PEM, DER or PKCS#7, also with its "
		        "chain in the same file.",
	},
	[OPTION_KEYS] = {
		.name = "keys", .kind = OPTION_IS_TEXT, .value = "DIR",
		.text = "the folder with the private keys: what replay wrote, or the folder "
		        "certificates in it.",
	},
	[OPTION_CHAIN] = {
		.name = "chain", .kind = OPTION_IS_TEXT, .value = "CHAIN",
		.text = "a file with the authority's own certificates, up to the root or short of "
		        "it.",
	},
	[OPTION_PFX_PASSWORD_FD] = {
		.name = "pfx-password-fd", .kind = OPTION_IS_NUMBER, .value = "N",
		.text = "read the password of the PFX file from this file descriptor; else the "
		        "terminal is asked.",
	},
	[OPTION_ALLOW_ERRORS] = {
		.name = "allow-errors", .kind = OPTION_IS_FLAG,
		.text = "write the files although the plan has error findings or a failing client; "
		        "the exit status is 1 either way.",
	},
	[OPTION_PRODUCT] = {
		.name = "product", .kind = OPTION_IS_TEXT, .value = "VERSION",
		.text = "a version of Exchange: 2007, 2010, ...",
	},
	[OPTION_TOPOLOGY] = {
		.name = "topology", .kind = OPTION_IS_TEXT, .value = "NAME",
		.text = "a topology: consolidated, regional, ...",
	},
	[OPTION_SCENARIO] = {
		.name = "scenario", .kind = OPTION_IS_TEXT, .value = "NAME",
		.text = "a certificate scenario: unified-communications, wildcard, ...",
	},
	[OPTION_DATE] = {
		.name = "date", .kind = OPTION_IS_DATE, .value = "YYYY-MM-DD",
		.text = "the day that the plan is made for. Default: policy.date in the answers, "
		        "else today.",
	},
	[OPTION_SHARE] = {
		.name = "share", .kind = OPTION_IS_TEXT, .value = "DIR",
		.text = "use the knowledge in this folder instead of the built-in one.",
	},
	[OPTION_ADVISE] = {
		.name = "advise", .kind = OPTION_IS_FLAG,
		.text = "plan the answers with each certificate scenario, rank the scenarios, and "
		        "say which single constraint rules one out.",
	},
	[OPTION_DETAILS] = {
		.name = "details", .kind = OPTION_IS_FLAG,
		.text = "print every verdict with every attempt: where the name led, which "
		        "certificate was shown there, whether it names the host and is trusted.",
	},
	[OPTION_SCREENS] = {
		.name = "screens", .kind = OPTION_IS_TEXT, .value = "DIR",
		.text = "use the wizard's screens in this folder instead of the built-in ones.",
	},
	[OPTION_MOUSE] = {
		.name = "mouse", .kind = OPTION_IS_FLAG,
		.text = "the full-screen wizard takes clicks; selecting text in the terminal needs Shift "
		        "then.",
	},
	[OPTION_PLAIN] = {
		.name = "plain", .kind = OPTION_IS_FLAG,
		.text = "the wizard as plain lines on standard input and output: for screen "
		        "readers, serial lines and dumb terminals.",
	},
	[OPTION_JSON] = {
		.name = "json", .kind = OPTION_IS_FLAG,
		.text = "print the result as JSON on standard output instead of text.",
	},
	[OPTION_COLOR] = {
		.name = "color", .kind = OPTION_IS_CHOICE, .value = "WHEN",
		.choices = { colors, COUNT_OF(colors) },
		.text = "auto, always or never. Default: auto, which is never where the variable "
		        "NO_COLOR is set or the output is no terminal.",
	},
	[OPTION_QUIET] = {
		.name = "quiet", .kind = OPTION_IS_FLAG,
		.text = "no text on standard output and no progress line; the exit status tells.",
	},
	[OPTION_HELP] = {
		.name = "help", .letter = 'h', .kind = OPTION_IS_FLAG,
		.text = "this help.",
	},
	[OPTION_VERSION] = {
		.name = "version", .kind = OPTION_IS_FLAG,
		.text = "the version of the program.",
	},
};
