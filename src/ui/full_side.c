/* full_side.c: the plan beside the question, as it would be with the choice under the cursor. */
#include "base/text.h"
#include "full_parts.h"

void preview_drop(struct full *full)
{
	full->preview.is_known = false;
}

/* The choice under the cursor, where it is not what stands already. */
static const struct flow_choice *choice_in_question(struct full *full)
{
	const struct row *row = rows_focused(full);
	bool is_choice = full->spot.kind == ASK_CHOICE || full->spot.kind == ASK_BOOLEAN;
	if (!is_choice || !row || row->index >= full->choices.count)
		return NULL;
	const struct flow_choice *choice = &full->choices.items[row->index];
	struct flow_answer answer = flow_answer(full->flow, full->spot.path, full->view);
	bool stands = answer.text && text_equal_nocase(answer.text, choice->value);
	return stands || choice->unless ? NULL : choice;
}

struct flow_preview preview_make(struct full *full, struct arena *arena)
{
	const struct flow_choice *choice = choice_in_question(full);
	if (choice)
		return flow_what_if(full->flow, full->spot.path, choice->value, arena);
	return flow_preview(full->flow);
}

const char *preview_words(struct full *full)
{
	const struct flow_choice *choice = choice_in_question(full);
	return choice ? arena_printf(full->paint, "With %s:", choice->label) : "The plan so far:";
}

static void records_put(struct page *page, const struct plan *plan, enum view view)
{
	page_blank(page);
	page_printf(page, STYLE_KEY, 0, "DNS %s", view_text(view));
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == view)
			page_printf(page, STYLE_PLAIN, 0, "%s %s %s", record->owner,
			        record_type_text(record->type), record->data);
	}
}

static void counts_put(struct page *page, struct flow_preview preview)
{
	summary_put(page, preview);
	page_blank(page);
	LIST_EACH(const struct plan_certificate, certificate, preview.plan->certificates) {
		page_words(page, STYLE_KEY, 0, 2, certificate->id);
		LIST_EACH(const struct plan_name, name, certificate->names)
			page_words(page, STYLE_PLAIN, 2, 2, name->name);
	}
	page_blank(page);
	LIST_EACH(const struct proof_line, line, preview.proof->lines)
		page_printf(page, result_style(line->result), 0, "%-8s%s, %s",
		        result_text(line->result), line->client, line->place);
	for (enum view view = VIEW_EXTERNAL; view <= VIEW_INTERNAL; view++)
		records_put(page, preview.plan, view);
}

static bool needs_preview(const struct full *full)
{
	const struct preview *preview = &full->preview;
	return full->wide && (!preview->is_known || preview->width != full->side_columns);
}

/* A ranking is looked into more closely, one plan at a time. */
static bool has_ranking(const struct full *full)
{
	return full->spot.question->ranked && !full->is_ranked;
}

/* Where findings and verdicts are looked at, what would mend them is worked out before it is asked for. */
static bool needs_advice(const struct full *full)
{
	bool shows_it = full->spot.kind == ASK_REVIEW || full->spot.kind == ASK_PROOF;
	return shows_it && !flow_is_advised(full->flow);
}

bool full_has_work(const struct full *full)
{
	return !full->waits && !full->over &&
	       (needs_preview(full) || needs_advice(full) || has_ranking(full));
}

static void preview_fill(struct full *full)
{
	struct preview *preview = &full->preview;
	struct arena *arena = arena_new(), *work = arena_new();
	struct page *page = page_new(full->side_columns - 2, arena);
	struct flow_preview plan = preview_make(full, work);
	page_words(page, STYLE_STRONG, 0, 0, preview_words(full));
	if (plan.plan)
		counts_put(page, plan);
	else
		explain_plan(full, page, plan);
	arena_free(work);
	arena_free(preview->arena);
	*preview = (struct preview){ arena, page, full->side_columns, true };
}

bool full_idle(struct full *full)
{
	if (!full_has_work(full))
		return false;
	if (needs_preview(full)) {
		preview_fill(full);
		return true;
	}
	if (needs_advice(full)) {
		(void)flow_advised(full->flow);
		return true;
	}
	full->is_ranked = !flow_look_closer(full->flow);
	if (!full->is_ranked)
		full_fill(full);
	return !full->is_ranked;
}

void side_draw(struct full *full, struct canvas *canvas, struct box box)
{
	canvas_bar(canvas, box.row, box.column - 1, box.rows);
	if (full->preview.page)
		page_draw(full->preview.page, 0, canvas, box.row, box.column + 1, box.rows);
}
