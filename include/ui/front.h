/*
 * ui/front.h: what the front ends of the wizard share with whoever runs them.
 */
#ifndef UI_FRONT_H
#define UI_FRONT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/list.h"

struct front_options {
	const char *file;   /* the session, as the person calls it */
	const char *folder; /* where the plan will be written */
	bool (*folder_is_used)(const char *folder); /* is something in it? */
	bool read_only;     /* somebody else has the session open */
	bool asks_passphrase; /* for private keys, where some are written (the full screen only) */
};

/* A passphrase that is typed: bytes, with a NUL behind them. */
#define FRONT_SECRET_MAX 1023

/* The private keys that writing needs. */
struct front_keys {
	size_t made, wanted;  /* of those that are made while the questions are answered */
	size_t kept;          /* are there already, and will be used again */
	struct texts misfits; /* are there, and no longer what the plan asks for; a sentence for each */
};

/* With FRONT_WRITE: what the person agreed to. */
struct front_consent {
	bool errors;   /* the plan has some */
	bool new_keys; /* in the place of those that do not fit */
	bool has_keys; /* no agreement: private keys are written */
};

/* What the program is to do after a key or a line. */
enum front_wish {
	FRONT_GO_ON, /* save, show, wait */
	FRONT_QUIT,
	FRONT_WRITE,   /* write the plan, and tell how it went */
	FRONT_SUSPEND, /* give the terminal back until the program is continued */
	FRONT_REPAINT, /* the terminal may show something else than we think */
	FRONT_PRINT,   /* show a text on the terminal as it is, until Enter */
	FRONT_CHOSEN,  /* a session was chosen */
};

#endif
