/* Memory that is given back all at once: what cannot be had ends the program with status 3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"

static void ask_too_much(struct arena *arena)
{
	arena_alloc(arena, SIZE_MAX);
}

static void ask_nearly_too_much(struct arena *arena)
{
	arena_alloc(arena, SIZE_MAX - alignof(max_align_t));
}

static void ask_overflowing_items(struct arena *arena)
{
	arena_grow(arena, NULL, SIZE_MAX / 2, 0, 3);
}

static struct arena *childs;

/* die() runs what was registered for the end of the program. */
static void free_childs(void)
{
	arena_free(childs);
}

/* The exit status of a child that does this. */
static int status_of(void (*ask)(struct arena *))
{
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		childs = arena_new();
		if (atexit(free_childs) == 0)
			ask(childs);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_impossible_sizes(void **state)
{
	(void)state;
	assert_int_equal(status_of(ask_too_much), 3);
	assert_int_equal(status_of(ask_nearly_too_much), 3);
	assert_int_equal(status_of(ask_overflowing_items), 3);
}

static void test_free_nothing(void **state)
{
	(void)state;
	arena_free(NULL);
	struct arena *arena = arena_new();
	assert_non_null(arena);
	arena_free(arena);
}

static void test_zeroed_aligned_apart(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	unsigned char *before = NULL;
	for (size_t size = 1; size < 300; size++) {
		unsigned char *memory = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xff, size);
		assert_ptr_not_equal(memory, before);
		before = memory;
	}
	arena_free(arena);
}

static void test_larger_than_a_block(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	char *small = arena_strdup(arena, "small");
	char *large = arena_alloc(arena, 1000 * 1000);
	memset(large, 'x', 1000 * 1000);
	char *after = arena_strdup(arena, "after");
	assert_string_equal(small, "small");
	assert_string_equal(after, "after");
	assert_int_equal(large[999999], 'x');
	arena_free(arena);
}

static void test_grow(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const int numbers[] = { 1, 2, 3 };
	int *grown = arena_grow(arena, numbers, sizeof(*numbers), 3, 6);
	const int want[] = { 1, 2, 3, 0, 0, 0 };
	assert_memory_equal(grown, want, sizeof(want));
	assert_non_null(arena_grow(arena, NULL, sizeof(*numbers), 0, 4));
	arena_free(arena);
}

static void test_texts(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char text[] = "mail.contoso.com";
	char *copy = arena_strdup(arena, text);
	assert_ptr_not_equal(copy, text);
	assert_string_equal(copy, text);
	assert_string_equal(arena_strdup(arena, ""), "");
	assert_string_equal(arena_strndup(arena, text, 4), "mail");
	assert_string_equal(arena_strndup(arena, text, 0), "");
	assert_string_equal(arena_printf(arena, "%s:%d", "a.cfg", 12), "a.cfg:12");
	assert_string_equal(arena_printf(arena, "%s", ""), "");
	assert_int_equal(strlen(arena_printf(arena, "%0100000d", 7)), 100000);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_impossible_sizes),
		cmocka_unit_test(test_free_nothing),
		cmocka_unit_test(test_zeroed_aligned_apart),
		cmocka_unit_test(test_larger_than_a_block),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
