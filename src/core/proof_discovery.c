/* core/proof_discovery.c: how clients find Autodiscover (P1, P2). */
#include "base/text.h"
#include "judge.h"
#include "part.h"

#define AUTODISCOVER_PATH "/autodiscover/autodiscover.xml"

/* What is asked for one mail domain. */
struct domain_words {
	const char *host, *root_url, *https_url, *http_url, *srv_owner;
};

/* An item that is thought away, to see whether the search needs it. NULL: nothing is. */
struct absence {
	const struct plan_record *record; /* all addresses of its owner; an SRV record alone */
	const struct plan_scp *scp;       /* the server then has the one that Setup made */
};

/* One search, for one mail domain. */
struct search {
	const struct asker *asker;
	const struct site_answer *site; /* NULL: outside */
	struct arena *arena;            /* of attempts and reasons */
	struct absence without;
	struct record_refs records;     /* met on the way */
	const char *domain;
	const struct domain_words *words;
	struct attempt_list attempts;
	struct judgement worst; /* met on the way */
	bool ended;
	bool lost; /* outside, of a forest that has no way in (P3) */
};

static void search_note(struct search *search, enum result result, enum cause cause,
        const char *host, const char *reason)
{
	judgement_note(&search->worst, (struct judgement){ .result = result, .cause = cause,
	        .host = host, .reason = reason });
}

/* Every client spells the same; with thousands of mail domains once is enough. */
static const struct domain_words *words_of(const struct asker *asker, const char *domain)
{
	struct domain_words *words = map_get(asker->proof->words, domain);
	if (words)
		return words;
	words = arena_alloc(asker->arena, sizeof(*words));
	words->host = autodiscover_host(asker->arena, domain);
	words->root_url = arena_printf(asker->arena, "https://%s" AUTODISCOVER_PATH, domain);
	words->https_url = arena_printf(asker->arena, "https://%s" AUTODISCOVER_PATH, words->host);
	words->http_url = arena_printf(asker->arena, "http://%s" AUTODISCOVER_PATH, words->host);
	words->srv_owner = arena_printf(asker->arena, "_autodiscover._tcp.%s", domain);
	map_put(asker->proof->words, domain, words);
	return words;
}

static struct arena *search_arena(const struct search *search)
{
	return search->arena;
}

/* The first run of a search, of which something comes to be said. */
static bool is_real(const struct search *search)
{
	return !search->without.record && !search->without.scp;
}

static void search_need(struct search *search, struct plan_record *record)
{
	if (is_real(search))
		LIST_PUSH(search->asker->world->arena, &search->records, record);
}

static struct reach search_reach(struct search *search, const char *host)
{
	const struct asker *asker = search->asker;
	if (search->without.record)
		return world_reach_without(asker->world, asker->view, host,
		        search->without.record);
	struct reach reach = world_reach(asker->world, asker->view, host);
	LIST_EACH(struct plan_record *, record, reach.records)
		search_need(search, *record);
	return reach;
}

/* A wrong name is a warning in every search. */
static struct encounter search_meet(struct search *search, const char *host)
{
	struct reach reach = search_reach(search, host);
	if (search->without.record)
		return asker_meet_at(search->asker, &reach, host, true);
	struct encounter encounter = asker_meet(search->asker, host, true);
	if (is_real(search))
		need_names(search->asker, &encounter, RESULT_WARNING);
	return encounter;
}

static void search_attempt(struct search *search, const char *host, const char *url,
        const char *outcome, const char *detail)
{
	attempt_add(search->arena, &search->attempts, (struct attempt){ .url = url,
	        .outcome = outcome, .detail = detail, .host = host });
}

