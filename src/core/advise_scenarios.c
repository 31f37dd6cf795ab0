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
void advise_rulings(const struct plan *plan, struct ranked *ranked, struct arena *arena)
{
	if (!ranked->is_out)
		return;
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

/* ---- the order ---- */

static size_t has_obstacle(const struct ranked *ranked)
{
	return ranked->obstacle != NULL;
}

static size_t is_ranked_out(const struct ranked *ranked)
{
	return ranked->is_out;
}

static size_t worst_of(const struct ranked *ranked)
{
	return (size_t)ranked->worst;
}

static size_t errors_of(const struct ranked *ranked)
{
	return ranked->summary.errors;
}

static size_t certificates_of(const struct ranked *ranked)
{
	return ranked->summary.certificates;
}

static size_t names_of(const struct ranked *ranked)
{
	return ranked->summary.names;
}

static size_t addresses_of(const struct ranked *ranked)
{
	return ranked->summary.public_addresses;
}

static size_t steps_of(const struct ranked *ranked)
{
	return ranked->summary.steps;
}

/* The smaller the better; the first that differs decides. */
static const struct {
	size_t (*of)(const struct ranked *ranked);
	const char *words; /* why the larger one comes later, or what is counted */
	bool is_count;
} orders[] = {
	{ has_obstacle, "no plan can be made with it", false },
	{ is_ranked_out, "it has an error, or a client that fails", false },
	{ worst_of, "a client meets something worse", false },
	{ errors_of, "errors", true },
	{ certificates_of, "certificates", true },
	{ names_of, "names", true },
	{ addresses_of, "public addresses", true },
	{ steps_of, "steps", true },
};

/* The index of the order that tells them apart; COUNT_OF(orders): none does. */
static size_t deciding_order(const struct ranked *a, const struct ranked *b)
{
	size_t i = 0;
	while (i < COUNT_OF(orders) && orders[i].of(a) == orders[i].of(b))
		i++;
	return i;
}

static int ranked_compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	size_t i = deciding_order(a, b);
	if (i < COUNT_OF(orders))
		return orders[i].of(a) < orders[i].of(b) ? -1 : 1;
	return a->scenario < b->scenario ? -1 : a->scenario > b->scenario;
}

const char *advise_place_text(const struct ranked_list *list, size_t index, struct arena *arena)
{
	if (index == 0)
		return NULL;
	const struct ranked *before = &list->items[index - 1], *ranked = &list->items[index];
	size_t i = deciding_order(before, ranked);
	const char *words = "nothing tells them apart";
	if (i < COUNT_OF(orders))
		words = orders[i].words;
	if (i < COUNT_OF(orders) && orders[i].is_count)
		words = arena_printf(arena, "%s %zu, not %zu", words, orders[i].of(ranked),
		        orders[i].of(before));
	return arena_printf(arena, "Behind \"%s\": %s.", before->scenario->name, words);
}

const char *advise_ruling_text(const struct ruling *ruling, struct arena *arena)
{
	const char *value = *ruling->value ? ruling->value : "none";
	const char *instead = ruling->instead && !ruling->limit->each_client ?
	        arena_printf(arena, "; with %s it would do", ruling->instead) : "";
	return arena_printf(arena, "Ruled out by %s = %s alone: %s%s.", ruling->path, value,
	        ruling->limit->title, instead);
}

struct ranked_list advise_order(const struct plan *plan, struct arena *arena)
{
	struct ranked_list list = { 0 };
	LIST_EACH(const struct scenario_row, scenario, plan->know->scenarios)
		LIST_PUSH(arena, &list, rank_scenario(plan, scenario, arena));
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), ranked_compare);
	return list;
}

enum advice_extent advise_extent(const struct plan *plan)
{
	return request_domain_count(plan->request) > ADVICE_MAX_DOMAINS ? ADVICE_TOO_LARGE
	                                                                : ADVICE_WHOLE;
}

struct ranked_list advise_scenarios(const struct plan *plan, struct arena *arena,
        enum advice_extent *extent)
{
	struct ranked_list list = advise_order(plan, arena);
	*extent = advise_extent(plan);
	LIST_EACH(struct ranked, ranked, list) {
		if (*extent == ADVICE_WHOLE)
			advise_rulings(plan, ranked, arena);
	}
	return list;
}
