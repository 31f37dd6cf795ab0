/* examine.c: all laws, one plan. */
#include <string.h>

#include "emit/emit.h"
#include "laws.h"

/* One plan in so many is made a second time. */
#define TWICE_IN 128

/* The same answers, read anew, give the same bytes. */
static void law_same(const struct trial *trial)
{
	struct buf first, second;
	struct trial again = { .sweep = trial->sweep, .part = trial->part,
		.number = trial->number, .arena = arena_new(), .spec = trial->spec };
	buf_init(&first);
	buf_init(&second);
	trial_run(&again);
	emit_plan_json(&first, trial->plan, trial->proof);
	emit_plan_json(&second, again.plan, again.proof);
	if (first.length != second.length || memcmp(first.data, second.data, first.length) != 0)
		breach(trial, LAW_SAME, "a second run gives another plan");
	atomic_fetch_add(&trial->sweep->tally->twice, 1);
	buf_done(&first);
	buf_done(&second);
	arena_free(again.arena);
}

void examine_plan(const struct trial *trial)
{
	law_hosts(trial);
	law_causes(trial);
	law_texts(trial);
	law_defaults(trial);
	law_steps(trial);
	law_commands(trial);
	if (trial_is_chosen(trial, TWICE_IN))
		law_same(trial);
}
