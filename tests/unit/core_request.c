/* From answers to the request: refusals, defaults, canonical forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "core/request.h"
#include "helper_answers.h"

#define L10 "abcdefghij"
#define L60 L10 L10 L10 L10 L10 L10
#define SITE0 "forests[0].sites[0]."
#define SITE1 "forests[0].sites[1]."
#define FOREST1 "forests[1]."

static const struct date today = { 2026, 11, 22 };

/* The smallest file that is complete. */
static const char *const minimal[] = {
	"format=#1",
	"product.version=2007",
	"organization.name=Contoso, Inc.",
	"organization.country=US",
	"topology=consolidated",
	"forests[0].name=contoso",
	"forests[0].ad_domain=corp.contoso.com",
	"forests[0].smtp_domains=[contoso.com]",
	SITE0 "name=Redmond",
	SITE0 "namespace=mail.contoso.com",
	SITE0 "servers=[CAS01]",
	SITE0 "external_addresses=[203.0.113.10]",
	SITE0 "internal_addresses=[10.1.0.10]",
	"certificates.scenario=unified-communications",
	"certificates.issuer=public-ca",
};

struct fixture {
	struct arena *arena;
	struct know know;
	struct answers answers;
	struct problem_list problems;
	const struct request *request;
};

static int setup(void **state)
{
	struct arena *arena = arena_new();
	struct fixture *fixture = arena_alloc(arena, sizeof(*fixture));
	fixture->arena = arena;
	fixture->know = know_builtin();
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	arena_free(fixture->arena);
	return 0;
}

static void answers_start(struct fixture *fixture)
{
	answers_init(&fixture->answers, &fixture->know, "answers.cfg", fixture->arena);
	fixture->answers.root->line = 1;
	fixture->problems = (struct problem_list){ 0 };
	for (size_t i = 0; i < COUNT_OF(minimal); i++)
		helper_answer(&fixture->answers, minimal[i], (int)i + 1);
}

/* `lines` end with NULL; the first has number 101. */
static void answers_change(struct fixture *fixture, const char *const *lines)
{
	for (int i = 0; lines && lines[i]; i++)
		helper_answer(&fixture->answers, lines[i], 101 + i);
}

static const struct request *make(struct fixture *fixture, const char *const *lines)
{
	answers_start(fixture);
	answers_change(fixture, lines);
	fixture->request = request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems);
	return fixture->request;
}

static const struct request *must_make(struct fixture *fixture, const char *const *lines)
{
	const struct request *request = make(fixture, lines);
	LIST_EACH(struct problem, problem, fixture->problems)
		print_error("%d: %s\n", problem->line, problem->text);
	assert_non_null(request);
	assert_int_equal(fixture->problems.count, 0);
	return request;
}

static bool has_problem(const struct fixture *fixture, int line, const char *words)
{
	for (size_t i = 0; i < fixture->problems.count; i++) {
		const struct problem *problem = &fixture->problems.items[i];
		if (problem->line == line && strstr(problem->text, words))
			return true;
	}
	return false;
}

static void must_refuse(struct fixture *fixture, const char *const *lines, int line,
        const char *words)
{
	assert_null(make(fixture, lines));
	if (has_problem(fixture, line, words))
		return;
	LIST_EACH(struct problem, problem, fixture->problems)
		print_error("%d: %s\n", problem->line, problem->text);
	fail_msg("%s: no problem \"%s\" in line %d", lines ? lines[0] : "", words, line);
}

#define LINES(...) ((const char *const[]){ __VA_ARGS__, NULL })

struct refusal {
	const char *lines[6];
	int line;
	const char *words;
};

static void refuse_all(struct fixture *fixture, const struct refusal *refusals, size_t count)
{
	for (size_t i = 0; i < count; i++)
		must_refuse(fixture, refusals[i].lines, refusals[i].line, refusals[i].words);
}

static void missing_answers_are_said_at_their_group(void **state)
{
	static const struct refusal refusals[] = {
		{ { "-format" }, 1, "\"format\" is missing" },
		{ { "-product" }, 1, "\"product\" is missing" },
		{ { "-product.version" }, 2, "product: \"version\" is missing" },
		{ { "-organization.name" }, 3, "organization: \"name\" is missing" },
		{ { "-organization.country" }, 3, "\"country\" is missing" },
		{ { "-topology" }, 1, "\"topology\" is missing" },
		{ { "-forests" }, 1, "\"forests\" is missing" },
		{ { "forests=[]" }, 101, "forests: it is empty" },
		{ { "-forests[0].name" }, 6, "forests[0]: \"name\" is missing" },
		{ { "-forests[0].ad_domain" }, 6, "\"ad_domain\" is missing" },
		{ { "-forests[0].smtp_domains" }, 6, "\"smtp_domains\" is missing" },
		{ { "forests[0].smtp_domains=[]" }, 101, "smtp_domains: it is empty" },
		{ { "-forests[0].sites" }, 6, "\"sites\" is missing" },
		{ { "-" SITE0 "name" }, 9, "forests[0].sites[0]: \"name\" is missing" },
		{ { "-" SITE0 "servers" }, 9, "\"servers\" is missing" },
		{ { SITE0 "servers=[]" }, 101, "servers: it is empty" },
		{ { "-certificates" }, 1, "\"certificates\" is missing" },
		{ { "-certificates.scenario" }, 14, "\"scenario\" is missing" },
		{ { "-certificates.issuer" }, 14, "\"issuer\" is missing" },
		{ { "organization.name=" }, 101, "it is empty" },
		{ { "organization.name=  " }, 101, "blank" },
		{ { "product.version=" }, 101, "empty" },
	};
	refuse_all(*state, refusals, COUNT_OF(refusals));
}

