/* Certificates in all forms that authorities and Windows deliver, and what is no certificate. */
#include "helper_pki.h"

#include "base/arena.h"
#include "base/text.h"
#include "x509/certificate.h"

static int pki_setup(void **state)
{
	int status = place_setup(state);
	if (status == 0)
		pki_make(*state);
	return status;
}

/* --- Refusals ------------------------------------------------------------------------------- */

static void refuse_bytes(const void *bytes, size_t length, const char *word)
{
	struct err err = { .text = "" };
	struct certificates *set = certificates_new(&err);
	assert_non_null(set);
	assert_false(certificates_add(set, bytes, length, &err));
	if (!strstr(err.text, word))
		fail_msg("'%s' does not say: %s", err.text, word);
	assert_int_equal(certificates_count(set), 0);
	certificates_free(set);
}

static void refuse_file(const struct place *place, const char *path, const char *word)
{
	struct buf bytes;
	get_file(place, path, &bytes);
	refuse_bytes(bytes.data, bytes.length, word);
	buf_done(&bytes);
}

static void refuses_what_is_no_certificate(void **state)
{
	static const char *const texts[] = { "", "x", "hello, world\n", "AAAA", "MIIC", "\377\376a",
		"-----BEGIN CERTIFICATE-----\n", "\0\0\0\0", "0\200\0\0",
		"-----BEGIN NONSENSE-----\nAAAA\n-----END NONSENSE-----\n" };
	static const char wrong[] =
		"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
	static const char damaged[] =
		"-----BEGIN CERTIFICATE-----\nAAA!\n-----END CERTIFICATE-----\n";
	(void)state;
	refuse_bytes("", 0, "no certificate");
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		refuse_bytes(texts[i], strlen(texts[i]) + 1, "");
	refuse_bytes(wrong, strlen(wrong), "cannot be read");
	refuse_bytes(damaged, strlen(damaged), "damaged");
}

static void refuses_other_files_by_name(void **state)
{
	const struct place *place = *state;
	must_run(place, "openssl req -in mail.csr -outform DER -out csr.der");
	must_run(place, "openssl pkcs12 -export -inkey mail.key -in mail.pem -out a.pfx "
		"-passout pass:x");
	must_run(place, "openssl crl2pkcs7 -nocrl -out empty.p7b");
	refuse_file(place, "mail.csr", "request");
	refuse_file(place, "csr.der", "request");
	refuse_file(place, "mail.key", "private key");
	refuse_file(place, "a.pfx", "PFX");
	refuse_file(place, "empty.p7b", "cannot be read");
}

static void refuses_damaged_files(void **state)
{
	const struct place *place = *state;
	struct buf bytes;
	must_run(place, "openssl x509 -in mail.pem -outform DER -out mail.der");
	get_file(place, "mail.der", &bytes);
	for (size_t length = 0; length < bytes.length; length += 7)
		refuse_bytes(bytes.data, length, "");
	buf_putc(&bytes, 'x');
	refuse_bytes(bytes.data, bytes.length, "no certificate");
	buf_done(&bytes);
	get_file(place, "mail.pem", &bytes);
	refuse_bytes(bytes.data, bytes.length - 10, "");
	bytes.data[bytes.length / 2] = '\n';
	refuse_bytes(bytes.data, bytes.length, "");
	buf_done(&bytes);
}

static void refuses_too_much(void **state)
{
	(void)state;
	size_t length = CERTIFICATE_FILE_LIMIT + 1;
	char *bytes = calloc(1, length);
	refuse_bytes(bytes, length, "larger");
	free(bytes);
}

/* --- Forms ---------------------------------------------------------------------------------- */

static struct certificates *must_read(const struct place *place, const char *path)
{
	struct err err = { .text = "" };
	struct certificates *set = certificates_new(&err);
	assert_non_null(set);
	struct buf bytes;
	get_file(place, path, &bytes);
	if (!certificates_add(set, bytes.data, bytes.length, &err))
		fail_msg("%s: %s", path, err.text);
	buf_done(&bytes);
	return set;
}

