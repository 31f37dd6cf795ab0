/*
 * wizard.h: the wizard on a terminal: which question is on the screen, and answering it as a person does.
 *
 * What should be on the screen is asked of the engine: it reads the session file, which holds every
 * answer, and the question that is shown, before the question is painted.
 */
#ifndef WIZARD_H
#define WIZARD_H

#include "core/flow.h"
#include "place.h"

/* ---- the screen ---- */

/* The number in the title; 0: there is none. */
int wizard_position(struct tty *tty);
/* A question is painted to its end: the cursor is on its focus, which comes last. */
bool wizard_is_painted(struct tty *tty);
/* The cursor is at the marker ">" or in a field "[...]". */
bool wizard_cursor_is_on_focus(struct tty *tty);
void wizard_wait(struct tty *tty);
void wizard_wait_at(struct tty *tty, int position);
/* Waits until something with this text is painted to its end: rows come from the top, and the cursor,
 * which is never among the keys at the foot, comes last. */
void wizard_wait_page(struct tty *tty, const char *text);
/* Waits until the keys stand in the last row: another size is taken in. */
void wizard_wait_size(struct tty *tty);
/* Sends a key and waits until another question is painted. */
void wizard_turn(struct tty *tty, const char *key);
/* Waits until the row under the cursor has the text. */
void wizard_wait_focus(struct tty *tty, const char *text);

/* All rows as text, and waiting until they are the same again. */
const char *wizard_screen(struct place *place, struct tty *tty);
void wizard_wait_same(struct tty *tty, const char *screen);

/* ---- the session ---- */

struct shown {
	struct arena *arena;
	struct know know;
	struct flow *flow;
	const struct flow_spot *spot; /* the question that the session stands at */
	int position;                 /* its number */
};

/* What the session file says. */
void shown_open(struct shown *view, struct place *place);
void shown_close(struct shown *view);
/* The file without its group "session". */
const char *session_answers(struct place *place, const char *name);

/* A session with all answers (kit/finished.cfg) that stopped at the question of this path; resumed, and
 * what it says about that is gone. Options as for place_start. */
struct tty *wizard_resume(struct place *place, const char *path, const struct tty_options *options);

/* ---- ways through it ---- */

/* A line of tests/screens/paths/NAME.path. */
struct way_answer {
	const char *path, *text;
};

struct way LIST_OF(struct way_answer);

struct way way_read(struct place *place, const char *name);
/* Waits for the question that the session stands at, gives what the way has for it, leaves what it
 * has not, and stays there: the next Enter accepts. Fails where the screen shows another question. */
void way_answer(struct place *place, struct tty *tty, const struct way *way);
/* Answers and goes on until a question of this kind. */
void way_go(struct place *place, struct tty *tty, const struct way *way, enum question_kind kind);

#endif
