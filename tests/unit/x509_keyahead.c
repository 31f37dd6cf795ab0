/* Keys made ahead: which are made, which survive a change, who gets them, and that they are wiped. */
#include "helper_x509.h"

#include <dirent.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

#include "../../src/x509/ahead.h"
#include "../../src/x509/libcrypto_table.h"

#define MOST 32
#define SECRET_LENGTH 32 /* of a number, from its middle */

/* A key that was made: its public half, and pieces of its private numbers, each in both orders of
 * bytes and with all bits turned, so that the tests do not find themselves. */
struct made {
	const EVP_PKEY *key; /* NULL: it was freed */
	unsigned char *public;
	int length;
	unsigned char secrets[8][SECRET_LENGTH];
	size_t secret_count;
};

/* What the functions below see, under the lock; libcrypto may call them from inside each other. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	const char *held; /* "EC", "RSA": keys of this kind are not begun now; NULL: all are */
	size_t begun, made_count, freed;
	struct made made[MOST];
} seen = { .lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP, .changed = PTHREAD_COND_INITIALIZER };

static void note_secret(struct made *made, const EVP_PKEY *key, const char *name)
{
	unsigned char bytes[512];
	BIGNUM *number = NULL;
	if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
		return;
	int length = BN_num_bytes(number);
	for (int order = 0; order < 2; order++) {
		unsigned char *secret = made->secrets[made->secret_count++];
		if (order)
			BN_bn2binpad(number, bytes, length);
		else
			BN_bn2lebinpad(number, bytes, length);
		for (int i = 0; i < SECRET_LENGTH; i++)
			secret[i] = (unsigned char)~bytes[(length - SECRET_LENGTH) / 2 + i];
	}
	explicit_bzero(bytes, sizeof(bytes));
	BN_clear_free(number);
}

static void note_made(const EVP_PKEY *key)
{
	struct made *made = &seen.made[seen.made_count++];
	made->key = key;
	made->length = i2d_PUBKEY(key, &made->public);
	note_secret(made, key, OSSL_PKEY_PARAM_PRIV_KEY);
	note_secret(made, key, OSSL_PKEY_PARAM_RSA_D);
	note_secret(made, key, OSSL_PKEY_PARAM_RSA_FACTOR1);
	note_secret(made, key, OSSL_PKEY_PARAM_RSA_FACTOR2);
}

/* These two stand in the table before libcrypto's, which they call: the tests see what is made and wiped,
 * and hold what is in the making. */
static int watched_generate(EVP_PKEY_CTX *context, EVP_PKEY **key)
{
	pthread_mutex_lock(&seen.lock);
	seen.begun++;
	pthread_cond_broadcast(&seen.changed);
	while (seen.held && EVP_PKEY_CTX_is_a(context, seen.held))
		pthread_cond_wait(&seen.changed, &seen.lock);
	pthread_mutex_unlock(&seen.lock);
	int done = EVP_PKEY_generate(context, key);
	pthread_mutex_lock(&seen.lock);
	if (done == 1 && seen.made_count < MOST)
		note_made(*key);
	pthread_mutex_unlock(&seen.lock);
	return done;
}

static void watched_free(EVP_PKEY *key)
{
	pthread_mutex_lock(&seen.lock);
	for (size_t i = 0; key && i < seen.made_count; i++) {
		if (seen.made[i].key == key) {
			seen.made[i].key = NULL;
			seen.freed++;
		}
	}
	pthread_mutex_unlock(&seen.lock);
	EVP_PKEY_free(key);
}

static void hold(const char *kind)
{
	pthread_mutex_lock(&seen.lock);
	seen.held = kind;
	pthread_cond_broadcast(&seen.changed);
	pthread_mutex_unlock(&seen.lock);
}

static void await_begun(size_t count)
{
	pthread_mutex_lock(&seen.lock);
	while (seen.begun < count)
		pthread_cond_wait(&seen.changed, &seen.lock);
	pthread_mutex_unlock(&seen.lock);
}

static size_t read_seen(const size_t *count)
{
	pthread_mutex_lock(&seen.lock);
	size_t value = *count;
	pthread_mutex_unlock(&seen.lock);
	return value;
}

/* ---- wishes ---- */

