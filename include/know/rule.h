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

/* A mistake that is often made, and what finds it. */
struct mistake_row {
	const char *id;        /* its number in the list, from 1 */
	const char *mistake;
	struct texts rules;    /* ids of rule_rows */
	const char *otherwise; /* what keeps a plan from it where no rule speaks; NULL: the rules do */
	const char *source;
};

struct mistake_rows ROWS_OF(struct mistake_row);

/* Longest validity of a public TLS certificate issued from a day on (BR 6.3.2). */
struct validity_row {
	const char *from; /* YYYY-MM-DD */
	long days;
	const char *source;
};

struct validity_rows ROWS_OF(struct validity_row);

/* What else changed for certificates on a day. */
struct dated_row {
	const char *id;
	const char *from;   /* YYYY-MM-DD: it holds from this day on */
	const char *issuer; /* id of the issuer_row that it binds; NULL: all */
	const char *text;
	const char *source;
};

struct dated_rows ROWS_OF(struct dated_row);

/* A way to show an authority who controls a domain. */
struct validation_row {
	const char *id;
	const char *from;   /* YYYY-MM-DD; NULL: since ever */
	const char *until;  /* YYYY-MM-DD, the first day on which it is refused; NULL: none is known */
	const char *issuer; /* id of the issuer_row that wants it */
	bool wildcards;     /* serves them as well */
	const char *text;
	const char *source;
};

struct validation_rows ROWS_OF(struct validation_row);

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
/* The same for what is said about an issued certificate. */
const struct rule_row *issued_rule_find(const struct know *know, const char *id);
/* The row in force on `date`; never NULL (the first row has no beginning). */
const struct validity_row *validity_find(const struct know *know, struct date date);
/* Is the way open on `date`? */
bool validation_holds(const struct validation_row *row, struct date date);

#endif
