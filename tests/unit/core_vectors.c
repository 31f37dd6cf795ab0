/*
 * Proof vectors V01 to V25: a scenario, a client, and what it must meet. Each is a test of its own name.
 *
 * They were taken from the white paper's rules and from articles about them; their words "clean", "prompt",
 * "warn" and "fail" are results of CONTRACT section 6. Where that section says otherwise, the row says so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "helper_proof.h"

#define SECOND_OUTSIDE SITE0 "autodiscover_external_addresses=[203.0.113.11]"
#define SECOND_INSIDE SITE0 "autodiscover_internal_addresses=[10.1.0.11]"
#define SRV "certificates.scenario=single-name-srv"
#define TWO "certificates.scenario=two-single-names"
#define REDIRECT "certificates.scenario=redirect"
#define WILDCARD "certificates.scenario=wildcard"
#define ISSUED_BY_ITSELF "certificates.scenario=self-signed", "certificates.issuer=self-signed"
#define PAPER "product.version=2007"

#define HIDDEN_SITE                                                                                \
	"topology=single-namespace-proxy", SITE1 "name=Reykjavik", SITE1 "internet_facing=?false",   \
		SITE1 "servers=[CAS09]"
#define SECOND_SITE(name_space)                                                                    \
	SITE1 "name=Dublin", SITE1 "namespace=" name_space, SITE1 "servers=[CAS02]",               \
		SITE1 "external_addresses=[203.0.113.20]", SITE1 "internal_addresses=[10.2.0.10]"

/* The verdicts that are meant: those of one service, or all of the client in that place. */
static const struct vector {
	const char *id, *text;
	const char *lines[12];
	const char *client, *place, *service; /* service NULL: all */
	const char *of;   /* the mail domain or site; NULL: the worst of all */
	const char *want;
	void (*edit)(struct plan *, const char *); /* of the finished plan; NULL: none */
	const char *argument;
} vectors[] = {
	{ "V01", "unified-communications, joined Outlook: the SCP's host is on the certificate",
	        { PAPER }, "outlook-2007", "inside-joined", NULL, NULL, "clean", NULL, NULL },
	{ "V02", "unified-communications, Outlook outside: the Autodiscover name is there",
	        { PAPER }, "outlook-2007", "outside", NULL, NULL, "clean", NULL, NULL },
	{ "V03", "unified-communications, Outlook outside: a mail domain without its name",
	        { PAPER, "forests[0].smtp_domains=[contoso.com fabrikam.com]",
	                "certificates.exclude_names=[autodiscover.fabrikam.com]" },
	        "outlook-2007", "outside", "autodiscover", "fabrikam.com", "warning", NULL, NULL },
	{ "V03", "the same name dropped from the finished plan",
	        { PAPER, "forests[0].smtp_domains=[contoso.com fabrikam.com]" }, "outlook-2007",
	        "outside", "autodiscover", "fabrikam.com", "warning", drop_name,
	        "autodiscover.fabrikam.com" },
	{ "V04", "single-name-srv, joined Outlook: the SCP as the paper prints it",
	        { PAPER, SRV, SITE0 "scp_host=autodiscover.contoso.com",
	                SITE0 "internal_addresses=[10.1.0.10]" },
	        "outlook-2007", "inside-joined", "autodiscover", NULL, "warning", NULL, NULL },
	{ "V05", "single-name-srv, joined Outlook: SCP and internal URLs at the namespace",
	        { PAPER, SRV }, "outlook-2007", "inside-joined", NULL, NULL, "clean", NULL, NULL },
	{ "V06", "single-name-srv, Outlook outside with the update: one question",
	        { PAPER, SRV }, "outlook-2007-srv", "outside", "autodiscover", NULL, "prompt", NULL,
	        NULL },
	/* The vector says "warn"; nothing is left to try, and Outlook fails (P2). */
	{ "V07", "single-name-srv, Outlook outside without SRV",
	        { PAPER, SRV }, "outlook-2007", "outside", "autodiscover", NULL, "fail", NULL, NULL },
	{ "V08", "single-name-srv, Outlook outside: a catch-all record answers first",
	        { PAPER, SRV, "dns.catch_all=[contoso.com]" }, "outlook-2007-srv", "outside",
	        "autodiscover", NULL, "warning", NULL, NULL },
	{ "V08", "an address record answers first", { PAPER, SRV }, "outlook-2007-srv", "outside",
	        "autodiscover", NULL, "warning", add_outside,
	        "autodiscover.contoso.com A 203.0.113.10" },
	{ "V08", "an alias answers first", { PAPER, SRV }, "outlook-2007-srv", "outside",
	        "autodiscover", NULL, "warning", add_outside,
	        "autodiscover.contoso.com CNAME mail.contoso.com" },
	{ "V09", "two-single-names, Outlook outside: two addresses, two records",
	        { PAPER, TWO, SECOND_OUTSIDE, SECOND_INSIDE }, "outlook-2007", "outside", NULL, NULL,
	        "clean", NULL, NULL },
	{ "V10", "two-single-names, joined Outlook: no record inside for the SCP's host",
	        { PAPER, TWO, SECOND_OUTSIDE, SITE0 "scp_host=autodiscover.contoso.com" },
	        "outlook-2007", "inside-joined", "autodiscover", NULL, "fail", NULL, NULL },
	{ "V10", "the record dropped from the finished plan",
	        { PAPER, TWO, SECOND_OUTSIDE, SECOND_INSIDE,
	                SITE0 "scp_host=autodiscover.contoso.com" },
	        "outlook-2007", "inside-joined", "autodiscover", NULL, "fail", drop_inside,
	        "autodiscover.contoso.com" },
	{ "V11", "redirect, Outlook outside: port 443 of the second address is closed",
	        { PAPER, REDIRECT, SECOND_OUTSIDE, SECOND_INSIDE }, "outlook-2007", "outside",
	        "autodiscover", NULL, "prompt", NULL, NULL },
	{ "V12", "redirect, Outlook outside: port 443 answers with another certificate",
	        { PAPER, REDIRECT, SITE0 "autodiscover_external_addresses=[203.0.113.10]",
	                SECOND_INSIDE },
	        "outlook-2007", "outside", "autodiscover", NULL, "warning", NULL, NULL },
	{ "V13", "redirect, joined Outlook: the SCP at the namespace",
	        { PAPER, REDIRECT, SECOND_OUTSIDE, SECOND_INSIDE }, "outlook-2007", "inside-joined",
	        NULL, NULL, "clean", NULL, NULL },
	{ "V14", "self-signed, joined Outlook: the server's own name is on it",
	        { PAPER, ISSUED_BY_ITSELF }, "outlook-2007", "inside-joined", NULL, NULL, "clean",
	        NULL, NULL },
	{ "V15", "self-signed, browser, joined", { PAPER, ISSUED_BY_ITSELF }, "browser",
	        "inside-joined", NULL, NULL, "warning", NULL, NULL },
	{ "V15", "self-signed, browser, not joined", { PAPER, ISSUED_BY_ITSELF }, "browser", "inside",
	        NULL, NULL, "warning", NULL, NULL },
	{ "V15", "self-signed, browser, outside", { PAPER, ISSUED_BY_ITSELF }, "browser", "outside",
	        NULL, NULL, "warning", NULL, NULL },
	{ "V16", "self-signed, Outlook Anywhere", { PAPER, ISSUED_BY_ITSELF }, "outlook-2007",
	        "outside", "outlook_anywhere", NULL, "fail", NULL, NULL },
	{ "V17", "self-signed, ActiveSync outside", { PAPER, ISSUED_BY_ITSELF }, "windows-mobile-6",
	        "outside", "activesync", NULL, "fail", NULL, NULL },
	{ "V17", "self-signed, ActiveSync inside", { PAPER, ISSUED_BY_ITSELF }, "mobile", "inside",
	        "activesync", NULL, "fail", NULL, NULL },
	/* The plan writes the registry values, so that it is clean as planned (P7). */
	{ "V18", "self-signed, proxying with the registry values", { PAPER, HIDDEN_SITE }, "browser",
	        "inside", NULL, NULL, "clean", NULL, NULL },
	{ "V18", "self-signed, proxying without the registry values", { PAPER, HIDDEN_SITE },
	        "browser", "inside", NULL, NULL, "fail", drop_step, "allow-proxy-certificates" },
	{ "V19", "wildcard, Windows Mobile 5", { PAPER, WILDCARD }, "windows-mobile-5", "outside",
	        "activesync", NULL, "fail", NULL, NULL },
	{ "V20", "wildcard, Windows Mobile 6 with a root that it trusts", { PAPER, WILDCARD },
	        "windows-mobile-6", "outside", NULL, NULL, "clean", NULL, NULL },
	/* The plan sets the principal name, so that it is clean as planned (P5). */
	{ "V21", "wildcard, Outlook Anywhere with the principal name", { PAPER, WILDCARD },
	        "outlook-2007", "outside", "outlook_anywhere", NULL, "clean", NULL, NULL },
	{ "V21", "wildcard, Outlook Anywhere without the principal name", { PAPER, WILDCARD },
	        "outlook-2007", "outside", "outlook_anywhere", NULL, "fail", drop_step,
	        "set-outlook-provider" },
	/* The plan sets X509CertificateName, so that it is clean as planned (P5). */
	{ "V22", "wildcard, IMAP4 with X509CertificateName", { PAPER, WILDCARD }, "pop-imap",
	        "outside", "imap4", NULL, "clean", NULL, NULL },
	{ "V22", "wildcard, IMAP4 without X509CertificateName", { PAPER, WILDCARD }, "pop-imap",
	        "outside", "imap4", NULL, "fail", drop_step, "set-imap" },
	{ "V22", "wildcard, POP3 without X509CertificateName", { PAPER, WILDCARD }, "pop-imap",
	        "inside", "pop3", NULL, "fail", drop_step, "set-pop" },
	/* A warning where a person can pass it; ActiveSync and Outlook Anywhere fail (P3). */
	{ "V23", "wildcard, browser: a regional host two labels below",
	        { PAPER, WILDCARD, SITE0 "hosts.owa=web.eu.contoso.com",
	                "certificates.exclude_names=[*.eu.contoso.com]" },
	        "browser", "outside", "owa", NULL, "warning", NULL, NULL },
	{ "V23", "wildcard, ActiveSync: a regional host two labels below",
	        { PAPER, WILDCARD, SITE0 "hosts.activesync=sync.eu.contoso.com",
	                "certificates.exclude_names=[*.eu.contoso.com]" },
	        "mobile", "outside", "activesync", NULL, "fail", NULL, NULL },
	{ "V24", "any scenario, Outlook outside: the bare domain answers HTTPS",
	        { PAPER, "dns.apex_https=[contoso.com]" }, "outlook-2007", "outside", "autodiscover",
	        NULL, "warning", NULL, NULL },
	/* The plan clears the URL, so that the request is proxied: clean as planned (P6). */
	{ "V25", "single namespace, multiple sites, ActiveSync at another site: URL cleared",
	        { PAPER, "topology=single-namespace-multi-site", SECOND_SITE("mail.contoso.com") },
	        "mobile", "outside", "activesync", NULL, "clean", NULL, NULL },
	{ "V25", "single namespace, multiple sites, ActiveSync at another site: URL set",
	        { PAPER, "topology=single-namespace-multi-site", SECOND_SITE("mail.contoso.com") },
	        "mobile", "outside", "activesync", NULL, "fail", set_external, "activesync" },
};

