/* base/map.c: open addressing, never more than three quarters full. */
#include "base/map.h"

#include <stdint.h>
#include <string.h>

#define FIRST_SLOTS 64

struct slot {
	const char *key;
	void *value;
};

struct map {
	struct arena *arena;
	struct slot *slots;
	size_t slot_count; /* a power of two */
	size_t used;
};

/* Eight bytes at a time (multiply and fold, as Fibonacci hashing does). Keys are host names that one
 * administrator wrote: nobody gains by making them collide. */
static uint64_t hash_add(uint64_t value, uint64_t bytes)
{
	value = (value ^ bytes) * 0x9e3779b97f4a7c15u;
	return value ^ value >> 32;
}

static uint64_t hash(const char *key)
{
	size_t length = strlen(key);
	uint64_t value = length, bytes = 0;
	for (; length >= sizeof(bytes); length -= sizeof(bytes), key += sizeof(bytes)) {
		memcpy(&bytes, key, sizeof(bytes));
		value = hash_add(value, bytes);
	}
	for (bytes = 0; length > 0; length--)
		bytes = bytes << 8 | (unsigned char)key[length - 1];
	return hash_add(value, bytes);
}

static struct slot *slot_of(struct slot *slots, size_t slot_count, const char *key)
{
	size_t i = hash(key) & (slot_count - 1);
	while (slots[i].key && strcmp(slots[i].key, key) != 0)
		i = (i + 1) & (slot_count - 1);
	return &slots[i];
}

struct map *map_make(struct arena *arena)
{
	struct map *map = arena_alloc(arena, sizeof(*map));
	map->arena = arena;
	map->slot_count = FIRST_SLOTS;
	map->slots = arena_alloc(arena, FIRST_SLOTS * sizeof(*map->slots));
	return map;
}

void *map_get(const struct map *map, const char *key)
{
	return slot_of(map->slots, map->slot_count, key)->value;
}

static void map_double(struct map *map)
{
	size_t slot_count = map->slot_count * 2;
	struct slot *slots = arena_alloc(map->arena, slot_count * sizeof(*slots));
	for (size_t i = 0; i < map->slot_count; i++) {
		if (map->slots[i].key)
			*slot_of(slots, slot_count, map->slots[i].key) = map->slots[i];
	}
	map->slots = slots;
	map->slot_count = slot_count;
}

void *map_put(struct map *map, const char *key, void *value)
{
	if (map->used * 4 >= map->slot_count * 3)
		map_double(map);
	struct slot *slot = slot_of(map->slots, map->slot_count, key);
	if (!slot->key) {
		*slot = (struct slot){ .key = key, .value = value };
		map->used++;
	}
	return slot->value;
}
