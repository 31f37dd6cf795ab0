/*
 * lines.h: typed lines from a descriptor, and signals between them.
 */
#ifndef APP_LINES_H
#define APP_LINES_H

#include <stdbool.h>

#include "app/interrupt.h"
#include "base/buf.h"

enum lines_got { LINES_LINE, LINES_END, LINES_SIGNAL };

struct lines {
	int fd;
	struct buf pending; /* read, and not given out yet */
	bool begun; /* a line was given out */
	bool ended;
	bool cut; /* the line that was given out is the beginning of a longer one */
};

void lines_init(struct lines *lines, int fd);
void lines_done(struct lines *lines);
/* Waits for a line, the end, or a signal (`*number`). The line is without its end; what stands
 * unfinished before the end counts as a line. A NUL comes as a byte that is no UTF-8, and of a line that
 * is too long (256 KiB, or what a terminal holds) only the beginning. */
enum lines_got lines_read(struct lines *lines, const struct interrupt *interrupt,
        struct buf *line, int *number);
/* A terminal is asked anew: its Ctrl-D was no end for ever. */
void lines_restart(struct lines *lines);

#endif
