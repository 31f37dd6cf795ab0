/*
 * store/tree.h: everything below an open folder, without following symbolic links.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include <dirent.h>

#include "base/err.h"

/* Brings all files and folders below `folder`, and the folder itself, to the disk. */
MUST_CHECK bool tree_sync(DIR *folder, struct err *err);
/* Removes all that is below `folder`, as far as the system lets it. */
void tree_empty(DIR *folder);

#endif
