/* app/replay.c: answers in, a folder of files out. */
#include "replay.h"

#include <stdlib.h>

#include "app/input.h"
#include "app/streams.h"
#include "app/report.h"
#include "app/sheet.h"
#include "commands.h"
#include "core/advise.h"
#include "emit/emit.h"
#include "keys.h"
#include "store/outdir.h"
#include "x509/secrets.h"
#include "x509/warmup.h"

struct replay {
	const struct app *app;
	struct replay_aid *aid; /* NULL: none */
	struct input input;
	const struct interrupt *interrupt;
	struct passphrase passphrase;
	struct request_list requests;
	struct keyjob *job;
	struct output output;
	struct outdir *dir;
	bool stops;          /* somebody does not want to wait */
	enum status written; /* what became of the files so far */
	struct err reason;   /* where it is not STATUS_FINE */
	const char *backup; /* NULL: nothing was moved aside */
	size_t reused;      /* keys that were there before */
	size_t ready;       /* new ones that were made before they were needed */
};

/* The threads write into the folder: they end first. */
static void replay_stop(struct replay *replay)
{
	keyjob_free(replay->job);
	replay->job = NULL;
	passphrase_wipe(&replay->passphrase);
	output_done(&replay->output);
	outdir_abandon(replay->dir);
	replay->dir = NULL;
}

/* The only way that die() has to remove what is unfinished. The threads that make keys report what
 * fails, and leave dying to the one that started them. */
static struct replay *unfinished;

static void remove_unfinished(void)
{
	if (unfinished)
		replay_stop(unfinished);
	unfinished = NULL;
}

static enum status replay_open(struct replay *replay, struct err *err)
{
	bool refused;
	const struct cli *cli = replay->app->cli;
	replay->dir = outdir_open(cli_value(cli, OPTION_OUTPUT), cli_has(cli, OPTION_FORCE),
	        replay->input.today, &refused, err);
	if (!replay->dir)
		return refused ? STATUS_WRONG : STATUS_ENVIRONMENT;
	return STATUS_FINE;
}

static enum status replay_start_keys(struct replay *replay, struct err *err)
{
	const char *seed_folder = NULL;
	replay->requests = requests_make(replay->input.plan, replay->app->arena);
	enum status status = seed_folder_find(replay->app, &seed_folder, err);
	if (status != STATUS_FINE || !replay->requests.count)
		return status;
	if (replay->aid && replay->aid->passphrase)
		replay->passphrase = *replay->aid->passphrase;
	else
		status = passphrase_take(replay->app, &replay->passphrase, replay->interrupt, err);
	if (status != STATUS_FINE || interrupt_seen(replay->interrupt))
		return status;
	const struct key_options options = {
		.folder = outdir_fd(replay->dir),
		.seed_folder = seed_folder,
		.replaces_misfits = replay->aid && replay->aid->replaces_keys,
		.passphrase = replay->passphrase.length ? replay->passphrase.text : NULL,
		.ahead = replay->aid ? replay->aid->ahead : NULL,
	};
	replay->job = keyjob_start(replay->requests.items, replay->requests.count, &options);
	return STATUS_FINE;
}

/* After a failure or a signal nothing more is written. */
static void replay_take_file(void *owner, const char *path, const struct buf *data)
{
	struct replay *replay = owner;
	if (replay->written != STATUS_FINE || interrupt_seen(replay->interrupt))
		return;
	if (!outdir_write(replay->dir, path, data->data, data->length, 0666, &replay->reason))
		replay->written = STATUS_ENVIRONMENT;
}

/* While keys are being made. */
static enum status replay_write_files(struct replay *replay, struct err *err)
{
	output_init(&replay->output, replay->app->arena, replay_take_file, replay);
	for (size_t i = 0; i < emitter_count && replay->written == STATUS_FINE &&
	        !interrupt_seen(replay->interrupt); i++)
		emitters[i].emit(&replay->output, replay->input.plan, replay->input.proof);
	output_end(&replay->output);
	*err = replay->reason;
	return replay->written;
}

static enum status replay_finish_keys(struct replay *replay, struct err *err)
{
	if (!replay->job)
		return STATUS_FINE;
	if (replay->aid && replay->aid->wait)
		replay->stops = !replay->aid->wait(
		        replay->aid->owner, replay->job, replay->requests.count);
	else
		replay->stops = !keys_wait(
		        replay->job, replay->requests.count, replay->interrupt, replay->app);
	if (replay->stops)
		return STATUS_FINE;
	if (!keyjob_finish(replay->job, err))
		return status_of(err);
	replay->reused = keyjob_reused(replay->job);
	replay->ready = keyjob_ready(replay->job);
	return STATUS_FINE;
}

static enum status replay_commit(struct replay *replay, struct err *err)
{
	struct outdir *dir = replay->dir;
	replay->dir = NULL;
	return outdir_commit(dir, &replay->backup, replay->app->arena, err) ? STATUS_FINE
	                                                                    : STATUS_ENVIRONMENT;
}

/* Nothing is left of what was begun. Without a wizard this is the end. */
static void replay_give_up(struct replay *replay)
{
	remove_unfinished();
	if (!replay->aid)
		interrupt_die(replay->interrupt);
	replay->aid->stopped = true;
}

/* One after the other, until one fails or a signal comes. */
static enum status replay_all(struct replay *replay, struct err *err)
{
	static enum status (*const parts[])(struct replay *, struct err *) = {
		replay_open,
		replay_start_keys,
		replay_write_files,
		replay_finish_keys,
		replay_commit,
	};
	enum status status = STATUS_FINE;
	unfinished = replay;
	for (size_t i = 0; i < COUNT_OF(parts) && status == STATUS_FINE && unfinished; i++) {
		status = parts[i](replay, err);
		/* Once it has taken its place there is nothing to take back. */
		if ((replay->stops || interrupt_seen(replay->interrupt)) && replay->dir)
			replay_give_up(replay);
	}
	remove_unfinished();
	return status;
}

