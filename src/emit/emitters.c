/* emitters.c: all that replay writes, keys and requests apart. A new format is a line here. */
#include "emitters.h"
#include "step_prose.h"

static void emit_answers_file(struct output *output, const struct plan *plan,
        const struct proof *proof)
{
	(void)proof;
	emit_answers(output_add(output, "answers.cfg"), plan->request);
}

static void emit_steps(struct output *output, const struct plan *plan, const struct proof *proof)
{
	struct arena *arena = arena_new();
	struct texts steps = step_prose_make(plan, arena);
	emit_checklist(output, plan, steps);
	emit_handover(output, plan, proof, steps);
	arena_free(arena);
}

const struct emitter emitters[] = {
	{ "plan.json", "the whole plan for programs", emit_plan },
	{ "plan.md", "the whole plan for people", emit_markdown },
	{ "plan.html", "the whole plan as a page with a picture", emit_html },
	{ "steps", "every step in order, with a box to tick; the same by who does them",
	        emit_steps },
	{ "request-forms", "the certificate requests as Exchange and certreq want them",
	        emit_request_forms },
	{ "zones", "DNS master files and fragments", emit_zones },
	{ "records.csv", "DNS records as a table", emit_records_csv },
	{ "nsupdate", "DNS records for nsupdate", emit_nsupdate },
	{ "dns-powershell", "DNS records as PowerShell", emit_dns_ps1 },
	{ "dnscmd", "DNS records for dnscmd", emit_dnscmd },
	{ "scripts", "the commands of each server", emit_scripts },
	{ "answers.cfg", "the answers that give this plan again", emit_answers_file },
};

const size_t emitter_count = COUNT_OF(emitters);
