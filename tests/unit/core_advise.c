/* What mends a plan: each fix is planned again here, without the code that found it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/advise.h"
#include "core/answers_edit.h"
#include "core/fix_lint.h"
#include "helper_make.h"

#define SCENARIO(id) "certificates.scenario=" id
static const char *const two_sites[] = {
	"topology=single-namespace-multi-site",
	SITE0 "load_balanced=?true",
	SITE1 "name=Dublin",
	SITE1 "namespace=mail.contoso.com",
	SITE1 "servers=[CAS02]",
	SITE1 "external_addresses=[203.0.113.20]",
	SITE1 "internal_addresses=[10.2.0.10]",
	SITE1 "load_balanced=?true",
	NULL,
};

static const char *const hidden_site[] = {
	"topology=single-namespace-proxy",
	SITE1 "name=Reykjavik",
	SITE1 "servers=[CAS09]",
	NULL,
};

/* One thing is wrong in each; what it is, and the change that must be found. The values follow from
 * the contract: what the rule wants is what the change gives. A NULL value: taken out, or "?": a value
 * that a person must find. */
static const struct {
	const char *const *more; /* NULL: none */
	const char *lines[6];
	const char *mends; /* rule or cause */
	const char *path, *value;
} mends[] = {
	{ NULL, { "certificates.exclude_names=[autodiscover.contoso.com]" }, "wrong-name",
	        "certificates.exclude_names", "" },
	{ NULL, { "certificates.exclude_names=[autodiscover.contoso.com]" }, "name-not-covered",
	        "certificates.exclude_names", "" },
	{ NULL, { SITE0 "hosts.owa=owa.contoso.com", SCENARIO("single-name-srv") },
	        "name-not-covered", SITE0 "hosts.owa", NULL },
	{ NULL, { SITE0 "hosts.owa=owa.europe.contoso.com", SCENARIO("wildcard"),
	                "certificates.exclude_names=[*.europe.contoso.com]" },
	        "wildcard-not-covering", "certificates.exclude_names", "" },
	{ NULL, { SITE0 "internal_namespace=mail.contoso.local" }, "public-ca-internal-name",
	        SITE0 "internal_namespace", "mail.contoso.com" },
	{ NULL, { SITE0 "scp_host=scp.contoso.local" }, "public-ca-internal-name", SITE0 "scp_host",
	        NULL },
	{ NULL, { "certificates.server_names=?true" }, "public-ca-internal-name",
	        "certificates.server_names", "false" },
	{ NULL, { "certificates.extra_names=[edge.contoso.local]" }, "public-ca-internal-name",
	        "certificates.extra_names", "" },
	{ NULL, { SCENARIO("single-name-srv") }, "srv", "certificates.scenario",
	        "unified-communications" },
	{ NULL, { SCENARIO("single-name-srv"), "dns.srv_supported=?false",
	                "clients.kinds=[browser]" },
	        "srv-unsupported-by-dns-host", "dns.srv_supported", "true" },
	/* With SRV records Outlook would still be asked a question. */
	{ NULL, { SCENARIO("single-name-srv"), "dns.srv_supported=?false" }, "not-found",
	        "certificates.scenario", "unified-communications" },
	{ NULL, { SCENARIO("single-name-srv"), "dns.catch_all=[contoso.com fabrikam.com]" },
	        "srv-shadowed", "dns.catch_all", "fabrikam.com" },
	{ NULL, { SCENARIO("single-name-srv"),
	                "product.version=2007", "clients.kinds=[outlook-2007 browser]" },
	        "not-found", "certificates.scenario", "unified-communications" },
	{ NULL, { SCENARIO("single-name-srv"), "constraints.ca_supports=[]",
	                "product.version=2007", "clients.kinds=[outlook-2007 browser]" },
	        "not-found", "clients.kinds", "outlook-2007-srv, browser" },
	{ NULL, { SCENARIO("redirect"),
	                SITE0 "autodiscover_external_addresses=[203.0.113.11]",
	                SITE0 "autodiscover_internal_addresses=[10.1.0.11]" },
	        "redirect", "certificates.scenario", "unified-communications" },
	{ NULL, { SCENARIO("redirect") }, "second-address-missing",
	        SITE0 "autodiscover_external_addresses", "?" },
	{ NULL, { SCENARIO("redirect"),
	                SITE0 "autodiscover_external_addresses=[203.0.113.10]" },
	        "second-address-missing", SITE0 "autodiscover_external_addresses", "?" },
	{ NULL, { "dns.apex_https=[contoso.com]" }, "bare-domain", "dns.apex_https", "" },
	{ NULL, { "services.autodiscover.external=?false" }, "not-published",
	        "services.autodiscover.external", "true" },
	{ NULL, { "product.version=2016", "clients.kinds=[outlook-2016]",
	                "services.autodiscover.enabled=?false" },
	        "autodiscover-required", "services.autodiscover.enabled", "true" },
	{ NULL, { "certificates.issuer=windows-pki", "clients.kinds=[browser]" }, "untrusted",
	        "clients.root_ca_installed", "outside" },
	{ NULL, { "certificates.issuer=windows-pki", "clients.kinds=[mobile]" }, "untrusted",
	        "clients.root_ca_installed", "mobile" },
	{ NULL, { "certificates.issuer=windows-pki",
	                "clients.kinds=[browser mobile outlook-2010]" },
	        "untrusted", "clients.root_ca_installed", "outside, mobile" },
	{ hidden_site, { "clients.kinds=[browser]" }, "untrusted",
	        "certificates.proxy_site_issuer", "windows-pki" },
	{ NULL, { SCENARIO("self-signed"), "certificates.issuer=self-signed" },
	        "self-signed-unsupported", "certificates.scenario", "unified-communications" },
	{ NULL, { SCENARIO("wildcard"), "clients.kinds=[windows-mobile-5 browser]",
	                "services.autodiscover.enabled=?false" },
	        "wildcard-client-unsupported", "certificates.scenario", "unified-communications" },
	{ NULL, { "product.version=2016", "clients.kinds=[outlook-2003 browser]" }, "unsupported",
	        "clients.kinds", "browser" },
	{ NULL, { "product.version=2016", "clients.kinds=[outlook-2003 browser]" },
	        "client-unsupported-by-product", "clients.kinds", "browser" },
	{ NULL, { "services.pop3.enabled=?true", "services.pop3.security=none" },
	        "plaintext-logon", "services.pop3.security", "tls" },
	{ NULL, { "services.outlook_anywhere.require_ssl=?false" }, "plaintext-logon",
	        "services.outlook_anywhere.require_ssl", "true" },
	{ NULL, { "certificates.key.bits=#1024" }, "key-too-small", "certificates.key.bits",
	        "2048" },
	{ NULL, { "certificates.key.algorithm=ec" }, "ec-key-unsupported",
	        "certificates.key.algorithm", "rsa" },
	{ NULL, { "certificates.key_made_by=exchange", "certificates.exportable=?false",
	                SITE0 "servers=[CAS01 CAS02]", SITE0 "load_balanced=?true" },
	        "key-not-exportable", "certificates.exportable", "true" },
	{ NULL, { "product.version=2019", "product.update=CU15",
	                "clients.kinds=[browser]", SITE0 "publisher.kind=offloading" },
	        "offloading-extended-protection", SITE0 "publisher.kind", "bridging" },
	{ NULL, { SITE0 "perimeter=?true" }, "perimeter-network-unsupported", SITE0 "perimeter",
	        "false" },
	{ NULL, { "topology=regional" }, "topology-mismatch", "topology", "consolidated" },
	{ NULL, { "constraints.ca_supports=[wildcard]" }, "ca-lacks-san",
	        "constraints.ca_supports", "wildcard, san" },
	{ NULL, { SCENARIO("wildcard"), "constraints.ca_supports=[san]" }, "ca-lacks-wildcard",
	        "constraints.ca_supports", "san, wildcard" },
	{ NULL, { SITE0 "external_addresses=[203.0.113.10 203.0.113.12]",
	                "constraints.public_addresses=#1" },
	        "addresses-exceed-limit", "constraints.public_addresses", "2" },
	{ two_sites, { NULL }, "no-address", "topology", "regional" },
};

