/* x509/certificate_read.c: which of the many forms the bytes have, and the certificates in them. */
#include "certificate_set.h"

#include <limits.h>
#include <string.h>

#include "base/attr.h"
#include "base/text.h"
#include "crypto.h"
#include "libcrypto.h"

/* What a block of DER turned out to be. */
enum found { FOUND_NOTHING, FOUND_CERTIFICATES, FOUND_FAILURE };

/* What people hand over instead, with the way out. */
static const struct {
	const char *label, *reason;
} strangers[] = {
	{ PEM_STRING_X509_REQ, "it is a certificate request; expected what the authority made of it" },
	{ PEM_STRING_X509_REQ_OLD,
		"it is a certificate request; expected what the authority made of it" },
	{ PEM_STRING_PKCS8, "it is a private key; expected the certificate" },
	{ PEM_STRING_PKCS8INF, "it is a private key; expected the certificate" },
	{ PEM_STRING_RSA, "it is a private key; expected the certificate" },
	{ PEM_STRING_ECPRIVATEKEY, "it is a private key; expected the certificate" },
	{ PEM_STRING_X509_CRL, "it is a list of revoked certificates; expected a certificate" },
};

static enum found put_and_free(struct certificates *set, X509 *certificate, struct err *err)
{
	bool done = certificates_put(set, certificate, err);
	X509_free(certificate);
	return done ? FOUND_CERTIFICATES : FOUND_FAILURE;
}

/* OpenSSL's own form puts what it trusts the certificate for behind it. */
static enum found take_certificate(struct certificates *set, const unsigned char *der, long length,
	bool with_trust, struct err *err)
{
	const unsigned char *at = der;
	X509 *certificate =
		with_trust ? d2i_X509_AUX(NULL, &at, length) : d2i_X509(NULL, &at, length);
	if (certificate && at == der + length)
		return put_and_free(set, certificate, err);
	X509_free(certificate);
	return FOUND_NOTHING;
}

static enum found take_pkcs7(
	struct certificates *set, const unsigned char *der, long length, struct err *err)
{
	const unsigned char *at = der;
	PKCS7 *pkcs7 = d2i_PKCS7(NULL, &at, length);
	STACK_OF(X509) *list = NULL;
	if (pkcs7 && PKCS7_type_is_signed(pkcs7) && pkcs7->d.sign)
		list = pkcs7->d.sign->cert;
	enum found found = sk_X509_num(list) > 0 ? FOUND_CERTIFICATES : FOUND_NOTHING;
	for (int i = 0; i < sk_X509_num(list) && found == FOUND_CERTIFICATES; i++) {
		if (!certificates_put(set, sk_X509_value(list, i), err))
			found = FOUND_FAILURE;
	}
	if (found == FOUND_CERTIFICATES)
		set->has_order = false;
	PKCS7_free(pkcs7);
	return found;
}

static bool is_pkcs12(const unsigned char *der, long length)
{
	PKCS12 *file = d2i_PKCS12(NULL, &der, length);
	bool is = file != NULL;
	PKCS12_free(file);
	return is;
}

static bool is_request(const unsigned char *der, long length)
{
	X509_REQ *request = d2i_X509_REQ(NULL, &der, length);
	bool is = request != NULL;
	X509_REQ_free(request);
	return is;
}

static enum found take_der(
	struct certificates *set, const unsigned char *der, long length, struct err *err)
{
	enum found found = take_certificate(set, der, length, false, err);
	if (found == FOUND_NOTHING)
		found = take_pkcs7(set, der, length, err);
	ERR_clear_error();
	return found;
}

/* A block whose label promises certificates must hold some. */
static enum found take_block(struct certificates *set, const char *label, const unsigned char *der,
	long length, struct err *err)
{
	static const char *const labels[] = { PEM_STRING_X509, PEM_STRING_X509_OLD,
		PEM_STRING_X509_TRUSTED, PEM_STRING_PKCS7, PEM_STRING_PKCS7_SIGNED, PEM_STRING_CMS };
	if (!texts_have((struct texts){ labels, COUNT_OF(labels) }, label))
		return FOUND_NOTHING;
	enum found found = text_equal(label, PEM_STRING_X509_TRUSTED) ?
		take_certificate(set, der, length, true, err) :
		take_der(set, der, length, err);
	if (found == FOUND_NOTHING) {
		crypto_err(err, "a block %s cannot be read", label);
		found = FOUND_FAILURE;
	}
	return found;
}