static void facing_sites_need_names_and_addresses(void **state)
{
	static const struct refusal refusals[] = {
		{ { "-" SITE0 "namespace", SITE0 "internet_facing=?true" }, 9,
		        "\"namespace\" is missing; required where the site is Internet-facing" },
		{ { SITE0 "namespace=", SITE0 "internet_facing=?true" }, 9, "\"namespace\"" },
		{ { "-" SITE0 "external_addresses" }, 9, "\"external_addresses\" is missing" },
		{ { SITE0 "external_addresses=[]" }, 9, "\"external_addresses\" is missing" },
		{ { "-" SITE0 "internal_addresses" }, 9, "\"internal_addresses\" is missing" },
	};
	struct fixture *fixture = *state;
	refuse_all(fixture, refusals, COUNT_OF(refusals));
	must_make(fixture, LINES("-" SITE0 "internal_addresses", "dns.internal=none"));
	must_make(fixture, LINES("-" SITE0 "internal_addresses", "-" SITE0 "external_addresses",
	        "-" SITE0 "namespace"));
	must_make(fixture, LINES("-" SITE0 "internal_addresses", "-" SITE0 "external_addresses",
	        SITE0 "internet_facing=?false"));
}

static void values_of_the_wrong_sort_are_refused(void **state)
{
	static const struct refusal refusals[] = {
		{ { "format=#2" }, 101, "format: it is 2; expected 1" },
		{ { "format=1" }, 101, "format: it must be a whole number" },
		{ { "product.version=#2007" }, 101, "product.version: it must be a text" },
		{ { "product.version=2008" }, 101, "did you mean \"2007\"?" },
		{ { "product.update=SP9" }, 101, "has no update \"SP9\"; expected: RTM, SP1" },
		{ { "product.extended_protection=yes" }, 101, "expected one of default, on, off" },
		{ { "policy.baseline=2009" }, 101, "current, 2008" },
		{ { "policy.date=2026-02-30" }, 101, "no day of the calendar" },
		{ { "policy.date=22.11.2026" }, 101, "YYYY-MM-DD" },
		{ { "policy.previous=2026-02-30" }, 101, "no day of the calendar" },
		{ { "organization.country=us" }, 101, "did you mean \"US\"?" },
		{ { "organization.country=XX" }, 101, "no code of a country" },
		{ { "organization=Contoso" }, 101, "organization: it must be a group" },
		{ { "organization.name=" L60 "abcde" }, 101, "65 characters; at most 64" },
		{ { "organization.unit=" L60 "abcde" }, 101, "at most 64" },
		{ { "organization.state=" L60 L60 "abcdefghi" }, 101, "129 characters" },
		{ { "organization.locality=" L60 L60 "abcdefghi" }, 101, "at most 128" },
		{ { "organization.name=Con\x01toso" }, 101, "control" },
		{ { "organization.name=Con\xe2\x80\xaetoso" }, 101, "invisible" },
		{ { "organization.name=Con\xfftoso" }, 101, "UTF-8" },
		{ { "topology=regionall" }, 101, "did you mean \"regional\"?" },
		{ { "certificates.scenario=unified-comunications" }, 101,
		        "did you mean \"unified-communications\"?" },
		{ { "certificates.exportable=yes" }, 101, "must be true or false" },
		{ { "certificates.exclude_names=a.contoso.com" }, 101, "must be a list" },
		{ { "clients.kinds=[browser netscape]" }, 101, "kinds[1]: it is \"netscape\"" },
		{ { "dns.ttl=#-1" }, 101, "0 to 2147483647" },
		{ { "dns.ttl=#2147483648" }, 101, "2147483647" },
		{ { SITE0 "mailbox_users=#-5" }, 101, "mailbox_users" },
		{ { "constraints.ca_supports=[san ev]" }, 101, "ca_supports[1]" },
	};
	refuse_all(*state, refusals, COUNT_OF(refusals));
}

