/* PFX files: what is refused, and what other people's programs find in them. */
#include "helper_pki.h"

#include "base/arena.h"
#include "x509/certificate.h"
#include "x509/pfx.h"

#define PASSWORD "Pa55 word!"

static int pki_setup(void **state)
{
	int status = place_setup(state);
	if (status != 0)
		return status;
	const struct place *place = *state;
	pki_make(place);
	must_run(place, "openssl req -new -newkey rsa:2048 -nodes -keyout rsa.key -subj '/CN=rsa' "
		"-out rsa.csr");
	must_run(place, "openssl x509 -req -in rsa.csr -CA inter.pem -CAkey inter.key -set_serial 9 "
		"-days 100 -sha256 -extfile leaf.ext -out rsa.pem");
	return 0;
}

struct maker {
	const struct place *place;
	struct arena *arena;
	struct certificates *set;
	struct certificate_chain chain;
	struct private_key *key;
};

static void maker_begin(struct maker *maker, const struct place *place, const char *name)
{
	bool locked;
	struct err err = { 0 };
	struct buf bytes;
	*maker = (struct maker){ .place = place, .arena = arena_new() };
	maker->set = certificates_new(&err);
	assert_non_null(maker->set);
	must_run(place, arena_printf(maker->arena, "cat %s.pem inter.pem root.pem >all.pem", name));
	get_file(place, "all.pem", &bytes);
	assert_true(certificates_add(maker->set, bytes.data, bytes.length, &err));
	buf_done(&bytes);
	maker->chain = certificate_chain_of(maker->set, 0, maker->arena);
	maker->key = private_key_read(
		arena_printf(maker->arena, "%s/%s.key", place->root, name), NULL, &locked, &err);
	assert_non_null(maker->key);
}

static bool maker_write(const struct maker *maker, const char *path, enum pfx_profile profile,
	struct err *err)
{
	const struct pfx_spec spec = {
		.path = path,
		.friendly_name = "mail.contoso.com",
		.password = PASSWORD,
		.profile = profile,
	};
	return pfx_write(maker->place->folder, &spec, maker->set, 0, &maker->chain.path, maker->key,
		err);
}

static void maker_end(struct maker *maker)
{
	private_key_free(maker->key);
	certificates_free(maker->set);
	arena_free(maker->arena);
}

static void must_write(const struct place *place, const char *name, const char *path,
	enum pfx_profile profile)
{
	struct maker maker;
	struct err err = { 0 };
	maker_begin(&maker, place, name);
	(void)unlinkat(place->folder, path, 0);
	if (!maker_write(&maker, path, profile, &err))
		fail_msg("%s", err.text);
	maker_end(&maker);
}

static void refuses_to_overwrite(void **state)
{
	const struct place *place = *state;
	struct maker maker;
	struct err err = { 0 };
	struct buf content;
	maker_begin(&maker, place, "mail");
	put_file(place, "there.pfx", "something");
	assert_false(maker_write(&maker, "there.pfx", PFX_LEGACY, &err));
	assert_non_null(strstr(err.text, "exists"));
	get_file(place, "there.pfx", &content);
	assert_string_equal(content.data, "something");
	buf_done(&content);
	maker_end(&maker);
}

static void refuses_another_key(void **state)
{
	const struct place *place = *state;
	struct maker mail, rsa;
	struct err err = { 0 };
	maker_begin(&mail, place, "mail");
	maker_begin(&rsa, place, "rsa");
	struct maker mixed = mail;
	mixed.key = rsa.key;
	assert_false(maker_write(&mixed, "mixed.pfx", PFX_MODERN, &err));
	assert_non_null(strstr(err.text, "cannot be made"));
	assert_false(file_exists(place, "mixed.pfx"));
	maker_end(&mail);
	maker_end(&rsa);
}

