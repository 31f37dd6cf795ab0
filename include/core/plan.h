/*
 * core/plan.h: what must be done, as a value.
 *
 * plan_make builds it once from a request, without any I/O; everything afterwards only reads it:
 * files, JSON, screens, proof, diff, explain, verification. The same request gives the same plan.
 * All memory is the arena's; texts without owner are borrowed from the request or from knowledge.
 * Host names are canonical (core/name.h); lists are in a stable order.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/list.h"
#include "base/map.h"
#include "core/fix.h"
#include "core/request.h"
#include "know/know.h"

/* The answers that something comes from. */
struct from LIST_OF(const struct node *);

/* Ids of what uses an item: "outlook-2007@outside". NULL list: not judged yet; see proof.h. */
struct use_list LIST_OF(const char *);

struct plan_namespace {
	const char *host;
	const struct site_answer *site;
	struct text_list services; /* ids */
	struct from from;
};

enum certificate_role { ROLE_PRIMARY, ROLE_AUTODISCOVER, ROLE_SERVER };

/* Why a name is on a certificate (C11). */
struct name_reason {
	const char *code;
	const char *detail;
};

struct reason_list LIST_OF(struct name_reason);

struct plan_name {
	const char *name;
	struct reason_list reasons;
	struct from from;
	struct use_list used_by;
};

struct name_list LIST_OF(struct plan_name);

/* A server with the site it stands in. */
struct server_place {
	const struct site_answer *site;
	const struct server_answer *server;
};

struct server_list LIST_OF(struct server_place);

struct plan_certificate {
	const char *id; /* C8; a file name */
	enum certificate_role role;
	const struct issuer_row *issuer;
	const char *subject; /* one line: C=US, ST=..., CN=... */
	const char *common_name;
	struct name_list names; /* common name first */
	const char *algorithm;  /* rsa | ec */
	long bits;              /* rsa; 0 for ec */
	const char *curve;      /* ec; NULL for rsa */
	const struct site_answer *site; /* whose answers shaped it; its forest is site->forest */
	const char *web_site;   /* "Default Web Site" | "Autodiscover Web Site" */
	struct server_list servers;
	bool has_request; /* a CSR is made, here or by Exchange */
	bool has_key;     /* the key is made here (key_made_by = casplan) */
	bool owned;       /* C12 */
	struct from from;
};

struct certificate_list LIST_OF(struct plan_certificate);

struct omitted_name {
	const char *name;
	const char *reason;
	struct from from;
};

enum view { VIEW_EXTERNAL, VIEW_INTERNAL };

enum record_type { RECORD_A, RECORD_AAAA, RECORD_CNAME, RECORD_SRV };

struct plan_record {
	enum view view;
	const char *zone;
	bool zone_is_new; /* D4: a whole master file, not a fragment */
	const char *owner;
	enum record_type type;
	const char *data; /* address, host, or "0 0 443 host" */
	long ttl;
	const char *necessity; /* required | recommended */
	const char *reason;
	struct from from;
	struct use_list used_by;
};

struct record_list LIST_OF(struct plan_record);

struct forbidden_record {
	enum view view;
	const char *owner;
	struct text_list types;
	bool is_port; /* the record is right: port 443 at its address must stay closed */
	const char *reason;
	struct from from;
};

/* A web site of a site's servers: what answers at its addresses. The certificates it presents are
 * those whose web_site is `name` and whose servers are the site's (see plan_certificate_of). */
struct plan_web_site {
	const struct site_answer *site;
	const char *name;
	bool https;              /* false: port 80 only */
	const char *redirect_to; /* URL that its port 80 answers with; NULL: none */
	struct text_list external_addresses;
	struct text_list internal_addresses;
};

struct web_site_list LIST_OF(struct plan_web_site);

struct plan_url {
	const struct site_answer *site;
	const struct server_answer *server;
	int service; /* index into know->services */
	/* For kind url the whole URL, for kind host (Outlook Anywhere) the host; NULL: empty. */
	const char *internal;
	const char *external;
	const char *internal_host; /* host in `internal`; NULL: none */
	const char *external_host; /* host that is typed or given outside; set also where cleared (U1) */
	const char *people_host;   /* host that people inside open (U2 without its last sentences) */
	bool is_proxied;           /* other servers proxy to it: the last sentences hold */
	struct from from;
	struct use_list internal_used_by, external_used_by;
};

struct url_list LIST_OF(struct plan_url);

struct plan_scp {
	const struct site_answer *site;
	const struct server_answer *server;
	const char *host;
	const char *url;
	struct text_list site_scope;
	struct from from;
	struct use_list used_by;
};

struct scp_list LIST_OF(struct plan_scp);

/* A command as it is typed: quoted for its language. */
struct plan_command {
	const char *lang; /* powershell | cmd */
	const char *text;
};

struct command_list LIST_OF(struct plan_command);

