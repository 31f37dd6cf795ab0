/* full_draw.c: the frame around the question. */
#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "full_parts.h"

#define PROMPT_ROWS 3
#define MESSAGE_ROWS 3
#define HINT_GAP 2
#define WAIT_LEAST 12 /* columns for words to be wrapped in */

/* ---- title and keys ---- */

static const char *state_words(const struct full *full)
{
	if (full->unsaved)
		return "NOT SAVED";
	return full->options.read_only ? "read only" : "saved";
}

/* The first that fits, else the last, which is cut. */
static const char *fitting(size_t width, const char *const *ways)
{
	while (ways[1] && text_width(*ways) > width)
		ways++;
	return *ways;
}

/* Of which site a question is must be seen, whatever else there is no room for. */
static const char *title_words(struct full *full, size_t width)
{
	const struct flow_spot *spot = &full->spot;
	const char *part = spot->place->part, *title = spot->screen->title;
	const char *whole = spot->instance, *inner = spot->innermost;
	struct arena *arena = full->paint;
	if (full->over && full->over_title)
		return arena_printf(arena, "casplan  %s", full->over_title);
	if (!*whole)
		return fitting(width, (const char *[]){
			arena_printf(arena, "casplan  %s: %s", part, title),
			arena_printf(arena, "%s: %s", part, title), title, NULL });
	return fitting(width, (const char *[]){
		arena_printf(arena, "casplan  %s: %s (%s)", part, title, whole),
		arena_printf(arena, "%s: %s (%s)", part, title, whole),
		arena_printf(arena, "%s (%s)", title, whole),
		arena_printf(arena, "%s (%s)", title, inner),
		arena_printf(arena, "%s: %s", inner, title), NULL });
}

void frame_title(struct canvas *canvas, struct box box, const char *left, const char *right,
        enum style style)
{
	size_t width = text_width(right), room = box.columns - width - 2;
	canvas_put_cut(canvas, box.row, 1, room, STYLE_STRONG, left);
	canvas_put(canvas, box.row, box.columns - width, width, style, right);
	canvas_rule(canvas, box.row + 1, 0, box.columns);
}

static void title_draw(struct full *full, struct canvas *canvas, struct box box)
{
	const char *right = arena_printf(full->paint, "%zu of %zu  %s ", flow_here(full->flow) + 1,
	        flow_count(full->flow), state_words(full));
	frame_title(canvas, box, title_words(full, box.columns - text_width(right) - 2), right,
	        full->unsaved ? STYLE_BAD : STYLE_PLAIN);
}

static const struct hint everywhere[] = {
	{ "F1", "^G", "Help", "help" },
	{ "F2", "^P", "Plan", "" },
	{ "F3", "^T", "Proof", "" },
	{ "F5", "^R", "Review", "" },
	{ "F10", "^X", "Save and leave", "leave" },
};

static size_t hint_width(const struct hint *hint, bool brief)
{
	const char *word = brief ? hint->brief : hint->word;
	size_t twin = hint->twin ? text_width(hint->twin) + (brief ? 0 : 1) : 0;
	return text_width(hint->key) + twin + text_width(word) + (*word ? 1 : 0);
}

/* Those that fit on the line; the rest stand in the help. */
static void hints_draw(struct canvas *canvas, size_t row, size_t columns, struct hints hints,
        bool brief)
{
	size_t column = 1, gap = brief ? 1 : HINT_GAP;
	for (size_t i = 0; i < hints.count; i++) {
		const struct hint *hint = &hints.items[i];
		const char *word = brief ? hint->brief : hint->word;
		if (!word)
			continue;
		if (column + hint_width(hint, brief) > columns)
			break;
		column += canvas_put(canvas, row, column, columns, STYLE_KEY, hint->key);
		if (hint->twin) {
			column += brief ? 0 : 1;
			column += canvas_put(canvas, row, column, columns, STYLE_KEY, hint->twin);
		}
		column += *word ? 1 : 0;
		column += canvas_put(canvas, row, column, columns, STYLE_PLAIN, word) + gap;
	}
}

