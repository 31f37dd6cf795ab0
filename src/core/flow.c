/* core/flow.c: the session as a whole, and the way through it. */
#include "core/flow.h"

#include <string.h>

#include "base/text.h"
#include "flow_parts.h"

struct flow *flow_new(const struct know *know, const char *file, struct date today,
        const struct date *forced)
{
	struct arena *arena = arena_new();
	struct flow *flow = arena_alloc(arena, sizeof(*flow));
	flow->arena = arena;
	flow->know = know;
	flow->today = today;
	flow->has_forced = forced != NULL;
	if (forced)
		flow->forced = *forced;
	answers_init(&flow->answers, know, arena_strdup(arena, file), arena);
	flow->here = flow->here_screen = "";
	return flow;
}

void flow_free(struct flow *flow)
{
	if (!flow)
		return;
	arena_free(flow->work.arena);
	arena_free(flow->arena);
}

struct answers *flow_answers(struct flow *flow)
{
	return &flow->answers;
}

size_t flow_count(const struct flow *flow)
{
	return flow->work.spots.count;
}

const struct flow_spot *flow_spot_at(const struct flow *flow, size_t index)
{
	return &flow->work.spots.items[index];
}

struct flow_spot flow_spot_copy(const struct flow_spot *spot, struct arena *arena)
{
	struct flow_spot copy = *spot;
	copy.path = arena_strdup(arena, spot->path);
	copy.instance = arena_strdup(arena, spot->instance);
	copy.innermost = arena_strdup(arena, spot->innermost);
	copy.hosts = spot->hosts ? arena_strdup(arena, spot->hosts) : NULL;
	return copy;
}

size_t flow_here(const struct flow *flow)
{
	return flow->here_index;
}

void flow_go(struct flow *flow, size_t index)
{
	const struct flow_spot *spot = flow_spot_at(flow, index);
	if (!text_equal(flow->here, spot->path))
		flow->changed = true;
	flow->here_index = index;
	flow->here = arena_strdup(flow->arena, spot->path);
	flow->here_screen = spot->screen->id;
}

static bool is_wrong(const struct flow *flow, size_t index)
{
	LIST_EACH(const struct flow_problem, problem, flow->work.problems) {
		if (problem->spot == index)
			return true;
	}
	return false;
}

/* Is it behind a gate that somebody has opened? */
static bool is_opened(const struct flow *flow, size_t index)
{
	const struct screen_row *screen = flow_spot_at(flow, index)->screen;
	for (; index-- > 0 && flow_spot_at(flow, index)->screen == screen;) {
		const struct flow_spot *spot = flow_spot_at(flow, index);
		if (spot->kind == ASK_GATE)
			return entry_find(&flow->opened, spot->path) != NULL;
	}
	return false;
}

/* In a site that was added here nobody has said what the question insists on; one that was written
 * by hand relies on the default. */
static bool is_insisted(const struct flow *flow, const struct flow_spot *spot)
{
	if (!spot->question->insists || answers_find(&flow->answers, spot->path))
		return false;
	const struct node *node = answers_find(&flow->work.answers, spot->path);
	const struct node *site = node ? node->parent : NULL;
	const struct node *name = site ? node_member(site, "name") : NULL;
	return name && name->origin == ORIGIN_ASKED;
}

size_t flow_insisted(const struct flow *flow, const char *list)
{
	size_t length = strlen(list);
	for (size_t i = 0; i < flow_count(flow); i++) {
		const struct flow_spot *spot = flow_spot_at(flow, i);
		if (strncmp(spot->path, list, length) == 0 && spot->path[length] == '[' &&
		        is_insisted(flow, spot))
			return i;
	}
	return FLOW_NOWHERE;
}

/* Is the question met on the way forward? */
static bool is_met(const struct flow *flow, size_t index)
{
	const struct flow_spot *spot = flow_spot_at(flow, index);
	return !flow->only_missing || spot->kind >= ASK_REVIEW || is_wrong(flow, index) ||
	       is_opened(flow, index) || is_insisted(flow, spot) ||
	       flow_is_renewed(flow, spot->path);
}

bool flow_is_skipped(const struct flow *flow, const char *path)
{
	return entry_find(&flow->skipped, path) != NULL;
}

bool flow_is_renewed(const struct flow *flow, const char *path)
{
	return entry_find(&flow->renewed, path) != NULL;
}

/* Somebody has seen the question and goes on: it is no longer new, and put off where it must be
 * answered. */
static void leave(struct flow *flow)
{
	const struct flow_spot *spot = flow_spot_at(flow, flow->here_index);
	const struct flow_problem *problem = flow_problem_of(flow, spot->path);
	if (problem && problem->is_missing && !flow_is_skipped(flow, spot->path))
		entry_put(flow, &flow->skipped, spot->path, "", NULL);
	entry_drop(&flow->renewed, spot->path);
}

bool flow_next(struct flow *flow)
{
	leave(flow);
	for (size_t i = flow->here_index + 1; i < flow_count(flow); i++) {
		if (is_met(flow, i)) {
			flow_go(flow, i);
			return true;
		}
	}
	return false;
}

bool flow_back(struct flow *flow)
{
	if (flow->here_index == 0)
		return false;
	flow_go(flow, flow->here_index - 1);
	return true;
}

bool flow_is_changed(const struct flow *flow)
{
	return flow->changed;
}

bool flow_only_missing(const struct flow *flow)
{
	return flow->only_missing;
}

void flow_ask_all(struct flow *flow)
{
	flow->changed |= flow->only_missing;
	flow->only_missing = false;
}

static void drop_item(struct text_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!text_equal(list->items[i], text))
			continue;
		memmove(&list->items[i], &list->items[i + 1],
		        (list->count - i - 1) * sizeof(*list->items));
		list->count--;
		return;
	}
}

