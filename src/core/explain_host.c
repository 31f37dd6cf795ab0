/* core/explain_host.c: hosts, owners of records, certificates. */
#include "base/text.h"
#include "core/name.h"
#include "explain_kit.h"
#include "part.h"

const char *explain_reason(const char *code)
{
	static const struct {
		const char *code, *words;
	} reasons[] = {
		{ "service-host", "clients use it from outside for" },
		{ "autodiscover", "clients look for Autodiscover there, mail domain" },
		{ "internal-host", "people inside use it, of" },
		{ "scp-host", "the service connection point leads to it, of" },
		{ "server-fqdn", "it is the full name of server" },
		{ "server-short-name", "it is the short name of server" },
		{ "wildcard", "it stands for" },
		{ "asked", "the answers ask for it in" },
	};
	for (size_t i = 0; i < COUNT_OF(reasons); i++) {
		if (text_equal(reasons[i].code, code))
			return reasons[i].words;
	}
	return "because of";
}

static void explain_name(struct explaining *explaining, struct explanation *explanation,
        const struct plan_certificate *certificate, const struct plan_name *name)
{
	struct explain_part *part = part_add(explaining, explanation,
	        arena_printf(explaining->plan->arena, "Name on the certificate %s",
	                certificate->id));
	const struct removal removal = { .host = name->name, .certificate = certificate->id,
		.apply = remove_name };
	LIST_EACH(const struct name_reason, reason, name->reasons)
		part_line(explaining, part, "%s: %s %s.", reason->code, explain_reason(reason->code),
		        reason->detail);
	part_from(explaining, part, &name->from);
	part_used(explaining, part, &name->used_by);
	part_prove(explaining, part, &removal);
}

static void explain_names_of(struct explaining *explaining, struct explanation *explanation)
{
	LIST_EACH(const struct plan_certificate, certificate, explaining->plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names) {
			if (text_equal(name->name, explaining->host)) {
				explain_name(explaining, explanation, certificate, name);
			} else if (name_covers(name->name, explaining->host)) {
				struct explain_part *part = part_add(explaining, explanation,
				        arena_printf(explaining->plan->arena,
				                "Covered by the certificate %s", certificate->id));
				part_line(explaining, part, "Its name %s stands for the host.",
				        name->name);
			}
		}
	}
}

static void explain_records(struct explaining *explaining, struct explanation *explanation,
        enum view view)
{
	struct explain_part *part = NULL;
	LIST_EACH(const struct plan_record, record, explaining->plan->records) {
		if (record->view != view || !text_equal(record->owner, explaining->host))
			continue;
		if (!part)
			part = part_add(explaining, explanation,
			        view == VIEW_EXTERNAL ? "Records outside" : "Records inside");
		part_line(explaining, part, "%s %s, zone %s, %s: %s",
		        record_type_text(record->type), record->data, record->zone,
		        record->necessity, record->reason);
		part_from(explaining, part, &record->from);
		part_used(explaining, part, &record->used_by);
	}
	const struct removal removal = { .host = explaining->host, .view = view,
		.apply = remove_records };
	if (part)
		part_prove(explaining, part, &removal);
}

static void explain_urls(struct explaining *explaining, struct explanation *explanation,
        enum view view)
{
	const struct plan *plan = explaining->plan;
	bool outside = view == VIEW_EXTERNAL;
	struct explain_part *part = NULL;
	LIST_EACH(const struct plan_url, url, plan->urls) {
		const char *value = outside ? url->external : url->internal;
		const char *host = outside ? url->external_host : url->internal_host;
		if (!value || !text_equal(host, explaining->host))
			continue;
		if (!part)
			part = part_add(explaining, explanation,
			        outside ? "External URLs and hosts" : "Internal URLs and hosts");
		part_line(explaining, part, "%s of server %s: %s",
		        plan->know->services.items[url->service].id, url->server->name, value);
		part_from(explaining, part, &url->from);
		part_used(explaining, part,
		        outside ? &url->external_used_by : &url->internal_used_by);
	}
	const struct removal removal = { .host = explaining->host, .view = view,
		.apply = remove_urls };
	if (part)
		part_prove(explaining, part, &removal);
}

static void explain_scps(struct explaining *explaining, struct explanation *explanation)
{
	struct explain_part *part = NULL;
	LIST_EACH(const struct plan_scp, scp, explaining->plan->scps) {
		if (!text_equal(scp->host, explaining->host))
			continue;
		if (!part)
			part = part_add(explaining, explanation, "Service connection points");
		part_line(explaining, part, "Server %s: %s", scp->server->name, scp->url);
		part_from(explaining, part, &scp->from);
		part_used(explaining, part, &scp->used_by);
	}
	const struct removal removal = { .host = explaining->host, .apply = remove_scps };
	if (part)
		part_prove(explaining, part, &removal);
}

