/*
 * sample.c: specs that vary every key of the answer file, by chance that can be had again.
 */
#include <assert.h>

#include "base/text.h"
#include "dice.h"
#include "sweep.h"

#define SAMPLE_COUNT 20000
/* One in so many tells its names: hardly two of them have the same certificates. */
#define NAMES_IN 8

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

/* ---- what was said ---- */

static void note_word(struct said_keys *said, size_t row, struct texts words, const char *word)
{
	for (size_t i = 0; i < words.count; i++) {
		if (text_equal(words.items[i], word))
			said->word[row][i] = true;
	}
}

/* A choice, or a list of them. */
static void note_words(struct said_keys *said, size_t row, const struct node *node,
        struct texts words, struct arena *arena)
{
	if (node->kind == NODE_TEXT)
		note_word(said, row, words, node->value.text);
	if (node->kind == NODE_INTEGER)
		note_word(said, row, words, arena_printf(arena, "%ld", node->value.integer));
	for (const struct node *item = node->first; item; item = item->next)
		note_words(said, row, item, words, arena);
}

/* The words that a key may have: its own, or ids of a table. One country is as good as another. */
static struct texts words_of(const struct know *know, const struct schema_row *row,
        struct arena *arena)
{
	struct texts words =
	        row->refers_to ? know_ids(know, row->refers_to, arena) : row->values;
	assert(words.count <= SCHEMA_WORDS || text_equal(row->type, "country"));
	return words.count <= SCHEMA_WORDS ? words : (struct texts){ NULL, 0 };
}

static void note_node(const struct trial *trial, const struct node *node)
{
	const struct know *know = trial->sweep->know;
	struct said_keys *said = &trial->sweep->tally->said;
	if (node->row && (node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED)) {
		size_t row = (size_t)(node->row - know->answers.items);
		said->key[row] = true;
		note_words(said, row, node, words_of(know, node->row, trial->arena), trial->arena);
	}
	for (const struct node *child = node->first; child; child = child->next)
		note_node(trial, child);
}

static void sample_examine(const struct trial *trial)
{
	note_node(trial, trial->answers.root);
	examine_plan(trial);
	if (trial->sweep->names >= 0 && trial_is_chosen(trial, NAMES_IN))
		names_write(trial);
}

/* The session belongs to the wizard, and nothing of it is planned. */
static void sample_examine_all(const struct trial *trial)
{
	const struct know *know = trial->sweep->know;
	const struct said_keys *said = &trial->sweep->tally->said;
	assert(know->answers.count <= SCHEMA_ROWS);
	for (size_t i = 0; i < know->answers.count; i++) {
		const struct schema_row *row = &know->answers.items[i];
		if (text_starts(row->path, "session"))
			continue;
		struct texts words = words_of(know, row, trial->arena);
		if (!said->key[i])
			breach(trial, LAW_VARIED, "no answers say %s", row->path);
		for (size_t j = 0; j < words.count; j++) {
			if (!said->word[i][j])
				breach(trial, LAW_VARIED, "no answers say %s = %s", row->path,
				        words.items[j]);
		}
	}
}

const struct part sample_part = {
	.name = "sample",
	.count = sample_count,
	.fill = sample_fill,
	.must_refuse = refuse_none,
	.examine = sample_examine,
	.examine_all = sample_examine_all,
};
