/* Issued certificates against the plan: each row changes one thing of a certificate that is as
 * planned, and says all that is found then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/issued.h"
#include "helper_answers.h"

#define SITE0 "forests[0].sites[0]."

static const struct date day = { 2026, 11, 22 };

static const char *const base[] = {
	"format=#1",
	"product.version=2010",
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
	"clients.kinds=[outlook-2010 browser mobile]",
};

/* A certificate as planned, its issuer and its root. */
struct delivery {
	struct arena *arena;
	struct know know;
	struct answers answers;
	struct plan *plan;
	struct proof *proof;
	struct certificate_facts facts, path[2];
	struct issued_chain chain;
};

static struct texts list(struct arena *arena, const char *words)
{
	struct text_list items = { 0 };
	while (*words) {
		size_t length = strcspn(words, " ");
		LIST_PUSH(arena, &items, arena_strndup(arena, words, length));
		words += length + (words[length] == ' ');
	}
	return texts_of(&items);
}

static void delivery_make(struct delivery *d, const char *const *lines)
{
	struct problem_list problems = { 0 };
	*d = (struct delivery){ .arena = arena_new(), .know = know_builtin() };
	answers_init(&d->answers, &d->know, "answers.cfg", d->arena);
	for (size_t i = 0; i < COUNT_OF(base); i++)
		helper_answer(&d->answers, base[i], (int)i + 1);
	for (size_t i = 0; lines && i < 4 && lines[i]; i++)
		helper_answer(&d->answers, lines[i], 100 + (int)i);
	const struct request *request =
	        request_make(&d->answers, day, NULL, d->arena, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s\n", problems.items[i].text);
	assert_non_null(request);
	d->plan = plan_make(request, d->arena);
	d->proof = proof_make(d->plan);
	d->facts = (struct certificate_facts){
		.subject = "CN=mail.contoso.com",
		.issuer = "CN=Issuing",
		.common_name = "mail.contoso.com",
		.names = list(d->arena, "mail.contoso.com autodiscover.contoso.com"),
		.key_algorithm = "rsa",
		.key_bits = 2048,
		.not_before = { 2026, 11, 20 },
		.not_after = { 2027, 6, 7 },
		.days = 200,
		.has_key_usage = true,
		.key_usage = list(d->arena, "digitalSignature keyEncipherment"),
		.has_extended_usage = true,
		.extended_usage = list(d->arena, "serverAuth"),
		.signature_hash = "SHA256",
	};
	for (size_t i = 0; i < COUNT_OF(d->path); i++)
		d->path[i] = (struct certificate_facts){
			.subject = i ? "CN=Root" : "CN=Issuing",
			.issuer = "CN=Root",
			.not_before = { 2020, 1, 1 },
			.not_after = { 2035, 1, 1 },
			.signature_hash = i ? "SHA1" : "SHA384",
			.is_authority = true,
			.is_self_issued = i == 1,
		};
	d->chain = (struct issued_chain){
		.items = d->path, .count = 2, .ends_at_root = true, .was_ordered = true,
	};
}

static const struct issued *delivery_judge(const struct delivery *d)
{
	return issued_judge(d->plan, d->proof, &d->plan->certificates.items[0], &d->facts,
	        &d->chain, day);
}

/* "severity rule subject", one in each line. */
static void findings_text(const struct issued *issued, struct buf *out)
{
	buf_init(out);
	LIST_EACH(const struct plan_finding, finding, issued->findings)
		buf_printf(out, "%c %s %s\n", *severity_text(finding->severity),
		        finding->rule->id + strlen("issued-"), finding->subject);
	buf_puts(out, "");
}

static void drop_autodiscover(struct delivery *d)
{
	d->facts.names = list(d->arena, "mail.contoso.com");
}

static void drop_namespace(struct delivery *d)
{
	d->facts.names = list(d->arena, "autodiscover.contoso.com");
}

static void drop_all(struct delivery *d)
{
	d->facts.names = list(d->arena, "");
}

static void wildcard(struct delivery *d)
{
	d->facts.names = list(d->arena, "*.contoso.com");
}

static void wildcard_above(struct delivery *d)
{
	d->facts.names = list(d->arena, "*.com");
}

static void nul_in_name(struct delivery *d)
{
	d->facts.names = list(d->arena, "mail.contoso.com?.evil.test autodiscover.contoso.com");
}

static void more_names(struct delivery *d)
{
	d->facts.names = list(d->arena, "mail.contoso.com autodiscover.contoso.com contoso.com");
	d->facts.other_names = list(d->arena, "IP");
}

static void no_common_name(struct delivery *d)
{
	d->facts.common_name = NULL;
}

static void self_signed(struct delivery *d)
{
	d->facts.is_self_issued = true;
	d->facts.issuer = d->facts.subject;
	d->chain = (struct issued_chain){ .ends_at_root = true, .was_ordered = true };
}

static void authority(struct delivery *d)
{
	d->facts.is_authority = true;
}

static void ends_yesterday(struct delivery *d)
{
	d->facts.not_after = (struct date){ 2026, 11, 21 };
}

static void ends_today(struct delivery *d)
{
	d->facts.not_after = (struct date){ 2026, 11, 22 };
}

static void ends_in_29_days(struct delivery *d)
{
	d->facts.not_after = (struct date){ 2026, 12, 21 };
}

static void ends_in_30_days(struct delivery *d)
{
	d->facts.not_after = (struct date){ 2026, 12, 22 };
}

static void begins_tomorrow(struct delivery *d)
{
	d->facts.not_before = (struct date){ 2026, 11, 23 };
}

static void one_day_too_long(struct delivery *d)
{
	d->facts.days = 201;
}

/* 398 days were allowed when it was issued, 397 are what is left to see. */
static void issued_before_the_limit(struct delivery *d)
{
	d->facts.not_before = (struct date){ 2026, 3, 14 };
	d->facts.not_after = (struct date){ 2027, 4, 15 };
	d->facts.days = 398;
}

static void issued_after_the_limit(struct delivery *d)
{
	issued_before_the_limit(d);
	d->facts.not_before = (struct date){ 2026, 3, 15 };
}

static void signs_only(struct delivery *d)
{
	d->facts.key_usage = list(d->arena, "digitalSignature");
}

static void enciphers_only(struct delivery *d)
{
	d->facts.key_usage = list(d->arena, "keyEncipherment");
}

static void no_key_usage(struct delivery *d)
{
	d->facts.has_key_usage = false;
	d->facts.key_usage = list(d->arena, "");
}

static void clients_only(struct delivery *d)
{
	d->facts.extended_usage = list(d->arena, "clientAuth 1.2.3");
}

static void any_purpose(struct delivery *d)
{
	d->facts.extended_usage = list(d->arena, "anyExtendedKeyUsage");
}

static void no_purpose(struct delivery *d)
{
	d->facts.has_extended_usage = false;
	d->facts.extended_usage = list(d->arena, "");
}

static void sha1(struct delivery *d)
{
	d->facts.signature_hash = "SHA1";
}

static void no_hash(struct delivery *d)
{
	d->facts.signature_hash = "";
}

static void issuer_sha1(struct delivery *d)
{
	d->path[0].signature_hash = "SHA1";
}

static void another_size(struct delivery *d)
{
	d->facts.key_bits = 4096;
}

static void elliptic(struct delivery *d)
{
	d->facts.key_algorithm = "ec";
	d->facts.curve = "P-256";
	signs_only(d);
}

static void no_chain(struct delivery *d)
{
	d->chain = (struct issued_chain){ .was_ordered = true };
}

static void no_root(struct delivery *d)
{
	d->chain.count = 1;
	d->chain.ends_at_root = false;
}

static void wrong_order(struct delivery *d)
{
	d->chain.was_ordered = false;
	d->chain.unrelated = list(d->arena, "CN=Other");
}

static void issuer_ran_out(struct delivery *d)
{
	d->path[0].not_after = (struct date){ 2026, 11, 21 };
}

static void issuer_ends_first(struct delivery *d)
{
	d->path[0].not_after = (struct date){ 2027, 6, 6 };
}

static const struct {
	void (*change)(struct delivery *d);
	const char *want;
} rows[] = {
	{ NULL, "" },
	{ drop_autodiscover,
	        "e client-breaks outlook-2010@outside\ne client-breaks mobile@inside\n"
	        "e client-breaks mobile@outside\n"
	        "e name-missing autodiscover.contoso.com\n" },
	{ drop_namespace,
	        "e client-breaks outlook-2010@inside-joined\n"
	        "e client-breaks outlook-2010@outside\ne client-breaks browser@inside-joined\n"
	        "e client-breaks browser@outside\n"
	        "e client-breaks mobile@inside\ne client-breaks mobile@outside\n"
	        "e name-missing mail.contoso.com\n" },
	{ wildcard, "n name-extra *.contoso.com\n" },
	{ more_names, "n name-extra contoso.com\nn name-extra IP\n" },
	{ no_common_name, "n common-name mail.contoso.com\n" },
	{ self_signed, "e self-signed mail.contoso.com\n" },
	{ authority, "e authority mail.contoso.com\n" },
	{ ends_yesterday, "e expired mail.contoso.com\n" },
	{ ends_today, "w expires-soon mail.contoso.com\n" },
	{ ends_in_29_days, "w expires-soon mail.contoso.com\n" },
	{ ends_in_30_days, "" },
	{ begins_tomorrow, "w not-yet-valid mail.contoso.com\n" },
	{ one_day_too_long, "w lifetime mail.contoso.com\n" },
	{ issued_before_the_limit, "" },
	{ issued_after_the_limit, "w lifetime mail.contoso.com\n" },
	{ signs_only, "w key-usage mail.contoso.com\n" },
	{ enciphers_only, "e key-usage mail.contoso.com\n" },
	{ no_key_usage, "" },
	{ clients_only, "e extended-usage mail.contoso.com\n" },
	{ any_purpose, "" },
	{ no_purpose, "w extended-usage mail.contoso.com\n" },
	{ sha1, "e signature-hash mail.contoso.com\n" },
	{ no_hash, "e signature-hash mail.contoso.com\n" },
	{ issuer_sha1, "e signature-hash CN=Issuing\n" },
	{ another_size, "w key-kind mail.contoso.com\n" },
	{ elliptic, "w key-kind mail.contoso.com\n" },
	{ no_chain, "w chain-missing CN=Issuing\n" },
	{ no_root, "n chain-root CN=Issuing\n" },
	{ wrong_order,
	        "n chain-order mail.contoso.com\nn chain-unrelated CN=Other\n" },
	{ issuer_ran_out, "e chain-expired CN=Issuing\n" },
	{ issuer_ends_first, "w chain-expired CN=Issuing\n" },
};

static void test_each_difference(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct delivery d;
		struct buf text;
		delivery_make(&d, NULL);
		if (rows[i].change)
			rows[i].change(&d);
		const struct issued *issued = delivery_judge(&d);
		findings_text(issued, &text);
		if (strcmp(text.data, rows[i].want) != 0)
			fail_msg("row %zu: found\n%swanted\n%s", i, text.data, rows[i].want);
		assert_int_equal(issued->is_refused, *rows[i].want == 'e');
		buf_done(&text);
		arena_free(d.arena);
	}
}

