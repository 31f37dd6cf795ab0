/*
 * tools/knowdoc.c: a folder of knowledge as a page for people.
 *
 *	knowdoc share > docs/knowledge.md
 *
 * Whoever changes a fact sees the change in this page, and so does a reviewer: the tests compare
 * the page in docs/ with the folder. Tables that have no section of their own here, because they
 * are new, are printed from their shapes at the end.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/quote.h"
#include "base/text.h"
#include "knowdoc_parts.h"
#include "store/knowfile.h"

/* ---- products ---- */

static void print_products(struct page *page)
{
	struct buf *out = page->out;
	put_heading(out, "##", "Products");
	TABLE_BEGIN(out, "version", "name", "updates", "taken unless told otherwise",
	        "supported until", "self-signed months", "PFX", "key sizes", "source");
	LIST_EACH(const struct product_row, product, page->know->products) {
		put_cell(out, product->id);
		put_cell(out, product->name);
		put_cells(out, page->arena, product->updates);
		put_cell(out, product->default_update);
		put_cell(out, product->supported_until);
		put_cell(out, arena_printf(page->arena, "%ld", product->self_signed_months));
		put_cell(out, product->pfx_profile);
		put_cells(out, page->arena, product->key_sizes);
		put_cell(out, product->source);
		row_end(out);
	}
	put_heading(out, "###", "What the answers are unless told otherwise");
	TABLE_BEGIN(out, "version", "clients", "Outlook Anywhere asks by",
	        "issuer in proxied sites", "Autodiscover record");
	LIST_EACH(const struct product_row, each, page->know->products) {
		put_cell(out, each->id);
		put_cells(out, page->arena, each->default_clients);
		put_cell(out, each->default_authentication);
		put_cell(out, each->default_proxy_issuer);
		put_cell(out, each->default_autodiscover_record);
		row_end(out);
	}
	put_heading(out, "###", "Notes");
	LIST_EACH(const struct product_row, noted, page->know->products)
		put_items(out, noted->id, noted->notes);
}

static void print_features(struct page *page)
{
	put_heading(page->out, "##", "Features");
	TABLE_BEGIN(page->out, "feature", "releases", "what it means", "source");
	LIST_EACH(const struct feature_row, feature, page->know->features) {
		put_cell(page->out, feature->id);
		put_cell(page->out, feature->products);
		put_cell(page->out, feature->text);
		put_cell(page->out, feature->source);
		row_end(page->out);
	}
}

static void print_coexistence(struct page *page)
{
	put_heading(page->out, "##", "Older versions beside a newer one");
	TABLE_BEGIN(page->out, "older", "name", "beside", "every older server needs",
	        "a name of its own", "who answers", "source");
	LIST_EACH(const struct coexistence_row, older, page->know->coexistences) {
		LIST_EACH(const struct beside_row, beside, older->beside) {
			put_cell(page->out, older->id);
			put_cell(page->out, older->name);
			put_cell(page->out, beside->products);
			put_cell(page->out, beside->needs);
			put_cell(page->out, beside->needs_name ? "yes" : "no");
			put_cell(page->out, beside->text);
			put_cell(page->out, beside->source);
			row_end(page->out);
		}
	}
}

/* ---- services ---- */

static const char *service_in(const struct know *know, const struct service_row *service,
        const struct product_row *product)
{
	struct release release = { product,
		(size_t)product_update_find(product, product->default_update) };
	if (!release_in(know, release, service->products))
		return "-";
	bool on = service->on_by_default && release_in(know, release, service->on_by_default);
	return on ? "on" : "off";
}

static void print_services_by_product(struct page *page)
{
	struct text_list titles = { 0 };
	put_heading(page->out, "###", "As they are unless told otherwise, by version");
	LIST_PUSH(page->arena, &titles, "service");
	LIST_EACH(const struct product_row, product, page->know->products)
		LIST_PUSH(page->arena, &titles, product->id);
	LIST_PUSH(page->arena, &titles, (const char *)NULL);
	table_begin(page->out, titles.items);
	LIST_EACH(const struct service_row, service, page->know->services) {
		put_cell(page->out, service->id);
		LIST_EACH(const struct product_row, each, page->know->products)
			put_cell(page->out, service_in(page->know, service, each));
		row_end(page->out);
	}
}

