/*
 * know/rule.h: what can be said about a plan (CONTRACT section 7), and dated rules of public CAs.
 */
#ifndef KNOW_RULE_H
#define KNOW_RULE_H

#include "base/date.h"
#include "know/shape.h"

/* Texts may hold {subject} and {detail}: what the finding is about, and the words its predicate gave. */
struct rule_row {
	const char *id;
	const char *severity;      /* error | warning | note */
	const char *severity_mild; /* where the predicate finds the milder case; NULL: there is none */
	const char *severity_2008; /* under baseline 2008; NULL: the same; none: not said */
	const char *title;         /* a few words */
	const char *message;
	const char *action;        /* what to do */
	const char *source;
};

struct rule_rows ROWS_OF(struct rule_row);

/* Longest validity of a public TLS certificate issued from a day on (BR 6.3.2). */
struct validity_row {
	const char *from; /* YYYY-MM-DD */
	long days;
	const char *source;
};

struct validity_rows ROWS_OF(struct validity_row);

/* Last labels that are never public, whatever the suffix list says (N3). */
struct private_suffix_row {
	const char *id;
	const char *source;
};

struct private_suffix_rows ROWS_OF(struct private_suffix_row);

/* ISO 3166-1 alpha-2. */
struct country_row {
	const char *id;
	const char *name;
};

struct country_rows ROWS_OF(struct country_row);

struct know;

const struct rule_row *rule_find(const struct know *know, const char *id);
/* The row in force on `date`; never NULL (the first row has no beginning). */
const struct validity_row *validity_find(const struct know *know, struct date date);

#endif
