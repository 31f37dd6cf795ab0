/*
 * app/progress.h: one line on a terminal that says how far the keys are.
 */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	bool shown;   /* standard error is a terminal, and nobody asked for quiet */
	size_t width; /* of what stands there now */
};

void progress_init(struct progress *progress, bool quiet);
void progress_show(struct progress *progress, size_t done, size_t count);
/* Takes the line away. */
void progress_done(struct progress *progress);

#endif
