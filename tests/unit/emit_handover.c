/* handover/: what each team reads before its steps, from real plans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/emit/emitters.h"
#include "core/proof.h"
#include "helper_answers.h"
#include "helper_output.h"

#define SITE0 "forests[0].sites[0]."
#define SITE1 "forests[0].sites[1]."

static const char *const base[] = {
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
	SITE0 "servers=[CAS01 CAS02]",
	SITE0 "external_addresses=[203.0.113.10 2001:db8::10]",
	SITE0 "internal_addresses=[10.1.0.10]",
	"certificates.scenario=unified-communications",
	"certificates.issuer=public-ca",
};

struct handed {
	struct arena *arena;
	struct know know;
	struct answers answers;
	struct kept output;
};

static struct handed handed;

/* Up to eight lines more than `base`; the files of that plan. */
static void hand_over(const char *const *lines, struct date day)
{
	struct problem_list problems = { 0 };
	handed = (struct handed){ .arena = arena_new(), .know = know_builtin() };
	kept_init(&handed.output, handed.arena);
	answers_init(&handed.answers, &handed.know, "answers.cfg", handed.arena);
	for (size_t i = 0; i < COUNT_OF(base); i++)
		helper_answer(&handed.answers, base[i], (int)i + 1);
	for (size_t i = 0; i < 8 && lines[i]; i++)
		helper_answer(&handed.answers, lines[i], 100 + (int)i);
	const struct request *request =
	        request_make(&handed.answers, day, NULL, handed.arena, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s\n", problems.items[i].text);
	assert_non_null(request);
	struct plan *plan = plan_make(request, handed.arena);
	struct proof *proof = proof_make(plan);
	for (size_t i = 0; i < emitter_count; i++) {
		if (text_equal(emitters[i].id, "steps"))
			emitters[i].emit(&handed.output.output, plan, proof);
	}
}

static void hand_back(void)
{
	kept_done(&handed.output);
	arena_free(handed.arena);
}

/* The file as one line: where its lines end is its own affair. */
static const char *file(const char *name)
{
	const char *text = helper_file(&handed.output,
	        arena_printf(handed.arena, "handover/%s.md", name));
	char *line = arena_strdup(handed.arena, text), *to = line;
	for (const char *from = line; *from; from++) {
		bool blank = *from == ' ' || *from == '\n';
		if (!blank || (to > line && to[-1] != ' '))
			*to++ = blank ? ' ' : *from;
	}
	*to = '\0';
	return line;
}

static const struct date day = { 2026, 11, 22 };

static void network_has_addresses_and_ports(void **state)
{
	static const char *const lines[] = { "certificates.scenario=redirect",
		SITE0 "autodiscover_external_addresses=[203.0.113.11]",
		SITE0 "autodiscover_internal_addresses=[10.1.0.11]",
		SITE0 "publisher.kind=bridging", "services.imap4.enabled=?true", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("network");
	helper_contains(text, "- Site `Redmond`: from the Internet to `203.0.113.10`, `2001:db8::10`, "
	                      "TCP port 443, through the publishing server on to `10.1.0.10` "
	                      "(Outlook on the web (OWA), Exchange ActiveSync,");
	helper_contains(text, "TCP port 993, through the publishing server on to `10.1.0.10` (IMAP4)");
	helper_contains(text, "from the Internet to `203.0.113.11`, TCP port 80, through the publishing "
	                      "server on to `10.1.0.11`");
	helper_contains(text, "Nothing else is let in from the Internet.");
	hand_back();
}

static void dns_names_zones_and_files(void **state)
{
	static const char *const lines[] = { "dns.internal=pinpoint", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("dns-external");
	helper_contains(text, "- `dns/external.nsupdate` (nsupdate, of BIND) - `dns/external.ps1` (");
	helper_contains(text, "### Zone `contoso.com`: additions, never a replacement - Fragment of a "
	                      "master file: `dns/external.contoso.com.zone` - `mail.contoso.com` A "
	                      "`203.0.113.10`, TTL 3600, required:");
	helper_lacks(text, "10.1.0.10");
	text = file("dns-internal");
	helper_contains(text, "### Zone `mail.contoso.com`: a new zone - Master file: "
	                      "`dns/internal.mail.contoso.com.zone` - `mail.contoso.com` A "
	                      "`10.1.0.10`,");
	helper_lacks(text, "203.0.113.10");
	hand_back();
}

static void dns_says_what_must_not_be(void **state)
{
	static const char *const lines[] = { "certificates.scenario=single-name-srv", NULL };
	(void)state;
	hand_over(lines, day);
	helper_contains(file("dns-external"),
	        "### What must not be there - Must not exist: `autodiscover.contoso.com` A, AAAA, CNAME");
	hand_back();
}

static void no_records_no_files(void **state)
{
	static const char *const lines[] = { "dns.internal=none", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("dns-internal");
	helper_contains(text, "## Records None in this view.");
	helper_lacks(text, "dns/internal");
	hand_back();
}

/* The order sheet, and how control of the domains may be proved: on the day of the order, and when
 * the next one is due (validations.cfg has the days). */
static void order_sheet_of_today(void **state)
{
	static const char *const lines[] = { SITE0 "publisher.kind=bridging", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("pki");
	helper_contains(text, "- Number of names, the common name among them: 2; a certificate with "
	                      "several names (SAN) - Common name: `mail.contoso.com` - Names, in this "
	                      "order: - `mail.contoso.com` - `autodiscover.contoso.com` - Subject: ");
	helper_contains(text, "- Servers to license: 2 (`CAS01`, `CAS02`), and the publishing server");
	helper_contains(text, "- Validity: at most 200 days, up to 2027-06-09 if it is issued on the "
	                      "day of the plan - Renewal: order the next one by 2027-05-10 ");
	const char *now = strstr(text, "For an order on 2026-11-22 these ways are allowed:");
	const char *then = strstr(text, "For the renewal, ordered by 2027-05-10, these are allowed");
	assert_non_null(now);
	assert_non_null(then);
	assert_true(strstr(now, "- Telephone:") < then);
	const char *steps = strstr(then, "## Steps");
	assert_true(strstr(then, "- DNS record:") < steps);
	assert_true(strstr(then, "- Telephone:") == NULL || strstr(then, "- Telephone:") > steps);
	hand_back();
}

static void order_sheet_while_nothing_changes(void **state)
{
	static const char *const lines[] = { NULL };
	(void)state;
	hand_over(lines, (struct date){ 2029, 4, 1 });
	const char *text = file("pki");
	helper_contains(text, "- Validity: at most 47 days");
	helper_contains(text, "the same ways are allowed, as the rules stand now.");
	hand_back();
}

/* Nothing is proved to an authority of one's own. */
static void own_authority(void **state)
{
	static const char *const lines[] = { "certificates.issuer=windows-pki", NULL };
	(void)state;
	hand_over(lines, day);
	helper_lacks(file("pki"), "Proof of control");
	helper_contains(file("pki"), "- Validity: what the template of the authority says");
	hand_back();
}

static void one_name_needs_a_plain_certificate(void **state)
{
	static const char *const lines[] = { "services.autodiscover.external=?false", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("pki");
	helper_contains(text, "A plain certificate for one name is enough.");
	helper_lacks(text, "It must issue certificates with several names");
	hand_back();
}

static void helpdesk_knows_the_question(void **state)
{
	static const char *const lines[] = { "certificates.scenario=single-name-srv",
		"clients.kinds=[outlook-2007-srv browser]", "clients.inside_unjoined=?true",
		"forests[0].smtp_domains=[contoso.com fabrikam.com]", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("helpdesk");
	helper_contains(text, "- **Right, once on each computer or device.** Users with an address "
	                      "under `contoso.com`, `fabrikam.com` are asked whether to allow `mail.contoso.com` to "
	                      "configure the settings (SRV record). Who: Outlook 2007 with the SRV "
	                      "update (inside), Outlook 2007 with the SRV update (outside). Answer: "
	                      "Allow, for this name only.");
	helper_contains(text, "- **An attack, or a fault.** A question that names any other host,");
	helper_lacks(text, "that is known");
	hand_back();
}

static void helpdesk_knows_the_troubles(void **state)
{
	static const char *const lines[] = { "topology=single-namespace-proxy",
		SITE1 "name=Oslo", SITE1 "servers=[OSL01]", SITE1 "internet_facing=?false",
		"clients.kinds=[browser windows-mobile-5]", "certificates.scenario=wildcard", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("helpdesk");
	helper_contains(text, "- Users of site `Oslo` type, outside and on phones, the names of site "
	                      "`Redmond`, through which they come in - Inside, users of site `Oslo` "
	                      "meet `osl01.corp.contoso.com` (Outlook on the web (OWA),");
	helper_contains(text, "- **A certificate warning that is known.** osl01.corp.contoso.com: "
	                      "Certificate osl01 is not trusted here. Who: Web browser (inside-joined), "
	                      "users of site `Oslo`. Go on only if the address");
	helper_contains(text, "- **Does not work, and is known.** The client refuses a certificate with "
	                      "a wildcard. Who: Windows Mobile 5.0 (inside), Windows Mobile 5.0 "
	                      "(outside), users of sites `Redmond`, `Oslo`. No answer helps:");
	helper_contains(text, "- **Set up by hand.** ");
	hand_back();
}

/* Each server shows a certificate of its own: to who opens it by its name inside, and to who is led to
 * it by the name outside, which leads to all of them. */
static void helpdesk_knows_the_warnings_of_all_servers(void **state)
{
	static const char *const lines[] = { "certificates.scenario=self-signed",
		"certificates.issuer=self-signed", NULL };
	(void)state;
	hand_over(lines, day);
	const char *text = file("helpdesk");
	helper_contains(text, "- **A certificate warning that is known.** cas01.corp.contoso.com: "
	                      "Certificate cas01 is not trusted here. cas02.corp.contoso.com: "
	                      "Certificate cas02 is not trusted here. Who: Web browser "
	                      "(inside-joined), users of site `Redmond`.");
	helper_contains(text, "- **A certificate warning that is known.** mail.contoso.com: "
	                      "Certificate cas01 does not name the host. mail.contoso.com: "
	                      "Certificate cas02 does not name the host. Who: ");
	helper_contains(text, "- **Does not work, and is known.** mail.contoso.com: Certificate cas01 "
	                      "does not name the host. mail.contoso.com: Certificate cas02 does not "
	                      "name the host. Who: ");
	hand_back();
}

/* What some mail domains meet and others do not says which. */
static void helpdesk_names_the_mail_domains_of_a_trouble(void **state)
{
	static const char *const lines[] = { "certificates.scenario=two-single-names",
		"forests[0].smtp_domains=[contoso.com fabrikam.com tailspin.com]",
		SITE0 "autodiscover_external_addresses=[203.0.113.11]",
		SITE0 "autodiscover_internal_addresses=[10.1.0.11]",
		"clients.kinds=[outlook-2007-srv windows-mobile-6]", NULL };
	(void)state;
	hand_over(lines, day);
	helper_contains(file("helpdesk"),
	        "- **Set up by hand.** Nothing answers for Autodiscover; the server name must be typed "
	        "by hand. Who: Windows Mobile 6 and later (inside), Windows Mobile 6 and later "
	        "(outside), users of site `Redmond`, with an address under `fabrikam.com`, "
	        "`tailspin.com`. Type the server name");
	hand_back();
}

/* What all of them meet does not count them up. */
static void helpdesk_names_no_mail_domain_where_all_are_meant(void **state)
{
	static const char *const lines[] = { "certificates.scenario=single-name-srv",
		"forests[0].smtp_domains=[contoso.com fabrikam.com]",
		"clients.kinds=[windows-mobile-6]", NULL };
	(void)state;
	hand_over(lines, day);
	helper_contains(file("helpdesk"), "(outside), users of site `Redmond`. Type the server name");
	hand_back();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(network_has_addresses_and_ports),
		cmocka_unit_test(dns_names_zones_and_files),
		cmocka_unit_test(dns_says_what_must_not_be),
		cmocka_unit_test(no_records_no_files),
		cmocka_unit_test(order_sheet_of_today),
		cmocka_unit_test(order_sheet_while_nothing_changes),
		cmocka_unit_test(own_authority),
		cmocka_unit_test(one_name_needs_a_plain_certificate),
		cmocka_unit_test(helpdesk_knows_the_question),
		cmocka_unit_test(helpdesk_knows_the_troubles),
		cmocka_unit_test(helpdesk_knows_the_warnings_of_all_servers),
		cmocka_unit_test(helpdesk_names_the_mail_domains_of_a_trouble),
		cmocka_unit_test(helpdesk_names_no_mail_domain_where_all_are_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
