/* wizard.c: what is on the screen, and what the session says. */
#include "wizard.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/answerfile.h"

/* What is said where a session is gone on with. */
#define OPENING "answers are given"

/* ---- the screen ---- */

int wizard_position(struct tty *tty)
{
	int position = 0;
	const char *row = tty_row(tty, 0), *of = strstr(row, " of ");
	while (of && of > row && of[-1] != ' ')
		of--;
	return of && sscanf(of, "%d of ", &position) == 1 ? position : 0;
}

/* Is there `wanted` on the row, from a place on in one direction? */
static bool row_has(struct tty *tty, VTermPos at, int step, uint32_t wanted)
{
	for (int column = at.col; column >= 0 && column < tty->columns; column += step) {
		if (tty_cell(tty, at.row, column).chars[0] == wanted)
			return true;
	}
	return false;
}

bool wizard_cursor_is_on_focus(struct tty *tty)
{
	VTermPos cursor = tty_cursor(tty);
	bool marked = tty_cell(tty, cursor.row, cursor.col).chars[0] == '>' && cursor.row > 1;
	return !tty->cursor_hidden &&
	       (marked || (row_has(tty, cursor, -1, '[') && row_has(tty, cursor, 1, ']')));
}

bool wizard_is_painted(struct tty *tty)
{
	return wizard_position(tty) > 0 && wizard_cursor_is_on_focus(tty);
}

static bool is_painted(struct tty *tty, const void *data)
{
	(void)data;
	return wizard_is_painted(tty);
}

void wizard_wait(struct tty *tty)
{
	tty_wait_for(tty, is_painted, NULL);
}

/* ---- pictures ---- */

static bool is_same(struct tty *tty, const void *screen)
{
	return text_equal(tty_screen(tty), screen);
}

const char *wizard_screen(struct place *place, struct tty *tty)
{
	return arena_strdup(place->arena, tty_screen(tty));
}

void wizard_wait_same(struct tty *tty, const char *screen)
{
	if (tty_until(tty, is_same, screen, TTY_PATIENCE))
		return;
	fprintf(stderr, "wanted:\n%s", screen);
	tty_fail(tty, "the same screen");
}

static bool is_at(struct tty *tty, const void *position)
{
	return wizard_position(tty) == *(const int *)position && wizard_cursor_is_on_focus(tty);
}

static bool is_page(struct tty *tty, const void *text)
{
	return tty_shows(tty, text) && tty_cursor(tty).row < tty->rows - 3;
}

void wizard_wait_page(struct tty *tty, const char *text)
{
	tty_wait_for(tty, is_page, text);
}

static bool fills_the_screen(struct tty *tty, const void *data)
{
	(void)data;
	return strstr(tty_row(tty, tty->rows - 1), "leave") && tty_cursor(tty).row < tty->rows - 3;
}

void wizard_wait_size(struct tty *tty)
{
	tty_wait_for(tty, fills_the_screen, NULL);
}

static bool is_elsewhere(struct tty *tty, const void *position)
{
	return wizard_is_painted(tty) && wizard_position(tty) != *(const int *)position;
}

void wizard_wait_at(struct tty *tty, int position)
{
	tty_wait_for(tty, is_at, &position);
}

void wizard_turn(struct tty *tty, const char *key)
{
	int position = wizard_position(tty);
	tty_keys(tty, key);
	tty_wait_for(tty, is_elsewhere, &position);
}

static bool has_focus(struct tty *tty, const void *text)
{
	return wizard_cursor_is_on_focus(tty) &&
	       strstr(tty_row(tty, tty_cursor(tty).row), text) != NULL;
}

void wizard_wait_focus(struct tty *tty, const char *text)
{
	tty_wait_for(tty, has_focus, text);
}

/* ---- the session ---- */

void shown_open(struct shown *view, struct place *place)
{
	const struct date day = { 2026, 11, 22 };
	const char *path = place_path(place, SESSION);
	struct problem_list problems = { 0 };
	struct err err;
	view->arena = arena_new();
	view->know = know_builtin();
	view->flow = flow_new(&view->know, path, day, NULL);
	if (!answers_read(flow_answers(view->flow), path, &problems, &err))
		fail_msg("%s", err.text);
	if (problems.count)
		fail_msg("%s", problems.items[0].text);
	flow_begin(view->flow);
	view->spot = flow_spot_at(view->flow, flow_here(view->flow));
	view->position = (int)flow_here(view->flow) + 1;
}

void shown_close(struct shown *view)
{
	flow_free(view->flow);
	arena_free(view->arena);
}

const char *session_answers(struct place *place, const char *name)
{
	const char *text = place_read(place, name);
	assert_non_null(text);
	const char *session = strstr(text, "\nsession = {");
	assert_non_null(session);
	return arena_strndup(place->arena, text, (size_t)(session - text));
}

struct tty *wizard_resume(struct place *place, const char *path, const struct tty_options *options)
{
	place_write(place, SESSION, arena_printf(place->arena, "%ssession = {\n  screen = \"\";\n"
	        "  field = \"%s\";\n};\n", source_read(place, "tests/terminal/kit/finished.cfg"),
	        path));
	struct tty *tty = place_start(place, options);
	wizard_wait_page(tty, "leave");
	tty_wait(tty, OPENING);
	tty_keys(tty, "^L");
	tty_wait_gone(tty, OPENING);
	wizard_wait(tty);
	return tty;
}
