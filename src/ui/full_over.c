/* full_over.c: what lies over the question: pages of text, the proof, one more line to be typed. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"

static void open_over(struct full *full, const struct over_kind *kind, const char *title)
{
	over_close(full);
	full->over = kind;
	full->over_title = title;
	full->page_top = 0;
}

/* ---- pages ---- */

size_t page_scrolled(size_t top, size_t shown, const struct key *key)
{
	size_t page = shown > 1 ? shown - 1 : 1;
	uint32_t letter = key->code == KEY_IS_CHAR ? key->ch : 0;
	if (key->code == KEY_IS_DOWN || letter == 'j')
		return top + 1;
	if (key->code == KEY_IS_UP || letter == 'k')
		return top - (top > 0);
	if (key->code == KEY_IS_PAGE_DOWN || letter == ' ')
		return top + page;
	if (key->code == KEY_IS_PAGE_UP || letter == 'b')
		return top > page ? top - page : 0;
	if (key->code == KEY_IS_HOME)
		return 0;
	return key->code == KEY_IS_END ? (size_t)-1 / 2 : top;
}

void page_draw_from(const struct page *page, size_t *top, struct canvas *canvas, struct box box)
{
	size_t last = page->lines.count > box.rows ? page->lines.count - box.rows : 0;
	if (*top > last)
		*top = last;
	page_draw(page, *top, canvas, box.row, 1, box.rows);
	if (*top)
		canvas_put(canvas, box.row, box.columns - 1, 1, STYLE_KEY, "^");
	if (*top < last)
		canvas_put(canvas, box.row + box.rows - 1, box.columns - 1, 1, STYLE_KEY, "v");
	canvas_cursor(canvas, box.row, 0);
}

void page_over_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t width = box.columns - 2;
	struct page *page = page_new(width < LAYOUT_TEXT_COLUMNS ? width : LAYOUT_TEXT_COLUMNS,
	        full->paint);
	full->build(full, page);
	if (full->page_seek)
		full->page_top = page_find(page, full->page_seek);
	full->page_seek = NULL;
	page_draw_from(page, &full->page_top, canvas, box);
	full->page_shown = box.rows;
}

void page_over_key(struct full *full, const struct key *key)
{
	if (key->code == KEY_IS_ENTER)
		over_close(full);
	else
		full->page_top = page_scrolled(full->page_top, full->page_shown, key);
}

static const struct hint page_hints[] = {
	{ "Esc", "^B", "Close", "close" },
	{ "Up Down PgUp PgDn", NULL, "Scroll", NULL },
	{ "Space", NULL, "Further", "further" },
	{ "b", NULL, "Before", "before" },
};

static const struct over_kind page_over = {
	page_over_draw, page_over_key, HINTS(page_hints),
};

void over_page(struct full *full, const struct over_kind *kind, const char *title,
        void (*build)(struct full *full, struct page *page))
{
	open_over(full, kind, title);
	full->build = build;
}

static void open_page(struct full *full, const char *title,
        void (*build)(struct full *full, struct page *page))
{
	over_page(full, &page_over, title, build);
}

/* ---- help ---- */

static const struct {
	const char *keys, *words;
} key_words[] = {
	{ "Enter", "accepts what is under the cursor or typed, and goes on" },
	{ "Esc, Ctrl-B", "goes back; what is typed and not accepted is kept as a draft" },
	{ "Up, Down, Tab", "move; k and j too, outside of text fields" },
	{ "Space", "chooses, ticks, unfolds" },
	{ "PgUp, PgDn", "scroll a long list, else the explanation" },
	{ "F1, Ctrl-G, ?", "this help" },
	{ "F2, Ctrl-P, =", "the plan so far, with the choice under the cursor" },
	{ "F3, Ctrl-T", "the client proof, with every attempt" },
	{ "F5, Ctrl-R, !", "review of all answers, and a way to each" },
	{ "F10, Ctrl-X", "saves and leaves" },
	{ "Ctrl-C", "asks whether to leave; nothing is lost" },
	{ "Ctrl-L", "paints the screen anew" },
	{ "Ctrl-Z", "suspends the program; fg brings it back" },
	{ "Ctrl-U K W A E", "in a text field: erase to the start, to the end, a word; to the start, "
	                    "to the end. Ctrl-_ takes a change back" },
};

