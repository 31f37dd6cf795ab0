/* app/input.c */
#include "app/input.h"

#include <assert.h>
#include <time.h>

#include "app/streams.h"
#include "core/screen_lint.h"
#include "store/answerfile.h"
#include "store/knowfile.h"

/* The folder's tables instead of those in `know`. */
static enum status know_replace(const struct app *app, struct know *know, const char *folder)
{
	struct problem_list problems = { 0 };
	if (know_read_folders(know, (struct texts){ &folder, 1 }, app->arena, &problems))
		screens_lint(know, &problems, app->arena);
	if (!problems.count)
		return STATUS_FINE;
	problems_print(NULL, &problems);
	return STATUS_WRONG;
}

enum status know_load(const struct app *app, struct know *know)
{
	const struct know builtin = know_builtin();
	const char *folder = cli_value(app->cli, OPTION_SHARE);
	const char *screens = cli_value(app->cli, OPTION_SCREENS);
	enum status status = STATUS_FINE;
	*know = folder ? (struct know){ .screens = builtin.screens,
		.screen_index = builtin.screen_index } : builtin;
	if (folder)
		status = know_replace(app, know, folder);
	if (status == STATUS_FINE && screens)
		status = know_replace(app, know, screens);
	const char *missing = know_empty_table(know);
	if (status == STATUS_FINE && missing)
		return failure_print(STATUS_WRONG, "--share: %s: nothing in it says %s", folder,
		        missing);
	return status;
}

enum status status_of(const struct err *err)
{
	return err->kind == ERR_ENVIRONMENT ? STATUS_ENVIRONMENT : STATUS_WRONG;
}

bool today_read(struct date *today)
{
	struct tm tm;
	time_t now = time(NULL);
	if (now == (time_t)-1 || !localtime_r(&now, &tm))
		return false;
	*today = (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	return true;
}

static enum status request_read(const struct app *app, const char *file, struct input *input)
{
	struct problem_list problems = { 0 };
	struct err err;
	struct date forced;
	const char *day = cli_value(app->cli, OPTION_DATE);
	bool has_day = day && date_parse(day, &forced);
	answers_init(&input->answers, &input->know, file, app->arena);
	if (!answers_read(&input->answers, file, &problems, &err))
		return failure_print(status_of(&err), "%s: %s", file, err.text);
	/* Also where the file is wrong already: all problems in one run. */
	input->request = request_make(&input->answers, input->today, has_day ? &forced : NULL,
	        app->arena, &problems);
	if (problems.count == 0 && input->request)
		return STATUS_FINE;
	problems_print(file, &problems);
	return STATUS_WRONG;
}

static void plan_read(const struct app *app, struct input *input)
{
	input->plan = plan_make(input->request, app->arena);
	input->proof = proof_make(input->plan);
}

static enum status answers_take(const struct app *app, struct input *input)
{
	*input = (struct input){ 0 };
	if (!today_read(&input->today))
		return failure_print(STATUS_ENVIRONMENT, "the clock cannot be read");
	enum status status = know_load(app, &input->know);
	if (status == STATUS_FINE)
		status = request_read(app, app->cli->operands.items[0], input);
	return status;
}

enum status input_read(const struct app *app, struct input *input)
{
	enum status status = answers_take(app, input);
	if (status == STATUS_FINE)
		plan_read(app, input);
	return status;
}

enum status input_sketch(const struct app *app, struct input *input)
{
	enum status status = answers_take(app, input);
	if (status != STATUS_FINE)
		return status;
	input->plan = plan_sketch(input->request, app->arena);
	input->proof = proof_make(input->plan);
	return STATUS_FINE;
}

enum status input_read_beside(const struct app *app, const char *file, const struct input *first,
        struct input *input)
{
	*input = (struct input){ .today = first->today, .know = first->know };
	enum status status = request_read(app, file, input);
	if (status == STATUS_FINE)
		plan_read(app, input);
	return status;
}

void input_replan(const struct app *app, struct input *input, struct date day)
{
	struct problem_list problems = { 0 };
	input->request =
	        request_make(&input->answers, input->today, &day, app->arena, &problems);
	assert(input->request);
	plan_read(app, input);
}

enum status input_judge(const struct input *input)
{
	if (input->proof->worst == RESULT_FAIL)
		return STATUS_FOUND;
	return plan_summarize(input->plan).errors ? STATUS_FOUND : STATUS_FINE;
}
