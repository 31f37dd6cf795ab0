/*
 * laws.h: what must be true of every plan, law by law. Each function tells breaches through breach().
 *
 * The laws are written from the plan's data alone and use none of the planner's own questions: a name
 * that the planner believes to be covered is looked up here again, in another way.
 */
#ifndef SWEEP_LAWS_H
#define SWEEP_LAWS_H

#include "base/map.h"
#include "sweep.h"

/* Hosts that clients are given: covered by a certificate, resolved, or named by a finding. */
void law_hosts(const struct trial *trial);
/* Verdicts are explained by findings, and errors harm. */
void law_causes(const struct trial *trial);
void law_texts(const struct trial *trial);
void law_defaults(const struct trial *trial);
void law_steps(const struct trial *trial);
void law_commands(const struct trial *trial);

bool has_finding(const struct plan *plan, const char *rule, const char *subject);
/* Does an entry of a certificate stand for the host (RFC 9525, 6.3)? */
bool entry_covers(const char *entry, const char *host);

/* Names with a dot that stand in commands of every plan: files, types, members, literals of the
 * knowledge (share/steps). */
struct lexicon {
	struct map *words;
};

struct lexicon *lexicon_make(const struct know *know, struct arena *arena);

#endif
