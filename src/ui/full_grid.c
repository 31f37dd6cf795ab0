/* full_grid.c: services and what each of them has, as a table with a cursor on one cell. */
#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "full_parts.h"
#include "words.h"

#define SERVICE_COLUMNS 18
#define TEXT_COLUMNS 30 /* of a column that holds hosts */

static struct flow_grid grid_of(struct full *full)
{
	return flow_grid(full->flow, &full->spot, full->paint);
}

static const char *column_title(const struct full *full, const char *column)
{
	const struct column_row *row = flow_column(&full->spot, column);
	return row && row->label ? row->label : column;
}

/* Its cells are typed, not chosen. */
static bool is_typed(const struct full *full, const char *column, struct arena *arena)
{
	return flow_cell_choices(&full->spot, column, arena).count == 0;
}

static const char *cell_path(struct full *full, const struct flow_grid *grid, size_t row,
        size_t column, struct arena *arena)
{
	return flow_cell(full->flow, &full->spot, grid->services.items[row],
	        grid->columns.items[column], arena);
}

/* ---- what the cells show ---- */

static const char *cell_words(struct full *full, const char *path, struct flow_answer *answer)
{
	*answer = flow_answer(full->flow, path, full->paint);
	const char *text = answer->draft ? answer->draft : answer->text;
	if (!text || !*text)
		return "-";
	return value_words(text);
}

static size_t column_width(struct full *full, const struct flow_grid *grid, size_t column)
{
	const char *name = grid->columns.items[column];
	size_t width = text_width(column_title(full, name));
	if (is_typed(full, name, full->paint))
		return TEXT_COLUMNS;
	for (size_t i = 0; i < grid->services.count; i++) {
		struct flow_answer answer;
		const char *path = cell_path(full, grid, i, column, full->paint);
		size_t cells = path ? text_width(cell_words(full, path, &answer)) + 1 : 0;
		width = cells > width ? cells : width;
	}
	return width;
}

static const char *cell_problem(struct full *full, const char *path)
{
	struct flow_answer answer = flow_answer(full->flow, path, full->paint);
	const struct flow_problem *problem = flow_problem_of(full->flow, path);
	if (answer.draft)
		return answer.draft_problem;
	return problem && !problem->is_missing ? problem->text : NULL;
}

/* A dot behind what nobody answered: it is the default. */
static void cell_draw(struct full *full, struct canvas *canvas, const char *path, size_t line,
        size_t at, size_t width)
{
	struct flow_answer answer;
	const char *words = cell_words(full, path, &answer);
	enum style style = cell_problem(full, path) ? STYLE_BAD
	                   : answer.given           ? STYLE_STRONG : STYLE_PLAIN;
	canvas_put_cut(canvas, line, at, width, style, words);
}

/* The columns that fit from `left` on; the focused one is among them. */
static size_t columns_fit(struct full *full, const struct flow_grid *grid, size_t room)
{
	size_t used = 0, count = 0;
	for (size_t i = full->left; i < grid->columns.count; i++, count++) {
		used += column_width(full, grid, i) + 3;
		if (used > room && count)
			break;
	}
	return count;
}

static void columns_scroll(struct full *full, const struct flow_grid *grid, size_t room)
{
	/* A screen of another size shows as much as it can. */
	if (full->room != room || full->column < full->left)
		full->left = full->room != room ? 0 : full->column;
	full->room = room;
	while (full->column >= full->left + columns_fit(full, grid, room))
		full->left++;
}

static void scroll_to_cell(struct full *full, const struct flow_grid *grid, struct box box)
{
	size_t shown = box.rows - 1, count = grid->services.count;
	struct rows *rows = &full->rows;
	columns_scroll(full, grid, box.columns - SERVICE_COLUMNS - 2);
	rows->focus = full->row;
	rows->shown = shown;
	rows->first = box.row + 1;
	if (rows->focus < rows->top)
		rows->top = rows->focus;
	if (rows->focus >= rows->top + shown)
		rows->top = rows->focus + 1 - shown;
	if (rows->top + shown > count)
		rows->top = count > shown ? count - shown : 0;
}

static void service_draw(struct full *full, struct canvas *canvas, const struct flow_grid *grid,
        size_t row, size_t line, size_t columns)
{
	bool here = row == full->row;
	canvas_put(canvas, line, 1, SERVICE_COLUMNS, STYLE_PLAIN, grid->services.items[row]);
	size_t at = SERVICE_COLUMNS + 1;
	for (size_t i = full->left; i < full->left + columns && i < grid->columns.count; i++) {
		const char *path = cell_path(full, grid, row, i, full->paint);
		size_t width = column_width(full, grid, i);
		bool focused = here && i == full->column;
		if (path)
			cell_draw(full, canvas, path, line, at + 1, width);
		if (focused) {
			canvas_put(canvas, line, at - 1, 1, STYLE_STRONG, ">");
			canvas_cursor(canvas, line, at - 1);
		}
		if (focused && field_is_open(full))
			editor_draw(full, &full->field.editor, canvas, line, at, width + 2);
		at += width + 3;
	}
}

