/* Values against their rows of the schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "core/answer_check.h"

static const char *const colours[] = { "red", "green", "blue" };
static const char *const sizes[] = { "1024", "2048" };
static const struct scenario_row scenarios[] = { { .id = "unified-communications" },
	{ .id = "redirect" } };

static const struct schema_row rows[] = {
	{ .path = "colour", .type = "choice", .values = { colours, 3 } },
	{ .path = "certificates", .type = "group" },
	{ .path = "certificates.scenario", .type = "choice", .refers_to = "scenarios" },
	{ .path = "certificates.namespace", .type = "host" },
};

static const struct know know = {
	.scenarios = { scenarios, COUNT_OF(scenarios) },
	.answers = { rows, COUNT_OF(rows) },
};

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* NULL is equal to NULL only. */
static void expect(const char *got, const char *want)
{
	if (!want || !got)
		assert_ptr_equal(got, want);
	else
		assert_string_equal(got, want);
}

static void integers(void **state)
{
	static const struct schema_row count = { .type = "integer" };
	static const struct schema_row least = { .type = "integer", .min = 5 };
	static const struct schema_row range = { .type = "integer", .min = 1024, .max = 16384 };
	static const struct schema_row format = { .type = "integer", .values = { sizes, 1 } };
	static const struct schema_row size = { .type = "integer", .values = { sizes, 2 } };
	static const struct {
		const struct schema_row *row;
		long input;
		const char *want;
	} cases[] = {
		{ &count, -1, "is -1; at least 0 was expected" },
		{ &count, 0, NULL },
		{ &count, 2147483647, NULL },
		{ &least, 4, "is 4; at least 5 was expected" },
		{ &least, 5, NULL },
		{ &range, 1023, "is 1023; a number from 1024 to 16384 was expected" },
		{ &range, 16385, "is 16385; a number from 1024 to 16384 was expected" },
		{ &range, 1024, NULL },
		{ &range, 16384, NULL },
		{ &format, 2, "is 2; expected 1024" },
		{ &size, 2, "is 2; expected one of 1024, 2048" },
		{ &size, 2048, NULL },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		expect(answer_check_integer(cases[i].row, cases[i].input, *state), cases[i].want);
}

static void texts_and_choices(void **state)
{
	static const struct schema_row any = { .type = "text" };
	static const struct schema_row name = { .type = "text", .min = 1, .max = 4 };
	static const struct schema_row three = { .type = "host", .min = 3 };
	static const struct schema_row list = { .type = "hosts", .min = 3, .max = 4 };
	static const struct schema_row scenario = { .type = "choice", .refers_to = "scenarios" };
	static const struct schema_row many = { .type = "choices", .values = { colours, 3 } };
	static const struct {
		const struct schema_row *row;
		const char *input, *want;
	} cases[] = {
		{ &any, "", NULL },
		{ &name, "", "is empty; a text was expected" },
		{ &name, "abcde", "has 5 characters; at most 4 were expected" },
		{ &name, "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f",
		        NULL }, /* four characters, eight bytes */
		{ &three, "ab", "has 2 characters; at least 3 were expected" },
		{ &list, "a", NULL }, /* the limits are the list's */
		{ &rows[0], "", "is \"\"; expected one of red, green, blue" },
		{ &rows[0], "gren",
		        "is \"gren\"; expected one of red, green, blue; did you mean \"green\"?" },
		{ &rows[0], "green", NULL },
		{ &many, "yellow", "is \"yellow\"; expected one of red, green, blue" },
		{ &many, "blue", NULL },
		{ &scenario, "unified-comunications",
		        "is \"unified-comunications\"; expected one of "
		        "unified-communications, redirect; did you mean "
		        "\"unified-communications\"?" },
		{ &scenario, "redirect", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		expect(answer_check_text(&know, cases[i].row, cases[i].input, *state),
		        cases[i].want);
}

static void long_values_are_cut(void **state)
{
	char word[201] = { 0 };
	memset(word, 'x', 200);
	const char *got = answer_check_text(&know, &rows[0], word, *state);
	assert_true(strlen(got) < 120);
	assert_non_null(strstr(got, "xxx...\"; expected one of red"));
	/* Between characters. */
	for (size_t i = 0; i < 200; i += 2)
		memcpy(word + i, "\xc3\xa4", 2);
	got = answer_check_text(&know, &rows[0], word, *state);
	assert_non_null(strstr(got, "\xc3\xa4...\""));
}

static void counts(void **state)
{
	static const struct schema_row any = { .type = "hosts" };
	static const struct schema_row some = { .type = "groups", .min = 2, .max = 3 };
	expect(answer_check_count(&any, 0, *state), NULL);
	expect(answer_check_count(&any, 100000, *state), NULL);
	expect(answer_check_count(&some, 0, *state), "is empty; at least one item was expected");
	expect(answer_check_count(&some, 1, *state), "has 1 items; at least 2 were expected");
	expect(answer_check_count(&some, 4, *state), "has 4 items; at most 3 were expected");
	expect(answer_check_count(&some, 3, *state), NULL);
}

static void kinds(void **state)
{
	static const struct {
		const char *type;
		enum node_kind kind, item;
		const char *want;
	} cases[] = {
		{ "group", NODE_GROUP, NODE_TEXT, "must be a group, { ... }; found a string" },
		{ "groups", NODE_LIST, NODE_GROUP,
		        "must be a list of groups, ( { ... }, { ... } ); found a string" },
		{ "flag", NODE_FLAG, NODE_TEXT, "must be true or false; found a string" },
		{ "integer", NODE_INTEGER, NODE_TEXT, "must be a whole number; found a string" },
		{ "text", NODE_TEXT, NODE_TEXT, "must be a text in double quotes; found a string" },
		{ "choice", NODE_TEXT, NODE_TEXT,
		        "must be a text in double quotes; found a string" },
		{ "country", NODE_TEXT, NODE_TEXT,
		        "must be a text in double quotes; found a string" },
		{ "texts", NODE_LIST, NODE_TEXT,
		        "must be a list of texts, [ \"...\", \"...\" ]; found a string" },
		{ "addresses", NODE_LIST, NODE_TEXT,
		        "must be a list of texts, [ \"...\", \"...\" ]; found a string" },
		{ "names", NODE_LIST, NODE_TEXT,
		        "must be a list of texts, [ \"...\", \"...\" ]; found a string" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct schema_row row = { .type = cases[i].type };
		assert_int_equal(answer_kind(&row), cases[i].kind);
		if (cases[i].kind == NODE_LIST)
			assert_int_equal(answer_item_kind(&row), cases[i].item);
		expect(answer_wrong_kind(&row, false, "a string", *state), cases[i].want);
	}
	static const struct schema_row hosts = { .type = "hosts" }, groups = { .type = "groups" };
	expect(answer_wrong_kind(&hosts, true, "a group", *state),
	        "must hold texts in double quotes only; found a group");
	expect(answer_wrong_kind(&groups, true, "a string", *state),
	        "must hold groups, { ... }, only; found a string");
}

static void long_lists_are_cut(void **state)
{
	static const char *const words[] = { "alpha", "beta", "gamma", "delta", "epsilon", "zeta",
		"eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi" };
	const struct texts all = { words, COUNT_OF(words) };
	expect(answer_expected("zetta", all, *state),
	        "expected one of zeta, beta, delta, eta, ...; did you mean \"zeta\"?");
	expect(answer_expected("something-else", all, *state),
	        "expected one of alpha, beta, gamma, delta, epsilon, zeta, eta, theta, iota, "
	        "kappa, "
	        "lambda, mu, ...");
}

static void unknown_keys(void **state)
{
	struct answers answers;
	answers_init(&answers, &know, "a.cfg", *state);
	struct node *group = answers_add(&answers, answers.root, "certificates", NODE_GROUP, 1);
	struct node *other = answers_add(&answers, answers.root, "other", NODE_GROUP, 1);
	expect(answer_unknown_key(&answers, group, "namepsace"),
	        "unknown key \"namepsace\"; expected one of scenario, namespace; did you mean "
	        "\"namespace\"?");
	expect(answer_unknown_key(&answers, answers.root, "scenario"),
	        "unknown key \"scenario\" here; it was expected in certificates");
	expect(answer_unknown_key(&answers, group, "colour"),
	        "unknown key \"colour\" here; it was expected outside of all groups");
	expect(answer_unknown_key(&answers, other, "x"),
	        "unknown key \"x\"; none was expected here");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(integers),
		TEST(texts_and_choices),
		TEST(long_values_are_cut),
		TEST(counts),
		TEST(kinds),
		TEST(long_lists_are_cut),
		TEST(unknown_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
