/* certificates/<id>.ps1 and .inf. */
#include "helper_emitter.h"

static int set_up_exchange(void **state)
{
	int status = set_up(state);
	helper.request.certificates.made_by_exchange.value = true;
	return status;
}

static void exchange_form_is_the_step(void **state)
{
	(void)state;
	emit_request_forms(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "certificates/mail.contoso.com.ps1");
	assert_true(text_starts(text, "\xef\xbb\xbf# "));
	helper_contains(text, "\r\nNew-ExchangeCertificate -GenerateRequest -DomainName "
	                      "'mail.contoso.com'\r\n");
}

static void no_step_no_form(void **state)
{
	(void)state;
	helper.plan.steps.items[0].certificate = NULL;
	emit_request_forms(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 1);
	assert_false(helper_has_file(&output, "certificates/mail.contoso.com.ps1"));
}

static void no_request_no_forms(void **state)
{
	(void)state;
	helper.plan.certificates.items[0].has_request = false;
	emit_request_forms(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 0);
}

static void certreq_form(void **state)
{
	(void)state;
	emit_request_forms(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "certificates/mail.contoso.com.inf");
	helper_contains(text, "\r\n[Version]\r\nSignature = \"$Windows NT$\"\r\n");
	helper_contains(text,
	        "\r\nSubject = \"C=US, O=\"\"Contoso, Inc.\"\", CN=mail.contoso.com\"\r\n");
	helper_contains(text, "\r\nKeyLength = 2048\r\n");
	helper_contains(text, "\r\nKeySpec = 1\r\n");
	helper_contains(text, "\r\nExportable = TRUE\r\n");
	helper_contains(text, "\r\n_continue_ = \"dns=mail.contoso.com&\"\r\n"
	                      "_continue_ = \"dns=autodiscover.contoso.com\"\r\n");
	helper_contains(text, "{text}1.3.6.1.5.5.7.3.1");
	helper_lacks(text, "CertificateTemplate");
}

static void state_is_s_to_windows(void **state)
{
	(void)state;
	static const struct {
		const char *input, *want;
	} rows[] = {
		{ "C=US, ST=Washington, CN=a", "\"C=US, S=Washington, CN=a\"" },
		{ "C=US, O=\"x, ST=y\", CN=a", "\"C=US, O=\"\"x, ST=y\"\", CN=a\"" },
		{ "CN=a", "\"CN=a\"" },
		{ "", "\"\"" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		helper.plan.certificates.items[0].subject = rows[i].input;
		emit_request_forms(&output.output, &helper.plan, NULL);
		helper_contains(kept_files(&output).items[2 * i + 1].data.data,
		        arena_printf(helper.arena, "\r\nSubject = %s\r\n", rows[i].want));
	}
}

static void windows_pki_wants_a_template(void **state)
{
	(void)state;
	static const struct issuer_row issuer = { .id = "windows-pki", .name = "Windows PKI" };
	helper.plan.certificates.items[0].issuer = &issuer;
	emit_request_forms(&output.output, &helper.plan, NULL);
	helper_contains(helper_file(&output, "certificates/mail.contoso.com.inf"),
	        "\r\n[RequestAttributes]\r\nCertificateTemplate = \"WebServer\"\r\n");
}

static void elliptic_keys_have_their_provider(void **state)
{
	(void)state;
	helper.plan.certificates.items[0].algorithm = "ec";
	helper.plan.certificates.items[0].curve = "P-384";
	emit_request_forms(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "certificates/mail.contoso.com.inf");
	helper_contains(text, "\r\nKeyAlgorithm = ECDSA_P384\r\n");
	helper_contains(text, "\r\nHashAlgorithm = SHA384\r\n");
	helper_lacks(text, "KeySpec");
	helper_lacks(text, "KeyLength = 2048");
}

/* Windows reads such a file in the machine's code page unless it is UTF-16. */
static void other_letters_make_it_utf16(void **state)
{
	(void)state;
	helper.plan.certificates.items[0].subject =
	        "O=S\xc3\xb6hne \xf0\x9f\x93\xa7, CN=mail.contoso.com";
	emit_request_forms(&output.output, &helper.plan, NULL);
	const struct buf *data = &kept_files(&output).items[1].data;
	static const char wanted[] = "S\0\xf6\0h\0n\0e\0 \0\x3d\xd8\xe7\xdc,\0";
	assert_int_equal(data->length % 2, 0);
	assert_memory_equal(data->data, "\xff\xfe;\0", 4);
	assert_non_null(memmem(data->data, data->length, wanted, sizeof(wanted) - 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(exchange_form_is_the_step, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(no_step_no_form, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(no_request_no_forms, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(certreq_form, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(state_is_s_to_windows, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(windows_pki_wants_a_template, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(
		        elliptic_keys_have_their_provider, set_up_exchange, tear_down),
		cmocka_unit_test_setup_teardown(other_letters_make_it_utf16, set_up_exchange, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
