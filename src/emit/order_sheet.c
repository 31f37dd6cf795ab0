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

/* When the certificate that is ordered on the plan's day must be ordered anew. */
static bool find_renewal(const struct plan *plan, struct date *renewal)
{
	struct date end;
	if (!plan->renewal_date || !date_parse(plan->renewal_date, &end))
		return false;
	*renewal = date_add_days(end, -RENEWAL_DAYS);
	return true;
}

static void write_date(struct prose *prose, struct date date)
{
	char text[DATE_TEXT_SIZE];
	date_format(date, text);
	prose_words(prose, text);
}

static void write_validity(struct prose *prose, const struct plan *plan)
{
	struct date renewal;
	long days = validity_find(plan->know, plan->request->date)->days;
	buf_printf(&prose->text, "Validity: at most %ld days", days);
	if (find_renewal(plan, &renewal)) {
		prose_words(prose, ", up to ");
		prose_words(prose, plan->renewal_date);
		prose_words(prose, " if it is issued on the day of the plan");
		end_item(prose);
		prose_words(prose, "Renewal: order the next one by ");
		write_date(prose, renewal);
	}
	end_item(prose);
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
	} else {
		prose_words(prose, "Validity: what the template of the authority says, and never "
		                   "longer than the authority's own certificate");
		end_item(prose);
	}
}

static void write_ways(struct prose *prose, const struct plan *plan, struct date day)
{
	LIST_EACH(const struct validation_row, row, plan->know->validations) {
		if (!text_equal(row->issuer, "public-ca") || !validation_holds(row, day))
			continue;
		prose_text(prose, row->text);
		end_item(prose);
	}
}

static bool ways_differ(const struct plan *plan, struct date one, struct date other)
{
	LIST_EACH(const struct validation_row, row, plan->know->validations) {
		if (text_equal(row->issuer, "public-ca") &&
		        validation_holds(row, one) != validation_holds(row, other))
			return true;
	}
	return false;
}

static bool is_bought(const struct plan *plan)
{
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (certificate->has_request &&
		        text_equal(certificate->issuer->id, "public-ca"))
			return true;
	}
	return false;
}

void order_sheet_proofs(struct prose *prose, const struct plan *plan)
{
	struct date day = plan->request->date, renewal;
	if (!is_bought(plan))
		return;
	prose_words(prose, "Proof of control of the domains");
	prose_heading(prose, 3);
	prose_words(prose, "For an order on ");
	write_date(prose, day);
	prose_words(prose, " these ways are allowed:");
	prose_end(prose, "", "");
	prose_blank(prose);
	write_ways(prose, plan, day);
	if (!find_renewal(plan, &renewal))
		return;
	prose_blank(prose);
	prose_words(prose, "For the renewal, ordered by ");
	write_date(prose, renewal);
	if (!ways_differ(plan, day, renewal)) {
		prose_words(prose, ", the same ways are allowed, as the rules stand now.");
		prose_end(prose, "", "");
		return;
	}
	prose_words(prose, ", these are allowed, as the rules stand now:");
	prose_end(prose, "", "");
	prose_blank(prose);
	write_ways(prose, plan, renewal);
}
