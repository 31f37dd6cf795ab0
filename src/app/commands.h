/*
 * commands.h: the commands, for their table in commands.c.
 */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "app/cli.h"

enum status replay_run(const struct app *app);
enum status check_run(const struct app *app);
enum status explain_run(const struct app *app);
enum status diff_run(const struct app *app);
enum status certificate_run(const struct app *app);
enum status template_run(const struct app *app);
enum status help_run(const struct app *app);
enum status wizard_run(const struct app *app);

#endif
