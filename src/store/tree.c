/* store/tree.c: one walk, three things to do on the way. */
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What happens at a file, and at a folder once its content was visited (`fd` is the folder's own). */
struct visitor {
	bool (*file)(int parent, const char *name, struct err *err);
	bool (*folder)(int parent, const char *name, int fd, struct err *err);
};

static bool walk(DIR *folder, const struct visitor *visitor, struct err *err);

static bool is_folder(int parent, const struct dirent *entry)
{
	struct stat status;
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return fstatat(parent, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(status.st_mode);
}

static bool walk_below(int parent, const char *name, const struct visitor *visitor,
        struct err *err)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, "%s: %s", name, strerror(errno));
	DIR *folder = fdopendir(fd);
	if (!folder) {
		err_set(err, "%s: %s", name, strerror(errno));
		close(fd);
		return false;
	}
	bool done = walk(folder, visitor, err) && visitor->folder(parent, name, fd, err);
	closedir(folder); /* opened for reading: nothing can be lost */
	return done;
}

static bool walk(DIR *folder, const struct visitor *visitor, struct err *err)
{
	int fd = dirfd(folder);
	bool done = true;
	rewinddir(folder);
	while (done) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (!entry && errno)
			return err_set(err, "a folder cannot be read: %s", strerror(errno));
		if (!entry)
			break;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		done = is_folder(fd, entry) ? walk_below(fd, entry->d_name, visitor, err)
		                            : visitor->file(fd, entry->d_name, err);
	}
	return done;
}

/* Some file systems cannot sync a folder, and say so; there is nothing more to be had from them. */
static bool sync_fd(int fd, const char *name, struct err *err)
{
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOSYS)
		return err_set(err, "%s: cannot be written to the disk: %s", name, strerror(errno));
	return true;
}

/* Only begins, so that the disk works on all files at once. What fails here fails again, and is
 * reported, in the walk that follows. */
static bool start_file(int parent, const char *name, struct err *err)
{
	(void)err;
	int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return true;
	(void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	close(fd);
	return true;
}

static bool start_folder(int parent, const char *name, int fd, struct err *err)
{
	(void)parent;
	(void)name;
	(void)fd;
	(void)err;
	return true;
}

static bool sync_file(int parent, const char *name, struct err *err)
{
	int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, "%s: %s", name, strerror(errno));
	bool done = sync_fd(fd, name, err);
	close(fd);
	return done;
}

static bool sync_folder(int parent, const char *name, int fd, struct err *err)
{
	(void)parent;
	return sync_fd(fd, name, err);
}

bool tree_sync(DIR *folder, struct err *err)
{
	static const struct visitor start = { start_file, start_folder };
	static const struct visitor finish = { sync_file, sync_folder };
	return walk(folder, &start, err) && walk(folder, &finish, err) &&
	       sync_fd(dirfd(folder), "the output folder", err);
}

/* Whatever cannot be removed, the rest still is. */
static bool remove_file(int parent, const char *name, struct err *err)
{
	(void)err;
	(void)unlinkat(parent, name, 0);
	return true;
}

static bool remove_folder(int parent, const char *name, int fd, struct err *err)
{
	(void)fd;
	(void)err;
	(void)unlinkat(parent, name, AT_REMOVEDIR);
	return true;
}

void tree_empty(DIR *folder)
{
	static const struct visitor remover = { remove_file, remove_folder };
	struct err err;
	(void)!walk(folder, &remover, &err);
}
