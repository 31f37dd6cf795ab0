/* dns/records.csv (RFC 4180). */
#include "helper_emitter.h"

static void rows(void **state)
{
	(void)state;
	emit_records_csv(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "dns/records.csv");
	assert_true(text_starts(text, "\"view\",\"zone\",\"zone state\",\"name\",\"type\",\"ttl\","
	                              "\"priority\",\"weight\",\"port\",\"value\",\"necessity\","
	                              "\"reason\"\r\n"));
	helper_contains(text,
	        "\"external\",\"contoso.com\",\"existing\",\"mail.contoso.com\",\"A\","
	                      "\"3600\",\"\",\"\",\"\",\"203.0.113.10\",\"required\",");
	helper_contains(text, "\"_autodiscover._tcp.contoso.com\",\"SRV\",\"3600\",\"0\",\"0\","
	                      "\"443\",\"mail.contoso.com\"");
	helper_contains(text, "\"internal\",\"contoso.com\",\"new\",");
}

static void formulas_are_disarmed(void **state)
{
	(void)state;
	helper.plan.records.items[0].reason = "=cmd|' /C calc'!A0";
	emit_records_csv(&output.output, &helper.plan, NULL);
	helper_contains(helper_file(&output, "dns/records.csv"), ",\"'=cmd|' /C calc'!A0\"\r\n");
}

/* One line for each record, whatever stands in a reason. */
static void lines_are_records(void **state)
{
	(void)state;
	emit_records_csv(&output.output, &helper.plan, NULL);
	size_t lines = 0;
	for (const char *c = helper_file(&output, "dns/records.csv"); *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, helper.plan.records.count + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(formulas_are_disarmed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lines_are_records, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
