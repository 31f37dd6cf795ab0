/*
 * core/name.h: host names: spelling, publicness, wildcards. The only file that asks libpsl and
 * libidn2.
 */
#ifndef CORE_NAME_H
#define CORE_NAME_H

#include <stdbool.h>

#include "base/arena.h"
#include "know/know.h"

/* The canonical form of a host name: lower case, A-labels, no trailing dot; NULL, and a reason in
 * words, where it is none (RFC 1123, RFC 5891; an underscore, an IP address and a wildcard are none).
 * `text` must be valid UTF-8; it is what comes back where it is canonical already. */
const char *name_host(const char *text, struct arena *arena, const char **reason);
/* The same for a DNS domain of at least one label. */
const char *name_domain(const char *text, struct arena *arena, const char **reason);
/* A host name, or one behind "*." */
const char *name_certificate(const char *text, struct arena *arena, const char **reason);
/* NetBIOS computer name, 1 to 15 characters (KB 909264); underscore allowed. NULL: fine. */
const char *name_server_problem(const char *text);
/* Canonical text of an IPv4 or IPv6 address (RFC 5952), or NULL. */
const char *name_address(const char *text, struct arena *arena);
bool name_is_address(const char *text);
bool address_is_v6(const char *address);

/* All below take canonical names. */
bool name_is_wildcard(const char *name);
/* The name without its first label; NULL: it has one label. */
const char *name_parent(const char *name);
/* Is `name` equal to `domain`, or below it? */
bool name_within(const char *name, const char *domain);
/* Does a wildcard stand for hosts at all? Below a single label ("*.com", "*.local") no client takes it. */
bool name_wildcard_counts(const char *wildcard);
/* Does a certificate entry name this host? RFC 9525: a wildcard stands for one whole first label. */
bool name_covers(const char *entry, const char *host);
/* Under a real public suffix, and no IP address (CONTRACT N3). A wildcard is judged without "*.". */
bool name_is_public(const struct know *know, const char *name);
/* Is it itself a public suffix of the list's ICANN part? */
bool name_is_public_suffix(const char *name);
/* The domain somebody can register, a tail of `name`; NULL: there is none. */
const char *name_registrable(const struct know *know, const char *name);
/* Day of the public suffix list in use, YYYY-MM-DD. */
const char *name_suffix_list_date(struct arena *arena);

#endif
