/*
 * certificate_names.h: what stands on each certificate (C1 to C9, C11), and what was left out.
 */
#ifndef CORE_CERTIFICATE_NAMES_H
#define CORE_CERTIFICATE_NAMES_H

#include "core/plan.h"
#include "hosts.h"
#include "names.h"

/* Each gives at least one name, the common name first; what a public CA would refuse, or the person
 * does not want, has gone to plan->omitted, and the rules have spoken. */

/* The certificate of some Internet-facing sites of a forest; `leader` gives the common name. */
struct names unit_names(struct plan *plan, const struct site_list *sites,
        const struct site_answer *leader);
/* The Autodiscover web site's own certificate (C3). */
struct names second_names(struct plan *plan, const struct site_answer *site);
/* A server's own certificate (C6, C7). */
struct names server_names(struct plan *plan, const struct site_answer *site,
        const struct server_answer *server, const struct issuer_row *issuer);

/* Rule name-unused for exclude_names and extra_names that no certificate asked about. */
void check_extra_names(struct plan *plan);

/* `layout` counts for C1 and C5 only. */
bool certificate_per_forest(const struct request *request);

#endif