/* Names that look like the planned ones to somebody who does not look well. */
static void test_no_false_match(void **state)
{
	static void (*const changes[])(struct delivery *) = { drop_all, wildcard_above, nul_in_name };
	(void)state;
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		struct delivery d;
		struct buf text;
		delivery_make(&d, NULL);
		changes[i](&d);
		const struct issued *issued = delivery_judge(&d);
		findings_text(issued, &text);
		assert_true(issued->is_refused);
		assert_non_null(strstr(text.data, "e name-missing mail.contoso.com\n"));
		buf_done(&text);
		arena_free(d.arena);
	}
}

/* The plan itself, and the verdicts it was made with, are as before. */
static void test_plan_is_not_touched(void **state)
{
	struct delivery d;
	(void)state;
	delivery_make(&d, NULL);
	size_t uses = d.plan->certificates.items[0].names.items[0].used_by.count;
	enum result worst = d.proof->worst;
	drop_all(&d);
	const struct issued *issued = delivery_judge(&d);
	assert_true(issued->worse.count > 0);
	LIST_EACH(const struct worse_verdict, worse, issued->worse)
		assert_true(worse->real->result > worse->planned->result);
	assert_int_equal(d.proof->worst, worst);
	assert_int_equal(d.plan->certificates.items[0].names.count, 2);
	assert_int_equal(d.plan->certificates.items[0].names.items[0].used_by.count, uses);
	arena_free(d.arena);
}

