/*
 * world.h: the finished plan as a network would show it: names resolve, addresses reach web sites,
 * web sites present certificates. Reads names, records, web sites and certificates of the plan, and
 * of the answers only what surrounds it (zones served inside, catch-all records).
 */
#ifndef CORE_WORLD_H
#define CORE_WORLD_H

#include "base/map.h"
#include "core/proof.h"

/* A certificate with its names at hand. */
struct shown {
	const struct plan_certificate *certificate;
	struct map *names;     /* name to struct plan_name */
	struct map *by_parent; /* domain to the struct plan_name of its wildcard; NULL: no wildcards */
	/* Sentences about it, the same for every host. */
	const char *good, *wrong_name, *untrusted;
};

struct shown_list LIST_OF(struct shown *);

/* A web site with the certificates that its servers present; none on port 80 only. */
struct place {
	const struct plan_web_site *web_site;
	const struct server_answer *server; /* it alone, reached by its own name; NULL: all of the site's */
	struct shown_list certificates;
	const char *redirect_host; /* that the web site sends people to; NULL: nowhere */
};

struct place_list LIST_OF(struct place *);
struct record_refs LIST_OF(struct plan_record *);

struct world {
	struct plan *plan;
	struct arena *arena; /* of the maps and of what a look-up gives: gone before the plan */
	struct shown_list certificates;
	struct place_list places;
	struct map *by_address[2]; /* by view: address to struct place_list */
	struct map *by_owner[2];   /* by view: owner to struct record_refs */
	struct map *servers;       /* FQDN to the struct place of that server alone */
	struct map *inside_zones;  /* zones that the inside answers alone (P3) */
	struct map *catch_all;     /* zones whose outside answers for every name below */
	struct map *apex_https;    /* mail domains whose bare name answers HTTPS */
	struct map *reached[2];    /* by view: what world_reach gave before, as struct arrival */
	struct map *steps;         /* by id */
};

/* What a name leads to. */
struct reach {
	struct place_list places;
	struct record_refs records; /* that led there */
	bool foreign;               /* somebody else's host answers (catch-all) */
};

/* What a name leads to, and what clients are told to see there. */
struct arrival {
	struct reach reach;
	const struct sight_list *sights[4]; /* one for each of whom they trust */
	const struct sight_list *plain;     /* without encryption */
};

struct world world_make(struct plan *plan, struct arena *arena);
/* Through the plan's own address and alias records of one view. */
struct reach world_look(const struct world *world, enum view view, const char *name);
/* As a client in that place would: servers by FQDN and the inside's own zones inside, everything
 * else outside, catch-all records included. Nothing in the result: the name does not resolve. */
struct reach world_reach(const struct world *world, enum view view, const char *name);
/* The same; it stays as long as the world. */
struct arrival *world_arrive(const struct world *world, enum view view, const char *name);
bool reach_is_empty(const struct reach *reach);
/* What the name leads to where the owner of this record, which is on the way, has no address and no
 * alias any more. */
struct reach world_reach_without(const struct world *world, enum view view, const char *name,
        const struct plan_record *gone);
/* The SRV record that a client asking in that view gets; NULL: none. */
struct plan_record *world_srv(const struct world *world, enum view view, const char *owner);
/* The entry of a certificate that stands for a host; NULL: none. */
struct plan_name *shown_name(const struct shown *shown, const char *host);
/* Both an entry of its own and a wildcard stand for the host: one of them could go. */
bool shown_twice(const struct shown *shown, const char *host);

#endif
