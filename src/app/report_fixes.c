/* app/report_fixes.c: what would mend a plan. */
#include "app/report.h"

#include "app/sheet.h"
#include "base/text.h"

#define NUMBER_WIDTH 3 /* "1. " */

static void line_add(struct buf *out, const char *text)
{
	buf_printf(out, "%*s", NUMBER_WIDTH, "");
	sheet_words(out, text, NUMBER_WIDTH, NUMBER_WIDTH + 2);
}

static void fix_add(struct buf *out, const struct plan *plan, const struct proof *proof,
        size_t number, const struct fix *fix, struct arena *arena)
{
	const char *label = arena_printf(arena, "%zu.", number);
	const char *mended = texts_join(arena, advise_mended(plan, proof, fix, arena), ", ");
	sheet_cell(out, false, INK_PLAIN, label, NUMBER_WIDTH);
	sheet_words(out, fix->text, NUMBER_WIDTH, NUMBER_WIDTH);
	LIST_EACH(const struct fix_change, change, fix->changes)
		line_add(out, arena_printf(arena, "Change: %s",
		        advise_change_text(change, arena)));
	if (*fix->cost)
		line_add(out, arena_printf(arena, "Cost: %s", fix->cost));
	line_add(out, arena_printf(arena, "Better: %s", mended));
}

static bool has_no_change(const struct verdict *verdict)
{
	return verdict->result > RESULT_CLEAN && verdict->fixes.count == 0 &&
	        verdict->partial_fixes.count == 0;
}

/* Clients for which nothing helps by itself; verdicts of one client and place stand together. */
static void helpless_add(struct buf *out, const struct proof *proof, struct arena *arena)
{
	struct text_list words = { 0 };
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		const char *word = arena_printf(arena, "%s %s (%s)", verdict_client(verdict),
		        verdict->place, cause_text(verdict->cause));
		if (has_no_change(verdict) && !texts_have(texts_of(&words), word))
			LIST_PUSH(arena, &words, word);
	}
	if (words.count > 0)
		sheet_words(out, arena_printf(arena, "No change helps by itself without making "
		                                     "something worse: %s.",
		                         texts_join(arena, texts_of(&words), ", ")), 0, 3);
}

static void extent_add(struct buf *out, const struct advice *advice)
{
	if (advice->extent == ADVICE_CUT)
		buf_printf(out, "Not every change was tried: that would have been more than %zu "
		                "plans.\n", advice->plans);
	if (advice->extent == ADVICE_TOO_LARGE)
		buf_printf(out, "No changes were tried: there are more than %d mail domains.\n",
		        ADVICE_MAX_DOMAINS);
}

void report_fixes(struct buf *out, const struct plan *plan, const struct proof *proof,
        const struct advice *advice, bool colour)
{
	struct arena *arena = arena_new();
	struct fix_refs fixes = advise_fixes(plan, proof, arena);
	if (fixes.count > 0 || advice->extent != ADVICE_WHOLE || proof->worst > RESULT_CLEAN) {
		sheet_ink(out, colour, INK_BOLD, "To mend it");
		buf_putc(out, '\n');
		for (size_t i = 0; i < fixes.count; i++)
			fix_add(out, plan, proof, i + 1, fixes.items[i], arena);
		if (advice->extent == ADVICE_WHOLE)
			helpless_add(out, proof, arena);
		extent_add(out, advice);
		buf_putc(out, '\n');
	}
	arena_free(arena);
}
