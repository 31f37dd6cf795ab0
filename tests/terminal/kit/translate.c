/* translate.c */
#include "translate.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* DEC, VT52 user's manual: ESC and a letter; ESC Y is followed by row and column, each from ' ' on. */
static const struct {
	char letter;
	const char *words;
} sequences[] = {
	{ 'A', "\033[A" }, { 'B', "\033[B" }, { 'C', "\033[C" }, { 'D', "\033[D" }, { 'H', "\033[H" },
	{ 'I', "\033M" }, { 'J', "\033[J" }, { 'K', "\033[K" },
};

static void letter_translate(struct translation *translation, char letter, struct buf *out)
{
	translation->state = letter == 'Y' ? TELL_ROW : TELL_TEXT;
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++) {
		if (sequences[i].letter == letter)
			buf_puts(out, sequences[i].words);
	}
}

static void escape_take(struct translation *translation, char c, struct buf *out)
{
	if (translation->is_vt52) {
		letter_translate(translation, c, out);
		return;
	}
	translation->length = 0;
	translation->state = c == '[' ? TELL_CONTROL : TELL_TEXT;
	if (c != '[')
		buf_printf(out, "\033%c", c);
}

/* ECMA-48, 8.3.103 REP: the character before it, so many times more. */
static void control_take(struct translation *translation, char c, struct buf *out)
{
	char *control = translation->control;
	bool is_over = c >= '@' && c <= '~';
	control[translation->length++] = c;
	if (!is_over && translation->length < sizeof(translation->control))
		return;
	translation->state = TELL_TEXT;
	control[translation->length - 1] = '\0';
	if (c == 'b') {
		for (long left = strtol(control, NULL, 10); left > 0; left--)
			buf_puts(out, translation->last);
		return;
	}
	buf_printf(out, "\033[%s%c", control, c);
}

static size_t bytes_of(unsigned char first)
{
	return first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
}

/* A whole character, or a question mark for what is none. */
static void text_take(struct translation *translation, char c, struct buf *out)
{
	bool follows = (c & 0xc0) == 0x80;
	if (translation->count < translation->wanted && !follows)
		buf_putc(out, '?');
	if (!follows || translation->count >= translation->wanted) {
		translation->count = 0;
		translation->wanted = bytes_of((unsigned char)c);
	}
	if (!translation->wanted) {
		buf_putc(out, '?');
		return;
	}
	translation->last[translation->count++] = c;
	translation->last[translation->count] = '\0';
	if (translation->count == translation->wanted)
		buf_puts(out, utf8_valid(translation->last) ? translation->last : "?");
}

void translate(struct translation *translation, const char *bytes, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		char c = bytes[i];
		switch (translation->state) {
		case TELL_TEXT:
			if (c == '\033') {
				translation->state = TELL_ESCAPE;
				break;
			}
			text_take(translation, c, out);
			break;
		case TELL_ESCAPE:
			escape_take(translation, c, out);
			break;
		case TELL_CONTROL:
			control_take(translation, c, out);
			break;
		case TELL_ROW:
			translation->row = c - ' ' + 1;
			translation->state = TELL_COLUMN;
			break;
		case TELL_COLUMN:
			buf_printf(out, "\033[%d;%dH", translation->row, c - ' ' + 1);
			translation->state = TELL_TEXT;
			break;
		}
	}
}
