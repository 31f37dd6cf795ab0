/*
 * core/request.h: the answers as the planner reads them: typed, complete, checked.
 *
 * request_make fills in every default (as nodes of origin default or derived, so that findings can
 * point at them), checks every value against the schema, and every rule of CONTRACT section 2 whose
 * breach is exit 2. A request that it returned needs no further checking.
 *
 * Each member stands beside the node that it came from. Host names are lower case, A-labels, without
 * a trailing dot; server and site names are as the person wrote them.
 */
#ifndef CORE_REQUEST_H
#define CORE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "core/answers.h"
#include "know/know.h"

struct text_answer {
	const char *value; /* NULL: not given, and no default applies */
	const struct node *node;
};

struct flag_answer {
	bool value;
	const struct node *node;
};

struct number_answer {
	long value;
	const struct node *node;
};

struct text_answers {
	const struct text_answer *items;
	size_t count;
	const struct node *node;
};

enum baseline { BASELINE_CURRENT, BASELINE_2008 };

struct publisher_answer {
	struct text_answer kind;    /* none | passthrough | bridging | offloading */
	struct text_answer product; /* isa-2004 | isa-2006 | tmg | other */
	const struct node *node;
};

struct server_answer {
	const char *name;  /* as written */
	const char *short_name; /* lower case */
	const char *fqdn;  /* lower case: name.ad_domain of its site, else of its forest */
	const char *address;              /* from server_addresses; NULL: not given */
	const char *autodiscover_address; /* likewise */
	const struct node *node;
};

struct server_answers {
	const struct server_answer *items;
	size_t count;
	const struct node *node;
};

/* The older servers of a site, where the release beside them needs a name of its own for them
 * (product.coexistence). */
struct legacy_answer {
	struct text_answer host; /* NULL: none is needed, or the site is not Internet-facing */
	struct server_answers servers;
	struct text_answers external_addresses;
	struct text_answers internal_addresses;
};

struct site_answer {
	size_t forest, index; /* of forests[forest].sites[index] */
	struct text_answer name;
	struct flag_answer internet_facing;
	struct text_answer namespace; /* NULL where not Internet-facing and not given */
	const struct text_answer *hosts; /* by service index (know->services); value NULL: the namespace */
	struct text_answer internal_namespace; /* NULL: rule U2 */
	struct text_answer scp_host;           /* NULL: rule A2 */
	struct text_answer failback_host;      /* NULL: none */
	struct text_answer ad_domain;          /* the forest's unless the site has its own */
	struct server_answers servers;
	struct text_answers external_addresses;
	struct text_answers internal_addresses;
	struct flag_answer autodiscover; /* resolved by rule A1: true for one site of a forest at most */
	struct text_answers autodiscover_external_addresses;
	struct text_answers autodiscover_internal_addresses;
	struct number_answer mailbox_users;
	struct flag_answer load_balanced;
	struct flag_answer perimeter;
	struct publisher_answer publisher;
	struct legacy_answer legacy;
	const struct node *node;
};

struct forest_answer {
	size_t index;
	struct text_answer name;
	struct text_answer ad_domain;
	struct text_answers smtp_domains;
	const struct site_answer *sites;
	size_t site_count;
	/* Site that answers Autodiscover from outside (A1); NULL: no Internet-facing site. */
	const struct site_answer *autodiscover_site;
	const struct node *node;
};

/* By service index; a service that the product lacks is not enabled. */
struct service_answer {
	struct flag_answer enabled;
	struct flag_answer external;
	struct flag_answer require_ssl;
	struct flag_answer ssl_offloading;
	struct text_answer security;       /* mail services: tls | starttls | none */
	struct text_answer authentication; /* outlook_anywhere */
	const struct node *node;
};

struct acknowledgement {
	const char *rule;
	const char *subject;
	const char *reason;
	/* Texts of the answers it was given for ("path=value"), to see whether it lapsed; may be empty
	 * in a file written by hand, which then never lapses. */
	struct texts depends;
	const struct node *node;
};

struct acknowledgement_list LIST_OF(struct acknowledgement);

struct client_list LIST_OF(const struct client_row *);

struct request {
	const struct know *know;
	const struct answers *answers;
	struct release release;
	const struct node *product_node, *update_node;
	struct text_answer extended_protection; /* default | on | off */
	struct text_answers coexistence; /* ids of coexistence_rows */
	bool needs_legacy_name;          /* one of them needs a name of its own beside the release */
	struct text_answer download_host; /* NULL: none */
	enum baseline baseline;
	const struct node *baseline_node;
	struct date date;
	const struct node *date_node;
	/* Day of an earlier plan with these answers; NULL: none that is before `date`. */
	const char *previous;
	const struct node *previous_node; /* its value may be another day than `previous` */
	struct {
		struct text_answer name, country, state, locality, unit; /* NULL where not given */
	} organization;
	const struct topology_row *topology;
	const struct node *topology_node;
	const struct forest_answer *forests;
	size_t forest_count;
	const struct service_answer *services;
	struct {
		struct client_list kinds; /* in file order */
		const struct node *kinds_node;
		struct flag_answer inside_joined, inside_unjoined;
		bool root_joined, root_outside, root_mobile; /* root_ca_installed */
		const struct node *root_node;
	} clients;
	struct {
		const struct scenario_row *scenario;
		const struct node *scenario_node;
		const struct issuer_row *issuer;
		const struct node *issuer_node;
		struct flag_answer per_forest; /* layout */
		struct flag_answer server_names;
		struct text_answers exclude_names, extra_names;
		struct text_answer algorithm; /* rsa | ec */
		struct number_answer bits;    /* rsa */
		struct text_answer curve;     /* ec: P-256 | P-384 */
		struct flag_answer made_by_exchange; /* key_made_by */
		struct flag_answer exportable;
		const struct issuer_row *proxy_issuer;
		const struct node *proxy_issuer_node;
	} certificates;
	struct {
		struct text_answer internal; /* split-zone | pinpoint | same-zone | none */
		struct flag_answer autodiscover_cname;
		struct flag_answer srv_supported;
		struct text_answers catch_all, apex_https, existing_internal_zones;
		struct number_answer ttl;
	} dns;
	struct {
		bool ca_supports_san, ca_supports_wildcard;
		const struct node *ca_node;
		struct text_answers owned_certificate;
		struct number_answer public_addresses;
	} constraints;
	struct acknowledgement_list acknowledged;
};

/* NULL where the answers are wrong; at least one problem more says why, unless all that is wrong
 * was refused, and complained of, by the reader of the file. Calling it again after answers have
 * changed is allowed: it takes out the defaults that it made before. `today` counts where neither
 * `forced` (--date; NULL: not given) nor policy.date says another day. */
const struct request *request_make(struct answers *answers, struct date today,
        const struct date *forced, struct arena *arena, struct problem_list *problems);

/* The host that clients outside use for a service of an Internet-facing site (N1); NULL: none. */
const char *site_external_host(const struct site_answer *site, const struct request *request,
        int service);

#endif
