/*
 * base/arena.h: memory that is given back all at once.
 *
 * One arena lives as long as one plan or one session. Whoever makes an arena frees it; nobody frees
 * what was taken from it. Pointers into an arena stay valid until arena_free. Allocation cannot
 * fail for the caller: without memory the program ends through die().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is allowed */

/* `size` bytes, all zero, aligned for every type. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of `count` items of `size` bytes with room for `capacity` of them. */
void *arena_grow(struct arena *arena, const void *items, size_t size, size_t count, size_t capacity);

char *arena_strdup(struct arena *arena, const char *text);
/* The first `length` bytes of `text`, with a NUL behind them. */
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list values) PRINTF_LIKE(2, 0);

#endif
