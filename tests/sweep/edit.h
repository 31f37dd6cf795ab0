/*
 * edit.h: a copy of a finished plan that can be edited and proved again.
 */
#ifndef SWEEP_EDIT_H
#define SWEEP_EDIT_H

#include "core/plan.h"

/* Certificates with their names, records, URLs and service connection points are the copy's own; the rest
 * is shared and not written to. The arena is new: the caller frees it. */
struct plan plan_copy(const struct plan *plan);

#endif
