/* The wizard's keys: when they are made, kept, made again, and left to what exists already. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <openssl/crypto.h>

#include "../../src/app/wizard_keys.h"

struct place {
	struct arena *arena;
	struct cli cli;
	struct app app;
	struct plan plan;
	struct wizard_keys *keys;
	char root[64]; /* current folder while a test runs */
};

static int setup(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char *base = getenv("TMPDIR");
	snprintf(place->root, sizeof(place->root), "%.40s/keys-XXXXXX", base ? base : "/tmp");
	place->arena = arena_new();
	place->app = (struct app){ .cli = &place->cli, .arena = place->arena };
	*state = place;
	if (!mkdtemp(place->root) || chdir(place->root) != 0)
		return -1;
	place->keys = wizard_keys_new(&place->app, "s.plan");
	return 0;
}

static int teardown(void **state)
{
	struct place *place = *state;
	char command[128];
	wizard_keys_free(place->keys);
	arena_free(place->arena);
	snprintf(command, sizeof(command), "rm -rf '%s'", place->root);
	int status = chdir("/") || system(command);
	free(place);
	return status;
}

/* Another plan, as each answer gives one. */
static void plan_begin(struct place *place)
{
	place->plan.certificates = (struct certificate_list){ 0 };
}

static void plan_add(struct place *place, const char *id, const char *curve, bool has_key)
{
	LIST_PUSH(place->arena, &place->plan.certificates, ((struct plan_certificate){
		.id = arena_strdup(place->arena, id), .algorithm = curve ? "ec" : "rsa",
		.bits = curve ? 0 : 1024, .curve = curve, .has_request = true,
		.has_key = has_key }));
}

static void follow(struct place *place)
{
	wizard_keys_follow(place->keys, &place->plan);
}

static void assert_wanted(struct place *place, size_t wanted)
{
	assert_int_equal(wizard_keys_state(place->keys).wanted, wanted);
}

static void await_made(struct place *place, size_t made)
{
	struct pollfd wait = { wizard_keys_fd(place->keys), POLLIN, 0 };
	while (wizard_keys_state(place->keys).made < made)
		assert_int_equal(poll(&wait, 1, 60000), 1);
	assert_wanted(place, made);
}

static void put(const char *path)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
}

/* libcrypto lets its memory functions be replaced only as long as it has not taken any memory. To be
 * the first test. */
static void nothing_is_touched_before_the_first_key(void **state)
{
	struct place *place = *state;
	wizard_keys_follow(place->keys, NULL);
	plan_add(place, "a", "P-256", false);
	follow(place);
	assert_wanted(place, 0);
	assert_int_equal(CRYPTO_set_mem_functions(NULL, NULL, NULL), 1);
	plan_begin(place);
	plan_add(place, "a", "P-256", true);
	follow(place);
	await_made(place, 1);
	assert_int_equal(CRYPTO_set_mem_functions(NULL, NULL, NULL), 0);
	wizard_keys_free(NULL);
}

static void a_plan_is_followed(void **state)
{
	struct place *place = *state;
	plan_add(place, "a", "P-256", true);
	plan_add(place, "b", NULL, true);
	plan_add(place, "c", "P-256", false);
	follow(place);
	await_made(place, 2);
	/* No plan at present, then the same again. */
	wizard_keys_follow(place->keys, NULL);
	assert_int_equal(wizard_keys_state(place->keys).made, 2);
	follow(place);
	assert_int_equal(wizard_keys_state(place->keys).made, 2);
	plan_begin(place);
	plan_add(place, "a", "P-256", true);
	follow(place);
	assert_int_equal(wizard_keys_state(place->keys).made, 1);
	assert_wanted(place, 1);
	/* Each part of what a key is. */
	plan_begin(place);
	plan_add(place, "a", "P-384", true);
	follow(place);
	await_made(place, 1);
	plan_begin(place);
	plan_add(place, "a", NULL, true);
	follow(place);
	await_made(place, 1);
	place->plan.certificates.items[0].bits = 2048;
	follow(place);
	assert_int_equal(wizard_keys_state(place->keys).made, 0);
	plan_begin(place);
	follow(place);
	assert_wanted(place, 0);
}

/* As replay_write does. */
static bool write_with(struct place *place, const char *name)
{
	static const char *const names[] = { "mail.contoso.com" };
	struct err err;
	char key[32], request[32];
	snprintf(key, sizeof(key), "%s.key", name);
	snprintf(request, sizeof(request), "%s.csr", name);
	const struct request_spec spec = { .id = "a", .country = "US", .organization = "Contoso",
		.common_name = names[0], .names = { names, 1 }, .algorithm = "ec", .curve = "P-256",
		.key_path = key, .request_path = request };
	int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const struct key_options options = { .folder = folder,
		.ahead = wizard_keys_ahead(place->keys) };
	struct keyjob *job = keyjob_start(&spec, 1, &options);
	bool done = keyjob_finish(job, &err);
	keyjob_free(job);
	close(folder);
	return done;
}

