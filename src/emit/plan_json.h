/*
 * plan_json.h: the parts of plan.json (CONTRACT section 8), in the order in which they stand there.
 */
#ifndef EMIT_PLAN_JSON_H
#define EMIT_PLAN_JSON_H

#include "core/plan.h"
#include "core/proof.h"
#include "emit/json.h"

struct plan_json {
	struct json json;
	const struct plan *plan;
	const struct proof *proof; /* NULL: its members stay empty */
	struct arena *scratch;     /* for texts that are gone when the document is finished */
	struct buf path;           /* one answer path at a time */
};

/* "from": the answer paths. */
void plan_json_from(struct plan_json *doc, const struct from *from);
void plan_json_uses(struct plan_json *doc, const char *key, const struct use_list *uses);
/* "forest" and "site", as the person wrote them. */
void plan_json_site(struct plan_json *doc, const struct site_answer *site);

/* What is the same of every finding, also of one about an issued certificate. */
void json_finding(struct json *json, const struct plan_finding *finding);

void plan_json_certificates(struct plan_json *doc);
void plan_json_dns(struct plan_json *doc);
void plan_json_urls(struct plan_json *doc);
void plan_json_steps(struct plan_json *doc);
void plan_json_findings(struct plan_json *doc);
void plan_json_proof(struct plan_json *doc);
void plan_json_defaults(struct plan_json *doc);

#endif
