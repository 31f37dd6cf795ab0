/*
 * workers.h: threads that do the same work.
 */
#ifndef X509_WORKERS_H
#define X509_WORKERS_H

#include <stddef.h>

#include "thread.h"

struct workers {
	pthread_t *threads;
	size_t count;
};

/* As many as the machine works at one time. */
size_t workers_cores(void);
/* Starts `work` until there are `wanted` threads. Gives 0, or why there are fewer (errno). */
int workers_start(struct workers *workers, size_t wanted, void *(*work)(void *), void *data);
/* Waits until all have ended. */
void workers_join(struct workers *workers);

#endif
