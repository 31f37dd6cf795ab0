/* dice_policy.c: the version, services, clients, certificates, DNS and constraints. */
#include <string.h>

#include "base/text.h"
#include "dice.h"

static struct texts all_domains(struct dice *dice)
{
	const char *list = NULL;
	for (size_t i = 0; i < dice->spec->forest_count; i++)
		list = dice_append(dice, list, dice->spec->forests[i].domains);
	return dice_split(dice, list);
}

/* They stand in their order; only older ones are kept beside. */
static struct texts older_versions(struct dice *dice)
{
	struct texts all = know_ids(dice->know, "coexistences", dice->arena);
	size_t count = 0;
	while (count < all.count && !text_equal(all.items[count], dice->product->id))
		count++;
	return (struct texts){ all.items, count };
}

static void fill_product(struct dice *dice)
{
	struct spec *spec = dice->spec;
	spec->update = dice->product->updates.items[dice->release.update];
	if (dice_in(dice, 3))
		spec->extended_protection = dice_word(dice, "product.extended_protection");
	if (dice_in(dice, 5))
		spec->coexistence = dice_some(dice, older_versions(dice), 3);
	if (dice_in(dice, 4) && release_has(dice->know, dice->release, "download-host"))
		spec->download_host = "anlagen.nordwerk-jena.de";
	spec->baseline = dice_word(dice, "policy.baseline");
	if (dice_in(dice, 2)) {
		static const char *const dates[] = { "2026-02-01", "2026-12-31", "2027-03-15",
			"2029-06-01", "2031-01-01" };
		spec->date = DICE_PICK(dice, dates);
		if (dice_in(dice, 2))
			spec->previous = "2026-01-31";
	}
	spec->organization = "Nordwerk Aktiengesellschaft, \"Werft\" & Partner";
	spec->country = "DE";
	spec->state = dice_in(dice, 2) ? "Th\xc3\xbcringen" : NULL;
	spec->locality = dice_in(dice, 2) ? "Jena" : NULL;
	spec->unit = dice_in(dice, 2) ? "Rechenzentrum" : NULL;
}

/* ---- services and clients ---- */

static void fill_service(struct dice *dice, const struct service_row *row, bool external)
{
	bool is_discovery = text_equal(row->kind, "autodiscover");
	struct service_spec *service = spec_add_service(dice->spec, row->id);
	bool mail = text_equal(row->kind, "mail");
	service->enabled = dice_in(dice, mail ? 2 : is_discovery ? 30 : 8) ?
	        mail ? SAID_YES : dice_said(dice, 1) : UNSAID;
	service->external = external ? dice_in(dice, 8) ? SAID_NO : UNSAID : SAID_NO;
	service->require_ssl = dice_said(dice, 6);
	service->ssl_offloading = dice_said(dice, 10);
	if (mail && dice_in(dice, 2))
		service->security = dice_word(dice, "services.*.security");
	if (text_equal(row->id, "outlook_anywhere") && dice_in(dice, 2))
		service->authentication = dice_word(dice, "services.*.authentication");
}

static void fill_services(struct dice *dice)
{
	bool external = !dice_in(dice, 30);
	LIST_EACH(const struct service_row, row, dice->know->services) {
		if (release_in(dice->know, dice->release, row->products))
			fill_service(dice, row, external);
	}
}

static void fill_clients(struct dice *dice)
{
	struct spec *spec = dice->spec;
	const struct schema_row *roots =
	        know_find(dice->know, "answers", "clients.root_ca_installed");
	if (!dice_in(dice, 4))
		spec->kinds = dice_some(dice, know_ids(dice->know, "clients", dice->arena),
		        dice_in(dice, 3) ? 1 : 3);
	spec->inside_joined = dice_said(dice, 3);
	spec->inside_unjoined = dice_said(dice, 1);
	if (dice_in(dice, 2))
		spec->root_installed = dice_some(dice, roots->values, 2);
}

/* ---- certificates ---- */