/* Each command makes the file "form" with `count` certificates in it, mail.pem among them. */
static const struct {
	const char *command;
	size_t count;
} forms[] = {
	{ "cp mail.pem form", 1 },
	{ "openssl x509 -in mail.pem -text -out form", 1 },
	{ "sed 's/$/\\r/' mail.pem >form", 1 },
	{ "{ printf '\\357\\273\\277'; cat mail.pem; } >form", 1 },
	{ "openssl x509 -in mail.pem -trustout -addtrust serverAuth -out form", 1 },
	{ "sed 's/ CERT/ X509 CERT/' mail.pem >form", 1 },
	{ "openssl x509 -in mail.pem -outform DER -out form", 1 },
	{ "grep -v -e '---' mail.pem >form", 1 },
	{ "grep -v -e '---' mail.pem | tr -d '\\n' >form", 1 },
	{ "iconv -f ASCII -t UTF-16LE mail.pem >form", 1 },
	{ "iconv -f ASCII -t UTF-16BE mail.pem >form", 1 },
	{ "{ printf '\\377\\376'; iconv -f ASCII -t UTF-16LE mail.pem; } >form", 1 },
	{ "{ printf '\\376\\377'; iconv -f ASCII -t UTF-16BE mail.pem; } >form", 1 },
	{ "grep -v -e '---' mail.pem | iconv -f ASCII -t UTF-16LE >form", 1 },
	{ "{ echo S\303\266dra; cat mail.pem; } | iconv -f UTF-8 -t UTF-16LE >form", 1 },
	{ "cat mail.pem inter.pem root.pem >form", 3 },
	{ "cat mail.pem mail.pem inter.pem mail.pem >form", 2 },
	{ "cat mail.key mail.csr mail.pem >form", 1 },
	{ "openssl crl2pkcs7 -nocrl -certfile mail.pem -certfile inter.pem -out form", 2 },
	{ "openssl crl2pkcs7 -nocrl -certfile mail.pem -certfile inter.pem -outform DER -out form", 2 },
	{ "openssl crl2pkcs7 -nocrl -certfile mail.pem | sed 's/PKCS7/CERTIFICATE/' >form", 1 },
	{ "openssl crl2pkcs7 -nocrl -certfile mail.pem | sed 's/PKCS7/CERTIFICATE/' | "
	  "iconv -f ASCII -t UTF-16LE >form", 1 },
	{ "openssl crl2pkcs7 -nocrl -certfile mail.pem | grep -v -e '---' >form", 1 },
};

static void reads_all_forms(void **state)
{
	const struct place *place = *state;
	struct arena *arena = arena_new();
	struct certificates *plain = must_read(place, "mail.pem");
	const char *wanted = certificate_describe(plain, 0, arena).thumbprint;
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		must_run(place, forms[i].command);
		struct certificates *set = must_read(place, "form");
		size_t same = 0, count = certificates_count(set);
		for (size_t j = 0; j < count; j++)
			same += text_equal(certificate_describe(set, j, arena).thumbprint, wanted);
		if (count != forms[i].count || same != 1)
			fail_msg("%s: %zu certificates, %zu of them the one", forms[i].command,
				count, same);
		certificates_free(set);
	}
	certificates_free(plain);
	arena_free(arena);
}

static void writes_what_it_read(void **state)
{
	const struct place *place = *state;
	struct certificates *set = must_read(place, "mail.pem");
	struct buf pem, der, wanted;
	struct err err = { 0 };
	buf_init(&pem);
	buf_init(&der);
	assert_true(certificate_encode(set, 0, true, &pem, &err));
	get_file(place, "mail.pem", &wanted);
	assert_string_equal(pem.data, wanted.data);
	buf_done(&wanted);
	must_run(place, "openssl x509 -in mail.pem -outform DER -out mail.der");
	assert_true(certificate_encode(set, 0, false, &der, &err));
	get_file(place, "mail.der", &wanted);
	assert_int_equal(der.length, wanted.length);
	assert_memory_equal(der.data, wanted.data, der.length);
	buf_done(&wanted);
	buf_done(&pem);
	buf_done(&der);
	certificates_free(set);
}

/* --- What they say -------------------------------------------------------------------------- */

