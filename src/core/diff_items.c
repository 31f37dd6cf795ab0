/* core/diff_items.c */
#include "diff_items.h"

#include "base/text.h"
#include "part.h"

static struct diff_item *item_add(const struct diff_source *source, struct diff_item_list *items,
        const char *key)
{
	struct diff_item *item = LIST_ADD(source->arena, items);
	item->key = key;
	return item;
}

static void line_add(const struct diff_source *source, struct diff_item *item, const char *format,
        ...) PRINTF_LIKE(3, 4);

static void line_add(const struct diff_source *source, struct diff_item *item, const char *format,
        ...)
{
	va_list values;
	va_start(values, format);
	LIST_PUSH(source->arena, &item->lines, arena_vprintf(source->arena, format, values));
	va_end(values);
}

/* An item whose key is its only line. */
static void plain_add(const struct diff_source *source, struct diff_item_list *items,
        const char *text)
{
	struct diff_item *item = item_add(source, items, text);
	LIST_PUSH(source->arena, &item->lines, text);
}

static const char *or_nothing(const char *text)
{
	return text ? text : "nothing";
}

static const char *site_words(const struct diff_source *source, const struct site_answer *site)
{
	return arena_printf(source->arena, "%s/%s",
	        site_forest(source->plan->request, site)->name.value, site->name.value);
}

static void collect_frame(const struct diff_source *source, struct diff_item_list *items)
{
	const struct request *request = source->plan->request;
	const struct product_row *product = request->release.product;
	line_add(source, item_add(source, items, "product"), "%s %s", product->name,
	        product->updates.items[request->release.update]);
	line_add(source, item_add(source, items, "baseline"), "baseline %s",
	        request->baseline == BASELINE_2008 ? "2008" : "current");
	line_add(source, item_add(source, items, "topology"), "topology %s", request->topology->id);
	line_add(source, item_add(source, items, "scenario"), "scenario %s",
	        request->certificates.scenario->id);
	line_add(source, item_add(source, items, "issuer"), "certificates from %s",
	        request->certificates.issuer->id);
}

static void collect_names(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_certificate, certificate, source->plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names)
			plain_add(source, items, arena_printf(source->arena,
			        "%s (certificate %s)", name->name, certificate->id));
	}
	LIST_EACH(const struct omitted_name, omitted, source->plan->omitted)
		plain_add(source, items, arena_printf(source->arena, "%s left off: %s",
		        omitted->name, omitted->reason));
}

static void collect_certificates(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_certificate, certificate, source->plan->certificates) {
		struct diff_item *item = item_add(source, items, certificate->id);
		const char *id = certificate->id;
		struct text_list servers = { 0 };
		LIST_EACH(const struct server_place, place, certificate->servers)
			LIST_PUSH(source->arena, &servers, place->server->name);
		line_add(source, item, "%s: %s, from %s, %s", id, certificate->subject,
		        certificate->issuer->id,
		        certificate->owned ? "owned already" :
		        certificate->has_request ? "to be requested" : "made by Setup");
		if (certificate->curve)
			line_add(source, item, "%s: key %s", id, certificate->curve);
		else
			line_add(source, item, "%s: key of %ld bits", id, certificate->bits);
		line_add(source, item, "%s: on %s, %s", id,
		        texts_join(source->arena, texts_of(&servers), ", "),
		        certificate->web_site);
	}
}

static void collect_records(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_record, record, source->plan->records) {
		const char *key = arena_printf(source->arena, "%s: %s %s %s",
		        view_text(record->view), record->owner, record_type_text(record->type),
		        record->data);
		struct diff_item *item = item_add(source, items, key);
		line_add(source, item, "%s, TTL %ld, zone %s%s, %s", key, record->ttl, record->zone,
		        record->zone_is_new ? " (new)" : "", record->necessity);
	}
	LIST_EACH(const struct forbidden_record, forbidden, source->plan->forbidden)
		plain_add(source, items, arena_printf(source->arena, "%s: %s must have no %s",
		        view_text(forbidden->view), forbidden->owner,
		        texts_join(source->arena, texts_of(&forbidden->types), ", ")));
}

