/* core/proof_connection.c: what the services of a client meet (P3, P5, P6). */
#include "base/text.h"
#include "core/name.h"
#include "judge.h"
#include "part.h"

/* One service of one client, for the users of one site. */
struct connection {
	const struct asker *asker;
	const struct judgement_row *row;
	int service;
	const struct site_answer *home;  /* whose mailboxes */
	const struct site_answer *front; /* whose servers are asked; NULL: there is none */
	bool outside_host;               /* uses the external host */
	struct verdict *verdict;
	struct judgement worst;
};

static struct arena *connection_arena(const struct connection *connection)
{
	return connection->asker->arena;
}

static void connection_note(struct connection *connection, enum result result, enum cause cause,
        const char *host, const char *reason)
{
	judgement_note(&connection->worst, (struct judgement){ .result = result, .cause = cause,
	        .host = host, .reason = reason });
}

/* P5: the principal name that Outlook of this forest expects; NULL: it is not set. */
static const char *expected_principal(const struct world *world, const struct forest_answer *forest)
{
	const struct site_answer *site = forest->autodiscover_site;
	const char *step =
	        arena_printf(world->arena, "%s/set-outlook-provider", forest->name.value);
	if (!site || site->servers.count == 0 || !map_get(world->steps, step))
		return NULL;
	const struct plan_certificate *certificate =
	        plan_certificate_of(world->plan, &site->servers.items[0], DEFAULT_WEB_SITE);
	if (!certificate || !name_is_wildcard(certificate->common_name))
		return NULL;
	return certificate->common_name;
}

/* Old Outlook compares the common name, or what EXPR says in its place, with the host. */
static bool is_principal_wrong(const struct connection *connection, const char *host,
        const struct plan_certificate *certificate)
{
	const struct asker *asker = connection->asker;
	const struct request *request = asker->world->plan->request;
	if (!asker->client->compares_principal ||
	        !service_kind_is(request, connection->service, "host"))
		return false;
	const char *expected =
	        expected_principal(asker->world, site_forest(request, connection->home));
	if (text_equal(expected, certificate->common_name))
		return false;
	return name_is_wildcard(certificate->common_name) ||
	        !text_equal(certificate->common_name, host);
}

static size_t reached_sites(const struct encounter *encounter, const struct site_answer *not_this)
{
	const struct site_answer *first = NULL;
	size_t others = 0;
	LIST_EACH(struct place *, place, encounter->reach.places) {
		const struct site_answer *site = (*place)->web_site->site;
		if (site != not_this && site != first) {
			first = site;
			others++;
		}
	}
	return others;
}

static bool is_mail(const struct connection *connection)
{
	return service_kind_is(connection->asker->world->plan->request, connection->service, "mail");
}

/* Exchange 2007 proxies neither POP3 nor IMAP4, and does not redirect ActiveSync (P3, P6). */
static const char *cross_site_failure(const struct connection *connection,
        const struct encounter *encounter, bool has_url)
{
	const struct request *request = connection->asker->world->plan->request;
	const char *id = request->know->services.items[connection->service].id;
	bool picks_mail = text_equal(id, "pop3") || text_equal(id, "imap4");
	if (picks_mail && !request_has(request, "pop-imap-proxied") &&
	        reached_sites(encounter, connection->home) > 0)
		return "The name leads to a site that does not hold the mailbox, and this version does "
		       "not proxy the protocol.";
	if (text_equal(id, "activesync") && has_url &&
	        request_has(request, "activesync-cross-site-fails") &&
	        connection->home->internet_facing.value &&
	        reached_sites(encounter, connection->home) > 0)
		return "A device that reaches a site which does not hold its mailbox gets an error.";
	return NULL;
}

/* P5: POP3 and IMAP4 find a wildcard certificate only by the name in their settings. */
static bool is_mail_lost(const struct connection *connection, const struct site_answer *site)
{
	const struct world *world = connection->asker->world;
	const struct service_row *service = &world->plan->know->services.items[connection->service];
	const struct forest_answer *forest = site_forest(world->plan->request, site);
	if (!service->wildcard_step)
		return false;
	LIST_EACH(const struct server_answer, server, site->servers) {
		if (!map_get(world->steps, arena_printf(world->arena, "%s/%s/%s/%s",
		                forest->name.value, site->name.value, service->wildcard_step,
		                server->name)))
			return true;
	}
	return false;
}

