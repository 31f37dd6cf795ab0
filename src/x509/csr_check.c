/* x509/csr_check.c: does a request say what the spec asks, and nothing else? */
#include "csr.h"

#include <string.h>

#include "crypto.h"
#include "libcrypto.h"

#define EXTENSION_COUNT 3 /* names, keyUsage, extendedKeyUsage */

static bool string_is(const ASN1_STRING *string, int type, const char *text)
{
	size_t length = strlen(text);
	return ASN1_STRING_type(string) == type && (size_t)ASN1_STRING_length(string) == length &&
		memcmp(ASN1_STRING_get0_data(string), text, length) == 0;
}

/* Same attributes in the same order, one in each set, encoded as they must be. */
static bool subject_is(const X509_NAME *subject, const struct request_spec *spec)
{
	struct subject_part parts[SUBJECT_PARTS];
	subject_parts(spec, parts);
	int count = 0;
	for (size_t i = 0; i < SUBJECT_PARTS; i++) {
		if (!parts[i].value || !*parts[i].value)
			continue;
		const X509_NAME_ENTRY *entry = X509_NAME_get_entry(subject, count);
		if (!entry || X509_NAME_ENTRY_set(entry) != count ||
			OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)) != parts[i].nid ||
			!string_is(X509_NAME_ENTRY_get_data(entry), parts[i].type, parts[i].value))
			return false;
		count++;
	}
	return X509_NAME_entry_count(subject) == count;
}

static bool names_are(const GENERAL_NAMES *names, struct texts wanted)
{
	if ((size_t)sk_GENERAL_NAME_num(names) != wanted.count)
		return false;
	for (size_t i = 0; i < wanted.count; i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, (int)i);
		if (name->type != GEN_DNS ||
			!string_is(name->d.dNSName, V_ASN1_IA5STRING, wanted.items[i]))
			return false;
	}
	return true;
}

static bool has_names(const X509_EXTENSIONS *extensions, struct texts wanted)
{
	int critical;
	GENERAL_NAMES *names = X509V3_get_d2i(extensions, NID_subject_alt_name, &critical, NULL);
	bool good = names && critical == 0 && names_are(names, wanted);
	GENERAL_NAMES_free(names);
	return good;
}

static bool has_key_usage(const X509_EXTENSIONS *extensions, unsigned wanted)
{
	int critical;
	ASN1_BIT_STRING *usage = X509V3_get_d2i(extensions, NID_key_usage, &critical, NULL);
	bool good = usage && critical == 1 && ASN1_STRING_length(usage) == 1 &&
		ASN1_STRING_get0_data(usage)[0] == wanted;
	ASN1_BIT_STRING_free(usage);
	return good;
}

static bool has_extended_usage(const X509_EXTENSIONS *extensions)
{
	int critical;
	EXTENDED_KEY_USAGE *usage = X509V3_get_d2i(extensions, NID_ext_key_usage, &critical, NULL);
	bool good = usage && critical == 0 && sk_ASN1_OBJECT_num(usage) == 1 &&
		OBJ_obj2nid(sk_ASN1_OBJECT_value(usage, 0)) == NID_server_auth;
	sk_ASN1_OBJECT_pop_free(usage, ASN1_OBJECT_free);
	return good;
}

static bool usages_are(const X509_EXTENSIONS *extensions, const struct request_spec *spec)
{
	/* libcrypto's constants are the first byte of the bit string. */
	unsigned wanted = spec_curve(spec) ? KU_DIGITAL_SIGNATURE
					   : KU_DIGITAL_SIGNATURE | KU_KEY_ENCIPHERMENT;
	return sk_X509_EXTENSION_num(extensions) == EXTENSION_COUNT &&
		has_key_usage(extensions, wanted) && has_extended_usage(extensions);
}

/* The algorithm named beside the signature is the one that was asked for: for ECDSA without
 * parameters (RFC 5758, section 3.2), for RSA with NULL (RFC 4055, section 5). */
static bool algorithm_is(const X509_ALGOR *algorithm, const struct request_spec *spec)
{
	const ASN1_OBJECT *object;
	int parameter, digest_nid, key_nid;
	bool rsa = !spec_curve(spec);
	X509_ALGOR_get0(&object, &parameter, NULL, algorithm);
	return OBJ_find_sigid_algs(OBJ_obj2nid(object), &digest_nid, &key_nid) == 1 &&
		digest_nid == spec_digest_nid(spec) &&
		key_nid == (rsa ? NID_rsaEncryption : NID_X9_62_id_ecPublicKey) &&
		parameter == (rsa ? V_ASN1_NULL : V_ASN1_UNDEF);
}

static bool signature_holds(const struct csr *csr, const struct request_spec *spec)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool good = context && algorithm_is(csr->algorithm, spec) &&
		EVP_DigestVerifyInit(context, NULL, spec_digest(spec), NULL, csr->key) == 1 &&
		EVP_DigestVerify(context, ASN1_STRING_get0_data(csr->signature),
			(size_t)ASN1_STRING_length(csr->signature), csr->body,
			csr->body_length) == 1;
	EVP_MD_CTX_free(context);
	return good;
}

bool csr_check(const void *pem, size_t length, const struct request_spec *spec, const EVP_PKEY *key,
	struct err *err)
{
	struct csr csr;
	if (!csr_read(pem, length, &csr, err))
		return false;
	const char *difference = NULL;
	if (EVP_PKEY_eq(csr.key, key) != 1)
		difference = "its public key is not the private key's";
	else if (!signature_holds(&csr, spec))
		difference = "its signature does not verify";
	else if (!subject_is(csr.subject, spec))
		difference = "its subject is not the planned one";
	else if (!has_names(csr.extensions, spec->names))
		difference = "its names are not the planned ones";
	else if (!usages_are(csr.extensions, spec))
		difference = "its key usages are not the planned ones";
	csr_done(&csr);
	return !difference || crypto_err(err, "the request read back is wrong, %s", difference);
}
