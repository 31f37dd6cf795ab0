/* Questions about texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"

static void test_equal(void **state)
{
	(void)state;
	assert_false(text_equal("a", NULL));
	assert_false(text_equal(NULL, "a"));
	assert_false(text_equal("", NULL));
	assert_false(text_equal("a", "A"));
	assert_false(text_equal("a", "ab"));
	assert_true(text_equal(NULL, NULL));
	assert_true(text_equal("", ""));
	assert_true(text_equal("mail", "mail"));
}

static void test_equal_nocase(void **state)
{
	(void)state;
	assert_false(text_equal_nocase("a", NULL));
	assert_false(text_equal_nocase(NULL, ""));
	assert_false(text_equal_nocase("a", "ab"));
	assert_false(text_equal_nocase("@", "`")); /* 0x40 and 0x60: no letters */
	assert_false(text_equal_nocase("[", "{"));
	assert_false(text_equal_nocase("\u00c4", "\u00e4")); /* ASCII letters only */
	assert_true(text_equal_nocase(NULL, NULL));
	assert_true(text_equal_nocase("MAIL.Contoso.com", "mail.contoso.COM"));
}

static void test_compare_nocase(void **state)
{
	(void)state;
	assert_true(text_compare_nocase("a", "B") < 0);
	assert_true(text_compare_nocase("B", "a") > 0);
	assert_true(text_compare_nocase("a", "ab") < 0);
	assert_true(text_compare_nocase("", "a") < 0);
	assert_true(text_compare_nocase("z", "\u00e4") < 0); /* bytes above ASCII come last */
	assert_int_equal(text_compare_nocase("AbC", "aBc"), 0);
}

static void test_starts_and_ends(void **state)
{
	(void)state;
	assert_false(text_starts("mail", "mails"));
	assert_false(text_starts("mail", "M"));
	assert_false(text_ends("mail", "email"));
	assert_false(text_ends("mail", "L"));
	assert_false(text_ends("", "x"));
	assert_true(text_starts("mail", "ma"));
	assert_true(text_starts("mail", ""));
	assert_true(text_starts("mail", "mail"));
	assert_true(text_ends("mail", "il"));
	assert_true(text_ends("mail", ""));
	assert_true(text_ends("", ""));
}

static void test_lower(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	assert_string_equal(text_lower(arena, ""), "");
	assert_string_equal(text_lower(arena, "MAIL.Contoso-1.COM"), "mail.contoso-1.com");
	assert_string_equal(text_lower(arena, "AZ@[`{"), "az@[`{");
	assert_string_equal(text_lower(arena, "\u00c4"), "\u00c4");
	arena_free(arena);
}

static void test_texts(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	static const char *const items[] = { "owa", "ecp", "ews" };
	struct texts none = { 0 }, one = { items, 1 }, all = { items, 3 };
	assert_false(texts_have(none, "owa"));
	assert_false(texts_have(one, "ecp"));
	assert_false(texts_have(all, "OWA"));
	assert_false(texts_have(all, ""));
	assert_true(texts_have(all, "ews"));
	assert_string_equal(texts_join(arena, none, ", "), "");
	assert_string_equal(texts_join(arena, one, ", "), "owa");
	assert_string_equal(texts_join(arena, all, ", "), "owa, ecp, ews");
	assert_string_equal(texts_join(arena, all, ""), "owaecpews");
	arena_free(arena);
}

struct nearest_case {
	const char *input, *want;
};

static const struct nearest_case nearest_cases[] = {
	{ "xyzzy", NULL },
	{ "completely-other", NULL },
	{ "nam", "name" },
	{ "nmae", "name" },
	{ "Name", "name" },
	{ "namespase", "namespace" },
	{ "internet-facing", "internet_facing" },
	{ "INTERNET_FACING", "internet_facing" },
	{ "namespaces", "namespace" },
	{ "name", "name" },
};

static void test_nearest(void **state)
{
	(void)state;
	static const char *const keys[] = { "name", "namespace", "internet_facing", "servers" };
	struct texts candidates = { keys, COUNT_OF(keys) };
	for (size_t i = 0; i < COUNT_OF(nearest_cases); i++) {
		const char *nearest = text_nearest(nearest_cases[i].input, candidates);
		if (!text_equal(nearest, nearest_cases[i].want))
			fail_msg("\"%s\" gave \"%s\"", nearest_cases[i].input,
			        nearest ? nearest : "(none)");
	}
	assert_null(text_nearest("name", (struct texts){ 0 }));
}

static void test_nearest_of_equals(void **state)
{
	(void)state;
	static const char *const countries[] = { "SA", "UA", "US" };
	struct texts candidates = { countries, COUNT_OF(countries) };
	assert_string_equal(text_nearest("USA", candidates), "US");
	assert_string_equal(text_nearest("usb", candidates), "US");
	assert_string_equal(text_nearest("SAA", candidates), "SA");
}

static void test_nearest_of_endless_words(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char *word = arena_printf(arena, "%0200d", 0);
	const char *const keys[] = { word, "name" };
	struct texts candidates = { keys, COUNT_OF(keys) };
	assert_null(text_nearest(word, candidates));
	assert_string_equal(text_nearest("nane", candidates), "name");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_equal_nocase),
		cmocka_unit_test(test_compare_nocase),
		cmocka_unit_test(test_starts_and_ends),
		cmocka_unit_test(test_lower),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_nearest_of_equals),
		cmocka_unit_test(test_nearest_of_endless_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
