/* x509/key.c: making private keys, or reading those that exist already. */
#include "key.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "crypto.h"
#include "libcrypto.h"
#include "newfile.h"

/* Far above the largest RSA key in use. */
#define KEY_FILE_LIMIT ((size_t)64 * 1024)

static int generation_goes_on(EVP_PKEY_CTX *context)
{
	const struct key_stop *stop = EVP_PKEY_CTX_get_app_data(context);
	return !stop->asked(stop->data);
}

bool key_fits(const EVP_PKEY *key, const struct request_spec *spec)
{
	const struct curve *curve = spec_curve(spec);
	if (!curve) {
		return text_equal(spec->algorithm, "rsa") && EVP_PKEY_is_a(key, "RSA") &&
			EVP_PKEY_get_bits(key) == spec->bits;
	}
	char group[64] = "";
	return EVP_PKEY_is_a(key, "EC") &&
		EVP_PKEY_get_group_name(key, group, sizeof(group), NULL) == 1 &&
		text_equal(group, curve->group);
}

void key_text(const EVP_PKEY *key, char *text, size_t size)
{
	char group[64] = "";
	const struct curve *curve = NULL;
	if (EVP_PKEY_is_a(key, "EC"))
		(void)EVP_PKEY_get_group_name(key, group, sizeof(group), NULL);
	if (*group)
		curve = group_curve(group);
	if (EVP_PKEY_is_a(key, "RSA"))
		snprintf(text, size, "RSA %d", EVP_PKEY_get_bits(key));
	else if (*group)
		snprintf(text, size, "EC %s", curve ? curve->id : group);
	else
		snprintf(text, size, "another kind");
}

static bool generation_prepare(
	EVP_PKEY_CTX *context, const struct request_spec *spec, const struct curve *curve)
{
	if (EVP_PKEY_keygen_init(context) != 1)
		return false;
	if (curve)
		return EVP_PKEY_CTX_set_group_name(context, curve->group) == 1;
	return spec->bits > 0 && spec->bits <= INT_MAX &&
		EVP_PKEY_CTX_set_rsa_keygen_bits(context, (int)spec->bits) == 1;
}

EVP_PKEY *key_generate(const struct request_spec *spec, struct key_stop *stop, struct err *err)
{
	char text[64];
	spec_key_text(spec, text, sizeof(text));
	const struct curve *curve = spec_curve(spec);
	if (!curve && !text_equal(spec->algorithm, "rsa")) {
		err_set(err, "no key of this kind can be made: %s", text);
		return NULL;
	}
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, curve ? "EC" : "RSA", NULL);
	EVP_PKEY *key = NULL;
	if (context && generation_prepare(context, spec, curve)) {
		EVP_PKEY_CTX_set_app_data(context, stop);
		EVP_PKEY_CTX_set_cb(context, generation_goes_on);
		if (EVP_PKEY_generate(context, &key) != 1)
			key = NULL;
	}
	EVP_PKEY_CTX_free(context);
	if (!key) {
		crypto_err(err, "a key (%s) cannot be made", text);
		return NULL;
	}
	/* libcrypto rounds odd sizes without a word. */
	if (!key_fits(key, spec)) {
		err_set(err, "a key (%s) cannot be made: libcrypto made another kind", text);
		EVP_PKEY_free(key);
		return NULL;
	}
	return key;
}

struct passphrase {
	const char *text; /* NULL: none was given */
	bool wanted;
};

/* Gives libcrypto the passphrase; without it, remembers that there should have been one. */
static int passphrase_give(char *room, int size, int writing, void *data)
{
	struct passphrase *passphrase = data;
	(void)writing;
	passphrase->wanted = true;
	size_t length = passphrase->text ? strlen(passphrase->text) : 0;
	if (!length || length > (size_t)size)
		return -1;
	memcpy(room, passphrase->text, length);
	return (int)length;
}

/* The first private key in the PEM text. */
static EVP_PKEY *key_parse(const struct content *content, const char *name, const char *text,
	bool *locked, struct err *err)
{
	struct passphrase passphrase = { text, false };
	BIO *source = BIO_new_mem_buf(content->bytes, (int)content->length);
	EVP_PKEY *key =
		source ? PEM_read_bio_PrivateKey(source, NULL, passphrase_give, &passphrase) : NULL;
	BIO_free(source);
	*locked = !key && passphrase.wanted;
	if (*locked) {
		err_set_kind(err, ERR_INPUT, "%s: the private key is encrypted, %s", name,
			text ? "and not with this passphrase" : "and no passphrase was given");
	} else if (!key) {
		err_set_kind(err, ERR_INPUT, "%s: no private key in PEM form", name);
	}
	ERR_clear_error();
	return key;
}

/* A file may keep its point in compressed form; requests and our own files never do. */
static bool key_expand_point(EVP_PKEY *key)
{
	return EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
		       OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) == 1;
}

EVP_PKEY *key_open(
	int folder, const char *name, const char *passphrase, bool *locked, struct err *err)
{
	struct content content;
	*locked = false;
	if (!content_read(folder, name, KEY_FILE_LIMIT, &content, err))
		return NULL;
	EVP_PKEY *key = key_parse(&content, name, passphrase, locked, err);
	content_wipe(&content);
	return key;
}

EVP_PKEY *key_read(int folder, const char *name, const char *passphrase,
	const struct request_spec *spec, struct err *err)
{
	bool locked;
	EVP_PKEY *key = key_open(folder, name, passphrase, &locked, err);
	if (key && (!key_fits(key, spec) || (spec_curve(spec) && !key_expand_point(key)))) {
		char text[64];
		spec_key_text(spec, text, sizeof(text));
		err_set_kind(err, ERR_MISFIT, "%s: the key there is not %s", name, text);
		EVP_PKEY_free(key);
		key = NULL;
	}
	return key;
}
