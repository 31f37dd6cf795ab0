/*
 * base/certificate.h: what a certificate says, as plain data. Made by x509, judged by core.
 *
 * All texts are valid UTF-8 and somebody else's: they are quoted for every output like the answers
 * of a person. Host names are in lower case; every byte of one that is no printable ASCII stands as
 * "?", so that no such name is equal to one that was planned.
 */
#ifndef BASE_CERTIFICATE_H
#define BASE_CERTIFICATE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/list.h"

struct certificate_facts {
	const char *subject, *issuer; /* one line: "C=US, O=Contoso, CN=mail.contoso.com"; or "" */
	const char *common_name;      /* lower case; NULL: the subject has none */
	struct texts names;           /* dNSName entries, in their order */
	struct texts other_names;     /* entries of other kinds: "IP Address:192.0.2.1" */
	const char *key_algorithm;    /* rsa | ec | as libcrypto calls it */
	long key_bits;
	const char *curve;            /* P-256 and the like; NULL: no EC key */
	struct date not_before, not_after; /* the days, in UTC */
	long days;                    /* of validity, both ends counted, a second more is a day (BR 6.3.2) */
	bool is_authority;            /* it may issue others */
	bool is_self_issued;          /* subject and issuer are the same */
	bool has_key_usage, has_extended_usage;
	struct texts key_usage;       /* RFC 5280, section 4.2.1.3: "digitalSignature", ... */
	struct texts extended_usage;  /* "serverAuth", "clientAuth", "anyExtendedKeyUsage", or an OID */
	const char *signature_hash;   /* "SHA256"; "" where the signature has none of its own */
	const char *serial;           /* hexadecimal */
	const char *thumbprint;       /* SHA-1 of it, 40 hexadecimal digits, as Windows shows it */
};

#endif
