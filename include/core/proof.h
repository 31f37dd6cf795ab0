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

/* A web site that a host name led to, and what it showed there. */
struct sight {
	struct text_list addresses; /* of the name; empty: a server whose address the plan does not have */
	const struct plan_web_site *web_site;
	const struct server_answer *server; /* it alone, reached by its own name; NULL: all of the site's */
	const struct plan_certificate *certificate; /* NULL: none, the connection is not encrypted or refused */
	const char *entry; /* of the certificate, that names the host; NULL: none does */
	bool is_trusted;
};

struct sight_list LIST_OF(struct sight);

struct attempt {
	const char *url;     /* what was tried */
	const char *outcome; /* one word: ok, unresolved, closed, redirect, wrong-name, untrusted, ... */
	const char *detail;  /* one sentence */
	const char *host;    /* that was looked up, or the owner of the SRV record */
	const struct sight_list *sights; /* every web site that it led to; NULL: none of the plan's */
};

struct attempt_list LIST_OF(struct attempt);

/* Why a verdict is as bad as it is, so that what mends it can be looked up (know/fix.h). */
enum cause {
	CAUSE_NONE, /* it is clean */
	CAUSE_UNRESOLVED,
	CAUSE_CLOSED,
	CAUSE_WRONG_NAME,
	CAUSE_FOREIGN,        /* a catch-all record leads to somebody else */
	CAUSE_UNTRUSTED,
	CAUSE_BARE_DOMAIN,    /* something answers HTTPS there */
	CAUSE_REDIRECT,       /* found by a redirect, which asks */
	CAUSE_SRV,            /* found by an SRV record, which asks */
	CAUSE_BY_HAND,        /* the client has no Autodiscover */
	CAUSE_NOT_FOUND,      /* nothing answers for Autodiscover */
	CAUSE_NOT_PUBLISHED,  /* Autodiscover is not offered outside */
	CAUSE_NO_ADDRESS,     /* none is handed out for the service */
	CAUSE_NO_SERVER,      /* none of the plan answers */
	CAUSE_WILDCARD,       /* the client refuses one */
	CAUSE_PRINCIPAL_NAME, /* Outlook compares another common name */
	CAUSE_CROSS_SITE,     /* the wrong site is reached, and does not pass the client on */
	CAUSE_UNSUPPORTED,    /* the product does not support the client */
	CAUSE_PROXY_NAME,     /* the internal URL of a proxied server leads nowhere */
	CAUSE_PROXY_REFUSED,  /* proxying servers do not accept the proxied one */
	CAUSE_COUNT
};

/* The client that comes by itself where sites are proxied: no row, and no answer lists it. */
#define CAS_PROXY "cas-proxy"

struct verdict {
	const struct client_row *client; /* NULL: CAS_PROXY */
	const char *place;               /* inside-joined | inside | outside */
	const char *forest;
	const char *site;        /* NULL for discovery outside */
	const char *smtp_domain; /* NULL except for autodiscover */
	const char *service;     /* id */
	enum result result;
	enum cause cause;        /* of the worst attempt */
	unsigned causes;         /* a bit (1 << cause) for each that was met and is worse than clean */
	const char *host;        /* that was at fault; NULL: none in particular */
	const char *reason;      /* one sentence, for the worst attempt */
	struct attempt_list attempts;
	struct fix_refs fixes; /* core/advise.h finds them */
	/* Changes that take this cause away, and leave another one that is as bad and was there before. */
	struct fix_refs partial_fixes;
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

/* Also marks what is used in the plan (`used_by`), anew each time. Memory is the plan's arena. */
struct proof *proof_make(struct plan *plan);

/* One sentence: "203.0.113.10, Default Web Site of Redmond: certificate mail.contoso.com names the host;
 * trusted here." */
const char *sight_text(const struct sight *sight, const char *host, struct arena *arena);
/* What an attempt came to, in lines: all that it saw, or the one sentence that there is. An attempt that
 * another one of the list has made already says nothing: no lines. */
struct texts attempt_lines(const struct attempt_list *attempts, size_t index, struct arena *arena);
/* "inside, site Redmond, autodiscover for contoso.com": whose verdict it is, the client apart. */
const char *verdict_subject(const struct verdict *verdict, bool several_forests,
        struct arena *arena);

const char *result_text(enum result result);
/* The id of a cause: "wrong-name". */
const char *cause_text(enum cause cause);
/* The id of the verdict's client, or CAS_PROXY. */
const char *verdict_client(const struct verdict *verdict);

#endif
