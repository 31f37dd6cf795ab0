/* spec.c: from a spec to a tree of answers, as the reader of files would make it. */
#include "spec.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

void spec_init(struct spec *spec)
{
	*spec = (struct spec){ .bits = -1, .ttl = -1, .public_addresses = -1 };
}

struct forest_spec *spec_add_forest(struct spec *spec, const char *name)
{
	assert(spec->forest_count < SPEC_FORESTS);
	struct forest_spec *forest = &spec->forests[spec->forest_count++];
	forest->name = name;
	return forest;
}

struct site_spec *spec_add_site(struct forest_spec *forest, const char *name)
{
	assert(forest->site_count < SPEC_SITES);
	struct site_spec *site = &forest->sites[forest->site_count++];
	site->name = name;
	site->users = -1;
	return site;
}

struct service_spec *spec_add_service(struct spec *spec, const char *id)
{
	assert(spec->service_count < SPEC_SERVICES);
	struct service_spec *service = &spec->services[spec->service_count++];
	service->id = id;
	return service;
}

/* A tree that is growing; each answer stands on a line of its own. */
struct writer {
	struct answers *answers;
	int line;
};

static struct node *put(struct writer *writer, struct node *parent, const char *name,
        enum node_kind kind)
{
	return answers_add(writer->answers, parent, name, kind, ++writer->line);
}

static struct node *put_group(struct writer *writer, struct node *parent, const char *name)
{
	return put(writer, parent, name, NODE_GROUP);
}

static void put_text(struct writer *writer, struct node *parent, const char *name,
        const char *text)
{
	if (text)
		put(writer, parent, name, NODE_TEXT)->value.text = text;
}

static void put_flag(struct writer *writer, struct node *parent, const char *name, enum said said)
{
	if (said != UNSAID)
		put(writer, parent, name, NODE_FLAG)->value.flag = said == SAID_YES;
}

static void put_number(struct writer *writer, struct node *parent, const char *name, long number)
{
	if (number >= 0)
		put(writer, parent, name, NODE_INTEGER)->value.integer = number;
}

/* The next word of a list up to `end`; moves *text behind it. NULL: there is none. */
static const char *take_word(struct writer *writer, const char **text, char end)
{
	const char stops[] = { ' ', end, '\0' };
	*text += strspn(*text, " ");
	size_t length = strcspn(*text, stops);
	const char *word = length ? arena_strndup(writer->answers->arena, *text, length) : NULL;
	*text += length;
	*text += end != ' ' && **text == end;
	return word;
}

static void put_list(struct writer *writer, struct node *parent, const char *name,
        const char *words)
{
	if (!words)
		return;
	struct node *list = put(writer, parent, name, NODE_LIST);
	for (const char *word; (word = take_word(writer, &words, ' '));)
		put(writer, list, NULL, NODE_TEXT)->value.text = word;
}

static void put_hosts(struct writer *writer, struct node *site, const char *words)
{
	if (!words)
		return;
	struct node *group = put_group(writer, site, "hosts");
	for (const char *service; (service = take_word(writer, &words, '='));)
		put_text(writer, group, service, take_word(writer, &words, ' '));
}

static void put_server_addresses(struct writer *writer, struct node *site, const char *words)
{
	if (!words)
		return;
	struct node *list = put(writer, site, "server_addresses", NODE_LIST);
	for (const char *server; (server = take_word(writer, &words, '='));) {
		struct node *group = put_group(writer, list, NULL);
		put_text(writer, group, "server", server);
		put_text(writer, group, "address", take_word(writer, &words, '='));
		put_text(writer, group, "autodiscover_address", take_word(writer, &words, ' '));
	}
}

static void put_legacy(struct writer *writer, struct node *site, const struct site_spec *spec)
{
	if (!spec->legacy_servers)
		return;
	struct node *group = put_group(writer, site, "legacy");
	put_text(writer, group, "host", spec->legacy_host);
	put_list(writer, group, "servers", spec->legacy_servers);
	put_list(writer, group, "external_addresses", spec->legacy_external);
	put_list(writer, group, "internal_addresses", spec->legacy_internal);
}

static void put_site(struct writer *writer, struct node *list, const struct site_spec *site)
{
	struct node *group = put_group(writer, list, NULL);
	put_text(writer, group, "name", site->name);
	put_flag(writer, group, "internet_facing", site->facing);
	put_text(writer, group, "namespace", site->namespace);
	put_hosts(writer, group, site->hosts);
	put_text(writer, group, "internal_namespace", site->internal_namespace);
	put_text(writer, group, "scp_host", site->scp_host);
	put_text(writer, group, "ad_domain", site->ad_domain);
	put_list(writer, group, "servers", site->servers);
	put_list(writer, group, "external_addresses", site->external);
	put_list(writer, group, "internal_addresses", site->internal);
	put_flag(writer, group, "autodiscover", site->autodiscover);
	put_list(writer, group, "autodiscover_external_addresses", site->second_external);
	put_list(writer, group, "autodiscover_internal_addresses", site->second_internal);
	put_number(writer, group, "mailbox_users", site->users);
	put_flag(writer, group, "load_balanced", site->load_balanced);
	if (site->publisher) {
		struct node *publisher = put_group(writer, group, "publisher");
		put_text(writer, publisher, "kind", site->publisher);
		put_text(writer, publisher, "product", site->publisher_product);
	}
	put_server_addresses(writer, group, site->server_addresses);
	put_flag(writer, group, "perimeter", site->perimeter);
	put_legacy(writer, group, site);
	put_text(writer, group, "failback_host", site->failback_host);
}

