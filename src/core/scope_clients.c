/* core/scope_clients.c: conditions about clients: which there are, where they are, and what they meet
 * outside. */
#include "base/attr.h"
#include "base/text.h"
#include "hosts.h"
#include "scope_kit.h"
#include "scope_values.h"

typedef bool client_test(const struct client_row *client, const char *argument);

static bool has_any(struct scope *scope, client_test *test, const char *argument)
{
	scope_note(scope, scope->plan->request->clients.kinds_node);
	LIST_EACH(const struct client_row *const, client, scope->plan->request->clients.kinds) {
		if (test(*client, argument))
			return true;
	}
	return false;
}

static bool is_called(const struct client_row *client, const char *id)
{
	return text_equal(client->id, id);
}

bool has_client(struct scope *scope, const char *argument)
{
	return has_any(scope, is_called, argument);
}

/* With and without the update that reads SRV records. */
bool has_any_outlook_2007(struct scope *scope, const char *argument)
{
	(void)argument;
	return has_client(scope, "outlook-2007") || has_client(scope, "outlook-2007-srv");
}

static bool is_phone(const struct client_row *client, const char *argument)
{
	(void)argument;
	return client->is_phone;
}

bool has_any_phone(struct scope *scope, const char *argument)
{
	return has_any(scope, is_phone, argument);
}

bool has_inside_joined(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->clients.inside_joined.node);
	return scope->plan->request->clients.inside_joined.value;
}

bool has_inside_unjoined(struct scope *scope, const char *argument)
{
	(void)argument;
	scope_note(scope, scope->plan->request->clients.inside_unjoined.node);
	return scope->plan->request->clients.inside_unjoined.value;
}

static bool looks_up(const struct client_row *client, const char *way)
{
	return texts_have(client->discovery, way);
}

bool has_lookup(struct scope *scope, const char *argument)
{
	return has_any(scope, looks_up, argument);
}

/* ---- Outlook outside ---- */

/* P4: do clients there trust who issues the certificates? */
bool is_trusted(struct scope *scope, const char *argument)
{
	const struct request *request = scope->plan->request;
	scope_note(scope, request->certificates.issuer_node);
	if (text_equal(request->certificates.issuer->id, "self-signed"))
		return false;
	if (!text_equal(request->certificates.issuer->id, "windows-pki"))
		return true;
	scope_note(scope, request->clients.root_node);
	return text_equal(argument, "mobile") ? request->clients.root_mobile :
	                                        request->clients.root_outside;
}

/* It reaches mailboxes from outside by Outlook Anywhere, or what came after it. */
static bool is_outlook(const struct client_row *client, const char *argument)
{
	(void)argument;
	for (size_t i = 0; i < client->services.count; i++) {
		const struct judgement_row *row = &client->services.items[i];
		if (text_equal(row->service, "outlook_anywhere") &&
		        (row->places.count == 0 || texts_have(row->places, "outside")))
			return true;
	}
	return false;
}

bool has_any_outlook(struct scope *scope, const char *argument)
{
	return has_any(scope, is_outlook, argument);
}

static bool reaches_mailbox(struct scope *scope)
{
	static const char *const ids[] = { "outlook_anywhere", "mapi" };
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		int service = scope_service(scope, ids[i]);
		if (service >= 0 && service_is_external(scope->plan->request, service))
			return true;
	}
	return false;
}

/* Does it find the main mail domain of some forest? */
static bool finds_server(struct scope *scope, const struct client_row *client)
{
	const struct request *request = scope->plan->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		enum discovery discovery = forest_discovery(request, &request->forests[i], 0);
		if (discovery == DISCOVERY_SRV ? request->dns.srv_supported.value &&
		                        texts_have(client->discovery, "srv") :
		                         discovery != DISCOVERY_NONE && client->discovery.count > 0)
			return true;
	}
	return false;
}

/* Is a profile made by address and password alone outside, as far as the answers go? The proof has the
 * last word, and steps are made before it. */
bool has_outlook_outside(struct scope *scope, const char *argument)
{
	(void)argument;
	const struct request *request = scope->plan->request;
	scope_note(scope, request->clients.kinds_node);
	scope_note(scope, request->certificates.scenario_node);
	scope_note(scope, request->dns.srv_supported.node);
	if (!is_trusted(scope, "outside") || !scope_service_on(scope, "autodiscover") ||
	        !reaches_mailbox(scope))
		return false;
	LIST_EACH(const struct client_row *const, client, request->clients.kinds) {
		if (is_outlook(*client, NULL) && finds_server(scope, *client))
			return true;
	}
	return false;
}
