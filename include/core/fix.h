/*
 * core/fix.h: a change of the answers that would mend something, and what it costs.
 *
 * Only core/advise.h makes them, after planning with the change. One fix may mend much: verdicts and
 * findings share it.
 */
#ifndef CORE_FIX_H
#define CORE_FIX_H

#include <stdbool.h>

#include "base/list.h"

struct fix_change {
	const char *path;  /* of the answer: "dns.catch_all" */
	const char *value; /* the new one, lists with ", " between items; NULL: none */
	/* Without a value: true, only a person knows it, and the words of the fix say what is wanted;
	 * false, the answer is taken out of the file. */
	bool wanted;
};

struct fix_change_list LIST_OF(struct fix_change);

struct fix {
	const char *text; /* what to do, one sentence or two */
	const char *cost; /* "1 name more, 2 steps fewer"; never NULL, may be empty */
	struct fix_change_list changes;
};

struct fix_refs LIST_OF(const struct fix *);

#endif
