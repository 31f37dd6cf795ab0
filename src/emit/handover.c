/* handover.c: handover/<audience>.md: the steps by who does them, each step in exactly one file,
 * with the facts that its readers ask for. */
#include "base/text.h"
#include "emitters.h"
#include "handover.h"

void handover_title(struct handover *handover, const char *title)
{
	prose_words(&handover->prose, title);
	prose_heading(&handover->prose, 2);
}

/* Facts for some of the audiences of share/; the others need none beside their steps. */
static const struct {
	const char *audience;
	void (*write)(struct handover *handover);
} facts[] = {
	{ "network", handover_network },
	{ "dns-external", handover_external },
	{ "dns-internal", handover_internal },
	{ "pki", handover_pki },
	{ "helpdesk", handover_helpdesk },
};

static bool is_for(const struct plan_step *step, const struct audience_row *audience)
{
	return text_equal(step->row->audience, audience->id);
}

/* Work of others that comes right before. */
static void write_wait(struct handover *handover, const struct plan_step *before, size_t number)
{
	struct prose *prose = &handover->prose;
	prose_blank(prose);
	prose_words(prose, arena_printf(handover->scratch, "After step %zu (", number));
	prose_text(prose, audience_name(handover->plan->know, before->row->audience));
	prose_words(prose, "): ");
	prose_text(prose, before->title);
	prose_end(prose, "", "");
}

static void write_steps(struct handover *handover, const struct audience_row *audience)
{
	const struct step_list *steps = &handover->plan->steps;
	size_t count = 0;
	handover_title(handover, "Steps");
	for (size_t i = 0; i < steps->count; i++) {
		const struct plan_step *step = &steps->items[i];
		if (!is_for(step, audience))
			continue;
		count++;
		if (i > 0 && !is_for(&steps->items[i - 1], audience))
			write_wait(handover, &steps->items[i - 1], i);
		prose_blank(&handover->prose);
		buf_puts(handover->prose.out, handover->steps.items[i]);
	}
	if (count == 0) {
		prose_words(&handover->prose, "No step of this plan is yours.");
		prose_end(&handover->prose, "", "");
	}
}

static void write_audience(struct handover *handover, const struct audience_row *audience)
{
	struct prose *prose = &handover->prose;
	const struct request *request = handover->plan->request;
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	prose_text(prose, audience->name);
	prose_words(prose, ": your part of the plan for ");
	prose_text(prose, request->organization.name.value);
	prose_heading(prose, 1);
	prose_text(prose, product_text(request, handover->scratch));
	prose_words(prose, ", plan of ");
	prose_words(prose, date);
	prose_words(prose, ". Steps keep their numbers of `checklist.md`.");
	prose_end(prose, "", "");
	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		if (text_equal(facts[i].audience, audience->id))
			facts[i].write(handover);
	}
	write_steps(handover, audience);
}

void emit_handover(struct output *output, const struct plan *plan, const struct proof *proof,
        struct texts steps)
{
	struct handover handover = {
		.plan = plan,
		.proof = proof,
		.steps = steps,
		.scratch = arena_new(),
	};
	for (size_t i = 0; i < plan->know->audiences.count; i++) {
		const struct audience_row *audience = &plan->know->audiences.items[i];
		prose_init(&handover.prose, output_add(output, path_make(output->arena, "handover/",
		        audience->id, "", NULL, ".md")));
		write_audience(&handover, audience);
		prose_done(&handover.prose);
	}
	arena_free(handover.scratch);
}
