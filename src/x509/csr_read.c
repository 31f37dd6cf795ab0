/* x509/csr_read.c: taking a certificate request apart, element by element.
 *
 * d2i_X509_REQ would search all decoders for the public key while it reads; here the key of a known
 * curve is taken from its point. Everything below the outer frame is read by libcrypto. */
#include "csr.h"

#include <string.h>

#include "crypto.h"
#include "libcrypto.h"

#define ATTRIBUTES_TAG 0

/* Bytes that are still to be read. */
struct span {
	const unsigned char *at, *end;
};

/* Reads the frame of a constructed element with definite length; `inside` is its content. */
static bool span_enter(struct span *span, int tag, int class, struct span *inside)
{
	const unsigned char *at = span->at;
	long length;
	int found_tag, found_class;
	int kind = ASN1_get_object(&at, &length, &found_tag, &found_class, span->end - at);
	if (kind != V_ASN1_CONSTRUCTED || found_tag != tag || found_class != class)
		return false;
	*inside = (struct span){ at, at + length };
	span->at = at + length;
	return true;
}

static bool span_empty(const struct span *span)
{
	return span->at == span->end;
}

static bool read_version(struct span *body)
{
	ASN1_INTEGER *version = d2i_ASN1_INTEGER(NULL, &body->at, body->end - body->at);
	bool good = version && ASN1_INTEGER_get(version) == X509_REQ_VERSION_1;
	ASN1_INTEGER_free(version);
	return good;
}

/* The group's name at libcrypto; NULL: no EC key on a named curve. */
static const char *algorithm_group(const X509_ALGOR *algorithm)
{
	const ASN1_OBJECT *object;
	const void *parameter;
	int type;
	X509_ALGOR_get0(&object, &type, &parameter, algorithm);
	if (OBJ_obj2nid(object) != NID_X9_62_id_ecPublicKey || type != V_ASN1_OBJECT)
		return NULL;
	return OBJ_nid2sn(OBJ_obj2nid(parameter));
}

static EVP_PKEY *key_from_point(const char *group, const ASN1_BIT_STRING *bits)
{
	/* libcrypto only reads them, but its parameters have no const. */
	char name[32];
	unsigned char point[POINT_SIZE_MAX];
	size_t length = (size_t)ASN1_STRING_length(bits);
	if (strlen(group) >= sizeof(name) || length > sizeof(point))
		return NULL;
	strcpy(name, group);
	memcpy(point, ASN1_STRING_get0_data(bits), length);
	OSSL_PARAM parameters[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, length),
		OSSL_PARAM_construct_end(),
	};
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
	EVP_PKEY *key = NULL;
	if (!context || EVP_PKEY_fromdata_init(context) != 1 ||
		EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(context);
	return key;
}

/* SubjectPublicKeyInfo. */
static EVP_PKEY *read_key(struct span *body)
{
	const unsigned char *start = body->at;
	struct span inside;
	if (!span_enter(body, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &inside))
		return NULL;
	X509_ALGOR *algorithm = d2i_X509_ALGOR(NULL, &inside.at, inside.end - inside.at);
	const char *group = algorithm ? algorithm_group(algorithm) : NULL;
	EVP_PKEY *key = NULL;
	if (group) {
		ASN1_BIT_STRING *bits =
			d2i_ASN1_BIT_STRING(NULL, &inside.at, inside.end - inside.at);
		if (bits && span_empty(&inside))
			key = key_from_point(group, bits);
		ASN1_BIT_STRING_free(bits);
	} else if (algorithm) {
		key = d2i_PUBKEY(NULL, &start, body->at - start);
	}
	X509_ALGOR_free(algorithm);
	return key;
}

/* The one attribute extensionRequest (RFC 2985, section 5.4.2) with its one value. */
static X509_EXTENSIONS *read_extensions(struct span *body)
{
	struct span inside;
	if (!span_enter(body, ATTRIBUTES_TAG, V_ASN1_CONTEXT_SPECIFIC, &inside))
		return NULL;
	X509_ATTRIBUTE *attribute = d2i_X509_ATTRIBUTE(NULL, &inside.at, inside.end - inside.at);
	X509_EXTENSIONS *extensions = NULL;
	if (attribute && span_empty(&inside) && X509_ATTRIBUTE_count(attribute) == 1 &&
		OBJ_obj2nid(X509_ATTRIBUTE_get0_object(attribute)) == NID_ext_req) {
		const ASN1_STRING *value =
			X509_ATTRIBUTE_get0_data(attribute, 0, V_ASN1_SEQUENCE, NULL);
		if (value) {
			const unsigned char *at = ASN1_STRING_get0_data(value);
			extensions = d2i_X509_EXTENSIONS(NULL, &at, ASN1_STRING_length(value));
		}
	}
	X509_ATTRIBUTE_free(attribute);
	return extensions;
}

/* CertificationRequestInfo. */
static bool read_body(struct span *whole, struct csr *csr)
{
	struct span body;
	csr->body = whole->at;
	if (!span_enter(whole, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &body) || !read_version(&body))
		return false;
	csr->body_length = (size_t)(whole->at - csr->body);
	csr->subject = d2i_X509_NAME(NULL, &body.at, body.end - body.at);
	csr->key = csr->subject ? read_key(&body) : NULL;
	csr->extensions = csr->key ? read_extensions(&body) : NULL;
	return csr->extensions && span_empty(&body);
}

/* A bit string may leave up to seven bits of its last byte unused; a signature does not. */
static bool whole_bytes(const ASN1_BIT_STRING *bits)
{
	return (bits->flags & 7) == 0;
}

static bool read_der(struct csr *csr)
{
	struct span file = { csr->der, csr->der + csr->length }, whole;
	if (!span_enter(&file, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &whole) || !span_empty(&file) ||
		!read_body(&whole, csr))
		return false;
	csr->algorithm = d2i_X509_ALGOR(NULL, &whole.at, whole.end - whole.at);
	if (csr->algorithm)
		csr->signature = d2i_ASN1_BIT_STRING(NULL, &whole.at, whole.end - whole.at);
	return csr->signature && whole_bytes(csr->signature) && span_empty(&whole);
}

/* The PEM frame, which must be the file's only content. */
static bool read_pem(const void *pem, size_t length, struct csr *csr)
{
	char *label = NULL, *header = NULL;
	BIO *source = BIO_new_mem_buf(pem, (int)length);
	bool good = source && PEM_read_bio(source, &label, &header, &csr->der, &csr->length) == 1 &&
		strcmp(label, PEM_STRING_X509_REQ) == 0 && !*header && BIO_pending(source) == 0;
	OPENSSL_free(label);
	OPENSSL_free(header);
	BIO_free(source);
	return good;
}

bool csr_read(const void *pem, size_t length, struct csr *csr, struct err *err)
{
	*csr = (struct csr){ 0 };
	if (read_pem(pem, length, csr) && read_der(csr))
		return true;
	csr_done(csr);
	return crypto_err(err, "the request cannot be read");
}

void csr_done(struct csr *csr)
{
	OPENSSL_free(csr->der);
	X509_NAME_free(csr->subject);
	EVP_PKEY_free(csr->key);
	sk_X509_EXTENSION_pop_free(csr->extensions, X509_EXTENSION_free);
	X509_ALGOR_free(csr->algorithm);
	ASN1_BIT_STRING_free(csr->signature);
	*csr = (struct csr){ 0 };
}
