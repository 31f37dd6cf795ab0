/* core/judge.c: meeting a host, and judging its certificate (P3, P4). */
#include "judge.h"

#include <assert.h>
#include <limits.h>

#include "base/text.h"

enum result result_worse(enum result a, enum result b)
{
	return a > b ? a : b;
}

const char *result_text(enum result result)
{
	static const char *const texts[] = {
		[RESULT_CLEAN] = "clean",
		[RESULT_PROMPT] = "prompt",
		[RESULT_MANUAL] = "manual",
		[RESULT_WARNING] = "warning",
		[RESULT_FAIL] = "fail",
	};
	assert((size_t)result < COUNT_OF(texts));
	return texts[result];
}

enum result result_of(const char *word)
{
	for (enum result result = RESULT_CLEAN; result < RESULT_FAIL; result++) {
		if (text_equal(word, result_text(result)))
			return result;
	}
	return RESULT_FAIL;
}

const char *cause_text(enum cause cause)
{
	static const char *const texts[] = {
		[CAUSE_NONE] = "none",
		[CAUSE_UNRESOLVED] = "unresolved",
		[CAUSE_CLOSED] = "closed",
		[CAUSE_WRONG_NAME] = "wrong-name",
		[CAUSE_FOREIGN] = "foreign",
		[CAUSE_UNTRUSTED] = "untrusted",
		[CAUSE_BARE_DOMAIN] = "bare-domain",
		[CAUSE_REDIRECT] = "redirect",
		[CAUSE_SRV] = "srv",
		[CAUSE_BY_HAND] = "by-hand",
		[CAUSE_NOT_FOUND] = "not-found",
		[CAUSE_NOT_PUBLISHED] = "not-published",
		[CAUSE_NO_ADDRESS] = "no-address",
		[CAUSE_NO_SERVER] = "no-server",
		[CAUSE_WILDCARD] = "wildcard",
		[CAUSE_PRINCIPAL_NAME] = "principal-name",
		[CAUSE_CROSS_SITE] = "cross-site",
		[CAUSE_UNSUPPORTED] = "unsupported",
		[CAUSE_PROXY_NAME] = "proxy-name",
		[CAUSE_PROXY_REFUSED] = "proxy-refused",
	};
	static_assert(COUNT_OF(texts) == CAUSE_COUNT, "a word for each cause");
	assert((size_t)cause < COUNT_OF(texts));
	return texts[cause];
}

const char *verdict_client(const struct verdict *verdict)
{
	return verdict->client ? verdict->client->id : CAS_PROXY;
}

enum cause meeting_cause(enum meeting meeting)
{
	static const enum cause causes[] = {
		[MEETING_GOOD] = CAUSE_NONE,
		[MEETING_UNRESOLVED] = CAUSE_UNRESOLVED,
		[MEETING_CLOSED] = CAUSE_CLOSED,
		[MEETING_WRONG_NAME] = CAUSE_WRONG_NAME,
		[MEETING_FOREIGN] = CAUSE_FOREIGN,
		[MEETING_UNTRUSTED] = CAUSE_UNTRUSTED,
	};
	return causes[meeting];
}

void attempt_add(struct arena *arena, struct attempt_list *attempts, struct attempt attempt)
{
	LIST_PUSH(arena, attempts, attempt);
}

struct attempt attempt_of(const struct encounter *encounter, const char *host, const char *url)
{
	return (struct attempt){
		.url = url,
		.outcome = meeting_outcome(encounter->meeting),
		.detail = meeting_detail(encounter),
		.host = host,
		.sights = encounter->sights,
	};
}

bool use_is_marked(const struct use_list *uses, const char *label)
{
	LIST_EACH(const char *, use, *uses) {
		if (*use == label)
			return true;
	}
	return false;
}

void use_mark(struct arena *arena, struct use_list *uses, const char *label)
{
	if (!use_is_marked(uses, label))
		LIST_PUSH(arena, uses, label);
}

void need_add(const struct asker *asker, struct use_list *uses, enum result without)
{
	LIST_PUSH(asker->world->arena, asker->needs, ((struct need){ uses, without }));
}

void need_names(const struct asker *asker, const struct encounter *encounter, enum result without)
{
	LIST_EACH(struct plan_name *, name, encounter->names)
		need_add(asker, &(*name)->used_by, without);
}

void needs_settle(const struct asker *asker, const struct verdict *verdict)
{
	LIST_EACH(const struct need, need, *asker->needs) {
		if (need->without > verdict->result)
			use_mark(asker->arena, need->uses, asker->label);
	}
	asker->needs->count = 0;
}

static bool trusts_self_signed(const struct asker *asker, bool tolerant)
{
	return tolerant && asker->joined && asker->client->accepts_self_signed;
}

