/* handover_helpdesk.c: which name for whom, which question is right, what to answer. */
#include "base/map.h"
#include "base/text.h"
#include "emitters.h"
#include "handover.h"

/* ---- names to type ---- */

/* Users of a proxied site come in through the site that answers Autodiscover (CONTRACT P3). */
static void write_stand_ins(struct handover *handover, const struct forest_answer *forest)
{
	struct prose *prose = &handover->prose;
	for (size_t i = 0; forest->autodiscover_site && i < forest->site_count; i++) {
		if (forest->sites[i].internet_facing.value)
			continue;
		prose_words(prose, "Users of site ");
		prose_code(prose, forest->sites[i].name.value);
		prose_words(prose, " type, outside and on phones, the names of site ");
		prose_code(prose, forest->autodiscover_site->name.value);
		prose_words(prose, ", through which they come in");
		prose_end(prose, "- ", "  ");
	}
}

/* A host that only people inside open, with the services there. */
struct inside_host {
	const struct site_answer *site;
	const char *host;
	struct text_list services;
};

struct inside_list LIST_OF(struct inside_host *);

static bool is_namespace(const struct plan *plan, const struct plan_url *url)
{
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces) {
		if (namespace->site == url->site && text_equal(namespace->host, url->people_host))
			return true;
	}
	return false;
}

static struct inside_list find_inside(const struct handover *handover)
{
	const struct plan *plan = handover->plan;
	struct inside_list hosts = { 0 };
	struct arena *arena = handover->scratch;
	struct map *known = map_make(arena);
	LIST_EACH(const struct plan_url, url, plan->urls) {
		if (!url->people_host || is_namespace(plan, url))
			continue;
		const char *key = arena_printf(arena, "%zu %s %s", url->site->forest,
		        url->site->name.value, url->people_host);
		struct inside_host *host = map_get(known, key);
		if (!host) {
			host = arena_alloc(arena, sizeof(*host));
			*host = (struct inside_host){ .site = url->site,
				.host = url->people_host };
			map_put(known, key, host);
			LIST_PUSH(arena, &hosts, host);
		}
		LIST_PUSH(arena, &host->services, plan->know->services.items[url->service].name);
	}
	return hosts;
}

/* "forest/site", or the site alone where there is one forest. */
static void write_site(struct handover *handover, const struct site_answer *site)
{
	const struct request *request = handover->plan->request;
	if (request->forest_count > 1) {
		prose_code(&handover->prose, forest_of_site(request, site)->name.value);
		prose_words(&handover->prose, "/");
	}
	prose_code(&handover->prose, site->name.value);
}

static void write_host(struct handover *handover, const char *host, struct texts services)
{
	struct prose *prose = &handover->prose;
	prose_code(prose, host);
	prose_words(prose, " (");
	prose_text(prose, texts_join(handover->scratch, services, ", "));
	prose_words(prose, ")");
	prose_end(prose, "- ", "  ");
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
	write_site(handover, namespace->site);
	prose_words(prose, " type ");
	write_host(handover, namespace->host, texts_of(&names));
}

static void write_names(struct handover *handover)
{
	const struct request *request = handover->plan->request;
	handover_title(handover, "Which name for which site");
	LIST_EACH(const struct plan_namespace, namespace, handover->plan->namespaces) {
		if (namespace->services.count > 0)
			write_namespace(handover, namespace);
	}
	for (size_t i = 0; i < request->forest_count; i++)
		write_stand_ins(handover, &request->forests[i]);
	struct inside_list inside = find_inside(handover);
	LIST_EACH(struct inside_host *, host, inside) {
		prose_words(&handover->prose, "Inside, users of site ");
		write_site(handover, (*host)->site);
		prose_words(&handover->prose, " meet ");
		write_host(handover, (*host)->host, texts_of(&(*host)->services));
	}
}

/* ---- questions ---- */

/* Is this discovery led on by a redirect or an SRV record, which is what clients ask about? */
static bool is_led_on(const struct verdict *verdict)
{
	LIST_EACH(const struct attempt, attempt, verdict->attempts) {
		if (text_equal(attempt->outcome, "redirect") || text_equal(attempt->outcome, "srv"))
			return true;
	}
	return false;
}