/* Does the client fail at a certificate that it has taken, perhaps after a warning? */
static bool fails_at(struct connection *connection, const struct site_answer *site,
        const struct shown *shown, const char *host)
{
	const struct plan_certificate *certificate = shown->certificate;
	const struct plan_name *name = shown_name(shown, host);
	bool by_wildcard = name && name_is_wildcard(name->name);
	if (by_wildcard && connection->asker->client->wildcard_fails)
		connection_note(connection, RESULT_FAIL, CAUSE_WILDCARD, host,
		        "The client refuses a certificate with a wildcard.");
	else if (name && is_principal_wrong(connection, host, certificate))
		connection_note(connection, RESULT_FAIL, CAUSE_PRINCIPAL_NAME, host,
		        arena_printf(connection_arena(connection),
		                "Outlook compares the common name %s with %s.",
		                certificate->common_name, host));
	else if (by_wildcard && is_mail_lost(connection, site))
		connection_note(connection, RESULT_FAIL, CAUSE_WILDCARD, host,
		        "The server does not present a certificate with a wildcard: no step sets "
		        "X509CertificateName.");
	else
		return false;
	return true;
}

/* What comes after the certificate: any that may be shown can be the one too many. */
static void judge_beyond(struct connection *connection, const struct encounter *encounter,
        const char *host, bool has_url)
{
	const char *cross_site = cross_site_failure(connection, encounter, has_url);
	bool fails = false;
	LIST_EACH(struct place *, place, encounter->reach.places) {
		LIST_EACH(struct shown *, shown, (*place)->certificates)
			fails = fails_at(connection, (*place)->web_site->site, *shown, host) ||
			        fails;
	}
	if (!fails && cross_site)
		connection_note(connection, RESULT_FAIL, CAUSE_CROSS_SITE, host, cross_site);
}

/* Plain HTTP shows no certificate: only the way there counts. */
static void meet_plain(struct connection *connection, const struct encounter *encounter,
        const char *host, const char *url)
{
	bool lost = encounter->meeting == MEETING_UNRESOLVED;
	struct attempt attempt = attempt_of(encounter, host, url);
	if (!lost) {
		attempt.outcome = meeting_outcome(MEETING_GOOD);
		attempt.detail = "The URL is http: no certificate is shown.";
		attempt.sights = asker_see_plain(connection->asker, host);
	}
	attempt_add(connection->asker->arena, &connection->verdict->attempts, attempt);
	connection_note(connection, lost ? RESULT_FAIL : RESULT_CLEAN, CAUSE_UNRESOLVED, host,
	        lost ? meeting_reason(encounter, host, connection_arena(connection)) :
	               attempt.detail);
}

static void judge_encounter(struct connection *connection, const struct encounter *encounter,
        const char *host, bool has_url)
{
	const char *detail = meeting_reason(encounter, host, connection_arena(connection));
	enum result results[] = {
		[MEETING_GOOD] = RESULT_CLEAN,
		[MEETING_UNRESOLVED] = RESULT_FAIL,
		[MEETING_CLOSED] = RESULT_FAIL,
		[MEETING_WRONG_NAME] = result_of(connection->row->wrong_name),
		[MEETING_FOREIGN] = result_of(connection->row->wrong_name),
		[MEETING_UNTRUSTED] = result_of(connection->row->untrusted),
	};
	connection_note(connection, results[encounter->meeting], meeting_cause(encounter->meeting),
	        host, detail);
	if (encounter->shown && encounter->meeting != MEETING_CLOSED)
		judge_beyond(connection, encounter, host, has_url);
}

/* What the connection rests on: the names that were met, and the records on the way. */
static void connection_need(struct connection *connection, const struct encounter *encounter,
        const char *host, bool plain)
{
	const struct asker *asker = connection->asker;
	enum result wrong_name = plain ? RESULT_CLEAN : result_of(connection->row->wrong_name);
	need_names(asker, encounter, wrong_name);
	LIST_EACH(struct plan_record *, record, encounter->reach.records) {
		struct reach rest = world_reach_without(asker->world, asker->view, host, *record);
		need_add(asker, &(*record)->used_by, rest.foreign ? wrong_name : RESULT_FAIL);
	}
}

