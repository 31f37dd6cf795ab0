/*
 * template.h: the example answers of a template.
 */
#ifndef EMIT_TEMPLATE_H
#define EMIT_TEMPLATE_H

#include "core/answers.h"

struct template_choice {
	const struct product_row *product;
	const struct topology_row *topology;
	const struct scenario_row *scenario;
};

/* Adds what has no default, and what a plan without errors needs beyond the defaults. */
void template_fill(struct answers *answers, const struct template_choice *choice);

#endif
