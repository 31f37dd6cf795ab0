/* emit/template_fill.c: example organizations, in the shape that a topology asks for. */
#include "base/text.h"
#include "template.h"

static const char *const forest_names[] = { "contoso", "fabrikam" };
static const char *const site_names[] = { "Redmond", "London", "Singapore" };
/* One parent domain, so that one wildcard covers them all. */
static const char *const site_hosts[] = { "mail", "mail-london", "mail-singapore" };

static const char *example(struct arena *arena, const char *const *texts, size_t count,
        size_t index, const char *more)
{
	return index < count ? texts[index] : arena_printf(arena, "%s%zu", more, index + 1);
}

static struct node *add_group(struct answers *answers, struct node *parent, const char *name)
{
	return answers_add(answers, parent, name, NODE_GROUP, 0);
}

static struct node *add_list(struct answers *answers, struct node *parent, const char *name)
{
	return answers_add(answers, parent, name, NODE_LIST, 0);
}

static void add_text(struct answers *answers, struct node *parent, const char *name,
        const char *text)
{
	answers_add(answers, parent, name, NODE_TEXT, 0)->value.text = text;
}

/* A list with one text. */
static void add_item(struct answers *answers, struct node *parent, const char *name,
        const char *text)
{
	add_text(answers, add_list(answers, parent, name), NULL, text);
}

static void add_flag(struct answers *answers, struct node *parent, const char *name, bool flag)
{
	answers_add(answers, parent, name, NODE_FLAG, 0)->value.flag = flag;
}

static void add_integer(struct answers *answers, struct node *parent, const char *name, long number)
{
	answers_add(answers, parent, name, NODE_INTEGER, 0)->value.integer = number;
}

/* What an Internet-facing site needs; `number` counts the sites of all forests from 1. */
static void fill_facing(struct answers *answers, const struct template_choice *choice,
        struct node *site, const char *domain, size_t index, size_t number)
{
	struct arena *arena = answers->arena;
	bool is_shared = text_equal(choice->topology->namespaces, "same");
	const char *host =
	        example(arena, site_hosts, COUNT_OF(site_hosts), is_shared ? 0 : index, "mail-");
	add_text(answers, site, "namespace", arena_printf(arena, "%s.%s", host, domain));
	add_item(answers, site, "external_addresses",
	        arena_printf(arena, "203.0.113.%zu", number * 10));
	add_item(answers, site, "internal_addresses", arena_printf(arena, "10.%zu.0.10", number));
	if (choice->scenario->second_site && index == 0) {
		add_item(answers, site, "autodiscover_external_addresses",
		        arena_printf(arena, "203.0.113.%zu", number * 10 + 1));
		add_item(answers, site, "autodiscover_internal_addresses",
		        arena_printf(arena, "10.%zu.0.11", number));
	}
	/* Several sites behind one name want a load balancer before each. */
	if (is_shared)
		add_flag(answers, site, "load_balanced", true);
}

static size_t larger(long a, long b)
{
	return (size_t)(a > b ? a : b);
}

static void fill_forest(struct answers *answers, const struct template_choice *choice,
        struct node *forest, const char *name, size_t *number)
{
	struct arena *arena = answers->arena;
	const struct topology_row *topology = choice->topology;
	const char *domain = arena_printf(arena, "%s.com", name);
	size_t hidden = larger(topology->min_hidden, 0);
	size_t count = larger(topology->min_sites, topology->min_facing + topology->min_hidden);
	add_text(answers, forest, "name", name);
	add_text(answers, forest, "ad_domain", arena_printf(arena, "corp.%s", domain));
	add_item(answers, forest, "smtp_domains", domain);
	struct node *sites = add_list(answers, forest, "sites");
	for (size_t i = 0; i < count; i++) {
		struct node *site = add_group(answers, sites, NULL);
		bool is_facing = i + hidden < count;
		++*number;
		add_text(answers, site, "name",
		        example(arena, site_names, COUNT_OF(site_names), i, "Site"));
		add_flag(answers, site, "internet_facing", is_facing);
		add_item(answers, site, "servers", arena_printf(arena, "CAS%02zu", *number));
		add_integer(answers, site, "mailbox_users", is_facing ? 500 : 40);
		if (is_facing)
			fill_facing(answers, choice, site, domain, i, *number);
	}
}

static void fill_forests(struct answers *answers, const struct template_choice *choice)
{
	struct node *forests = add_list(answers, answers->root, "forests");
	size_t count = larger(choice->topology->min_forests, 1), number = 0;
	for (size_t i = 0; i < count; i++)
		fill_forest(answers, choice, add_group(answers, forests, NULL),
		        example(answers->arena, forest_names, COUNT_OF(forest_names), i, "forest"),
		        &number);
}

/* Does the client put up with a certificate that nobody vouches for, in every place? */
static bool bears_untrusted(const struct client_row *client)
{
	for (size_t i = 0; i < client->services.count; i++) {
		if (text_equal(client->services.items[i].untrusted, "fail"))
			return false;
	}
	return true;
}

/* A self-signed certificate cannot carry everything: what it cannot is left out, so that the
 * template is a plan without errors. */
static void fill_self_signed(struct answers *answers, const struct template_choice *choice)
{
	const struct know *know = answers->know;
	struct node *services = add_group(answers, answers->root, "services");
	for (size_t i = 0; i < know->services.count; i++) {
		if (know->services.items[i].refuses_self_signed)
			add_flag(answers, add_group(answers, services, know->services.items[i].id),
			        "external", false);
	}
	struct node *clients = add_group(answers, answers->root, "clients");
	struct node *kinds = add_list(answers, clients, "kinds");
	for (size_t i = 0; i < choice->product->default_clients.count; i++) {
		const char *id = choice->product->default_clients.items[i];
		const struct client_row *client = client_find(know, id);
		if (client && bears_untrusted(client))
			add_text(answers, kinds, NULL, id);
	}
}

void template_fill(struct answers *answers, const struct template_choice *choice)
{
	struct node *root = answers->root;
	add_integer(answers, root, "format", 1);
	add_text(answers, add_group(answers, root, "product"), "version", choice->product->id);
	struct node *organization = add_group(answers, root, "organization");
	add_text(answers, organization, "name", "Contoso, Inc.");
	add_text(answers, organization, "country", "US");
	add_text(answers, organization, "state", "Washington");
	add_text(answers, organization, "locality", "Redmond");
	add_text(answers, root, "topology", choice->topology->id);
	fill_forests(answers, choice);
	if (text_equal(choice->scenario->names, "server"))
		fill_self_signed(answers, choice);
	struct node *certificates = add_group(answers, root, "certificates");
	add_text(answers, certificates, "scenario", choice->scenario->id);
	if (choice->scenario->issuers.count > 0)
		add_text(answers, certificates, "issuer", choice->scenario->issuers.items[0]);
}
