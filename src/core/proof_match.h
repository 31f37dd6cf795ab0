/*
 * proof_match.h: the same question in two proofs.
 *
 * Verdicts are the same where client, place, forest, site, mail domain and service are. A client that
 * takes the place of another one answers that one's questions.
 */
#ifndef CORE_PROOF_MATCH_H
#define CORE_PROOF_MATCH_H

#include "core/proof.h"

struct proof_match {
	const struct verdict **after;  /* by verdict of the first proof; NULL: the second has none */
	const struct verdict **before; /* by verdict of the second; NULL: it is new */
};

/* A kind of client that was replaced. */
struct client_swap {
	const char *from, *to; /* ids; NULL: none was */
};

struct proof_match proofs_match(const struct proof *before, const struct proof *after,
        struct client_swap swap, struct arena *arena);

/* The worst that a client meets in a place; clean where it is not listed there. */
enum result proof_line_result(const struct proof *proof, const char *client, const char *place);

#endif
