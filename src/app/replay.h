/*
 * replay.h: writing a plan, for the command and for the wizard.
 */
#ifndef APP_REPLAY_H
#define APP_REPLAY_H

#include "app/cli.h"
#include "app/interrupt.h"
#include "app/passphrase.h"
#include "x509/keyahead.h"
#include "x509/keyjob.h"

/* What a wizard has ready, and hears. */
struct replay_aid {
	struct keyahead *ahead;            /* keys made while the questions were answered */
	const struct interrupt *interrupt; /* is open */
	/* Was asked for already, and stays the caller's; NULL: it is asked for where keys are written. */
	const struct passphrase *passphrase;
	/* Waits for the keys in its own way: true when all `count` are over, false where somebody stops
	 * it. NULL: with a line of progress, until a signal comes. */
	bool (*wait)(void *owner, struct keyjob *job, size_t count);
	void *owner;
	bool replaces_keys; /* old keys that do not fit any more give way to new ones */
	/* Results; nothing was written. */
	bool stopped;       /* by somebody, or by a signal, which waits to be taken */
	struct err misfit;  /* an old key does not fit: the reason, which is not printed; else empty */
};

/* As the command replay. `aid` NULL: there is no wizard, and a signal ends the program. */
enum status replay_write(const struct app *app, struct replay_aid *aid);

#endif
