/* The tables of variables, predicates and inner loops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/name.h"
#include "helper_steps.h"

/* ---- tables ---- */

static void test_sorted(void **state)
{
	(void)state;
	for (size_t i = 1; i < scope_variable_count; i++)
		assert_true(strcmp(scope_variables[i - 1].name, scope_variables[i].name) < 0);
	for (size_t i = 1; i < scope_predicate_count; i++)
		assert_true(strcmp(scope_predicates[i - 1].name, scope_predicates[i].name) < 0);
	for (size_t i = 1; i < scope_loop_count; i++)
		assert_true(strcmp(scope_loops[i - 1].name, scope_loops[i].name) < 0);
}

static void test_find_refuses(void **state)
{
	(void)state;
	static const char *const names[] = { "", ".", "serve", "server.", "server.nam",
		"server.name.", "server.names", "server.directory", "name.reason.x", "zzz", "!" };
	const char *argument;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		assert_null(variable_find(names[i], &argument));
		assert_null(predicate_find(names[i], &argument));
		assert_null(loop_find(names[i]));
	}
	assert_null(predicate_find("service", &argument));
	assert_null(predicate_find("facing:x", &argument));
}

static void test_find(void **state)
{
	(void)state;
	const char *argument = "stale";
	for (size_t i = 0; i < scope_variable_count; i++)
		assert_ptr_equal(variable_find(scope_variables[i].name, &argument),
		        &scope_variables[i]);
	for (size_t i = 0; i < scope_loop_count; i++)
		assert_ptr_equal(loop_find(scope_loops[i].name), &scope_loops[i]);
	assert_non_null(variable_find("server.name", &argument));
	assert_null(argument);
	assert_string_equal(
	        variable_find("server.directory.owa", &argument)->name, "server.directory.");
	assert_string_equal(argument, "owa");
	assert_string_equal(predicate_find("security:pop3=tls", &argument)->name, "security:");
	assert_string_equal(argument, "pop3=tls");
	assert_string_equal(predicate_find("internal-dns", &argument)->name, "internal-dns");
	assert_null(argument);
	assert_string_equal(predicate_find("internal-dns:none", &argument)->name, "internal-dns:");
}

/* Rows with an argument end in its sign, and only those. */
static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < scope_variable_count; i++) {
		const struct argument_form *form = &scope_variables[i].form;
		assert_int_equal(text_ends(scope_variables[i].name, "."),
		        form->refers_to || form->words);
	}
	for (size_t i = 0; i < scope_predicate_count; i++) {
		const struct argument_form *form = &scope_predicates[i].form;
		assert_int_equal(text_ends(scope_predicates[i].name, ":"),
		        form->refers_to || form->words);
	}
}

/* ---- predicates ---- */

struct truth {
	const char *name;
	bool holds;
};

static bool holds(struct world *w, const char *name)
{
	return scope_holds(&w->scope, (struct texts){ &name, 1 });
}

static void check_truths(struct world *w, const struct truth *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (holds(w, rows[i].name) != rows[i].holds)
			fail_msg("%s should%s hold", rows[i].name, rows[i].holds ? "" : " not");
		/* What does not hold, holds negated. */
		const char *negated = arena_printf(w->arena, "!%s", rows[i].name);
		assert_int_equal(holds(w, negated), !rows[i].holds);
	}
}

#define CHECK_TRUTHS(w, rows) check_truths((w), (rows), COUNT_OF(rows))

static void test_plan_scope(void **state)
{
	struct world *w = *state;
	static const struct truth rows[] = {
		{ "service:owa", true }, { "service:imap4", false }, { "service:nonsense", false },
		{ "external:owa", true }, { "external:imap4", false },
		{ "require-ssl:owa", true }, { "require-ssl:oab", false },
		{ "require-ssl:imap4", false }, { "offloading:owa", false },
		{ "security:pop3=tls", true }, { "security:pop3=none", false },
		{ "security:imap4=tls", false }, { "security:pop3", false },
		{ "authentication:basic", true }, { "authentication:ntlm", false },
		{ "client:browser", true }, { "client:outlook-2003", false },
		{ "any-phone", true }, { "any-outlook-2007", true },
		{ "scenario:two-single-names", true }, { "scenario:wildcard", false },
		{ "issuer:public-ca", true }, { "issuer:self-signed", false },
		{ "baseline:current", true }, { "baseline:2008", false },
		{ "coexistence", false }, { "download-host", false }, { "exportable", true },
		{ "feature:internal-outlook-anywhere", false }, { "feature:nonsense", false },
		{ "records-external", true }, { "records-internal", true }, { "srv", true },
		{ "new-zones", false }, { "forbidden", false },
		{ "forbidden-internal", false }, { "internal-dns", true },
		{ "internal-dns:split-zone", true }, { "internal-dns:none", false },
		{ "second-site", true }, { "second-certificate", true }, { "redirect", false },
		{ "multi-site", false }, { "many-forests", true }, { "hidden-sites", true },
		{ "inside-joined", false },
		{ "inside-unjoined", false },
		/* about something that a plan step has not */
		{ "facing", false }, { "server-address", false }, { "self-signed", false },
	};
	CHECK_TRUTHS(w, rows);
}

