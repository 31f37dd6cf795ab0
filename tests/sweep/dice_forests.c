/* dice_forests.c: who has which sites, servers, hosts and addresses. */
#include <string.h>

#include "base/text.h"
#include "dice.h"

/* Mail domains of one forest each: registrable ones, with a suffix of two labels, below another, and
 * spelt in their own letters. */
static const char *const mail_domains[SPEC_FORESTS][6] = {
	{ "nordwerk-jena.de", "fjordline.no", "werft.nordwerk-jena.de", "kaeltetechnik.at",
	        "b\xc3\xbc" "cherei-g\xc3\xb6rlitz.de", "nordwerk.com.br" },
	{ "suedtor.com.br", "suedtor.net", "olaria.suedtor.com.br", "casa-velha.pt",
	        "azulejos.co.uk", "m\xc3\xb3veis.com.br" },
	{ "ostkraft.pl", "ostkraft.eu", "kopalnia.ostkraft.pl", "wegiel.org", "hutnik.info",
	        "sztygar.com.pl" },
};

static const char *const forest_names[SPEC_FORESTS] = { "nordwerk", "Sued Tor & Co", "ost-kraft" };

/* Below a mail domain, a zone of their own, and names that no public authority certifies. */
static const char *const ad_domains[SPEC_FORESTS][4] = {
	{ "ad.nordwerk-jena.de", "nordwerk-jena.de", "nordwerk.local", "intra.nordwerk-ag.com" },
	{ "corp.suedtor.com.br", "suedtor.net", "suedtor.internal", "corp.suedtor-dc.com.br" },
	{ "ad.ostkraft.pl", "ostkraft.eu", "ostkraft.lan", "domena.ostkraft-dc.pl" },
};

static const char *const site_names[SPEC_SITES] = { "Jena", "Ile-de-France", "Bruecke 7",
	"Kiel (Werft)" };

static const char *main_domain(struct dice *dice, const struct forest_spec *forest)
{
	return dice_split(dice, forest->domains).items[0];
}

static const char *host_below(struct dice *dice, const char *label, const char *domain)
{
	return arena_printf(dice->arena, "%s.%s", label, domain);
}

static const char *any_domain(struct dice *dice, const struct forest_spec *forest)
{
	struct texts domains = dice_split(dice, forest->domains);
	return dice_pick(dice, domains.items, domains.count);
}

/* ---- addresses ---- */

static const char *external_address(struct dice *dice)
{
	unsigned number = ++dice->addresses;
	if (dice_in(dice, 6))
		return arena_printf(dice->arena, "2001:DB8:0:%x::%u", number, number);
	return arena_printf(dice->arena, "198.51.100.%u", number);
}

static const char *internal_address(struct dice *dice)
{
	unsigned number = ++dice->addresses;
	if (dice_in(dice, 8))
		return arena_printf(dice->arena, "fd00:20::%x", number);
	return arena_printf(dice->arena, "10.20.%u.10", number);
}

static const char *several(struct dice *dice, const char *(*address)(struct dice *))
{
	const char *list = address(dice);
	while (dice_in(dice, 3))
		list = dice_append(dice, list, address(dice));
	return list;
}

/* Mostly there, now and then missing or the same as the first. */
static const char *second_of(struct dice *dice, const char *first,
        const char *(*address)(struct dice *))
{
	if (dice_in(dice, 5))
		return NULL;
	if (dice_in(dice, 8))
		return first;
	return several(dice, address);
}

static const char *server_addresses(struct dice *dice, const char *servers)
{
	struct texts names = dice_split(dice, servers);
	const char *list = NULL;
	for (size_t i = 0; i < names.count; i++) {
		if (dice_in(dice, 3))
			continue;
		const char *first = internal_address(dice), *second = internal_address(dice);
		list = dice_append(dice, list, arena_printf(dice->arena, "%s=%s=%s",
		        names.items[i], first, second));
	}
	return list;
}

/* ---- hosts ---- */

static const char *add_host(struct dice *dice, const char *hosts, const char *service,
        const char *host)
{
	return dice_append(dice, hosts, arena_printf(dice->arena, "%s=%s", service, host));
}