static void what_was_written_is_not_made_again(void **state)
{
	struct place *place = *state;
	plan_add(place, "a", "P-256", true);
	follow(place);
	await_made(place, 1);
	assert_true(write_with(place, "a"));
	wizard_keys_written(place->keys, true, NULL);
	follow(place);
	assert_wanted(place, 0);
}

static void what_was_lost_is_made_again(void **state)
{
	struct place *place = *state;
	plan_add(place, "a", "P-256", true);
	follow(place);
	await_made(place, 1);
	put("a.key");
	assert_false(write_with(place, "a"));
	wizard_keys_written(place->keys, false, NULL);
	assert_wanted(place, 0);
	follow(place);
	await_made(place, 1);
}

static void keys_that_exist_are_left_to_writing(void **state)
{
	struct place *place = *state;
	assert_int_equal(mkdir("s.plan", 0755) | mkdir("s.plan/certificates", 0755), 0);
	put("s.plan/certificates/a.key");
	plan_add(place, "a", "P-256", true);
	plan_add(place, "b", "P-256", true);
	follow(place);
	await_made(place, 1);
	assert_true(write_with(place, "a2")); /* the one that is made belongs to "b" */
	await_made(place, 1);
	plan_begin(place);
	plan_add(place, "a", "P-256", true);
	follow(place);
	assert_wanted(place, 0);
	place->cli.values[OPTION_NEW_KEYS] = "";
	plan_add(place, "b", "P-256", true);
	follow(place);
	await_made(place, 2);
}

static void seeds_are_left_to_writing(void **state)
{
	struct place *place = *state;
	assert_int_equal(mkdir("seeds", 0755), 0);
	assert_int_equal(symlink("nowhere", "seeds/a.key"), 0); /* will be refused, and not replaced */
	place->cli.values[OPTION_SEED_KEYS] = "seeds";
	plan_add(place, "a", "P-256", true);
	plan_add(place, "b", "P-256", true);
	follow(place);
	await_made(place, 1);
}

static void old_keys_of_another_kind_are_told(void **state)
{
	struct place *place = *state;
	assert_int_equal(system("mkdir -p s.plan/certificates && cd s.plan/certificates && "
	                        "openssl ecparam -name prime256v1 -genkey -noout -out a.key && "
	                        "openssl ecparam -name secp384r1 -genkey -noout -out b.key && "
	                        "openssl ecparam -name secp384r1 -genkey -noout -out c.key"), 0);
	plan_add(place, "a", "P-256", true);
	plan_add(place, "b", "P-256", true);
	plan_add(place, "c", "P-384", true);
	follow(place);
	struct front_keys keys = wizard_keys_state(place->keys);
	assert_int_equal(keys.kept, 2);
	assert_int_equal(keys.misfits.count, 1);
	assert_string_equal(keys.misfits.items[0], "b: EC P-384 is there, and the plan wants EC P-256.");
	assert_int_equal(keys.wanted, 0);
	/* What writing found is asked about, also when all is looked at again ... */
	assert_int_equal(unlink("s.plan/certificates/b.key"), 0);
	wizard_keys_written(place->keys, false, "d: it does not fit");
	for (int i = 0; i < 2; i++) {
		keys = wizard_keys_state(place->keys);
		assert_int_equal(keys.misfits.count, 1);
		assert_string_equal(keys.misfits.items[0], "d: it does not fit");
		follow(place);
	}
	/* ... until it is written, or another plan wants other keys. */
	wizard_keys_written(place->keys, true, NULL);
	assert_int_equal(wizard_keys_state(place->keys).misfits.count, 0);
	wizard_keys_written(place->keys, false, "d: it does not fit");
	plan_begin(place);
	plan_add(place, "a", "P-256", true);
	follow(place);
	keys = wizard_keys_state(place->keys);
	assert_true(keys.misfits.count == 0 && keys.kept == 1);
	place->cli.values[OPTION_NEW_KEYS] = "";
	plan_add(place, "b", "P-256", true);
	follow(place);
	keys = wizard_keys_state(place->keys);
	assert_true(keys.misfits.count == 0 && keys.kept == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_touched_before_the_first_key),
		TEST(a_plan_is_followed),
		TEST(what_was_written_is_not_made_again),
		TEST(what_was_lost_is_made_again),
		TEST(keys_that_exist_are_left_to_writing),
		TEST(seeds_are_left_to_writing),
		TEST(old_keys_of_another_kind_are_told),
	};
	alarm(200); /* who waits for what never comes fails */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