static void explain_namespaces(struct explaining *explaining, struct explanation *explanation)
{
	struct plan *plan = explaining->plan;
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces) {
		if (!text_equal(namespace->host, explaining->host))
			continue;
		struct explain_part *part = part_add(explaining, explanation,
		        arena_printf(plan->arena, "External host of site %s",
		                site_subject(plan->request, namespace->site, plan->arena)));
		part_line(explaining, part, "For: %s.",
		        namespace->services.count ?
		                texts_join(plan->arena, texts_of(&namespace->services), ", ") :
		                "the name of the site itself");
		part_from(explaining, part, &namespace->from);
	}
}

/* What the plan does not want. */
static void explain_absence(struct explaining *explaining, struct explanation *explanation)
{
	struct plan *plan = explaining->plan;
	LIST_EACH(const struct omitted_name, omitted, plan->omitted) {
		if (!text_equal(omitted->name, explaining->host))
			continue;
		struct explain_part *part =
		        part_add(explaining, explanation, "Left off the certificate");
		part_line(explaining, part, "%s", omitted->reason);
		part_from(explaining, part, &omitted->from);
	}
	LIST_EACH(const struct forbidden_record, forbidden, plan->forbidden) {
		if (!text_equal(forbidden->owner, explaining->host))
			continue;
		struct explain_part *part = part_add(explaining, explanation,
		        arena_printf(plan->arena, "Records that must not exist (%s)",
		                view_text(forbidden->view)));
		part_line(explaining, part, "%s: %s",
		        texts_join(plan->arena, texts_of(&forbidden->types), ", "),
		        forbidden->reason);
		part_from(explaining, part, &forbidden->from);
	}
}

static void explain_findings_about(struct explaining *explaining, struct explanation *explanation)
{
	LIST_EACH(const struct plan_finding, finding, explaining->plan->findings) {
		if (!text_equal(finding->subject, explaining->host))
			continue;
		struct explain_part *part = part_add(explaining, explanation,
		        arena_printf(explaining->plan->arena, "Finding %s (%s)", finding->rule->id,
		                severity_text(finding->severity)));
		part_line(explaining, part, "%s", finding->message);
		part_line(explaining, part, "%s", finding->action);
		part_from(explaining, part, &finding->from);
	}
}

void explain_host(struct explaining *explaining)
{
	struct explanation about = { .kind = "host", .name = explaining->host,
		.text = "A host name, or the owner of DNS records." };
	explain_namespaces(explaining, &about);
	explain_names_of(explaining, &about);
	explain_records(explaining, &about, VIEW_EXTERNAL);
	explain_records(explaining, &about, VIEW_INTERNAL);
	explain_urls(explaining, &about, VIEW_INTERNAL);
	explain_urls(explaining, &about, VIEW_EXTERNAL);
	explain_scps(explaining, &about);
	explain_absence(explaining, &about);
	if (about.parts.count == 0)
		return;
	explain_findings_about(explaining, &about);
	LIST_PUSH(explaining->plan->arena, explaining->list, about);
}

static const char *key_words(const struct plan_certificate *certificate, struct arena *arena)
{
	if (text_equal(certificate->algorithm, "ec"))
		return arena_printf(arena, "elliptic curve %s", certificate->curve);
	return arena_printf(arena, "RSA, %ld bits", certificate->bits);
}

static void explain_one_certificate(struct explaining *explaining,
        const struct plan_certificate *certificate)
{
	struct arena *arena = explaining->plan->arena;
	struct text_list names = { 0 }, servers = { 0 };
	struct explanation *about = explanation_add(explaining, "certificate", certificate->id,
	        arena_printf(arena, "A certificate from %s.", certificate->issuer->id));
	struct explain_part *part = part_add(explaining, about, "In the plan");
	LIST_EACH(const struct plan_name, name, certificate->names) {
		if (names.count < SHOWN_ALIKE)
			LIST_PUSH(arena, &names, name->name);
		part_used(explaining, part, &name->used_by);
	}
	LIST_EACH(const struct server_place, place, certificate->servers)
		LIST_PUSH(arena, &servers, place->server->name);
	part_line(explaining, part, "Subject: %s", certificate->subject);
	part_line(explaining, part, "Names: %s", texts_join(arena, texts_of(&names), ", "));
	if (certificate->names.count > names.count)
		part_line(explaining, part, "and %zu names more",
		        certificate->names.count - names.count);
	part_line(explaining, part, "Key: %s", key_words(certificate, arena));
	part_line(explaining, part, "Shown by %s, on: %s", certificate->web_site,
	        texts_join(arena, texts_of(&servers), ", "));
	if (certificate->owned)
		part_line(explaining, part, "It is owned already: nothing is requested.");
	part_from(explaining, part, &certificate->from);
	const struct removal removal = { .certificate = certificate->id,
		.apply = remove_certificate };
	part_prove(explaining, part, &removal);
}

void explain_certificate(struct explaining *explaining)
{
	LIST_EACH(const struct plan_certificate, certificate, explaining->plan->certificates) {
		if (text_equal(certificate->id, explaining->name) ||
		        text_equal(certificate->common_name, explaining->host))
			explain_one_certificate(explaining, certificate);
	}
}
