/* Host names: spelling, publicness, wildcards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/text.h"
#include "core/name.h"

#define L10 "abcdefghij"
#define L60 L10 L10 L10 L10 L10 L10
#define L63 L60 "abc"
#define L61 L60 "a"

static const struct private_suffix_row private_suffixes[] = {
	{ "local", "" }, { "internal", "" }, { "lan", "" },     { "corp", "" },
	{ "home", "" },  { "test", "" },     { "example", "" }, { "invalid", "" },
	{ "arpa", "" },  { "onion", "" },
};

static const struct know know = {
	.private_suffixes = { private_suffixes, COUNT_OF(private_suffixes) },
};

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void hosts_are_refused(void **state)
{
	static const struct {
		const char *input, *reason;
	} cases[] = {
		{ "", "empty" },
		{ ".", "empty" },
		{ "mail..contoso.com", "empty" },
		{ ".contoso.com", "empty" },
		{ "contoso.com..", "empty" },
		{ "mail_x.contoso.com", "underscore" },
		{ "_autodiscover._tcp.contoso.com", "underscore" },
		{ "*.contoso.com", "wildcard" },
		{ "w*.contoso.com", "wildcard" },
		{ "mail contoso.com", "blank" },
		{ "mail.contoso.com:443", "colon" },
		{ "https://mail.contoso.com", "colon" },
		{ "mail.contoso.com/owa", "slash" },
		{ "user@contoso.com", "at sign" },
		{ "sts.servername,contoso.com", "only letters" },
		{ "mail.contoso.com\n", "only letters" },
		{ "-mail.contoso.com", "hyphen" },
		{ "mail-.contoso.com", "hyphen" },
		{ "mail.contoso.com-", "hyphen" },
		{ "ab--cd.com", "reserved" },
		{ "192.0.2.1", "address" },
		{ "2001:db8::1", "address" },
		{ "mail.contoso.123", "digits" },
		{ "1234", "digits" },
		{ "1.2.3.4.5", "digits" },
		{ L63 "d.contoso.com", "63" },
		{ L63 "." L63 "." L63 "." L61 "b", "253" },
		{ "xn--zzzzzz.com", "international" },
		{ "xn--contoso-.com", "international" },
		{ "xn--.com", "international" },
		{ "xn--a.com", "international" },
		{ "ab--\xc3\xbc.com", "international" },
		{ "\xc3\xbc_x.com", "underscore" },
		{ "\xc3\xbc.*.com", "wildcard" },
		{ "\xc3\xbc..com", "empty" },
		{ "a\xc2\xad" "b.com", "invisible" },
		{ "a\xe2\x80\xae" "b.com", "invisible" },
		{ "\xef\xbc\x85.com", "only letters" }, /* a full-width percent sign */
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *reason = NULL;
		assert_null(name_host(cases[i].input, *state, &reason));
		assert_non_null(reason);
		if (!strstr(reason, cases[i].reason))
			fail_msg("%s: %s", cases[i].input, reason);
	}
}

static void hosts_are_made_canonical(void **state)
{
	static const struct {
		const char *input, *want;
	} cases[] = {
		{ "mail.contoso.com", "mail.contoso.com" },
		{ "MAIL.Contoso.Com", "mail.contoso.com" },
		{ "mail.contoso.com.", "mail.contoso.com" },
		{ "server01", "server01" },
		{ "3com.com", "3com.com" },
		{ "1.2.3.4x", "1.2.3.4x" },
		{ "a-b.contoso.com", "a-b.contoso.com" },
		{ "a---b.contoso.com", NULL },
		{ L63 ".contoso.com", L63 ".contoso.com" },
		{ L63 "." L63 "." L63 "." L61, L63 "." L63 "." L63 "." L61 },
		{ L63 "." L63 "." L63 "." L61 ".", L63 "." L63 "." L63 "." L61 },
		{ "stra\xc3\x9f" "e.de", "xn--strae-oqa.de" },
		{ "STRA\xc3\x9f" "E.de", "xn--strae-oqa.de" },
		{ "b\xc3\xbc" "cher.example", "xn--bcher-kva.example" },
		{ "bu\xcc\x88" "cher.example", "xn--bcher-kva.example" },
		{ "mail.b\xc3\xbc" "cher.example.", "mail.xn--bcher-kva.example" },
		{ "XN--BCHER-KVA.example", "xn--bcher-kva.example" },
		{ "mail.xn--p1ai", "mail.xn--p1ai" },
		{ "\xd0\xb0pple.com", "xn--pple-43d.com" },
		{ "a\xe3\x80\x82" "b.com", "a.b.com" }, /* an ideographic full stop */
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *reason = NULL, *host = name_host(cases[i].input, *state, &reason);
		if (!text_equal(host, cases[i].want))
			fail_msg("%s: %s (%s)", cases[i].input, host ? host : "none",
			        reason ? reason : "");
	}
}

