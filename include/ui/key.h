/*
 * ui/key.h: what a person did at the keyboard, whatever the terminal sent for it.
 */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	KEY_IS_NONE,
	KEY_IS_CHAR, /* `ch`; control characters come as their letter with KEY_IS_CONTROL, bytes that
	              * are no character as -1 */
	KEY_IS_CONTROL, /* `ch` is the letter in lower case, or one of [ \ ] ^ _ */
	KEY_IS_ENTER,
	KEY_IS_ESC,
	KEY_IS_TAB,
	KEY_IS_BACKTAB,
	KEY_IS_BACKSPACE,
	KEY_IS_DELETE,
	KEY_IS_INSERT,
	KEY_IS_UP,
	KEY_IS_DOWN,
	KEY_IS_LEFT,
	KEY_IS_RIGHT,
	KEY_IS_HOME,
	KEY_IS_END,
	KEY_IS_PAGE_UP,
	KEY_IS_PAGE_DOWN,
	KEY_IS_FUNCTION, /* `ch` is the number */
	KEY_IS_PASTE,    /* `text`: all of it at once, line ends included */
	KEY_IS_MOUSE,    /* a click at `row`, `column` */
};

struct key {
	enum key_code code;
	uint32_t ch;
	const char *text; /* of a paste; the sender's, until the next key */
	bool is_cut;      /* the paste was longer than anybody takes: nothing of it is in `text` */
	size_t row, column;
};

#endif
