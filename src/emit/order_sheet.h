/*
 * order_sheet.h: all that somebody needs who orders a certificate: how many names and which, how
 * many servers, the key, how long it may last, and how control of the domains may be proved on the
 * day of the plan.
 */
#ifndef EMIT_ORDER_SHEET_H
#define EMIT_ORDER_SHEET_H

#include "prose.h"

void order_sheet_write(struct prose *prose, const struct plan *plan,
        const struct plan_certificate *certificate, struct arena *scratch);
/* For all certificates of a public authority: on the day of the plan, and when they are ordered anew.
 * Nothing where there are none. */
void order_sheet_proofs(struct prose *prose, const struct plan *plan);

#endif