static void test_facing_site(void **state)
{
	struct world *w = *state;
	static const struct truth rows[] = {
		{ "facing", true }, { "hidden", false }, { "proxied", false },
		{ "external:owa", true }, { "autodiscover-site", true }, { "second-site", true },
		{ "second-certificate", true },
		{ "proxy-target-site", false }, { "proxy-untrusted", true }, { "hidden-sites", true },
		{ "publisher:none", true }, { "publisher:bridging", false },
		{ "publisher-product:other", true }, { "publisher-product:tmg", false },
		{ "server-address", true }, { "role:primary", true },
		{ "role:server", false }, { "wildcard", false },
		{ "wildcard-outlook-anywhere", false }, { "self-signed", false },
		{ "has-request", true }, { "made-by-casplan", true },
		{ "made-by-exchange", false }, { "owned", false }, { "many-servers", true },
		{ "needed-elsewhere", true },
		{ "ec-key", false },
		{ "first-server", true }, { "internal-url-set:owa", true },
		{ "external-url-set:owa", true }, { "internal-url-set:oab", false },
		{ "url-set:owa", true }, { "url-set:oab", false }, { "oab-http", false },
		{ "issuer:public-ca", true },
	};
	world_narrow(w, 0, 0, 0);
	CHECK_TRUTHS(w, rows);
	world_narrow(w, 0, 1, 0);
	assert_false(holds(w, "first-server"));
	assert_false(holds(w, "server-address"));
}

static void test_hidden_site(void **state)
{
	struct world *w = *state;
	static const struct truth rows[] = {
		{ "facing", false }, { "hidden", true }, { "proxied", true },
		{ "service:owa", true }, { "external:owa", false }, { "autodiscover-site", false },
		{ "second-site", false }, { "second-certificate", false },
		{ "proxy-target-site", true },
		{ "proxy-untrusted", false }, { "role:server", true }, { "self-signed", true },
		{ "issuer:self-signed", true }, { "has-request", false },
		{ "made-by-casplan", false }, { "made-by-exchange", false },
		{ "many-servers", false }, { "needed-elsewhere", false },
		{ "internal-url-set:owa", true },
		{ "external-url-set:owa", false }, { "url-set:owa", true }, { "oab-http", true },
	};
	world_narrow(w, 1, 2, 2);
	CHECK_TRUTHS(w, rows);
}

static void test_other_forest(void **state)
{
	struct world *w = *state;
	static const struct truth rows[] = {
		{ "wildcard", true }, { "wildcard-outlook-anywhere", true }, { "hidden-sites", false },
		{ "proxy-untrusted", false },
		{ "second-site", false }, { "multi-site", false },
	};
	world_narrow(w, 2, 3, 3);
	CHECK_TRUTHS(w, rows);
	/* A forest step asks the certificate of its Autodiscover site. */
	world_scope(w);
	w->scope.forest = &w->forests[1];
	w->scope.parts = SCOPE_FOREST;
	assert_true(holds(w, "wildcard-outlook-anywhere"));
	w->services[OUTLOOK_ANYWHERE].enabled.value = false;
	assert_false(holds(w, "wildcard-outlook-anywhere"));
	w->services[OUTLOOK_ANYWHERE].enabled.value = true;
	w->scope.forest = &w->forests[0];
	assert_false(holds(w, "wildcard-outlook-anywhere"));
}

/* P7: Internet-facing sites that share a namespace proxy to each other, where the product clears
 * their external values. */
static void test_facing_sites_proxy(void **state)
{
	struct world *w = *state;
	w->sites[1].internet_facing.value = true;
	world_narrow(w, 0, 0, 0);
	assert_true(holds(w, "multi-site"));
	assert_false(holds(w, "proxy-target-site"));
	assert_false(holds(w, "hidden-sites"));
	w->request.topology = &w->know.topologies.items[1];
	assert_true(holds(w, "proxy-target-site"));
	assert_true(holds(w, "proxy-untrusted"));
	assert_false(holds(w, "hidden-sites"));
	w->request.release = (struct release){ &w->know.products.items[1], 2 };
	assert_false(holds(w, "proxy-target-site"));
}