static bool hints_fit(struct hints hints, size_t columns)
{
	size_t column = 1;
	for (size_t i = 0; i < hints.count; i++)
		column += (i ? HINT_GAP : 0) + hint_width(&hints.items[i], false);
	return column <= columns;
}

/* The second line is in brief rather than cut: its last key is the way out. */
void frame_keys(struct canvas *canvas, struct box box, struct hints here, struct hints always)
{
	if (canvas->rows >= LAYOUT_HELP_ROWS)
		canvas_rule(canvas, box.row - 1, 0, box.columns);
	hints_draw(canvas, box.row, box.columns, here, box.columns < LAYOUT_HELP_COLUMNS);
	hints_draw(canvas, box.row + 1, box.columns, always, !hints_fit(always, box.columns));
}

static void keys_draw(struct full *full, struct canvas *canvas, struct box box)
{
	static const struct hints always = HINTS(everywhere);
	const struct full_kind *kind = full->kind;
	struct hints here = kind->hints_now ? kind->hints_now(full) : kind->hints;
	frame_keys(canvas, box, full->over ? full->over->hints : here, always);
}

/* ---- messages ---- */

/* What is wrong with what stands here, as long as it does. */
static const char *standing_problem(struct full *full)
{
	if (!full->spot.row)
		return NULL;
	struct flow_answer answer = flow_answer(full->flow, full->spot.path, full->paint);
	const struct flow_problem *problem = flow_problem_of(full->flow, full->spot.path);
	if (answer.draft)
		return answer.draft_problem;
	return problem && !problem->is_missing ? problem->text : NULL;
}

/* What does not fit is not shown. */
static struct page *messages_page(struct full *full, size_t width)
{
	struct page *page = page_new(width - 2, full->paint);
	const char *error = full->error ? full->error : standing_problem(full);
	if (full->unsaved)
		page_words(page, STYLE_BAD, 0, 2, arena_printf(full->paint, "NOT SAVED: %s",
		        full->unsaved));
	if (error)
		page_words(page, STYLE_BAD, 0, 2, arena_printf(full->paint, "! %s", error));
	if (full->notice && *full->notice)
		page_words(page, STYLE_GOOD, 0, 2, full->notice);
	return page;
}

/* ---- the question ---- */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static struct page *prompt_page(struct full *full, size_t width)
{
	struct page *page = page_new(least(width - 2, LAYOUT_TEXT_COLUMNS), full->paint);
	page_words(page, STYLE_STRONG, 0, 0, full->spot.question->prompt);
	if (flow_is_renewed(full->flow, full->spot.path))
		page_words(page, STYLE_WARNING, 0, 0, "New or changed since you answered it.");
	return page;
}

static void rows_or_kind_draw(struct full *full, struct canvas *canvas, struct box box)
{
	if (full->kind->draw)
		full->kind->draw(full, canvas, box);
	else if (full->explains)
		rows_draw(&full->rows, canvas, box);
	else
		rows_draw_telling(&full->rows, canvas, box, full->paint);
}

static void body_draw(struct full *full, struct canvas *canvas, struct box box)
{
	struct page *prompt = prompt_page(full, box.columns);
	struct page *messages = messages_page(full, box.columns);
	full->notice_is_drawn = true;
	size_t above = least(prompt->lines.count, PROMPT_ROWS);
	size_t below = least(messages->lines.count, MESSAGE_ROWS);
	if (above + below + 1 > box.rows)
		below = box.rows > above + 1 ? box.rows - above - 1 : 0;
	page_draw(prompt, 0, canvas, box.row, box.column + 1, above);
	struct box inner = { box.row + above, box.column, box.rows - above - below, box.columns };
	if (inner.rows > full->rows.list.count && !full->kind->draw) {
		inner.row++;
		inner.rows--;
	}
	rows_or_kind_draw(full, canvas, inner);
	page_draw(messages, 0, canvas, box.row + box.rows - below, box.column + 1, below);
}

/* ---- the explanation ---- */

static const char *about_words(struct full *full)
{
	const struct row *row = rows_focused(full);
	if (full->choices.count && row && row->index < full->choices.count)
		return full->choices.items[row->index].label;
	return full->spot.screen->title;
}

