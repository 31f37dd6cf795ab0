/* term/input.c: from what a terminal sends to keys. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/text.h"
#include "terminal_parts.h"

#define PASTE_LIMIT (256 * 1024) /* bytes; what is beyond it is no list of names */
#define ESCAPE 27
#define PASTE_PATIENCE 1000      /* milliseconds without a further byte */

static const struct {
	int code;
	enum key_code key;
} codes[] = {
	{ KEY_ENTER, KEY_IS_ENTER }, { KEY_BTAB, KEY_IS_BACKTAB },
	{ KEY_BACKSPACE, KEY_IS_BACKSPACE }, { KEY_DC, KEY_IS_DELETE }, { KEY_IC, KEY_IS_INSERT },
	{ KEY_UP, KEY_IS_UP }, { KEY_DOWN, KEY_IS_DOWN }, { KEY_LEFT, KEY_IS_LEFT },
	{ KEY_RIGHT, KEY_IS_RIGHT }, { KEY_HOME, KEY_IS_HOME }, { KEY_END, KEY_IS_END },
	{ KEY_LL, KEY_IS_END }, { KEY_PPAGE, KEY_IS_PAGE_UP }, { KEY_NPAGE, KEY_IS_PAGE_DOWN },
	{ KEY_A1, KEY_IS_HOME }, { KEY_C1, KEY_IS_END }, { KEY_A3, KEY_IS_PAGE_UP },
	{ KEY_C3, KEY_IS_PAGE_DOWN },
};

static bool mouse_take(struct key *key)
{
	MEVENT event;
	if (getmouse(&event) != OK || !(event.bstate & (BUTTON1_CLICKED | BUTTON1_PRESSED)))
		return false;
	*key = (struct key){ .code = KEY_IS_MOUSE, .row = (size_t)event.y,
		.column = (size_t)event.x };
	return true;
}

/* False: the code means nothing here. */
static bool code_take(int code, struct key *key)
{
	if (code == KEY_MOUSE)
		return mouse_take(key);
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		*key = (struct key){ .code = KEY_IS_FUNCTION, .ch = (uint32_t)(code - KEY_F0) };
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		if (codes[i].code == code) {
			*key = (struct key){ .code = codes[i].key };
			return true;
		}
	}
	return false;
}

static void character_take(wint_t c, struct key *key)
{
	static const enum key_code controls[] = {
		['\r'] = KEY_IS_ENTER, ['\n'] = KEY_IS_ENTER, ['\t'] = KEY_IS_TAB,
		['\b'] = KEY_IS_BACKSPACE, [ESCAPE] = KEY_IS_ESC,
	};
	*key = (struct key){ .code = KEY_IS_CHAR, .ch = (uint32_t)c };
	if (c == 127) {
		key->code = KEY_IS_BACKSPACE;
	} else if (c < COUNT_OF(controls) && controls[c]) {
		key->code = controls[c];
	} else if (c < ' ') {
		key->code = KEY_IS_CONTROL;
		key->ch = c + (c && c <= 26 ? 'a' - 1 : '@');
	}
}

/* ---- pastes ---- */

static void paste_add(struct terminal *terminal, wint_t c)
{
	char bytes[4];
	/* Terminals send line ends as Enter does. */
	size_t length = utf8_encode(c == '\r' ? '\n' : (int32_t)c, bytes);
	if (terminal->pasted.length + length <= PASTE_LIMIT && c)
		buf_add(&terminal->pasted, bytes, length);
}

static enum terminal_got paste_give(struct terminal *terminal, struct key *key)
{
	terminal->is_pasting = false;
	*key = (struct key){ .code = KEY_IS_PASTE,
		.text = terminal->pasted.length ? terminal->pasted.data : "" };
	return TERMINAL_KEY;
}

int terminal_patience(const struct terminal *terminal)
{
	return terminal->is_pasting ? PASTE_PATIENCE : -1;
}

/* ---- sequences that terminfo does not know of ---- */

/* Many a terminal is called vt100 and sends what xterm sends. */
void terminal_define_keys(void)
{
	static const struct {
		const char *sequence;
		int code;
	} usual[] = {
		{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT }, { "\033OA", KEY_UP }, { "\033OB", KEY_DOWN },
		{ "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT }, { "\033[H", KEY_HOME },
		{ "\033[F", KEY_END }, { "\033OH", KEY_HOME }, { "\033OF", KEY_END },
		{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[2~", KEY_IC },
		{ "\033[3~", KEY_DC }, { "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
		{ "\033[Z", KEY_BTAB }, { "\033OP", KEY_F(1) }, { "\033OQ", KEY_F(2) },
		{ "\033OR", KEY_F(3) }, { "\033[11~", KEY_F(1) }, { "\033[12~", KEY_F(2) },
		{ "\033[13~", KEY_F(3) }, { "\033[15~", KEY_F(5) }, { "\033[21~", KEY_F(10) },
		{ "\033[[A", KEY_F(1) }, { "\033[[B", KEY_F(2) }, { "\033[[C", KEY_F(3) },
		{ "\033[[E", KEY_F(5) },
	};
	for (size_t i = 0; i < COUNT_OF(usual); i++) {
		if (key_defined(usual[i].sequence) == 0)
			(void)define_key(usual[i].sequence, usual[i].code);
	}
}

/* What is left of an unknown sequence is no text, and its beginning not the key Esc. False: Esc it was. */
static bool sequence_skip(void)
{
	wint_t c;
	if (get_wch(&c) != OK)
		return false;
	if (c != '[' && c != 'O') {
		(void)unget_wch((wchar_t)c);
		return false;
	}
	while (get_wch(&c) == OK && (c < '@' || c > '~'))
		;
	return true;
}

/* ---- reading ---- */

int terminal_input(const struct terminal *terminal)
{
	(void)terminal;
	return STDIN_FILENO;
}

static bool is_waiting(struct pollfd *watched)
{
	*watched = (struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN };
	return poll(watched, 1, 0) > 0;
}

/* Curses says the same when nothing has come and when nothing will: the descriptor knows. */
static bool is_over(void)
{
	struct pollfd watched;
	if (!is_waiting(&watched))
		return false;
	int bytes = 0;
	if (watched.revents & (POLLERR | POLLNVAL | POLLHUP))
		return true;
	/* Something can be read, and it is nothing: the end of the input. */
	return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes == 0;
}

enum terminal_got terminal_read(struct terminal *terminal, struct key *key)
{
	struct pollfd watched;
	bool had_input = is_waiting(&watched), got = false;
	wint_t c;
	int kind;
	if (terminal->ended)
		return TERMINAL_END;
	while ((kind = get_wch(&c)) != ERR) {
		got = true;
		if (kind == KEY_CODE_YES && c == TERMINAL_PASTE_BEGIN) {
			terminal->is_pasting = true;
			terminal->pasted.length = 0;
		} else if (kind == KEY_CODE_YES && c == TERMINAL_PASTE_END && terminal->is_pasting) {
			return paste_give(terminal, key);
		} else if (terminal->is_pasting) {
			if (kind == OK)
				paste_add(terminal, c);
		} else if (kind == OK) {
			if (c == ESCAPE && sequence_skip())
				continue;
			character_take(c, key);
			return TERMINAL_KEY;
		} else if (code_take((int)c, key)) {
			return TERMINAL_KEY;
		}
	}
	if (had_input && !got && is_over()) {
		terminal->ended = true;
		return TERMINAL_END;
	}
	/* Called after its patience: the end of the paste got lost. */
	if (terminal->is_pasting && !had_input && !got)
		return paste_give(terminal, key);
	return TERMINAL_NOTHING;
}
