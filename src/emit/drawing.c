/* drawing.c: what the forms of a drawing share, and which of them is taken. */
#include "base/attr.h"
#include "base/text.h"
#include "base/width.h"
#include "drawing_parts.h"

#define SERVER_LINES 3    /* in a box */
#define SERVERS_WIDTH 24  /* that a box grows to for the sake of its servers */
#define FRAME 4           /* a box has a border and a blank on both sides */
#define TITLE_FRAME 5     /* around its title a blank on both sides, and a bit of line behind it */
#define AUTODISCOVER "* Autodiscover"
#define NO_SERVER "no server yet"

/* ---- sites ---- */

size_t hosts_shown(const struct drawn_site *site)
{
	return site->hosts.count < HOSTS_MAX ? site->hosts.count : HOSTS_MAX;
}

const char *host_shown(const struct drawn_site *site, size_t index, struct arena *arena)
{
	if (index + 1 < HOSTS_MAX || site->hosts.count <= HOSTS_MAX)
		return site->hosts.items[index];
	return arena_printf(arena, "and %zu more", site->hosts.count - index);
}

bool hosts_same(const struct drawn_site *a, const struct drawn_site *b)
{
	return a->only_host && text_equal(a->only_host, b->only_host);
}

/* ---- boxes ---- */

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* All servers on one line, where that is not too long; else the longest of them. */
static size_t servers_needed(const struct texts *servers)
{
	size_t all = 0, longest = 0;
	for (size_t i = 0; i < servers->count; i++) {
		size_t width = text_width(servers->items[i]);
		all += width + (i > 0);
		longest = larger(longest, width);
	}
	return all <= SERVERS_WIDTH ? all : larger(longest, SERVERS_WIDTH);
}

size_t box_needed(const struct drawn_site *site)
{
	size_t inside = servers_needed(&site->servers);
	if (!site->servers.count)
		inside = text_width(NO_SERVER);
	if (site->has_autodiscover)
		inside = larger(inside, text_width(AUTODISCOVER));
	return larger(inside + FRAME, text_width(site->title) + TITLE_FRAME);
}

size_t boxes_needed(const struct site_list *sites)
{
	size_t needed = 0;
	LIST_EACH(const struct drawn_site, site, *sites)
		needed = larger(needed, box_needed(site));
	return needed;
}

/* The servers from `*next` on that find room in a line; at least one. */
static const char *servers_line(const struct texts *servers, size_t *next, size_t width,
        struct arena *arena)
{
	const char *line = servers->items[(*next)++];
	while (*next < servers->count) {
		const char *longer = arena_printf(arena, "%s %s", line, servers->items[*next]);
		if (text_width(longer) > width)
			break;
		line = longer;
		++*next;
	}
	return line;
}

static void add_servers(struct box *box, struct arena *arena)
{
	const struct texts *servers = &box->site->servers;
	size_t next = 0, width = box->width > FRAME ? box->width - FRAME : 0;
	if (!servers->count)
		LIST_PUSH(arena, &box->lines, NO_SERVER);
	for (size_t line = 1; next < servers->count; line++) {
		size_t first = next;
		const char *text = servers_line(servers, &next, width, arena);
		if (line == SERVER_LINES && next < servers->count) {
			box->is_cut = true;
			text = arena_printf(arena, "and %zu more", servers->count - first);
			next = servers->count;
		}
		LIST_PUSH(arena, &box->lines, text);
	}
}

size_t box_add(struct box_list *boxes, const struct drawn_site *site, size_t x, size_t y,
        size_t width, size_t rows, struct arena *arena)
{
	struct box *box = LIST_ADD(arena, boxes);
	*box = (struct box){ .site = site, .x = x, .y = y, .width = width };
	if (site->has_autodiscover)
		LIST_PUSH(arena, &box->lines, AUTODISCOVER);
	add_servers(box, arena);
	box->height = larger(box->lines.count, rows) + 2;
	return y + box->height;
}

size_t box_entry(const struct box *box)
{
	return box->y + 1;
}

void boxes_draw(struct board *board, const struct box_list *boxes)
{
	LIST_EACH(const struct box, box, *boxes) {
		size_t room = box->width > TITLE_FRAME ? box->width - TITLE_FRAME : 0;
		board_box(board, box->x, box->y, box->width, box->height);
		board_text(board, box->x + 1, box->y, 1, " ");
		size_t used = board_text(board, box->x + 2, box->y, room, box->site->title);
		board_text(board, box->x + 2 + used, box->y, 1, " ");
		for (size_t i = 0; i < box->lines.count; i++)
			board_text(board, box->x + 2, box->y + 1 + i,
			        box->width > FRAME ? box->width - FRAME : 0, box->lines.items[i]);
		board->is_cut |= box->is_cut;
	}
}

