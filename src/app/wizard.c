/* app/wizard.c: the session's file, the loop around the front end, and the writing of the plan. */
#include "commands.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/input.h"
#include "app/interrupt.h"
#include "app/streams.h"
#include "base/text.h"
#include "core/flow.h"
#include "emit/emit.h"
#include "lines.h"
#include "store/answerfile.h"
#include "store/session.h"
#include "ui/plain.h"
#include "wizard_file.h"

struct wizard {
	const struct app *app;
	struct know know;
	struct date today;
	const char *path;   /* of the session */
	const char *folder; /* of the plan */
	struct session_file *file;
	struct flow *flow;
	struct plain *plain;
	struct lines lines;
	struct interrupt interrupt;
	bool by_hand; /* the file was not written by a wizard: it is kept at the first save */
	bool unsaved; /* the last save failed */
	bool read_only;
	int signal;   /* that ends us; 0: none */
	enum status status;
};

static void print(const char *format, ...) PRINTF_LIKE(1, 2);

static void print(const char *format, ...)
{
	struct buf out;
	struct arena *scratch = arena_new();
	va_list values;
	buf_init(&out);
	va_start(values, format);
	buf_puts(&out, arena_vprintf(scratch, format, values));
	va_end(values);
	stdout_add(&out);
	buf_done(&out);
	arena_free(scratch);
}

/* ---- saving ---- */

static bool keep_original(struct wizard *wizard, struct err *err)
{
	const char *kept;
	if (!wizard->by_hand)
		return true;
	if (!session_keep_original(wizard->file, &kept, wizard->app->arena, err))
		return false;
	wizard->by_hand = false;
	print("The file as you wrote it, with its comments, is kept as %s.\n", kept);
	return true;
}

static void save(struct wizard *wizard)
{
	struct err err;
	struct buf text;
	if (wizard->read_only || (!flow_is_changed(wizard->flow) && !wizard->unsaved))
		return;
	struct arena *scratch = arena_new();
	buf_init(&text);
	emit_session(&text, flow_saved(wizard->flow, scratch));
	bool saved = keep_original(wizard, &err) && session_save(wizard->file, &text, &err);
	if (!saved)
		print("NOT SAVED: %s\n", err.text);
	plain_set_unsaved(wizard->plain, saved ? NULL : err.text);
	wizard->unsaved = !saved;
	buf_done(&text);
	arena_free(scratch);
}

/* ---- writing the plan ---- */

static bool folder_is_used(const char *path)
{
	DIR *folder = opendir(path);
	bool used = false;
	if (!folder)
		return false;
	for (const struct dirent *entry; !used && (entry = readdir(folder));)
		used = !text_equal(entry->d_name, ".") && !text_equal(entry->d_name, "..");
	closedir(folder);
	return used;
}

/* What replay would be called with: the plan comes from the very file that was saved. */
static bool write_plan(struct wizard *wizard)
{
	struct cli cli = *wizard->app->cli;
	struct app app = *wizard->app;
	app.cli = &cli;
	cli.operands = (struct text_list){ 0 };
	LIST_PUSH(app.arena, &cli.operands, wizard->path);
	cli.values[OPTION_OUTPUT] = wizard->folder;
	if (folder_is_used(wizard->folder))
		cli.values[OPTION_FORCE] = "";
	if (plain_allows_errors(wizard->plain))
		cli.values[OPTION_ALLOW_ERRORS] = "";
	interrupt_close(&wizard->interrupt);
	fflush(stdout);
	enum status status = replay_run(&app);
	struct err err;
	if (!interrupt_open(&wizard->interrupt, &err))
		die("%s", err.text);
	wizard->status = status == STATUS_FOUND ? STATUS_FOUND : STATUS_FINE;
	return status == STATUS_FINE || status == STATUS_FOUND;
}

/* ---- the loop ---- */

static bool take_signal(struct wizard *wizard, int number, bool *warned)
{
	if (number == SIGINT && !*warned) {
		*warned = true;
		print("\nEverything is saved. Ctrl-C again leaves; any answer goes on.\n> ");
		return false;
	}
	wizard->signal = number;
	return true;
}

static bool take_line(struct wizard *wizard, const char *line)
{
	struct buf out;
	buf_init(&out);
	enum plain_wish wish = plain_line(wizard->plain, line, &out);
	save(wizard);
	stdout_add(&out);
	if (wish == PLAIN_WRITE) {
		out.length = 0;
		bool done = !wizard->unsaved && write_plan(wizard);
		plain_written(wizard->plain, done, &out);
		save(wizard);
		stdout_add(&out);
	}
	buf_done(&out);
	return wish == PLAIN_QUIT;
}

