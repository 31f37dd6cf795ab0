/*
 * markdown.h: the parts of plan.md, in the order in which they stand there.
 */
#ifndef EMIT_MARKDOWN_H
#define EMIT_MARKDOWN_H

#include "core/plan.h"
#include "core/proof.h"
#include "prose.h"

struct document {
	struct prose prose;
	const struct plan *plan;
	const struct proof *proof; /* NULL: no client proof was made */
	struct arena *scratch;
};

void document_summary(struct document *doc);
void document_topology(struct document *doc);
void document_certificates(struct document *doc);
void document_records(struct document *doc);
void document_urls(struct document *doc);
void document_changes(struct document *doc);
void document_findings(struct document *doc);
void document_proof(struct document *doc);
void document_fixes(struct document *doc);
void document_steps(struct document *doc);
void document_defaults(struct document *doc);

/* "CAS01, CAS02" as code spans, at most a dozen, then how many more. */
void document_codes(struct document *doc, struct texts texts);
const char *severity_word(enum severity severity); /* "Error" */

#endif
