/* app/check.c: what a plan would say, and nothing written. */
#include "commands.h"

#include "app/input.h"
#include "app/streams.h"
#include "app/report.h"
#include "core/advise.h"
#include "emit/emit.h"
#include "report_scenarios.h"

static void plan_add(struct buf *out, const struct app *app, const struct input *input)
{
	struct advice advice = advise_make(input->plan, input->proof);
	report_subject(out, input->plan);
	buf_putc(out, '\n');
	report_findings(out, input->plan, app->colour);
	report_proof(out, input->proof, app->colour);
	if (cli_has(app->cli, OPTION_DETAILS))
		report_verdicts(out, input->plan, input->proof, app->colour);
	report_fixes(out, input->plan, input->proof, &advice, app->colour);
	report_counts(out, input->plan, input->proof);
}

/* The scenarios stand in the place of the findings: each has its own. */
static void scenarios_add(struct buf *out, const struct app *app, const struct input *input)
{
	bool as_json = cli_has(app->cli, OPTION_JSON);
	enum advice_extent extent;
	if (app->quiet && !as_json)
		return;
	struct ranked_list list = advise_scenarios(input->plan, app->arena, &extent);
	if (as_json) {
		scenarios_json(out, &list);
		return;
	}
	report_subject(out, input->plan);
	buf_putc(out, '\n');
	report_scenarios(out, &list, extent, app->colour);
}

enum status check_run(const struct app *app)
{
	struct input input;
	struct buf out;
	bool whole = cli_has(app->cli, OPTION_JSON) && !cli_has(app->cli, OPTION_ADVISE);
	enum status status = whole ? input_read(app, &input) : input_sketch(app, &input);
	if (status != STATUS_FINE)
		return status;
	buf_init(&out);
	if (cli_has(app->cli, OPTION_ADVISE)) {
		scenarios_add(&out, app, &input);
	} else if (cli_has(app->cli, OPTION_JSON)) {
		advise_make(input.plan, input.proof);
		emit_plan_json(&out, input.plan, input.proof);
	} else if (!app->quiet) {
		plan_add(&out, app, &input);
	}
	stdout_add(&out);
	buf_done(&out);
	return input_judge(&input);
}
