/*
 * ui/sessions.h: the wizard's first full screen where no file is named: which session to go on with. Like
 * ui/full.h a function from keys to cells, which reads nothing: what a session holds is told when it comes
 * into view.
 */
#ifndef UI_SESSIONS_H
#define UI_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"
#include "ui/front.h"
#include "ui/key.h"

/* Texts may hold whatever a disk holds. */
struct session_card {
	const char *name;  /* of the file, without its ending */
	const char *path;
	const char *saved; /* when it was last, "2026-11-22 14:05" */
	bool is_known;     /* the rest is told */
	const char *organization, *product; /* NULL: not answered yet */
	const char *stopped;  /* at which question */
	const char *problem;  /* why it cannot be read; NULL: it can */
	bool is_taken;        /* another process has it open: it can be looked at */
};

#define SESSIONS_NONE ((size_t)-1)

struct sessions;

/* Cards are copied, their texts borrowed. The cursor is on the first one. */
struct sessions *sessions_new(const struct session_card *cards, size_t count);
void sessions_free(struct sessions *sessions); /* NULL is allowed */

/* Gives QUIT, CHOSEN, SUSPEND, REPAINT or GO_ON. */
enum front_wish sessions_key(struct sessions *sessions, const struct key *key);
/* With FRONT_CHOSEN: its index; SESSIONS_NONE: a new one. */
size_t sessions_chosen(const struct sessions *sessions);
void sessions_draw(struct sessions *sessions, struct canvas *canvas);
/* After drawing: a session in view that is not known yet; SESSIONS_NONE: none. It is to be told, and all
 * drawn again. */
size_t sessions_unknown(const struct sessions *sessions);
void sessions_tell(struct sessions *sessions, size_t index, const struct session_card *card);

#endif