/* https://<domain>/: some other web server, if anything answers at all. */
static void try_root(struct search *search)
{
	const struct asker *asker = search->asker;
	if (!map_get(asker->world->apex_https, search->domain)) {
		search_attempt(search, search->domain, search->words->root_url, "unresolved",
		        "Nothing answers HTTPS at the bare domain.");
		return;
	}
	search_attempt(search, search->domain, search->words->root_url, "foreign",
	        "The bare domain answers with some other certificate.");
	search_note(search, RESULT_WARNING, CAUSE_BARE_DOMAIN, search->domain,
	        arena_printf(search->arena, "https://%s/ answers with some other certificate.",
	                search->domain));
}

/* Ends the search unless the host is somebody else's or does not answer. */
static void try_https(struct search *search, const char *host, const char *url,
        enum result when_good, enum cause when_asked)
{
	struct arena *arena = search_arena(search);
	struct encounter encounter = search_meet(search, host);
	attempt_add(arena, &search->attempts, attempt_of(&encounter, host, url));
	enum cause cause = meeting_cause(encounter.meeting);
	switch (encounter.meeting) {
	case MEETING_GOOD:
		search_note(search, when_good, when_asked, host, when_good == RESULT_PROMPT ?
		        arena_printf(arena, "Asks once whether to trust %s.", host) :
		        meeting_detail(&encounter));
		search->ended = true;
		break;
	case MEETING_WRONG_NAME:
	case MEETING_UNTRUSTED:
		search_note(search, RESULT_WARNING, cause, host,
		        meeting_reason(&encounter, host, arena));
		search->ended = true;
		break;
	case MEETING_FOREIGN:
		search_note(search, RESULT_WARNING, cause, host,
		        meeting_reason(&encounter, host, arena));
		break;
	case MEETING_UNRESOLVED:
	case MEETING_CLOSED:
		break;
	}
}

static void try_autodiscover(struct search *search)
{
	try_https(search, search->words->host, search->words->https_url, RESULT_CLEAN,
	        CAUSE_NONE);
}

static void try_redirect(struct search *search)
{
	struct arena *arena = search_arena(search);
	const char *url = search->words->http_url;
	struct reach reach = search_reach(search, search->words->host);
	struct attempt attempt = { .url = url, .host = search->words->host };
	const struct place *sender = NULL;
	LIST_EACH(struct place *, place, reach.places)
		sender = (*place)->redirect_host ? *place : sender;
	if (is_real(search))
		attempt.sights = asker_see_plain(search->asker, attempt.host);
	if (!sender) {
		bool lost = reach_is_empty(&reach);
		attempt.outcome = lost ? "unresolved" : "no-redirect";
		attempt.detail = lost ? "The name does not resolve here." :
		                        "No redirect is offered here.";
		attempt_add(arena, &search->attempts, attempt);
		return;
	}
	const char *target = sender->web_site->redirect_to;
	attempt.outcome = "redirect";
	attempt.detail = arena_printf(arena, "Asks once whether to go on to %s.", target);
	attempt_add(arena, &search->attempts, attempt);
	try_https(search, sender->redirect_host, target, RESULT_PROMPT, CAUSE_REDIRECT);
}

static void try_srv(struct search *search)
{
	struct arena *arena = search_arena(search);
	const char *owner = search->words->srv_owner;
	struct plan_record *record =
	        world_srv(search->asker->world, search->asker->view, owner);
	if (!record || record == search->without.record) {
		search_attempt(search, owner, owner, "unresolved", "There is no SRV record.");
		return;
	}
	search_need(search, record);
	const char *host = record->data;
	for (const char *c = record->data; *c; c++)
		host = *c == ' ' ? c + 1 : host;
	search_attempt(search, owner, owner, "srv",
	        arena_printf(arena, "Names %s; asks once whether to trust it.", host));
	try_https(search, host, arena_printf(arena, "https://%s" AUTODISCOVER_PATH, host),
	        RESULT_PROMPT, CAUSE_SRV);
}

