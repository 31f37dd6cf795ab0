/*
 * core/step_lint.h: is the knowledge about steps such that every step can be made, checked and
 * taken back, and that no command can be more than it looks like? Asked when the program is built.
 */
#ifndef CORE_STEP_LINT_H
#define CORE_STEP_LINT_H

#include "base/arena.h"
#include "base/problem.h"
#include "know/know.h"

/* Adds a problem, without a line, for each: unknown or wrongly used variable, predicate, inner loop
 * or for_each; text that is too long; step without a check or a way back; duplicate id; unknown
 * phase or audience; variable in a command that is no whole argument; program, cmdlet or parameter
 * that a release of the command's range does not have. */
void steps_lint(const struct know *know, struct problem_list *problems, struct arena *arena);

#endif
