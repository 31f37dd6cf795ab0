/* Ranges of releases: what is no range first, then what each holds; the products; the features. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/text.h"
#include "know/know.h"

/* Three products of our own, so that nothing depends on the shipped ones. */
static const char *const old_updates[] = { "RTM", "SP1", "SP2" };
static const char *const middle_updates[] = { "RTM", "CU1", "CU2", "CU10" };
static const char *const new_updates[] = { "RTM" };
static const struct product_row three_products[] = {
	{ .id = "2001", .updates = { old_updates, COUNT_OF(old_updates) } },
	{ .id = "2002", .updates = { middle_updates, COUNT_OF(middle_updates) } },
	{ .id = "NE", .updates = { new_updates, COUNT_OF(new_updates) } },
};
static const struct feature_row two_features[] = {
	{ .id = "early", .products = "2001 SP1-2002 CU1" },
	{ .id = "late", .products = "2002 CU10-" },
};

static struct know small_know(void)
{
	return (struct know){
		.products = { three_products, COUNT_OF(three_products) },
		.features = { two_features, COUNT_OF(two_features) },
	};
}

/* "2002 CU1" of the knowledge. */
static struct release release_of(const struct know *know, const char *product, const char *update)
{
	const struct product_row *row = product_find(know, product);
	assert_non_null(row);
	int index = product_update_find(row, update);
	assert_true(index >= 0);
	return (struct release){ row, (size_t)index };
}

static void test_no_ranges(void **state)
{
	(void)state;
	static const char *const inputs[] = {
		"", " ", ",", "-", "-2002", "2003", "200", "20011", "2001 SP9", "2001 sp1",
		"2001SP1", "2001 SP1 SP2", "SP1", "2001,", ",2001", "2001,,2002", "2001 2002",
		"2002-2001", "2001 SP2-2001 SP1", "2001--2002", "2001-2002-NE", "2001-SP1",
		"2001 SP1-9999",
		"2001;2002", "ne", "2001- 2002 x", "2001 -, -", "2001\t-",
	};
	struct know know = small_know();
	for (size_t i = 0; i < COUNT_OF(inputs); i++) {
		if (range_is_valid(&know, inputs[i]))
			fail_msg("\"%s\" was taken for a range", inputs[i]);
	}
	struct know nothing = { 0 };
	assert_false(range_is_valid(&nothing, "2001"));
	assert_false(range_is_valid(&nothing, "2001-"));
}

static void test_malformed_holds_nothing(void **state)
{
	(void)state;
	struct know know = small_know();
	assert_false(release_in(&know, release_of(&know, "2001", "RTM"), "2001 SP9"));
	assert_false(release_in(&know, release_of(&know, "2001", "RTM"), "-2002"));
}

struct range_case {
	const char *range;
	/* Held or not, in this order: 2001 RTM SP1 SP2, 2002 RTM CU1 CU2 CU10, NE RTM. */
	const char *want;
};

static const struct range_case range_cases[] = {
	{ "2001", "yyynnnnn" },
	{ "2002", "nnnyyyyn" },
	{ "NE", "nnnnnnny" },
	{ "2001 RTM", "ynnnnnnn" },
	{ "2001 SP1", "nynnnnnn" },
	{ "2002 CU1", "nnnnynnn" },
	{ "2002 CU10", "nnnnnnyn" },
	{ "2001-2002", "yyyyyyyn" },
	{ "2001-NE", "yyyyyyyy" },
	{ "2001-2001", "yyynnnnn" },
	{ "2001 SP1-2001", "nyynnnnn" },
	{ "2001 SP1-2001 SP1", "nynnnnnn" },
	{ "2001-2001 SP1", "yynnnnnn" },
	{ "2001 SP1-2002 CU2", "nyyyyynn" },
	{ "2001 SP2-2002", "nnyyyyyn" },
	{ "2002 CU2-", "nnnnnyyy" },
	{ "2001-", "yyyyyyyy" },
	{ "NE-", "nnnnnnny" },
	{ "2001 RTM, NE", "ynnnnnny" },
	{ "2001 SP1-2001, 2002 CU10-", "nyynnnyy" },
	{ "NE,2001", "yyynnnny" },
	{ "  2001 - 2002  ", "yyyyyyyn" },
	{ "2001 -", "yyyyyyyy" },
	{ "2001-, 2002", "yyyyyyyy" },
};

static void check_range(const struct know *know, const struct range_case *range)
{
	size_t at = 0;
	assert_true(range_is_valid(know, range->range));
	for (size_t i = 0; i < know->products.count; i++) {
		const struct product_row *product = &know->products.items[i];
		for (size_t j = 0; j < product->updates.count; j++, at++) {
			struct release release = { product, j };
			if (release_in(know, release, range->range) != (range->want[at] == 'y'))
				fail_msg("\"%s\" and %s %s: %c was expected", range->range,
				        product->id, product->updates.items[j], range->want[at]);
		}
	}
	assert_int_equal(range->want[at], '\0');
}

