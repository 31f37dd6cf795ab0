/* core/answer_check.c: values against single rows of the schema. */
#include "core/answer_check.h"

#include <string.h>

#include "base/text.h"

/* So many words to choose from can be read in a message; of more, the near ones are named. */
#define EXPECTED_ALL 12
#define EXPECTED_NEAR 4
#define SHOWN_CHARACTERS 60 /* of a value */

enum node_kind answer_kind(const struct schema_row *row)
{
	static const struct {
		const char *type;
		enum node_kind kind;
	} kinds[] = {
		{ "group", NODE_GROUP }, { "flag", NODE_FLAG }, { "integer", NODE_INTEGER },
		{ "groups", NODE_LIST }, { "texts", NODE_LIST }, { "choices", NODE_LIST },
		{ "hosts", NODE_LIST }, { "domains", NODE_LIST }, { "servers", NODE_LIST },
		{ "addresses", NODE_LIST }, { "names", NODE_LIST },
	};
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (text_equal(row->type, kinds[i].type))
			return kinds[i].kind;
	}
	return NODE_TEXT;
}

enum node_kind answer_item_kind(const struct schema_row *row)
{
	return text_equal(row->type, "groups") ? NODE_GROUP : NODE_TEXT;
}

static const char *wanted_words(const struct schema_row *row, bool is_item)
{
	switch (is_item ? answer_item_kind(row) : answer_kind(row)) {
	case NODE_GROUP:
		return is_item ? "hold groups, { ... }, only" : "be a group, { ... }";
	case NODE_LIST:
		return answer_item_kind(row) == NODE_GROUP ?
		        "be a list of groups, ( { ... }, { ... } )" :
		        "be a list of texts, [ \"...\", \"...\" ]";
	case NODE_FLAG:
		return "be true or false";
	case NODE_INTEGER:
		return "be a whole number";
	case NODE_TEXT:
		break;
	}
	return is_item ? "hold texts in double quotes only" : "be a text in double quotes";
}

const char *answer_wrong_kind(const struct schema_row *row, bool is_item, const char *found,
        struct arena *arena)
{
	return arena_printf(arena, "must %s; found %s", wanted_words(row, is_item), found);
}

/* A value as a message shows it: not longer than a line. */
static const char *shown(const char *text, struct arena *arena)
{
	const char *end = text;
	for (size_t i = 0; i < SHOWN_CHARACTERS && *end; i++)
		utf8_next(&end);
	if (!*end)
		return text;
	return arena_printf(arena, "%.*s...", (int)(end - text), text);
}

/* The candidates near to the word, the nearest first. */
static struct texts near_words(const char *word, struct texts candidates, struct arena *arena)
{
	struct text_list near = { 0 }, rest = { 0 };
	for (size_t i = 0; i < candidates.count; i++)
		LIST_PUSH(arena, &rest, candidates.items[i]);
	const char *best;
	while (near.count < EXPECTED_NEAR && (best = text_nearest(word, texts_of(&rest)))) {
		LIST_PUSH(arena, &near, best);
		for (size_t i = 0; i < rest.count; i++) {
			if (rest.items[i] == best)
				rest.items[i] = rest.items[--rest.count];
		}
	}
	return texts_of(&near);
}

const char *answer_expected(const char *word, struct texts candidates, struct arena *arena)
{
	const char *nearest = text_nearest(word, candidates);
	const char *hint = nearest ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "";
	struct texts named = candidates;
	if (named.count > EXPECTED_ALL)
		named = near_words(word, candidates, arena);
	if (named.count == 0)
		named = (struct texts){ candidates.items,
			candidates.count < EXPECTED_ALL ? candidates.count : EXPECTED_ALL };
	return arena_printf(arena, "expected one of %s%s%s", texts_join(arena, named, ", "),
	        named.count < candidates.count ? ", ..." : "", hint);
}

static const char *check_choice(const struct know *know, const struct schema_row *row,
        const char *text, struct arena *arena)
{
	if (row->refers_to ? know_find(know, row->refers_to, text) != NULL :
	                     texts_have(row->values, text))
		return NULL;
	struct texts words = row->refers_to ? know_ids(know, row->refers_to, arena) : row->values;
	return arena_printf(arena, "is \"%s\"; %s", shown(text, arena),
	        answer_expected(text, words, arena));
}

const char *answer_check_text(const struct know *know, const struct schema_row *row,
        const char *text, struct arena *arena)
{
	if (text_equal(row->type, "choice") || text_equal(row->type, "choices"))
		return check_choice(know, row, text, arena);
	if (answer_kind(row) == NODE_LIST)
		return NULL;
	size_t length = utf8_length(text);
	if (length == 0 && row->min > 0)
		return "is empty; a text was expected";
	if (length < (size_t)row->min)
		return arena_printf(arena, "has %zu characters; at least %ld were expected", length,
		        row->min);
	if (row->max && length > (size_t)row->max)
		return arena_printf(arena, "has %zu characters; at most %ld were expected", length,
		        row->max);
	return NULL;
}

const char *answer_check_integer(const struct schema_row *row, long value, struct arena *arena)
{
	if (row->values.count > 0) {
		const char *text = arena_printf(arena, "%ld", value);
		if (texts_have(row->values, text))
			return NULL;
		return arena_printf(arena, "is %ld; expected %s%s", value,
		        row->values.count > 1 ? "one of " : "",
		        texts_join(arena, row->values, ", "));
	}
	if (value >= row->min && (row->max == 0 || value <= row->max))
		return NULL;
	if (row->max == 0)
		return arena_printf(arena, "is %ld; at least %ld was expected", value, row->min);
	return arena_printf(arena, "is %ld; a number from %ld to %ld was expected", value, row->min,
	        row->max);
}

const char *answer_check_count(const struct schema_row *row, size_t count, struct arena *arena)
{
	if (count < (size_t)row->min)
		return count == 0 ? "is empty; at least one item was expected" :
		                    arena_printf(arena, "has %zu items; at least %ld were expected",
		                            count, row->min);
	if (row->max && count > (size_t)row->max)
		return arena_printf(arena, "has %zu items; at most %ld were expected", count,
		        row->max);
	return NULL;
}

/* Where else in the schema a key of this name is at home; NULL: nowhere. */
static const char *home_of(const struct answers *answers, const char *name)
{
	LIST_EACH (const struct schema_row, row, answers->know->answers) {
		const char *dot = strrchr(row->path, '.'), *key = dot ? dot + 1 : row->path;
		if (strcmp(key, "*") == 0 || strcmp(key, name) != 0)
			continue;
		return dot ?
		        arena_printf(answers->arena, "in %.*s", (int)(dot - row->path), row->path) :
		        "outside of all groups";
	}
	return NULL;
}

const char *answer_unknown_key(const struct answers *answers, const struct node *group,
        const char *name)
{
	struct arena *arena = answers->arena;
	struct texts keys = answers_keys(answers, group);
	const char *word = shown(name, arena);
	/* A right word in a wrong place is likelier than a misspelling that is right elsewhere. */
	const char *home = home_of(answers, name);
	if (home)
		return arena_printf(arena, "unknown key \"%s\" here; it was expected %s", word,
		        home);
	if (keys.count == 0)
		return arena_printf(arena, "unknown key \"%s\"; none was expected here", word);
	return arena_printf(arena, "unknown key \"%s\"; %s", word,
	        answer_expected(name, keys, arena));
}
