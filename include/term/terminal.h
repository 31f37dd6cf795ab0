/*
 * term/terminal.h: a terminal, full-screen, through ncurses.
 *
 * One at a time. Size changes, suspension and continuation are read from a descriptor, so that no
 * handler runs; SIGINT, SIGTERM and SIGHUP are left to whoever opened the terminal. When the program
 * ends by exit(), by a crash or by SIGQUIT, the terminal is given back as it was.
 */
#ifndef TERM_TERMINAL_H
#define TERM_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "ui/canvas.h"
#include "ui/key.h"

struct terminal;

struct terminal_options {
	bool colour;
	bool mouse; /* clicks come as keys; the terminal's own selection needs Shift then */
};

/* Can the terminal named by TERM be painted on at all? False: only lines can be written to it. */
bool terminal_is_able(void);
/* NULL with a reason: it cannot be opened. To be called before threads are started. */
struct terminal *terminal_open(const struct terminal_options *options, struct err *err);
void terminal_close(struct terminal *terminal); /* NULL is allowed */

/* Only ASCII can be shown and typed. */
bool terminal_is_ascii(const struct terminal *terminal);
void terminal_size(const struct terminal *terminal, size_t *rows, size_t *columns);
/* Sends what differs from the canvas that was painted last. */
void terminal_paint(struct terminal *terminal, const struct canvas *canvas);
/* The terminal may show something else than was sent: the next painting sends everything. */
void terminal_repaint(struct terminal *terminal);

enum terminal_got {
	TERMINAL_KEY,
	TERMINAL_NOTHING,
	TERMINAL_STALLED, /* nothing, in the middle of a paste: told once. Esc or Ctrl-C ends the paste */
	TERMINAL_END,     /* nobody is there any more */
};

/* Readable: there may be a key. */
int terminal_input(const struct terminal *terminal);
/* The next key, without waiting; the text of a paste is the terminal's until the next call. */
enum terminal_got terminal_read(struct terminal *terminal, struct key *key);
/* Milliseconds after which terminal_read is to be called although nothing came: a paste may stall. -1:
 * none. */
int terminal_patience(const struct terminal *terminal);
/* Readable: something happened to the terminal; terminal_happened takes it in. */
int terminal_events(const struct terminal *terminal);
void terminal_happened(struct terminal *terminal);

/* Before and after something secret is typed or pasted: nothing of what was read stays in memory, and a
 * paste of its size leaves no copies. */
void terminal_forget(struct terminal *terminal);
/* Gives the terminal back for a while, as it was, and takes it again. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);
/* Stops the program until somebody continues it. */
void terminal_suspend(struct terminal *terminal);

#endif
