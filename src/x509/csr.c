/* x509/csr.c: making a certificate request.
 *
 * Names become GENERAL_NAME values one by one, never a text with separators that a name could
 * contain. */
#include "csr.h"

#include <assert.h>
#include <string.h>

#include "crypto.h"
#include "libcrypto.h"

/* Bits of keyUsage (RFC 5280, section 4.2.1.3). */
#define USAGE_DIGITAL_SIGNATURE 0
#define USAGE_KEY_ENCIPHERMENT 2

void subject_parts(const struct request_spec *spec, struct subject_part parts[static SUBJECT_PARTS])
{
	const struct subject_part filled[SUBJECT_PARTS] = {
		{ NID_countryName, V_ASN1_PRINTABLESTRING, spec->country },
		{ NID_stateOrProvinceName, V_ASN1_UTF8STRING, spec->state },
		{ NID_localityName, V_ASN1_UTF8STRING, spec->locality },
		{ NID_organizationName, V_ASN1_UTF8STRING, spec->organization },
		{ NID_organizationalUnitName, V_ASN1_UTF8STRING, spec->unit },
		{ NID_commonName, V_ASN1_UTF8STRING, spec->common_name },
	};
	memcpy(parts, filled, sizeof(filled));
}

/* libcrypto judges length and characters, and chooses the type; the reading back sees to that. */
static bool add_subject(X509_REQ *request, const struct request_spec *spec)
{
	X509_NAME *subject = X509_REQ_get_subject_name(request);
	struct subject_part parts[SUBJECT_PARTS];
	subject_parts(spec, parts);
	for (size_t i = 0; i < SUBJECT_PARTS; i++) {
		const char *value = parts[i].value;
		if (value && *value &&
			X509_NAME_add_entry_by_NID(subject, parts[i].nid, MBSTRING_UTF8,
				(const unsigned char *)value, -1, -1, 0) != 1)
			return false;
	}
	return true;
}

/* An EC key is handed over as algorithm and point: X509_REQ_set_pubkey would look for an encoder
 * among all there are, which takes longer than everything else together. */
static bool add_key(X509_REQ *request, const struct request_spec *spec, EVP_PKEY *key)
{
	const struct curve *curve = spec_curve(spec);
	if (!curve)
		return X509_REQ_set_pubkey(request, key) == 1;
	unsigned char *point = OPENSSL_malloc(POINT_SIZE_MAX);
	if (point && key_point(key, curve, point) &&
		X509_PUBKEY_set0_param(X509_REQ_get_X509_PUBKEY(request),
			OBJ_nid2obj(NID_X9_62_id_ecPublicKey), V_ASN1_OBJECT,
			OBJ_nid2obj(curve->nid), point, (int)(1 + 2 * curve->size)) == 1)
		return true;
	OPENSSL_free(point);
	return false;
}

static bool push_name(GENERAL_NAMES *list, const char *host)
{
	GENERAL_NAME *name = GENERAL_NAME_new();
	ASN1_IA5STRING *text = ASN1_IA5STRING_new();
	if (!name || !text || ASN1_STRING_set(text, host, -1) != 1) {
		ASN1_IA5STRING_free(text);
		GENERAL_NAME_free(name);
		return false;
	}
	GENERAL_NAME_set0_value(name, GEN_DNS, text);
	if (sk_GENERAL_NAME_push(list, name) > 0)
		return true;
	GENERAL_NAME_free(name);
	return false;
}

static bool add_names(X509_EXTENSIONS **extensions, const struct request_spec *spec)
{
	GENERAL_NAMES *list = GENERAL_NAMES_new();
	bool done = list != NULL;
	for (size_t i = 0; done && i < spec->names.count; i++)
		done = push_name(list, spec->names.items[i]);
	done = done &&
		X509V3_add1_i2d(extensions, NID_subject_alt_name, list, 0, X509V3_ADD_DEFAULT) == 1;
	GENERAL_NAMES_free(list);
	return done;
}

static bool add_key_usage(X509_EXTENSIONS **extensions, bool rsa)
{
	ASN1_BIT_STRING *usage = ASN1_BIT_STRING_new();
	bool done = usage && ASN1_BIT_STRING_set_bit(usage, USAGE_DIGITAL_SIGNATURE, 1) == 1 &&
		(!rsa || ASN1_BIT_STRING_set_bit(usage, USAGE_KEY_ENCIPHERMENT, 1) == 1) &&
		X509V3_add1_i2d(extensions, NID_key_usage, usage, 1, X509V3_ADD_DEFAULT) == 1;
	ASN1_BIT_STRING_free(usage);
	return done;
}

static bool add_extended_usage(X509_EXTENSIONS **extensions)
{
	EXTENDED_KEY_USAGE *usage = EXTENDED_KEY_USAGE_new();
	bool done = usage && sk_ASN1_OBJECT_push(usage, OBJ_nid2obj(NID_server_auth)) > 0 &&
		X509V3_add1_i2d(extensions, NID_ext_key_usage, usage, 0, X509V3_ADD_DEFAULT) == 1;
	EXTENDED_KEY_USAGE_free(usage);
	return done;
}

static bool add_extensions(X509_REQ *request, const struct request_spec *spec)
{
	X509_EXTENSIONS *extensions = NULL;
	bool done = add_names(&extensions, spec) && add_key_usage(&extensions, !spec_curve(spec)) &&
		add_extended_usage(&extensions) &&
		X509_REQ_add_extensions(request, extensions) == 1;
	sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
	return done;
}

BIO *csr_pem(const struct request_spec *spec, EVP_PKEY *key, struct err *err)
{
	assert(spec->names.count > 0);
	X509_REQ *request = X509_REQ_new();
	BIO *out = BIO_new(BIO_s_mem());
	bool done = false;
	if (!request || !out || X509_REQ_set_version(request, X509_REQ_VERSION_1) != 1)
		crypto_err(err, "a request cannot be made");
	else if (!add_subject(request, spec))
		crypto_err(err, "the subject cannot be written into a request");
	else if (!add_key(request, spec, key))
		crypto_err(err, "the public key cannot be written into a request");
	else if (!add_extensions(request, spec))
		crypto_err(err, "the names cannot be written into a request");
	else if (X509_REQ_sign(request, key, spec_digest(spec)) <= 0)
		crypto_err(err, "the request cannot be signed");
	else if (PEM_write_bio_X509_REQ(out, request) != 1)
		crypto_err(err, "the request cannot be encoded");
	else
		done = true;
	X509_REQ_free(request);
	if (!done) {
		BIO_free(out);
		out = NULL;
	}
	return out;
}
