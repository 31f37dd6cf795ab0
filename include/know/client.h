/*
 * know/client.h: how each kind of client finds and judges its server (CONTRACT section 6).
 */
#ifndef KNOW_CLIENT_H
#define KNOW_CLIENT_H

#include <stdbool.h>

#include "know/shape.h"

/* What a wrong name, an untrusted issuer or a missing address means for one service of a client. */
struct judgement_row {
	const char *service;    /* id of a service_row */
	const char *products;   /* range where the client uses it; NULL: wherever the service exists */
	struct texts places;    /* inside-joined | inside | outside; empty: all that the client has */
	const char *wrong_name; /* clean | warning | fail ... */
	const char *untrusted;
	bool external_host;     /* uses the external host in every place (P3) */
	bool typed;             /* a person types the host; otherwise Autodiscover hands it out */
	bool tolerates_self_signed; /* where the client accepts_self_signed (P4) */
};

struct judgement_rows ROWS_OF(struct judgement_row);

struct unsupported_row {
	const char *products;
	const char *severity; /* error: fails everywhere | warning */
	const char *source;
};

struct unsupported_rows ROWS_OF(struct unsupported_row);

/* A way in which clients look for Autodiscover: the words of their discovery lists. */
struct lookup_row {
	const char *id;       /* "scp" */
	const char *name;     /* for people */
	const char *asks;     /* what is asked, in words; <domain> is that of the user's address */
	bool is_judged;       /* the client proof follows it; others are not of the plan's making */
	bool is_foreign;      /* asks somebody else about mailboxes that are here */
	const char *registry; /* value below the client's registry_key that skips it; NULL: none */
	const char *source;
};

struct lookup_rows ROWS_OF(struct lookup_row);

struct client_row {
	const char *id;   /* "outlook-2007-srv" */
	const char *name; /* "Outlook 2007 with the SRV update" */
	const char *summary;     /* what it is, and how it finds its server */
	const char *consequence; /* what the plan must give it */
	struct texts places;
	struct texts discovery_joined; /* ids of lookup_rows, in the client's own order */
	struct texts discovery;        /* the same where no directory is in reach */
	const char *discovery_none;    /* result when nothing answers: manual | fail; NULL: no Autodiscover */
	bool needs_autodiscover;       /* cannot be set up by hand */
	bool searches_beside_scp;      /* looks at the bare domain even when the SCP answers (P2) */
	bool wildcard_fails;           /* P5 */
	bool compares_principal;       /* msstd name against the common name (P5) */
	bool accepts_self_signed;      /* joined, inside, Autodiscover and web services (P4) */
	bool is_phone;                 /* trusts a private root where "mobile" is listed */
	bool is_legacy_crypto;         /* finding legacy-crypto under baseline current */
	struct judgement_rows services;
	struct unsupported_rows unsupported;
	const char *registry_key;      /* of the values that skip look-ups; NULL: none known */
	struct texts notes;            /* for people */
	const char *source;
};

struct client_rows ROWS_OF(struct client_row);

struct know;

const struct client_row *client_find(const struct know *know, const char *id);
const struct lookup_row *lookup_find(const struct know *know, const char *id);

#endif