static int setup(void **state)
{
	if (open_libcrypto(state) != 0)
		return -1;
	libcrypto.EVP_PKEY_generate_ = watched_generate;
	libcrypto.EVP_PKEY_free_ = watched_free;
	hold(NULL);
	for (size_t i = 0; i < MOST; i++)
		OPENSSL_free(seen.made[i].public);
	memset(seen.made, 0, sizeof(seen.made));
	seen.begun = seen.made_count = seen.freed = 0;
	return place_setup(state);
}

static struct request_spec wish(const char *id, const char *algorithm, long bits,
	const char *curve)
{
	static char paths[MOST][2][32];
	static size_t used;
	char(*path)[32] = paths[used++ % MOST];
	struct request_spec spec = contoso();
	snprintf(path[0], sizeof(path[0]), "%s.key", id);
	snprintf(path[1], sizeof(path[1]), "%s.csr", id);
	spec.id = id;
	spec.algorithm = algorithm;
	spec.bits = bits;
	spec.curve = curve;
	spec.key_path = path[0];
	spec.request_path = path[1];
	return spec;
}

static struct request_spec ec(const char *id)
{
	return wish(id, "ec", 0, "P-256");
}

static struct request_spec rsa(const char *id, long bits)
{
	return wish(id, "rsa", bits, NULL);
}

static void want(struct keyahead *ahead, const struct request_spec *specs, size_t count)
{
	struct request_spec copies[MOST];
	char texts[MOST][3][16] = { 0 };
	for (size_t i = 0; i < count; i++) {
		const char *parts[] = { specs[i].id, specs[i].algorithm, specs[i].curve };
		copies[i] = (struct request_spec){ .bits = specs[i].bits };
		for (size_t j = 0; j < 3; j++)
			snprintf(texts[i][j], sizeof(texts[i][j]), "%s", parts[j] ? parts[j] : "");
		copies[i].id = texts[i][0];
		copies[i].algorithm = texts[i][1];
		copies[i].curve = parts[2] ? texts[i][2] : NULL;
	}
	keyahead_want(ahead, copies, count);
	memset(texts, 'x', sizeof(texts)); /* nothing of it is borrowed */
}

#define WANT(ahead, ...)                                                                           \
	do {                                                                                       \
		const struct request_spec wanted_[] = { __VA_ARGS__ };                             \
		want((ahead), wanted_, COUNT_OF(wanted_));                                         \
	} while (0)

/* As a terminal program waits: on the descriptor. */
static void await_made(struct keyahead *ahead, size_t made)
{
	struct pollfd wait = { keyahead_fd(ahead), POLLIN, 0 };
	while (keyahead_count(ahead).made < made)
		assert_int_equal(poll(&wait, 1, 60000), 1);
	assert_int_equal(keyahead_count(ahead).made, made);
}

/* Writes one certificate's files with what the store has, and says which key it got: its number in
 * the order of their making. */
static size_t written(const struct place *place, struct keyahead *ahead, struct request_spec spec)
{
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	struct buf text;
	struct err err = { 0 };
	unsigned char *public = NULL;
	if (!make_with(&spec, 1, &options, &err))
		fail_msg("%s", err.text);
	get_file(place, spec.request_path, &text);
	BIO *bytes = BIO_new_mem_buf(text.data, (int)text.length);
	X509_REQ *request = PEM_read_bio_X509_REQ(bytes, NULL, NULL, NULL);
	assert_non_null(request);
	int length = i2d_PUBKEY(X509_REQ_get0_pubkey(request), &public);
	size_t found = 0;
	while (found < seen.made_count && (seen.made[found].length != length ||
				memcmp(seen.made[found].public, public, (size_t)length) != 0))
		found++;
	OPENSSL_free(public);
	X509_REQ_free(request);
	BIO_free(bytes);
	buf_done(&text);
	return found;
}

/* ---- before the first key ---- */

/* Threads besides this one that block these signals, or that sleep. */
struct threads {
	size_t all, blocking, asleep;
};

static struct threads threads_now(unsigned long blocked)
{
	struct threads count = { 0, 0, 0 };
	DIR *folder = opendir("/proc/self/task");
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[300], line[256];
		unsigned long mask = 0;
		char state = 'R';
		if (*entry->d_name == '.' || atoi(entry->d_name) == (int)getpid())
			continue;
		snprintf(path, sizeof(path), "/proc/self/task/%s/status", entry->d_name);
		FILE *file = fopen(path, "r");
		while (file && fgets(line, sizeof(line), file)) {
			(void)sscanf(line, "SigBlk: %lx", &mask);
			(void)sscanf(line, "State: %c", &state);
		}
		if (file)
			fclose(file);
		count.all++;
		count.blocking += (mask & blocked) == blocked;
		count.asleep += state == 'S';
	}
	closedir(folder);
	return count;
}

