/* store/file.c */
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Gives false, with the reason, unless the descriptor is a regular file of a bearable size. */
static bool file_is_plain(int fd, size_t limit, struct err *err)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return err_set(err, "%s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return err_set_kind(err, ERR_INPUT, "is a folder; a file was expected");
	if (!S_ISREG(status.st_mode))
		return err_set_kind(err, ERR_INPUT, "is a device, pipe or socket; a file was expected");
	if ((unsigned long long)status.st_size > limit)
		return err_set_kind(err, ERR_INPUT, "is larger than %zu bytes", limit);
	return true;
}

/* Reads to the end. The size was looked at, but a file can grow while it is read. */
static bool file_drain(int fd, size_t limit, struct buf *out, struct err *err)
{
	char chunk[16 * 1024];
	size_t total = 0;
	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, "cannot be read: %s", strerror(errno));
		if (got == 0)
			return true;
		total += (size_t)got;
		if (total > limit)
			return err_set_kind(err, ERR_INPUT, "is larger than %zu bytes", limit);
		buf_add(out, chunk, (size_t)got);
	}
}

bool file_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
	/* Not blocking: opening a FIFO must not wait for somebody who writes to it. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return err_set_kind(err, err_kind_of_path(errno), "cannot be opened: %s", strerror(errno));
	bool done = file_is_plain(fd, limit, err) && file_drain(fd, limit, out, err);
	close(fd); /* opened for reading: nothing can be lost */
	return done;
}

bool file_fill(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);
		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		}
	}
	return true;
}
