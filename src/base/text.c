/* base/text.c */
#include "base/text.h"

#include <string.h>

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int text_compare_nocase(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return (unsigned char)lower(*a) - (unsigned char)lower(*b);
}

bool text_equal_nocase(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return text_compare_nocase(a, b) == 0;
}

bool text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
	size_t length = strlen(text), tail = strlen(suffix);
	return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

char *text_lower(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c; c++)
		*c = lower(*c);
	return copy;
}

bool texts_have(struct texts texts, const char *text)
{
	for (size_t i = 0; i < texts.count; i++) {
		if (text_equal(texts.items[i], text))
			return true;
	}
	return false;
}

char *texts_join(struct arena *arena, struct texts texts, const char *separator)
{
	size_t length = 0;
	for (size_t i = 0; i < texts.count; i++)
		length += strlen(texts.items[i]) + strlen(separator);
	char *joined = arena_alloc(arena, length + 1), *end = joined;
	for (size_t i = 0; i < texts.count; i++) {
		if (i > 0)
			end = stpcpy(end, separator);
		end = stpcpy(end, texts.items[i]);
	}
	return joined;
}

/* Words longer than this are not misspelt keys. */
#define NEAREST_MAX 64

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

/* Levenshtein distance; both at most NEAREST_MAX bytes. */
static size_t distance(const char *a, const char *b)
{
	size_t row[NEAREST_MAX + 1], width = strlen(b);
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			size_t above = row[j];
			size_t cost = lower(a[i - 1]) != lower(b[j - 1]);
			row[j] = smallest(above + 1, row[j - 1] + 1, diagonal + cost);
			diagonal = above;
		}
	}
	return row[width];
}

/* How many letters at the beginning are the same. */
static size_t common_length(const char *a, const char *b)
{
	size_t length = 0;
	while (a[length] && lower(a[length]) == lower(b[length]))
		length++;
	return length;
}

const char *text_nearest(const char *word, struct texts candidates)
{
	const char *best = NULL;
	size_t length = strlen(word), least = length / 3 + 2;
	if (length > NEAREST_MAX)
		return NULL;
	for (size_t i = 0; i < candidates.count; i++) {
		if (strlen(candidates.items[i]) > NEAREST_MAX)
			continue;
		size_t steps = distance(word, candidates.items[i]);
		if (steps < least || (best && steps == least &&
		                common_length(word, candidates.items[i]) >
		                        common_length(word, best))) {
			least = steps;
			best = candidates.items[i];
		}
	}
	return best;
}