static void describes_a_certificate(void **state)
{
	const struct place *place = *state;
	struct arena *arena = arena_new();
	struct certificates *set = must_read(place, "mail.pem");
	struct certificate_facts facts = certificate_describe(set, 0, arena);
	char line[128], day[DATE_TEXT_SIZE];
	assert_string_equal(facts.subject, "C=SE, O=S\303\266dra\\, \\\"AB\\\", CN=Mail.contoso.com");
	assert_string_equal(facts.issuer, "O=Throw-away, CN=Issuing");
	assert_string_equal(facts.common_name, "mail.contoso.com");
	assert_int_equal(facts.names.count, 2);
	assert_string_equal(facts.names.items[0], "mail.contoso.com");
	assert_string_equal(facts.names.items[1], "autodiscover.contoso.com");
	assert_int_equal(facts.other_names.count, 1);
	assert_string_equal(facts.other_names.items[0], "IP Address:192.0.2.1");
	assert_string_equal(facts.key_algorithm, "ec");
	assert_string_equal(facts.curve, "P-256");
	assert_int_equal(facts.key_bits, 256);
	/* 199 days and the second that belongs to both ends. */
	assert_int_equal(facts.days, 200);
	assert_false(facts.is_authority);
	assert_false(facts.is_self_issued);
	assert_true(facts.has_key_usage);
	assert_int_equal(facts.key_usage.count, 1);
	assert_string_equal(facts.key_usage.items[0], "digitalSignature");
	assert_true(facts.has_extended_usage);
	assert_int_equal(facts.extended_usage.count, 2);
	assert_string_equal(facts.extended_usage.items[0], "serverAuth");
	assert_string_equal(facts.extended_usage.items[1], "1.2.3.4");
	assert_string_equal(facts.signature_hash, "SHA256");
	assert_string_equal(facts.serial, "0ABC");
	snprintf(line, sizeof(line), "sha1 Fingerprint=%s\n", facts.thumbprint);
	assert_prints_only(place,
		"openssl x509 -in mail.pem -noout -fingerprint -sha1 | tr -d ':'", line);
	date_format(facts.not_before, day);
	snprintf(line, sizeof(line), "notBefore=%s", day);
	assert_prints(place, "openssl x509 -in mail.pem -noout -startdate -dateopt iso_8601", line);
	date_format(facts.not_after, day);
	snprintf(line, sizeof(line), "notAfter=%s", day);
	assert_prints(place, "openssl x509 -in mail.pem -noout -enddate -dateopt iso_8601", line);
	certificates_free(set);
	arena_free(arena);
}

static void describes_authorities(void **state)
{
	const struct place *place = *state;
	struct arena *arena = arena_new();
	must_run(place, "cat inter.pem root.pem >both.pem");
	struct certificates *set = must_read(place, "both.pem");
	struct certificate_facts inter = certificate_describe(set, 0, arena);
	struct certificate_facts root = certificate_describe(set, 1, arena);
	assert_true(inter.is_authority && !inter.is_self_issued);
	assert_string_equal(inter.signature_hash, "SHA384");
	assert_false(inter.has_extended_usage);
	assert_true(root.is_authority && root.is_self_issued);
	assert_int_equal(root.names.count, 0);
	certificates_free(set);
	arena_free(arena);
}

/* A name that ends early for C, one with blanks and commas, none at all; RSA and RSA-PSS. */
static void describes_hostile_names(void **state)
{
	const struct place *place = *state;
	struct arena *arena = arena_new();
	put_file(place, "evil.cnf",
		"[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nO=\"x\\0y\"\n"
		"[ext]\nsubjectAltName=DER:30:1f:82:1d:6d:61:69:6c:2e:63:6f:6e:74:6f:73:6f:2e:63:6f:6d:"
		"00:2e:65:76:69:6c:2e:74:65:73:74:0a:2c\n");
	must_run(place, "openssl req -x509 -newkey rsa:2048 -nodes -keyout evil.key -config evil.cnf "
		"-sigopt rsa_padding_mode:pss -sha384 -out evil.pem");
	struct certificates *set = must_read(place, "evil.pem");
	struct certificate_facts facts = certificate_describe(set, 0, arena);
	assert_int_equal(facts.names.count, 1);
	assert_string_equal(facts.names.items[0], "mail.contoso.com?.evil.test?,");
	assert_null(facts.common_name);
	assert_string_equal(facts.key_algorithm, "rsa");
	assert_int_equal(facts.key_bits, 2048);
	assert_null(facts.curve);
	assert_string_equal(facts.signature_hash, "SHA384");
	assert_false(facts.has_key_usage);
	certificates_free(set);
	arena_free(arena);
}

/* --- Chains and keys ------------------------------------------------------------------------ */

/* `wanted`: indexes of the path, then "root" where it ends there, "order", unrelated ones as -n. */
static void check_chain(const struct place *place, const char *files, size_t leaf,
	const char *wanted)
{
	struct arena *arena = arena_new();
	char command[256];
	snprintf(command, sizeof(command), "cat %s >chain.pem", files);
	must_run(place, command);
	struct certificates *set = must_read(place, "chain.pem");
	struct certificate_chain chain = certificate_chain_of(set, leaf, arena);
	struct buf text;
	buf_init(&text);
	LIST_EACH(const size_t, index, chain.path)
		buf_printf(&text, "%zu ", *index);
	buf_puts(&text, chain.ends_at_root ? "root " : "");
	buf_puts(&text, chain.was_ordered ? "order " : "");
	LIST_EACH(const size_t, index, chain.unrelated)
		buf_printf(&text, "-%zu ", *index);
	if (strcmp(text.length ? text.data : "", wanted) != 0)
		fail_msg("%s: '%s', wanted '%s'", files, text.data, wanted);
	buf_done(&text);
	certificates_free(set);
	arena_free(arena);
}

