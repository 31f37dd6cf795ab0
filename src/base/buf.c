/* base/buf.c */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#define FIRST_CAPACITY 256

void buf_init(struct buf *buf)
{
	*buf = (struct buf){ 0 };
}

void buf_done(struct buf *buf)
{
	free(buf->data);
	buf_init(buf);
}

/* Room for `more` bytes and the NUL. */
static void buf_room(struct buf *buf, size_t more)
{
	if (more >= SIZE_MAX / 2 - buf->length)
		die("out of memory (%zu bytes)", more);
	size_t needed = buf->length + more + 1;
	if (needed <= buf->capacity)
		return;
	size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
	while (capacity < needed)
		capacity *= 2;
	char *data = realloc(buf->data, capacity);
	if (!data)
		die("out of memory (%zu bytes)", capacity);
	buf->data = data;
	buf->capacity = capacity;
}

void buf_add(struct buf *buf, const char *bytes, size_t length)
{
	buf_room(buf, length);
	if (length)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list values, again;
	va_start(values, format);
	va_copy(again, values);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		die("a text cannot be formatted: %s", format);
	buf_room(buf, (size_t)length);
	vsnprintf(buf->data + buf->length, (size_t)length + 1, format, values);
	va_end(values);
	buf->length += (size_t)length;
}
