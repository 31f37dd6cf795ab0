/*
 * issued.h: what the files about issued certificates share.
 */
#ifndef CORE_ISSUED_PARTS_H
#define CORE_ISSUED_PARTS_H

#include "core/issued.h"
#include "findings.h"

/* Says a row of share/issued.cfg. */
void issued_say(struct issued *issued, const char *rule, enum weight weight, const char *subject,
        const char *detail);

void issued_check_names(struct issued *issued);
void issued_check_chain(struct issued *issued);
/* Makes the proof again and compares it with the planned one. */
void issued_check_proof(struct issued *issued, const struct proof *proof);

#endif
