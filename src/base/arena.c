/* base/arena.c: blocks in a chain, each filled from its beginning. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* Blocks double from the first size to the last: a scratch arena stays tiny, and for a large plan
 * malloc is rare. */
#define FIRST_BLOCK_SIZE ((size_t)4 * 1024)
#define LAST_BLOCK_SIZE ((size_t)64 * 1024)

struct block {
	struct block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *blocks;
	size_t next_size;
};

static void *must_malloc(size_t size)
{
	void *memory = malloc(size);
	if (!memory)
		die("out of memory (%zu bytes)", size);
	return memory;
}

struct arena *arena_new(void)
{
	struct arena *arena = must_malloc(sizeof(*arena));
	*arena = (struct arena){ .next_size = FIRST_BLOCK_SIZE };
	return arena;
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
	if (size < arena->next_size)
		size = arena->next_size;
	if (arena->next_size < LAST_BLOCK_SIZE)
		arena->next_size *= 2;
	struct block *block = must_malloc(sizeof(*block) + size);
	block->used = 0;
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

/* `size` bytes at the next multiple of `unit`, a power of two. */
static void *arena_take(struct arena *arena, size_t size, size_t unit)
{
	struct block *block = arena->blocks;
	size_t start = block ? (block->used + unit - 1) & ~(unit - 1) : 0;
	if (!block || start > block->size || block->size - start < size) {
		block = block_add(arena, size);
		start = 0;
	}
	block->used = start + size;
	return block->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_take(arena, size, alignof(max_align_t)), 0, size);
}

void *arena_grow(struct arena *arena, const void *items, size_t size, size_t count, size_t capacity)
{
	if (capacity && size > SIZE_MAX / capacity)
		die("out of memory (%zu items)", capacity);
	size_t used = size * count;
	char *grown = arena_take(arena, size * capacity, alignof(max_align_t));
	if (used)
		memcpy(grown, items, used);
	memset(grown + used, 0, size * capacity - used);
	return grown;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1, 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

/* Bytes left in the block that is being filled. */
static size_t arena_room(const struct arena *arena)
{
	const struct block *block = arena->blocks;
	return block ? block->size - block->used : 0;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list values)
{
	va_list again;
	size_t room = arena_room(arena);
	char *text = room ? (char *)arena->blocks->bytes + arena->blocks->used : NULL;
	va_copy(again, values);
	int length = vsnprintf(text, room, format, values);
	if (length < 0)
		die("a text cannot be formatted: %s", format);
	/* Where it fits, it stands already where this puts it. */
	text = arena_take(arena, (size_t)length + 1, 1);
	if ((size_t)length >= room)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
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
