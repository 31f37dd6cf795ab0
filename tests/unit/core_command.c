/* Templates: what stands in a text, and what stands in a command. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "helper_steps.h"

/* ---- templates ---- */

static void test_braces(void **state)
{
	(void)state;
	/* What is no variable's name stays as it is, braces and all. */
	static const char *const literals[] = {
		"Where-Object { $_.Thumbprint }",
		"{$_.Status -eq 'Valid'}",
		"{0}",
		"{Name}",
		"{",
		"{}",
		"{name",
		"{na me}",
		"}",
		"{{",
		"{-name}",
		"{a234567890123456789012345678901234567890123456789012345678901234567890}",
	};
	for (size_t i = 0; i < COUNT_OF(literals); i++) {
		const char *rest = literals[i];
		struct template_part part;
		size_t length = 0;
		while (template_next(&rest, &part)) {
			assert_string_equal(part.name, "");
			length += part.length;
		}
		assert_int_equal(length, strlen(literals[i]));
	}
}

static void test_parts(void **state)
{
	(void)state;
	const char *rest = "a {server.name}{b.c-d_1} {";
	struct template_part part;
	assert_true(template_next(&rest, &part));
	assert_string_equal(part.name, "");
	assert_int_equal(part.length, 2);
	assert_true(template_next(&rest, &part));
	assert_string_equal(part.name, "server.name");
	assert_true(template_next(&rest, &part));
	assert_string_equal(part.name, "b.c-d_1");
	assert_true(template_next(&rest, &part));
	assert_string_equal(part.name, "");
	assert_int_equal(part.length, 2);
	assert_false(template_next(&rest, &part));
}

/* ---- running text ---- */

static void check_text(struct world *w, const char *template, const char *want)
{
	struct buf out;
	buf_init(&out);
	buf_puts(&out, "");
	if (!text_fill(&w->scope, template, &out))
		assert_null(want);
	else
		assert_string_equal(out.data, want);
	buf_done(&out);
}

static void check_command(struct world *w, const char *lang, const char *template,
        enum command_result result, const char *want)
{
	struct buf out;
	buf_init(&out);
	buf_puts(&out, ">");
	assert_int_equal(command_fill(&w->scope, lang, template, &out), result);
	assert_string_equal(out.data, result == COMMAND_MADE ? want : ">");
	assert_int_equal(strlen(out.data), out.length);
	buf_done(&out);
}

static void test_text_values(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *template, *want; /* NULL: the line is left out */
	} rows[] = {
		{ "", "" },
		{ "no variable", "no variable" },
		{ "{organization}", ORGANIZATION }, /* plain: who prints it quotes it */
		{ "{product.name}", "Exchange Server 2007 SP3" },
		{ "{plan.date}", "2026-11-22" },
		{ "{renewal.date}", "2027-06-10" },
		{ "{forest.name} {forest.mail_domain}", "contoso contoso.com" },
		{ "{forest.autodiscover_host}", "autodiscover.contoso.com" },
		{ "{forest.autodiscover_site} {forest.namespace}", "Redmond mail.contoso.com" },
		{ "{forest.principal}", "msstd:mail.contoso.com" },
		{ "{site.name} has {site.servers}", "Redmond has CAS01, CAS02" },
		{ "{site.external_addresses}", "203.0.113.10, 2001:db8::10" },
		{ "{site.autodiscover_internal_addresses}", NULL },
		{ "{site.users} users", "40 users" },
		{ "{site.redirect_url}", NULL }, /* its second site does not redirect */
		{ "{server.name} {server.fqdn}", "CAS01 cas01.corp.contoso.com" },
		{ "{server.address}", "10.1.0.21" },
		{ "{server.directory.owa}", "CAS01\\owa (Default Web Site)" },
		{ "{server.directory.outlook_anywhere}", "CAS01\\Rpc (Default Web Site)" },
		{ "{server.directory.pop3}", NULL },
		{ "{server.people_host.owa}", "inside.contoso.com" },
		{ "{server.scp_host}", "mail.contoso.com" },
		{ "{server.scp_url}", "https://mail.contoso.com/autodiscover/autodiscover.xml" },
		{ "{server.external_url.owa}", "https://mail.contoso.com/owa" },
		{ "{server.external_url.oab}", NULL }, /* no URL planned */
		{ "{server.external_host.pop3}", "mail.contoso.com" },
		{ "{certificate.names}", "mail.contoso.com" },
		{ "{certificate.csr} {certificate.key}",
		        "certificates/mail.contoso.com.csr certificates/mail.contoso.com.key" },
		{ "{certificate.pfx_file}", "C:\\casplan\\mail.contoso.com.pfx" },
		{ "{certificate.web_site} {certificate.bits}", "Default Web Site 2048" },
		{ "{certificate.services}", "IIS,POP" },
		{ "{certificate.principal}", "msstd:mail.contoso.com" },
		{ "{unknown.thing}", NULL },
		{ "{record.owner}", NULL }, /* not in scope */
	};
	world_narrow(w, 0, 0, 0);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		check_text(w, rows[i].template, rows[i].want);
}

