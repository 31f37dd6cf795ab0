/* store/session.c */
#include "store/session.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/file.h"

#define LOCK_ATTEMPTS 10
#define TEMPORARY_ATTEMPTS 100
#define ORIGINALS_MAX 99
#define COPY_LIMIT (8u << 20)

struct session_file {
	char path[PATH_MAX]; /* links resolved */
	const char *name;    /* its last part */
	char lock_name[NAME_MAX + 1];
	int folder;
	int lock; /* -1: not ours */
	struct stat known; /* as it was opened, or saved last; st_ino 0: it was not there */
};

static bool path_take(struct session_file *file, const char *path, struct err *err)
{
	char *real = realpath(path, NULL);
	int length = snprintf(file->path, sizeof(file->path), "%s", real ? real : path);
	free(real);
	if (length < 0 || (size_t)length >= sizeof(file->path))
		return err_set(err, "%s: %s", path, strerror(ENAMETOOLONG));
	const char *slash = strrchr(file->path, '/');
	file->name = slash ? slash + 1 : file->path;
	if (!*file->name || strlen(file->name) > NAME_MAX - 16)
		return err_set(err, "%s: is no name for a file", path);
	snprintf(file->lock_name, sizeof(file->lock_name), ".%.*s.lock", NAME_MAX - 16,
	        file->name);
	return true;
}

