/*
 * ui/plain.h: the wizard as plain lines, for screen readers, serial lines and dumb terminals.
 *
 * A front end is a function from the session and a typed line to text: nothing here reads or writes
 * anything. The text never moves the cursor, and ends with the prompt, on an unfinished line.
 */
#ifndef UI_PLAIN_H
#define UI_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "core/flow.h"
#include "ui/front.h"

struct plain;

/* Options and flow are borrowed. */
struct plain *plain_new(struct flow *flow, const struct front_options *options);
void plain_free(struct plain *plain); /* NULL is allowed */

/* What is to be told before the first question. */
void plain_begin(struct plain *plain, struct buf *out);
/* `line` without its end; NULL: the input is over. To `out` goes what is to be told about it. */
enum front_wish plain_line(struct plain *plain, const char *line, struct buf *out);
/* Instead of a line that came in part only: it is told, and not taken. */
void plain_cut(struct plain *plain);
/* The question, up to the prompt: after plain_begin, after a line that wishes to go on and after
 * plain_written, when it is known whether what was answered is saved. */
void plain_ask(struct plain *plain, struct buf *out);
/* After FRONT_WRITE: how the writing went; the next question is the one for new keys where old ones do
 * not fit and nobody has agreed to that. */
void plain_written(struct plain *plain, bool done, struct buf *out);
/* With FRONT_WRITE. */
struct front_consent plain_consent(const struct plain *plain);
/* Why the last save failed; NULL: it did not. Shown with every question until a save succeeds. */
void plain_set_unsaved(struct plain *plain, const char *reason);
/* For the next line. Copied. */
void plain_set_keys(struct plain *plain, const struct front_keys *keys);
/* A message that stands before the next question. */
void plain_notice(struct plain *plain, const char *text);

#endif