static void test_text_hidden_site(void **state)
{
	struct world *w = *state;
	world_narrow(w, 1, 2, 2);
	check_text(w, "{server.external_url.owa}", "empty");
	check_text(w, "{server.internal_url.oab}", "http://cas09.corp.contoso.com/OAB");
	check_text(w, "{server.address}", "an address of its own");
	check_text(w, "{server.autodiscover_address}", "an address of its own");
	check_text(w, "{server.external_host.pop3}", NULL);
	check_text(w, "{forest.external_host.pop3}", "mail.contoso.com"); /* of Redmond */
	check_text(w, "{site.namespace}", NULL);
	check_text(w, "{renewal.date}", "2027-11-22"); /* 12 months: C6 */
	check_text(w, "{certificate.subject}", "CN=cas09"); /* self-signed, as Setup makes it */
}

/* A long list is cut short for a person, and never for a command. */
static void test_long_list(void **state)
{
	struct world *w = *state;
	struct text_answer items[26];
	for (size_t i = 0; i < COUNT_OF(items); i++)
		items[i] = text_of(w, "address", arena_printf(w->arena, "a%zu", i));
	world_narrow(w, 0, 0, 0);
	w->sites[0].external_addresses = (struct text_answers){ items, 24, NULL };
	check_text(w, "{site.external_addresses}.",
	        "a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, "
	        "a18, a19, a20, a21, a22, a23.");
	w->sites[0].external_addresses.count = 26;
	check_text(w, "{site.external_addresses}.",
	        "a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, "
	        "a18, a19, a20, a21, a22, a23 and 2 more.");
	check_command(w, "powershell", "X {site.external_addresses}", COMMAND_MADE,
	        ">X 'a0','a1','a2','a3','a4','a5','a6','a7','a8','a9','a10','a11','a12','a13',"
	        "'a14','a15','a16','a17','a18','a19','a20','a21','a22','a23','a24','a25'");
}

/* C9: a public authority takes no unit. */
static void test_subject(void **state)
{
	struct world *w = *state;
	world_narrow(w, 0, 0, 0);
	check_text(w, "{certificate.subject}",
	        "C=US, S=Washington, O=\"Contoso \xe2\x80\x99; \"\"Inc.\"\", 100%\", "
	        "CN=mail.contoso.com");
	w->request.baseline = BASELINE_2008;
	check_text(w, "{certificate.subject}",
	        "C=US, S=Washington, O=\"Contoso \xe2\x80\x99; \"\"Inc.\"\", 100%\", OU=IT, "
	        "CN=mail.contoso.com");
}

/* ---- commands ---- */

