/*
 * libcrypto_table.h: pointers to the calls of libcrypto.
 */
#ifndef X509_LIBCRYPTO_TABLE_H
#define X509_LIBCRYPTO_TABLE_H

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/err.h"

/* X509_new_ points to X509_new. */
struct libcrypto {
#define CALL(name) __typeof__(&name) name##_;
#include "libcrypto.def"
#undef CALL
};
extern struct libcrypto libcrypto;

/* Fills the table; not to be called by two threads at once. The library stays open. */
MUST_CHECK bool libcrypto_load(struct err *err);

#endif
