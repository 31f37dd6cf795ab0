/* core/advise.c: causes, and the smallest change that mends each. */
#include "core/advise.h"

#include "advice.h"
#include "advise_words.h"
#include "base/map.h"
#include "base/text.h"
#include "part.h"
#include "proof_match.h"

/* Larger plans are made less often: so many mail domains in all plans of one advice. */
#define MAX_DOMAINS_PLANNED 20000

struct verdict_refs LIST_OF(struct verdict *);
struct finding_refs LIST_OF(struct plan_finding *);

/* A fix that was found, and what came of it. */
struct found_fix {
	const struct fix *fix;
	const struct fix_row *row;
	const struct outcome *outcome;
};

struct found_list LIST_OF(struct found_fix);

/* A rule with all that it was said about, or a cause with all verdicts that have it. */
struct group {
	const char *id;
	int weight; /* heavier ones are mended first */
	struct verdict_refs verdicts;
	struct finding_refs findings;
	struct target_list targets;
	struct map *seen; /* targets */
};

struct group_list LIST_OF(struct group *);

/* What came of one candidate. */
struct outcome {
	bool is_accepted; /* a plan could be made, and nothing is worse */
	bool gives_up;    /* some verdict is gone */
	int *results;     /* by verdict; GONE: it has no longer a verdict */
	bool *turned;     /* by verdict: as bad as before, by another cause that was there before */
	bool *ended;      /* by finding: it is no longer said */
	struct plan_summary summary;
};

#define GONE (-1)

struct advising {
	struct plan *plan;
	struct proof *proof;
	struct arena *scratch; /* gone with the advice */
	struct plan_summary summary;
	size_t *errors; /* by rule */
	struct map *outcomes; /* by the candidate's changes */
	struct group_list groups;
	struct found_list found;
	size_t plans, budget;
	bool is_cut;
};

/* ---- causes ---- */

static const struct forest_answer *forest_named(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->forest_count; i++) {
		if (text_equal(request->forests[i].name.value, name))
			return &request->forests[i];
	}
	return NULL;
}

static const struct site_answer *site_named(const struct forest_answer *forest, const char *name)
{
	for (size_t i = 0; name && i < forest->site_count; i++) {
		if (text_equal(forest->sites[i].name.value, name))
			return &forest->sites[i];
	}
	return NULL;
}

static bool uses_external_host(const struct verdict *verdict)
{
	if (text_equal(verdict->place, "outside"))
		return true;
	for (size_t i = 0; verdict->client && i < verdict->client->services.count; i++) {
		const struct judgement_row *row = &verdict->client->services.items[i];
		if (text_equal(row->service, verdict->service))
			return row->external_host;
	}
	return false;
}

static struct target target_of_verdict(const struct plan *plan, const struct verdict *verdict)
{
	const struct forest_answer *forest = forest_named(plan->request, verdict->forest);
	struct target target = {
		.forest = forest,
		.site = site_named(forest, verdict->site),
		.service = service_find(plan->know, verdict->service),
		.host = verdict->host,
		.domain = verdict->smtp_domain,
		.client = verdict->client ? verdict->client->id : NULL,
	};
	bool is_hidden = target.site && !target.site->internet_facing.value;
	if (is_hidden && forest->autodiscover_site && uses_external_host(verdict))
		target.site = forest->autodiscover_site;
	return target;
}

/* The item of a list that is on the way to the node: "forests", "sites". */
static const struct node *item_on_path(const struct node *node, const char *list)
{
	for (; node && node->parent; node = node->parent) {
		if (!node->name && text_equal(node->parent->name, list))
			return node;
	}
	return NULL;
}

/* The service that the row's "*" stands for on the way to the node. */
static int service_on_path(const struct know *know, const struct node *node)
{
	for (; node && node->parent; node = node->parent) {
		if (node->name && node->row && text_ends(node->row->path, ".*"))
			return service_find(know, node->name);
	}
	return -1;
}

static struct target target_of_finding(const struct plan *plan, const struct plan_finding *finding,
        const struct node *node)
{
	const struct request *request = plan->request;
	const struct node *forest = item_on_path(node, "forests");
	const struct node *site = item_on_path(node, "sites");
	int service = service_find(plan->know, finding->subject);
	struct target target = {
		.service = service >= 0 ? service : service_on_path(plan->know, node),
		.host = finding->subject,
		.domain = finding->subject,
		.client = finding->subject,
		.subject = finding->subject,
	};
	if (forest && forest->index < request->forest_count)
		target.forest = &request->forests[forest->index];
	if (target.forest && site && site->index < target.forest->site_count)
		target.site = &target.forest->sites[site->index];
	return target;
}

