/*
 * helper_proof.h: small plans for the client proof, and edits of finished ones.
 */
#ifndef HELPER_PROOF_H
#define HELPER_PROOF_H

#include "helper_make.h"

#define PROOF_LINES 32

/* Everything that a client row could ask for, on a version that every kind still knows. */
static const char *const proof_base[] = {
	"forests[0].ad_domain=corp.contoso.com",
	"services.pop3.enabled=?true",
	"services.imap4.enabled=?true",
	"services.smtp.enabled=?true",
	"clients.inside_unjoined=?true",
	"dns.internal=split-zone",
};

/* A plan with more lines, for these kinds of clients (with blanks between). */
static inline void plan_from(struct made *made, const char *const *lines, const char *clients)
{
	const char *all[PROOF_LINES] = { NULL };
	char kinds[512];
	size_t count = 0;
	for (; count < COUNT_OF(proof_base); count++)
		all[count] = proof_base[count];
	for (size_t i = 0; lines && lines[i]; i++)
		all[count++] = lines[i];
	snprintf(kinds, sizeof(kinds), "clients.kinds=[%s]", clients);
	all[count++] = kinds;
	assert_true(count < PROOF_LINES);
	made_make(made, all);
}

static inline const char *result_in(const struct made *world, const char *client, const char *place)
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
