/* The client proof: plans edited by hand are judged as edited (CONTRACT section 6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "helper_proof.h"

/* One name of the certificate becomes a wildcard of its parent. */
static void make_wildcard(struct plan *plan, const char *wildcard)
{
	LIST_EACH(struct plan_certificate, certificate, plan->certificates) {
		certificate->names.items[0].name = wildcard;
		certificate->common_name = wildcard;
	}
}

static void rename_common(struct plan *plan, const char *name)
{
	LIST_EACH(struct plan_certificate, certificate, plan->certificates)
		certificate->common_name = name;
}

static const struct edit {
	const char *client, *place;
	const char *unedited;
	void (*edit)(struct plan *, const char *);
	const char *argument;
	const char *edited;
} edits[] = {
	{ "outlook-2003", "outside", "clean", drop_name, "mail.contoso.com", "fail" },
	{ "outlook-2003", "outside", "clean", rename_common, "other.contoso.com", "fail" },
	{ "outlook-2007", "outside", "clean", drop_outside, "autodiscover.contoso.com", "fail" },
	{ "outlook-2007", "inside-joined", "clean", move_scp, "elsewhere.contoso.com", "clean" },
	{ "outlook-2007", "inside-joined", "clean", move_scp, "cas01.corp.contoso.com", "warning" },
	{ "outlook-2007", "outside", "clean", rename_common, "other.contoso.com", "fail" },
	{ "outlook-2007-srv", "outside", "clean", drop_name, "autodiscover.contoso.com", "warning" },
	{ "outlook-2007-srv", "outside", "clean", clear_external, "ews", "fail" },
	{ "outlook-2007-srv", "inside-joined", "clean", sign_by, "self-signed", "fail" },
	{ "outlook-2010", "inside", "clean", drop_inside, "mail.contoso.com", "fail" },
	{ "outlook-2010", "inside-joined", "clean", clear_internal, "oab", "fail" },
	{ "outlook-2013", "outside", "clean", clear_external, "oab", "fail" },
	{ "outlook-2013", "outside", "clean", rename_common, "other.contoso.com", "clean" },
	{ "outlook-2016", "outside", "clean", drop_outside, "autodiscover.contoso.com", "fail" },
	{ "outlook-2016", "inside-joined", "clean", clear_internal, "ews", "fail" },
	{ "browser", "outside", "clean", drop_name, "mail.contoso.com", "warning" },
	{ "browser", "outside", "clean", clear_external, "owa", "clean" },
	{ "browser", "inside", "clean", sign_by, "windows-pki", "warning" },
	{ "browser", "inside-joined", "clean", sign_by, "windows-pki", "clean" },
	{ "windows-mobile-5", "outside", "manual", make_wildcard, "*.contoso.com", "fail" },
	{ "windows-mobile-5", "outside", "manual", drop_outside, "mail.contoso.com", "fail" },
	{ "windows-mobile-6", "outside", "clean", clear_external, "activesync", "manual" },
	{ "windows-mobile-6", "outside", "clean", make_wildcard, "*.contoso.com", "clean" },
	{ "mobile", "outside", "clean", drop_outside, "autodiscover.contoso.com", "manual" },
	{ "mobile", "inside", "clean", sign_by, "self-signed", "fail" },
	{ "pop-imap", "outside", "clean", drop_name, "mail.contoso.com", "warning" },
	{ "pop-imap", "outside", "clean", drop_outside, "mail.contoso.com", "fail" },
	{ "ews-app", "outside", "clean", clear_external, "ews", "fail" },
	{ "ews-app", "inside", "clean", drop_name, "mail.contoso.com", "warning" },
};