static void test_ranges(void **state)
{
	(void)state;
	struct know know = small_know();
	for (size_t i = 0; i < COUNT_OF(range_cases); i++)
		check_range(&know, &range_cases[i]);
}

static void test_no_range_holds_all(void **state)
{
	(void)state;
	struct know know = small_know();
	assert_true(release_in(&know, release_of(&know, "2001", "RTM"), NULL));
	assert_true(release_in(&know, release_of(&know, "NE", "RTM"), ""));
}

static void test_features(void **state)
{
	(void)state;
	struct know know = small_know();
	assert_false(release_has(&know, release_of(&know, "2001", "RTM"), "early"));
	assert_true(release_has(&know, release_of(&know, "2001", "SP1"), "early"));
	assert_true(release_has(&know, release_of(&know, "2002", "CU1"), "early"));
	assert_false(release_has(&know, release_of(&know, "2002", "CU2"), "early"));
	assert_false(release_has(&know, release_of(&know, "2002", "CU2"), "late"));
	assert_true(release_has(&know, release_of(&know, "NE", "RTM"), "late"));
}

static void test_find(void **state)
{
	(void)state;
	struct know know = small_know();
	assert_null(product_find(&know, "2003"));
	assert_null(product_find(&know, ""));
	assert_null(product_find(&know, NULL));
	assert_ptr_equal(product_find(&know, "2002"), &three_products[1]);
	assert_int_equal(product_update_find(&three_products[1], "SP1"), -1);
	assert_int_equal(product_update_find(&three_products[1], "cu1"), -1);
	assert_int_equal(product_update_find(&three_products[1], "RTM"), 0);
	assert_int_equal(product_update_find(&three_products[1], "CU10"), 3);
}

/* CONTRACT section 2, and facts on versions and dates. */
struct product_case {
	const char *id, *default_update, *last_update, *supported_until;
	size_t updates;
	long self_signed_months;
	const char *authentication, *proxy_issuer, *record, *clients;
};

static const struct product_case product_cases[] = {
	{ "2007", "SP3", "SP3", "2017-04-11", 4, 12, "basic", "self-signed", "a",
	        "outlook-2007-srv browser windows-mobile-6" },
	{ "2010", "SP3", "SP3", "2020-10-13", 4, 60, "basic", "self-signed", "a",
	        "outlook-2010 browser mobile" },
	{ "2013", "CU23", "CU23", "2023-04-11", 25, 60, "negotiate", "windows-pki", "cname",
	        "outlook-2013 browser mobile" },
	{ "2016", "CU23", "CU23", "2025-10-14", 24, 60, "negotiate", "windows-pki", "cname",
	        "outlook-2016 browser mobile" },
	{ "2019", "CU15", "CU15", "2025-10-14", 16, 60, "negotiate", "windows-pki", "cname",
	        "outlook-2016 browser mobile" },
	{ "SE", "RTM", "CU2", "2035-12-31", 3, 60, "negotiate", "windows-pki", "cname",
	        "outlook-2016 browser mobile" },
};

static void check_product(const struct product_case *want, const struct product_row *row)
{
	struct arena *arena = arena_new();
	struct date date;
	assert_string_equal(row->id, want->id);
	assert_string_equal(row->default_update, want->default_update);
	assert_true(product_update_find(row, row->default_update) >= 0);
	assert_int_equal(row->updates.count, want->updates);
	assert_string_equal(row->updates.items[0], "RTM");
	assert_string_equal(row->updates.items[want->updates - 1], want->last_update);
	assert_string_equal(row->supported_until, want->supported_until);
	assert_true(date_parse(row->supported_until, &date));
	assert_int_equal(row->self_signed_months, want->self_signed_months);
	assert_string_equal(row->default_authentication, want->authentication);
	assert_string_equal(row->default_proxy_issuer, want->proxy_issuer);
	assert_string_equal(row->default_autodiscover_record, want->record);
	assert_string_equal(texts_join(arena, row->default_clients, " "), want->clients);
	arena_free(arena);
}

static void test_shipped_products(void **state)
{
	(void)state;
	struct know know = know_builtin();
	assert_int_equal(know.products.count, COUNT_OF(product_cases));
	for (size_t i = 0; i < COUNT_OF(product_cases); i++)
		check_product(&product_cases[i], &know.products.items[i]);
}

struct feature_case {
	const char *feature;
	const char *product, *update;
	bool want;
};

