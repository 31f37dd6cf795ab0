/*
 * replay.h: writing a plan, for the command and for the wizard.
 */
#ifndef APP_REPLAY_H
#define APP_REPLAY_H

#include "app/cli.h"
#include "app/interrupt.h"
#include "x509/keyahead.h"

/* What a wizard has ready, and hears. */
struct replay_aid {
	struct keyahead *ahead;            /* keys made while the questions were answered */
	const struct interrupt *interrupt; /* is open */
	bool replaces_keys; /* old keys that do not fit any more give way to new ones */
	/* Results; nothing was written. */
	bool stopped;       /* a signal came first, and waits to be taken */
	struct err misfit;  /* an old key does not fit: the reason, which is not printed; else empty */
};

/* As the command replay. `aid` NULL: there is no wizard, and a signal ends the program. */
enum status replay_write(const struct app *app, struct replay_aid *aid);

#endif
