/* core/issued_names.c: the names on the certificate, and what they mean for clients. */
#include "issued.h"

#include "base/map.h"
#include "base/text.h"
#include "core/name.h"
#include "part.h"

static bool is_listed(const struct certificate_facts *facts, const char *name)
{
	if (texts_have(facts->names, name))
		return true;
	for (size_t i = 0; !name_is_wildcard(name) && i < facts->names.count; i++) {
		if (name_covers(facts->names.items[i], name))
			return true;
	}
	return false;
}

static bool is_planned(const struct plan_certificate *certificate, const char *text)
{
	LIST_EACH(const struct plan_name, name, certificate->names) {
		if (text_equal(name->name, text))
			return true;
	}
	return false;
}

static void check_missing(struct issued *issued, const struct plan_name *name)
{
	struct arena *arena = issued->plan->arena;
	if (is_listed(issued->facts, name->name))
		return;
	const struct texts uses = { name->used_by.items, name->used_by.count };
	if (uses.count)
		issued_say(issued, "issued-name-missing", WEIGHT_FULL, name->name,
		        arena_printf(arena, ", which these rely on: %s",
		                texts_join(arena, uses, ", ")));
	else
		issued_say(issued, "issued-name-missing", WEIGHT_MILD, name->name,
		        "; no client that the plan knows relies on it");
}

static void check_common_name(struct issued *issued)
{
	const char *is = issued->facts->common_name, *wanted = issued->certificate->common_name;
	if (!text_equal(is, wanted))
		issued_say(issued, "issued-common-name", WEIGHT_FULL, wanted, is ? is : "absent");
}

void issued_check_names(struct issued *issued)
{
	const struct certificate_facts *facts = issued->facts;
	LIST_EACH(const struct plan_name, name, issued->certificate->names)
		check_missing(issued, name);
	check_common_name(issued);
	for (size_t i = 0; i < facts->names.count; i++) {
		if (!is_planned(issued->certificate, facts->names.items[i]))
			issued_say(issued, "issued-name-extra", WEIGHT_FULL, facts->names.items[i],
			        NULL);
	}
	for (size_t i = 0; i < facts->other_names.count; i++)
		issued_say(issued, "issued-name-extra", WEIGHT_FULL, facts->other_names.items[i],
		        NULL);
}

/* The same plan once more, with the names of the certificate that there really is. */
static struct plan *plan_with(const struct issued *issued)
{
	const struct plan *planned = issued->plan;
	const struct certificate_facts *facts = issued->facts;
	struct plan *plan = plan_make(planned->request, planned->arena);
	size_t index = (size_t)(issued->certificate - planned->certificates.items);
	struct plan_certificate *certificate = &plan->certificates.items[index];
	certificate->common_name = facts->common_name ? facts->common_name : "(no common name)";
	certificate->names = (struct name_list){ 0 };
	for (size_t i = 0; i < facts->names.count; i++)
		LIST_PUSH(plan->arena, &certificate->names,
		        ((struct plan_name){ .name = facts->names.items[i] }));
	return plan;
}

static bool same_question(const struct verdict *a, const struct verdict *b)
{
	return a->client == b->client && text_equal(a->place, b->place) &&
	        text_equal(a->forest, b->forest) && text_equal(a->site, b->site) &&
	        text_equal(a->smtp_domain, b->smtp_domain) && text_equal(a->service, b->service);
}

/* Two proofs of one request ask the same questions in the same order. */
static const struct verdict *verdict_like(const struct proof *proof, const struct verdict *wanted,
        size_t index)
{
	const struct verdict_list *verdicts = &proof->verdicts;
	if (index < verdicts->count && same_question(&verdicts->items[index], wanted))
		return &verdicts->items[index];
	LIST_EACH(const struct verdict, verdict, *verdicts) {
		if (same_question(verdict, wanted))
			return verdict;
	}
	return NULL;
}

static const char *who(const struct verdict *verdict, struct arena *arena)
{
	return arena_printf(arena, "%s@%s", verdict_client(verdict),
	        verdict->place);
}

