/* The tree of answers: rows, paths, look-ups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"
#include "core/answers.h"

static const char *const mail[] = { "pop3", "imap4" };
static const char *const anywhere[] = { "outlook_anywhere" };

static const struct schema_row rows[] = {
	{ .path = "format", .type = "integer" },
	{ .path = "forests", .type = "groups" },
	{ .path = "forests[].name", .type = "text" },
	{ .path = "forests[].sites", .type = "groups" },
	{ .path = "forests[].sites[].name", .type = "text" },
	{ .path = "forests[].sites[].hosts", .type = "group" },
	{ .path = "forests[].sites[].hosts.*", .type = "host" },
	{ .path = "forests[].sites[].servers", .type = "servers" },
	{ .path = "services", .type = "group" },
	{ .path = "services.*", .type = "group" },
	{ .path = "services.*.enabled", .type = "flag" },
	{ .path = "services.*.security", .type = "choice", .only = { mail, 2 } },
	{ .path = "services.*.authentication", .type = "choice", .only = { anywhere, 1 } },
};

static const struct service_row services[] = {
	{ .id = "owa" },
	{ .id = "outlook_anywhere" },
	{ .id = "pop3" },
	{ .id = "imap4" },
};

static const struct know know = {
	.services = { services, COUNT_OF(services) },
	.answers = { rows, COUNT_OF(rows) },
};

static int setup(void **state)
{
	struct arena *arena = arena_new();
	struct answers *answers = arena_alloc(arena, sizeof(*answers));
	answers_init(answers, &know, "a.cfg", arena);
	*state = answers;
	return 0;
}

static int teardown(void **state)
{
	struct answers *answers = *state;
	arena_free(answers->arena);
	return 0;
}

static void expect_row(const struct node *node, const char *path)
{
	if (!path) {
		assert_null(node->row);
		return;
	}
	assert_non_null(node->row);
	assert_string_equal(node->row->path, path);
}

static void rows_are_found(void **state)
{
	struct answers *answers = *state;
	assert_null(answers->root->row);
	assert_null(answers->root->parent);
	assert_int_equal(answers->root->kind, NODE_GROUP);
	struct node *forests = answers_add(answers, answers->root, "forests", NODE_LIST, 1);
	struct node *forest = answers_add(answers, forests, NULL, NODE_GROUP, 2);
	struct node *sites = answers_add(answers, forest, "sites", NODE_LIST, 3);
	struct node *site = answers_add(answers, sites, NULL, NODE_GROUP, 4);
	struct node *hosts = answers_add(answers, site, "hosts", NODE_GROUP, 5);
	struct node *servers = answers_add(answers, site, "servers", NODE_LIST, 6);
	expect_row(forests, "forests");
	expect_row(forest, "forests");
	expect_row(sites, "forests[].sites");
	expect_row(site, "forests[].sites");
	expect_row(hosts, "forests[].sites[].hosts");
	expect_row(servers, "forests[].sites[].servers");
	expect_row(answers_add(answers, servers, NULL, NODE_TEXT, 6), "forests[].sites[].servers");
	expect_row(answers_add(answers, forest, "name", NODE_TEXT, 6), "forests[].name");
	expect_row(answers_add(answers, site, "name", NODE_TEXT, 6), "forests[].sites[].name");
	expect_row(answers_add(answers, hosts, "pop3", NODE_TEXT, 6), "forests[].sites[].hosts.*");
	expect_row(answers_add(answers, hosts, "pop4", NODE_TEXT, 6), NULL);
	expect_row(answers_add(answers, hosts, "*", NODE_TEXT, 6), NULL);
	expect_row(answers_add(answers, answers->root, "format", NODE_INTEGER, 6), "format");
	assert_int_equal(site->line, 4);
	assert_int_equal(site->origin, ORIGIN_FILE);
	assert_false(site->refused);
}

static void unknown_keys_have_no_row(void **state)
{
	struct answers *answers = *state;
	static const char *const names[] = { "", "name", "forest", "forestss", "Format",
		"forests[]", "forests[].name", "services.owa", "*", "[]" };
	for (size_t i = 0; i < COUNT_OF(names); i++)
		expect_row(answers_add(answers, answers->root, names[i], NODE_TEXT, 1), NULL);
	/* Nor has what is inside them, whatever it is called. */
	struct node *group = answers_add(answers, answers->root, "forest", NODE_GROUP, 1);
	expect_row(answers_add(answers, group, "format", NODE_INTEGER, 1), NULL);
	struct node *list = answers_add(answers, group, "list", NODE_LIST, 1);
	struct node *item = answers_add(answers, list, NULL, NODE_GROUP, 1);
	expect_row(item, NULL);
	expect_row(answers_add(answers, item, "name", NODE_TEXT, 1), NULL);
	/* A group where a list of groups is due: its members are nobody's. */
	struct node *forests = answers_add(answers, answers->root, "forests", NODE_GROUP, 1);
	expect_row(answers_add(answers, forests, "name", NODE_TEXT, 1), NULL);
}