static void test_powershell(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *template, *want;
		enum command_result result;
	} rows[] = {
		{ "Get-X {server.name}", ">Get-X 'CAS01'", COMMAND_MADE },
		{ "Set-X -U {server.external_url.owa}",
		        ">Set-X -U 'https://mail.contoso.com/owa'", COMMAND_MADE },
		{ "Set-X {server.directory.owa}", ">Set-X 'CAS01\\owa (Default Web Site)'",
		        COMMAND_MADE },
		{ "X {site.external_addresses}", ">X '203.0.113.10','2001:db8::10'",
		        COMMAND_MADE },
		{ "X {certificate.bits}", ">X 2048", COMMAND_MADE },
		{ "X {certificate.services}", ">X IIS,POP", COMMAND_MADE },
		{ "X {certificate.reply_file}", ">X 'C:\\casplan\\mail.contoso.com.cer'",
		        COMMAND_MADE },
		{ "X {organization} $true",
		        ">X 'Contoso \xe2\x80\x99\xe2\x80\x99; \"Inc.\", 100%' $true",
		        COMMAND_MADE },
		{ "X { $_.Y -eq {server.name} }", ">X { $_.Y -eq 'CAS01' }", COMMAND_MADE },
		{ "X {server.external_url.oab}", NULL, COMMAND_NO_VALUE },
		{ "X {unknown}", NULL, COMMAND_NO_VALUE },
		{ "X {site.autodiscover_internal_addresses}", NULL, COMMAND_NO_VALUE },
	};
	world_narrow(w, 0, 0, 0);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		check_command(w, "powershell", rows[i].template, rows[i].result, rows[i].want);
	world_narrow(w, 1, 2, 2);
	check_command(w, "powershell", "X {server.external_url.owa}", COMMAND_MADE, ">X $null");
	/* There are words for a person, but none for a command. */
	check_command(w, "powershell", "X {server.address}", COMMAND_NO_VALUE, NULL);
}

static void test_cmd(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *template, *want;
		enum command_result result;
	} rows[] = {
		{ "x {server.fqdn} /f", ">x cas01.corp.contoso.com /f", COMMAND_MADE },
		{ "x {server.address}", ">x 10.1.0.21", COMMAND_MADE },
		{ "x {certificate.bits}", ">x 2048", COMMAND_MADE },
		{ "x {certificate.request_file}", ">x C:\\casplan\\mail.contoso.com.req",
		        COMMAND_MADE },
		{ "x {organization}", NULL, COMMAND_BY_HAND },
		{ "x {server.directory.owa}", NULL, COMMAND_BY_HAND },
		{ "x {site.external_addresses}", NULL, COMMAND_BY_HAND },
		{ "x {unknown}", NULL, COMMAND_NO_VALUE },
	};
	world_narrow(w, 0, 0, 0);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		check_command(w, "cmd", rows[i].template, rows[i].result, rows[i].want);
	/* A site's name in the id makes a file name with percent signs, which cmd would expand. */
	w->plan.certificates.items[0].id = "mail.contoso.com-New York";
	check_command(w, "cmd", "x {certificate.request_file}", COMMAND_BY_HAND, NULL);
	check_command(w, "powershell", "x {certificate.request_file}", COMMAND_MADE,
	        ">x 'C:\\casplan\\mail.contoso.com-New%20York.req'");
}

/* Wildcards are not for POP and IMAP. */
static void test_certificate_services(void **state)
{
	struct world *w = *state;
	w->services[IMAP4].enabled.value = w->services[SMTP].enabled.value = true;
	world_narrow(w, 0, 0, 0);
	check_text(w, "{certificate.services}", "IIS,POP,IMAP");
	w->request.release = (struct release){ &w->know.products.items[1], 0 };
	check_text(w, "{certificate.services}", "IIS,POP,IMAP,SMTP");
	world_narrow(w, 2, 3, 3);
	check_text(w, "{certificate.services}", "IIS,SMTP");
}

/* New-ExchangeCertificate takes friendly names below 64 characters. */
static void test_friendly_name(void **state)
{
	struct world *w = *state;
	static const char name[] = "a23456789.b23456789.c23456789.d23456789.e23456789.f23456789.co"
				   ".uk";
	world_narrow(w, 0, 0, 0);
	check_text(w, "{certificate.friendly_name}", "mail.contoso.com");
	w->plan.certificates.items[0].common_name = name;
	check_text(w, "{certificate.friendly_name}",
	        "a23456789.b23456789.c23456789.d23456789.e23456789.f23456789.co.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_braces),
		cmocka_unit_test(test_parts),
		cmocka_unit_test_setup_teardown(test_text_values, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		        test_text_hidden_site, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(test_long_list, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(test_subject, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(test_powershell, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(test_cmd, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		        test_certificate_services, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(test_friendly_name, world_set_up, world_tear_down),
	};
	return cmocka_run_group_tests_name("core_command", tests, NULL, NULL);
}