/* libcrypto lets its memory functions be replaced only as long as it has not taken any memory. To be
 * the first test. */
static void nothing_is_touched_before_the_first_wish(void **state)
{
	(void)state;
	size_t before = threads_now(0).all;
	struct keyahead *ahead = keyahead_new();
	assert_true(keyahead_fd(ahead) >= 0);
	keyahead_want(ahead, NULL, 0);
	struct keyahead_count count = keyahead_count(ahead);
	assert_int_equal(count.made, 0);
	assert_int_equal(count.wanted, 0);
	assert_int_equal(CRYPTO_set_mem_functions(NULL, NULL, NULL), 1);
	assert_int_equal(threads_now(0).all, before);
	WANT(ahead, ec("a"));
	await_made(ahead, 1);
	assert_int_equal(CRYPTO_set_mem_functions(NULL, NULL, NULL), 0);
	keyahead_free(ahead);
	keyahead_free(NULL);
}

static void threads_leave_signals_alone(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT };
	unsigned long blocked = 0;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(signals); i++)
		blocked |= 1ul << (signals[i] - 1);
	size_t before = threads_now(blocked).blocking;
	struct keyahead *ahead = keyahead_new();
	hold("EC");
	WANT(ahead, ec("a"));
	await_begun(1);
	assert_int_equal(threads_now(blocked).blocking, before + 1);
	hold(NULL);
	keyahead_free(ahead);
}

/* ---- making ---- */

static void the_descriptor_tells(void **state)
{
	(void)state;
	struct keyahead *ahead = keyahead_new();
	struct pollfd wait = { keyahead_fd(ahead), POLLIN, 0 };
	hold("EC");
	WANT(ahead, ec("a"), ec("b"), ec("c"));
	await_begun(1);
	assert_int_equal(poll(&wait, 1, 0), 0);
	assert_int_equal(keyahead_count(ahead).made, 0);
	assert_int_equal(keyahead_count(ahead).wanted, 3);
	hold(NULL);
	await_made(ahead, 3);
	assert_int_equal(poll(&wait, 1, 0), 0); /* it was read empty */
	assert_int_equal(keyahead_count(ahead).wanted, 3);
	keyahead_free(ahead);
	assert_int_equal(seen.made_count, 3);
	assert_int_equal(seen.freed, 3);
}

static void an_unchanged_wish_changes_nothing(void **state)
{
	(void)state;
	struct keyahead *ahead = keyahead_new();
	WANT(ahead, ec("a"), rsa("b", 1024));
	await_made(ahead, 2);
	/* The order is no matter, nor are bits of an EC key. */
	WANT(ahead, rsa("b", 1024), wish("a", "ec", 2048, "P-256"));
	assert_int_equal(keyahead_count(ahead).made, 2);
	assert_int_equal(seen.freed, 0);
	assert_int_equal(seen.begun, 2);
	keyahead_free(ahead);
}

static void without_descriptors_keys_are_made(void **state)
{
	const struct place *place = *state;
	struct rlimit before, none;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	struct keyahead *ahead = keyahead_new();
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(keyahead_fd(ahead), -1);
	WANT(ahead, ec("a"));
	assert_int_equal(keyahead_count(ahead).wanted, 1);
	assert_int_equal(written(place, ahead, ec("a")), 0);
	assert_int_equal(seen.begun, 1);
	keyahead_free(ahead);
}

/* The reason is told by who needs it. */
static void what_cannot_be_made_is_not_there(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	struct pollfd wait = { keyahead_fd(ahead), POLLIN, 0 };
	struct request_spec spec = rsa("a", 100);
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	WANT(ahead, spec);
	assert_int_equal(poll(&wait, 1, 60000), 1);
	assert_int_equal(keyahead_count(ahead).wanted, 0);
	must_refuse(place, &spec, &options, "certificate a", "RSA 100");
	WANT(ahead, ec("a"));
	await_made(ahead, 1);
	keyahead_free(ahead);
}

/* ---- changes ---- */

