/* app/lines.c */
#include "lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 4096
/* Nobody types more; of what is longer, so much is given out. */
#define LINE_MAX_LENGTH (1u << 18)
/* What Linux keeps of a line that is typed or pasted; the rest of it is lost before anybody reads. */
#define TERMINAL_LINE_MAX 4095
/* Some editors put it before everything. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
/* Stands in no UTF-8 text. */
#define NO_TEXT '\xff'

void lines_init(struct lines *lines, int fd)
{
	*lines = (struct lines){ .fd = fd };
	buf_init(&lines->pending);
}

void lines_done(struct lines *lines)
{
	buf_done(&lines->pending);
}

/* Gives out the first `length` bytes, and forgets `skip` more. */
static void give(struct lines *lines, struct buf *line, size_t length, size_t skip)
{
	struct buf *pending = &lines->pending;
	line->length = 0;
	buf_add(line, pending->data ? pending->data : "", length);
	size_t rest = pending->length - length - skip;
	if (rest)
		memmove(pending->data, pending->data + length + skip, rest);
	pending->length = rest;
}

static bool take_line(struct lines *lines, struct buf *line)
{
	const struct buf *pending = &lines->pending;
	const char *end = pending->length ? memchr(pending->data, '\n', pending->length) : NULL;
	if (end)
		give(lines, line, (size_t)(end - pending->data), 1);
	else if (lines->ended && pending->length)
		give(lines, line, pending->length, 0);
	else
		return false;
	lines->cut = line->length >= (isatty(lines->fd) ? TERMINAL_LINE_MAX : LINE_MAX_LENGTH);
	if (!lines->begun && line->length >= strlen(BYTE_ORDER_MARK) &&
	        memcmp(line->data, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0) {
		line->length -= strlen(BYTE_ORDER_MARK);
		memmove(line->data, line->data + strlen(BYTE_ORDER_MARK), line->length);
	}
	lines->begun = true;
	/* A NUL would hide what stands behind it. */
	for (size_t i = 0; i < line->length; i++) {
		if (!line->data[i])
			line->data[i] = NO_TEXT;
	}
	buf_puts(line, "");
	return true;
}

/* What comes of a line that is too long already goes nowhere; its end counts. */
static void take_bytes(struct lines *lines, const char *bytes, size_t length)
{
	struct buf *pending = &lines->pending;
	if (pending->length >= LINE_MAX_LENGTH) {
		const char *end = memchr(bytes, '\n', length);
		size_t lost = end ? (size_t)(end - bytes) : length;
		bytes += lost;
		length -= lost;
	}
	buf_add(pending, bytes, length);
}

enum lines_got lines_read(struct lines *lines, const struct interrupt *interrupt,
        struct buf *line, int *number)
{
	char bytes[CHUNK];
	while (!take_line(lines, line)) {
		if (lines->ended)
			return LINES_END;
		if (!interrupt_wait(interrupt, lines->fd)) {
			*number = interrupt_take(interrupt);
			return LINES_SIGNAL;
		}
		ssize_t length = read(lines->fd, bytes, sizeof(bytes));
		if (length > 0)
			take_bytes(lines, bytes, (size_t)length);
		else if (length == 0 || (errno != EINTR && errno != EAGAIN))
			lines->ended = true;
	}
	return LINES_LINE;
}

void lines_restart(struct lines *lines)
{
	lines->pending.length = 0;
	lines->ended = false;
}