static void test_edited_plans(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(edits); i++) {
		const struct edit *edit = &edits[i];
		struct world_of world;
		plan_from(&world, NULL, edit->client);
		world.proof = proof_make(world.plan);
		const char *before = result_in(&world, edit->client, edit->place);
		edit->edit(world.plan, edit->argument);
		world.proof = proof_make(world.plan);
		const char *after = result_in(&world, edit->client, edit->place);
		if (!text_equal(before, edit->unedited) || !text_equal(after, edit->edited))
			print_error("row %zu, %s@%s: %s, then %s\n", i, edit->client, edit->place,
			        before, after);
		assert_string_equal(before, edit->unedited);
		assert_string_equal(after, edit->edited);
		arena_free(world.arena);
	}
}

/* Each kind of client has two edits at least. */
static void test_every_client_is_edited(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < know.clients.count; i++) {
		size_t count = 0;
		for (size_t j = 0; j < COUNT_OF(edits); j++)
			count += text_equal(edits[j].client, know.clients.items[i].id);
		if (count < 2)
			print_error("%s is edited %zu times\n", know.clients.items[i].id, count);
		assert_true(count >= 2);
	}
}

static const char *const second_addresses[] = {
	SITE0 "autodiscover_external_addresses=[203.0.113.11]",
	SITE0 "autodiscover_internal_addresses=[10.1.0.11]",
	NULL,
};

#define ALL_CLIENTS                                                                                \
	"outlook-2003 outlook-2007 outlook-2007-srv outlook-2010 outlook-2013 outlook-2016 browser " \
	"windows-mobile-5 windows-mobile-6 mobile pop-imap ews-app"

static void proof_print(const struct proof *proof, struct buf *out)
{
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		buf_printf(out, "%s@%s %s %s %s: %s, %s\n",
		        verdict->client ? verdict->client->id : "cas-proxy", verdict->place,
		        verdict->site ? verdict->site : "-",
		        verdict->smtp_domain ? verdict->smtp_domain : "-", verdict->service,
		        result_text(verdict->result), verdict->reason);
	}
}

/* The finished plan is judged: which scenario and topology made it is not asked. */
static void test_blind_to_the_scenario(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < know.scenarios.count; i++) {
		const struct scenario_row *row = &know.scenarios.items[i];
		struct world_of world;
		const char *lines[] = {
			second_addresses[0], second_addresses[1],
			NULL, NULL, NULL,
		};
		char scenario[80], issuer[80];
		snprintf(scenario, sizeof(scenario), "certificates.scenario=%s", row->id);
		snprintf(issuer, sizeof(issuer), "certificates.issuer=%s", row->issuers.items[0]);
		lines[2] = scenario;
		lines[3] = issuer;
		plan_from(&world, lines, ALL_CLIENTS);
		struct buf truth, blind;
		buf_init(&truth);
		proof_print(proof_make(world.plan), &truth);
		for (size_t j = 0; j < know.scenarios.count; j++) {
			struct request request = *world.plan->request;
			request.certificates.scenario = &know.scenarios.items[j];
			request.topology = &know.topologies.items[j % know.topologies.count];
			struct plan plan = *world.plan;
			plan.request = &request;
			buf_init(&blind);
			proof_print(proof_make(&plan), &blind);
			assert_string_equal(truth.data, blind.data);
			buf_done(&blind);
		}
		buf_done(&truth);
		arena_free(world.arena);
	}
}