static void only_some_services_have_a_member(void **state)
{
	static const struct {
		const char *service, *member, *row;
	} cases[] = {
		{ "owa", "enabled", "services.*.enabled" },
		{ "owa", "security", NULL },
		{ "owa", "authentication", NULL },
		{ "owa", "owa", NULL },
		{ "pop3", "security", "services.*.security" },
		{ "imap4", "security", "services.*.security" },
		{ "imap4", "authentication", NULL },
		{ "outlook_anywhere", "authentication", "services.*.authentication" },
		{ "pop", "enabled", NULL },
	};
	struct answers *answers = *state;
	struct node *group = answers_add(answers, answers->root, "services", NODE_GROUP, 1);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct node *service = answers_add(answers, group, cases[i].service, NODE_GROUP, 1);
		struct node *member = answers_add(answers, service, cases[i].member, NODE_TEXT, 1);
		expect_row(member, cases[i].row);
	}
}

static void keys_of_groups(void **state)
{
	struct answers *answers = *state;
	struct arena *arena = answers->arena;
	struct node *group = answers_add(answers, answers->root, "services", NODE_GROUP, 1);
	struct node *owa = answers_add(answers, group, "owa", NODE_GROUP, 1);
	struct node *pop3 = answers_add(answers, group, "pop3", NODE_GROUP, 1);
	struct node *other = answers_add(answers, answers->root, "other", NODE_GROUP, 1);
	struct node *forests = answers_add(answers, answers->root, "forests", NODE_LIST, 1);
	struct node *forest = answers_add(answers, forests, NULL, NODE_GROUP, 1);
	const struct {
		const struct node *group;
		const char *want;
	} cases[] = {
		{ answers->root, "format forests services" },
		{ group, "owa outlook_anywhere pop3 imap4" },
		{ owa, "enabled" },
		{ pop3, "enabled security" },
		{ other, "" },
		{ forest, "name sites" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(texts_join(arena, answers_keys(answers, cases[i].group), " "),
		        cases[i].want);
}

/* forests = ( { sites = ( {}, { servers = [ "A", "B" ] } ) } ), format = 1 */
static void fill(struct answers *answers)
{
	struct node *forests = answers_add(answers, answers->root, "forests", NODE_LIST, 1);
	struct node *forest = answers_add(answers, forests, NULL, NODE_GROUP, 1);
	struct node *sites = answers_add(answers, forest, "sites", NODE_LIST, 1);
	answers_add(answers, sites, NULL, NODE_GROUP, 1);
	struct node *site = answers_add(answers, sites, NULL, NODE_GROUP, 1);
	struct node *servers = answers_add(answers, site, "servers", NODE_LIST, 1);
	answers_add(answers, servers, NULL, NODE_TEXT, 1)->value.text = "A";
	answers_add(answers, servers, NULL, NODE_TEXT, 1)->value.text = "B";
	answers_add(answers, answers->root, "format", NODE_INTEGER, 1)->value.integer = 1;
}

static void paths_lead_nowhere(void **state)
{
	static const char *const paths[] = { "", ".", "[", "[0]", "]", "forest", "forestss",
		"Forests", "forests.", "forests.sites", "forests[", "forests[]", "forests[1]",
		"forests[-1]", "forests[+0]", "forests[ 0]", "forests[0", "forests[0]]",
		"forests[0].", "forests[0]sites", "forests[0]..sites", "forests[0][0]",
		"forests[0].sites[2]", "forests[18446744073709551616]", "forests[0x0]", "format[0]",
		"format.x", "forests[0].sites[1].servers[0].x", "forests[0].sites[1].servers[0][0]",
		".forests" };
	fill(*state);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		if (answers_find(*state, paths[i]))
			fail_msg("\"%s\" leads somewhere", paths[i]);
	}
}

static void paths_lead_to_nodes_and_back(void **state)
{
	static const char *const paths[] = { "forests", "forests[0]", "forests[0].sites",
		"forests[0].sites[0]", "forests[0].sites[1]", "forests[0].sites[1].servers",
		"forests[0].sites[1].servers[1]", "format" };
	struct answers *answers = *state;
	fill(answers);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		const struct node *node = answers_find(answers, paths[i]);
		assert_non_null(node);
		assert_string_equal(node_path_text(node, answers->arena), paths[i]);
	}
	const struct node *second = answers_find(answers, "forests[0].sites[1].servers[1]");
	assert_string_equal(second->value.text, "B");
	assert_ptr_equal(answers_find(answers, "forests[00]"), answers_find(answers, "forests[0]"));
	assert_string_equal(node_path_text(answers->root, answers->arena), "");
}

static void members_are_found(void **state)
{
	struct answers *answers = *state;
	fill(answers);
	struct node *forests = node_member(answers->root, "forests");
	assert_ptr_equal(forests, answers_find(answers, "forests"));
	assert_int_equal(forests->count, 1);
	assert_ptr_equal(forests->first, forests->last);
	assert_null(node_member(NULL, "forests"));
	assert_null(node_member(answers->root, "sites"));
	assert_null(node_member(forests, "sites")); /* a list has no members */
	assert_null(node_member(answers_find(answers, "format"), "x"));
}

static void names_are_copied(void **state)
{
	struct answers *answers = *state;
	char name[] = "format";
	const struct node *node = answers_add(answers, answers->root, name, NODE_INTEGER, 1);
	name[0] = 'x';
	assert_string_equal(node->name, "format");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(unknown_keys_have_no_row),
		TEST(rows_are_found),
		TEST(only_some_services_have_a_member),
		TEST(keys_of_groups),
		TEST(paths_lead_nowhere),
		TEST(paths_lead_to_nodes_and_back),
		TEST(members_are_found),
		TEST(names_are_copied),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