static void target_add(struct advising *advising, struct group *group, struct target target)
{
	const char *key = arena_printf(advising->scratch, "%p %p %d %s %s %s",
	        (const void *)target.forest, (const void *)target.site, target.service,
	        target.host ? target.host : "",
	        target.domain ? target.domain : "",
	        target.client ? target.client : "");
	if (map_get(group->seen, key))
		return;
	map_put(group->seen, key, group);
	LIST_PUSH(advising->scratch, &group->targets, target);
}

static struct group *group_of(struct advising *advising, const char *id, int weight)
{
	LIST_EACH(struct group *, known, advising->groups) {
		if (!text_equal((*known)->id, id))
			continue;
		(*known)->weight = (*known)->weight > weight ? (*known)->weight : weight;
		return *known;
	}
	struct group *group = arena_alloc(advising->scratch, sizeof(*group));
	group->id = id;
	group->weight = weight;
	group->seen = map_make(advising->scratch);
	LIST_PUSH(advising->scratch, &advising->groups, group);
	return group;
}

/* Error findings come between clients that fail and those that are warned. */
static int weight_of(enum result result)
{
	return result == RESULT_FAIL ? (int)RESULT_FAIL + 1 : (int)result;
}

static void group_verdict(struct advising *advising, struct verdict *verdict)
{
	struct group *group = group_of(advising, cause_text(verdict->cause),
	        weight_of(verdict->result));
	LIST_PUSH(advising->scratch, &group->verdicts, verdict);
	target_add(advising, group, target_of_verdict(advising->plan, verdict));
}

static void group_finding(struct advising *advising, struct plan_finding *finding)
{
	struct group *group = group_of(advising, finding->rule->id, (int)RESULT_FAIL);
	LIST_PUSH(advising->scratch, &group->findings, finding);
	if (finding->from.count == 0)
		target_add(advising, group, target_of_finding(advising->plan, finding, NULL));
	LIST_EACH(const struct node *, node, finding->from)
		target_add(advising, group, target_of_finding(advising->plan, finding, *node));
}

/* The heaviest first, and otherwise in the order of their making: there are few. */
static void groups_sort(struct advising *advising)
{
	struct group **items = advising->groups.items;
	for (size_t i = 1; i < advising->groups.count; i++) {
		struct group *group = items[i];
		size_t place = i;
		for (; place > 0 && items[place - 1]->weight < group->weight; place--)
			items[place] = items[place - 1];
		items[place] = group;
	}
}

/* ---- trying ---- */

/* The same changes are tried once, whatever they are meant to mend. */
static const char *candidate_key(const struct candidate *candidate, struct arena *arena)
{
	struct text_list parts = { 0 };
	LIST_EACH(const struct edit, edit, candidate->edits)
		LIST_PUSH(arena, &parts, arena_printf(arena, "%s=%s", edit->path,
		        edit->value ? edit->value : "-"));
	return texts_join(arena, texts_of(&parts), "\n");
}

static size_t *count_errors(const struct plan *plan, struct arena *arena)
{
	const struct rule_rows *rules = &plan->know->rules;
	size_t *errors = arena_alloc(arena, rules->count * sizeof(*errors));
	LIST_EACH(const struct plan_finding, finding, plan->findings)
		errors[finding->rule - rules->items] += finding->severity == SEVERITY_ERROR;
	return errors;
}

/* No rule may have more errors than before; and all together no more warnings, unless an error ends. */
static bool has_worse_findings(const struct advising *advising, const struct plan *plan,
        const struct plan_summary *summary, struct arena *arena)
{
	const size_t *errors = count_errors(plan, arena);
	for (size_t i = 0; i < plan->know->rules.count; i++) {
		if (errors[i] > advising->errors[i])
			return true;
	}
	return summary->warnings > advising->summary.warnings &&
	        summary->errors >= advising->summary.errors;
}

/* A new verdict may be as bad as what its client met in that place before. */
static bool has_worse_verdicts(const struct advising *advising, const struct proof *proof,
        const struct proof_match *match)
{
	for (size_t i = 0; i < proof->verdicts.count; i++) {
		const struct verdict *verdict = &proof->verdicts.items[i];
		enum result limit = match->before[i] ? match->before[i]->result :
		        proof_line_result(advising->proof, verdict_client(verdict), verdict->place);
		if (verdict->result > limit)
			return true;
	}
	return false;
}

