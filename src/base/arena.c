/* base/arena.c: blocks in a chain, each filled from its beginning. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* Small enough that a tiny plan stays tiny, large enough that malloc is rare. Tests shrink it. */
#ifndef ARENA_BLOCK_SIZE
#define ARENA_BLOCK_SIZE ((size_t)64 * 1024)
#endif

struct block {
	struct block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *blocks;
};

static void *must_calloc(size_t size)
{
	void *memory = calloc(1, size);
	if (!memory)
		die("out of memory (%zu bytes)", size);
	return memory;
}

struct arena *arena_new(void)
{
	return must_calloc(sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	for (struct block *block = arena->blocks, *next; block; block = next) {
		next = block->next;
		free(block);
	}
	free(arena);
}

static struct block *block_add(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		die("out of memory (%zu bytes)", size);
	struct block *block = must_calloc(sizeof(*block) + size);
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = alignof(max_align_t);
	if (size > SIZE_MAX - unit)
		die("out of memory (%zu bytes)", size);
	size = (size + unit - 1) / unit * unit;
	struct block *block = arena->blocks;
	if (!block || block->size - block->used < size)
		block = block_add(arena, size > ARENA_BLOCK_SIZE ? size : ARENA_BLOCK_SIZE);
	void *memory = block->bytes + block->used;
	block->used += size;
	return memory;
}

void *arena_grow(struct arena *arena, const void *items, size_t size, size_t count, size_t capacity)
{
	if (capacity && size > SIZE_MAX / capacity)
		die("out of memory (%zu items)", capacity);
	void *grown = arena_alloc(arena, size * capacity);
	if (count)
		memcpy(grown, items, size * count);
	return grown;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);
	memcpy(copy, text, length);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list values)
{
	va_list again;
	va_copy(again, values);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		die("a text cannot be formatted: %s", format);
	char *text = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, values);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	char *text = arena_vprintf(arena, format, values);
	va_end(values);
	return text;
}