static void certificate_names_may_be_wildcards(void **state)
{
	static const struct {
		const char *input, *want;
	} cases[] = {
		{ "*.contoso.com", "*.contoso.com" },
		{ "*.Contoso.com.", "*.contoso.com" },
		{ "*.com", "*.com" },
		{ "*.b\xc3\xbc" "cher.example", "*.xn--bcher-kva.example" },
		{ "mail.contoso.com", "mail.contoso.com" },
		{ "*", NULL },
		{ "*.", NULL },
		{ "*.*.com", NULL },
		{ "*contoso.com", NULL },
		{ "mail.*.com", NULL },
		{ "*.192.0.2.1", NULL },
		{ "*." L63 "." L63 "." L63 "." L61, NULL },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *reason = NULL;
		const char *name = name_certificate(cases[i].input, *state, &reason);
		if (!text_equal(name, cases[i].want))
			fail_msg("%s: %s", cases[i].input, name ? name : "none");
		assert_true(name || reason);
	}
}

static void servers_have_netbios_names(void **state)
{
	static const char *const good[] = { "CAS01", "SERVER_1", "a", "EX-01", "ABCDEFGHIJKLMNO",
		"1A" };
	static const char *const bad[] = { "", "ABCDEFGHIJKLMNOP", "CAS01.contoso.com", "CAS 01",
		"-CAS", "CAS-", "12345", "CAS\\1", "CAS'1", "C\xc3\x84S", "CAS*", "CAS$" };
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_null(name_server_problem(good[i]));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_non_null(name_server_problem(bad[i]));
}

