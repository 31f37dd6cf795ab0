/* core/findings.c: how a finding is said, ordered and acknowledged. */
#include "findings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/build.h"

/* Fills {subject} and {detail}. */
static const char *fill(struct arena *arena, const char *text, const char *subject,
        const char *detail)
{
	static const char subject_mark[] = "{subject}", detail_mark[] = "{detail}";
	struct text_list parts = { 0 };
	for (const char *open; (open = strchr(text, '{')); ) {
		LIST_PUSH(arena, &parts, arena_strndup(arena, text, (size_t)(open - text)));
		if (text_starts(open, subject_mark)) {
			LIST_PUSH(arena, &parts, subject);
			text = open + strlen(subject_mark);
		} else if (text_starts(open, detail_mark)) {
			LIST_PUSH(arena, &parts, detail);
			text = open + strlen(detail_mark);
		} else {
			LIST_PUSH(arena, &parts, "{");
			text = open + 1;
		}
	}
	LIST_PUSH(arena, &parts, text);
	return texts_join(arena, texts_of(&parts), "");
}

static bool severity_of(const char *word, enum severity *severity)
{
	for (enum severity each = SEVERITY_ERROR; each <= SEVERITY_NOTE; each++) {
		if (text_equal(word, severity_text(each))) {
			*severity = each;
			return true;
		}
	}
	return false;
}

static const char *severity_word(const struct request *request, const struct rule_row *rule,
        enum weight weight)
{
	if (request->baseline == BASELINE_2008 && rule->severity_2008)
		return rule->severity_2008;
	return weight == WEIGHT_MILD && rule->severity_mild ? rule->severity_mild : rule->severity;
}

bool finding_make(struct arena *arena, const struct request *request, const struct rule_row *rule,
        enum weight weight, const char *subject, const char *detail,
        struct plan_finding *finding)
{
	enum severity severity;
	if (!severity_of(severity_word(request, rule, weight), &severity))
		return false;
	*finding = (struct plan_finding){
		.rule = rule,
		.severity = severity,
		.subject = subject,
		.message = fill(arena, rule->message, subject, detail ? detail : ""),
		.action = fill(arena, rule->action, subject, detail ? detail : ""),
	};
	return true;
}

void plan_find(struct plan *plan, const char *rule_id, enum weight weight, const char *subject,
        const struct from *from, const char *detail)
{
	const struct rule_row *rule = rule_find(plan->know, rule_id);
	assert(rule);
	struct plan_finding finding;
	if (!finding_make(plan->arena, plan->request, rule, weight, subject, detail, &finding))
		return;
	const char *key = arena_printf(plan->arena, "%s %s", rule_id, subject);
	if (map_get(plan->said, key))
		return;
	map_put(plan->said, key, plan);
	for (size_t i = 0; from && i < from->count; i++)
		from_add(plan->arena, &finding.from, from->items[i]);
	LIST_PUSH(plan->arena, &plan->findings, finding);
}

/* An acknowledgement lapses when an answer that it was given for changes. */
static bool has_lapsed(const struct plan *plan, const struct acknowledgement *acknowledgement)
{
	for (size_t i = 0; i < acknowledgement->depends.count; i++) {
		const char *entry = acknowledgement->depends.items[i];
		const char *equals = strchr(entry, '=');
		if (!equals)
			return true;
		const char *path = arena_strndup(plan->arena, entry, (size_t)(equals - entry));
		const struct node *node = answers_find(plan->request->answers, path);
		if (!node || !text_equal(node_value_text(node, plan->arena), equals + 1))
			return true;
	}
	return false;
}

static void acknowledge(struct plan *plan, struct plan_finding *finding)
{
	if (finding->severity == SEVERITY_ERROR)
		return;
	LIST_EACH(const struct acknowledgement, acknowledgement, plan->request->acknowledged) {
		if (text_equal(acknowledgement->rule, finding->rule->id) &&
		        text_equal(acknowledgement->subject, finding->subject) &&
		        !has_lapsed(plan, acknowledgement))
			finding->acknowledged = acknowledgement->reason;
	}
}

/* A finding and when it was made. */
struct rank {
	struct plan_finding finding;
	size_t place;
};

/* Errors first, then the order of the rules, then the order in which they were found. */
static int rank_compare(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;
	if (a->finding.severity != b->finding.severity)
		return a->finding.severity < b->finding.severity ? -1 : 1;
	if (a->finding.rule != b->finding.rule)
		return a->finding.rule < b->finding.rule ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

void plan_finish_findings(struct plan *plan)
{
	struct arena *scratch = arena_new();
	struct rank *ranks = arena_alloc(scratch, plan->findings.count * sizeof(*ranks));
	for (size_t i = 0; i < plan->findings.count; i++) {
		acknowledge(plan, &plan->findings.items[i]);
		ranks[i] = (struct rank){ .finding = plan->findings.items[i], .place = i };
	}
	qsort(ranks, plan->findings.count, sizeof(*ranks), rank_compare);
	for (size_t i = 0; i < plan->findings.count; i++)
		plan->findings.items[i] = ranks[i].finding;
	arena_free(scratch);
}

void find_about(struct plan *plan, const char *rule, const char *subject, const struct node *node,
        const char *detail)
{
	struct from from = { 0 };
	from_add(plan->arena, &from, node);
	plan_find(plan, rule, WEIGHT_FULL, subject, &from, detail);
}

void plan_add_findings(struct plan *plan)
{
	find_topology(plan);
	find_product(plan);
	find_coexistence(plan);
	find_clients(plan);
	find_services(plan);
	find_certificates(plan);
	find_trust(plan);
	find_uncovered(plan);
	find_dns(plan);
	find_constraints(plan);
	find_changes(plan);
}