/* Goes through the client's own order until something ends the search. */
static void search_by_name(struct search *search, struct texts order)
{
	static const struct {
		const char *word; /* of client_row.discovery */
		void (*attempt)(struct search *);
	} ways[] = {
		{ "root", try_root },
		{ "autodiscover", try_autodiscover },
		{ "redirect", try_redirect },
		{ "srv", try_srv },
	};
	for (size_t i = 0; i < order.count && !search->ended; i++) {
		for (size_t j = 0; j < COUNT_OF(ways); j++) {
			if (!search->ended && text_equal(order.items[i], ways[j].word))
				ways[j].attempt(search);
		}
	}
	if (!search->ended)
		search_note(search, result_of(search->asker->client->discovery_none),
		        order.count > 0 ? CAUSE_NOT_FOUND : CAUSE_BY_HAND, search->words->host,
		        "Nothing answers for Autodiscover; the server name must be typed by hand.");
}

/* Autodiscover is not to be found by name: nothing is tried. */
static void search_nothing(struct search *search)
{
	bool needed = search->asker->client->needs_autodiscover;
	search_note(search, needed ? RESULT_FAIL : RESULT_MANUAL, CAUSE_NOT_PUBLISHED, NULL,
	        "Autodiscover is not published; the server name must be typed by hand.");
}

static void search_elsewhere(struct search *search)
{
	const struct asker *asker = search->asker;
	if (!request_publishes_autodiscover(asker->world->plan->request))
		search_nothing(search);
	else if (search->lost)
		search_note(search, RESULT_FAIL, CAUSE_NO_SERVER, NULL,
		        "No site of the forest can be reached from outside.");
	else
		search_by_name(search, asker->client->discovery);
}

/* P1: the service connection point of one server. False: it leads nowhere. */
static bool try_scp(struct search *search, const char *host, const char *url)
{
	struct arena *arena = search_arena(search);
	struct encounter encounter = search_meet(search, host);
	attempt_add(arena, &search->attempts, attempt_of(&encounter, host, url));
	if (encounter.meeting == MEETING_UNRESOLVED || encounter.meeting == MEETING_CLOSED)
		return false;
	search_note(search, encounter.meeting == MEETING_GOOD ? RESULT_CLEAN : RESULT_WARNING,
	        meeting_cause(encounter.meeting), host, meeting_reason(&encounter, host, arena));
	return true;
}

static struct plan_scp *scp_of(const struct plan *plan, const struct server_answer *server)
{
	LIST_EACH(struct plan_scp, scp, plan->scps) {
		if (scp->server == server)
			return scp;
	}
	return NULL;
}

/* Every server has one: where the plan sets none, Setup has made it, with the server's own name. A
 * server that shows no certificate was taken out of the plan. */
static bool try_server(struct search *search, const struct server_answer *server)
{
	const struct world *world = search->asker->world;
	const struct plan_scp *scp = scp_of(world->plan, server);
	if (scp && scp != search->without.scp)
		return try_scp(search, scp->host, scp->url);
	if (!scp && !map_get(world->servers, server->fqdn))
		return true;
	return try_scp(search, server->fqdn, arena_printf(search_arena(search),
	        "https://%s" AUTODISCOVER_PATH, server->fqdn));
}

/* P1: the worst of the site's servers counts. */
static void search_directory(struct search *search)
{
	const struct asker *asker = search->asker;
	bool lost = search->site->servers.count == 0;
	for (size_t i = 0; i < search->site->servers.count && !lost; i++)
		lost = !try_server(search, &search->site->servers.items[i]);
	if (lost)
		search_elsewhere(search);
	else if (asker->client->searches_beside_scp &&
	        request_publishes_autodiscover(asker->world->plan->request))
		try_root(search);
}

/* A phone that is given no ActiveSync address asks for it (P6). */
static bool is_given_no_address(const struct asker *asker, const struct forest_answer *forest)
{
	const struct plan *plan = asker->world->plan;
	int activesync = service_find(plan->know, "activesync");
	bool asked = false;
	if (!asker->client->is_phone || !service_is_external(plan->request, activesync))
		return false;
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (url->service != activesync || url->site != forest->autodiscover_site)
			continue;
		if (url->external)
			return false;
		asked = true;
	}
	return asked;
}