static void print_service_rules(struct page *page)
{
	put_heading(page->out, "###", "What their releases do");
	TABLE_BEGIN(page->out, "service", "kind", "shares the host of", "security unless told",
	        "external URL empty in several sites of one name",
	        "internal URL is http beside a self-signed certificate",
	        "refuses self-signed certificates", "certificate enabled as", "in",
	        "passes proxied sites by", "step that shows it a wildcard");
	LIST_EACH(const struct service_row, service, page->know->services) {
		put_cell(page->out, service->id);
		put_cell(page->out, service->kind);
		put_cell(page->out, service->host_like);
		put_cell(page->out, service->default_security);
		put_cell(page->out, service->cleared_in_multi_site);
		put_cell(page->out, service->http_if_self_signed_in);
		put_cell(page->out, service->refuses_self_signed ? "yes" : NULL);
		put_cell(page->out, service->certificate_word);
		put_cell(page->out, service->certificate_in);
		put_cell(page->out, service->passes_proxied_sites_by ? "yes" : NULL);
		put_cell(page->out, service->wildcard_step);
		row_end(page->out);
	}
}

static void print_services(struct page *page)
{
	struct buf *out = page->out;
	put_heading(out, "##", "Services");
	TABLE_BEGIN(out, "service", "name", "what for", "releases", "path", "virtual directory", "TLS port",
	        "STARTTLS port", "has an internal host", "proxied by internal URL",
	        "SSL required by Setup", "source");
	LIST_EACH(const struct service_row, service, page->know->services) {
		put_cell(out, service->id);
		put_cell(out, service->name);
		put_cell(out, service->summary);
		put_cell(out, service->products);
		put_cell(out, service->path);
		put_cell(out, service->virtual_directory);
		put_cell(out, service->tls_port);
		put_cell(out, service->starttls_port);
		put_cell(out, service->internal_host_in);
		put_cell(out, service->proxied_by_url_in);
		put_cell(out, service->ssl_by_default);
		put_cell(out, service->source);
		row_end(out);
	}
	print_service_rules(page);
	print_services_by_product(page);
}

/* ---- clients ---- */

static void print_lookups(struct page *page)
{
	put_heading(page->out, "##", "Ways to look for Autodiscover");
	TABLE_BEGIN(page->out, "id", "name", "what is asked", "in the proof", "asks somebody else",
	        "registry value that skips it", "source");
	LIST_EACH(const struct lookup_row, lookup, page->know->lookups) {
		put_cell(page->out, lookup->id);
		put_cell(page->out, lookup->name);
		put_cell(page->out, lookup->asks);
		put_cell(page->out, lookup->is_judged ? "yes" : "no");
		put_cell(page->out, lookup->is_foreign ? "yes" : "no");
		put_cell(page->out, lookup->registry);
		put_cell(page->out, lookup->source);
		row_end(page->out);
	}
}

static void print_client_flags(struct page *page, const struct client_row *client)
{
	const struct {
		bool flag;
		const char *text;
	} flags[] = {
		{ client->needs_autodiscover, "cannot be set up by hand" },
		{ client->searches_beside_scp, "looks by name even when the directory answers" },
		{ client->wildcard_fails, "refuses wildcard certificates" },
		{ client->compares_principal, "compares the common name with the principal name" },
		{ client->accepts_self_signed, "accepts a self-signed certificate inside, joined" },
		{ client->is_phone, "is a phone" },
		{ client->is_legacy_crypto, "is older than today's cryptography" },
	};
	for (size_t i = 0; i < COUNT_OF(flags); i++) {
		if (flags[i].flag)
			put_item(page->out, NULL, flags[i].text);
	}
}

static void print_client_services(struct page *page, const struct client_row *client)
{
	buf_puts(page->out, "\n");
	TABLE_BEGIN(page->out, "service", "releases", "places", "wrong name", "not trusted",
	        "self-signed inside, joined", "host", "comes from");
	LIST_EACH(const struct judgement_row, service, client->services) {
		put_cell(page->out, service->service);
		put_cell(page->out, range_text(service->products));
		put_cells(page->out, page->arena,
		        service->places.count ? service->places : client->places);
		put_cell(page->out, service->wrong_name);
		put_cell(page->out, service->untrusted);
		put_cell(page->out, service->tolerates_self_signed ? "accepted" : NULL);
		put_cell(page->out, service->external_host ? "always the external one" :
		                                             "that of the place");
		put_cell(page->out, service->typed ? "a person" : "Autodiscover");
		row_end(page->out);
	}
}

