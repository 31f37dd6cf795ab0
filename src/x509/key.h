/*
 * key.h: one private key, as libcrypto holds it and as its file does.
 */
#ifndef X509_KEY_H
#define X509_KEY_H

#include <stdbool.h>
#include <openssl/bio.h>
#include <openssl/evp.h>

#include "base/err.h"
#include "x509/keyjob.h"

/* Asked in the middle of the search for primes, which can take seconds. */
struct key_stop {
	bool (*asked)(void *data);
	void *data;
};

/* Is it the kind of key that the spec asks for? */
bool key_fits(const EVP_PKEY *key, const struct request_spec *spec);
/* "RSA 2048", "EC P-256", "EC brainpoolP256r1", "another kind". */
void key_text(const EVP_PKEY *key, char *text, size_t size);
/* What a seed folder calls the key, or the request, of this path. */
const char *key_seed_name(const char *path);
/* A new key as the spec asks; NULL with a reason, also when a stop was asked for. */
EVP_PKEY *key_generate(const struct request_spec *spec, struct key_stop *stop, struct err *err);
/* The private key in file `name` of `folder`: PEM, PKCS#8 or traditional, perhaps encrypted with
 * the passphrase. NULL with a reason that names the file; `*locked`: it is encrypted, and the
 * passphrase (NULL: none) does not open it. */
EVP_PKEY *key_open(
	int folder, const char *name, const char *passphrase, bool *locked, struct err *err);
/* The same where the key must be what the spec asks, in algorithm and size. */
EVP_PKEY *key_read(int folder, const char *name, const char *passphrase,
	const struct request_spec *spec, struct err *err);
/* PKCS#8 as PEM in memory that is wiped by BIO_free; NULL with a reason. With a passphrase PBES2:
 * AES-256-CBC, PBKDF2 with HMAC-SHA-256. */
BIO *key_pem(const EVP_PKEY *key, const struct request_spec *spec, const char *passphrase,
	struct err *err);

#endif
