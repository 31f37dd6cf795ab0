/* core/findings_changes.c: answers that were planned once are planned again: what is new in the
 * rules since then? */
#include "base/text.h"
#include "core/build.h"
#include "findings.h"

/* Days as YYYY-MM-DD stand in the order of their texts. */
static bool is_new(const struct plan *plan, const char *from)
{
	struct date day, before;
	return date_parse(from, &day) && date_parse(plan->request->previous, &before) &&
	        date_compare(day, before) > 0 && date_compare(day, plan->request->date) <= 0;
}

/* Behind those of earlier days and of the same day. */
static void change_add(struct plan *plan, const char *from, const char *text, const char *source)
{
	struct plan_change_list *list = &plan->changes;
	LIST_ADD(plan->arena, list);
	size_t at = list->count - 1;
	while (at > 0 && text_compare_nocase(list->items[at - 1].from, from) > 0) {
		list->items[at] = list->items[at - 1];
		at--;
	}
	list->items[at] = (struct plan_change){ .from = from, .text = text, .source = source };
}

/* How long public certificates may last is a table of its own (C9). */
static void add_validities(struct plan *plan)
{
	const struct validity_rows *rows = &plan->know->validities;
	for (size_t i = 1; i < rows->count; i++) {
		const struct validity_row *row = &rows->items[i];
		if (is_new(plan, row->from))
			change_add(plan, row->from,
			        arena_printf(plan->arena,
			                "A public certificate may last %ld days at most (%ld before).",
			                row->days, rows->items[i - 1].days),
			        row->source);
	}
}

static bool has_issuer(const struct plan *plan, const char *issuer)
{
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (!issuer || text_equal(certificate->issuer->id, issuer))
			return true;
	}
	return false;
}

static void add_changes(struct plan *plan)
{
	const struct dated_rows *rows = &plan->know->changes;
	if (has_issuer(plan, "public-ca"))
		add_validities(plan);
	for (size_t i = 0; i < rows->count; i++) {
		const struct dated_row *row = &rows->items[i];
		if (is_new(plan, row->from) && has_issuer(plan, row->issuer))
			change_add(plan, row->from, row->text, row->source);
	}
}

void find_changes(struct plan *plan)
{
	const struct request *request = plan->request;
	if (!request->previous || request->baseline == BASELINE_2008)
		return;
	add_changes(plan);
	size_t count = plan->changes.count;
	if (!count)
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from, request->date_node);
	plan_find(plan, "rules-changed", WEIGHT_FULL, request->previous, &from,
	        arena_printf(plan->arena, "%zu %s changed, the last on %s", count,
	                count == 1 ? "rule for certificates has" : "rules for certificates have",
	                plan->changes.items[count - 1].from));
}