/* P4 */
static bool is_trusted(const struct asker *asker, const struct plan_certificate *certificate,
        bool tolerant)
{
	if (text_equal(certificate->issuer->id, "public-ca"))
		return true;
	if (text_equal(certificate->issuer->id, "self-signed"))
		return trusts_self_signed(asker, tolerant);
	return asker->trusts_private;
}

static enum meeting meet_certificate(const struct asker *asker, struct encounter *encounter,
        const struct shown *shown, const char *host, bool tolerant)
{
	struct plan_name *name = shown_name(shown, host);
	encounter->shown = shown;
	if (!name)
		return MEETING_WRONG_NAME;
	if (!shown_twice(shown, host))
		LIST_PUSH(asker->world->arena, &encounter->names, name);
	return is_trusted(asker, shown->certificate, tolerant) ? MEETING_GOOD : MEETING_UNTRUSTED;
}

/* A wrong name is worse than a missing trust: both are judged, and it is harder to mend. */
static enum meeting worse_meeting(enum meeting a, enum meeting b)
{
	static const int ranks[] = {
		[MEETING_GOOD] = 0,
		[MEETING_UNTRUSTED] = 1,
		[MEETING_WRONG_NAME] = 2,
		[MEETING_FOREIGN] = 3,
		[MEETING_CLOSED] = 4,
		[MEETING_UNRESOLVED] = 5,
	};
	return ranks[a] >= ranks[b] ? a : b;
}

static void meet_place(const struct asker *asker, struct encounter *encounter,
        const struct place *place, const char *host, bool tolerant)
{
	if (!place->web_site->https || place->certificates.count == 0) {
		encounter->meeting = worse_meeting(encounter->meeting, MEETING_CLOSED);
		return;
	}
	LIST_EACH(struct shown *, shown, place->certificates) {
		struct encounter one = *encounter;
		enum meeting meeting = meet_certificate(asker, &one, *shown, host, tolerant);
		bool is_worse = worse_meeting(meeting, encounter->meeting) != encounter->meeting;
		encounter->names = one.names;
		if (encounter->shown && !is_worse)
			continue;
		one.meeting = worse_meeting(meeting, encounter->meeting);
		*encounter = one;
	}
}

struct encounter asker_meet_at(const struct asker *asker, const struct reach *reach,
        const char *host, bool tolerant)
{
	struct encounter encounter = { .meeting = MEETING_GOOD, .reach = *reach };
	if (reach->foreign)
		encounter.meeting = MEETING_FOREIGN;
	else if (reach->places.count == 0)
		encounter.meeting = MEETING_UNRESOLVED;
	LIST_EACH(struct place *, place, reach->places)
		meet_place(asker, &encounter, *place, host, tolerant);
	return encounter;
}

/* ---- what is told of it ---- */

/* The addresses of the name that lead to this web site. */
static struct text_list addresses_of(struct arena *arena, const struct reach *reach,
        const struct place *place)
{
	struct text_list addresses = { 0 };
	if (place->server && place->server->address)
		LIST_PUSH(arena, &addresses, place->server->address);
	LIST_EACH(struct plan_record *, record, reach->records) {
		struct texts own = texts_of((*record)->view == VIEW_EXTERNAL ?
		                &place->web_site->external_addresses :
		                &place->web_site->internal_addresses);
		if (!place->server && texts_have(own, (*record)->data))
			LIST_PUSH(arena, &addresses, (*record)->data);
	}
	return addresses;
}

static struct sight sight_make(struct arena *arena, const struct reach *reach,
        const struct place *place)
{
	return (struct sight){ .addresses = addresses_of(arena, reach, place),
		.web_site = place->web_site, .server = place->server };
}

/* One for each certificate that may be shown; one without where none is. */
static void see_place(const struct asker *asker, const struct reach *reach,
        const struct place *place, const char *host, bool tolerant, struct sight_list *sights)
{
	struct sight sight = sight_make(asker->arena, reach, place);
	bool is_closed = !place->web_site->https || place->certificates.count == 0;
	if (is_closed)
		LIST_PUSH(asker->arena, sights, sight);
	for (size_t i = 0; !is_closed && i < place->certificates.count; i++) {
		const struct shown *shown = place->certificates.items[i];
		const struct plan_name *name = shown_name(shown, host);
		sight.certificate = shown->certificate;
		sight.entry = name ? name->name : NULL;
		sight.is_trusted = is_trusted(asker, shown->certificate, tolerant);
		LIST_PUSH(asker->arena, sights, sight);
	}
}

