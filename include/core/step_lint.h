/*
 * core/step_lint.h: is the knowledge about steps such that every step can be made, checked and taken
 * back, and that no command can be more than it looks like? Asked when the program is built.
 */
#ifndef CORE_STEP_LINT_H
#define CORE_STEP_LINT_H

#include "base/arena.h"
#include "base/problem.h"
#include "know/know.h"

/* Adds a problem, without a line, for each: unknown or wrongly used variable, predicate, inner loop
 * or for_each; text that is too long; step without a check or a way back; duplicate id; unknown phase
 * or audience; and what core/command_lint.h says about commands. */
void steps_lint(const struct know *know, struct problem_list *problems, struct arena *arena);

#endif
