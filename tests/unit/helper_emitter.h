/* For tests of one format: the plan of helper_plan.h, and an output whose files stay. */
#ifndef HELPER_EMITTER_H
#define HELPER_EMITTER_H

#include "../../src/emit/emitters.h"
#include "helper_output.h"

static struct helper helper;
static struct kept output;

static int set_up(void **state)
{
	(void)state;
	helper_make(&helper);
	kept_init(&output, helper.arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	kept_done(&output);
	arena_free(helper.arena);
	return 0;
}

#endif
