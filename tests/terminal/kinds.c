/* Kinds of terminals: what each is sent, and that each can be worked with. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/text.h"
#include "kit/wizard.h"

static struct tty *start(struct place *place, const struct tty_options *options)
{
	struct tty_options with = *options;
	with.arguments[0] = SESSION;
	return place_start(place, &with);
}

static void leave(struct tty *tty)
{
	tty_keys(tty, "^X");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_true(tty_is_canonical(tty));
}

/* ---- with plain keys only ---- */

/* Reads a question, moves, answers, types, goes back, asks for help, leaves. */
static void works(struct place *place, struct tty *tty)
{
	wizard_wait(tty);
	tty_wait(tty, "F10 ^X");
	wizard_turn(tty, "^M");
	tty_wait(tty, "Which Exchange version");
	tty_keys(tty, "j j");
	wizard_wait_focus(tty, "( ) Exchange Server 2013");
	tty_keys(tty, "k");
	wizard_wait_focus(tty, "( ) Exchange Server 2010");
	tty_keys(tty, "Space");
	wizard_wait_focus(tty, "(*) Exchange Server 2010");
	tty_keys(tty, "?");
	wizard_wait_page(tty, "Esc ^B Close");
	tty_keys(tty, "^B");
	wizard_wait_focus(tty, "(*) Exchange Server 2010");
	while (!tty_shows(tty, "registered name"))
		wizard_turn(tty, "^M");
	tty_type(tty, "Contosso\b\bo, Inc.");
	wizard_wait_focus(tty, "[Contoso, Inc. ");
	wizard_turn(tty, "^M");
	wizard_turn(tty, "^B");
	wizard_wait_focus(tty, "[Contoso, Inc. ");
	leave(tty);
	const char *session = place_read(place, SESSION);
	assert_non_null(strstr(session, "version = \"2010\";"));
	assert_non_null(strstr(session, "name = \"Contoso, Inc.\";"));
}

static void plain_keys_everywhere(void **state)
{
	struct place *place = *state;
	static const char *const terms[] = {
		"xterm-256color", "xterm", "xterm-mono", "vt100", "vt220", "vt52", "linux", "screen",
		"tmux-256color", "ansi",
	};
	for (size_t i = 0; i < COUNT_OF(terms); i++) {
		print_message("%s\n", terms[i]);
		works(place, start(place, &(struct tty_options){ .term = terms[i] }));
		place_clear(place);
	}
}

/* ---- no full screen ---- */

static void plain_lines_instead(void **state)
{
	struct place *place = *state;
	static const char *const terms[] = { "dumb", "", "no-such-terminal" };
	for (size_t i = 0; i < COUNT_OF(terms); i++) {
		struct tty *tty = start(place, &(struct tty_options){ .term = terms[i] });
		tty_wait(tty, "Shall we begin?");
		tty_type(tty, "\r");
		tty_wait(tty, "Which Exchange version");
		tty_type(tty, "2010\r");
		tty_wait(tty, "Which service pack");
		tty_type(tty, "q\r");
		assert_int_equal(tty_wait_over(tty), 0);
		assert_false(tty_sent(tty, "\033"));
		assert_true(tty_is_canonical(tty));
		assert_non_null(strstr(place_read(place, SESSION), "version = \"2010\";"));
		place_clear(place);
	}
}

/* A terminal keeps 4095 characters of a line, and says nothing of the others: none is taken. */
static void cut_lines_are_refused(void **state)
{
	struct place *place = *state;
	struct tty *tty = start(place, &(struct tty_options){ .term = "dumb" });
	struct buf names;
	buf_init(&names);
	tty_wait(tty, "Shall we begin?");
	tty_type(tty, "\r!\r");
	tty_wait(tty, "publish SRV records? yes");
	for (int i = 0; i < 1000; i++)
		buf_printf(&names, "F%d,", i);
	tty_type(tty, "10\r");
	tty_wait(tty, "Which Active Directory forests");
	tty_send(tty, names.data, names.length);
	tty_type(tty, "\r");
	tty_wait(tty, "this line is too long, and was not taken");
	/* One a line, as many as a list has. */
	names.length = 0;
	buf_puts(&names, "+\r");
	for (int i = 0; i < 50; i++)
		buf_printf(&names, "F%d\r", i);
	buf_puts(&names, "\r");
	tty_type(tty, names.data);
	buf_done(&names);
	tty_wait(tty, "50  F49");
	tty_type(tty, "q\r");
	assert_int_equal(tty_wait_over(tty), 0);
}

/* ---- no UTF-8 ---- */

