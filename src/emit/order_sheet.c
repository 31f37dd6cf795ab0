/* order_sheet.c */
#include "order_sheet.h"

#include "base/text.h"
#include "core/name.h"
#include "emitters.h"

/* So long before its end a certificate is ordered anew. */
#define RENEWAL_DAYS 30

static void end_item(struct prose *prose)
{
	prose_end(prose, "- ", "  ");
}

static bool has_wildcard(const struct plan_certificate *certificate)
{
	LIST_EACH(const struct plan_name, name, certificate->names) {
		if (name_is_wildcard(name->name))
			return true;
	}
	return false;
}

static void write_names(struct prose *prose, const struct plan_certificate *certificate)
{
	prose_words(prose, "Number of names, the common name among them: ");
	buf_number(&prose->text, certificate->names.count);
	prose_words(prose, has_wildcard(certificate) ? "; a wildcard certificate" :
	                   certificate->names.count > 1 ? "; a certificate with several names (SAN)" :
	                                                  "; a certificate for one name");
	end_item(prose);
	prose_words(prose, "Common name: ");
	prose_code(prose, certificate->common_name);
	end_item(prose);
	prose_words(prose, "Names, in this order:");
	end_item(prose);
	LIST_EACH(const struct plan_name, name, certificate->names) {
		prose_code(prose, name->name);
		prose_end(prose, "  - ", "    ");
	}
	prose_words(prose, "Subject: ");
	prose_code(prose, certificate->subject);
	end_item(prose);
}

static void write_servers(struct prose *prose, const struct plan_certificate *certificate,
        struct arena *scratch)
{
	struct text_list names = { 0 };
	LIST_EACH(const struct server_place, place, certificate->servers)
		LIST_PUSH(scratch, &names, place->server->name);
	prose_words(prose, "Servers to license: ");
	buf_number(&prose->text, names.count);
	prose_words(prose, " (");
	prose_codes(prose, texts_of(&names));
	prose_words(prose, ")");
	if (site_is_published(certificate->site))
		prose_words(prose, ", and the publishing server in front of them");
	end_item(prose);
}

static void write_key(struct prose *prose, const struct plan_certificate *certificate,
        struct arena *scratch)
{
	prose_words(prose, "Key: ");
	if (certificate->bits)
		buf_printf(&prose->text, "RSA, %ld bits", certificate->bits);
	else
		buf_printf(&prose->text, "elliptic curve %s", certificate->curve);
	prose_words(prose, "; request: ");
	if (certificate->has_key)
		prose_code(prose, path_of_request(certificate, scratch));
	else
		prose_words(prose, "made by Exchange in step request-certificate");
	end_item(prose);
}

static void write_validity(struct prose *prose, const struct plan *plan)
{
	struct date end;
	char renewal[DATE_TEXT_SIZE];
	long days = validity_find(plan->know, plan->request->date)->days;
	buf_printf(&prose->text, "Validity: at most %ld days", days);
	if (plan->renewal_date && date_parse(plan->renewal_date, &end)) {
		date_format(date_add_days(end, -RENEWAL_DAYS), renewal);
		buf_printf(&prose->text,
		        ", up to %s if it is issued on the day of the plan; order the next one by %s",
		        plan->renewal_date, renewal);
	}
	end_item(prose);
}

static void write_validations(struct prose *prose, const struct plan *plan,
        const struct plan_certificate *certificate)
{
	char day[DATE_TEXT_SIZE];
	date_format(plan->request->date, day);
	prose_words(prose, "Proof of control of the domains, as it is allowed on ");
	prose_words(prose, day);
	prose_words(prose, ":");
	end_item(prose);
	for (size_t i = 0; i < plan->know->validations.count; i++) {
		const struct validation_row *row = &plan->know->validations.items[i];
		if (!text_equal(row->issuer, certificate->issuer->id) ||
		        (has_wildcard(certificate) && !row->wildcards) ||
		        !validation_holds(row, plan->request->date))
			continue;
		prose_text(prose, row->text);
		prose_end(prose, "  - ", "    ");
	}
}

void order_sheet_write(struct prose *prose, const struct plan *plan,
        const struct plan_certificate *certificate, struct arena *scratch)
{
	prose_code(prose, certificate->id);
	prose_heading(prose, 3);
	prose_words(prose, "From: ");
	prose_text(prose, certificate->issuer->name);
	end_item(prose);
	write_names(prose, certificate);
	write_servers(prose, certificate, scratch);
	write_key(prose, certificate, scratch);
	if (text_equal(certificate->issuer->id, "public-ca")) {
		write_validity(prose, plan);
		write_validations(prose, plan, certificate);
	} else {
		prose_words(prose, "Validity: what the template of the authority says, and never "
		                   "longer than the authority's own certificate");
		end_item(prose);
	}
}