/* Lines of both lists, one behind the other. */
static void make_case(struct made *made, const char *const *more, const char *const *lines)
{
	const char *all[24] = { NULL };
	size_t count = 0;
	for (size_t i = 0; more && more[i]; i++)
		all[count++] = more[i];
	for (size_t i = 0; i < 6 && lines[i]; i++)
		all[count++] = lines[i];
	made_make(made, all);
}

static const struct fix_refs *fixes_for(const struct made *made, const char *mended)
{
	const struct plan_finding *finding = made_finding(made, mended);
	const struct verdict *verdict = made_verdict(made, mended);
	if (!finding && !verdict)
		fail_msg("nothing is wrong with %s", mended);
	return finding ? &finding->fixes : &verdict->fixes;
}

static bool is_change(const struct fix_change *change, const char *path, const char *value)
{
	bool is_wanted = text_equal(value, "?");
	return text_equal(change->path, path) && change->wanted == is_wanted &&
	        text_equal(change->value, is_wanted ? NULL : value);
}

static bool fix_has(const struct fix_refs *fixes, const char *path, const char *value)
{
	LIST_EACH(const struct fix *, fix, *fixes) {
		LIST_EACH(const struct fix_change, change, (*fix)->changes) {
			if (is_change(change, path, value))
				return true;
		}
	}
	return false;
}

