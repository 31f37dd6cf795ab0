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
#define PASTE_END "\033[201~"
#define CONTROL_C 3
#define ESCAPE 27
#define PASTE_PATIENCE 1000      /* milliseconds without a further byte */
#define PASTE_PAUSE 100          /* after which a key that comes alone is a person's */

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

/*
 * Only its mark ends a paste, however long that takes. Were a stall taken for the end, the rest would come
 * as keys, and its first line end would answer whatever is asked. Where the mark got lost, nothing that a
 * person types can be told from what is pasted, but for Esc and Ctrl-C: they come alone, after a pause,
 * and a paste that has one of them goes on behind it. So the person is told, and ends it.
 */

static bool paste_is_broken_off(struct terminal *terminal, int c)
{
	long long now = milliseconds(), pause = now - terminal->paste_heard;
	terminal->paste_heard = now;
	if (pause < PASTE_PAUSE || (c != ESCAPE && c != CONTROL_C))
		return false;
	int next = getch();
	if (next != ERR)
		(void)ungetch(next);
	return next == ERR;
}

/* Also where the end of another one got lost: who pastes again because nothing came wants it once. */
static void paste_begin(struct terminal *terminal)
{
	terminal->paste_heard = milliseconds();
	terminal->is_pasting = true;
	terminal->paste_is_told = terminal->paste_is_cut = false;
	terminal->pasted.length = 0;
}

/* True: with this byte, the mark is whole. It comes as one key, unless a slow line tore it. */
static bool paste_add(struct terminal *terminal, int byte)
{
	struct buf *pasted = &terminal->pasted;
	const size_t length = strlen(PASTE_END);
	if (pasted->length == PASTE_LIMIT)
		terminal->paste_is_cut = true;
	else if (byte)
		/* Terminals send line ends as Enter does. */
		buf_putc(pasted, (char)(byte == '\r' ? '\n' : byte));
	if (byte != '~' || pasted->length < length ||
	        memcmp(pasted->data + pasted->length - length, PASTE_END, length) != 0)
		return false;
	pasted->length -= length;
	pasted->data[pasted->length] = '\0';
	return true;
}

static enum terminal_got paste_give(struct terminal *terminal, struct key *key)
{
	bool is_none = terminal->paste_is_cut || !terminal->pasted.length;
	terminal->is_pasting = false;
	*key = (struct key){ .code = KEY_IS_PASTE,
		.text = is_none ? "" : terminal->pasted.data, .is_cut = terminal->paste_is_cut };
	return TERMINAL_KEY;
}

/* True: it is over. */
static bool paste_take(struct terminal *terminal, int c)
{
	return c == TERMINAL_PASTE_END || paste_is_broken_off(terminal, c) ||
	       (c < KEY_MIN && paste_add(terminal, c));
}

int terminal_patience(const struct terminal *terminal)
{
	if (!terminal->is_pasting || terminal->paste_is_told)
		return -1;
	long long left = terminal->paste_heard + PASTE_PATIENCE - milliseconds();
	return left > 0 ? (int)left : 0;
}

/* True once, where it does not end. */
static bool paste_stalls(struct terminal *terminal)
{
	bool stalls = terminal_patience(terminal) == 0;
	terminal->paste_is_told |= stalls;
	return stalls;
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

/* What is left of a character after its first byte. */
static void character_skip(const struct terminal *terminal, int first)
{
	for (size_t left = bytes_wanted(terminal, (unsigned)first); left > 1; left--) {
		int c = getch();
		if (c != ERR && (c & ~0x3f) != 0x80) {
			(void)ungetch(c);
			return;
		}
	}
}

/*
 * What follows an Esc within curses' delay for it belongs to it: the rest of an unknown sequence, or a key
 * that was pressed with Alt. Neither is text, and its beginning is not the key Esc. False: Esc it was.
 *
 * Keys of a person who types Esc and goes on are told from Alt by time alone. Where both waited to be read,
 * because the program was busy or a script wrote them at once, they are taken for Alt: to ignore a key is
 * less than to leave a screen and type into another one. A second Esc, and keys that have an Esc of their
 * own, arrows or the beginning of a paste, are never a part of it.
 */
static bool sequence_skip(const struct terminal *terminal)
{
	int c = getch();
	if (c == ERR || c == KEY_BACKSPACE)
		return c != ERR;
	if (c == ESCAPE || c >= KEY_MIN) {
		(void)ungetch(c);
		return false;
	}
	if (c != '[' && c != 'O') {
		character_skip(terminal, c);
		return true;
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

/* Curses says the same when nothing has come and when nothing will: the descriptor knows. */
static bool is_over(void)
{
	struct pollfd watched = { .fd = STDIN_FILENO, .events = POLLIN };
	int bytes = 0;
	if (poll(&watched, 1, 0) <= 0)
		return false;
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
	if (!byte_take(terminal, c, &character) || (c == ESCAPE && sequence_skip(terminal)))
		return false;
	character_take(character, key);
	return true;
}

enum terminal_got terminal_read(struct terminal *terminal, struct key *key)
{
	bool got = false;
	int c;
	if (terminal->ended)
		return TERMINAL_END;
	while ((c = getch()) != ERR) {
		got = true;
		if (c == TERMINAL_PASTE_BEGIN)
			paste_begin(terminal);
		else if (terminal->is_pasting && paste_take(terminal, c))
			return paste_give(terminal, key);
		else if (!terminal->is_pasting && code_or_byte_take(terminal, c, key))
			return TERMINAL_KEY;
	}
	if (!got && is_over()) {
		terminal->ended = true;
		return TERMINAL_END;
	}
	return paste_stalls(terminal) ? TERMINAL_STALLED : TERMINAL_NOTHING;
}
