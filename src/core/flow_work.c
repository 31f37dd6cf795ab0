/* core/flow_work.c: what follows from the answers: problems, questions that apply, parked answers. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "core/answer_check.h"
#include "flow_parts.h"

enum question_kind flow_kind(const struct question_row *question, const struct schema_row *row)
{
	static const struct {
		const char *name;
		enum question_kind kind;
	} kinds[] = {
		{ "choice", ASK_CHOICE }, { "multichoice", ASK_MULTICHOICE },
		{ "text", ASK_TEXT }, { "number", ASK_NUMBER }, { "boolean", ASK_BOOLEAN },
		{ "list", ASK_LIST }, { "groups", ASK_GROUPS }, { "grid", ASK_GRID },
		{ "note", ASK_NOTE }, { "gate", ASK_GATE }, { "names", ASK_NAMES },
		{ "review", ASK_REVIEW }, { "proof", ASK_PROOF }, { "write", ASK_WRITE },
		{ "checklist", ASK_CHECKLIST },
	}, types[] = {
		{ "choice", ASK_CHOICE }, { "choices", ASK_MULTICHOICE }, { "flag", ASK_BOOLEAN },
		{ "integer", ASK_NUMBER }, { "groups", ASK_GROUPS },
	};
	for (size_t i = 0; question->kind && i < COUNT_OF(kinds); i++) {
		if (text_equal(question->kind, kinds[i].name))
			return kinds[i].kind;
	}
	for (size_t i = 0; row && i < COUNT_OF(types); i++) {
		if (text_equal(row->type, types[i].name))
			return types[i].kind;
	}
	return row && answer_kind(row) == NODE_LIST ? ASK_LIST : ASK_TEXT;
}

/* ---- the copy with defaults ---- */

/* Required groups are there from the beginning, so that their members have defaults, and are
 * missing one by one. */
static void add_groups(struct flow_work *work)
{
	LIST_EACH(const struct schema_row, row, work->answers.know->answers) {
		if (!row->required || !text_equal(row->type, "group") || strchr(row->path, '.') ||
		        node_member(work->answers.root, row->path))
			continue;
		struct node *group = answers_add(&work->answers, work->answers.root, row->path,
		        NODE_GROUP, (int)work->nodes.count);
		LIST_PUSH(work->arena, &work->nodes, group);
	}
}

static void work_answers(struct flow *flow, struct flow_work *work, struct problem_list *problems)
{
	answers_init(&work->answers, flow->know, flow->answers.file, work->arena);
	/* No node has line 0, and the root answers for line 1. */
	LIST_PUSH(work->arena, &work->nodes, work->answers.root);
	LIST_PUSH(work->arena, &work->nodes, work->answers.root);
	tree_copy(&work->answers, work->answers.root, flow->answers.root, &work->nodes);
	add_groups(work);
	if (!node_member(work->answers.root, "format"))
		answers_add(&work->answers, work->answers.root, "format", NODE_INTEGER, 1)
		        ->value.integer = 1;
	work->request = request_make(&work->answers, flow->today,
	        flow->has_forced ? &flow->forced : NULL, work->arena, problems);
}

/* ---- problems ---- */

/* Where an answer is, for somebody who sees no file: "site Redmond". */
static const char *place_words(const struct node *node, struct arena *arena)
{
	static const struct {
		const char *list, *word;
	} words[] = { { "sites", "site" }, { "forests", "forest" } };
	for (const struct node *at = node; at && at->parent; at = at->parent) {
		const struct node *name = at->kind == NODE_GROUP ? node_member(at, "name") : NULL;
		for (size_t i = 0; name && name->kind == NODE_TEXT && i < COUNT_OF(words); i++) {
			if (text_equal(at->parent->name, words[i].list))
				return arena_printf(arena, "%s %s", words[i].word, name->value.text);
		}
	}
	return node_path_text(node, arena);
}

const char *flow_without_lines(const struct flow_work *work, const char *text)
{
	const char *line = strstr(text, "line ");
	if (!line || line[5] < '1' || line[5] > '9')
		return text;
	char *end;
	size_t number = strtoul(line + 5, &end, 10);
	if (number >= work->nodes.count)
		return text;
	return arena_printf(work->arena, "%.*s%s%s", (int)(line - text), text,
	        place_words(work->nodes.items[number], work->arena), end);
}

static void problem_take(struct flow_work *work, const char *text)
{
	static const char missing[] = "\" is missing; ";
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.[]");
	struct flow_problem problem = { .path = "", .spot = FLOW_NOWHERE };
	if (length > 0 && text[length] == ':' && text[length + 1] == ' ') {
		problem.path = arena_strndup(work->arena, text, length);
		text += length + 2;
	}
	const char *end = *text == '"' ? strstr(text, missing) : NULL;
	problem.is_missing = end != NULL;
	if (end) {
		problem.path = arena_printf(work->arena, "%s%s%.*s", problem.path,
		        *problem.path ? "." : "", (int)(end - text - 1), text + 1);
		problem.text = "not answered yet";
	} else {
		problem.text = flow_without_lines(work, text);
	}
	LIST_PUSH(work->arena, &work->problems, problem);
}

