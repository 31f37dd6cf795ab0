/* app/wizard_full.c: the wizard on a whole screen: waits for whatever comes first, a key, a signal or a
 * change of the terminal, and paints. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/streams.h"
#include "base/text.h"
#include "keys.h"
#include "term/terminal.h"
#include "ui/full.h"
#include "wizard_parts.h"
#include "x509/secrets.h"

/* So long nobody types before the plan beside the question is made anew: a key that is held down
 * never waits for it. */
#define IDLE_MILLISECONDS 40

struct full_view {
	struct wizard *wizard;
	struct full *full;
	struct terminal *terminal;
	struct canvas canvas;
	bool over;
};

static void notice(struct wizard *wizard, const char *text)
{
	struct full_view *view = wizard->view;
	full_notice(view->full, text);
}

static void unsaved(struct wizard *wizard, const char *reason)
{
	struct full_view *view = wizard->view;
	full_set_unsaved(view->full, reason);
}

static void paint(struct full_view *view)
{
	size_t rows, columns;
	terminal_size(view->terminal, &rows, &columns);
	canvas_reset(&view->canvas, rows, columns);
	full_draw(view->full, &view->canvas);
	terminal_paint(view->terminal, &view->canvas);
}

static void show_private_keys(struct full_view *view)
{
	if (!view->wizard->keys)
		return;
	struct front_keys state = wizard_keys_state(view->wizard->keys);
	full_set_keys(view->full, &state);
}

/* ---- what the person wishes ---- */

/* Line by line, on the bare terminal. Keys that came before are no answer: what stands here would be gone
 * unseen, why a plan was not written among it. */
static void wait_enter(struct full_view *view)
{
	struct buf line;
	int number;
	buf_init(&line);
	lines_restart(&view->wizard->lines);
	(void)tcflush(STDIN_FILENO, TCIFLUSH);
	fputs("Enter goes back to the wizard. ", stdout);
	fflush(stdout);
	if (lines_read(&view->wizard->lines, &view->wizard->interrupt, &line, &number) ==
	        LINES_SIGNAL && number != SIGINT)
		view->wizard->signal = number;
	buf_done(&line);
}

_Static_assert(FRONT_SECRET_MAX == PASSPHRASE_MAX, "what is typed fits");

/* Somebody else's source is read on the bare terminal, which it may be. */
static bool passphrase_get(struct full_view *view, struct passphrase *passphrase, struct buf *said)
{
	struct wizard *wizard = view->wizard;
	struct err err;
	passphrase->length = full_take_secret(view->full, passphrase->text);
	if (!passphrase_is_offered(wizard->app) || !full_consent(view->full).has_keys)
		return true;
	terminal_leave(view->terminal);
	enum status status = passphrase_take(wizard->app, passphrase, &wizard->interrupt, &err);
	terminal_return(view->terminal);
	if (status != STATUS_FINE)
		buf_printf(said, "%s; nothing was written\n", err.text);
	bool stopped = interrupt_seen(&wizard->interrupt);
	if (stopped)
		wizard_stopped(wizard);
	return status == STATUS_FINE && !stopped;
}

static bool wait_for_keys(void *owner, struct keyjob *job, size_t count);

static void wish_write(struct full_view *view)
{
	struct passphrase passphrase = { .length = 0 };
	struct buf said;
	const struct wizard_writing writing = { .consent = full_consent(view->full),
		.passphrase = &passphrase, .wait = wait_for_keys, .owner = view };
	buf_init(&said);
	secrets_protect();
	streams_capture(&said);
	bool done = passphrase_get(view, &passphrase, &said);
	if (done) {
		full_writing(view->full, 0, 0);
		paint(view);
		done = wizard_write(view->wizard, &writing);
	}
	streams_capture(NULL);
	passphrase_wipe(&passphrase);
	show_private_keys(view);
	/* Keys that came before are no answer to what is told now. */
	(void)tcflush(STDIN_FILENO, TCIFLUSH);
	full_written(view->full, done, said.data);
	wizard_save(view->wizard);
	buf_done(&said);
}