static void finds_chains(void **state)
{
	const struct place *place = *state;
	check_chain(place, "mail.pem", 0, "order ");
	check_chain(place, "root.pem", 0, "root order ");
	check_chain(place, "mail.pem inter.pem", 0, "1 order ");
	check_chain(place, "mail.pem inter.pem root.pem", 0, "1 2 root order ");
	check_chain(place, "mail.pem root.pem inter.pem", 0, "2 1 root ");
	check_chain(place, "root.pem inter.pem mail.pem", 2, "1 0 root ");
	check_chain(place, "mail.pem root.pem", 0, "order -1 ");
	/* Same name, another key. */
	check_chain(place, "mail.pem inter.pem other.pem", 0, "1 order -2 ");
	check_chain(place, "mail.pem inter.pem other.pem root.pem", 0, "1 3 root order -2 ");
}

/* A PKCS#7 holds a set, which has no order of its own. */
static void knows_no_order_in_pkcs7(void **state)
{
	const struct place *place = *state;
	must_run(place, "openssl crl2pkcs7 -nocrl -certfile root.pem -certfile inter.pem "
		"-certfile mail.pem -out all.p7b");
	struct arena *arena = arena_new();
	struct certificates *set = must_read(place, "all.p7b");
	size_t leaf = 0;
	while (certificate_describe(set, leaf, arena).is_authority)
		leaf++;
	struct certificate_chain chain = certificate_chain_of(set, leaf, arena);
	assert_int_equal(chain.path.count, 2);
	assert_true(chain.ends_at_root);
	assert_true(chain.was_ordered);
	certificates_free(set);
	arena_free(arena);
}

static char *path_in(const struct place *place, const char *name, struct arena *arena)
{
	return arena_printf(arena, "%s/%s", place->root, name);
}

static void refuses_keys(void **state)
{
	const struct place *place = *state;
	struct arena *arena = arena_new();
	bool locked = true;
	struct err err = { 0 };
	assert_null(private_key_read(path_in(place, "none.key", arena), NULL, &locked, &err));
	assert_false(locked);
	assert_non_null(strstr(err.text, "none.key: No such file"));
	assert_null(private_key_read(path_in(place, "mail.pem", arena), NULL, &locked, &err));
	assert_false(locked);
	assert_non_null(strstr(err.text, "no private key"));
	must_run(place, "openssl pkcs8 -topk8 -in mail.key -out locked.key -passout pass:right");
	assert_null(private_key_read(path_in(place, "locked.key", arena), NULL, &locked, &err));
	assert_true(locked);
	assert_non_null(strstr(err.text, "no passphrase"));
	assert_null(private_key_read(path_in(place, "locked.key", arena), "wrong", &locked, &err));
	assert_true(locked);
	arena_free(arena);
}

static void matches_keys(void **state)
{
	const struct place *place = *state;
	struct arena *arena = arena_new();
	bool locked;
	struct err err = { 0 };
	must_run(place, "openssl pkcs8 -topk8 -in mail.key -out locked.key -passout pass:right");
	must_run(place, "cat mail.pem inter.pem >both.pem");
	struct certificates *set = must_read(place, "both.pem");
	struct private_key *key =
		private_key_read(path_in(place, "locked.key", arena), "right", &locked, &err);
	assert_non_null(key);
	assert_false(locked);
	assert_true(certificate_has_key(set, 0, key));
	assert_false(certificate_has_key(set, 1, key));
	private_key_free(key);
	private_key_free(NULL);
	certificates_free(set);
	certificates_free(NULL);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_what_is_no_certificate),
		cmocka_unit_test(refuses_other_files_by_name),
		cmocka_unit_test(refuses_damaged_files),
		cmocka_unit_test(refuses_too_much),
		cmocka_unit_test(reads_all_forms),
		cmocka_unit_test(writes_what_it_read),
		cmocka_unit_test(describes_a_certificate),
		cmocka_unit_test(describes_authorities),
		cmocka_unit_test(describes_hostile_names),
		cmocka_unit_test(finds_chains),
		cmocka_unit_test(knows_no_order_in_pkcs7),
		cmocka_unit_test(refuses_keys),
		cmocka_unit_test(matches_keys),
	};
	return cmocka_run_group_tests(tests, pki_setup, place_teardown);
}
