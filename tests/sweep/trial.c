/* trial.c: one spec planned and proved, and how a breach is told. */
#include <stdarg.h>
#include <stdio.h>

#include "chance.h"
#include "sweep.h"

static const struct date today = { 2026, 11, 22 };

uint64_t trial_seed(const struct sweep *sweep, const char *part, size_t number)
{
	uint64_t state = sweep->seed;
	for (; *part; part++)
		state = chance_next(&state) ^ (unsigned char)*part;
	state += number;
	return chance_next(&state);
}

bool trial_is_chosen(const struct trial *trial, size_t every)
{
	uint64_t state = trial_seed(trial->sweep, trial->part, trial->number);
	return trial->sweep->thorough || chance_in(&state, every);
}

void trial_fill(struct trial *trial, const struct part *part)
{
	spec_init(&trial->spec);
	part->fill(trial->sweep, trial->number, trial->arena, &trial->spec);
}

void trial_run(struct trial *trial)
{
	struct problem_list problems = { 0 };
	answers_init(&trial->answers, trial->sweep->know, "answers.cfg", trial->arena);
	spec_put(&trial->spec, &trial->answers);
	trial->request = request_make(&trial->answers, today, NULL, trial->arena, &problems);
	if (problems.count > 0)
		trial->refusal = problems.items[0].text;
	if (!trial->request)
		return;
	trial->plan = plan_make(trial->request, trial->arena);
	trial->proof = proof_make(trial->plan);
}

bool refuse_none(const struct know *know, const struct spec *spec)
{
	(void)know;
	(void)spec;
	return false;
}

void law_plan(const struct trial *trial, bool must_refuse)
{
	if (!trial->request && !must_refuse)
		breach(trial, LAW_PLAN, "%s", trial->refusal);
	if (trial->request && must_refuse)
		breach(trial, LAW_PLAN, "it is not refused");
}

static const char *law_text(enum law law)
{
	static const char *const texts[] = {
		[LAW_PLAN] = "plan",
		[LAW_COVERED] = "covered",
		[LAW_RESOLVES] = "resolves",
		[LAW_EXPLAINED] = "explained",
		[LAW_HARMS] = "harms",
		[LAW_TEXTS] = "texts",
		[LAW_DEFAULTS] = "defaults",
		[LAW_STEPS] = "steps",
		[LAW_COMMANDS] = "commands",
		[LAW_FILES] = "files",
		[LAW_SAME] = "same",
		[LAW_SKETCH] = "sketch",
		[LAW_NEEDED] = "needed",
		[LAW_VARIED] = "varied",
		[LAW_BITES] = "bites",
	};
	return texts[law];
}

void breach(const struct trial *trial, enum law law, const char *format, ...)
{
	char text[1024];
	va_list values;
	size_t before = atomic_fetch_add(&trial->sweep->tally->breaches[law], 1);
	if (before >= trial->sweep->shown_at_most)
		return;
	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	fprintf(stderr, "%s %zu: %s: %s\n", trial->part, trial->number, law_text(law), text);
}
