/* html_tables.c: certificates, records, URLs, findings, proof and defaults in plan.html. */
#include "base/text.h"
#include "core/answers.h"
#include "emitters.h"
#include "html.h"

#define COLUMNS(...)                                                                               \
	(struct texts){ (const char *const[]){ __VA_ARGS__ },                                      \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *) }

static const char *reasons_text(struct html *html, const struct plan_name *name)
{
	struct text_list parts = { 0 };
	LIST_EACH(const struct name_reason, reason, name->reasons) {
		bool has_detail = reason->detail && *reason->detail;
		LIST_PUSH(html->scratch, &parts,
		        has_detail ? arena_printf(html->scratch, "%s (%s)", reason->code,
		                             reason->detail)
		                   : reason->code);
	}
	return texts_join(html->scratch, texts_of(&parts), ", ");
}

static void write_certificate(struct html *html, const struct plan_certificate *certificate)
{
	struct text_list servers = { 0 };
	LIST_EACH(const struct server_place, place, certificate->servers)
		LIST_PUSH(html->scratch, &servers, place->server->name);
	html_put(html, "<h3>", certificate->id, "</h3>\n<p><code>");
	html_put(html, "", certificate->subject, "</code><br>");
	html_put(html, "Issued by: ", certificate->issuer->name, ". For ");
	html_put(html, "", certificate->web_site, " on ");
	html_text(html, texts_join(html->scratch, texts_of(&servers), ", "));
	html_markup(html, certificate->owned ? ". Owned already.</p>\n" : ".</p>\n");
	html_table_begin(html, COLUMNS("Name", "Why"));
	LIST_EACH(const struct plan_name, name, certificate->names) {
		html_row_begin(html);
		html_code_cell(html, name->name);
		html_cell(html, reasons_text(html, name));
		html_row_end(html);
	}
	html_table_end(html);
}

void html_certificates(struct html *html)
{
	html_heading(html, "Certificates");
	LIST_EACH(const struct plan_certificate, certificate, html->plan->certificates)
		write_certificate(html, certificate);
	if (html->plan->omitted.count == 0)
		return;
	html_markup(html, "<h3>Names left out</h3>\n");
	html_table_begin(html, COLUMNS("Name", "Why"));
	LIST_EACH(const struct omitted_name, omitted, html->plan->omitted) {
		html_row_begin(html);
		html_code_cell(html, omitted->name);
		html_cell(html, omitted->reason);
		html_row_end(html);
	}
	html_table_end(html);
}

static void write_zone(struct html *html, const struct zone_group *zone)
{
	html_markup(html, zone->view == VIEW_EXTERNAL ? "<h3>Outside, zone " : "<h3>Inside, zone ");
	html_text(html, zone->zone);
	html_markup(html, zone->is_new ? ": a new zone</h3>\n"
	                               : ": additions, never a replacement</h3>\n");
	html_table_begin(html, COLUMNS("Name", "Type", "Value", "TTL", "Necessity", "Reason"));
	LIST_EACH(const struct plan_record *, record, zone->records) {
		html_row_begin(html);
		html_code_cell(html, (*record)->owner);
		html_cell(html, record_type_text((*record)->type));
		html_code_cell(html, (*record)->data);
		html_cell(html, arena_printf(html->scratch, "%ld", (*record)->ttl));
		html_cell(html, (*record)->necessity);
		html_cell(html, (*record)->reason);
		html_row_end(html);
	}
	html_table_end(html);
}

void html_records(struct html *html)
{
	struct zone_list zones = zones_make(html->plan, html->scratch);
	html_heading(html, "DNS records");
	LIST_EACH(const struct zone_group, zone, zones)
		write_zone(html, zone);
	if (html->plan->forbidden.count == 0)
		return;
	html_markup(html, "<h3>Records that must not exist</h3>\n");
	html_table_begin(html, COLUMNS("View", "Name", "Types", "Reason"));
	LIST_EACH(const struct forbidden_record, forbidden, html->plan->forbidden) {
		html_row_begin(html);
		html_cell(html, view_text(forbidden->view));
		html_code_cell(html, forbidden->owner);
		html_cell(html, texts_join(html->scratch, texts_of(&forbidden->types), ", "));
		html_cell(html, forbidden->reason);
		html_row_end(html);
	}
	html_table_end(html);
}

static void write_scps(struct html *html)
{
	html_heading(html, "Service connection points");
	html_table_begin(html, COLUMNS("Server", "URL", "Site scope"));
	LIST_EACH(const struct plan_scp, scp, html->plan->scps) {
		html_row_begin(html);
		html_cell(html, scp->server->name);
		html_code_cell(html, scp->url);
		html_cell(html, texts_join(html->scratch, texts_of(&scp->site_scope), ", "));
		html_row_end(html);
	}
	html_table_end(html);
}

void html_urls(struct html *html)
{
	html_heading(html, "URLs");
	html_table_begin(html, COLUMNS("Site", "Server", "Service", "Inside", "Outside"));
	LIST_EACH(const struct plan_url, url, html->plan->urls) {
		html_row_begin(html);
		html_cell(html, url->site->name.value);
		html_cell(html, url->server->name);
		html_cell(html, html->plan->know->services.items[url->service].name);
		html_code_cell(html, url->internal);
		html_code_cell(html, url->external);
		html_row_end(html);
	}
	html_table_end(html);
	write_scps(html);
}

static void write_finding(struct html *html, const struct plan_finding *finding)
{
	const char *severity = severity_text(finding->severity);
	html_row_begin(html);
	html_put(html, "<td class=\"", severity, "\">");
	html_put(html, "", severity, "</td>");
	html_code_cell(html, finding->rule->id);
	html_code_cell(html, finding->subject);
	html_cell(html, finding->message);
	html_cell(html, finding->acknowledged
	                ? arena_printf(html->scratch, "Accepted: %s", finding->acknowledged)
	                : finding->action);
	html_cell(html, finding->rule->source);
	html_row_end(html);
}

void html_findings(struct html *html)
{
	html_heading(html, "Findings");
	html_table_begin(html,
	        COLUMNS("Severity", "Rule", "About", "What", "What to do", "Source"));
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++) {
		LIST_EACH(const struct plan_finding, finding, html->plan->findings) {
			if ((int)finding->severity == severity)
				write_finding(html, finding);
		}
	}
	html_table_end(html);
}

void html_proof(struct html *html)
{
	if (!html->proof)
		return;
	html_heading(html, "Client proof");
	html_table_begin(html, COLUMNS("Client", "Place", "Result", "Reason"));
	LIST_EACH(const struct proof_line, line, html->proof->lines) {
		const char *result = result_text(line->result);
		html_row_begin(html);
		html_code_cell(html, line->client);
		html_cell(html, line->place);
		html_put(html, "<td class=\"", result, "\">");
		html_put(html, "", result, "</td>");
		html_cell(html, line->reason);
		html_row_end(html);
	}
	html_table_end(html);
}

void html_defaults(struct html *html)
{
	html_heading(html, "Defaults relied on");
	html_table_begin(html, COLUMNS("Answer", "Value"));
	LIST_EACH(const struct plan_default, relied, html->plan->defaults) {
		html_row_begin(html);
		html_code_cell(html, node_path_text(relied->node, html->scratch));
		html_cell(html, relied->value);
		html_row_end(html);
	}
	html_table_end(html);
	html_put(html, "<p>Public suffix list of ", html->plan->suffix_list, ".</p>\n");
}
