/* The template as a text; that it is a valid answer file is store_template's business. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"
#include "emit/emit.h"

static char *template_of(struct arena *arena, const char *product, const char *topology,
        const char *scenario)
{
	struct know know = know_builtin();
	struct buf out;
	buf_init(&out);
	emit_template(&out, &know, product, topology, scenario);
	char *text = arena_strdup(arena, out.data);
	buf_done(&out);
	return text;
}

static size_t count_of(const char *text, const char *words)
{
	size_t count = 0;
	while ((text = strstr(text, words))) {
		count++;
		text += strlen(words);
	}
	return count;
}

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

/* "name =" in an answer or a comment, or "name:" where a comment explains it. */
static void every_key_appears(void **state)
{
	struct arena *arena = *state;
	struct know know = know_builtin();
	for (size_t p = 0; p < know.products.count; p++) {
		const char *text = template_of(arena, know.products.items[p].id, NULL, NULL);
		for (size_t i = 0; i < know.answers.count; i++) {
			const char *path = know.answers.items[i].path, *dot = strrchr(path, '.');
			const char *name = dot ? dot + 1 : path;
			if (text_equal(name, "*"))
				continue;
			if (!strstr(text, arena_printf(arena, " %s = ", name)) &&
			        !strstr(text, arena_printf(arena, "\n%s = ", name)) &&
			        !strstr(text, arena_printf(arena, "%s: ", name)))
				fail_msg("%s: %s does not appear", know.products.items[p].id, path);
		}
		for (size_t i = 0; i < know.services.count; i++) {
			const char *id = know.services.items[i].id;
			if (!strstr(text, arena_printf(arena, " %s = {", id)) &&
			        !strstr(text, arena_printf(arena, "does not have %s.", id)))
				fail_msg("%s: %s does not appear", know.products.items[p].id, id);
		}
	}
}

/* Nothing that is no word of the schema is longer than a line of the terminal can show. */
static void comments_are_wrapped(void **state)
{
	const char *text = template_of(*state, "2019", "regional", "wildcard");
	for (const char *line = text; *line;) {
		size_t length = strcspn(line, "\n");
		const char *comment = line + strspn(line, " ");
		bool is_comment = strncmp(comment, "// ", 3) == 0 && !memchr(line, '=', length);
		if (is_comment)
			assert_true(length <= 92);
		line += length + (line[length] == '\n');
	}
}

static void the_shape_follows_the_topology(void **state)
{
	static const struct {
		const char *topology;
		size_t forests, sites, facing, namespaces;
	} cases[] = {
		{ "consolidated", 1, 1, 1, 1 },
		{ "single-namespace-proxy", 1, 2, 1, 1 },
		{ "single-namespace-multi-site", 1, 2, 2, 1 },
		{ "regional", 1, 2, 2, 2 },
		{ "multi-forest", 2, 2, 2, 2 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = template_of(*state, "2007", cases[i].topology, NULL);
		assert_int_equal(count_of(text, "\n    ad_domain = "), cases[i].forests);
		assert_int_equal(count_of(text, "\n        servers = "), cases[i].sites);
		assert_int_equal(count_of(text, "        internet_facing = true"), cases[i].facing);
		assert_int_equal(count_of(text, "\n        namespace = "), cases[i].facing);
		size_t same = count_of(text, "\n        namespace = \"mail.contoso.com\"");
		assert_int_equal(cases[i].facing - same + 1, cases[i].namespaces);
	}
}

static void the_scenario_brings_its_issuer_and_addresses(void **state)
{
	static const struct {
		const char *scenario, *has, *has_not;
	} cases[] = {
		{ "unified-communications", "  issuer = \"public-ca\";",
		        " autodiscover_external_addresses = [ \"" },
		{ "two-single-names",
		        "\n        autodiscover_external_addresses = [ \"203.0.113.11\" ];", NULL },
		{ "redirect", "\n        autodiscover_internal_addresses = [ \"10.1.0.11\" ];",
		        NULL },
		{ "self-signed", "  issuer = \"self-signed\";", "\n  issuer = \"public-ca\"" },
		{ "self-signed", "\n  activesync = { enabled = true; external = false;", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = template_of(*state, "2010", NULL, cases[i].scenario);
		assert_non_null(strstr(text, cases[i].has));
		assert_true(!cases[i].has_not || !strstr(text, cases[i].has_not));
	}
}

static void defaults_follow_the_version(void **state)
{
	const char *text = template_of(*state, "2007", NULL, NULL);
	assert_non_null(strstr(text, "\n  // update = \"SP3\";"));
	assert_non_null(strstr(text, "// This version does not have mapi."));
	assert_non_null(strstr(text, "// autodiscover_record = \"a\";"));
	text = template_of(*state, "SE", NULL, NULL);
	assert_non_null(strstr(text, "\n  // update = \"RTM\";"));
	assert_non_null(strstr(text, "// This version does not have um."));
	assert_non_null(strstr(text, "// autodiscover_record = \"cname\";"));
	assert_non_null(strstr(text, "// mapi = { enabled = true;"));
}

/* Repeated sites do not repeat the comments. */
static void comments_stand_once(void **state)
{
	const char *text = template_of(*state, "2016", "multi-forest", NULL);
	assert_int_equal(count_of(text, "// How many people have their mailbox"), 1);
	assert_int_equal(count_of(text, "publisher = {"), 1);
}

static void the_head_says_that_names_are_examples(void **state)
{
	const char *text = template_of(*state, NULL, NULL, NULL);
	assert_true(text_starts(text, "// An answer file for casplan: "));
	assert_non_null(strstr(text, "Names and addresses are examples"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_key_appears),
		TEST(comments_are_wrapped),
		TEST(the_shape_follows_the_topology),
		TEST(the_scenario_brings_its_issuer_and_addresses),
		TEST(defaults_follow_the_version),
		TEST(comments_stand_once),
		TEST(the_head_says_that_names_are_examples),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
