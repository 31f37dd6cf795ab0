/* For tests of what fills a whole screen: keys in, text out. */
#ifndef HELPER_SCREEN_H
#define HELPER_SCREEN_H

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "core/flow.h"
#include "ui/full.h"
#include "ui/sessions.h"

struct screen {
	struct arena *arena;
	/* Of those who ask questions. */
	struct know know;
	struct flow *flow;
	/* Which one it shows. */
	struct full *full;
	struct sessions *sessions;
	struct canvas canvas;
	struct buf text; /* all rows */
	size_t rows, columns;
	enum front_wish wish;
};

static void screen_init(struct screen *screen)
{
	*screen = (struct screen){ .arena = arena_new(), .rows = 24, .columns = 80 };
	buf_init(&screen->text);
	canvas_init(&screen->canvas, false);
}

static void screen_done(struct screen *screen)
{
	full_free(screen->full);
	sessions_free(screen->sessions);
	canvas_done(&screen->canvas);
	buf_done(&screen->text);
	arena_free(screen->arena);
}

static void show(struct screen *screen)
{
	canvas_reset(&screen->canvas, screen->rows, screen->columns);
	if (screen->full)
		full_draw(screen->full, &screen->canvas);
	else
		sessions_draw(screen->sessions, &screen->canvas);
	screen->text.length = 0;
	for (size_t i = 0; i < screen->rows; i++) {
		canvas_row(&screen->canvas, i, &screen->text);
		buf_putc(&screen->text, '\n');
	}
}

/* ---- keys ---- */

static void press_key(struct screen *screen, struct key key)
{
	screen->wish = screen->full ? full_key(screen->full, &key)
	                            : sessions_key(screen->sessions, &key);
	show(screen);
}

static void press(struct screen *screen, enum key_code code)
{
	press_key(screen, (struct key){ .code = code });
}

static void press_control(struct screen *screen, char letter)
{
	press_key(screen, (struct key){ .code = KEY_IS_CONTROL, .ch = (uint32_t)letter });
}

static void press_function(struct screen *screen, unsigned number)
{
	press_key(screen, (struct key){ .code = KEY_IS_FUNCTION, .ch = number });
}

static void type(struct screen *screen, const char *text)
{
	while (*text)
		press_key(screen, (struct key){ .code = KEY_IS_CHAR,
			.ch = (uint32_t)utf8_next(&text) });
}

/* ---- what is seen ---- */

static void assert_shown(const struct screen *screen, const char *want)
{
	if (!strstr(screen->text.data, want))
		fail_msg("not shown: %s\n%s", want, screen->text.data);
}

static void assert_hidden(const struct screen *screen, const char *text)
{
	if (strstr(screen->text.data, text))
		fail_msg("shown: %s\n%s", text, screen->text.data);
}

#endif