static void addresses_are_made_canonical(void **state)
{
	static const struct {
		const char *input, *want;
	} cases[] = {
		{ "203.0.113.10", "203.0.113.10" },
		{ "2001:DB8:0:0::1", "2001:db8::1" },
		{ "2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1" },
		{ "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" }, /* RFC 5952 4.2.2 */
		{ "::ffff:192.0.2.1", "::ffff:192.0.2.1" },
		{ "::", "::" },
		{ "203.0.113.010", NULL },
		{ "203.0.113", NULL },
		{ "203.0.113.256", NULL },
		{ "203.0.113.10 ", NULL },
		{ "203.0.113.10/24", NULL },
		{ "fe80::1%eth0", NULL },
		{ "[2001:db8::1]", NULL },
		{ "mail.contoso.com", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *address = name_address(cases[i].input, *state);
		if (!text_equal(address, cases[i].want))
			fail_msg("%s: %s", cases[i].input, address ? address : "none");
		assert_int_equal(name_is_address(cases[i].input), cases[i].want != NULL);
	}
	assert_true(address_is_v6("2001:db8::1"));
	assert_false(address_is_v6("203.0.113.10"));
}

static void public_names_are_told_from_internal_ones(void **state)
{
	static const struct {
		const char *name;
		bool is_public, is_suffix;
		const char *registrable;
	} cases[] = {
		{ "com", false, true, NULL },
		{ "co.uk", true, true, NULL },
		{ "contoso.com", true, false, "contoso.com" },
		{ "mail.contoso.com", true, false, "contoso.com" },
		{ "mail.contoso.co.uk", true, false, "contoso.co.uk" },
		{ "contoso.local", false, false, NULL },
		{ "mail.contoso.internal", false, false, NULL },
		{ "mail.contoso.corp", false, false, NULL },
		{ "mail.contoso.lan", false, false, NULL },
		{ "mail.contoso.home", false, false, NULL },
		{ "mail.contoso.test", false, false, NULL },
		{ "mail.contoso.example", false, false, NULL },
		{ "mail.contoso.invalid", false, false, NULL },
		{ "mail.contoso.nosuchtld", false, false, NULL },
		{ "local", false, false, NULL },
		{ "server01", false, false, NULL },
		{ "mail", false, false, NULL },
		{ "1.168.192.in-addr.arpa", false, false, NULL },
		{ "abc.onion", false, false, NULL },
		{ "github.io", true, false, NULL },
		{ "contoso.github.io", true, false, "contoso.github.io" },
		{ "foo.ck", true, true, NULL },
		{ "mail.foo.ck", true, false, "mail.foo.ck" },
		{ "www.ck", true, false, "www.ck" },
		{ "mail.xn--p1ai", true, false, "mail.xn--p1ai" },
		{ "192.0.2.1", false, false, NULL },
		{ "2001:db8::1", false, false, NULL },
		{ "*.contoso.com", true, false, "contoso.com" },
		{ "*.contoso.local", false, false, NULL },
		{ "*.co.uk", true, false, NULL },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (name_is_public(&know, cases[i].name) != cases[i].is_public)
			fail_msg("%s: public", cases[i].name);
		if (!name_is_wildcard(cases[i].name) &&
		        name_is_public_suffix(cases[i].name) != cases[i].is_suffix)
			fail_msg("%s: suffix", cases[i].name);
		const char *registrable = name_registrable(&know, cases[i].name);
		if (!text_equal(registrable, cases[i].registrable))
			fail_msg("%s: %s", cases[i].name, registrable ? registrable : "none");
	}
}

static void wildcards_cover_one_whole_label(void **state)
{
	static const struct {
		const char *entry, *host;
		bool want;
	} cases[] = {
		{ "*.contoso.com", "x.contoso.com", true },
		{ "*.contoso.com", "a.b.contoso.com", false },
		{ "*.contoso.com", "contoso.com", false },
		{ "*.contoso.com", ".contoso.com", false },
		{ "*.contoso.com", "mail.contoso.net", false },
		{ "*.contoso.com", "mailcontoso.com", false },
		{ "*.contoso.com", "www.eu.contoso.com", false },
		{ "f*.fabrikam.com", "foo.fabrikam.com", false },
		{ "mail.contoso.com", "mail.contoso.com", true },
		{ "mail.contoso.com", "www.contoso.com", false },
		{ "contoso.com", "mail.contoso.com", false },
		{ "server01", "server01", true },
		{ "*.contoso.com", "server01", false },
		{ "*.co.uk", "contoso.co.uk", true },
		{ "*.com", "contoso.com", false },
		{ "*.local", "mail.local", false },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (name_covers(cases[i].entry, cases[i].host) != cases[i].want)
			fail_msg("%s for %s", cases[i].entry, cases[i].host);
	}
}

static void tails_are_whole_labels(void **state)
{
	(void)state;
	assert_true(name_within("mail.contoso.com", "contoso.com"));
	assert_true(name_within("contoso.com", "contoso.com"));
	assert_false(name_within("mailcontoso.com", "contoso.com"));
	assert_false(name_within("com", "contoso.com"));
	assert_string_equal(name_parent("mail.contoso.com"), "contoso.com");
	assert_null(name_parent("server01"));
}

static void suffix_list_has_a_day(void **state)
{
	struct date day;
	assert_true(date_parse(name_suffix_list_date(*state), &day));
	assert_true(day.year >= 2015);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(hosts_are_refused),
		TEST(hosts_are_made_canonical),
		TEST(certificate_names_may_be_wildcards),
		cmocka_unit_test(servers_have_netbios_names),
		TEST(addresses_are_made_canonical),
		cmocka_unit_test(public_names_are_told_from_internal_ones),
		cmocka_unit_test(wildcards_cover_one_whole_label),
		cmocka_unit_test(tails_are_whole_labels),
		TEST(suffix_list_has_a_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