/* Verdicts of single paths: P1 to P7, one line each. */
static const struct path {
	const char *lines[6];
	const char *client, *place, *want;
} paths[] = {
	/* P2: a foreign bare domain warns everywhere, for Outlook 2013 beside the SCP too. */
	{ { "dns.apex_https=[contoso.com]" }, "outlook-2010", "outside", "warning" },
	{ { "dns.apex_https=[contoso.com]" }, "outlook-2010", "inside-joined", "clean" },
	{ { "dns.apex_https=[contoso.com]" }, "outlook-2013", "inside-joined", "warning" },
	/* P2: a catch-all hides the missing name; SRV comes too late to be clean. */
	{ { "certificates.scenario=single-name-srv", "dns.catch_all=[contoso.com]" }, "outlook-2010",
	        "outside", "warning" },
	{ { "certificates.scenario=single-name-srv" }, "outlook-2010", "outside", "prompt" },
	{ { "certificates.scenario=single-name-srv" }, "outlook-2007", "outside", "fail" },
	{ { "certificates.scenario=single-name-srv" }, "mobile", "outside", "manual" },
	/* Autodiscover that is not published. */
	{ { "services.autodiscover.external=?false" }, "outlook-2010", "outside", "manual" },
	{ { "services.autodiscover.external=?false" }, "outlook-2016", "outside", "fail" },
	{ { "services.autodiscover.external=?false" }, "outlook-2010", "inside-joined", "clean" },
	{ { "services.autodiscover.external=?false", "dns.apex_https=[contoso.com]" },
	        "outlook-2013", "inside-joined", "clean" },
	/* P4: a private root. */
	{ { "certificates.issuer=windows-pki" }, "browser", "inside-joined", "clean" },
	{ { "certificates.issuer=windows-pki" }, "browser", "outside", "warning" },
	{ { "certificates.issuer=windows-pki" }, "mobile", "outside", "fail" },
	{ { "certificates.issuer=windows-pki", "clients.root_ca_installed=[mobile]" }, "mobile",
	        "outside", "clean" },
	{ { "certificates.issuer=windows-pki", "clients.root_ca_installed=[outside]" }, "pop-imap",
	        "inside", "clean" },
	/* P5: the principal name of older Outlook. */
	{ { SITE0 "hosts.outlook_anywhere=anywhere.contoso.com" }, "outlook-2007", "outside", "fail" },
	{ { SITE0 "hosts.outlook_anywhere=anywhere.contoso.com" }, "outlook-2010", "outside",
	        "clean" },
	{ { "certificates.scenario=wildcard", SITE0 "hosts.outlook_anywhere=oa.contoso.com" },
	        "outlook-2003", "outside", "clean" },
	/* Unsupported pairs fail everywhere. */
	{ { "product.version=2013" }, "outlook-2003", "outside", "fail" },
	{ { "product.version=2007" }, "outlook-2016", "inside-joined", "fail" },
	/* No internal DNS: names fall back to the outside, unless the inside serves their zone. */
	{ { "dns.internal=none" }, "browser", "inside-joined", "clean" },
	{ { "dns.internal=none", "dns.existing_internal_zones=[contoso.com]" }, "browser",
	        "inside-joined", "fail" },
};

static void test_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct world_of world;
		plan_from(&world, paths[i].lines, paths[i].client);
		world.proof = proof_make(world.plan);
		const char *got = result_in(&world, paths[i].client, paths[i].place);
		if (!text_equal(got, paths[i].want))
			print_error("path %zu, %s@%s: %s\n", i, paths[i].client, paths[i].place, got);
		assert_string_equal(got, paths[i].want);
		arena_free(world.arena);
	}
}

/* V18: without the registry step, or without Windows authentication, proxying fails. */
static void test_proxy_needs_its_steps(void **state)
{
	(void)state;
	static const char *const proxied[] = {
		"topology=single-namespace-proxy",
		"forests[0].sites[1].name=Reykjavik",
		"forests[0].sites[1].internet_facing=?false",
		"forests[0].sites[1].servers=[CAS09]",
		"certificates.proxy_site_issuer=self-signed",
		NULL,
	};
	static const char *const needed[] = { "allow-proxy-certificates",
		"set-proxy-authentication" };
	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		struct world_of world;
		plan_from(&world, proxied, "browser");
		world.proof = proof_make(world.plan);
		assert_string_equal(result_in(&world, "cas-proxy", "inside"), "clean");
		drop_step(world.plan, needed[i]);
		world.proof = proof_make(world.plan);
		assert_string_equal(result_in(&world, "cas-proxy", "inside"), "fail");
		arena_free(world.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edited_plans),
		cmocka_unit_test(test_every_client_is_edited),
		cmocka_unit_test(test_blind_to_the_scenario),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_proxy_needs_its_steps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
