/*
 * tty.h: a program at a terminal, as the person at that terminal sees it.
 *
 * The program runs in a tty, libvterm reads what it sends, and keys go in as xterm sends them. Nothing
 * here waits for a length of time: a test says what it waits for, and fails with the screen when that
 * has not come before a deadline that no healthy program reaches.
 */
#ifndef TTY_H
#define TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include <vterm.h>

#include "base/buf.h"
#include "translate.h"

#define TTY_PATIENCE 20000 /* milliseconds; the sanitized program on a busy machine needs some */

/* Everything may be left out. */
struct tty_options {
	int rows, columns;      /* 24 x 80 */
	const char *term;       /* xterm-256color; "": TERM is not set */
	const char *locale;     /* C.UTF-8 */
	const char *variables[4]; /* further "NAME=value" */
	const char *arguments[6]; /* of the program */
	int ignored;            /* a signal that is, as SIGHUP under nohup; 0: none */
	const char *program;    /* absolute; NULL: the one under test */
};

struct tty {
	pid_t pid;
	int rows, columns; /* libvterm never has fewer than it can bear */
	int master;
	int slave;    /* keeps the terminal's modes readable when the program has left */
	size_t marks; /* that came out of it */
	struct translation translation; /* for libvterm */
	VTerm *vterm;
	VTermScreen *screen;
	struct buf log;   /* what the program sent, byte for byte */
	struct buf shown; /* what the last call gave out */
	bool cursor_hidden, alternate;
	bool is_reading;
	bool is_over, is_stopped;
	int status;       /* of waitpid, where it is over */
	bool hung_up;
	/* A program that is to be killed at a moment: whoever waits for it then does not fail, and sees
	 * that it is over. 0: none. */
	long long doom;   /* microseconds of tty_now_exactly */
	/* After each thing that was waited for and seen. */
	void (*seen)(struct tty *tty, void *data);
	void *seen_data;
};

/* Runs the program under test (the environment's CASPLAN) in a folder, which is its HOME too. */
struct tty *tty_start(const char *folder, const struct tty_options *options);
/* Kills what is left of it. NULL is allowed. */
void tty_end(struct tty *tty);

/* The line to the terminal is cut. */
void tty_hang_up(struct tty *tty);

/* ---- keys ---- */

void tty_send(struct tty *tty, const char *bytes, size_t length);
void tty_type(struct tty *tty, const char *text);
/* Names with blanks between: Enter Esc Tab Backtab Space Backspace Up Down Left Right Home End PgUp PgDn
 * Del Ins F1..F12 ^A..^_, and single characters. */
void tty_keys(struct tty *tty, const char *names);
void tty_paste(struct tty *tty, const char *text);
void tty_click(struct tty *tty, int row, int column);
void tty_resize(struct tty *tty, int rows, int columns);

/* ---- what is seen ---- */

/* Without blanks at its end; valid until the next call of either. */
const char *tty_row(struct tty *tty, int row);
const char *tty_screen(struct tty *tty);
/* The first row with this text; -1: none. */
int tty_find(struct tty *tty, const char *text);
bool tty_shows(struct tty *tty, const char *text);
VTermPos tty_cursor(const struct tty *tty);
VTermScreenCell tty_cell(const struct tty *tty, int row, int column);
/* Did the program send these bytes since the log was emptied? */
bool tty_sent(const struct tty *tty, const char *bytes);
/* Lines are edited and echoed by the terminal, as a shell expects it. */
bool tty_is_canonical(const struct tty *tty);
/* Has it read everything that was sent to it? */
bool tty_has_read(const struct tty *tty);

/* ---- waiting ---- */

/* Milliseconds, and microseconds, of a clock that never goes back. */
long long tty_now(void);
long long tty_now_exactly(void);
/* Takes in what comes until something came or the time is there. */
void tty_pump(struct tty *tty, long long until);
/* Takes in what is there already. */
void tty_drain(struct tty *tty);
typedef bool tty_check(struct tty *tty, const void *data);
/* The screen is looked at when the program waits and all that it sent has come. False: it did not become
 * true in time. */
bool tty_until(struct tty *tty, tty_check *check, const void *data, long long milliseconds);

#define tty_wait_for(tty, check, data) tty_must((tty), (check), (data), #check, __FILE__, __LINE__)
#define tty_wait(tty, text) tty_must_show((tty), (text), __FILE__, __LINE__)
#define tty_wait_gone(tty, text) tty_must_hide((tty), (text), __FILE__, __LINE__)
/* For bytes that are no text. */
#define tty_wait_sent(tty, bytes) tty_must_send((tty), (bytes), __FILE__, __LINE__)
/* The status of waitpid. */
#define tty_wait_over(tty) tty_must_end((tty), __FILE__, __LINE__)
#define tty_wait_stopped(tty) tty_must_stop((tty), __FILE__, __LINE__)
/* Until all that was sent is read, and what follows from it is seen. */
#define tty_wait_read(tty) tty_must_read((tty), __FILE__, __LINE__)
/* Fails the test, with the screen. */
#define tty_fail(tty, what) tty_complain((tty), (what), __FILE__, __LINE__)

void tty_must(struct tty *tty, tty_check *check, const void *data, const char *what,
        const char *file, int line);
void tty_must_show(struct tty *tty, const char *text, const char *file, int line);
void tty_must_hide(struct tty *tty, const char *text, const char *file, int line);
void tty_must_send(struct tty *tty, const char *bytes, const char *file, int line);
int tty_must_end(struct tty *tty, const char *file, int line);
void tty_must_stop(struct tty *tty, const char *file, int line);
void tty_must_read(struct tty *tty, const char *file, int line);
void tty_complain(struct tty *tty, const char *what, const char *file, int line);

#endif
