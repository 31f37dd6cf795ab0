/* Threads on cores of their own: where they begin must bind nobody, and libcrypto made ready beside
 * something else is ready. */
#include "helper_x509.h"

#include <sched.h>

#include "../../src/x509/thread.h"
#include "x509/warmup.h"

/* What a thread saw, once it was let go. */
struct seen {
	pthread_mutex_t gate;
	cpu_set_t cores;
	bool ran;
};

static void *look(void *data)
{
	struct seen *seen = data;
	pthread_mutex_lock(&seen->gate);
	sched_getaffinity(0, sizeof(seen->cores), &seen->cores);
	seen->ran = true;
	pthread_mutex_unlock(&seen->gate);
	return seen;
}

static void must_see_all_cores(size_t number)
{
	cpu_set_t mine;
	pthread_t thread;
	void *result = NULL;
	struct seen seen = {.gate = PTHREAD_MUTEX_INITIALIZER};
	assert_int_equal(sched_getaffinity(0, sizeof(mine), &mine), 0);
	pthread_mutex_lock(&seen.gate);
	assert_int_equal(thread_start(&thread, number, look, &seen), 0);
	pthread_mutex_unlock(&seen.gate);
	assert_int_equal(pthread_join(thread, &result), 0);
	assert_true(seen.ran);
	assert_ptr_equal(result, &seen);
	assert_true(CPU_EQUAL(&seen.cores, &mine));
}

/* More numbers than there are cores: they begin again with the first. */
static void may_use_all_cores(void **state)
{
	(void)state;
	for (size_t number = 0; number < 9; number++)
		must_see_all_cores(number);
}

/* Where the process was given one core, its threads stay there. */
static void keeps_to_what_is_allowed(void **state)
{
	(void)state;
	cpu_set_t mine, one;
	assert_int_equal(sched_getaffinity(0, sizeof(mine), &mine), 0);
	CPU_ZERO(&one);
	for (size_t core = 0; core < CPU_SETSIZE && !CPU_COUNT(&one); core++) {
		if (CPU_ISSET(core, &mine))
			CPU_SET(core, &one);
	}
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	for (size_t number = 0; number < 3; number++)
		must_see_all_cores(number);
	assert_int_equal(sched_setaffinity(0, sizeof(mine), &mine), 0);
}

static void warm_keys_are_keys(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	const struct request_spec spec = contoso();
	const struct key_options options = {.folder = place->folder};
	struct warmup *warmup = warmup_start();
	assert_non_null(warmup);
	bool made = make_with(&spec, 1, &options, &err);
	warmup_end(warmup);
	if (!made)
		fail_msg("%s", err.text);
	assert_prints(place, "openssl req -in " REQUEST " -noout -verify", "verify OK");
	assert_prints(place, "openssl pkey -in " KEY " -noout -check", "Key is valid");
}

static void ends_without_a_beginning(void **state)
{
	(void)state;
	warmup_end(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(may_use_all_cores),
		cmocka_unit_test(keeps_to_what_is_allowed),
		IN_FOLDER(warm_keys_are_keys),
		cmocka_unit_test(ends_without_a_beginning),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
