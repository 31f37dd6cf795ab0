/* app/wizard_full.c: the wizard on a whole screen: waits for whatever comes first, a key, a signal or a
 * change of the terminal, and paints. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/text.h"
#include "term/terminal.h"
#include "ui/full.h"
#include "wizard_parts.h"

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

static void wish_write(struct full_view *view)
{
	terminal_leave(view->terminal);
	bool done = wizard_write(view->wizard, full_consent(view->full));
	show_private_keys(view);
	if (!view->wizard->signal && !view->wizard->asks_keys)
		wait_enter(view);
	terminal_return(view->terminal);
	full_written(view->full, done);
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
	               ? "This terminal's character set has ASCII only." : NULL;
}

static void take_key(struct full_view *view, const struct key *key)
{
	const char *refused = refusal(view, key);
	if (refused) {
		full_notice(view->full, refused);
		return;
	}
	enum front_wish wish = full_key(view->full, key);
	wizard_save(view->wizard);
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
	const struct front_options options = wizard_options(wizard);
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