#define VECTOR_COUNT 25

/* V18 is about the servers, whatever client is listed. */
static const char *client_of(const struct vector *vector)
{
	return text_equal(vector->id, "V18") ? CAS_PROXY : vector->client;
}

static bool is_meant(const struct vector *vector, const struct verdict *verdict)
{
	return text_equal(verdict_client(verdict), client_of(vector)) &&
	        text_equal(verdict->place, vector->place) &&
	        (!vector->service || text_equal(verdict->service, vector->service)) &&
	        (!vector->of || text_equal(verdict->smtp_domain, vector->of) ||
	                text_equal(verdict->site, vector->of));
}

static void test_vector(void **state)
{
	const struct vector *vector = *state;
	struct made world;
	const struct verdict *worst = NULL;
	plan_from(&world, vector->lines, vector->client);
	if (vector->edit)
		vector->edit(world.plan, vector->argument);
	world.proof = proof_make(world.plan);
	LIST_EACH(const struct verdict, verdict, world.proof->verdicts) {
		if (is_meant(vector, verdict) && (!worst || verdict->result > worst->result))
			worst = verdict;
	}
	assert_non_null(worst);
	if (!text_equal(result_text(worst->result), vector->want))
		print_error("%s: %s\n", vector->id, worst->reason);
	assert_string_equal(result_text(worst->result), vector->want);
	arena_free(world.arena);
}

static void test_all_are_there(void **state)
{
	size_t next = 1;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(vectors); i++) {
		char id[8];
		snprintf(id, sizeof(id), "V%02zu", next);
		next += text_equal(vectors[i].id, id);
	}
	assert_int_equal(next, VECTOR_COUNT + 1);
}

int main(void)
{
	static char names[COUNT_OF(vectors)][128];
	struct CMUnitTest tests[COUNT_OF(vectors) + 1];
	for (size_t i = 0; i < COUNT_OF(vectors); i++) {
		snprintf(names[i], sizeof(names[i]), "%s %s", vectors[i].id, vectors[i].text);
		tests[i] = (struct CMUnitTest){ names[i], test_vector, NULL, NULL,
			(void *)(uintptr_t)&vectors[i] };
	}
	tests[COUNT_OF(vectors)] = (struct CMUnitTest)cmocka_unit_test(test_all_are_there);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
