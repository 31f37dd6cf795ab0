/*
 * names.c: what the proof calls covered, for another program to judge (openssl/hosts.c). For each
 * certificate that is requested: its names, and hosts like them, right and wrong, with what a browser of
 * the proof makes of them.
 *
 *	= mail.nordwerk-jena.de mail.nordwerk-jena.de autodiscover.nordwerk-jena.de
 *	+ mail.nordwerk-jena.de
 *	- x.mail.nordwerk-jena.de
 */
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/text.h"
#include "core/name.h"
#include "edit.h"
#include "laws.h"

/* Where all hosts of one question lead. */
#define ADDRESS "10.255.255.1"

struct hosts {
	struct arena *arena;
	struct map *seen;
	struct text_list list;
};

static void add_host(struct hosts *hosts, const char *host)
{
	if (!host || map_get(hosts->seen, host))
		return;
	map_put(hosts->seen, host, hosts);
	LIST_PUSH(hosts->arena, &hosts->list, host);
}

static void add_below(struct hosts *hosts, const char *label, const char *parent)
{
	if (parent)
		add_host(hosts, arena_printf(hosts->arena, "%s.%s", label, parent));
}

/* The name itself, or what its wildcard stands for; and what comes close. */
static void add_like(struct hosts *hosts, const char *name)
{
	const char *parent = name_parent(name);
	if (name_is_wildcard(name)) {
		add_below(hosts, "web", parent);
		add_below(hosts, "w-1", parent);
		add_below(hosts, "xn--bcher-kva", parent);
		add_below(hosts, "web.eu", parent);
		add_host(hosts, parent);
		add_host(hosts, name_parent(parent));
		return;
	}
	add_host(hosts, name);
	add_below(hosts, "x", name);
	add_below(hosts, "other", parent);
	add_host(hosts, parent);
	add_host(hosts, arena_printf(hosts->arena, "x%s", name));
	add_host(hosts, arena_printf(hosts->arena, "%s.net", name));
	add_host(hosts, arena_strndup(hosts->arena, name, strlen(name) - 1));
}

/* ---- the question ---- */

/* Everything is gone but one web site, and one URL for each host. */
static void edit_plan(struct plan *plan, const struct plan_certificate *certificate,
        const struct hosts *hosts)
{
	const struct server_place *place = &certificate->servers.items[0];
	int owa = service_find(plan->know, "owa");
	struct plan_web_site web_site = { .site = place->site, .name = certificate->web_site,
		.https = true };
	LIST_PUSH(plan->arena, &web_site.internal_addresses, ADDRESS);
	plan->web_sites = (struct web_site_list){ 0 };
	LIST_PUSH(plan->arena, &plan->web_sites, web_site);
	plan->records.count = plan->urls.count = plan->scps.count = 0;
	LIST_EACH(const char *, host, hosts->list) {
		LIST_PUSH(plan->arena, &plan->records,
		        ((struct plan_record){ .view = VIEW_INTERNAL, .zone = *host,
		                .owner = *host, .type = RECORD_A, .data = ADDRESS }));
		LIST_PUSH(plan->arena, &plan->urls,
		        ((struct plan_url){ .site = place->site, .server = place->server,
		                .service = owa, .people_host = *host }));
	}
}

/* One kind of client, in one place. */
static struct request ask_browsers(const struct plan *plan, const struct client_row **browser)
{
	struct request request = *plan->request;
	int owa = service_find(plan->know, "owa");
	*browser = client_find(plan->know, "browser");
	struct service_answer *services = arena_grow(plan->arena, request.services,
	        sizeof(*services), plan->know->services.count, plan->know->services.count);
	services[owa].enabled.value = true;
	request.services = services;
	request.clients.inside_joined.value = false;
	request.clients.inside_unjoined.value = true;
	request.clients.kinds.items = browser;
	request.clients.kinds.count = 1;
	return request;
}

static void put_answers(struct buf *out, const struct proof *proof,
        const struct plan_certificate *certificate)
{
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		LIST_EACH(const struct attempt, attempt, verdict->attempts) {
			for (size_t i = 0; attempt->sights && i < attempt->sights->count; i++) {
				const struct sight *sight = &attempt->sights->items[i];
				if (verdict->client && sight->certificate == certificate)
					buf_printf(out, "%c %s\n", sight->entry ? '+' : '-',
					        attempt->host);
			}
		}
	}
}

static void put_names(struct buf *out, const struct plan_certificate *certificate)
{
	buf_printf(out, "= %s", certificate->common_name);
	LIST_EACH(const struct plan_name, name, certificate->names)
		buf_printf(out, " %s", name->name);
	buf_puts(out, "\n");
}

static void ask(struct buf *out, const struct trial *trial, size_t index)
{
	struct plan plan = plan_copy(trial->plan);
	const struct plan_certificate *certificate = &plan.certificates.items[index];
	const struct client_row *browser;
	const struct request request = ask_browsers(&plan, &browser);
	struct hosts hosts = { .arena = plan.arena, .seen = map_make(plan.arena) };
	LIST_EACH(const struct plan_name, name, certificate->names)
		add_like(&hosts, name->name);
	plan.request = &request;
	edit_plan(&plan, certificate, &hosts);
	put_answers(out, proof_make(&plan), certificate);
	arena_free(plan.arena);
}

void names_write(const struct trial *trial)
{
	const struct sweep *sweep = trial->sweep;
	struct buf out;
	buf_init(&out);
	for (size_t i = 0; i < trial->plan->certificates.count; i++) {
		const struct plan_certificate *certificate = &trial->plan->certificates.items[i];
		out.length = 0;
		put_names(&out, certificate);
		if (!certificate->has_request || certificate->servers.count == 0 ||
		        map_get(sweep->names_seen, out.data))
			continue;
		map_put(sweep->names_seen, arena_strdup(sweep->arena, out.data), sweep->names_seen);
		ask(&out, trial, i);
		/* One call, so that processes do not get between each other's lines. */
		if (write(sweep->names, out.data, out.length) != (ssize_t)out.length)
			die("the names could not be written");
	}
	buf_done(&out);
}
