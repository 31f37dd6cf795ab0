/*
 * helper_proof.h: small plans for the client proof, and edits of finished ones.
 */
#ifndef HELPER_PROOF_H
#define HELPER_PROOF_H

#include "base/attr.h"
#include "core/build.h"
#include "core/proof.h"
#include "helper_answers.h"

#define SITE0 "forests[0].sites[0]."

static const struct date today = { 2026, 11, 22 };

/* Everything that a client row could ask for, on a version that every kind still knows. */
static const char *const base[] = {
	"format=#1",
	"product.version=2010",
	"organization.name=Contoso, Inc.",
	"organization.country=US",
	"topology=consolidated",
	"forests[0].name=contoso",
	"forests[0].ad_domain=corp.contoso.com",
	"forests[0].smtp_domains=[contoso.com]",
	SITE0 "name=Redmond",
	SITE0 "namespace=mail.contoso.com",
	SITE0 "servers=[CAS01]",
	SITE0 "external_addresses=[203.0.113.10]",
	SITE0 "internal_addresses=[10.1.0.10]",
	"certificates.scenario=unified-communications",
	"certificates.issuer=public-ca",
	"services.pop3.enabled=?true",
	"services.imap4.enabled=?true",
	"services.smtp.enabled=?true",
	"clients.inside_unjoined=?true",
};

struct world_of {
	struct arena *arena;
	struct know know;
	struct answers answers;
	struct plan *plan;
	struct proof *proof;
};

/* The base, then more lines; `client`: kinds with blanks between. */
static inline void plan_from(struct world_of *world, const char *const *lines, const char *client)
{
	world->arena = arena_new();
	world->know = know_builtin();
	struct problem_list problems = { 0 };
	answers_init(&world->answers, &world->know, "answers.cfg", world->arena);
	for (size_t i = 0; i < COUNT_OF(base); i++)
		helper_answer(&world->answers, base[i], (int)i + 1);
	for (size_t i = 0; lines && lines[i]; i++)
		helper_answer(&world->answers, lines[i], 100 + (int)i);
	helper_answer(&world->answers, arena_printf(world->arena, "clients.kinds=[%s]", client), 99);
	const struct request *request =
	        request_make(&world->answers, today, NULL, world->arena, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s\n", problems.items[i].text);
	assert_non_null(request);
	world->plan = plan_make(request, world->arena);
}

static inline const char *result_in(const struct world_of *world, const char *client, const char *place)
{
	LIST_EACH(const struct proof_line, line, world->proof->lines) {
		if (text_equal(line->client, client) && text_equal(line->place, place))
			return result_text(line->result);
	}
	return "none";
}

/* The edits: each takes one thing out of a finished plan, or bends it. */
static inline void drop_name(struct plan *plan, const char *name)
{
	LIST_EACH(struct plan_certificate, certificate, plan->certificates) {
		size_t kept = 0;
		for (size_t i = 0; i < certificate->names.count; i++) {
			if (!text_equal(certificate->names.items[i].name, name))
				certificate->names.items[kept++] = certificate->names.items[i];
		}
		certificate->names.count = kept;
	}
}

static inline void drop_record(struct plan *plan, enum view view, const char *owner)
{
	size_t kept = 0;
	for (size_t i = 0; i < plan->records.count; i++) {
		struct plan_record *record = &plan->records.items[i];
		if (record->view != view || !text_equal(record->owner, owner))
			plan->records.items[kept++] = *record;
	}
	plan->records.count = kept;
}

static inline void drop_outside(struct plan *plan, const char *owner)
{
	drop_record(plan, VIEW_EXTERNAL, owner);
}

static inline void drop_inside(struct plan *plan, const char *owner)
{
	drop_record(plan, VIEW_INTERNAL, owner);
}

static inline void move_scp(struct plan *plan, const char *host)
{
	LIST_EACH(struct plan_scp, scp, plan->scps)
		scp->host = host;
}

static inline void clear_external(struct plan *plan, const char *service)
{
	LIST_EACH(struct plan_url, url, plan->urls) {
		if (url->service == service_find(plan->know, service))
			url->external = NULL;
	}
}

static inline void clear_internal(struct plan *plan, const char *service)
{
	LIST_EACH(struct plan_url, url, plan->urls) {
		if (url->service == service_find(plan->know, service))
			url->internal = NULL;
	}
}

static inline void sign_by(struct plan *plan, const char *issuer)
{
	LIST_EACH(struct plan_certificate, certificate, plan->certificates)
		certificate->issuer = issuer_find(plan->know, issuer);
}

static inline void drop_step(struct plan *plan, const char *slug)
{
	size_t kept = 0;
	for (size_t i = 0; i < plan->steps.count; i++) {
		if (!text_equal(plan->steps.items[i].row->id, slug))
			plan->steps.items[kept++] = plan->steps.items[i];
	}
	assert_true(kept < plan->steps.count);
	plan->steps.count = kept;
}

/* A record outside that somebody has added: "owner TYPE data". */
static inline void add_outside(struct plan *plan, const char *text)
{
	struct plan_record record = { .view = VIEW_EXTERNAL, .zone = "contoso.com", .ttl = 3600,
		.necessity = "required", .reason = "added by hand" };
	char *owner = arena_strdup(plan->arena, text);
	char *type = strchr(owner, ' ');
	*type++ = '\0';
	char *data = strchr(type, ' ');
	*data++ = '\0';
	record.owner = owner;
	record.type = text_equal(type, "CNAME") ? RECORD_CNAME : RECORD_A;
	record.data = data;
	LIST_PUSH(plan->arena, &plan->records, record);
}

/* What was cleared to enforce proxying is set again. */
static inline void set_external(struct plan *plan, const char *service)
{
	LIST_EACH(struct plan_url, url, plan->urls) {
		if (url->service == service_find(plan->know, service))
			url->external = arena_printf(plan->arena, "https://%s%s",
			        url->external_host,
			        plan->know->services.items[url->service].path);
	}
}

#endif
