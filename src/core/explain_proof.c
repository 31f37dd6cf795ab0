/* core/explain_proof.c: the same plan with something taken out. */
#include <string.h>

#include "base/text.h"
#include "explain_kit.h"
#include "proof_match.h"

static struct loss *loss_find(struct loss_list *losses, const struct verdict *before,
        const struct verdict *after)
{
	LIST_EACH(struct loss, loss, *losses) {
		if (text_equal(loss->client, verdict_client(after)) &&
		        text_equal(loss->place, after->place) &&
		        text_equal(loss->reason, after->reason) &&
		        loss->before == before->result && loss->after == after->result)
			return loss;
	}
	return NULL;
}

static void loss_add(struct arena *arena, struct loss_list *losses, const struct verdict *before,
        const struct verdict *after)
{
	struct loss *loss = loss_find(losses, before, after);
	if (!loss) {
		loss = LIST_ADD(arena, losses);
		*loss = (struct loss){
			.client = verdict_client(after),
			.place = after->place,
			.before = before->result,
			.after = after->result,
			.reason = arena_strdup(arena, after->reason),
		};
	}
	if (!texts_have(texts_of(&loss->services), after->service))
		LIST_PUSH(arena, &loss->services, after->service);
	loss->count++;
}

void part_prove(struct explaining *explaining, struct explain_part *part,
        const struct removal *removal)
{
	struct arena *arena = arena_new();
	struct plan *plan = plan_make(explaining->plan->request, arena);
	removal->apply(plan, removal);
	const struct proof *proof = proof_make(plan);
	struct proof_match match = proofs_match(explaining->proof, proof,
	        (struct client_swap){ NULL, NULL }, arena);
	for (size_t i = 0; i < explaining->proof->verdicts.count; i++) {
		const struct verdict *before = &explaining->proof->verdicts.items[i];
		const struct verdict *after = match.after[i];
		if (after && after->result > before->result)
			loss_add(explaining->plan->arena, &part->losses, before, after);
	}
	part->is_proved = true;
	arena_free(arena);
}

/* ---- what can be taken out ---- */

typedef bool is_meant(const struct plan *plan, const struct removal *removal, const void *item);

/* Closes up a list over the items that are meant; gives the new count. */
static size_t take_out(const struct plan *plan, const struct removal *removal, void *items,
        size_t size, size_t count, is_meant *meant)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		const char *item = (const char *)items + i * size;
		if (!meant(plan, removal, item))
			memmove((char *)items + kept++ * size, item, size);
	}
	return kept;
}

#define TAKE_OUT(plan, removal, list, meant)                                                       \
	((list)->count = take_out((plan), (removal), (list)->items, sizeof(*(list)->items),        \
	         (list)->count, (meant)))

static bool is_name(const struct plan *plan, const struct removal *removal, const void *item)
{
	const struct plan_name *name = item;
	(void)plan;
	return text_equal(name->name, removal->host);
}

void remove_name(struct plan *plan, const struct removal *removal)
{
	LIST_EACH(struct plan_certificate, certificate, plan->certificates) {
		if (text_equal(certificate->id, removal->certificate))
			TAKE_OUT(plan, removal, &certificate->names, is_name);
	}
}

/* The record is gone and its zone is not: without its last record a zone inside would leave the name to
 * the outside, and nobody who forgets a record forgets the zone as well. */
void remove_records(struct plan *plan, const struct removal *removal)
{
	LIST_EACH(struct plan_record, record, plan->records) {
		if (record->view == removal->view && text_equal(record->owner, removal->host))
			record->owner = "";
	}
}

void remove_urls(struct plan *plan, const struct removal *removal)
{
	LIST_EACH(struct plan_url, url, plan->urls) {
		bool outside = removal->view == VIEW_EXTERNAL;
		if (outside && text_equal(url->external_host, removal->host)) {
			url->external = NULL;
		} else if (!outside && text_equal(url->internal_host, removal->host)) {
			url->internal = NULL;
			url->internal_host = NULL;
		}
	}
}

static bool is_scp(const struct plan *plan, const struct removal *removal, const void *item)
{
	const struct plan_scp *scp = item;
	(void)plan;
	return text_equal(scp->host, removal->host);
}

void remove_scps(struct plan *plan, const struct removal *removal)
{
	TAKE_OUT(plan, removal, &plan->scps, is_scp);
}

static bool is_certificate(const struct plan *plan, const struct removal *removal,
        const void *item)
{
	const struct plan_certificate *certificate = item;
	(void)plan;
	return text_equal(certificate->id, removal->certificate);
}

void remove_certificate(struct plan *plan, const struct removal *removal)
{
	TAKE_OUT(plan, removal, &plan->certificates, is_certificate);
}

static bool is_at(const struct plan *plan, const struct removal *removal,
        const struct site_answer *site, const struct server_answer *server)
{
	if (removal->server && !text_equal(server->name, removal->server))
		return false;
	return text_equal(site->name.value, removal->site) &&
	        text_equal(plan->request->forests[site->forest].name.value, removal->forest);
}

static bool is_url_at(const struct plan *plan, const struct removal *removal, const void *item)
{
	const struct plan_url *url = item;
	return is_at(plan, removal, url->site, url->server);
}

static bool is_scp_at(const struct plan *plan, const struct removal *removal, const void *item)
{
	const struct plan_scp *scp = item;
	return is_at(plan, removal, scp->site, scp->server);
}

static bool is_place_at(const struct plan *plan, const struct removal *removal, const void *item)
{
	const struct server_place *place = item;
	return is_at(plan, removal, place->site, place->server);
}

void remove_server(struct plan *plan, const struct removal *removal)
{
	TAKE_OUT(plan, removal, &plan->urls, is_url_at);
	TAKE_OUT(plan, removal, &plan->scps, is_scp_at);
	LIST_EACH(struct plan_certificate, certificate, plan->certificates)
		TAKE_OUT(plan, removal, &certificate->servers, is_place_at);
}

static bool is_web_site_at(const struct plan *plan, const struct removal *removal,
        const void *item)
{
	const struct plan_web_site *web_site = item;
	return is_at(plan, removal, web_site->site, NULL);
}

/* `removal` names no server. */
void remove_site(struct plan *plan, const struct removal *removal)
{
	remove_server(plan, removal);
	TAKE_OUT(plan, removal, &plan->web_sites, is_web_site_at);
}
