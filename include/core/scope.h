/*
 * core/scope.h: what a step can talk about.
 *
 * A step is made once for each thing that its `for_each` names: the plan, a forest, a site, a
 * server, a certificate, a server of a certificate. That thing and what it stands in are the scope.
 * Texts and commands ask the scope for {variables}, conditions ask it predicates, and a row with
 * `each` is repeated over an inner loop, whose item joins the scope. All three are rows of const
 * tables, found by name; docs/extending.md lists them.
 *
 * Whoever asks also learns which answers the value came from: they are noted in `from`.
 */
#ifndef CORE_SCOPE_H
#define CORE_SCOPE_H

#include <stdbool.h>

#include "base/arena.h"
#include "core/plan.h"

/* Answers, each once, in the order of their first mention. */
struct node_set {
	struct from list;
	const struct node **slots; /* open hash; NULL while the list is short */
	size_t slot_count;
};

struct scope_index;

struct scope {
	const struct plan *plan;
	struct arena *arena;   /* of what is kept: values */
	struct arena *scratch; /* of what is forgotten with the steps' making */
	const struct scope_index *index;
	struct node_set *from;
	unsigned parts; /* enum scope_part: those below that are set */
	/* What the step is about; NULL where it is about something larger. */
	const struct forest_answer *forest;
	const struct site_answer *site;
	const struct server_answer *server;
	/* The one in question, or the one that the server, or the site, presents to clients. */
	const struct plan_certificate *certificate;
	bool about_certificate; /* the step's servers are the certificate's, not the site's */
	/* Item of the inner loop; NULL outside of it. */
	const struct plan_record *record;
	const struct plan_name *name;
	const struct text_answer *mail_domain;
	const struct text_answer *address;
	const struct forbidden_record *forbidden;
	const struct server_place *each_server;
	const struct site_answer *each_site;
	const struct plan_port *port;
	const struct plan_namespace *namespace;
	const struct plan_prompt *prompt;
	const struct plan_record *new_zone; /* its first record */
	const struct validation_row *validation;
};

/* Parts of a scope, as bits: what a row needs, and what for_each and each give. */
enum scope_part {
	SCOPE_FOREST = 1 << 0,
	SCOPE_SITE = 1 << 1,
	SCOPE_SERVER = 1 << 2,
	SCOPE_CERTIFICATE = 1 << 3,
	SCOPE_RECORD = 1 << 4,
	SCOPE_NAME = 1 << 5,
	SCOPE_MAIL_DOMAIN = 1 << 6,
	SCOPE_ADDRESS = 1 << 7,
	SCOPE_FORBIDDEN = 1 << 8,
	SCOPE_EACH_SERVER = 1 << 9,
	SCOPE_EACH_SITE = 1 << 10,
	SCOPE_PORT = 1 << 11,
	SCOPE_NAMESPACE = 1 << 12,
	SCOPE_PROMPT = 1 << 13,
	SCOPE_NEW_ZONE = 1 << 14,
	SCOPE_VALIDATION = 1 << 15,
};

/*
 * Inner loops about names (core/scope_names.c), and what their rows may say:
 *   site        {each.site} {each.namespace} {each.host.<service>}: the host that clients outside
 *               use for the service at that Internet-facing site; the row is left out where the
 *               service is not offered outside
 *   namespace   {namespace.host} {namespace.site} {namespace.services}: every host that clients
 *               outside connect to; a host without services of its own has Autodiscover only, and
 *               rows that name its services are left out
 *   https-host  the same: hosts that answer HTTPS to clients outside, those of Autodiscover too,
 *               each once
 *   pop3-host, imap4-host, smtp-host    the same: hosts that clients outside are given for the
 *               service, each once
 *   prompt      {prompt.mail_domain} {prompt.host} {prompt.way}: questions of Outlook that are right
 *   zone-new    {zone}: internal zones that must be made
 *   forbidden, forbidden-internal    records that must not exist (outside, inside)
 *   closed-host, closed-host-internal    hosts on whose address port 443 must stay closed; they have
 *               {forbidden.owner} and {forbidden.reason} too
 *   validation  {validation}: ways to prove control of a domain that are open on the plan's day and
 *               serve the names of the certificate in scope
 */

enum value_kind {
	VALUE_NONE,  /* the line or command is left out, unless `text` has words for it */
	VALUE_EMPTY, /* empty on purpose: $null */
	VALUE_TEXT,
	VALUE_LIST, /* of texts */
	VALUE_WORD, /* a number or keyword of ours: never needs quotes */
	VALUE_FILE, /* name of a file in the working folder of the servers */
};

/* The folder on the servers that commands read from and write to. */
#define WORK_FOLDER "C:\\casplan\\"

struct value {
	enum value_kind kind;
	const char *text; /* every kind but LIST */
	struct texts list;
};

/* Rows that take an argument, as in server.directory.<service> and service:<id>, say which. */
struct argument_form {
	const char *refers_to; /* table of knowledge whose ids it may be; NULL: none */
	const char *words;     /* "a|b|c"; with refers_to: behind "=" */
};

struct variable {
	const char *name; /* with an argument: up to and with the last dot */
	unsigned needs;   /* enum scope_part, all of them */
	struct argument_form form;
	struct value (*get)(struct scope *scope, const char *argument);
};

struct predicate {
	const char *name; /* with an argument: up to and with the colon */
	unsigned needs;
	struct argument_form form;
	bool (*holds)(struct scope *scope, const char *argument);
};

struct item_list LIST_OF(const void *);

struct loop {
	const char *name;
	unsigned needs, gives;
	void (*collect)(struct scope *scope, struct item_list *items);
	void (*enter)(struct scope *scope, const void *item);
};

/* NULL: there is no such row. `argument` is set to the rest of the name, or NULL. */
const struct variable *variable_find(const char *name, const char **argument);
const struct predicate *predicate_find(const char *name, const char **argument);
const struct loop *loop_find(const char *name);

/* All rows, sorted by name, for the lint's hints and for tests. */
extern const struct variable scope_variables[];
extern const size_t scope_variable_count;
extern const struct predicate scope_predicates[];
extern const size_t scope_predicate_count;
extern const struct loop scope_loops[];
extern const size_t scope_loop_count;

bool scope_has(const struct scope *scope, unsigned parts);
/* Notes the answer; NULL is ignored. */
void scope_note(struct scope *scope, const struct node *node);
void scope_note_all(struct scope *scope, const struct from *from);
/* Do all hold? An unknown predicate does not (the lint has refused it). */
bool scope_holds(struct scope *scope, struct texts when);

#endif
