/*
 * helper_steps.h: a plan built by hand, for the tests of the step engine.
 *
 * One forest "contoso" with two sites: Redmond faces the Internet with CAS01 and CAS02 behind one
 * certificate and a second web site for Autodiscover; New York is proxied, its CAS09 has a
 * certificate of its own. A second forest "tail" has a site too, also called Redmond, with a CAS01.
 */
#ifndef HELPER_STEPS_H
#define HELPER_STEPS_H

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/text.h"
#include "core/build.h"
#include "core/command.h"
#include "core/scope.h"
#include "../../src/core/scope_index.h"

#define ORGANIZATION "Contoso \xe2\x80\x99; \"Inc.\", 100%"

enum { AUTODISCOVER, OWA, OUTLOOK_ANYWHERE, OAB, POP3, IMAP4, SMTP, SERVICES };

struct world {
	struct arena *arena;
	struct know know;
	struct request request;
	struct answers answers;
	struct forest_answer forests[2];
	struct site_answer sites[3]; /* Redmond, New York; Redmond of the other forest */
	struct server_answer servers[4];
	struct service_answer services[SERVICES];
	struct text_answer hosts[SERVICES]; /* none differs from the namespace */
	struct plan plan;
	struct scope scope;
	struct node_set from;
};

/* ---- knowledge ---- */

static inline void world_know(struct world *w)
{
	static const char *const updates_2007[] = { "RTM", "SP1", "SP2", "SP3" };
	static const char *const updates_2016[] = { "RTM", "CU22", "CU23" };
	static const struct product_row products[] = {
		{ .id = "2007", .name = "Exchange Server 2007", .updates = { updates_2007, 4 },
		        .self_signed_months = 12 },
		{ .id = "2016", .name = "Exchange Server 2016", .updates = { updates_2016, 3 },
		        .self_signed_months = 60 },
	};
	static const struct feature_row features[] = {
		{ .id = "internal-outlook-anywhere", .products = "2016-" },
	};
	static const struct service_row services[SERVICES] = {
		[AUTODISCOVER] = { .id = "autodiscover", .name = "Autodiscover",
		        .kind = "autodiscover", .virtual_directory = "Autodiscover" },
		[OWA] = { .id = "owa", .name = "Outlook Web Access", .kind = "url", .path = "/owa",
		        .virtual_directory = "owa", .cleared_in_multi_site = "2007" },
		[OUTLOOK_ANYWHERE] = { .id = "outlook_anywhere", .name = "Outlook Anywhere",
		        .kind = "host", .virtual_directory = "Rpc" },
		[OAB] = { .id = "oab", .name = "Offline address book", .kind = "url",
		        .path = "/OAB", .virtual_directory = "OAB" },
		[POP3] = { .id = "pop3", .name = "POP3", .kind = "mail", .tls_port = "995",
		        .starttls_port = "110", .certificate_word = "POP",
		        .certificate_in = "2007-", .wildcard_step = "set-pop" },
		[IMAP4] = { .id = "imap4", .name = "IMAP4", .kind = "mail", .tls_port = "993",
		        .starttls_port = "143", .certificate_word = "IMAP",
		        .certificate_in = "2007-", .wildcard_step = "set-imap" },
		[SMTP] = { .id = "smtp", .name = "SMTP", .kind = "mail", .starttls_port = "587",
		        .certificate_word = "SMTP", .certificate_in = "2016-" },
	};
	static const struct client_row clients[] = {
		{ .id = "outlook-2007-srv" },
		{ .id = "browser" },
		{ .id = "mobile", .is_phone = true },
	};
	static const struct topology_row topologies[] = {
		{ .id = "regional", .namespaces = "distinct" },
		{ .id = "single-namespace-multi-site", .namespaces = "same" },
	};
	static const struct scenario_row scenarios[] = {
		{ .id = "two-single-names", .second_site = true, .second_certificate = true },
		{ .id = "wildcard" },
	};
	static const struct issuer_row issuers[] = {
		{ .id = "public-ca", .name = "Public authority" },
		{ .id = "windows-pki", .name = "Windows PKI" },
		{ .id = "self-signed", .name = "Self-signed" },
	};
	static const struct phase_row phases[] = {
		{ "prepare", "Before" },
		{ "work", "Work" },
		{ "after", "After" },
	};
	static const struct audience_row audiences[] = {
		{ "exchange", "Exchange" },
		{ "network", "Network" },
	};
	w->know.products = (struct product_rows){ products, COUNT_OF(products) };
	w->know.features = (struct feature_rows){ features, COUNT_OF(features) };
	w->know.services = (struct service_rows){ services, COUNT_OF(services) };
	w->know.clients = (struct client_rows){ clients, COUNT_OF(clients) };
	w->know.topologies = (struct topology_rows){ topologies, COUNT_OF(topologies) };
	w->know.scenarios = (struct scenario_rows){ scenarios, COUNT_OF(scenarios) };
	w->know.issuers = (struct issuer_rows){ issuers, COUNT_OF(issuers) };
	w->know.phases = (struct phase_rows){ phases, COUNT_OF(phases) };
	w->know.audiences = (struct audience_rows){ audiences, COUNT_OF(audiences) };
}