static void problems_take(struct flow *flow, struct flow_work *work,
        const struct problem_list *problems)
{
	LIST_EACH(const struct flow_entry, draft, flow->drafts)
		LIST_PUSH(work->arena, &work->problems, ((struct flow_problem){
			.path = draft->path, .spot = FLOW_NOWHERE,
			.text = arena_printf(work->arena, "\"%s\" was typed: %s", draft->text,
			        draft->problem) }));
	LIST_EACH(const struct problem, problem, *problems)
		problem_take(work, problem->text);
}

/* ---- the questions that apply ---- */

/* An instance of a screen while its questions are listed. */
struct lister {
	struct flow *flow;
	struct flow_work *work;
	struct flow_spot spot;
};

/* "forest contoso, site Redmond": the first member of each group on the way. */
static void instance_name(struct lister *lister)
{
	static const char *const words[] = { "forest", "site", "server" };
	struct arena *arena = lister->work->arena;
	const char *over = lister->spot.screen->over, *text = "", *word = "";
	for (size_t i = 0; i < lister->spot.depth; i++) {
		const char *end = over;
		for (size_t j = 0; j <= i; j++)
			end = strstr(end, "[]") + 2;
		const char *pattern = arena_strndup(arena, over, (size_t)(end - over));
		const char *path = flow_concrete(pattern, lister->spot.at, FLOW_DEPTH, arena);
		const struct node *group = answers_find(&lister->work->answers, path);
		const struct node *name = group ? node_member(group, i < 2 ? "name" : "server")
		                                : NULL;
		word = arena_printf(arena, "%s %s", words[i],
		        name && name->kind == NODE_TEXT ? name->value.text : "?");
		text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", word);
	}
	lister->spot.instance = text;
	lister->spot.innermost = word;
}

static const char *spot_path(const struct lister *lister, const struct question_row *question,
        const struct schema_row *row)
{
	const struct flow_spot *spot = &lister->spot;
	if (row || !spot->screen->over)
		return flow_concrete(question->path, spot->at, spot->depth, lister->work->arena);
	return arena_printf(lister->work->arena, "%s.%s", flow_concrete(spot->screen->over,
	        spot->at, spot->depth, lister->work->arena), question->path);
}

static bool is_below(const char *path, const char *whole)
{
	size_t length = strlen(whole);
	return strncmp(path, whole, length) == 0 &&
	       (path[length] == '\0' || path[length] == '.' || path[length] == '[');
}

static bool question_applies(struct lister *lister, const struct question_row *question,
        const struct schema_row *row)
{
	struct release release;
	if (row && row->products && (!flow_release(lister->flow, &release) ||
	        !release_in(lister->flow->know, release, row->products)))
		return false;
	return flow_holds(lister->flow, &question->when, &lister->spot, NULL);
}

/* Is there an answer, a draft, a problem or a kept answer that could come back? */
static bool is_needed(struct lister *lister, const struct question_row *question)
{
	struct arena *arena = lister->work->arena;
	const char *path = flow_concrete(question->path, lister->spot.at, lister->spot.depth,
	        arena);
	if (answers_find(&lister->flow->answers, path))
		return true;
	LIST_EACH(const struct flow_problem, problem, lister->work->problems) {
		if (is_below(problem->path, path))
			return true;
	}
	bool applies = question_applies(lister, question, tree_row(lister->flow->know, path));
	LIST_EACH(const struct flow_entry, entry, lister->flow->parked) {
		if (applies && is_below(entry->path, path))
			return true;
	}
	return false;
}

static bool gate_is_needed(struct lister *lister)
{
	const struct question_rows *questions = &lister->spot.screen->questions;
	for (size_t i = 1; i < questions->count; i++) {
		if (is_needed(lister, &questions->items[i]))
			return true;
	}
	return false;
}

static void list_questions(struct lister *lister)
{
	bool closed = false;
	const struct screen_row *screen = lister->spot.screen;
	if (!flow_holds(lister->flow, &screen->when, &lister->spot, NULL))
		return;
	instance_name(lister);
	for (size_t i = 0; i < screen->questions.count && !closed; i++) {
		const struct question_row *question = &screen->questions.items[i];
		struct flow_spot spot = lister->spot;
		spot.question = question;
		spot.path = flow_concrete(question->path, spot.at, spot.depth,
		        lister->work->arena);
		spot.row = tree_row(lister->flow->know, spot.path);
		spot.kind = flow_kind(question, spot.row);
		if (spot.kind >= ASK_NOTE)
			spot.row = NULL;
		spot.path = spot_path(lister, question, spot.row);
		if (!question_applies(lister, question, spot.row))
			continue;
		if (spot.kind == ASK_GRID)
			spot.hosts = flow_grid_hosts(lister->flow, question, lister->work->arena);
		LIST_PUSH(lister->work->arena, &lister->work->spots, spot);
		closed = spot.kind == ASK_GATE && !gate_is_needed(lister) &&
		         !entry_find(&lister->flow->opened, spot.path);
	}
}

