/* app/progress.c: a carriage return and blanks, which every terminal understands. */
#include "app/progress.h"

#include <stdio.h>
#include <unistd.h>

void progress_init(struct progress *progress, bool quiet)
{
	*progress = (struct progress){ .shown = !quiet && isatty(STDERR_FILENO) };
}

void progress_show(struct progress *progress, size_t done, size_t count)
{
	if (!progress->shown)
		return;
	int width = fprintf(stderr, "\rMaking private keys: %zu of %zu done", done, count);
	progress->width = width > 1 ? (size_t)width - 1 : 0;
	fflush(stderr);
}

void progress_done(struct progress *progress)
{
	if (progress->width)
		fprintf(stderr, "\r%*s\r", (int)progress->width, "");
	progress->width = 0;
	fflush(stderr);
}
