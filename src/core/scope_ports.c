/* core/scope_ports.c: what the firewall must let in, for each Internet-facing site. */
#include "base/text.h"
#include "scope_kit.h"

/* Ports of the web (exchange.md 1.4): nearly everything; and the redirect, which is plain HTTP. */
#define HTTPS_PORT "443"
#define HTTP_PORT "80"

/* The ports of one site, while services are added to them. */
struct port_list LIST_OF(struct port *);

static struct port *port_add(struct scope *scope, struct port_list *ports,
        const struct site_answer *site, const char *number)
{
	struct port *port = arena_alloc(scope->scratch, sizeof(*port));
	port->number = number;
	port->site = site;
	LIST_PUSH(scope->scratch, ports, port);
	return port;
}

static struct port *port_find(const struct port_list *ports, const char *number)
{
	LIST_EACH(struct port *, port, *ports) {
		if (text_equal((*port)->number, number))
			return *port;
	}
	return NULL;
}

static const char *service_port(const struct request *request, int service)
{
	const struct service_row *row = &request->know->services.items[service];
	bool is_mail = service_kind_is(request, service, "mail");
	if (is_mail && !text_equal(request->services[service].security.value, "tls"))
		return row->starttls_port;
	return row->tls_port ? row->tls_port : is_mail ? NULL : HTTPS_PORT;
}

/* The autodiscover service answers on the default web site of one site, if on no other. */
static bool is_reached(struct scope *scope, const struct site_answer *site, int service)
{
	const struct request *request = scope->plan->request;
	if (!service_is_external(request, service))
		return false;
	if (!service_kind_is(request, service, "autodiscover"))
		return true;
	return site_forest(request, site)->autodiscover_site == site &&
	        !index_second_web_site(scope->index, site);
}

static void add_service(struct scope *scope, struct port_list *ports,
        const struct site_answer *site, int service)
{
	const char *number = service_port(scope->plan->request, service);
	if (!number)
		return;
	struct port *port = port_find(ports, number);
	if (!port) {
		port = port_add(scope, ports, site, number);
		LIST_EACH(const struct text_answer, address, site->external_addresses)
			LIST_PUSH(scope->scratch, &port->addresses, address->value);
	}
	LIST_PUSH(scope->scratch, &port->services, scope->plan->know->services.items[service].name);
}

static void add_second_web_site(struct scope *scope, struct port_list *ports,
        const struct site_answer *site)
{
	const struct plan_web_site *second = index_second_web_site(scope->index, site);
	if (!second || second->external_addresses.count == 0)
		return;
	struct port *port = port_add(scope, ports, site, second->https ? HTTPS_PORT : HTTP_PORT);
	port->addresses = second->external_addresses;
	LIST_PUSH(scope->scratch, &port->services, second->name);
}

static void collect_site(struct scope *scope, struct item_list *items,
        const struct site_answer *site)
{
	struct port_list ports = { 0 };
	if (!site->internet_facing.value)
		return;
	for (size_t i = 0; i < scope->plan->know->services.count; i++) {
		if (is_reached(scope, site, (int)i))
			add_service(scope, &ports, site, (int)i);
	}
	add_second_web_site(scope, &ports, site);
	LIST_EACH(struct port *, port, ports)
		LIST_PUSH(scope->scratch, items, *port);
}

void scope_collect_ports(struct scope *scope, struct item_list *items)
{
	struct item_list sites = { 0 };
	scope_sites(scope, &sites);
	LIST_EACH(const void *, site, sites)
		collect_site(scope, items, *site);
}