static void ask(struct wizard *wizard)
{
	struct buf line;
	bool over = false, warned = false;
	buf_init(&line);
	while (!over) {
		int number;
		fflush(stdout);
		switch (lines_read(&wizard->lines, &wizard->interrupt, &line, &number)) {
		case LINES_LINE:
			warned = false;
			over = take_line(wizard, line.length ? line.data : "");
			break;
		case LINES_END:
			over = take_line(wizard, NULL);
			break;
		case LINES_SIGNAL:
			over = take_signal(wizard, number, &warned);
			break;
		}
	}
	save(wizard);
	if (!wizard->read_only && !wizard->unsaved)
		print("%sSaved in %s. Go on later with: casplan %s\n", wizard->signal ? "\n" : "",
		        wizard->path, wizard->path);
	fflush(stdout);
	buf_done(&line);
}

/* ---- the beginning and the end ---- */

static enum status answers_load(struct wizard *wizard)
{
	struct problem_list problems = { 0 };
	struct err err;
	struct answers *answers = flow_answers(wizard->flow);
	if (!session_exists(wizard->file))
		return STATUS_FINE;
	if (!answers_read(answers, wizard->path, &problems, &err))
		return failure_print(access(wizard->path, R_OK) != 0 && errno == EACCES
		                             ? STATUS_ENVIRONMENT : STATUS_WRONG,
		        "%s: %s", wizard->path, err.text);
	wizard->by_hand = !answers_find(answers, "session.screen");
	if (!problems.count)
		return STATUS_FINE;
	problems_print(wizard->path, &problems);
	return STATUS_WRONG;
}

static enum status session_start(struct wizard *wizard)
{
	struct err err;
	struct date forced;
	bool locked;
	const char *day = cli_value(wizard->app->cli, OPTION_DATE);
	wizard->file = session_open(wizard->path, &locked, &err);
	if (!wizard->file)
		return failure_print(STATUS_WRONG, "%s", err.text);
	wizard->read_only = !locked;
	if (!locked)
		print("%s: you may look, and nothing is saved.\n", err.text);
	wizard->flow = flow_new(&wizard->know, wizard->path, wizard->today,
	        day && date_parse(day, &forced) ? &forced : NULL);
	enum status status = answers_load(wizard);
	if (status == STATUS_FINE)
		flow_begin(wizard->flow);
	return status;
}

static void front_start(struct wizard *wizard)
{
	const struct plain_options options = {
		.file = wizard->path,
		.folder = wizard->folder,
		.folder_is_used = folder_is_used,
		.read_only = wizard->read_only,
	};
	struct buf out;
	buf_init(&out);
	wizard->plain = plain_new(wizard->flow, &options);
	if (flow_only_missing(wizard->flow))
		plain_notice(wizard->plain, "Only what is missing in this file is asked; the review "
		                            "(\"!\") leads to every answer.");
	save(wizard);
	plain_begin(wizard->plain, &out);
	stdout_add(&out);
	buf_done(&out);
}

static enum status wizard_ask(struct wizard *wizard)
{
	struct err err;
	if (!interrupt_open(&wizard->interrupt, &err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	enum status status = wizard_path(wizard->app, &wizard->lines, &wizard->interrupt,
	        wizard->today, &wizard->path);
	if (status == STATUS_FINE && wizard->path) {
		wizard->folder = wizard_folder(wizard->app, wizard->path);
		status = session_start(wizard);
		if (status == STATUS_FINE) {
			front_start(wizard);
			ask(wizard);
			status = wizard->unsaved ? STATUS_ENVIRONMENT : wizard->status;
		}
	}
	plain_free(wizard->plain);
	flow_free(wizard->flow);
	session_close(wizard->file);
	interrupt_close(&wizard->interrupt);
	return status;
}

enum status wizard_run(const struct app *app)
{
	struct wizard wizard = { .app = app };
	if (!cli_has(app->cli, OPTION_PLAIN) && !isatty(STDIN_FILENO))
		return failure_print(STATUS_WRONG,
		        "standard input is no terminal: with --plain the wizard takes answers from it, "
		        "and 'casplan replay FILE -o DIR' asks nothing; 'casplan help' lists all "
		        "commands");
	if (!today_read(&wizard.today))
		return failure_print(STATUS_ENVIRONMENT, "the clock cannot be read");
	enum status status = know_load(app, &wizard.know);
	if (status != STATUS_FINE)
		return status;
	lines_init(&wizard.lines, STDIN_FILENO);
	status = wizard_ask(&wizard);
	lines_done(&wizard.lines);
	if (wizard.signal) {
		signal(wizard.signal, SIG_DFL);
		raise(wizard.signal);
	}
	return status;
}
