/*
 * drawing_columns.c: from left to right: names, the firewall, the sites that face the Internet, those
 * behind them.
 */
#include "base/width.h"
#include "drawing_parts.h"

#define NAMES_MIN 13 /* the words Internet and firewall stand above, with a blank between them */
#define WALL 3       /* columns from the names to the firewall */
#define FIRST 6      /* and to the first boxes */
#define GAP 9        /* between boxes: a line, the trunk, the word proxy, a line, an arrow */
#define ENOUGH 18    /* a box is not narrower than this for lack of room */

struct columns {
	const struct sketch *sketch;
	size_t names;                     /* width */
	size_t first, second;             /* where boxes begin */
	size_t first_width, second_width; /* of boxes; 0: there are none */
	size_t height;
};

/* The boxes of one forest. */
struct placed {
	const struct drawn_forest *forest;
	size_t y; /* of its name */
	struct box_list front, behind;
};

struct placed_list LIST_OF(struct placed);

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t names_needed(const struct sketch *sketch)
{
	size_t needed = NAMES_MIN;
	LIST_EACH(const struct drawn_forest, forest, sketch->forests) {
		LIST_EACH(const struct drawn_site, site, forest->front) {
			for (size_t i = 0; i < hosts_shown(site); i++) {
				size_t width = text_width(host_shown(site, i, sketch->arena));
				needed = width > needed ? width : needed;
			}
		}
	}
	return needed;
}

/* Shares out `room` between the two columns; the one that needs less gets what it needs. */
static void share(struct columns *columns, size_t first, size_t second, size_t room)
{
	size_t half = room / 2;
	if (first > half)
		first = second > half ? half : smaller(first, room - second);
	columns->first_width = first;
	columns->second_width = smaller(second, room - first);
}

/* Names have what the boxes leave, or a third of the width. */
static bool measure(struct columns *columns, const struct sketch *sketch)
{
	size_t first = 0, second = 0;
	LIST_EACH(const struct drawn_forest, forest, sketch->forests) {
		size_t front = boxes_needed(&forest->front), behind = boxes_needed(&forest->behind);
		first = front > first ? front : first;
		second = behind > second ? behind : second;
	}
	*columns = (struct columns){ .sketch = sketch };
	size_t names = names_needed(sketch), others = FIRST + (second ? GAP : 0);
	size_t boxes = others + first + second, third = sketch->width / 3;
	size_t most = boxes + third < sketch->width ? sketch->width - boxes : third;
	columns->names = smaller(names, most);
	if (columns->names < NAMES_MIN || columns->names + others >= sketch->width)
		return false;
	columns->first = columns->names + FIRST;
	share(columns, first, second, sketch->width - columns->names - others);
	columns->second = columns->first + columns->first_width + GAP;
	return columns->first_width >= smaller(first, ENOUGH) &&
	        columns->second_width >= smaller(second, ENOUGH);
}

static size_t place_boxes(struct box_list *boxes, const struct site_list *sites, size_t x, size_t y,
        size_t width, struct arena *arena)
{
	LIST_EACH(const struct drawn_site, site, *sites)
		y = box_add(boxes, site, x, y, width, hosts_shown(site), arena);
	return y;
}

static struct placed_list place(struct columns *columns)
{
	const struct sketch *sketch = columns->sketch;
	struct placed_list list = { 0 };
	size_t y = 0;
	LIST_EACH(const struct drawn_forest, forest, sketch->forests) {
		struct placed *placed = LIST_ADD(sketch->arena, &list);
		placed->forest = forest;
		placed->y = y;
		size_t front = place_boxes(&placed->front, &forest->front, columns->first, y + 1,
		        columns->first_width, sketch->arena);
		size_t behind = place_boxes(&placed->behind, &forest->behind, columns->second, y + 1,
		        columns->second_width, sketch->arena);
		y = front > behind ? front : behind;
	}
	columns->height = y;
	return list;
}

/* The names that lead to a site; one that leads to the site before, too, comes from there. */
static void draw_names(struct board *board, const struct columns *columns, const struct box *box,
        const struct box *before)
{
	size_t y = box_entry(box), arrow = columns->first - 1, branch = columns->names + WALL - 1;
	for (size_t i = 0; i < hosts_shown(box->site); i++, y++) {
		size_t from = branch;
		if (before && hosts_same(before->site, box->site))
			board_down(board, branch, box_entry(before), y);
		else
			from = board_text(board, 0, y, columns->names,
			               host_shown(box->site, i, board->arena)) + 1;
		board_across(board, y, from, arrow);
		board_text(board, arrow, y, 1, ">");
	}
	board->is_cut |= box->site->hosts.count > HOSTS_MAX;
}

static void draw_forest(struct board *board, const struct columns *columns,
        const struct placed *placed)
{
	forest_draw(board, columns->first, placed->y, placed->forest);
	boxes_draw(board, &placed->front);
	boxes_draw(board, &placed->behind);
	if (!placed->forest->is_open)
		return;
	for (size_t i = 0; i < placed->front.count; i++)
		draw_names(board, columns, &placed->front.items[i],
		        i ? &placed->front.items[i - 1] : NULL);
	if (!placed->behind.count)
		return;
	const struct box *front = &placed->front.items[0];
	size_t border = front->x + front->width;
	board_across(board, box_entry(front), border, border + 1);
	proxies_draw(board, border + 1, box_entry(front), &placed->behind);
}

bool drawing_columns(const struct sketch *sketch, struct drawing *drawing)
{
	struct columns columns;
	struct board board;
	if (!measure(&columns, sketch))
		return false;
	struct placed_list list = place(&columns);
	if (columns.height > sketch->height)
		return false;
	size_t wall = columns.names + WALL;
	board_init(&board, sketch->width, columns.height, sketch->ascii, sketch->arena);
	board_text(&board, 0, 0, columns.names, "Internet");
	board_text(&board, wall - text_width("firewall") + 1, 0, sketch->width, "firewall");
	board_wall_down(&board, wall, 1, columns.height - 1);
	LIST_EACH(const struct placed, placed, list)
		draw_forest(&board, &columns, placed);
	*drawing = (struct drawing){ board_lines(&board), board.is_cut };
	return true;
}
