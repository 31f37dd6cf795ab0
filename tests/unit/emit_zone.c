/* DNS master files and fragments (RFC 1035, CONTRACT D4). */
#include "helper_emitter.h"

/* An existing zone: no SOA, no NS, no $TTL, which would change the records behind it. */
static void fragment(void **state)
{
	(void)state;
	emit_zones(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/external.contoso.com.zone");
	helper_contains(text, "additions to the existing zone, never a replacement");
	helper_lacks(text, "SOA");
	helper_lacks(text, " NS ");
	helper_lacks(text, "$TTL");
	helper_contains(text, "\nmail.contoso.com. 3600 IN A 203.0.113.10\n");
	helper_contains(text, "\nmail.contoso.com. 3600 IN AAAA 2001:db8::10\n");
	helper_contains(text,
	        "\n_autodiscover._tcp.contoso.com. 3600 IN SRV 0 0 443 mail.contoso.com.\n");
}

static void aliases_are_absolute(void **state)
{
	(void)state;
	emit_zones(&output.output, &helper.plan, NULL);
	helper_contains(helper_file(&output, "dns/external.fabrikam.com.zone"),
	        "\nautodiscover.fabrikam.com. 3600 IN CNAME mail.contoso.com.\n");
}

/* Its own directory's domain lies below the zone and would need an address there. */
static void whole_zone_above_the_directory(void **state)
{
	(void)state;
	emit_zones(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/internal.contoso.com.zone");
	helper_ordered(text, "$TTL 3600\n", "contoso.com. IN SOA ");
	helper_contains(text, "\ncontoso.com. IN SOA localhost. hostmaster.corp.contoso.com. "
	                      "2026112201 3600 600 1209600 3600\n"
	                      "contoso.com. IN NS localhost.\n");
	helper_contains(text, "\nmail.contoso.com. 3600 IN A 10.1.0.10\n");
	helper_contains(text, "hides all that is public");
	helper_lacks(text, "never a replacement");
}

static void pinpoint_zone_of_the_other_forest(void **state)
{
	(void)state;
	emit_zones(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/internal.mail.fabrikam.com.zone");
	helper_contains(text, "\nmail.fabrikam.com. IN NS ad.fabrikam.net.\n");
	helper_contains(text, " IN SOA ad.fabrikam.net. hostmaster.ad.fabrikam.net. ");
	helper_lacks(text, "hides all that is public");
}

static void underscores_are_no_part_of_file_names(void **state)
{
	(void)state;
	emit_zones(&output.output, &helper.plan, NULL);
	helper_contains(
	        helper_file(&output, "dns/internal.%5Fautodiscover.%5Ftcp.fabrikam.com.zone"),
	        "\n_autodiscover._tcp.fabrikam.com. 3600 IN SRV 0 0 443 mail.contoso.com.\n");
}

/* The reason holds a line break and a directive. */
static void reasons_stay_comments(void **state)
{
	(void)state;
	emit_zones(&output.output, &helper.plan, NULL);
	helper_lacks(helper_file(&output, "dns/external.contoso.com.zone"), "\n$INCLUDE");
}

/* A serial is 32 bits, and dates reach to the year 9999. */
static void serial_of_far_years(void **state)
{
	(void)state;
	helper.request.date = (struct date){ 9999, 12, 31 };
	emit_zones(&output.output, &helper.plan, NULL);
	/* 9999123101 modulo 2^32 */
	helper_contains(helper_file(&output, "dns/internal.contoso.com.zone"), " 1409188509 3600 ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(fragment, set_up, tear_down),
		cmocka_unit_test_setup_teardown(aliases_are_absolute, set_up, tear_down),
		cmocka_unit_test_setup_teardown(whole_zone_above_the_directory, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        pinpoint_zone_of_the_other_forest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        underscores_are_no_part_of_file_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reasons_stay_comments, set_up, tear_down),
		cmocka_unit_test_setup_teardown(serial_of_far_years, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
