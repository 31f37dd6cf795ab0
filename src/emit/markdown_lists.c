/* markdown_lists.c: certificates, records and URLs in plan.md. */
#include "base/map.h"
#include "base/text.h"
#include "emitters.h"
#include "markdown.h"

static void write_field(struct document *doc, const char *label, const char *value)
{
	prose_words(&doc->prose, label);
	prose_code(&doc->prose, value);
	prose_end(&doc->prose, "- ", "  ");
}

static void write_key(struct document *doc, const struct plan_certificate *certificate)
{
	const char *key = certificate->curve
	        ? arena_printf(doc->scratch, "%s %s", certificate->algorithm, certificate->curve)
	        : arena_printf(doc->scratch, "%s %ld", certificate->algorithm, certificate->bits);
	write_field(doc, "Key: ", key);
	if (certificate->has_key) {
		write_field(doc, "Request: ", path_of_request(certificate, doc->scratch));
		write_field(doc, "Private key: ", path_of_key(certificate, doc->scratch));
	}
}

static void write_servers(struct document *doc, const struct plan_certificate *certificate)
{
	struct prose *prose = &doc->prose;
	struct text_list names = { 0 };
	LIST_EACH(const struct server_place, place, certificate->servers)
		LIST_PUSH(doc->scratch, &names, place->server->name);
	prose_words(prose, "For ");
	prose_code(prose, certificate->web_site);
	prose_words(prose, " on ");
	prose_codes(prose, texts_of(&names));
	prose_words(prose, ", site ");
	prose_code(prose, certificate->site->name.value);
	prose_end(prose, "- ", "  ");
}

static void write_name(struct document *doc, const struct plan_name *name)
{
	struct prose *prose = &doc->prose;
	const char *joint = ": ";
	prose_code(prose, name->name);
	LIST_EACH(const struct name_reason, reason, name->reasons) {
		prose_words(prose, joint);
		prose_text(prose, reason->code);
		if (reason->detail && *reason->detail) {
			prose_words(prose, " (");
			prose_text(prose, reason->detail);
			prose_words(prose, ")");
		}
		joint = ", ";
	}
	prose_end(prose, "  - ", "    ");
}

static void write_certificate(struct document *doc, const struct plan_certificate *certificate)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "Certificate ");
	prose_code(prose, certificate->id);
	prose_heading(prose, 3);
	write_field(doc, "Subject: ", certificate->subject);
	prose_words(prose, "Issued by: ");
	prose_text(prose, certificate->issuer->name);
	prose_words(prose, certificate->owned         ? ". Owned already: nothing is requested."
	                : certificate->has_request ? "."
	                                           : ". No request: the server makes it.");
	prose_end(prose, "- ", "  ");
	write_key(doc, certificate);
	write_servers(doc, certificate);
	prose_words(prose, "Names, and why each is there:");
	prose_end(prose, "- ", "  ");
	LIST_EACH(const struct plan_name, name, certificate->names)
		write_name(doc, name);
}

void document_certificates(struct document *doc)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "Certificates");
	prose_heading(prose, 2);
	LIST_EACH(const struct plan_certificate, certificate, doc->plan->certificates)
		write_certificate(doc, certificate);
	if (doc->plan->omitted.count == 0)
		return;
	prose_words(prose, "Names left out");
	prose_heading(prose, 3);
	LIST_EACH(const struct omitted_name, omitted, doc->plan->omitted) {
		prose_code(prose, omitted->name);
		prose_words(prose, ": ");
		prose_text(prose, omitted->reason);
		prose_end(prose, "- ", "  ");
	}
}

static void write_zone(struct document *doc, const struct zone_group *zone)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, zone->view == VIEW_EXTERNAL ? "Outside, zone " : "Inside, zone ");
	prose_code(prose, zone->zone);
	prose_words(prose, zone->is_new ? ": a new zone" : ": additions, never a replacement");
	prose_heading(prose, 3);
	LIST_EACH(const struct plan_record *, record, zone->records)
		prose_record(&doc->prose, *record);
}

