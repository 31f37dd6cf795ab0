/* The records as commands: nsupdate, PowerShell, dnscmd. */
#include "helper_emitter.h"

/* RFC 2136 section 2.4: what is there already refuses the whole update. */
static void updates_with_prerequisites(void **state)
{
	(void)state;
	emit_nsupdate(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/external.nsupdate");
	helper_contains(text, "\nzone contoso.com.\n"
	                      "prereq nxrrset mail.contoso.com. A\n"
	                      "prereq nxrrset mail.contoso.com. CNAME\n"
	                      "prereq nxrrset mail.contoso.com. AAAA\n"
	                      "prereq nxrrset _autodiscover._tcp.contoso.com. SRV\n"
	                      "prereq nxrrset _autodiscover._tcp.contoso.com. CNAME\n"
	                      "update add mail.contoso.com. 3600 A 203.0.113.10\n"
	                      "update add mail.contoso.com. 3600 AAAA 2001:db8::10\n"
	                      "update add _autodiscover._tcp.contoso.com. 3600 SRV 0 0 443 "
	                      "mail.contoso.com.\n"
	                      "send\n");
	helper_contains(text, "prereq nxdomain autodiscover.fabrikam.com.\n"
	                      "update add autodiscover.fabrikam.com. 3600 CNAME "
	                      "mail.contoso.com.\n");
}

static void updates_make_no_zone(void **state)
{
	(void)state;
	emit_nsupdate(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/internal.contoso.nsupdate");
	helper_lacks(text, "\nupdate");
	helper_contains(text, "Load dns/internal.contoso.com.zone.");
}

static void powershell(void **state)
{
	(void)state;
	emit_dns_ps1(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/external.ps1");
	assert_true(text_starts(text, "\xef\xbb\xbf# "));
	helper_contains(text,
	        "\r\nAdd-DnsServerResourceRecordA -ZoneName 'contoso.com' -Name 'mail' "
	                      "-IPv4Address '203.0.113.10' -TimeToLive '01:00:00'\r\n");
	helper_contains(text, "Add-DnsServerResourceRecord -Srv -ZoneName 'contoso.com' -Name "
	                      "'_autodiscover._tcp' -DomainName 'mail.contoso.com.' -Priority '0' "
	                      "-Weight '0' -Port '443'");
	helper_contains(text, "-Name 'autodiscover' -HostNameAlias 'mail.contoso.com.'");
	helper_lacks(text, "Add-DnsServerPrimaryZone");
	text = helper_file(&output, "dns/internal.fabrikam.ps1");
	helper_ordered(text,
	        "Add-DnsServerPrimaryZone -Name 'mail.fabrikam.com' -ReplicationScope 'Forest'",
	        "-ZoneName 'mail.fabrikam.com' -Name '.' -IPv4Address '10.2.0.10'");
}

static void long_times_have_days(void **state)
{
	(void)state;
	helper.plan.records.items[0].ttl = 2 * 86400 + 3723;
	emit_dns_ps1(&output.output, &helper.plan, NULL);
	helper_contains(helper_file(&output, "dns/external.ps1"), "-TimeToLive '2.01:02:03'");
}

static void dnscmd(void **state)
{
	(void)state;
	emit_dnscmd(&output.output, &helper.plan, NULL);
	helper_contains(helper_file(&output, "dns/external.dnscmd.cmd"),
	        "\r\ndnscmd . /recordadd contoso.com. _autodiscover._tcp.contoso.com. 3600 SRV "
	        "0 0 443 mail.contoso.com.\r\n");
	helper_ordered(helper_file(&output, "dns/internal.fabrikam.dnscmd.cmd"),
	        "dnscmd . /zoneadd mail.fabrikam.com. /dsprimary\r\n",
	        "dnscmd . /recordadd mail.fabrikam.com. @ 3600 A 10.2.0.10\r\n");
}

/* Each forest has DNS servers of its own. */
static void one_file_for_each_forest(void **state)
{
	(void)state;
	emit_dns_ps1(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 3);
	const char *text = helper_file(&output, "dns/internal.contoso.ps1");
	helper_contains(text, "For DNS servers of this forest only: contoso\r\n");
	helper_lacks(text, "'mail.fabrikam.com'");
	helper_lacks(helper_file(&output, "dns/internal.fabrikam.ps1"), "'contoso.com'");
	helper_lacks(helper_file(&output, "dns/external.ps1"), "of this forest only");
}

/* Where the records inside are those of one forest, the view alone names the file. */
static void one_forest_needs_no_name(void **state)
{
	(void)state;
	LIST_EACH(struct plan_record, record, helper.plan.records)
		record->from = helper.plan.records.items[0].from;
	emit_dns_ps1(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 2);
	helper_lacks(helper_file(&output, "dns/internal.ps1"), "of this forest only");
}

/* cmd.exe would run what stands behind the ampersand: the line is left out, value and all. */
static void dnscmd_refuses_what_it_cannot_quote(void **state)
{
	(void)state;
	helper.plan.records.items[0].data = "1.2.3.4&calc";
	emit_dnscmd(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/external.dnscmd.cmd");
	helper_lacks(text, "calc");
	helper_contains(text, "rem A command was left out");
}

static void no_files_for_an_empty_view(void **state)
{
	(void)state;
	helper.plan.records.count = 4;
	emit_nsupdate(&output.output, &helper.plan, NULL);
	emit_dns_ps1(&output.output, &helper.plan, NULL);
	emit_dnscmd(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 3);
	assert_false(helper_has_file(&output, "dns/internal.nsupdate"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(updates_with_prerequisites, set_up, tear_down),
		cmocka_unit_test_setup_teardown(updates_make_no_zone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(powershell, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_times_have_days, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dnscmd, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_file_for_each_forest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_forest_needs_no_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        dnscmd_refuses_what_it_cannot_quote, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_files_for_an_empty_view, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
