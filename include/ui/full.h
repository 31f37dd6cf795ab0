/*
 * ui/full.h: the wizard on a whole screen: a function from the session and a key to a grid of cells.
 * Nothing here reads a key or paints a terminal.
 *
 * One question at a time, its explanation below it, the keys at the foot; on wide screens the plan
 * beside it, as it would be with the choice under the cursor.
 */
#ifndef UI_FULL_H
#define UI_FULL_H

#include <stdbool.h>

#include "core/flow.h"
#include "ui/canvas.h"
#include "ui/front.h"
#include "ui/key.h"

struct full;

/* Options and flow are borrowed. */
struct full *full_new(struct flow *flow, const struct front_options *options);
void full_free(struct full *full); /* NULL is allowed */

enum front_wish full_key(struct full *full, const struct key *key);
/* Draws everything on a canvas of any size, which is reset already. */
void full_draw(struct full *full, struct canvas *canvas);
/* Work that can wait until nobody types: the plan as it would be. True: there is something new to be
 * drawn. */
bool full_idle(struct full *full);
bool full_has_work(const struct full *full);
/* The program ends: what is typed and not accepted becomes a draft. */
void full_leave(struct full *full);

/* A passphrase is being typed: keys are secret until this is false again. */
bool full_is_secret(const struct full *full);
/* With FRONT_WRITE: what was typed, which is wiped here; "" where nothing was, or is asked. `room` has
 * FRONT_SECRET_MAX + 1 bytes; gives the length. */
size_t full_take_secret(struct full *full, char *room);
/* While the plan is written: what is shown until full_written (a count of 0: nothing is known of keys),
 * ... */
void full_writing(struct full *full, size_t done, size_t count);
/* ... and whether this key stops it. */
bool full_stops_writing(const struct key *key);
/* After FRONT_WRITE: how the writing went, and what there is to be said about it (lines; NULL: nothing).
 * Where old keys do not fit and nobody has agreed to new ones, that is asked instead. */
void full_written(struct full *full, bool done, const char *said);
/* With FRONT_WRITE. */
struct front_consent full_consent(const struct full *full);
/* With FRONT_PRINT: the text. */
const char *full_print(const struct full *full);
/* Why the last save failed; NULL: it did not. Shown until a save succeeds. */
void full_set_unsaved(struct full *full, const char *reason);
/* Copied. */
void full_set_keys(struct full *full, const struct front_keys *keys);
/* A message that is shown until the next key: keys that come before it was drawn leave it. */
void full_notice(struct full *full, const char *text);

#endif
