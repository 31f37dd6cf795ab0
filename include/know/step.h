/*
 * know/step.h: the procedures, as data.
 *
 * Texts and commands may hold {variables} from the scope of the step (core/scope.h lists them). In a
 * command a variable stands for one whole argument and is quoted once, by the language's function:
 * a variable inside quotes, an unknown variable, cmdlet or parameter is a build error.
 */
#ifndef KNOW_STEP_H
#define KNOW_STEP_H

#include "know/shape.h"

struct line_row {
	const char *products; /* range; NULL: all */
	struct texts when;    /* predicates that must all hold; a leading '!' negates */
	const char *each;     /* once for each of: record | name | mail-domain | address ...; NULL: once */
	const char *text;     /* with {variables} */
};

struct line_rows ROWS_OF(struct line_row);

struct command_row {
	const char *products;
	struct texts when;
	const char *each;
	/* Range of the releases whose shell runs it, where that is not the plan's: the command is typed
	 * on a server of an older version, and stands in no script. NULL: the plan's own. */
	const char *shell;
	const char *lang; /* powershell | cmd */
	const char *text; /* one line; lines of one command that belong together are separate rows */
};

struct command_rows ROWS_OF(struct command_row);

struct step_row {
	const char *id;       /* slug, fixed by CONTRACT section 9 */
	const char *phase;    /* id of a phase_row */
	const char *audience; /* id of an audience_row */
	const char *products;
	struct texts when;
	const char *for_each; /* plan | forest | site | server | certificate | certificate-server */
	const char *target;   /* with {variables}: where it is done */
	const char *title;
	const char *why;
	struct line_rows requires;
	struct line_rows actions; /* what a person does, in order: "do" in plan.json */
	struct command_rows commands;
	struct line_rows verify;
	struct command_rows verify_commands;
	struct line_rows undo;
	struct command_rows undo_commands;
	const char *source;
};

struct step_rows ROWS_OF(struct step_row);

/* In the order of work. */
struct phase_row {
	const char *id;
	const char *name;
};

struct phase_rows ROWS_OF(struct phase_row);

/* Who does a step: network, dns-external, dns-internal, exchange, pki, helpdesk. */
struct audience_row {
	const char *id;
	const char *name;
};

struct audience_rows ROWS_OF(struct audience_row);

/* A cmdlet that commands may use, with the parameters of a range of releases. */
struct cmdlet_row {
	const char *id; /* "Set-OwaVirtualDirectory" */
	const char *products;
	struct texts parameters;
	const char *source;
};

struct cmdlet_rows ROWS_OF(struct cmdlet_row);

#endif
