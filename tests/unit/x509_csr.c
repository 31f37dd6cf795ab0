/* Reading a request back: any difference from what was asked must be seen. */
#include "helper_x509.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "../../src/x509/csr.h"
#include "../../src/x509/key.h"

static bool never(void *data)
{
	(void)data;
	return false;
}

static EVP_PKEY *new_key(const struct request_spec *spec)
{
	struct key_stop stop = { never, NULL };
	struct err err;
	EVP_PKEY *key = key_generate(spec, &stop, &err);
	assert_non_null(key);
	return key;
}

/* The request as text; the caller frees it. */
static char *request_text(const struct request_spec *spec, EVP_PKEY *key)
{
	struct err err;
	char *bytes;
	BIO *pem = csr_pem(spec, key, &err);
	assert_non_null(pem);
	long length = BIO_get_mem_data(pem, &bytes);
	char *text = strndup(bytes, (size_t)length);
	assert_non_null(text);
	BIO_free(pem);
	return text;
}

static bool fits(
	const char *text, const struct request_spec *spec, const EVP_PKEY *key, struct err *err)
{
	err->text[0] = '\0';
	return csr_check(text, strlen(text), spec, key, err);
}

/* Makes a request as `made` and expects the check against `asked` to find fault with `word`. */
static void must_differ(
	const struct request_spec *made, const struct request_spec *asked, const char *word)
{
	struct err err;
	EVP_PKEY *key = new_key(made);
	char *text = request_text(made, key);
	assert_true(fits(text, made, key, &err));
	assert_false(fits(text, asked, key, &err));
	if (!strstr(err.text, word))
		fail_msg("wanted '%s' in: %s", word, err.text);
	free(text);
	EVP_PKEY_free(key);
}

static void a_different_subject_is_seen(void **state)
{
	(void)state;
	const struct request_spec made = contoso();
	struct request_spec asked[8];
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		asked[i] = contoso();
	asked[0].country = "CA";
	asked[1].state = NULL;
	asked[2].locality = "redmond";
	asked[3].organization = "Contoso, Inc";
	asked[4].unit = "Messagin";
	asked[5].common_name = NULL;
	asked[6].common_name = "mail.contoso.com.";
	asked[7].state = "Redmond";
	asked[7].locality = "Washington";
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		must_differ(&made, &asked[i], "subject");
	struct request_spec shorter = contoso();
	shorter.unit = NULL;
	must_differ(&shorter, &made, "subject");
}

static void different_names_are_seen(void **state)
{
	(void)state;
	static const char *const swapped[] = { "autodiscover.contoso.com", "mail.contoso.com" };
	static const char *const more[] = { "mail.contoso.com", "autodiscover.contoso.com",
		"mail.contoso.com" };
	static const char *const joined[] = { "mail.contoso.com,DNS:autodiscover.contoso.com" };
	static const char *const other[] = { "mail.contoso.com", "autodiscover.contoso.co" };
	static const char *const upper[] = { "mail.contoso.com", "Autodiscover.contoso.com" };
	const struct texts asked[] = { { swapped, 2 }, { more, 3 }, { more, 1 }, { joined, 1 },
		{ other, 2 }, { upper, 2 } };
	const struct request_spec made = contoso();
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		struct request_spec spec = contoso();
		spec.names = asked[i];
		must_differ(&made, &spec, "names");
		must_differ(&spec, &made, "names");
	}
}

static void another_key_is_seen(void **state)
{
	(void)state;
	struct err err;
	const struct request_spec spec = contoso();
	struct request_spec large = contoso(), rsa = contoso();
	large.curve = "P-384";
	rsa.algorithm = "rsa";
	rsa.bits = 1024;
	EVP_PKEY *key = new_key(&spec);
	EVP_PKEY *others[] = { new_key(&spec), new_key(&large), new_key(&rsa) };
	char *text = request_text(&spec, key);
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		assert_false(fits(text, &spec, others[i], &err));
		assert_non_null(strstr(err.text, "public key"));
		EVP_PKEY_free(others[i]);
	}
	free(text);
	EVP_PKEY_free(key);
}

