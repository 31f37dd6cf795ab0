/* core/findings_changes.c: answers that were planned once are planned again: what is new in the
 * rules since then? */
#include "base/text.h"
#include "core/build.h"
#include "findings.h"

/* The days after one day up to another. */
struct span {
	const struct plan *plan;
	struct date after, until;
	struct arena *arena;
	struct plan_change_list list;
};

static bool is_new(const struct span *span, const char *from)
{
	struct date day;
	return date_parse(from, &day) && date_compare(day, span->after) > 0 &&
	        date_compare(day, span->until) <= 0;
}

/* Behind those of earlier days and of the same day; days as YYYY-MM-DD stand in the order of their
 * texts. */
static void change_add(struct span *span, const char *from, const char *text, const char *source)
{
	struct plan_change_list *list = &span->list;
	LIST_ADD(span->arena, list);
	size_t at = list->count - 1;
	while (at > 0 && text_compare_nocase(list->items[at - 1].from, from) > 0) {
		list->items[at] = list->items[at - 1];
		at--;
	}
	list->items[at] = (struct plan_change){ .from = from, .text = text, .source = source };
}

/* How long public certificates may last is a table of its own (C9). */
static void add_validities(struct span *span)
{
	const struct validity_rows *rows = &span->plan->know->validities;
	for (size_t i = 1; i < rows->count; i++) {
		const struct validity_row *row = &rows->items[i];
		if (is_new(span, row->from))
			change_add(span, row->from,
			        arena_printf(span->arena,
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

struct plan_change_list plan_changes(const struct plan *plan, struct date after, struct date until,
        struct arena *arena)
{
	const struct dated_rows *rows = &plan->know->changes;
	struct span span = { .plan = plan, .after = after, .until = until, .arena = arena };
	if (plan->request->baseline == BASELINE_2008)
		return span.list;
	if (has_issuer(plan, "public-ca"))
		add_validities(&span);
	for (size_t i = 0; i < rows->count; i++) {
		const struct dated_row *row = &rows->items[i];
		if (is_new(&span, row->from) && has_issuer(plan, row->issuer))
			change_add(&span, row->from, row->text, row->source);
	}
	return span.list;
}

const char *plan_changes_words(const struct plan_change_list *changes, struct arena *arena)
{
	return arena_printf(arena, "%zu %s changed, the last on %s", changes->count,
	        changes->count == 1 ? "rule for certificates has" :
	                              "rules for certificates have",
	        changes->items[changes->count - 1].from);
}

void find_changes(struct plan *plan)
{
	const struct request *request = plan->request;
	struct date previous;
	if (!request->previous || !date_parse(request->previous, &previous))
		return;
	plan->changes = plan_changes(plan, previous, request->date, plan->arena);
	if (!plan->changes.count)
		return;
	struct from from = { 0 };
	from_add(plan->arena, &from, request->date_node);
	plan_find(plan, "rules-changed", WEIGHT_FULL, request->previous, &from,
	        plan_changes_words(&plan->changes, plan->arena));
}