/* The cursor passes over the same choices again and again: each is explained once. */
static const struct page *help_page(struct full *full, size_t width)
{
	const struct row *row = rows_focused(full);
	bool is_choice = !full->kind->explain && row && row->index < full->choices.count;
	if (is_choice && !full->explained)
		full->explained = arena_alloc(full->view,
		        full->choices.count * sizeof(struct page *));
	struct page *page = is_choice ? full->explained[row->index] : NULL;
	if (page && page->width == width)
		return page;
	page = page_new(width, is_choice ? full->view : full->paint);
	full_explain(full, page);
	if (is_choice)
		full->explained[row->index] = page;
	return page;
}

void frame_about(struct canvas *canvas, struct box box, const char *about)
{
	canvas_rule(canvas, box.row - 1, box.column, box.columns);
	canvas_put_cut(canvas, box.row - 1, box.column + 3, box.columns - 22, STYLE_PLAIN, about);
}

static void help_draw(struct full *full, struct canvas *canvas, struct box box)
{
	const struct page *page = help_page(full, least(box.columns - 2, LAYOUT_TEXT_COLUMNS));
	full->help_rows = page->lines.count;
	full->help_shown = box.rows;
	size_t last = full->help_rows > box.rows ? full->help_rows - box.rows : 0;
	full->help_top = least(full->help_top, last);
	frame_about(canvas, box, arena_printf(full->paint, " About: %s ", about_words(full)));
	if (last)
		canvas_put(canvas, box.row - 1, box.column + box.columns - 18, 16, STYLE_KEY,
		        full->rows.list.count > full->rows.shown ? " F1 ^G: more "
		        : full->help_top < last ? " PgDn: more " : " PgUp: more ");
	page_draw(page, full->help_top, canvas, box.row, box.column + 1, box.rows);
}

/* ---- everything ---- */

void frame_wait(struct canvas *canvas, struct arena *paint)
{
	size_t width = canvas->columns > WAIT_LEAST ? canvas->columns : WAIT_LEAST;
	struct page *page = page_new(width, paint);
	page_printf(page, STYLE_PLAIN, 0, "%dx%d needed, %zux%zu here; ^X leaves",
	        LAYOUT_MIN_COLUMNS, LAYOUT_MIN_ROWS, canvas->columns, canvas->rows);
	page_draw(page, 0, canvas, 0, 0, canvas->rows);
}

/* The prompt, a blank row, what is asked, and what is said below it. */
static size_t rows_wanted(struct full *full, size_t columns)
{
	size_t rows = full->kind->wanted ? full->kind->wanted(full) : full->rows.list.count;
	return least(prompt_page(full, columns)->lines.count, PROMPT_ROWS) + 1 + rows +
	       least(messages_page(full, columns)->lines.count, MESSAGE_ROWS);
}

static void over_draw(struct full *full, struct canvas *canvas, const struct layout *layout)
{
	struct box box = layout->body;
	box.columns = canvas->columns;
	box.rows = layout->keys.row - box.row - (canvas->rows >= LAYOUT_HELP_ROWS ? 1 : 0);
	full->over->draw(full, canvas, box);
}

void full_draw(struct full *full, struct canvas *canvas)
{
	full->paint = arena_renew(full->paint);
	size_t help = full->kind->long_list ? LAYOUT_HELP_LEAST_LONG : LAYOUT_HELP_LEAST;
	struct layout layout = layout_make(canvas->rows, canvas->columns, 0, help);
	if (!layout.waits && !full->over)
		layout = layout_make(canvas->rows, canvas->columns,
		        rows_wanted(full, layout.body.columns), help);
	full->waits = layout.waits;
	full->wide = layout.side.rows > 0;
	full->explains = layout.help.rows > 0;
	full->ascii = canvas->ascii;
	full->side_columns = layout.side.columns;
	if (layout.waits) {
		frame_wait(canvas, full->paint);
		return;
	}
	title_draw(full, canvas, layout.title);
	keys_draw(full, canvas, layout.keys);
	if (full->over) {
		over_draw(full, canvas, &layout);
		return;
	}
	body_draw(full, canvas, layout.body);
	if (layout.help.rows)
		help_draw(full, canvas, layout.help);
	if (layout.side.rows)
		side_draw(full, canvas, layout.side);
}