static void names_and_addresses_are_judged(void **state)
{
	static const struct refusal refusals[] = {
		{ { SITE0 "namespace=mail_x.contoso.com" }, 101, "underscore" },
		{ { SITE0 "namespace=192.0.2.1" }, 101, "address" },
		{ { SITE0 "namespace=*.contoso.com" }, 101, "wildcard" },
		{ { SITE0 "scp_host=a..b" }, 101, "is no host name" },
		{ { SITE0 "internal_namespace=https://mail" }, 101, "is no host name" },
		{ { SITE0 "hosts.pop3=pop contoso.com" }, 101, "hosts.pop3" },
		{ { "forests[0].ad_domain=corp_x.contoso.com" }, 101, "is no domain" },
		{ { "forests[0].smtp_domains=[@contoso.com]" }, 101, "at sign" },
		{ { SITE0 "servers=[CAS01.contoso.com]" }, 101, "short name" },
		{ { SITE0 "servers=[ABCDEFGHIJKLMNOP]" }, 101, "15 characters" },
		{ { SITE0 "external_addresses=[203.0.113.300]" }, 101, "is no address" },
		{ { SITE0 "external_addresses=[mail.contoso.com]" }, 101, "is no address" },
		{ { "certificates.exclude_names=[mail_x.contoso.com]" }, 101, "underscore" },
		{ { "certificates.extra_names=[w*.contoso.com]" }, 101, "wildcard" },
		{ { "constraints.owned_certificate=[10.0.0.1]" }, 101, "address" },
		{ { "dns.catch_all=[*.contoso.com]" }, 101, "dns.catch_all[0]" },
		{ { "forests[0].smtp_domains=[" L60 "." L60 "." L60 "." L60 "]" }, 101,
		        "no room is left" },
	};
	refuse_all(*state, refusals, COUNT_OF(refusals));
}

static void forest_and_site_names_are_judged(void **state)
{
	static const char *const bad[] = { "a/b", "a\\b", "a:b", "a*b", "a?b", "a\"b", "a<b", "a>b",
		"a|b", "-a", ".a", "..", "con", "Nul", "COM1", "lpt9", "aux.site", L60 "abcd" };
	static const char *const good[] = { "New York City", "Ny-\xc3\x85lesund", "COM", "com10",
		"console", "a.b", "com0", L60 "abc", "'; rm -rf" };
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const char *forest = arena_printf(fixture->arena, "forests[0].name=%s", bad[i]);
		must_refuse(fixture, LINES(forest), 101, "forests[0].name: ");
		const char *site = arena_printf(fixture->arena, SITE0 "name=%s", bad[i]);
		must_refuse(fixture, LINES(site), 101, "sites[0].name: ");
	}
	for (size_t i = 0; i < COUNT_OF(good); i++)
		must_make(fixture,
		        LINES(arena_printf(fixture->arena, SITE0 "name=%s", good[i])));
}

#define SECOND_SITE SITE1 "name=London", SITE1 "servers=[CAS02]"
#define SECOND_FOREST                                                                              \
	FOREST1 "name=fabrikam", FOREST1 "ad_domain=fabrikam.com",                                 \
	        FOREST1 "smtp_domains=[fabrikam.com]", FOREST1 "sites[0].name=Redmond",            \
	        FOREST1 "sites[0].servers=[CAS01]"

static void duplicates_are_refused(void **state)
{
	struct fixture *fixture = *state;
	must_refuse(fixture, LINES("forests[0].smtp_domains=[contoso.com CONTOSO.com.]"), 101,
	        "smtp_domains[1]: \"contoso.com\" stands in this list already");
	must_refuse(fixture, LINES(SITE0 "external_addresses=[2001:db8::1 2001:DB8:0::1]"), 101,
	        "stands in this list already");
	must_refuse(fixture, LINES(SITE0 "servers=[CAS01 cas01]"), 101, "servers[1]");
	must_refuse(fixture, LINES("clients.kinds=[browser browser]"), 101, "kinds[1]");
	must_refuse(fixture, LINES(SECOND_SITE, SITE1 "servers=[cas01]"), 103,
	        "the server name \"cas01\" is used already (line 11)");
	must_refuse(fixture, LINES(SECOND_SITE, SITE1 "name=REDMOND"), 103,
	        "the site name \"REDMOND\" is used already (line 9)");
	must_refuse(fixture, LINES(SECOND_FOREST, FOREST1 "name=Contoso"), 106, "forest name");
	/* Sites and servers are told apart by their forest. */
	must_make(fixture, LINES(SECOND_FOREST));
	/* That forests share a mail domain is a finding. */
	must_make(fixture, LINES(SECOND_FOREST, FOREST1 "smtp_domains=[contoso.com]"));
}

