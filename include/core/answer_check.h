/*
 * core/answer_check.h: is a value what its row of the schema wants? Asks nothing but the row, so
 * that the reader of files and the wizard judge alike; what values mean together is for
 * core/request.h.
 *
 * Each check gives NULL where all is well, and otherwise what to say behind the name of the key:
 * "must be true or false; found a string". Values are shown cut; they must be valid UTF-8 without
 * control characters.
 */
#ifndef CORE_ANSWER_CHECK_H
#define CORE_ANSWER_CHECK_H

#include "core/answers.h"

/* What a row's values are: texts of all sorts are NODE_TEXT, lists of all sorts NODE_LIST. */
enum node_kind answer_kind(const struct schema_row *row);
/* And what the items are, where that is a list: NODE_GROUP or NODE_TEXT. */
enum node_kind answer_item_kind(const struct schema_row *row);

/* `found` was met where the row wants something else; gives the words for it, never NULL. With
 * `is_item` it was met inside the row's list. */
const char *answer_wrong_kind(const struct schema_row *row, bool is_item, const char *found,
        struct arena *arena);
/* A choice among its words; the length of other texts. For an item of a list the same, where the
 * row's limits are the list's. */
const char *answer_check_text(const struct know *know, const struct schema_row *row,
        const char *text, struct arena *arena);
/* No number of ours is negative: the least one is `min`, which is 0 unless the row says more. */
const char *answer_check_integer(const struct schema_row *row, long value, struct arena *arena);
const char *answer_check_count(const struct schema_row *row, size_t count, struct arena *arena);

/* "expected one of ...; did you mean ...?" Long lists are cut to the words that are near. */
const char *answer_expected(const char *word, struct texts candidates, struct arena *arena);
/* The whole sentence about a member that no row describes. */
const char *answer_unknown_key(const struct answers *answers, const struct node *group,
        const char *name);

#endif
