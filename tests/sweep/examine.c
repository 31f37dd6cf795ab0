/* examine.c: all laws, one plan. */
#include "laws.h"

/* One plan in so many is written to files in memory; one in so many is made a second time. */
#define FILES_IN 16
#define TWICE_IN 128

void examine_plan(const struct trial *trial)
{
	law_hosts(trial);
	law_causes(trial);
	law_texts(trial);
	law_defaults(trial);
	law_steps(trial);
	law_commands(trial);
	if (trial_is_chosen(trial, FILES_IN)) {
		law_files(trial, trial->plan);
		law_sketch(trial, trial->request);
	}
	if (trial_is_chosen(trial, TWICE_IN))
		law_same(trial, &trial->spec);
}