static void the_frame_must_be_exact(void **state)
{
	(void)state;
	struct err err;
	struct buf odd;
	const struct request_spec spec = contoso();
	EVP_PKEY *key = new_key(&spec);
	char *text = request_text(&spec, key), *label;
	static const char *const after[] = { "\n", " ", "-----BEGIN CERTIFICATE REQUEST-----\n" };
	for (size_t i = 0; i < COUNT_OF(after); i++) {
		buf_init(&odd);
		buf_puts(&odd, text);
		buf_puts(&odd, after[i]);
		assert_false(fits(odd.data, &spec, key, &err));
		buf_done(&odd);
	}
	assert_false(fits("", &spec, key, &err));
	for (size_t length = 1; length < strlen(text) - 1; length++)
		assert_false(csr_check(text, length, &spec, key, &err));
	/* The label of certreq.exe, which some CAs do not know. */
	buf_init(&odd);
	buf_puts(&odd, "-----BEGIN NEW CERTIFICATE REQUEST-----");
	buf_puts(&odd, strchr(text, '\n'));
	label = strstr(odd.data, "-----END");
	assert_non_null(label);
	*label = '\0';
	odd.length = strlen(odd.data);
	buf_puts(&odd, "-----END NEW CERTIFICATE REQUEST-----\n");
	assert_false(fits(odd.data, &spec, key, &err));
	assert_non_null(strstr(err.text, "cannot be read"));
	buf_done(&odd);
	free(text);
	EVP_PKEY_free(key);
}

static char *pem_of(const unsigned char *der, long length)
{
	char *bytes;
	BIO *out = BIO_new(BIO_s_mem());
	assert_true(PEM_write_bio(out, PEM_STRING_X509_REQ, "", der, length) > 0);
	long size = BIO_get_mem_data(out, &bytes);
	char *text = strndup(bytes, (size_t)size);
	BIO_free(out);
	assert_non_null(text);
	return text;
}

static unsigned char *der_of(const char *text, long *length)
{
	char *label, *header;
	unsigned char *der;
	BIO *in = BIO_new_mem_buf(text, -1);
	assert_int_equal(PEM_read_bio(in, &label, &header, &der, length), 1);
	OPENSSL_free(label);
	OPENSSL_free(header);
	BIO_free(in);
	return der;
}

static void check_all_changes(const struct request_spec *spec)
{
	struct err err;
	EVP_PKEY *key = new_key(spec);
	char *text = request_text(spec, key), *odd;
	long length;
	unsigned char *der = der_of(text, &length);
	for (long i = 0; i < length; i++) {
		for (int bit = 0; bit < 8; bit += 3) {
			der[i] ^= (unsigned char)(1 << bit);
			odd = pem_of(der, length);
			if (fits(odd, spec, key, &err))
				fail_msg("byte %ld, bit %d: not seen", i, bit);
			free(odd);
			der[i] ^= (unsigned char)(1 << bit);
		}
		odd = pem_of(der, i ? i : 1);
		assert_false(fits(odd, spec, key, &err));
		free(odd);
	}
	odd = pem_of(der, length);
	assert_true(fits(odd, spec, key, &err));
	free(odd);
	OPENSSL_free(der);
	free(text);
	EVP_PKEY_free(key);
}

static void no_byte_can_be_changed(void **state)
{
	(void)state;
	struct request_spec spec = contoso();
	check_all_changes(&spec);
	spec.algorithm = "rsa";
	spec.bits = 1024;
	check_all_changes(&spec);
}

/* Requests that are sound in themselves but say something else than the spec; libcrypto makes
 * them, so that they do not share our own way of writing. */
static char *made_by_libcrypto(const struct request_spec *spec, EVP_PKEY *key, long version,
	const char *usage, const char *extended, const char *names, const EVP_MD *digest)
{
	X509_REQ *request = X509_REQ_new();
	X509_NAME *subject = X509_REQ_get_subject_name(request);
	struct subject_part parts[SUBJECT_PARTS];
	subject_parts(spec, parts);
	for (size_t i = 0; i < SUBJECT_PARTS; i++)
		assert_int_equal(X509_NAME_add_entry_by_NID(subject, parts[i].nid, parts[i].type,
					 (const unsigned char *)parts[i].value, -1, -1, 0),
			1);
	X509_EXTENSIONS *extensions = NULL;
	const struct {
		int nid;
		const char *value;
	} rows[] = { { NID_subject_alt_name, names }, { NID_key_usage, usage },
		{ NID_ext_key_usage, extended } };
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		X509_EXTENSION *extension = rows[i].value
			? X509V3_EXT_nconf_nid(NULL, NULL, rows[i].nid, rows[i].value)
			: NULL;
		if (extension)
			assert_non_null(X509v3_add_ext(&extensions, extension, -1));
		X509_EXTENSION_free(extension);
	}
	assert_int_equal(X509_REQ_set_version(request, version), 1);
	assert_int_equal(X509_REQ_set_pubkey(request, key), 1);
	if (extensions)
		assert_int_equal(X509_REQ_add_extensions(request, extensions), 1);
	assert_true(X509_REQ_sign(request, key, digest) > 0);
	unsigned char *der = NULL;
	int length = i2d_X509_REQ(request, &der);
	char *text = pem_of(der, length);
	OPENSSL_free(der);
	sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
	X509_REQ_free(request);
	return text;
}

