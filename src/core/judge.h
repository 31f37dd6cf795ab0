/*
 * judge.h: one question of one client, asked of the world.
 */
#ifndef CORE_JUDGE_H
#define CORE_JUDGE_H

#include "core/proof.h"
#include "world.h"

/* Something that a verdict rests on: whose marks it has, and what the verdict would be without it. */
struct need {
	struct use_list *uses;
	enum result without;
};

struct need_list LIST_OF(struct need);

/* Who asks, and from where. */
struct asker {
	struct proof *proof;
	const struct world *world;
	struct arena *arena; /* of verdicts and attempts */
	const struct client_row *client;
	const char *place; /* inside-joined | inside | outside */
	enum view view;
	bool joined;
	bool trusts_private; /* the root of the Windows PKI is there */
	bool unsupported; /* the product does not support the client at all */
	const char *label; /* "outlook-2007@outside", for used_by */
	struct need_list *needs; /* of the verdict that is being made */
};

/* How one connection went. */
enum meeting {
	MEETING_GOOD,
	MEETING_UNRESOLVED,
	MEETING_CLOSED,  /* nothing listens on 443 */
	MEETING_WRONG_NAME,
	MEETING_FOREIGN, /* somebody else's certificate */
	MEETING_UNTRUSTED,
};

/* Entries of certificates, and nothing else that covers the host there. */
struct name_refs LIST_OF(struct plan_name *);

struct encounter {
	enum meeting meeting;
	struct reach reach;
	const struct shown *shown;     /* the certificate that decided; NULL: none */
	struct name_refs names;        /* one of each certificate that was met */
	const struct sight_list *sights; /* NULL: none, or nobody will be told */
};

/* Meets all web sites that a host leads to; the worst counts. `tolerant`: a self-signed certificate
 * with the right name is accepted here by a client that accepts such. */
struct encounter asker_meet(const struct asker *asker, const char *host, bool tolerant);
/* The same where the host leads somewhere else, and nobody is told. */
struct encounter asker_meet_at(const struct asker *asker, const struct reach *reach,
        const char *host, bool tolerant);
/* Every web site that was reached, and what it shows a client that asks for the host; NULL: none. */
const struct sight_list *asker_see(const struct asker *asker, const struct reach *reach,
        const char *host, bool tolerant);
/* The web sites that a host leads to without encryption; NULL: none. */
const struct sight_list *asker_see_plain(const struct asker *asker, const char *host);

/* Notes that the verdict would be as bad as `without` if the item were not there. */
void need_add(const struct asker *asker, struct use_list *uses, enum result without);
void need_names(const struct asker *asker, const struct encounter *encounter, enum result without);
/* Marks as used what the verdict would be worse without, and forgets all needs. */
void needs_settle(const struct asker *asker, const struct verdict *verdict);
bool use_is_marked(const struct use_list *uses, const char *label);

const char *meeting_outcome(enum meeting meeting);
/* One sentence that does not name the host: the attempt's URL does. */
const char *meeting_detail(const struct encounter *encounter);
/* The same for a verdict, with the host where that helps: nothing is built for what is clean. */
const char *meeting_reason(const struct encounter *encounter, const char *host,
        struct arena *arena);

void attempt_add(struct arena *arena, struct attempt_list *attempts, struct attempt attempt);
/* What is to be told of an encounter. */
struct attempt attempt_of(const struct encounter *encounter, const char *host, const char *url);
void use_mark(struct arena *arena, struct use_list *uses, const char *label);
enum result result_worse(enum result a, enum result b);
/* "warning" as a result; the word is a row's and has been linted. */
enum result result_of(const char *word);

/* Autodiscover for all mail domains of a forest (P1, P2); `site` NULL: outside. */
void prove_discovery(const struct asker *asker, const struct forest_answer *forest,
        const struct site_answer *site);
/* The services of the client for the users of a site (P3 to P6). */
void prove_connections(const struct asker *asker, const struct site_answer *site);
/* Client Access servers proxying to each other (P7). */
void prove_proxying(struct proof *proof, const struct world *world);

struct verdict *verdict_add(const struct asker *asker, const struct forest_answer *forest,
        const struct site_answer *site, const char *domain, const char *service);
/* How bad something is, and why. */
struct judgement {
	enum result result;
	enum cause cause;
	const char *host;   /* NULL: none in particular */
	const char *reason; /* NULL: nothing has been judged yet */
	unsigned causes;    /* of all that was noted (struct verdict) */
};

/* Keeps the worse of both, and the first of equals; of the other one the cause. */
void judgement_note(struct judgement *worst, struct judgement judgement);
enum cause meeting_cause(enum meeting meeting);
/* Takes the judgement over; everything is a failure where the client is unsupported. */
void verdict_settle(const struct asker *asker, struct verdict *verdict,
        struct judgement judgement);

#endif
