/*
 * words.h: answers in the words of both front ends.
 */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include "core/flow.h"

/* "yes" for true. */
const char *value_words(const char *text);
/* "asked", "file", "default", "derived". */
const char *origin_words(enum origin origin);
/* The answer of a question: the names of groups, what was changed in a grid, items, a value; never
 * NULL, "nothing" where there is none. */
const char *answer_words(const struct flow *flow, const struct flow_spot *spot, struct arena *arena);

#endif