/* A phone that is handed one address needs it. */
static void need_address(const struct asker *asker, const struct forest_answer *forest)
{
	struct plan *plan = asker->world->plan;
	int activesync = service_find(plan->know, "activesync");
	struct plan_url *only = NULL;
	LIST_EACH(struct plan_url, url, plan->urls) {
		if (!asker->client->is_phone || url->service != activesync ||
		        url->site != forest->autodiscover_site || !url->external)
			continue;
		if (only)
			return;
		only = url;
	}
	if (only)
		need_add(asker, &only->external_used_by, RESULT_MANUAL);
}

static void search_run(struct search *search, bool given_no_address)
{
	if (search->asker->joined && texts_have(search->asker->client->discovery_joined, "scp"))
		search_directory(search);
	else
		search_elsewhere(search);
	if (given_no_address)
		search_note(search, RESULT_MANUAL, CAUSE_NO_ADDRESS, NULL,
		        "Autodiscover hands out no ActiveSync address.");
}

/* How the search would end without something. */
static enum result result_without(const struct search *search, struct absence without,
        bool given_no_address)
{
	struct search again = { .asker = search->asker, .site = search->site,
		.arena = arena_new(), .without = without, .domain = search->domain,
		.words = search->words, .lost = search->lost };
	search_run(&again, given_no_address);
	arena_free(again.arena);
	return again.worst.result;
}

static void need_scps(const struct search *search, bool given_no_address)
{
	const struct asker *asker = search->asker;
	if (!asker->joined || !texts_have(asker->client->discovery_joined, "scp"))
		return;
	LIST_EACH(const struct server_answer, server, search->site->servers) {
		struct plan_scp *scp = scp_of(asker->world->plan, server);
		if (scp && !text_equal(scp->host, server->fqdn) &&
		        !use_is_marked(&scp->used_by, asker->label))
			need_add(asker, &scp->used_by, result_without(search,
			        (struct absence){ .scp = scp }, given_no_address));
	}
}

/* Searches again without each thing that was met, unless nothing can be worse. What other mail
 * domains have shown to be needed already is not asked about again. */
static void need_all(const struct search *search, bool given_no_address)
{
	const struct asker *asker = search->asker;
	const struct plan_record *last = NULL;
	enum result without = RESULT_CLEAN;
	if (search->worst.result == RESULT_FAIL || asker->unsupported)
		return;
	LIST_EACH(struct plan_record *, record, search->records) {
		if (use_is_marked(&(*record)->used_by, asker->label))
			continue;
		bool same = last && last->type != RECORD_SRV && (*record)->type != RECORD_SRV &&
		        last->view == (*record)->view && text_equal(last->owner, (*record)->owner);
		if (!same)
			without = result_without(search, (struct absence){ .record = *record },
			        given_no_address);
		need_add(asker, &(*record)->used_by, without);
		last = *record;
	}
	need_scps(search, given_no_address);
}

void prove_discovery(const struct asker *asker, const struct forest_answer *forest,
        const struct site_answer *site)
{
	const struct request *request = asker->world->plan->request;
	if (!asker->client->discovery_none ||
	        !service_is_on(request, service_find(request->know, "autodiscover")))
		return;
	bool given_no_address = is_given_no_address(asker, forest);
	LIST_EACH(const struct text_answer, domain, forest->smtp_domains) {
		struct search search = { .asker = asker, .site = site, .arena = asker->arena,
			.domain = domain->value, .words = words_of(asker, domain->value),
			.lost = asker->view == VIEW_EXTERNAL && !forest->autodiscover_site };
		need_address(asker, forest);
		search_run(&search, given_no_address);
		need_all(&search, given_no_address);
		struct verdict *verdict =
		        verdict_add(asker, forest, site, domain->value, "autodiscover");
		verdict->attempts = search.attempts;
		verdict_settle(asker, verdict, search.worst);
	}
}
