/*
 * issued.h: the parts of emit/issued.h.
 */
#ifndef EMIT_ISSUED_PARTS_H
#define EMIT_ISSUED_PARTS_H

#include "emit/issued.h"

/* import.ps1 */
void put_import(struct buf *out, const struct issued *issued, struct arena *arena);

#endif
