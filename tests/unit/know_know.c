/* The tables by name, the shapes, and the look-ups of the shipped knowledge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"
#include "know/know.h"

static void test_find_nothing(void **state)
{
	(void)state;
	struct know know = know_builtin();
	assert_null(know_find(&know, "no-such-table", "2007"));
	assert_null(know_find(&know, "", ""));
	assert_null(know_find(&know, "products", "2008"));
	assert_null(know_find(&know, "products", ""));
	assert_null(know_find(&know, "products", NULL));
	assert_null(know_find(&know, "countries", "us"));
	assert_null(topology_find(&know, "Regional"));
	assert_null(scenario_find(&know, "san"));
	assert_null(issuer_find(&know, "public"));
	assert_null(rule_find(&know, "no-such-rule"));
	assert_null(client_find(&know, "outlook"));
	assert_int_equal(service_find(&know, "OWA"), -1);
	assert_int_equal(service_find(&know, ""), -1);
	assert_int_equal(service_find(&know, NULL), -1);
}

static void test_empty_knowledge(void **state)
{
	(void)state;
	struct know nothing = { 0 };
	assert_null(know_find(&nothing, "products", "2007"));
	assert_int_equal(service_find(&nothing, "owa"), -1);
	assert_string_equal(know_empty_table(&nothing), know_tables[0].name);
}

static void test_form_words(void **state)
{
	(void)state;
	assert_false(form_has("a|cname", ""));
	assert_false(form_has("a|cname", "c"));
	assert_false(form_has("a|cname", "cnames"));
	assert_false(form_has("a|cname", "a|cname"));
	assert_false(form_has("a|cname", "A"));
	assert_true(form_has("a|cname", "a"));
	assert_true(form_has("a|cname", "cname"));
	assert_true(form_has("one", "one"));
}

static void test_shape_fields(void **state)
{
	(void)state;
	assert_null(shape_field(know_tables[0].shape, "nothing"));
	for (size_t i = 0; i < know_table_count; i++) {
		const struct shape *shape = know_tables[i].shape;
		const struct field *key = shape_key(shape);
		assert_non_null(key);
		assert_int_equal(key->kind, FIELD_TEXT);
		assert_int_equal(key->need, FIELD_REQUIRED);
		for (size_t j = 0; j < shape->field_count; j++) {
			const struct field *field = &shape->fields[j];
			assert_ptr_equal(shape_field(shape, field->name), field);
			assert_true(field->offset < shape->size);
			assert_int_equal(field->kind == FIELD_ROWS, field->shape != NULL);
		}
	}
}

static size_t field_size(const struct field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return sizeof(const char *);
	case FIELD_INTEGER:
		return sizeof(long);
	case FIELD_FLAG:
		return sizeof(bool);
	case FIELD_TEXTS:
		return sizeof(struct texts);
	case FIELD_ROWS:
		return sizeof(struct any_rows);
	}
	return 0;
}

/* Fields stand in the order of the members, and leave no room for a member without a field. */
static void check_layout(const struct shape *shape)
{
	size_t end = 0;
	for (size_t i = 0; i < shape->field_count; i++) {
		const struct field *field = &shape->fields[i];
		if (field->offset < end || field->offset - end >= sizeof(void *))
			fail_msg("%s: something is missing before %s", shape->name, field->name);
		end = field->offset + field_size(field);
		if (field->shape)
			check_layout(field->shape);
	}
	if (shape->size - end >= sizeof(void *))
		fail_msg("%s: something is missing at its end", shape->name);
}

static void test_no_member_without_a_field(void **state)
{
	(void)state;
	for (size_t i = 0; i < know_table_count; i++)
		check_layout(know_tables[i].shape);
}

/* Every table that a field refers to exists: the lint relies on it. */
static void check_references(const struct shape *shape)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		const struct field *field = &shape->fields[i];
		assert_true(!field->refers_to || know_table_find(field->refers_to));
		if (field->shape)
			check_references(field->shape);
	}
}

static void test_references_name_tables(void **state)
{
	(void)state;
	assert_null(know_table_find("no-such-table"));
	for (size_t i = 0; i < know_table_count; i++) {
		assert_ptr_equal(know_table_find(know_tables[i].name), &know_tables[i]);
		check_references(know_tables[i].shape);
	}
}

