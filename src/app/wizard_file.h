/*
 * wizard_file.h: which file the session is.
 */
#ifndef APP_WIZARD_FILE_H
#define APP_WIZARD_FILE_H

#include "app/cli.h"
#include "base/date.h"
#include "lines.h"

/* The operand; without one, a session that the person chooses, or a new one. `*path` NULL with
 * STATUS_FINE: the person left. */
enum status wizard_path(const struct app *app, struct lines *lines,
        const struct interrupt *interrupt, struct date today, const char **path);
/* Where the plan of a session goes: --output, else the session's name with .plan. */
const char *wizard_folder(const struct app *app, const char *path);

#endif