static void other_makers_are_read(void **state)
{
	(void)state;
#define NAMES "DNS:mail.contoso.com,DNS:autodiscover.contoso.com"
#define USAGE "critical,digitalSignature"
	static const struct {
		long version;
		const char *usage, *extended, *names;
		bool sha384;
		const char *reason; /* NULL: it is as asked */
	} rows[] = {
		{ 0, USAGE, "serverAuth", NAMES, false, NULL },
		{ 1, USAGE, "serverAuth", NAMES, false, "read" },
		{ 0, USAGE, "serverAuth", NAMES, true, "signature" },
		{ 0, USAGE, "serverAuth", "critical," NAMES, false, "names" },
		{ 0, USAGE, "serverAuth", NAMES ",IP:192.0.2.1", false, "names" },
		{ 0, USAGE, "serverAuth", "DNS:mail.contoso.com,email:a@contoso.com", false,
			"names" },
		{ 0, USAGE, "serverAuth", NULL, false, "names" },
		{ 0, "digitalSignature", "serverAuth", NAMES, false, "usages" },
		{ 0, "critical,keyEncipherment", "serverAuth", NAMES, false, "usages" },
		{ 0, "critical,digitalSignature,keyEncipherment", "serverAuth", NAMES, false,
			"usages" },
		{ 0, "critical,digitalSignature,decipherOnly", "serverAuth", NAMES, false,
			"usages" },
		{ 0, NULL, "serverAuth", NAMES, false, "usages" },
		{ 0, USAGE, "serverAuth,clientAuth", NAMES, false, "usages" },
		{ 0, USAGE, "clientAuth", NAMES, false, "usages" },
		{ 0, USAGE, "critical,serverAuth", NAMES, false, "usages" },
		{ 0, USAGE, NULL, NAMES, false, "usages" },
		{ 0, NULL, NULL, NULL, false, "read" },
	};
	const struct request_spec spec = contoso();
	EVP_PKEY *key = new_key(&spec);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err err;
		char *text = made_by_libcrypto(&spec, key, rows[i].version, rows[i].usage,
			rows[i].extended, rows[i].names,
			rows[i].sha384 ? EVP_sha384() : EVP_sha256());
		bool good = fits(text, &spec, key, &err);
		if (good != !rows[i].reason || (!good && !strstr(err.text, rows[i].reason)))
			fail_msg("row %zu: %s", i, err.text);
		free(text);
	}
	EVP_PKEY_free(key);
}

/* What libcrypto's own reader makes of our bytes. */
static void libcrypto_reads_ours(void **state)
{
	(void)state;
	const struct request_spec spec = contoso();
	EVP_PKEY *key = new_key(&spec);
	char *text = request_text(&spec, key);
	BIO *in = BIO_new_mem_buf(text, -1);
	X509_REQ *request = PEM_read_bio_X509_REQ(in, NULL, NULL, NULL);
	assert_non_null(request);
	assert_int_equal(X509_REQ_verify(request, X509_REQ_get0_pubkey(request)), 1);
	assert_int_equal(EVP_PKEY_eq(X509_REQ_get0_pubkey(request), key), 1);
	assert_int_equal(X509_REQ_get_attr_count(request), 1);
	X509_EXTENSIONS *extensions = X509_REQ_get_extensions(request);
	assert_int_equal(sk_X509_EXTENSION_num(extensions), 3);
	GENERAL_NAMES *names = X509V3_get_d2i(extensions, NID_subject_alt_name, NULL, NULL);
	assert_int_equal(sk_GENERAL_NAME_num(names), 2);
	GENERAL_NAMES_free(names);
	sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
	X509_REQ_free(request);
	BIO_free(in);
	free(text);
	EVP_PKEY_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_different_subject_is_seen),
		cmocka_unit_test(different_names_are_seen),
		cmocka_unit_test(another_key_is_seen),
		cmocka_unit_test(the_frame_must_be_exact),
		cmocka_unit_test(no_byte_can_be_changed),
		cmocka_unit_test(other_makers_are_read),
		cmocka_unit_test(libcrypto_reads_ours),
	};
	return cmocka_run_group_tests(tests, open_libcrypto, NULL);
}
