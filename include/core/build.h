/*
 * core/build.h: the parts of plan_make, in the order in which it calls them. Each adds to the plan
 * and reads what the parts before it added.
 */
#ifndef CORE_BUILD_H
#define CORE_BUILD_H

#include "core/plan.h"

void plan_add_urls(struct plan *plan);         /* N1, U1, U2, A2: urls, scps, namespaces */
void plan_add_web_sites(struct plan *plan);
void plan_add_certificates(struct plan *plan); /* C1 to C12 */
void plan_add_records(struct plan *plan);      /* D1 to D4 */
void plan_add_findings(struct plan *plan);     /* section 7, what needs no client proof */
void plan_finish_findings(struct plan *plan);  /* order and acknowledgements; after the last finding */
/* Section 9, from share/steps. `worded`: with all their texts and commands. */
void plan_add_steps(struct plan *plan, bool worded);

/* How a predicate weighs what it found: as the rule's row says, or as the row's milder case. */
enum weight { WEIGHT_FULL, WEIGHT_MILD };

/* Says a rule about a subject, once for each (rule, subject): what was said first stays. `detail`
 * fills {detail} of the row's texts; NULL: empty. Silent where the baseline silences the rule. */
void plan_find(struct plan *plan, const char *rule, enum weight weight, const char *subject,
        const struct from *from, const char *detail);
/* Adds the node unless it is there already; NULL is ignored. */
void from_add(struct arena *arena, struct from *from, const struct node *node);

#endif