static void write_forbidden(struct document *doc)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "Records that must not exist");
	prose_heading(prose, 3);
	LIST_EACH(const struct forbidden_record, forbidden, doc->plan->forbidden) {
		prose_words(prose, forbidden->view == VIEW_EXTERNAL ? "Outside, " : "Inside, ");
		prose_forbidden(prose, forbidden);
	}
}

void document_records(struct document *doc)
{
	struct zone_list zones = zones_make(doc->plan, doc->scratch);
	prose_words(&doc->prose, "DNS records");
	prose_heading(&doc->prose, 2);
	prose_words(&doc->prose, "The same as files: `dns/` for each zone, and `dns/records.csv`.");
	prose_end(&doc->prose, "", "");
	LIST_EACH(const struct zone_group, zone, zones)
		write_zone(doc, zone);
	if (doc->plan->forbidden.count > 0)
		write_forbidden(doc);
}

/* Servers of a site that have the same values for a service. */
struct url_group {
	const struct plan_url *url;
	struct text_list servers;
};

struct url_groups LIST_OF(struct url_group *);

static struct url_groups group_urls(struct document *doc)
{
	struct url_groups groups = { 0 };
	struct map *known = map_make(doc->scratch);
	LIST_EACH(const struct plan_url, url, doc->plan->urls) {
		const char *key = arena_printf(doc->scratch, "%zu/%zu/%d %s %s", url->site->forest,
		        url->site->index, url->service, url->internal ? url->internal : "",
		        url->external ? url->external : "");
		struct url_group *group = map_get(known, key);
		if (!group) {
			group = arena_alloc(doc->scratch, sizeof(*group));
			group->url = url;
			map_put(known, key, group);
			LIST_PUSH(doc->scratch, &groups, group);
		}
		LIST_PUSH(doc->scratch, &group->servers, url->server->name);
	}
	return groups;
}

static void write_url_value(struct document *doc, const char *label, const char *value)
{
	prose_words(&doc->prose, label);
	if (value)
		prose_code(&doc->prose, value);
	else
		prose_words(&doc->prose, "empty");
}

static void write_url_group(struct document *doc, const struct url_group *group)
{
	const struct plan_url *url = group->url;
	struct prose *prose = &doc->prose;
	prose_text(prose, doc->plan->know->services.items[url->service].name);
	if (text_equal(url->internal, url->external)) {
		write_url_value(doc, ": inside and outside ", url->internal);
	} else {
		write_url_value(doc, ": inside ", url->internal);
		write_url_value(doc, ", outside ", url->external);
	}
	prose_words(prose, " (");
	prose_codes(prose, texts_of(&group->servers));
	prose_words(prose, ")");
	prose_end(prose, "- ", "  ");
}

static void write_site_heading(struct document *doc, const struct site_answer *site)
{
	prose_words(&doc->prose, "Forest ");
	prose_code(&doc->prose, forest_of_site(doc->plan->request, site)->name.value);
	prose_words(&doc->prose, ", site ");
	prose_code(&doc->prose, site->name.value);
	prose_heading(&doc->prose, 3);
}

static void write_scps(struct document *doc)
{
	struct prose *prose = &doc->prose;
	prose_words(prose, "Service connection points");
	prose_heading(prose, 2);
	prose_words(prose, "Where computers of the domain look first for Autodiscover.");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct plan_scp, scp, doc->plan->scps) {
		prose_code(prose, scp->server->name);
		prose_words(prose, ": ");
		prose_code(prose, scp->url);
		prose_words(prose, ", site scope ");
		prose_codes(prose, texts_of(&scp->site_scope));
		prose_end(prose, "- ", "  ");
	}
}

void document_urls(struct document *doc)
{
	struct url_groups groups = group_urls(doc);
	const struct site_answer *site = NULL;
	prose_words(&doc->prose, "URLs");
	prose_heading(&doc->prose, 2);
	prose_words(&doc->prose, "Outlook Anywhere has a host name, no URL.");
	prose_end(&doc->prose, "", "");
	LIST_EACH(struct url_group *const, group, groups) {
		if ((*group)->url->site != site) {
			site = (*group)->url->site;
			write_site_heading(doc, site);
		}
		write_url_group(doc, *group);
	}
	write_scps(doc);
}
