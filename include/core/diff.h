/*
 * core/diff.h: what changes between two plans.
 *
 * Compared is what a plan says, not the answers behind it: the same plan from other words is no
 * difference. Items have a key each; what one plan has and the other has not, and what reads
 * differently under the same key, is a difference. In the order of the old plan, then of the new one.
 */
#ifndef CORE_DIFF_H
#define CORE_DIFF_H

#include "core/proof.h"

/* What is printed for one key: lines that only the old plan has, then those of the new one alone. */
struct difference {
	const char *key;
	bool in_old, in_new; /* has it the key at all? */
	struct text_list removed, added;
};

struct difference_list LIST_OF(struct difference);

struct diff_section {
	const char *id;    /* names | certificates | records | urls ... */
	const char *title; /* for people */
	struct difference_list differences;
};

struct diff_section_list LIST_OF(struct diff_section);

struct diff {
	struct diff_section_list sections; /* all of them, those without a difference too */
	bool is_same;
};

/* Memory is the arena's; texts are borrowed from both plans. */
struct diff diff_make(const struct plan *old_plan, const struct proof *old_proof,
        const struct plan *new_plan, const struct proof *new_proof, struct arena *arena);

#endif
