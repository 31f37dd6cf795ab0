/* x509/crypto.c */
#include "crypto.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"
#include "libcrypto.h"

static const struct curve curves[] = {
	{ "P-256", "prime256v1", NID_X9_62_prime256v1, 32, NID_sha256 },
	{ "P-384", "secp384r1", NID_secp384r1, 48, NID_sha384 },
};

const struct curve *spec_curve(const struct request_spec *spec)
{
	if (!text_equal(spec->algorithm, "ec"))
		return NULL;
	for (size_t i = 0; i < COUNT_OF(curves); i++) {
		if (text_equal(spec->curve, curves[i].id))
			return &curves[i];
	}
	return NULL;
}

const struct curve *group_curve(const char *group)
{
	for (size_t i = 0; i < COUNT_OF(curves); i++) {
		if (text_equal(group, curves[i].group))
			return &curves[i];
	}
	return NULL;
}

int spec_digest_nid(const struct request_spec *spec)
{
	const struct curve *curve = spec_curve(spec);
	return curve ? curve->digest_nid : NID_sha256;
}

const EVP_MD *spec_digest(const struct request_spec *spec)
{
	return spec_digest_nid(spec) == NID_sha384 ? EVP_sha384() : EVP_sha256();
}

bool spec_same_key(const struct request_spec *a, const struct request_spec *b)
{
	if (!text_equal(a->algorithm, b->algorithm))
		return false;
	return text_equal(a->algorithm, "ec") ? text_equal(a->curve, b->curve) : a->bits == b->bits;
}

void spec_key_text(const struct request_spec *spec, char *text, size_t size)
{
	if (text_equal(spec->algorithm, "rsa"))
		snprintf(text, size, "RSA %ld", spec->bits);
	else
		snprintf(text, size, "EC %s", spec->curve ? spec->curve : "without a curve");
}

bool key_point(const EVP_PKEY *key, const struct curve *curve, unsigned char *point)
{
	size_t length = 0;
	return EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point,
		       POINT_SIZE_MAX, &length) == 1 &&
		length == 1 + 2 * curve->size && point[0] == POINT_CONVERSION_UNCOMPRESSED;
}

static pthread_once_t opened = PTHREAD_ONCE_INIT;
static struct err open_err;
static bool is_open;

static void open_once(void)
{
	if (!libcrypto_load(&open_err))
		return;
	is_open = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL) == 1;
	if (!is_open)
		err_set(&open_err, "libcrypto cannot be started");
}

bool crypto_open(struct err *err)
{
	if (pthread_once(&opened, open_once) != 0)
		return err_set(err, "libcrypto cannot be opened");
	return is_open || err_set(err, "%s", open_err.text);
}

bool crypto_err(struct err *err, const char *format, ...)
{
	char what[256];
	va_list values;
	va_start(values, format);
	vsnprintf(what, sizeof(what), format, values);
	va_end(values);
	const char *reason = ERR_reason_error_string(ERR_peek_last_error());
	ERR_clear_error();
	return reason ? err_set(err, "%s: %s", what, reason) : err_set(err, "%s", what);
}
