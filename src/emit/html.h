/*
 * html.h: plan.html, one file that needs no other: no script, no font, no address of anybody.
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
};

/* Markup of our own. */
void html_markup(struct html *html, const char *markup);
/* A value, quoted. */
void html_text(struct html *html, const char *text);
/* The value between two pieces of markup. */
void html_put(struct html *html, const char *before, const char *text, const char *after);

void html_heading(struct html *html, const char *title); /* opens no section */
void html_table_begin(struct html *html, struct texts columns);
void html_row_begin(struct html *html);
void html_cell(struct html *html, const char *text); /* NULL: empty */
void html_code_cell(struct html *html, const char *text);
void html_row_end(struct html *html);
void html_table_end(struct html *html);

/* The parts of the page. */
void html_topology(struct html *html);
void html_certificates(struct html *html);
void html_records(struct html *html);
void html_urls(struct html *html);
void html_findings(struct html *html);
void html_proof(struct html *html);
void html_fixes(struct html *html);
void html_steps(struct html *html);
void html_defaults(struct html *html);

#endif