static bool folder_open(struct session_file *file, struct err *err)
{
	char folder[PATH_MAX];
	int length = (int)(file->name - file->path);
	snprintf(folder, sizeof(folder), "%.*s", length, file->path);
	file->folder = open(length ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return file->folder >= 0 ||
	       err_set(err, "%s: %s", length ? folder : ".", strerror(errno));
}

/* Somebody who ended his lock has taken the file away: what was locked may have no name any more. */
static bool lock_is_named(const struct session_file *file, int fd)
{
	struct stat opened, named;
	return fstat(fd, &opened) == 0 &&
	       fstatat(file->folder, file->lock_name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static bool lock_take(struct session_file *file, struct err *err)
{
	for (int i = 0; i < LOCK_ATTEMPTS; i++) {
		/* Of an open file, not of the process: no other close can end it. */
		struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
		int fd = openat(file->folder, file->lock_name,
		        O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0)
			return err_set(err, "%s cannot be locked: %s", file->path,
			        strerror(errno));
		if (fcntl(fd, F_OFD_SETLK, &lock) != 0) {
			bool taken = errno == EAGAIN || errno == EACCES;
			err_set(err, taken ? "%s is open in another casplan%s%s"
			                   : "%s cannot be locked: %s%s",
			        file->path, taken ? "" : strerror(errno), "");
			close(fd);
			return false;
		}
		if (lock_is_named(file, fd)) {
			file->lock = fd;
			return true;
		}
		close(fd);
	}
	return err_set(err, "%s cannot be locked: its lock is taken again and again", file->path);
}

static struct stat state_of(const struct session_file *file)
{
	struct stat state;
	if (fstatat(file->folder, file->name, &state, AT_SYMLINK_NOFOLLOW) != 0)
		state = (struct stat){ .st_ino = 0 };
	return state;
}

bool session_is_changed(const struct session_file *file)
{
	const struct stat now = state_of(file), *known = &file->known;
	return now.st_ino != 0 &&
	       (now.st_ino != known->st_ino || now.st_dev != known->st_dev ||
	        now.st_size != known->st_size ||
	        now.st_mtim.tv_sec != known->st_mtim.tv_sec ||
	        now.st_mtim.tv_nsec != known->st_mtim.tv_nsec);
}

struct session_file *session_open(const char *path, bool *locked, struct err *err)
{
	struct session_file *file = calloc(1, sizeof(*file));
	if (!file)
		die("out of memory");
	file->folder = file->lock = -1;
	*locked = false;
	if (!path_take(file, path, err) || !folder_open(file, err)) {
		session_close(file);
		return NULL;
	}
	*locked = lock_take(file, err);
	file->known = state_of(file);
	return file;
}

bool session_exists(const struct session_file *file)
{
	struct stat status;
	return fstatat(file->folder, file->name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A new file with this content, on the disk. False with errno, and no file. */
static bool write_new(int folder, const char *name, const struct buf *text)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	bool done = file_fill(fd, text->data, text->length) && fsync(fd) == 0;
	int number = errno;
	if (close(fd) != 0 && done) {
		number = errno;
		done = false;
	}
	if (!done)
		(void)unlinkat(folder, name, 0);
	errno = number;
	return done;
}

/* A hard link keeps the very file, since saving puts another one in its place. */
static bool keep_as(struct session_file *file, const char *name)
{
	if (linkat(file->folder, file->name, file->folder, name, 0) == 0)
		return true;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
		return false;
	struct buf text;
	struct err err;
	buf_init(&text);
	buf_puts(&text, "");
	bool done = file_read(file->path, COPY_LIMIT, &text, &err) &&
	            write_new(file->folder, name, &text);
	buf_done(&text);
	return done;
}

bool session_keep_original(struct session_file *file, const char **kept, struct arena *arena,
        struct err *err)
{
	for (int i = 1; i <= ORIGINALS_MAX; i++) {
		const char *name = i == 1 ? arena_printf(arena, "%s.orig", file->name)
		                          : arena_printf(arena, "%s.orig.%d", file->name, i);
		if (keep_as(file, name)) {
			*kept = name;
			return true;
		}
		if (errno != EEXIST)
			break;
	}
	return err_set(err, "%s cannot be kept as .orig: %s", file->path, strerror(errno));
}

bool session_save(struct session_file *file, const struct buf *text, struct err *err)
{
	char temporary[NAME_MAX + 1];
	if (file->lock < 0)
		return err_set(err, "%s is open for reading only", file->path);
	for (int i = 0;; i++) {
		snprintf(temporary, sizeof(temporary), ".%.*s.new%d", NAME_MAX - 16, file->name, i);
		if (write_new(file->folder, temporary, text))
			break;
		/* What a killed one left behind is nobody's: the lock is ours. */
		if (errno != EEXIST || i == TEMPORARY_ATTEMPTS)
			return err_set(err, "%s: %s", file->path, strerror(errno));
		(void)unlinkat(file->folder, temporary, 0);
	}
	if (renameat(file->folder, temporary, file->folder, file->name) != 0) {
		err_set(err, "%s: %s", file->path, strerror(errno));
		(void)unlinkat(file->folder, temporary, 0);
		return false;
	}
	file->known = state_of(file);
	if (fsync(file->folder) != 0 && errno != EINVAL && errno != ENOSYS)
		return err_set(err, "%s: its folder cannot be synced: %s", file->path,
		        strerror(errno));
	return true;
}

void session_close(struct session_file *file)
{
	if (!file)
		return;
	if (file->lock >= 0) {
		(void)unlinkat(file->folder, file->lock_name, 0);
		close(file->lock);
	}
	if (file->folder >= 0)
		close(file->folder);
	free(file);
}

/* ---- the folder of sessions ---- */

bool session_is_taken(const char *path)
{
	struct session_file file = { .folder = -1, .lock = -1 };
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct err err;
	if (!path_take(&file, path, &err) || !folder_open(&file, &err))
		return false;
	int fd = openat(file.folder, file.lock_name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool taken = fd >= 0 && fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
	if (fd >= 0)
		close(fd);
	close(file.folder);
	return taken;
}

bool session_folder_make(const char *folder, struct err *err)
{
	char path[PATH_MAX];
	if (snprintf(path, sizeof(path), "%s", folder) >= (int)sizeof(path))
		return err_set(err, "%s: %s", folder, strerror(ENAMETOOLONG));
	for (char *slash = path + 1; slash; ) {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return err_set(err, "%s: %s", path, strerror(errno));
		if (slash)
			*slash++ = '/';
	}
	return true;
}

static int entry_compare(const void *left, const void *right)
{
	const struct session_entry *a = left, *b = right;
	if (a->changed != b->changed)
		return a->changed > b->changed ? -1 : 1;
	return strcmp(a->name, b->name);
}

struct session_entries session_list(const char *folder, struct arena *arena)
{
	struct session_entries entries = { 0 };
	DIR *dir = opendir(folder);
	if (!dir)
		return entries;
	for (const struct dirent *entry; (entry = readdir(dir));) {
		struct stat status;
		const char *name = entry->d_name;
		if (*name == '.' || !text_ends(name, ".cfg") ||
		        fstatat(dirfd(dir), name, &status, 0) != 0 || !S_ISREG(status.st_mode))
			continue;
		LIST_PUSH(arena, &entries, ((struct session_entry){
			.path = arena_printf(arena, "%s/%s", folder, name),
			.name = arena_strndup(arena, name, strlen(name) - strlen(".cfg")),
			.changed = status.st_mtime }));
	}
	closedir(dir);
	if (entries.count)
		qsort(entries.items, entries.count, sizeof(*entries.items), entry_compare);
	return entries;
}
