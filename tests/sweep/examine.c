/* examine.c: all laws, one plan. */
#include "laws.h"

void examine_plan(const struct trial *trial)
{
	law_hosts(trial);
	law_causes(trial);
}
