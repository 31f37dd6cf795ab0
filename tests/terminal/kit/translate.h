/*
 * translate.h: what a terminal is told, in words that libvterm 0.1 understands.
 *
 * It knows no VT52, takes the column before the last for the end of the row where a repetition (REP)
 * ends there, and crashes on bytes that are no UTF-8.
 */
#ifndef TRANSLATE_H
#define TRANSLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Where in a sequence the last call ended; all zero at first, but for is_vt52. */
struct translation {
	bool is_vt52;
	enum { TELL_TEXT, TELL_ESCAPE, TELL_ROW, TELL_COLUMN, TELL_CONTROL } state;
	int row;
	char last[5];      /* character; not whole yet, where fewer than `wanted` bytes came */
	size_t count, wanted;
	char control[16];  /* what came of a control sequence */
	size_t length;
};

void translate(struct translation *translation, const char *bytes, size_t length, struct buf *out);

#endif