static void services_follow_the_version(void **state)
{
	static const struct refusal refusals[] = {
		{ { "services.mapi.enabled=?true" }, 101, "does not have MAPI over HTTP" },
		{ { "services.ecp.enabled=?true" }, 101, "does not have" },
		{ { "product.version=2010", "services.um.enabled=?true" }, 102, "does not have" },
		{ { "product.version=2013", "product.update=RTM", "services.mapi.enabled=?true" },
		        103, "does not have" },
		{ { SITE0 "hosts.autodiscover=autodiscover.contoso.com" }, 101,
		        "has names of its own" },
		{ { "product.version=2016", SITE0 "hosts.owa=owa.contoso.com",
		            SITE0 "hosts.ecp=ecp.contoso.com" }, 103,
		        "\"owa.contoso.com\" is expected" },
		{ { "product.version=2016", SITE0 "hosts.ecp=ecp.contoso.com" }, 102,
		        "\"mail.contoso.com\" is expected" },
		{ { "product.download_host=download.contoso.com" }, 101, "does not have it" },
		{ { "product.version=2016", "product.download_host=mail.contoso.com" }, 102,
		        "is the host of Outlook on the web" },
		{ { "product.version=2016", "product.download_host=OWA.contoso.com.",
		            SITE0 "hosts.owa=owa.contoso.com" }, 102, "Outlook on the web" },
		{ { "product.version=2016", "product.download_host=in.contoso.com",
		            SITE0 "internal_namespace=in.contoso.com" }, 102,
		        "Outlook on the web" },
		{ { "product.version=2010", SITE0 "failback_host=MAIL.contoso.com." }, 102,
		        "is the host of Outlook on the web" },
		{ { "product.version=2010", SITE0 "failback_host=in.contoso.com",
		            SITE0 "internal_namespace=in.contoso.com" }, 102,
		        "Outlook on the web" },
		{ { "product.version=2013", SITE0 "failback_host=back.contoso.com" }, 102,
		        "does not have it" },
		{ { "product.coexistence=[2007]" }, 101, "2007 is not older than 2007" },
		{ { "product.coexistence=[2010]" }, 101, "not older" },
		{ { "product.coexistence=[5.5]" }, 101, "coexistence[0]" },
	};
	struct fixture *fixture = *state;
	refuse_all(fixture, refusals, COUNT_OF(refusals));
	must_make(fixture, LINES("services.mapi.enabled=?false", "product.download_host="));
	must_make(fixture, LINES("product.version=SE", "product.coexistence=[2003 2016 2019]"));
	must_make(fixture, LINES("product.version=2016", SITE0 "hosts.owa=owa.contoso.com",
	        SITE0 "hosts.ecp=OWA.contoso.com", "product.download_host=mail.contoso.com"));
}

/* The name of older servers: where one is needed, made from the namespace unless it is given. */
static void older_servers_have_a_name(void **state)
{
	static const struct refusal refusals[] = {
		{ { "product.version=2010", "product.coexistence=[2007]",
		            SITE0 "legacy.host=mail.contoso.com" }, 103, "need another name" },
		{ { "product.version=2010", "product.coexistence=[2007]",
		            SITE0 "namespace=legacy.contoso.com" }, 9, "need another name" },
		{ { "product.version=2010", SITE0 "legacy.servers=[Cas01]" }, 102, "used already" },
		{ { SITE0 "legacy.internal_addresses=[10.1.0.300]" }, 101, "is no address" },
	};
	static const struct {
		const char *version, *older, *namespace, *want;
	} names[] = {
		{ "2010", "2007", "mail.contoso.com", "legacy.contoso.com" },
		{ "2010", "2003", "mail.usa.contoso.com", "legacy.usa.contoso.com" },
		{ "2013", "2007", "contoso.com", "legacy.contoso.com" },
		{ "2013", "2010", "mail.contoso.com", NULL },
		{ "2016", "2007", "mail.contoso.com", NULL },
	};
	struct fixture *fixture = *state;
	refuse_all(fixture, refusals, COUNT_OF(refusals));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct request *request = must_make(fixture, LINES(
		        arena_printf(fixture->arena, "product.version=%s", names[i].version),
		        arena_printf(fixture->arena, "product.coexistence=[%s]", names[i].older),
		        arena_printf(fixture->arena, SITE0 "namespace=%s", names[i].namespace)));
		const char *host = request->forests[0].sites[0].legacy.host.value;
		if (!text_equal(host, names[i].want))
			fail_msg("%s for %s beside %s", host ? host : "nothing", names[i].older,
			        names[i].version);
	}
	const struct request *given = must_make(fixture, LINES("product.version=2010",
	        "product.coexistence=[2007]", SITE0 "legacy.host=Old.contoso.com.",
	        SITE0 "legacy.servers=[EX07]"));
	assert_string_equal(given->forests[0].sites[0].legacy.host.value, "old.contoso.com");
	assert_string_equal(given->forests[0].sites[0].legacy.servers.items[0].name, "EX07");
	/* Kept beside a version that needs none: the node tells of it, the value is gone. */
	given = must_make(fixture, LINES("product.version=2016",
	        SITE0 "legacy.host=old.contoso.com"));
	assert_null(given->forests[0].sites[0].legacy.host.value);
	assert_non_null(given->forests[0].sites[0].legacy.host.node);
}

