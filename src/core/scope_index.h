/*
 * scope_index.h: the plan by server and by site, so that no step searches it.
 */
#ifndef CORE_SCOPE_INDEX_H
#define CORE_SCOPE_INDEX_H

#include "core/plan.h"

struct scope_index {
	const struct request *request;
	size_t *first_site;   /* by forest: number of its first site among all */
	size_t *first_server; /* by site: number of its first server among all */
	const struct plan_url **urls; /* by server and service */
	const struct plan_scp **scps; /* by server */
	const struct plan_certificate **certificates; /* by server: on its default web site */
	const struct plan_certificate **second_certificates; /* and on the other one */
	const struct plan_web_site **second_web_sites; /* by site */
	bool *wildcards; /* by certificate: does it name one? */
	bool external_records, internal_records, new_zones, external_srv;
	bool external_forbidden, internal_forbidden; /* records, not ports */
};

const struct scope_index *scope_index_make(const struct plan *plan, struct arena *arena);

/* Each NULL where there is none. */
const struct plan_url *index_url(const struct scope_index *index, const struct site_answer *site,
        const struct server_answer *server, int service);
const struct plan_scp *index_scp(const struct scope_index *index, const struct site_answer *site,
        const struct server_answer *server);
const struct plan_certificate *index_certificate(const struct scope_index *index,
        const struct site_answer *site, const struct server_answer *server);
const struct plan_certificate *index_second_certificate(const struct scope_index *index,
        const struct site_answer *site, const struct server_answer *server);
const struct plan_web_site *index_second_web_site(const struct scope_index *index,
        const struct site_answer *site);
bool index_is_wildcard(const struct scope_index *index, const struct plan *plan,
        const struct plan_certificate *certificate);

#endif