static void a_change_discards(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	WANT(ahead, ec("a"));
	await_made(ahead, 1);
	/* Not even for another certificate that wants the old kind: "a" had its chance to be seen. */
	WANT(ahead, wish("a", "ec", 0, "P-384"), ec("b"));
	assert_int_equal(read_seen(&seen.freed), 1);
	assert_true(keyahead_count(ahead).made < 3);
	await_made(ahead, 2);
	assert_true(written(place, ahead, ec("b")) > 0);
	assert_true(written(place, ahead, wish("a", "ec", 0, "P-384")) > 0);
	assert_int_equal(seen.begun, 3);
	keyahead_free(ahead);
}

/* While "b" is in the making. */
static void what_fits_survives_a_change(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	hold("EC");
	WANT(ahead, rsa("a", 1024), ec("b"));
	await_made(ahead, 1);
	await_begun(2);
	WANT(ahead, rsa("a", 1024), rsa("b", 1024), ec("c"));
	assert_int_equal(keyahead_count(ahead).wanted, 3);
	assert_int_equal(read_seen(&seen.freed), 0);
	hold(NULL);
	await_made(ahead, 3);
	assert_int_equal(written(place, ahead, rsa("a", 1024)), 0);
	size_t b = written(place, ahead, rsa("b", 1024)), c = written(place, ahead, ec("c"));
	assert_true(b > 0 && c > 0 && b != c);
	/* And one more, which "b" gave up. */
	assert_int_equal(seen.begun, 4);
	assert_int_equal(seen.made_count, 4);
	keyahead_free(ahead);
}

static void a_vanished_certificate_leaves_its_key(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	WANT(ahead, ec("a"));
	await_made(ahead, 1);
	WANT(ahead, ec("a"), rsa("b", 1024));
	await_made(ahead, 2);
	WANT(ahead, ec("c"), rsa("b", 1024), ec("d"));
	await_made(ahead, 3);
	assert_int_equal(seen.begun, 3);
	assert_int_equal(written(place, ahead, ec("c")), 0);
	assert_int_equal(written(place, ahead, rsa("b", 1024)), 1);
	assert_int_equal(written(place, ahead, ec("d")), 2);
	keyahead_free(ahead);
}

/* Also while it is made; but not after it was given up. */
static void what_is_in_the_making_is_left_too(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	hold("EC");
	WANT(ahead, ec("a"));
	await_begun(1);
	WANT(ahead, ec("b"));
	assert_int_equal(keyahead_count(ahead).wanted, 1);
	hold(NULL);
	assert_int_equal(written(place, ahead, ec("b")), 0);
	assert_int_equal(seen.begun, 1);
	hold("EC");
	WANT(ahead, ec("c"));
	await_begun(2);
	WANT(ahead, rsa("c", 1024));
	WANT(ahead, ec("c"));
	assert_int_equal(keyahead_count(ahead).wanted, 1);
	WANT(ahead, rsa("d", 1024));
	WANT(ahead, ec("d"));
	assert_int_equal(keyahead_count(ahead).wanted, 1);
	hold(NULL);
	await_made(ahead, 1);
	assert_true(written(place, ahead, ec("d")) < seen.made_count);
	keyahead_free(ahead);
	assert_true(seen.begun > 2);
}

static void giving_up_stops_the_making(void **state)
{
	struct request_spec long_ones[MOST];
	char ids[MOST][16];
	(void)state;
	struct keyahead *ahead = keyahead_new();
	for (size_t i = 0; i < MOST; i++) {
		snprintf(ids[i], sizeof(ids[i]), "long-%zu", i);
		long_ones[i] = rsa(ids[i], 16384);
	}
	want(ahead, long_ones, MOST); /* hours */
	await_begun(1);
	keyahead_want(ahead, NULL, 0);
	assert_int_equal(keyahead_count(ahead).wanted, 0);
	want(ahead, long_ones, 1);
	WANT(ahead, ec("a"));
	await_made(ahead, 1);
	want(ahead, long_ones, MOST);
	keyahead_free(ahead);
	assert_int_equal(seen.made_count, 1);
	assert_int_equal(seen.freed, 1);
}

/* ---- writing ---- */