static void titles_draw(struct full *full, struct canvas *canvas, const struct flow_grid *grid,
        size_t line, size_t columns)
{
	size_t at = SERVICE_COLUMNS + 2;
	for (size_t i = full->left; i < full->left + columns && i < grid->columns.count; i++) {
		canvas_put(canvas, line, at, canvas->columns, STYLE_KEY,
		        column_title(full, grid->columns.items[i]));
		at += column_width(full, grid, i) + 3;
	}
	if (full->left)
		canvas_put(canvas, line, SERVICE_COLUMNS, 1, STYLE_KEY, "<");
	if (full->left + columns < grid->columns.count)
		canvas_put(canvas, line, at - 2, 1, STYLE_KEY, ">");
}

static void grid_draw(struct full *full, struct canvas *canvas, struct box box)
{
	struct flow_grid grid = grid_of(full);
	if (box.rows < 2)
		return;
	scroll_to_cell(full, &grid, box);
	size_t columns = columns_fit(full, &grid, box.columns - SERVICE_COLUMNS - 2);
	titles_draw(full, canvas, &grid, box.row, columns);
	for (size_t i = 0; i + 1 < box.rows && full->rows.top + i < grid.services.count; i++)
		service_draw(full, canvas, &grid, full->rows.top + i, box.row + 1 + i, columns);
	if (full->rows.top + box.rows - 1 < grid.services.count)
		canvas_put(canvas, box.row + box.rows - 1, box.column + box.columns - 1, 1,
		        STYLE_KEY, "v");
	if (full->rows.top)
		canvas_put(canvas, box.row + 1, box.column + box.columns - 1, 1, STYLE_KEY, "^");
}

/* ---- keys ---- */

static bool cell_exists(struct full *full, const struct flow_grid *grid, size_t row, size_t column)
{
	return cell_path(full, grid, row, column, full->paint) != NULL;
}

/* To the next cell in one direction that there is. */
static void cell_move(struct full *full, const struct flow_grid *grid, int down, int right)
{
	size_t row = full->row, column = full->column;
	do {
		row += (size_t)down;
		column += (size_t)right;
		if (row >= grid->services.count || column >= grid->columns.count)
			return;
	} while (!cell_exists(full, grid, row, column));
	full->row = row;
	full->column = column;
}

/* The choice behind the one that stands there; NULL: it is typed. */
static const char *next_value(const struct flow_choices *choices, const char *now)
{
	for (size_t i = 0; i < choices->count; i++) {
		if (text_equal(choices->items[i].value, now))
			return choices->items[(i + 1) % choices->count].value;
	}
	return choices->count ? choices->items[0].value : NULL;
}

static void cell_turn(struct full *full, const struct flow_grid *grid, const char *path)
{
	struct flow_choices choices = flow_cell_choices(&full->spot,
	        grid->columns.items[full->column], full->scratch);
	struct flow_answer answer = flow_answer(full->flow, path, full->scratch);
	const char *next = next_value(&choices, answer.text);
	if (next)
		(void)full_set(full, path, next);
	else
		field_open(full, FLOW_NOWHERE, answer.text ? answer.text : "");
}

static void cell_clear(struct full *full, const char *path)
{
	if (!full_may_change(full))
		return;
	flow_clear(full->flow, path);
	full_changed(full);
}

static enum taken field_in_cell(struct full *full, const struct key *key, const char *path)
{
	if (key->code != KEY_IS_ENTER && key->code != KEY_IS_UP && key->code != KEY_IS_DOWN)
		return editor_key(full, &full->field.editor, key);
	const char *text = arena_strdup(full->scratch, editor_text(&full->field.editor));
	if (field_is_changed(full)) {
		if (*text)
			(void)full_set(full, path, text);
		else
			cell_clear(full, path);
	}
	field_close(full);
	return TAKEN;
}

static const struct {
	enum key_code code;
	uint32_t letter; /* its twin */
	int down, right;
} moves[] = {
	{ KEY_IS_UP, 'k', -1, 0 }, { KEY_IS_DOWN, 'j', 1, 0 }, { KEY_IS_LEFT, 'h', 0, -1 },
	{ KEY_IS_RIGHT, 'l', 0, 1 }, { KEY_IS_TAB, 0, 0, 1 }, { KEY_IS_BACKTAB, 0, 0, -1 },
};