static void put_forest(struct writer *writer, struct node *list, const struct forest_spec *forest)
{
	struct node *group = put_group(writer, list, NULL);
	put_text(writer, group, "name", forest->name);
	put_text(writer, group, "ad_domain", forest->ad_domain);
	put_list(writer, group, "smtp_domains", forest->domains);
	struct node *sites = put(writer, group, "sites", NODE_LIST);
	for (size_t i = 0; i < forest->site_count; i++)
		put_site(writer, sites, &forest->sites[i]);
}

static void put_services(struct writer *writer, const struct spec *spec)
{
	if (spec->service_count == 0)
		return;
	struct node *services = put_group(writer, writer->answers->root, "services");
	for (size_t i = 0; i < spec->service_count; i++) {
		const struct service_spec *service = &spec->services[i];
		struct node *group = put_group(writer, services, service->id);
		put_flag(writer, group, "enabled", service->enabled);
		put_flag(writer, group, "external", service->external);
		put_flag(writer, group, "require_ssl", service->require_ssl);
		put_flag(writer, group, "ssl_offloading", service->ssl_offloading);
		put_text(writer, group, "security", service->security);
		put_text(writer, group, "authentication", service->authentication);
	}
}

static void put_beginning(struct writer *writer, const struct spec *spec)
{
	struct node *root = writer->answers->root;
	put_number(writer, root, "format", 1);
	struct node *product = put_group(writer, root, "product");
	put_text(writer, product, "version", spec->version);
	put_text(writer, product, "update", spec->update);
	put_text(writer, product, "extended_protection", spec->extended_protection);
	put_list(writer, product, "coexistence", spec->coexistence);
	put_text(writer, product, "download_host", spec->download_host);
	struct node *policy = put_group(writer, root, "policy");
	put_text(writer, policy, "baseline", spec->baseline);
	put_text(writer, policy, "date", spec->date);
	put_text(writer, policy, "previous", spec->previous);
	struct node *organization = put_group(writer, root, "organization");
	put_text(writer, organization, "name", spec->organization);
	put_text(writer, organization, "country", spec->country);
	put_text(writer, organization, "state", spec->state);
	put_text(writer, organization, "locality", spec->locality);
	put_text(writer, organization, "unit", spec->unit);
	put_text(writer, root, "topology", spec->topology);
}

static void put_certificates(struct writer *writer, const struct spec *spec)
{
	struct node *group = put_group(writer, writer->answers->root, "certificates");
	put_text(writer, group, "scenario", spec->scenario);
	put_text(writer, group, "issuer", spec->issuer);
	put_text(writer, group, "layout", spec->layout);
	put_flag(writer, group, "server_names", spec->server_names);
	put_list(writer, group, "exclude_names", spec->exclude_names);
	put_list(writer, group, "extra_names", spec->extra_names);
	if (spec->algorithm) {
		struct node *key = put_group(writer, group, "key");
		put_text(writer, key, "algorithm", spec->algorithm);
		put_number(writer, key, "bits", spec->bits);
		put_text(writer, key, "curve", spec->curve);
	}
	put_text(writer, group, "key_made_by", spec->key_made_by);
	put_flag(writer, group, "exportable", spec->exportable);
	put_text(writer, group, "proxy_site_issuer", spec->proxy_issuer);
}

static void put_end(struct writer *writer, const struct spec *spec)
{
	struct node *root = writer->answers->root;
	struct node *clients = put_group(writer, root, "clients");
	put_list(writer, clients, "kinds", spec->kinds);
	put_flag(writer, clients, "inside_joined", spec->inside_joined);
	put_flag(writer, clients, "inside_unjoined", spec->inside_unjoined);
	put_list(writer, clients, "root_ca_installed", spec->root_installed);
	put_certificates(writer, spec);
	struct node *dns = put_group(writer, root, "dns");
	put_text(writer, dns, "internal", spec->internal_dns);
	put_text(writer, dns, "autodiscover_record", spec->autodiscover_record);
	put_flag(writer, dns, "srv_supported", spec->srv_supported);
	put_list(writer, dns, "catch_all", spec->catch_all);
	put_list(writer, dns, "apex_https", spec->apex_https);
	put_list(writer, dns, "existing_internal_zones", spec->existing_zones);
	put_number(writer, dns, "ttl", spec->ttl);
	struct node *constraints = put_group(writer, root, "constraints");
	put_list(writer, constraints, "ca_supports", spec->ca_supports);
	put_list(writer, constraints, "owned_certificate", spec->owned_certificate);
	put_number(writer, constraints, "public_addresses", spec->public_addresses);
}

void spec_put(const struct spec *spec, struct answers *answers)
{
	struct writer writer = { .answers = answers };
	put_beginning(&writer, spec);
	struct node *forests = put(&writer, answers->root, "forests", NODE_LIST);
	for (size_t i = 0; i < spec->forest_count; i++)
		put_forest(&writer, forests, &spec->forests[i]);
	put_services(&writer, spec);
	put_end(&writer, spec);
}
