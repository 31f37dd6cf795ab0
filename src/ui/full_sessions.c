/* full_sessions.c: the choice of a session. */
#include "ui/sessions.h"

#include "base/text.h"
#include "full_parts.h"

#define PROMPT "Which session shall go on?"
#define HEAD_ROWS 2 /* the prompt, and a blank below it */

struct sessions {
	struct arena *arena;
	struct arena *view;  /* of the rows */
	struct arena *paint; /* of one drawing */
	struct session_card *cards;
	size_t count;
	struct rows rows; /* one for each card, and one for a new session */
	bool waits, has_help;
	size_t help_top, help_shown;
	size_t chosen;
};

/* ---- rows ---- */

static const char *joined(struct arena *arena, const char *text, const char *more)
{
	return *text && more ? arena_printf(arena, "%s; %s", text, more) : more ? more : text;
}

/* The file's name is what there always is. */
static const char *note(struct arena *arena, const struct session_card *card)
{
	const char *text = card->is_taken ? "open elsewhere" : "";
	text = joined(arena, text, card->problem ? "cannot be read" : card->product);
	text = joined(arena, text, card->saved);
	text = joined(arena, text, card->stopped);
	return joined(arena, text, card->organization ? card->name : NULL);
}

static void fill(struct sessions *sessions)
{
	struct rows *rows = &sessions->rows;
	sessions->view = arena_renew(sessions->view);
	rows->list = (struct row_list){ 0 };
	for (size_t i = 0; i < sessions->count; i++) {
		const struct session_card *card = &sessions->cards[i];
		LIST_PUSH(sessions->view, &rows->list, ((struct row){
			.text = card->organization ? card->organization : card->name,
			.note = note(sessions->view, card),
			.style = card->problem ? STYLE_BAD : card->is_taken ? STYLE_FAINT : STYLE_PLAIN }));
	}
	LIST_PUSH(sessions->view, &rows->list, ((struct row){ .text = "Begin a new session" }));
}

struct sessions *sessions_new(const struct session_card *cards, size_t count)
{
	struct arena *arena = arena_new();
	struct sessions *sessions = arena_alloc(arena, sizeof(*sessions));
	*sessions = (struct sessions){ .arena = arena, .count = count, .chosen = SESSIONS_NONE,
		.cards = arena_alloc(arena, (count + 1) * sizeof(*cards)) };
	for (size_t i = 0; i < count; i++)
		sessions->cards[i] = cards[i];
	sessions->paint = arena_new();
	fill(sessions);
	return sessions;
}

void sessions_free(struct sessions *sessions)
{
	if (!sessions)
		return;
	arena_free(sessions->view);
	arena_free(sessions->paint);
	arena_free(sessions->arena);
}

size_t sessions_chosen(const struct sessions *sessions)
{
	return sessions->chosen;
}

size_t sessions_unknown(const struct sessions *sessions)
{
	const struct rows *rows = &sessions->rows;
	for (size_t i = rows->top; i < rows->top + rows->shown && i < sessions->count; i++) {
		if (!sessions->cards[i].is_known)
			return i;
	}
	return SESSIONS_NONE;
}

void sessions_tell(struct sessions *sessions, size_t index, const struct session_card *card)
{
	sessions->cards[index] = *card;
	sessions->cards[index].is_known = true;
	fill(sessions);
}

/* ---- keys ---- */

static enum front_wish choose(struct sessions *sessions, size_t index)
{
	sessions->chosen = index < sessions->count ? index : SESSIONS_NONE;
	return FRONT_CHOSEN;
}

static void help_key(struct sessions *sessions, const struct key *key)
{
	if (key->code == KEY_IS_ENTER)
		sessions->has_help = false;
	else
		sessions->help_top = page_scrolled(sessions->help_top, sessions->help_shown, key);
}

/* A first click moves the cursor, one on the row that has it is Enter. */
static enum front_wish click(struct sessions *sessions, const struct key *key)
{
	size_t before = sessions->rows.focus;
	bool hit = rows_click(&sessions->rows, key->row);
	return hit && sessions->rows.focus == before ? choose(sessions, before) : FRONT_GO_ON;
}

