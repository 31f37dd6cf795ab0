/*
 * base/buf.h: bytes that grow, for output. Owned by whoever declared it.
 *
 * `data` is NULL while empty, and otherwise always followed by a NUL that is not counted.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <string.h>

#include "base/attr.h"

struct buf {
	char *data;
	size_t length;
	size_t capacity;
};

void buf_init(struct buf *buf);
void buf_done(struct buf *buf); /* frees, and leaves it empty */

/* Room for `more` bytes behind those that are there, and for the NUL. */
void buf_reserve(struct buf *buf, size_t more);

/* Most of what is written is written a few bytes at a time: these are inline, and call something
 * only where the buffer must grow. */
static inline void buf_add(struct buf *buf, const char *bytes, size_t length)
{
	if (length >= buf->capacity - buf->length)
		buf_reserve(buf, length);
	if (length)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

static inline void buf_puts(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

static inline void buf_putc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_number(struct buf *buf, size_t number); /* decimal; a tenth of what printf costs */
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
