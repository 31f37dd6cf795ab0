/* html_svg.c: the topology as a picture: the Internet at the left, the sites that face it in the
 * middle, those behind them at the right, a dashed frame around each forest. */
#include "base/text.h"
#include "base/width.h"
#include "emitters.h"
#include "html.h"

/* All in SVG units; a column of text is about 7 of them. */
#define BOX_WIDTH 300
#define BOX_GAP 18
#define LINE_HEIGHT 18
#define BOX_PADDING 12
#define FACING_X 128
#define HIDDEN_X 484
#define LINE_X 72 /* right of the word Internet */
#define FOREST_X 96
#define FOREST_PADDING 16
#define PICTURE_WIDTH 804
#define TEXT_MAX 34
#define SERVERS_MAX 4

struct picture {
	struct html *html;
	int y; /* where the next forest begins */
};

/* The text, cut where a box ends: what is one cell wide on a terminal is about as wide here. */
static const char *cut_text(struct html *html, const char *text)
{
	if (text_width(text) <= TEXT_MAX)
		return text;
	return arena_printf(html->scratch, "%.*s\xe2\x80\xa6",
	        (int)text_fit(text, TEXT_MAX - 1), text);
}

static void put_text(struct html *html, int x, int y, const char *class, const char *text)
{
	html_markup(html, arena_printf(html->scratch, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y,
	                          class));
	html_put(html, "<title>", text, "</title>");
	html_put(html, "", cut_text(html, text), "</text>\n");
}

static const char *site_host(const struct site_answer *site)
{
	return site->namespace.value ? site->namespace.value : "no namespace";
}

/* Name, namespace, addresses outside, servers, and a line for those that find no room. */
static int site_lines(const struct site_answer *site)
{
	size_t servers = site->servers.count;
	return 2 + (site->external_addresses.count > 0) +
	        (int)(servers > SERVERS_MAX ? SERVERS_MAX + 1 : servers);
}

static const char *addresses_text(struct html *html, const struct site_answer *site)
{
	struct text_list addresses = { 0 };
	LIST_EACH(const struct text_answer, address, site->external_addresses)
		LIST_PUSH(html->scratch, &addresses, address->value);
	return texts_join(html->scratch, texts_of(&addresses), ", ");
}

static int site_height(const struct site_answer *site)
{
	return site_lines(site) * LINE_HEIGHT + BOX_PADDING;
}

static void put_site(struct html *html, const struct site_answer *site, int x, int y)
{
	html_markup(html, arena_printf(html->scratch,
	        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
	        site->internet_facing.value ? "box" : "box hidden", x, y, BOX_WIDTH,
	        site_height(site)));
	int line = y + LINE_HEIGHT;
	put_text(html, x + BOX_PADDING, line, "name", site->name.value);
	put_text(html, x + BOX_PADDING, line += LINE_HEIGHT, "host", site_host(site));
	if (site->external_addresses.count > 0)
		put_text(html, x + BOX_PADDING, line += LINE_HEIGHT, "address",
		        addresses_text(html, site));
	for (size_t i = 0; i < site->servers.count && i < SERVERS_MAX; i++)
		put_text(html, x + BOX_PADDING, line += LINE_HEIGHT, "server",
		        site->servers.items[i].name);
	if (site->servers.count > SERVERS_MAX)
		put_text(html, x + BOX_PADDING, line + LINE_HEIGHT, "server",
		        arena_printf(html->scratch, "and %zu more",
		                site->servers.count - SERVERS_MAX));
}

static void put_line(struct html *html, int x1, int y1, int x2, int y2)
{
	html_markup(html, arena_printf(html->scratch,
	        "<path class=\"line\" d=\"M%d %dH%dV%dH%d\" marker-end=\"url(#tip)\"/>\n", x1, y1,
	        x2 - BOX_GAP, y2, x2));
}

/* One column of a forest; gives where it ends. `from_x` is where the lines to its boxes begin. */
static int put_column(struct html *html, const struct forest_answer *forest, bool facing, int x,
        int y, int from_x, int from_y)
{
	for (size_t i = 0; i < forest->site_count; i++) {
		const struct site_answer *site = &forest->sites[i];
		if (site->internet_facing.value != facing)
			continue;
		put_site(html, site, x, y);
		if (from_x >= 0)
			put_line(html, from_x, from_y, x, y + site_height(site) / 2);
		y += site_height(site) + BOX_GAP;
	}
	return y;
}

/* Half the height of a site that faces the Internet, which all stand below each other from `top`. */
static int middle_of(const struct forest_answer *forest, const struct site_answer *wanted, int top)
{
	for (size_t i = 0; i < forest->site_count && &forest->sites[i] != wanted; i++) {
		if (forest->sites[i].internet_facing.value)
			top += site_height(&forest->sites[i]) + BOX_GAP;
	}
	return top + site_height(wanted) / 2;
}

static void put_forest(struct picture *picture, const struct forest_answer *forest)
{
	struct html *html = picture->html;
	/* Where users of the sites behind come in from outside (CONTRACT P3). */
	const struct site_answer *front = forest->autodiscover_site;
	int top = picture->y + FOREST_PADDING + LINE_HEIGHT;
	int middle = front ? middle_of(forest, front, top) : 0;
	put_text(html, FACING_X, picture->y + LINE_HEIGHT, "name",
	        arena_printf(html->scratch, "Forest %s", forest->name.value));
	int left = put_column(html, forest, true, FACING_X, top, LINE_X, middle);
	int right = put_column(html, forest, false, HIDDEN_X, top,
	        front ? FACING_X + BOX_WIDTH : -1, middle);
	int bottom = left > right ? left : right;
	html_markup(html, arena_printf(html->scratch,
	        "<rect class=\"forest\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n",
	        FOREST_X, picture->y, PICTURE_WIDTH - FOREST_X - 4, bottom - picture->y));
	if (front)
		put_text(html, 8, middle + 4, "name", "Internet");
	picture->y = bottom + BOX_GAP;
}

static int column_height(const struct forest_answer *forest, bool facing)
{
	int height = 0;
	for (size_t i = 0; i < forest->site_count; i++) {
		if (forest->sites[i].internet_facing.value == facing)
			height += site_height(&forest->sites[i]) + BOX_GAP;
	}
	return height;
}

static int picture_height(const struct request *request)
{
	int height = BOX_GAP;
	for (size_t i = 0; i < request->forest_count; i++) {
		int left = column_height(&request->forests[i], true);
		int right = column_height(&request->forests[i], false);
		height += FOREST_PADDING + LINE_HEIGHT + (left > right ? left : right) + BOX_GAP;
	}
	return height;
}

void html_topology(struct html *html)
{
	const struct request *request = html->plan->request;
	struct picture picture = { .html = html, .y = BOX_GAP };
	html_markup(html, "<div class=\"picture\">\n");
	html_markup(html, arena_printf(html->scratch,
	        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
	        "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
	        PICTURE_WIDTH, picture_height(request), PICTURE_WIDTH, picture_height(request)));
	html_markup(html, "<title>Forests, sites and servers</title>\n<defs><marker id=\"tip\" "
	                  "viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" "
	                  "markerHeight=\"8\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/>"
	                  "</marker></defs>\n");
	for (size_t i = 0; i < request->forest_count; i++)
		put_forest(&picture, &request->forests[i]);
	html_markup(html, "</svg>\n</div>\n");
}
