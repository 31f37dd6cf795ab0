/* x509/certificate.c: a set of certificates, and what each of them says. */
#include "certificate_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "crypto.h"
#include "libcrypto.h"

#define SECONDS_OF_DAY 86400

struct certificates *certificates_new(struct err *err)
{
	if (!crypto_open(err))
		return NULL;
	struct certificates *set = calloc(1, sizeof(*set));
	if (!set)
		die("out of memory (%zu bytes)", sizeof(*set));
	set->has_order = true;
	return set;
}

void certificates_free(struct certificates *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->count; i++)
		X509_free(set->items[i]);
	free(set);
}

bool certificates_put(struct certificates *set, X509 *certificate, struct err *err)
{
	for (size_t i = 0; i < set->count; i++) {
		if (X509_cmp(set->items[i], certificate) == 0)
			return true;
	}
	if (set->count == CERTIFICATES_MAX)
		return err_set(err, "more than %d certificates", CERTIFICATES_MAX);
	if (X509_up_ref(certificate) != 1)
		return crypto_err(err, "a certificate cannot be kept");
	set->items[set->count++] = certificate;
	return true;
}

size_t certificates_count(const struct certificates *set)
{
	return set->count;
}

/* What was printed to memory, as text of the arena; "" where nothing was. Frees it. */
static const char *bio_text(BIO *bio, struct arena *arena)
{
	char *start = NULL;
	long length = bio ? BIO_get_mem_data(bio, &start) : 0;
	const char *text = arena_strndup(arena, length > 0 ? start : "", (size_t)length);
	BIO_free(bio);
	return utf8_valid(text) ? text : "";
}

static const char *name_text(const X509_NAME *name, struct arena *arena)
{
	const unsigned long flags = (ASN1_STRFLGS_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) |
		XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN | XN_FLAG_DUMP_UNKNOWN_FIELDS;
	BIO *out = BIO_new(BIO_s_mem());
	if (out && X509_NAME_print_ex(out, name, 0, flags) < 0) {
		BIO_free(out);
		out = NULL;
	}
	return bio_text(out, arena);
}

/* Text from bytes that may be anything; a NUL in the middle does not end it. */
static const char *plain_text(const unsigned char *bytes, size_t length, struct arena *arena)
{
	char *text = arena_alloc(arena, length + 1);
	for (size_t i = 0; i < length; i++)
		text[i] = bytes[i] >= ' ' && bytes[i] <= '~' ? (char)bytes[i] : '?';
	return text;
}

static const char *host_text(const ASN1_STRING *string, struct arena *arena)
{
	return text_lower(arena,
		plain_text(ASN1_STRING_get0_data(string), (size_t)ASN1_STRING_length(string),
			arena));
}

/* The last one: where there are several, it is the most specific (RFC 2818, section 3.1). */
static const char *common_name(X509_NAME *name, struct arena *arena)
{
	int last = -1;
	for (int at; (at = X509_NAME_get_index_by_NID(name, NID_commonName, last)) >= 0;)
		last = at;
	if (last < 0)
		return NULL;
	unsigned char *utf8 = NULL;
	int length = ASN1_STRING_to_UTF8(
		&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)));
	const char *text = length >= 0 ? plain_text(utf8, (size_t)length, arena) : "?";
	OPENSSL_free(utf8);
	return text_lower(arena, text);
}

static void describe_names(X509 *certificate, struct certificate_facts *facts, struct arena *arena)
{
	struct text_list hosts = { 0 }, others = { 0 };
	GENERAL_NAMES *names =
		X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
		GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
		if (name->type == GEN_DNS) {
			LIST_PUSH(arena, &hosts, host_text(name->d.dNSName, arena));
			continue;
		}
		BIO *out = BIO_new(BIO_s_mem());
		if (out)
			GENERAL_NAME_print(out, name);
		const char *text = bio_text(out, arena);
		LIST_PUSH(arena, &others,
			plain_text((const unsigned char *)text, strlen(text), arena));
	}
	GENERAL_NAMES_free(names);
	facts->names = texts_of(&hosts);
	facts->other_names = texts_of(&others);
}

static void describe_key(X509 *certificate, struct certificate_facts *facts, struct arena *arena)
{
	static const struct {
		const char *group, *curve;
	} curves[] = {
		{ "prime256v1", "P-256" },
		{ "secp384r1", "P-384" },
		{ "secp521r1", "P-521" },
	};
	EVP_PKEY *key = X509_get0_pubkey(certificate);
	char group[64] = "";
	facts->key_algorithm = "unknown";
	if (!key)
		return;
	facts->key_bits = EVP_PKEY_get_bits(key);
	if (EVP_PKEY_is_a(key, "RSA")) {
		facts->key_algorithm = "rsa";
	} else if (EVP_PKEY_is_a(key, "EC")) {
		facts->key_algorithm = "ec";
		if (EVP_PKEY_get_group_name(key, group, sizeof(group), NULL) != 1)
			return;
		facts->curve = arena_strdup(arena, group);
		for (size_t i = 0; i < COUNT_OF(curves); i++) {
			if (text_equal(group, curves[i].group))
				facts->curve = curves[i].curve;
		}
	} else if (EVP_PKEY_get0_type_name(key)) {
		facts->key_algorithm = arena_strdup(arena, EVP_PKEY_get0_type_name(key));
	}
}

