/* Findings that somebody has read and accepts: kept with the reason, until an answer changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_make.h"

#define REDIRECT "certificates.scenario=redirect"
#define SECOND SITE0 "autodiscover_external_addresses=[203.0.113.11]"

/* An acknowledgement by hand, with the answers it was given for. */
static void acknowledge(struct made *made, const char *rule, const char *subject,
        const char *const *depends)
{
	struct answers *answers = &made->answers;
	struct node *session = answers_add(answers, answers->root, "session", NODE_GROUP, 200);
	struct node *list = answers_add(answers, session, "acknowledged", NODE_LIST, 201);
	struct node *item = answers_add(answers, list, NULL, NODE_GROUP, 202);
	answers_add(answers, item, "rule", NODE_TEXT, 203)->value.text = rule;
	answers_add(answers, item, "subject", NODE_TEXT, 204)->value.text = subject;
	answers_add(answers, item, "reason", NODE_TEXT, 205)->value.text = "help desk informed";
	if (!depends[0])
		return;
	struct node *texts = answers_add(answers, item, "depends", NODE_LIST, 206);
	for (size_t i = 0; depends[i]; i++)
		answers_add(answers, texts, NULL, NODE_TEXT, 206)->value.text = depends[i];
}

/* What the finding says about it, planned anew; NULL: not acknowledged. */
static const char *acknowledged(struct made *made, const char *rule)
{
	struct problem_list problems = { 0 };
	const struct request *request =
	        request_make(&made->answers, helper_day, NULL, made->arena, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s\n", problems.items[i].text);
	assert_non_null(request);
	made->plan = plan_make(request, made->arena);
	const struct plan_finding *finding = made_finding(made, rule);
	if (!finding)
		fail_msg("%s is not found", rule);
	return finding->acknowledged;
}

static void not_acknowledged(void **state)
{
	static const struct {
		const char *lines[4];
		const char *rule, *subject; /* of the acknowledgement */
		const char *depends[2];
		const char *found; /* the rule that is looked at */
	} rows[] = {
		/* Another subject, another rule. */
		{ { REDIRECT, SECOND }, "redirect-prompts-users", "fabrikam.com", { NULL },
		        "redirect-prompts-users" },
		{ { REDIRECT, SECOND }, "apex-https", "contoso.com", { NULL },
		        "redirect-prompts-users" },
		/* An error cannot be acknowledged. */
		{ { REDIRECT }, "second-address-missing", "Redmond", { NULL },
		        "second-address-missing" },
		{ { "certificates.key.bits=#1024" }, "key-too-small", "mail.contoso.com", { NULL },
		        "key-too-small" },
		/* It was given for other answers. */
		{ { REDIRECT, SECOND }, "redirect-prompts-users", "contoso.com",
		        { "certificates.scenario=wildcard" }, "redirect-prompts-users" },
		{ { REDIRECT, SECOND }, "redirect-prompts-users", "contoso.com",
		        { "no.such.answer=1" }, "redirect-prompts-users" },
		{ { REDIRECT, SECOND }, "redirect-prompts-users", "contoso.com",
		        { "certificates.scenario" }, "redirect-prompts-users" },
		{ { REDIRECT, SECOND }, "redirect-prompts-users", "contoso.com",
		        { "certificates.scenario=" }, "redirect-prompts-users" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made made;
		made_make(&made, rows[i].lines);
		acknowledge(&made, rows[i].rule, rows[i].subject, rows[i].depends);
		if (acknowledged(&made, rows[i].found))
			fail_msg("row %zu is acknowledged", i);
		made_done(&made);
	}
}

static void kept_with_its_reason(void **state)
{
	static const char *const lines[] = { REDIRECT, SECOND, NULL };
	static const char *const depends[][3] = {
		{ NULL }, /* by hand: it never lapses */
		{ "certificates.scenario=redirect" },
		{ "certificates.scenario=redirect", "forests[0].smtp_domains[0]=contoso.com" },
		{ "dns.ttl=3600" }, /* a default counts as well */
		{ "forests[0].smtp_domains=contoso.com" }, /* a whole list */
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(depends); i++) {
		struct made made;
		made_make(&made, lines);
		struct plan_summary before = plan_summarize(made.plan);
		acknowledge(&made, "redirect-prompts-users", "contoso.com", depends[i]);
		const char *reason = acknowledged(&made, "redirect-prompts-users");
		if (!reason)
			fail_msg("row %zu is not acknowledged", i);
		assert_string_equal(reason, "help desk informed");
		/* It stays listed, and what it weighs stays too. */
		struct plan_summary after = plan_summarize(made.plan);
		assert_int_equal(after.notes, before.notes);
		assert_int_equal(after.warnings, before.warnings);
		made_done(&made);
	}
}

/* Written for every answer of the finding's `from`, it lapses with each of them. */
static void lapses_with_its_answers(void **state)
{
	static const struct {
		const char *lines[3];
		const char *rule, *subject;
		const char *change; /* after which the rule still speaks about the subject */
	} rows[] = {
		{ { "services.owa.require_ssl=?false" }, "ssl-not-required", "owa", NULL },
		{ { SITE0 "servers=[CAS01 CAS02]" }, "load-balancer-missing", "mail.contoso.com",
		        NULL },
		{ { "certificates.issuer=windows-pki" }, "private-root-distribution", "windows-pki",
		        "clients.root_ca_installed=[mobile]" },
		{ { SITE1 "name=Reykjavik", SITE1 "servers=[CAS09]" }, "proxy-site-users",
		        "Reykjavik", SITE1 "mailbox_users=#40" },
		{ { "certificates.scenario=single-name-srv" }, "srv-client-unsupported", "mobile",
		        "clients.kinds=[mobile browser]" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *depends[8] = { NULL };
		struct made made;
		made_make(&made, rows[i].lines);
		const struct plan_finding *finding = made_finding(&made, rows[i].rule);
		assert_non_null(finding);
		for (size_t j = 0; j < finding->from.count && j + 1 < COUNT_OF(depends); j++) {
			const struct node *node = finding->from.items[j];
			depends[j] = arena_printf(made.arena, "%s=%s",
			        node_path_text(node, made.arena),
			        node_value_text(node, made.arena));
		}
		acknowledge(&made, rows[i].rule, rows[i].subject, depends);
		assert_string_equal(acknowledged(&made, rows[i].rule), "help desk informed");
		helper_answer(&made.answers, "dns.ttl=#60", 300); /* none of its answers */
		assert_non_null(acknowledged(&made, rows[i].rule));
		if (rows[i].change) {
			helper_answer(&made.answers, rows[i].change, 301);
			if (acknowledged(&made, rows[i].rule))
				fail_msg("%s did not lapse", rows[i].rule);
		}
		made_done(&made);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(not_acknowledged),
		cmocka_unit_test(kept_with_its_reason),
		cmocka_unit_test(lapses_with_its_answers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
