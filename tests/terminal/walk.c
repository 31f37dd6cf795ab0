/* One way through the whole wizard: to the written plan and the ticked checklist, and back again. */
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/text.h"
#include "kit/wizard.h"

#define WAY "consolidated-unified"
#define SECRET "hush, secret"

static bool is_file(struct place *place, const char *name)
{
	struct stat status;
	return stat(place_path(place, name), &status) == 0 && status.st_size > 0;
}

static struct tty *walk_to(struct place *place, enum question_kind kind)
{
	struct way way = way_read(place, WAY);
	struct tty *tty = place_start(place, NULL);
	way_go(place, tty, &way, kind);
	return tty;
}

static void leave(struct tty *tty)
{
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_true(tty_is_canonical(tty));
}

/* What is typed is not shown. */
static void write_plan(struct tty *tty)
{
	wizard_wait_focus(tty, "Write");
	tty_keys(tty, "Enter");
	for (int i = 0; i < 2; i++) {
		wizard_wait_page(tty, i ? "The same passphrase again:"
		                        : "Passphrase for the private keys:");
		tty_type(tty, SECRET "\r");
	}
	wizard_wait_page(tty, "Enter goes back to the wizard.");
	assert_false(tty_sent(tty, SECRET));
	tty_keys(tty, "Enter");
	wizard_wait(tty);
	assert_true(tty->alternate);
}

/* The screen that comes back is as good as the first: sizes, Ctrl-Z. */
static void screen_is_ours_again(struct tty *tty)
{
	tty_resize(tty, 30, 100);
	wizard_wait_size(tty);
	kill(tty->pid, SIGTSTP);
	tty_wait_stopped(tty);
	kill(tty->pid, SIGCONT);
	wizard_wait(tty);
	tty_resize(tty, 24, 80);
	wizard_wait_size(tty);
}

static const char *const artefacts[] = {
	"s.plan/plan.json", "s.plan/plan.md", "s.plan/plan.html", "s.plan/checklist.md",
	"s.plan/answers.cfg", "s.plan/dns/records.csv", "s.plan/handover/exchange.md",
};

/* Ticks one step and leaves another one out. */
static void tick_steps(struct place *place, struct tty *tty)
{
	wizard_wait_focus(tty, "[ ] 1. ");
	tty_keys(tty, "Space");
	tty_wait(tty, "[x] 1. ");
	tty_keys(tty, "Home Down");
	wizard_wait_focus(tty, "[ ] 2. ");
	tty_keys(tty, "-");
	tty_wait(tty, "Why is this step left out: ");
	tty_type(tty, "done by others\r");
	tty_wait(tty, "[-] 2. ");
	tty_wait(tty, "done by others");
	const char *session = place_read(place, SESSION);
	assert_non_null(strstr(session, "steps_done = [ \""));
	assert_non_null(strstr(session, "reason = \"done by others\""));
}

static void to_the_ticked_checklist(void **state)
{
	struct place *place = *state;
	struct tty *tty = walk_to(place, ASK_WRITE);
	write_plan(tty);
	for (size_t i = 0; i < COUNT_OF(artefacts); i++)
		assert_true(is_file(place, artefacts[i]));
	screen_is_ours_again(tty);
	tick_steps(place, tty);
	leave(tty);
	tty = place_start(place, NULL);
	wizard_wait(tty);
	tty_wait(tty, "[x] 1. ");
	tty_wait(tty, "[-] 2. ");
	leave(tty);
}

/* Esc from every question to the first one, and Enter on to the last. */
static void back_and_on_again(void **state)
{
	struct place *place = *state;
	struct tty *tty = walk_to(place, ASK_CHECKLIST);
	const struct way nothing = { 0 };
	const char *answers = session_answers(place, SESSION);
	int count = wizard_position(tty);
	for (int position = count; position > 1; position--) {
		tty_keys(tty, "Esc");
		wizard_wait_at(tty, position - 1);
		way_answer(place, tty, &nothing);
		assert_string_equal(session_answers(place, SESSION), answers);
	}
	tty_keys(tty, "Esc");
	tty_wait(tty, "This is the first question.");
	way_go(place, tty, &nothing, ASK_WRITE);
	assert_string_equal(session_answers(place, SESSION), answers);
	assert_int_equal(wizard_position(tty), count - 1);
	leave(tty);
}

/* ---- commands to be copied ---- */

static void shows_commands(struct tty *tty, const char *key)
{
	tty->log.length = 0;
	tty_keys(tty, "c");
	tty_wait_sent(tty, "Enter goes back to the wizard.");
	assert_false(tty->alternate);
	assert_true(tty_is_canonical(tty));
	tty_keys(tty, key);
	wizard_wait_page(tty, "c Copy commands");
	assert_true(tty->alternate);
}

