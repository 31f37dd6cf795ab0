/*
 * app/input.h: from the command line to a plan.
 */
#ifndef APP_INPUT_H
#define APP_INPUT_H

#include "app/cli.h"
#include "core/plan.h"
#include "core/proof.h"

struct input {
	struct know know;
	struct answers answers;
	struct date today; /* by the clock, where we are */
	const struct request *request;
	struct plan *plan;
	struct proof *proof;
};

/* The built-in knowledge, or that of --share. What is wrong with it has been printed. */
enum status know_load(const struct app *app, struct know *know);
/* Reads the answers that the first operand names, and plans. What is wrong with them has been
 * printed. All memory is the arena's. */
enum status input_read(const struct app *app, struct input *input);
/* STATUS_FOUND where the plan has error findings or the proof a "fail", else STATUS_FINE. */
enum status input_judge(const struct input *input);

#endif