static enum front_wish list_key(struct sessions *sessions, const struct key *key)
{
	if (key->code == KEY_IS_ENTER)
		return choose(sessions, sessions->rows.focus);
	if (key->code == KEY_IS_MOUSE)
		return click(sessions, key);
	if (key->code == KEY_IS_CHAR && key->ch == 'n')
		return choose(sessions, sessions->count);
	(void)rows_key(&sessions->rows, key);
	return FRONT_GO_ON;
}

static enum front_wish help_turn(struct sessions *sessions)
{
	sessions->has_help = !sessions->has_help;
	sessions->help_top = 0;
	return FRONT_GO_ON;
}

static enum front_wish go_back(struct sessions *sessions)
{
	return sessions->has_help ? help_turn(sessions) : FRONT_QUIT;
}

static enum front_wish quit(struct sessions *sessions)
{
	(void)sessions;
	return FRONT_QUIT;
}

static enum front_wish repaint(struct sessions *sessions)
{
	(void)sessions;
	return FRONT_REPAINT;
}

static enum front_wish suspend(struct sessions *sessions)
{
	(void)sessions;
	return FRONT_SUSPEND;
}

static const struct {
	enum key_code code;
	uint32_t ch;
	enum front_wish (*act)(struct sessions *sessions);
} commands[] = {
	{ KEY_IS_FUNCTION, 1, help_turn }, { KEY_IS_CONTROL, 'g', help_turn },
	{ KEY_IS_CHAR, '?', help_turn },
	{ KEY_IS_ESC, 0, go_back }, { KEY_IS_CONTROL, 'b', go_back },
	{ KEY_IS_FUNCTION, 10, quit }, { KEY_IS_CONTROL, 'x', quit }, { KEY_IS_CONTROL, 'c', quit },
	{ KEY_IS_CONTROL, 'l', repaint }, { KEY_IS_CONTROL, 'z', suspend },
};

enum front_wish sessions_key(struct sessions *sessions, const struct key *key)
{
	if (sessions->waits && key->code != KEY_IS_FUNCTION && key->code != KEY_IS_CONTROL)
		return FRONT_GO_ON;
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		if (commands[i].code == key->code &&
		        (key->code == KEY_IS_ESC || commands[i].ch == key->ch))
			return commands[i].act(sessions);
	}
	if (!sessions->has_help)
		return list_key(sessions, key);
	help_key(sessions, key);
	return FRONT_GO_ON;
}

/* ---- drawing ---- */

static void card_explain(struct page *page, const struct session_card *card)
{
	page_labelled(page, "Session", card->name);
	if (card->is_taken)
		page_words(page, STYLE_WARNING, 0, 2, "Another casplan has it open: it can be looked at, "
		                                      "and nothing is saved.");
	if (card->problem)
		page_words(page, STYLE_BAD, 0, 2, arena_printf(page->arena, "It cannot be read: %s",
		        card->problem));
	if (card->organization)
		page_labelled(page, "Organization", card->organization);
	if (card->product)
		page_labelled(page, "Product", card->product);
	if (card->stopped)
		page_labelled(page, "Stopped at", card->stopped);
	page_labelled(page, "Last saved", card->saved);
	page_labelled(page, "File", card->path);
}

static void explain(const struct sessions *sessions, struct page *page)
{
	if (sessions->rows.focus < sessions->count)
		card_explain(page, &sessions->cards[sessions->rows.focus]);
	else
		page_words(page, STYLE_PLAIN, 0, 0, "All questions from the beginning. The answers go to "
		                                    "a file of their own, beside those of the others.");
}

static struct page *help_page(struct sessions *sessions, size_t width)
{
	struct page *page = page_new(width, sessions->paint);
	page_words(page, STYLE_STRONG, 0, 0, "Sessions");
	page_words(page, STYLE_PLAIN, 0, 0, "Sessions that were begun without naming a file, the one that "
	        "was saved last at the top. Each goes on at the question where it stopped.");
	page_blank(page);
	page_words(page, STYLE_STRONG, 0, 0, "Under the cursor");
	explain(sessions, page);
	page_blank(page);
	page_words(page, STYLE_STRONG, 0, 0, "Keys");
	page_labelled(page, "Enter", "goes on with the session under the cursor");
	page_labelled(page, "n", "begins a new session");
	page_labelled(page, "Up, Down, k, j, PgUp, PgDn, Home, End", "move");
	page_labelled(page, "Esc, Ctrl-B, F10, Ctrl-X, Ctrl-C", "leave; nothing was begun");
	page_labelled(page, "Ctrl-L", "paints the screen anew");
	page_labelled(page, "Ctrl-Z", "suspends the program; fg brings it back");
	return page;
}

