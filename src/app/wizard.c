/* app/wizard.c: the session's file, the loop around the front end, and the writing of the plan. */
#include "commands.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/input.h"
#include "app/interrupt.h"
#include "app/streams.h"
#include "base/quote.h"
#include "base/text.h"
#include "core/flow.h"
#include "emit/emit.h"
#include "replay.h"
#include "store/answerfile.h"
#include "store/session.h"
#include "term/terminal.h"
#include "wizard_file.h"
#include "wizard_parts.h"

/* ---- saving ---- */

/* What somebody wrote is never lost, also while the wizard runs. */
static bool keep_original(struct wizard *wizard, struct err *err)
{
	bool is_changed = session_is_changed(wizard->file);
	const char *kept;
	if (!wizard->by_hand && !is_changed)
		return true;
	if (!session_keep_original(wizard->file, &kept, wizard->app->arena, err))
		return false;
	wizard->by_hand = false;
	wizard->front->notice(wizard, arena_printf(wizard->app->arena, is_changed
	        ? "Somebody has changed the file meanwhile; that is kept as %s, and counts no more."
	        : "The file as you wrote it, with its comments, is kept as %s.", kept));
	return true;
}

static void save_now(struct wizard *wizard)
{
	struct err err;
	struct buf text;
	wizard->keys_follow = false;
	struct arena *scratch = arena_new();
	buf_init(&text);
	emit_session(&text, flow_saved(wizard->flow, scratch));
	bool saved = keep_original(wizard, &err) && session_save(wizard->file, &text, &err);
	wizard->unsaved = saved ? NULL : arena_strdup(wizard->app->arena, err.text);
	wizard->front->unsaved(wizard, wizard->unsaved);
	buf_done(&text);
	arena_free(scratch);
}

void wizard_save(struct wizard *wizard)
{
	if (!wizard->read_only && (flow_is_changed(wizard->flow) || wizard->unsaved))
		save_now(wizard);
}

bool wizard_save_before(struct wizard *wizard, enum front_wish wish)
{
	bool was_told = wizard->unsaved;
	wizard_save(wizard);
	return wish != FRONT_QUIT || !wizard->unsaved || was_told;
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

void wizard_stopped(struct wizard *wizard)
{
	int number = interrupt_take(&wizard->interrupt);
	struct buf text;
	buf_init(&text);
	buf_puts(&text, "Stopped; nothing was written.\n");
	stdout_add(&text);
	buf_done(&text);
	if (number != SIGINT)
		wizard->signal = number;
}

struct front_options wizard_options(const struct wizard *wizard)
{
	return (struct front_options){
		.file = wizard->path,
		.folder = wizard->folder,
		.folder_is_used = folder_is_used,
		.read_only = wizard->read_only,
	};
}

/* What replay would be called with: the plan comes from the very file that was saved. */
bool wizard_write(struct wizard *wizard, const struct wizard_writing *writing)
{
	struct cli cli = *wizard->app->cli;
	struct app app = *wizard->app;
	if (session_is_changed(wizard->file))
		save_now(wizard);
	if (wizard->unsaved)
		return false;
	app.cli = &cli;
	cli.operands = (struct text_list){ 0 };
	LIST_PUSH(app.arena, &cli.operands, wizard->path);
	cli.values[OPTION_OUTPUT] = wizard->folder;
	if (folder_is_used(wizard->folder))
		cli.values[OPTION_FORCE] = "";
	if (writing->consent.errors)
		cli.values[OPTION_ALLOW_ERRORS] = "";
	struct replay_aid aid = { .ahead = wizard_keys_ahead(wizard->keys),
		.interrupt = &wizard->interrupt, .passphrase = writing->passphrase,
		.wait = writing->wait, .owner = writing->owner,
		.replaces_keys = writing->consent.new_keys };
	fflush(stdout);
	enum status status = replay_write(&app, &aid);
	bool done = status == STATUS_FINE || status == STATUS_FOUND;
	wizard->written = status;
	wizard->asks_keys = *aid.misfit.text;
	wizard_keys_written(wizard->keys, done, wizard->asks_keys ? aid.misfit.text : NULL);
	wizard->keys_follow = false;
	if (aid.stopped)
		wizard_stopped(wizard);
	else
		wizard->status = status == STATUS_FOUND ? STATUS_FOUND : STATUS_FINE;
	return done;
}

/* ---- private keys ---- */

bool wizard_has_work(const struct wizard *wizard)
{
	return wizard->keys && !wizard->keys_follow;
}

void wizard_work(struct wizard *wizard)
{
	if (!wizard_has_work(wizard))
		return;
	wizard_keys_follow(wizard->keys, flow_preview(wizard->flow).plan);
	wizard->keys_follow = true;
}

/* ---- the beginning and the end ---- */

/* What is wrong is told where it stays. */
static enum status begin_fail(struct wizard *wizard, enum status status, const char *reason)
{
	wizard_terminal_close(wizard);
	return failure_print(status, "%s", reason);
}

static enum status answers_load(struct wizard *wizard)
{
	struct problem_list problems = { 0 };
	struct err err;
	struct answers *answers = flow_answers(wizard->flow);
	if (!session_exists(wizard->file))
		return STATUS_FINE;
	if (!answers_read(answers, wizard->path, &problems, &err))
		return begin_fail(wizard, status_of(&err),
		        arena_printf(wizard->app->arena, "%s: %s", wizard->path, err.text));
	wizard->by_hand = !answers_find(answers, "session.screen");
	if (!problems.count)
		return STATUS_FINE;
	wizard_terminal_close(wizard);
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
		return begin_fail(wizard, STATUS_WRONG, err.text);
	wizard->read_only = !locked;
	/* There is nothing to look at. */
	if (!locked && !session_exists(wizard->file))
		return begin_fail(wizard, STATUS_ENVIRONMENT, err.text);
	if (!locked)
		wizard->opening = arena_printf(wizard->app->arena,
		        "%s: you may look, and nothing is saved.", err.text);
	wizard->flow = flow_new(&wizard->know, wizard->path, wizard->today,
	        day && date_parse(day, &forced) ? &forced : NULL);
	enum status status = answers_load(wizard);
	if (status == STATUS_FINE)
		flow_begin(wizard->flow);
	return status;
}

/* The front end that the terminal is good for. */
static const struct front *front_of(const struct app *app)
{
	return cli_has(app->cli, OPTION_PLAIN) || !terminal_is_able() ? &front_plain : &front_full;
}

/* As a shell takes it. */
static const char *shell_word(const char *text, struct arena *arena)
{
	struct buf word;
	if (*text && !text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	                                "_-./+,:@%")])
		return text;
	buf_init(&word);
	buf_putc(&word, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_puts(&word, "'\\'");
		buf_putc(&word, *text);
	}
	buf_putc(&word, '\'');
	const char *copy = arena_strdup(arena, word.data);
	buf_done(&word);
	return copy;
}

