/* keys.c: from names of keys to what a terminal sends for them. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "base/attr.h"
#include "tty.h"

/* Reads meanwhile: a program that cannot write does not read either. */
void tty_send(struct tty *tty, const char *bytes, size_t length)
{
	long long until = tty_now() + TTY_PATIENCE;
	while (length > 0 && !tty->is_over && tty_now() < until) {
		ssize_t count = write(tty->master, bytes, length);
		if (count > 0) {
			bytes += count;
			length -= (size_t)count;
			continue;
		}
		struct pollfd watched = { .fd = tty->master, .events = POLLIN | POLLOUT };
		(void)poll(&watched, 1, 100);
		tty_drain(tty);
	}
}

void tty_type(struct tty *tty, const char *text)
{
	tty_send(tty, text, strlen(text));
}

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier modifier;
} keys[] = {
	{ "Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE }, { "Tab", VTERM_KEY_TAB, VTERM_MOD_NONE },
	{ "Backtab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "Backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE },
	{ "Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE }, { "Up", VTERM_KEY_UP, VTERM_MOD_NONE },
	{ "Down", VTERM_KEY_DOWN, VTERM_MOD_NONE }, { "Left", VTERM_KEY_LEFT, VTERM_MOD_NONE },
	{ "Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE }, { "Ins", VTERM_KEY_INS, VTERM_MOD_NONE },
	{ "Del", VTERM_KEY_DEL, VTERM_MOD_NONE }, { "Home", VTERM_KEY_HOME, VTERM_MOD_NONE },
	{ "End", VTERM_KEY_END, VTERM_MOD_NONE }, { "PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE },
	{ "PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
};

static bool named_send(struct tty *tty, const char *name)
{
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (strcmp(keys[i].name, name) == 0) {
			vterm_keyboard_key(tty->vterm, keys[i].key, keys[i].modifier);
			return true;
		}
	}
	return false;
}

static void key_send(struct tty *tty, const char *name)
{
	char control;
	if (named_send(tty, name))
		return;
	if (strcmp(name, "Space") == 0) {
		tty_type(tty, " ");
	} else if (name[0] == 'F' && name[1]) {
		vterm_keyboard_key(tty->vterm, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)),
		        VTERM_MOD_NONE);
	} else if (name[0] == '^' && name[1]) {
		control = (char)(name[1] & 31);
		tty_send(tty, &control, 1);
	} else {
		assert_int_equal(strlen(name), 1);
		tty_type(tty, name);
	}
}

void tty_keys(struct tty *tty, const char *names)
{
	char *copy = strdup(names), *rest = copy;
	assert_non_null(copy);
	for (const char *name; (name = strtok_r(rest, " ", &rest));)
		key_send(tty, name);
	free(copy);
}

void tty_paste(struct tty *tty, const char *text)
{
	tty_type(tty, "\033[200~");
	tty_type(tty, text);
	tty_type(tty, "\033[201~");
}

/* By mode 1006. */
void tty_click(struct tty *tty, int row, int column)
{
	char bytes[64];
	snprintf(bytes, sizeof(bytes), "\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1,
	        column + 1, row + 1);
	tty_type(tty, bytes);
}
