/*
 * app/progress.h: one line on a terminal that says how far the keys are, written over again and again;
 * or, where nothing shall be written over, a line now and then.
 */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	bool shown;   /* standard error is a terminal, and nobody asked for quiet */
	bool in_lines; /* nothing is written over: --plain, or a terminal that cannot */
	size_t said;  /* in lines: so many were done when it was said last, and one */
	size_t width; /* of what stands there now */
};

void progress_init(struct progress *progress, bool quiet, bool in_lines);
void progress_show(struct progress *progress, size_t done, size_t count);
/* Takes the line away. */
void progress_done(struct progress *progress);

#endif
