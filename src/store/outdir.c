/* store/outdir.c: a hidden sibling, filled, synced and renamed. */
#include "store/outdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "store/file.h"
#include "tree.h"

#define SUFFIX ".casplan-XXXXXX"
#define SUFFIX_RANDOM 6
#define ATTEMPTS 100
#define BACKUPS_MAX 9999
/* So many files are synced one by one. A disk takes some milliseconds for each. */
#define SINGLE_SYNCS_MAX 100

struct outdir {
	char path[PATH_MAX]; /* as given; links resolved where the last part is one */
	const char *name;    /* its last part */
	char temporary[NAME_MAX + 1];
	char backup[NAME_MAX + 1]; /* "": nothing was moved aside */
	int parent;                /* descriptors */
	int folder;
	int way;                 /* the folder below it that was written to last; -1: none */
	char way_path[PATH_MAX]; /* its path below `folder`, with the slash behind it */
	size_t file_count;       /* written by us: keys and requests are not counted */
	mode_t mode; /* that the folder will have */
	bool replace;
	struct date today;
};

/* Which reasons are the path's own fault. */
static bool is_refusal(int number)
{
	return number == ENOENT || number == ENOTDIR || number == ELOOP || number == ENAMETOOLONG;
}

static bool refuse(bool *refused, struct err *err, const char *path, const char *reason)
{
	*refused = true;
	return err_set(err, "%s: %s", path, reason);
}

