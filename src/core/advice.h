/*
 * advice.h: plans that could be made instead, for advise.c, rank.c and explain.c.
 */
#ifndef CORE_ADVICE_H
#define CORE_ADVICE_H

#include "core/proof.h"
#include "know/fix.h"
#include "proof_match.h"

/* What a cause is about. */
struct target {
	const struct forest_answer *forest; /* NULL: none in particular */
	const struct site_answer *site;     /* the same */
	int service;                        /* -1: the same */
	const char *host, *domain, *client; /* NULL: the same */
	const char *subject;                /* of a finding; NULL: of a verdict */
};

struct target_list LIST_OF(struct target);

/* One changed answer. */
struct edit {
	const char *path;
	const char *value; /* that is planned with; NULL: the answer is taken out */
	bool wanted;       /* the value is a stand-in for one that only a person knows */
};

struct edit_list LIST_OF(struct edit);

/* Changes that are made together. */
struct candidate {
	struct edit_list edits; /* at least one */
	const char *value;      /* of the first, for its words; NULL: taken out, or wanted */
	struct client_swap swap;
};

struct candidate_list LIST_OF(struct candidate);

/* What the rows come to for these targets: none where nothing would change, several for the rule
 * `each`. */
struct candidate_list candidates_make(const struct plan *plan, const struct edit_rows *rows,
        const struct target_list *targets, struct arena *arena);

/* A plan that was made to see what comes of it. */
struct trial_plan {
	struct plan *plan; /* NULL: the answers contradict each other */
	struct proof *proof;
	const char *obstacle; /* why there is no plan; NULL: there is one */
};

/* Plans the changed answers for the same day; all memory is the arena's. Later edits of an answer go
 * before earlier ones. */
struct trial_plan plan_with(const struct plan *plan, const struct edit_list *edits,
        struct arena *arena);

/* Mail domains of all forests: what the cost of planning grows with. */
size_t request_domain_count(const struct request *request);

#endif
