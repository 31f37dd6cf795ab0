/* Why something is in the plan, and what clients meet without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/explain.h"
#include "helper_make.h"

static struct explanation_list explain(struct made *made, const char *name)
{
	return explain_make(made->plan, made->proof, name);
}

static const struct explanation *of_kind(const struct explanation_list *list, const char *kind)
{
	LIST_EACH(const struct explanation, explanation, *list) {
		if (text_equal(explanation->kind, kind))
			return explanation;
	}
	fail_msg("it is no %s", kind);
	return NULL;
}

static const struct explain_part *part_of(const struct explanation *explanation, const char *title)
{
	LIST_EACH(const struct explain_part, part, explanation->parts) {
		if (text_starts(part->title, title))
			return part;
	}
	fail_msg("%s %s has no part %s", explanation->kind, explanation->name, title);
	return NULL;
}

static bool comes_from(const struct explain_part *part, const char *path, struct arena *arena)
{
	LIST_EACH(const struct node *, node, part->from) {
		if (text_equal(node_path_text(*node, arena), path))
			return true;
	}
	return false;
}

static bool is_used_by(const struct explain_part *part, const char *label)
{
	return texts_have((struct texts){ part->used_by.items, part->used_by.count }, label);
}

static bool says(const struct explain_part *part, const char *words)
{
	LIST_EACH(const char *, line, part->lines) {
		if (strstr(*line, words))
			return true;
	}
	return false;
}

static const struct loss *loss_of(const struct explain_part *part, const char *client,
        const char *place, const char *service)
{
	LIST_EACH(const struct loss, loss, part->losses) {
		if (text_equal(loss->client, client) && text_equal(loss->place, place) &&
		        texts_have(texts_of(&loss->services), service))
			return loss;
	}
	return NULL;
}

static void unknown_names(void **state)
{
	static const char *const names[] = { "", "nothing", "mail.contoso.org", "outlook", "set-scp/",
		"CAS99", "..", "*.contoso.com", "\xff", "contoso" };
	struct made made;
	(void)state;
	made_make(&made, NULL);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (explain(&made, names[i]).count != 0)
			fail_msg("%s means something", names[i]);
	}
	made_done(&made);
}

static void names_to_choose_from(void **state)
{
	static const char *const wants[] = { "mail.contoso.com", "autodiscover.contoso.com", "CAS01",
		"Redmond", "set-scp", "contoso/Redmond/set-scp/CAS01", "browser", "name-not-covered" };
	struct made made;
	(void)state;
	made_make(&made, NULL);
	struct texts names = explain_names(made.plan, made.arena);
	for (size_t i = 0; i < COUNT_OF(wants); i++)
		assert_true(texts_have(names, wants[i]));
	/* Each of them means something, and stands there once. */
	for (size_t i = 0; i < names.count; i++) {
		if (explain(&made, names.items[i]).count == 0)
			fail_msg("%s means nothing", names.items[i]);
		struct texts rest = { names.items + i + 1, names.count - i - 1 };
		assert_false(texts_have(rest, names.items[i]));
	}
	made_done(&made);
}