static void print_clients(struct page *page)
{
	put_heading(page->out, "##", "Clients");
	LIST_EACH(const struct client_row, client, page->know->clients) {
		put_heading(page->out, "###",
		        arena_printf(page->arena, "%s: %s", client->id, client->name));
		put_item(page->out, NULL, client->summary);
		put_item(page->out, "consequence", client->consequence);
		put_item(page->out, "places", texts_join(page->arena, client->places, ", "));
		put_item(page->out, "looks for Autodiscover, joined",
		        texts_join(page->arena, client->discovery_joined, ", "));
		put_item(page->out, "looks for Autodiscover, otherwise",
		        texts_join(page->arena, client->discovery, ", "));
		put_item(page->out, "when nothing answers", client->discovery_none);
		put_item(page->out, "registry key of the values that skip look-ups",
		        client->registry_key);
		print_client_flags(page, client);
		LIST_EACH(const struct unsupported_row, row, client->unsupported)
			put_item(page->out, "not supported", arena_printf(page->arena,
			        "%s (%s; %s)", row->products, row->severity, row->source));
		put_items(page->out, "note", client->notes);
		put_item(page->out, "source", client->source);
		print_client_services(page, client);
	}
}

/* ---- models ---- */

/* Counts of the shape; 0 is no limit. */
static void print_shape(struct page *page, const struct topology_row *topology)
{
	const struct {
		const char *what;
		long min, max;
	} counts[] = {
		{ "forests", topology->min_forests, topology->max_forests },
		{ "sites of each forest", topology->min_sites, topology->max_sites },
		{ "Internet-facing ones of these", topology->min_facing, topology->max_facing },
		{ "others", topology->min_hidden, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		const char *max = counts[i].max ?
		        arena_printf(page->arena, " to %ld", counts[i].max) : " or more";
		put_item(page->out, counts[i].what,
		        arena_printf(page->arena, "%ld%s", counts[i].min, max));
	}
	put_item(page->out, "namespaces of a forest", topology->namespaces);
	put_item(page->out, "forests share nothing", topology->distinct_forests ? "yes" : NULL);
}

static void print_example(struct page *page, const struct topology_row *topology)
{
	LIST_EACH(const struct example_forest_row, forest, topology->example) {
		LIST_EACH(const struct example_site_row, site, forest->sites)
			put_item(page->out, "example", arena_printf(page->arena,
			        "forest %s, site %s, %s, servers %s", forest->name, site->name,
			        site->namespace ? site->namespace : "not Internet-facing",
			        texts_join(page->arena, site->servers, ", ")));
	}
}

static void print_advice(struct page *page, const struct advice_rows *rows)
{
	if (!rows->count)
		return;
	buf_puts(page->out, "\n");
	TABLE_BEGIN(page->out, "releases", "verdict", "advice", "source");
	LIST_EACH(const struct advice_row, advice, *rows) {
		put_cell(page->out, range_text(advice->products));
		put_cell(page->out, advice->verdict);
		put_cell(page->out, advice->text);
		put_cell(page->out, advice->source);
		row_end(page->out);
	}
}

static void print_topologies(struct page *page)
{
	put_heading(page->out, "##", "Topologies");
	LIST_EACH(const struct topology_row, topology, page->know->topologies) {
		put_heading(page->out, "###",
		        arena_printf(page->arena, "%s: %s", topology->id, topology->name));
		put_item(page->out, NULL, topology->summary);
		put_item(page->out, "shape", topology->shape);
		print_shape(page, topology);
		put_items(page->out, "for it", topology->advantages);
		put_items(page->out, "against it", topology->disadvantages);
		print_example(page, topology);
		put_item(page->out, "source", topology->source);
		print_advice(page, &topology->advice);
	}
}

static void print_scenarios(struct page *page)
{
	put_heading(page->out, "##", "Certificate scenarios");
	LIST_EACH(const struct scenario_row, scenario, page->know->scenarios) {
		put_heading(page->out, "###",
		        arena_printf(page->arena, "%s: %s", scenario->id, scenario->name));
		put_item(page->out, NULL, scenario->summary);
		put_item(page->out, "issuers", texts_join(page->arena, scenario->issuers, ", "));
		put_item(page->out, "choose it if", scenario->choose_if);
		put_item(page->out, "avoid it if", scenario->avoid_if);
		put_items(page->out, "for it", scenario->advantages);
		put_items(page->out, "against it", scenario->disadvantages);
		put_item(page->out, "names on the certificate", scenario->names);
		put_item(page->out, "the authority must issue", scenario->needs_from_ca);
		put_item(page->out, "a second web site", scenario->second_site ? "yes" : NULL);
		put_item(page->out, "with a certificate of its own",
		        scenario->second_certificate ? "yes" : NULL);
		put_item(page->out, "Autodiscover outside, main mail domain", scenario->discovery);
		put_item(page->out, "Autodiscover outside, further ones",
		        scenario->discovery_more);
		put_item(page->out, "source", scenario->source);
		print_advice(page, &scenario->advice);
	}
	put_heading(page->out, "##", "Issuers");
	LIST_EACH(const struct issuer_row, issuer, page->know->issuers) {
		put_heading(page->out, "###",
		        arena_printf(page->arena, "%s: %s", issuer->id, issuer->name));
		put_item(page->out, NULL, issuer->summary);
		put_items(page->out, "for it", issuer->advantages);
		put_items(page->out, "against it", issuer->disadvantages);
		put_item(page->out, "consequence", issuer->consequence);
		put_item(page->out, "choose it if", issuer->choose_if);
		put_item(page->out, "avoid it if", issuer->avoid_if);
		put_items(page->out, "limit", issuer->limits);
		put_items(page->out, "use it for", issuer->use_for);
		put_items(page->out, "not for", issuer->not_for);
		put_item(page->out, "source", issuer->source);
	}
}

/* ---- rules ---- */

static const char *severities(struct page *page, const struct rule_row *rule)
{
	return arena_printf(page->arena, "%s%s%s%s%s", rule->severity,
	        rule->severity_mild ? ", milder " : "",
	        rule->severity_mild ? rule->severity_mild : "",
	        rule->severity_2008 ? ", 2008 " : "",
	        rule->severity_2008 ? rule->severity_2008 : "");
}

static void print_rules(struct page *page)
{
	put_heading(page->out, "##", "Rules");
	TABLE_BEGIN(page->out, "rule", "severity", "title", "what it says", "what to do", "source");
	LIST_EACH(const struct rule_row, rule, page->know->rules) {
		put_cell(page->out, rule->id);
		put_cell(page->out, severities(page, rule));
		put_cell(page->out, rule->title);
		put_cell(page->out, rule->message);
		put_cell(page->out, rule->action);
		put_cell(page->out, rule->source);
		row_end(page->out);
	}
	put_heading(page->out, "##", "Fifteen mistakes, and what finds them");
	TABLE_BEGIN(page->out, "number", "mistake", "rules", "otherwise", "source");
	LIST_EACH(const struct mistake_row, mistake, page->know->mistakes) {
		put_cell(page->out, mistake->id);
		put_cell(page->out, mistake->mistake);
		put_cells(page->out, page->arena, mistake->rules);
		put_cell(page->out, mistake->otherwise);
		put_cell(page->out, mistake->source);
		row_end(page->out);
	}
	put_heading(page->out, "##", "Longest validity of public certificates");
	TABLE_BEGIN(page->out, "issued from", "days", "source");
	LIST_EACH(const struct validity_row, validity, page->know->validities) {
		put_cell(page->out, validity->from);
		put_cell(page->out, arena_printf(page->arena, "%ld", validity->days));
		put_cell(page->out, validity->source);
		row_end(page->out);
	}
}

static void print_sources(struct page *page)
{
	put_heading(page->out, "##", "Sources");
	TABLE_BEGIN(page->out, "id", "title", "in brief", "where", "read");
	LIST_EACH(const struct source_row, source, page->know->sources) {
		put_cell(page->out, source->id);
		put_cell(page->out, source->title);
		put_cell(page->out, source->brief);
		put_cell(page->out, source->where);
		put_cell(page->out, source->read);
		row_end(page->out);
	}
}

/* ---- any other table, from its shape ---- */

static void print_row(struct page *page, const struct shape *shape, const char *row, int depth);

/* The first field of a row leads its list, the others stand below it, deeper. */
static void print_field(struct page *page, const struct field *field, const char *member, int depth)
{
	const char *const *text = (const void *)member;
	const long *number = (const void *)member;
	const bool *flag = (const void *)member;
	const struct texts *texts = (const void *)member;
	const struct any_rows *rows = (const void *)member;
	const char *value = NULL;
	switch (field->kind) {
	case FIELD_TEXT:
		value = *text;
		break;
	case FIELD_INTEGER:
		value = *number ? arena_printf(page->arena, "%ld", *number) : NULL;
		break;
	case FIELD_FLAG:
		value = *flag ? "yes" : NULL;
		break;
	case FIELD_TEXTS:
		value = texts->count ? texts_join(page->arena, *texts, ", ") : NULL;
		break;
	case FIELD_ROWS:
		for (size_t i = 0; i < rows->count; i++)
			print_row(page, field->shape,
			        (const char *)rows->items + i * field->shape->size, depth);
		return;
	}
	for (int i = 0; value && i < depth; i++)
		buf_puts(page->out, "  ");
	put_item(page->out, field->name, value);
}

static void print_row(struct page *page, const struct shape *shape, const char *row, int depth)
{
	for (size_t i = 0; i < shape->field_count; i++)
		print_field(page, &shape->fields[i], row + shape->fields[i].offset,
		        depth + (i > 0));
}

/* Tables with a section of their own; and those that have another page: the answer file its manual,
 * countries their standard. */
static bool is_printed(const char *table)
{
	static const char *const names[] = { "sources", "products", "features", "coexistences",
		"services", "lookups", "clients", "topologies", "scenarios", "issuers", "rules",
		"mistakes", "validities", "phases", "steps", "cmdlets", "answers", "countries" };
	return texts_have((struct texts){ names, COUNT_OF(names) }, table);
}

static void print_others(struct page *page)
{
	for (size_t i = 0; i < know_table_count; i++) {
		const struct know_table *table = &know_tables[i];
		struct any_rows rows = know_rows(page->know, table);
		if (is_printed(table->name) || rows.count == 0)
			continue;
		put_heading(page->out, "##", table->name);
		for (size_t j = 0; j < rows.count; j++)
			print_row(page, table->shape,
			        (const char *)rows.items + j * table->shape->size, 0);
	}
}

static void print_page(struct page *page)
{
	buf_puts(page->out, "# What the program knows\n\n"
	        "Made from the files below `share/` by `make knowledge`; not to be edited. The "
	        "tests compare it\nwith them. Ranges of releases are written as in "
	        "`include/know/product.h`; sources are those of the\nlast section, with the place "
	        "in them behind a colon.\n");
	print_products(page);
	print_features(page);
	print_coexistence(page);
	print_services(page);
	print_lookups(page);
	print_clients(page);
	print_topologies(page);
	print_scenarios(page);
	print_rules(page);
	print_steps(page);
	print_others(page);
	print_sources(page);
}

static int write_out(const struct buf *text)
{
	if (fwrite(text->data, 1, text->length, stdout) == text->length && fflush(stdout) == 0)
		return EXIT_SUCCESS;
	perror("knowdoc: the output cannot be written");
	return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: knowdoc FOLDER > knowledge.md\n", stderr);
		return 2;
	}
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	struct know know;
	int status = EXIT_FAILURE;
	if (know_read(&know, argv[1], arena, &problems)) {
		struct buf text;
		buf_init(&text);
		print_page(&(struct page){ .out = &text, .know = &know, .arena = arena });
		status = write_out(&text);
		buf_done(&text);
	}
	LIST_EACH(const struct problem, problem, problems)
		fprintf(stderr, "%s\n", problem->text);
	arena_free(arena);
	return status;
}
