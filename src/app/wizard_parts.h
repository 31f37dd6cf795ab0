/*
 * wizard_parts.h: the session that a front end runs, and what it asks of the program.
 */
#ifndef APP_WIZARD_PARTS_H
#define APP_WIZARD_PARTS_H

#include "app/cli.h"
#include "app/interrupt.h"
#include "app/passphrase.h"
#include "base/date.h"
#include "base/err.h"
#include "core/flow.h"
#include "lines.h"
#include "store/session.h"
#include "ui/front.h"
#include "ui/sessions.h"
#include "wizard_keys.h"
#include "x509/keyjob.h"

struct wizard;
struct terminal;

/* One way to ask. */
struct front {
	/* Which of the sessions, or the new one at `fresh`: `wizard->path` is set, or stays NULL where the
	 * person leaves. False: it could not ask. */
	bool (*choose)(struct wizard *wizard, const struct session_entries *entries,
	        const char *fresh, struct err *err);
	/* Asks until the person leaves, the input ends or a signal comes (`signal` is set then), and
	 * saves at the end. False: it could not begin. */
	bool (*run)(struct wizard *wizard, struct err *err);
	void (*notice)(struct wizard *wizard, const char *text);
	/* Why the last save failed; NULL: it did not. */
	void (*unsaved)(struct wizard *wizard, const char *reason);
};

extern const struct front front_plain, front_full;

struct wizard {
	const struct app *app;
	struct know know;
	struct date today;
	const char *path;   /* of the session */
	const char *folder; /* of the plan */
	struct session_file *file;
	struct flow *flow;
	struct wizard_keys *keys; /* NULL: nothing will be written */
	bool keys_follow;         /* the answers as they are */
	const struct front *front;
	void *view;          /* the front end's own */
	struct terminal *terminal; /* is painted on; NULL: it is not open */
	const char *opening; /* what is to be said before the first question; NULL: nothing */
	struct lines lines;
	struct interrupt interrupt;
	bool by_hand; /* the file was not written by a wizard: it is kept at the first save */
	const char *unsaved; /* why the last save failed; NULL: it did not */
	bool read_only;
	bool asks_keys; /* the last writing said nothing: old keys do not fit, and the front end asks */
	int signal;   /* that ends us; 0: none */
	enum status status;
	enum status written; /* how the last writing ended */
};

/* wizard_choose.c: on a whole screen, which stays open where something was chosen. */
bool wizard_choose(struct wizard *wizard, const struct session_entries *entries, const char *fresh,
        struct err *err);
/* What a session holds: reads its file. Texts of the run's arena. */
struct session_card wizard_card(const struct wizard *wizard, const struct session_entry *entry);
/* wizard_file.c: line by line. */
bool wizard_choose_line(struct wizard *wizard, const struct session_entries *entries,
        const char *fresh, struct err *err);
/* Opens the terminal, unless it is open. */
MUST_CHECK bool wizard_terminal(struct wizard *wizard, struct err *err);
/* Before anything is said on the bare terminal. */
void wizard_terminal_close(struct wizard *wizard);
/* Saves what changed; to be called before anything is shown. */
void wizard_save(struct wizard *wizard);
/* The same after a key. False: somebody leaves, and is not told yet that it is not saved. */
bool wizard_save_before(struct wizard *wizard, enum front_wish wish);
/* What need not be done while somebody types: the keys follow the answers. */
bool wizard_has_work(const struct wizard *wizard);
void wizard_work(struct wizard *wizard);
/* How the plan is to be written. */
struct wizard_writing {
	struct front_consent consent;
	/* As in struct replay_aid. Both NULL: the terminal is line by line. */
	const struct passphrase *passphrase;
	bool (*wait)(void *owner, struct keyjob *job, size_t count);
	void *owner;
};

/* Writes the plan of what was saved. False: it was not written, and where a signal came that ends us,
 * `signal` is set. */
bool wizard_write(struct wizard *wizard, const struct wizard_writing *writing);
/* A signal, or somebody, stopped the writing: says so. Ctrl-C ends that only, all else the wizard. */
void wizard_stopped(struct wizard *wizard);
/* What the front ends are told. */
struct front_options wizard_options(const struct wizard *wizard);

#endif