const struct sight_list *asker_see(const struct asker *asker, const struct reach *reach,
        const char *host, bool tolerant)
{
	if (reach->places.count == 0)
		return NULL;
	struct sight_list *sights = arena_alloc(asker->arena, sizeof(*sights));
	LIST_RESERVE(asker->arena, sights, reach->places.count);
	LIST_EACH(struct place *, place, reach->places)
		see_place(asker, reach, *place, host, tolerant, sights);
	return sights;
}

const struct sight_list *asker_see_plain(const struct asker *asker, const char *host)
{
	struct arrival *arrival = world_arrive(asker->world, asker->view, host);
	if (arrival->plain || arrival->reach.places.count == 0)
		return arrival->plain;
	struct sight_list *sights = arena_alloc(asker->arena, sizeof(*sights));
	LIST_EACH(struct place *, place, arrival->reach.places)
		LIST_PUSH(asker->arena, sights,
		        sight_make(asker->arena, &arrival->reach, *place));
	return arrival->plain = sights;
}

/* Clients that trust the same are shown the same. */
struct encounter asker_meet(const struct asker *asker, const char *host, bool tolerant)
{
	struct arrival *arrival = world_arrive(asker->world, asker->view, host);
	size_t kind = (asker->trusts_private ? 1 : 0) + (trusts_self_signed(asker, tolerant) ? 2 : 0);
	static_assert(COUNT_OF(arrival->sights) == 4, "two kinds of trust, each there or not");
	struct encounter encounter = asker_meet_at(asker, &arrival->reach, host, tolerant);
	if (!arrival->sights[kind])
		arrival->sights[kind] = asker_see(asker, &arrival->reach, host, tolerant);
	encounter.sights = arrival->sights[kind];
	return encounter;
}

const char *meeting_outcome(enum meeting meeting)
{
	static const char *const words[] = {
		[MEETING_GOOD] = "ok",
		[MEETING_UNRESOLVED] = "unresolved",
		[MEETING_CLOSED] = "closed",
		[MEETING_WRONG_NAME] = "wrong-name",
		[MEETING_FOREIGN] = "foreign",
		[MEETING_UNTRUSTED] = "untrusted",
	};
	return words[meeting];
}

const char *meeting_detail(const struct encounter *encounter)
{
	switch (encounter->meeting) {
	case MEETING_GOOD:
		return encounter->shown->good;
	case MEETING_UNRESOLVED:
		return "The name does not resolve here.";
	case MEETING_CLOSED:
		return "Nothing answers HTTPS at this address.";
	case MEETING_WRONG_NAME:
		return encounter->shown->wrong_name;
	case MEETING_FOREIGN:
		return "A catch-all record leads to a host with another certificate.";
	case MEETING_UNTRUSTED:
		return encounter->shown->untrusted;
	}
	return NULL;
}

const char *meeting_reason(const struct encounter *encounter, const char *host, struct arena *arena)
{
	const char *detail = meeting_detail(encounter);
	const char *const parts[] = { host, detail };
	if (encounter->meeting == MEETING_GOOD)
		return detail;
	return texts_join(arena, (struct texts){ parts, COUNT_OF(parts) }, ": ");
}

struct verdict *verdict_add(const struct asker *asker, const struct forest_answer *forest,
        const struct site_answer *site, const char *domain, const char *service)
{
	struct verdict *verdict = LIST_ADD(asker->arena, &asker->proof->verdicts);
	verdict->client = asker->client;
	verdict->place = asker->place;
	verdict->forest = forest->name.value;
	verdict->site = site ? site->name.value : NULL;
	verdict->smtp_domain = domain;
	verdict->service = service;
	return verdict;
}

void judgement_note(struct judgement *worst, struct judgement judgement)
{
	static_assert(CAUSE_COUNT <= sizeof(worst->causes) * CHAR_BIT, "a bit for each cause");
	unsigned causes = worst->causes;
	if (judgement.result > RESULT_CLEAN)
		causes |= 1u << judgement.cause;
	if (judgement.result > worst->result || !worst->reason)
		*worst = judgement;
	worst->causes = causes;
}

void verdict_settle(const struct asker *asker, struct verdict *verdict, struct judgement judgement)
{
	if (asker->unsupported)
		judgement = (struct judgement){ RESULT_FAIL, CAUSE_UNSUPPORTED, NULL,
			"The product does not support this client.",
			judgement.causes | 1u << CAUSE_UNSUPPORTED };
	verdict->result = judgement.result;
	verdict->cause = judgement.result == RESULT_CLEAN ? CAUSE_NONE : judgement.cause;
	verdict->causes = judgement.causes;
	verdict->host = judgement.host;
	verdict->reason = judgement.reason;
	needs_settle(asker, verdict);
}
