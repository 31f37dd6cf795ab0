/*
 * core/screen_lint.h: do the wizard's screens fit the answers, the planner, and an 80x24 terminal?
 */
#ifndef CORE_SCREEN_LINT_H
#define CORE_SCREEN_LINT_H

#include "base/arena.h"
#include "base/problem.h"
#include "know/know.h"

/* Adds a problem, without a line, for each: screen that the index leaves out; question whose path is
 * no key, or that is asked twice; unknown table or source of choices; choice that is no value of its
 * key, or value without a choice; condition that names no question or a later one; unknown
 * predicate; text that does not fit its box; key that no screen asks for, but those that the program
 * writes itself; choice that does not explain itself. */
void screens_lint(const struct know *know, struct problem_list *problems, struct arena *arena);

#endif