/* The common name counts for clients that compare it (P5), and only for them. */
static void test_common_name_of_old_clients(void **state)
{
	static const char *const lines[] = { "product.version=2007",
		"clients.kinds=[outlook-2007]", NULL };
	struct delivery d;
	struct buf text;
	(void)state;
	delivery_make(&d, lines);
	no_common_name(&d);
	findings_text(delivery_judge(&d), &text);
	assert_string_equal(text.data,
	        "e client-breaks outlook-2007@outside\nn common-name mail.contoso.com\n");
	buf_done(&text);
	arena_free(d.arena);
}

static void test_other_issuers_and_times(void **state)
{
	static const char *const pki[] = { "certificates.issuer=windows-pki", NULL };
	static const char *const paper[] = { "policy.baseline=2008", NULL };
	struct delivery d;
	struct buf text;
	(void)state;
	/* An authority of one's own may give as many days as it likes. */
	delivery_make(&d, pki);
	one_day_too_long(&d);
	findings_text(delivery_judge(&d), &text);
	assert_string_equal(text.data, "");
	buf_done(&text);
	arena_free(d.arena);
	/* In 2008 SHA-1 was usual, and five years were to be had. */
	delivery_make(&d, paper);
	one_day_too_long(&d);
	sha1(&d);
	findings_text(delivery_judge(&d), &text);
	assert_string_equal(text.data, "n signature-hash mail.contoso.com\n");
	buf_done(&text);
	arena_free(d.arena);
}

