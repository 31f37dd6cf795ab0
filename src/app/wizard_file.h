/*
 * wizard_file.h: which file the session is.
 */
#ifndef APP_WIZARD_FILE_H
#define APP_WIZARD_FILE_H

#include "wizard_parts.h"

/* The operand; without one, a session that the person chooses, or a new one. `wizard->path` NULL with
 * STATUS_FINE: the person left. */
enum status wizard_find(struct wizard *wizard);
/* Where the plan of a session goes: --output, else the session's name with .plan. */
const char *wizard_folder(const struct app *app, const char *path);

#endif
