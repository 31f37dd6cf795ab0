/* core/flow_rank.c: the certificate scenarios in the order of what each would come to. */
#include "base/text.h"
#include "flow_parts.h"

/* What is counted says nothing of what the scenario is good for. */
#define FIRST_PLACE "First by clients, errors, certificates, names, addresses and steps with these " \
	"answers; weigh it against what stands below."

/* Any plan of these answers will do to plan the others from: the present one, or one with the first
 * scenario that can be planned. */
static const struct plan *plan_to_compare(const struct flow *flow, struct arena *arena)
{
	if (flow->work.preview.plan)
		return flow->work.preview.plan;
	if (flow->work.request)
		return plan_sketch(flow->work.request, arena);
	LIST_EACH(const struct scenario_row, scenario, flow->know->scenarios) {
		const struct request *request = flow_request_with(flow, "certificates.scenario",
		        scenario->id, arena);
		if (request)
			return plan_sketch(request, arena);
	}
	return NULL;
}

/* Only where the scenario is chosen is there a question for what rules it out now. */
static bool is_asked_next(const struct flow *flow, const struct ruling *ruling)
{
	return !flow_spot_of(flow, ruling->path);
}

static bool waits_for_answers(const struct flow *flow, const struct ranked *ranked)
{
	LIST_EACH(const struct ruling, ruling, ranked->rulings) {
		if (is_asked_next(flow, ruling))
			return true;
	}
	return false;
}

static const char *note_of(const struct flow *flow, const struct ranked *ranked,
        struct arena *arena)
{
	const struct plan_summary *summary = &ranked->summary;
	if (ranked->obstacle)
		return "not possible";
	return arena_printf(arena, "%sworst %s, errors %zu, certificates %zu, names %zu, addresses "
	        "%zu, steps %zu", waits_for_answers(flow, ranked) ? "more is asked next; until then " : "",
	        result_text(ranked->worst), summary->errors, summary->certificates, summary->names,
	        summary->public_addresses, summary->steps);
}

/* The question is known by its words, not by its place in the file. */
static const char *ruling_words(const struct flow *flow, const struct ruling *ruling)
{
	struct arena *arena = flow->work.arena;
	if (is_asked_next(flow, ruling))
		return arena_printf(arena, "This alone rules it out now, and is asked next: %s.",
		        ruling->limit->title);
	return arena_printf(arena, "This alone rules it out: %s%s%s%s.", ruling->limit->title,
	        ruling->limit->each_client ? ", " : "",
	        ruling->limit->each_client ? ruling->value : "",
	        ruling->instead && !ruling->limit->each_client
	                ? arena_printf(arena, "; with %s it would do", ruling->instead) : "");
}

static struct texts reasons_of(const struct flow *flow, const struct flow_ranking *ranking,
        size_t index)
{
	struct arena *arena = flow->work.arena;
	const struct ranked *ranked = &ranking->list.items[index];
	struct text_list reasons = { 0 };
	const char *place = advise_place_text(&ranking->list, index, arena);
	LIST_PUSH(arena, &reasons, place ? place : FIRST_PLACE);
	if (ranked->reason)
		LIST_PUSH(arena, &reasons, flow_without_lines(&flow->work, ranked->reason));
	LIST_EACH(const struct ruling, ruling, ranked->rulings)
		LIST_PUSH(arena, &reasons, ruling_words(flow, ruling));
	if (ranked->is_out && !ranked->rulings.count && ranking->looked_into > index)
		LIST_PUSH(arena, &reasons, "No single constraint rules it out.");
	return texts_of(&reasons);
}

/* Made once for each state of the answers: a screen asks for it again and again. */
static struct flow_ranking *ranking_of(const struct flow *flow)
{
	struct flow_ranking *ranking = flow->work.ranking;
	struct arena *arena = flow->work.arena;
	if (ranking->is_made)
		return ranking;
	ranking->is_made = true;
	ranking->plan = plan_to_compare(flow, arena);
	if (!ranking->plan)
		return ranking;
	ranking->list = advise_order(ranking->plan, arena);
	ranking->reasons =
	        arena_alloc(arena, (ranking->list.count + 1) * sizeof(*ranking->reasons));
	for (size_t i = 0; i < ranking->list.count; i++)
		ranking->reasons[i] = reasons_of(flow, ranking, i);
	return ranking;
}

bool flow_look_closer(const struct flow *flow)
{
	struct flow_ranking *ranking = flow->work.ranking;
	if (!ranking->plan || ranking->looked_into == ranking->list.count ||
	        advise_extent(ranking->plan) != ADVICE_WHOLE)
		return false;
	size_t index = ranking->looked_into++;
	advise_rulings(ranking->plan, &ranking->list.items[index], flow->work.arena);
	ranking->reasons[index] = reasons_of(flow, ranking, index);
	return true;
}

static const struct flow_choice *choice_of(const struct flow_choices *choices, const void *fact)
{
	LIST_EACH(const struct flow_choice, choice, *choices) {
		if (choice->fact == fact)
			return choice;
	}
	return NULL;
}

static void say_unranked(struct flow_choices *choices, struct arena *arena)
{
	static const char words[] = "Not ranked yet: other answers are missing or wrong, so that none "
	                            "can be planned.";
	struct text_list reasons = { 0 };
	LIST_PUSH(arena, &reasons, words);
	for (size_t i = 0; i < choices->count; i++)
		choices->items[i].reasons = texts_of(&reasons);
}

void flow_rank(const struct flow *flow, struct flow_choices *choices, struct arena *arena)
{
	const struct flow_ranking *ranking = ranking_of(flow);
	struct flow_choices ranked = { 0 };
	if (!ranking->plan)
		say_unranked(choices, arena);
	for (size_t i = 0; i < ranking->list.count; i++) {
		const struct ranked *place = &ranking->list.items[i];
		const struct flow_choice *choice = choice_of(choices, place->scenario);
		if (!choice)
			continue;
		LIST_PUSH(arena, &ranked, *choice);
		ranked.items[ranked.count - 1].note = note_of(flow, place, arena);
		ranked.items[ranked.count - 1].reasons = ranking->reasons[i];
	}
	if (ranked.count)
		*choices = ranked;
}
