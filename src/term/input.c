/* term/input.c: from what a terminal sends to keys. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "terminal_parts.h"

#define PASTE_LIMIT (256 * 1024) /* bytes; what is beyond it is no list of names */
#define ESCAPE 27
#define PASTE_PATIENCE 1000      /* milliseconds without a further byte */
#define PASTE_PAUSE 100          /* after which a key that no paste holds comes from a person */

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

static void character_take(int32_t c, struct key *key)
{
	static const enum key_code controls[] = {
		['\r'] = KEY_IS_ENTER, ['\n'] = KEY_IS_ENTER, ['\t'] = KEY_IS_TAB,
		['\b'] = KEY_IS_BACKSPACE, [ESCAPE] = KEY_IS_ESC,
	};
	uint32_t ch = (uint32_t)c;
	if (c == 127)
		*key = (struct key){ .code = KEY_IS_BACKSPACE };
	else if (ch < COUNT_OF(controls) && controls[ch])
		*key = (struct key){ .code = controls[ch] };
	else if (ch < ' ')
		*key = (struct key){ .code = KEY_IS_CONTROL,
			.ch = ch + (ch && ch <= 26 ? 'a' - 1 : '@') };
	else
		*key = (struct key){ .code = KEY_IS_CHAR, .ch = ch };
}

/* ---- bytes ---- */

/* How many bytes a character has that begins with this one; 0: none does. */
static size_t bytes_wanted(const struct terminal *terminal, unsigned byte)
{
	if (byte < 0x80 || terminal->ascii)
		return 1;
	return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
}

/* get_wch would swallow what follows a byte that is no character. True: `*c` is a whole one, or -1. */
static bool byte_take(struct terminal *terminal, int byte, int32_t *c)
{
	const char *text = terminal->bytes;
	bool follows = (byte & 0xc0) == 0x80;
	*c = -1;
	if (terminal->byte_count && !follows) {
		(void)ungetch(byte);
		terminal->byte_count = 0;
		return true;
	}
	terminal->bytes[terminal->byte_count++] = (char)byte;
	terminal->bytes[terminal->byte_count] = '\0';
	size_t wanted = bytes_wanted(terminal, (unsigned char)*text);
	if (terminal->byte_count < wanted)
		return false;
	terminal->byte_count = 0;
	if (wanted == 1)
		*c = byte;
	else if (wanted)
		*c = utf8_next(&text);
	return true;
}

/* ---- pastes ---- */

static long long milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* A person types keys into a paste whose end got lost, who would wait in vain for what they do. */
static bool paste_is_lost(struct terminal *terminal, int c)
{
	long long now = milliseconds(), pause = now - terminal->paste_heard;
	terminal->paste_heard = now;
	return pause >= PASTE_PAUSE && (c >= KEY_MIN || (c < ' ' && !strchr("\t\n\r", c)));
}

static void paste_begin(struct terminal *terminal)
{
	terminal->paste_heard = milliseconds();
	terminal->is_pasting = true;
	terminal->paste_is_cut = false;
	terminal->pasted.length = 0;
}

static void paste_add(struct terminal *terminal, int byte)
{
	if (terminal->pasted.length == PASTE_LIMIT)
		terminal->paste_is_cut = true;
	else if (byte)
		/* Terminals send line ends as Enter does. */
		buf_putc(&terminal->pasted, (char)(byte == '\r' ? '\n' : byte));
}

static enum terminal_got paste_give(struct terminal *terminal, struct key *key)
{
	bool is_none = terminal->paste_is_cut || !terminal->pasted.length;
	terminal->is_pasting = false;
	*key = (struct key){ .code = KEY_IS_PASTE,
		.text = is_none ? "" : terminal->pasted.data, .is_cut = terminal->paste_is_cut };
	return TERMINAL_KEY;
}

static enum terminal_got paste_give_before(struct terminal *terminal, int c, struct key *key)
{
	(void)ungetch(c);
	return paste_give(terminal, key);
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
	int c = getch();
	if (c == ERR)
		return false;
	if (c != '[' && c != 'O') {
		(void)ungetch(c);
		return false;
	}
	do
		c = getch();
	while (c >= ' ' && c < '@');
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

/* False: it is no key yet, or none at all. */
static bool code_or_byte_take(struct terminal *terminal, int c, struct key *key)
{
	int32_t character;
	if (c >= KEY_MIN)
		return code_take(c, key);
	if (!byte_take(terminal, c, &character) || (c == ESCAPE && sequence_skip()))
		return false;
	character_take(character, key);
	return true;
}

enum terminal_got terminal_read(struct terminal *terminal, struct key *key)
{
	struct pollfd watched;
	bool had_input = is_waiting(&watched), got = false;
	int c;
	if (terminal->ended)
		return TERMINAL_END;
	while ((c = getch()) != ERR) {
		got = true;
		if (c == TERMINAL_PASTE_BEGIN)
			paste_begin(terminal);
		else if (c == TERMINAL_PASTE_END && terminal->is_pasting)
			return paste_give(terminal, key);
		else if (terminal->is_pasting && paste_is_lost(terminal, c))
			return paste_give_before(terminal, c, key);
		else if (terminal->is_pasting && c < KEY_MIN)
			paste_add(terminal, c);
		else if (!terminal->is_pasting && code_or_byte_take(terminal, c, key))
			return TERMINAL_KEY;
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