/* Once for each item of the lists in `over`. */
static void list_instances(struct lister *lister, const char *over)
{
	const char *end = over;
	for (size_t i = 0; end && i <= lister->spot.depth; i++) {
		end = strstr(end, "[]");
		end = end ? end + 2 : NULL;
	}
	if (!end) {
		list_questions(lister);
		return;
	}
	const char *pattern = arena_strndup(lister->work->arena, over, (size_t)(end - 2 - over));
	const struct node *list = answers_find(&lister->work->answers, flow_concrete(pattern,
	        lister->spot.at, lister->spot.depth, lister->work->arena));
	size_t depth = lister->spot.depth++;
	for (size_t i = 0; list && i < list->count; i++) {
		lister->spot.at[depth] = i;
		list_instances(lister, over);
	}
	lister->spot.depth = depth;
}

static void list_spots(struct flow *flow, struct flow_work *work)
{
	LIST_EACH(const struct index_row, place, flow->know->screen_index) {
		struct lister lister = { .flow = flow, .work = work };
		lister.spot.place = place;
		lister.spot.screen = screen_find(flow->know, place->id);
		if (!lister.spot.screen)
			continue;
		list_instances(&lister, lister.spot.screen->over ? lister.spot.screen->over : "");
	}
}

/* The same question twice in one place is for the lint to refuse: the first is found. */
static void map_spots(struct flow_work *work)
{
	work->by_path = map_make(work->arena);
	LIST_EACH(struct flow_spot, spot, work->spots) {
		(void)map_put(work->by_path, spot->path, spot);
		if (spot->hosts)
			(void)map_put(work->by_path, spot->hosts, spot);
	}
}

const struct flow_spot *flow_spot_of(const struct flow *flow, const char *path)
{
	return map_get(flow->work.by_path, path);
}

size_t flow_find(const struct flow *flow, const char *path)
{
	struct arena *scratch = arena_new();
	char *part = arena_strdup(scratch, path);
	const struct flow_spot *spot = flow_spot_of(flow, part);
	for (size_t length = strlen(part); !spot && length > 0; length--) {
		if (part[length] && !strchr(".[", part[length]))
			continue;
		part[length] = '\0';
		spot = flow_spot_of(flow, part);
	}
	arena_free(scratch);
	return spot ? (size_t)(spot - flow->work.spots.items) : FLOW_NOWHERE;
}

/* What was typed for a question that does not apply waits for it, and stands in nobody's way. A draft
 * says already that the answer is missing. */
static bool is_idle(const struct flow *flow, const struct flow_problem *problem, bool is_draft,
        struct arena *arena)
{
	if (is_draft)
		return !flow_asks(flow, problem->path, arena);
	return problem->is_missing && entry_find(&flow->drafts, problem->path);
}

static void drop_idle_problems(struct flow *flow, struct flow_work *work)
{
	size_t kept = 0;
	for (size_t i = 0; i < work->problems.count; i++) {
		const struct flow_problem problem = work->problems.items[i];
		if (!is_idle(flow, &problem, i < flow->drafts.count, work->arena))
			work->problems.items[kept++] = problem;
	}
	work->problems.count = kept;
}

/* Problems in the order of the questions; those that no question asks last. */
static int problem_compare(const void *left, const void *right)
{
	const struct flow_problem *a = left, *b = right;
	return a->spot < b->spot ? -1 : a->spot > b->spot;
}

void flow_refresh(struct flow *flow)
{
	struct arena *old = flow->work.arena;
	struct problem_list problems = { 0 };
	flow->work = (struct flow_work){ .arena = arena_new() };
	struct flow_work *work = &flow->work;
	work->ranking = arena_alloc(work->arena, sizeof(*work->ranking));
	work_answers(flow, work, &problems);
	problems_take(flow, work, &problems);
	list_spots(flow, work);
	map_spots(work);
	drop_idle_problems(flow, work);
	for (size_t i = 0; i < work->problems.count; i++)
		work->problems.items[i].spot = flow_find(flow, work->problems.items[i].path);
	if (work->problems.count)
		qsort(work->problems.items, work->problems.count, sizeof(*work->problems.items),
		        problem_compare);
	arena_free(old);
}
