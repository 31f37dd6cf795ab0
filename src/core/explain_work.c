/* core/explain_work.c: rules, clients, servers and sites. */
#include "base/text.h"
#include "core/advise.h"
#include "explain_kit.h"
#include "part.h"

/* ---- rules ---- */

static void explain_finding(struct explaining *explaining, struct explanation *explanation,
        const struct plan_finding *finding, enum advice_extent extent)
{
	struct explain_part *part = part_add(explaining, explanation,
	        arena_printf(explaining->plan->arena, "%s: %s", severity_text(finding->severity),
	                *finding->subject ? finding->subject : finding->rule->id));
	part_line(explaining, part, "%s", finding->message);
	part_line(explaining, part, "Do: %s", finding->action);
	if (finding->acknowledged)
		part_line(explaining, part, "Acknowledged: %s", finding->acknowledged);
	if (finding->fixes.count == 0 && extent == ADVICE_WHOLE)
		part_line(explaining, part, "No change of the answers is known that stops it and makes "
		                            "nothing worse.");
	part_from(explaining, part, &finding->from);
	part->fixes = finding->fixes;
}

/* "{subject}" as "<subject>": nothing fills it here. */
static const char *template_words(const struct explaining *explaining, const char *text)
{
	char *words = arena_strdup(explaining->plan->arena, text);
	for (char *c = words; *c; c++)
		*c = *c == '{' ? '<' : *c == '}' ? '>' : *c;
	return words;
}

static void explain_silence(struct explaining *explaining, struct explanation *explanation,
        const struct rule_row *rule)
{
	struct explain_part *part =
	        part_add(explaining, explanation, "These answers do not fire it");
	part_line(explaining, part, "What it says: %s", template_words(explaining, rule->message));
	part_line(explaining, part, "Do: %s", template_words(explaining, rule->action));
}

void explain_rule(struct explaining *explaining)
{
	struct plan *plan = explaining->plan;
	const struct rule_row *rule = rule_find(plan->know, explaining->name);
	size_t count = 0;
	if (!rule)
		return;
	struct explanation *about = explanation_add(explaining, "rule", rule->id,
	        arena_printf(plan->arena, "%s (%s). Source: %s.", rule->title, rule->severity,
	                rule->source));
	struct advice advice = advise_rule(plan, explaining->proof, rule->id);
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if (finding->rule == rule && count++ < SHOWN_ALIKE)
			explain_finding(explaining, about, finding, advice.extent);
	}
	if (count == 0)
		explain_silence(explaining, about, rule);
	if (count > SHOWN_ALIKE)
		part_add(explaining, about, arena_printf(plan->arena, "And %zu more",
		                                    count - SHOWN_ALIKE));
}

/* ---- clients ---- */

static void explain_discovery(struct explaining *explaining, struct explanation *explanation,
        const struct client_row *client)
{
	struct arena *arena = explaining->plan->arena;
	struct explain_part *part =
	        part_add(explaining, explanation, "How it finds its server");
	if (client->discovery_joined.count > 0)
		part_line(explaining, part, "Joined computers: %s.",
		        texts_join(arena, client->discovery_joined, ", then "));
	if (client->discovery.count > 0)
		part_line(explaining, part, "Elsewhere: %s.",
		        texts_join(arena, client->discovery, ", then "));
	if (client->discovery.count == 0 && client->discovery_joined.count == 0)
		part_line(explaining, part, "It has no Autodiscover: its user types the host.");
	for (size_t i = 0; i < client->notes.count; i++)
		part_line(explaining, part, "%s", client->notes.items[i]);
	part_line(explaining, part, "Source: %s", client->source);
}

/* The first verdict that is as bad as the place is, with what was tried. */
static void explain_attempts(struct explaining *explaining, struct explain_part *part,
        const struct proof_line *line)
{
	struct arena *arena = explaining->plan->arena;
	bool several_forests = explaining->plan->request->forest_count > 1;
	LIST_EACH(const struct verdict, verdict, explaining->proof->verdicts) {
		if (!text_equal(verdict_client(verdict), line->client) ||
		        !text_equal(verdict->place, line->place) ||
		        verdict->result != line->result)
			continue;
		part_line(explaining, part, "Tried %s:",
		        verdict_subject(verdict, several_forests, arena));
		for (size_t i = 0; i < verdict->attempts.count; i++) {
			const struct attempt *attempt = &verdict->attempts.items[i];
			struct texts lines = attempt_lines(&verdict->attempts, i, arena);
			if (lines.count > 0)
				part_line(explaining, part, "%s: %s. %s", attempt->url,
				        attempt->outcome, texts_join(arena, lines, " "));
		}
		return;
	}
}

