/* Keys that exist already: what is used, and what is refused. */
#include "helper_x509.h"

static struct key_options seeded(const struct place *place, const char *passphrase)
{
	return (struct key_options){
		.folder = place->folder, .seed_folder = place->root, .passphrase = passphrase
	};
}

/* Ways to make the same file name; each must be used as it is. */
static void seeds_are_used(void **state)
{
	const struct place *place = *state;
	static const struct {
		const char *name, *algorithm, *curve;
		long bits;
		const char *passphrase, *command;
	} seeds[] = {
		{ "pkcs8", "ec", "P-256", 0, NULL,
			"openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "
			"pkcs8.key" },
		{ "parameters", "ec", "P-256", 0, NULL,
			"openssl ecparam -name prime256v1 -genkey -out parameters.key" },
		{ "compressed", "ec", "P-256", 0, NULL,
			"openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 |"
			" openssl ec -conv_form compressed -out compressed.key" },
		{ "p384", "ec", "P-384", 0, NULL,
			"openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "
			"p384.key" },
		{ "traditional", "rsa", NULL, 1024, NULL,
			"openssl genrsa -traditional -out traditional.key 1024" },
		{ "locked", "rsa", NULL, 1024, "sesame",
			"openssl genrsa -aes128 -passout pass:sesame -out locked.key 1024" },
		{ "oldlock", "ec", "P-256", 0, "sesame",
			"openssl ecparam -name prime256v1 -genkey -noout |"
			" openssl ec -aes128 -passout pass:sesame -out oldlock.key" },
		{ "open", "ec", "P-256", 0, "sesame",
			"openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "
			"open.key" },
		{ "link", "ec", "P-256", 0, NULL, "ln -s pkcs8.key link.key" },
	};
	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		char key[64], request[64], command[512];
		assert_prints(place, seeds[i].command, "");
		snprintf(key, sizeof(key), "out/%s.key", seeds[i].name);
		snprintf(request, sizeof(request), "out/%s.csr", seeds[i].name);
		struct request_spec spec = contoso();
		spec.algorithm = seeds[i].algorithm;
		spec.curve = seeds[i].curve;
		spec.bits = seeds[i].bits;
		spec.key_path = key;
		spec.request_path = request;
		struct key_options options = seeded(place, seeds[i].passphrase);
		struct err err = { 0 };
		if (!make_with(&spec, 1, &options, &err))
			fail_msg("%s: %s", seeds[i].name, err.text);
		snprintf(command, sizeof(command),
			"openssl pkey -in %s.key -passin pass:sesame %s -pubout > a;"
			"openssl pkey -in out/%s.key -passin pass:sesame -pubout > b;"
			"openssl req -in out/%s.csr -noout -verify -pubkey > c 2>text;"
			"cmp a b && cmp b c && cat text",
			seeds[i].name, seeds[i].curve ? "-ec_conv_form uncompressed" : "",
			seeds[i].name, seeds[i].name);
		assert_prints(place, command, "verify OK");
		snprintf(command, sizeof(command), "head -n1 out/%s.key", seeds[i].name);
		assert_prints(place, command,
			seeds[i].passphrase ? "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
					    : "-----BEGIN PRIVATE KEY-----\n");
	}
}

static void a_missing_seed_is_made(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct key_options options = seeded(place, NULL);
	struct err err = { 0 };
	assert_true(make_with(&spec, 1, &options, &err));
	assert_prints(place, "openssl pkey -in " KEY " -noout -check", "Key is valid");
}

static void wrong_seeds_are_refused(void **state)
{
	const struct place *place = *state;
	static const struct {
		const char *command, *passphrase, *reason;
		bool is_key; /* of another kind */
	} seeds[] = {
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384", NULL,
			"not EC P-256", true },
		{ "openssl genrsa 1024", NULL, "not EC P-256", true },
		{ "openssl genpkey -algorithm ED25519", NULL, "not EC P-256", true },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkey "
		  "-pubout",
			NULL, "no private key", false },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -outform DER",
			NULL, "no private key", false },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | head -n2", NULL,
			"no private key", false },
		{ "echo hello", NULL, "no private key", false },
		{ "true", NULL, "empty", false },
		{ "head -c 100000 /dev/zero", NULL, "too large", false },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes128 -pass "
		  "pass:a",
			NULL, "no passphrase was given", false },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes128 -pass "
		  "pass:a",
			"b", "not with this passphrase", false },
	};
	const struct request_spec spec = contoso();
	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		struct key_options options = seeded(place, seeds[i].passphrase);
		char command[256];
		snprintf(command, sizeof(command), "{ %s; } > mail.contoso.com.key 2>/dev/null",
			seeds[i].command);
		assert_prints(place, command, "");
		enum err_kind kind = must_refuse(
			place, &spec, &options, "/mail.contoso.com.key: ", seeds[i].reason);
		assert_int_equal(kind, seeds[i].is_key ? ERR_MISFIT : ERR_INPUT);
		assert_false(file_exists(place, KEY));
	}
}

/* The private number of one key with the public point of another. */
static void a_seed_at_odds_with_itself_is_refused(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct key_options options = seeded(place, NULL);
	assert_prints(place,
		"for i in a b; do openssl ecparam -name prime256v1 -genkey -noout -outform DER "
		"-out $i;"
		"done; { head -c 39 a; tail -c +40 b; } | openssl ec -inform DER -out odd.key || "
		"true; "
		"{ echo '-----BEGIN EC PRIVATE KEY-----'; { head -c 39 a; tail -c +40 b; } | "
		"base64;"
		"echo '-----END EC PRIVATE KEY-----'; } > mail.contoso.com.key",
		"");
	must_refuse(place, &spec, &options, "mail.contoso.com", "");
}

