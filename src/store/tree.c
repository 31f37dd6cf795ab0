/* store/tree.c: one walk, two things to do on the way. */
#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Some dozens of entries, and at least one of the longest. */
#define ENTRIES_SIZE 4096

/* What happens at a file, and at a folder (`fd`) once its content was visited. */
struct visitor {
	bool (*file)(int parent, const char *name, struct err *err);
	bool (*folder)(int parent, const char *name, int fd, struct err *err);
};

static bool walk(int folder, const struct visitor *visitor, struct err *err);

static bool is_folder(int parent, const struct dirent64 *entry)
{
	struct stat status;
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return fstatat(parent, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(status.st_mode);
}

static bool visit_folder(int parent, const char *name, const struct visitor *visitor,
        struct err *err)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, "%s: %s", name, strerror(errno));
	bool done = walk(fd, visitor, err) && visitor->folder(parent, name, fd, err);
	close(fd); /* opened for reading: nothing can be lost */
	return done;
}

static bool visit(int parent, const struct dirent64 *entry, const struct visitor *visitor,
        struct err *err)
{
	if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
		return true;
	if (is_folder(parent, entry))
		return visit_folder(parent, entry->d_name, visitor, err);
	return visitor->file(parent, entry->d_name, err);
}

static bool walk(int folder, const struct visitor *visitor, struct err *err)
{
	alignas(struct dirent64) char bytes[ENTRIES_SIZE];
	ssize_t length = lseek(folder, 0, SEEK_SET);
	while (length >= 0 && (length = getdents64(folder, bytes, sizeof(bytes))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(bytes + at);
			if (!visit(folder, entry, visitor, err))
				return false;
			at += entry->d_reclen;
		}
	}
	return length == 0 || err_set(err, "a folder cannot be read: %s", strerror(errno));
}

/* Some file systems cannot sync a folder, and say so; there is nothing more to be had from them. */
static bool sync_fd(int fd, const char *name, struct err *err)
{
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOSYS)
		return err_set(err, "%s: cannot be written to the disk: %s", name, strerror(errno));
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

bool tree_sync(int folder, struct err *err)
{
	static const struct visitor syncer = { sync_file, sync_folder };
	return walk(folder, &syncer, err) && sync_fd(folder, "the output folder", err);
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

void tree_empty(int folder)
{
	static const struct visitor remover = { remove_file, remove_folder };
	struct err err;
	(void)!walk(folder, &remover, &err);
}