static void certificates_must_fit_the_scenario(void **state)
{
	static const struct refusal refusals[] = {
		{ { "certificates.scenario=self-signed" }, 15,
		        "\"public-ca\" does not go with the scenario self-signed" },
		{ { "certificates.issuer=self-signed" }, 101, "does not go with" },
		{ { "certificates.scenario=wildcard", "certificates.server_names=?true" }, 102,
		        "no certificate for server names" },
		{ { "certificates.scenario=redirect", "certificates.server_names=?true" }, 102,
		        "no certificate for server names" },
		{ { "certificates.scenario=single-name-srv",
		            "certificates.extra_names=[legacy.contoso.com]" }, 102,
		        "further names" },
		{ { "certificates.exclude_names=[mail.contoso.com]" }, 101, "common name" },
		{ { "certificates.exclude_names=[MAIL.contoso.com.]" }, 101, "common name" },
		{ { "certificates.scenario=redirect",
		            "certificates.exclude_names=[mail.contoso.com]" }, 102, "common name" },
		{ { "certificates.scenario=two-single-names",
		            "certificates.exclude_names=[autodiscover.contoso.com]" }, 102,
		        "common name" },
		{ { "certificates.scenario=wildcard",
		            "certificates.exclude_names=[*.contoso.com]" }, 102, "common name" },
		{ { "certificates.scenario=self-signed", "certificates.issuer=self-signed",
		            "certificates.exclude_names=[cas01]" }, 103, "common name" },
		{ { SECOND_SITE, "certificates.exclude_names=[cas02]" }, 103, "common name" },
		{ { SECOND_SITE, "certificates.exclude_names=[cas02.corp.contoso.com]",
		            "certificates.proxy_site_issuer=windows-pki" }, 103, "common name" },
		{ { "certificates.proxy_site_issuer=public-ca" }, 101, "self-signed, windows-pki" },
		{ { "certificates.key.algorithm=ec", "certificates.key.bits=#2048" }, 102,
		        "has no bits" },
		{ { "certificates.key.curve=P-256" }, 101, "has no curve" },
		{ { "certificates.key.algorithm=ec", "certificates.key.curve=P-521" }, 102,
		        "P-384" },
		{ { "certificates.key.bits=#2049" }, 101, "no multiple of 8" },
		{ { "certificates.key.bits=#512" }, 101, "1024 to 16384" },
		{ { "certificates.key.bits=#16392" }, 101, "1024 to 16384" },
	};
	struct fixture *fixture = *state;
	refuse_all(fixture, refusals, COUNT_OF(refusals));
	must_make(fixture, LINES("certificates.exclude_names=[autodiscover.contoso.com cas01]"));
	must_make(fixture, LINES("certificates.scenario=wildcard",
	        "certificates.exclude_names=[mail.contoso.com]",
	        "certificates.extra_names=[legacy.contoso.com]"));
	must_make(fixture, LINES("certificates.key.bits=#1024", "certificates.server_names=?true"));
}

static void one_site_answers_autodiscover(void **state)
{
	static const char *const second[] = { SECOND_SITE, SITE1 "namespace=mail-eu.contoso.com",
		SITE1 "external_addresses=[203.0.113.20]", SITE1 "internal_addresses=[10.2.0.10]",
		NULL };
	struct fixture *fixture = *state;
	must_refuse(fixture, LINES(SECOND_SITE, SITE1 "autodiscover=?true"), 103,
	        "the site is not Internet-facing");
	must_refuse(fixture, LINES(SECOND_SITE, SITE0 "autodiscover=?true",
	        SITE1 "autodiscover=?true"), 104, "line 103 has named it");
	const struct forest_answer *forest = must_make(fixture, second)->forests;
	assert_ptr_equal(forest->autodiscover_site, &forest->sites[0]);
	assert_true(forest->sites[0].autodiscover.value);
	assert_int_equal(forest->sites[0].autodiscover.node->origin, ORIGIN_DERIVED);
	assert_false(forest->sites[1].autodiscover.value);
	answers_start(fixture);
	answers_change(fixture, second);
	answers_change(fixture, LINES(SITE1 "autodiscover=?true"));
	forest = request_make(&fixture->answers, today, NULL, fixture->arena, &fixture->problems)
	                 ->forests;
	assert_ptr_equal(forest->autodiscover_site, &forest->sites[1]);
	forest = must_make(fixture, LINES("-" SITE0 "namespace"))->forests;
	assert_null(forest->autodiscover_site);
}

static void server_addresses_name_servers_of_the_site(void **state)
{
	struct fixture *fixture = *state;
	must_refuse(fixture, LINES(SITE0 "server_addresses[0].server=CAS02"), 101,
	        "is no server of this site; one of \"servers\" expected; did you mean \"CAS01\"?");
	must_refuse(fixture, LINES(SITE0 "server_addresses[0].address=10.1.0.21"), 101,
	        "\"server\" is missing");
	must_refuse(fixture, LINES(SITE0 "server_addresses[0].server=CAS01",
	        SITE0 "server_addresses[1].server=cas01"), 102, "used already");
	const struct request *request = must_make(fixture,
	        LINES(SITE0 "server_addresses[0].server=cas01",
	                SITE0 "server_addresses[0].address=10.1.0.21"));
	const struct server_answer *server = &request->forests[0].sites[0].servers.items[0];
	assert_string_equal(server->address, "10.1.0.21");
	assert_null(server->autodiscover_address);
	assert_string_equal(server->name, "CAS01");
	assert_string_equal(server->short_name, "cas01");
	assert_string_equal(server->fqdn, "cas01.corp.contoso.com");
}