/* Any number of times, and whatever ends the waiting: Ctrl-D is no end for ever. */
static void commands_can_be_copied(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "checklist", NULL);
	wizard_wait_focus(tty, "1. ");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "c Copy commands");
	shows_commands(tty, "Enter");
	shows_commands(tty, "^D");
	shows_commands(tty, "^C");
	shows_commands(tty, "^D");
	tty_keys(tty, "Esc");
	wizard_wait_focus(tty, "1. ");
	leave(tty);
}

/* Keys that came before the question are no answer to it: nothing would have been seen. */
static void commands_stay_until_they_were_seen(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "checklist", NULL);
	wizard_wait_focus(tty, "1. ");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "c Copy commands");
	tty_type(tty, "c\n");
	tty_wait(tty, "Enter goes back to the wizard.");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "c Copy commands");
	leave(tty);
}

/* ---- drafts ---- */

static void assert_blocked(struct tty *tty)
{
	tty_keys(tty, "F5");
	tty_wait(tty, "1 to settle before the plan can be written");
	wizard_wait_focus(tty, "! In which country is its seat");
}

/* Until the question is on the screen. */
static void go_to(struct place *place, struct tty *tty, const char *key, const char *path)
{
	for (bool there = false; !there;) {
		struct shown shown;
		wizard_turn(tty, key);
		shown_open(&shown, place);
		there = text_equal(shown.spot->path, path);
		shown_close(&shown);
	}
}

static void a_draft_stays(void **state)
{
	struct place *place = *state;
	struct tty *tty = walk_to(place, ASK_REVIEW);
	go_to(place, tty, "Esc", "organization.country");
	tty_keys(tty, "^U");
	tty_type(tty, "Germany");
	wizard_wait_focus(tty, "[Germany ");
	wizard_turn(tty, "Esc");
	wizard_turn(tty, "Enter");
	wizard_wait_focus(tty, "[Germany ");
	tty_wait(tty, "US stands until another answer is accepted.");
	leave(tty);
	tty = place_start(place, NULL);
	wizard_wait_focus(tty, "[Germany ");
	assert_blocked(tty);
	/* Writing is not offered. */
	tty_keys(tty, "Down");
	wizard_wait_focus(tty, "Go on");
	wizard_turn(tty, "Enter");
	wizard_turn(tty, "Enter");
	tty_wait(tty, "F5 (Ctrl-R) lists them");
	assert_false(tty_shows(tty, "Write the plan now"));
	/* The review leads there and back. */
	assert_blocked(tty);
	wizard_turn(tty, "Enter");
	wizard_wait_focus(tty, "[Germany ");
	tty_keys(tty, "^U D E Enter");
	wizard_wait_focus(tty, "Go on");
	assert_false(tty_shows(tty, "to settle"));
	assert_non_null(strstr(place_read(place, SESSION), "country = \"DE\";"));
	assert_null(strstr(place_read(place, SESSION), "Germany"));
	leave(tty);
}

/* ---- drafts of every kind ---- */

static const struct {
	const char *path, *text;
} wrong[] = {
	{ "organization.country", "Germany" },
	{ "forests[0].sites[0].namespace", "no_host!" },
	{ "forests[0].sites[0].external_addresses", "300.1.1.1" },
	{ "forests[0].sites[0].mailbox_users", "many" },
	{ "forests[0].smtp_domains", "half..empty" },
};

/* In a field, whole, or as one more item of a list. */
static bool shows_draft(struct tty *tty, const void *text)
{
	return wizard_is_painted(tty) && tty_shows(tty, text);
}

static void wrong_answers_stay(void **state)
{
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct tty *tty = wizard_resume(place, wrong[i].path, NULL);
		tty_keys(tty, "^U");
		tty_type(tty, wrong[i].text);
		tty_keys(tty, "Enter");
		tty_wait(tty, "! ");
		tty_wait_for(tty, shows_draft, wrong[i].text);
		wizard_turn(tty, "Esc");
		wizard_turn(tty, "Enter");
		tty_wait_for(tty, shows_draft, wrong[i].text);
		leave(tty);
		tty = place_start(place, NULL);
		tty_wait_for(tty, shows_draft, wrong[i].text);
		tty_keys(tty, "F5");
		tty_wait(tty, "1 to settle before the plan can be written");
		wizard_wait_focus(tty, "! ");
		wizard_turn(tty, "Enter");
		tty_wait_for(tty, shows_draft, wrong[i].text);
		leave(tty);
		place_clear(place);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(to_the_ticked_checklist),
		IN_PLACE(back_and_on_again),
		IN_PLACE(commands_can_be_copied),
		IN_PLACE(commands_stay_until_they_were_seen),
		IN_PLACE(a_draft_stays),
		IN_PLACE(wrong_answers_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
