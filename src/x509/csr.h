/*
 * csr.h: certificate requests (PKCS#10, RFC 2986): made, read back, compared with what was asked.
 *
 * "csr" here, because a request elsewhere in the program is what the person asks of the planner.
 */
#ifndef X509_CSR_H
#define X509_CSR_H

#include <stdbool.h>
#include <stddef.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/err.h"
#include "x509/keyjob.h"

/* An attribute of the subject; `value` may be NULL or empty: absent. */
struct subject_part {
	int nid;
	int type; /* V_ASN1_... that it is encoded as (C10) */
	const char *value;
};

#define SUBJECT_PARTS 6

/* C, ST, L, O, OU, CN. */
void subject_parts(
	const struct request_spec *spec, struct subject_part parts[static SUBJECT_PARTS]);

/* The request as PEM text in memory; NULL with a reason. */
BIO *csr_pem(const struct request_spec *spec, EVP_PKEY *key, struct err *err);

/* What a request says, taken out of its bytes. */
struct csr {
	unsigned char *der;
	long length;
	const unsigned char *body; /* in `der`: the part that is signed */
	size_t body_length;
	X509_NAME *subject;
	EVP_PKEY *key;
	X509_EXTENSIONS *extensions;
	X509_ALGOR *algorithm;
	ASN1_BIT_STRING *signature;
};

/* Reads one CERTIFICATE REQUEST, from its first to its last byte. False leaves nothing to free. */
MUST_CHECK bool csr_read(const void *pem, size_t length, struct csr *csr, struct err *err);
void csr_done(struct csr *csr);

/* Reads the request, verifies its signature with the public key that it holds, and compares key,
 * subject, names and usages with what was asked. False with the first difference. */
MUST_CHECK bool csr_check(const void *pem, size_t length, const struct request_spec *spec,
	const EVP_PKEY *key, struct err *err);

#endif
