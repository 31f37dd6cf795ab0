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