/* What happens without a part is what the contract says of a plan without it. */
static void hosts(void **state)
{
	static const struct {
		const char *line; /* NULL: none */
		const char *name, *part;
		const char *from, *user;
		const char *client, *place, *service; /* NULL: nothing becomes worse */
		enum result after;
	} rows[] = {
		/* P3: a wrong name. */
		{ NULL, "mail.contoso.com", "Name on the certificate", SITE0 "namespace",
		        "browser@outside", "browser", "outside", "owa", RESULT_WARNING },
		{ NULL, "mail.contoso.com", "Name on the certificate", SITE0 "namespace",
		        "mobile@inside", "mobile", "inside", "activesync", RESULT_FAIL },
		/* P1: the service connection point leads to it. */
		{ NULL, "mail.contoso.com", "Name on the certificate", SITE0 "namespace",
		        "outlook-2010@inside-joined", "outlook-2010", "inside-joined",
		        "autodiscover", RESULT_WARNING },
		{ NULL, "autodiscover.contoso.com", "Name on the certificate",
		        "forests[0].smtp_domains[0]", "outlook-2010@outside", "outlook-2010",
		        "outside", "autodiscover", RESULT_WARNING },
		/* Names are found whatever case they are asked in. */
		{ NULL, "Mail.Contoso.com.", "Name on the certificate", SITE0 "namespace",
		        "browser@outside", "browser", "outside", "owa", RESULT_WARNING },
		/* P3: a host that does not resolve. */
		{ NULL, "mail.contoso.com", "Records outside", SITE0 "external_addresses[0]",
		        "browser@outside", "browser", "outside", "owa", RESULT_FAIL },
		{ NULL, "mail.contoso.com", "Records inside", SITE0 "internal_addresses[0]",
		        "browser@inside-joined", "browser", "inside-joined", "owa", RESULT_FAIL },
		{ NULL, "autodiscover.contoso.com", "Records outside", "forests[0].smtp_domains[0]",
		        "mobile@outside", "mobile", "outside", "autodiscover", RESULT_MANUAL },
		{ "certificates.scenario=single-name-srv", "_autodiscover._tcp.contoso.com",
		        "Records outside", "forests[0].smtp_domains[0]", "outlook-2010@outside",
		        "outlook-2010", "outside", "autodiscover", RESULT_FAIL },
		/* Outlook is handed nothing; who types the host does not care. */
		{ NULL, "mail.contoso.com", "Internal URLs", SITE0 "namespace",
		        "outlook-2010@inside-joined", "outlook-2010", "inside-joined", "ews",
		        RESULT_FAIL },
		{ NULL, "mail.contoso.com", "External URLs", SITE0 "namespace",
		        "outlook-2010@outside", "outlook-2010", "outside", "outlook_anywhere",
		        RESULT_FAIL },
		/* Each server has one from Setup, with its own name, which the certificate lacks. */
		{ NULL, "mail.contoso.com", "Service connection points", SITE0 "namespace",
		        "outlook-2010@inside-joined", "outlook-2010", "inside-joined",
		        "autodiscover", RESULT_WARNING },
		{ "certificates.scenario=wildcard", "*.contoso.com", "Name on the certificate",
		        SITE0 "namespace", "browser@outside", "browser", "outside", "owa",
		        RESULT_WARNING },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *const lines[] = { rows[i].line, NULL };
		struct made made;
		made_make(&made, lines);
		struct explanation_list list = explain(&made, rows[i].name);
		const struct explain_part *part = part_of(of_kind(&list, "host"), rows[i].part);
		assert_true(part->is_proved && part->has_users);
		if (!comes_from(part, rows[i].from, made.arena))
			fail_msg("row %zu does not come from %s", i, rows[i].from);
		if (!is_used_by(part, rows[i].user))
			fail_msg("row %zu is not used by %s", i, rows[i].user);
		if (!rows[i].client) {
			assert_int_equal(part->losses.count, 0);
		} else {
			const struct loss *loss = loss_of(part, rows[i].client, rows[i].place,
			        rows[i].service);
			if (!loss || loss->after != rows[i].after)
				fail_msg("row %zu: %s", i, loss ? result_text(loss->after) :
				                                   "no loss");
			assert_true(loss->before < loss->after);
		}
		made_done(&made);
	}
}

/* Explaining proves other plans: this one, and its proof, stay as they are. */
static void plan_stays(void **state)
{
	struct made made;
	(void)state;
	made_make(&made, NULL);
	size_t names = made.plan->certificates.items[0].names.count;
	size_t users = made.plan->certificates.items[0].names.items[0].used_by.count;
	size_t records = made.plan->records.count, steps = made.plan->steps.count;
	explain(&made, "mail.contoso.com");
	explain(&made, "CAS01");
	explain(&made, "set-scp");
	assert_int_equal(made.plan->certificates.items[0].names.count, names);
	assert_int_equal(made.plan->certificates.items[0].names.items[0].used_by.count, users);
	assert_int_equal(made.plan->records.count, records);
	assert_int_equal(made.plan->steps.count, steps);
	assert_int_equal(made.proof->worst, RESULT_CLEAN);
	made_done(&made);
}

static void what_is_not_wanted(void **state)
{
	static const char *const lines[] = { "certificates.scenario=single-name-srv", NULL };
	static const char *const excluded[] = {
		"certificates.exclude_names=[autodiscover.contoso.com]", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "autodiscover.contoso.com");
	assert_true(says(part_of(of_kind(&list, "host"), "Records that must not exist"), "A, "));
	made_done(&made);
	made_make(&made, excluded);
	list = explain(&made, "autodiscover.contoso.com");
	const struct explanation *host = of_kind(&list, "host");
	const struct explain_part *part = part_of(host, "Left off the certificate");
	assert_true(comes_from(part, "certificates.exclude_names[0]", made.arena));
	part_of(host, "Finding name-not-covered");
	made_done(&made);
}

static void covered_by_a_wildcard(void **state)
{
	static const char *const lines[] = { "certificates.scenario=wildcard", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "mail.contoso.com");
	const struct explain_part *part =
	        part_of(of_kind(&list, "host"), "Covered by the certificate wildcard.contoso.com");
	assert_true(says(part, "*.contoso.com"));
	made_done(&made);
}

