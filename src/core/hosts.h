/*
 * hosts.h: every host that clients inside use, and the sites that answer for it (rule D2).
 *
 * A host has one role, the first that fits: it is an Autodiscover name, else an external host of
 * some sites, else their internal host, else their SCP host. Server FQDNs, which the directory's own
 * zone answers, are left out unless they are external hosts.
 */
#ifndef CORE_HOSTS_H
#define CORE_HOSTS_H

#include "base/map.h"
#include "core/plan.h"

enum host_role { HOST_AUTODISCOVER, HOST_EXTERNAL, HOST_INTERNAL, HOST_SCP };

struct site_list LIST_OF(const struct site_answer *);

struct host {
	const char *name;
	enum host_role role;
	struct site_list sites;
	struct from from;
};

struct host_list LIST_OF(struct host *);

struct hosts {
	struct host_list list; /* in the order of their roles, then of the answers */
	struct map *by_name;   /* to struct host */
};

/* From the request and the plan's URLs; plan_make keeps it in plan->hosts. */
const struct hosts *hosts_make(const struct plan *plan);
/* NULL: no such host. */
const struct host *hosts_find(const struct hosts *hosts, const char *name);
bool host_is_of(const struct host *host, const struct site_answer *site);
/* Does the site's external host for a service lead to some other site, too? */
bool hosts_lead_elsewhere(const struct plan *plan, const struct site_answer *site, int service);

/* How a mail domain is found from outside (D1). */
enum discovery {
	DISCOVERY_NONE,
	DISCOVERY_HOST,     /* address or alias of the Autodiscover site */
	DISCOVERY_SECOND,   /* address of the second web site */
	DISCOVERY_REDIRECT, /* the same, port 80 only */
	DISCOVERY_SRV,
};

/* For the mail domain at `index` of the forest; NONE where nothing is published. */
enum discovery forest_discovery(const struct request *request, const struct forest_answer *forest,
        size_t index);
/* Where SRV records of the forest point; it has an Autodiscover site. */
const char *forest_srv_target(const struct request *request, const struct forest_answer *forest,
        struct arena *arena);

#endif