/* ---- answers ---- */

static inline const struct node *world_node(struct world *w, const char *name)
{
	struct node *node = arena_alloc(w->arena, sizeof(*node));
	node->name = name;
	return node;
}

static inline struct text_answer text_of(struct world *w, const char *name, const char *value)
{
	return (struct text_answer){ value, world_node(w, name) };
}

static inline struct flag_answer flag_of(struct world *w, const char *name, bool value)
{
	return (struct flag_answer){ value, world_node(w, name) };
}

static inline struct text_answers list_of(struct world *w, const char *name, const char *first,
        const char *second)
{
	struct text_answer *items = arena_alloc(w->arena, sizeof(*items) * 2);
	size_t count = 0;
	if (first)
		items[count++] = text_of(w, name, first);
	if (second)
		items[count++] = text_of(w, name, second);
	return (struct text_answers){ items, count, world_node(w, name) };
}

static inline void world_server(struct world *w, size_t index, const char *name, const char *fqdn)
{
	w->servers[index] = (struct server_answer){ .name = name, .fqdn = fqdn,
		.node = world_node(w, name) };
}

static inline void world_site(struct world *w, size_t index, size_t forest, const char *name,
        const char *namespace, const struct server_answer *servers, size_t count)
{
	w->sites[index] = (struct site_answer){
		.forest = forest,
		.index = index < 2 ? index : 0,
		.name = text_of(w, "site name", name),
		.internet_facing = flag_of(w, "internet_facing", namespace != NULL),
		.namespace = text_of(w, "namespace", namespace),
		.hosts = w->hosts,
		.servers = { servers, count, NULL },
		.publisher = { .kind = text_of(w, "publisher", "none"),
		        .product = text_of(w, "product", "other") },
		.mailbox_users = { 40, world_node(w, "mailbox_users") },
	};
}

