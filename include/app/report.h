/*
 * app/report.h: a plan's findings and its client proof, as text that fits 80 columns.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/advise.h"
#include "core/plan.h"
#include "core/proof.h"

/* What was planned, in one paragraph. */
void report_subject(struct buf *out, const struct plan *plan);
/* Errors first, then warnings and notes, each in plan order, with action, source and the answer it
 * comes from (FILE:LINE where the answer stands in the file). */
void report_findings(struct buf *out, const struct plan *plan, bool colour);
/* A table of clients and places; below it, why something is worse than clean. */
void report_proof(struct buf *out, const struct proof *proof, bool colour);
/* Every verdict with every attempt, in the client's own order. */
void report_verdicts(struct buf *out, const struct plan *plan, const struct proof *proof,
        bool colour);
/* What would mend findings and verdicts: each change of the answers once, with what it costs and what
 * becomes better. One line where advice was cut or not made. */
void report_fixes(struct buf *out, const struct plan *plan, const struct proof *proof,
        const struct advice *advice, bool colour);
/* "2 errors, no warnings, 1 note. The worst that a client meets: fail." and a newline. */
void report_counts(struct buf *out, const struct plan *plan, const struct proof *proof);
/* Error findings and failing clients as FILE:LINE: problems. */
void report_problems(const struct plan *plan, const struct proof *proof, struct arena *arena,
        struct problem_list *problems);

#endif
