/*
 * wizard_keys.h: the private keys of the wizard's plan, made while its questions are answered.
 *
 * What a front end does: wizard_keys_follow after each accepted answer; wizard_keys_fd in its poll
 * loop, and wizard_keys_state when that is readable; wizard_keys_ahead for replay_write, and
 * wizard_keys_written after it.
 */
#ifndef APP_WIZARD_KEYS_H
#define APP_WIZARD_KEYS_H

#include "app/cli.h"
#include "core/plan.h"
#include "ui/front.h"
#include "x509/keyahead.h"

struct wizard_keys;

/* `folder` is where the plan will be written; both are borrowed. Until a plan wants a key, no thread
 * is started and libcrypto is not touched. */
struct wizard_keys *wizard_keys_new(const struct app *app, const char *folder);
void wizard_keys_free(struct wizard_keys *keys); /* wipes; NULL is allowed */

/* Makes the keys that writing this plan would make, and forgets all others: not those that are in the
 * folder, or in that of --seed-keys, and will be used again. NULL: something is missing in the
 * answers; all stays as it is. Costs nothing where the plan wants the same keys as before; else those
 * that are there are looked at. */
void wizard_keys_follow(struct wizard_keys *keys, const struct plan *plan);
/* Readable when a key is finished; may be -1. */
int wizard_keys_fd(const struct wizard_keys *keys);
/* Reads the descriptor empty. Texts are valid until the next call of another function here. */
struct front_keys wizard_keys_state(struct wizard_keys *keys);
struct keyahead *wizard_keys_ahead(struct wizard_keys *keys);
/* What was taken for writing is on the disk, or lost: then it is made again, when the plan is followed
 * next. `misfit`: why an old key was refused; NULL: none was. */
void wizard_keys_written(struct wizard_keys *keys, bool done, const char *misfit);

#endif
