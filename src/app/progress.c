/* app/progress.c: a carriage return and blanks, which every terminal understands. */
#include "app/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

/* As short as 40 columns want it. */
#define WORDS "Keys: %zu of %zu made, Ctrl-C stops"
/* In lines, it is said so many times at most. */
#define LINES_MAX 4

void progress_init(struct progress *progress, bool quiet, bool in_lines)
{
	const char *terminal = getenv("TERM");
	*progress = (struct progress){
		.shown = !quiet && isatty(STDERR_FILENO),
		.in_lines = in_lines || !terminal || text_equal(terminal, "dumb"),
	};
}

static void say_line(struct progress *progress, size_t done, size_t count)
{
	size_t step = count / LINES_MAX + 1;
	if (progress->said && done + 1 < progress->said + step)
		return;
	fprintf(stderr, WORDS "\n", done, count);
	progress->said = done + 1;
}

void progress_show(struct progress *progress, size_t done, size_t count)
{
	if (!progress->shown)
		return;
	if (progress->in_lines) {
		say_line(progress, done, count);
		return;
	}
	int width = fprintf(stderr, "\r" WORDS, done, count);
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
