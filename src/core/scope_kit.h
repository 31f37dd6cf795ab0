/*
 * scope_kit.h: what variables, predicates and inner loops have in common.
 */
#ifndef CORE_SCOPE_KIT_H
#define CORE_SCOPE_KIT_H

#include "core/scope.h"
#include "part.h"
#include "scope_index.h"

/* Adds the sites of the scope: the site, or all of the forest, or all of the plan. */
void scope_sites(struct scope *scope, struct item_list *sites);
/* Does the test hold for one of them? */
bool scope_any_site(struct scope *scope,
        bool (*test)(struct scope *scope, const struct site_answer *site));
/* Does the certificate concern the site, the forest or the plan in scope? */
bool scope_holds_certificate(const struct scope *scope, const struct plan_certificate *certificate);

/* The server that makes the request and first gets the certificate: the first one of the site that
 * the certificate is planned for. */
const struct server_place *certificate_leading_place(const struct plan_certificate *certificate);

/* Index of a service by id, or -1; what the answers say about it is noted. */
int scope_service(struct scope *scope, const char *id);
/* Enabled; Autodiscover records and hosts count as well. */
bool scope_service_on(struct scope *scope, const char *id);
/* The URL of the server in scope; NULL: none planned. Its answers are noted. */
const struct plan_url *scope_url(struct scope *scope, const char *service);
/* Client Access servers of Internet-facing sites proxy to each other (P7). */
bool facing_sites_proxy(struct scope *scope, const struct forest_answer *forest);

#endif
