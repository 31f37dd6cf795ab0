/* html.c: plan.html: its frame, its look and its summary. */
#include "html.h"

#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"

static const char style[] =
        "body{font:16px/1.45 system-ui,sans-serif;max-width:72rem;margin:2rem auto;"
        "padding:0 1rem;color:#1b1f24;background:#fff}\n"
        "h1{font-size:1.7rem}h2{font-size:1.3rem;margin-top:2.2rem;"
        "border-bottom:1px solid #c9d1d9}h3{font-size:1.05rem}\n"
        "table{border-collapse:collapse;width:100%;margin:.6rem 0}"
        "th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;"
        "border-bottom:1px solid #d8dee4;overflow-wrap:anywhere}\n"
        "code,pre{font-family:ui-monospace,monospace;font-size:.92em}"
        "pre{background:#f2f4f7;padding:.6rem;white-space:pre-wrap}\n"
        "details{border-bottom:1px solid #d8dee4;padding:.35rem 0}"
        "summary{cursor:pointer}\n"
        ".error,.fail{color:#8e1519;font-weight:600}"
        ".warning,.manual,.prompt{color:#744a00;font-weight:600}"
        ".note,.clean{color:#17603a}\n"
        "svg{max-width:100%;height:auto}"
        "svg text{font:13px system-ui,sans-serif;fill:#1b1f24}\n"
        "svg .name{font-weight:600}svg .box{fill:#eef3fa;stroke:#47617f}"
        "svg .hidden{fill:#f4f4f4;stroke:#777}svg .forest{fill:none;stroke:#9aa7b5;"
        "stroke-dasharray:5 4}svg .line{stroke:#47617f;fill:none}\n"
        "@media print{body{max-width:none}details>*{display:block}}\n";

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

void html_heading(struct html *html, const char *title)
{
	html_put(html, "<h2>", title, "</h2>\n");
}

void html_table_begin(struct html *html, struct texts columns)
{
	html_markup(html, "<table>\n<thead><tr>");
	for (size_t i = 0; i < columns.count; i++)
		html_put(html, "<th scope=\"col\">", columns.items[i], "</th>");
	html_markup(html, "</tr></thead>\n<tbody>\n");
}

void html_row_begin(struct html *html)
{
	html_markup(html, "<tr>");
}

void html_cell(struct html *html, const char *text)
{
	html_put(html, "<td>", text ? text : "", "</td>");
}

void html_code_cell(struct html *html, const char *text)
{
	if (text)
		html_put(html, "<td><code>", text, "</code></td>");
	else
		html_markup(html, "<td>(empty)</td>");
}

void html_row_end(struct html *html)
{
	html_markup(html, "</tr>\n");
}

void html_table_end(struct html *html)
{
	html_markup(html, "</tbody>\n</table>\n");
}

static void write_head(struct html *html)
{
	const struct request *request = html->plan->request;
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	html_markup(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	                  "<meta name=\"viewport\" content=\"width=device-width\">\n");
	html_put(html, "<title>Client Access plan for ", request->organization.name.value,
	        "</title>\n<style>\n");
	html_markup(html, style);
	html_put(html, "</style>\n</head>\n<body>\n<h1>Client Access plan for ",
	        request->organization.name.value, "</h1>\n");
	html_put(html, "<p>", product_text(request, html->scratch), ", planned for ");
	html_put(html, "", date, ". Topology: ");
	html_put(html, "", request->topology->name, ". Certificates: ");
	html_put(html, "", request->certificates.scenario->name, ", issued by: ");
	html_put(html, "", request->certificates.issuer->name, ".</p>\n");
}

static void write_number(struct html *html, size_t count, const char *label)
{
	html_row_begin(html);
	html_put(html, "<th scope=\"row\">", label, "</th>");
	html_cell(html, arena_printf(html->scratch, "%zu", count));
	html_row_end(html);
}

static void write_summary(struct html *html)
{
	struct plan_summary summary = plan_summarize(html->plan);
	html_heading(html, "Summary");
	html_markup(html, "<table>\n<tbody>\n");
	write_number(html, summary.errors, "Errors");
	write_number(html, summary.warnings, "Warnings");
	write_number(html, summary.notes, "Notes");
	write_number(html, summary.certificates, "Certificates");
	write_number(html, summary.names, "Names on them");
	write_number(html, summary.public_addresses, "Public addresses");
	write_number(html, summary.dns_records, "DNS records");
	write_number(html, summary.steps, "Steps");
	html_table_end(html);
	if (!html->proof)
		return;
	const char *worst = result_text(html->proof->worst);
	html_put(html, "<p>The worst that any client meets: <span class=\"", worst, "\">");
	html_put(html, "", worst, "</span>.</p>\n");
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
	write_summary(&html);
	html_topology(&html);
	html_findings(&html);
	html_proof(&html);
	html_fixes(&html);
	html_certificates(&html);
	html_records(&html);
	html_urls(&html);
	html_steps(&html);
	html_defaults(&html);
	html_markup(&html, "</body>\n</html>\n");
	arena_free(html.scratch);
}
