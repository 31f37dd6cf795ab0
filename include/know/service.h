/*
 * know/service.h: the services of a Client Access server.
 */
#ifndef KNOW_SERVICE_H
#define KNOW_SERVICE_H

#include <stdbool.h>

#include "know/shape.h"

struct service_row {
	const char *id;   /* key in the answer file: "activesync" */
	const char *name; /* "Exchange ActiveSync" */
	const char *summary; /* what it is for, one sentence */
	const char *kind; /* url: has a URL | host: a host only | mail: POP3, IMAP4, SMTP | autodiscover */
	const char *products;            /* range that has it */
	const char *on_by_default;       /* range where it is enabled unless told otherwise */
	const char *path;                /* "/Microsoft-Server-ActiveSync"; NULL without a URL */
	const char *virtual_directory;   /* "Microsoft-Server-ActiveSync"; NULL without one */
	const char *host_like;           /* service whose host it shares unless told: ecp -> owa */
	const char *default_security;    /* mail: tls | starttls */
	const char *tls_port;            /* "995"; NULL without one */
	const char *starttls_port;       /* "110" */
	const char *wildcard_step;       /* without which it presents no wildcard certificate (P5) */
	/* Ranges; NULL: no release. U1, U2 and what follows from them. */
	const char *internal_host_in;    /* has an internal host (every URL; Outlook Anywhere 2013-) */
	const char *proxied_by_url_in;   /* Client Access servers proxy to its internal URL (U2) */
	const char *cleared_in_multi_site; /* external value empty in single-namespace-multi-site (U1) */
	const char *http_if_self_signed_in; /* internal URL is http beside a self-signed certificate */
	const char *ssl_by_default;        /* its directory requires SSL as Setup leaves it */
	bool refuses_self_signed; /* cannot be used from outside with one: self-signed-unsupported */
	/* What Enable-ExchangeCertificate calls it, and the releases where the Client Access server's
	 * certificate is enabled for it; NULL: it goes with IIS. */
	const char *certificate_word, *certificate_in;
	/* No client comes to it in a site that is proxied, nor does another server: it needs no
	 * certificate there. */
	bool passes_proxied_sites_by;
	const char *source;
};

struct service_rows ROWS_OF(struct service_row);

struct know;

/* Index into know->services, or -1. Answers, hosts and plans use this index. */
int service_find(const struct know *know, const char *id);

#endif
