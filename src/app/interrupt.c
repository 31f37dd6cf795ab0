/* app/interrupt.c: signals are blocked and read from a descriptor, so that no handler runs and no
 * variable is shared with one. */
#include "app/interrupt.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

bool interrupt_open(struct interrupt *interrupt, struct err *err)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	sigset_t set;
	sigemptyset(&set);
	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		struct sigaction action;
		/* Blocked, even an ignored signal would be kept and read. */
		if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(&set, signals[i]);
	}
	interrupt->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (interrupt->fd < 0)
		return err_set(err, "signals cannot be watched: %s", strerror(errno));
	sigprocmask(SIG_BLOCK, &set, &interrupt->before);
	return true;
}

bool interrupt_seen(const struct interrupt *interrupt)
{
	struct pollfd watched = { .fd = interrupt->fd, .events = POLLIN };
	return poll(&watched, 1, 0) > 0;
}

bool interrupt_wait(const struct interrupt *interrupt, int fd)
{
	struct pollfd watched[] = {
		{ .fd = interrupt->fd, .events = POLLIN },
		{ .fd = fd, .events = POLLIN },
	};
	while (poll(watched, COUNT_OF(watched), -1) < 0 && errno == EINTR)
		;
	return !watched[0].revents;
}

void interrupt_close(struct interrupt *interrupt)
{
	close(interrupt->fd);
	sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}

int interrupt_take(const struct interrupt *interrupt)
{
	struct signalfd_siginfo info;
	if (read(interrupt->fd, &info, sizeof(info)) != (ssize_t)sizeof(info))
		return 0;
	return (int)info.ssi_signo;
}

void interrupt_die(const struct interrupt *interrupt)
{
	struct signalfd_siginfo info = { .ssi_signo = SIGTERM };
	sigset_t set;
	if (read(interrupt->fd, &info, sizeof(info)) != (ssize_t)sizeof(info))
		info.ssi_signo = SIGTERM;
	signal((int)info.ssi_signo, SIG_DFL);
	raise((int)info.ssi_signo);
	sigemptyset(&set);
	sigaddset(&set, (int)info.ssi_signo);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	abort(); /* not reached: the signal is delivered above */
}
