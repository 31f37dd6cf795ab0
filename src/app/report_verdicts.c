/* app/report_verdicts.c: what each client tries, step by step. */
#include "app/report.h"

#include "base/text.h"
#include "report_kit.h"

static void attempt_add(struct buf *out, const struct attempt *attempt, struct texts lines,
        size_t number, struct arena *arena)
{
	const char *label = arena_printf(arena, "%zu. ", number);
	size_t indent = LABEL_WIDTH + utf8_length(label);
	sheet_cell(out, false, INK_PLAIN, "", LABEL_WIDTH);
	buf_puts(out, label);
	sheet_words(out, arena_printf(arena, "%s: %s", attempt->url, attempt->outcome), indent,
	        indent);
	for (size_t i = 0; i < lines.count; i++) {
		sheet_cell(out, false, INK_PLAIN, "", indent);
		sheet_words(out, lines.items[i], indent, indent + 2);
	}
}

static void verdict_add(struct buf *out, const struct verdict *verdict, bool several_forests,
        bool colour)
{
	struct arena *arena = arena_new();
	size_t number = 0;
	sheet_cell(out, colour, result_ink(verdict->result), result_text(verdict->result),
	        LABEL_WIDTH);
	sheet_words(out, arena_printf(arena, "%s %s", verdict_client(verdict),
	                         verdict_subject(verdict, several_forests, arena)),
	        LABEL_WIDTH, LABEL_WIDTH + 2);
	for (size_t i = 0; i < verdict->attempts.count; i++) {
		struct texts lines = attempt_lines(&verdict->attempts, i, arena);
		if (lines.count > 0)
			attempt_add(out, &verdict->attempts.items[i], lines, ++number, arena);
	}
	if (number == 0)
		sheet_entry(out, "", verdict->reason, LABEL_WIDTH);
	arena_free(arena);
}

void report_verdicts(struct buf *out, const struct plan *plan, const struct proof *proof,
        bool colour)
{
	LIST_EACH(const struct verdict, verdict, proof->verdicts)
		verdict_add(out, verdict, plan->request->forest_count > 1, colour);
	if (proof->verdicts.count)
		buf_putc(out, '\n');
}
