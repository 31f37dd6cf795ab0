/*
 * core/explain.h: why something is in the plan, and what it would be without it.
 *
 * A name can mean several things: a host stands on a certificate, in records, in URLs. Each is a
 * part of its own. What breaks without it is proved: the same plan is made again, the item taken out,
 * and all clients asked again.
 */
#ifndef CORE_EXPLAIN_H
#define CORE_EXPLAIN_H

#include <stdbool.h>

#include "core/proof.h"

/* Verdicts that become worse in the same way. */
struct loss {
	const char *client, *place;
	struct text_list services;
	enum result before, after;
	const char *reason;
	size_t count; /* of services, sites and mail domains for which it is so */
};

struct loss_list LIST_OF(struct loss);

struct explain_part {
	const char *title;      /* "Name on the certificate mail.contoso.com" */
	struct text_list lines; /* sentences: what it is, why, what to do */
	struct from from;
	struct use_list used_by;
	bool has_users;  /* `used_by` says something, perhaps that nobody uses it */
	bool is_proved;  /* it was taken out: `losses` is what becomes worse */
	struct loss_list losses;
	struct fix_refs fixes; /* of findings */
};

struct explain_part_list LIST_OF(struct explain_part);

struct explanation {
	const char *kind; /* host | certificate | mail domain | rule | step | client | server | site */
	const char *name; /* as the plan spells it */
	const char *text; /* what it is, one sentence */
	struct explain_part_list parts;
};

struct explanation_list LIST_OF(struct explanation);

/* All that the name means; empty: the plan knows no such name. Memory is the plan's arena. */
struct explanation_list explain_make(struct plan *plan, struct proof *proof, const char *name);
/* Every name that can be explained, each once, for who misspelt one. */
struct texts explain_names(const struct plan *plan, struct arena *arena);

/* Why a name is on a certificate, in words that its detail follows: "clients use it from outside for". */
const char *explain_reason(const char *code);

#endif
