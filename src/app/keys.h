/*
 * keys.h: the private keys and requests of a plan: who is asked for what, and the wait for them.
 */
#ifndef APP_KEYS_H
#define APP_KEYS_H

#include "app/input.h"
#include "app/interrupt.h"
#include "app/passphrase.h"
#include "x509/keyjob.h"

struct request_list LIST_OF(struct request_spec);

/* What the requests must say, for each certificate whose key is made here. */
struct request_list requests_make(const struct plan *plan, struct arena *arena);
/* Does the command line or the environment name a source? */
bool passphrase_is_offered(const struct app *app);
/* From --passphrase-fd, else CASPLAN_PASSPHRASE_FILE, else the terminal; none of them: empty. */
enum status passphrase_take(const struct app *app, struct passphrase *passphrase,
        const struct interrupt *interrupt, struct err *err);
/* Where keys to be used again are: --seed-keys, else, without --new-keys, what `output` has now. NULL:
 * nowhere. */
const char *seed_folder(const struct app *app, const char *output);
/* The same for the command line's --output, whose keys count with --force only. */
enum status seed_folder_find(const struct app *app, const char **folder, struct err *err);
/* Shows how far it is until all are made (true) or a signal has come (false). */
bool keys_wait(struct keyjob *job, size_t count, const struct interrupt *interrupt,
        const struct app *app);

#endif
