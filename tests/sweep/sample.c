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
	const struct know *know = sweep->know;
	struct dice dice = { .state = trial_seed(sweep, "sample", number), .arena = arena,
		.know = know, .spec = spec };
	dice.product = &know->products.items[dice_below(&dice, know->products.count)];
	dice.release = (struct release){ dice.product,
		dice_below(&dice, dice.product->updates.count) };
	dice.scenario = &know->scenarios.items[dice_below(&dice, know->scenarios.count)];
	spec->version = dice.product->id;
	spec->topology = know->topologies.items[dice_below(&dice, know->topologies.count)].id;
	dice_forests(&dice);
	dice_policy(&dice);
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
