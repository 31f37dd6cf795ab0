/* html_tables.c: certificates, records, URLs and defaults in plan.html. */
#include "base/text.h"
#include "core/answers.h"
#include "emitters.h"
#include "html.h"

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

static const char *key_text(struct html *html, const struct plan_certificate *certificate)
{
	if (certificate->curve)
		return arena_printf(html->scratch, "elliptic curve %s", certificate->curve);
	return arena_printf(html->scratch, "RSA, %ld bits", certificate->bits);
}

static const char *request_text(struct html *html, const struct plan_certificate *certificate)
{
	if (certificate->owned)
		return "none, it is owned already";
	if (!certificate->has_request)
		return "none, the server makes it";
	return certificate->has_key ? path_of_request(certificate, html->scratch)
	                            : "made by Exchange in its step";
}

static void write_fact(struct html *html, const char *label, const char *value)
{
	html_put(html, "<li>", label, ": ");
	html_put(html, "", value, "</li>\n");
}

static void write_certificate(struct html *html, const struct plan_certificate *certificate)
{
	struct text_list servers = { 0 };
	LIST_EACH(const struct server_place, place, certificate->servers)
		LIST_PUSH(html->scratch, &servers, place->server->name);
	html_put(html, "<h3>", certificate->id, "</h3>\n<ul>\n");
	html_put(html, "<li>Subject: <code>", certificate->subject, "</code></li>\n");
	write_fact(html, "Issued by", certificate->issuer->name);
	write_fact(html, "Key", key_text(html, certificate));
	write_fact(html, "Request", request_text(html, certificate));
	write_fact(html, "For", arena_printf(html->scratch, "%s on %s", certificate->web_site,
	                               texts_join(html->scratch, texts_of(&servers), ", ")));
	html_markup(html, "</ul>\n");
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
	html_table_begin(html, COLUMNS("Name", "Type", "Value", "TTL", "Why"));
	LIST_EACH(const struct plan_record *, record, zone->records) {
		html_row_begin(html);
		html_code_cell(html, (*record)->owner);
		html_cell(html, record_type_text((*record)->type));
		html_code_cell(html, (*record)->data);
		html_cell(html, arena_printf(html->scratch, "%ld", (*record)->ttl));
		html_cell(html, arena_printf(html->scratch, "%s: %s", (*record)->necessity,
		                        (*record)->reason));
		html_row_end(html);
	}
	html_table_end(html);
}

void html_records(struct html *html)
{
	struct zone_list zones = zones_make(html->plan, html->scratch);
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

static const char *place_text(struct html *html, const struct site_answer *site)
{
	const struct request *request = html->plan->request;
	if (request->forest_count < 2)
		return arena_printf(html->scratch, "site %s", site->name.value);
	return arena_printf(html->scratch, "site %s, forest %s", site->name.value,
	        forest_of_site(request, site)->name.value);
}

static void write_scps(struct html *html)
{
	html_markup(html, "<h3>Service connection points</h3>\n");
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

/* Those of a server stand beside each other in the plan. */
void html_urls(struct html *html)
{
	const struct texts columns = COLUMNS("Service", "Inside", "Outside");
	const struct server_answer *server = NULL;
	LIST_EACH(const struct plan_url, url, html->plan->urls) {
		if (url->server != server) {
			if (server)
				html_table_end(html);
			server = url->server;
			html_put(html, "<h3>", server->name, ", ");
			html_put(html, "", place_text(html, url->site), "</h3>\n");
			html_table_begin(html, columns);
		}
		html_row_begin(html);
		html_cell(html, html->plan->know->services.items[url->service].name);
		html_code_cell(html, url->internal);
		html_code_cell(html, url->external);
		html_row_end(html);
	}
	if (server)
		html_table_end(html);
	write_scps(html);
}

void html_defaults(struct html *html)
{
	html_markup(html, "<p>Nobody gave these answers; the plan took them as they stand here.</p>\n");
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
