/* core/steps_for_each.c */
#include "steps_for_each.h"

#include "base/attr.h"
#include "base/text.h"
#include "scope_kit.h"

static void each_plan(struct steps *steps, const struct step_row *row)
{
	steps->make(steps, row, &(struct instance){ .forest = NULL });
}

static const struct server_answer *first_server(const struct site_answer *site)
{
	return site->servers.count ? site->servers.items : NULL;
}

static void each_forest(struct steps *steps, const struct step_row *row)
{
	const struct request *request = steps->plan->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		const struct site_answer *site =
		        forest->autodiscover_site ? forest->autodiscover_site : forest->sites;
		steps->make(steps, row,
		        &(struct instance){ .forest = forest, .script = first_server(site) });
	}
}

static struct instance site_instance(struct steps *steps, const struct site_answer *site,
        const struct server_answer *script)
{
	return (struct instance){
		.forest = site_forest(steps->plan->request, site),
		.site = site,
		.certificate = script ? index_certificate(steps->index, site, script) : NULL,
		.script = script,
	};
}

static void each_site(struct steps *steps, const struct step_row *row)
{
	SITES_EACH(steps->plan->request, site) {
		struct instance instance = site_instance(steps, site, first_server(site));
		steps->make(steps, row, &instance);
	}
}

static void each_server(struct steps *steps, const struct step_row *row)
{
	SITES_EACH(steps->plan->request, site) {
		LIST_EACH(const struct server_answer, server, site->servers) {
			struct instance instance = site_instance(steps, site, server);
			instance.server = server;
			instance.is_of_server = true;
			steps->make(steps, row, &instance);
		}
	}
}

static struct instance certificate_instance(struct steps *steps,
        const struct plan_certificate *certificate, const struct server_place *place)
{
	return (struct instance){
		.forest = site_forest(steps->plan->request, place->site),
		.site = place->site,
		.server = place->server,
		.certificate = certificate,
		.is_of_certificate = true,
		.script = place->server,
	};
}

static void each_certificate(struct steps *steps, const struct step_row *row)
{
	LIST_EACH(const struct plan_certificate, certificate, steps->plan->certificates) {
		struct instance instance = certificate_instance(steps, certificate,
		        certificate_leading_place(certificate));
		steps->make(steps, row, &instance);
	}
}

static void each_certificate_server(struct steps *steps, const struct step_row *row)
{
	LIST_EACH(const struct plan_certificate, certificate, steps->plan->certificates) {
		LIST_EACH(const struct server_place, place, certificate->servers) {
			struct instance instance = certificate_instance(steps, certificate, place);
			instance.is_of_server = true;
			steps->make(steps, row, &instance);
		}
	}
}

const struct for_each for_each_rows[] = {
	{ "certificate",
	        SCOPE_FOREST | SCOPE_SITE | SCOPE_SERVER | SCOPE_CERTIFICATE, each_certificate },
	{ "certificate-server",
	        SCOPE_FOREST | SCOPE_SITE | SCOPE_SERVER | SCOPE_CERTIFICATE,
	        each_certificate_server },
	{ "forest", SCOPE_FOREST, each_forest },
	{ "plan", 0, each_plan },
	{ "server", SCOPE_FOREST | SCOPE_SITE | SCOPE_SERVER | SCOPE_CERTIFICATE, each_server },
	{ "site", SCOPE_FOREST | SCOPE_SITE | SCOPE_CERTIFICATE, each_site },
};

const size_t for_each_count = COUNT_OF(for_each_rows);

const struct for_each *for_each_find(const char *name)
{
	for (size_t i = 0; i < for_each_count; i++) {
		if (text_equal(for_each_rows[i].name, name))
			return &for_each_rows[i];
	}
	return NULL;
}

/* ---- ids ---- */

/* "forest/site/slug" and, for what is smaller than a site, "/last". */
static const char *id_text(struct arena *arena, const char *slug, const struct instance *instance,
        const char *last)
{
	const char *parts[4];
	size_t count = 0;
	if (instance->forest)
		parts[count++] = instance->forest->name.value;
	if (instance->site)
		parts[count++] = instance->site->name.value;
	parts[count++] = slug;
	if (*last)
		parts[count++] = last;
	return texts_join(arena, (struct texts){ parts, count }, "/");
}

static bool id_take(struct steps *steps, const char *id)
{
	if (map_get(steps->ids, id))
		return false;
	map_put(steps->ids, id, steps);
	return true;
}

const char *instance_id(struct steps *steps, const char *slug, const struct instance *instance)
{
	struct arena *arena = steps->plan->arena;
	const char *last = "";
	if (instance->is_of_server)
		last = instance->server->name;
	else if (instance->is_of_certificate)
		last = instance->certificate->id;
	const char *id = id_text(arena, slug, instance, last);
	if (id_take(steps, id))
		return id;
	/* A server that presents two certificates. */
	if (instance->is_of_certificate && instance->is_of_server)
		last = arena_printf(arena, "%s-%s", last, instance->certificate->id);
	id = id_text(arena, slug, instance, last);
	/* The lint knows no other way to come here than knowledge of somebody's own making. */
	for (size_t i = 2; !id_take(steps, id); i++)
		id = arena_printf(arena, "%s-%zu", id_text(arena, slug, instance, last), i);
	return id;
}