static inline void world_forests(struct world *w)
{
	world_server(w, 0, "CAS01", "cas01.corp.contoso.com");
	world_server(w, 1, "CAS02", "cas02.corp.contoso.com");
	world_server(w, 2, "CAS09", "cas09.corp.contoso.com");
	world_server(w, 3, "CAS01", "cas01.tail.example");
	w->servers[0].address = "10.1.0.21";
	w->servers[0].autodiscover_address = "10.1.0.31";
	world_site(w, 0, 0, "Redmond", "mail.contoso.com", &w->servers[0], 2);
	world_site(w, 1, 0, "New York", NULL, &w->servers[2], 1);
	world_site(w, 2, 1, "Redmond", "mail.tail.com", &w->servers[3], 1);
	w->sites[0].external_addresses =
	        list_of(w, "external_addresses", "203.0.113.10", "2001:db8::10");
	w->sites[0].autodiscover_external_addresses =
	        list_of(w, "autodiscover_external_addresses", "203.0.113.11", NULL);
	w->sites[0].internal_addresses = list_of(w, "internal_addresses", "10.1.0.10", NULL);
	w->forests[0] = (struct forest_answer){ .index = 0, .name = text_of(w, "f", "contoso"),
		.smtp_domains = list_of(w, "smtp_domains", "contoso.com", "fabrikam.com"),
		.sites = &w->sites[0], .site_count = 2, .autodiscover_site = &w->sites[0] };
	w->forests[1] = (struct forest_answer){ .index = 1, .name = text_of(w, "f", "tail"),
		.smtp_domains = list_of(w, "smtp_domains", "tail.com", NULL),
		.sites = &w->sites[2], .site_count = 1, .autodiscover_site = &w->sites[2] };
}

static inline void world_services(struct world *w)
{
	for (size_t i = 0; i < SERVICES; i++) {
		w->services[i] = (struct service_answer){
			.enabled = flag_of(w, "enabled", i < IMAP4),
			.external = flag_of(w, "external", true),
			.require_ssl = flag_of(w, "require_ssl", i != OAB),
			.ssl_offloading = flag_of(w, "ssl_offloading", false),
			.security = text_of(w, "security", "tls"),
			.authentication = text_of(w, "authentication", "basic"),
		};
	}
}

static inline void world_request(struct world *w)
{
	struct request *r = &w->request;
	r->know = &w->know;
	r->answers = &w->answers;
	r->release = (struct release){ &w->know.products.items[0], 3 };
	r->product_node = world_node(w, "version");
	r->date = (struct date){ 2026, 11, 22 };
	r->organization.name = text_of(w, "organization", ORGANIZATION);
	r->organization.country = text_of(w, "country", "US");
	r->organization.state = text_of(w, "state", "Washington");
	r->organization.unit = text_of(w, "unit", "IT");
	r->topology = &w->know.topologies.items[0];
	r->forests = w->forests;
	r->forest_count = 2;
	r->services = w->services;
	r->certificates.scenario = &w->know.scenarios.items[0];
	r->certificates.issuer = &w->know.issuers.items[0];
	r->certificates.proxy_issuer = &w->know.issuers.items[2];
	r->certificates.exportable = flag_of(w, "exportable", true);
	r->dns.internal = text_of(w, "internal", "split-zone");
	for (size_t i = 0; i < w->know.clients.count; i++)
		LIST_PUSH(w->arena, &r->clients.kinds, &w->know.clients.items[i]);
}

/* ---- plan ---- */

static inline struct plan_certificate *world_certificate(struct world *w,
        enum certificate_role role, const char *common_name, size_t issuer, size_t site)
{
	struct plan_certificate *certificate = LIST_ADD(w->arena, &w->plan.certificates);
	*certificate = (struct plan_certificate){
		.id = common_name,
		.role = role,
		.issuer = &w->know.issuers.items[issuer],
		.common_name = common_name,
		.algorithm = "rsa",
		.bits = 2048,
		.site = &w->sites[site],
		.web_site = role == ROLE_AUTODISCOVER ? "Autodiscover Web Site" :
		                                        "Default Web Site",
		.has_request = issuer != 2,
		.has_key = issuer != 2,
	};
	for (size_t i = 0; i < w->sites[site].servers.count; i++)
		LIST_PUSH(w->arena, &certificate->servers,
		        ((struct server_place){ &w->sites[site],
		                &w->sites[site].servers.items[i] }));
	LIST_PUSH(w->arena, &certificate->names,
	        ((struct plan_name){ .name = common_name }));
	return certificate;
}

static inline void world_url(struct world *w, size_t site, size_t server, int service,
        const char *internal, const char *external)
{
	struct plan_url *url = LIST_ADD(w->arena, &w->plan.urls);
	url->site = &w->sites[site];
	url->server = &w->servers[server];
	url->service = service;
	url->internal = internal;
	url->external = external;
	url->people_host = internal ? "inside.contoso.com" : NULL;
	LIST_PUSH(w->arena, &url->from, world_node(w, "url"));
}

