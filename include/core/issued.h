/*
 * core/issued.h: is the certificate that an authority has issued the one that was planned?
 *
 * The key is not judged here: x509 tells whose certificate it is. Everything else is: names, dates,
 * usages, signature, chain. The client proof is made again with the names that the certificate
 * really lists; whom it trusts stays as planned.
 */
#ifndef CORE_ISSUED_H
#define CORE_ISSUED_H

#include "base/certificate.h"
#include "base/date.h"
#include "core/plan.h"
#include "core/proof.h"

/* The certificates between the issued one and its root, as they were found. */
struct issued_chain {
	const struct certificate_facts *items; /* of its issuer, of that one's issuer, ... */
	size_t count;
	bool ends_at_root; /* the last one is signed by itself */
	bool was_ordered;  /* they were delivered in this order */
	struct texts unrelated; /* subjects of those that belong to nothing */
};

/* A verdict that is worse than the planned one. */
struct worse_verdict {
	const struct verdict *planned, *real;
};

struct worse_list LIST_OF(struct worse_verdict);

struct issued {
	const struct plan *plan;
	const struct plan_certificate *certificate; /* of the plan */
	const struct certificate_facts *facts;
	const struct issued_chain *chain;
	struct date day;              /* that it is judged for */
	struct finding_list findings; /* errors first; `from` is empty */
	struct worse_list worse;
	bool is_refused;              /* there is an error among them */
};

/* `proof` is the plan's. All memory is the plan's arena; everything handed in is borrowed. */
struct issued *issued_judge(const struct plan *plan, const struct proof *proof,
        const struct plan_certificate *certificate, const struct certificate_facts *facts,
        const struct issued_chain *chain, struct date day);

#endif