/* The call that goes on with this session, and writes where this one does. */
static const char *call_again(const struct wizard *wizard)
{
	struct arena *arena = wizard->app->arena;
	const char *folder = cli_value(wizard->app->cli, OPTION_OUTPUT);
	return arena_printf(arena, "casplan %s%s%s%s%s",
	        cli_has(wizard->app->cli, OPTION_PLAIN) ? "--plain " : "", folder ? "-o " : "",
	        folder ? shell_word(folder, arena) : "", folder ? " " : "",
	        shell_word(wizard->path, arena));
}

static void say_saved(const struct wizard *wizard)
{
	struct buf out;
	buf_init(&out);
	if (wizard->signal)
		buf_putc(&out, '\n');
	/* The name may be anybody's. */
	quote_terminal(&out, arena_printf(wizard->app->arena,
	        "Saved in %s. Go on later with: %s", wizard->path, call_again(wizard)));
	buf_putc(&out, '\n');
	stdout_add(&out);
	buf_done(&out);
}

static enum status session_run(struct wizard *wizard)
{
	struct err err;
	if (flow_only_missing(wizard->flow))
		wizard->opening = arena_printf(wizard->app->arena, "%s%sOnly what is missing in this "
		        "file is asked; the review leads to every answer.",
		        wizard->opening ? wizard->opening : "", wizard->opening ? " " : "");
	if (!wizard->read_only)
		wizard->keys = wizard_keys_new(wizard->app, wizard->folder);
	bool could = wizard->front->run(wizard, &err);
	wizard_keys_free(wizard->keys);
	wizard->keys = NULL;
	if (!could)
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	if (wizard->unsaved)
		return failure_print(STATUS_ENVIRONMENT, "the last answers are not saved: %s",
		        wizard->unsaved);
	if (!wizard->read_only)
		say_saved(wizard);
	fflush(stdout);
	return wizard->status;
}

static enum status wizard_ask(struct wizard *wizard)
{
	struct err err;
	if (!interrupt_open(&wizard->interrupt, &err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	wizard->front = front_of(wizard->app);
	enum status status = wizard_find(wizard);
	if (status == STATUS_FINE && wizard->path) {
		wizard->folder = wizard_folder(wizard->app, wizard->path);
		status = session_start(wizard);
		if (status == STATUS_FINE)
			status = session_run(wizard);
	}
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