static void help_question(struct full *full, struct page *page)
{
	page_words(page, STYLE_STRONG, 0, 0, full->spot.question->prompt);
	explain_question(full, page);
	page_blank(page);
}

static void help_cursor(struct full *full, struct page *page)
{
	if (!full->choices.count && !full->kind->explain)
		return;
	page_words(page, STYLE_STRONG, 0, 0, "Under the cursor");
	full_explain(full, page);
	page_blank(page);
}

static void help_keys(struct hints here, struct page *page)
{
	page_words(page, STYLE_STRONG, 0, 0, "Keys");
	for (size_t i = 0; i < here.count; i++) {
		const struct hint *hint = &here.items[i];
		page_labelled(page, hint->twin ? arena_printf(page->arena, "Here: %s (%s)",
		        hint->key, hint->twin) : arena_printf(page->arena, "Here: %s", hint->key),
		        hint->word);
	}
	for (size_t i = 0; i < COUNT_OF(key_words); i++)
		page_labelled(page, key_words[i].keys, key_words[i].words);
}

/* Where nothing else explains what is under the cursor, that is what is asked for. */
static void help_build(struct full *full, struct page *page)
{
	if (full->explains)
		help_question(full, page);
	help_cursor(full, page);
	if (!full->explains)
		help_question(full, page);
	help_keys(full->kind->hints, page);
}

static const struct over_kind proof_over;

static void proof_help_build(struct full *full, struct page *page)
{
	page_words(page, STYLE_STRONG, 0, 2, full->judgement.text);
	if (full->judgement.note)
		page_words(page, STYLE_PLAIN, 0, 0, full->judgement.note);
	page_blank(page);
	help_keys(proof_over.hints, page);
}

void over_help(struct full *full)
{
	const struct row *row = full->over == &proof_over ? rows_focused(full) : NULL;
	if (row)
		full->judgement = (struct row){ .text = arena_strdup(full->arena, row->text),
			.note = row->note ? arena_strdup(full->arena, row->note) : NULL };
	open_page(full, "Help", row ? proof_help_build : help_build);
}

/* ---- plan ---- */

static void plan_build(struct full *full, struct page *page)
{
	struct arena *work = arena_new();
	page_words(page, STYLE_STRONG, 0, 0, preview_words(full));
	explain_plan(full, page, preview_make(full, work));
	arena_free(work);
}

void over_plan(struct full *full)
{
	open_page(full, "The plan", plan_build);
}

/* ---- a step ---- */

static void step_build(struct full *full, struct page *page)
{
	explain_step(page, full->step);
}