static void a_job_takes_what_is_made(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	const struct request_spec specs[] = { ec("a"), rsa("b", 1024), ec("c") };
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	struct err err = { 0 };
	want(ahead, specs, COUNT_OF(specs));
	await_made(ahead, 3);
	struct keyjob *job = keyjob_start(specs, COUNT_OF(specs), &options);
	assert_true(keyjob_finish(job, &err));
	assert_int_equal(keyjob_ready(job), 3);
	assert_int_equal(keyjob_reused(job), 0);
	keyjob_free(job);
	assert_int_equal(seen.begun, 3);
	assert_int_equal(keyahead_count(ahead).wanted, 0);
	for (size_t i = 0; i < COUNT_OF(specs); i++) {
		char command[128];
		snprintf(command, sizeof(command), "openssl pkey -in %s.key -noout -check",
			specs[i].id);
		assert_prints(place, command, "Key is valid");
		snprintf(command, sizeof(command), "head -n1 %s.key; stat -c %%a %s.key",
			specs[i].id, specs[i].id);
		assert_prints_only(place, command, "-----BEGIN PRIVATE KEY-----\n600\n");
		snprintf(command, sizeof(command),
			"openssl req -in %s.csr -noout -verify -pubkey -out a 2>text; "
			"openssl pkey -in %s.key -pubout -out b; cmp a b && cat text",
			specs[i].id, specs[i].id);
		assert_prints(place, command, "verify OK");
	}
	keyahead_free(ahead);
}

static void no_key_is_used_twice(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	WANT(ahead, ec("a"));
	await_made(ahead, 1);
	assert_int_equal(written(place, ahead, ec("a")), 0);
	assert_prints(place, "rm a.key a.csr", "");
	assert_int_equal(written(place, ahead, ec("a")), 1);
	/* Of another kind, or of nobody's: new as well, and what is there stays. */
	WANT(ahead, ec("b"));
	await_made(ahead, 1);
	assert_int_equal(written(place, ahead, wish("b", "ec", 0, "P-384")), 3);
	assert_int_equal(written(place, ahead, ec("c")), 4);
	assert_int_equal(keyahead_count(ahead).made, 1);
	keyahead_free(ahead);
}

static void two_requests_of_one_id_have_two_keys(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	struct request_spec specs[] = { ec("a"), ec("b") };
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	struct err err = { 0 };
	specs[1].id = "a";
	want(ahead, specs, 2);
	assert_true(make_with(specs, 2, &options, &err));
	assert_prints_only(place,
		"for i in a b; do openssl pkey -in $i.key -pubout | sha256sum; done | sort -u | wc -l",
		"2\n");
	keyahead_free(ahead);
}

static void a_job_waits_for_what_is_in_the_making(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	const struct request_spec specs[] = { ec("a"), ec("b"), ec("c"), ec("d") };
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	struct err err = { 0 };
	hold("EC");
	want(ahead, specs, COUNT_OF(specs));
	await_begun(1);
	struct keyjob *job = keyjob_start(specs, COUNT_OF(specs), &options);
	assert_int_equal(keyjob_done(job), 0);
	hold(NULL);
	assert_true(keyjob_finish(job, &err));
	keyjob_free(job);
	assert_int_equal(seen.begun, 4);
	keyahead_free(ahead);
}

static bool let_go(void *data)
{
	(void)data;
	hold(NULL);
	return false;
}

/* Asked whether to stop, it is about to wait: now the key may be made. */
static void waiting_is_told(void **state)
{
	(void)state;
	struct keyahead *ahead = keyahead_new();
	const struct request_spec spec = ec("a");
	const struct key_stop stop = { let_go, NULL };
	bool waited;
	hold("EC");
	WANT(ahead, spec);
	await_begun(1);
	EVP_PKEY *key = keyahead_take(ahead, &spec, &stop, &waited);
	assert_non_null(key);
	assert_true(waited);
	EVP_PKEY_free(key);
	WANT(ahead, spec);
	await_made(ahead, 1);
	key = keyahead_take(ahead, &spec, &stop, &waited);
	assert_non_null(key);
	assert_false(waited);
	EVP_PKEY_free(key);
	assert_null(keyahead_take(ahead, &spec, &stop, &waited));
	assert_false(waited);
	assert_null(keyahead_take(NULL, &spec, &stop, &waited));
	keyahead_free(ahead);
}

static void a_job_that_is_cancelled_leaves_the_key(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	const struct request_spec spec = ec("a");
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	hold("EC");
	WANT(ahead, spec);
	await_begun(1);
	size_t before = threads_now(0).all;
	struct keyjob *job = keyjob_start(&spec, 1, &options);
	for (struct threads now = { 0 }; now.all != before + 1 || now.asleep != now.all;)
		now = threads_now(0);
	keyjob_free(job);
	assert_false(file_exists(place, "a.key"));
	hold(NULL);
	assert_int_equal(written(place, ahead, spec), 0);
	assert_int_equal(seen.begun, 1);
	keyahead_free(ahead);
}