static void all_problems_are_said_in_one_run(void **state)
{
	struct fixture *fixture = *state;
	assert_null(make(fixture, LINES("product.version=2008", "organization.country=us",
	        SITE0 "namespace=mail_x.contoso.com", "-" SITE0 "servers", "dns.ttl=#-1")));
	assert_int_equal(fixture->problems.count, 5);
	assert_true(has_problem(fixture, 101, "product.version"));
	assert_true(has_problem(fixture, 102, "organization.country"));
	assert_true(has_problem(fixture, 103, "namespace"));
	assert_true(has_problem(fixture, 9, "servers"));
	assert_true(has_problem(fixture, 105, "dns.ttl"));
}

static void what_the_reader_refused_is_not_said_again(void **state)
{
	struct fixture *fixture = *state;
	answers_start(fixture);
	struct node *node = answers_find(&fixture->answers, "certificates.scenario");
	node->refused = true;
	assert_null(request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems));
	assert_int_equal(fixture->problems.count, 0);
	/* A key that is misspelt is not missing besides. */
	answers_start(fixture);
	answers_change(fixture, LINES("-" SITE0 "servers", SITE0 "server=[CAS01]"));
	answers_find(&fixture->answers, SITE0 "server")->refused = true;
	assert_null(request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems));
	assert_int_equal(fixture->problems.count, 0);
}

static void check_texts(struct node *list, const char *want)
{
	struct arena *arena = arena_new();
	assert_string_equal(node_value_text(list, arena), want);
	arena_free(arena);
}

static const char *value_of(struct fixture *fixture, const char *path)
{
	const struct node *node = answers_find(&fixture->answers, path);
	return node ? node_value_text(node, fixture->arena) : NULL;
}

/* CONTRACT section 2, the table of defaults. */
static void defaults_stand_in_the_tree(void **state)
{
	static const struct {
		const char *path, *want;
	} cases[] = {
		{ "product.update", "SP3" },
		{ "product.extended_protection", "default" },
		{ "policy.baseline", "current" },
		{ "policy.date", "2026-11-22" },
		{ SITE0 "internet_facing", "true" },
		{ SITE0 "publisher.kind", "none" },
		{ "clients.kinds", "outlook-2007-srv, browser, windows-mobile-6" },
		{ "clients.inside_joined", "true" },
		{ "clients.inside_unjoined", "false" },
		{ "clients.root_ca_installed", "" },
		{ "certificates.layout", "per-namespace" },
		{ "certificates.server_names", "false" },
		{ "certificates.key.algorithm", "rsa" },
		{ "certificates.key.bits", "2048" },
		{ "certificates.key_made_by", "casplan" },
		{ "certificates.exportable", "true" },
		{ "certificates.proxy_site_issuer", "self-signed" },
		{ "dns.internal", "split-zone" },
		{ "dns.autodiscover_record", "a" },
		{ "dns.srv_supported", "true" },
		{ "dns.ttl", "3600" },
		{ "constraints.ca_supports", "san, wildcard" },
		{ "constraints.public_addresses", "0" },
		{ "services.owa.external", "true" },
		{ "services.owa.require_ssl", "true" },
		{ "services.owa.ssl_offloading", "false" },
		{ "services.outlook_anywhere.authentication", "basic" },
		{ "services.pop3.security", "tls" },
		{ "services.smtp.security", "starttls" },
	};
	struct fixture *fixture = *state;
	must_make(fixture, NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct node *node = answers_find(&fixture->answers, cases[i].path);
		if (!node)
			fail_msg("%s is not there", cases[i].path);
		assert_string_equal(value_of(fixture, cases[i].path), cases[i].want);
		assert_true(node->origin == ORIGIN_DEFAULT || node->origin == ORIGIN_DERIVED);
		assert_non_null(node->row);
	}
	assert_null(answers_find(&fixture->answers, "services.owa.security"));
	assert_null(answers_find(&fixture->answers, "certificates.key.curve"));
	assert_null(answers_find(&fixture->answers, "services.mapi"));
	check_texts(answers_find(&fixture->answers, "product.coexistence"), "");
}

