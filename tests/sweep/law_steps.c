/*
 * law_steps.c: steps stand in an order that works, each once, each with a check and a way back.
 */
#include <string.h>

#include "base/text.h"
#include "laws.h"

/* What must be over before something else begins, in any site and on any server: the second uses what
 * the first makes, or would break what the first still needs. */
static const struct {
	const char *first, *then;
} order[] = {
	{ "record-current-state", "second-address" },
	{ "record-current-state", "request-certificate" },
	{ "record-current-state", "enable-certificate" },
	{ "record-current-state", "set-scp" },
	{ "second-address", "configure-default-web-site" },
	{ "request-certificate", "submit-request" },
	{ "request-certificate", "submit-request-windows-pki" },
	{ "submit-request", "install-certificate" },
	{ "submit-request-windows-pki", "install-certificate" },
	{ "export-existing-certificate", "install-certificate" },
	{ "install-certificate", "enable-certificate" },
	{ "install-certificate", "install-publisher-certificate" },
	{ "configure-default-web-site", "create-autodiscover-web-site" },
	{ "configure-default-web-site", "create-redirect-web-site" },
	{ "create-redirect-directory", "create-redirect-web-site" },
	{ "submit-request", "install-autodiscover-certificate" },
	{ "create-autodiscover-web-site", "install-autodiscover-certificate" },
	{ "create-autodiscover-web-site", "new-autodiscover-virtual-directory" },
	{ "install-autodiscover-certificate", "new-autodiscover-virtual-directory" },
	{ "enable-certificate", "set-scp" },
	{ "dns-internal", "set-scp" },
	{ "dns-internal", "verify-inside" },
	{ "enable-certificate", "set-pop" },
	{ "enable-certificate", "set-imap" },
	{ "enable-certificate", "require-ssl-owa" },
	{ "enable-certificate", "require-ssl-activesync" },
	{ "enable-certificate", "require-ssl-rpc" },
	{ "set-outlook-anywhere", "set-outlook-provider" },
	{ "set-owa-url", "set-proxy-authentication" },
	{ "set-scp", "restart-services" },
	{ "set-pop", "restart-services" },
	{ "set-imap", "restart-services" },
	{ "allow-proxy-certificates", "restart-services" },
	{ "restart-services", "verify-inside" },
	{ "enable-certificate", "dns-external" },
	{ "set-scp", "dns-external" },
	{ "set-outlook-anywhere", "dns-external" },
	{ "set-oab-url", "dns-external" },
	{ "set-um-url", "dns-external" },
	{ "set-ews-url", "dns-external" },
	{ "set-owa-url", "dns-external" },
	{ "set-ecp-url", "dns-external" },
	{ "set-activesync-url", "dns-external" },
	{ "set-mapi-url", "dns-external" },
	{ "set-pop", "dns-external" },
	{ "set-imap", "dns-external" },
	{ "set-smtp", "dns-external" },
	{ "create-autodiscover-web-site", "dns-external" },
	{ "create-redirect-web-site", "dns-external" },
	{ "new-autodiscover-virtual-directory", "dns-external" },
	{ "verify-inside", "dns-external" },
	{ "verify-inside", "firewall" },
	{ "distribute-root", "verify-outside" },
	{ "dns-external", "verify-outside" },
	{ "firewall", "verify-outside" },
	{ "verify-outside", "renew" },
};

/* Texts of one plan in so many are searched for steps that they send people to. */
#define MENTIONS_IN 16

/* Where the steps of a row stand; both SIZE_MAX: there are none. */
struct extent {
	size_t first, last;
};

static struct extent extent_of(const struct plan *plan, const char *slug)
{
	struct extent extent = { SIZE_MAX, SIZE_MAX };
	for (size_t i = 0; i < plan->steps.count; i++) {
		if (!text_equal(plan->steps.items[i].row->id, slug))
			continue;
		extent.first = extent.first == SIZE_MAX ? i : extent.first;
		extent.last = i;
	}
	return extent;
}

static void check_order(const struct trial *trial)
{
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		struct extent first = extent_of(trial->plan, order[i].first);
		struct extent then = extent_of(trial->plan, order[i].then);
		if (first.last != SIZE_MAX && then.first != SIZE_MAX && first.last >= then.first)
			breach(trial, LAW_STEPS, "%s stands behind %s", order[i].first,
			        order[i].then);
	}
}

static void check_mention(const struct trial *trial, const struct plan_step *step,
        const char *slug, size_t length)
{
	LIST_EACH(const struct step_row, row, trial->sweep->know->steps) {
		if (strlen(row->id) != length || strncmp(row->id, slug, length) != 0)
			continue;
		if (extent_of(trial->plan, row->id).first == SIZE_MAX)
			breach(trial, LAW_STEPS, "%s sends people to %s, which is not there",
			        step->id, row->id);
	}
}

/* "(step set-scp)", "steps set-pop, set-imap" */
static void check_mentions(const struct trial *trial, const struct plan_step *step,
        const struct text_list *lines)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	LIST_EACH(const char *, line, *lines) {
		for (const char *at = *line; (at = strstr(at, "step")); ) {
			at += strlen("step");
			at += *at == 's';
			while (*at == ' ' || *at == ',') {
				at++;
				size_t length = strspn(at, letters);
				check_mention(trial, step, at, length);
				at += length;
			}
		}
	}
}

static void check_step(const struct trial *trial, const struct plan_step *step, struct map *ids)
{
	if (map_put(ids, step->id, (void *)(uintptr_t)step) != step)
		breach(trial, LAW_STEPS, "%s is there twice", step->id);
	if (step->verify.count + step->verify_commands.count == 0)
		breach(trial, LAW_STEPS, "%s has no check", step->id);
	if (step->undo.count + step->undo_commands.count == 0)
		breach(trial, LAW_STEPS, "%s has no way back", step->id);
	if (step->actions.count + step->commands.count == 0)
		breach(trial, LAW_STEPS, "%s has nothing to do", step->id);
	if (!trial_is_chosen(trial, MENTIONS_IN))
		return;
	check_mentions(trial, step, &step->requires);
	check_mentions(trial, step, &step->actions);
	check_mentions(trial, step, &step->verify);
	check_mentions(trial, step, &step->undo);
}

void law_steps(const struct trial *trial)
{
	struct map *ids = map_make(trial->arena);
	LIST_EACH(const struct plan_step, step, trial->plan->steps)
		check_step(trial, step, ids);
	check_order(trial);
}
