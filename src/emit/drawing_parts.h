/*
 * drawing_parts.h: what the forms of a drawing share.
 */
#ifndef EMIT_DRAWING_PARTS_H
#define EMIT_DRAWING_PARTS_H

#include "board.h"
#include "emit/drawing.h"

/* A site as it can be drawn. */
struct drawn_site {
	const char *title;
	struct texts hosts;
	struct texts servers;
	bool has_autodiscover;
	const char *only_host; /* as it was given; NULL: there is none, or more than one */
};

struct site_list LIST_OF(struct drawn_site);

/* A forest in the order in which it is drawn. */
struct drawn_forest {
	const char *title;       /* "forest contoso"; "" */
	struct site_list front;  /* that lets people in from outside first; all, where nothing faces it */
	struct site_list behind; /* reached through the first of them */
	bool is_open;            /* something faces the Internet */
};

struct drawn_forests LIST_OF(struct drawn_forest);

struct sketch {
	struct arena *arena;
	size_t width, height; /* at most */
	bool ascii;
	struct drawn_forests forests;
	size_t site_count;
};

/* The forms. False: there is no room; nothing was made. */
bool drawing_columns(const struct sketch *sketch, struct drawing *drawing);
bool drawing_boxes(const struct sketch *sketch, struct drawing *drawing);
/* One line a site: always possible. */
/* How many lines that takes. */
size_t lines_needed(size_t forests, size_t sites);
bool drawing_lines(const struct sketch *sketch, struct drawing *drawing);

/* A site in a box. */
struct box {
	const struct drawn_site *site;
	struct text_list lines;
	size_t x, y, width, height;
	bool is_cut; /* some servers find no line */
};

struct box_list LIST_OF(struct box);

#define HOSTS_MAX 4 /* names that are shown before one site */

/* How many of a site's names are shown, and each of them; the last may say how many more. */
size_t hosts_shown(const struct drawn_site *site);
const char *host_shown(const struct drawn_site *site, size_t index, struct arena *arena);
/* Do both sites answer for one and the same name, and no other? */
bool hosts_same(const struct drawn_site *a, const struct drawn_site *b);

/* How wide a box around all there is to say would be. */
size_t box_needed(const struct drawn_site *site);
size_t boxes_needed(const struct site_list *sites);
/* Adds a box, `rows` lines high inside at least; gives where it ends. */
size_t box_add(struct box_list *boxes, const struct drawn_site *site, size_t x, size_t y,
        size_t width, size_t rows, struct arena *arena);
void boxes_draw(struct board *board, const struct box_list *boxes);
/* The row where arrows come in, or leave. */
size_t box_entry(const struct box *box);
/* From one box to those behind it. */
void proxies_draw(struct board *board, size_t trunk, size_t from_y, const struct box_list *boxes);

void forest_draw(struct board *board, size_t x, size_t y, const struct drawn_forest *forest);

#endif