static inline void world_record(struct world *w, enum view view, const char *owner,
        enum record_type type, const char *data)
{
	struct plan_record *record = LIST_ADD(w->arena, &w->plan.records);
	record->view = view;
	record->zone = "contoso.com";
	record->owner = owner;
	record->type = type;
	record->data = data;
	record->ttl = 3600;
}

static inline void world_plan(struct world *w)
{
	struct plan *p = &w->plan;
	p->request = &w->request;
	p->know = &w->know;
	p->arena = w->arena;
	p->renewal_date = "2027-06-10";
	world_certificate(w, ROLE_PRIMARY, "mail.contoso.com", 0, 0);
	world_certificate(w, ROLE_AUTODISCOVER, "autodiscover.contoso.com", 0, 0);
	world_certificate(w, ROLE_SERVER, "cas09", 2, 1);
	world_certificate(w, ROLE_PRIMARY, "*.tail.com", 0, 2);
	world_url(w, 0, 0, OWA, "https://mail.contoso.com/owa", "https://mail.contoso.com/owa");
	world_url(w, 1, 2, OWA, "https://cas09.corp.contoso.com/owa", NULL);
	world_url(w, 1, 2, OAB, "http://cas09.corp.contoso.com/OAB", NULL);
	LIST_PUSH(w->arena, &p->scps,
	        ((struct plan_scp){ .site = &w->sites[0], .server = &w->servers[0],
	                .host = "mail.contoso.com",
	                .url = "https://mail.contoso.com/autodiscover/autodiscover.xml" }));
	LIST_PUSH(w->arena, &p->web_sites,
	        ((struct plan_web_site){ .site = &w->sites[0], .name = "Default Web Site",
	                .https = true }));
	LIST_PUSH(w->arena, &p->web_sites,
	        ((struct plan_web_site){ .site = &w->sites[0], .name = "Autodiscover Web Site",
	                .https = true }));
	LIST_PUSH(w->arena, &p->web_sites.items[1].external_addresses, "203.0.113.11");
	world_record(w, VIEW_EXTERNAL, "mail.contoso.com", RECORD_A, "203.0.113.10");
	world_record(w, VIEW_EXTERNAL, "_autodiscover._tcp.fabrikam.com", RECORD_SRV,
	        "0 0 443 autodiscover.contoso.com");
	world_record(w, VIEW_INTERNAL, "mail.contoso.com", RECORD_A, "10.1.0.10");
}

/* A scope about the plan; tests narrow it. */
static inline void world_scope(struct world *w)
{
	w->from = (struct node_set){ 0 };
	w->scope = (struct scope){ .plan = &w->plan, .arena = w->arena, .scratch = w->arena,
		.index = scope_index_make(&w->plan, w->arena), .from = &w->from };
}

static inline void world_narrow(struct world *w, size_t site, size_t server, size_t certificate)
{
	world_scope(w);
	w->scope.site = &w->sites[site];
	w->scope.forest = &w->forests[w->sites[site].forest];
	w->scope.server = &w->servers[server];
	w->scope.certificate = &w->plan.certificates.items[certificate];
	w->scope.parts = SCOPE_FOREST | SCOPE_SITE | SCOPE_SERVER | SCOPE_CERTIFICATE;
}

static inline int world_set_up(void **state)
{
	struct arena *arena = arena_new();
	struct world *w = arena_alloc(arena, sizeof(*w));
	w->arena = arena;
	world_know(w);
	world_forests(w);
	world_services(w);
	world_request(w);
	world_plan(w);
	world_scope(w);
	*state = w;
	return 0;
}

static inline int world_tear_down(void **state)
{
	struct world *w = *state;
	arena_free(w->arena);
	return 0;
}

#endif
