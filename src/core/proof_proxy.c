/* core/proof_proxy.c: Client Access servers that proxy to each other (P7). */
#include "base/text.h"
#include "judge.h"
#include "part.h"

#define PROXY_CLIENT CAS_PROXY "@inside"

static bool has_step(const struct plan *plan, const char *id, const struct forest_answer *forest)
{
	const char *prefix = arena_printf(plan->arena, "%s/", forest->name.value);
	LIST_EACH(const struct plan_step, step, plan->steps) {
		if (text_equal(step->row->id, id) && text_starts(step->id, prefix))
			return true;
	}
	return false;
}

/* An Internet-facing site whose namespace another one publishes too. */
static bool shares_its_name(const struct plan *plan, const struct site_answer *site)
{
	bool own = false, others = false;
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces) {
		if (!text_equal(namespace->host, site->namespace.value) ||
		        namespace->site->forest != site->forest)
			continue;
		own = own || namespace->site == site;
		others = others || namespace->site != site;
	}
	return own && others;
}

static bool is_target(const struct plan *plan, const struct site_answer *site)
{
	if (site_is_proxied(plan->request, site))
		return true;
	return request_has(plan->request, "clears-external-in-multi-site") &&
	        site->internet_facing.value && shares_its_name(plan, site);
}

/* Later versions proxy to the mailbox server itself, and trust each other. */
static bool goes_by_url(const struct plan *plan)
{
	return request_has(plan->request, "proxied-by-internal-url");
}

/* The failure of proxying to one URL, and its cause; NULL: it works. */
static const char *proxy_failure(const struct world *world, const struct plan_url *url,
        enum cause *cause)
{
	const struct plan *plan = world->plan;
	const struct forest_answer *forest = site_forest(plan->request, url->site);
	*cause = CAUSE_PROXY_NAME;
	if (!goes_by_url(plan))
		return NULL;
	if (!url->internal_host)
		return "The proxied server has no internal URL.";
	struct reach reach = world_reach(world, VIEW_INTERNAL, url->internal_host);
	if (reach.places.count == 0)
		return "The internal URL of the proxied server does not resolve.";
	*cause = CAUSE_PROXY_REFUSED;
	if (request_has(plan->request, "proxy-windows-authentication") &&
	        !has_step(plan, "set-proxy-authentication", forest))
		return "The proxied server is not set to Windows authentication.";
	LIST_EACH(struct shown *, shown, reach.places.items[0]->certificates) {
		bool named = shown_name(*shown, url->internal_host) != NULL;
		bool self_signed = text_equal((*shown)->certificate->issuer->id, "self-signed");
		bool excused = has_step(plan, "allow-proxy-certificates", forest) &&
		        (self_signed || url->site->internet_facing.value);
		if ((self_signed || !named) && !excused)
			return "The proxying server refuses the certificate of the proxied one.";
	}
	return NULL;
}

/* An Internet-facing site that hands out its own URL is redirected to, and not proxied. What is not
 * external has none anywhere: that servers proxy it all the same is told by the plan. */
static bool is_redirected(const struct plan_url *url)
{
	if (!url->site->internet_facing.value)
		return false;
	return url->external_host ? url->external != NULL : !url->is_proxied;
}

static bool is_proxied_service(const struct plan *plan, const struct plan_url *url)
{
	const struct service_row *service = &plan->know->services.items[url->service];
	if (!text_equal(service->kind, "url") || is_redirected(url))
		return false;
	return !goes_by_url(plan) || request_in(plan->request, service->proxied_by_url_in);
}

/* What the proxying server gets to see; later versions ask no URL. */
static struct attempt attempt_make(const struct world *world, const struct plan_url *url)
{
	struct attempt attempt = { .url = url->server->fqdn, .host = url->server->fqdn };
	if (!goes_by_url(world->plan) || !url->internal)
		return attempt;
	const struct asker asker = { .world = world, .arena = world->plan->arena,
		.view = VIEW_INTERNAL, .trusts_private = true };
	struct reach reach = world_reach(world, VIEW_INTERNAL, url->internal_host);
	attempt.url = url->internal;
	attempt.host = url->internal_host;
	attempt.sights = asker_see(&asker, &reach, url->internal_host, false);
	return attempt;
}

static void prove_url(const struct world *world, struct plan_url *url, struct verdict *verdict)
{
	struct attempt attempt = attempt_make(world, url);
	enum cause cause;
	const char *failure = proxy_failure(world, url, &cause);
	const char *reason = failure ? failure : "The servers accept each other.";
	if (!verdict->reason || (failure && verdict->result == RESULT_CLEAN)) {
		verdict->result = failure ? RESULT_FAIL : RESULT_CLEAN;
		verdict->cause = failure ? cause : CAUSE_NONE;
		verdict->causes = failure ? 1u << cause : 0;
		verdict->host = url->internal_host;
		verdict->reason = reason;
	}
	if (goes_by_url(world->plan))
		use_mark(world->plan->arena, &url->internal_used_by, PROXY_CLIENT);
	attempt.outcome = failure ? "refused" : "ok";
	attempt.detail = reason;
	attempt_add(world->plan->arena, &verdict->attempts, attempt);
}

/* One verdict for a service of a site; the worst of its servers counts. */
static void prove_service(struct proof *proof, const struct world *world,
        const struct site_answer *site, int service)
{
	struct verdict *verdict = NULL;
	LIST_EACH(struct plan_url, url, world->plan->urls) {
		if (url->site != site || url->service != service ||
		        !is_proxied_service(world->plan, url))
			continue;
		if (!verdict) {
			verdict = LIST_ADD(world->plan->arena, &proof->verdicts);
			verdict->place = "inside";
			verdict->forest = site_forest(world->plan->request, site)->name.value;
			verdict->site = site->name.value;
			verdict->service = world->plan->know->services.items[service].id;
		}
		prove_url(world, url, verdict);
	}
}

void prove_proxying(struct proof *proof, const struct world *world)
{
	SITES_EACH(world->plan->request, site) {
		for (size_t i = 0; is_target(world->plan, site) && i < world->plan->know->services.count;
		        i++)
			prove_service(proof, world, site, (int)i);
	}
}
