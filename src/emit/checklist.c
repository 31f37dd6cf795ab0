/* checklist.c: checklist.md, every step in order with a box to tick. */
#include "base/text.h"
#include "emitters.h"
#include "prose.h"

static void write_head(struct prose *prose, const struct plan *plan, struct arena *scratch)
{
	char date[DATE_TEXT_SIZE];
	date_format(plan->request->date, date);
	prose_words(prose, "Checklist for ");
	prose_text(prose, plan->request->organization.name.value);
	prose_heading(prose, 1);
	prose_text(prose, product_text(plan->request, scratch));
	prose_words(prose, ", plan of ");
	prose_words(prose, date);
	prose_words(prose, ": ");
	prose_count(prose, plan->steps.count, "step", "steps");
	prose_words(prose,
	        ", to be done in this order. External records come late, so that no client "
	                 "from outside meets the old certificate.");
	prose_end(prose, "", "");
}

void emit_checklist(struct output *output, const struct plan *plan, struct texts steps)
{
	struct arena *scratch = arena_new();
	struct prose prose;
	const char *phase = NULL;
	prose_init(&prose, output_add(output, "checklist.md"));
	write_head(&prose, plan, scratch);
	for (size_t i = 0; i < steps.count; i++) {
		const struct step_row *row = plan->steps.items[i].row;
		if (!text_equal(phase, row->phase)) {
			phase = row->phase;
			prose_text(&prose, phase_name(plan->know, phase));
			prose_heading(&prose, 2);
		}
		prose_blank(&prose);
		buf_puts(prose.out, steps.items[i]);
	}
	prose_done(&prose);
	arena_free(scratch);
}
