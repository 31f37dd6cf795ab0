/* html.c: plan.html: its frame, its head and its summary. */
#include "html.h"

#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"

void html_markup(struct html *html, const char *markup)
{
	buf_puts(html->out, markup);
}

void html_text(struct html *html, const char *text)
{
	quote_html(html->out, text);
}

void html_put(struct html *html, const char *before, const char *text, const char *after)
{
	html_markup(html, before);
	html_text(html, text);
	html_markup(html, after);
}

void html_part(struct html *html, const char *id, const char *title)
{
	html_put(html, "<h2 id=\"", id, "\">");
	html_put(html, "", title, "</h2>\n");
}

void html_mark(struct html *html, const char *class)
{
	html_put(html, "<span class=\"mark ", class, "\">");
	html_put(html, "", class, "</span>");
}

void html_source(struct html *html, const char *source)
{
	if (source && *source)
		html_put(html, "<p class=\"source\">Source: ",
		        know_source_words(html->plan->know, source, html->scratch), "</p>\n");
}

/* Two columns find room everywhere. */
void html_table_begin(struct html *html, struct texts columns)
{
	/* The caller's list may be gone before the last row. */
	html->columns = (struct texts){
		.items = arena_grow(html->scratch, columns.items, sizeof(*columns.items),
			columns.count, columns.count),
		.count = columns.count,
	};
	html_markup(html, columns.count > 2 ? "<table class=\"cards\">\n<thead><tr>"
	                                    : "<table>\n<thead><tr>");
	for (size_t i = 0; i < columns.count; i++)
		html_put(html, "<th scope=\"col\">", columns.items[i], "</th>");
	html_markup(html, "</tr></thead>\n<tbody>\n");
}

void html_row_begin(struct html *html)
{
	html->column = 0;
	html_markup(html, "<tr>");
}

void html_cell_begin(struct html *html)
{
	const char *label = html->columns.items[html->column++];
	if (html->columns.count > 2)
		html_put(html, "<td data-label=\"", label, "\">");
	else
		html_markup(html, "<td>");
}

void html_cell_end(struct html *html)
{
	html_markup(html, "</td>");
}

void html_cell(struct html *html, const char *text)
{
	html_cell_begin(html);
	html_text(html, text ? text : "");
	html_cell_end(html);
}

void html_code_cell(struct html *html, const char *text)
{
	html_cell_begin(html);
	if (text)
		html_put(html, "<code>", text, "</code>");
	else
		html_markup(html, "(empty)");
	html_cell_end(html);
}

void html_row_end(struct html *html)
{
	html_markup(html, "</tr>\n");
}

void html_table_end(struct html *html)
{
	html_markup(html, "</tbody>\n</table>\n");
}

/* The parts in their order. Those without a title say themselves what they are, if anything. */
static const struct {
	const char *id, *title;
	void (*write)(struct html *html);
} parts[] = {
	{ "topology", "Topology", html_topology },
	{ NULL, NULL, html_changes },
	{ "findings", "Findings", html_findings },
	{ "proof", "Client proof", html_proof },
	{ NULL, NULL, html_fixes },
	{ "certificates", "Certificates", html_certificates },
	{ "dns", "DNS records", html_records },
	{ "urls", "URLs", html_urls },
	{ "checklist", "Checklist", html_steps },
	{ "defaults", "Defaults relied on", html_defaults },
};

static void write_contents(struct html *html)
{
	html_markup(html, "<nav aria-label=\"Parts of this page\"><ul>\n");
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (!parts[i].id)
			continue;
		html_put(html, "<li><a href=\"#", parts[i].id, "\">");
		html_put(html, "", parts[i].title, "</a></li>\n");
	}
	html_markup(html, "</ul></nav>\n");
}

static void write_head(struct html *html)
{
	const struct request *request = html->plan->request;
	html_markup(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	                  "<meta name=\"viewport\" "
	                  "content=\"width=device-width, initial-scale=1\"/>\n");
	html_put(html, "<title>Client Access plan for ", request->organization.name.value,
	        "</title>\n");
	html_style(html);
	html_markup(html, "</head>\n<body>\n");
}

static void write_subject(struct html *html)
{
	const struct request *request = html->plan->request;
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	html_put(html, "<h1>Client Access plan for ", request->organization.name.value, "</h1>\n");
	html_put(html, "<p>", product_text(request, html->scratch), ", planned for ");
	html_put(html, "", date, ". Topology: ");
	html_put(html, "", request->topology->name, ". Certificates: ");
	html_put(html, "", request->certificates.scenario->name, ", issued by: ");
	html_put(html, "", request->certificates.issuer->name, ".</p>\n");
}

static void write_number(struct html *html, size_t count, const char *one, const char *many)
{
	html_put(html, "<li><b>", arena_printf(html->scratch, "%zu", count), "</b> ");
	html_put(html, "", count == 1 ? one : many, "</li>\n");
}

static void write_summary(struct html *html)
{
	struct plan_summary summary = plan_summarize(html->plan);
	if (html->proof) {
		html_markup(html, "<p>The worst that any client meets: ");
		html_mark(html, result_text(html->proof->worst));
		html_markup(html, ".</p>\n");
	}
	html_markup(html, "<ul class=\"tiles\">\n");
	write_number(html, summary.errors, "error", "errors");
	write_number(html, summary.warnings, "warning", "warnings");
	write_number(html, summary.notes, "note", "notes");
	write_number(html, summary.certificates, "certificate", "certificates");
	write_number(html, summary.names, "name on them", "names on them");
	write_number(html, summary.public_addresses, "public address", "public addresses");
	write_number(html, summary.dns_records, "DNS record", "DNS records");
	write_number(html, summary.steps, "step", "steps");
	html_markup(html, "</ul>\n");
}

void emit_html(struct output *output, const struct plan *plan, const struct proof *proof)
{
	struct html html = {
		.out = output_add(output, "plan.html"),
		.plan = plan,
		.proof = proof,
		.scratch = arena_new(),
	};
	write_head(&html);
	write_subject(&html);
	write_contents(&html);
	write_summary(&html);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (parts[i].id)
			html_part(&html, parts[i].id, parts[i].title);
		parts[i].write(&html);
	}
	html_markup(&html, "</body>\n</html>\n");
	arena_free(html.scratch);
}
