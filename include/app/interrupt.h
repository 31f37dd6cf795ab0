/*
 * app/interrupt.h: Ctrl-C and its relatives, as something to poll for.
 *
 * While a struct interrupt is open, SIGINT, SIGTERM and SIGHUP do nothing by themselves: whoever
 * does long work looks for them, cleans up, and lets interrupt_die end the program as the signal
 * would have done, so that a shell sees what happened. A signal that was ignored at the start
 * (nohup) stays ignored. To be opened before threads are started: they inherit it.
 */
#ifndef APP_INTERRUPT_H
#define APP_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

struct interrupt {
	int fd; /* readable once a signal has come */
	sigset_t before;
};

MUST_CHECK bool interrupt_open(struct interrupt *interrupt, struct err *err);
/* Has a signal come? Does not wait. */
bool interrupt_seen(const struct interrupt *interrupt);
/* Waits until `fd` can be read (true), or a signal has come (false). */
bool interrupt_wait(const struct interrupt *interrupt, int fd);
/* A signal that has come and was not looked at ends the program now. */
void interrupt_close(struct interrupt *interrupt);
/* The number of a signal that has come, which is then over; 0: none has. */
int interrupt_take(const struct interrupt *interrupt);
/* Ends the program by the signal that has come. */
NO_RETURN void interrupt_die(const struct interrupt *interrupt);

#endif