void proxies_draw(struct board *board, size_t trunk, size_t from_y, const struct box_list *boxes)
{
	LIST_EACH(const struct box, box, *boxes) {
		size_t y = box_entry(box);
		board_down(board, trunk, from_y, y);
		board_across(board, y, trunk, box->x - 1);
		board_text(board, trunk + 1, y, box->x - trunk - 1, "proxy");
		board_text(board, box->x - 1, y, 1, ">");
	}
}

void forest_draw(struct board *board, size_t x, size_t y, const struct drawn_forest *forest)
{
	board_text(board, x, y, board->width, forest->title);
}

/* ---- the sketch ---- */

static const struct drawing_site *front_of(const struct drawing_forest *forest)
{
	const struct drawing_site *front = NULL;
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct drawing_site *site = &forest->sites[i];
		if (site->is_facing && (!front || (site->has_autodiscover && !front->has_autodiscover)))
			front = site;
	}
	return front;
}

static struct texts drawable_texts(const struct sketch *sketch, const struct texts *texts)
{
	struct text_list drawable = { 0 };
	for (size_t i = 0; i < texts->count; i++)
		LIST_PUSH(sketch->arena, &drawable,
		        board_drawable(texts->items[i], sketch->ascii, sketch->arena));
	return texts_of(&drawable);
}

static struct drawn_site drawable_site(const struct sketch *sketch, const struct drawing_site *site)
{
	bool is_named = site->name && *site->name;
	return (struct drawn_site){
		.title = is_named ? board_drawable(site->name, sketch->ascii, sketch->arena) :
		                    "(no name yet)",
		.hosts = drawable_texts(sketch, &site->hosts),
		.servers = drawable_texts(sketch, &site->servers),
		.has_autodiscover = site->has_autodiscover,
		.only_host = site->hosts.count == 1 ? site->hosts.items[0] : NULL,
	};
}

static const char *forest_title(const struct sketch *sketch, const char *name)
{
	if (!name || !*name)
		return "";
	return arena_printf(sketch->arena, "forest %s",
	        board_drawable(name, sketch->ascii, sketch->arena));
}

static void add_forest(struct sketch *sketch, const struct drawing_forest *forest)
{
	const struct drawing_site *front = front_of(forest);
	struct drawn_forest *drawn = LIST_ADD(sketch->arena, &sketch->forests);
	drawn->title = forest_title(sketch, forest->name);
	drawn->is_open = front != NULL;
	if (front)
		LIST_PUSH(sketch->arena, &drawn->front, drawable_site(sketch, front));
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct drawing_site *site = &forest->sites[i];
		if (site == front)
			continue;
		if (site->is_facing || !front)
			LIST_PUSH(sketch->arena, &drawn->front, drawable_site(sketch, site));
		else
			LIST_PUSH(sketch->arena, &drawn->behind, drawable_site(sketch, site));
	}
	sketch->site_count += forest->site_count;
}

size_t drawing_least_height(const struct drawing_spec *spec)
{
	size_t sites = 0;
	for (size_t i = 0; i < spec->forest_count; i++)
		sites += spec->forests[i].site_count;
	return lines_needed(spec->forest_count, sites);
}

struct drawing drawing_make(const struct drawing_spec *spec, size_t width, size_t height, bool ascii,
        struct arena *arena)
{
	static bool (*const forms[])(const struct sketch *, struct drawing *) = {
		drawing_columns, drawing_boxes, drawing_lines,
	};
	struct sketch sketch = { .arena = arena, .width = width, .height = height, .ascii = ascii };
	struct drawing drawing = { .is_cut = false };
	for (size_t i = 0; i < spec->forest_count; i++)
		add_forest(&sketch, &spec->forests[i]);
	if (!sketch.site_count || !width || !height)
		return drawing;
	/* The first that shows everything, else the first that there is room for. */
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		struct drawing made;
		if (!forms[i](&sketch, &made))
			continue;
		if (!made.is_cut)
			return made;
		if (!drawing.lines.count)
			drawing = made;
	}
	return drawing;
}