/* Services with a host of their own; the control panel follows OWA. */
static const char *hosts_of(struct dice *dice, const struct forest_spec *forest)
{
	static const char *const labels[] = { "web", "sync", "mail.eu", "pop", "Zugang" };
	const char *hosts = NULL;
	LIST_EACH(const struct service_row, service, dice->know->services) {
		bool follows = service->host_like || text_equal(service->kind, "autodiscover");
		if (follows || !release_in(dice->know, dice->release, service->products) ||
		        !dice_in(dice, 8))
			continue;
		hosts = add_host(dice, hosts, service->id,
		        host_below(dice, DICE_PICK(dice, labels), any_domain(dice, forest)));
	}
	return hosts;
}

static const char *internal_namespace(struct dice *dice, const struct forest_spec *forest,
        const struct site_spec *site)
{
	switch (dice_below(dice, 12)) {
	case 0:
		return host_below(dice, "intern", main_domain(dice, forest));
	case 1:
		return host_below(dice, "post", forest->ad_domain);
	case 2:
		return site->namespace;
	case 3:
		return forest->sites[0].namespace;
	default:
		return NULL;
	}
}

static const char *scp_host(struct dice *dice, const struct forest_spec *forest,
        const struct site_spec *site)
{
	switch (dice_below(dice, 16)) {
	case 0:
		return host_below(dice, "autodiscover", any_domain(dice, forest));
	case 1: /* a server; an underscore is allowed in its name and not in a host */
		return strchr(site->servers, '_') ? NULL :
		        host_below(dice, dice_split(dice, site->servers).items[0],
		                site->ad_domain ? site->ad_domain : forest->ad_domain);
	case 2:
		return host_below(dice, "scp", main_domain(dice, forest));
	case 3:
		return "autodiscover.fremdes-haus.ch";
	case 4:
		return forest->sites[0].namespace;
	default:
		return NULL;
	}
}

/* ---- sites ---- */

static const char *servers_of(struct dice *dice)
{
	const char *list = NULL;
	do {
		list = dice_append(dice, list, dice_in(dice, 12) ?
		        arena_printf(dice->arena, "MX_%u", ++dice->servers) :
		        arena_printf(dice->arena, "Server-%u", ++dice->servers));
	} while (dice_in(dice, 3));
	return list;
}

/* A name of its own, or that of the first site which has one. */
static const char *namespace_of(struct dice *dice, const struct forest_spec *forest, size_t index,
        bool shares)
{
	static const char *const labels[SPEC_SITES] = { "post", "post-idf", "post7", "post-kiel" };
	for (size_t i = 0; shares && i < index; i++) {
		if (forest->sites[i].namespace)
			return forest->sites[i].namespace;
	}
	const char *domain = dice_in(dice, 4) ? any_domain(dice, forest) : main_domain(dice, forest);
	if (dice_in(dice, 30))
		return host_below(dice, labels[index], "nordwerk.internal");
	if (dice_in(dice, 60))
		return domain;
	return host_below(dice, labels[index], domain);
}

static const char *const failback_labels[SPEC_SITES] = { "rueckweg", "rueckweg-idf", "rueckweg7",
	"rueckweg-kiel" };

static void fill_facing(struct dice *dice, struct forest_spec *forest, struct site_spec *site,
        bool shares)
{
	site->namespace = namespace_of(dice, forest, forest->site_count - 1, shares);
	site->external = several(dice, external_address);
	site->internal = several(dice, internal_address);
	site->second_external = second_of(dice, site->external, external_address);
	site->second_internal = second_of(dice, site->internal, internal_address);
	site->hosts = dice_in(dice, 3) ? hosts_of(dice, forest) : NULL;
	if (dice_may_say(dice, "forests[].sites[].failback_host") && dice_in(dice, 4))
		site->failback_host =
		        host_below(dice, failback_labels[forest->site_count - 1],
		                any_domain(dice, forest));
	if (dice_in(dice, 3)) {
		site->publisher = dice_word(dice, "forests[].sites[].publisher.kind");
		site->publisher_product = dice_word(dice, "forests[].sites[].publisher.product");
	}
}

