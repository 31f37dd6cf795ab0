/*
 * drawing_tree.c: from above: the Internet, the firewall, and sites on a trunk that comes through it;
 * as boxes, or, where these find no room, as one line each.
 */
#include "base/text.h"
#include "base/width.h"
#include "drawing_parts.h"

#define TRUNK 2
#define ARROW 3
#define INSIDE 4         /* where boxes and texts begin */
#define BRANCH 6         /* trunk of the sites behind a box */
#define BEHIND 14        /* where their boxes begin */
#define BOXES_WIDTH 34   /* at least, for boxes */
#define WALL_Y 1
#define TOP 2            /* the first row behind the firewall */

/* ---- boxes ---- */

struct tree {
	const struct sketch *sketch;
	struct board board; /* of height 0 while the height is measured */
	size_t y;
};

static bool names_differ(const struct drawn_site *site, const struct drawn_site *before)
{
	return !before || !hosts_same(site, before);
}

static void tree_names(struct tree *tree, const struct drawn_site *site)
{
	for (size_t i = 0; i < hosts_shown(site); i++)
		board_text(&tree->board, INSIDE, tree->y++, tree->sketch->width,
		        host_shown(site, i, tree->sketch->arena));
	tree->board.is_cut |= site->hosts.count > HOSTS_MAX;
}

/* One box at `x`; gives it. */
static struct box tree_box(struct tree *tree, const struct drawn_site *site, size_t x)
{
	struct box_list boxes = { 0 };
	size_t width = box_needed(site), room = tree->sketch->width - x;
	tree->y = box_add(&boxes, site, x, tree->y, width < room ? width : room, 0,
	        tree->sketch->arena);
	boxes_draw(&tree->board, &boxes);
	return boxes.items[0];
}

static void tree_behind(struct tree *tree, const struct site_list *behind)
{
	struct box_list boxes = { 0 };
	size_t from = tree->y - 1; /* the front's lower border */
	LIST_EACH(const struct drawn_site, site, *behind)
		LIST_PUSH(tree->sketch->arena, &boxes, tree_box(tree, site, BEHIND));
	proxies_draw(&tree->board, BRANCH, from, &boxes);
}

static void tree_forest(struct tree *tree, const struct drawn_forest *forest)
{
	const struct drawn_site *before = NULL;
	if (tree->sketch->forests.count > 1)
		forest_draw(&tree->board, INSIDE, tree->y++, forest);
	LIST_EACH(const struct drawn_site, site, forest->front) {
		if (forest->is_open && names_differ(site, before))
			tree_names(tree, site);
		struct box box = tree_box(tree, site, INSIDE);
		if (forest->is_open) {
			board_down(&tree->board, TRUNK, WALL_Y, box_entry(&box));
			board_across(&tree->board, box_entry(&box), TRUNK, ARROW);
			board_text(&tree->board, ARROW, box_entry(&box), 1, ">");
		}
		if (!before)
			tree_behind(tree, &forest->behind);
		before = site;
	}
}

static void draw_top(struct board *board)
{
	board_text(board, 0, 0, board->width, "Internet");
	board_wall_across(board, WALL_Y, 0, board->width - 1);
	board_text(board, INSIDE, WALL_Y, board->width, " firewall ");
}

/* Draws on a board of the given height; gives the height that is needed. */
static size_t tree_draw(struct tree *tree, size_t height)
{
	const struct sketch *sketch = tree->sketch;
	board_init(&tree->board, sketch->width, height, sketch->ascii, sketch->arena);
	draw_top(&tree->board);
	tree->y = TOP;
	LIST_EACH(const struct drawn_forest, forest, sketch->forests)
		tree_forest(tree, forest);
	return tree->y;
}

bool drawing_boxes(const struct sketch *sketch, struct drawing *drawing)
{
	struct tree tree = { .sketch = sketch };
	if (sketch->width < BOXES_WIDTH)
		return false;
	size_t height = tree_draw(&tree, 0);
	if (height > sketch->height)
		return false;
	tree_draw(&tree, height);
	*drawing = (struct drawing){ board_lines(&tree.board), tree.board.is_cut };
	return true;
}

/* ---- lines ---- */

#define LABEL 5          /* where the names of sites begin */
#define LABEL_BEHIND 8   /* of those behind others */
#define SPACE 2          /* between columns */
#define SERVERS_MIN 8    /* no column of servers is narrower */
#define LEGEND_X 10

struct table {
	const struct sketch *sketch;
	struct board board;
	size_t hosts, servers;             /* where columns begin; servers 0: no room */
	size_t hosts_width, servers_width;
	size_t y;
	size_t left_out;                   /* sites */
};

static const char *label_text(const struct drawn_site *site, struct arena *arena)
{
	return arena_printf(arena, "%s%s", site->title, site->has_autodiscover ? " *" : "");
}