/* The first error that was not there, or NULL. */
static const char *new_error(const struct plan *before, const struct plan *after)
{
	LIST_EACH(const struct plan_finding, finding, after->findings) {
		bool known = finding->severity != SEVERITY_ERROR;
		LIST_EACH(const struct plan_finding, old, before->findings)
			known = known || (old->rule == finding->rule &&
			                         old->severity == SEVERITY_ERROR);
		if (!known)
			return finding->rule->id;
	}
	return NULL;
}

static bool is_same_question(const struct verdict *a, const struct verdict *b)
{
	return a->client == b->client && text_equal(a->place, b->place) &&
	        text_equal(a->forest, b->forest) && text_equal(a->site, b->site) &&
	        text_equal(a->smtp_domain, b->smtp_domain) && text_equal(a->service, b->service);
}

static bool verdict_has(const struct verdict *verdict, const struct fix *fix)
{
	LIST_EACH(const struct fix *, each, verdict->fixes) {
		if (*each == fix)
			return true;
	}
	return false;
}

/* Plans with the fix, and looks at each verdict: none worse, those that it is shown for better. */
static void verify_fix(struct made *made, const struct fix *fix)
{
	struct answers copy;
	struct problem_list problems = { 0 };
	answers_copy(&copy, &made->answers, made->arena);
	LIST_EACH(const struct fix_change, change, fix->changes) {
		if (change->wanted)
			return; /* a person's choice */
		if (change->value)
			assert_true(answers_set(&copy, change->path, change->value));
		else
			answers_unset(&copy, change->path);
	}
	const struct request *request =
	        request_make(&copy, helper_day, NULL, made->arena, &problems);
	assert_non_null(request);
	struct plan *plan = plan_make(request, made->arena);
	struct proof *proof = proof_make(plan);
	const char *error = new_error(made->plan, plan);
	if (error)
		fail_msg("%s: new error %s", fix->text, error);
	LIST_EACH(const struct verdict, old, made->proof->verdicts) {
		LIST_EACH(const struct verdict, new, proof->verdicts) {
			if (!is_same_question(old, new))
				continue;
			if (new->result > old->result)
				fail_msg("%s: %s is worse", fix->text, old->service);
			if (verdict_has(old, fix) && new->result == old->result)
				fail_msg("%s: %s is no better", fix->text, old->service);
		}
	}
}

static void verify_all(struct made *made)
{
	struct fix_refs fixes = advise_fixes(made->plan, made->proof, made->arena);
	LIST_EACH(const struct fix *, fix, fixes)
		verify_fix(made, *fix);
}

