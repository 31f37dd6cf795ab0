/* Keys: twins of function keys, Esc at once, a screen painted anew, leaving with and without a question. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/text.h"
#include "kit/wizard.h"

#define ESCAPES 9
#define ESCAPE_LIMIT 100 /* milliseconds, for the fastest of them */
#define NOISE "\033[5;10HBroadcast message from root: the system is going down\r\n\a\033[7m"

static struct tty *begin(struct place *place)
{
	return wizard_resume(place, "product.version", NULL);
}

/* ---- twins ---- */

static const struct {
	const char *function, *twin, *title, *foot;
} twins[] = {
	{ "F1", "^G", "casplan  Help", "Esc ^B Close" },
	{ "F1", "?", "casplan  Help", "Esc ^B Close" },
	{ "F2", "^P", "casplan  The plan", "Esc ^B Close" },
	{ "F2", "=", "casplan  The plan", "Esc ^B Close" },
	{ "F3", "^T", "casplan  Client proof", "Esc ^B Close" },
	{ "F5", "^R", "Finish: Review", "n Next problem" },
	{ "F5", "!", "Finish: Review", "n Next problem" },
};

static void twins_do_the_same(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	const char *before = wizard_screen(place, tty);
	for (size_t i = 0; i < COUNT_OF(twins); i++) {
		tty_keys(tty, twins[i].function);
		wizard_wait_page(tty, twins[i].foot);
		assert_true(tty_shows(tty, twins[i].title));
		const char *opened = wizard_screen(place, tty);
		tty_keys(tty, "Esc");
		wizard_wait_same(tty, before);
		tty_keys(tty, twins[i].twin);
		wizard_wait_same(tty, opened);
		tty_keys(tty, "^B");
		wizard_wait_same(tty, before);
	}
}

static void both_ways_out(void **state)
{
	struct place *place = *state;
	static const char *const keys[] = { "F10", "^X" };
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct tty *tty = begin(place);
		tty_keys(tty, keys[i]);
		assert_int_equal(tty_wait_over(tty), 0);
		tty_wait(tty, "Saved in s.cfg. Go on later with: casplan s.cfg");
		assert_true(tty_is_canonical(tty));
		assert_false(tty->alternate);
		place_clear(place);
	}
}

/* Every key that a line may lose is shown with another one. */
static void twins_are_shown(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	const char *keys = arena_strdup(place->arena, tty_row(tty, 23));
	size_t count = 0;
	for (const char *key = keys; (key = strstr(key, "F")) != NULL; key++) {
		size_t digits = strspn(key + 1, "0123456789");
		if (!digits)
			continue;
		count++;
		assert_true(key[digits + 1] == ' ' && key[digits + 2] == '^');
	}
	assert_int_equal(count, 5);
	assert_true(tty_shows(tty, "Esc ^B Back"));
}

/* ---- Esc ---- */

static void escape_is_instant(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	long long best = TTY_PATIENCE;
	for (int i = 0; i < ESCAPES; i++) {
		wizard_turn(tty, "Enter");
		long long start = tty_now();
		wizard_turn(tty, "Esc");
		long long took = tty_now() - start;
		best = took < best ? took : best;
	}
	print_message("Esc: %lld ms\n", best);
	assert_true(best < ESCAPE_LIMIT);
}

/* An arrow key begins with the same byte, and is none the less an arrow. */
static void an_arrow_is_no_escape(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	int position = wizard_position(tty);
	tty_keys(tty, "Home");
	wizard_wait_focus(tty, "2007");
	for (int i = 0; i < 20; i++)
		tty_keys(tty, "Down Up");
	tty_keys(tty, "Down");
	wizard_wait_focus(tty, "2010");
	assert_int_equal(wizard_position(tty), position);
}

/* Alt sends Esc and the key at once. Here that is no key, and neither of the two. */
static void an_alt_key_is_no_escape(void **state)
{
	struct place *place = *state;
	static const char *const keys[] = { "\033x", "\033\r", "\033\177", "\033\u00fc", "\033 ",
		"\033\030" };
	struct tty *tty = wizard_resume(place, "organization.name", NULL);
	int position = wizard_position(tty);
	tty_keys(tty, "^U");
	tty_type(tty, "Con");
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		tty_type(tty, keys[i]);
	tty_type(tty, "toso");
	wizard_wait_focus(tty, "[Contoso ");
	assert_int_equal(wizard_position(tty), position);
	assert_false(tty_shows(tty, "! "));
}

/* Esc itself is not what Alt is held with, nor is what has an Esc of its own. */
static void two_escapes_are_two(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "organization.country", NULL);
	int position = wizard_position(tty);
	tty_type(tty, "\033\033");
	wizard_wait_at(tty, position - 2);
	wizard_turn(tty, "Enter");
	tty_type(tty, "\033\033[200~\r\r\033[201~");
	wizard_wait_at(tty, position - 2);
	wizard_turn(tty, "Enter");
	tty_keys(tty, "Esc F1");
	wizard_wait_page(tty, "Esc ^B Close");
	tty_keys(tty, "Esc");
	wizard_wait_at(tty, position - 2);
}

