/* full_secret.c: the passphrase for private keys, and the screen while they are waited for. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"

/* ---- the passphrase ---- */

static void secret_wipe(struct secret *secret)
{
	explicit_bzero(secret->text, sizeof(secret->text));
	secret->length = 0;
}

void secrets_wipe(struct full *full)
{
	for (size_t i = 0; i < COUNT_OF(full->secrets); i++)
		secret_wipe(&full->secrets[i]);
	full->compares = false;
}

static void secret_add(struct full *full, struct secret *secret, const char *bytes, size_t length)
{
	if (secret->length + length > FRONT_SECRET_MAX) {
		full_fail(full, "The passphrase is longer than %d bytes.", FRONT_SECRET_MAX);
		return;
	}
	memcpy(secret->text + secret->length, bytes, length);
	secret->length += length;
}

static void secret_type(struct full *full, struct secret *secret, int32_t ch)
{
	char bytes[4];
	if (ch < 0)
		full_fail(full, "These bytes are no character.");
	else
		secret_add(full, secret, bytes, utf8_encode(ch, bytes));
	explicit_bzero(bytes, sizeof(bytes));
}

/* One line: a password manager may have put an end behind it. */
static void secret_paste(struct full *full, struct secret *secret, const char *text)
{
	size_t length = strlen(text);
	while (length && text[length - 1] == '\n')
		length--;
	if (memchr(text, '\n', length))
		full_fail(full, "A passphrase is one line; nothing of the paste was taken.");
	else
		secret_add(full, secret, text, length);
}

static void secret_backspace(struct secret *secret)
{
	while (secret->length && ((unsigned char)secret->text[--secret->length] & 0xc0) == 0x80)
		secret->text[secret->length] = '\0';
	secret->text[secret->length] = '\0';
}

static void secret_enter(struct full *full)
{
	const struct secret *first = &full->secrets[0], *again = &full->secrets[1];
	if (!full->compares && first->length) {
		full->compares = true;
		return;
	}
	bool same = first->length == again->length &&
	            memcmp(first->text, again->text, first->length) == 0;
	if (!same) {
		secrets_wipe(full);
		full_fail(full, "These two were not the same.");
		return;
	}
	full->wish = FRONT_WRITE;
	over_close(full);
}

static void secret_key(struct full *full, const struct key *key)
{
	struct secret *secret = &full->secrets[full->compares];
	bool is_control = key->code == KEY_IS_CONTROL;
	if (key->code == KEY_IS_ENTER)
		secret_enter(full);
	else if (key->code == KEY_IS_CHAR)
		secret_type(full, secret, (int32_t)key->ch);
	else if (key->code == KEY_IS_PASTE)
		secret_paste(full, secret, key->text);
	else if (key->code == KEY_IS_BACKSPACE || (is_control && key->ch == 'h'))
		secret_backspace(secret);
	else if (is_control && (key->ch == 'u' || key->ch == 'w'))
		secret_wipe(secret);
}

static void secret_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t width = box.columns - 2 < LAYOUT_TEXT_COLUMNS ? box.columns - 2 : LAYOUT_TEXT_COLUMNS;
	struct page *page = page_new(width, full->paint);
	page_words(page, STYLE_STRONG, 0, 0, full->compares ? "The same passphrase again:"
	                                                    : "Passphrase for the private keys:");
	size_t field = box.row + page->lines.count;
	page_blank(page);
	if (full->error)
		page_words(page, STYLE_BAD, 0, 2, arena_printf(full->paint, "! %s", full->error));
	page_words(page, STYLE_PLAIN, 0, 0, full->compares ? "A slip of the fingers shows this way."
	        : "Nothing is shown while you type. Empty: the keys are not encrypted. Keys that are "
	          "used again are opened with it.");
	page_draw(page, 0, canvas, box.row, 1, box.rows);
	canvas_put(canvas, field, 1, 1, STYLE_PLAIN, "[");
	canvas_put(canvas, field, width, 1, STYLE_PLAIN, "]");
	canvas_cursor(canvas, field, 2);
}

static const struct hint secret_hints[] = {
	{ "Enter", NULL, "Accept", "ok" },
	{ "Esc", "^B", "Do not write", "not now" },
	{ "^U", NULL, "Erase", "erase" },
};

static const struct over_kind secret_over = {
	secret_draw, secret_key, HINTS(secret_hints),
};

void over_secret(struct full *full)
{
	over_page(full, &secret_over, "Passphrase", NULL);
}

bool full_is_secret(const struct full *full)
{
	return full->over == &secret_over;
}

size_t full_take_secret(struct full *full, char *room)
{
	size_t length = full->secrets[0].length;
	memcpy(room, full->secrets[0].text, length);
	room[length] = '\0';
	secrets_wipe(full);
	return length;
}

/* ---- while it is written ---- */

static void writing_draw(struct full *full, struct canvas *canvas, struct box box)
{
	size_t width = box.columns - 2 < LAYOUT_TEXT_COLUMNS ? box.columns - 2 : LAYOUT_TEXT_COLUMNS;
	struct page *page = page_new(width, full->paint);
	page_words(page, STYLE_STRONG, 0, 0, arena_printf(full->paint, "The plan is being written to %s.",
	        full->options.folder));
	page_blank(page);
	if (full->keys_count)
		page_printf(page, STYLE_PLAIN, 0, "Private keys: %zu of %zu made.", full->keys_done,
		        full->keys_count);
	page_blank(page);
	page_words(page, STYLE_PLAIN, 0, 0, "Nothing is in the folder before all is there. Esc or Ctrl-C "
	                                    "stops, and nothing is written.");
	page_draw(page, 0, canvas, box.row, 1, box.rows);
	canvas_cursor(canvas, box.row, 0);
}

static void writing_key(struct full *full, const struct key *key)
{
	(void)full;
	(void)key;
}

static const struct hint writing_hints[] = {
	{ "Esc", "^C", "Stop", "stop" },
};

static const struct over_kind writing_over = {
	writing_draw, writing_key, HINTS(writing_hints),
};

void full_writing(struct full *full, size_t done, size_t count)
{
	if (full->over != &writing_over)
		over_page(full, &writing_over, "Writing", NULL);
	full->keys_done = done;
	full->keys_count = count;
}

bool full_stops_writing(const struct key *key)
{
	return key->code == KEY_IS_ESC ||
	       (key->code == KEY_IS_CONTROL && (key->ch == 'c' || key->ch == 'b'));
}

/* ---- how it went ---- */

static void said_build(struct full *full, struct page *page)
{
	for (const char *line = full->said; *line;) {
		size_t length = strcspn(line, "\n");
		page_words(page, STYLE_PLAIN, 0, 2, arena_strndup(page->arena, line, length));
		line += length + (line[length] == '\n');
	}
	page_blank(page);
	page_words(page, STYLE_STRONG, 0, 0, "Enter goes back to the wizard.");
}

static const struct hint said_hints[] = {
	{ "Enter", "Esc", "Go on", "go on" },
	{ "Up Down PgUp PgDn", NULL, "Scroll", NULL },
};

static const struct over_kind said_over = {
	page_over_draw, page_over_key, HINTS(said_hints),
};

void over_said(struct full *full, bool done, const char *said)
{
	full->said = arena_strdup(full->arena, said);
	over_page(full, &said_over, done ? "Written" : "Not written", said_build);
}