struct plan_step {
	const struct step_row *row;
	const char *id;      /* [forest/[site/]]slug[/server] */
	const char *server;  /* in whose script its commands stand; NULL: none */
	const char *by_hand_on; /* the server that it is about, where no script runs it; NULL: none */
	const char *target;
	const char *title;
	const char *why;
	const struct plan_certificate *certificate; /* that it is about; NULL: none */
	struct text_list requires, actions, verify, undo;
	struct command_list commands, verify_commands, undo_commands;
	struct from from;
};

struct step_list LIST_OF(struct plan_step);

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct plan_finding {
	const struct rule_row *rule;
	enum severity severity;
	const char *subject;
	const char *message;
	const char *action;
	const char *acknowledged; /* reason; NULL */
	struct from from;
	struct fix_refs fixes; /* core/advise.h finds them */
};

struct finding_list LIST_OF(struct plan_finding);

/* A default that the plan relies on. */
struct plan_default {
	const struct node *node;
	const char *value; /* as text */
};

/* What changed for certificates between the day of an earlier plan and this one's. */
struct plan_change {
	const char *from; /* YYYY-MM-DD: it holds from this day on */
	const char *text;
	const char *source;
};

struct plan_change_list LIST_OF(struct plan_change);

struct namespace_list LIST_OF(struct plan_namespace);
struct omitted_list LIST_OF(struct omitted_name);
struct forbidden_list LIST_OF(struct forbidden_record);
struct default_list LIST_OF(struct plan_default);

struct plan {
	const struct request *request;
	const struct know *know;
	struct arena *arena;
	struct namespace_list namespaces;
	struct certificate_list certificates;
	struct omitted_list omitted;
	struct record_list records;
	struct forbidden_list forbidden;
	struct web_site_list web_sites;
	struct url_list urls;
	struct scp_list scps;
	struct step_list steps;
	struct finding_list findings;
	struct default_list defaults;
	struct plan_change_list changes; /* in order of days */
	const char *suffix_list; /* day of the public suffix list */
	const struct hosts *hosts; /* which site answers for a name inside; core's own */
	struct map *said;         /* (rule, subject) pairs that have a finding */
	const char *renewal_date; /* when public certificates bought on the plan's day run out; NULL */
};

/* Everything but the client proof. Never fails: what is unwise becomes a finding. */
struct plan *plan_make(const struct request *request, struct arena *arena);
/* The same, but its steps have a row, an id and a certificate and nothing else: half the work, for who
 * asks for findings and the proof, or plans many times. */
struct plan *plan_sketch(const struct request *request, struct arena *arena);

struct plan_summary {
	size_t certificates, names, public_addresses, dns_records, steps;
	size_t errors, warnings, notes;
};

struct plan_summary plan_summarize(const struct plan *plan);

/* The certificate that a server presents on a web site; NULL: none (port 80 only). */
const struct plan_certificate *plan_certificate_of(const struct plan *plan,
        const struct server_answer *server, const char *web_site);

/* What has changed for the plan's certificates after one day up to another; nothing under baseline
 * 2008. */
struct plan_change_list plan_changes(const struct plan *plan, struct date after, struct date until,
        struct arena *arena);
/* "6 rules for certificates have changed, the last on 2026-09-15"; there is one at least. */
const char *plan_changes_words(const struct plan_change_list *changes, struct arena *arena);

/* A question that Outlook outside asks once, before it takes settings from a host that a redirect or
 * an SRV record led it to. */
struct plan_prompt {
	const char *mail_domain; /* of the users who are asked */
	const char *host;        /* that the question names */
	const char *way;         /* "redirect" | "SRV record" */
	struct from from;
};

struct prompt_list LIST_OF(struct plan_prompt);

/* Those that are expected, by forest and mail domain. */
struct prompt_list plan_prompts(const struct plan *plan, struct arena *arena);

/* A port that the firewall lets in from outside: to some addresses of one site, and from there on to
 * its servers, or what stands before them. */
struct plan_port {
	const char *number;
	struct text_list services; /* names for people */
	struct text_list addresses;
	struct text_list inside;    /* empty: the answers do not say it */
	const char *inside_answer;  /* the key that says it */
	bool is_second;             /* of the second web site, which shares no address with the first */
	const struct site_answer *site;
};

struct port_list LIST_OF(struct plan_port *);

/* All that are needed at one site; none where it does not face the Internet. */
struct port_list plan_ports(const struct plan *plan, const struct site_answer *site,
        struct arena *arena);

/* The organizational unit of a subject; NULL or empty: none is wanted, or the issuer takes none (C9). */
const char *certificate_unit(const struct request *request, const struct issuer_row *issuer);

const char *severity_text(enum severity severity);
const char *record_type_text(enum record_type type);
const char *view_text(enum view view);
const char *role_text(enum certificate_role role);

#endif
