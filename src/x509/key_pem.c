/* x509/key_pem.c: a private key as PKCS#8 (RFC 5958) in PEM.
 *
 * EC keys are laid out here. libcrypto's general encoder gives the same bytes (a unit test
 * compares) and takes as long for it as for making the key, signing and checking together. */
#include "key.h"

#include <string.h>

#include "crypto.h"
#include "libcrypto.h"

/* OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA-256. */
#define PBKDF2_ROUNDS 600000
#define SALT_SIZE 16

#define EC_PRIVATE_KEY_VERSION 1 /* RFC 5915, section 3 */
#define PUBLIC_KEY_TAG 1

/* How long the parts of an ECPrivateKey are, in DER and in bytes. */
struct ec_lengths {
	int version, number, bits, public, whole;
};

static struct ec_lengths ec_lengths(int size)
{
	struct ec_lengths l;
	l.version = ASN1_object_size(0, 1, V_ASN1_INTEGER);
	l.number = ASN1_object_size(0, size, V_ASN1_OCTET_STRING);
	l.bits = 1 + 1 + 2 * size; /* no unused bits, form, coordinates */
	l.public = ASN1_object_size(0, l.bits, V_ASN1_BIT_STRING);
	l.whole = l.version + l.number + ASN1_object_size(1, l.public, PUBLIC_KEY_TAG);
	return l;
}

/* ECPrivateKey without parameters, which PKCS#8 has in its algorithm. Gives the length, and the
 * bytes in memory of libcrypto; 0 on failure. */
static int ec_private_key(const EVP_PKEY *key, const struct curve *curve, unsigned char **der)
{
	unsigned char point[POINT_SIZE_MAX];
	int size = (int)curve->size;
	struct ec_lengths l = ec_lengths(size);
	int length = ASN1_object_size(1, l.whole, V_ASN1_SEQUENCE);
	BIGNUM *number = NULL;
	if (!key_point(key, curve, point) ||
		EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) != 1)
		return 0;
	unsigned char *at = *der = OPENSSL_zalloc((size_t)length);
	bool done = at != NULL;
	if (done) {
		ASN1_put_object(&at, 1, l.whole, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
		ASN1_put_object(&at, 0, 1, V_ASN1_INTEGER, V_ASN1_UNIVERSAL);
		*at++ = EC_PRIVATE_KEY_VERSION;
		ASN1_put_object(&at, 0, size, V_ASN1_OCTET_STRING, V_ASN1_UNIVERSAL);
		done = BN_bn2binpad(number, at, size) == size;
		at += size;
		ASN1_put_object(&at, 1, l.public, PUBLIC_KEY_TAG, V_ASN1_CONTEXT_SPECIFIC);
		ASN1_put_object(&at, 0, l.bits, V_ASN1_BIT_STRING, V_ASN1_UNIVERSAL);
		*at++ = 0;
		memcpy(at, point, (size_t)l.bits - 1);
	}
	BN_clear_free(number);
	if (!done)
		OPENSSL_clear_free(*der, (size_t)length);
	return done ? length : 0;
}

static PKCS8_PRIV_KEY_INFO *ec_pkcs8(const EVP_PKEY *key, const struct curve *curve)
{
	unsigned char *der = NULL;
	int length = ec_private_key(key, curve, &der);
	if (!length)
		return NULL;
	PKCS8_PRIV_KEY_INFO *info = PKCS8_PRIV_KEY_INFO_new();
	if (info &&
		PKCS8_pkey_set0(info, OBJ_nid2obj(NID_X9_62_id_ecPublicKey), 0, V_ASN1_OBJECT,
			OBJ_nid2obj(curve->nid), der, length) == 1)
		return info; /* and with it `der`, wiped when it is freed */
	PKCS8_PRIV_KEY_INFO_free(info);
	OPENSSL_clear_free(der, (size_t)length);
	return NULL;
}

static X509_SIG *encrypted(PKCS8_PRIV_KEY_INFO *info, const char *passphrase)
{
	/* Without salt and IV given, both are made at random. */
	X509_ALGOR *scheme = PKCS5_pbe2_set_iv(
		EVP_aes_256_cbc(), PBKDF2_ROUNDS, NULL, SALT_SIZE, NULL, NID_hmacWithSHA256);
	if (!scheme)
		return NULL;
	X509_SIG *sealed = PKCS8_set0_pbe(passphrase, (int)strlen(passphrase), info, scheme);
	if (!sealed)
		X509_ALGOR_free(scheme);
	return sealed;
}

static bool pem_write(BIO *out, PKCS8_PRIV_KEY_INFO *info, const char *passphrase)
{
	if (!passphrase)
		return PEM_write_bio_PKCS8_PRIV_KEY_INFO(out, info) == 1;
	X509_SIG *sealed = encrypted(info, passphrase);
	bool done = sealed && PEM_write_bio_PKCS8(out, sealed) == 1;
	X509_SIG_free(sealed);
	return done;
}

BIO *key_pem(const EVP_PKEY *key, const struct request_spec *spec, const char *passphrase,
	struct err *err)
{
	const struct curve *curve = spec_curve(spec);
	PKCS8_PRIV_KEY_INFO *info = curve ? ec_pkcs8(key, curve) : EVP_PKEY2PKCS8(key);
	BIO *out = BIO_new(BIO_s_secmem());
	bool done = info && out && pem_write(out, info, passphrase);
	PKCS8_PRIV_KEY_INFO_free(info);
	if (!done) {
		crypto_err(err, "the key cannot be encoded");
		BIO_free(out);
		out = NULL;
	}
	return out;
}