void flow_open_gate(struct flow *flow, const char *path, bool open)
{
	path = arena_strdup(flow->arena, path);
	entry_drop(&flow->opened, path);
	if (open)
		entry_put(flow, &flow->opened, path, "", NULL);
	flow_settle(flow);
}

size_t flow_gate_end(const struct flow *flow, const char *path)
{
	size_t last = flow_find(flow, path);
	const struct flow_spot *gate = flow_spot_at(flow, last);
	while (last + 1 < flow_count(flow) &&
	        flow_spot_at(flow, last + 1)->screen == gate->screen &&
	        text_equal(flow_spot_at(flow, last + 1)->instance, gate->instance))
		last++;
	return last;
}

bool flow_gate_is_open(const struct flow *flow, const char *path)
{
	return flow_gate_end(flow, path) != flow_find(flow, path);
}

/* Would a question behind the gate ask for this answer? */
static bool gate_hides(const struct flow *flow, const struct flow_spot *gate, const char *path,
        struct arena *arena)
{
	LIST_EACH(const struct question_row, question, gate->screen->questions) {
		const char *asked = flow_concrete(question->path, gate->at, gate->depth, arena);
		size_t length = strlen(asked);
		if (strncmp(path, asked, length) == 0 && (!path[length] || path[length] == '.'))
			return flow_holds(flow, &question->when, gate, NULL);
	}
	return false;
}

size_t flow_gate_over(const struct flow *flow, const char *path)
{
	struct arena *scratch = arena_new();
	size_t index = FLOW_NOWHERE;
	for (size_t i = 0; i < flow_count(flow) && index == FLOW_NOWHERE; i++) {
		const struct flow_spot *spot = flow_spot_at(flow, i);
		if (spot->kind == ASK_GATE && !flow_gate_is_open(flow, spot->path) &&
		        gate_hides(flow, spot, path, scratch))
			index = i;
	}
	arena_free(scratch);
	return index;
}

const struct flow_problems *flow_problems(const struct flow *flow)
{
	return &flow->work.problems;
}

bool flow_is_ready(const struct flow *flow)
{
	return flow->work.problems.count == 0;
}

const struct flow_problem *flow_problem_of(const struct flow *flow, const char *path)
{
	size_t spot = flow_find(flow, path);
	LIST_EACH(const struct flow_problem, problem, flow->work.problems) {
		if (spot != FLOW_NOWHERE && problem->spot == spot &&
		        text_starts(problem->path, path))
			return problem;
	}
	return NULL;
}

/* Ticks of a session that knows nothing of what was done count as they are. */
static bool step_has_changed(const struct flow *flow, const struct plan_step *step)
{
	const struct flow_entry *seen = entry_find(&flow->steps_seen, step->id);
	struct arena *scratch = arena_new();
	bool changed = seen && !text_equal(seen->text, flow_step_hash(flow, step, scratch));
	arena_free(scratch);
	return changed;
}

enum step_state flow_step(const struct flow *flow, const struct plan_step *step, const char **reason)
{
	const struct flow_entry *skipped = entry_find(&flow->steps_skipped, step->id);
	*reason = skipped ? skipped->text : NULL;
	if (skipped)
		return STEP_SKIPPED;
	if (!texts_have(texts_of(&flow->steps_done), step->id))
		return STEP_OPEN;
	return step_has_changed(flow, step) ? STEP_CHANGED : STEP_DONE;
}

void flow_step_set(struct flow *flow, const struct plan_step *step, enum step_state state,
        const char *reason)
{
	const char *copy = arena_strdup(flow->arena, step->id);
	drop_item(&flow->steps_done, copy);
	entry_drop(&flow->steps_skipped, copy);
	entry_drop(&flow->steps_seen, copy);
	if (state == STEP_DONE) {
		LIST_PUSH(flow->arena, &flow->steps_done, copy);
		entry_put(flow, &flow->steps_seen, copy, flow_step_hash(flow, step, flow->arena), NULL);
	}
	if (state == STEP_SKIPPED)
		entry_put(flow, &flow->steps_skipped, copy, reason, NULL);
	flow->changed = true;
}

static size_t screen_first(const struct flow *flow, const char *screen)
{
	for (size_t i = 0; i < flow_count(flow); i++) {
		if (text_equal(flow_spot_at(flow, i)->screen->id, screen))
			return i;
	}
	return FLOW_NOWHERE;
}

static size_t first_wrong(const struct flow *flow)
{
	for (size_t i = 0; i < flow_count(flow); i++) {
		if (is_wrong(flow, i))
			return i;
	}
	return screen_first(flow, "review");
}

static size_t begin_at(const struct flow *flow)
{
	for (size_t i = 0; *flow->here && i < flow_count(flow); i++) {
		if (text_equal(flow_spot_at(flow, i)->path, flow->here))
			return i;
	}
	size_t index = *flow->here_screen ? screen_first(flow, flow->here_screen) : FLOW_NOWHERE;
	if (index == FLOW_NOWHERE && (flow->only_missing || *flow->here))
		index = first_wrong(flow);
	return index == FLOW_NOWHERE ? 0 : index;
}

void flow_begin(struct flow *flow)
{
	bool has_session = node_member(flow->answers.root, "session") != NULL;
	bool has_answers = flow->answers.root->first != NULL;
	flow_take_session(flow);
	if (!has_session)
		flow->only_missing = has_answers;
	if (!node_member(flow->answers.root, "format"))
		tree_set(&flow->answers, "format", "1", ORIGIN_ASKED);
	bool changed = flow_settle_answers(flow);
	if (flow->is_older)
		changed |= flow_meet_screens(flow);
	flow_go(flow, begin_at(flow));
	flow->changed = !has_answers || changed || flow->is_older;
}
