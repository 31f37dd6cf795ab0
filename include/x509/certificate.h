/*
 * x509/certificate.h: certificates as certification authorities and Windows deliver them.
 *
 * A set holds the certificates of one or several files, each once, in the order of their coming.
 * They are spoken of by index. Files may be PEM, with anything between the blocks, or DER; the
 * blocks certificates or PKCS#7, whatever their label says, because the web pages of a Windows
 * authority label both "CERTIFICATE"; bare base64 without any frame; and each of the texts in UTF-8
 * or UTF-16, with or without byte order mark. No OpenSSL type appears here.
 */
#ifndef X509_CERTIFICATE_H
#define X509_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/certificate.h"
#include "base/err.h"

struct certificates;
struct private_key;

/* Far above what a chain takes. */
#define CERTIFICATE_FILE_LIMIT ((size_t)1024 * 1024)

/* NULL with a reason: libcrypto cannot be opened, which is the environment's fault. */
MUST_CHECK struct certificates *certificates_new(struct err *err);
void certificates_free(struct certificates *set); /* NULL is allowed */
/* Adds all certificates in the bytes. False with a reason where there is none, or one that cannot
 * be read; those before it may have been added. */
MUST_CHECK bool certificates_add(
	struct certificates *set, const void *bytes, size_t length, struct err *err);
size_t certificates_count(const struct certificates *set);

/* All memory is the arena's. */
struct certificate_facts certificate_describe(
	const struct certificates *set, size_t index, struct arena *arena);
/* Appends the certificate as DER, or as PEM. */
MUST_CHECK bool certificate_encode(const struct certificates *set, size_t index, bool pem,
	struct buf *out, struct err *err);

/* Indexes into a set. */
struct certificate_path LIST_OF(size_t);

struct certificate_chain {
	struct certificate_path path;      /* issuer of the leaf, its issuer, ...; never the leaf */
	struct certificate_path unrelated; /* neither leaf nor in the path */
	bool ends_at_root;                 /* the last one, or the leaf, is signed by itself */
	bool was_ordered;                  /* it was delivered in this order */
};

/* Who signed whom is seen from the signatures, not from the names alone. */
struct certificate_chain certificate_chain_of(
	const struct certificates *set, size_t leaf, struct arena *arena);

/* The private key in a PEM file, perhaps encrypted with the passphrase (NULL: none is known). NULL
 * with a reason that starts with the path; `*locked` tells that it is encrypted, and that the
 * passphrase is missing or wrong. */
struct private_key *private_key_read(
	const char *path, const char *passphrase, bool *locked, struct err *err);
void private_key_free(struct private_key *key); /* wipes; NULL is allowed */
/* Is it the key that the certificate names? */
bool certificate_has_key(
	const struct certificates *set, size_t index, const struct private_key *key);

#endif
