/* app/diff.c: what changes between two answer files. */
#include "commands.h"

#include "app/input.h"
#include "app/sheet.h"
#include "app/streams.h"
#include "base/text.h"
#include "core/diff.h"
#include "emit/json.h"

#define SIGN_WIDTH 2 /* "+ " */

static const struct node *own_day(const struct input *input)
{
	const struct node *node = answers_find(&input->answers, "policy.date");
	bool is_given = node && (node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED);
	return is_given && *node->value.text ? node : NULL;
}

/* A file without a day takes the other's, so that nothing depends on today. */
static void share_day(const struct app *app, struct input *one, struct input *other)
{
	if (!cli_has(app->cli, OPTION_DATE) && own_day(one) && !own_day(other))
		input_replan(app, other, one->request->date);
}

/* ---- text ---- */

static void lines_add(struct buf *out, char sign, enum ink ink, const struct text_list *lines,
        bool colour)
{
	const char mark[] = { sign, '\0' };
	LIST_EACH(const char *, line, *lines) {
		sheet_cell(out, colour, ink, mark, SIGN_WIDTH);
		sheet_words(out, *line, SIGN_WIDTH, SIGN_WIDTH + 2);
	}
}

/* What a step is for people: texts around its work change with every name that they mention. */
static bool is_of_work(const char *line)
{
	static const char *const others[] = { "why: ", "needs: ", "check: ", "undo: " };
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if (text_starts(line, others[i]))
			return false;
	}
	return true;
}

static struct text_list work_lines(const struct text_list *lines, struct arena *arena)
{
	struct text_list work = { 0 };
	LIST_EACH(const char *, line, *lines) {
		if (is_of_work(*line))
			LIST_PUSH(arena, &work, *line);
	}
	return work;
}

/* A step that only one plan has is its id and title, a changed one says its id first. False: no
 * work in it has changed, and nothing was added. */
static bool step_add(struct buf *out, const struct difference *difference, struct arena *arena,
        bool colour)
{
	bool is_old = difference->in_old;
	struct text_list removed = work_lines(&difference->removed, arena);
	struct text_list added = work_lines(&difference->added, arena);
	if (difference->in_old && difference->in_new) {
		if (removed.count + added.count == 0)
			return false;
		buf_printf(out, "%*s", SIGN_WIDTH, "");
		sheet_words(out, difference->key, SIGN_WIDTH, SIGN_WIDTH + 2);
		lines_add(out, '-', INK_BAD, &removed, colour);
		lines_add(out, '+', INK_GOOD, &added, colour);
		return true;
	}
	const char *title = is_old ? difference->removed.items[0] : difference->added.items[0];
	struct text_list whole = { 0 };
	LIST_PUSH(arena, &whole, arena_printf(arena, "%s: %s", difference->key, title));
	lines_add(out, is_old ? '-' : '+', is_old ? INK_BAD : INK_GOOD, &whole, colour);
	return true;
}

static void steps_add(struct buf *out, const struct diff_section *section, bool colour)
{
	struct arena *arena = arena_new();
	size_t quiet = 0;
	LIST_EACH(const struct difference, difference, section->differences)
		quiet += !step_add(out, difference, arena, colour);
	if (quiet > 0)
		sheet_words(out, arena_printf(arena, "Texts around the work (what it needs, why, "
		        "checks, the way back) read differently in %zu %s.", quiet,
		        quiet == 1 ? "more step" : "more steps"), 0, 0);
	arena_free(arena);
}

static void section_add(struct buf *out, const struct diff_section *section, bool colour)
{
	sheet_ink(out, colour, INK_BOLD, section->title);
	buf_putc(out, '\n');
	if (text_equal(section->id, "steps")) {
		steps_add(out, section, colour);
	} else {
		LIST_EACH(const struct difference, difference, section->differences) {
			lines_add(out, '-', INK_BAD, &difference->removed, colour);
			lines_add(out, '+', INK_GOOD, &difference->added, colour);
		}
	}
	buf_putc(out, '\n');
}

/* "Old: contoso.cfg, for 2026-11-22." */
static void side_add(struct buf *out, const char *label, const struct input *input,
        struct arena *arena)
{
	char day[DATE_TEXT_SIZE];
	date_format(input->request->date, day);
	sheet_words(out, arena_printf(arena, "%s: %s, planned for %s.", label,
	        input->answers.file, day), 0, 2);
}

static void diff_text(struct buf *out, const struct input *old, const struct input *new,
        const struct diff *diff, bool colour)
{
	struct arena *arena = arena_new();
	side_add(out, "Old (-)", old, arena);
	side_add(out, "New (+)", new, arena);
	if (date_compare(old->request->date, new->request->date) != 0)
		buf_puts(out, "The days differ: each file names its own (policy.date).\n");
	buf_putc(out, '\n');
	LIST_EACH(const struct diff_section, section, diff->sections) {
		if (section->differences.count > 0)
			section_add(out, section, colour);
	}
	if (diff->is_same)
		buf_puts(out, "Both plans are the same.\n");
	arena_free(arena);
}

/* ---- JSON ---- */

static void side_json(struct json *json, const char *key, const struct input *input)
{
	char day[DATE_TEXT_SIZE];
	date_format(input->request->date, day);
	json_object(json, key);
	json_text(json, "file", input->answers.file);
	json_text(json, "date", day);
	json_end(json);
}

static void section_json(struct json *json, const struct diff_section *section)
{
	json_list(json, section->id);
	LIST_EACH(const struct difference, difference, section->differences) {
		json_object(json, NULL);
		json_text(json, "key", difference->key);
		json_text(json, "change", !difference->in_new ? "removed" :
		        !difference->in_old ? "added" : "changed");
		json_texts(json, "removed", texts_of(&difference->removed));
		json_texts(json, "added", texts_of(&difference->added));
		json_end(json);
	}
	json_end(json);
}

static void diff_json(struct buf *out, const struct input *old, const struct input *new,
        const struct diff *diff)
{
	struct json json;
	json_init(&json, out);
	json_object(&json, NULL);
	json_text(&json, "format", "casplan-diff-1");
	side_json(&json, "old", old);
	side_json(&json, "new", new);
	json_flag(&json, "same", diff->is_same);
	json_object(&json, "differences");
	LIST_EACH(const struct diff_section, section, diff->sections)
		section_json(&json, section);
	json_end(&json);
	json_end(&json);
}

/* All that is wrong with both files is told in one run. */
static enum status both_read(const struct app *app, struct input *old, struct input *new)
{
	enum status first = input_read(app, old);
	if (first == STATUS_ENVIRONMENT || old->know.answers.count == 0)
		return first;
	enum status second = input_read_beside(app, app->cli->operands.items[1], old, new);
	return first == STATUS_FINE ? second : first;
}

enum status diff_run(const struct app *app)
{
	struct input old, new;
	struct buf out;
	enum status status = both_read(app, &old, &new);
	if (status != STATUS_FINE)
		return status;
	share_day(app, &old, &new);
	share_day(app, &new, &old);
	struct diff diff = diff_make(old.plan, old.proof, new.plan, new.proof, app->arena);
	buf_init(&out);
	if (cli_has(app->cli, OPTION_JSON))
		diff_json(&out, &old, &new, &diff);
	else if (!app->quiet)
		diff_text(&out, &old, &new, &diff, app->colour);
	stdout_add(&out);
	buf_done(&out);
	return diff.is_same ? STATUS_FINE : STATUS_FOUND;
}
