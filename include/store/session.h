/*
 * store/session.h: session files of the wizard: locked, and saved whole or not at all.
 *
 * A save is a temporary file in the same folder (exclusive, mode 0600, no link followed), synced,
 * renamed onto the session, and the folder synced: whoever is killed in between leaves the old
 * session or the new one. The lock is on a file beside the session, and ends with the process.
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/list.h"

struct session_file;

/* Opens the folder of the session and takes the lock. NULL with a reason: there is no such folder.
 * `*locked` is false where another process has the lock, or none can be had (a folder that cannot
 * be written to): then `err` says why, and the session may be looked at only. */
struct session_file *session_open(const char *path, bool *locked, struct err *err);
bool session_exists(const struct session_file *file);
/* Has somebody else written it since it was opened, or saved here? */
bool session_is_changed(const struct session_file *file);
/* Keeps what is there now under the name FILE.orig (.orig.2, ... where that is taken). `*kept` is
 * the new name, in the arena. */
MUST_CHECK bool session_keep_original(struct session_file *file, const char **kept,
        struct arena *arena, struct err *err);
MUST_CHECK bool session_save(struct session_file *file, const struct buf *text, struct err *err);
/* Ends the lock. NULL is allowed. */
void session_close(struct session_file *file);

struct session_entry {
	const char *path;
	const char *name; /* without folder and ending */
	long long changed; /* seconds since 1970 */
};

struct session_entries LIST_OF(struct session_entry);

/* Has another process the lock? Whoever opens the session then may look only, if it still has. */
bool session_is_taken(const char *path);
/* Makes the folder, and those above it, for the owner alone. */
MUST_CHECK bool session_folder_make(const char *folder, struct err *err);
/* The sessions (*.cfg) of a folder, the newest first; none where it is not there. */
struct session_entries session_list(const char *folder, struct arena *arena);

#endif
