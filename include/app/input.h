/*
 * app/input.h: from the command line to a plan.
 */
#ifndef APP_INPUT_H
#define APP_INPUT_H

#include "app/cli.h"
#include "base/attr.h"
#include "base/err.h"
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

/* What a failure comes to. */
enum status status_of(const struct err *err);
/* The day by the clock, where we are. False: the clock cannot be read. */
MUST_CHECK bool today_read(struct date *today);
/* The built-in knowledge, or that of --share and --screens. What is wrong with it has been printed. */
enum status know_load(const struct app *app, struct know *know);
/* Reads the answers that the first operand names, and plans. What is wrong with them has been
 * printed. All memory is the arena's. */
enum status input_read(const struct app *app, struct input *input);
/* The same with steps that have no words (plan_sketch). */
enum status input_sketch(const struct app *app, struct input *input);
/* The same for another file, with the knowledge and the day of the first, which was read to the point
 * where these are known: also where its answers are wrong. */
enum status input_read_beside(const struct app *app, const char *file, const struct input *first,
        struct input *input);
/* Plans the same answers for another day. */
void input_replan(const struct app *app, struct input *input, struct date day);
/* STATUS_FOUND where the plan has error findings or the proof a "fail", else STATUS_FINE. */
enum status input_judge(const struct input *input);

#endif
