/*
 * know/fix.h: what could mend a plan, as changes of the answers. Candidates only: core/advise.h plans
 * with each, and shows those that help.
 */
#ifndef KNOW_FIX_H
#define KNOW_FIX_H

#include <stdbool.h>

#include "know/shape.h"

/* One answer and how its new value is made (core/advise_change.c):
 *
 *	set          the value of the row
 *	default      the answer is taken out of the file
 *	each         every other value that the answer can have, one after the other
 *	add          the list and the value of the row
 *	swap         the list with the second word of the value, a client, in the place of the first
 *	add-host     the list and the host that is at fault
 *	drop-host    the list without that host, or without the wildcard that covers it
 *	drop-above   the list without the zones that hold that host
 *	drop-client  the list without the client that is at fault
 *	subject      what the finding is about
 *	namespace    the namespace of the site
 *	latest       the last update of the version
 *	own-host     a host that only a person can name; the plan is made with a stand-in. With `at`
 *	             all: only where another site before it has the same host
 *	own-address  an address that only a person can name, unless there is one that the first web
 *	             site does not have
 */
struct edit_row {
	const char *path;  /* of the schema; "[]" and "*" stand for what the cause is about */
	const char *rule;
	const char *value; /* set, add, swap */
	/* Which of several sites: NULL: the one at fault, else that which answers Autodiscover; all:
	 * every one of the forest. */
	const char *at;
};

struct edit_rows ROWS_OF(struct edit_row);

/* Rows that mend the same stand in the order in which they are tried: the smallest change first. */
struct fix_row {
	const char *id;
	struct texts mends;   /* ids of rules, and of causes of verdicts (core/proof.h) */
	const char *products; /* range; NULL: all */
	struct edit_rows changes; /* all of them together */
	const char *text; /* may hold {host} {client} {domain} {service} {site} {value} */
	const char *cost; /* what no plan counts; NULL: nothing */
	bool gives_up;    /* a client or service is given up: what is gone counts as mended */
	const char *source; /* NULL: the change follows from the rule itself */
};

struct fix_rows ROWS_OF(struct fix_row);

/* What can rule a scenario out by itself, and how it would be without it. */
struct limit_row {
	const char *id;
	const char *title; /* "the DNS host cannot publish SRV records" */
	struct edit_rows changes;
	bool each_client; /* for one kind of client after the other */
};

struct limit_rows ROWS_OF(struct limit_row);

/* What is missing, or still as Setup left it, while a step has not been done: explain proves again
 * without it. Steps without a row change nothing that the proof sees. */
struct effect_row {
	const char *step;    /* id of a step_row */
	const char *makes;   /* scp | url | certificate | web-site | way-in | records-external |
	                      * records-internal */
	const char *service; /* of a url */
};

struct effect_rows ROWS_OF(struct effect_row);

#endif