static void test_several_servers(void **state)
{
	static const char *const lines[] = { SITE0 "servers=[CAS01 CAS02]", NULL };
	struct delivery d;
	(void)state;
	delivery_make(&d, lines);
	const struct issued *issued = delivery_judge(&d);
	assert_int_equal(issued->findings.count, 1);
	assert_string_equal(issued->findings.items[0].rule->id, "issued-several-servers");
	assert_non_null(strstr(issued->findings.items[0].message, "CAS01, CAS02"));
	assert_false(issued->is_refused);
	arena_free(d.arena);
}

/* A planned wildcard is there only if it stands there itself. */
static void test_planned_wildcard(void **state)
{
	static const char *const lines[] = { "certificates.scenario=wildcard", NULL };
	struct delivery d;
	struct buf text;
	(void)state;
	delivery_make(&d, lines);
	wildcard(&d);
	d.facts.common_name = "*.contoso.com";
	findings_text(delivery_judge(&d), &text);
	assert_string_equal(text.data, "");
	buf_done(&text);
	d.facts.names = list(d.arena, "mail.contoso.com autodiscover.contoso.com");
	findings_text(delivery_judge(&d), &text);
	assert_non_null(strstr(text.data, "e name-missing *.contoso.com\n"));
	assert_non_null(strstr(text.data, "n name-extra mail.contoso.com\n"));
	buf_done(&text);
	arena_free(d.arena);
}

/* A wildcard in place of the planned common name, and the reverse: the steps of the plan tell old
 * Outlook, and the mail services, of the planned one (P5). Others do not mind. */
static void test_steps_for_another_common_name(void **state)
{
	static const struct {
		const char *lines[4];
		const char *names, *common_name, *want;
	} cases[] = {
		{ { "product.version=2007", "clients.kinds=[outlook-2007 browser]", NULL },
		        "*.contoso.com", "*.contoso.com",
		        "e client-breaks outlook-2007@outside\nn common-name mail.contoso.com\n"
		        "n name-extra *.contoso.com\n" },
		{ { "clients.kinds=[outlook-2010 browser mobile]", NULL }, "*.contoso.com",
		        "*.contoso.com",
		        "n common-name mail.contoso.com\nn name-extra *.contoso.com\n" },
		{ { "services.pop3.enabled=?true", "clients.kinds=[pop-imap]", NULL },
		        "*.contoso.com", "*.contoso.com",
		        "e steps-differ pop-imap@inside\ne steps-differ pop-imap@outside\n"
		        "n common-name mail.contoso.com\nn name-extra *.contoso.com\n" },
		{ { "services.pop3.enabled=?true", "clients.kinds=[pop-imap]", NULL },
		        "mail.contoso.com autodiscover.contoso.com", NULL,
		        "n common-name mail.contoso.com\n" },
		{ { "product.version=2007", "certificates.scenario=wildcard",
		            "clients.kinds=[outlook-2007]", NULL },
		        "*.contoso.com", "mail.contoso.com",
		        "e steps-differ outlook-2007@outside\nn common-name *.contoso.com\n" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct delivery d;
		struct buf text;
		delivery_make(&d, cases[i].lines);
		d.facts.names = list(d.arena, cases[i].names);
		d.facts.common_name = cases[i].common_name;
		findings_text(delivery_judge(&d), &text);
		if (strcmp(text.data, cases[i].want) != 0)
			fail_msg("case %zu: found\n%swanted\n%s", i, text.data, cases[i].want);
		buf_done(&text);
		arena_free(d.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_difference),
		cmocka_unit_test(test_no_false_match),
		cmocka_unit_test(test_plan_is_not_touched),
		cmocka_unit_test(test_common_name_of_old_clients),
		cmocka_unit_test(test_other_issuers_and_times),
		cmocka_unit_test(test_several_servers),
		cmocka_unit_test(test_planned_wildcard),
		cmocka_unit_test(test_steps_for_another_common_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