static void nothing_to_mend(void **state)
{
	struct made made;
	(void)state;
	made_make(&made, NULL);
	assert_int_equal(made.proof->worst, RESULT_CLEAN);
	struct advice advice = advise_make(made.plan, made.proof);
	assert_int_equal(advice.extent, ADVICE_WHOLE);
	assert_int_equal(advice.plans, 0);
	assert_int_equal(advise_fixes(made.plan, made.proof, made.arena).count, 0);
	made_done(&made);
}

static void too_large(void **state)
{
	struct made made;
	(void)state;
	struct arena *arena = arena_new();
	struct text_list domains = { 0 };
	for (int i = 0; i <= ADVICE_MAX_DOMAINS; i++)
		LIST_PUSH(arena, &domains, arena_printf(arena, "d%d.com", i));
	const char *lines[] = {
		arena_printf(arena, "forests[0].smtp_domains=[%s]",
		        texts_join(arena, texts_of(&domains), " ")),
		SCENARIO("single-name-srv"), "clients.kinds=[mobile]", NULL,
	};
	made_make(&made, lines);
	assert_int_equal(made.proof->worst, RESULT_MANUAL);
	struct advice advice = advise_make(made.plan, made.proof);
	assert_int_equal(advice.extent, ADVICE_TOO_LARGE);
	assert_int_equal(advice.plans, 0);
	assert_int_equal(advise_fixes(made.plan, made.proof, made.arena).count, 0);
	arena_free(arena);
	made_done(&made);
}

/* A wish that would make something else worse is not fulfilled. */
static void no_harm(void **state)
{
	static const struct {
		const char *lines[6];
		const char *mends;
	} rows[] = {
		/* Published, Autodiscover would be found behind a warning. */
		{ { "services.autodiscover.external=?false", "dns.apex_https=[contoso.com]" },
		        "not-published" },
		/* A CA that certifies no internal mail domain: nothing names its host. */
		{ { "forests[0].smtp_domains=[contoso.com contoso.lan]" }, "wrong-name" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made made;
		make_case(&made, NULL, rows[i].lines);
		struct advice advice = advise_make(made.plan, made.proof);
		assert_true(advice.plans > 0);
		const struct fix_refs *fixes = fixes_for(&made, rows[i].mends);
		if (fixes->count > 0)
			fail_msg("%s: %s", rows[i].mends, fixes->items[0]->text);
		verify_all(&made);
		made_done(&made);
	}
}

static void smallest_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(mends); i++) {
		struct made made;
		make_case(&made, mends[i].more, mends[i].lines);
		struct advice advice = advise_make(made.plan, made.proof);
		const struct fix_refs *fixes = fixes_for(&made, mends[i].mends);
		if (fixes->count == 0)
			fail_msg("row %zu, %s: no fix", i, mends[i].mends);
		if (!fix_has(fixes, mends[i].path, mends[i].value))
			fail_msg("row %zu, %s: %s: %s = %s", i, mends[i].mends,
			        fixes->items[0]->text, fixes->items[0]->changes.items[0].path,
			        fixes->items[0]->changes.items[0].value);
		assert_int_equal(fixes->count, 1);
		assert_true(advice.plans <= ADVICE_MAX_PLANS);
		verify_all(&made);
		made_done(&made);
	}
}

/* Of a verdict with two causes each has its own change: the first leaves the warning, and is told as what it
 * is. A change that brings a cause which was not there is none. */
