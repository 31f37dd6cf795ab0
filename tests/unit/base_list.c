/* Growing arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/list.h"

struct number_list LIST_OF(int);

static void test_empty(void **state)
{
	(void)state;
	struct number_list list = { 0 };
	LIST_EACH(int, number, list)
		fail_msg("an item in an empty list: %d", *number);
	struct text_list names = { 0 };
	assert_int_equal(texts_of(&names).count, 0);
}

static void test_order_and_growth(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct number_list list = { 0 };
	for (int i = 0; i < 10000; i++)
		LIST_PUSH(arena, &list, i);
	assert_int_equal(list.count, 10000);
	assert_true(list.capacity >= list.count);
	int want = 0;
	LIST_EACH(int, number, list)
		assert_int_equal(*number, want++);
	assert_int_equal(want, 10000);
	arena_free(arena);
}

static void test_added_items_are_zero(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct number_list list = { 0 };
	for (int i = 0; i < 100; i++) {
		int *item = LIST_ADD(arena, &list);
		assert_int_equal(*item, 0);
		*item = -1;
	}
	arena_free(arena);
}

static void test_nested_walks(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct number_list list = { 0 };
	int sum = 0;
	for (int i = 1; i <= 3; i++)
		LIST_PUSH(arena, &list, i);
	LIST_EACH(int, left, list) {
		LIST_EACH(int, right, list)
			sum += *left * *right;
	}
	assert_int_equal(sum, 36);
	arena_free(arena);
}

static void test_texts_of(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct text_list list = { 0 };
	LIST_PUSH(arena, &list, "a");
	LIST_PUSH(arena, &list, "b");
	struct texts texts = texts_of(&list);
	assert_int_equal(texts.count, 2);
	assert_string_equal(texts.items[1], "b");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_order_and_growth),
		cmocka_unit_test(test_added_items_are_zero),
		cmocka_unit_test(test_nested_walks),
		cmocka_unit_test(test_texts_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
