/* Problems of input files, and reasons of failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/problem.h"

static void test_sorted_by_line(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text;
	} rows[] = { { 7, "c" }, { 2, "a" }, { 9, "e" }, { 2, "b" }, { 0, "file" }, { 7, "d" } };
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	problems_sort(&problems); /* nothing is sorted already */
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		problem_add(&problems, arena, rows[i].line, "%s%c", rows[i].text, '!');
	problems_sort(&problems);
	static const char *const want[] = { "file!", "a!", "b!", "c!", "d!", "e!" };
	static const int lines[] = { 0, 2, 2, 7, 7, 9 };
	assert_int_equal(problems.count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_string_equal(problems.items[i].text, want[i]);
		assert_int_equal(problems.items[i].line, lines[i]);
	}
	arena_free(arena);
}

static void test_reason_is_cut_not_overrun(void **state)
{
	(void)state;
	struct {
		struct err err;
		char guard[4];
	} box = { .guard = "safe" };
	assert_false(err_set(&box.err, "%0600d", 7));
	assert_int_equal(strlen(box.err.text), sizeof(box.err.text) - 1);
	assert_memory_equal(box.guard, "safe", 4);
	assert_false(err_set(&box.err, "%s: %s", "a.cfg", "is a folder"));
	assert_string_equal(box.err.text, "a.cfg: is a folder");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorted_by_line),
		cmocka_unit_test(test_reason_is_cut_not_overrun),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