/* The worst that this client would meet in this place; the first of equals. */
static const struct worse_verdict *worst_of(const struct issued *issued, const char *subject)
{
	const struct worse_verdict *worst = NULL;
	LIST_EACH(const struct worse_verdict, worse, issued->worse) {
		if (text_equal(who(worse->real, issued->plan->arena), subject) &&
		        (!worst || worse->real->result > worst->real->result))
			worst = worse;
	}
	return worst;
}

/* Once for each client and place. */
static void say_worse(struct issued *issued)
{
	struct arena *arena = issued->plan->arena;
	struct map *said = map_make(arena);
	LIST_EACH(const struct worse_verdict, worse, issued->worse) {
		const char *subject = who(worse->real, arena);
		if (map_get(said, subject))
			continue;
		map_put(said, subject, issued);
		const struct worse_verdict *worst = worst_of(issued, subject);
		issued_say(issued, "issued-client-breaks", WEIGHT_FULL, subject,
		        arena_printf(arena, "%s instead of %s for %s: %s",
		                result_text(worst->real->result),
		                result_text(worst->planned->result), worst->real->service,
		                worst->real->reason));
	}
}

/* Where users of the verdict's site come in, whichever way they take. */
static bool uses_certificate(const struct issued *issued, const struct verdict *verdict)
{
	LIST_EACH(const struct server_place, place, issued->certificate->servers) {
		const struct site_answer *site = place->site;
		const struct forest_answer *forest = &issued->plan->request->forests[site->forest];
		if (text_equal(forest->name.value, verdict->forest) &&
		        (text_equal(site->name.value, verdict->site) ||
		                site == forest->autodiscover_site))
			return true;
	}
	return false;
}

/* A wildcard for a common name must be told to old Outlook, and to the mail services, by steps (P5).
 * The proof sees that Outlook is told nothing; not that it is told of another name, nor what mail
 * services are told. */
static const char *untold(const struct issued *issued, const struct verdict *verdict)
{
	const char *planned = issued->certificate->common_name;
	const char *is = issued->facts->common_name;
	int service = service_find(issued->plan->know, verdict->service);
	bool is_mail = service >= 0 && service_kind_is(issued->plan->request, service, "mail") &&
	        issued->plan->know->services.items[service].tls_port; /* not SMTP */
	if (is_mail && is && name_is_wildcard(is) && !name_is_wildcard(planned))
		return arena_printf(issued->plan->arena,
		        "%s does not find a certificate called %s: no step of the plan names it",
		        verdict->service, is);
	if (name_is_wildcard(planned) && verdict->client && verdict->client->compares_principal &&
	        service >= 0 && service_kind_is(issued->plan->request, service, "host"))
		return arena_printf(issued->plan->arena,
		        "a step of the plan tells Outlook to expect %s, and it meets %s", planned,
		        is ? is : "no common name");
	return NULL;
}

/* Once for each client and place that does not fail anyway. */
static void check_steps(struct issued *issued, const struct proof *real)
{
	struct map *said = map_make(issued->plan->arena);
	if (text_equal(issued->facts->common_name, issued->certificate->common_name))
		return;
	LIST_EACH(const struct verdict, verdict, real->verdicts) {
		const char *detail = verdict->result < RESULT_FAIL &&
		                uses_certificate(issued, verdict)
		        ? untold(issued, verdict)
		        : NULL;
		const char *subject = who(verdict, issued->plan->arena);
		if (!detail || map_get(said, subject))
			continue;
		map_put(said, subject, issued);
		issued_say(issued, "issued-steps-differ", WEIGHT_FULL, subject, detail);
	}
}

void issued_check_proof(struct issued *issued, const struct proof *proof)
{
	const struct proof *real = proof_make(plan_with(issued));
	check_steps(issued, real);
	for (size_t i = 0; i < proof->verdicts.count; i++) {
		const struct verdict *planned = &proof->verdicts.items[i];
		const struct verdict *now = verdict_like(real, planned, i);
		if (now && now->result > planned->result)
			LIST_PUSH(issued->plan->arena, &issued->worse,
			        ((struct worse_verdict){ planned, now }));
	}
	say_worse(issued);
}
