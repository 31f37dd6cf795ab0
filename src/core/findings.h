/*
 * findings.h: the rules of CONTRACT section 7, by what they look at. Each function says all rules of
 * its kind; texts and severities are rows of share/rules.cfg.
 */
#ifndef CORE_FINDINGS_H
#define CORE_FINDINGS_H

#include "core/build.h"
#include "core/plan.h"

void find_topology(struct plan *plan);
void find_product(struct plan *plan);
void find_trust(struct plan *plan);
void find_coexistence(struct plan *plan);
void find_clients(struct plan *plan);
void find_services(struct plan *plan);
void find_certificates(struct plan *plan);
void find_uncovered(struct plan *plan);
void find_dns(struct plan *plan);
void find_constraints(struct plan *plan);
void find_changes(struct plan *plan);

/* A finding that comes from one answer. */
void find_about(struct plan *plan, const char *rule, const char *subject, const struct node *node,
        const char *detail);

/* A rule with its words filled in, without `from`; false where the baseline silences it. */
bool finding_make(struct arena *arena, const struct request *request, const struct rule_row *rule,
        enum weight weight, const char *subject, const char *detail,
        struct plan_finding *finding);

#endif