static void test_ids_of_a_table(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	static const struct country_row rows[] = { { "AA", "A" }, { NULL, "B" }, { "CC", "C" } };
	struct know know = { .countries = { rows, COUNT_OF(rows) } };
	assert_int_equal(know_ids(&know, "no-such-table", arena).count, 0);
	assert_int_equal(know_ids(&know, "products", arena).count, 0);
	struct texts ids = know_ids(&know, "countries", arena);
	assert_int_equal(ids.count, 2); /* the one without an id is left out */
	assert_string_equal(ids.items[1], "CC");
	arena_free(arena);
}

static void test_every_table_has_rows(void **state)
{
	(void)state;
	struct know know = know_builtin();
	const char *empty = know_empty_table(&know);
	if (empty)
		fail_msg("the table %s has no rows", empty);
}

/* Each row is found by its own key, unless an earlier one has the same (tables that repeat). */
static void test_every_row_is_found(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < know_table_count; i++) {
		const struct know_table *table = &know_tables[i];
		struct any_rows rows = know_rows(&know, table);
		for (size_t j = 0; j < rows.count; j++) {
			const char *row = (const char *)rows.items + j * table->shape->size;
			const char *id;
			memcpy(&id, row + shape_key(table->shape)->offset, sizeof(id));
			const void *found = know_find(&know, table->name, id);
			assert_non_null(found);
			assert_true(found == (const void *)row || table->shape->repeats);
		}
	}
}

static void test_services_in_order(void **state)
{
	(void)state;
	/* CONTRACT section 2. */
	static const char *const ids[] = { "autodiscover", "owa", "ecp", "activesync",
		"outlook_anywhere", "mapi", "ews", "oab", "um", "pop3", "imap4", "smtp" };
	struct know know = know_builtin();
	assert_int_equal(know.services.count, COUNT_OF(ids));
	for (size_t i = 0; i < COUNT_OF(ids); i++)
		assert_int_equal(service_find(&know, ids[i]), i);
}

struct service_case {
	const char *id, *path; /* rule U1 */
	const char *on;        /* first release where it is on by default, or NULL */
};

static const struct service_case service_cases[] = {
	{ "owa", "/owa", "2007 RTM" },
	{ "ecp", "/ecp", "2010 RTM" },
	{ "activesync", "/Microsoft-Server-ActiveSync", "2007 RTM" },
	{ "outlook_anywhere", NULL, "2007 RTM" },
	{ "mapi", "/mapi", "2013 SP1" },
	{ "ews", "/EWS/Exchange.asmx", "2007 RTM" },
	{ "oab", "/OAB", "2007 RTM" },
	{ "um", "/UnifiedMessaging/Service.asmx", NULL },
	{ "pop3", NULL, NULL },
	{ "imap4", NULL, NULL },
	{ "smtp", NULL, NULL },
};

/* The first release in the range, as text; NULL: no range, no release. */
static const char *first_release(const struct know *know, const char *range, struct arena *arena)
{
	for (size_t i = 0; range && i < know->products.count; i++) {
		const struct product_row *row = &know->products.items[i];
		for (size_t j = 0; j < row->updates.count; j++) {
			if (release_in(know, (struct release){ row, j }, range))
				return arena_printf(arena, "%s %s", row->id, row->updates.items[j]);
		}
	}
	return NULL;
}

static void test_services(void **state)
{
	(void)state;
	struct know know = know_builtin();
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(service_cases); i++) {
		int index = service_find(&know, service_cases[i].id);
		assert_true(index >= 0);
		const struct service_row *row = &know.services.items[index];
		const char *on = first_release(&know, row->on_by_default, arena);
		assert_true(text_equal(row->path, service_cases[i].path));
		assert_true(text_equal(on, service_cases[i].on));
		assert_int_equal(text_equal(row->kind, "url"), row->path != NULL);
	}
	assert_string_equal(know.services.items[service_find(&know, "ecp")].host_like, "owa");
	assert_string_equal(know.services.items[service_find(&know, "smtp")].default_security,
	        "starttls");
	arena_free(arena);
}

struct validity_case {
	struct date date;
	long days;
};

/* CONTRACT C9; both sides of each day. */
static const struct validity_case validity_cases[] = {
	{ { 1999, 1, 1 }, 398 },
	{ { 2020, 8, 31 }, 398 },
	{ { 2026, 3, 14 }, 398 },
	{ { 2026, 3, 15 }, 200 },
	{ { 2026, 11, 22 }, 200 },
	{ { 2027, 3, 14 }, 200 },
	{ { 2027, 3, 15 }, 100 },
	{ { 2029, 3, 14 }, 100 },
	{ { 2029, 3, 15 }, 47 },
	{ { 9999, 12, 31 }, 47 },
};

