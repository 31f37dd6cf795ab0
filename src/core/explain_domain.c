/* core/explain_domain.c: mail domains: what the plan has for one, and how clients find Autodiscover. */
#include "base/text.h"
#include "explain_kit.h"

static bool comes_from(const struct from *from, const struct node *node)
{
	LIST_EACH(const struct node *, each, *from) {
		if (*each == node)
			return true;
	}
	return false;
}

static void explain_items(struct explaining *explaining, struct explanation *explanation,
        const char *domain, const struct node *node)
{
	const struct plan *plan = explaining->plan;
	struct explain_part *part = part_add(explaining, explanation, "In the plan because of it");
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names) {
			if (comes_from(&name->from, node))
				part_line(explaining, part, "%s on the certificate %s", name->name,
				        certificate->id);
		}
	}
	LIST_EACH(const struct plan_record, record, plan->records) {
		if (comes_from(&record->from, node))
			part_line(explaining, part, "%s record: %s %s %s", view_text(record->view),
			        record->owner, record_type_text(record->type), record->data);
	}
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if (comes_from(&finding->from, node) || text_equal(finding->subject, domain))
			part_line(explaining, part, "%s: %s: %s", severity_text(finding->severity),
			        finding->rule->id, finding->message);
	}
	if (part->lines.count == 0)
		part_line(explaining, part, "Nothing.");
	part_node(explaining, part, node);
}

/* Sites mostly meet the same: each sentence once. */
static void explain_searches(struct explaining *explaining, struct explanation *explanation,
        const char *domain)
{
	struct explain_part *part =
	        part_add(explaining, explanation, "How clients find Autodiscover for it");
	LIST_EACH(const struct verdict, verdict, explaining->proof->verdicts) {
		if (!text_equal(verdict->smtp_domain, domain))
			continue;
		const char *line = arena_printf(explaining->plan->arena, "%s %s: %s. %s",
		        verdict_client(verdict), verdict->place, result_text(verdict->result),
		        verdict->reason);
		if (!texts_have(texts_of(&part->lines), line))
			part_line(explaining, part, "%s", line);
	}
	if (part->lines.count == 0)
		part_line(explaining, part, "No client of the answers looks for it.");
}

void explain_domains(struct explaining *explaining)
{
	const struct request *request = explaining->plan->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		LIST_EACH(const struct text_answer, domain, forest->smtp_domains) {
			if (!text_equal(domain->value, explaining->host))
				continue;
			struct explanation *about = explanation_add(explaining, "mail domain",
			        domain->value, arena_printf(explaining->plan->arena,
			                "People of forest %s have addresses in it.",
			                forest->name.value));
			explain_items(explaining, about, domain->value, domain->node);
			explain_searches(explaining, about, domain->value);
		}
	}
}
