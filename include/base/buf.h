/*
 * base/buf.h: bytes that grow, for output. Owned by whoever declared it.
 *
 * `data` is NULL while empty, and otherwise always followed by a NUL that is not counted.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "base/attr.h"

struct buf {
	char *data;
	size_t length;
	size_t capacity;
};

void buf_init(struct buf *buf);
void buf_done(struct buf *buf); /* frees, and leaves it empty */

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