static bool fail_errno(bool *refused, struct err *err, const char *path)
{
	*refused = is_refusal(errno);
	return err_set(err, "%s: %s", path, strerror(errno));
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* A link, or a path that ends in "." or "..", stands for the folder it leads to. */
static bool path_resolve(struct outdir *dir, bool *refused, struct err *err)
{
	struct stat status;
	const char *name = last_part(dir->path);
	bool is_link = lstat(dir->path, &status) == 0 && S_ISLNK(status.st_mode);
	if (!is_link && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
		return true;
	char *real = realpath(dir->path, NULL);
	if (!real && is_link && errno == ENOENT)
		return refuse(refused, err, dir->path, "is a link that leads nowhere");
	if (!real)
		return fail_errno(refused, err, dir->path);
	snprintf(dir->path, sizeof(dir->path), "%s", real);
	free(real);
	return true;
}

static bool path_take(struct outdir *dir, const char *path, bool *refused, struct err *err)
{
	size_t length = strlen(path);
	if (length == 0)
		return refuse(refused, err, "the output folder", "its path is empty");
	if (length >= sizeof(dir->path)) {
		errno = ENAMETOOLONG;
		return fail_errno(refused, err, "the output folder");
	}
	while (length > 1 && path[length - 1] == '/')
		length--;
	memcpy(dir->path, path, length);
	dir->path[length] = '\0';
	if (!path_resolve(dir, refused, err))
		return false;
	if (strcmp(dir->path, "/") == 0)
		return refuse(refused, err, path, "cannot be replaced");
	dir->name = last_part(dir->path);
	return true;
}

static bool parent_open(struct outdir *dir, bool *refused, struct err *err)
{
	char parent[PATH_MAX];
	size_t length = (size_t)(dir->name - dir->path);
	snprintf(parent, sizeof(parent), "%.*s", (int)length, dir->path);
	const char *shown = length ? parent : ".";
	dir->parent = open(shown, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return dir->parent >= 0 || fail_errno(refused, err, shown);
}

/* Moving the folder that a shell stands in would leave it standing in the old one. */
static bool is_above_here(const char *path)
{
	char here[PATH_MAX];
	char *real = realpath(path, NULL);
	if (!real)
		return false;
	size_t length = strlen(real);
	bool above = getcwd(here, sizeof(here)) && strncmp(here, real, length) == 0 &&
	             (here[length] == '/' || here[length] == '\0');
	free(real);
	return above;
}

static bool is_empty(DIR *folder)
{
	const struct dirent *entry;
	while ((entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			return false;
	}
	return true;
}

/* A folder that stands there already: may it be replaced? Its permissions stay. */
static bool target_check(struct outdir *dir, bool *refused, struct err *err)
{
	struct stat status;
	if (fstatat(dir->parent, dir->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || fail_errno(refused, err, dir->path);
	if (!S_ISDIR(status.st_mode))
		return refuse(refused, err, dir->path, "is no folder");
	if (is_above_here(dir->path))
		return refuse(refused, err, dir->path,
		        "you stand in this folder or below it; name another one");
	int fd = openat(dir->parent, dir->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(refused, err, dir->path);
	DIR *folder = fdopendir(fd);
	if (!folder) {
		fail_errno(refused, err, dir->path);
		close(fd);
		return false;
	}
	bool empty = is_empty(folder);
	closedir(folder);
	if (!empty && !dir->replace)
		return refuse(refused, err, dir->path,
		        "is not empty; --force keeps it as a backup and writes a new one");
	dir->mode = status.st_mode & 07777;
	return true;
}

/* The hidden name: the wanted one, cut where it is long, and random letters. */
static bool temporary_name(struct outdir *dir)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bytes[SUFFIX_RANDOM];
	size_t length = strlen(dir->name), most = sizeof(dir->temporary) - sizeof(SUFFIX) - 1;
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return false;
	if (length > most)
		length = most;
	/* Not in the middle of a character. */
	while (dir->name[length] && ((unsigned char)dir->name[length] & 0xc0) == 0x80)
		length--;
	int end = snprintf(dir->temporary, sizeof(dir->temporary), ".%.*s" SUFFIX, (int)length,
	        dir->name);
	for (size_t i = 0; i < SUFFIX_RANDOM; i++)
		dir->temporary[(size_t)end - SUFFIX_RANDOM + i] =
		        letters[bytes[i] % (sizeof(letters) - 1)];
	return true;
}

/* Gives false with errno. */
static bool temporary_make(struct outdir *dir)
{
	for (int i = 0; i < ATTEMPTS; i++) {
		if (!temporary_name(dir))
			return false;
		if (mkdirat(dir->parent, dir->temporary, 0777) == 0)
			return true;
		if (errno != EEXIST)
			return false;
	}
	return false;
}

/* Made with the permissions that the umask allows, which are then kept for later: what is
 * unfinished is for nobody else. */
static bool temporary_open(struct outdir *dir)
{
	struct stat status;
	dir->folder = openat(dir->parent, dir->temporary,
	        O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir->folder < 0 || fstat(dir->folder, &status) != 0)
		return false;
	if (!dir->mode)
		dir->mode = status.st_mode & 07777;
	return fchmod(dir->folder, (status.st_mode & 07000) | 0700) == 0;
}

static void way_close(struct outdir *dir)
{
	if (dir->way >= 0)
		close(dir->way);
	dir->way = -1;
}

static void outdir_free(struct outdir *dir)
{
	way_close(dir);
	if (dir->folder >= 0)
		close(dir->folder);
	if (dir->parent >= 0)
		close(dir->parent);
	free(dir);
}

static bool outdir_make(struct outdir *dir, const char *path, bool *refused, struct err *err)
{
	if (!path_take(dir, path, refused, err) || !parent_open(dir, refused, err) ||
	        !target_check(dir, refused, err))
		return false;
	*refused = false;
	if (!temporary_make(dir))
		return err_set(err, "%s: cannot be made: %s", dir->path, strerror(errno));
	if (temporary_open(dir))
		return true;
	err_set(err, "%s: cannot be opened: %s", dir->path, strerror(errno));
	(void)unlinkat(dir->parent, dir->temporary, AT_REMOVEDIR);
	return false;
}

struct outdir *outdir_open(const char *path, bool replace, struct date today, bool *refused,
        struct err *err)
{
	struct outdir *dir = calloc(1, sizeof(*dir));
	if (!dir)
		die("out of memory");
	dir->parent = dir->folder = dir->way = -1;
	dir->replace = replace;
	dir->today = today;
	if (outdir_make(dir, path, refused, err))
		return dir;
	outdir_free(dir);
	return NULL;
}

int outdir_fd(const struct outdir *dir)
{
	return dir->folder;
}

/* Copies the part of *path up to the next slash or the end, and goes past it. */
static bool next_part(const char **path, char part[static NAME_MAX + 1])
{
	size_t length = strcspn(*path, "/");
	if (length == 0 || length > NAME_MAX)
		return false;
	memcpy(part, *path, length);
	part[length] = '\0';
	*path += length + ((*path)[length] == '/');
	return strcmp(part, ".") != 0 && strcmp(part, "..") != 0;
}

static int folder_enter(int parent, const char *name)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(parent, name, flags);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	/* Threads that make keys make the same folders. */
	if (mkdirat(parent, name, 0777) != 0 && errno != EEXIST)
		return -1;
	return openat(parent, name, flags);
}

/* Opens the folder at `path`, making what is missing of it; -1 with errno. */
static int way_open(const struct outdir *dir, const char *path)
{
	char part[NAME_MAX + 1];
	int fd = openat(dir->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (fd >= 0 && *path) {
		int below = -1;
		if (next_part(&path, part))
			below = folder_enter(fd, part);
		else
			errno = EINVAL;
		int number = errno;
		close(fd);
		errno = number;
		fd = below;
	}
	return fd;
}

/* Makes `dir->way` the folder at the first `length` bytes of `path`. It stays open: the next file
 * mostly goes to the same one. Gives false with errno. */
static bool way_enter(struct outdir *dir, const char *path, size_t length)
{
	if (dir->way >= 0 && strlen(dir->way_path) == length &&
	        memcmp(dir->way_path, path, length) == 0)
		return true;
	if (length >= sizeof(dir->way_path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	way_close(dir);
	memcpy(dir->way_path, path, length);
	dir->way_path[length] = '\0';
	dir->way = way_open(dir, dir->way_path);
	return dir->way >= 0;
}

/* A new file, open for writing; -1 with errno. */
static int file_make(struct outdir *dir, const char *path, int mode)
{
	char name[NAME_MAX + 1];
	const char *last = last_part(path);
	if (!way_enter(dir, path, (size_t)(last - path)))
		return -1;
	if (!next_part(&last, name)) {
		errno = EINVAL;
		return -1;
	}
	return openat(dir->way, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}

/* Lets the disk work at what will be synced one by one, all at once and while more is being written.
 * What fails here fails again, and is reported, when it is synced. */
static void sync_begin(struct outdir *dir, int fd)
{
	if (dir->file_count++ < SINGLE_SYNCS_MAX)
		(void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

bool outdir_write(struct outdir *dir, const char *path, const void *bytes, size_t length, int mode,
        struct err *err)
{
	int fd = file_make(dir, path, mode);
	if (fd < 0)
		return err_set(err, "%s: cannot be written: %s", path, strerror(errno));
	bool done = file_fill(fd, bytes, length);
	int number = errno;
	sync_begin(dir, fd);
	if (close(fd) != 0 && done) {
		number = errno;
		done = false;
	}
	return done || err_set(err, "%s: cannot be written: %s", path, strerror(number));
}

/* Like rename, but never onto something. Gives false with errno. */
static bool rename_new(const struct outdir *dir, const char *from, const char *to)
{
	struct stat status;
	if (renameat2(dir->parent, from, dir->parent, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* The file system cannot do both at once. A folder that comes between the question and the
	 * renaming is in danger only if it is empty. */
	if (fstatat(dir->parent, to, &status, AT_SYMLINK_NOFOLLOW) == 0)
		errno = EEXIST;
	else if (errno == ENOENT)
		return renameat(dir->parent, from, dir->parent, to) == 0;
	return false;
}

static bool move_aside(struct outdir *dir)
{
	char day[DATE_TEXT_SIZE];
	date_format(dir->today, day);
	for (int n = 1; n <= BACKUPS_MAX; n++) {
		int length = snprintf(dir->backup, sizeof(dir->backup), "%s.bak-%s-%d", dir->name,
		        day, n);
		if (length < 0 || (size_t)length >= sizeof(dir->backup)) {
			errno = ENAMETOOLONG;
			break;
		}
		if (rename_new(dir, dir->name, dir->backup))
			return true;
		if (errno != EEXIST)
			break;
	}
	dir->backup[0] = '\0';
	return false;
}

/* The old folder becomes the backup; where the new one then cannot take its place, it returns. */
static bool swap_folders(struct outdir *dir)
{
	if (!move_aside(dir))
		return false;
	if (rename_new(dir, dir->temporary, dir->name))
		return true;
	int number = errno;
	if (rename_new(dir, dir->backup, dir->name))
		dir->backup[0] = '\0';
	errno = number;
	return false;
}

/* Somebody could have taken the unfinished folder away, and put another in its place. */
static bool is_ours(const struct outdir *dir)
{
	struct stat opened, named;
	return fstat(dir->folder, &opened) == 0 &&
	       fstatat(dir->parent, dir->temporary, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static bool take_place(struct outdir *dir, struct err *err)
{
	if (!is_ours(dir))
		return err_set(err, "%s: its unfinished folder %s was taken away", dir->path,
		        dir->temporary);
	if (rename_new(dir, dir->temporary, dir->name))
		return true;
	/* A plain rename replaces an empty folder, and nothing else. */
	if (errno == EEXIST && renameat(dir->parent, dir->temporary, dir->parent, dir->name) == 0)
		return true;
	if ((errno == EEXIST || errno == ENOTEMPTY) && dir->replace && swap_folders(dir))
		return true;
	err_set(err, "%s: cannot take its place: %s", dir->path, strerror(errno));
	if (dir->backup[0])
		err_set(err, "%s: cannot take its place; the old folder is %s now", dir->path,
		        dir->backup);
	return false;
}

/* All that was written reaches the disk before the folder takes its name. Where there is much of it,
 * the whole file system is synced at once: that also waits for what others have written, but for
 * thousands of files it is by far faster. Like fsync it tells what could not be written (since Linux
 * 5.8). */
static bool content_sync(const struct outdir *dir, struct err *err)
{
	if (dir->file_count <= SINGLE_SYNCS_MAX)
		return tree_sync(dir->folder, err);
	if (syncfs(dir->folder) != 0)
		return err_set(err, "%s: cannot be written to the disk: %s", dir->path,
		        strerror(errno));
	return true;
}

static bool folder_sync(struct outdir *dir, struct err *err)
{
	if (!content_sync(dir, err))
		return false;
	if (fchmod(dir->folder, dir->mode) != 0)
		return err_set(err, "%s: %s", dir->path, strerror(errno));
	return true;
}

bool outdir_commit(struct outdir *dir, const char **backup, struct arena *arena, struct err *err)
{
	*backup = NULL;
	way_close(dir);
	if (!folder_sync(dir, err) || !take_place(dir, err)) {
		outdir_abandon(dir);
		return false;
	}
	if (dir->backup[0])
		*backup = arena_printf(arena, "%.*s%s", (int)(dir->name - dir->path), dir->path,
		        dir->backup);
	/* It is there and whole. Where the folder above cannot be synced, it is the system's own
	 * business how soon the new name survives a power cut. */
	(void)fsync(dir->parent);
	outdir_free(dir);
	return true;
}

void outdir_abandon(struct outdir *dir)
{
	if (!dir)
		return;
	way_close(dir); /* there may be no other descriptor left */
	/* The descriptor leads to what was written, wherever it is now: keys must not stay. */
	tree_empty(dir->folder);
	(void)unlinkat(dir->parent, dir->temporary, AT_REMOVEDIR);
	outdir_free(dir);
}
