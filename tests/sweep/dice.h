/*
 * dice.h: specs that vary every key of the answer file, by chance that can be had again.
 */
#ifndef SWEEP_DICE_H
#define SWEEP_DICE_H

#include "base/attr.h"
#include "chance.h"
#include "know/know.h"
#include "spec.h"

struct dice {
	uint64_t state;
	struct arena *arena;
	const struct know *know;
	struct spec *spec;
	const struct product_row *product;
	struct release release;
	const struct scenario_row *scenario;
	unsigned addresses, servers; /* given so far */
};

/* Fills an initialised spec. The state alone decides: the same state, the same spec. */
void dice_throw(const struct know *know, uint64_t state, struct arena *arena, struct spec *spec);

/* True one time in `every`. */
bool dice_in(struct dice *dice, size_t every);
size_t dice_below(struct dice *dice, size_t count);
const char *dice_pick(struct dice *dice, const char *const *items, size_t count);
#define DICE_PICK(dice, items) dice_pick((dice), (items), COUNT_OF(items))
/* One of the words that the schema allows for a key. */
const char *dice_word(struct dice *dice, const char *path);
/* Is the key for this release? */
bool dice_may_say(const struct dice *dice, const char *path);
/* Yes or no one time in `every`, else unsaid. */
enum said dice_said(struct dice *dice, size_t every);
/* Some of the words, each one time in `every`, with blanks between them. */
const char *dice_some(struct dice *dice, struct texts words, size_t every);
/* The words of a list with blanks. */
struct texts dice_split(struct dice *dice, const char *words);
const char *dice_append(struct dice *dice, const char *words, const char *word);

/* Forests, sites, hosts and addresses that fit the topology (or, now and then, do not). */
void dice_forests(struct dice *dice);
/* Everything else; the forests are there. */
void dice_policy(struct dice *dice);

#endif
