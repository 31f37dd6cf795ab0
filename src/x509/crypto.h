/*
 * crypto.h: what the files of this layer share about libcrypto.
 */
#ifndef X509_CRYPTO_H
#define X509_CRYPTO_H

#include <stddef.h>
#include <openssl/evp.h>

#include "base/err.h"
#include "x509/keyjob.h"

/* Opens libcrypto, the first time; any thread may ask. Whoever comes into this layer from outside comes
 * through here before anything of libcrypto is called. libcrypto must not clean up when the program
 * ends: where it dies, that is while the threads still work. What is secret is wiped where it is freed. */
MUST_CHECK bool crypto_open(struct err *err);

/* A curve that a request may ask for. */
struct curve {
	const char *id;    /* as answers and plans call it */
	const char *group; /* as libcrypto calls it */
	int nid;
	size_t size; /* of a coordinate and of the private number, in bytes */
	int digest_nid;
};

/* One byte for the form, then both coordinates of the largest curve. */
#define POINT_SIZE_MAX (1 + 2 * 48)

/* NULL: the spec asks for no EC key, or for a curve that is not known. */
const struct curve *spec_curve(const struct request_spec *spec);
/* The same by libcrypto's name; NULL: none that is known. */
const struct curve *group_curve(const char *group);
/* SHA-256, or SHA-384 with P-384 (C10). */
int spec_digest_nid(const struct request_spec *spec);
const EVP_MD *spec_digest(const struct request_spec *spec);
/* Do both ask for a key of the same kind and size? */
bool spec_same_key(const struct request_spec *a, const struct request_spec *b);

/* The public point, uncompressed, of an EC key on `curve`; `point` has room for POINT_SIZE_MAX. */
MUST_CHECK bool key_point(const EVP_PKEY *key, const struct curve *curve, unsigned char *point);

/* "<what>: <libcrypto's reason>", or what alone; empties the thread's queue. Always false. */
bool crypto_err(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