static void name_stranger(const char *label, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(strangers); i++) {
		if (text_equal(label, strangers[i].label))
			err_set(err, "%s", strangers[i].reason);
	}
}

/* All blocks of a PEM text. FOUND_NOTHING with a reason in `err` where none holds a certificate,
 * with an empty one where there is no block at all. */
static enum found take_pem(
	struct certificates *set, const unsigned char *text, size_t length, struct err *err)
{
	enum found found = FOUND_NOTHING;
	BIO *source = BIO_new_mem_buf(text, (int)length);
	bool going = source != NULL;
	err->text[0] = '\0';
	while (going) {
		char *label = NULL, *header = NULL;
		unsigned char *der = NULL;
		long der_length = 0;
		going = PEM_read_bio(source, &label, &header, &der, &der_length) == 1;
		enum found one = FOUND_NOTHING;
		if (going) {
			one = take_block(set, label, der, der_length, err);
			if (one == FOUND_NOTHING && found == FOUND_NOTHING)
				name_stranger(label, err);
		} else if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) {
			crypto_err(err, "a block in it is damaged");
			one = FOUND_FAILURE;
		}
		found = one == FOUND_NOTHING ? found : one;
		going = going && found != FOUND_FAILURE;
		OPENSSL_free(label);
		OPENSSL_free(header);
		OPENSSL_free(der);
	}
	BIO_free(source);
	ERR_clear_error();
	return found;
}

/* Base64 without a frame, as mail programs leave it: letters, digits, "+/=" and blanks only. */
static enum found take_base64(
	struct certificates *set, const unsigned char *text, size_t length, struct err *err)
{
	unsigned char *der = OPENSSL_malloc(length / 4 * 3 + 4);
	EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
	int got = 0, last = 0;
	enum found found = FOUND_NOTHING;
	if (context && der) {
		EVP_DecodeInit(context);
		if (EVP_DecodeUpdate(context, der, &got, text, (int)length) >= 0 &&
			EVP_DecodeFinal(context, der + got, &last) == 1)
			found = take_der(set, der, got + last, err);
	}
	EVP_ENCODE_CTX_free(context);
	OPENSSL_free(der);
	ERR_clear_error();
	return found;
}

static enum found take_text(
	struct certificates *set, const unsigned char *text, size_t length, struct err *err)
{
	enum found found = take_pem(set, text, length, err);
	if (found == FOUND_NOTHING && !err->text[0])
		found = take_base64(set, text, length, err);
	return found;
}

static void name_bytes(const unsigned char *bytes, long length, struct err *err)
{
	if (is_pkcs12(bytes, length))
		err_set(err, "it is a PFX file; expected the certificate that the authority sent");
	else if (is_request(bytes, length))
		err_set(err, "%s", strangers[0].reason);
	else if (!err->text[0])
		err_set(err, "no certificate in it; expected PEM, DER or PKCS#7");
	ERR_clear_error();
}

bool certificates_add(
	struct certificates *set, const void *bytes, size_t length, struct err *err)
{
	static const unsigned char mark[] = { 0xef, 0xbb, 0xbf };
	const unsigned char *start = bytes;
	unsigned char *ascii = NULL;
	size_t ascii_length;
	if (length > CERTIFICATE_FILE_LIMIT)
		return err_set(err, "is larger than %zu bytes", CERTIFICATE_FILE_LIMIT);
	err->text[0] = '\0';
	enum found found = length ? take_der(set, start, (long)length, err) : FOUND_NOTHING;
	if (found == FOUND_NOTHING && utf16_to_ascii(start, length, &ascii, &ascii_length)) {
		found = take_text(set, ascii, ascii_length, err);
		OPENSSL_free(ascii);
	} else if (found == FOUND_NOTHING && length) {
		size_t skip = length > sizeof(mark) && memcmp(start, mark, sizeof(mark)) == 0 ?
			sizeof(mark) : 0;
		found = take_text(set, start + skip, length - skip, err);
	}
	if (found == FOUND_NOTHING)
		name_bytes(start, (long)length, err);
	return found == FOUND_CERTIFICATES;
}