static struct date date_of(const ASN1_TIME *time)
{
	struct tm tm;
	if (!time || ASN1_TIME_to_tm(time, &tm) != 1)
		return (struct date){ 1, 1, 1 };
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

static void describe_validity(const X509 *certificate, struct certificate_facts *facts)
{
	const ASN1_TIME *from = X509_get0_notBefore(certificate);
	const ASN1_TIME *to = X509_get0_notAfter(certificate);
	int days = 0, seconds = 0;
	facts->not_before = date_of(from);
	facts->not_after = date_of(to);
	/* Both ends belong to it: from 00:00:00 to 23:59:59 is one day. */
	if (ASN1_TIME_diff(&days, &seconds, from, to) == 1 && days >= 0 && seconds >= 0)
		facts->days = days + (seconds + 1 + SECONDS_OF_DAY - 1) / SECONDS_OF_DAY;
}

static void describe_key_usage(
	X509 *certificate, struct certificate_facts *facts, struct arena *arena)
{
	static const char *const bits[] = { "digitalSignature", "nonRepudiation", "keyEncipherment",
		"dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly",
		"decipherOnly" };
	struct text_list list = { 0 };
	int place = X509_get_ext_by_NID(certificate, NID_key_usage, -1);
	ASN1_BIT_STRING *usage = X509_get_ext_d2i(certificate, NID_key_usage, NULL, NULL);
	for (size_t i = 0; usage && i < COUNT_OF(bits); i++) {
		if (ASN1_BIT_STRING_get_bit(usage, (int)i))
			LIST_PUSH(arena, &list, bits[i]);
	}
	ASN1_BIT_STRING_free(usage);
	facts->has_key_usage = place >= 0;
	facts->key_usage = texts_of(&list);
}

static void describe_extended_usage(
	X509 *certificate, struct certificate_facts *facts, struct arena *arena)
{
	struct text_list list = { 0 };
	int place = X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1);
	EXTENDED_KEY_USAGE *usage = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
	for (int i = 0; i < sk_ASN1_OBJECT_num(usage); i++) {
		const ASN1_OBJECT *object = sk_ASN1_OBJECT_value(usage, i);
		int nid = OBJ_obj2nid(object);
		char oid[80];
		if (nid == NID_undef && OBJ_obj2txt(oid, sizeof(oid), object, 1) <= 0)
			continue;
		LIST_PUSH(arena, &list,
			nid == NID_undef ? arena_strdup(arena, oid) : OBJ_nid2sn(nid));
	}
	sk_ASN1_OBJECT_pop_free(usage, ASN1_OBJECT_free);
	facts->has_extended_usage = place >= 0;
	facts->extended_usage = texts_of(&list);
}

static const char *signature_hash(X509 *certificate)
{
	int digest = NID_undef;
	/* RSA-PSS names its hash in parameters, which the first call reads. */
	if (X509_get_signature_info(certificate, &digest, NULL, NULL, NULL) != 1 ||
		digest == NID_undef)
		OBJ_find_sigid_algs(X509_get_signature_nid(certificate), &digest, NULL);
	return digest == NID_undef ? "" : OBJ_nid2sn(digest);
}

static const char *hex_text(const unsigned char *bytes, size_t length, struct arena *arena)
{
	static const char digits[] = "0123456789ABCDEF";
	char *text = arena_alloc(arena, 2 * length + 1);
	for (size_t i = 0; i < length; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	return text;
}

static void describe_numbers(
	X509 *certificate, struct certificate_facts *facts, struct arena *arena)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned length = 0;
	const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);
	facts->serial = hex_text(ASN1_STRING_get0_data(serial),
		(size_t)ASN1_STRING_length(serial), arena);
	if (X509_digest(certificate, EVP_sha1(), digest, &length) != 1)
		length = 0;
	facts->thumbprint = hex_text(digest, length, arena);
}

struct certificate_facts certificate_describe(
	const struct certificates *set, size_t index, struct arena *arena)
{
	X509 *certificate = set->items[index];
	X509_NAME *subject = X509_get_subject_name(certificate);
	struct certificate_facts facts = {
		.subject = name_text(subject, arena),
		.issuer = name_text(X509_get_issuer_name(certificate), arena),
		.common_name = common_name(subject, arena),
		.is_authority = X509_check_ca(certificate) == 1,
		.is_self_issued =
			X509_NAME_cmp(subject, X509_get_issuer_name(certificate)) == 0,
		.signature_hash = signature_hash(certificate),
	};
	describe_names(certificate, &facts, arena);
	describe_key(certificate, &facts, arena);
	describe_validity(certificate, &facts);
	describe_key_usage(certificate, &facts, arena);
	describe_extended_usage(certificate, &facts, arena);
	describe_numbers(certificate, &facts, arena);
	ERR_clear_error();
	return facts;
}

bool certificate_encode(const struct certificates *set, size_t index, bool pem, struct buf *out,
	struct err *err)
{
	BIO *bio = BIO_new(BIO_s_mem());
	X509 *certificate = set->items[index];
	bool done = bio &&
		(pem ? PEM_write_bio_X509(bio, certificate) : i2d_X509_bio(bio, certificate)) == 1;
	if (done) {
		char *start;
		long length = BIO_get_mem_data(bio, &start);
		buf_add(out, start, (size_t)length);
	}
	BIO_free(bio);
	return done || crypto_err(err, "a certificate cannot be encoded");
}
