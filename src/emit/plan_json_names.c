/* plan_json_names.c: certificates, names left out, records, URLs. */
#include "base/text.h"
#include "emit/emit.h"
#include "plan_json.h"

static void write_name(struct plan_json *doc, const struct plan_name *name)
{
	json_object(&doc->json, NULL);
	json_text(&doc->json, "name", name->name);
	json_list(&doc->json, "reasons");
	LIST_EACH(const struct name_reason, reason, name->reasons) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "code", reason->code);
		json_text(&doc->json, "detail", reason->detail);
		json_end(&doc->json);
	}
	json_end(&doc->json);
	plan_json_from(doc, &name->from);
	plan_json_uses(doc, "used_by", &name->used_by);
	json_end(&doc->json);
}

static void write_key(struct plan_json *doc, const struct plan_certificate *certificate)
{
	json_object(&doc->json, "key");
	json_text(&doc->json, "algorithm", certificate->algorithm);
	if (certificate->curve)
		json_text(&doc->json, "curve", certificate->curve);
	else
		json_integer(&doc->json, "bits", certificate->bits);
	json_end(&doc->json);
}

static void write_servers(struct plan_json *doc, const struct plan_certificate *certificate)
{
	struct text_list names = { 0 };
	LIST_EACH(const struct server_place, place, certificate->servers)
		LIST_PUSH(doc->scratch, &names, place->server->name);
	json_texts(&doc->json, "servers", texts_of(&names));
}

static void write_certificate(struct plan_json *doc, const struct plan_certificate *certificate)
{
	struct json *json = &doc->json;
	json_object(json, NULL);
	json_text(json, "id", certificate->id);
	json_text(json, "role", role_text(certificate->role));
	json_text(json, "issuer", certificate->issuer->id);
	json_text(json, "subject", certificate->subject);
	json_text(json, "common_name", certificate->common_name);
	json_list(json, "names");
	LIST_EACH(const struct plan_name, name, certificate->names)
		write_name(doc, name);
	json_end(json);
	write_key(doc, certificate);
	plan_json_site(doc, certificate->site);
	json_text(json, "web_site", certificate->web_site);
	write_servers(doc, certificate);
	bool made_here = certificate->has_request && certificate->has_key;
	json_text(json, "csr", made_here ? path_of_request(certificate, doc->scratch) : NULL);
	json_text(json, "key_file",
	        certificate->has_key ? path_of_key(certificate, doc->scratch) : NULL);
	json_flag(json, "owned", certificate->owned);
	plan_json_from(doc, &certificate->from);
	json_end(json);
}

void plan_json_certificates(struct plan_json *doc)
{
	json_list(&doc->json, "certificates");
	LIST_EACH(const struct plan_certificate, certificate, doc->plan->certificates)
		write_certificate(doc, certificate);
	json_end(&doc->json);
	json_list(&doc->json, "omitted_names");
	LIST_EACH(const struct omitted_name, omitted, doc->plan->omitted) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "name", omitted->name);
		json_text(&doc->json, "reason", omitted->reason);
		plan_json_from(doc, &omitted->from);
		json_end(&doc->json);
	}
	json_end(&doc->json);
}

static void write_record(struct plan_json *doc, const struct plan_record *record)
{
	struct json *json = &doc->json;
	json_object(json, NULL);
	json_text(json, "view", view_text(record->view));
	json_text(json, "zone", record->zone);
	json_flag(json, "zone_is_new", record->zone_is_new);
	json_text(json, "owner", record->owner);
	json_text(json, "type", record_type_text(record->type));
	json_text(json, "data", record->data);
	json_integer(json, "ttl", record->ttl);
	json_text(json, "necessity", record->necessity);
	json_text(json, "reason", record->reason);
	plan_json_from(doc, &record->from);
	plan_json_uses(doc, "used_by", &record->used_by);
	json_end(json);
}

void plan_json_dns(struct plan_json *doc)
{
	json_list(&doc->json, "dns");
	LIST_EACH(const struct plan_record, record, doc->plan->records)
		write_record(doc, record);
	json_end(&doc->json);
	json_list(&doc->json, "forbidden_dns");
	LIST_EACH(const struct forbidden_record, forbidden, doc->plan->forbidden) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "view", view_text(forbidden->view));
		json_text(&doc->json, "owner", forbidden->owner);
		json_texts(&doc->json, "types", texts_of(&forbidden->types));
		json_text(&doc->json, "reason", forbidden->reason);
		plan_json_from(doc, &forbidden->from);
		json_end(&doc->json);
	}
	json_end(&doc->json);
}

/* What uses either value, each once. */
static struct use_list uses_of_url(struct plan_json *doc, const struct plan_url *url)
{
	struct use_list all = { 0 };
	LIST_EACH(const char *, use, url->internal_used_by)
		LIST_PUSH(doc->scratch, &all, *use);
	LIST_EACH(const char *, use, url->external_used_by) {
		if (!texts_have((struct texts){ .items = all.items, .count = all.count }, *use))
			LIST_PUSH(doc->scratch, &all, *use);
	}
	return all;
}

static void write_url(struct plan_json *doc, const struct plan_url *url)
{
	struct json *json = &doc->json;
	struct use_list uses = uses_of_url(doc, url);
	json_object(json, NULL);
	plan_json_site(doc, url->site);
	json_text(json, "server", url->server->name);
	json_text(json, "service", doc->plan->know->services.items[url->service].id);
	json_text(json, "internal", url->internal);
	json_text(json, "external", url->external);
	plan_json_from(doc, &url->from);
	plan_json_uses(doc, "used_by", &uses);
	plan_json_uses(doc, "internal_used_by", &url->internal_used_by);
	plan_json_uses(doc, "external_used_by", &url->external_used_by);
	json_end(json);
}

void plan_json_urls(struct plan_json *doc)
{
	json_list(&doc->json, "urls");
	LIST_EACH(const struct plan_url, url, doc->plan->urls)
		write_url(doc, url);
	json_end(&doc->json);
	json_list(&doc->json, "scp");
	LIST_EACH(const struct plan_scp, scp, doc->plan->scps) {
		json_object(&doc->json, NULL);
		plan_json_site(doc, scp->site);
		json_text(&doc->json, "server", scp->server->name);
		json_text(&doc->json, "url", scp->url);
		json_texts(&doc->json, "site_scope", texts_of(&scp->site_scope));
		plan_json_from(doc, &scp->from);
		plan_json_uses(doc, "used_by", &scp->used_by);
		json_end(&doc->json);
	}
	json_end(&doc->json);
}
