/* core/plan.c: the planner's main line, and questions about a finished plan. */
#include "core/plan.h"

#include <assert.h>
#include <stdint.h>

#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "core/name.h"
#include "hosts.h"

void from_add(struct arena *arena, struct from *from, const struct node *node)
{
	if (!node)
		return;
	LIST_EACH(const struct node *, known, *from) {
		if (*known == node)
			return;
	}
	LIST_PUSH(arena, from, node);
}

/* Where a member stands in the schema; those that there is one of for each service, in the order of these. */
static size_t member_rank(const struct plan *plan, const struct node *member)
{
	const struct service_rows *services = &plan->know->services;
	size_t row = member->row ? (size_t)(member->row - plan->know->answers.items) : 0, service = 0;
	bool is_shared = member->row && text_ends(member->row->path, "*");
	while (is_shared && service < services->count &&
	        !text_equal(services->items[service].id, member->name))
		service++;
	return row * (services->count + 1) + service;
}

/* The member that follows in the schema; `before` is NULL at first. NULL: there is none. */
static const struct node *member_behind(const struct plan *plan, const struct node *group,
        const struct node *before)
{
	const struct node *next = NULL;
	size_t after = before ? member_rank(plan, before) : 0, least = SIZE_MAX;
	for (const struct node *child = group->first; child; child = child->next) {
		size_t rank = member_rank(plan, child);
		if ((!before || rank > after) && rank < least) {
			next = child;
			least = rank;
		}
	}
	return next;
}

/* A default list counts as one default; a group is only the sum of its members. Its members come in the
 * schema's order: that of the file is no part of the answers. */
static void collect_defaults(struct plan *plan, const struct node *node)
{
	bool is_group = node->kind == NODE_GROUP;
	const struct node *child = is_group ? member_behind(plan, node, NULL) : node->first;
	for (; child; child = is_group ? member_behind(plan, node, child) : child->next) {
		if (child->kind == NODE_GROUP || child->origin == ORIGIN_FILE ||
		        child->origin == ORIGIN_ASKED) {
			collect_defaults(plan, child);
			continue;
		}
		LIST_PUSH(plan->arena, &plan->defaults,
		        ((struct plan_default){ .node = child,
		                .value = node_value_text(child, plan->arena) }));
	}
}

static struct plan *make(const struct request *request, struct arena *arena, bool worded)
{
	struct plan *plan = arena_alloc(arena, sizeof(*plan));
	plan->request = request;
	plan->know = request->know;
	plan->arena = arena;
	plan->said = map_make(arena);
	plan->suffix_list = name_suffix_list_date(arena);
	collect_defaults(plan, request->answers->root);
	plan_add_urls(plan);
	plan->hosts = hosts_make(plan);
	plan_add_web_sites(plan);
	plan_add_certificates(plan);
	plan_add_records(plan);
	plan_add_findings(plan);
	plan_add_steps(plan, worded);
	plan_finish_findings(plan);
	return plan;
}

struct plan *plan_make(const struct request *request, struct arena *arena)
{
	return make(request, arena, true);
}

struct plan *plan_sketch(const struct request *request, struct arena *arena)
{
	return make(request, arena, false);
}

/* Distinct texts, counted through a map. */
static size_t count_once(struct map *seen, const char *text)
{
	if (map_get(seen, text))
		return 0;
	map_put(seen, text, seen);
	return 1;
}

struct plan_summary plan_summarize(const struct plan *plan)
{
	struct arena *scratch = arena_new();
	struct map *names = map_make(scratch), *addresses = map_make(scratch);
	struct plan_summary summary = {
		.certificates = plan->certificates.count,
		.dns_records = plan->records.count,
		.steps = plan->steps.count,
	};
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names)
			summary.names += count_once(names, name->name);
	}
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (record->view == VIEW_EXTERNAL &&
		        (record->type == RECORD_A || record->type == RECORD_AAAA))
			summary.public_addresses += count_once(addresses, record->data);
	}
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		summary.errors += finding->severity == SEVERITY_ERROR;
		summary.warnings += finding->severity == SEVERITY_WARNING;
		summary.notes += finding->severity == SEVERITY_NOTE;
	}
	arena_free(scratch);
	return summary;
}

const struct plan_certificate *plan_certificate_of(const struct plan *plan,
        const struct server_answer *server, const char *web_site)
{
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (!text_equal(certificate->web_site, web_site))
			continue;
		LIST_EACH(const struct server_place, place, certificate->servers) {
			if (place->server == server)
				return certificate;
		}
	}
	return NULL;
}

const char *severity_text(enum severity severity)
{
	static const char *const texts[] = {
		[SEVERITY_ERROR] = "error",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_NOTE] = "note",
	};
	assert((size_t)severity < COUNT_OF(texts));
	return texts[severity];
}

const char *record_type_text(enum record_type type)
{
	static const char *const texts[] = {
		[RECORD_A] = "A",
		[RECORD_AAAA] = "AAAA",
		[RECORD_CNAME] = "CNAME",
		[RECORD_SRV] = "SRV",
	};
	assert((size_t)type < COUNT_OF(texts));
	return texts[type];
}

const char *view_text(enum view view)
{
	return view == VIEW_EXTERNAL ? "external" : "internal";
}

const char *role_text(enum certificate_role role)
{
	static const char *const texts[] = {
		[ROLE_PRIMARY] = "primary",
		[ROLE_AUTODISCOVER] = "autodiscover",
		[ROLE_SERVER] = "server",
	};
	assert((size_t)role < COUNT_OF(texts));
	return texts[role];
}