/* Each line begins with `before`. */
static void print_lines(struct full *full, const char *before, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		full->print = arena_printf(full->scratch, "%s%s%.*s\n", full->print, before,
		        (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static void print_commands(struct full *full, const char *title, const char *before,
        const struct command_list *commands)
{
	if (commands->count)
		full->print = arena_printf(full->scratch, "%s\n# %s\n",
		        full->print ? full->print : "", title);
	LIST_EACH(const struct plan_command, command, *commands)
		print_lines(full, before, command->text);
}

/* On the bare terminal long commands are wrapped by it, and are copied whole. Whoever copies them all at
 * once does not take back what was done: as in the scripts, the way back stands in comments. */
static void step_print(struct full *full)
{
	full->print = NULL;
	print_commands(full, "Commands", "", &full->step->commands);
	print_commands(full, "Check", "", &full->step->verify_commands);
	print_commands(full, "Way back, in comments", "# ", &full->step->undo_commands);
	if (full->print)
		full->wish = FRONT_PRINT;
	else
		full_fail(full, "This step has no commands.");
}

static void step_check(struct full *full)
{
	full->page_seek = STEP_CHECK;
}

static void step_back(struct full *full)
{
	full->page_seek = STEP_UNDO;
}

/* And on to the next one. */
static void step_done(struct full *full)
{
	static const struct key down = { .code = KEY_IS_DOWN };
	over_close(full);
	step_turn(full, full->step);
	(void)rows_key(&full->rows, &down);
}

static const struct {
	uint32_t ch;
	void (*act)(struct full *full);
} step_keys[] = {
	{ 'c', step_print }, { 'v', step_check }, { 'u', step_back }, { ' ', step_done },
};

static void step_key(struct full *full, const struct key *key)
{
	for (size_t i = 0; key->code == KEY_IS_CHAR && i < COUNT_OF(step_keys); i++) {
		if (step_keys[i].ch == key->ch) {
			step_keys[i].act(full);
			return;
		}
	}
	page_over_key(full, key);
}

static const struct hint step_hints[] = {
	{ "Esc", "^B", "Close", "close" },
	{ "c", NULL, "Copy commands", "copy" },
	{ "v", NULL, "Check", "check" },
	{ "u", NULL, "Way back", "undo" },
	{ "Space", NULL, "Done", NULL },
	{ "Up Down PgDn", NULL, "Scroll", NULL },
};

static const struct over_kind step_over = {
	page_over_draw, step_key, HINTS(step_hints),
};

void over_step(struct full *full, const struct plan_step *step)
{
	over_page(full, &step_over, "Step", step_build);
	full->step = step;
}

/* ---- proof ---- */

static void proof_over_fill(struct full *full)
{
	struct arena *view = full->view;
	full->rows.list = (struct row_list){ 0 };
	/* Rows are made in the view, which here is the page's, and lives until that is closed. */
	full->view = full->over_arena;
	proof_fill(full, &full->judged);
	full->view = view;
}

static void proof_over_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t below = box.rows > 12 ? 4 : 2;
	struct page *page = page_new(box.columns - 2, full->paint);
	proof_explain(full, page);
	canvas_put(canvas, box.row, 1, box.columns - 2, STYLE_STRONG, full->question);
	box.row++;
	box.rows -= below + 2;
	rows_draw(&full->rows, canvas, box);
	canvas_rule(canvas, box.row + box.rows, 0, box.columns);
	page_draw(page, 0, canvas, box.row + box.rows + 1, 1, below);
}

static void proof_over_key(struct full *full, const struct key *key)
{
	if (key->code == KEY_IS_ENTER)
		over_close(full);
	else if (proof_key(full, key) != TAKEN_NOT)
		proof_over_fill(full);
	else
		(void)rows_key(&full->rows, key);
}

static const struct hint proof_hints[] = {
	{ "Esc", "^B", "Close", "close" },
	{ "Space", NULL, "Unfold, fold", "unfold" },
	{ "Up Down", NULL, "Move", NULL },
};

static const struct over_kind proof_over = {
	proof_over_draw, proof_over_key, HINTS(proof_hints),
};

void over_proof(struct full *full)
{
	const char *words = preview_words(full);
	open_over(full, &proof_over, "Client proof");
	full->question = arena_strdup(full->arena, words);
	full->under = full->rows;
	full->over_arena = arena_new();
	full->judged = preview_make(full, full->over_arena);
	proof_over_fill(full);
	full->rows = (struct rows){ .list = full->rows.list };
	rows_focus_first(&full->rows);
}

/* ---- one more line ---- */

/* The row where it is answered. */
static size_t question_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t width = box.columns - 2;
	struct page *page = page_new(width < LAYOUT_TEXT_COLUMNS ? width : LAYOUT_TEXT_COLUMNS,
	        full->paint);
	page_words(page, STYLE_STRONG, 0, 0, full->question);
	page_draw(page, 0, canvas, box.row, 1, box.rows);
	return box.row + (page->lines.count < box.rows - 1 ? page->lines.count + 1 : box.rows - 1);
}

static void ask_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t width = box.columns - 4;
	size_t row = question_draw(full, canvas, box);
	editor_draw(full, &full->reply, canvas, row, 1,
	        width < LAYOUT_TEXT_COLUMNS ? width : LAYOUT_TEXT_COLUMNS);
}

static void answer(struct full *full, const char *text)
{
	void (*answered)(struct full *full, const char *text) = full->answered;
	over_close(full);
	answered(full, text);
}