static void explain_meetings(struct explaining *explaining, struct explanation *explanation,
        const char *client)
{
	struct explain_part *part = NULL;
	const struct node *kinds = explaining->plan->request->clients.kinds_node;
	LIST_EACH(const struct proof_line, line, explaining->proof->lines) {
		if (!text_equal(line->client, client))
			continue;
		if (!part)
			part = part_add(explaining, explanation, "What it meets");
		part_line(explaining, part, "%s: %s. %s", line->place, result_text(line->result),
		        line->reason);
		if (line->result > RESULT_CLEAN)
			explain_attempts(explaining, part, line);
	}
	if (!part) {
		part = part_add(explaining, explanation, "It is not in the proof");
		part_line(explaining, part,
		        "The answers do not list it, or nothing that it uses is on.");
	}
	part_node(explaining, part, kinds);
}

/* Labels are "outlook-2007@outside". */
static bool is_for_alone(const struct use_list *uses, const char *client)
{
	LIST_EACH(const char *, use, *uses) {
		const char *place = *use;
		for (const char *c = client; *c && *place == *c; c++)
			place++;
		if (*place != '@' || !text_starts(*use, client))
			return false;
	}
	return uses->count > 0;
}

static void explain_own_items(struct explaining *explaining, struct explanation *explanation,
        const struct client_row *client)
{
	const struct plan *plan = explaining->plan;
	struct explain_part *part = part_add(explaining, explanation, "In the plan for it alone");
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names) {
			if (is_for_alone(&name->used_by, client->id))
				part_line(explaining, part, "%s on the certificate %s", name->name,
				        certificate->id);
		}
	}
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (is_for_alone(&record->used_by, client->id))
			part_line(explaining, part, "%s record: %s %s %s", view_text(record->view),
			        record->owner, record_type_text(record->type), record->data);
	}
	LIST_EACH(const struct plan_url, url, plan->urls) {
		const char *service = plan->know->services.items[url->service].id;
		if (is_for_alone(&url->internal_used_by, client->id))
			part_line(explaining, part, "internal %s of %s", service,
			        url->server->name);
		if (is_for_alone(&url->external_used_by, client->id))
			part_line(explaining, part, "external %s of %s", service,
			        url->server->name);
	}
	if (part->lines.count == 0)
		part_line(explaining, part, "Nothing.");
}

/* It comes by itself, with the sites that others pass clients on to. */
static void explain_proxying(struct explaining *explaining)
{
	const struct plan *plan = explaining->plan;
	struct explanation *about = explanation_add(explaining, "client", CAS_PROXY,
	        "A Client Access server that passes a client on to a server of another site.");
	struct explain_part *part = part_add(explaining, about, "What it meets");
	LIST_EACH(const struct verdict, verdict, explaining->proof->verdicts) {
		if (verdict->client)
			continue;
		part_line(explaining, part, "%s: %s. %s",
		        verdict_subject(verdict, plan->request->forest_count > 1, plan->arena),
		        result_text(verdict->result), verdict->reason);
	}
	if (part->lines.count == 0)
		part_line(explaining, part, "No site of these answers is passed on to.");
	SITES_EACH(plan->request, site) {
		if (site_is_proxied(plan->request, site))
			part_node(explaining, part, site->internet_facing.node);
	}
}

void explain_client(struct explaining *explaining)
{
	const struct client_row *client = client_find(explaining->plan->know, explaining->name);
	if (text_equal(explaining->name, CAS_PROXY))
		explain_proxying(explaining);
	if (!client)
		return;
	struct explanation *about =
	        explanation_add(explaining, "client", client->id, client->name);
	explain_meetings(explaining, about, client->id);
	explain_discovery(explaining, about, client);
	explain_own_items(explaining, about, client);
}

/* ---- servers and sites ---- */

