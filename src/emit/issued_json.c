/* issued_json.c: the judgement on an issued certificate, for programs. */
#include "issued.h"

#include "emit/json.h"
#include "plan_json.h"

static void write_day(struct json *json, const char *key, struct date date)
{
	char text[DATE_TEXT_SIZE];
	date_format(date, text);
	json_text(json, key, text);
}

static void write_facts(struct json *json, const struct certificate_facts *facts)
{
	json_text(json, "subject", facts->subject);
	json_text(json, "issuer", facts->issuer);
	json_text(json, "common_name", facts->common_name);
	json_texts(json, "names", facts->names);
	json_texts(json, "other_names", facts->other_names);
	json_object(json, "key");
	json_text(json, "algorithm", facts->key_algorithm);
	json_integer(json, "bits", facts->key_bits);
	json_text(json, "curve", facts->curve);
	json_end(json);
	write_day(json, "not_before", facts->not_before);
	write_day(json, "not_after", facts->not_after);
	json_integer(json, "days", facts->days);
	json_texts(json, "key_usage", facts->key_usage);
	json_texts(json, "extended_key_usage", facts->extended_usage);
	json_text(json, "signature_hash", facts->signature_hash);
	json_text(json, "serial", facts->serial);
	json_text(json, "thumbprint", facts->thumbprint);
}

static void write_chain(struct json *json, const struct issued_chain *chain)
{
	json_list(json, "chain");
	for (size_t i = 0; i < chain->count; i++) {
		json_object(json, NULL);
		write_facts(json, &chain->items[i]);
		json_end(json);
	}
	json_end(json);
	json_flag(json, "chain_ends_at_root", chain->ends_at_root);
}

static void write_findings(struct json *json, const struct issued *issued)
{
	json_list(json, "findings");
	LIST_EACH(const struct plan_finding, finding, issued->findings) {
		json_object(json, NULL);
		json_finding(json, finding);
		json_end(json);
	}
	json_end(json);
}

static void write_worse(struct json *json, const struct issued *issued)
{
	json_list(json, "worse_verdicts");
	LIST_EACH(const struct worse_verdict, worse, issued->worse) {
		const struct verdict *real = worse->real;
		json_object(json, NULL);
		json_text(json, "client", verdict_client(real));
		json_text(json, "place", real->place);
		json_text(json, "forest", real->forest);
		json_text(json, "site", real->site);
		json_text(json, "smtp_domain", real->smtp_domain);
		json_text(json, "service", real->service);
		json_text(json, "planned", result_text(worse->planned->result));
		json_text(json, "result", result_text(real->result));
		json_text(json, "reason", real->reason);
		json_end(json);
	}
	json_end(json);
}

void emit_issued_json(struct buf *out, const struct issued *issued, struct texts files)
{
	struct json json;
	json_init(&json, out);
	json_object(&json, NULL);
	json_text(&json, "format", "casplan-issued-1");
	json_text(&json, "certificate", issued->certificate->id);
	write_day(&json, "date", issued->day);
	json_flag(&json, "refused", issued->is_refused);
	json_object(&json, "issued");
	write_facts(&json, issued->facts);
	json_end(&json);
	write_chain(&json, issued->chain);
	write_findings(&json, issued);
	write_worse(&json, issued);
	json_texts(&json, "files", files);
	json_end(&json);
}
