/*
 * store/file.h: bytes from files and to files.
 */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* The whole of a regular file, at most `limit` bytes. Anything else (a folder, a FIFO, a device) is
 * refused without blocking. The reason names what is wrong, not the path; its kind is ERR_INPUT where the
 * path leads to no such file, ERR_ENVIRONMENT where what is there cannot be read. */
MUST_CHECK bool file_read(const char *path, size_t limit, struct buf *out, struct err *err);
/* All of the bytes, into a file that is open. False with errno. */
MUST_CHECK bool file_fill(int fd, const char *bytes, size_t length);

#endif
