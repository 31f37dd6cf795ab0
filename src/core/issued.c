/* core/issued.c: the certificate itself: who signed it, from when to when, and what for. */
#include "issued.h"

#include <assert.h>

#include "base/text.h"

/* Renewals should be under way by then (css-exchange: certificate check). */
#define DAYS_LEFT_MIN 30

void issued_say(struct issued *issued, const char *id, enum weight weight, const char *subject,
        const char *detail)
{
	const struct plan *plan = issued->plan;
	const struct rule_row *rule = issued_rule_find(plan->know, id);
	struct plan_finding finding;
	assert(rule);
	if (!finding_make(plan->arena, plan->request, rule, weight, subject, detail, &finding))
		return;
	LIST_PUSH(plan->arena, &issued->findings, finding);
	issued->is_refused = issued->is_refused || finding.severity == SEVERITY_ERROR;
}

static const char *date_words(const struct issued *issued, struct date date)
{
	char text[DATE_TEXT_SIZE];
	date_format(date, text);
	return arena_strdup(issued->plan->arena, text);
}

/* The certificate is spoken of by the name that the plan has for it. */
static void say_of_it(struct issued *issued, const char *rule, enum weight weight,
        const char *detail)
{
	issued_say(issued, rule, weight, issued->certificate->common_name, detail);
}

static void check_identity(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	if (facts->is_self_issued)
		say_of_it(issued, "issued-self-signed", WEIGHT_FULL, facts->subject);
	if (facts->is_authority)
		say_of_it(issued, "issued-authority", WEIGHT_FULL, facts->subject);
}

/* What a public authority may give, by the day on which it gave it (BR 6.3.2). */
static void check_lifetime(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	const struct plan *plan = issued->plan;
	const struct validity_row *most = validity_find(plan->know, facts->not_before);
	if (!text_equal(issued->certificate->issuer->id, "public-ca") || facts->days <= most->days)
		return;
	say_of_it(issued, "issued-lifetime", WEIGHT_FULL,
	        arena_printf(plan->arena, "%ld days; one issued on %s may last %ld", facts->days,
	                date_words(issued, facts->not_before), most->days));
}

static void check_dates(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	const char *end = date_words(issued, facts->not_after);
	if (date_compare(facts->not_after, issued->day) < 0)
		say_of_it(issued, "issued-expired", WEIGHT_FULL, end);
	else if (date_compare(facts->not_after, date_add_days(issued->day, DAYS_LEFT_MIN)) < 0)
		say_of_it(issued, "issued-expires-soon", WEIGHT_FULL, end);
	if (date_compare(issued->day, facts->not_before) < 0)
		say_of_it(issued, "issued-not-yet-valid", WEIGHT_FULL, date_words(issued, facts->not_before));
	check_lifetime(issued);
}

static const char *usage_words(const struct issued *issued, bool has, struct texts usage)
{
	if (!has)
		return "not stated";
	return usage.count ? texts_join(issued->plan->arena, usage, ", ") : "empty";
}

/* Without the extension everything is allowed (RFC 5280, section 4.2.1.3). An RSA key that only
 * signs serves every client of today, and leaves out those that know no ephemeral keys. */
static void check_key_usage(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	const char *words = usage_words(issued, facts->has_key_usage, facts->key_usage);
	if (!facts->has_key_usage)
		return;
	if (!texts_have(facts->key_usage, "digitalSignature"))
		say_of_it(issued, "issued-key-usage", WEIGHT_FULL, words);
	else if (text_equal(facts->key_algorithm, "rsa") &&
	        !texts_have(facts->key_usage, "keyEncipherment"))
		say_of_it(issued, "issued-key-usage", WEIGHT_MILD, words);
}

static void check_extended_usage(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	if (texts_have(facts->extended_usage, "serverAuth") ||
	        texts_have(facts->extended_usage, "anyExtendedKeyUsage"))
		return;
	say_of_it(issued, "issued-extended-usage",
	        facts->has_extended_usage ? WEIGHT_FULL : WEIGHT_MILD,
	        usage_words(issued, facts->has_extended_usage, facts->extended_usage));
}

static const char *kind_words(struct arena *arena, const char *algorithm, long bits,
        const char *curve)
{
	if (text_equal(algorithm, "ec"))
		return arena_printf(arena, "EC %s", curve ? curve : "without a known curve");
	return arena_printf(arena, "%s %ld", text_equal(algorithm, "rsa") ? "RSA" : algorithm,
	        bits);
}

static void check_key_kind(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	const struct plan_certificate *planned = issued->certificate;
	struct arena *arena = issued->plan->arena;
	const char *is = kind_words(arena, facts->key_algorithm, facts->key_bits, facts->curve);
	const char *wanted = kind_words(arena, planned->algorithm, planned->bits, planned->curve);
	if (!text_equal(is, wanted))
		say_of_it(issued, "issued-key-kind", WEIGHT_FULL,
		        arena_printf(arena, "%s; the plan has %s", is, wanted));
}

static void check_servers(struct issued *issued)
{
	struct text_list names = { 0 };
	LIST_EACH(const struct server_place, place, issued->certificate->servers)
		LIST_PUSH(issued->plan->arena, &names, place->server->name);
	if (names.count > 1)
		say_of_it(issued, "issued-several-servers", WEIGHT_FULL,
		        texts_join(issued->plan->arena, texts_of(&names), ", "));
}

/* Errors first; among equals the order in which they were said. */
static void sort_findings(struct issued *issued)
{
	struct finding_list sorted = { 0 };
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
		LIST_EACH(const struct plan_finding, finding, issued->findings) {
			if (finding->severity == (enum severity)severity)
				LIST_PUSH(issued->plan->arena, &sorted, *finding);
		}
	}
	issued->findings = sorted;
}

struct issued *issued_judge(const struct plan *plan, const struct proof *proof,
        const struct plan_certificate *certificate, const struct certificate_facts *facts,
        const struct issued_chain *chain, struct date day)
{
	struct issued *issued = arena_alloc(plan->arena, sizeof(*issued));
	*issued = (struct issued){
		.plan = plan,
		.certificate = certificate,
		.facts = facts,
		.chain = chain,
		.day = day,
	};
	issued_check_proof(issued, proof);
	issued_check_names(issued);
	check_identity(issued);
	check_dates(issued);
	check_key_usage(issued);
	check_extended_usage(issued);
	check_key_kind(issued);
	issued_check_chain(issued);
	check_servers(issued);
	sort_findings(issued);
	return issued;
}
