/* app/report_fixes.c: what would mend a plan. */
#include "app/report.h"

#include "app/sheet.h"
#include "base/text.h"

#define NUMBER_WIDTH 3 /* "1. " */

struct shown_fixes {
	struct arena *arena;
	struct fix_refs fixes; /* in the order in which the report met them */
};

static void fixes_collect(struct shown_fixes *shown, const struct fix_refs *fixes)
{
	LIST_EACH(const struct fix *, fix, *fixes) {
		bool known = false;
		LIST_EACH(const struct fix *, other, shown->fixes)
			known = known || *other == *fix;
		if (!known)
			LIST_PUSH(shown->arena, &shown->fixes, *fix);
	}
}

static bool has_fix(const struct fix_refs *fixes, const struct fix *fix)
{
	LIST_EACH(const struct fix *, each, *fixes) {
		if (*each == fix)
			return true;
	}
	return false;
}

/* "name-not-covered, outlook-2007 outside": rules and clients for which it is the mend. */
static const char *mended_words(const struct plan *plan, const struct proof *proof,
        const struct fix *fix, struct arena *arena)
{
	struct text_list words = { 0 };
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if (has_fix(&finding->fixes, fix) &&
		        !texts_have(texts_of(&words), finding->rule->id))
			LIST_PUSH(arena, &words, finding->rule->id);
	}
	LIST_EACH(const struct proof_line, line, proof->lines) {
		struct fix_refs fixes = advise_line_fixes(proof, line, arena);
		if (has_fix(&fixes, fix))
			LIST_PUSH(arena, &words,
			        arena_printf(arena, "%s %s", line->client, line->place));
	}
	return texts_join(arena, texts_of(&words), ", ");
}

static void line_add(struct buf *out, const char *text)
{
	buf_printf(out, "%*s", NUMBER_WIDTH, "");
	sheet_words(out, text, NUMBER_WIDTH, NUMBER_WIDTH + 2);
}

static void change_add(struct buf *out, const struct fix_change *change, struct arena *arena)
{
	if (change->value && *change->value)
		line_add(out, arena_printf(arena, "Change: %s = %s", change->path, change->value));
	else if (change->value)
		line_add(out, arena_printf(arena, "Change: %s: an empty list", change->path));
	else
		line_add(out, arena_printf(arena, "Change: %s: %s", change->path,
		        change->wanted ? "a value of your own" : "take it out"));
}

static void fix_add(struct buf *out, const struct plan *plan, const struct proof *proof,
        size_t number, const struct fix *fix, struct arena *arena)
{
	const char *label = arena_printf(arena, "%zu.", number);
	sheet_cell(out, false, INK_PLAIN, label, NUMBER_WIDTH);
	sheet_words(out, fix->text, NUMBER_WIDTH, NUMBER_WIDTH);
	LIST_EACH(const struct fix_change, change, fix->changes)
		change_add(out, change, arena);
	if (*fix->cost)
		line_add(out, arena_printf(arena, "Cost: %s", fix->cost));
	line_add(out, arena_printf(arena, "Better: %s", mended_words(plan, proof, fix, arena)));
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
	struct shown_fixes shown = { .arena = arena_new() };
	LIST_EACH(const struct plan_finding, finding, plan->findings)
		fixes_collect(&shown, &finding->fixes);
	LIST_EACH(const struct verdict, verdict, proof->verdicts)
		fixes_collect(&shown, &verdict->fixes);
	if (shown.fixes.count > 0 || advice->extent != ADVICE_WHOLE) {
		sheet_ink(out, colour, INK_BOLD, "To mend it");
		buf_putc(out, '\n');
		for (size_t i = 0; i < shown.fixes.count; i++)
			fix_add(out, plan, proof, i + 1, shown.fixes.items[i], shown.arena);
		extent_add(out, advice);
		buf_putc(out, '\n');
	}
	arena_free(shown.arena);
}