static void collect_urls(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_url, url, source->plan->urls) {
		const char *key = arena_printf(source->arena, "%s %s %s",
		        site_words(source, url->site), url->server->name,
		        source->plan->know->services.items[url->service].id);
		struct diff_item *item = item_add(source, items, key);
		line_add(source, item, "%s inside: %s", key, or_nothing(url->internal));
		line_add(source, item, "%s outside: %s", key, or_nothing(url->external));
		if (url->people_host && !text_equal(url->people_host, url->internal_host))
			line_add(source, item, "%s opened inside as %s", key, url->people_host);
	}
}

static void collect_scps(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_scp, scp, source->plan->scps) {
		const char *key = arena_printf(source->arena, "%s %s",
		        site_words(source, scp->site), scp->server->name);
		line_add(source, item_add(source, items, key), "%s: %s for %s", key, scp->url,
		        texts_join(source->arena, texts_of(&scp->site_scope), ", "));
	}
}

static void lines_add(const struct diff_source *source, struct diff_item *item, const char *label,
        const struct text_list *lines)
{
	LIST_EACH(const char *, line, *lines)
		line_add(source, item, "%s: %s", label, *line);
}

static void commands_add(const struct diff_source *source, struct diff_item *item,
        const char *label, const struct command_list *commands)
{
	LIST_EACH(const struct plan_command, command, *commands)
		line_add(source, item, "%s: %s", label, command->text);
}

static void collect_steps(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_step, step, source->plan->steps) {
		struct diff_item *item = item_add(source, items, step->id);
		line_add(source, item, "%s", step->title);
		line_add(source, item, "where: %s", step->target);
		line_add(source, item, "why: %s", step->why);
		lines_add(source, item, "needs", &step->requires);
		lines_add(source, item, "do", &step->actions);
		commands_add(source, item, "command", &step->commands);
		lines_add(source, item, "check", &step->verify);
		commands_add(source, item, "check", &step->verify_commands);
		lines_add(source, item, "undo", &step->undo);
		commands_add(source, item, "undo", &step->undo_commands);
	}
}

static void collect_findings(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct plan_finding, finding, source->plan->findings) {
		const char *key = arena_printf(source->arena, "%s: %s", finding->rule->id,
		        finding->subject);
		struct diff_item *item = item_add(source, items, key);
		line_add(source, item, "%s %s: %s", severity_text(finding->severity), key,
		        finding->message);
		if (finding->acknowledged)
			line_add(source, item, "%s acknowledged: %s", key, finding->acknowledged);
	}
}

/* The other plan may have several forests: they are always named. */
static const char *question_words(const struct diff_source *source, const struct verdict *verdict)
{
	return arena_printf(source->arena, "%s %s", verdict_client(verdict),
	        verdict_subject(verdict, true, source->arena));
}

/* Only where something is wrong does the reason tell more than the result. */
static void collect_verdicts(const struct diff_source *source, struct diff_item_list *items)
{
	LIST_EACH(const struct verdict, verdict, source->proof->verdicts) {
		const char *key = question_words(source, verdict);
		struct diff_item *item = item_add(source, items, key);
		if (verdict->result == RESULT_CLEAN)
			line_add(source, item, "%s: clean", key);
		else
			line_add(source, item, "%s: %s. %s", key, result_text(verdict->result),
			        verdict->reason);
	}
}

const struct diff_section_row diff_section_rows[] = {
	{ "frame", "Plan", collect_frame },
	{ "names", "Names on certificates", collect_names },
	{ "certificates", "Certificates", collect_certificates },
	{ "records", "DNS records", collect_records },
	{ "urls", "URLs and hosts", collect_urls },
	{ "scps", "Service connection points", collect_scps },
	{ "steps", "Steps", collect_steps },
	{ "findings", "Findings", collect_findings },
	{ "verdicts", "What clients meet", collect_verdicts },
};
const size_t diff_section_count = COUNT_OF(diff_section_rows);
