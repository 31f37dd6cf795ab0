/* From texts to pointers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"

static void test_absent(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct map *map = map_make(arena);
	int value;
	assert_null(map_get(map, ""));
	assert_null(map_get(map, "mail"));
	assert_ptr_equal(map_put(map, "mail", &value), &value);
	assert_null(map_get(map, "Mail"));
	assert_null(map_get(map, "mai"));
	assert_null(map_get(map, "mail "));
	arena_free(arena);
}

static void test_first_value_stays(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct map *map = map_make(arena);
	int first, second;
	char key[] = "mail";
	assert_ptr_equal(map_put(map, key, &first), &first);
	assert_ptr_equal(map_put(map, "mail", &second), &first);
	assert_ptr_equal(map_get(map, "mail"), &first);
	assert_ptr_equal(map_put(map, "", &second), &second); /* a key like any other */
	assert_ptr_equal(map_get(map, ""), &second);
	arena_free(arena);
}

#define MANY 20000

static void test_many(void **state)
{
	(void)state;
	static int values[MANY];
	struct arena *arena = arena_new();
	struct map *map = map_make(arena);
	for (int i = 0; i < MANY; i++) {
		const char *key = arena_printf(arena, "host%d.contoso.com", i);
		assert_ptr_equal(map_put(map, key, &values[i]), &values[i]);
	}
	for (int i = 0; i < MANY; i++) {
		const char *key = arena_printf(arena, "host%d.contoso.com", i);
		assert_ptr_equal(map_get(map, key), &values[i]);
	}
	assert_null(map_get(map, "host20000.contoso.com"));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_first_value_stays),
		cmocka_unit_test(test_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
