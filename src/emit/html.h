/*
 * html.h: plan.html, one file that needs no other: no script, no font, no address of anybody. It is
 * written so that it is well-formed XML as well, which strict readers can check.
 */
#ifndef EMIT_HTML_H
#define EMIT_HTML_H

#include "core/plan.h"
#include "core/proof.h"

struct html {
	struct buf *out;
	const struct plan *plan;
	const struct proof *proof; /* NULL: none was made */
	struct arena *scratch;
	struct texts columns; /* of the table that is being written; on a phone each cell names its own */
	size_t column;
};

/* Markup of our own. */
void html_markup(struct html *html, const char *markup);
/* A value, quoted. */
void html_text(struct html *html, const char *text);
/* The value between two pieces of markup. */
void html_put(struct html *html, const char *before, const char *text, const char *after);

/* A part of the page; the list at its top leads to it by the id. */
void html_part(struct html *html, const char *id, const char *title);
/* A word that says how good or bad something is, in its colour; `class` is a word of ours. */
void html_mark(struct html *html, const char *class);
/* "Source: ", with the titles of the documents. Nothing where there is none. */
void html_source(struct html *html, const char *source);

/* Columns are constant texts of ours. */
void html_table_begin(struct html *html, struct texts columns);
void html_row_begin(struct html *html);
void html_cell_begin(struct html *html);
void html_cell_end(struct html *html);
void html_cell(struct html *html, const char *text); /* NULL: empty */
void html_code_cell(struct html *html, const char *text);
void html_row_end(struct html *html);
void html_table_end(struct html *html);

#define COLUMNS(...)                                                                               \
	(struct texts){ (const char *const[]){ __VA_ARGS__ },                                      \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *) }

/* The parts of the page. */
void html_style(struct html *html);
void html_topology(struct html *html);
void html_changes(struct html *html);
void html_findings(struct html *html);
void html_proof(struct html *html);
void html_fixes(struct html *html);
void html_certificates(struct html *html);
void html_records(struct html *html);
void html_urls(struct html *html);
void html_steps(struct html *html);
void html_defaults(struct html *html);

#endif