/* A key that only one server needs, and what else can need it. */
static void test_needed_elsewhere(void **state)
{
	struct world *w = *state;
	struct site_answer *site = &w->sites[2];
	world_narrow(w, 2, 3, 3);
	assert_false(holds(w, "many-servers"));
	assert_false(holds(w, "needed-elsewhere"));
	site->publisher.kind.value = "bridging";
	assert_true(holds(w, "needed-elsewhere"));
	site->publisher.kind.value = "passthrough";
	assert_false(holds(w, "needed-elsewhere"));
	/* Older servers need it where it names them. */
	site->legacy.host.value = "legacy.elsewhere.example";
	assert_false(holds(w, "needed-elsewhere"));
	site->legacy.host.value = arena_printf(w->arena, "legacy.%s",
	        name_parent(w->scope.certificate->names.items[0].name));
	assert_true(holds(w, "needed-elsewhere"));
}

/* The other way round of what the world has. */
static void test_changed_answers(void **state)
{
	struct world *w = *state;
	static const struct truth rows[] = {
		{ "made-by-exchange", true }, { "made-by-casplan", false }, { "exportable", false },
		{ "baseline:2008", true }, { "coexistence", true }, { "redirect", true },
		{ "second-certificate", true }, { "forbidden", true },
		{ "forbidden-internal", false }, { "new-zones", true },
		{ "inside-joined", true }, { "inside-unjoined", true }, { "owned", true },
		{ "download-host", true }, { "any-phone", false }, { "any-outlook-2007", false },
		{ "offloading:owa", true }, { "internal-dns", false },
		{ "feature:internal-outlook-anywhere", true }, { "ec-key", true },
	};
	struct plan_certificate *certificate = &w->plan.certificates.items[0];
	certificate->has_key = false;
	certificate->owned = true;
	certificate->algorithm = "ec";
	w->request.certificates.exportable.value = false;
	w->request.baseline = BASELINE_2008;
	w->request.coexistence.count = 1;
	w->request.download_host.value = "dl.contoso.com";
	w->request.clients.inside_joined.value = w->request.clients.inside_unjoined.value = true;
	w->request.clients.kinds.count = 0;
	w->request.dns.internal.value = "none";
	w->request.release = (struct release){ &w->know.products.items[1], 0 };
	w->services[OWA].ssl_offloading.value = true;
	w->plan.web_sites.items[1].redirect_to = "https://mail.contoso.com/";
	w->plan.records.items[2].zone_is_new = true;
	(void)LIST_ADD(w->arena, &w->plan.forbidden);
	world_narrow(w, 0, 0, 0);
	CHECK_TRUTHS(w, rows);
	/* A port that must stay closed is no record that must not exist. */
	w->plan.forbidden.items[0].is_port = true;
	world_narrow(w, 0, 0, 0);
	assert_false(holds(w, "forbidden"));
}

/* All must hold. */
static void test_all(void **state)
{
	struct world *w = *state;
	const char *const both[] = { "service:owa", "srv" };
	const char *const one[] = { "service:owa", "service:imap4" };
	assert_true(scope_holds(&w->scope, (struct texts){ NULL, 0 }));
	assert_true(scope_holds(&w->scope, (struct texts){ both, 2 }));
	assert_false(scope_holds(&w->scope, (struct texts){ one, 2 }));
	assert_false(holds(w, "unknown"));
	assert_false(holds(w, "!unknown"));
}

/* ---- answers ---- */

static void test_note(void **state)
{
	struct world *w = *state;
	enum { MANY = 1000 };
	static struct node nodes[MANY];
	scope_note(&w->scope, NULL);
	assert_int_equal(w->from.list.count, 0);
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < MANY; i++)
			scope_note(&w->scope, &nodes[i * 7 % MANY]);
	}
	assert_int_equal(w->from.list.count, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_ptr_equal(w->from.list.items[i], &nodes[i * 7 % MANY]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorted),
		cmocka_unit_test(test_find_refuses),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_forms),
		TEST(test_plan_scope),
		TEST(test_facing_site),
		TEST(test_hidden_site),
		TEST(test_other_forest),
		TEST(test_facing_sites_proxy),
		TEST(test_needed_elsewhere),
		TEST(test_changed_answers),
		TEST(test_all),
		TEST(test_note),
	};
	return cmocka_run_group_tests_name("core_scope", tests, NULL, NULL);
}
