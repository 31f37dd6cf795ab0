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
		struct made world;
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

#define SECOND_ADDRESSES                                                                           \
	SITE0 "autodiscover_external_addresses=[203.0.113.11]",                                    \
	        SITE0 "autodiscover_internal_addresses=[10.1.0.11]"

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
		struct made world;
		const char *lines[] = {
			SECOND_ADDRESSES,
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
		struct made world;
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
		struct made world;
		plan_from(&world, proxied, "browser");
		world.proof = proof_make(world.plan);
		assert_string_equal(result_in(&world, "cas-proxy", "inside"), "clean");
		drop_step(world.plan, needed[i]);
		world.proof = proof_make(world.plan);
		assert_string_equal(result_in(&world, "cas-proxy", "inside"), "fail");
		arena_free(world.arena);
	}
}

/* What is remembered of one search must outlive the search that asks what happens without a record: the
 * target of the redirect is looked up there first, and again by the services. */
static void test_searched_again_without_a_record(void **state)
{
	static const char *const lines[] = {
		"certificates.scenario=redirect", SECOND_ADDRESSES,
		SITE0 "scp_host=scp.contoso.com", "certificates.extra_names=[]", NULL,
	};
	struct made world;
	(void)state;
	plan_from(&world, lines, "outlook-2010 browser");
	world.proof = proof_make(world.plan);
	assert_string_equal(result_in(&world, "outlook-2010", "inside-joined"), "warning");
	assert_string_equal(result_in(&world, "browser", "inside-joined"), "clean");
	arena_free(world.arena);
}

/* Marks are those of the last proof: not those of two, and none of what was edited away. */
static void test_marks_are_made_anew(void **state)
{
	struct made world;
	(void)state;
	plan_from(&world, NULL, "browser mobile");
	const struct plan_certificate *certificate = &world.plan->certificates.items[0];
	const struct plan_name *name = &certificate->names.items[0];
	size_t uses = name->used_by.count;
	assert_int_equal(uses, 5); /* browsers in three places, phones in two */
	world.proof = proof_make(world.plan);
	assert_int_equal(name->used_by.count, uses);
	drop_outside(world.plan, "mail.contoso.com");
	world.proof = proof_make(world.plan);
	assert_int_equal(name->used_by.count, 3);
	arena_free(world.arena);
}

/* ---- what attempts tell ---- */

static const struct verdict *verdict_in(const struct made *world, const char *client,
        const char *place, const char *service, const char *site)
{
	LIST_EACH(const struct verdict, verdict, world->proof->verdicts) {
		if (text_equal(verdict_client(verdict), client) &&
		        text_equal(verdict->place, place) &&
		        text_equal(verdict->service, service) &&
		        (!site || text_equal(verdict->site, site)))
			return verdict;
	}
	fail_msg("no verdict of %s %s on %s", client, place, service);
	return NULL;
}

/* Every attempt of a verdict: its URL, its outcome, and what is said of it. */
static void assert_tried(const struct made *world, const struct verdict *verdict,
        const char *want)
{
	struct buf out;
	buf_init(&out);
	for (size_t i = 0; i < verdict->attempts.count; i++) {
		const struct attempt *attempt = &verdict->attempts.items[i];
		struct texts lines = attempt_lines(&verdict->attempts, i, world->arena);
		if (lines.count > 0)
			buf_printf(&out, "%s %s\n", attempt->url, attempt->outcome);
		for (size_t j = 0; j < lines.count; j++)
			buf_printf(&out, "  %s\n", lines.items[j]);
	}
	assert_string_equal(out.data, want);
	buf_done(&out);
}

static void test_attempts_tell_what_was_reached(void **state)
{
	static const char *const lines[] = {
		"certificates.scenario=redirect", SECOND_ADDRESSES,
		SITE0 "external_addresses=[203.0.113.10 2001:db8::10]", NULL,
	};
	struct made world;
	(void)state;
	plan_from(&world, lines, "outlook-2010 mobile");
	world.proof = proof_make(world.plan);
	const struct verdict *found =
	        verdict_in(&world, "outlook-2010", "outside", "autodiscover", NULL);
	assert_tried(&world, found,
	        "https://contoso.com/autodiscover/autodiscover.xml unresolved\n"
	        "  Nothing answers HTTPS at the bare domain.\n"
	        "https://autodiscover.contoso.com/autodiscover/autodiscover.xml closed\n"
	        "  Nothing answers HTTPS at this address.\n"
	        "  203.0.113.11, Autodiscover Web Site of Redmond: no certificate.\n"
	        "http://autodiscover.contoso.com/autodiscover/autodiscover.xml redirect\n"
	        "  Asks once whether to go on to "
	        "https://mail.contoso.com/autodiscover/autodiscover.xml.\n"
	        "  203.0.113.11, Autodiscover Web Site of Redmond: no certificate.\n"
	        "https://mail.contoso.com/autodiscover/autodiscover.xml ok\n"
	        "  203.0.113.10, 2001:db8::10, Default Web Site of Redmond: certificate "
	        "mail.contoso.com names the host; trusted here.\n");
	const struct sight *sight = &found->attempts.items[3].sights->items[0];
	assert_string_equal(found->attempts.items[3].host, "mail.contoso.com");
	assert_int_equal(sight->addresses.count, 2);
	assert_string_equal(sight->certificate->id, "mail.contoso.com");
	assert_string_equal(sight->entry, "mail.contoso.com");
	assert_true(sight->is_trusted);
	arena_free(world.arena);
}