static void ask_key(struct full *full, const struct key *key)
{
	if (key->code == KEY_IS_ENTER)
		answer(full, arena_strdup(full->scratch, editor_text(&full->reply)));
	else
		(void)editor_key(full, &full->reply, key);
}

static const struct hint ask_hints[] = {
	{ "Enter", NULL, "Accept", "ok" },
	{ "Esc", "^B", "Leave it", "leave it" },
};

static const struct over_kind ask_over = {
	ask_draw, ask_key, HINTS(ask_hints),
};

void over_ask(struct full *full, const char *question,
        void (*answered)(struct full *full, const char *text))
{
	open_over(full, &ask_over, NULL);
	full->question = arena_strdup(full->arena, question);
	full->answered = answered;
	editor_init(&full->reply, 1024);
}

static void confirm_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t row = question_draw(full, canvas, box);
	canvas_put(canvas, row, 1, box.columns, STYLE_PLAIN, "y  yes      n  no (Esc)");
	canvas_cursor(canvas, row, 1);
}

static bool is_letter(const struct key *key, uint32_t letter)
{
	return key->code == KEY_IS_CHAR && (key->ch | 32) == letter;
}

/* What loses answers takes a "y": Enter may have been meant for what was there before. */
static void confirm_loss_key(struct full *full, const struct key *key)
{
	if (is_letter(key, 'y'))
		answer(full, "y");
	else if (is_letter(key, 'n'))
		over_close(full);
}

static void confirm_key(struct full *full, const struct key *key)
{
	if (key->code == KEY_IS_ENTER || (key->code == KEY_IS_CONTROL && key->ch == 'c'))
		answer(full, "y");
	else
		confirm_loss_key(full, key);
}

static const struct hint confirm_hints[] = {
	{ "y", "Enter", "Yes", "yes" },
	{ "n", "Esc", "No", "no" },
};

static const struct hint confirm_loss_hints[] = {
	{ "y", NULL, "Yes", "yes" },
	{ "n", "Esc", "No", "no" },
};

static const struct over_kind confirm_over = {
	confirm_draw, confirm_key, HINTS(confirm_hints),
}, confirm_loss_over = {
	confirm_draw, confirm_loss_key, HINTS(confirm_loss_hints),
};

static void confirm_open(struct full *full, const struct over_kind *kind, const char *question,
        void (*answered)(struct full *full, const char *text))
{
	open_over(full, kind, NULL);
	full->question = arena_strdup(full->arena, question);
	full->answered = answered;
}

void over_confirm(struct full *full, const char *question,
        void (*answered)(struct full *full, const char *text))
{
	confirm_open(full, &confirm_over, question, answered);
}

void over_confirm_loss(struct full *full, const char *question,
        void (*answered)(struct full *full, const char *text))
{
	confirm_open(full, &confirm_loss_over, question, answered);
}

/* ---- all of them ---- */

void over_close(struct full *full)
{
	if (full->over == &proof_over)
		full->rows = full->under;
	if (full->over == &ask_over)
		editor_done(&full->reply);
	/* Nobody takes what was typed. */
	if (full_is_secret(full) && full->wish != FRONT_WRITE)
		secrets_wipe(full);
	/* Private keys may have been finished behind it. */
	full->stale |= full->over && full->kind == &full_write;
	arena_free(full->over_arena);
	full->over_arena = NULL;
	full->over = NULL;
	full->over_title = NULL;
}

static bool is_closing(const struct key *key)
{
	return key->code == KEY_IS_ESC || (key->code == KEY_IS_CONTROL && key->ch == 'b');
}

bool over_key(struct full *full, const struct key *key)
{
	bool is_edited = (full->over == &ask_over || full_is_secret(full)) &&
	                 key->code == KEY_IS_CONTROL && !strchr("cxlz", (int)key->ch);
	/* There it takes back the writing, not the wizard. */
	bool stops = full_is_secret(full) && full_stops_writing(key);
	if (is_closing(key) || stops) {
		over_close(full);
		return true;
	}
	if (full->over == &confirm_over || is_edited ||
	        (key->code != KEY_IS_FUNCTION && key->code != KEY_IS_CONTROL)) {
		full->over->key(full, key);
		return true;
	}
	return false;
}
