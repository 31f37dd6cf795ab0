/* core/advise_scenarios.c: each scenario planned for the same answers, and what rules some out. */
#include <stdlib.h>

#include "advice.h"
#include "base/text.h"
#include "core/advise.h"

/* What one scenario comes to. */
struct result_of_plan {
	const char *obstacle;
	enum result worst;
	struct plan_summary summary;
	const char *reason;
};

static struct edit_list scenario_edits(const struct plan *plan, const struct scenario_row *scenario,
        const char **issuer, struct arena *arena)
{
	struct edit_list edits = { 0 };
	*issuer = plan->request->certificates.issuer->id;
	if (!texts_have(scenario->issuers, *issuer))
		*issuer = scenario->issuers.items[0];
	const struct edit changes[] = {
		{ .path = "certificates.scenario", .value = scenario->id },
		{ .path = "certificates.issuer", .value = *issuer },
	};
	for (size_t i = 0; i < COUNT_OF(changes); i++)
		LIST_PUSH(arena, &edits, changes[i]);
	return edits;
}

/* The first error, else the first client that fails. */
static const char *reason_of(const struct trial_plan *trial)
{
	LIST_EACH(const struct plan_finding, finding, trial->plan->findings) {
		if (finding->severity == SEVERITY_ERROR)
			return finding->message;
	}
	LIST_EACH(const struct proof_line, line, trial->proof->lines) {
		if (line->result == RESULT_FAIL)
			return arena_printf(trial->plan->arena, "%s %s fails: %s", line->client,
			        line->place, line->reason);
	}
	return NULL;
}

/* `kept` is the arena of the texts; the plan itself is forgotten. */
static struct result_of_plan plan_result(const struct plan *plan, const struct edit_list *edits,
        struct arena *kept)
{
	struct result_of_plan result = { .worst = RESULT_FAIL };
	struct arena *arena = arena_new();
	struct trial_plan trial = plan_with(plan, edits, arena);
	const char *reason = trial.plan ? reason_of(&trial) : trial.obstacle;
	result.reason = reason ? arena_strdup(kept, reason) : NULL;
	if (trial.plan) {
		result.worst = trial.proof->worst;
		result.summary = plan_summarize(trial.plan);
	} else {
		result.obstacle = result.reason;
	}
	arena_free(arena);
	return result;
}

static bool is_out(const struct result_of_plan *result)
{
	return result->obstacle || result->worst == RESULT_FAIL || result->summary.errors > 0;
}

static void try_candidate(const struct plan *plan, const struct limit_row *limit,
        const struct candidate *candidate, const char *client, struct ranked *ranked,
        struct arena *arena)
{
	const char *issuer;
	struct edit_list edits = scenario_edits(plan, ranked->scenario, &issuer, arena);
	LIST_EACH(const struct edit, edit, candidate->edits)
		LIST_PUSH(arena, &edits, *edit);
	struct result_of_plan result = plan_result(plan, &edits, arena);
	if (is_out(&result))
		return;
	const struct edit *first = &candidate->edits.items[0];
	const struct node *node = answers_find(plan->request->answers, first->path);
	LIST_PUSH(arena, &ranked->rulings, ((struct ruling){
	        .limit = limit, .path = first->path,
	        .value = client ? client : node ? node_value_text(node, arena) : "",
	        .instead = first->wanted ? NULL : first->value }));
}

static void try_target(const struct plan *plan, const struct limit_row *limit,
        const struct target *target, struct ranked *ranked, struct arena *arena)
{
	struct target_list targets = { 0 };
	LIST_PUSH(arena, &targets, *target);
	struct candidate_list candidates =
	        candidates_make(plan, &limit->changes, &targets, arena);
	LIST_EACH(const struct candidate, candidate, candidates)
		try_candidate(plan, limit, candidate, target->client, ranked, arena);
}

/* One constraint at a time. */
static void find_rulings(const struct plan *plan, struct ranked *ranked, struct arena *arena)
{
	LIST_EACH(const struct limit_row, limit, plan->know->limits) {
		struct target target = { .service = -1 };
		if (!limit->each_client) {
			try_target(plan, limit, &target, ranked, arena);
			continue;
		}
		LIST_EACH(const struct client_row *, client, plan->request->clients.kinds) {
			target.client = (*client)->id;
			try_target(plan, limit, &target, ranked, arena);
		}
	}
}

static struct ranked rank_scenario(const struct plan *plan, const struct scenario_row *scenario,
        struct arena *arena)
{
	struct ranked ranked = { .scenario = scenario };
	struct edit_list edits = scenario_edits(plan, scenario, &ranked.issuer, arena);
	struct result_of_plan result = plan_result(plan, &edits, arena);
	ranked.is_present = plan->request->certificates.scenario == scenario;
	ranked.obstacle = result.obstacle;
	ranked.worst = result.worst;
	ranked.summary = result.summary;
	ranked.is_out = is_out(&result);
	ranked.reason = ranked.is_out ? result.reason : NULL;
	return ranked;
}

static int order(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int ranked_compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	const int orders[] = {
		order(a->obstacle != NULL, b->obstacle != NULL),
		order(a->is_out, b->is_out),
		order((size_t)a->worst, (size_t)b->worst),
		order(a->summary.errors, b->summary.errors),
		order(a->summary.certificates, b->summary.certificates),
		order(a->summary.names, b->summary.names),
		order(a->summary.public_addresses, b->summary.public_addresses),
		order(a->summary.steps, b->summary.steps),
		a->scenario < b->scenario ? -1 : a->scenario > b->scenario,
	};
	for (size_t i = 0; i < COUNT_OF(orders); i++) {
		if (orders[i] != 0)
			return orders[i];
	}
	return 0;
}

struct ranked_list advise_scenarios(const struct plan *plan, struct arena *arena,
        enum advice_extent *extent)
{
	struct ranked_list list = { 0 };
	bool is_large = request_domain_count(plan->request) > ADVICE_MAX_DOMAINS;
	*extent = is_large ? ADVICE_TOO_LARGE : ADVICE_WHOLE;
	LIST_EACH(const struct scenario_row, scenario, plan->know->scenarios) {
		struct ranked *ranked = LIST_ADD(arena, &list);
		*ranked = rank_scenario(plan, scenario, arena);
		if (ranked->is_out && !is_large)
			find_rulings(plan, ranked, arena);
	}
	qsort(list.items, list.count, sizeof(*list.items), ranked_compare);
	return list;
}
