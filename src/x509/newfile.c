/* x509/newfile.c */
#include "newfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_MODE 0777 /* less what the umask takes away */

/* Opens the folder that the last component of `path` stands in, making what is missing, and points
 * `name` at that component. Gives -1 with errno. */
static int parent_open(int folder, const char *path, const char **name)
{
	int parent = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (const char *slash; parent >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
		char *component = strndup(path, (size_t)(slash - path));
		int inner = -1;
		if (!component)
			errno = ENOMEM;
		else if (!*component || strcmp(component, ".") == 0 || strcmp(component, "..") == 0)
			errno = EINVAL;
		else if (mkdirat(parent, component, FOLDER_MODE) == 0 || errno == EEXIST)
			inner = openat(
				parent, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		int reason = errno;
		free(component);
		close(parent);
		errno = reason;
		parent = inner;
	}
	*name = path;
	return parent;
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length) {
		ssize_t written = write(file, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

/* Leaves the reason of the first failure in errno. */
static bool fill_and_close(int file, const void *bytes, size_t length)
{
	bool filled = write_all(file, bytes, length);
	int reason = errno;
	bool closed = close(file) == 0;
	if (!filled)
		errno = reason;
	return filled && closed;
}

bool newfile_write(int folder, const char *path, mode_t mode, const void *bytes, size_t length,
	struct err *err)
{
	const char *name;
	int parent = parent_open(folder, path, &name);
	if (parent < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	int file = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	bool done = file >= 0 && fill_and_close(file, bytes, length);
	if (!done) {
		err_set(err, "%s: %s", path, strerror(errno));
		if (file >= 0)
			(void)unlinkat(parent, name, 0); /* the first failure is the one to tell */
	}
	close(parent);
	return done;
}

/* Fills content->bytes, whose length is the file's. */
static bool read_all(int file, struct content *content)
{
	size_t done = 0;
	while (done < content->length) {
		ssize_t got = read(file, content->bytes + done, content->length - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0) {
			errno = EIO; /* it was cut short meanwhile */
			return false;
		}
		done += (size_t)got;
	}
	return true;
}

bool content_read(
	int folder, const char *path, size_t limit, struct content *content, struct err *err)
{
	*content = (struct content){ 0 };
	int file = openat(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (file < 0)
		return err_set_kind(err, err_kind_of_path(errno), "%s: %s", path, strerror(errno));
	struct stat facts;
	bool done = false;
	if (fstat(file, &facts) != 0) {
		err_set(err, "%s: %s", path, strerror(errno));
	} else if (!S_ISREG(facts.st_mode)) {
		err_set_kind(err, ERR_INPUT, "%s: not a regular file", path);
	} else if (facts.st_size <= 0 || (size_t)facts.st_size > limit) {
		err_set_kind(err, ERR_INPUT, "%s: %s", path,
			facts.st_size <= 0 ? "empty" : "too large");
	} else {
		content->length = (size_t)facts.st_size;
		content->bytes = malloc(content->length);
		done = content->bytes && read_all(file, content);
		if (!done) {
			err_set(err, "%s: %s", path, strerror(errno));
			content_wipe(content);
		}
	}
	close(file);
	return done;
}

void content_wipe(struct content *content)
{
	if (content->bytes)
		explicit_bzero(content->bytes, content->length);
	free(content->bytes);
	*content = (struct content){ 0 };
}
