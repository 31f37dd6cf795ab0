/* core/advise_trial.c: the plan of other answers. */
#include "advice.h"

#include "core/answers_edit.h"

struct trial_plan plan_with(const struct plan *plan, const struct edit_list *edits,
        struct arena *arena)
{
	struct trial_plan trial = { 0 };
	struct answers *answers = arena_alloc(arena, sizeof(*answers));
	struct problem_list problems = { 0 };
	const struct date day = plan->request->date;
	answers_copy(answers, plan->request->answers, arena);
	LIST_EACH(const struct edit, edit, *edits) {
		if (!edit->value)
			answers_unset(answers, edit->path);
		else if (!answers_set(answers, edit->path, edit->value))
			return (struct trial_plan){ .obstacle = edit->path };
	}
	const struct request *request = request_make(answers, day, &day, arena, &problems);
	if (!request)
		return (struct trial_plan){
			.obstacle = problems.count ? problems.items[0].text : "" };
	trial.plan = plan_sketch(request, arena);
	trial.proof = proof_make(trial.plan);
	return trial;
}

size_t request_domain_count(const struct request *request)
{
	size_t count = 0;
	for (size_t i = 0; i < request->forest_count; i++)
		count += request->forests[i].smtp_domains.count;
	return count;
}
