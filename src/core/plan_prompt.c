/* core/plan_prompt.c: which questions of Outlook are right. */
#include "hosts.h"
#include "part.h"

static void add_prompt(const struct plan *plan, struct prompt_list *prompts, struct arena *arena,
        const struct forest_answer *forest, size_t index)
{
	const struct request *request = plan->request;
	const struct site_answer *site = forest->autodiscover_site;
	const struct text_answer *domain = &forest->smtp_domains.items[index];
	enum discovery discovery = forest_discovery(request, forest, index);
	bool is_redirect = discovery == DISCOVERY_REDIRECT;
	if (!is_redirect && (discovery != DISCOVERY_SRV || !request->dns.srv_supported.value))
		return;
	struct plan_prompt *prompt = LIST_ADD(arena, prompts);
	*prompt = (struct plan_prompt){
		.mail_domain = domain->value,
		.host = is_redirect ? site->namespace.value :
		                      forest_srv_target(request, forest, arena),
		.way = is_redirect ? "redirect" : "SRV record",
	};
	from_add(arena, &prompt->from, domain->node);
	from_add(arena, &prompt->from, request->certificates.scenario_node);
	from_add(arena, &prompt->from, site->namespace.node);
}

struct prompt_list plan_prompts(const struct plan *plan, struct arena *arena)
{
	const struct request *request = plan->request;
	struct prompt_list prompts = { 0 };
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		for (size_t j = 0; j < forest->smtp_domains.count; j++)
			add_prompt(plan, &prompts, arena, forest, j);
	}
	return prompts;
}
