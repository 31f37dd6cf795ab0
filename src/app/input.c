/* app/input.c */
#include "app/input.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "app/streams.h"
#include "store/answerfile.h"
#include "store/knowfile.h"

enum status know_load(const struct app *app, struct know *know)
{
	struct problem_list problems = { 0 };
	const char *folder = cli_value(app->cli, OPTION_SHARE);
	if (!folder) {
		*know = know_builtin();
		return STATUS_FINE;
	}
	*know = (struct know){ 0 };
	if (!know_read(know, folder, app->arena, &problems)) {
		problems_print(NULL, &problems);
		return STATUS_WRONG;
	}
	const char *missing = know_empty_table(know);
	if (missing)
		return failure_print(STATUS_WRONG, "--share: %s: nothing in it says %s", folder,
		        missing);
	return STATUS_FINE;
}

static bool today_read(struct date *today)
{
	struct tm tm;
	time_t now = time(NULL);
	if (now == (time_t)-1 || !localtime_r(&now, &tm))
		return false;
	*today = (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	return true;
}

/* A file that exists, and that we may not read, is no mistake on the command line. */
static enum status unreadable(const char *file, const struct err *err)
{
	enum status status = STATUS_WRONG;
	if (access(file, R_OK) != 0 && errno == EACCES)
		status = STATUS_ENVIRONMENT;
	return failure_print(status, "%s: %s", file, err->text);
}

static enum status request_read(const struct app *app, struct input *input)
{
	struct problem_list problems = { 0 };
	struct err err;
	struct date forced;
	const char *file = app->cli->operands.items[0];
	const char *day = cli_value(app->cli, OPTION_DATE);
	bool has_day = day && date_parse(day, &forced);
	answers_init(&input->answers, &input->know, file, app->arena);
	if (!answers_read(&input->answers, file, &problems, &err))
		return unreadable(file, &err);
	/* Also where the file is wrong already: all problems in one run. */
	input->request = request_make(&input->answers, input->today, has_day ? &forced : NULL,
	        app->arena, &problems);
	if (problems.count == 0 && input->request)
		return STATUS_FINE;
	problems_print(file, &problems);
	return STATUS_WRONG;
}

enum status input_read(const struct app *app, struct input *input)
{
	*input = (struct input){ 0 };
	if (!today_read(&input->today))
		return failure_print(STATUS_ENVIRONMENT, "the clock cannot be read");
	enum status status = know_load(app, &input->know);
	if (status == STATUS_FINE)
		status = request_read(app, input);
	if (status != STATUS_FINE)
		return status;
	input->plan = plan_make(input->request, app->arena);
	input->proof = proof_make(input->plan);
	return STATUS_FINE;
}

enum status input_judge(const struct input *input)
{
	if (input->proof->worst == RESULT_FAIL)
		return STATUS_FOUND;
	return plan_summarize(input->plan).errors ? STATUS_FOUND : STATUS_FINE;
}