/* Was the cause there already, behind the one that the verdict names? */
static bool was_met(const struct verdict *before, const struct verdict *after)
{
	if (after->cause != before->cause && before->causes & 1u << after->cause)
		return true;
	LIST_EACH(const struct attempt, attempt, before->attempts) {
		if (!text_equal(attempt->host, after->host))
			continue;
		if (text_equal(attempt->outcome, cause_text(after->cause)))
			return true;
		for (size_t i = 0; attempt->sights && i < attempt->sights->count; i++) {
			if (after->cause == CAUSE_UNTRUSTED && !attempt->sights->items[i].is_trusted)
				return true;
		}
	}
	return false;
}

static bool is_turned(const struct verdict *before, const struct verdict *after)
{
	bool same = after->cause == before->cause && text_equal(after->host, before->host);
	return after->result == before->result && !same && was_met(before, after);
}

static void note_verdicts(struct advising *advising, struct outcome *outcome,
        const struct proof_match *match)
{
	size_t count = advising->proof->verdicts.count;
	outcome->results = arena_alloc(advising->scratch, (count + 1) * sizeof(*outcome->results));
	outcome->turned = arena_alloc(advising->scratch, (count + 1) * sizeof(*outcome->turned));
	for (size_t i = 0; i < count; i++) {
		/* Servers that need not proxy any longer are no loss. */
		const struct verdict *before = &advising->proof->verdicts.items[i];
		outcome->results[i] = match->after[i] ? (int)match->after[i]->result : GONE;
		outcome->turned[i] = match->after[i] && is_turned(before, match->after[i]);
		outcome->gives_up = outcome->gives_up || (!match->after[i] && before->client);
	}
}

static void note_findings(struct advising *advising, struct outcome *outcome,
        const struct plan *plan, struct arena *arena)
{
	const struct finding_list *findings = &advising->plan->findings;
	struct map *still = map_make(arena);
	LIST_EACH(struct plan_finding, finding, plan->findings)
		map_put(still, arena_printf(arena, "%s %s", finding->rule->id, finding->subject),
		        finding);
	outcome->ended = arena_alloc(advising->scratch, (findings->count + 1) * sizeof(bool));
	for (size_t i = 0; i < findings->count; i++) {
		const struct plan_finding *before = &findings->items[i];
		const struct plan_finding *after = map_get(still,
		        arena_printf(arena, "%s %s", before->rule->id, before->subject));
		outcome->ended[i] = !after || after->severity > before->severity;
	}
}

static struct outcome *outcome_make(struct advising *advising, const struct candidate *candidate)
{
	struct outcome *outcome = arena_alloc(advising->scratch, sizeof(*outcome));
	struct arena *arena = arena_new();
	struct trial_plan trial = plan_with(advising->plan, &candidate->edits, arena);
	if (trial.plan) {
		struct proof_match match = proofs_match(advising->proof, trial.proof,
		        candidate->swap, arena);
		advising->plans++;
		outcome->summary = plan_summarize(trial.plan);
		outcome->is_accepted = !has_worse_verdicts(advising, trial.proof, &match) &&
		        !has_worse_findings(advising, trial.plan, &outcome->summary, arena);
		note_verdicts(advising, outcome, &match);
		note_findings(advising, outcome, trial.plan, arena);
	}
	arena_free(arena);
	return outcome;
}

/* NULL: it was not tried before, and no more plans may be made. */
static const struct outcome *try(struct advising *advising, const struct candidate *candidate)
{
	const char *key = candidate_key(candidate, advising->scratch);
	struct outcome *outcome = map_get(advising->outcomes, key);
	if (outcome)
		return outcome;
	if (advising->plans >= advising->budget) {
		advising->is_cut = true;
		return NULL;
	}
	outcome = outcome_make(advising, candidate);
	map_put(advising->outcomes, key, outcome);
	return outcome;
}

/* ---- choosing ---- */

static bool mends_verdict(const struct advising *advising, const struct outcome *outcome,
        const struct verdict *verdict)
{
	return outcome->results[verdict - advising->proof->verdicts.items] < (int)verdict->result;
}

static bool turns_verdict(const struct advising *advising, const struct outcome *outcome,
        const struct verdict *verdict)
{
	return outcome->turned[verdict - advising->proof->verdicts.items];
}