static bool move_take(struct full *full, const struct flow_grid *grid, const struct key *key)
{
	for (size_t i = 0; i < COUNT_OF(moves); i++) {
		if (moves[i].code == key->code ||
		        (key->code == KEY_IS_CHAR && moves[i].letter == key->ch)) {
			cell_move(full, grid, moves[i].down, moves[i].right);
			return true;
		}
	}
	return false;
}

/* Keys that change the cell under the cursor. Where hosts stand, a letter begins one. */
static enum taken cell_key(struct full *full, const struct flow_grid *grid, const struct key *key,
        const char *path)
{
	bool is_text = is_typed(full, grid->columns.items[full->column], full->scratch);
	if (key->code == KEY_IS_DELETE || key->code == KEY_IS_BACKSPACE ||
	        (key->code == KEY_IS_CHAR && key->ch == '-' && !is_text)) {
		cell_clear(full, path);
	} else if (key->code == KEY_IS_CHAR && key->ch == ' ') {
		cell_turn(full, grid, path);
	} else if (is_text && (key->code == KEY_IS_CHAR || key->code == KEY_IS_PASTE)) {
		field_open(full, FLOW_NOWHERE, "");
		return editor_key(full, &full->field.editor, key);
	} else {
		return TAKEN_NOT;
	}
	return TAKEN;
}

static enum taken grid_key(struct full *full, const struct key *key)
{
	struct flow_grid grid = flow_grid(full->flow, &full->spot, full->scratch);
	const char *path = cell_path(full, &grid, full->row, full->column, full->scratch);
	bool typed = is_typed(full, grid.columns.items[full->column], full->scratch);
	if (field_is_open(full))
		return field_in_cell(full, key, path);
	if (key->code == KEY_IS_ENTER)
		return TAKEN_DONE;
	if ((key->code != KEY_IS_CHAR || !typed) && move_take(full, &grid, key))
		return TAKEN;
	return path ? cell_key(full, &grid, key, path) : TAKEN_NOT;
}

static void grid_begin(struct full *full)
{
	struct flow_grid grid = flow_grid(full->flow, &full->spot, full->view);
	while (full->row + 1 < grid.services.count &&
	        !cell_exists(full, &grid, full->row, full->column))
		full->row++;
}

static void grid_leave(struct full *full)
{
	struct flow_grid grid = flow_grid(full->flow, &full->spot, full->scratch);
	const char *path = cell_path(full, &grid, full->row, full->column, full->scratch);
	if (path && field_is_changed(full))
		flow_draft(full->flow, path, editor_text(&full->field.editor));
}

static void grid_moved(struct full *full)
{
	full->row = full->rows.focus;
}

static size_t grid_wanted(const struct full *full)
{
	return full->rows.list.count + 1;
}

/* The rows are only counted and clicked at. */
static void grid_fill(struct full *full)
{
	struct flow_grid grid = flow_grid(full->flow, &full->spot, full->view);
	for (size_t i = 0; i < grid.services.count; i++)
		rows_add(full, grid.services.items[i]);
}

static void grid_explain(struct full *full, struct page *page)
{
	struct flow_grid grid = grid_of(full);
	const char *path = cell_path(full, &grid, full->row, full->column, full->paint);
	const char *problem = path ? cell_problem(full, path) : NULL;
	if (problem)
		page_words(page, STYLE_BAD, 0, 2, arena_printf(full->paint, "! %s", problem));
	if (!path)
		return;
	struct flow_answer answer = flow_answer(full->flow, path, full->paint);
	const char *service = grid.services.items[full->row];
	const char *column = grid.columns.items[full->column];
	struct flow_choices choices = flow_cell_choices(&full->spot, column, full->paint);
	const struct flow_choice *standing = NULL;
	LIST_EACH(const struct flow_choice, choice, choices) {
		if (text_equal(choice->value, answer.text))
			standing = choice;
	}
	page_words(page, STYLE_STRONG, 0, 0, arena_printf(full->paint, "%s, %s: %s%s", service,
	        column_title(full, column), answer.text && *answer.text ? value_words(answer.text) : "-",
	        answer.given ? "" : arena_printf(full->paint, " (%s)", origin_words(answer.origin))));
	explain_help(page, flow_explain_cell(full->flow, &full->spot, service, column, standing,
	        full->paint));
}

static const struct hint grid_hints[] = {
	{ "Enter", NULL, "Go on", "ok" },
	{ "Space", NULL, "Change", "change" },
	{ "Del", "-", "Default", NULL },
	{ "Esc", "^B", "Back", "back" },
	{ "Arrows", NULL, "Move", NULL },
};

const struct full_kind full_grid = {
	.fill = grid_fill,
	.begin = grid_begin,
	.key = grid_key,
	.moved = grid_moved,
	.leave = grid_leave,
	.wanted = grid_wanted,
	.draw = grid_draw,
	.explain = grid_explain,
	.hints = HINTS(grid_hints),
};
