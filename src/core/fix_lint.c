/* core/fix_lint.c */
#include "core/fix_lint.h"

#include <string.h>

#include "advise_words.h"
#include "base/text.h"
#include "core/answer_check.h"
#include "core/proof.h"

struct fix_lint {
	const struct know *know;
	struct problem_list *problems;
	struct arena *arena;
	const char *row; /* "fixes: key-bits" */
};

static void complain(struct fix_lint *lint, const char *format, ...) PRINTF_LIKE(2, 3);

static void complain(struct fix_lint *lint, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	const char *text = arena_vprintf(lint->arena, format, values);
	va_end(values);
	problem_add(lint->problems, lint->arena, 0, "%s: %s", lint->row, text);
}

static bool is_cause(const char *word)
{
	for (enum cause cause = CAUSE_NONE + 1; cause < CAUSE_COUNT; cause++) {
		if (text_equal(word, cause_text(cause)))
			return true;
	}
	return false;
}

static void lint_mends(struct fix_lint *lint, struct texts mends)
{
	for (size_t i = 0; i < mends.count; i++) {
		const char *word = mends.items[i];
		if (!rule_find(lint->know, word) && !is_cause(word))
			complain(lint, "\"%s\" is neither a rule nor a cause", word);
	}
}

static bool needs_list(const char *rule)
{
	return form_has("add|swap|add-host|drop-host|drop-above|drop-client|own-address", rule);
}

/* The value itself, or the new word of a swap. */
static const char *value_of(const struct edit_row *change)
{
	const char *blank = text_equal(change->rule, "swap") ? strchr(change->value, ' ') : NULL;
	return blank ? blank + 1 : change->value;
}

static void lint_change(struct fix_lint *lint, const struct edit_row *change)
{
	const struct schema_row *row = know_find(lint->know, "answers", change->path);
	bool needs_value = form_has("set|add|swap", change->rule);
	bool is_list = row && answer_kind(row) == NODE_LIST;
	if (!row || answer_kind(row) == NODE_GROUP) {
		complain(lint, "%s is no answer", change->path);
		return;
	}
	if (needs_list(change->rule) != is_list && !text_equal(change->rule, "default"))
		complain(lint, "%s: the rule \"%s\" is for %s", change->path, change->rule,
		        is_list ? "single values" : "lists");
	if (needs_value != (change->value != NULL)) {
		complain(lint, "%s: the rule \"%s\" takes %s value", change->path, change->rule,
		        needs_value ? "a" : "no");
		return;
	}
	if (text_equal(change->rule, "swap") && !strchr(change->value, ' '))
		complain(lint, "%s: a swap has two words", change->path);
	const char *wrong = needs_value && (is_list || answer_kind(row) == NODE_TEXT) ?
	        answer_check_text(lint->know, row, value_of(change), lint->arena) : NULL;
	if (wrong)
		complain(lint, "%s: \"%s\" %s", change->path, change->value, wrong);
}

static void lint_changes(struct fix_lint *lint, const struct edit_rows *changes)
{
	LIST_EACH(const struct edit_row, change, *changes)
		lint_change(lint, change);
}

void fixes_lint(const struct know *know, struct problem_list *problems, struct arena *arena)
{
	struct fix_lint lint = { .know = know, .problems = problems, .arena = arena };
	LIST_EACH(const struct fix_row, fix, know->fixes) {
		lint.row = arena_printf(arena, "fixes: %s", fix->id);
		const char *unknown = fix_text_unknown(fix->text, arena);
		lint_mends(&lint, fix->mends);
		lint_changes(&lint, &fix->changes);
		if (unknown)
			complain(&lint, "its text has unknown words: %s", unknown);
	}
	LIST_EACH(const struct limit_row, limit, know->limits) {
		lint.row = arena_printf(arena, "limits: %s", limit->id);
		lint_changes(&lint, &limit->changes);
	}
}
