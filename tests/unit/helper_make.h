/*
 * helper_make.h: plans and proofs of a small organization, with lines of helper_answers.h on top.
 *
 * One forest, one site, Exchange 2010, one certificate that lists all names: nothing is wrong with it.
 */
#ifndef HELPER_MAKE_H
#define HELPER_MAKE_H

#include <stdio.h>

#include "base/attr.h"
#include "core/plan.h"
#include "core/proof.h"
#include "helper_answers.h"

#define SITE0 "forests[0].sites[0]."
#define SITE1 "forests[0].sites[1]."

static const struct date helper_day = { 2026, 11, 22 };

static const char *const helper_base[] = {
	"format=#1",
	"product.version=2010",
	"organization.name=Contoso, Inc.",
	"organization.country=US",
	"topology=consolidated",
	"forests[0].name=contoso",
	"forests[0].ad_domain=contoso.com",
	"forests[0].smtp_domains=[contoso.com]",
	SITE0 "name=Redmond",
	SITE0 "namespace=mail.contoso.com",
	SITE0 "servers=[CAS01]",
	SITE0 "external_addresses=[203.0.113.10]",
	SITE0 "internal_addresses=[10.1.0.10]",
	"certificates.scenario=unified-communications",
	"certificates.issuer=public-ca",
	"clients.kinds=[outlook-2010 browser mobile]",
	"dns.internal=same-zone",
};

struct made {
	struct arena *arena;
	struct know know;
	struct answers answers;
	struct plan *plan;
	struct proof *proof;
};

/* NULL ends the lines; lines that cannot be planned fail the test. The number of a line of the base
 * is its place from 1, that of the others from 101. */
static inline void made_make(struct made *made, const char *const *lines)
{
	struct problem_list problems = { 0 };
	made->arena = arena_new();
	made->know = know_builtin();
	answers_init(&made->answers, &made->know, "answers.cfg", made->arena);
	for (size_t i = 0; i < COUNT_OF(helper_base); i++)
		helper_answer(&made->answers, helper_base[i], (int)i + 1);
	for (size_t i = 0; lines && lines[i]; i++)
		helper_answer(&made->answers, lines[i], 101 + (int)i);
	const struct request *request =
	        request_make(&made->answers, helper_day, NULL, made->arena, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s\n", problems.items[i].text);
	assert_non_null(request);
	made->plan = plan_make(request, made->arena);
	made->proof = proof_make(made->plan);
}

static inline void made_done(struct made *made)
{
	arena_free(made->arena);
}

static inline const struct plan_finding *made_finding(const struct made *made, const char *rule)
{
	LIST_EACH(const struct plan_finding, finding, made->plan->findings) {
		if (text_equal(finding->rule->id, rule))
			return finding;
	}
	return NULL;
}

/* The first verdict with the cause. */
static inline const struct verdict *made_verdict(const struct made *made, const char *cause)
{
	LIST_EACH(const struct verdict, verdict, made->proof->verdicts) {
		if (text_equal(cause_text(verdict->cause), cause))
			return verdict;
	}
	return NULL;
}

static inline size_t made_error_count(const struct made *made)
{
	return plan_summarize(made->plan).errors;
}

#endif
