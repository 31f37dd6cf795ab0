/*
 * store/outdir.h: an output folder that appears whole or not at all.
 *
 * Everything is written to a hidden folder beside the wanted one, synced, and renamed into place. A
 * folder that is not empty is refused unless `replace`; then it becomes DIR.bak-<date>-<n>, never
 * deleted. Every path is opened relative to a descriptor and without following symbolic links, DIR
 * itself apart, which may be a link to a folder.
 */
#ifndef STORE_OUTDIR_H
#define STORE_OUTDIR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct outdir;

/* NULL with a reason, and nothing left behind. `*refused` tells whose fault it is: true, the path
 * is wrong (not empty, no folder, nothing to put it into); false, the system did not obey. `today`
 * is for the name of the backup. */
struct outdir *outdir_open(const char *path, bool replace, struct date today, bool *refused,
        struct err *err);
/* A new file at `path` below the folder ("dns/records.csv"); folders on the way are made. `mode` is
 * 0600 for what is secret, else 0666, less the umask. */
MUST_CHECK bool outdir_write(struct outdir *dir, const char *path, const void *bytes, size_t length,
        int mode, struct err *err);
/* A folder descriptor for what writes its own files (keys): inside the unfinished folder. */
int outdir_fd(const struct outdir *dir);
/* Syncs and renames. `*backup` is the new path of a folder that was moved aside, in `arena`, or
 * NULL. On failure the unfinished folder is removed. Either way `dir` is gone. */
MUST_CHECK bool outdir_commit(struct outdir *dir, const char **backup, struct arena *arena,
        struct err *err);
/* Removes what was written. NULL is allowed. Allocates nothing that could end the program. */
void outdir_abandon(struct outdir *dir);

#endif