static void wish_print(struct full_view *view)
{
	terminal_leave(view->terminal);
	fputs(full_print(view->full), stdout);
	wait_enter(view);
	terminal_return(view->terminal);
}

static void wish_quit(struct full_view *view)
{
	view->over = true;
}

static void wish_suspend(struct full_view *view)
{
	terminal_suspend(view->terminal);
}

static void wish_repaint(struct full_view *view)
{
	terminal_repaint(view->terminal);
}

static void fulfil(struct full_view *view, enum front_wish wish)
{
	static void (*const wishes[])(struct full_view *) = {
		[FRONT_QUIT] = wish_quit,
		[FRONT_WRITE] = wish_write,
		[FRONT_SUSPEND] = wish_suspend,
		[FRONT_REPAINT] = wish_repaint,
		[FRONT_PRINT] = wish_print,
	};
	if (wishes[wish])
		wishes[wish](view);
}

static bool is_ascii(const struct key *key)
{
	if (key->code != KEY_IS_PASTE)
		return key->code != KEY_IS_CHAR || key->ch <= '~';
	for (const char *at = key->text; *at; at++) {
		if ((unsigned char)*at > '~')
			return false;
	}
	return true;
}

/* Why nothing of it can be taken; NULL: it can. */
static const char *refusal(const struct full_view *view, const struct key *key)
{
	if (key->is_cut)
		return "The paste is too long for anything here; nothing of it was taken.";
	return terminal_is_ascii(view->terminal) && !is_ascii(key)
	               ? "Not taken: this terminal's character set has ASCII only." : NULL;
}

/* From the first key of a passphrase to behind its last one. */
static void keep_secret(struct full_view *view, bool was_secret)
{
	bool is_secret = full_is_secret(view->full);
	if (is_secret && !was_secret)
		secrets_protect();
	if (is_secret != was_secret)
		terminal_forget(view->terminal);
}

static void take_key(struct full_view *view, const struct key *key)
{
	const char *refused = refusal(view, key);
	if (refused) {
		full_notice(view->full, refused);
		return;
	}
	bool was_secret = full_is_secret(view->full);
	enum front_wish wish = full_key(view->full, key);
	keep_secret(view, was_secret);
	if (!wizard_save_before(view->wizard, wish))
		wish = FRONT_GO_ON;
	if (wish != FRONT_GO_ON)
		fulfil(view, wish);
}

/* ---- waiting ---- */

enum { KEYS, EVENTS, SIGNALS, PRIVATE_KEYS, WATCHED };

static int patience(const struct full_view *view)
{
	int paste = terminal_patience(view->terminal);
	bool has_work = full_has_work(view->full) || wizard_has_work(view->wizard);
	return paste < 0 && has_work ? IDLE_MILLISECONDS : paste;
}

static void work(struct full_view *view)
{
	(void)full_idle(view->full);
	wizard_work(view->wizard);
	show_private_keys(view);
}

static void take_keys(struct full_view *view)
{
	struct key key;
	enum terminal_got got = TERMINAL_NOTHING;
	while (!view->over && !view->wizard->signal &&
	        (got = terminal_read(view->terminal, &key)) == TERMINAL_KEY)
		take_key(view, &key);
	if (got == TERMINAL_STALLED)
		full_notice(view->full, "Waiting for the rest of a paste that has not ended. "
		                        "Esc takes what came so far.");
	view->over |= got == TERMINAL_END;
}

static void take_signal(struct full_view *view)
{
	const struct key interrupt = { .code = KEY_IS_CONTROL, .ch = 'c' };
	int number = interrupt_take(&view->wizard->interrupt);
	if (number == SIGINT)
		take_key(view, &interrupt);
	else
		view->wizard->signal = number;
}

