/*
 * core/proof.h: what each kind of client would meet (CONTRACT section 6).
 *
 * The proof reads the finished plan only: names, records, URLs, web sites, certificates. It never
 * asks which scenario or topology was chosen, so that a plan edited by hand is judged as edited.
 */
#ifndef CORE_PROOF_H
#define CORE_PROOF_H

#include "core/plan.h"

enum result { RESULT_CLEAN, RESULT_PROMPT, RESULT_MANUAL, RESULT_WARNING, RESULT_FAIL };

struct attempt {
	const char *url;     /* what was tried */
	const char *outcome; /* one word: ok, unresolved, closed, redirect, wrong-name, untrusted, ... */
	const char *detail;  /* one sentence */
};

struct attempt_list LIST_OF(struct attempt);

/* A change of the answers that would mend a verdict, and what it costs. */
struct fix {
	const char *path;  /* answer path */
	const char *value; /* new value */
	const char *text;  /* in words */
	const char *cost;
};

struct fix_list LIST_OF(struct fix);

struct verdict {
	const struct client_row *client; /* NULL: cas-proxy */
	const char *place;               /* inside-joined | inside | outside */
	const char *forest;
	const char *site;        /* NULL for discovery outside */
	const char *smtp_domain; /* NULL except for autodiscover */
	const char *service;     /* id */
	enum result result;
	const char *reason;      /* one sentence, for the worst attempt */
	struct attempt_list attempts;
	struct fix_list fixes;
};

struct verdict_list LIST_OF(struct verdict);

/* The worst verdict of a client in a place. */
struct proof_line {
	const char *client;
	const char *place;
	enum result result;
	const char *reason;
};

struct proof_list LIST_OF(struct proof_line);

struct proof {
	struct verdict_list verdicts;
	struct proof_list lines;
	struct map *words; /* of mail domains; the proof's own */
	enum result worst;
};

/* Also marks what is used in the plan (`used_by`). Memory is the plan's arena. */
struct proof *proof_make(struct plan *plan);

const char *result_text(enum result result);

#endif
