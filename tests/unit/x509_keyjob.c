/* Keys and requests as files: what is refused, what other people's programs read in them. */
#include "helper_x509.h"

#include <poll.h>
#include <sys/resource.h>
#include <time.h>

static bool make_one(const struct place *place, const struct request_spec *spec, struct err *err)
{
	const struct key_options options = { .folder = place->folder };
	return make_with(spec, 1, &options, err);
}

static void must_make(const struct place *place, const struct request_spec *spec)
{
	struct err err = { 0 };
	if (!make_one(place, spec, &err))
		fail_msg("%s", err.text);
}

/* --- Refusals --- */

static void refuses_to_overwrite(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct buf content;
	assert_int_equal(mkdirat(place->folder, "certificates", 0755), 0);
	put_file(place, KEY, "old key");
	must_refuse(place, &spec, NULL, KEY, "exists");
	get_file(place, KEY, &content);
	assert_string_equal(content.data, "old key");
	buf_done(&content);
	assert_false(file_exists(place, REQUEST));
}

static void refuses_to_overwrite_a_request(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct buf content;
	assert_int_equal(mkdirat(place->folder, "certificates", 0755), 0);
	put_file(place, REQUEST, "old request");
	must_refuse(place, &spec, NULL, REQUEST, "exists");
	get_file(place, REQUEST, &content);
	assert_string_equal(content.data, "old request");
	buf_done(&content);
}

static void refuses_links(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	assert_int_equal(mkdirat(place->folder, "certificates", 0755), 0);
	assert_int_equal(symlinkat("../elsewhere", place->folder, KEY), 0);
	must_refuse(place, &spec, NULL, KEY, "exists");
	assert_false(file_exists(place, "elsewhere"));

	assert_int_equal(mkdirat(place->folder, "real", 0755), 0);
	assert_int_equal(symlinkat("real", place->folder, "link"), 0);
	spec.key_path = "link/a.key";
	must_refuse(place, &spec, NULL, "link/a.key", "");
	assert_false(file_exists(place, "real/a.key"));
}

static void refuses_to_leave_the_folder(void **state)
{
	const struct place *place = *state;
	static const char *const paths[] = { "../a.key", "certificates/../a.key", "/tmp/a.key",
		"./a.key", "certificates//a.key" };
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct request_spec spec = contoso();
		spec.key_path = paths[i];
		must_refuse(place, &spec, NULL, paths[i], "Invalid argument");
	}
}

static void refuses_a_folder_that_cannot_be_written(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	bool root = geteuid() == 0;
	assert_int_equal(fchmod(place->folder, 0555), 0);
	if (root)
		assert_int_equal(seteuid(65534), 0);
	must_refuse(place, &spec, NULL, "mail.contoso.com", "Permission denied");
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(fchmod(place->folder, 0755), 0);
	assert_false(file_exists(place, KEY));
	assert_false(file_exists(place, REQUEST));
}

