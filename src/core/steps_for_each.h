/*
 * steps_for_each.h: the things that a step can be made for, and what its id says about them.
 */
#ifndef CORE_STEPS_FOR_EACH_H
#define CORE_STEPS_FOR_EACH_H

#include "base/map.h"
#include "core/plan.h"
#include "scope_index.h"

/* One of them. */
struct instance {
	const struct forest_answer *forest; /* NULL: the whole plan */
	const struct site_answer *site;
	const struct server_answer *server;
	const struct plan_certificate *certificate;
	bool is_of_certificate;
	bool is_of_server;
	/* Where its commands are typed; a server stands for a larger thing. NULL: none. */
	const struct server_answer *script;
};

struct steps {
	struct plan *plan;
	struct arena *scratch;
	bool is_bulky; /* there is much in it */
	bool worded;   /* steps get texts and commands */
	const struct scope_index *index;
	struct map *ids;    /* given so far */
	struct map *ranges; /* of releases, asked about so far */
	void (*make)(struct steps *steps, const struct step_row *row,
	        const struct instance *instance);
};

struct for_each {
	const char *name;
	unsigned gives; /* enum scope_part */
	void (*each)(struct steps *steps, const struct step_row *row);
};

/* NULL: no such row. */
const struct for_each *for_each_find(const char *name);
extern const struct for_each for_each_rows[];
extern const size_t for_each_count;

/* [forest/[site/]]slug[/server], never the same twice. */
const char *instance_id(struct steps *steps, const char *slug, const struct instance *instance);

#endif
