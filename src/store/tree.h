/*
 * store/tree.h: everything below an open folder, without following symbolic links, and without
 * memory from the heap: what is to be removed may have to go because there is none.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include "base/err.h"

/* Brings all files and folders below `folder`, and the folder itself, to the disk. */
MUST_CHECK bool tree_sync(int folder, struct err *err);
/* Removes all that is below `folder`, as far as the system lets it. */
void tree_empty(int folder);

#endif
