/*
 * emit/drawing.h: the Internet, the firewall, and the sites with their servers, drawn with the
 * characters of a terminal.
 *
 * Outside stand the names that people type; each leads through the firewall to its site. Sites that
 * do not face the Internet hang on the one that lets people in from outside, with an arrow "proxy".
 * Where there is no room for boxes, every site has one line.
 */
#ifndef EMIT_DRAWING_H
#define EMIT_DRAWING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/list.h"
#include "core/answers.h"
#include "core/plan.h"
#include "know/topology.h"

#define DRAWING_MIN_WIDTH 38 /* narrower ones are cut */

struct drawing_site {
	const char *name;     /* NULL: none yet */
	struct texts hosts;   /* that people type, the namespace first; empty: none */
	struct texts servers; /* as people write them */
	bool is_facing;       /* the Internet */
	bool has_autodiscover;
};

struct drawing_forest {
	const char *name; /* NULL: none yet */
	const struct drawing_site *sites;
	size_t site_count;
};

/* What is to be drawn; texts are borrowed. */
struct drawing_spec {
	const struct drawing_forest *forests;
	size_t forest_count;
};

struct drawing_spec drawing_of_plan(const struct plan *plan, struct arena *arena);
/* While answers are missing: forests and sites as far as they are known. */
struct drawing_spec drawing_of_answers(const struct answers *answers, struct arena *arena);
/* The row's own example. */
struct drawing_spec drawing_of_topology(const struct topology_row *row, struct arena *arena);

struct drawing {
	struct texts lines; /* without blanks at their ends; safe for a terminal */
	bool is_cut;        /* something was shortened or left out; the drawing shows where */
};

/* Lines with which no site is left out. */
size_t drawing_least_height(const struct drawing_spec *spec);

/* No line takes more than `width` cells, and there are no more than `height` of them; how a site is
 * drawn depends on both. `ascii`: nothing but ASCII, '?' for other characters of names. A spec without
 * sites gives no lines. Memory is the arena's. */
struct drawing drawing_make(const struct drawing_spec *spec, size_t width, size_t height, bool ascii,
        struct arena *arena);

#endif
