/*
 * help.h: help, printed from the tables.
 */
#ifndef APP_HELP_H
#define APP_HELP_H

#include "app/cli.h"
#include "base/buf.h"
#include "know/know.h"

/* About the program, where `command` is NULL, or about one of its commands. */
void help_add(struct buf *out, const struct subcommand *command);
/* Every key of an answer file. */
void reference_add(struct buf *out, const struct know *know, struct arena *arena);

#endif