static void print_json(const struct replay *replay)
{
	struct buf out;
	buf_init(&out);
	emit_plan_json(&out, replay->input.plan, replay->input.proof);
	stdout_add(&out);
	buf_done(&out);
}

/* Whoever renews wants to know: is the old key still in use? */
static void print_keys(const struct replay *replay, struct buf *out)
{
	size_t made = replay->requests.count - replay->reused;
	struct buf text;
	buf_init(&text);
	if (replay->reused)
		buf_printf(&text, "Private keys: %zu used again, %zu new.", replay->reused, made);
	else
		buf_printf(&text, "Private keys: %zu, all new.", made);
	if (replay->ready)
		buf_printf(&text, " Ready before they were needed: %zu.", replay->ready);
	if (replay->requests.count)
		sheet_words(out, text.data, 0, 0);
	buf_done(&text);
}

/* Old answers are planned for their own day; whoever renews wants today's rules. */
static void print_age(const struct replay *replay, struct buf *out)
{
	const struct input *input = &replay->input;
	struct arena *arena = replay->app->arena;
	char planned[DATE_TEXT_SIZE], today[DATE_TEXT_SIZE];
	struct plan_change_list changes =
	        plan_changes(input->plan, input->request->date, input->today, arena);
	if (changes.count == 0)
		return;
	date_format(input->request->date, planned);
	date_format(input->today, today);
	sheet_words(out,
	        arena_printf(arena, "Planned for %s. Since then %s: --date %s plans for today, and "
	                            "lists them.", planned, plan_changes_words(&changes, arena),
	                today), 0, 0);
}

static void print_summary(const struct replay *replay)
{
	struct plan_summary summary = plan_summarize(replay->input.plan);
	const char *folder = cli_value(replay->app->cli, OPTION_OUTPUT);
	struct buf out, text;
	buf_init(&out);
	buf_init(&text);
	buf_printf(&text, "The plan is in %s; begin with plan.md.", folder);
	sheet_words(&out, text.data, 0, 0);
	if (replay->backup) {
		text.length = 0;
		buf_printf(&text, "What was there before is in %s.", replay->backup);
		sheet_words(&out, text.data, 0, 0);
	}
	text.length = 0;
	buf_printf(&text,
	        "It holds: certificates %zu (requests made here %zu), names %zu, DNS records %zu, "
	        "public addresses %zu, steps %zu.",
	        summary.certificates, replay->requests.count, summary.names, summary.dns_records,
	        summary.public_addresses, summary.steps);
	sheet_words(&out, text.data, 0, 0);
	print_keys(replay, &out);
	print_age(replay, &out);
	report_counts(&out, replay->input.plan, replay->input.proof);
	stdout_add(&out);
	buf_done(&text);
	buf_done(&out);
}

/* A plan that should not be carried out: why, and nothing is written. */
static enum status replay_refuse(const struct replay *replay)
{
	struct problem_list problems = { 0 };
	report_problems(replay->input.plan, replay->input.proof, replay->app->arena, &problems);
	problems_print(replay->input.answers.file, &problems);
	return failure_print(STATUS_FOUND, "nothing was written: the plan has errors; "
	                              "'casplan check' explains them, --allow-errors writes it all "
	                              "the same");
}

static enum status replay_do(struct replay *replay)
{
	struct err err;
	struct interrupt own;
	if (atexit(remove_unfinished) != 0)
		return failure_print(STATUS_ENVIRONMENT, "out of memory");
	if (!replay->aid && !interrupt_open(&own, &err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	replay->interrupt = replay->aid ? replay->aid->interrupt : &own;
	enum status status = replay_all(replay, &err);
	if (replay->aid && replay->aid->stopped)
		return STATUS_ENVIRONMENT;
	if (status != STATUS_FINE && err.kind == ERR_MISFIT && replay->aid)
		replay->aid->misfit = err;
	else if (status != STATUS_FINE)
		failure_print(status, "%s%s; nothing was written", err.text,
		        err.kind == ERR_MISFIT ? "; --new-keys makes new ones" : "");
	if (!replay->aid)
		interrupt_close(&own);
	return status;
}

static enum status replay_write_warm(struct replay *replay)
{
	const struct app *app = replay->app;
	enum status status = input_read(app, &replay->input);
	if (status != STATUS_FINE)
		return status;
	enum status verdict = input_judge(&replay->input);
	bool wanted = verdict == STATUS_FINE || cli_has(app->cli, OPTION_ALLOW_ERRORS);
	if (wanted || cli_has(app->cli, OPTION_JSON))
		advise_make(replay->input.plan, replay->input.proof);
	status = wanted ? replay_do(replay) : replay_refuse(replay);
	if (wanted && status != STATUS_FINE)
		return status;
	if (cli_has(app->cli, OPTION_JSON))
		print_json(replay);
	else if (wanted && !app->quiet)
		print_summary(replay);
	return verdict;
}

/* Nearly every plan asks for keys, and libcrypto takes about as long to be ready for them as the plan
 * takes to be made. */
enum status replay_write(const struct app *app, struct replay_aid *aid)
{
	struct replay replay = { .app = app, .aid = aid };
	secrets_protect();
	struct warmup *warmup = warmup_start();
	enum status status = replay_write_warm(&replay);
	warmup_end(warmup);
	return status;
}

enum status replay_run(const struct app *app)
{
	return replay_write(app, NULL);
}
