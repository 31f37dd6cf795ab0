/* The line editor: random keys against a model that knows nothing but clusters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../sweep/chance.h"
#include "base/text.h"
#include "base/width.h"
#include "helper_editor.h"
#include "ui/editor.h"

#define MODEL_MAX 400

/* An array of clusters; nothing in it knows bytes. */
struct model {
	const char *clusters[MODEL_MAX];
	size_t count, cursor;
};

#define FLAG "\U0001f1e9\U0001f1ea"

static const char *const pieces[] = {
	"a", "Z", "7", ".", "-", " ", "\u00fc", "e\u0301", "o\u0308\u0323", "\u6771", "\u4eac", "\u3000",
	"\U0001f600", "\U0001f44d\U0001f3fd", "\u0928\u093f", FLAG,
};

static void model_insert(struct model *model, const char *piece)
{
	memmove(model->clusters + model->cursor + 1, model->clusters + model->cursor,
	        (model->count - model->cursor) * sizeof(*model->clusters));
	model->clusters[model->cursor++] = piece;
	model->count++;
}

static void model_remove(struct model *model, size_t from, size_t to)
{
	memmove(model->clusters + from, model->clusters + to,
	        (model->count - to) * sizeof(*model->clusters));
	model->count -= to - from;
	model->cursor = from;
}

static bool model_is_blank(const char *piece)
{
	return text_equal(piece, " ") || text_equal(piece, "\u3000");
}

static bool model_is_word(const char *piece)
{
	return !model_is_blank(piece) && !text_equal(piece, ".") && !text_equal(piece, "-");
}

static void model_do(struct model *model, enum editor_action action)
{
	size_t at = model->cursor;
	switch (action) {
	case EDITOR_LEFT:
		model->cursor -= at > 0;
		break;
	case EDITOR_RIGHT:
		model->cursor += at < model->count;
		break;
	case EDITOR_HOME:
		model->cursor = 0;
		break;
	case EDITOR_END:
		model->cursor = model->count;
		break;
	case EDITOR_WORD_LEFT:
		while (at > 0 && !model_is_word(model->clusters[at - 1]))
			at--;
		while (at > 0 && model_is_word(model->clusters[at - 1]))
			at--;
		model->cursor = at;
		break;
	case EDITOR_WORD_RIGHT:
		while (at < model->count && !model_is_word(model->clusters[at]))
			at++;
		while (at < model->count && model_is_word(model->clusters[at]))
			at++;
		model->cursor = at;
		break;
	case EDITOR_BACKSPACE:
		model_remove(model, at - (at > 0), at);
		break;
	case EDITOR_DELETE:
		model_remove(model, at, at + (at < model->count));
		break;
	case EDITOR_KILL_WORD:
		while (at > 0 && model_is_blank(model->clusters[at - 1]))
			at--;
		while (at > 0 && !model_is_blank(model->clusters[at - 1]))
			at--;
		model_remove(model, at, model->cursor);
		break;
	case EDITOR_KILL_TO_START:
		model_remove(model, 0, at);
		break;
	default:
		model_remove(model, at, model->count);
		break;
	}
}

static void assert_same(const struct editor *editor, const struct model *model)
{
	struct buf text;
	size_t cursor = 0;
	buf_init(&text);
	buf_puts(&text, "");
	for (size_t i = 0; i < model->count; i++) {
		if (i == model->cursor)
			cursor = text.length;
		buf_puts(&text, model->clusters[i]);
	}
	if (model->cursor == model->count)
		cursor = text.length;
	assert_string_equal(editor_text(editor), text.data);
	assert_int_equal(editor->now.cursor, cursor);
	buf_done(&text);
}

/* Whatever the width: the view fits, shows no half of anything, and the cursor where it belongs. */
static void assert_sound_view(struct editor *editor, size_t width)
{
	struct buf view;
	buf_init(&view);
	buf_puts(&view, "");
	size_t column = editor_show(editor, width, &view);
	const char *cursor = editor_text(editor) + editor->now.cursor;
	assert_true(column < width);
	assert_true(text_width(view.data) <= width);
	size_t before = text_fit(view.data, column), cluster = cluster_length(cursor);
	assert_int_equal(bytes_width(view.data, before), column);
	if (bytes_width(cursor, cluster) + column <= width && width >= 8) {
		assert_true(view.length - before >= cluster);
		assert_memory_equal(view.data + before, cursor, cluster);
	}
	if (editor->start == 0 && text_width(editor_text(editor)) < width)
		assert_string_equal(view.data, editor_text(editor));
	buf_done(&view);
}

static void random_change(struct editor *editor, struct model *model, uint64_t *seed)
{
	static const enum editor_action erasers[] = { EDITOR_BACKSPACE, EDITOR_DELETE };
	if (chance_below(seed, 3) > 0 && model->count < MODEL_MAX / 2) {
		const char *piece = pieces[chance_below(seed, COUNT_OF(pieces))];
		/* A flag's first half would make another flag of what follows. */
		if (chance_below(seed, 2) && !text_equal(piece, FLAG))
			type_all(editor, piece);
		else
			paste_all(editor, piece);
		model_insert(model, piece);
		return;
	}
	enum editor_action action = (enum editor_action)(chance_below(seed, EDITOR_UNDO));
	if (action >= EDITOR_KILL_WORD && chance_below(seed, 4))
		action = erasers[chance_below(seed, 2)];
	editor_do(editor, action);
	model_do(model, action);
}

static void random_session(uint64_t seed)
{
	struct editor editor;
	struct model model = { .count = 0 };
	editor_init(&editor, 100000);
	for (int i = 0; i < 3000; i++) {
		random_change(&editor, &model, &seed);
		assert_same(&editor, &model);
		assert_sound_view(&editor, 1 + chance_below(&seed, 40));
	}
	editor_done(&editor);
}

static void test_random(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 5; seed++)
		random_session(seed * 0x9e3779b97f4a7c15u);
}

/* Undoing everything leads back to the start, through nothing but states that were there, in their
 * order. */
static void test_random_undo(void **state)
{
	(void)state;
	uint64_t seed = 0x2545f4914f6cdd1du;
	for (int round = 0; round < 50; round++) {
		struct editor editor;
		struct model model = { .count = 0 };
		struct arena *arena = arena_new();
		struct text_list states = { 0 };
		editor_init(&editor, 100000);
		for (int i = 0; i < EDITOR_HISTORY; i++) {
			LIST_PUSH(arena, &states, arena_strdup(arena, editor_text(&editor)));
			random_change(&editor, &model, &seed);
		}
		size_t last = states.count;
		while (editor_do(&editor, EDITOR_UNDO)) {
			while (last > 0 && !text_equal(states.items[last - 1], editor_text(&editor)))
				last--;
			assert_true(last > 0);
		}
		assert_string_equal(editor_text(&editor), "");
		arena_free(arena);
		editor_done(&editor);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_random_undo),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
