/* app/check.c: what a plan would say, and nothing written. */
#include "commands.h"

#include "app/input.h"
#include "app/streams.h"
#include "app/report.h"
#include "emit/emit.h"

enum status check_run(const struct app *app)
{
	struct input input;
	struct buf out;
	enum status status = input_read(app, &input);
	if (status != STATUS_FINE)
		return status;
	buf_init(&out);
	if (cli_has(app->cli, OPTION_JSON)) {
		emit_plan_json(&out, input.plan, input.proof);
	} else if (!app->quiet) {
		report_subject(&out, input.plan);
		buf_putc(&out, '\n');
		report_findings(&out, input.plan, app->colour);
		report_proof(&out, input.proof, app->colour);
		report_counts(&out, input.plan, input.proof);
	}
	stdout_add(&out);
	buf_done(&out);
	return input_judge(&input);
}
