/*
 * advise_words.h: what a fix says.
 */
#ifndef CORE_ADVISE_WORDS_H
#define CORE_ADVISE_WORDS_H

#include "advice.h"

/* The row's text with what it is about; memory is the plan's arena. */
const char *fix_text(const struct plan *plan, const struct fix_row *row,
        const struct target_list *targets, const struct candidate *candidate);
/* What the row says, and what two plans differ by: "1 name more, 2 steps fewer"; may be empty. */
const char *fix_cost(const struct fix_row *row, const struct plan_summary *before,
        const struct plan_summary *after, struct arena *arena);
/* Is the text free of {words} that fix_text does not know? The first of those, or NULL. */
const char *fix_text_unknown(const char *text, struct arena *arena);

#endif