static void connect_to(struct connection *connection, const char *host, const char *url,
        bool has_url)
{
	const struct asker *asker = connection->asker;
	bool plain = url && text_starts(url, "http://");
	struct encounter encounter =
	        asker_meet(asker, host, connection->row->tolerates_self_signed);
	connection_need(connection, &encounter, host, plain);
	if (plain) {
		meet_plain(connection, &encounter, host, url);
		return;
	}
	attempt_add(asker->arena, &connection->verdict->attempts,
	        attempt_of(&encounter, host, url));
	judge_encounter(connection, &encounter, host, has_url);
}

/* What a person types, whatever the plan's value is: that may be empty, or another server's. */
static const char *typed_url(const struct connection *connection, const char *given,
        const char *host)
{
	const struct know *know = connection->asker->world->plan->know;
	const char *path = know->services.items[connection->service].path;
	const char *url = arena_printf(connection->asker->world->arena, "https://%s%s", host, path);
	return text_equal(url, given) ? given : arena_strdup(connection_arena(connection), url);
}

/* Autodiscover hands out the plan's value, a person types the host whatever it is; outside that value
 * is what people are told to type. */
static void connect_url(struct connection *connection, struct plan_url *url)
{
	bool typed = connection->row->typed;
	const char *given = connection->outside_host ? url->external : url->internal;
	const char *host = connection->outside_host ? url->external_host : url->people_host;
	if (!typed && !given) {
		connection_note(connection, RESULT_FAIL, CAUSE_NO_ADDRESS, host,
		        "No address is handed out for it.");
		return;
	}
	if (connection->outside_host && given)
		need_add(connection->asker, &url->external_used_by, RESULT_FAIL);
	else if (!typed)
		need_add(connection->asker, &url->internal_used_by, RESULT_FAIL);
	if (host)
		connect_to(connection, host, typed ? typed_url(connection, given, host) : given,
		        url->external != NULL);
}

static void connect_urls(struct connection *connection)
{
	LIST_EACH(struct plan_url, url, connection->asker->world->plan->urls) {
		if (url->service == connection->service && url->site == connection->front)
			connect_url(connection, url);
	}
}

/* Mail programs have no URL: the namespaces say which host is theirs. */
static void connect_mail(struct connection *connection)
{
	const struct plan *plan = connection->asker->world->plan;
	const char *id = plan->know->services.items[connection->service].id;
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces) {
		if (namespace->site == connection->front &&
		        texts_have(texts_of(&namespace->services), id))
			connect_to(connection, namespace->host, namespace->host, false);
	}
}

/* Users of a site that is not Internet-facing come in through their forest's Autodiscover site. */
static const struct site_answer *front_of(const struct request *request,
        const struct site_answer *site, bool outside_host)
{
	if (!outside_host || site->internet_facing.value)
		return site;
	return site_forest(request, site)->autodiscover_site;
}

static void prove_service(const struct asker *asker, const struct judgement_row *row, int service,
        const struct site_answer *site)
{
	const struct request *request = asker->world->plan->request;
	const struct service_row *service_row = &request->know->services.items[service];
	bool outside_host = row->external_host || asker->view == VIEW_EXTERNAL;
	struct connection connection = {
		.asker = asker,
		.row = row,
		.service = service,
		.home = site,
		.front = front_of(request, site, outside_host),
		.outside_host = outside_host,
		.verdict = verdict_add(asker, site_forest(request, site), site, NULL,
		        service_row->id),
	};
	if (connection.front && is_mail(&connection))
		connect_mail(&connection);
	else if (connection.front)
		connect_urls(&connection);
	if (!connection.worst.reason)
		connection_note(&connection, RESULT_FAIL, CAUSE_NO_SERVER, NULL,
		        "No server of the plan answers for it here.");
	verdict_settle(asker, connection.verdict, connection.worst);
}

static bool applies(const struct asker *asker, const struct judgement_row *row, int service)
{
	const struct request *request = asker->world->plan->request;
	bool outside_host = row->external_host || asker->view == VIEW_EXTERNAL;
	if (row->places.count > 0 && !texts_have(row->places, asker->place))
		return false;
	if (row->products && !request_in(request, row->products))
		return false;
	return outside_host ? service_is_external(request, service) :
	                      service_is_on(request, service);
}

void prove_connections(const struct asker *asker, const struct site_answer *site)
{
	for (size_t i = 0; i < asker->client->services.count; i++) {
		const struct judgement_row *row = &asker->client->services.items[i];
		int service = service_find(asker->world->plan->know, row->service);
		if (service >= 0 && applies(asker, row, service))
			prove_service(asker, row, service, site);
	}
}
