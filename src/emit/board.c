/* board.c */
#include "board.h"

#include "base/buf.h"
#include "base/quote.h"
#include "base/width.h"

/* To which sides the lines of a cell go. */
enum {
	NORTH = 1 << 0,
	EAST = 1 << 1,
	SOUTH = 1 << 2,
	WEST = 1 << 3,
	SIDES = NORTH | EAST | SOUTH | WEST,
	WALL_DOWN = 1 << 4,
	WALL_ACROSS = 1 << 5,
};

void board_init(struct board *board, size_t width, size_t height, bool ascii,
        struct arena *arena)
{
	*board = (struct board){ arena, width, height, ascii, false, NULL };
	board->cells = arena_alloc(arena, (width * height + 1) * sizeof(*board->cells));
}

static void add_sides(struct board *board, size_t x, size_t y, unsigned sides)
{
	if (x < board->width && y < board->height)
		board->cells[y * board->width + x].lines |= sides;
}

void board_across(struct board *board, size_t y, size_t first, size_t last)
{
	for (size_t x = first; x <= last && x < board->width; x++)
		add_sides(board, x, y, (x > first ? WEST : 0) | (x < last ? EAST : 0));
}

void board_down(struct board *board, size_t x, size_t first, size_t last)
{
	for (size_t y = first; y <= last && y < board->height; y++)
		add_sides(board, x, y, (y > first ? NORTH : 0) | (y < last ? SOUTH : 0));
}

void board_wall_across(struct board *board, size_t y, size_t first, size_t last)
{
	for (size_t x = first; x <= last && x < board->width; x++)
		add_sides(board, x, y, WALL_ACROSS);
}

void board_wall_down(struct board *board, size_t x, size_t first, size_t last)
{
	for (size_t y = first; y <= last && y < board->height; y++)
		add_sides(board, x, y, WALL_DOWN);
}

void board_box(struct board *board, size_t x, size_t y, size_t width, size_t height)
{
	board_across(board, y, x, x + width - 1);
	board_across(board, y + height - 1, x, x + width - 1);
	board_down(board, x, y, y + height - 1);
	board_down(board, x + width - 1, y, y + height - 1);
}

/* ---- texts ---- */

static void put_cluster(struct board *board, size_t x, size_t y, const char *text, size_t length,
        size_t width)
{
	for (size_t i = 0; i < width; i++) {
		struct board_cell *cell = &board->cells[y * board->width + x + i];
		*cell = (struct board_cell){ i ? "" : text, i ? 0 : length, 0 };
	}
}

char *board_drawable(const char *text, bool ascii, struct arena *arena)
{
	struct buf safe, out;
	buf_init(&safe);
	buf_init(&out);
	buf_puts(&safe, "");
	buf_puts(&out, "");
	quote_terminal(&safe, text);
	for (const char *at = safe.data; *at; at += cluster_length(at)) {
		size_t length = cluster_length(at), width = bytes_width(at, length);
		bool is_ascii = length == 1; /* what is left of that */
		if (width > 0 && (is_ascii || !ascii))
			buf_add(&out, at, length);
		for (size_t i = 0; width == 0 ? i < 1 : ascii && !is_ascii && i < width; i++)
			buf_putc(&out, '?');
	}
	char *copy = arena_strdup(arena, out.data);
	buf_done(&safe);
	buf_done(&out);
	return copy;
}

size_t board_text(struct board *board, size_t x, size_t y, size_t width, const char *text)
{
	if (x >= board->width || y >= board->height || width == 0)
		return 0;
	if (width > board->width - x)
		width = board->width - x;
	size_t used = 0, whole = text_width(text);
	const char *end = text + text_fit(text, whole > width ? width - 1 : width);
	for (const char *at = text; at < end; at += cluster_length(at)) {
		size_t length = cluster_length(at), cells = bytes_width(at, length);
		put_cluster(board, x + used, y, at, length, cells);
		used += cells;
	}
	if (whole <= width)
		return used;
	board->is_cut = true;
	const char *mark = board->ascii ? "~" : "\u2026";
	put_cluster(board, x + used, y, mark, cluster_length(mark), 1);
	return used + 1;
}

/* ---- out ---- */

static const char *line_text(const struct board *board, unsigned lines)
{
	/* By the four sides: north 1, east 2, south 4, west 8. */
	static const char *const drawn[] = {
		" ", "\u2502", "\u2500", "\u2514", "\u2502", "\u2502", "\u250c", "\u251c",
		"\u2500", "\u2518", "\u2500", "\u2534", "\u2510", "\u2524", "\u252c", "\u253c",
	};
	static const char ascii[][2] = {
		" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+",
	};
	if (lines & (WALL_DOWN | WALL_ACROSS) && board->ascii)
		return "#";
	if (lines & WALL_DOWN)
		return lines & (EAST | WEST) ? "\u256b" : "\u2551";
	if (lines & WALL_ACROSS)
		return lines & (NORTH | SOUTH) ? "\u256a" : "\u2550";
	return board->ascii ? ascii[lines & SIDES] : drawn[lines & SIDES];
}

static const char *row_text(const struct board *board, size_t y, struct buf *out)
{
	size_t end = 0;
	out->length = 0;
	buf_puts(out, "");
	for (size_t x = 0; x < board->width; x++) {
		const struct board_cell *cell = &board->cells[y * board->width + x];
		const char *text = cell->text ? cell->text : line_text(board, cell->lines);
		buf_add(out, text, cell->text ? cell->length : cluster_length(text));
		if (cell->lines || (cell->text && *cell->text != ' '))
			end = out->length;
	}
	return arena_strndup(board->arena, out->data, end);
}

struct texts board_lines(const struct board *board)
{
	struct text_list lines = { 0 };
	struct buf row;
	buf_init(&row);
	for (size_t y = 0; y < board->height; y++)
		LIST_PUSH(board->arena, &lines, row_text(board, y, &row));
	buf_done(&row);
	return texts_of(&lines);
}