/* A byte that is no text is refused, and takes nothing with it. */
static void bytes_that_are_no_text(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "organization.name", NULL);
	tty_keys(tty, "^U");
	tty_type(tty, "M\xfc");
	/* It might be the beginning of one. */
	tty_type(tty, "ller");
	wizard_wait_focus(tty, "[Mller ");
	tty_type(tty, "\x80");
	tty_wait(tty, "no UTF-8");
	tty_type(tty, "\xe6\xb5");
	tty_type(tty, "\x8b AG");
	wizard_wait_focus(tty, "[Mller\u6d4b AG ");
}

/* ---- the screen ---- */

static void noise_is_painted_over(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	const char *before = wizard_screen(place, tty);
	vterm_input_write(tty->vterm, NOISE, strlen(NOISE));
	assert_string_not_equal(tty_screen(tty), before);
	tty_keys(tty, "^L");
	wizard_wait_same(tty, before);
	assert_false(tty_cell(tty, 4, 10).attrs.reverse);
}

/* On a wide screen the plan stands beside the question, as it would be with the choice under the cursor,
 * also after many keys at once. */
static void the_plan_beside_follows(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "product.version", &(struct tty_options){
		.rows = 40, .columns = 140, .arguments = { SESSION } });
	tty_wait(tty, "The plan so far:");
	tty_keys(tty, "Down Down Down Up");
	wizard_wait_focus(tty, "Exchange Server 2016");
	tty_wait(tty, "With Exchange Server 2016:");
	tty_keys(tty, "Home");
	tty_wait(tty, "With Exchange Server 2007:");
	tty_keys(tty, "Down");
	tty_wait(tty, "The plan so far:");
	assert_non_null(strstr(place_read(place, SESSION), "version = \"2010\";"));
}

/* ---- asking first ---- */

static void asks_and_stays(struct place *place, struct tty *tty, const char *key)
{
	const char *before = wizard_screen(place, tty);
	if (*key)
		tty_keys(tty, key);
	else
		kill(tty->pid, SIGINT);
	tty_wait(tty, "Save and leave?");
	tty_keys(tty, "n");
	wizard_wait_same(tty, before);
}

static void interrupt_asks(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	asks_and_stays(place, tty, "^C");
	asks_and_stays(place, tty, "");
	tty_keys(tty, "F1");
	tty_wait(tty, "casplan  Help");
	tty_keys(tty, "^C");
	tty_wait(tty, "Save and leave?");
	tty_keys(tty, "Esc");
	tty_wait_gone(tty, "Save and leave?");
	assert_false(tty->is_over);
}

static void interrupt_loses_nothing(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "organization.name", NULL);
	tty_keys(tty, "^U");
	tty_type(tty, "Half a na");
	wizard_wait_focus(tty, "[Half a na ");
	tty_keys(tty, "^C");
	tty_wait(tty, "Save and leave?");
	tty_keys(tty, "y");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_true(tty_is_canonical(tty));
	assert_non_null(strstr(place_read(place, SESSION), "Half a na"));
	tty = place_start(place, NULL);
	wizard_wait_focus(tty, "[Half a na ");
}

/* ---- the mouse ---- */

/* Modes 1000 to 1015 are ways to tell of the mouse. */
static bool mouse_was_asked_for(struct place *place, struct tty *tty, char end)
{
	bool sent = false;
	for (int mode = 1000; mode < 1016; mode++)
		sent |= tty_sent(tty, arena_printf(place->arena, "%d%c", mode, end));
	return sent;
}

static void the_mouse_is_left_alone(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin(place);
	wizard_turn(tty, "Enter");
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_false(mouse_was_asked_for(place, tty, 'h'));
}

static void a_click_moves_the_cursor(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "product.version", &(struct tty_options){
		.arguments = { "--mouse", SESSION } });
	int row = tty_find(tty, "Exchange Server 2016");
	assert_true(row > 0);
	assert_true(mouse_was_asked_for(place, tty, 'h'));
	tty_click(tty, row, 10);
	wizard_wait_focus(tty, "2016");
	assert_int_equal(tty_cursor(tty).row, row);
	assert_false(mouse_was_asked_for(place, tty, 'l'));
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_true(mouse_was_asked_for(place, tty, 'l'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(twins_do_the_same),
		IN_PLACE(both_ways_out),
		IN_PLACE(twins_are_shown),
		IN_PLACE(escape_is_instant),
		IN_PLACE(an_arrow_is_no_escape),
		IN_PLACE(an_alt_key_is_no_escape),
		IN_PLACE(two_escapes_are_two),
		IN_PLACE(bytes_that_are_no_text),
		IN_PLACE(noise_is_painted_over),
		IN_PLACE(the_plan_beside_follows),
		IN_PLACE(interrupt_asks),
		IN_PLACE(interrupt_loses_nothing),
		IN_PLACE(the_mouse_is_left_alone),
		IN_PLACE(a_click_moves_the_cursor),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
