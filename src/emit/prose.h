/*
 * prose.h: Markdown that reads well as plain text too: paragraphs and list items are filled to 79
 * columns.
 *
 * Pieces of a paragraph are collected with prose_words, prose_text and prose_code; prose_end writes
 * it.
 */
#ifndef EMIT_PROSE_H
#define EMIT_PROSE_H

#include "base/buf.h"
#include "base/list.h"
#include "core/plan.h"
#include "core/proof.h"

#define PROSE_COLUMNS 79

struct prose {
	struct buf *out;
	struct buf text; /* the paragraph that is being collected */
};

void prose_init(struct prose *prose, struct buf *out);
void prose_done(struct prose *prose);

/* Markdown of our own; may hold emphasis, no value. */
void prose_words(struct prose *prose, const char *markdown);
/* Values and running text, quoted. */
void prose_text(struct prose *prose, const char *text);
void prose_code(struct prose *prose, const char *text);
void prose_codes(struct prose *prose, struct texts texts); /* comma between them */
/* "1 error", "3 errors" */
void prose_count(struct prose *prose, size_t count, const char *one, const char *many);

/* Writes what was collected: `first` before the first line, `rest` before all others. */
void prose_end(struct prose *prose, const char *first, const char *rest);
/* The same as a heading with so many signs, and empty lines around it. */
void prose_heading(struct prose *prose, int level);
/* An empty line, unless there is one already, or nothing yet. */
void prose_blank(struct prose *prose);
/* Commands in a fence longer than any run of backticks in them; each line behind `indent`. */
void prose_commands(struct prose *prose, const char *indent, const struct command_list *commands);

/* List items that several documents have. */
void prose_record(struct prose *prose, const struct plan_record *record);
/* Ends what was collected: "Outside, " stands before the owner. */
void prose_forbidden(struct prose *prose, const struct forbidden_record *forbidden);
void prose_proof_line(struct prose *prose, const struct proof_line *line);

#endif