/* The others do not wait for keys that are of no use any more. */
static void a_job_that_fails_does_not_wait(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	const struct request_spec specs[] = { rsa("a", 1024), ec("b") };
	const struct key_options options = { .folder = place->folder, .ahead = ahead,
		.threads = 2 };
	struct err err = { 0 };
	put_file(place, "a.key", "occupied");
	hold("EC");
	want(ahead, specs, COUNT_OF(specs));
	assert_false(make_with(specs, COUNT_OF(specs), &options, &err));
	assert_string_equal(err.text, "certificate a: a.key: File exists");
	assert_false(file_exists(place, "b.key"));
	hold(NULL);
	keyahead_free(ahead);
}

static void seeds_come_first(void **state)
{
	const struct place *place = *state;
	struct keyahead *ahead = keyahead_new();
	const struct request_spec specs[] = { ec("a"), ec("b") };
	const struct key_options options = {
		.folder = place->folder, .ahead = ahead, .seed_folder = place->root };
	struct err err = { 0 };
	assert_prints(place, "mkdir seeds; openssl genpkey -algorithm EC -pkeyopt "
		"ec_paramgen_curve:P-256 -out seeds/a.key", "");
	char seeds[128];
	snprintf(seeds, sizeof(seeds), "%s/seeds", place->root);
	struct key_options seeded = options;
	seeded.seed_folder = seeds;
	want(ahead, specs, 2);
	await_made(ahead, 2);
	struct keyjob *job = keyjob_start(specs, 2, &seeded);
	assert_true(keyjob_finish(job, &err));
	assert_int_equal(keyjob_reused(job), 1);
	assert_int_equal(keyjob_ready(job), 1);
	keyjob_free(job);
	assert_prints(place, "openssl pkey -in seeds/a.key -pubout -out a; "
		"openssl pkey -in a.key -pubout -out b; cmp a b", "");
	keyahead_free(ahead);
}

/* ---- many changes ---- */

#define CERTIFICATES 5
#define ROUNDS 300

static unsigned chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

/* Some of the certificates, each of some kind. */
static size_t random_wishes(unsigned *seed, struct request_spec wishes[CERTIFICATES])
{
	static const char *const ids[CERTIFICATES] = { "a", "b", "c", "d", "e" };
	size_t count = 0;
	for (size_t i = 0; i < CERTIFICATES; i++) {
		switch (chance(seed, 4)) {
		case 0:
			wishes[count++] = ec(ids[i]);
			break;
		case 1:
			wishes[count++] = wish(ids[i], "ec", 0, "P-384");
			break;
		case 2:
			wishes[count++] = rsa(ids[i], 1024);
			break;
		default:
			break;
		}
	}
	return count;
}

/* Whatever happened before, the files are those that were asked for, each with a key of its own. */
static void changes_at_any_moment(void **state)
{
	const struct place *place = *state;
	struct request_spec wishes[CERTIFICATES];
	unsigned seed = 7;
	size_t all = 0;
	struct keyahead *ahead = keyahead_new();
	const struct key_options options = { .folder = place->folder, .ahead = ahead };
	for (size_t round = 1; round <= ROUNDS; round++) {
		size_t count = random_wishes(&seed, wishes);
		char command[128];
		struct err err = { 0 };
		want(ahead, wishes, count);
		struct keyahead_count now = keyahead_count(ahead);
		assert_int_equal(now.wanted, count);
		assert_true(now.made <= count);
		if (round % 60)
			continue;
		struct keyjob *job = keyjob_start(wishes, count, &options);
		assert_true(keyjob_finish(job, &err));
		assert_true(keyjob_ready(job) <= count);
		keyjob_free(job);
		all += count;
		snprintf(command, sizeof(command),
			"mkdir -p all; for i in *.csr; do mv $i all/%zu-$i; done; rm *.key", round);
		assert_prints(place, command, "");
		assert_int_equal(keyahead_count(ahead).wanted, 0);
	}
	char wanted[16];
	snprintf(wanted, sizeof(wanted), "%zu\n", all);
	assert_true(all > 0);
	assert_prints_only(place,
		"for i in all/*; do openssl req -in $i -noout -pubkey | sha256sum; done | sort -u |"
		" wc -l", wanted);
	keyahead_free(ahead);
}

