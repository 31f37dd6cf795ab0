/*
 * emitters.h: what the formats share, and their functions for the list in emitters.c.
 */
#ifndef EMIT_EMITTERS_H
#define EMIT_EMITTERS_H

#include "emit/emit.h"

/* folder, then each part as a file name may show it, joined with `joint`, then the suffix:
 * "dns/" "external" "." "contoso.com" ".zone". A NULL part is left out. */
const char *path_make(struct arena *arena, const char *folder, const char *first,
        const char *joint, const char *second, const char *suffix);

/* "Exchange Server 2007 SP3" */
const char *product_text(const struct request *request, struct arena *arena);
/* The forest that an item comes from, judged by the answers it points at; the first one where they
 * belong to none. */
const struct forest_answer *forest_of(const struct request *request, const struct from *from);
const struct forest_answer *forest_of_site(const struct request *request,
        const struct site_answer *site);
/* Does a publishing server end the clients' connections, and so present the certificate too? */
bool site_is_published(const struct site_answer *site);
/* Name of the phase or the audience of a step; the id where knowledge has no row. */
const char *phase_name(const struct know *know, const char *id);
const char *audience_name(const struct know *know, const char *id);
bool command_is(const struct plan_command *command, const char *lang);

/* The records of one zone in one view, in plan order. */
struct record_refs LIST_OF(const struct plan_record *);

struct zone_group {
	enum view view;
	const char *zone;
	bool is_new; /* D4: a whole master file */
	const struct forest_answer *forest;
	struct record_refs records;
};

struct zone_list LIST_OF(struct zone_group);

/* In order of first appearance. */
struct zone_list zones_make(const struct plan *plan, struct arena *arena);
const char *zone_path(const struct zone_group *zone, struct arena *arena);

/* What goes to one set of DNS servers: the zones outside; those inside, or, where several forests
 * have records inside, those of one forest: each has DNS servers of its own. */
struct zone_set {
	enum view view;
	const struct forest_answer *forest; /* NULL: all */
	struct zone_list zones;
	struct map *places; /* of the zones in the list, by name; zones.c's own */
};

struct zone_sets LIST_OF(struct zone_set);

struct zone_sets zone_sets_make(const struct plan *plan, struct arena *arena);
/* dns/<view>.ps1, or dns/<view>.<forest>.ps1 */
const char *zone_set_path(const struct zone_set *set, const char *suffix, struct arena *arena);

/* "0 0 443 host" in its four parts. */
struct srv_parts {
	const char *priority, *weight, *port, *target;
};

struct srv_parts srv_parts_of(const struct plan_record *record, struct arena *arena);
/* The data as master files and nsupdate want it: host names absolute, with their dot. */
void record_data_put(struct buf *out, const struct plan_record *record, struct arena *arena);

void emit_plan(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_markdown(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_request_forms(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_zones(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_records_csv(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_scripts(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_nsupdate(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_dns_ps1(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_dnscmd(struct output *output, const struct plan *plan, const struct proof *proof);
void emit_html(struct output *output, const struct plan *plan, const struct proof *proof);

/* `steps` are those of step_prose_make. */
void emit_checklist(struct output *output, const struct plan *plan, struct texts steps);
void emit_handover(struct output *output, const struct plan *plan, const struct proof *proof,
        struct texts steps);

#endif