static size_t text_columns(size_t columns)
{
	return columns - 2 < LAYOUT_TEXT_COLUMNS ? columns - 2 : LAYOUT_TEXT_COLUMNS;
}

static void help_draw(struct sessions *sessions, struct canvas *canvas, const struct layout *layout)
{
	struct box box = layout->body;
	box.rows = layout->keys.row - box.row - (canvas->rows >= LAYOUT_HELP_ROWS ? 1 : 0);
	sessions->help_shown = box.rows;
	page_draw_from(help_page(sessions, text_columns(box.columns)), &sessions->help_top, canvas, box);
}

static void list_draw(struct sessions *sessions, struct canvas *canvas, const struct layout *layout)
{
	struct box box = layout->body;
	canvas_put(canvas, box.row, 1, box.columns - 1, STYLE_STRONG, PROMPT);
	box.row += HEAD_ROWS;
	box.rows -= HEAD_ROWS;
	rows_draw(&sessions->rows, canvas, box);
	if (!layout->help.rows)
		return;
	struct page *page = page_new(text_columns(layout->help.columns), sessions->paint);
	explain(sessions, page);
	const struct row *row = &sessions->rows.list.items[sessions->rows.focus];
	frame_about(canvas, layout->help, arena_printf(sessions->paint, " About: %s ", row->text));
	page_draw(page, 0, canvas, layout->help.row, 1, layout->help.rows);
}

/* Nothing stands beside the list: it is as wide as the screen. */
static struct layout layout_of(const struct sessions *sessions, const struct canvas *canvas)
{
	size_t columns = canvas->columns < LAYOUT_WIDE_COLUMNS ? canvas->columns
	                                                       : LAYOUT_WIDE_COLUMNS - 1;
	struct layout layout = layout_make(canvas->rows, columns,
	        HEAD_ROWS + sessions->rows.list.count, LAYOUT_HELP_LEAST);
	layout.title.columns = layout.body.columns = layout.help.columns = layout.keys.columns =
	        canvas->columns;
	return layout;
}

void sessions_draw(struct sessions *sessions, struct canvas *canvas)
{
	static const struct hint list_hints[] = {
		{ "Enter", NULL, "Go on with it", "ok" },
		{ "n", NULL, "New session", "new" },
		{ "Esc", "^B", "Leave", "leave" },
		{ "Up Down", NULL, "Move", NULL },
	}, help_hints[] = {
		{ "Esc", "^B", "Close", "close" },
		{ "Up Down PgUp PgDn", NULL, "Scroll", NULL },
	}, everywhere[] = {
		{ "F1", "^G", "Help", "help" },
		{ "F10", "^X", "Leave", "leave" },
	};
	static const struct hints lists = HINTS(list_hints), helps = HINTS(help_hints),
	                          always = HINTS(everywhere);
	sessions->paint = arena_renew(sessions->paint);
	struct layout layout = layout_of(sessions, canvas);
	sessions->waits = layout.waits;
	if (layout.waits) {
		frame_wait(canvas, sessions->paint);
		return;
	}
	const char *title = sessions->has_help ? "Help" : "Sessions begun earlier";
	frame_title(canvas, layout.title, canvas->columns < LAYOUT_HELP_COLUMNS ? title
	        : arena_printf(sessions->paint, "casplan  %s", title),
	        arena_printf(sessions->paint, "%zu session%s ", sessions->count,
	                sessions->count == 1 ? "" : "s"), STYLE_PLAIN);
	frame_keys(canvas, layout.keys, sessions->has_help ? helps : lists, always);
	if (sessions->has_help)
		help_draw(sessions, canvas, &layout);
	else
		list_draw(sessions, canvas, &layout);
}
