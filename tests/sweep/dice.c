/* dice.c */
#include "dice.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

bool dice_in(struct dice *dice, size_t every)
{
	return chance_in(&dice->state, every);
}

size_t dice_below(struct dice *dice, size_t count)
{
	return chance_below(&dice->state, count);
}

const char *dice_pick(struct dice *dice, const char *const *items, size_t count)
{
	return items[dice_below(dice, count)];
}

const char *dice_word(struct dice *dice, const char *path)
{
	const struct schema_row *row = know_find(dice->know, "answers", path);
	assert(row && row->values.count > 0);
	return dice_pick(dice, row->values.items, row->values.count);
}

bool dice_may_say(const struct dice *dice, const char *path)
{
	const struct schema_row *row = know_find(dice->know, "answers", path);
	assert(row);
	return !row->products || release_in(dice->know, dice->release, row->products);
}

enum said dice_said(struct dice *dice, size_t every)
{
	if (!dice_in(dice, every))
		return UNSAID;
	return dice_in(dice, 2) ? SAID_YES : SAID_NO;
}

const char *dice_append(struct dice *dice, const char *words, const char *word)
{
	if (!words || !*words)
		return word;
	return arena_printf(dice->arena, "%s %s", words, word);
}

const char *dice_some(struct dice *dice, struct texts words, size_t every)
{
	const char *some = "";
	for (size_t i = 0; i < words.count; i++) {
		if (dice_in(dice, every))
			some = dice_append(dice, some, words.items[i]);
	}
	return some;
}

struct texts dice_split(struct dice *dice, const char *words)
{
	struct text_list list = { 0 };
	while (words && *words) {
		size_t length = strcspn(words, " ");
		if (length)
			LIST_PUSH(dice->arena, &list, arena_strndup(dice->arena, words, length));
		words += length + strspn(words + length, " ");
	}
	return texts_of(&list);
}

void dice_throw(const struct know *know, uint64_t state, struct arena *arena, struct spec *spec)
{
	struct dice dice = { .state = state, .arena = arena, .know = know, .spec = spec };
	dice.product = &know->products.items[dice_below(&dice, know->products.count)];
	dice.release = (struct release){ dice.product,
		dice_below(&dice, dice.product->updates.count) };
	dice.scenario = &know->scenarios.items[dice_below(&dice, know->scenarios.count)];
	spec->version = dice.product->id;
	spec->topology = know->topologies.items[dice_below(&dice, know->topologies.count)].id;
	dice_forests(&dice);
	dice_policy(&dice);
}