/* Older servers beside the new ones, now and then behind the address of the new ones. */
static void fill_legacy(struct dice *dice, const struct forest_spec *forest,
        struct site_spec *site)
{
	site->legacy_servers = servers_of(dice);
	if (dice_in(dice, 2))
		site->legacy_host = host_below(dice, "alt", any_domain(dice, forest));
	if (!dice_in(dice, 4))
		site->legacy_external =
		        dice_in(dice, 6) ? site->external : several(dice, external_address);
	if (!dice_in(dice, 4))
		site->legacy_internal = several(dice, internal_address);
}

static void fill_site(struct dice *dice, struct forest_spec *forest, size_t number, bool facing,
        bool shares)
{
	struct site_spec *site = spec_add_site(forest, site_names[number]);
	site->servers = servers_of(dice);
	site->facing = facing ? dice_in(dice, 2) ? SAID_YES : UNSAID : SAID_NO;
	site->users = dice_in(dice, 2) ? (long)dice_below(dice, 5000) : -1;
	site->load_balanced = dice_said(dice, 2);
	site->perimeter = dice_said(dice, 20);
	if (dice_in(dice, 10))
		site->ad_domain = host_below(dice, "zweig", forest->ad_domain);
	if (facing)
		fill_facing(dice, forest, site, shares);
	else if (dice_in(dice, 3))
		site->internal = several(dice, internal_address);
	if (facing && dice_in(dice, 6))
		fill_legacy(dice, forest, site);
	site->internal_namespace = internal_namespace(dice, forest, site);
	site->scp_host = scp_host(dice, forest, site);
	if (dice_in(dice, 4))
		site->server_addresses = server_addresses(dice, site->servers);
}

/* Of one forest: how many sites, and how many of them face the Internet. */
struct counts {
	size_t sites, facing;
};

static struct counts counts_of(struct dice *dice, const struct topology_row *topology)
{
	size_t facing = topology->max_facing == 1 ? 1 : 1 + dice_below(dice, 3);
	size_t hidden = topology->max_sites == 1 ? 0 : dice_below(dice, 2);
	struct counts counts = { facing + hidden, facing };
	if (counts.facing + (size_t)topology->min_hidden > counts.sites)
		counts.sites = counts.facing + (size_t)topology->min_hidden;
	if (counts.sites < (size_t)topology->min_sites)
		counts.sites = (size_t)topology->min_sites;
	/* Now and then something else than the answers say. */
	if (dice_in(dice, 25))
		counts.facing = dice_below(dice, counts.sites + 1);
	return counts;
}

static void fill_forest(struct dice *dice, const struct topology_row *topology, size_t number)
{
	struct forest_spec *forest = spec_add_forest(dice->spec, forest_names[number]);
	const struct texts domains = { mail_domains[number], COUNT_OF(mail_domains[number]) };
	const struct counts counts = counts_of(dice, topology);
	bool shares = text_equal(topology->namespaces, "same") || dice_in(dice, 20);
	forest->domains = dice_append(dice, domains.items[dice_below(dice, 2)],
	        dice_some(dice, (struct texts){ domains.items + 2, domains.count - 2 }, 4));
	forest->ad_domain = DICE_PICK(dice, ad_domains[number]);
	size_t first_facing = dice_in(dice, 6) ? counts.sites - counts.facing : 0;
	for (size_t i = 0; i < counts.sites; i++)
		fill_site(dice, forest, i, i >= first_facing && i < first_facing + counts.facing,
		        shares);
	if (counts.facing > 0 && dice_in(dice, 4))
		forest->sites[first_facing + dice_below(dice, counts.facing)].autodiscover =
		        SAID_YES;
}

void dice_forests(struct dice *dice)
{
	const struct topology_row *topology = topology_find(dice->know, dice->spec->topology);
	size_t count = topology->min_forests > 1 ? 2 + dice_below(dice, 2) : 1;
	for (size_t i = 0; i < count; i++)
		fill_forest(dice, topology, i);
}