/* Whom a client trusts is its own: the same certificate, told to two of them. */
static void test_attempts_tell_who_trusts(void **state)
{
	static const char *const lines[] = {
		"certificates.scenario=wildcard", "certificates.issuer=windows-pki", NULL,
	};
	static const struct {
		const char *place, *want;
	} rows[] = {
		{ "inside-joined", "https://mail.contoso.com/owa ok\n"
		                   "  10.1.0.10, Default Web Site of Redmond: certificate "
		                   "wildcard.contoso.com names the host by *.contoso.com; trusted "
		                   "here.\n" },
		{ "inside", "https://mail.contoso.com/owa untrusted\n"
		            "  10.1.0.10, Default Web Site of Redmond: certificate "
		            "wildcard.contoso.com names the host by *.contoso.com; not trusted "
		            "here.\n" },
	};
	struct made world;
	(void)state;
	plan_from(&world, lines, "browser");
	world.proof = proof_make(world.plan);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_tried(&world, verdict_in(&world, "browser", rows[i].place, "owa", NULL),
		        rows[i].want);
	arena_free(world.arena);
}

/* Exchange 2007 hands out the offline address book without SSL beside a self-signed certificate. */
static void test_plain_http_shows_no_certificate(void **state)
{
	static const char *const lines[] = {
		"product.version=2007", "certificates.scenario=self-signed",
		"certificates.issuer=self-signed", NULL,
	};
	struct made world;
	(void)state;
	plan_from(&world, lines, "outlook-2007");
	world.proof = proof_make(world.plan);
	assert_tried(&world, verdict_in(&world, "outlook-2007", "inside", "oab", NULL),
	        "http://cas01.corp.contoso.com/OAB ok\n"
	        "  The URL is http: no certificate is shown.\n"
	        "  Server CAS01: no certificate.\n");
	arena_free(world.arena);
}

/* Where servers proxy by internal URL (U2), people type something else than the URL. */
static void test_people_type_their_own_host(void **state)
{
	static const char *const lines[] = {
		"topology=single-namespace-multi-site",
		"forests[0].sites[1].name=Dublin",
		"forests[0].sites[1].namespace=mail.contoso.com",
		"forests[0].sites[1].servers=[CAS02]",
		"forests[0].sites[1].external_addresses=[203.0.113.20]",
		"forests[0].sites[1].internal_addresses=[10.2.0.10]",
		NULL,
	};
	struct made world;
	(void)state;
	plan_from(&world, lines, "browser");
	world.proof = proof_make(world.plan);
	assert_tried(&world, verdict_in(&world, "browser", "inside-joined", "owa", "Redmond"),
	        "https://mail.contoso.com/owa ok\n"
	        "  10.1.0.10, Default Web Site of Redmond: certificate mail.contoso.com names the "
	        "host; trusted here.\n"
	        "  10.2.0.10, Default Web Site of Dublin: certificate mail.contoso.com names the "
	        "host; trusted here.\n");
	assert_tried(&world, verdict_in(&world, "browser", "outside", "owa", "Redmond"),
	        "https://mail.contoso.com/owa ok\n"
	        "  203.0.113.10, Default Web Site of Redmond: certificate mail.contoso.com names "
	        "the host; trusted here.\n"
	        "  203.0.113.20, Default Web Site of Dublin: certificate mail.contoso.com names "
	        "the host; trusted here.\n");
	assert_tried(&world, verdict_in(&world, CAS_PROXY, "inside", "owa", "Dublin"),
	        "https://cas02.corp.contoso.com/owa ok\n"
	        "  Server CAS02: certificate mail.contoso.com does not name the host; trusted "
	        "here.\n");
	arena_free(world.arena);
}

/* Two certificates behind one name, the host on both; on that of the second site by a wildcard only. */
static void test_any_certificate_may_be_shown(void **state)
{
	static const char *const lines[] = {
		"topology=regional",
		"forests[0].sites[1].name=Dublin",
		"forests[0].sites[1].namespace=mail.europe.contoso.com",
		"forests[0].sites[1].servers=[CAS02]",
		"forests[0].sites[1].external_addresses=[203.0.113.20]",
		"forests[0].sites[1].internal_addresses=[10.2.0.10]",
		"forests[0].sites[1].hosts.ews=mail.contoso.com",
		NULL,
	};
	struct made world;
	(void)state;
	plan_from(&world, lines, "windows-mobile-5");
	world.proof = proof_make(world.plan);
	assert_int_equal(verdict_in(&world, "windows-mobile-5", "outside", "activesync", "Redmond")
	                         ->result, RESULT_CLEAN);
	LIST_EACH(struct plan_certificate, certificate, world.plan->certificates) {
		LIST_EACH(struct plan_name, name, certificate->names) {
			if (text_equal(certificate->common_name, "mail.europe.contoso.com") &&
			        text_equal(name->name, "mail.contoso.com"))
				name->name = "*.contoso.com";
		}
	}
	world.proof = proof_make(world.plan);
	const struct verdict *verdict =
	        verdict_in(&world, "windows-mobile-5", "outside", "activesync", "Redmond");
	assert_int_equal(verdict->result, RESULT_FAIL);
	assert_int_equal(verdict->cause, CAUSE_WILDCARD);
	arena_free(world.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edited_plans),
		cmocka_unit_test(test_every_client_is_edited),
		cmocka_unit_test(test_blind_to_the_scenario),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_proxy_needs_its_steps),
		cmocka_unit_test(test_searched_again_without_a_record),
		cmocka_unit_test(test_marks_are_made_anew),
		cmocka_unit_test(test_attempts_tell_what_was_reached),
		cmocka_unit_test(test_attempts_tell_who_trusts),
		cmocka_unit_test(test_plain_http_shows_no_certificate),
		cmocka_unit_test(test_people_type_their_own_host),
		cmocka_unit_test(test_any_certificate_may_be_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