static void odd_things_are_no_seeds(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	static const struct {
		const char *command, *reason;
	} things[] = {
		{ "mkfifo mail.contoso.com.key", "not a regular file" },
		{ "mkdir mail.contoso.com.key", "not a regular file" },
		{ "ln -s /dev/zero mail.contoso.com.key", "not a regular file" },
		{ "ln -s nowhere mail.contoso.com.key", "No such file" },
	};
	for (size_t i = 0; i < COUNT_OF(things); i++) {
		struct key_options options = seeded(place, NULL);
		char command[256];
		snprintf(command, sizeof(command), "rm -rf mail.contoso.com.key; %s",
			things[i].command);
		assert_prints(place, command, "");
		assert_int_equal(must_refuse(place, &spec, &options, "/mail.contoso.com.key: ",
					 things[i].reason), ERR_INPUT);
	}
	struct key_options options = { .folder = place->folder,
		.seed_folder = "/nonexistent/seeds" };
	must_refuse(place, &spec, &options, "/nonexistent/seeds", "No such file");
}

/* Whoever is root may read everything, and becomes somebody else. */
static void unreadable_seeds_are_nobodys_mistake(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct key_options options = seeded(place, NULL);
	assert_prints(place, "echo secret > mail.contoso.com.key; chmod 0 mail.contoso.com.key; "
			     "chmod 755 .", "");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(1);
		struct err err = { .kind = ERR_MISFIT };
		if (make_with(&spec, 1, &options, &err) || !strstr(err.text, "Permission denied"))
			_exit(2);
		_exit(err.kind == ERR_ENVIRONMENT ? 0 : 3);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* Also where the key is locked, from the request beside it. */
static void seeds_are_looked_at(void **state)
{
	const struct place *place = *state;
	static const struct {
		const char *command;
		enum key_seed seed;
		const char *kind;
	} seeds[] = {
		{ "true", KEY_SEED_NONE, "" },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out K",
			KEY_SEED_FITS, "EC P-256" },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out K",
			KEY_SEED_MISFIT, "EC P-384" },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1 -out K",
			KEY_SEED_MISFIT, "EC brainpoolP256r1" },
		{ "openssl genrsa -out K 1024", KEY_SEED_MISFIT, "RSA 1024" },
		{ "openssl genpkey -algorithm ED25519 -out K", KEY_SEED_MISFIT, "another kind" },
		{ "echo hello >K", KEY_SEED_UNKNOWN, "" },
		{ "openssl genrsa -aes128 -passout pass:a -out K 1024", KEY_SEED_UNKNOWN, "" },
		{ "openssl genrsa -aes128 -passout pass:a -out K 1024; "
		  "openssl req -new -key K -passin pass:a -subj /CN=a -addext subjectAltName=DNS:a -out R",
			KEY_SEED_MISFIT, "RSA 1024" },
		{ "openssl ecparam -name prime256v1 -genkey -noout -out k; "
		  "openssl req -new -key k -subj /CN=a -addext subjectAltName=DNS:a -out R; "
		  "openssl ec -aes128 -passout pass:a -in k -out K", KEY_SEED_FITS, "EC P-256" },
		{ "openssl genrsa -aes128 -passout pass:a -out K 1024; echo hello >R",
			KEY_SEED_UNKNOWN, "" },
	};
	const struct request_spec spec = contoso();
	int folder = open(place->root, O_RDONLY | O_DIRECTORY);
	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		char command[768], kind[64] = "";
		snprintf(command, sizeof(command), "rm -f K R k; { %s; } 2>/dev/null; "
			"rm -f mail.contoso.com.*; [ ! -e K ] || mv K mail.contoso.com.key; "
			"[ ! -e R ] || mv R mail.contoso.com.csr", seeds[i].command);
		assert_prints(place, command, "");
		enum key_seed seed = key_seed_look(folder, &spec, kind, sizeof(kind));
		if (seed != seeds[i].seed || strcmp(kind, seeds[i].kind) != 0)
			fail_msg("%s: %d, %s", seeds[i].command, (int)seed, kind);
	}
	close(folder);
}

/* Somebody agreed: a key of another kind gives way, and nothing else does. */
static void misfits_can_be_replaced(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct key_options options = seeded(place, NULL);
	options.replaces_misfits = true;
	assert_prints(place, "openssl genrsa -out mail.contoso.com.key 1024 2>/dev/null", "");
	struct err err = { 0 };
	struct keyjob *job = keyjob_start(&spec, 1, &options);
	assert_true(keyjob_finish(job, &err));
	assert_int_equal(keyjob_reused(job), 0);
	keyjob_free(job);
	assert_prints(place, "openssl pkey -in " KEY " -noout -text", "256 bit");
	assert_prints(place, "rm " KEY "; echo hello >mail.contoso.com.key", "");
	must_refuse(place, &spec, &options, "/mail.contoso.com.key: ", "no private key");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(seeds_are_used),
		IN_FOLDER(a_missing_seed_is_made),
		IN_FOLDER(wrong_seeds_are_refused),
		IN_FOLDER(a_seed_at_odds_with_itself_is_refused),
		IN_FOLDER(odd_things_are_no_seeds),
		IN_FOLDER(unreadable_seeds_are_nobodys_mistake),
		IN_FOLDER(seeds_are_looked_at),
		IN_FOLDER(misfits_can_be_replaced),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
