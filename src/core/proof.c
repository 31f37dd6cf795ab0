/* core/proof.c: every kind of client, in every place. */
#include "core/proof.h"

#include "base/text.h"
#include "judge.h"
#include "part.h"

static const struct {
	const char *name;
	enum view view;
} places[] = {
	{ "inside-joined", VIEW_INTERNAL },
	{ "inside", VIEW_INTERNAL },
	{ "outside", VIEW_EXTERNAL },
};

/* Are there such clients at all? Phones and mail programs are inside whatever the computers are. */
static bool has_place(const struct request *request, const struct client_row *client,
        const char *place)
{
	if (!texts_have(client->places, place))
		return false;
	if (text_equal(place, "inside-joined"))
		return request->clients.inside_joined.value;
	bool is_computer = texts_have(client->places, "inside-joined");
	if (text_equal(place, "inside") && is_computer)
		return request->clients.inside_unjoined.value;
	return true;
}

static bool is_unsupported(const struct request *request, const struct client_row *client)
{
	for (size_t i = 0; i < client->unsupported.count; i++) {
		const struct unsupported_row *row = &client->unsupported.items[i];
		if (text_equal(row->severity, "error") && request_in(request, row->products))
			return true;
	}
	return false;
}

/* P4. An enterprise CA's root reaches joined computers by itself. */
static bool trusts_private(const struct request *request, const struct client_row *client,
        const char *place)
{
	if (client->is_phone)
		return request->clients.root_mobile;
	return text_equal(place, "inside-joined") || request->clients.root_outside;
}

static void prove_place(const struct asker *asker)
{
	const struct request *request = asker->world->plan->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		if (asker->view == VIEW_EXTERNAL)
			prove_discovery(asker, forest, NULL);
		for (size_t j = 0; j < forest->site_count; j++) {
			if (asker->view == VIEW_INTERNAL)
				prove_discovery(asker, forest, &forest->sites[j]);
			prove_connections(asker, &forest->sites[j]);
		}
	}
}

static void prove_client(struct proof *proof, const struct world *world,
        const struct client_row *client)
{
	const struct request *request = world->plan->request;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		if (!has_place(request, client, places[i].name))
			continue;
		struct need_list needs = { 0 };
		struct asker asker = {
			.proof = proof,
			.world = world,
			.arena = world->plan->arena,
			.client = client,
			.place = places[i].name,
			.view = places[i].view,
			.joined = text_equal(places[i].name, "inside-joined"),
			.trusts_private = trusts_private(request, client, places[i].name),
			.unsupported = is_unsupported(request, client),
			.label = arena_printf(world->plan->arena, "%s@%s", client->id, places[i].name),
			.needs = &needs,
		};
		prove_place(&asker);
	}
}

/* Verdicts of one client and place stand together. */
static void sum_up(struct proof *proof, struct arena *arena)
{
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		struct proof_line *last =
		        proof->lines.count ? &proof->lines.items[proof->lines.count - 1] : NULL;
		proof->worst = result_worse(proof->worst, verdict->result);
		if (last && text_equal(last->client, verdict_client(verdict)) &&
		        text_equal(last->place, verdict->place)) {
			if (verdict->result > last->result) {
				last->result = verdict->result;
				last->reason = verdict->reason;
			}
			continue;
		}
		LIST_PUSH(arena, &proof->lines,
		        ((struct proof_line){ .client = verdict_client(verdict),
		                .place = verdict->place, .result = verdict->result,
		                .reason = verdict->reason }));
	}
}

/* About as many verdicts as one client will get in one place. */
static size_t count_questions(const struct request *request, const struct client_row *client)
{
	size_t count = 0;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		count += client->discovery_none ? forest->smtp_domains.count : 0;
		count += forest->site_count * client->services.count;
	}
	return count;
}

static size_t count_all_questions(const struct request *request)
{
	size_t count = 0;
	LIST_EACH(const struct client_row *, client, request->clients.kinds) {
		for (size_t i = 0; i < COUNT_OF(places); i++) {
			if (has_place(request, *client, places[i].name))
				count += count_questions(request, *client);
		}
	}
	return count;
}

/* Marks of an earlier proof: the plan may have been edited since. */
static void forget_uses(struct plan *plan)
{
	const struct use_list none = { 0 };
	LIST_EACH(struct plan_certificate, certificate, plan->certificates) {
		LIST_EACH(struct plan_name, name, certificate->names)
			name->used_by = none;
	}
	LIST_EACH(struct plan_record, record, plan->records)
		record->used_by = none;
	LIST_EACH(struct plan_url, url, plan->urls)
		url->internal_used_by = url->external_used_by = none;
	LIST_EACH(struct plan_scp, scp, plan->scps)
		scp->used_by = none;
}

struct proof *proof_make(struct plan *plan)
{
	forget_uses(plan);
	struct arena *scratch = arena_new();
	struct proof *proof = arena_alloc(plan->arena, sizeof(*proof));
	struct world world = world_make(plan, scratch);
	proof->words = map_make(scratch);
	LIST_RESERVE(plan->arena, &proof->verdicts, count_all_questions(plan->request));
	LIST_EACH(const struct client_row *, client, plan->request->clients.kinds)
		prove_client(proof, &world, *client);
	prove_proxying(proof, &world);
	sum_up(proof, plan->arena);
	proof->words = NULL;
	arena_free(scratch);
	return proof;
}