static void defaults_follow_the_version(void **state)
{
	static const struct {
		const char *version, *update, *kinds, *authentication, *record, *proxy, *services;
	} cases[] = {
		{ "2007", "SP3", "outlook-2007-srv, browser, windows-mobile-6", "basic", "a",
		        "self-signed", "autodiscover owa activesync outlook_anywhere ews oab " },
		{ "2010", "SP3", "outlook-2010, browser, mobile", "basic", "a", "self-signed",
		        "autodiscover owa ecp activesync outlook_anywhere ews oab " },
		{ "2013", "CU23", "outlook-2013, browser, mobile", "negotiate", "cname",
		        "windows-pki",
		        "autodiscover owa ecp activesync outlook_anywhere mapi ews oab " },
		{ "2016", "CU23", "outlook-2016, browser, mobile", "negotiate", "cname",
		        "windows-pki",
		        "autodiscover owa ecp activesync outlook_anywhere mapi ews oab " },
		{ "2019", "CU15", "outlook-2016, browser, mobile", "negotiate", "cname",
		        "windows-pki",
		        "autodiscover owa ecp activesync outlook_anywhere mapi ews oab " },
		{ "SE", "RTM", "outlook-2016, browser, mobile", "negotiate", "cname", "windows-pki",
		        "autodiscover owa ecp activesync outlook_anywhere mapi ews oab " },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *version =
		        arena_printf(fixture->arena, "product.version=%s", cases[i].version);
		const struct request *request = must_make(fixture, LINES(version));
		assert_string_equal(value_of(fixture, "product.update"), cases[i].update);
		assert_string_equal(value_of(fixture, "clients.kinds"), cases[i].kinds);
		assert_string_equal(value_of(fixture, "services.outlook_anywhere.authentication"),
		        cases[i].authentication);
		assert_string_equal(value_of(fixture, "dns.autodiscover_record"), cases[i].record);
		assert_string_equal(value_of(fixture, "certificates.proxy_site_issuer"),
		        cases[i].proxy);
		struct text_list enabled = { 0 };
		for (size_t s = 0; s < fixture->know.services.count; s++) {
			if (request->services[s].enabled.value)
				LIST_PUSH(fixture->arena, &enabled,
				        fixture->know.services.items[s].id);
		}
		const char *joined = texts_join(fixture->arena, texts_of(&enabled), " ");
		assert_string_equal(arena_printf(fixture->arena, "%s ", joined),
		        cases[i].services);
	}
}

static void hosts_are_canonical_and_follow_each_other(void **state)
{
	struct fixture *fixture = *state;
	const struct request *request = must_make(fixture, LINES("product.version=2016",
	        SITE0 "namespace=MAIL.B\xc3\xbc" "cher.example.", SITE0 "hosts.owa=OWA.contoso.com",
	        "forests[0].ad_domain=Corp.Contoso.Com."));
	const struct site_answer *site = &request->forests[0].sites[0];
	assert_string_equal(site->namespace.value, "mail.xn--bcher-kva.example");
	assert_string_equal(site->servers.items[0].fqdn, "cas01.corp.contoso.com");
	int owa = service_find(&fixture->know, "owa"), ecp = service_find(&fixture->know, "ecp");
	int ews = service_find(&fixture->know, "ews");
	assert_string_equal(site->hosts[owa].value, "owa.contoso.com");
	assert_string_equal(site->hosts[ecp].value, "owa.contoso.com");
	assert_null(site->hosts[ews].value);
	assert_string_equal(site_external_host(site, request, ecp), "owa.contoso.com");
	assert_string_equal(site_external_host(site, request, ews), "mail.xn--bcher-kva.example");
	request = must_make(fixture,
	        LINES("-" SITE0 "namespace", SITE0 "hosts.owa=owa.contoso.com"));
	assert_null(site_external_host(&request->forests[0].sites[0], request, owa));
}

static void a_site_may_have_a_domain_of_its_own(void **state)
{
	struct fixture *fixture = *state;
	const struct request *request =
	        must_make(fixture, LINES(SECOND_SITE, SITE1 "ad_domain=emea.corp.contoso.com"));
	const struct site_answer *sites = request->forests[0].sites;
	assert_string_equal(sites[0].ad_domain.value, "corp.contoso.com");
	assert_ptr_equal(sites[0].ad_domain.node, request->forests[0].ad_domain.node);
	assert_string_equal(sites[1].servers.items[0].fqdn, "cas02.emea.corp.contoso.com");
}

static void the_option_goes_before_the_file(void **state)
{
	struct fixture *fixture = *state;
	const struct date forced = { 2027, 4, 1 };
	const struct request *request = must_make(fixture, LINES("policy.date=2008-02-01"));
	assert_int_equal(request->date.year, 2008);
	answers_start(fixture);
	answers_change(fixture, LINES("policy.date=2008-02-01"));
	request = request_make(&fixture->answers, today, &forced, fixture->arena,
	        &fixture->problems);
	assert_non_null(request);
	assert_int_equal(request->date.year, 2027);
	must_make(fixture, NULL);
	assert_int_equal(fixture->request->date.year, 2026);
}

/* The day of the earlier plan: said, or what --date has overtaken. */
static void the_earlier_day_is_known(void **state)
{
	static const struct {
		const char *date, *previous; /* in the file */
		struct date forced;          /* year 0: no --date */
		const char *want;
	} cases[] = {
		{ "2026-01-31", NULL, { 0 }, NULL },
		{ "2026-01-31", "2025-12-01", { 0 }, "2025-12-01" },
		{ "2026-01-31", "2026-01-31", { 0 }, NULL },
		{ "2026-01-31", "2026-02-01", { 0 }, NULL },
		{ "2026-01-31", NULL, { 2026, 2, 1 }, "2026-01-31" },
		{ "2026-01-31", NULL, { 2026, 1, 31 }, NULL },
		{ "2026-01-31", NULL, { 2026, 1, 30 }, NULL },
		{ "2026-01-31", "2025-12-01", { 2026, 2, 1 }, "2026-01-31" },
		{ "2026-01-31", "2025-12-01", { 2026, 1, 30 }, "2025-12-01" },
		{ NULL, "2025-12-01", { 0 }, "2025-12-01" },
		{ NULL, NULL, { 2030, 1, 1 }, NULL },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *lines[3] = { NULL };
		size_t count = 0;
		if (cases[i].date)
			lines[count++] = arena_printf(fixture->arena, "policy.date=%s",
			        cases[i].date);
		if (cases[i].previous)
			lines[count] = arena_printf(fixture->arena, "policy.previous=%s",
			        cases[i].previous);
		answers_start(fixture);
		answers_change(fixture, lines);
		const struct request *request = request_make(&fixture->answers, today,
		        cases[i].forced.year ? &cases[i].forced : NULL, fixture->arena,
		        &fixture->problems);
		assert_non_null(request);
		if (!text_equal(request->previous, cases[i].want))
			fail_msg("case %zu: %s", i, request->previous ? request->previous : "none");
	}
}

