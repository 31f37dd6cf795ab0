/* core/findings_coexistence.c: older versions beside this one, and the name that they may need. */
#include "base/text.h"
#include "core/build.h"
#include "findings.h"
#include "part.h"

static void check_older(struct plan *plan, const struct text_answer *answer)
{
	const struct request *request = plan->request;
	const struct coexistence_row *older = coexistence_find(plan->know, answer->value);
	const struct beside_row *beside = beside_find(plan->know, older, request->release);
	if (!beside) {
		struct from from = { 0 };
		from_add(plan->arena, &from, answer->node);
		from_add(plan->arena, &from, request->product_node);
		from_add(plan->arena, &from, request->update_node);
		plan_find(plan, "coexistence-unsupported", WEIGHT_FULL, older->id, &from,
		        request_release_name(request, plan->arena));
		return;
	}
	find_about(plan, "coexistence-update-needed", older->id, answer->node, beside->needs);
	if (!beside->needs_name)
		find_about(plan, "legacy-name-not-needed", older->id, answer->node, beside->text);
}

/* The older versions that need the name, for people. */
static const char *needing_names(const struct plan *plan)
{
	const struct request *request = plan->request;
	struct text_list names = { 0 };
	LIST_EACH(const struct text_answer, answer, request->coexistence) {
		const struct coexistence_row *older = coexistence_find(plan->know, answer->value);
		const struct beside_row *beside = beside_find(plan->know, older, request->release);
		if (beside && beside->needs_name)
			LIST_PUSH(plan->arena, &names, older->name);
	}
	return texts_join(plan->arena, texts_of(&names), " and ");
}

static bool is_on_certificate(const struct plan *plan, const struct site_answer *site)
{
	const struct plan_certificate *certificate = site->servers.count == 0 ? NULL :
	        plan_certificate_of(plan, &site->servers.items[0], DEFAULT_WEB_SITE);
	return certificate && certificate_lists(certificate, site->legacy.host.value);
}

static bool shares_an_address(const struct site_answer *site)
{
	LIST_EACH(const struct text_answer, address, site->legacy.external_addresses) {
		LIST_EACH(const struct text_answer, own, site->external_addresses) {
			if (text_equal(address->value, own->value))
				return true;
		}
	}
	return false;
}

/* What is wrong with the records of the older servers' name; NULL: nothing. */
static const char *missing_address(const struct request *request, const struct site_answer *site)
{
	if (site->legacy.external_addresses.count == 0)
		return "no address outside is given";
	if (site->legacy.internal_addresses.count == 0 &&
	        !text_equal(request->dns.internal.value, "none"))
		return "no address inside is given";
	if (shares_an_address(site) && !site_opens_tls(site))
		return "its public address is that of the new servers";
	return NULL;
}

static void check_legacy(struct plan *plan, const struct site_answer *site, const char *older)
{
	const struct request *request = plan->request;
	const char *host = site->legacy.host.value;
	struct from from = { 0 };
	from_add(plan->arena, &from, site->legacy.host.node);
	from_add(plan->arena, &from, request->coexistence.node);
	plan_find(plan, "legacy-name-needed",
	        is_on_certificate(plan, site) ? WEIGHT_MILD : WEIGHT_FULL, host, &from, older);
	const char *missing = missing_address(request, site);
	if (missing)
		plan_find(plan, "legacy-address-missing", WEIGHT_FULL, host, &from, missing);
}

/* A name that was given for older servers that need none. */
static void check_unneeded(struct plan *plan, const struct site_answer *site)
{
	const struct node *node = site->legacy.host.node;
	if (node && node->kind == NODE_TEXT && *node->value.text)
		find_about(plan, "name-unused", node->value.text, node,
		        "No older version beside this one needs a name of its own here.");
}

void find_coexistence(struct plan *plan)
{
	const struct request *request = plan->request;
	const char *older = needing_names(plan);
	LIST_EACH(const struct text_answer, answer, request->coexistence)
		check_older(plan, answer);
	SITES_EACH(request, site) {
		if (site->legacy.host.value)
			check_legacy(plan, site, older);
		else
			check_unneeded(plan, site);
	}
}
