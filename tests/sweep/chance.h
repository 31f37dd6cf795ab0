/*
 * chance.h: numbers that look like chance and are the same in every run (SplitMix64).
 */
#ifndef SWEEP_CHANCE_H
#define SWEEP_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline uint64_t chance_next(uint64_t *state)
{
	uint64_t mixed = *state += 0x9e3779b97f4a7c15u;
	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
	return mixed ^ mixed >> 31;
}

/* 0 up to count - 1. */
static inline size_t chance_below(uint64_t *state, size_t count)
{
	return (size_t)((chance_next(state) >> 32) * count >> 32);
}

static inline bool chance_in(uint64_t *state, size_t every)
{
	return chance_below(state, every) == 0;
}

#endif
