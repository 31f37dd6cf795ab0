/*
 * x509/pfx.h: a certificate with its private key and chain, as one PKCS#12 file for Windows.
 */
#ifndef X509_PFX_H
#define X509_PFX_H

#include "x509/certificate.h"

/* How it is encrypted. Windows before Server 2019 reads the first only, and calls the password of
 * the other incorrect ("An AES256-SHA256 encrypted PFX cannot be imported"). */
enum pfx_profile {
	PFX_LEGACY, /* 3DES, MAC with SHA-1 */
	PFX_MODERN, /* AES-256, MAC with SHA-256 */
};

struct pfx_spec {
	const char *path;          /* below the folder */
	const char *friendly_name; /* what lists on the server show */
	const char *password;      /* UTF-8, not empty */
	enum pfx_profile profile;
};

/* Writes the file, which must not exist yet, with mode 0600 below the folder; reads it back, and
 * compares certificate, key and chain. An RSA key is marked for the provider that Exchange needs,
 * "Microsoft RSA SChannel Cryptographic Provider", and for key exchange. On failure no file is
 * left. */
MUST_CHECK bool pfx_write(int folder, const struct pfx_spec *spec, const struct certificates *set,
	size_t leaf, const struct certificate_path *chain, const struct private_key *key,
	struct err *err);

#endif
