/*
 * terminal_parts.h: what the files of the terminal share.
 */
#ifndef TERMINAL_PARTS_H
#define TERMINAL_PARTS_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>

#include "base/buf.h"
#include "term/terminal.h"

/* Codes of our own, behind those of curses. */
#define TERMINAL_PASTE_BEGIN 0x1001
#define TERMINAL_PASTE_END 0x1002

/* Of the terminal; strings are terminfo's, NULL where it cannot. */
struct abilities {
	const char *move, *move_in_row, *clear, *erase; /* to the end of the row */
	const char *bold, *plain, *colour, *own_colours;
	bool moves_in_style; /* the cursor, without harm */
	bool scrolls_at_end; /* where its last cell is written to */
};

/* Where the terminal's cursor stands and what it writes with, as far as we know. */
struct pen {
	size_t row, column;
	bool is_placed;
	enum style style;
};

struct terminal {
	struct terminal_options options;
	SCREEN *screen;
	bool ascii;
	bool pastes;   /* it marks what is pasted */
	bool coloured;
	volatile sig_atomic_t is_away; /* somebody else has the terminal; a crash wants to know it */
	int signals;
	sigset_t mask_before;
	struct sigaction actions_before[4];
	struct abilities can;
	struct canvas shown; /* what was painted last */
	bool is_known;       /* `shown` is what the terminal shows */
	struct pen pen;
	struct buf frame;    /* what is sent for a picture */
	char bytes[5];     /* of a character that is not whole yet */
	size_t byte_count;
	bool is_pasting, paste_is_cut;
	bool paste_is_told;    /* that it does not end */
	long long paste_heard; /* when the last byte of it came, in milliseconds */
	bool ended;
	struct buf pasted;
};

/* capability.c */
/* What terminfo says of the terminal that is open; NULL: nothing. */
const char *capability(const char *name);
/* With its parameters filled in; valid until the next call. */
const char *capability_with(const char *text, int first, int second);
/* As the terminal is to be sent it. NULL: nothing. */
void capability_put(const char *text, struct buf *out);
bool terminal_marks_pastes(void);
struct abilities terminal_abilities(void);

/* input.c */
void terminal_define_keys(void);

#endif
