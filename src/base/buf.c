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

void buf_reserve(struct buf *buf, size_t more)
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

void buf_number(struct buf *buf, size_t number)
{
	char digits[sizeof(number) * 3]; /* more than any number has */
	char *end = digits + sizeof(digits), *start = end;
	do {
		*--start = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	buf_add(buf, start, (size_t)(end - start));
}

/* Formats into the room that there is; gives how much it would have needed, without the NUL. */
PRINTF_LIKE(2, 0)
static size_t format_into(struct buf *buf, const char *format, va_list values)
{
	size_t room = buf->capacity - buf->length;
	int length = vsnprintf(buf->data + buf->length, room, format, values);
	if (length < 0)
		die("a text cannot be formatted: %s", format);
	return (size_t)length;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list values, again;
	va_start(values, format);
	va_copy(again, values);
	buf_reserve(buf, strlen(format));
	size_t length = format_into(buf, format, values);
	if (length >= buf->capacity - buf->length) {
		buf_reserve(buf, length);
		length = format_into(buf, format, again);
	}
	va_end(again);
	va_end(values);
	buf->length += length;
}
