/* The choice of a session on a whole screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/width.h"
#include "helper_screen.h"

#define MANY 200

static int begin(void **state)
{
	static struct screen screen;
	screen_init(&screen);
	*state = &screen;
	return 0;
}

static int end(void **state)
{
	screen_done(*state);
	return 0;
}

/* "one", "two", ... without anything known of them. */
static void start(struct screen *screen, size_t count)
{
	struct session_card cards[MANY];
	for (size_t i = 0; i < count; i++)
		cards[i] = (struct session_card){
			.name = arena_printf(screen->arena, "session-%zu", i),
			.path = arena_printf(screen->arena, "/tmp/session-%zu.cfg", i),
			.saved = "2026-11-22 14:05" };
	screen->sessions = sessions_new(cards, count);
	show(screen);
}

static void what_is_chosen(void **state)
{
	struct screen *screen = *state;
	start(screen, 3);
	assert_shown(screen, "> session-0");
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_CHOSEN);
	assert_int_equal(sessions_chosen(screen->sessions), 0);
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_TAB);
	assert_int_equal(screen->wish, FRONT_GO_ON);
	press(screen, KEY_IS_ENTER);
	assert_int_equal(sessions_chosen(screen->sessions), 2);
	press(screen, KEY_IS_END);
	assert_shown(screen, "> Begin a new session");
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_CHOSEN);
	assert_int_equal(sessions_chosen(screen->sessions), SESSIONS_NONE);
	press(screen, KEY_IS_HOME);
	type(screen, "n");
	assert_int_equal(screen->wish, FRONT_CHOSEN);
	assert_int_equal(sessions_chosen(screen->sessions), SESSIONS_NONE);
	/* A first click moves, a second one chooses. */
	press_key(screen, (struct key){ .code = KEY_IS_MOUSE, .row = 5, .column = 5 });
	assert_int_equal(screen->wish, FRONT_GO_ON);
	assert_shown(screen, "> session-1");
	press_key(screen, (struct key){ .code = KEY_IS_MOUSE, .row = 5, .column = 5 });
	assert_int_equal(screen->wish, FRONT_CHOSEN);
	assert_int_equal(sessions_chosen(screen->sessions), 1);
	press_key(screen, (struct key){ .code = KEY_IS_MOUSE, .row = 1, .column = 5 });
	assert_int_equal(screen->wish, FRONT_GO_ON);
}

static void ways_out(void **state)
{
	static const struct key keys[] = {
		{ .code = KEY_IS_ESC }, { .code = KEY_IS_CONTROL, .ch = 'b' },
		{ .code = KEY_IS_FUNCTION, .ch = 10 }, { .code = KEY_IS_CONTROL, .ch = 'x' },
		{ .code = KEY_IS_CONTROL, .ch = 'c' },
	};
	struct screen *screen = *state;
	start(screen, 3);
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		press_key(screen, keys[i]);
		assert_int_equal(screen->wish, FRONT_QUIT);
		type(screen, "j");
		assert_int_equal(screen->wish, FRONT_GO_ON);
	}
	press_control(screen, 'l');
	assert_int_equal(screen->wish, FRONT_REPAINT);
	press_control(screen, 'z');
	assert_int_equal(screen->wish, FRONT_SUSPEND);
	/* Also where there is no room for anything. */
	screen->rows = 11;
	show(screen);
	assert_shown(screen, "40x12 needed");
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_GO_ON);
	press_control(screen, 'x');
	assert_int_equal(screen->wish, FRONT_QUIT);
}

static void help_opens_and_closes(void **state)
{
	static const struct key openers[] = {
		{ .code = KEY_IS_FUNCTION, .ch = 1 }, { .code = KEY_IS_CONTROL, .ch = 'g' },
		{ .code = KEY_IS_CHAR, .ch = '?' },
	};
	static const enum key_code closers[] = { KEY_IS_ESC, KEY_IS_ENTER, KEY_IS_ESC };
	struct screen *screen = *state;
	start(screen, 3);
	for (size_t i = 0; i < COUNT_OF(openers); i++) {
		press_key(screen, openers[i]);
		assert_shown(screen, "Under the cursor");
		assert_shown(screen, "/tmp/session-0.cfg");
		press(screen, closers[i]);
		assert_int_equal(screen->wish, FRONT_GO_ON);
		assert_hidden(screen, "Under the cursor");
	}
	screen->rows = 12;
	screen->columns = 40;
	press_key(screen, openers[0]);
	assert_hidden(screen, "suspends the program");
	press(screen, KEY_IS_END);
	assert_shown(screen, "suspends the program");
	press(screen, KEY_IS_HOME);
	assert_shown(screen, "Sessions that were begun");
}

