/* x509/workers.c */
#include "workers.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"

size_t workers_cores(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores > 0 ? (size_t)cores : 1;
}

int workers_start(struct workers *workers, size_t wanted, void *(*work)(void *), void *data)
{
	int reason = 0;
	if (wanted <= workers->count)
		return 0;
	workers->threads = realloc(workers->threads, wanted * sizeof(*workers->threads));
	if (!workers->threads)
		die("out of memory (%zu threads)", wanted);
	while (!reason && workers->count < wanted) {
		size_t number = workers->count;
		reason = thread_start(&workers->threads[number], number, work, data);
		if (!reason)
			workers->count++;
	}
	return reason;
}

void workers_join(struct workers *workers)
{
	for (size_t i = 0; i < workers->count; i++)
		pthread_join(workers->threads[i], NULL);
	free(workers->threads);
	*workers = (struct workers){ 0 };
}
