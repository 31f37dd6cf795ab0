/* handover.c: handover/<audience>.md: the steps by who does them, each step in exactly one file,
 * with the facts that its readers ask for. */
#include "base/text.h"
#include "emitters.h"
#include "order_sheet.h"
#include "prose.h"

struct handover {
	struct prose prose;
	const struct plan *plan;
	const struct proof *proof;
	struct texts steps; /* in Markdown */
	struct arena *scratch;
};

static void write_title(struct handover *handover, const char *title)
{
	prose_words(&handover->prose, title);
	prose_heading(&handover->prose, 2);
}

static void write_records(struct handover *handover, enum view view)
{
	struct prose *prose = &handover->prose;
	write_title(handover, "Records");
	prose_words(prose,
	        "The same as files in `dns/`: a master file or fragment for each zone, a "
	                   "table (`records.csv`), and commands.");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct plan_record, record, handover->plan->records) {
		if (record->view != view)
			continue;
		prose_record(prose, record);
	}
	LIST_EACH(const struct forbidden_record, forbidden, handover->plan->forbidden) {
		if (forbidden->view != view)
			continue;
		prose_words(prose, forbidden->is_port ? "Must stay closed: " : "Must not exist: ");
		prose_forbidden(prose, forbidden);
	}
}

static void write_external(struct handover *handover)
{
	write_records(handover, VIEW_EXTERNAL);
}

static void write_internal(struct handover *handover)
{
	write_records(handover, VIEW_INTERNAL);
}

static void write_addresses(struct handover *handover)
{
	struct prose *prose = &handover->prose;
	write_title(handover, "Addresses");
	LIST_EACH(const struct plan_web_site, web_site, handover->plan->web_sites) {
		if (web_site->external_addresses.count == 0)
			continue;
		prose_words(prose, "Site ");
		prose_code(prose, web_site->site->name.value);
		prose_words(prose, ", ");
		prose_text(prose, web_site->name);
		prose_words(prose, ": outside ");
		prose_codes(prose, texts_of(&web_site->external_addresses));
		prose_words(prose, web_site->https ? ", inside " : " (port 80 only), inside ");
		prose_codes(prose, texts_of(&web_site->internal_addresses));
		prose_end(prose, "- ", "  ");
	}
}

static void write_order(struct handover *handover)
{
	write_title(handover, "Certificates to order");
	LIST_EACH(const struct plan_certificate, certificate, handover->plan->certificates) {
		if (certificate->has_request)
			order_sheet_write(&handover->prose, handover->plan, certificate,
			        handover->scratch);
	}
}

/* Whose names users of a proxied site type: those of the Internet-facing sites of their forest. */
static void write_stand_ins(struct handover *handover, const struct forest_answer *forest)
{
	struct prose *prose = &handover->prose;
	size_t count = 0;
	for (size_t i = 0; i < forest->site_count; i++)
		count += forest->sites[i].internet_facing.value;
	for (size_t i = 0; count > 0 && i < forest->site_count; i++) {
		if (forest->sites[i].internet_facing.value)
			continue;
		prose_words(prose, "Users of site ");
		prose_code(prose, forest->sites[i].name.value);
		prose_words(prose, count == 1 ? " type the names of site " :
		                                " type the names of the site that stands in for "
		                                "theirs, one of ");
		const char *joint = "";
		for (size_t j = 0; j < forest->site_count; j++) {
			if (!forest->sites[j].internet_facing.value)
				continue;
			prose_words(prose, joint);
			prose_code(prose, forest->sites[j].name.value);
			joint = ", ";
		}
		prose_end(prose, "- ", "  ");
	}
}

static void write_namespace(struct handover *handover, const struct plan_namespace *namespace)
{
	struct prose *prose = &handover->prose;
	struct text_list names = { 0 };
	LIST_EACH(const char *const, id, namespace->services) {
		const struct service_row *row = know_find(handover->plan->know, "services", *id);
		LIST_PUSH(handover->scratch, &names, row ? row->name : *id);
	}
	prose_words(prose, "Users of site ");
	if (handover->plan->request->forest_count > 1) {
		prose_code(prose, forest_of_site(handover->plan->request,
		                          namespace->site)->name.value);
		prose_words(prose, "/");
	}
	prose_code(prose, namespace->site->name.value);
	prose_words(prose, " type ");
	prose_code(prose, namespace->host);
	prose_words(prose, " (");
	prose_text(prose, texts_join(handover->scratch, texts_of(&names), ", "));
	prose_words(prose, ")");
	prose_end(prose, "- ", "  ");
}

