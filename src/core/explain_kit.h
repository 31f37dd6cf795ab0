/*
 * explain_kit.h: what the parts of explain.c share.
 */
#ifndef CORE_EXPLAIN_KIT_H
#define CORE_EXPLAIN_KIT_H

#include "core/explain.h"

/* Of findings and steps that are alike; the rest is counted. */
#define SHOWN_ALIKE 20

struct explaining {
	struct plan *plan;
	struct proof *proof;
	const char *name;      /* as it was asked for */
	const char *host;      /* its canonical form; NULL: it is no host name */
	struct explanation_list *list;
};

/* A new explanation; the pointer is good until the next one. */
struct explanation *explanation_add(struct explaining *explaining, const char *kind,
        const char *name, const char *text);
struct explain_part *part_add(struct explaining *explaining, struct explanation *explanation,
        const char *title);
void part_line(struct explaining *explaining, struct explain_part *part, const char *format, ...)
        PRINTF_LIKE(3, 4);
void part_from(struct explaining *explaining, struct explain_part *part, const struct from *from);
void part_node(struct explaining *explaining, struct explain_part *part, const struct node *node);
void part_used(struct explaining *explaining, struct explain_part *part,
        const struct use_list *uses);

/* What is taken out of a plan that was made again. */
struct removal {
	const char *host, *certificate, *step, *site, *forest, *server; /* NULL: any, or none */
	enum view view;
	void (*apply)(struct plan *plan, const struct removal *removal);
};

/* Proves again without it; fills in the losses of the part. */
void part_prove(struct explaining *explaining, struct explain_part *part,
        const struct removal *removal);

void remove_name(struct plan *plan, const struct removal *removal);        /* host, certificate */
void remove_records(struct plan *plan, const struct removal *removal);     /* host, view */
void remove_urls(struct plan *plan, const struct removal *removal);        /* host, view */
void remove_scps(struct plan *plan, const struct removal *removal);        /* host */
void remove_certificate(struct plan *plan, const struct removal *removal); /* certificate */
void remove_server(struct plan *plan, const struct removal *removal);  /* forest, site, server */
void remove_site(struct plan *plan, const struct removal *removal);        /* forest, site */

/* The kinds, each adding explanations where the name is one of theirs. */
void explain_host(struct explaining *explaining);
void explain_certificate(struct explaining *explaining);
void explain_domains(struct explaining *explaining);
void explain_rule(struct explaining *explaining);
void explain_steps(struct explaining *explaining);
void explain_client(struct explaining *explaining);
void explain_servers(struct explaining *explaining);
void explain_sites(struct explaining *explaining);

#endif