static void defaults_are_made_anew(void **state)
{
	struct fixture *fixture = *state;
	must_make(fixture, LINES("product.version=2016"));
	size_t count = fixture->answers.root->count;
	helper_answer(&fixture->answers, "product.version=2007", 201);
	assert_non_null(request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems));
	assert_string_equal(value_of(fixture, "product.update"), "SP3");
	assert_string_equal(value_of(fixture, "dns.autodiscover_record"), "a");
	assert_null(answers_find(&fixture->answers, "services.mapi"));
	assert_int_equal(fixture->answers.root->count, count);
}

static void acknowledgements_are_read(void **state)
{
	struct fixture *fixture = *state;
	must_refuse(fixture, LINES("session.acknowledged[0].rule=no-such-rule",
	        "session.acknowledged[0].reason=x"), 101, "acknowledged[0].rule");
	must_refuse(fixture, LINES("session.acknowledged[0].rule=certificate-lifetime"), 101,
	        "\"reason\" is missing");
	const struct request *request = must_make(fixture,
	        LINES("session.screen=clients", "session.acknowledged[0].rule=certificate-lifetime",
	                "session.acknowledged[0].reason=in the calendar",
	                "session.acknowledged[0].depends=[policy.date=2026-11-22]"));
	assert_int_equal(request->acknowledged.count, 1);
	assert_string_equal(request->acknowledged.items[0].rule, "certificate-lifetime");
	assert_string_equal(request->acknowledged.items[0].subject, "");
	assert_int_equal(request->acknowledged.items[0].depends.count, 1);
}

#define MANY 20000

static void many_domains_are_read(void **state)
{
	struct fixture *fixture = *state;
	answers_start(fixture);
	struct node *list = answers_find(&fixture->answers, "forests[0].smtp_domains");
	for (int i = 0; i < MANY; i++)
		answers_add(&fixture->answers, list, NULL, NODE_TEXT, 20 + i)->value.text =
		        arena_printf(fixture->arena, "d%d.example.com", i);
	const struct request *request = request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems);
	assert_non_null(request);
	assert_int_equal(request->forests[0].smtp_domains.count, MANY + 1);
	answers_add(&fixture->answers, list, NULL, NODE_TEXT, 7)->value.text = "d77.example.com";
	assert_null(request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems));
	assert_true(has_problem(fixture, 7, "stands in this list already (line 97)"));
}

/* A hostile file costs no more than its size. */
static void problems_are_limited(void **state)
{
	struct fixture *fixture = *state;
	answers_start(fixture);
	struct node *list = answers_find(&fixture->answers, "forests[0].smtp_domains");
	for (int i = 0; i < MANY; i++)
		answers_add(&fixture->answers, list, NULL, NODE_TEXT, 20 + i)->value.text = "a_b";
	assert_null(request_make(&fixture->answers, today, NULL, fixture->arena,
	        &fixture->problems));
	assert_int_equal(fixture->problems.count, 100);
	assert_true(has_problem(fixture, 119, "more problems than these"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(missing_answers_are_said_at_their_group),
		TEST(facing_sites_need_names_and_addresses),
		TEST(values_of_the_wrong_sort_are_refused),
		TEST(names_and_addresses_are_judged),
		TEST(forest_and_site_names_are_judged),
		TEST(duplicates_are_refused),
		TEST(services_follow_the_version),
		TEST(older_servers_have_a_name),
		TEST(certificates_must_fit_the_scenario),
		TEST(one_site_answers_autodiscover),
		TEST(server_addresses_name_servers_of_the_site),
		TEST(all_problems_are_said_in_one_run),
		TEST(what_the_reader_refused_is_not_said_again),
		TEST(defaults_stand_in_the_tree),
		TEST(defaults_follow_the_version),
		TEST(hosts_are_canonical_and_follow_each_other),
		TEST(a_site_may_have_a_domain_of_its_own),
		TEST(the_option_goes_before_the_file),
		TEST(the_earlier_day_is_known),
		TEST(defaults_are_made_anew),
		TEST(acknowledgements_are_read),
		TEST(many_domains_are_read),
		TEST(problems_are_limited),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