/* Each session in view is asked for once, and no other. */
static void only_what_is_in_view_is_read(void **state)
{
	struct screen *screen = *state;
	const struct session_card known = { .name = "known", .path = "/tmp", .saved = "today",
		.organization = "Contoso", .product = "Exchange 2016", .stopped = "Sites, 3 of 40" };
	size_t index, asked = 0;
	screen->rows = 12;
	screen->columns = 40;
	start(screen, MANY);
	for (; (index = sessions_unknown(screen->sessions)) != SESSIONS_NONE; asked++)
		sessions_tell(screen->sessions, index, &known);
	show(screen);
	assert_int_equal(asked, 6);
	assert_shown(screen, "Contoso      Exchange 2016;");
	press(screen, KEY_IS_DOWN);
	assert_int_equal(sessions_unknown(screen->sessions), SESSIONS_NONE);
	press(screen, KEY_IS_PAGE_DOWN);
	assert_shown(screen, " ^\n");
	index = sessions_unknown(screen->sessions);
	assert_true(index == 6);
	press(screen, KEY_IS_END);
	assert_shown(screen, "> Begin a new session");
	assert_shown(screen, "session-199");
	assert_int_equal(sessions_unknown(screen->sessions), MANY - 5);
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_ENTER);
	assert_int_equal(sessions_chosen(screen->sessions), MANY - 1);
}

static void what_is_known_is_told(void **state)
{
	struct screen *screen = *state;
	struct session_card card = { .name = "plan-a", .path = "/tmp/a.cfg", .saved = "2026-11-22 14:05",
		.organization = "Contoso, Inc.", .product = "Exchange 2010 SP3",
		.stopped = "Site, site Redmond, 3 of 40", .is_taken = true };
	start(screen, 2);
	sessions_tell(screen->sessions, 0, &card);
	card = (struct session_card){ .name = "plan-b", .path = "/tmp/b.cfg", .saved = "2026-11-21 14:05",
		.problem = "line 7: a brace is missing" };
	sessions_tell(screen->sessions, 1, &card);
	show(screen);
	assert_shown(screen, "> Contoso, Inc.  open elsewhere; Exchange 2010 SP3; 2026-11-22 14:05; Site");
	assert_shown(screen, "About: Contoso, Inc. ");
	assert_shown(screen, "Session: plan-a");
	assert_shown(screen, "it can be looked at, and nothing is");
	assert_shown(screen, "Stopped at: Site, site Redmond, 3 of 40");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "> plan-b         cannot be read; 2026-11-21 14:05");
	assert_shown(screen, "It cannot be read: line 7: a brace is missing");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "All questions from the beginning.");
}

/* Nothing from a disk moves a cursor, turns the writing, or leaves its row. */
static void hostile_names_stay_in_their_rows(void **state)
{
	static const char *const names[] = {
		"", " ", "\033[2J\033]0;title\a", "a\nb\rc\td", "\xe2\x80\xae" "gfc.txt",
		"\xff\xfe\x80", "\xe4\xb8", "\xe5\xb9\xb3\xe5\xb9\xb3", "\xc2\x9b" "2J", "e\xcc\x81\xcc\x81",
		"\xe2\x80\x8b\xef\xbb\xbf",
	};
	static const size_t sizes[][2] = { { 12, 40 }, { 24, 80 }, { 40, 120 }, { 13, 61 } };
	struct screen *screen = *state;
	char *longest = arena_alloc(screen->arena, 256);
	memset(longest, 'x', 255);
	for (size_t i = 0; i <= COUNT_OF(names); i++) {
		const char *name = i < COUNT_OF(names) ? names[i] : longest;
		for (int which = 0; which < 2; which++) {
			struct session_card card = { .name = name, .path = name, .saved = "2026-11-22" };
			sessions_free(screen->sessions);
			screen->sessions = sessions_new(&card, 1);
			card.organization = which ? name : NULL;
			card.product = card.problem = card.stopped = name;
			if (which)
				sessions_tell(screen->sessions, 0, &card);
			for (size_t size = 0; size < COUNT_OF(sizes); size++) {
				screen->rows = sizes[size][0];
				screen->columns = sizes[size][1];
				for (int help = 0; help < 2; help++) {
					press_function(screen, 1);
					for (const char *c = screen->text.data; *c;) {
						int32_t point = utf8_next(&c);
						assert_true(point == '\n' || (point >= ' ' &&
						        !utf8_is_hostile(point)));
					}
					assert_shown(screen, "F10");
				}
			}
		}
	}
}

#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_SCREEN(what_is_chosen),
		ON_SCREEN(ways_out),
		ON_SCREEN(help_opens_and_closes),
		ON_SCREEN(only_what_is_in_view_is_read),
		ON_SCREEN(what_is_known_is_told),
		ON_SCREEN(hostile_names_stay_in_their_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