static void test_validities(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < COUNT_OF(validity_cases); i++)
		assert_int_equal(validity_find(&know, validity_cases[i].date)->days,
		        validity_cases[i].days);
	const struct validity_row *rows = know.validities.items;
	for (size_t i = 1; i < know.validities.count; i++)
		assert_true(strcmp(rows[i - 1].from, rows[i].from) < 0);
}

/* cabf-br 1.2.2: telephone until 2027-03-15, mail until 2028-03-15; DNS records for ever. */
static void test_validations(void **state)
{
	(void)state;
	static const struct {
		struct date date;
		const char *ids;
	} cases[] = {
		{ { 2026, 3, 14 }, "dns-record http-file mail phone" },
		{ { 2026, 3, 15 }, "dns-record http-file mail-discouraged phone" },
		{ { 2027, 3, 14 }, "dns-record http-file mail-discouraged phone" },
		{ { 2027, 3, 15 }, "dns-record http-file mail-discouraged" },
		{ { 2028, 3, 14 }, "dns-record http-file mail-discouraged" },
		{ { 2028, 3, 15 }, "dns-record http-file" },
	};
	struct know know = know_builtin();
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *ids = "";
		for (size_t j = 0; j < know.validations.count; j++) {
			const struct validation_row *row = &know.validations.items[j];
			if (validation_holds(row, cases[i].date))
				ids = arena_printf(arena, "%s%s%s", ids, *ids ? " " : "", row->id);
		}
		assert_string_equal(ids, cases[i].ids);
	}
	arena_free(arena);
}

static void test_countries(void **state)
{
	(void)state;
	static const char *const absent[] = { "AA", "EU", "SU", "UK", "XK", "XX", "YU", "ZZ" };
	static const char *const present[] = { "AD", "CI", "DE", "GB", "IS", "SS", "US", "ZW" };
	struct know know = know_builtin();
	assert_int_equal(know.countries.count, 249);
	for (size_t i = 0; i < know.countries.count; i++) {
		const char *id = know.countries.items[i].id;
		assert_int_equal(strlen(id), 2);
		assert_true(id[0] >= 'A' && id[0] <= 'Z' && id[1] >= 'A' && id[1] <= 'Z');
		assert_true(i == 0 || strcmp(know.countries.items[i - 1].id, id) < 0);
		assert_true(utf8_valid(know.countries.items[i].name));
	}
	for (size_t i = 0; i < COUNT_OF(absent); i++)
		assert_null(know_find(&know, "countries", absent[i]));
	for (size_t i = 0; i < COUNT_OF(present); i++)
		assert_non_null(know_find(&know, "countries", present[i]));
}

static void test_private_suffixes(void **state)
{
	(void)state;
	/* CONTRACT N3. */
	static const char *const wanted[] = { "local", "internal", "lan", "corp", "home", "test",
		"example", "invalid" };
	struct know know = know_builtin();
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		assert_non_null(know_find(&know, "private_suffixes", wanted[i]));
	assert_null(know_find(&know, "private_suffixes", "com"));
	assert_null(know_find(&know, "private_suffixes", "ad")); /* Andorra */
}

static void test_ids_in_contract_order(void **state)
{
	(void)state;
	static const char *const topologies[] = { "consolidated", "single-namespace-proxy",
		"single-namespace-multi-site", "regional", "multi-forest" };
	static const char *const scenarios[] = { "unified-communications", "single-name-srv",
		"two-single-names", "redirect", "wildcard", "self-signed" };
	static const char *const issuers[] = { "public-ca", "windows-pki", "self-signed" };
	static const char *const audiences[] = { "network", "dns-external", "dns-internal",
		"exchange", "pki", "helpdesk" };
	struct know know = know_builtin();
	assert_int_equal(know.topologies.count, COUNT_OF(topologies));
	for (size_t i = 0; i < COUNT_OF(topologies); i++)
		assert_ptr_equal(topology_find(&know, topologies[i]), &know.topologies.items[i]);
	assert_int_equal(know.scenarios.count, COUNT_OF(scenarios));
	for (size_t i = 0; i < COUNT_OF(scenarios); i++)
		assert_ptr_equal(scenario_find(&know, scenarios[i]), &know.scenarios.items[i]);
	assert_int_equal(know.issuers.count, COUNT_OF(issuers));
	for (size_t i = 0; i < COUNT_OF(issuers); i++)
		assert_ptr_equal(issuer_find(&know, issuers[i]), &know.issuers.items[i]);
	assert_int_equal(know.audiences.count, COUNT_OF(audiences));
	for (size_t i = 0; i < COUNT_OF(audiences); i++)
		assert_string_equal(know.audiences.items[i].id, audiences[i]);
}

