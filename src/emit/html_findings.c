/* html_findings.c: findings in plan.html, and what is new since the answers were planned before. */
#include "html.h"

void html_changes(struct html *html)
{
	if (html->plan->changes.count == 0)
		return;
	html_put(html, "<h3>Changed since ", html->plan->request->previous, "</h3>\n");
	html_markup(html, "<p>These answers were planned once for that day. What has changed for "
	                  "certificates since then:</p>\n");
	html_table_begin(html, COLUMNS("From", "What"));
	LIST_EACH(const struct plan_change, change, html->plan->changes) {
		html_row_begin(html);
		html_cell(html, change->from);
		html_cell_begin(html);
		html_text(html, change->text);
		html_source(html, change->source);
		html_cell_end(html);
		html_row_end(html);
	}
	html_table_end(html);
}

static void write_finding(struct html *html, const struct plan_finding *finding)
{
	const char *severity = severity_text(finding->severity);
	html_put(html, "<div class=\"finding ", severity, "\">\n<p>");
	html_mark(html, severity);
	html_put(html, " <code>", finding->rule->id, "</code>");
	if (finding->subject && *finding->subject)
		html_put(html, ", <code>", finding->subject, "</code>");
	html_put(html, "</p>\n<p>", finding->message, "</p>\n");
	if (finding->acknowledged)
		html_put(html, "<p><b>Accepted:</b> ", finding->acknowledged, "</p>\n");
	else if (finding->action && *finding->action)
		html_put(html, "<p><b>What to do:</b> ", finding->action, "</p>\n");
	html_source(html, finding->rule->source);
	html_markup(html, "</div>\n");
}

void html_findings(struct html *html)
{
	if (html->plan->findings.count == 0)
		html_markup(html, "<p>None.</p>\n");
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
		LIST_EACH(const struct plan_finding, finding, html->plan->findings) {
			if ((int)finding->severity == severity)
				write_finding(html, finding);
		}
	}
}
