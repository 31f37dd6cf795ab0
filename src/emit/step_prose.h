/*
 * step_prose.h: steps in Markdown: a box to tick, and below it who, where, why, what, check and way
 * back.
 */
#ifndef EMIT_STEP_PROSE_H
#define EMIT_STEP_PROSE_H

#include "core/plan.h"
#include "prose.h"

/* Each step of the plan, in its order, as lines with their ends. They are written once, because the
 * checklist and the files for each audience show the same. */
struct texts step_prose_make(const struct plan *plan, struct arena *arena);

#endif
