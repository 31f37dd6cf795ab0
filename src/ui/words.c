/* words.c */
#include "words.h"

#include "base/text.h"

const char *value_words(const char *text)
{
	return text_equal(text, "true") ? "yes" : text_equal(text, "false") ? "no" : text;
}

const char *origin_words(enum origin origin)
{
	static const char *const words[] = {
		[ORIGIN_FILE] = "file",
		[ORIGIN_ASKED] = "asked",
		[ORIGIN_DEFAULT] = "default",
		[ORIGIN_DERIVED] = "derived",
	};
	return words[origin];
}

struct texts old_keys_meaning(const struct front_options *options, struct arena *arena)
{
	struct text_list texts = { 0 };
	LIST_PUSH(arena, &texts, "The request of an old key may be at the certification authority "
	        "already, or its certificate in use: what the authority sends for it fits the old "
	        "key only. Once there is a new key, its new request has to be sent instead.");
	if (options->folder_is_used(options->folder))
		LIST_PUSH(arena, &texts, arena_printf(arena, "Nothing is deleted: %s as it is now, "
		        "with the old keys, is kept as %s.bak-<day>-<n>. Keys that still fit are used "
		        "again.", options->folder, options->folder));
	return texts_of(&texts);
}

bool keys_are_same(const struct front_keys *a, const struct front_keys *b)
{
	bool same = a->made == b->made && a->wanted == b->wanted && a->kept == b->kept &&
	            a->misfits.count == b->misfits.count;
	for (size_t i = 0; same && i < a->misfits.count; i++)
		same = text_equal(a->misfits.items[i], b->misfits.items[i]);
	return same;
}

struct front_keys keys_copy(const struct front_keys *keys, struct arena *arena)
{
	struct front_keys copy = *keys;
	struct text_list misfits = { 0 };
	for (size_t i = 0; i < keys->misfits.count; i++)
		LIST_PUSH(arena, &misfits, arena_strdup(arena, keys->misfits.items[i]));
	copy.misfits = texts_of(&misfits);
	return copy;
}

static const char *groups_words(const struct flow *flow, const struct flow_spot *spot,
        struct arena *arena)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < flow_group_count(flow, spot->path); i++)
		LIST_PUSH(arena, &names, flow_group_name(flow, spot->path, i));
	return names.count ? texts_join(arena, texts_of(&names), ", ") : "nothing";
}

static const char *grid_words(const struct flow *flow, const struct flow_spot *spot,
        struct arena *arena)
{
	struct flow_grid grid = flow_grid(flow, spot, arena);
	struct text_list words = { 0 };
	for (size_t i = 0; i < grid.services.count * grid.columns.count; i++) {
		const char *service = grid.services.items[i / grid.columns.count];
		const char *column = grid.columns.items[i % grid.columns.count];
		const char *path = flow_cell(flow, spot, service, column, arena);
		if (!path || !flow_answer(flow, path, arena).given)
			continue;
		LIST_PUSH(arena, &words, arena_printf(arena, "%s %s%s%s", service, column,
		        *column ? " " : "", value_words(flow_answer(flow, path, arena).text)));
	}
	return words.count ? texts_join(arena, texts_of(&words), "; ") : "nothing changed";
}

const char *answer_words(const struct flow *flow, const struct flow_spot *spot, struct arena *arena)
{
	if (spot->kind == ASK_GROUPS)
		return groups_words(flow, spot, arena);
	if (spot->kind == ASK_GRID)
		return grid_words(flow, spot, arena);
	struct flow_answer answer = flow_answer(flow, spot->path, arena);
	if (!answer.text || !*answer.text)
		return "nothing";
	return text_equal(spot->row->type, "flag") ? value_words(answer.text) : answer.text;
}

const char *spot_words(const struct flow_spot *spot, struct arena *arena)
{
	const char *prompt = spot->question->prompt;
	return *spot->innermost ? arena_printf(arena, "%s: %s", spot->innermost, prompt) : prompt;
}

size_t finding_source(struct flow *flow, const struct plan_finding *finding, struct arena *arena)
{
	size_t gate = FLOW_NOWHERE, around = FLOW_NOWHERE;
	LIST_EACH(const struct node *const, node, finding->from) {
		const char *path = node_path_text(*node, arena);
		size_t index = flow_find(flow, path);
		if (index != FLOW_NOWHERE && text_equal(flow_spot_at(flow, index)->path, path))
			return index;
		gate = gate == FLOW_NOWHERE ? flow_gate_over(flow, path) : gate;
		around = around == FLOW_NOWHERE ? index : around;
	}
	return gate != FLOW_NOWHERE ? gate : around;
}

size_t finding_reach(struct flow *flow, const struct plan_finding *finding, struct arena *arena)
{
	size_t source = finding_source(flow, finding, arena);
	LIST_EACH(const struct node *const, node, finding->from) {
		const char *path = node_path_text(*node, arena);
		if (source == FLOW_NOWHERE || flow_gate_over(flow, path) != source)
			continue;
		flow_open_gate(flow, flow_spot_at(flow, source)->path, true);
		return flow_find(flow, path);
	}
	return source;
}

const char *checklist_words(const struct flow *flow)
{
	static const char *const words[] = {
		[FLOW_NOT_WRITTEN] = "The plan is not written yet: its files do not exist.",
		[FLOW_WRITTEN_OTHERS] = "Answers have changed since the plan was written: these are "
		                        "the steps of the new answers, and its files are not.",
		[FLOW_WRITTEN] = NULL,
	};
	return words[flow_written(flow)];
}

bool step_is_settled(enum step_state state)
{
	return state == STEP_DONE || state == STEP_SKIPPED;
}

const char *gate_words(const struct flow *flow, const char *path)
{
	return flow_gate_is_open(flow, path) ? "yes, below" : "no: the defaults";
}
