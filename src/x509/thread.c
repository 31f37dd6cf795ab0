/* x509/thread.c */
#include "thread.h"

#include <malloc.h>
#include <sched.h>
#include <signal.h>

/* Each thread allocates from a heap of its own, which grows by this much instead of one page with
 * one system call at a time: those stop the other threads too. */
#define HEAP_STEP (1024 * 1024)

/* `allowed` has one core at least. */
static int core_behind(const cpu_set_t *allowed, size_t number)
{
	int here = sched_getcpu(), core = here < 0 ? 0 : here;
	for (size_t left = number % (size_t)CPU_COUNT(allowed) + 1; left > 0; left--) {
		do
			core = (core + 1) % CPU_SETSIZE;
		while (!CPU_ISSET((size_t)core, allowed));
	}
	return core;
}

static int start_at(int core, pthread_t *thread, void *(*work)(void *), void *data)
{
	cpu_set_t chosen;
	pthread_attr_t attributes;
	int reason = pthread_attr_init(&attributes);
	if (reason)
		return reason;
	CPU_ZERO(&chosen);
	CPU_SET((size_t)core, &chosen);
	reason = pthread_attr_setaffinity_np(&attributes, sizeof(chosen), &chosen);
	if (!reason)
		reason = pthread_create(thread, &attributes, work, data);
	pthread_attr_destroy(&attributes);
	return reason;
}

static int start_apart(pthread_t *thread, size_t number, void *(*work)(void *), void *data)
{
	cpu_set_t allowed;
	/* Fails where there are more cores than such a set has room for. */
	if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0 ||
		start_at(core_behind(&allowed, number), thread, work, data) != 0)
		return pthread_create(thread, NULL, work, data);
	(void)pthread_setaffinity_np(*thread, sizeof(allowed), &allowed); /* it may have ended */
	return 0;
}

int thread_start(pthread_t *thread, size_t number, void *(*work)(void *), void *data)
{
	sigset_t all, before;
	(void)mallopt(M_TOP_PAD, HEAP_STEP); /* without it the same is made, slower */
	sigfillset(&all);
	int reason = pthread_sigmask(SIG_SETMASK, &all, &before);
	if (reason)
		return reason;
	reason = start_apart(thread, number, work, data);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return reason;
}
