/*
 * step_prose.h: one step in Markdown: a box to tick, and below it who, where, why, what, check and
 * way back.
 */
#ifndef EMIT_STEP_PROSE_H
#define EMIT_STEP_PROSE_H

#include "core/plan.h"
#include "prose.h"

/* `number` is the step's place in the plan, from 1. */
void step_prose_write(struct prose *prose, const struct know *know, const struct plan_step *step,
        size_t number);

#endif
