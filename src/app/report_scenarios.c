/* app/report_scenarios.c */
#include "report_scenarios.h"

#include "app/sheet.h"
#include "base/text.h"
#include "emit/json.h"

#define NUMBER_WIDTH 3 /* "1. " */

/* The columns behind number and name. */
static const struct {
	const char *title;
	size_t width;
} columns[] = {
	{ "worst", 9 }, { "errors", 8 }, { "certs", 7 }, { "names", 7 }, { "addresses", 11 },
	{ "steps", 0 },
};

#define NAME_WIDTH 27

static void number_cell(struct buf *out, struct arena *arena, size_t column, size_t number)
{
	sheet_cell(out, false, INK_PLAIN, arena_printf(arena, "%zu", number),
	        columns[column].width);
}

static void row_add(struct buf *out, struct arena *arena, size_t number,
        const struct ranked *ranked, bool colour)
{
	const struct plan_summary *summary = &ranked->summary;
	const size_t counts[] = { summary->errors, summary->certificates, summary->names,
		summary->public_addresses, summary->steps };
	const char *mark = ranked->is_present ? " *" : "";
	enum ink ink = ranked->is_out ? INK_BAD :
	        ranked->worst == RESULT_CLEAN ? INK_GOOD : INK_DOUBT;
	sheet_cell(out, false, INK_PLAIN, arena_printf(arena, "%zu.", number), NUMBER_WIDTH);
	sheet_cell(out, false, INK_PLAIN, arena_printf(arena, "%s%s", ranked->scenario->id, mark),
	        NAME_WIDTH);
	if (ranked->obstacle) {
		sheet_ink(out, colour, INK_BAD, "not possible");
		buf_putc(out, '\n');
		return;
	}
	sheet_cell(out, colour, ink, result_text(ranked->worst), columns[0].width);
	for (size_t i = 0; i < COUNT_OF(counts); i++)
		number_cell(out, arena, i + 1, counts[i]);
	buf_putc(out, '\n');
}

static void ruling_add(struct buf *out, struct arena *arena, const struct ruling *ruling)
{
	buf_printf(out, "%*s", NUMBER_WIDTH, "");
	sheet_words(out, advise_ruling_text(ruling, arena), NUMBER_WIDTH, NUMBER_WIDTH + 2);
}

static void reason_add(struct buf *out, struct arena *arena, const struct ranked *ranked,
        enum advice_extent extent, bool colour)
{
	sheet_ink(out, colour, INK_BOLD, ranked->scenario->id);
	buf_puts(out, " is out\n");
	sheet_entry(out, "", ranked->reason, NUMBER_WIDTH);
	LIST_EACH(const struct ruling, ruling, ranked->rulings)
		ruling_add(out, arena, ruling);
	if (ranked->rulings.count == 0 && extent == ADVICE_WHOLE)
		sheet_entry(out, "", "No single constraint rules it out.", NUMBER_WIDTH);
}

void report_scenarios(struct buf *out, const struct ranked_list *list, enum advice_extent extent,
        bool colour)
{
	struct arena *arena = arena_new();
	size_t outs = 0;
	buf_printf(out, "%*s", NUMBER_WIDTH, "");
	sheet_cell(out, colour, INK_BOLD, "Scenario", NAME_WIDTH);
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		sheet_cell(out, colour, INK_BOLD, columns[i].title, columns[i].width);
	buf_putc(out, '\n');
	for (size_t i = 0; i < list->count; i++) {
		row_add(out, arena, i + 1, &list->items[i], colour);
		outs += list->items[i].is_out;
	}
	buf_puts(out, "* the scenario in the answers\n");
	if (outs > 0)
		buf_putc(out, '\n');
	LIST_EACH(const struct ranked, ranked, *list) {
		if (ranked->is_out)
			reason_add(out, arena, ranked, extent, colour);
	}
	if (extent == ADVICE_TOO_LARGE)
		buf_printf(out, "Single constraints were not tried: there are more than %d mail "
		                "domains.\n", ADVICE_MAX_DOMAINS);
	arena_free(arena);
}

static void rulings_json(struct json *json, const struct ruling_list *rulings)
{
	json_list(json, "ruled_out_by");
	LIST_EACH(const struct ruling, ruling, *rulings) {
		json_object(json, NULL);
		json_text(json, "limit", ruling->limit->id);
		json_text(json, "path", ruling->path);
		json_text(json, "value", ruling->value);
		json_text(json, "instead", ruling->instead);
		json_text(json, "text", ruling->limit->title);
		json_end(json);
	}
	json_end(json);
}

static void summary_json(struct json *json, const struct ranked *ranked)
{
	const struct plan_summary *summary = &ranked->summary;
	json_integer(json, "errors", (long)summary->errors);
	json_integer(json, "certificates", (long)summary->certificates);
	json_integer(json, "names", (long)summary->names);
	json_integer(json, "public_addresses", (long)summary->public_addresses);
	json_integer(json, "steps", (long)summary->steps);
}

void scenarios_json(struct buf *out, const struct ranked_list *list)
{
	struct json json;
	json_init(&json, out);
	json_object(&json, NULL);
	json_text(&json, "format", "casplan-advice-1");
	json_list(&json, "scenarios");
	LIST_EACH(const struct ranked, ranked, *list) {
		json_object(&json, NULL);
		json_text(&json, "scenario", ranked->scenario->id);
		json_text(&json, "issuer", ranked->issuer);
		json_flag(&json, "present", ranked->is_present);
		json_flag(&json, "possible", !ranked->obstacle);
		json_flag(&json, "out", ranked->is_out);
		json_text(&json, "worst_result",
		        ranked->obstacle ? NULL : result_text(ranked->worst));
		summary_json(&json, ranked);
		json_text(&json, "reason", ranked->reason);
		rulings_json(&json, &ranked->rulings);
		json_end(&json);
	}
	json_end(&json);
	json_end(&json);
}
