/* app/wizard_plain.c: the wizard line by line. */
#include <signal.h>
#include <stdio.h>

#include "app/streams.h"
#include "base/quote.h"
#include "ui/plain.h"
#include "wizard_parts.h"

static void show(struct buf *out)
{
	stdout_add(out);
	stdout_flush();
	out->length = 0;
}

static void notice(struct wizard *wizard, const char *text)
{
	plain_notice(wizard->view, text);
}

static void unsaved(struct wizard *wizard, const char *reason)
{
	plain_set_unsaved(wizard->view, reason);
}

/* Ctrl-C once: nothing is lost, or what is. */
static void show_interrupt(struct wizard *wizard)
{
	struct buf out;
	buf_init(&out);
	buf_putc(&out, '\n');
	if (wizard->unsaved)
		quote_terminal(&out, arena_printf(wizard->app->arena, "NOT SAVED: %s.",
		        wizard->unsaved));
	else
		buf_puts(&out, wizard->read_only ? "Nothing is to be saved here."
		                                 : "Everything is saved.");
	buf_puts(&out, " Ctrl-C again leaves; any answer goes on.\n> ");
	show(&out);
	buf_done(&out);
}

static bool take_signal(struct wizard *wizard, int number, bool *warned)
{
	if (number == SIGINT && !*warned) {
		*warned = true;
		show_interrupt(wizard);
		return false;
	}
	wizard->signal = number;
	return true;
}

static void show_keys(struct wizard *wizard)
{
	if (!wizard->keys)
		return;
	wizard_work(wizard);
	struct front_keys state = wizard_keys_state(wizard->keys);
	plain_set_keys(wizard->view, &state);
}

static void refuse_line(struct wizard *wizard)
{
	struct buf out;
	buf_init(&out);
	plain_cut(wizard->view);
	plain_ask(wizard->view, &out);
	show(&out);
	buf_done(&out);
}

static bool take_line(struct wizard *wizard, const char *line)
{
	struct plain *plain = wizard->view;
	struct buf out;
	buf_init(&out);
	show_keys(wizard);
	enum front_wish wish = plain_line(plain, line, &out);
	if (!wizard_save_before(wizard, wish) && line)
		wish = FRONT_GO_ON;
	if (wish == FRONT_GO_ON)
		plain_ask(plain, &out);
	show(&out);
	if (wish == FRONT_WRITE) {
		bool done = wizard_write(wizard,
		        &(struct wizard_writing){ .consent = plain_consent(plain) });
		/* Who pipes the answers reads no message; a person is asked for keys, or stopped it. */
		if (!done && wizard->written >= STATUS_WRONG && !wizard->asks_keys)
			wizard->status = wizard->written;
		show_keys(wizard);
		plain_written(plain, done, &out);
		wizard_save(wizard);
		plain_ask(plain, &out);
		show(&out);
	}
	buf_done(&out);
	return wish == FRONT_QUIT || wizard->signal;
}

static void begin(struct wizard *wizard)
{
	struct buf out;
	buf_init(&out);
	if (wizard->opening)
		plain_notice(wizard->view, wizard->opening);
	wizard_save(wizard);
	show_keys(wizard); /* somebody may have stopped where they are counted */
	plain_begin(wizard->view, &out);
	plain_ask(wizard->view, &out);
	show(&out);
	buf_done(&out);
}

static void ask(struct wizard *wizard)
{
	struct buf line;
	bool over = false, warned = false;
	buf_init(&line);
	while (!over) {
		int number;
		wizard_work(wizard);
		switch (lines_read(&wizard->lines, &wizard->interrupt, &line, &number)) {
		case LINES_LINE:
			warned = false;
			if (wizard->lines.cut)
				refuse_line(wizard);
			else
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
	buf_done(&line);
}

static bool run(struct wizard *wizard, struct err *err)
{
	const struct front_options options = wizard_options(wizard);
	(void)err;
	wizard->view = plain_new(wizard->flow, &options);
	begin(wizard);
	ask(wizard);
	wizard_save(wizard);
	plain_free(wizard->view);
	return true;
}

const struct front front_plain = { wizard_choose_line, run, notice, unsaved };
