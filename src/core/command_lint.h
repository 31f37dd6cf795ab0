/*
 * command_lint.h: commands of steps, before anybody types them.
 */
#ifndef CORE_COMMAND_LINT_H
#define CORE_COMMAND_LINT_H

#include "base/arena.h"
#include "base/problem.h"
#include "know/know.h"

/* The row that is being looked at. */
struct lint {
	const struct know *know;
	struct problem_list *problems;
	struct arena *arena;
	const struct step_row *step;
	const char *member; /* "commands" */
	size_t row;         /* of the member, from 1; 0: no row */
};

void lint_complain(struct lint *lint, const char *format, ...) PRINTF_LIKE(2, 3);
/* "; did you mean X?" or nothing. */
const char *lint_hint(struct lint *lint, const char *word, struct texts candidates);

/* Complains about a variable inside quotes, in a comment or glued to other characters, and about a
 * program, cmdlet or parameter that some release of the command's range does not have. */
void command_lint(struct lint *lint, const struct command_row *command);

#endif
