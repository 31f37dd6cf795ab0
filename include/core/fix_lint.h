/*
 * core/fix_lint.h: is the knowledge about fixes such that each can be tried? Asked when the program is
 * built.
 */
#ifndef CORE_FIX_LINT_H
#define CORE_FIX_LINT_H

#include "base/arena.h"
#include "base/problem.h"
#include "know/know.h"

/* Adds a problem, without a line, for each: what is mended is neither a rule nor a cause; a rule of
 * change that misses its value, or has one that the answer cannot have; unknown words in a text. */
void fixes_lint(const struct know *know, struct problem_list *problems, struct arena *arena);

#endif
