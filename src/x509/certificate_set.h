/*
 * certificate_set.h: a set of certificates as libcrypto holds it, for the files of this layer.
 */
#ifndef X509_CERTIFICATE_SET_H
#define X509_CERTIFICATE_SET_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "x509/certificate.h"

/* Far more than any chain has; a file with more is none that an authority sends. */
#define CERTIFICATES_MAX 100

struct certificates {
	X509 *items[CERTIFICATES_MAX];
	size_t count;
	bool has_order; /* false: some came in a PKCS#7, whose set is sorted by its encoder */
};

struct private_key {
	EVP_PKEY *key;
};

/* Takes a reference of its own; one that is there already is not added again. */
MUST_CHECK bool certificates_put(struct certificates *set, X509 *certificate, struct err *err);

/* Text in UTF-16, with or without byte order mark, as bytes: what is no ASCII becomes "?". False,
 * and nothing made, where the bytes are no such text. The memory is libcrypto's. */
bool utf16_to_ascii(
	const unsigned char *bytes, size_t length, unsigned char **ascii, size_t *ascii_length);

#endif