/* False: there was nothing to do but to wait. */
static void wait_once(struct full_view *view)
{
	struct pollfd watched[WATCHED] = {
		[KEYS] = { .fd = terminal_input(view->terminal), .events = POLLIN },
		[EVENTS] = { .fd = terminal_events(view->terminal), .events = POLLIN },
		[SIGNALS] = { .fd = view->wizard->interrupt.fd, .events = POLLIN },
		[PRIVATE_KEYS] = { .fd = view->wizard->keys
		                ? wizard_keys_fd(view->wizard->keys) : -1, .events = POLLIN },
	};
	int count = poll(watched, WATCHED, patience(view));
	if (count < 0 && errno != EINTR)
		view->over = true;
	if (count <= 0 && terminal_patience(view->terminal) < 0)
		work(view);
	if (count > 0 && watched[PRIVATE_KEYS].revents)
		show_private_keys(view);
	if (count > 0 && watched[SIGNALS].revents)
		take_signal(view);
	if (count > 0 && watched[EVENTS].revents)
		terminal_happened(view->terminal);
	if (watched[KEYS].revents || terminal_patience(view->terminal) >= 0)
		take_keys(view);
}

/* ---- while keys are waited for ---- */

/* False: somebody stops it. */
static bool take_key_meanwhile(struct full_view *view)
{
	const struct key repaint = { .code = KEY_IS_CONTROL, .ch = 'l' };
	struct key key;
	enum terminal_got got;
	while ((got = terminal_read(view->terminal, &key)) == TERMINAL_KEY) {
		if (full_stops_writing(&key))
			return false;
		if (key.code == repaint.code && key.ch == repaint.ch)
			terminal_repaint(view->terminal);
		else if (key.code == KEY_IS_CONTROL && key.ch == 'z')
			terminal_suspend(view->terminal);
	}
	view->over |= got == TERMINAL_END;
	return !view->over;
}

static bool wait_for_keys(void *owner, struct keyjob *job, size_t count)
{
	struct full_view *view = owner;
	bool going = true;
	size_t done;
	while (going && (done = keyjob_done(job)) < count) {
		full_writing(view->full, done, count);
		paint(view);
		struct pollfd watched[WATCHED] = {
			[KEYS] = { .fd = terminal_input(view->terminal), .events = POLLIN },
			[EVENTS] = { .fd = terminal_events(view->terminal), .events = POLLIN },
			[SIGNALS] = { .fd = view->wizard->interrupt.fd, .events = POLLIN },
			[PRIVATE_KEYS] = { .fd = keyjob_fd(job), .events = POLLIN },
		};
		if (poll(watched, WATCHED, -1) < 0)
			continue;
		if (watched[EVENTS].revents)
			terminal_happened(view->terminal);
		if (watched[KEYS].revents)
			going = take_key_meanwhile(view);
		going = going && !watched[SIGNALS].revents;
	}
	return going;
}

static void loop(struct full_view *view)
{
	while (!view->over && !view->wizard->signal) {
		paint(view);
		wait_once(view);
	}
	full_leave(view->full);
	wizard_save(view->wizard);
}

bool wizard_terminal(struct wizard *wizard, struct err *err)
{
	const struct terminal_options wanted = {
		.colour = wizard->app->colour,
		.mouse = cli_has(wizard->app->cli, OPTION_MOUSE),
	};
	if (!wizard->terminal)
		wizard->terminal = terminal_open(&wanted, err);
	return wizard->terminal != NULL;
}

void wizard_terminal_close(struct wizard *wizard)
{
	terminal_close(wizard->terminal);
	wizard->terminal = NULL;
}

static bool run(struct wizard *wizard, struct err *err)
{
	struct front_options options = wizard_options(wizard);
	options.asks_passphrase = !passphrase_is_offered(wizard->app);
	if (!wizard_terminal(wizard, err))
		return false;
	struct full_view view = { .wizard = wizard, .terminal = wizard->terminal };
	wizard->view = &view;
	view.full = full_new(wizard->flow, &options);
	if (wizard->opening)
		full_notice(view.full, wizard->opening);
	canvas_init(&view.canvas, terminal_is_ascii(view.terminal));
	wizard_save(wizard);
	loop(&view);
	wizard_terminal_close(wizard);
	canvas_done(&view.canvas);
	full_free(view.full);
	return true;
}

const struct front front_full = { wizard_choose, run, notice, unsaved };