static void assert_ascii(const struct tty *tty)
{
	for (size_t i = 0; i < tty->log.length; i++) {
		if ((unsigned char)tty->log.data[i] > '~')
			fail_msg("byte %d was sent", (unsigned char)tty->log.data[i]);
	}
}

static void ascii_only(void **state)
{
	struct place *place = *state;
	struct tty *tty = start(place, &(struct tty_options){ .locale = "C" });
	wizard_wait(tty);
	tty_wait(tty, "--------");
	while (!tty_shows(tty, "registered name"))
		wizard_turn(tty, "Enter");
	tty_type(tty, "M\u00fc");
	tty_wait(tty, "Not taken: this terminal's character set has ASCII only.");
	tty_type(tty, "ller AG");
	wizard_wait_focus(tty, "[Mller AG ");
	assert_false(tty_shows(tty, "ASCII only"));
	tty_paste(tty, "\u00fc");
	tty_wait(tty, "ASCII only");
	wizard_wait_focus(tty, "[Mller AG ");
	tty_keys(tty, "F2");
	wizard_wait_page(tty, "Esc ^B Close");
	tty_keys(tty, "Esc F5");
	wizard_wait_page(tty, "n Next problem");
	leave(tty);
	assert_ascii(tty);
}

/* What a file holds beyond it shows as a question mark, and stays what it is. */
static void ascii_shows_others(void **state)
{
	struct place *place = *state;
	place_write(place, SESSION, "format = 1;\norganization = { name = \"M\u00fcller \u6d4b AG\"; };\n"
	        "session = { screen = \"organization\"; field = \"organization.name\"; };\n");
	struct tty *tty = start(place, &(struct tty_options){ .locale = "C" });
	wizard_wait_focus(tty, "[M?ller ? AG ");
	tty_keys(tty, "End");
	tty_type(tty, "!");
	wizard_wait_focus(tty, "[M?ller ? AG! ");
	wizard_turn(tty, "Enter");
	leave(tty);
	assert_ascii(tty);
	assert_non_null(strstr(place_read(place, SESSION), "name = \"M\u00fcller \u6d4b AG!\";"));
}

/* ---- colours ---- */

/* Does any "select graphic rendition" ask for a colour? */
static bool has_colour(const struct tty *tty)
{
	for (size_t i = 0; i + 2 < tty->log.length; i++) {
		const char *at = tty->log.data + i;
		if (at[0] != '\033' || at[1] != '[')
			continue;
		size_t length = strspn(at + 2, "0123456789;:");
		if (at[2 + length] != 'm')
			continue;
		for (const char *number = at + 2; number < at + 2 + length;) {
			char *end;
			long value = strtol(number, &end, 10);
			if ((value >= 30 && value <= 49) || (value >= 90 && value <= 107))
				return true;
			number = end + 1;
		}
	}
	return false;
}

/* To the proof, where results have colours. */
static bool colours_of(struct place *place, const char *variable, const char *option,
        const char *term)
{
	place_write(place, SESSION, source_read(place, "tests/terminal/kit/finished.cfg"));
	struct tty *tty = place_start(place, &(struct tty_options){
		.term = term, .variables = { variable },
		.arguments = { SESSION, option } });
	wizard_wait(tty);
	tty_keys(tty, "F3");
	wizard_wait_page(tty, "Esc ^B Close");
	tty_wait(tty, "clean ");
	leave(tty);
	bool found = has_colour(tty);
	place_clear(place);
	return found;
}

static void colours(void **state)
{
	struct place *place = *state;
	assert_true(colours_of(place, NULL, NULL, NULL));
	assert_false(colours_of(place, "NO_COLOR=1", NULL, NULL));
	assert_true(colours_of(place, "NO_COLOR=", NULL, NULL));
	assert_false(colours_of(place, NULL, "--color=never", NULL));
	assert_true(colours_of(place, "NO_COLOR=1", "--color=always", NULL));
	assert_false(colours_of(place, NULL, NULL, "vt100"));
	assert_false(colours_of(place, NULL, NULL, "xterm-mono"));
}

/* Results are words, also without colour. */
static void nothing_is_colour_alone(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "proof", &(struct tty_options){
		.variables = { "NO_COLOR=1" }, .arguments = { SESSION } });
	wizard_wait_focus(tty, "[+] ");
	wizard_wait_focus(tty, "clean");
	leave(tty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(plain_keys_everywhere),
		IN_PLACE(plain_lines_instead),
		IN_PLACE(cut_lines_are_refused),
		IN_PLACE(ascii_only),
		IN_PLACE(ascii_shows_others),
		IN_PLACE(colours),
		IN_PLACE(nothing_is_colour_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