/* Both sides of every border that the contract draws. */
static const struct feature_case feature_cases[] = {
	{ "internal-outlook-anywhere", "2010", "SP3", false },
	{ "internal-outlook-anywhere", "2013", "RTM", true },
	{ "proxied-by-internal-url", "2010", "SP3", true },
	{ "proxied-by-internal-url", "2013", "RTM", false },
	{ "clears-external-in-multi-site", "2010", "SP3", true },
	{ "clears-external-in-multi-site", "2013", "RTM", false },
	{ "oab-http-if-self-signed", "2010", "SP3", true },
	{ "oab-http-if-self-signed", "2013", "RTM", false },
	{ "ec-key", "2016", "CU22", false },
	{ "ec-key", "2016", "CU23", true },
	{ "ec-key", "2019", "CU12", false },
	{ "ec-key", "2019", "CU13", true },
	{ "ec-key", "SE", "RTM", true },
	{ "extended-protection-by-default", "2016", "CU23", false },
	{ "extended-protection-by-default", "2019", "CU13", false },
	{ "extended-protection-by-default", "2019", "CU14", true },
	{ "extended-protection-by-default", "SE", "RTM", true },
	{ "download-host", "2013", "CU23", false },
	{ "download-host", "2016", "RTM", true },
	{ "wildcard-pop", "2007", "RTM", false },
	{ "wildcard-pop", "2007", "SP1", true },
	{ "wildcard-pop", "2010", "RTM", true },
	{ "pop-imap-proxied", "2007", "SP3", false },
	{ "pop-imap-proxied", "2010", "RTM", true },
	{ "sni", "2010", "SP3", false },
	{ "sni", "2013", "RTM", true },
	{ "activesync-cross-site-fails", "2007", "SP3", true },
	{ "activesync-cross-site-fails", "2010", "RTM", false },
	{ "unbound-namespace", "2010", "SP3", false },
	{ "unbound-namespace", "2013", "RTM", true },
	{ "multi-site-discouraged", "2010", "SP3", true },
	{ "multi-site-discouraged", "2013", "RTM", false },
	{ "needs-proxy-registry", "2010", "SP3", true },
	{ "needs-proxy-registry", "2013", "RTM", false },
	{ "proxy-windows-authentication", "2010", "SP3", true },
	{ "proxy-windows-authentication", "2013", "RTM", false },
	{ "no-sharepoint-through-proxy", "2007", "SP3", true },
	{ "no-sharepoint-through-proxy", "2010", "RTM", false },
	{ "legacy-crypto", "2007", "SP3", true },
	{ "legacy-crypto", "2010", "RTM", false },
	{ "service-cmdlet", "2013", "CU23", false },
	{ "service-cmdlet", "2016", "RTM", true },
};

static void test_shipped_features(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < COUNT_OF(feature_cases); i++) {
		const struct feature_case *row = &feature_cases[i];
		struct release release = release_of(&know, row->product, row->update);
		if (release_has(&know, release, row->feature) != row->want)
			fail_msg("%s on %s %s", row->feature, row->product, row->update);
	}
}

static void check_beside(const struct know *know, const char *older, const char *product,
        const char *update, bool wanted, bool needs_name)
{
	const struct coexistence_row *row = coexistence_find(know, older);
	assert_non_null(row);
	const struct beside_row *beside = beside_find(know, row, release_of(know, product, update));
	if (!beside == wanted || (beside && beside->needs_name != needs_name))
		fail_msg("%s beside %s %s", older, product, update);
}

/* System requirements of 2013, 2016 and 2019, and what Setup of 2019 CU15 refuses. */
static void test_shipped_coexistence(void **state)
{
	(void)state;
	struct know know = know_builtin();
	static const struct {
		const char *older, *product, *update;
		bool wanted, needs_name;
	} rows[] = {
		{ "2003", "2007", "SP3", true, false }, { "2003", "2010", "RTM", true, true },
		{ "2003", "2013", "CU23", false, false }, { "2007", "2010", "SP3", true, true },
		{ "2007", "2013", "CU1", false, false }, { "2007", "2013", "CU2", true, true },
		{ "2007", "2016", "CU23", false, false }, { "2010", "2013", "CU23", true, false },
		{ "2010", "2016", "RTM", true, false }, { "2010", "2019", "RTM", false, false },
		{ "2013", "2019", "CU14", true, false }, { "2013", "2019", "CU15", false, false },
		{ "2013", "SE", "RTM", false, false }, { "2016", "SE", "RTM", true, false },
		{ "2019", "SE", "RTM", true, false },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		check_beside(&know, rows[i].older, rows[i].product, rows[i].update, rows[i].wanted,
		        rows[i].needs_name);
	assert_null(coexistence_find(&know, "5.5"));
}

/* One update with two names: a range that begins with either name's left side holds both. */
static void test_service_pack_of_2013(void **state)
{
	(void)state;
	struct know know = know_builtin();
	assert_false(release_in(&know, release_of(&know, "2013", "CU3"), "2013 SP1-"));
	assert_true(release_in(&know, release_of(&know, "2013", "SP1"), "2013 SP1-"));
	assert_true(release_in(&know, release_of(&know, "2013", "CU4"), "2013 SP1-"));
	assert_int_equal(release_of(&know, "2013", "CU4").update,
	        release_of(&know, "2013", "SP1").update + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_ranges),
		cmocka_unit_test(test_malformed_holds_nothing),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_no_range_holds_all),
		cmocka_unit_test(test_features),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_shipped_products),
		cmocka_unit_test(test_shipped_features),
		cmocka_unit_test(test_shipped_coexistence),
		cmocka_unit_test(test_service_pack_of_2013),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
