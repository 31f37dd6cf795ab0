/*
 * helper_plan.h: a small plan built by hand, for the tests of what reads plans.
 *
 * Two forests; a server name that both have; a fragment, a new zone and a pinpoint zone; a step for
 * each language and each kind of text; an organization whose name is hostile to every language.
 */
#ifndef HELPER_PLAN_H
#define HELPER_PLAN_H

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/text.h"
#include "core/plan.h"
#include "core/proof.h"

#define HOSTILE_NAME "Contoso \"&\" S\xc3\xb6hne, `x` <b>*; '\xc3\x89\xe2\x80\x99"

struct helper {
	struct arena *arena;
	struct know know;
	struct request request;
	struct answers answers;
	struct node *root, *forests;
	struct forest_answer forest[2];
	struct site_answer site[2];
	struct server_answer server[3];
	struct service_answer service[2];
	struct plan plan;
};

static inline struct node *helper_node(struct helper *h, struct node *parent, const char *name,
        enum node_kind kind)
{
	struct node *node = arena_alloc(h->arena, sizeof(*node));
	node->parent = parent;
	node->name = name;
	node->kind = kind;
	if (!parent)
		return node;
	node->index = parent->count++;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

static inline void helper_know(struct helper *h)
{
	static const struct validity_row validity = { "2026-03-15", 200, "cabf-br: 6.3.2" };
	static const struct service_row services[] = {
		{ .id = "owa", .name = "Outlook Web Access", .kind = "url" },
		{ .id = "outlook_anywhere", .name = "Outlook Anywhere", .kind = "host" },
	};
	static const struct phase_row phases[] = {
		{ "prepare", "Before anything else" },
		{ "configure", "On the servers" },
		{ "publish", "Outside" },
	};
	static const struct audience_row audiences[] = {
		{ "network", "Network" },
		{ "dns-external", "External DNS" },
		{ "exchange", "Exchange" },
		{ "pki", "Certificates" },
		{ "helpdesk", "Help desk" },
	};
	h->know.validities = (struct validity_rows){ &validity, 1 };
	h->know.services = (struct service_rows){ services, COUNT_OF(services) };
	h->know.phases = (struct phase_rows){ phases, COUNT_OF(phases) };
	h->know.audiences = (struct audience_rows){ audiences, COUNT_OF(audiences) };
}

static inline void helper_forest(struct helper *h, size_t index, const char *name,
        const char *ad_domain, const char *site_name, const char *namespace)
{
	struct node *node = helper_node(h, h->forests, NULL, NODE_GROUP);
	struct node *sites = helper_node(h, node, "sites", NODE_LIST);
	struct site_answer *site = &h->site[index];
	struct node *site_node = helper_node(h, sites, NULL, NODE_GROUP);
	site->forest = index;
	site->node = site_node;
	site->name = (struct text_answer){ .value = site_name, .node = site->node };
	site->internet_facing.value = true;
	site->namespace = (struct text_answer){
		.value = namespace,
		.node = helper_node(h, site_node, "namespace", NODE_TEXT),
	};
	h->forest[index] = (struct forest_answer){
		.index = index,
		.name = { .value = name, .node = node },
		.ad_domain = { .value = ad_domain, .node = node },
		.sites = site,
		.site_count = 1,
		.autodiscover_site = site,
		.node = node,
	};
}

static inline void helper_request(struct helper *h)
{
	static const char *const updates[] = { "RTM", "SP3" };
	static const struct product_row product = {
		.id = "2007",
		.name = "Exchange Server 2007",
		.updates = { updates, 2 },
	};
	static const struct topology_row topology = { .id = "multi-forest",
	        .name = "Several forests" };
	static const struct scenario_row scenario = {
		.id = "unified-communications",
		.name = "Unified communications certificate",
	};
	static const struct issuer_row issuer = { .id = "public-ca", .name = "Public CA" };
	h->server[0] = (struct server_answer){ "CAS01", "cas01", "cas01.corp.contoso.com", 0, 0,
	        0 };
	h->server[1] = (struct server_answer){ "CAS_02", "cas_02", "cas_02.corp.contoso.com", 0, 0,
	        0 };
	h->server[2] = (struct server_answer){ "Cas01", "cas01", "cas01.ad.fabrikam.net", 0, 0, 0 };
	h->root = helper_node(h, NULL, NULL, NODE_GROUP);
	h->forests = helper_node(h, h->root, "forests", NODE_LIST);
	helper_forest(h, 0, "contoso", "corp.contoso.com", "Redmond", "mail.contoso.com");
	helper_forest(h, 1, "fabrikam", "ad.fabrikam.net", "Ny-\xc3\x85lesund",
	        "mail.fabrikam.com");
	h->site[0].servers = (struct server_answers){ h->server, 2, NULL };
	h->site[1].servers = (struct server_answers){ h->server + 2, 1, NULL };
	for (size_t i = 0; i < COUNT_OF(h->service); i++)
		h->service[i].enabled.value = h->service[i].external.value = true;
	h->request.services = h->service;
	h->request.know = &h->know;
	h->request.release = (struct release){ &product, 1 };
	h->request.date = (struct date){ 2026, 11, 22 };
	h->request.topology = &topology;
	h->request.forests = h->forest;
	h->request.forest_count = 2;
	h->request.certificates.scenario = &scenario;
	h->request.certificates.issuer = &issuer;
	h->request.certificates.exportable.value = true;
	h->request.organization.name.value = HOSTILE_NAME;
	h->request.organization.country.value = "US";
}

static inline void helper_certificate(struct helper *h)
{
	struct plan_certificate *certificate = LIST_ADD(h->arena, &h->plan.certificates);
	certificate->id = "mail.contoso.com";
	certificate->issuer = h->request.certificates.issuer;
	certificate->subject = "C=US, O=\"Contoso, Inc.\", CN=mail.contoso.com";
	certificate->common_name = "mail.contoso.com";
	certificate->algorithm = "rsa";
	certificate->bits = 2048;
	certificate->site = &h->site[0];
	certificate->web_site = "Default Web Site";
	certificate->has_request = true;
	certificate->has_key = true;
	LIST_PUSH(h->arena, &certificate->servers,
	        ((struct server_place){ &h->site[0], &h->server[0] }));
	struct plan_name *name = LIST_ADD(h->arena, &certificate->names);
	name->name = "mail.contoso.com";
	LIST_PUSH(h->arena, &name->reasons, ((struct name_reason){ "service-host", "owa" }));
	LIST_PUSH(h->arena, &name->from, h->site[0].namespace.node);
	name = LIST_ADD(h->arena, &certificate->names);
	name->name = "autodiscover.contoso.com";
	LIST_PUSH(h->arena, &name->reasons,
	        ((struct name_reason){ "autodiscover", "contoso.com" }));
}

static inline struct plan_record *helper_record(struct helper *h, enum view view, const char *zone,
        bool zone_is_new, const char *owner, enum record_type type, const char *data)
{
	struct plan_record *record = LIST_ADD(h->arena, &h->plan.records);
	*record = (struct plan_record){
		.view = view,
		.zone = zone,
		.zone_is_new = zone_is_new,
		.owner = owner,
		.type = type,
		.data = data,
		.ttl = 3600,
		.necessity = "required",
		.reason = "needed\n$INCLUDE /etc/passwd",
	};
	return record;
}

static inline void helper_records(struct helper *h)
{
	helper_record(h, VIEW_EXTERNAL, "contoso.com", false, "mail.contoso.com", RECORD_A,
	        "203.0.113.10");
	helper_record(h, VIEW_EXTERNAL, "contoso.com", false, "mail.contoso.com", RECORD_AAAA,
	        "2001:db8::10");
	helper_record(h, VIEW_EXTERNAL, "fabrikam.com", false, "autodiscover.fabrikam.com",
	        RECORD_CNAME, "mail.contoso.com");
	helper_record(h, VIEW_EXTERNAL, "contoso.com", false, "_autodiscover._tcp.contoso.com",
	        RECORD_SRV, "0 0 443 mail.contoso.com");
	helper_record(h, VIEW_INTERNAL, "contoso.com", true, "mail.contoso.com", RECORD_A,
	        "10.1.0.10");
	struct plan_record *record = helper_record(h, VIEW_INTERNAL, "mail.fabrikam.com", true,
	        "mail.fabrikam.com", RECORD_A, "10.2.0.10");
	LIST_PUSH(h->arena, &record->from, h->site[1].namespace.node);
	helper_record(h, VIEW_INTERNAL, "_autodiscover._tcp.fabrikam.com", true,
	        "_autodiscover._tcp.fabrikam.com", RECORD_SRV, "0 0 443 mail.contoso.com");
	struct forbidden_record *forbidden = LIST_ADD(h->arena, &h->plan.forbidden);
	*forbidden = (struct forbidden_record){
		.view = VIEW_EXTERNAL,
		.owner = "autodiscover.contoso.com",
		.reason = "it would be asked before the SRV record",
	};
	LIST_PUSH(h->arena, &forbidden->types, "A");
	LIST_PUSH(h->arena, &forbidden->types, "CNAME");
}

static inline void helper_urls(struct helper *h)
{
	for (size_t i = 0; i < 3; i++) {
		struct plan_url *url = LIST_ADD(h->arena, &h->plan.urls);
		url->site = &h->site[i / 2];
		url->server = &h->server[i];
		url->internal = "https://mail.contoso.com/owa";
		url->external = i < 2 ? "https://mail.contoso.com/owa" : NULL;
		LIST_PUSH(h->arena, &url->internal_used_by, "browser@inside-joined");
		LIST_PUSH(h->arena, &url->external_used_by, "browser@inside-joined");
		LIST_PUSH(h->arena, &url->external_used_by, "browser@outside");
	}
	struct plan_scp *scp = LIST_ADD(h->arena, &h->plan.scps);
	scp->site = &h->site[0];
	scp->server = &h->server[0];
	scp->url = "https://mail.contoso.com/autodiscover/autodiscover.xml";
	LIST_PUSH(h->arena, &scp->site_scope, "Redmond");
	struct plan_namespace *namespace = LIST_ADD(h->arena, &h->plan.namespaces);
	namespace->host = "mail.contoso.com";
	namespace->site = &h->site[0];
	LIST_PUSH(h->arena, &namespace->services, "owa");
}

static inline struct plan_step *helper_step(struct helper *h, const struct step_row *row,
        const char *id, const char *server, const char *title)
{
	struct plan_step *step = LIST_ADD(h->arena, &h->plan.steps);
	*step = (struct plan_step){
		.row = row, .id = id, .server = server, .title = title,
		.target = "server", .why = "because",
	};
	LIST_PUSH(h->arena, &step->actions, "Do it");
	LIST_PUSH(h->arena, &step->verify, "See it");
	LIST_PUSH(h->arena, &step->undo, "Undo it");
	return step;
}

static inline void helper_command(struct helper *h, struct command_list *commands, const char *lang,
        const char *text)
{
	LIST_PUSH(h->arena, commands, ((struct plan_command){ .lang = lang, .text = text }));
}

static inline void helper_steps(struct helper *h)
{
	static const struct step_row request = { .id = "request-certificate", .phase = "prepare",
		.audience = "pki", .source = "white-paper: Step 1" };
	static const struct step_row scp = { .id = "set-scp", .phase = "configure",
		.audience = "exchange", .source = "white-paper: Step 2" };
	static const struct step_row dns = { .id = "dns-external", .phase = "publish",
		.audience = "dns-external", .source = "white-paper: Step 3" };
	struct plan_step *step = helper_step(h, &request, "contoso/Redmond/request-certificate",
	        NULL, "Request the certificate");
	step->certificate = &h->plan.certificates.items[0];
	helper_command(h, &step->commands, "powershell",
	        "New-ExchangeCertificate -GenerateRequest -DomainName 'mail.contoso.com'");
	step = helper_step(h, &scp, "contoso/Redmond/set-scp/CAS01", "CAS01",
	        "Set it on CAS01's \xe2\x80\x98"
	        "site\xe2\x80\x99");
	helper_command(h, &step->commands, "powershell",
	        "Set-ClientAccessServer -Identity 'CAS01'");
	helper_command(h, &step->commands, "cmd", "iisreset /noforce");
	helper_command(h, &step->verify_commands, "powershell", "Get-ClientAccessServer 'CAS01'");
	helper_command(h, &step->undo_commands, "powershell",
	        "Set-ClientAccessServer -Identity 'CAS01' "
	        "-AutoDiscoverServiceInternalUri 'S\xc3\xb6hne'");
	step = helper_step(h, &scp, "contoso/Redmond/set-scp/CAS_02", "CAS_02", "Second");
	helper_command(h, &step->commands, "powershell", "Set-ClientAccessServer 'CAS_02' ```` x");
	step = helper_step(h, &scp, "fabrikam/Ny-\xc3\x85lesund/set-scp/Cas01", "Cas01", "Third");
	helper_command(h, &step->commands, "powershell", "Set-ClientAccessServer 'Cas01'");
	helper_step(h, &dns, "dns-external", NULL, "Publish");
}

static inline void helper_findings(struct helper *h)
{
	static const struct rule_row rule = { .id = "product-unsupported", .severity = "warning",
		.title = "Product out of support", .source = "lifecycle" };
	struct plan_finding *finding = LIST_ADD(h->arena, &h->plan.findings);
	*finding = (struct plan_finding){
		.rule = &rule, .severity = SEVERITY_WARNING, .subject = "2007",
		.message = "No longer supported since 2017-04-11.", .action = "Move on.",
	};
	struct omitted_name *omitted = LIST_ADD(h->arena, &h->plan.omitted);
	omitted->name = "cas01.corp.contoso.local";
	omitted->reason = "no public CA issues it";
	LIST_PUSH(h->arena, &h->plan.defaults,
	        ((struct plan_default){ .node = h->site[0].namespace.node, .value = "3600" }));
}

/* Everything lives in h->arena, which the caller frees. */
static inline void helper_make(struct helper *h)
{
	*h = (struct helper){ .arena = arena_new() };
	helper_know(h);
	helper_request(h);
	h->plan.request = &h->request;
	h->plan.know = &h->know;
	h->plan.arena = h->arena;
	h->plan.suffix_list = "2022-05-01";
	helper_certificate(h);
	helper_records(h);
	helper_urls(h);
	helper_steps(h);
	helper_findings(h);
}

static inline struct proof *helper_proof(struct helper *h)
{
	static const struct client_row client = { .id = "browser", .name = "Browser" };
	struct proof *proof = arena_alloc(h->arena, sizeof(*proof));
	struct verdict *verdict = LIST_ADD(h->arena, &proof->verdicts);
	*verdict = (struct verdict){
		.client = &client, .place = "outside", .forest = "contoso", .site = "Redmond",
		.service = "owa", .result = RESULT_WARNING, .reason = "wrong name",
	};
	LIST_PUSH(h->arena, &verdict->attempts,
	        ((struct attempt){ .url = "https://mail.contoso.com/owa", .outcome = "wrong-name",
		        .detail = "not named" }));
	struct fix *fix = arena_alloc(h->arena, sizeof(*fix));
	*fix = (struct fix){ .text = "use a wildcard", .cost = "money" };
	LIST_PUSH(h->arena, &fix->changes,
	        ((struct fix_change){ .path = "certificates.scenario", .value = "wildcard" }));
	LIST_PUSH(h->arena, &verdict->fixes, fix);
	verdict = LIST_ADD(h->arena, &proof->verdicts);
	*verdict = (struct verdict){ .place = "inside", .forest = "contoso", .service = "owa" };
	LIST_PUSH(h->arena, &proof->lines,
	        ((struct proof_line){ "browser", "outside", RESULT_WARNING, "wrong name" }));
	proof->worst = RESULT_WARNING;
	return proof;
}

#endif
