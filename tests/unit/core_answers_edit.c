/* Copies of answers, and changes in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/answers_edit.h"
#include "helper_make.h"

static const char *value_at(const struct answers *answers, const char *path, struct arena *arena)
{
	const struct node *node = answers_find(answers, path);
	return node ? node_value_text(node, arena) : "(none)";
}

static void refused_changes(void **state)
{
	static const struct {
		const char *path, *value;
	} changes[] = {
		{ "", "x" },
		{ "nonsense", "x" },
		{ "dns.nonsense", "x" },
		{ "dns", "x" },
		{ "dns.", "x" },
		{ "forests", "x" },
		{ "forests[0]", "x" },
		{ "forests[0].sites[7].namespace", "mail.contoso.com" },
		{ "forests[x].name", "y" },
		{ "forests[0.name", "y" },
		{ "topology.name", "x" },
		{ "dns.ttl", "soon" },
		{ "dns.ttl", "" },
		{ "dns.ttl", "60s" },
		{ "dns.ttl", "99999999999999999999" },
		{ "dns.srv_supported", "yes" },
		{ "services.owa.security", "tls" },
		{ "services.fax.enabled", "true" },
	};
	struct made made;
	(void)state;
	made_make(&made, NULL);
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		struct answers copy;
		answers_copy(&copy, &made.answers, made.arena);
		if (answers_set(&copy, changes[i].path, changes[i].value))
			fail_msg("%s = %s was taken", changes[i].path, changes[i].value);
		answers_unset(&copy, "forests[0].sites[7].namespace");
		answers_unset(&copy, "nothing.like.this");
		struct problem_list problems = { 0 };
		assert_string_equal(value_at(&copy, "topology", made.arena), "consolidated");
		/* Groups on the way that nobody knows are complained of; known ones are harmless. */
		if (!strstr(changes[i].path, "fax"))
			assert_non_null(request_make(&copy, helper_day, NULL, made.arena,
			        &problems));
	}
	made_done(&made);
}

static void changes(void **state)
{
	static const struct {
		const char *path, *value, *want;
	} rows[] = {
		{ "topology", "regional", "regional" },
		{ "dns.ttl", "60", "60" },
		{ "dns.srv_supported", "false", "false" },
		{ "clients.kinds", "browser, mobile", "browser, mobile" },
		{ "dns.catch_all", "", "" },
		{ "forests[0].sites[0].hosts.owa", "owa.contoso.com", "owa.contoso.com" },
		{ "services.pop3.security", "none", "none" },
		{ "services.owa.external", "false", "false" },
	};
	struct made made;
	(void)state;
	made_make(&made, NULL);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct answers copy;
		answers_copy(&copy, &made.answers, made.arena);
		const char *before = value_at(&made.answers, rows[i].path, made.arena);
		assert_true(answers_set(&copy, rows[i].path, rows[i].value));
		assert_string_equal(value_at(&copy, rows[i].path, made.arena), rows[i].want);
		const struct node *node = answers_find(&copy, rows[i].path);
		assert_int_equal(node->origin, ORIGIN_FILE);
		assert_string_equal(node_path_text(node, made.arena), rows[i].path);
		/* The person's own tree stays. */
		assert_string_equal(value_at(&made.answers, rows[i].path, made.arena), before);
		answers_unset(&copy, rows[i].path);
		assert_null(answers_find(&copy, rows[i].path));
	}
	made_done(&made);
}

static size_t count_nodes(const struct node *node)
{
	size_t count = 1;
	for (const struct node *child = node->first; child; child = child->next)
		count += count_nodes(child);
	return count;
}

/* What was given is there, with its line; defaults are not. */
static void copies(void **state)
{
	struct made made;
	struct answers copy;
	struct problem_list problems = { 0 };
	(void)state;
	made_make(&made, NULL);
	assert_non_null(answers_find(&made.answers, "dns.ttl"));
	answers_copy(&copy, &made.answers, made.arena);
	assert_null(answers_find(&copy, "dns.ttl"));
	assert_null(answers_find(&copy, "services"));
	assert_int_equal(answers_find(&copy, "topology")->line, 5);
	const struct node *namespace = answers_find(&copy, SITE0 "namespace");
	assert_int_equal(namespace->line, 10);
	assert_string_equal(node_path_text(namespace, made.arena), SITE0 "namespace");
	assert_ptr_not_equal(namespace, answers_find(&made.answers, SITE0 "namespace"));
	/* The copy plans to the same defaults, and the first tree does not notice. */
	size_t nodes = count_nodes(made.answers.root);
	assert_non_null(request_make(&copy, helper_day, NULL, made.arena, &problems));
	assert_int_equal(count_nodes(copy.root), nodes);
	assert_int_equal(count_nodes(made.answers.root), nodes);
	made_done(&made);
}

/* The place and the line of what is replaced stay; what is new has no line. */
static void order(void **state)
{
	struct made made;
	struct answers copy;
	(void)state;
	made_make(&made, NULL);
	answers_copy(&copy, &made.answers, made.arena);
	assert_true(answers_set(&copy, "topology", "regional"));
	const struct node *node = answers_find(&copy, "topology");
	assert_int_equal(node->line, 5);
	assert_string_equal(node->next->name, "forests");
	assert_true(answers_set(&copy, "dns.ttl", "60"));
	assert_int_equal(answers_find(&copy, "dns.ttl")->line, 0);
	const struct node *last = copy.root->last;
	assert_null(last->next);
	answers_unset(&copy, last->name);
	assert_null(copy.root->last->next);
	assert_ptr_not_equal(copy.root->last, last);
	made_done(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_changes),
		cmocka_unit_test(changes),
		cmocka_unit_test(copies),
		cmocka_unit_test(order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
