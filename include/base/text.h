/*
 * base/text.h: questions about texts. No locale is ever asked: case means ASCII case.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"

/* NULL equals only NULL. Most texts that are compared differ in their first letter, and nothing is
 * asked more often. */
static inline bool text_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return *a == *b && strcmp(a, b) == 0;
}

bool text_equal_nocase(const char *a, const char *b);
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
int text_compare_nocase(const char *a, const char *b);
char *text_lower(struct arena *arena, const char *text);
bool texts_have(struct texts texts, const char *text);
/* "a, b and c" from the items. */
char *texts_join(struct arena *arena, struct texts texts, const char *separator);

/* The candidate with the smallest edit distance to `word`, of several the one that begins most alike;
 * or NULL where none is near enough to be what was meant (more than a third of its letters differ). */
const char *text_nearest(const char *word, struct texts candidates);

/* Next code point of NUL-terminated UTF-8; advances *text past it. Gives -1 for malformed input
 * (overlong, surrogate, above U+10FFFF, truncated) and then advances one byte; 0 at the end. */
int32_t utf8_next(const char **text);
bool utf8_valid(const char *text);
/* Control characters (C0, DEL, C1), bidi controls and invisible format characters: nothing that a
 * person types into a name, and all of them able to disguise one (UAX #9, UTS #39). */
bool utf8_is_hostile(int32_t code_point);
/* Code points in `text`, which must be valid. Cells of a terminal: base/width.h. */
size_t utf8_length(const char *text);
/* The bytes of a code point; gives how many. 0: it is none (a surrogate, or out of range). */
size_t utf8_encode(int32_t code_point, char bytes[4]);

#endif
