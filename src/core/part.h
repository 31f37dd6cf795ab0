/*
 * part.h: questions that several parts of the plan ask of the request.
 */
#ifndef CORE_PART_H
#define CORE_PART_H

#include <stdbool.h>

#include "core/build.h"
#include "core/plan.h"

#define DEFAULT_WEB_SITE "Default Web Site"
#define AUTODISCOVER_WEB_SITE "Autodiscover Web Site"

/* Every site of every forest, in file order. */
#define SITES_EACH(request, site)                                                                  \
	for (size_t f_##site = 0; f_##site < (request)->forest_count; f_##site++)                  \
		for (const struct site_answer *site = (request)->forests[f_##site].sites;          \
		        site != (request)->forests[f_##site].sites +                               \
		                        (request)->forests[f_##site].site_count;                   \
		        site++)

const struct forest_answer *site_forest(const struct request *request,
        const struct site_answer *site);
/* Several Internet-facing sites are meant to share one namespace (single-namespace-multi-site). */
bool request_shares_namespace(const struct request *request);
bool request_has(const struct request *request, const char *feature);
/* "Exchange Server 2013 CU23" */
const char *request_release_name(const struct request *request, struct arena *arena);
/* Is the release in the range? NULL: no release is. */
bool request_in(const struct request *request, const char *range);
size_t forest_facing_count(const struct forest_answer *forest);
/* Not Internet-facing, in a forest that has a site which is: its users come through that one. */
bool site_is_proxied(const struct request *request, const struct site_answer *site);
/* Has a single web site that is reached from outside. */
bool service_is_external(const struct request *request, int service);
bool service_is_on(const struct request *request, int service);
bool service_kind_is(const struct request *request, int service, const char *kind);
/* Some enabled service can be used from outside. */
bool request_has_outside(const struct request *request);
/* Autodiscover can be found by anything but the SCP (CONTRACT section 2). */
bool request_publishes_autodiscover(const struct request *request);
/* The second web site for Autodiscover exists on this site (C3, C4). */
bool site_has_second_web_site(const struct request *request, const struct site_answer *site);
/* "autodiscover.<domain>" */
const char *autodiscover_host(struct arena *arena, const char *domain);
/* The certificate of the site's servers is their own self-signed one. */
bool site_is_self_signed(const struct request *request, const struct site_answer *site);

/* What publishes the site opens TLS: it reads names and needs the certificate and its key. */
bool site_opens_tls(const struct site_answer *site);

/* Does the certificate name the host, by itself or by a wildcard for its first label? */
bool certificate_lists(const struct plan_certificate *certificate, const char *host);
/* Must its key be on more than one machine: several servers, a device that opens TLS before them, or
 * older servers that answer for a name of it? */
bool certificate_is_needed_elsewhere(const struct plan_certificate *certificate);

/* Has it a failback host, and an external URL of OWA to fail back from? */
bool site_uses_failback_host(const struct request *request, const struct site_answer *site);

/* How findings name a site: "site", or "forest/site" where there are several forests. */
const char *site_subject(const struct request *request, const struct site_answer *site,
        struct arena *arena);

/* A host of a site, and the answer it comes from. */
struct site_host {
	const char *host;
	const struct node *node;
	int service; /* -1: the namespace itself, the download host or the failback host */
};

struct site_host_list LIST_OF(struct site_host);

/* External hosts of an Internet-facing site (N1): the namespace first, then those of enabled
 * external services, then the download host and the failback host; each once. Empty for other
 * sites. */
struct site_host_list site_external_hosts(const struct request *request,
        const struct site_answer *site, struct arena *arena);

#endif
