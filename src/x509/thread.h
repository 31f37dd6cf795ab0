/*
 * thread.h: threads that begin on cores of their own.
 */
#ifndef X509_THREAD_H
#define X509_THREAD_H

#include <pthread.h>
#include <stddef.h>

/* pthread_create, and gives what it gives. Signals do not reach the thread: they are for the one that
 * owns the terminal. It begins on the `number`th core behind the caller's, counted from 0 among those
 * that the process may use, and may move from there. Left to itself it may begin on the caller's
 * core, and stay there until the scheduler balances: some milliseconds, in which an EC request is
 * made (systems that pack their work, as virtual machines do, are in no hurry). */
int thread_start(pthread_t *thread, size_t number, void *(*work)(void *), void *data);

#endif
