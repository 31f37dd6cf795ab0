/*
 * newfile.h: files that did not exist before, below a folder.
 *
 * Paths are relative to the folder, without "." and ".."; no component may be a symbolic link.
 */
#ifndef X509_NEWFILE_H
#define X509_NEWFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/* Makes missing folders of `path` and creates the file; one that exists is refused. Syncing it is left
 * to the owner of the folder. On failure no file of that name is left. The reason starts with the
 * path. */
MUST_CHECK bool newfile_write(int folder, const char *path, mode_t mode, const void *bytes,
	size_t length, struct err *err);
/* What was read from a file; treated as secret. */
struct content {
	unsigned char *bytes;
	size_t length;
};

/* The whole of a regular file, 1 to `limit` bytes; a FIFO or device is refused without blocking.
 * A link as last component is followed: the person may keep keys where he likes. The kind of the
 * error tells whether there is no such file, or it cannot be read. */
MUST_CHECK bool content_read(
	int folder, const char *path, size_t limit, struct content *content, struct err *err);
void content_wipe(struct content *content);

#endif