static void is_for_its_owner_only(void **state)
{
	const struct place *place = *state;
	struct stat status;
	must_write(place, "mail", "mode.pfx", PFX_MODERN);
	assert_int_equal(fstatat(place->folder, "mode.pfx", &status, 0), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
}

#define INFO "openssl pkcs12 -info -nodes -passin 'pass:" PASSWORD "' -in "

static void check_legacy(const struct place *place, const char *name)
{
	must_write(place, name, "a.pfx", PFX_LEGACY);
	assert_prints(place, INFO "a.pfx", "MAC: sha1, Iteration 2000");
	assert_prints(place, INFO "a.pfx",
		"Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2000");
	assert_prints(place, INFO "a.pfx",
		"PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2000");
}

static void legacy_is_what_old_windows_reads(void **state)
{
	check_legacy(*state, "mail");
	check_legacy(*state, "rsa");
}

static void modern_is_aes(void **state)
{
	const struct place *place = *state;
	must_write(place, "rsa", "a.pfx", PFX_MODERN);
	assert_prints(place, INFO "a.pfx", "MAC: sha256, Iteration 100000");
	assert_prints(place, INFO "a.pfx",
		"Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256");
	assert_prints(place, INFO "a.pfx", "PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC");
}

/* The key and its certificate belong together, under one name; the chain is there. */
static void check_content(const struct place *place, const char *name, enum pfx_profile profile)
{
	struct arena *arena = arena_new();
	must_write(place, name, "a.pfx", profile);
	must_run(place, INFO "a.pfx -nocerts -out key.out 2>/dev/null");
	must_run(place, INFO "a.pfx -clcerts -nokeys -out leaf.out 2>/dev/null");
	must_run(place, INFO "a.pfx -cacerts -nokeys -out chain.out 2>/dev/null");
	must_run(place, arena_printf(arena, "openssl pkey -in key.out -out key.one && "
		"openssl pkey -in %s.key | cmp - key.one", name));
	must_run(place, arena_printf(arena, "openssl x509 -in leaf.out | cmp - %s.pem", name));
	must_run(place, "grep -c BEGIN chain.out | grep -qx 2");
	assert_prints(place, "cat leaf.out", "friendlyName: mail.contoso.com");
	assert_prints(place, "cat key.out", "friendlyName: mail.contoso.com");
	assert_prints(place, "test $(grep -h localKeyID leaf.out key.out | sort -u | wc -l) -eq 1 && "
		"echo same", "same");
	arena_free(arena);
}

static void holds_everything(void **state)
{
	check_content(*state, "mail", PFX_LEGACY);
	check_content(*state, "mail", PFX_MODERN);
	check_content(*state, "rsa", PFX_LEGACY);
	check_content(*state, "rsa", PFX_MODERN);
}

static void marks_rsa_keys_for_exchange(void **state)
{
	const struct place *place = *state;
	must_write(place, "rsa", "a.pfx", PFX_LEGACY);
	assert_prints(place, INFO "a.pfx -nocerts",
		"Microsoft CSP Name: Microsoft RSA SChannel Cryptographic Provider");
	assert_prints(place, INFO "a.pfx -nocerts", "X509v3 Key Usage: 10");
	must_write(place, "mail", "a.pfx", PFX_LEGACY);
	assert_prints(place, INFO "a.pfx -nocerts | grep -c -e 'CSP Name' -e 'Key Usage' | "
		"sed 's/^/count /'", "count 0");
}

static void needs_its_password(void **state)
{
	const struct place *place = *state;
	must_write(place, "mail", "a.pfx", PFX_MODERN);
	assert_prints(place, "openssl pkcs12 -in a.pfx -noout -passin pass:other || echo refused",
		"refused");
	assert_prints(place, "openssl pkcs12 -in a.pfx -noout -passin pass: || echo refused",
		"refused");
}

static void another_library_reads_it(void **state)
{
	const struct place *place = *state;
	if (!has_program(place, "command -v certtool"))
		skip();
	for (int profile = PFX_LEGACY; profile <= PFX_MODERN; profile++) {
		must_write(place, "rsa", "a.pfx", (enum pfx_profile)profile);
		assert_prints(place, "certtool --p12-info --inder --infile a.pfx --password '"
			PASSWORD "' | grep -c 'BEGIN CERTIFICATE' | sed 's/^/found /'", "found 3");
		assert_prints(place, "certtool --p12-info --inder --infile a.pfx --password '"
			PASSWORD "'", "PRIVATE KEY");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_to_overwrite),
		cmocka_unit_test(refuses_another_key),
		cmocka_unit_test(is_for_its_owner_only),
		cmocka_unit_test(legacy_is_what_old_windows_reads),
		cmocka_unit_test(modern_is_aes),
		cmocka_unit_test(holds_everything),
		cmocka_unit_test(marks_rsa_keys_for_exchange),
		cmocka_unit_test(needs_its_password),
		cmocka_unit_test(another_library_reads_it),
	};
	return cmocka_run_group_tests(tests, pki_setup, place_teardown);
}