static void write_prompts(struct handover *handover)
{
	struct prose *prose = &handover->prose;
	struct prompt_list prompts = plan_prompts(handover->plan, handover->scratch);
	write_title(handover, "Which question is right, and which is an attack");
	LIST_EACH(const struct plan_prompt, prompt, prompts) {
		prose_words(prose, "Right, once for each computer: Outlook outside asks users with "
		                   "an address under ");
		prose_code(prose, prompt->mail_domain);
		prose_words(prose, " whether to allow ");
		prose_code(prose, prompt->host);
		prose_words(prose, " to configure the settings (");
		prose_words(prose, prompt->way);
		prose_words(prose, "). Allow, for this name only.");
		prose_end(prose, "- ", "  ");
	}
	if (prompts.count == 0) {
		prose_words(prose, "Right: the question for the password, and no other.");
		prose_end(prose, "- ", "  ");
	}
	prose_words(prose, "An attack, or a fault: a question that names any other host, and every "
	                   "warning about a certificate that does not stand below. Cancel, type "
	                   "no password, call.");
	prose_end(prose, "- ", "  ");
}

static void write_hosts(struct handover *handover)
{
	struct prose *prose = &handover->prose;
	const struct request *request = handover->plan->request;
	write_title(handover, "Which name for which site");
	LIST_EACH(const struct plan_namespace, namespace, handover->plan->namespaces) {
		if (namespace->services.count > 0)
			write_namespace(handover, namespace);
	}
	for (size_t i = 0; i < request->forest_count; i++)
		write_stand_ins(handover, &request->forests[i]);
	if (handover->plan->namespaces.count > 0)
		write_prompts(handover);
	if (!handover->proof)
		return;
	write_title(handover, "What users will see");
	prose_words(prose,
	        "What each kind of client meets at worst. A prompt or a warning that does "
	                   "not stand here is not expected: look into it.");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct proof_line, line, handover->proof->lines)
		prose_proof_line(prose, line);
}

/* Facts for some of the audiences of share/; the others need none beside their steps. */
static const struct {
	const char *audience;
	void (*write)(struct handover *handover);
} facts[] = {
	{ "network", write_addresses },
	{ "dns-external", write_external },
	{ "dns-internal", write_internal },
	{ "pki", write_order },
	{ "helpdesk", write_hosts },
};

static bool is_for(const struct plan_step *step, const struct audience_row *audience)
{
	return text_equal(step->row->audience, audience->id);
}

/* Work of others that comes right before. */
static void write_wait(struct handover *handover, const struct plan_step *before, size_t number)
{
	struct prose *prose = &handover->prose;
	prose_blank(prose);
	prose_words(prose, arena_printf(handover->scratch, "After step %zu (", number));
	prose_text(prose, audience_name(handover->plan->know, before->row->audience));
	prose_words(prose, "): ");
	prose_text(prose, before->title);
	prose_end(prose, "", "");
}

static void write_steps(struct handover *handover, const struct audience_row *audience)
{
	const struct step_list *steps = &handover->plan->steps;
	size_t count = 0;
	write_title(handover, "Steps");
	for (size_t i = 0; i < steps->count; i++) {
		const struct plan_step *step = &steps->items[i];
		if (!is_for(step, audience))
			continue;
		count++;
		if (i > 0 && !is_for(&steps->items[i - 1], audience))
			write_wait(handover, &steps->items[i - 1], i);
		prose_blank(&handover->prose);
		buf_puts(handover->prose.out, handover->steps.items[i]);
	}
	if (count == 0) {
		prose_words(&handover->prose, "No step of this plan is yours.");
		prose_end(&handover->prose, "", "");
	}
}

static void write_audience(struct handover *handover, const struct audience_row *audience)
{
	struct prose *prose = &handover->prose;
	const struct request *request = handover->plan->request;
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	prose_text(prose, audience->name);
	prose_words(prose, ": your part of the plan for ");
	prose_text(prose, request->organization.name.value);
	prose_heading(prose, 1);
	prose_text(prose, product_text(request, handover->scratch));
	prose_words(prose, ", plan of ");
	prose_words(prose, date);
	prose_words(prose, ". Steps keep their numbers of `checklist.md`.");
	prose_end(prose, "", "");
	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		if (text_equal(facts[i].audience, audience->id))
			facts[i].write(handover);
	}
	write_steps(handover, audience);
}

void emit_handover(struct output *output, const struct plan *plan, const struct proof *proof,
        struct texts steps)
{
	struct handover handover = {
		.plan = plan,
		.proof = proof,
		.steps = steps,
		.scratch = arena_new(),
	};
	for (size_t i = 0; i < plan->know->audiences.count; i++) {
		const struct audience_row *audience = &plan->know->audiences.items[i];
		prose_init(&handover.prose, output_add(output, path_make(output->arena, "handover/",
		        audience->id, "", NULL, ".md")));
		write_audience(&handover, audience);
		prose_done(&handover.prose);
	}
	arena_free(handover.scratch);
}
