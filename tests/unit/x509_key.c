/* The private key's text is what libcrypto's general encoder would have written. */
#include "helper_x509.h"

#include <openssl/pem.h>

#include "../../src/x509/key.h"

static bool never(void *data)
{
	(void)data;
	return false;
}

static bool always(void *data)
{
	(void)data;
	return true;
}

static struct request_spec kind(const char *algorithm, const char *curve, long bits)
{
	struct request_spec spec = contoso();
	spec.algorithm = algorithm;
	spec.curve = curve;
	spec.bits = bits;
	return spec;
}

static void encodes_as_libcrypto(void **state)
{
	(void)state;
	const struct request_spec kinds[] = { kind("ec", "P-256", 0), kind("ec", "P-384", 0),
		kind("rsa", NULL, 1024) };
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		/* Often enough to meet numbers that begin with a zero byte. */
		for (int round = 0; round < (i < 2 ? 600 : 2); round++) {
			struct key_stop stop = { never, NULL };
			struct err err;
			char *ours, *theirs;
			EVP_PKEY *key = key_generate(&kinds[i], &stop, &err);
			BIO *pem = key_pem(key, &kinds[i], NULL, &err),
			    *judge = BIO_new(BIO_s_mem());
			assert_non_null(pem);
			assert_int_equal(PEM_write_bio_PKCS8PrivateKey(
						 judge, key, NULL, NULL, 0, NULL, NULL),
				1);
			long our_length = BIO_get_mem_data(pem, &ours);
			long their_length = BIO_get_mem_data(judge, &theirs);
			assert_int_equal(our_length, their_length);
			assert_memory_equal(ours, theirs, (size_t)our_length);
			BIO_free(pem);
			BIO_free(judge);
			EVP_PKEY_free(key);
		}
	}
}

static void stops_when_asked(void **state)
{
	(void)state;
	struct key_stop stop = { always, NULL };
	const struct request_spec spec = kind("rsa", NULL, 4096);
	struct err err;
	assert_null(key_generate(&spec, &stop, &err));
	assert_non_null(strstr(err.text, "RSA 4096"));
}

/* libcrypto would take 2049 and make 2048. */
static void odd_sizes_are_not_rounded(void **state)
{
	(void)state;
	struct key_stop stop = { never, NULL };
	const struct request_spec spec = kind("rsa", NULL, 1025);
	struct err err;
	EVP_PKEY *key = key_generate(&spec, &stop, &err);
	if (key)
		assert_int_equal(EVP_PKEY_get_bits(key), 1025);
	else
		assert_non_null(strstr(err.text, "RSA 1025"));
	EVP_PKEY_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodes_as_libcrypto),
		cmocka_unit_test(stops_when_asked),
		cmocka_unit_test(odd_sizes_are_not_rounded),
	};
	return cmocka_run_group_tests(tests, open_libcrypto, NULL);
}