/* URLs, service connection points and certificates of a server, or of a whole site. */
static void part_holdings(struct explaining *explaining, struct explain_part *part,
        const struct site_answer *site, const struct server_answer *server)
{
	const struct plan *plan = explaining->plan;
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		LIST_EACH(const struct server_place, place, certificate->servers) {
			if (place->site == site && (!server || place->server == server)) {
				part_line(explaining, part, "Certificate: %s (%s)", certificate->id,
				        certificate->web_site);
				break;
			}
		}
	}
	LIST_EACH(const struct plan_scp, scp, plan->scps) {
		if (scp->site == site && (!server || scp->server == server)) {
			part_line(explaining, part, "Service connection point: %s", scp->url);
			part_used(explaining, part, &scp->used_by);
		}
	}
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (url->site != site || (server && url->server != server))
			continue;
		const char *service = plan->know->services.items[url->service].id;
		if (server)
			part_line(explaining, part, "%s: inside %s, outside %s", service,
			        url->internal ? url->internal : "nothing",
			        url->external ? url->external : "nothing");
		part_used(explaining, part, &url->internal_used_by);
		part_used(explaining, part, &url->external_used_by);
	}
}

static void explain_server(struct explaining *explaining, const struct site_answer *site,
        const struct server_answer *server)
{
	const struct plan *plan = explaining->plan;
	const struct request *request = plan->request;
	struct explanation *about = explanation_add(explaining, "server", server->name,
	        arena_printf(plan->arena, "A Client Access server of site %s, %s.",
	                site_subject(request, site, plan->arena), server->fqdn));
	struct explain_part *part = part_add(explaining, about, "In the plan");
	const struct removal removal = { .forest = site_forest(request, site)->name.value,
		.site = site->name.value, .server = server->name, .apply = remove_server };
	size_t steps = 0;
	LIST_EACH(const struct plan_step, step, plan->steps)
		steps += text_equal(step->server, server->name);
	part_holdings(explaining, part, site, server);
	part_line(explaining, part, "Steps with commands for it: %zu", steps);
	part_node(explaining, part, server->node);
	part_prove(explaining, part, &removal);
}

void explain_servers(struct explaining *explaining)
{
	SITES_EACH(explaining->plan->request, site) {
		LIST_EACH(const struct server_answer, server, site->servers) {
			if (text_equal_nocase(server->name, explaining->name) ||
			        text_equal(server->fqdn, explaining->host))
				explain_server(explaining, site, server);
		}
	}
}

static void explain_site(struct explaining *explaining, const struct site_answer *site)
{
	const struct plan *plan = explaining->plan;
	const struct request *request = plan->request;
	struct explanation *about = explanation_add(explaining, "site", site->name.value,
	        arena_printf(plan->arena, "A site of forest %s, %s.",
	                site_forest(request, site)->name.value,
	                site->internet_facing.value ? "Internet-facing" :
	                site_is_proxied(request, site) ? "reached through another site" :
	                                                 "not reached from outside"));
	struct explain_part *part = part_add(explaining, about, "In the plan");
	struct text_list servers = { 0 };
	LIST_EACH(const struct server_answer, server, site->servers)
		LIST_PUSH(plan->arena, &servers, server->name);
	part_line(explaining, part, "Servers: %s",
	        texts_join(plan->arena, texts_of(&servers), ", "));
	if (site->namespace.value)
		part_line(explaining, part, "Namespace: %s", site->namespace.value);
	if (site->autodiscover.value)
		part_line(explaining, part, "It answers Autodiscover for the forest.");
	part_holdings(explaining, part, site, NULL);
	part_node(explaining, part, site->name.node);
	part_node(explaining, part, site->namespace.node);
	part_node(explaining, part, site->servers.node);
	const struct removal removal = { .forest = site_forest(request, site)->name.value,
		.site = site->name.value, .apply = remove_site };
	part_prove(explaining, part, &removal);
}

void explain_sites(struct explaining *explaining)
{
	const struct request *request = explaining->plan->request;
	SITES_EACH(request, site) {
		const char *full = arena_printf(explaining->plan->arena, "%s/%s",
		        site_forest(request, site)->name.value, site->name.value);
		if (text_equal_nocase(site->name.value, explaining->name) ||
		        text_equal_nocase(full, explaining->name))
			explain_site(explaining, site);
	}
}