/* Names that no certificate has as its common name. */
static const char *excludable(struct dice *dice)
{
	const struct site_spec *site = &dice->spec->forests[0].sites[0];
	const char *list = "";
	for (size_t i = 0; i < dice->spec->forest_count; i++) {
		struct texts domains = dice_split(dice, dice->spec->forests[i].domains);
		for (size_t j = 1; j < domains.count; j++) {
			if (dice_in(dice, 3))
				list = dice_append(dice, list, arena_printf(dice->arena,
				        "autodiscover.%s", domains.items[j]));
		}
	}
	if (dice_in(dice, 3))
		list = dice_append(dice, list, "web.nordwerk-jena.de");
	if (dice_in(dice, 6))
		list = dice_append(dice, list, "niemand.fremdes-haus.ch");
	if (site->internal_namespace && text_starts(site->internal_namespace, "intern.") &&
	        dice_in(dice, 3))
		list = dice_append(dice, list, site->internal_namespace);
	return list;
}

static void fill_key(struct dice *dice)
{
	struct spec *spec = dice->spec;
	static const long sizes[] = { 1024, 2048, 3072, 4096 };
	if (dice_in(dice, 2))
		return;
	spec->algorithm = dice_word(dice, "certificates.key.algorithm");
	if (text_equal(spec->algorithm, "ec"))
		spec->curve = dice_word(dice, "certificates.key.curve");
	else
		spec->bits = sizes[dice_below(dice, COUNT_OF(sizes))];
}

static void fill_certificates(struct dice *dice)
{
	static const char *const extra[] = { "legacy.nordwerk-jena.de", "kante.fjordline.no",
		"altes-haus.nordwerk.local", "tor.fremdes-haus.ch", "edge.suedtor.com.br" };
	struct spec *spec = dice->spec;
	const struct scenario_row *scenario = dice->scenario;
	bool planned = text_equal(scenario->names, "planned");
	spec->scenario = scenario->id;
	spec->issuer = dice_pick(dice, scenario->issuers.items, scenario->issuers.count);
	if (dice_in(dice, 2))
		spec->layout = dice_word(dice, "certificates.layout");
	spec->server_names = planned ? dice_said(dice, 3) : UNSAID;
	if (dice_in(dice, 5))
		spec->exclude_names = excludable(dice);
	if ((planned || text_equal(scenario->names, "wildcards")) && dice_in(dice, 4))
		spec->extra_names =
		        dice_some(dice, (struct texts){ extra, COUNT_OF(extra) }, 3);
	fill_key(dice);
	if (dice_in(dice, 3))
		spec->key_made_by = dice_word(dice, "certificates.key_made_by");
	spec->exportable = dice_said(dice, 4);
	if (dice_in(dice, 2))
		spec->proxy_issuer = dice_word(dice, "certificates.proxy_site_issuer");
}

/* ---- surroundings ---- */

static void fill_dns(struct dice *dice)
{
	struct spec *spec = dice->spec;
	struct texts domains = all_domains(dice);
	spec->internal_dns = dice_word(dice, "dns.internal");
	if (dice_in(dice, 2))
		spec->autodiscover_record = dice_word(dice, "dns.autodiscover_record");
	spec->srv_supported = dice_said(dice, 3);
	if (dice_in(dice, 4))
		spec->catch_all = dice_some(dice, domains, 2);
	if (dice_in(dice, 4))
		spec->apex_https = dice_some(dice, domains, 2);
	if (dice_in(dice, 4))
		spec->existing_zones = dice_some(dice, domains, 2);
	spec->ttl = dice_in(dice, 2) ? (long)dice_below(dice, 86400) : -1;
}

static void fill_constraints(struct dice *dice)
{
	struct spec *spec = dice->spec;
	const struct schema_row *row =
	        know_find(dice->know, "answers", "constraints.ca_supports");
	const struct site_spec *site = &spec->forests[0].sites[0];
	if (dice_in(dice, 4))
		spec->ca_supports = dice_some(dice, row->values, 2);
	if (dice_in(dice, 8) && site->namespace)
		spec->owned_certificate = dice_in(dice, 2) ? site->namespace :
		        dice_append(dice, site->namespace, arena_printf(dice->arena,
		                "autodiscover.%s", all_domains(dice).items[0]));
	spec->public_addresses = dice_in(dice, 4) ? (long)dice_below(dice, 5) : -1;
}

void dice_policy(struct dice *dice)
{
	fill_product(dice);
	fill_services(dice);
	fill_clients(dice);
	fill_certificates(dice);
	fill_dns(dice);
	fill_constraints(dice);
}