/* ---- wiping ---- */

/* Regions that sanitizers keep for themselves are larger than this machine. */
#define REGION_MAX (1ul << 28)

static bool region_has(int memory, unsigned long from, unsigned long to,
	const unsigned char *secret)
{
	static unsigned char block[1 << 16];
	bool found = false;
	while (!found && from + SECRET_LENGTH <= to) {
		size_t wanted = to - from < sizeof(block) ? to - from : sizeof(block);
		ssize_t length = pread(memory, block, wanted, (off_t)from);
		found = length > 0 && memmem(block, (size_t)length, secret, SECRET_LENGTH);
		/* The copy here must not be found either. */
		explicit_bzero(block, sizeof(block));
		from += wanted > SECRET_LENGTH ? wanted - SECRET_LENGTH + 1 : wanted;
	}
	return found;
}

/* Is a piece of a private number anywhere in what this process can write to? */
static bool memory_has(const unsigned char *turned)
{
	static unsigned char secret[SECRET_LENGTH];
	char line[512], rights[8];
	unsigned long from, to;
	bool found = false;
	FILE *maps = fopen("/proc/self/maps", "r");
	int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	assert_non_null(maps);
	assert_true(memory >= 0);
	while (!found && fgets(line, sizeof(line), maps)) {
		if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3 || rights[1] != 'w' ||
			to - from > REGION_MAX)
			continue;
		for (size_t i = 0; i < SECRET_LENGTH; i++)
			secret[i] = (unsigned char)~turned[i];
		/* The piece itself must not be found. */
		unsigned long own = (unsigned long)(uintptr_t)secret;
		if (own >= from && own < to)
			found = region_has(memory, from, own, secret) ||
				region_has(memory, own + SECRET_LENGTH, to, secret);
		else
			found = region_has(memory, from, to, secret);
		explicit_bzero(secret, sizeof(secret));
	}
	fclose(maps);
	close(memory);
	return found;
}

static size_t secrets_in_memory(const struct made *made)
{
	size_t count = 0;
	assert_true(made->secret_count > 0);
	for (size_t i = 0; i < made->secret_count; i++)
		count += memory_has(made->secrets[i]);
	return count;
}

static void a_key_is_wiped(struct request_spec spec, struct request_spec other, bool by_change)
{
	struct keyahead *ahead = keyahead_new();
	size_t index = seen.made_count;
	WANT(ahead, spec);
	await_made(ahead, 1);
	assert_true(secrets_in_memory(&seen.made[index]) > 0);
	if (by_change) {
		hold(other.curve ? "EC" : "RSA");
		WANT(ahead, other);
		assert_int_equal(secrets_in_memory(&seen.made[index]), 0);
		hold(NULL);
	}
	keyahead_free(ahead);
	assert_int_equal(secrets_in_memory(&seen.made[index]), 0);
}

static void keys_are_wiped(void **state)
{
	(void)state;
	for (int by_change = 0; by_change < 2; by_change++) {
		a_key_is_wiped(ec("a"), rsa("a", 1024), by_change);
		a_key_is_wiped(rsa("a", 1024), ec("a"), by_change);
		a_key_is_wiped(rsa("a", 2048), rsa("a", 1024), by_change);
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_touched_before_the_first_wish),
		TEST(threads_leave_signals_alone),
		TEST(the_descriptor_tells),
		TEST(an_unchanged_wish_changes_nothing),
		TEST(without_descriptors_keys_are_made),
		TEST(what_cannot_be_made_is_not_there),
		TEST(a_change_discards),
		TEST(what_fits_survives_a_change),
		TEST(a_vanished_certificate_leaves_its_key),
		TEST(what_is_in_the_making_is_left_too),
		TEST(giving_up_stops_the_making),
		TEST(a_job_takes_what_is_made),
		TEST(no_key_is_used_twice),
		TEST(two_requests_of_one_id_have_two_keys),
		TEST(a_job_waits_for_what_is_in_the_making),
		TEST(waiting_is_told),
		TEST(a_job_that_is_cancelled_leaves_the_key),
		TEST(a_job_that_fails_does_not_wait),
		TEST(seeds_come_first),
		TEST(changes_at_any_moment),
		TEST(keys_are_wiped),
	};
	alarm(200); /* who waits for what never comes fails */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
