/*
 * report_scenarios.h: what check --advise prints.
 */
#ifndef APP_REPORT_SCENARIOS_H
#define APP_REPORT_SCENARIOS_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/advise.h"

/* A table, the best first; below it why some are out, and what alone keeps them out. */
void report_scenarios(struct buf *out, const struct ranked_list *list, enum advice_extent extent,
        bool colour);
void scenarios_json(struct buf *out, const struct ranked_list *list);

#endif
