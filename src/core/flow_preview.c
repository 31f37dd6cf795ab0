/* core/flow_preview.c: the plan while it is being made. */
#include <string.h>

#include "base/text.h"
#include "flow_parts.h"

struct flow_preview flow_preview(struct flow *flow)
{
	struct flow_work *work = &flow->work;
	if (work->request && !work->preview.plan) {
		work->preview.plan = plan_sketch(work->request, work->arena);
		work->preview.proof = proof_make(work->preview.plan);
	}
	return work->preview;
}

void flow_advise(struct flow *flow, struct flow_preview *preview)
{
	struct flow_preview *own = &flow->work.preview;
	struct flow_preview *one = preview->plan == own->plan ? own : preview;
	if (one->plan && !one->is_advised)
		(void)advise_make(one->plan, one->proof); /* what cannot be tried is not shown */
	one->is_advised = one->plan != NULL;
	*preview = *one;
}

struct flow_preview flow_advised(struct flow *flow)
{
	struct flow_preview preview = flow_preview(flow);
	flow_advise(flow, &preview);
	return preview;
}

bool flow_is_advised(const struct flow *flow)
{
	return flow->work.preview.is_advised || !flow->work.request;
}

/* A scenario that nobody can issue with the present issuer is judged with one that can. */
static void fit_issuer(const struct know *know, struct answers *answers, const char *scenario)
{
	const struct scenario_row *row = scenario_find(know, scenario);
	const struct node *issuer = answers_find(answers, "certificates.issuer");
	if (row && row->issuers.count && (!issuer || !texts_have(row->issuers, issuer->value.text)))
		tree_set(answers, "certificates.issuer", row->issuers.items[0], ORIGIN_ASKED);
}

const struct request *flow_request_with(const struct flow *flow, const char *path,
        const char *text, struct arena *arena)
{
	struct problem_list problems = { 0 };
	struct answers *answers = arena_alloc(arena, sizeof(*answers));
	answers_init(answers, flow->know, flow->answers.file, arena);
	tree_copy(answers, answers->root, flow->answers.root, NULL);
	tree_set(answers, path, text, ORIGIN_ASKED);
	if (text_equal(path, "certificates.scenario"))
		fit_issuer(flow->know, answers, text);
	return request_make(answers, flow->today, flow->has_forced ? &flow->forced : NULL, arena,
	        &problems);
}

struct flow_preview flow_what_if(const struct flow *flow, const char *path, const char *text,
        struct arena *arena)
{
	struct flow_preview preview = { 0 };
	const struct request *request = flow_request_with(flow, path, text, arena);
	if (request) {
		preview.plan = plan_sketch(request, arena);
		preview.proof = proof_make(preview.plan);
	}
	return preview;
}

struct flow_preview flow_checklist(struct flow *flow)
{
	struct flow_work *work = &flow->work;
	if (work->request && !work->checklist.plan) {
		work->checklist.plan = plan_make(work->request, work->arena);
		work->checklist.proof = proof_make(work->checklist.plan);
	}
	return work->checklist;
}

static const struct proof_line *line_find(const struct proof *proof,
        const struct proof_line *wanted)
{
	LIST_EACH(const struct proof_line, line, proof->lines) {
		if (text_equal(line->client, wanted->client) &&
		        text_equal(line->place, wanted->place))
			return line;
	}
	return NULL;
}

static bool has_finding(const struct plan *plan, const struct plan_finding *wanted)
{
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if (finding->rule == wanted->rule && text_equal(finding->subject, wanted->subject))
			return true;
	}
	return false;
}

/* Who is worse off with one plan than with the other. */
static void add_harm(struct flow_preview with, struct flow_preview without, struct text_list *words,
        struct arena *arena)
{
	LIST_EACH(const struct proof_line, line, without.proof->lines) {
		const struct proof_line *before = line_find(with.proof, line);
		if (before && line->result > before->result)
			LIST_PUSH(arena, words, arena_printf(arena, "%s, %s: %s instead of %s. %s",
			        line->client, line->place, result_text(line->result),
			        result_text(before->result), line->reason));
	}
	LIST_EACH(const struct plan_finding, finding, without.plan->findings) {
		if (finding->severity != SEVERITY_NOTE && !has_finding(with.plan, finding))
			LIST_PUSH(arena, words, arena_printf(arena, "%s: %s",
			        severity_text(finding->severity), finding->message));
	}
}

