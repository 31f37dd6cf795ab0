/*
 * handover.h: the facts that stand before the steps in handover/<audience>.md.
 */
#ifndef EMIT_HANDOVER_H
#define EMIT_HANDOVER_H

#include "core/plan.h"
#include "core/proof.h"
#include "prose.h"

struct handover {
	struct prose prose;
	const struct plan *plan;
	const struct proof *proof; /* NULL: none was made */
	struct texts steps;        /* in Markdown */
	struct arena *scratch;
};

/* A heading of the second level. */
void handover_title(struct handover *handover, const char *title);

void handover_network(struct handover *handover);
void handover_external(struct handover *handover);
void handover_internal(struct handover *handover);
void handover_pki(struct handover *handover);
void handover_helpdesk(struct handover *handover);

/* What people meet that is not clean, and is known. */
void handover_troubles(struct handover *handover);
/* "Web browser (inside)"; NULL: no person sees it. */
const char *handover_who(const struct verdict *verdict, struct arena *arena);
/* NULL, and what the list has, is not added. */
void handover_add_once(struct arena *arena, struct text_list *list, const char *text);

#endif
