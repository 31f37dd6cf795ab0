/* app/lines.c */
#include "lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 4096
/* Nobody types more; what is pasted without line ends is cut into such pieces. */
#define LINE_MAX_LENGTH (1u << 18)

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
	else if (pending->length >= LINE_MAX_LENGTH || (lines->ended && pending->length))
		give(lines, line, pending->length, 0);
	else
		return false;
	/* A NUL would hide what stands behind it. */
	for (size_t i = 0; i < line->length; i++) {
		if (!line->data[i])
			line->data[i] = '?';
	}
	return true;
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
			buf_add(&lines->pending, bytes, (size_t)length);
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