static void refuses_a_full_disk(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct buf out;
	int status;
	run_in(place, &out, &status, "mkdir full && mount -t tmpfs -o size=4k none full");
	buf_done(&out);
	if (status != 0)
		skip(); /* only root may mount */
	int folder = openat(place->folder, "full", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* One page for all files: the key fits, the request does not. */
	struct key_options options = { .folder = folder };
	struct err err = { 0 };
	bool done = make_with(&spec, 1, &options, &err);
	bool left = faccessat(folder, REQUEST, F_OK, 0) == 0;
	close(folder);
	run_in(place, &out, &status, "umount full");
	buf_done(&out);
	assert_false(done);
	assert_non_null(strstr(err.text, "No space left"));
	assert_false(left);
}

static void refuses_unknown_kinds(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.curve = "P-224";
	must_refuse(place, &spec, NULL, "certificate mail.contoso.com", "P-224");
	spec.curve = NULL;
	must_refuse(place, &spec, NULL, "certificate mail.contoso.com", "kind");
	spec.algorithm = "dsa";
	must_refuse(place, &spec, NULL, "certificate mail.contoso.com", "kind");
	spec.algorithm = "rsa";
	spec.bits = 0;
	must_refuse(place, &spec, NULL, "certificate mail.contoso.com", "RSA 0");
	spec.bits = 100;
	must_refuse(place, &spec, NULL, "certificate mail.contoso.com", "RSA 100");
	assert_false(file_exists(place, KEY));
}

static void refuses_subjects_that_x509_forbids(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.country = "USA";
	must_refuse(place, &spec, NULL, "mail.contoso.com", "subject");
	spec = contoso();
	spec.organization = "A name of sixty-five characters, which is one more than X.520 has"
			    ".";
	must_refuse(place, &spec, NULL, "mail.contoso.com", "subject");
	spec = contoso();
	spec.locality = "\xff\xfe";
	must_refuse(place, &spec, NULL, "mail.contoso.com", "subject");
	assert_false(file_exists(place, KEY));
	assert_false(file_exists(place, REQUEST));
}

/* --- What is written --- */

static void modes_are_right(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct stat key, request;
	umask(0);
	must_make(place, &spec);
	umask(022);
	assert_int_equal(fstatat(place->folder, KEY, &key, 0), 0);
	assert_int_equal(fstatat(place->folder, REQUEST, &request, 0), 0);
	assert_int_equal(key.st_mode, S_IFREG | 0600);
	assert_int_equal(request.st_mode, S_IFREG | 0666);
}

static void openssl_agrees(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	must_make(place, &spec);
	assert_prints(place, "openssl req -in " REQUEST " -noout -verify", "verify OK");
	assert_prints_only(place,
		"openssl req -in " REQUEST " -noout -subject -nameopt oneline,sep_comma_plus,utf8",
		"subject=C = US,ST = Washington,L = Redmond,O = \"Contoso, Inc.\",OU = Messaging,"
		"CN = mail.contoso.com\n");
	const char *text = "openssl req -in " REQUEST " -noout -text";
	assert_prints(place, text, "Version: 1 (0x0)");
	assert_prints(place, text, "NIST CURVE: P-256");
	assert_prints(place, text, "Signature Algorithm: ecdsa-with-SHA256");
	assert_prints(place, text,
		"X509v3 Subject Alternative Name: \n"
		"                    DNS:mail.contoso.com, DNS:autodiscover.contoso.com\n");
	assert_prints(
		place, text, "X509v3 Key Usage: critical\n                    Digital Signature\n");
	assert_prints(place, text,
		"X509v3 Extended Key Usage: \n"
		"                    TLS Web Server Authentication\n");
	assert_prints(place, "openssl pkey -in " KEY " -noout -check", "Key is valid");
	assert_prints(place, "head -n1 " KEY, "-----BEGIN PRIVATE KEY-----\n");
	assert_prints(place, "head -n1 " REQUEST, "-----BEGIN CERTIFICATE REQUEST-----\n");
	assert_prints_only(place,
		"openssl pkey -in " KEY " -pubout > a; openssl req -in " REQUEST
		" -noout -pubkey > b; cmp a b",
		"");
}

/* The types on the wire, attribute by attribute. */
static void subject_types_are_right(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.organization = "\xc3\x86r\xc3\xb8sk\xc3\xb8"
			    "bing";
	must_make(place, &spec);
	assert_prints_only(place,
		"openssl asn1parse -in " REQUEST
		" -dump | grep -A1 -E ':(countryName|stateOrProvinceName|"
		"localityName|organizationName|organizationalUnitName|commonName)' |"
		" sed -n 's/^.*prim: *\\(UTF8STRING\\|PRINTABLESTRING\\).*/\\1/p' | tr '\\n' ' '",
		"PRINTABLESTRING UTF8STRING UTF8STRING UTF8STRING UTF8STRING UTF8STRING ");
	assert_prints(place,
		"openssl req -in " REQUEST " -noout -subject -nameopt utf8,sep_multiline",
		"O=\xc3\x86r\xc3\xb8sk\xc3\xb8"
		"bing");
}

static void certtool_agrees(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	if (!has_program(place, "command -v certtool"))
		skip();
	must_make(place, &spec);
	const char *text = "certtool --crq-info --infile " REQUEST;
	assert_prints(place, text, "Self signature: verified");
	assert_prints(place, text,
		"Subject: CN=mail.contoso.com,OU=Messaging,O=Contoso\\, "
		"Inc.,L=Redmond,ST=Washington,"
		"C=US");
	assert_prints(place, text,
		"Subject Alternative Name (not critical):\n"
		"\t\t\t\tDNSname: mail.contoso.com\n\t\t\t\tDNSname: autodiscover.contoso.com\n");
	assert_prints(place, text, "Key Usage (critical):\n\t\t\t\tDigital signature.\n");
	assert_prints(place, text, "TLS WWW Server.");
	assert_prints(place, "certtool --key-info --infile " KEY, "EC/ECDSA");
}

static void rsa_uses_encipherment(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.algorithm = "rsa";
	spec.curve = NULL;
	spec.bits = 2048;
	must_make(place, &spec);
	const char *text = "openssl req -in " REQUEST " -noout -text -verify";
	assert_prints(place, text, "verify OK");
	assert_prints(place, text, "Public-Key: (2048 bit)");
	assert_prints(place, text, "Signature Algorithm: sha256WithRSAEncryption");
	assert_prints(place, text,
		"X509v3 Key Usage: critical\n"
		"                    Digital Signature, Key Encipherment\n");
	assert_prints(place, "openssl pkey -in " KEY " -noout -check", "Key is valid");
}

/* Baseline 2008: the paper's own size. */
static void rsa_1024_is_made(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.algorithm = "rsa";
	spec.bits = 1024;
	must_make(place, &spec);
	assert_prints(place, "openssl req -in " REQUEST " -noout -text -verify",
		"Public-Key: (1024 bit)");
}

static void p384_uses_sha384(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.curve = "P-384";
	must_make(place, &spec);
	const char *text = "openssl req -in " REQUEST " -noout -text -verify";
	assert_prints(place, text, "verify OK");
	assert_prints(place, text, "NIST CURVE: P-384");
	assert_prints(place, text, "Signature Algorithm: ecdsa-with-SHA384");
	assert_prints(place, "openssl pkey -in " KEY " -noout -check", "Key is valid");
}

static void parts_may_be_absent(void **state)
{
	const struct place *place = *state;
	struct request_spec spec = contoso();
	spec.state = spec.locality = NULL;
	spec.unit = "";
	spec.common_name = NULL;
	must_make(place, &spec);
	assert_prints_only(place, "openssl req -in " REQUEST " -noout -subject -nameopt RFC2253",
		"subject=O=Contoso\\, Inc.,C=US\n");
}

/* Text forms of names are ambiguous: a structured reader counts them. */
static void names_cannot_be_injected(void **state)
{
	const struct place *place = *state;
	static const char *const names[] = { "a.contoso.com,DNS:evil.contoso.com",
		"*.contoso.com" };
	struct request_spec spec = contoso();
	spec.names = (struct texts){ names, COUNT_OF(names) };
	must_make(place, &spec);
	/* [2] is the tag of dNSName; 34 and 13 are the lengths of the two names. */
	assert_prints_only(place,
		"openssl asn1parse -in " REQUEST " | awk '/Subject Alternative Name/ { getline; "
		"split($1, at, \":\"); print at[1] }' "
		"| xargs -I{} openssl asn1parse -in " REQUEST
		" -strparse {} | awk '/cont \\[ 2 \\]/ { sub(/.*l= */, \"\"); print $1 }'",
		"34\n13\n");
	if (!has_program(place, "/usr/bin/python3 -c 'import cryptography'"))
		return;
	assert_prints_only(place,
		"/usr/bin/python3 -c 'from cryptography import x509; "
		"r = x509.load_pem_x509_csr(open(\"" REQUEST "\", \"rb\").read()); "
		"assert r.is_signature_valid; "
		"print(*r.extensions.get_extension_for_class(x509.SubjectAlternativeName).value."
		"get_values_for_type(x509.DNSName))'",
		"a.contoso.com,DNS:evil.contoso.com *.contoso.com\n");
}

static void many_names_are_possible(void **state)
{
	const struct place *place = *state;
	enum { COUNT = 2000 };
	static char texts[COUNT][48];
	static const char *names[COUNT];
	for (int i = 0; i < COUNT; i++) {
		snprintf(texts[i], sizeof(texts[i]), "autodiscover.d%05d.example", i);
		names[i] = texts[i];
	}
	struct request_spec spec = contoso();
	spec.names = (struct texts){ names, COUNT };
	must_make(place, &spec);
	assert_prints_only(place,
		"openssl req -in " REQUEST " -noout -text | grep -o 'DNS:[^,]*' | wc -l", "2000\n");
}

static void a_passphrase_locks_the_key(void **state)
{
	const struct place *place = *state;
	static const struct {
		const char *algorithm, *curve;
		long bits;
	} kinds[] = { { "ec", "P-256", 0 }, { "rsa", NULL, 1024 } };
	put_file(place, "right", "k\xc3\xb6nigs wasser\n");
	put_file(place, "wrong", "other\n");
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		char key[64], request[64], command[256];
		snprintf(key, sizeof(key), "%zu.key", i);
		snprintf(request, sizeof(request), "%zu.csr", i);
		struct request_spec spec = contoso();
		spec.algorithm = kinds[i].algorithm;
		spec.curve = kinds[i].curve;
		spec.bits = kinds[i].bits;
		spec.key_path = key;
		spec.request_path = request;
		struct err err = { 0 };
		struct key_options options = { .folder = place->folder,
			.passphrase = "k\xc3\xb6nigs wasser" };
		assert_true(make_with(&spec, 1, &options, &err));
		snprintf(command, sizeof(command),
			"openssl pkey -in %s -passin file:right -noout -check", key);
		assert_prints(place, command, "Key is valid");
		snprintf(command, sizeof(command), "! openssl pkey -in %s -passin file:wrong", key);
		assert_prints(place, command, "");
		snprintf(command, sizeof(command), "head -n1 %s", key);
		assert_prints(place, command, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
		snprintf(command, sizeof(command), "openssl asn1parse -in %s", key);
		assert_prints(place, command, "INTEGER           :0927C0\n"); /* 600,000 */
		assert_prints(place, command, ":PBES2");
		assert_prints(place, command, ":hmacWithSHA256");
		assert_prints(place, command, ":aes-256-cbc");
		/* The salt comes right before the number of rounds. */
		snprintf(command, sizeof(command),
			"openssl asn1parse -in %s | grep -B1 0927C0 | head -n1", key);
		assert_prints(place, command, "l=  16 prim: OCTET STRING");
	}
}

/* --- The job --- */

#define JOBS 12

struct batch {
	struct request_spec specs[JOBS];
	char ids[JOBS][16], keys[JOBS][32], requests[JOBS][32];
};

static void batch_init(struct batch *batch, const char *algorithm, long bits)
{
	for (size_t i = 0; i < JOBS; i++) {
		snprintf(batch->ids[i], sizeof(batch->ids[i]), "job-%02zu", i);
		snprintf(batch->keys[i], sizeof(batch->keys[i]), "job-%02zu.key", i);
		snprintf(batch->requests[i], sizeof(batch->requests[i]), "job-%02zu.csr", i);
		batch->specs[i] = contoso();
		batch->specs[i].algorithm = algorithm;
		batch->specs[i].bits = bits;
		batch->specs[i].id = batch->ids[i];
		batch->specs[i].key_path = batch->keys[i];
		batch->specs[i].request_path = batch->requests[i];
	}
}

/* As a terminal program waits: on the descriptor. */
static void wait_by_poll(struct keyjob *job, size_t count)
{
	struct pollfd wait = { keyjob_fd(job), POLLIN, 0 };
	size_t before = 0, done;
	while ((done = keyjob_done(job)) < count) {
		assert_true(done >= before);
		before = done;
		assert_int_equal(poll(&wait, 1, 60000), 1);
	}
}

static void all_are_made_and_differ(void **state)
{
	const struct place *place = *state;
	struct batch batch;
	struct err err = { 0 };
	batch_init(&batch, "ec", 0);
	for (size_t threads = 0; threads < 4; threads++) {
		struct key_options options = { .folder = place->folder, .threads = threads };
		struct keyjob *job = keyjob_start(batch.specs, JOBS, &options);
		wait_by_poll(job, JOBS);
		assert_true(keyjob_finish(job, &err));
		keyjob_free(job);
		assert_prints_only(
			place, "cat job-*.key | grep -v -- ----- | sort -u | wc -l", "36\n");
		assert_prints_only(place,
			"for i in job-*.csr; do openssl req -in $i -noout -verify; done 2>&1 |"
			" grep -c 'verify OK'",
			"12\n");
		assert_prints(place, "rm job-*", "");
	}
}

static void nothing_to_do_is_done(void **state)
{
	const struct place *place = *state;
	struct key_options options = { .folder = place->folder };
	struct err err;
	assert_true(make_with(NULL, 0, &options, &err));
	keyjob_free(NULL);
}

static void the_first_failure_is_told(void **state)
{
	const struct place *place = *state;
	struct batch batch;
	batch_init(&batch, "ec", 0);
	for (int round = 0; round < 20; round++) {
		struct err err = { 0 };
		struct key_options options = { .folder = place->folder, .threads = 3 };
		for (int i = 5; i < JOBS; i++)
			put_file(place, batch.keys[i], "occupied");
		struct keyjob *job = keyjob_start(batch.specs, JOBS, &options);
		wait_by_poll(job, JOBS);
		assert_false(keyjob_finish(job, &err));
		assert_string_equal(err.text, "certificate job-05: job-05.key: File exists");
		keyjob_free(job);
		assert_prints(place, "rm job-*", "");
	}
}

/* Minutes of work are given up in the middle of the search for primes. */
static void cancelling_stops_at_once(void **state)
{
	const struct place *place = *state;
	struct batch batch;
	struct timespec before, after;
	batch_init(&batch, "rsa", 8192);
	struct key_options options = { .folder = place->folder };
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	struct keyjob *job = keyjob_start(batch.specs, JOBS, &options);
	keyjob_free(job);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	assert_true(after.tv_sec - before.tv_sec < 10);
	assert_false(file_exists(place, "job-11.key"));
}

static void a_failure_stops_the_later_ones(void **state)
{
	const struct place *place = *state;
	struct batch batch;
	struct err err;
	batch_init(&batch, "rsa", 8192);
	batch.specs[0].algorithm = "ec";
	put_file(place, batch.keys[0], "occupied");
	struct key_options options = { .folder = place->folder, .threads = 2 };
	assert_false(make_with(batch.specs, JOBS, &options, &err));
	assert_non_null(strstr(err.text, "job-00"));
	assert_false(file_exists(place, "job-11.key"));
}

static void without_descriptors_nothing_starts(void **state)
{
	const struct place *place = *state;
	const struct request_spec spec = contoso();
	struct key_options options = { .folder = place->folder };
	struct err err = { 0 };
	struct rlimit before, few;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	few.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	struct keyjob *job = keyjob_start(&spec, 1, &options);
	size_t done = keyjob_done(job);
	bool finished = keyjob_finish(job, &err);
	keyjob_free(job);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(done, 1);
	assert_false(finished);
	assert_non_null(strstr(err.text, "Too many open files"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(refuses_to_overwrite),
		IN_FOLDER(refuses_to_overwrite_a_request),
		IN_FOLDER(refuses_links),
		IN_FOLDER(refuses_to_leave_the_folder),
		IN_FOLDER(refuses_a_folder_that_cannot_be_written),
		IN_FOLDER(refuses_a_full_disk),
		IN_FOLDER(refuses_unknown_kinds),
		IN_FOLDER(refuses_subjects_that_x509_forbids),
		IN_FOLDER(modes_are_right),
		IN_FOLDER(openssl_agrees),
		IN_FOLDER(subject_types_are_right),
		IN_FOLDER(certtool_agrees),
		IN_FOLDER(rsa_uses_encipherment),
		IN_FOLDER(rsa_1024_is_made),
		IN_FOLDER(p384_uses_sha384),
		IN_FOLDER(parts_may_be_absent),
		IN_FOLDER(names_cannot_be_injected),
		IN_FOLDER(many_names_are_possible),
		IN_FOLDER(a_passphrase_locks_the_key),
		IN_FOLDER(all_are_made_and_differ),
		IN_FOLDER(nothing_to_do_is_done),
		IN_FOLDER(the_first_failure_is_told),
		IN_FOLDER(cancelling_stops_at_once),
		IN_FOLDER(a_failure_stops_the_later_ones),
		IN_FOLDER(without_descriptors_nothing_starts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
