/* core/explain_step.c: steps, and what is missing while they have not been done. */
#include <string.h>

#include "base/text.h"
#include "explain_kit.h"
#include "part.h"

/* [forest/[site/]]slug[/server]: no name in it has a slash. */
struct step_place {
	const char *forest, *site, *server; /* NULL: not in the id */
};

static struct step_place place_of(const struct plan_step *step, struct arena *arena)
{
	const char *words[4] = { NULL };
	size_t count = 0, slug = 0;
	const char *text = step->id;
	while (*text && count < COUNT_OF(words)) {
		size_t length = strcspn(text, "/");
		words[count] = arena_strndup(arena, text, length);
		if (text_equal(words[count], step->row->id))
			slug = count;
		count++;
		text += length + (text[length] == '/');
	}
	return (struct step_place){
		.forest = slug > 0 ? words[0] : NULL,
		.site = slug > 1 ? words[1] : NULL,
		.server = slug + 1 < count ? words[slug + 1] : NULL,
	};
}

static bool is_there(const struct plan *plan, const struct step_place *place,
        const struct site_answer *site, const struct server_answer *server)
{
	const char *forest = plan->request->forests[site->forest].name.value;
	return (!place->forest || text_equal(place->forest, forest)) &&
	        (!place->site || text_equal(place->site, site->name.value)) &&
	        (!server || !place->server || text_equal(place->server, server->name));
}

/* Setup points it to the server's own name. */
static void undo_scp(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	(void)row;
	(void)step;
	LIST_EACH(struct plan_scp, scp, plan->scps) {
		if (!is_there(plan, place, scp->site, scp->server))
			continue;
		scp->host = scp->server->fqdn;
		scp->url = arena_printf(plan->arena, "https://%s/autodiscover/autodiscover.xml",
		        scp->host);
	}
}

/* Setup makes internal URLs of the server's own name, and no external ones. */
static void undo_url(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	(void)step;
	LIST_EACH(struct plan_url, url, plan->urls) {
		const struct service_row *service = &plan->know->services.items[url->service];
		if (!text_equal(service->id, row->service) ||
		        !is_there(plan, place, url->site, url->server))
			continue;
		url->external = NULL;
		if (!url->internal)
			continue;
		url->internal_host = url->people_host = url->server->fqdn;
		url->internal = service->path ? arena_printf(plan->arena, "https://%s%s",
		        url->internal_host, service->path) : url->internal_host;
	}
}

/* Where the step is about all servers of the certificate, nobody shows it. */
static void undo_certificate(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	(void)row;
	LIST_EACH(struct plan_certificate, certificate, plan->certificates) {
		size_t kept = 0;
		bool is_all = text_equal(place->server, certificate->id);
		if (certificate != step->certificate)
			continue;
		for (size_t i = 0; i < certificate->servers.count; i++) {
			struct server_place at = certificate->servers.items[i];
			if (!is_all && !is_there(plan, place, at.site, at.server))
				certificate->servers.items[kept++] = at;
		}
		certificate->servers.count = kept;
	}
}

static void undo_web_site(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	size_t kept = 0;
	(void)row;
	(void)step;
	for (size_t i = 0; i < plan->web_sites.count; i++) {
		const struct plan_web_site *web_site = &plan->web_sites.items[i];
		if (!text_equal(web_site->name, AUTODISCOVER_WEB_SITE) ||
		        !is_there(plan, place, web_site->site, NULL))
			plan->web_sites.items[kept++] = *web_site;
	}
	plan->web_sites.count = kept;
}

static void undo_way_in(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	(void)row;
	(void)step;
	LIST_EACH(struct plan_web_site, web_site, plan->web_sites) {
		if (is_there(plan, place, web_site->site, NULL))
			web_site->external_addresses.count = 0;
	}
}

static void undo_records(struct plan *plan, enum view view)
{
	size_t kept = 0;
	for (size_t i = 0; i < plan->records.count; i++) {
		if (plan->records.items[i].view != view)
			plan->records.items[kept++] = plan->records.items[i];
	}
	plan->records.count = kept;
}

static void undo_records_external(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	(void)row;
	(void)step;
	(void)place;
	undo_records(plan, VIEW_EXTERNAL);
}

static void undo_records_internal(struct plan *plan, const struct effect_row *row,
        const struct plan_step *step, const struct step_place *place)
{
	(void)row;
	(void)step;
	(void)place;
	undo_records(plan, VIEW_INTERNAL);
}

static const struct {
	const char *makes; /* of an effect_row */
	void (*undo)(struct plan *plan, const struct effect_row *row,
	        const struct plan_step *step, const struct step_place *place);
} effects[] = {
	{ "scp", undo_scp },
	{ "url", undo_url },
	{ "certificate", undo_certificate },
	{ "web-site", undo_web_site },
	{ "way-in", undo_way_in },
	{ "records-external", undo_records_external },
	{ "records-internal", undo_records_internal },
};

static void undo_step(struct plan *plan, const struct plan_step *step)
{
	const struct step_place place = place_of(step, plan->arena);
	LIST_EACH(const struct effect_row, row, plan->know->effects) {
		for (size_t i = 0; i < COUNT_OF(effects); i++) {
			if (text_equal(row->step, step->row->id) &&
			        text_equal(row->makes, effects[i].makes))
				effects[i].undo(plan, row, step, &place);
		}
	}
}

/* By its id, or by the part of it that all of its kind have. */
static bool is_meant(const struct plan_step *step, const char *name)
{
	return text_equal(step->id, name) || text_equal(step->row->id, name);
}

static void remove_step(struct plan *plan, const struct removal *removal)
{
	size_t kept = 0;
	for (size_t i = 0; i < plan->steps.count; i++) {
		const struct plan_step *step = &plan->steps.items[i];
		if (is_meant(step, removal->step))
			undo_step(plan, step);
		else
			plan->steps.items[kept++] = *step;
	}
	plan->steps.count = kept;
}

static void explain_step(struct explaining *explaining, struct explanation *explanation,
        const struct plan_step *step)
{
	struct explain_part *part = part_add(explaining, explanation, step->id);
	part_line(explaining, part, "%s. Where: %s.", step->title, step->target);
	part_line(explaining, part, "Why: %s", step->why);
	LIST_EACH(const char *, required, step->requires)
		part_line(explaining, part, "Needs: %s", *required);
	if (step->certificate)
		part_line(explaining, part, "Certificate: %s", step->certificate->id);
	part_line(explaining, part, "Source: %s", step->row->source);
	part_from(explaining, part, &step->from);
}

void explain_steps(struct explaining *explaining)
{
	struct plan *plan = explaining->plan;
	struct explanation about = { .kind = "step", .name = explaining->name };
	size_t count = 0;
	LIST_EACH(const struct plan_step, step, plan->steps) {
		if (!is_meant(step, explaining->name))
			continue;
		about.text = arena_printf(plan->arena, "A step of the phase %s, for %s.",
		        step->row->phase, step->row->audience);
		if (count++ < SHOWN_ALIKE)
			explain_step(explaining, &about, step);
	}
	if (count == 0)
		return;
	struct explain_part *part = part_add(explaining, &about, count == 1 ?
	        "While it has not been done" :
	        arena_printf(plan->arena, "While none of the %zu has been done", count));
	const struct removal removal = { .step = explaining->name, .apply = remove_step };
	part_prove(explaining, part, &removal);
	LIST_PUSH(plan->arena, explaining->list, about);
}
