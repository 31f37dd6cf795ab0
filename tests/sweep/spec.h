/*
 * spec.h: the answers of one plan of the sweep, as a struct, and the tree that they make.
 *
 * A text that is NULL, a number of -1 and a flag that is UNSAID are left out of the tree, so that the
 * default stands. Lists are texts with blanks between the items; an empty one is an empty list. All
 * texts are borrowed.
 */
#ifndef SWEEP_SPEC_H
#define SWEEP_SPEC_H

#include "core/answers.h"

#define SPEC_FORESTS 3
#define SPEC_SITES 4
#define SPEC_SERVICES 12

enum said { UNSAID, SAID_NO, SAID_YES };

struct site_spec {
	const char *name, *namespace, *internal_namespace, *scp_host, *ad_domain;
	const char *servers, *external, *internal, *second_external, *second_internal;
	const char *publisher, *publisher_product;
	const char *hosts; /* "owa=web.nordwerk.de pop3=pop.nordwerk.de" */
	const char *server_addresses; /* "MX1=10.0.0.1=10.0.0.2": server, address, second address */
	const char *legacy_host, *legacy_servers, *legacy_external, *legacy_internal;
	const char *failback_host;
	enum said facing, autodiscover, load_balanced, perimeter;
	long users;
};

struct forest_spec {
	const char *name, *ad_domain, *domains;
	struct site_spec sites[SPEC_SITES];
	size_t site_count;
};

struct service_spec {
	const char *id, *security, *authentication;
	enum said enabled, external, require_ssl, ssl_offloading;
};

struct spec {
	const char *version, *update, *extended_protection, *coexistence, *download_host;
	const char *baseline, *date, *previous;
	const char *organization, *country, *state, *locality, *unit;
	const char *topology;
	struct forest_spec forests[SPEC_FORESTS];
	size_t forest_count;
	struct service_spec services[SPEC_SERVICES];
	size_t service_count;
	const char *kinds, *root_installed;
	enum said inside_joined, inside_unjoined;
	const char *scenario, *issuer, *layout, *exclude_names, *extra_names;
	const char *algorithm, *curve, *key_made_by, *proxy_issuer;
	long bits;
	enum said server_names, exportable;
	const char *internal_dns, *autodiscover_record, *catch_all, *apex_https, *existing_zones;
	enum said srv_supported;
	long ttl;
	const char *ca_supports, *owned_certificate;
	long public_addresses;
};

/* Nothing said. */
void spec_init(struct spec *spec);
/* Adds an empty forest, site or service; there must be room. */
struct forest_spec *spec_add_forest(struct spec *spec, const char *name);
struct site_spec *spec_add_site(struct forest_spec *forest, const char *name);
struct service_spec *spec_add_service(struct spec *spec, const char *id);
/* Fills an initialised, empty tree. */
void spec_put(const struct spec *spec, struct answers *answers);

#endif