/* The paper's verdict on one namespace for several sites turns with Exchange 2013. */
static void test_verdict_turns(void **state)
{
	(void)state;
	struct know know = know_builtin();
	const struct topology_row *row = topology_find(&know, "single-namespace-multi-site");
	for (size_t i = 0; i < know.products.count; i++) {
		struct release release = { &know.products.items[i], 0 };
		bool discouraged = false, recommended = false;
		for (size_t j = 0; j < row->advice.count; j++) {
			const struct advice_row *advice = &row->advice.items[j];
			if (!release_in(&know, release, advice->products))
				continue;
			discouraged |= text_equal(advice->verdict, "discouraged");
			recommended |= text_equal(advice->verdict, "recommended");
		}
		assert_true(discouraged == release_has(&know, release, "multi-site-discouraged"));
		assert_true(recommended == release_has(&know, release, "unbound-namespace"));
	}
}

/* A scenario without certificates of an authority goes with its own issuer only, and back. */
static void test_scenario_issuers(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < know.scenarios.count; i++) {
		const struct scenario_row *row = &know.scenarios.items[i];
		bool own = text_equal(row->id, "self-signed");
		assert_int_equal(texts_have(row->issuers, "self-signed"), own);
		assert_int_equal(texts_have(row->issuers, "public-ca"), !own);
		assert_int_equal(texts_have(row->issuers, "windows-pki"), !own);
		assert_true(row->second_site || !row->second_certificate);
	}
	assert_string_equal(scenario_find(&know, "unified-communications")->needs_from_ca, "san");
	assert_string_equal(scenario_find(&know, "wildcard")->needs_from_ca, "wildcard");
	assert_true(scenario_find(&know, "two-single-names")->second_certificate);
	assert_true(scenario_find(&know, "redirect")->second_site);
	assert_false(scenario_find(&know, "redirect")->second_certificate);
}

/* Every citation of a source is spelled out; a document that is cited twice in a row is named once. */
static void test_sources_in_words(void **state)
{
	static const struct source_row sources[] = {
		{ .id = "paper", .title = "The Paper" },
		{ .id = "paper-two", .title = "Another Paper" },
	};
	static const struct know know = { .sources = { sources, COUNT_OF(sources) } };
	static const struct {
		const char *source, *want;
	} rows[] = {
		{ "", "" },
		{ "paper", "The Paper" },
		{ "paper: On names", "The Paper, On names" },
		{ "paper: On names, Step 2; paper: On dates", "The Paper, On names, Step 2; On dates" },
		{ "paper-two: 1; paper", "Another Paper, 1; The Paper" },
		{ "paper; paper-two; nowhere: 3", "The Paper; Another Paper; nowhere: 3" },
		{ "nowhere; paper: 1", "nowhere; The Paper, 1" },
		{ "paper; paper", "The Paper; The Paper" },
		{ "paper:; paper:", "The Paper; The Paper" },
	};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_string_equal(know_source_words(&know, rows[i].source, arena), rows[i].want);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find_nothing),
		cmocka_unit_test(test_empty_knowledge),
		cmocka_unit_test(test_form_words),
		cmocka_unit_test(test_shape_fields),
		cmocka_unit_test(test_no_member_without_a_field),
		cmocka_unit_test(test_references_name_tables),
		cmocka_unit_test(test_ids_of_a_table),
		cmocka_unit_test(test_every_table_has_rows),
		cmocka_unit_test(test_every_row_is_found),
		cmocka_unit_test(test_services_in_order),
		cmocka_unit_test(test_services),
		cmocka_unit_test(test_validities),
		cmocka_unit_test(test_validations),
		cmocka_unit_test(test_countries),
		cmocka_unit_test(test_private_suffixes),
		cmocka_unit_test(test_ids_in_contract_order),
		cmocka_unit_test(test_verdict_turns),
		cmocka_unit_test(test_scenario_issuers),
		cmocka_unit_test(test_sources_in_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