static void certificates(void **state)
{
	struct made made;
	(void)state;
	made_make(&made, NULL);
	struct explanation_list list = explain(&made, "mail.contoso.com");
	const struct explain_part *part = part_of(of_kind(&list, "certificate"), "In the plan");
	assert_true(says(part, "CAS01"));
	assert_true(says(part, "RSA, 2048 bits"));
	assert_true(comes_from(part, "certificates.scenario", made.arena));
	assert_int_equal(loss_of(part, "browser", "outside", "owa")->after, RESULT_FAIL);
	made_done(&made);
}

static void rules(void **state)
{
	static const char *const lines[] = { "dns.catch_all=[contoso.com]",
		"certificates.scenario=single-name-srv", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "srv-shadowed");
	const struct explain_part *part = part_of(of_kind(&list, "rule"), "error: contoso.com");
	assert_true(comes_from(part, "dns.catch_all[0]", made.arena));
	assert_int_equal(part->fixes.count, 1);
	assert_string_equal(part->fixes.items[0]->changes.items[0].path, "dns.catch_all");
	/* Warnings too have what would stop them. */
	list = explain(&made, "srv-client-unsupported");
	part = part_of(of_kind(&list, "rule"), "warning: mobile");
	assert_string_equal(part->fixes.items[0]->changes.items[0].path, "certificates.scenario");
	/* Where nothing would, that is said. */
	list = explain(&made, "product-unsupported");
	part = part_of(of_kind(&list, "rule"), "warning: 2010");
	assert_true(says(part, "No change of the answers is known"));
	/* One that does not fire. */
	list = explain(&made, "key-too-small");
	part = part_of(of_kind(&list, "rule"), "These answers do not fire it");
	assert_true(says(part, "<subject>"));
	assert_false(says(part, "{"));
	made_done(&made);
}

static void steps(void **state)
{
	static const char *const lines[] = { "topology=single-namespace-proxy", SITE1 "name=Reykjavik",
		SITE1 "servers=[CAS09]", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "contoso/Redmond/set-scp/CAS01");
	const struct explanation *step = of_kind(&list, "step");
	assert_int_equal(step->parts.count, 2);
	assert_true(comes_from(&step->parts.items[0], SITE0 "servers[0]", made.arena));
	assert_true(says(&step->parts.items[0], "Why: "));
	/* Setup's own value names the server, which the certificate does not. */
	assert_int_equal(loss_of(&step->parts.items[1], "outlook-2010", "inside-joined",
	                         "autodiscover")->after, RESULT_WARNING);
	list = explain(&made, "set-scp");
	step = of_kind(&list, "step");
	assert_int_equal(step->parts.count, 3); /* of both sites, and without them */
	list = explain(&made, "set-proxy-authentication");
	step = of_kind(&list, "step");
	assert_int_equal(loss_of(part_of(step, "While"), "cas-proxy", "inside", "owa")->after,
	        RESULT_FAIL);
	list = explain(&made, "dns-external");
	assert_int_equal(loss_of(part_of(of_kind(&list, "step"), "While"), "browser", "outside",
	                         "owa")->after, RESULT_FAIL);
	list = explain(&made, "verify-inside"); /* seeing is no change */
	assert_int_equal(part_of(of_kind(&list, "step"), "While")->losses.count, 0);
	made_done(&made);
}

static void clients(void **state)
{
	static const char *const lines[] = { SITE0 "hosts.activesync=mobile.contoso.com", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "mobile");
	const struct explanation *client = of_kind(&list, "client");
	assert_true(says(part_of(client, "What it meets"), "outside: clean"));
	assert_true(comes_from(part_of(client, "What it meets"), "clients.kinds", made.arena));
	assert_true(says(part_of(client, "In the plan for it alone"), "mobile.contoso.com"));
	assert_false(says(part_of(client, "In the plan for it alone"), "mail.contoso.com on"));
	list = explain(&made, "ews-app");
	part_of(of_kind(&list, "client"), "It is not in the proof");
	made_done(&made);
}