static void causes_beside_each_other(void **state)
{
	static const struct {
		const char *lines[6];
		const char *cause, *path, *value;
		const char *client; /* it is said to be better for */
	} rows[] = {
		{ { "dns.apex_https=[contoso.com]", "clients.kinds=[outlook-2010 mobile]",
		          "certificates.exclude_names=[autodiscover.contoso.com]" },
		        "bare-domain", "dns.apex_https", "",
		        "outlook-2010 outside (another cause is left)" },
		/* In their own letters, as a person writes them. */
		{ { "forests[0].smtp_domains=[contoso.com b\xc3\xbc" "cher.de]",
		          "dns.apex_https=[b\xc3\xbc" "cher.de]", "clients.kinds=[mobile]" },
		        "bare-domain", "dns.apex_https", "", "mobile outside" },
		/* POP3 behind a certificate that warns, at a site that does not pass it on. */
		{ { "product.version=2007", "topology=single-namespace-proxy",
		          SITE1 "name=Reykjavik", SITE1 "servers=[CAS09]",
		          "services.pop3.enabled=?true", "clients.kinds=[pop-imap]" },
		        "cross-site", "services.pop3.external", "false", "pop-imap outside" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made made;
		make_case(&made, NULL, rows[i].lines);
		advise_make(made.plan, made.proof);
		const struct verdict *verdict = made_verdict(&made, rows[i].cause);
		assert_non_null(verdict);
		bool partial = strchr(rows[i].client, '(');
		const struct fix_refs *fixes = partial ? &verdict->partial_fixes : &verdict->fixes;
		if (!fix_has(fixes, rows[i].path, rows[i].value))
			fail_msg("row %zu: %zu fixes, and not that one", i, fixes->count);
		struct texts mended = advise_mended(made.plan, made.proof, fixes->items[0],
		        made.arena);
		assert_true(texts_have(mended, rows[i].client));
		made_done(&made);
	}
}

/* An error that ends may cost a warning. */
static void warnings_for_an_error(void **state)
{
	static const char *const lines[] = { SCENARIO("single-name-srv"), "dns.srv_supported=?false",
		"constraints.ca_supports=[]", "product.version=2007",
		"clients.kinds=[outlook-2007 browser]", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	advise_make(made.plan, made.proof);
	assert_true(fix_has(fixes_for(&made, "srv-unsupported-by-dns-host"), "dns.srv_supported",
	        "true"));
	made_done(&made);
}

/* One certificate more, names, addresses, records, steps: the difference of both plans. */
static void costs(void **state)
{
	static const char *const lines[] = { SCENARIO("single-name-srv"), NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	advise_make(made.plan, made.proof);
	const struct fix *fix = fixes_for(&made, "srv")->items[0];
	/* autodiscover.contoso.com on the certificate, two A records for two SRV records. */
	assert_non_null(strstr(fix->cost, "1 name more"));
	assert_null(strstr(fix->cost, "certificates more"));
	assert_null(strstr(fix->cost, "DNS record"));
	made_done(&made);
}

static void advice_of_one_rule(void **state)
{
	static const char *const lines[] = { "services.owa.require_ssl=?false",
		"certificates.key.bits=#1024", NULL };
	struct made made;
	(void)state;
	made_make(&made, lines);
	advise_rule(made.plan, made.proof, "ssl-not-required"); /* a warning */
	assert_true(fix_has(fixes_for(&made, "ssl-not-required"), "services.owa.require_ssl", "true"));
	assert_int_equal(fixes_for(&made, "key-too-small")->count, 0);
	assert_int_equal(advise_rule(made.plan, made.proof, "no-such-rule").plans, 0);
	made_done(&made);
}

static void lists(void **state)
{
	static const char *const lines[] = { "certificates.exclude_names=[autodiscover.contoso.com]",
		NULL };
	static const struct fix_change gone = { .path = "a" }, wanted = { .path = "b", .wanted = true },
	        empty = { .path = "c", .value = "" }, set = { .path = "d", .value = "e" };
	struct made made;
	(void)state;
	made_make(&made, lines);
	advise_make(made.plan, made.proof);
	struct fix_refs fixes = advise_fixes(made.plan, made.proof, made.arena);
	assert_int_equal(fixes.count, 1);
	struct texts mended =
	        advise_mended(made.plan, made.proof, fixes.items[0], made.arena);
	assert_string_equal(texts_join(made.arena, mended, ", "),
	        "name-not-covered, outlook-2010 outside, mobile inside, mobile outside");
	assert_int_equal(advise_fixes(made.plan, NULL, made.arena).count, 1);
	assert_string_equal(advise_change_text(&gone, made.arena), "a: take it out");
	assert_string_equal(advise_change_text(&wanted, made.arena), "b: a value of your own");
	assert_string_equal(advise_change_text(&empty, made.arena), "c: an empty list");
	assert_string_equal(advise_change_text(&set, made.arena), "d = e");
	made_done(&made);
}

/* Seeded combinations of what can go wrong: every fix that is shown holds, and the number of plans. */
static void many_wrongs(void **state)
{
	static const char *const wrongs[] = {
		"certificates.exclude_names=[autodiscover.fabrikam.com]",
		"dns.srv_supported=?false",
		"dns.catch_all=[contoso.com]",
		"dns.apex_https=[contoso.com]",
		"clients.kinds=[outlook-2007 outlook-2013 windows-mobile-5 browser pop-imap]",
		"services.pop3.enabled=?true",
		"services.pop3.security=none",
		"services.autodiscover.external=?false",
		"certificates.key.bits=#1024",
		"constraints.ca_supports=[wildcard]",
		SITE0 "perimeter=?true",
		SITE0 "scp_host=scp.contoso.local",
		SITE0 "hosts.activesync=mobile.contoso.com",
		"topology=regional",
		"dns.internal=none",
		"clients.inside_unjoined=?true",
		"forests[0].smtp_domains=[contoso.com fabrikam.com]",
	};
	static const char *const scenarios[] = { SCENARIO("unified-communications"),
		SCENARIO("single-name-srv"), SCENARIO("two-single-names"), SCENARIO("redirect"),
		SCENARIO("wildcard") };
	uint32_t seed = 20261122;
	(void)state;
	for (int round = 0; round < 150; round++) {
		const char *lines[COUNT_OF(wrongs) + 2] = { NULL };
		size_t count = 0;
		for (size_t i = 0; i < COUNT_OF(wrongs); i++) {
			seed = seed * 1664525 + 1013904223;
			if (seed >> 30 == 0)
				lines[count++] = wrongs[i];
		}
		lines[count] = scenarios[(seed >> 8) % COUNT_OF(scenarios)];
		struct made made;
		made_make(&made, lines);
		struct advice advice = advise_make(made.plan, made.proof);
		assert_true(advice.plans <= ADVICE_MAX_PLANS);
		verify_all(&made);
		made_done(&made);
	}
}

/* ---- knowledge ---- */

static size_t lint_count(const struct know *know, const char *want)
{
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	fixes_lint(know, &problems, arena);
	size_t count = problems.count;
	if (want && (count != 1 || !strstr(problems.items[0].text, want)))
		fail_msg("%zu problems instead of: %s", count, want);
	arena_free(arena);
	return count;
}

static void knowledge(void **state)
{
	static const char *const words[] = { "wrong-name", "key-too-small" }, *bad[] = { "wrong" };
	static const struct edit_row edits[] = {
		{ .path = "dns.internal", .rule = "set", .value = "pinpoint" },
		{ .path = "dns.internal", .rule = "set" },
		{ .path = "dns.internal", .rule = "set", .value = "somehow" },
		{ .path = "dns.internal", .rule = "default", .value = "pinpoint" },
		{ .path = "dns.internal", .rule = "add-host" },
		{ .path = "dns.catch_all", .rule = "set", .value = "a.com" },
		{ .path = "clients.kinds", .rule = "swap", .value = "browser" },
		{ .path = "services", .rule = "default" },
	};
	static const struct {
		struct texts mends;
		size_t edit;
		const char *text, *want; /* NULL: nothing is wrong */
	} rows[] = {
		{ { words, 2 }, 0, "Do {host}, {client}, {domain}, {service}, {site}, {value}.", NULL },
		{ { bad, 1 }, 0, "", "neither a rule nor a cause" },
		{ { words, 2 }, 0, "Do {hosts}.", "unknown words: {hosts}" },
		{ { words, 2 }, 0, "Do {host", "unknown words" },
		{ { words, 2 }, 1, "", "takes a value" },
		{ { words, 2 }, 2, "", "somehow" },
		{ { words, 2 }, 3, "", "takes no value" },
		{ { words, 2 }, 4, "", "is for lists" },
		{ { words, 2 }, 5, "", "is for single values" },
		{ { words, 2 }, 6, "", "a swap has two words" },
		{ { words, 2 }, 7, "", "no answer" },
	};
	struct know know = know_builtin();
	(void)state;
	assert_int_equal(lint_count(&know, NULL), 0);
	know.limits.count = 0;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct fix_row fix = { .id = "x", .mends = rows[i].mends,
			.changes = { &edits[rows[i].edit], 1 }, .text = rows[i].text };
		know.fixes = (struct fix_rows){ &fix, 1 };
		assert_int_equal(lint_count(&know, rows[i].want), rows[i].want ? 1 : 0);
	}
}

/* Every error rule, and every cause, has a row; those that no answer can mend are named here. */
static void every_cause_has_rows(void **state)
{
	static const char *const hopeless[] = { "none", NULL };
	const struct know know = know_builtin();
	(void)state;
	for (enum cause cause = CAUSE_NONE; cause < CAUSE_COUNT; cause++) {
		bool found = text_equal(cause_text(cause), hopeless[0]);
		LIST_EACH(const struct fix_row, fix, know.fixes)
			found = found || texts_have(fix->mends, cause_text(cause));
		if (!found)
			fail_msg("no row mends the cause %s", cause_text(cause));
	}
	LIST_EACH(const struct rule_row, rule, know.rules) {
		bool found = !text_equal(rule->severity, "error");
		LIST_EACH(const struct fix_row, fix, know.fixes)
			found = found || texts_have(fix->mends, rule->id);
		if (!found)
			fail_msg("no row mends the error %s", rule->id);
	}
}

/* ---- scenarios ---- */

static struct ranked_list rank(struct made *made, const char *const *more,
        const char *const *lines)
{
	enum advice_extent extent;
	make_case(made, more, lines);
	struct ranked_list list = advise_scenarios(made->plan, made->arena, &extent);
	assert_int_equal(extent, ADVICE_WHOLE);
	assert_int_equal(list.count, made->know.scenarios.count);
	return list;
}

static const struct ranked *ranked(const struct ranked_list *list, const char *scenario)
{
	LIST_EACH(const struct ranked, each, *list) {
		if (text_equal(each->scenario->id, scenario))
			return each;
	}
	fail_msg("%s is not ranked", scenario);
	return NULL;
}

static void assert_ruled_out(const struct ranked_list *list, const char *scenario,
        const char *limit)
{
	const struct ranked *each = ranked(list, scenario);
	assert_true(each->is_out);
	assert_non_null(each->reason);
	LIST_EACH(const struct ruling, ruling, each->rulings) {
		if (text_equal(ruling->limit->id, limit))
			return;
	}
	fail_msg("%s is not ruled out by %s: %s", scenario, limit, each->reason);
}

#define NONE { NULL }

/* No second address: what needs one is out, and that alone rules it out. */
static void ranks_scenarios(void **state)
{
	static const char *const lines[6] = NONE;
	struct made made;
	(void)state;
	struct ranked_list list = rank(&made, NULL, lines);
	/* Both are clean with one certificate; the wildcard has fewer names. */
	assert_string_equal(list.items[0].scenario->id, "wildcard");
	assert_string_equal(list.items[1].scenario->id, "unified-communications");
	assert_true(list.items[1].is_present);
	assert_string_equal(list.items[2].scenario->id, "single-name-srv");
	assert_string_equal(result_text(list.items[2].worst), "manual");
	assert_ruled_out(&list, "redirect", "second-addresses");
	assert_ruled_out(&list, "two-single-names", "second-addresses");
	assert_true(ranked(&list, "self-signed")->is_out);
	assert_string_equal(ranked(&list, "self-signed")->issuer, "self-signed");
	assert_int_equal(ranked(&list, "self-signed")->rulings.count, 0);
	for (size_t i = 1; i < list.count; i++)
		assert_true(list.items[i - 1].is_out <= list.items[i].is_out);
	made_done(&made);
}

/* One constraint at a time, and what it does to the order. */
static void constraints_change_the_order(void **state)
{
	static const struct {
		const char *lines[6];
		const char *first; /* the best scenario then */
		const char *out, *limit; /* what is out, and by what alone */
	} rows[] = {
		{ { "constraints.ca_supports=[san]" }, "unified-communications", "wildcard",
		        "ca-supports" },
		{ { "constraints.ca_supports=[wildcard]" }, "wildcard", "unified-communications",
		        "ca-supports" },
		{ { "clients.kinds=[browser windows-mobile-5]" }, "single-name-srv", "wildcard",
		        "client" },
		{ { "dns.srv_supported=?false" }, "wildcard", "single-name-srv", "srv-supported" },
		{ { "dns.catch_all=[contoso.com]" }, "wildcard", "single-name-srv", "catch-all" },
		{ { SITE0 "autodiscover_external_addresses=[203.0.113.11]",
		          "constraints.public_addresses=#1" },
		        "wildcard", "two-single-names", "public-addresses" },
		{ { "certificates.issuer=windows-pki", "clients.root_ca_installed=[outside]" },
		        "single-name-srv", "unified-communications", "issuer" },
		{ { "certificates.server_names=?true", "certificates.issuer=windows-pki",
		          "clients.root_ca_installed=[outside mobile]" },
		        "unified-communications", "wildcard", "server-names" },
		{ { "certificates.extra_names=[edge.contoso.com]" }, "wildcard", "single-name-srv",
		        "extra-names" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct made made;
		struct ranked_list list = rank(&made, NULL, rows[i].lines);
		assert_ruled_out(&list, rows[i].out, rows[i].limit);
		if (!text_equal(rows[i].limit, "issuer"))
			assert_string_equal(list.items[0].scenario->id, rows[i].first);
		made_done(&made);
	}
}

static void impossible_scenarios(void **state)
{
	static const char *const lines[6] = { "certificates.extra_names=[edge.contoso.com]" };
	struct made made;
	(void)state;
	struct ranked_list list = rank(&made, NULL, lines);
	assert_non_null(strstr(ranked(&list, "redirect")->obstacle, "certificates.extra_names"));
	assert_null(ranked(&list, "wildcard")->obstacle);
	for (size_t i = 1; i < list.count; i++)
		assert_true(!list.items[i - 1].obstacle || list.items[i].obstacle);
	made_done(&made);
}

/* The file's issuer is kept where the scenario can have it. */
static void issuers_follow(void **state)
{
	static const char *const own[6] = { "certificates.issuer=windows-pki" };
	static const char *const setup[6] = { SCENARIO("self-signed"),
		"certificates.issuer=self-signed" };
	struct made made;
	(void)state;
	struct ranked_list list = rank(&made, NULL, own);
	assert_string_equal(ranked(&list, "wildcard")->issuer, "windows-pki");
	assert_string_equal(ranked(&list, "self-signed")->issuer, "self-signed");
	made_done(&made);
	list = rank(&made, NULL, setup);
	assert_string_equal(ranked(&list, "wildcard")->issuer, "public-ca");
	assert_true(ranked(&list, "self-signed")->is_present);
	made_done(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_mend),
		cmocka_unit_test(too_large),
		cmocka_unit_test(no_harm),
		cmocka_unit_test(smallest_changes),
		cmocka_unit_test(causes_beside_each_other),
		cmocka_unit_test(warnings_for_an_error),
		cmocka_unit_test(costs),
		cmocka_unit_test(advice_of_one_rule),
		cmocka_unit_test(lists),
		cmocka_unit_test(many_wrongs),
		cmocka_unit_test(knowledge),
		cmocka_unit_test(every_cause_has_rows),
		cmocka_unit_test(ranks_scenarios),
		cmocka_unit_test(constraints_change_the_order),
		cmocka_unit_test(impossible_scenarios),
		cmocka_unit_test(issuers_follow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