static bool mends_finding(const struct advising *advising, const struct outcome *outcome,
        const struct plan_finding *finding)
{
	return outcome->ended[finding - advising->plan->findings.items];
}

/* How much of a group an outcome makes well. */
struct gain {
	size_t better, points, most; /* most: all points that there are */
};

enum { POINTS_TURNED = 1, POINTS_BETTER = 2, POINTS_CLEAN = 4 };

static struct gain gain_of(const struct advising *advising, const struct group *group,
        const struct outcome *outcome)
{
	struct gain gain = { 0 };
	LIST_EACH(struct verdict *, verdict, group->verdicts) {
		size_t index = (size_t)(*verdict - advising->proof->verdicts.items);
		bool better = mends_verdict(advising, outcome, *verdict);
		bool clean = better && outcome->results[index] <= (int)RESULT_CLEAN;
		bool turned = turns_verdict(advising, outcome, *verdict);
		gain.better += better || turned;
		gain.points += clean ? POINTS_CLEAN : better ? POINTS_BETTER : turned ? POINTS_TURNED : 0;
		gain.most += POINTS_CLEAN;
	}
	LIST_EACH(struct plan_finding *, finding, group->findings) {
		bool better = mends_finding(advising, outcome, *finding);
		gain.better += better;
		gain.points += better ? POINTS_CLEAN : 0;
		gain.most += POINTS_CLEAN;
	}
	return gain;
}

/* The best candidate so far. */
struct choice {
	const struct fix_row *row; /* NULL: none helps */
	struct candidate candidate;
	const struct outcome *outcome;
	struct gain gain;
};

/* True: it mends the whole group, so that nothing larger needs to be tried. */
static bool consider(struct advising *advising, const struct group *group,
        const struct fix_row *row, const struct candidate *candidate, struct choice *choice)
{
	const struct outcome *outcome = try(advising, candidate);
	if (!outcome || !outcome->is_accepted || (outcome->gives_up && !row->gives_up))
		return false;
	struct gain gain = gain_of(advising, group, outcome);
	if (gain.better > 0 && gain.points > choice->gain.points)
		*choice = (struct choice){ .row = row, .candidate = *candidate,
			.outcome = outcome, .gain = gain };
	return gain.points == gain.most;
}

/* With no more plans to make, what mends something else may help here too. */
static void choose_found(struct advising *advising, const struct group *group,
        struct choice *choice)
{
	LIST_EACH(const struct found_fix, found, advising->found) {
		struct gain gain = gain_of(advising, group, found->outcome);
		if (gain.better > 0 && gain.points > choice->gain.points)
			*choice = (struct choice){ .row = found->row, .outcome = found->outcome,
				.gain = gain };
	}
}

static struct choice choose(struct advising *advising, const struct group *group)
{
	struct choice choice = { .row = NULL };
	const struct request *request = advising->plan->request;
	LIST_EACH(const struct fix_row, row, advising->plan->know->fixes) {
		if (!texts_have(row->mends, group->id) ||
		        (row->products && !request_in(request, row->products)))
			continue;
		struct candidate_list candidates = candidates_make(advising->plan, &row->changes,
		        &group->targets, advising->scratch);
		LIST_EACH(const struct candidate, candidate, candidates) {
			if (consider(advising, group, row, candidate, &choice))
				return choice;
		}
	}
	if (!choice.row)
		choose_found(advising, group, &choice);
	return choice;
}

/* The same change for another cause is the same fix. */
static const struct fix *fix_known(const struct advising *advising, const struct choice *choice)
{
	LIST_EACH(const struct found_fix, found, advising->found) {
		if (found->outcome == choice->outcome && found->row == choice->row)
			return found->fix;
	}
	return NULL;
}

static const struct fix *fix_make(struct advising *advising, const struct group *group,
        const struct choice *choice)
{
	struct arena *arena = advising->plan->arena;
	struct fix *fix = arena_alloc(arena, sizeof(*fix));
	fix->text = fix_text(advising->plan, choice->row, &group->targets, &choice->candidate);
	fix->cost = fix_cost(choice->row, &advising->summary, &choice->outcome->summary, arena);
	LIST_EACH(const struct edit, edit, choice->candidate.edits)
		LIST_PUSH(arena, &fix->changes, ((struct fix_change){
		        .path = arena_strdup(arena, edit->path),
		        .value = edit->value && !edit->wanted ? arena_strdup(arena, edit->value) :
		                                                NULL,
		        .wanted = edit->wanted }));
	LIST_PUSH(advising->scratch, &advising->found,
	        ((struct found_fix){ fix, choice->row, choice->outcome }));
	return fix;
}