/* Who is asked, by mail domain: text lists. */
static struct map *find_asked(const struct handover *handover)
{
	struct arena *arena = handover->scratch;
	struct map *asked = map_make(arena);
	if (!handover->proof)
		return asked;
	LIST_EACH(const struct verdict, verdict, handover->proof->verdicts) {
		if (!verdict->smtp_domain || !is_led_on(verdict))
			continue;
		struct text_list *list = map_get(asked, verdict->smtp_domain);
		if (!list) {
			list = arena_alloc(arena, sizeof(*list));
			*list = (struct text_list){ 0 };
			map_put(asked, verdict->smtp_domain, list);
		}
		handover_add_once(arena, list, handover_who(verdict, arena));
	}
	return asked;
}

/* A right question, and everybody who is asked it. */
struct question {
	const struct plan_prompt *prompt;
	const char *who; /* "": nobody that the plan knows */
	struct text_list mail_domains;
};

struct question_list LIST_OF(struct question *);

/* Mail domains whose users are asked the same stand together. */
static struct question_list find_questions(struct handover *handover)
{
	struct arena *arena = handover->scratch;
	struct question_list questions = { 0 };
	struct prompt_list prompts = plan_prompts(handover->plan, arena);
	struct map *asked = find_asked(handover), *known = map_make(arena);
	LIST_EACH(const struct plan_prompt, prompt, prompts) {
		const struct text_list *list = map_get(asked, prompt->mail_domain);
		const char *people = list ? texts_join(arena, texts_of(list), ", ") : "";
		const char *key = arena_printf(arena, "%s %s %s", prompt->host, prompt->way, people);
		struct question *question = map_get(known, key);
		if (!question) {
			question = arena_alloc(arena, sizeof(*question));
			*question = (struct question){ .prompt = prompt, .who = people };
			map_put(known, key, question);
			LIST_PUSH(arena, &questions, question);
		}
		LIST_PUSH(arena, &question->mail_domains, prompt->mail_domain);
	}
	return questions;
}

static void write_question(struct handover *handover, const struct question *question)
{
	struct prose *prose = &handover->prose;
	prose_words(prose, "**Right, once on each computer or device.** Users with an address "
	                   "under ");
	prose_codes(prose, texts_of(&question->mail_domains));
	prose_words(prose, " are asked whether to allow ");
	prose_code(prose, question->prompt->host);
	prose_words(prose, " to configure the settings (");
	prose_words(prose, question->prompt->way);
	prose_words(prose, ").");
	if (*question->who) {
		prose_words(prose, " Who: ");
		prose_text(prose, question->who);
		prose_words(prose, ".");
	}
	prose_words(prose, " Answer: Allow, for this name only.");
	prose_end(prose, "- ", "  ");
}

static void write_questions(struct handover *handover)
{
	struct prose *prose = &handover->prose;
	struct question_list questions = find_questions(handover);
	handover_title(handover, "Which question is right, and which is an attack");
	LIST_EACH(struct question *, question, questions)
		write_question(handover, *question);
	if (handover->proof)
		handover_troubles(handover);
	prose_words(prose, "**Right.** The question for name and password, at the names above.");
	prose_end(prose, "- ", "  ");
	prose_words(prose, "**An attack, or a fault.** A question that names any other host, and every "
	                   "warning about a certificate that does not stand here. Cancel, type no "
	                   "password, call.");
	prose_end(prose, "- ", "  ");
}

/* ---- all clients ---- */

static void write_clients(struct handover *handover)
{
	struct prose *prose = &handover->prose;
	handover_title(handover, "What users will see");
	prose_words(prose, "What each kind of client meets at worst, on computers of the domain inside "
	                   "(`inside-joined`), on other computers and on devices inside (`inside`), "
	                   "and `outside`. A prompt or a warning that stands neither here nor above "
	                   "is not expected: look into it.");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct proof_line, line, handover->proof->lines)
		prose_proof_line(prose, line);
}

void handover_helpdesk(struct handover *handover)
{
	write_names(handover);
	if (handover->plan->namespaces.count > 0)
		write_questions(handover);
	if (handover->proof)
		write_clients(handover);
}
