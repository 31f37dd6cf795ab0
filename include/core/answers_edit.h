/*
 * core/answers_edit.h: other answers than those that were given.
 *
 * Whoever wants to know what a change would lead to changes a copy and makes a request of it; the
 * person's own tree stays as it is.
 */
#ifndef CORE_ANSWERS_EDIT_H
#define CORE_ANSWERS_EDIT_H

#include <stdbool.h>

#include "core/answers.h"

/* Copies what was given, with its lines; defaults are left out: they belong to the request. Names
 * and texts are borrowed from `answers`, which must live as long. */
void answers_copy(struct answers *copy, const struct answers *answers, struct arena *arena);

/* Sets one answer: "dns.ttl", "forests[0].sites[1].hosts.owa". Groups on the way are made where they
 * are missing, list items are not. `value` is spelt as its row of the schema wants it, the items of
 * a list with ", " between them. A new answer counts as given, and has no line. False, and no answer
 * changed, where the schema has no such answer, the path leads to a group or a list of groups, or
 * the value is no number or truth where the row wants one; other values are for request_make to
 * judge. */
bool answers_set(struct answers *answers, const char *path, const char *value);
/* Takes one answer out; it need not be there. */
void answers_unset(struct answers *answers, const char *path);

#endif