/* Gives the fix to all members that it mends, and takes them out of the group. */
static void hand_out(struct advising *advising, struct group *group, const struct choice *choice)
{
	struct arena *arena = advising->plan->arena;
	const struct fix *fix = fix_known(advising, choice);
	if (!fix)
		fix = fix_make(advising, group, choice);
	size_t verdicts = 0, findings = 0;
	for (size_t i = 0; i < group->verdicts.count; i++) {
		struct verdict *verdict = group->verdicts.items[i];
		if (mends_verdict(advising, choice->outcome, verdict))
			LIST_PUSH(arena, &verdict->fixes, fix);
		else if (turns_verdict(advising, choice->outcome, verdict))
			LIST_PUSH(arena, &verdict->partial_fixes, fix);
		else
			group->verdicts.items[verdicts++] = verdict;
	}
	for (size_t i = 0; i < group->findings.count; i++) {
		struct plan_finding *finding = group->findings.items[i];
		if (mends_finding(advising, choice->outcome, finding))
			LIST_PUSH(arena, &finding->fixes, fix);
		else
			group->findings.items[findings++] = finding;
	}
	group->verdicts.count = verdicts;
	group->findings.count = findings;
}

/* What is left of a group is a smaller one, for which something else may help. */
static void group_targets(struct advising *advising, struct group *group)
{
	struct group rest = { .seen = map_make(advising->scratch) };
	LIST_EACH(struct verdict *, verdict, group->verdicts)
		target_add(advising, &rest, target_of_verdict(advising->plan, *verdict));
	LIST_EACH(struct plan_finding *, finding, group->findings) {
		LIST_EACH(const struct node *, node, (*finding)->from)
			target_add(advising, &rest,
			        target_of_finding(advising->plan, *finding, *node));
	}
	group->targets = rest.targets;
}

static void mend(struct advising *advising, struct group *group)
{
	while (group->verdicts.count + group->findings.count > 0) {
		struct choice choice = choose(advising, group);
		if (!choice.row)
			return;
		hand_out(advising, group, &choice);
		group_targets(advising, group);
	}
}

static struct advice mend_groups(struct advising *advising)
{
	struct advice advice = { .extent = ADVICE_WHOLE };
	size_t domains = request_domain_count(advising->plan->request);
	if (advising->groups.count == 0)
		return advice;
	if (domains > ADVICE_MAX_DOMAINS) {
		advice.extent = ADVICE_TOO_LARGE;
		return advice;
	}
	advising->summary = plan_summarize(advising->plan);
	advising->errors = count_errors(advising->plan, advising->scratch);
	advising->outcomes = map_make(advising->scratch);
	advising->budget = MAX_DOMAINS_PLANNED / (domains ? domains : 1);
	if (advising->budget > ADVICE_MAX_PLANS)
		advising->budget = ADVICE_MAX_PLANS;
	groups_sort(advising);
	LIST_EACH(struct group *, group, advising->groups)
		mend(advising, *group);
	advice.extent = advising->is_cut ? ADVICE_CUT : ADVICE_WHOLE;
	advice.plans = advising->plans;
	return advice;
}

static struct advising advising_make(struct plan *plan, struct proof *proof)
{
	return (struct advising){ .plan = plan, .proof = proof, .scratch = arena_new() };
}

struct advice advise_make(struct plan *plan, struct proof *proof)
{
	struct advising advising = advising_make(plan, proof);
	LIST_EACH(struct verdict, verdict, proof->verdicts) {
		if (verdict->result != RESULT_CLEAN)
			group_verdict(&advising, verdict);
	}
	LIST_EACH(struct plan_finding, finding, plan->findings) {
		if (finding->severity == SEVERITY_ERROR)
			group_finding(&advising, finding);
	}
	struct advice advice = mend_groups(&advising);
	arena_free(advising.scratch);
	return advice;
}

struct advice advise_rule(struct plan *plan, struct proof *proof, const char *rule)
{
	struct advising advising = advising_make(plan, proof);
	LIST_EACH(struct plan_finding, finding, plan->findings) {
		if (text_equal(finding->rule->id, rule))
			group_finding(&advising, finding);
	}
	struct advice advice = mend_groups(&advising);
	arena_free(advising.scratch);
	return advice;
}
