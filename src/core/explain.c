/* core/explain.c: what a name means, and the list of names. */
#include "core/explain.h"

#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "explain_kit.h"

struct explanation *explanation_add(struct explaining *explaining, const char *kind,
        const char *name, const char *text)
{
	struct explanation *explanation = LIST_ADD(explaining->plan->arena, explaining->list);
	explanation->kind = kind;
	explanation->name = name;
	explanation->text = text;
	return explanation;
}

struct explain_part *part_add(struct explaining *explaining, struct explanation *explanation,
        const char *title)
{
	struct explain_part *part = LIST_ADD(explaining->plan->arena, &explanation->parts);
	part->title = title;
	return part;
}

void part_line(struct explaining *explaining, struct explain_part *part, const char *format, ...)
{
	struct arena *arena = explaining->plan->arena;
	va_list values;
	va_start(values, format);
	LIST_PUSH(arena, &part->lines, arena_vprintf(arena, format, values));
	va_end(values);
}

void part_from(struct explaining *explaining, struct explain_part *part, const struct from *from)
{
	LIST_EACH(const struct node *, node, *from)
		from_add(explaining->plan->arena, &part->from, *node);
}

void part_node(struct explaining *explaining, struct explain_part *part, const struct node *node)
{
	from_add(explaining->plan->arena, &part->from, node);
}

/* The same label, made in different proofs, is another pointer. */
void part_used(struct explaining *explaining, struct explain_part *part,
        const struct use_list *uses)
{
	part->has_users = true;
	LIST_EACH(const char *, use, *uses) {
		struct texts known = { part->used_by.items, part->used_by.count };
		if (!texts_have(known, *use))
			LIST_PUSH(explaining->plan->arena, &part->used_by, *use);
	}
}

struct explanation_list explain_make(struct plan *plan, struct proof *proof, const char *name)
{
	static void (*const kinds[])(struct explaining *) = {
		explain_host, explain_certificate, explain_domains, explain_servers, explain_sites, explain_client,
		explain_rule, explain_steps,
	};
	struct explanation_list list = { 0 };
	const char *reason;
	struct explaining explaining = { .plan = plan, .proof = proof, .name = name,
		.host = name_certificate(name, plan->arena, &reason), .list = &list };
	if (!explaining.host) /* owners of SRV records have underscores */
		explaining.host = text_lower(plan->arena, name);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		kinds[i](&explaining);
	return list;
}

/* ---- all names ---- */

struct gathering {
	struct arena *arena;
	struct map *seen;
	struct text_list names;
};

static void gather(struct gathering *gathering, const char *name)
{
	if (!name || map_get(gathering->seen, name))
		return;
	map_put(gathering->seen, name, gathering);
	LIST_PUSH(gathering->arena, &gathering->names, name);
}

static void gather_hosts(struct gathering *gathering, const struct plan *plan)
{
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		gather(gathering, certificate->id);
		LIST_EACH(const struct plan_name, name, certificate->names)
			gather(gathering, name->name);
	}
	LIST_EACH(const struct plan_record, record, plan->records)
		gather(gathering, record->owner);
	LIST_EACH(const struct plan_url, url, plan->urls) {
		gather(gathering, url->internal_host);
		gather(gathering, url->external_host);
		gather(gathering, url->people_host);
	}
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		gather(gathering, scp->host);
	LIST_EACH(const struct omitted_name, omitted, plan->omitted)
		gather(gathering, omitted->name);
	LIST_EACH(const struct forbidden_record, forbidden, plan->forbidden)
		gather(gathering, forbidden->owner);
}

static void gather_domains(struct gathering *gathering, const struct request *request)
{
	for (size_t i = 0; i < request->forest_count; i++) {
		LIST_EACH(const struct text_answer, domain, request->forests[i].smtp_domains)
			gather(gathering, domain->value);
	}
}

static void gather_sites(struct gathering *gathering, const struct request *request)
{
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		for (size_t j = 0; j < forest->site_count; j++) {
			gather(gathering, forest->sites[j].name.value);
			LIST_EACH(const struct server_answer, server, forest->sites[j].servers)
				gather(gathering, server->name);
		}
	}
}

struct texts explain_names(const struct plan *plan, struct arena *arena)
{
	struct gathering gathering = { .arena = arena, .seen = map_make(arena) };
	gather_hosts(&gathering, plan);
	gather_domains(&gathering, plan->request);
	gather_sites(&gathering, plan->request);
	LIST_EACH(const struct rule_row, rule, plan->know->rules)
		gather(&gathering, rule->id);
	LIST_EACH(const struct client_row, client, plan->know->clients)
		gather(&gathering, client->id);
	gather(&gathering, CAS_PROXY);
	LIST_EACH(const struct plan_step, step, plan->steps) {
		gather(&gathering, step->row->id);
		gather(&gathering, step->id);
	}
	return texts_of(&gathering.names);
}