/* "mail.contoso.com +1" */
static const char *hosts_text(const struct drawn_site *site, struct arena *arena)
{
	if (site->hosts.count < 2)
		return site->hosts.count ? site->hosts.items[0] : "";
	return arena_printf(arena, "%s +%zu", site->hosts.items[0], site->hosts.count - 1);
}

static void measure_site(struct table *table, const struct drawn_site *site, size_t x,
        size_t *labels)
{
	struct arena *arena = table->sketch->arena;
	size_t end = x + text_width(label_text(site, arena));
	size_t hosts = text_width(hosts_text(site, arena));
	*labels = end > *labels ? end : *labels;
	table->hosts_width = hosts > table->hosts_width ? hosts : table->hosts_width;
}

static void measure(struct table *table)
{
	size_t labels = 0, width = table->sketch->width, most = LABEL + width * 2 / 5;
	LIST_EACH(const struct drawn_forest, forest, table->sketch->forests) {
		LIST_EACH(const struct drawn_site, site, forest->front)
			measure_site(table, site, LABEL, &labels);
		LIST_EACH(const struct drawn_site, site, forest->behind)
			measure_site(table, site, LABEL_BEHIND, &labels);
	}
	if (labels + SPACE + table->hosts_width > width && labels > most)
		labels = most;
	table->hosts = labels + SPACE;
	size_t servers = table->hosts + table->hosts_width + (table->hosts_width ? SPACE : 0);
	if (servers + SERVERS_MIN <= width) {
		table->servers = servers;
		table->servers_width = width - servers;
	}
}

/* The last row says how many sites find none. */
static bool has_row(const struct table *table, size_t rows)
{
	return table->y + 1 < table->sketch->height || rows <= table->sketch->height;
}

static void put_site(struct table *table, const struct drawn_site *site, size_t x, size_t rows)
{
	struct arena *arena = table->sketch->arena;
	struct board *board = &table->board;
	if (!has_row(table, rows)) {
		table->left_out++;
		table->y++;
		return;
	}
	board_text(board, x, table->y, table->hosts - SPACE - x, label_text(site, arena));
	board_text(board, table->hosts, table->y, table->sketch->width, hosts_text(site, arena));
	if (table->servers)
		board_text(board, table->servers, table->y, table->servers_width,
		        texts_join(arena, site->servers, " "));
	board->is_cut |= site->hosts.count > 1 || (!table->servers && site->servers.count);
	table->y++;
}

static void put_arrow(struct table *table, size_t trunk, size_t from_y)
{
	board_down(&table->board, trunk, from_y, table->y);
	board_across(&table->board, table->y, trunk, trunk + 1);
	board_text(&table->board, trunk + 1, table->y, 1, ">");
}

static void put_behind(struct table *table, const struct site_list *behind, size_t rows)
{
	size_t from = table->y - 1;
	LIST_EACH(const struct drawn_site, site, *behind) {
		if (has_row(table, rows))
			put_arrow(table, LABEL, from);
		put_site(table, site, LABEL_BEHIND, rows);
	}
}

static void put_forest(struct table *table, const struct drawn_forest *forest, size_t rows)
{
	bool is_first = true;
	if (table->sketch->forests.count > 1) {
		if (has_row(table, rows))
			forest_draw(&table->board, INSIDE, table->y, forest);
		table->y++;
	}
	LIST_EACH(const struct drawn_site, site, forest->front) {
		if (forest->is_open && has_row(table, rows))
			put_arrow(table, TRUNK, WALL_Y);
		put_site(table, site, LABEL, rows);
		if (is_first)
			put_behind(table, &forest->behind, rows);
		is_first = false;
	}
}

static bool has_autodiscover(const struct sketch *sketch)
{
	LIST_EACH(const struct drawn_forest, forest, sketch->forests) {
		LIST_EACH(const struct drawn_site, site, forest->front) {
			if (site->has_autodiscover)
				return true;
		}
	}
	return false;
}

size_t lines_needed(size_t forests, size_t sites)
{
	return TOP + (forests > 1 ? forests : 0) + sites;
}

bool drawing_lines(const struct sketch *sketch, struct drawing *drawing)
{
	struct table table = { .sketch = sketch, .y = TOP };
	size_t rows = lines_needed(sketch->forests.count, sketch->site_count);
	size_t height = rows < sketch->height ? rows : sketch->height;
	struct board *board = &table.board;
	board_init(board, sketch->width, height, sketch->ascii, sketch->arena);
	measure(&table);
	draw_top(board);
	if (has_autodiscover(sketch))
		board_text(board, LEGEND_X, 0, sketch->width, "* answers Autodiscover");
	LIST_EACH(const struct drawn_forest, forest, sketch->forests)
		put_forest(&table, forest, rows);
	if (table.left_out) {
		board->is_cut = true;
		board_text(board, INSIDE, height - 1, sketch->width,
		        arena_printf(sketch->arena, "and %zu more site%s", table.left_out,
		                table.left_out == 1 ? "" : "s"));
	}
	*drawing = (struct drawing){ board_lines(board), board->is_cut };
	return true;
}
