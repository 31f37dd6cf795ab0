/*
 * sample.c: specs that vary every key of the answer file, by chance that can be had again.
 */
#include "dice.h"
#include "sweep.h"

#define SAMPLE_COUNT 20000

static size_t sample_count(const struct know *know)
{
	(void)know;
	return SAMPLE_COUNT;
}

static void sample_fill(const struct sweep *sweep, size_t number, struct arena *arena,
        struct spec *spec)
{
	dice_throw(sweep->know, trial_seed(sweep, "sample", number), arena, spec);
}

static bool never(const struct know *know, const struct spec *spec)
{
	(void)know;
	(void)spec;
	return false;
}

const struct part sample_part = {
	.name = "sample",
	.count = sample_count,
	.fill = sample_fill,
	.must_refuse = never,
	.examine = examine_plan,
};
