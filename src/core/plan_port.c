/* core/plan_port.c: what the firewall must let in, for each Internet-facing site. */
#include "base/text.h"
#include "part.h"

/* Ports of the web (exchange.md 1.4): nearly everything; and the redirect, which is plain HTTP. */
#define HTTPS_PORT "443"
#define HTTP_PORT "80"

/* The ports of one site, while services are added to them. */
struct site_ports {
	const struct plan *plan;
	const struct site_answer *site;
	const struct plan_web_site *second; /* its second web site; NULL: it has one only */
	struct arena *arena;
	struct port_list list;
};

static struct plan_port *port_add(struct site_ports *ports, const char *number)
{
	struct plan_port *port = arena_alloc(ports->arena, sizeof(*port));
	port->number = number;
	port->site = ports->site;
	LIST_PUSH(ports->arena, &ports->list, port);
	return port;
}

static struct plan_port *port_find(const struct site_ports *ports, const char *number)
{
	LIST_EACH(struct plan_port *, port, ports->list) {
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
static bool is_reached(const struct site_ports *ports, int service)
{
	const struct request *request = ports->plan->request;
	if (!service_is_external(request, service))
		return false;
	if (!service_kind_is(request, service, "autodiscover"))
		return true;
	return site_forest(request, ports->site)->autodiscover_site == ports->site &&
	        !ports->second;
}

static void add_addresses(struct arena *arena, struct text_list *list,
        const struct text_answers *addresses)
{
	LIST_EACH(const struct text_answer, address, *addresses)
		LIST_PUSH(arena, list, address->value);
}

static void add_service(struct site_ports *ports, int service)
{
	const char *number = service_port(ports->plan->request, service);
	if (!number)
		return;
	struct plan_port *port = port_find(ports, number);
	if (!port) {
		port = port_add(ports, number);
		add_addresses(ports->arena, &port->addresses, &ports->site->external_addresses);
		add_addresses(ports->arena, &port->inside, &ports->site->internal_addresses);
		port->inside_answer = "internal_addresses";
	}
	LIST_PUSH(ports->arena, &port->services, ports->plan->know->services.items[service].name);
}

static void add_second_web_site(struct site_ports *ports)
{
	const struct plan_web_site *second = ports->second;
	if (!second || second->external_addresses.count == 0)
		return;
	struct plan_port *port = port_add(ports, second->https ? HTTPS_PORT : HTTP_PORT);
	port->addresses = second->external_addresses;
	port->inside = second->internal_addresses;
	port->inside_answer = "autodiscover_internal_addresses";
	port->is_second = true;
	LIST_PUSH(ports->arena, &port->services, second->name);
}

static const struct plan_web_site *second_web_site(const struct plan *plan,
        const struct site_answer *site)
{
	LIST_EACH(const struct plan_web_site, web_site, plan->web_sites) {
		if (web_site->site == site && !text_equal(web_site->name, DEFAULT_WEB_SITE))
			return web_site;
	}
	return NULL;
}

struct port_list plan_ports(const struct plan *plan, const struct site_answer *site,
        struct arena *arena)
{
	struct site_ports ports = {
		.plan = plan,
		.site = site,
		.second = second_web_site(plan, site),
		.arena = arena,
	};
	if (!site->internet_facing.value)
		return ports.list;
	for (size_t i = 0; i < plan->know->services.count; i++) {
		if (is_reached(&ports, (int)i))
			add_service(&ports, (int)i);
	}
	add_second_web_site(&ports);
	return ports.list;
}
