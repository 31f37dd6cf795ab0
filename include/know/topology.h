/*
 * know/topology.h: the models an organization can follow, and the ways to certify it. The advice is
 * the white paper's, and for later versions the vendor's; the shape checks are CONTRACT section 3.
 */
#ifndef KNOW_TOPOLOGY_H
#define KNOW_TOPOLOGY_H

#include <stdbool.h>

#include "know/shape.h"

/* Advice that holds for a range of releases. */
struct advice_row {
	const char *products; /* range; NULL: all */
	const char *verdict;  /* recommended | acceptable | discouraged */
	const char *text;
	const char *source;
};

struct advice_rows ROWS_OF(struct advice_row);

/* A small organization of this model, for the drawing beside the question. */
struct example_site_row {
	const char *name;
	const char *namespace; /* NULL: not Internet-facing */
	struct texts servers;
};

struct example_site_rows ROWS_OF(struct example_site_row);

struct example_forest_row {
	const char *name;
	struct example_site_rows sites;
};

struct example_forest_rows ROWS_OF(struct example_forest_row);

struct topology_row {
	const char *id;   /* "single-namespace-proxy" */
	const char *name; /* "Single namespace with proxy sites" */
	const char *summary;
	struct texts advantages;
	struct texts disadvantages;
	struct advice_rows advice;
	/* Shape. 0 means no limit; `max` below `min` never occurs. */
	long min_forests, max_forests;
	long min_sites, max_sites;   /* for each forest */
	long min_facing, max_facing; /* Internet-facing sites for each forest */
	long min_hidden;             /* sites that are not Internet-facing, for each forest */
	const char *namespaces;      /* among Internet-facing sites of a forest: any | same | distinct */
	bool distinct_forests;       /* namespaces and mail domains differ between forests */
	const char *shape;           /* the rule in words, for the message */
	struct example_forest_rows example;
	const char *source;
};

struct topology_rows ROWS_OF(struct topology_row);

/* One of the six certificate scenarios. */
struct scenario_row {
	const char *id;
	const char *name;
	const char *summary;
	struct texts advantages;
	struct texts disadvantages;
	const char *choose_if;
	const char *avoid_if;
	struct texts issuers;     /* that it can be combined with */
	const char *names;        /* what a certificate lists: planned | namespace | wildcards | server */
	const char *needs_from_ca; /* san | wildcard | NULL: constraints.ca_supports */
	bool second_site;         /* a second web site answers Autodiscover (C3, C4) */
	bool second_certificate;  /* and has a certificate of its own (C3) */
	const char *discovery;    /* records outside: host | second-host | redirect | srv | none (D1) */
	const char *discovery_more; /* the same for the further mail domains */
	struct advice_rows advice;
	const char *source;
};

struct scenario_rows ROWS_OF(struct scenario_row);

/* A kind of certificate (public-ca, windows-pki, self-signed): where it may be used, and its limits. */
struct issuer_row {
	const char *id;
	const char *name;
	const char *summary;
	struct texts advantages;
	struct texts disadvantages;
	const char *consequence; /* of choosing it */
	const char *choose_if;
	const char *avoid_if;
	struct texts limits;
	struct texts use_for;
	struct texts not_for;
	const char *source;
};

struct issuer_rows ROWS_OF(struct issuer_row);

struct know;

const struct topology_row *topology_find(const struct know *know, const char *id);
const struct scenario_row *scenario_find(const struct know *know, const char *id);
const struct issuer_row *issuer_find(const struct know *know, const char *id);

#endif