struct texts flow_without_name(struct flow *flow, const char *name, struct arena *arena)
{
	struct text_list words = { 0 };
	struct flow_preview now = flow_preview(flow);
	struct texts excluded = flow_items(flow, FLOW_EXCLUDED, arena);
	const char *text = arena_printf(arena, "%s, %s", texts_join(arena, excluded, ", "), name);
	struct flow_preview then = flow_what_if(flow, FLOW_EXCLUDED, text, arena);
	if (!then.plan)
		LIST_PUSH(arena, &words, "A certificate cannot be without it.");
	if (now.plan && then.plan)
		add_harm(now, then, &words, arena);
	return texts_of(&words);
}

struct texts flow_missed_name(struct flow *flow, const char *name, struct arena *arena)
{
	struct text_list words = { 0 }, others = { 0 };
	struct flow_preview now = flow_preview(flow);
	struct texts excluded = flow_items(flow, FLOW_EXCLUDED, arena);
	for (size_t i = 0; i < excluded.count; i++) {
		if (!flow_is_same_name(excluded.items[i], name, arena))
			LIST_PUSH(arena, &others, excluded.items[i]);
	}
	if (others.count == excluded.count)
		return texts_of(&words);
	struct flow_preview then = flow_what_if(flow, FLOW_EXCLUDED,
	        texts_join(arena, texts_of(&others), ", "), arena);
	if (now.plan && then.plan)
		add_harm(then, now, &words, arena);
	return texts_of(&words);
}

/* ---- acknowledgements ---- */

static void drop_acknowledgement(struct flow *flow, const struct plan_finding *finding)
{
	const struct node *list = answers_find(&flow->answers, "session.acknowledged");
	for (struct node *item = list ? list->first : NULL; item; item = item->next) {
		const struct node *rule = node_member(item, "rule");
		const struct node *subject = node_member(item, "subject");
		if (rule && text_equal(rule->value.text, finding->rule->id) &&
		        text_equal(subject ? subject->value.text : "", finding->subject)) {
			tree_remove(item);
			return;
		}
	}
}

static struct node *member_add(struct flow *flow, struct node *group, const char *name,
        enum node_kind kind)
{
	struct node *node = answers_add(&flow->answers, group, name, kind, 0);
	node->origin = ORIGIN_ASKED;
	return node;
}

bool flow_acknowledge(struct flow *flow, const struct plan_finding *finding, const char *reason)
{
	if (finding->severity == SEVERITY_ERROR)
		return false;
	drop_acknowledgement(flow, finding);
	if (!*reason) {
		flow_settle(flow);
		return true;
	}
	struct node *list = tree_make(&flow->answers, "session.acknowledged", NODE_LIST);
	struct node *group = answers_add(&flow->answers, list, NULL, NODE_GROUP, 0);
	group->origin = ORIGIN_ASKED;
	const char *subject = finding->subject ? finding->subject : "";
	member_add(flow, group, "rule", NODE_TEXT)->value.text = finding->rule->id;
	member_add(flow, group, "subject", NODE_TEXT)->value.text =
	        arena_strdup(flow->arena, subject);
	member_add(flow, group, "reason", NODE_TEXT)->value.text = flow_copy(flow, reason);
	struct node *depends = member_add(flow, group, "depends", NODE_LIST);
	LIST_EACH(const struct node *, node, finding->from)
		member_add(flow, depends, NULL, NODE_TEXT)->value.text = arena_printf(flow->arena,
		        "%s=%s", node_path_text(*node, flow->arena),
		        node_value_text(*node, flow->arena));
	flow_settle(flow);
	return true;
}
