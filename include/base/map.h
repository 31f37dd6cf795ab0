/*
 * base/map.h: from texts to pointers; lives in an arena. Keys are borrowed and compared bytewise.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>

#include "base/arena.h"

struct map;

struct map *map_make(struct arena *arena);
/* The value stored under `key`, or NULL. */
void *map_get(const struct map *map, const char *key);
/* Stores `value` (not NULL) unless the key is there already; gives what is now stored. */
void *map_put(struct map *map, const char *key, void *value);

#endif
