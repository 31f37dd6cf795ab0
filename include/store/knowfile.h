/*
 * store/knowfile.h: knowledge from a folder of libconfig files (share/).
 *
 * Every *.cfg below the folder, examples/ apart, holds lists named after the tables of know/know.h;
 * the rows of a table may be spread over files, which are read in the order of their paths.
 */
#ifndef STORE_KNOWFILE_H
#define STORE_KNOWFILE_H

#include "base/problem.h"
#include "know/know.h"

/* Fills `know`; all memory is the arena's. Problems name file and line in their text. Lint
 * included: unknown table or field, missing field, wrong type, duplicate or unknown id, bad range. */
MUST_CHECK bool know_read(struct know *know, const char *folder, struct arena *arena,
        struct problem_list *problems);
/* The same from several folders (share/ and screens/). Tables that none of them speaks of stay as
 * they are in `know`, which the caller has filled or set to zero. */
MUST_CHECK bool know_read_folders(struct know *know, struct texts folders, struct arena *arena,
        struct problem_list *problems);

#endif