/* What was tried stands below what came of it; nobody lists the servers that proxy. */
static void clients_that_meet_something(void **state)
{
	static const char *const lines[] = { "dns.apex_https=[contoso.com]",
		"topology=single-namespace-proxy", SITE1 "name=Reykjavik", SITE1 "servers=[CAS09]",
		NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "mobile");
	const struct explain_part *part = part_of(of_kind(&list, "client"), "What it meets");
	assert_true(says(part, "outside: warning. https://contoso.com/ answers"));
	assert_true(says(part, "Tried outside, autodiscover for contoso.com:"));
	assert_true(says(part, "https://contoso.com/autodiscover/autodiscover.xml: foreign. "));
	assert_true(says(part, "https://autodiscover.contoso.com/autodiscover/autodiscover.xml: ok. "
	                       "203.0.113.10, Default Web Site of Redmond: certificate "
	                       "mail.contoso.com names the host; trusted here."));
	list = explain(&made, "cas-proxy");
	part = part_of(of_kind(&list, "client"), "What it meets");
	assert_true(says(part, "inside, site Reykjavik, owa: clean. "));
	assert_true(comes_from(part, SITE1 "internet_facing", made.arena));
	made_done(&made);
	made_make(&made, NULL);
	list = explain(&made, "cas-proxy");
	assert_true(says(part_of(of_kind(&list, "client"), "What it meets"), "No site"));
	made_done(&made);
}

/* Steps that set no value of the plan's lists, and that a client misses all the same. */
static void steps_for_wildcards(void **state)
{
	static const char *const lines[] = { "certificates.scenario=wildcard", "product.version=2007",
		"clients.kinds=[outlook-2007 pop-imap]", "services.imap4.enabled=?true", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	struct explanation_list list = explain(&made, "set-outlook-provider");
	assert_int_equal(loss_of(part_of(of_kind(&list, "step"), "While"), "outlook-2007", "outside",
	                         "outlook_anywhere")->after, RESULT_FAIL);
	list = explain(&made, "set-imap");
	assert_int_equal(loss_of(part_of(of_kind(&list, "step"), "While"), "pop-imap", "outside",
	                         "imap4")->after, RESULT_FAIL);
	made_done(&made);
}

static void mail_domains(void **state)
{
	static const char *const lines[] = { "forests[0].smtp_domains=[contoso.com b\xc3\xbc" "cher.de]",
		"dns.apex_https=[b\xc3\xbc" "cher.de]", NULL };
	static const char *const names[] = { "b\xc3\xbc" "cher.de", "xn--bcher-kva.de" };
	struct made made;
	(void)state;
	made_make(&made, lines);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct explanation_list list = explain(&made, names[i]);
		const struct explanation *domain = of_kind(&list, "mail domain");
		const struct explain_part *part = part_of(domain, "In the plan because of it");
		assert_true(says(part, "autodiscover.xn--bcher-kva.de on the certificate "));
		assert_true(says(part, "external record: autodiscover.xn--bcher-kva.de A "));
		assert_true(says(part, "warning: apex-https: "));
		assert_false(says(part, "autodiscover.contoso.com"));
		assert_true(comes_from(part, "forests[0].smtp_domains[1]", made.arena));
		part = part_of(domain, "How clients find Autodiscover for it");
		assert_true(says(part, "mobile outside: warning. https://xn--bcher-kva.de/ "));
	}
	made_done(&made);
}

static void servers_and_sites(void **state)
{
	static const char *const names[] = { "cas01", "CAS01", "cas01.contoso.com" };
	struct made made;
	(void)state;
	made_make(&made, NULL);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct explanation_list list = explain(&made, names[i]);
		const struct explain_part *part = part_of(of_kind(&list, "server"), "In the plan");
		assert_true(comes_from(part, SITE0 "servers[0]", made.arena));
		assert_true(says(part, "Certificate: mail.contoso.com"));
		assert_int_equal(loss_of(part, "browser", "outside", "owa")->after, RESULT_FAIL);
	}
	struct explanation_list list = explain(&made, "redmond");
	assert_int_equal(list.count, 1);
	const struct explain_part *part = part_of(of_kind(&list, "site"), "In the plan");
	assert_true(comes_from(part, SITE0 "name", made.arena));
	assert_int_equal(loss_of(part, "mobile", "inside", "activesync")->after, RESULT_FAIL);
	assert_int_equal(explain(&made, "contoso/Redmond").count, 1);
	made_done(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_names),
		cmocka_unit_test(names_to_choose_from),
		cmocka_unit_test(hosts),
		cmocka_unit_test(plan_stays),
		cmocka_unit_test(what_is_not_wanted),
		cmocka_unit_test(covered_by_a_wildcard),
		cmocka_unit_test(certificates),
		cmocka_unit_test(rules),
		cmocka_unit_test(steps),
		cmocka_unit_test(clients),
		cmocka_unit_test(clients_that_meet_something),
		cmocka_unit_test(steps_for_wildcards),
		cmocka_unit_test(mail_domains),
		cmocka_unit_test(servers_and_sites),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
