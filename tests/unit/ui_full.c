/* ui/full.h: keys in, cells out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "helper_screen.h"

static const struct date today = { 2026, 11, 22 };

static bool folder_is_used(const char *folder)
{
	return text_equal(folder, "used.plan");
}

static void answer(struct screen *screen, const char *path, const char *text)
{
	const char *problem;
	if (!flow_set(screen->flow, path, text, &problem))
		fail_msg("%s = %s: %s", path, text, problem);
}

static void add(struct screen *screen, const char *path, const char *names)
{
	const char *problem;
	if (!flow_group_add(screen->flow, path, names, &problem))
		fail_msg("%s: %s", path, problem);
}

/* A plan that is complete. */
static void answer_all(struct screen *screen)
{
	static const char *const answers[][2] = {
		{ "product.version", "2016" }, { "organization.name", "Contoso" },
		{ "organization.country", "US" }, { "topology", "regional" },
		{ "forests[0].ad_domain", "corp.contoso.com" },
		{ "forests[0].smtp_domains", "contoso.com, fabrikam.com" },
		{ "forests[0].sites[0].internet_facing", "true" },
		{ "forests[0].sites[0].namespace", "mail.contoso.com" },
		{ "forests[0].sites[0].servers", "EX01" },
		{ "forests[0].sites[0].external_addresses", "203.0.113.10" },
		{ "forests[0].sites[0].internal_addresses", "10.1.0.10" },
		{ "forests[0].sites[1].internet_facing", "false" },
		{ "forests[0].sites[1].servers", "EX09" },
		{ "certificates.scenario", "unified-communications" },
		{ "certificates.issuer", "public-ca" },
	};
	add(screen, "forests", "contoso");
	add(screen, "forests[0].sites", "Redmond, Reykjavik");
	for (size_t i = 0; i < COUNT_OF(answers); i++)
		answer(screen, answers[i][0], answers[i][1]);
}

static void start(struct screen *screen, bool read_only)
{
	const struct front_options options = { .file = "s.cfg", .folder = "used.plan",
		.folder_is_used = folder_is_used, .read_only = read_only };
	screen->full = full_new(screen->flow, &options);
	show(screen);
}

static int begin(void **state)
{
	static struct screen screen;
	screen_init(&screen);
	screen.know = know_builtin();
	screen.flow = flow_new(&screen.know, "s.cfg", today, NULL);
	flow_begin(screen.flow);
	*state = &screen;
	return 0;
}

static int end(void **state)
{
	struct screen *screen = *state;
	screen_done(screen);
	flow_free(screen->flow);
	return 0;
}

static void paste(struct screen *screen, const char *text)
{
	press_key(screen, (struct key){ .code = KEY_IS_PASTE, .text = text });
}

static void go(struct screen *screen, const char *path)
{
	size_t index = flow_find(screen->flow, path);
	assert_int_not_equal(index, FLOW_NOWHERE);
	flow_go(screen->flow, index);
	full_free(screen->full);
	start(screen, false);
}

static const char *here(const struct screen *screen)
{
	return flow_spot_at(screen->flow, flow_here(screen->flow))->path;
}

static void assert_answer(struct screen *screen, const char *path, const char *want)
{
	struct arena *arena = arena_new();
	struct flow_answer found = flow_answer(screen->flow, path, arena);
	if (want)
		assert_string_equal(found.given ? found.text : "(not given)", want);
	else
		assert_false(found.given);
	arena_free(arena);
}

static void assert_draft(struct screen *screen, const char *path, const char *want)
{
	struct arena *arena = arena_new();
	struct flow_answer found = flow_answer(screen->flow, path, arena);
	if (want)
		assert_string_equal(found.draft ? found.draft : "(none)", want);
	else
		assert_null(found.draft);
	arena_free(arena);
}

/* Nobody types for a while. */
static void rest(struct screen *screen)
{
	for (int i = 0; i < 1000 && full_has_work(screen->full); i++)
		(void)full_idle(screen->full);
	assert_false(full_has_work(screen->full));
	show(screen);
}

/* ---- choices ---- */

static void enter_takes_the_choice_under_the_cursor(void **state)
{
	struct screen *screen = *state;
	go(screen, "product.version");
	assert_shown(screen, "> ( ) Exchange Server 2007");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "> ( ) Exchange Server 2010");
	assert_shown(screen, "About: Exchange Server 2010");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "product.version", "2010");
	assert_string_equal(here(screen), "product.update");
}

/* What nobody changed was not answered. */
static void enter_on_a_default_keeps_it_one(void **state)
{
	struct screen *screen = *state;
	answer(screen, "product.version", "2016");
	go(screen, "product.update");
	assert_shown(screen, "> (*) CU23  (default)");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "product.update", NULL);
	press(screen, KEY_IS_ESC);
	type(screen, " ");
	assert_answer(screen, "product.update", "CU23");
	assert_string_equal(here(screen), "product.update");
}

static void what_is_not_offered_says_why(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "certificates.issuer");
	press(screen, KEY_IS_END);
	assert_shown(screen, "> (-) Self-signed");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "! Self-signed");
	assert_shown(screen, "is not offered, because");
	assert_answer(screen, "certificates.issuer", "public-ca");
	assert_string_equal(here(screen), "certificates.issuer");
}

static void scenarios_without_a_place_say_why(void **state)
{
	struct screen *screen = *state;
	answer(screen, "product.version", "2016");
	go(screen, "certificates.scenario");
	assert_shown(screen, "Not ranked yet: other answers are missing or wrong");
	answer_all(screen);
	go(screen, "certificates.scenario");
	assert_hidden(screen, "Not ranked yet");
}

/* Self-signed certificates are signed by nobody else. */
static void the_cursor_begins_on_what_is_offered(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.scenario", "self-signed");
	flow_clear(screen->flow, "certificates.issuer");
	go(screen, "certificates.issuer");
	assert_shown(screen, "  (-) Public certification authority");
	assert_shown(screen, "> ( ) Self-signed");
}

static void several_choices_are_ticked(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "clients.kinds");
	assert_shown(screen, "> [ ] Outlook 2003");
	type(screen, " ");
	assert_shown(screen, "> [x] Outlook 2003");
	assert_answer(screen, "clients.kinds", "outlook-2016, browser, mobile, outlook-2003");
	type(screen, " ");
	assert_answer(screen, "clients.kinds", "outlook-2016, browser, mobile");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "clients.inside_joined");
}

/* ---- text ---- */

static void small_letters_of_a_country_are_meant(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.country");
	type(screen, "de");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "organization.country", "DE");
	assert_string_not_equal(here(screen), "organization.country");
}

static void a_wrong_text_stays_and_says_what_is_wrong(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.country");
	type(screen, "xq");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "organization.country");
	assert_shown(screen, "[xq ");
	assert_shown(screen, "! \"xq\" is no code of a country");
	press(screen, KEY_IS_ESC);
	assert_string_equal(here(screen), "organization.name");
	assert_draft(screen, "organization.country", "xq");
	press(screen, KEY_IS_TAB);
	assert_shown(screen, "[xq ");
	assert_shown(screen, "! \"xq\" is no code of a country");
	press_control(screen, 'u');
	type(screen, "US");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "organization.country", "US");
	assert_draft(screen, "organization.country", NULL);
	assert_string_equal(here(screen), "organization.state");
}

static void back_keeps_what_is_typed_as_a_draft(void **state)
{
	struct screen *screen = *state;
	answer(screen, "organization.name", "Contoso");
	go(screen, "organization.name");
	type(screen, " Ltd.");
	press(screen, KEY_IS_ESC);
	assert_answer(screen, "organization.name", "Contoso");
	assert_draft(screen, "organization.name", "Contoso Ltd.");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "[Contoso Ltd. ");
	assert_shown(screen, "Contoso stands until another answer is accepted.");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "organization.name", "Contoso Ltd.");
	assert_draft(screen, "organization.name", NULL);
}

static void an_accepted_text_is_no_draft(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.name");
	type(screen, "Contoso");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "organization.name", "Contoso");
	assert_draft(screen, "organization.name", NULL);
}

static void typing_replaces_a_default(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "forests[0].sites[0].mailbox_users");
	assert_shown(screen, "[0 ");
	assert_shown(screen, "The default; typing replaces it.");
	type(screen, "12");
	assert_shown(screen, "[12 ");
	assert_hidden(screen, "The default");
	assert_shown(screen, "0 stands until another answer is accepted.");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "forests[0].sites[0].mailbox_users", "12");
	/* But not an answer. */
	press(screen, KEY_IS_ESC);
	type(screen, "3");
	assert_shown(screen, "[123 ");
	/* What is erased is the default again, and no draft. */
	press_control(screen, 'u');
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "forests[0].sites[0].mailbox_users", NULL);
	assert_draft(screen, "forests[0].sites[0].mailbox_users", NULL);
}

static void an_answer_that_is_needed_is_asked_for(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.name");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "! An answer is needed here");
	press(screen, KEY_IS_TAB);
	assert_string_equal(here(screen), "organization.country");
	assert_draft(screen, "organization.name", NULL);
}

static void letters_are_text_in_a_field(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.name");
	type(screen, "jk?=!");
	assert_shown(screen, "[jk?=! ");
	assert_string_equal(here(screen), "organization.name");
}

/* ---- lists ---- */

/* A key is shown where it works, and as what it does there. */
static void the_keys_of_a_list_are_those_of_the_place(void **state)
{
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	go(screen, "forests[0].smtp_domains");
	assert_hidden(screen, "Enter Go on"); /* one is needed */
	assert_shown(screen, "Tab On without");
	assert_shown(screen, "Type one, then Enter; or paste several.");
	assert_hidden(screen, "Remove");
	assert_hidden(screen, "To an item");
	type(screen, "contoso.com");
	assert_shown(screen, "Enter Add");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "Enter Go on");
	assert_shown(screen, "Up To an item");
	assert_shown(screen, "Type another one; Enter goes on.");
	press(screen, KEY_IS_UP);
	assert_shown(screen, "Enter Edit  Del - Remove  u d Move up, down  End Add, go on");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "Enter Keep  ^U Erase");
	assert_hidden(screen, "Remove");
	press_function(screen, 1);
	press(screen, KEY_IS_END);
	assert_shown(screen, "Here: u d: Move up, down");
}

static void items_are_added_edited_moved_and_removed(void **state)
{
	static const char path[] = "forests[0].smtp_domains";
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	go(screen, path);
	type(screen, "contoso.com");
	press(screen, KEY_IS_ENTER);
	type(screen, "fabrikam.com");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, path, "contoso.com, fabrikam.com");
	assert_shown(screen, "2 fabrikam.com");
	press(screen, KEY_IS_UP);
	type(screen, "u");
	assert_answer(screen, path, "fabrikam.com, contoso.com");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "[fabrikam.com ");
	press(screen, KEY_IS_BACKSPACE);
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, path, "fabrikam.co, contoso.com");
	assert_shown(screen, "> 2 contoso.com"); /* Enter leads on, through all of them */
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_DELETE);
	assert_answer(screen, path, "contoso.com");
	press(screen, KEY_IS_END);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "forests[0].sites");
}

static void a_wrong_item_is_shown_among_the_others(void **state)
{
	static const char path[] = "forests[0].smtp_domains";
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	answer(screen, path, "contoso.com");
	go(screen, path);
	type(screen, "fab_rikam.com");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "> 2 [fab_rikam.com ");
	assert_shown(screen, "! \"fab_rikam.com\"");
	assert_answer(screen, path, "contoso.com");
	/* Enter does not go on with it; Tab does, and it is still there. */
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), path);
	press(screen, KEY_IS_TAB);
	press(screen, KEY_IS_ESC);
	assert_shown(screen, "2 fab_rikam.com");
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_DELETE);
	assert_draft(screen, path, NULL);
	assert_answer(screen, path, "contoso.com");
}

static void a_refused_paste_shows_the_ways_on(void **state)
{
	static const char path[] = "forests[0].smtp_domains";
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	go(screen, path);
	paste(screen, "contoso.com\nfabrikam.com\ncontoso.com");
	assert_shown(screen, "3 contoso.com");
	assert_shown(screen, "! \"contoso.com\" stands there twice; Tab goes on with it as it is.");
	assert_hidden(screen, "Enter Go on");
	assert_hidden(screen, "Enter goes on");
	assert_shown(screen, "Up To an item  Tab On with it as it is  Esc ^B Back");
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_DELETE);
	assert_answer(screen, path, "contoso.com, fabrikam.com");
}

/* What is wrong is mended where it stands. */
static void a_wrong_item_keeps_the_cursor(void **state)
{
	static const char path[] = "forests[0].smtp_domains";
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	answer(screen, path, "contoso.com, example.org");
	go(screen, path);
	type(screen, "fabrikam.com_");
	press(screen, KEY_IS_ENTER);
	press(screen, KEY_IS_BACKSPACE);
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, path, "contoso.com, example.org, fabrikam.com");
	assert_shown(screen, "Type another one; Enter goes on.");
	press(screen, KEY_IS_HOME);
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_ENTER);
	type(screen, "_");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "> 2 [example.org_ ");
	press(screen, KEY_IS_BACKSPACE);
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, path, "contoso.com, example.org, fabrikam.com");
	assert_draft(screen, path, NULL);
}

/* The field is that of the item under the cursor, whatever moves it. */
/* The field lies over the text that it began with. */
/* An item that was edited and left: Enter on the list takes it. */
static void a_list_that_was_left_is_taken_by_enter(void **state)
{
	static const char path[] = "forests[0].smtp_domains";
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, path);
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_ENTER);
	type(screen, ".au");
	press(screen, KEY_IS_ESC);
	assert_answer(screen, path, "contoso.com, fabrikam.com");
	assert_draft(screen, path, "contoso.com, fabrikam.com.au");
	go(screen, path);
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, path, "contoso.com, fabrikam.com.au");
	assert_string_not_equal(here(screen), path);
}

static void a_shorter_item_shows_nothing_of_the_longer_one(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "forests[0].smtp_domains");
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_ENTER);
	for (int i = 0; i < 4; i++)
		press(screen, KEY_IS_BACKSPACE);
	assert_shown(screen, "[fabrikam        ");
	press_control(screen, 'u');
	assert_shown(screen, "[            ");
	assert_hidden(screen, "abrikam");
}

static void an_edited_item_is_left_by_every_way(void **state)
{
	static const enum key_code keys[] = { KEY_IS_TAB, KEY_IS_DOWN, KEY_IS_PAGE_DOWN };
	static const char path[] = "forests[0].sites[0].servers";
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	add(screen, "forests[0].sites", "Redmond");
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		answer(screen, path, "EX01, EX02, EX03, EX04, EX05, EX06, EX07, EX08, EX09, EX10, "
		                     "EX11, EX12, EX13, EX14, EX15, EX16, EX17, EX18, EX19, EX20");
		go(screen, path);
		while (!strstr(screen->text.data, "> 1  EX01"))
			press(screen, KEY_IS_UP);
		press(screen, KEY_IS_ENTER);
		type(screen, "X");
		press(screen, keys[i]);
		assert_hidden(screen, "[");
		assert_string_equal(here(screen), path);
		press(screen, KEY_IS_UP);
		press(screen, KEY_IS_PAGE_UP);
		assert_shown(screen, "1  EX01X");
	}
}

static void a_paste_becomes_items_and_never_enter(void **state)
{
	static const char path[] = "forests[0].smtp_domains";
	struct screen *screen = *state;
	add(screen, "forests", "contoso");
	go(screen, path);
	paste(screen, "contoso.com\nfabrikam.com, example.org\n");
	assert_answer(screen, path, "contoso.com, fabrikam.com, example.org");
	assert_string_equal(here(screen), path);
	go(screen, "organization.name");
	paste(screen, "Contoso\nLtd.");
	assert_string_equal(here(screen), "organization.name");
	assert_shown(screen, "!");
	assert_answer(screen, "organization.name", NULL);
}

static void groups_are_removed_after_a_question(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "forests[0].sites");
	press(screen, KEY_IS_UP);
	press(screen, KEY_IS_DELETE);
	assert_shown(screen, "Remove Reykjavik with all its answers?");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "Remove Reykjavik with all its answers?");
	press_control(screen, 'c');
	assert_shown(screen, "Save and leave?");
	type(screen, "n");
	assert_int_equal(flow_group_count(screen->flow, "forests[0].sites"), 2);
	press(screen, KEY_IS_DELETE);
	type(screen, "n");
	assert_int_equal(flow_group_count(screen->flow, "forests[0].sites"), 2);
	press(screen, KEY_IS_DELETE);
	type(screen, "y");
	assert_int_equal(flow_group_count(screen->flow, "forests[0].sites"), 1);
	assert_hidden(screen, "Reykjavik");
}

static void groups_are_added_renamed_and_moved(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "forests[0].sites");
	paste(screen, "London\nParis");
	assert_int_equal(flow_group_count(screen->flow, "forests[0].sites"), 4);
	type(screen, "london");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "\"london\" is there already");
	assert_shown(screen, "[london ");
	/* What is typed and refused is still there after going away. */
	press(screen, KEY_IS_ESC);
	press(screen, KEY_IS_TAB);
	assert_string_equal(here(screen), "forests[0].sites");
	assert_shown(screen, "[london ");
	press_control(screen, 'u');
	press(screen, KEY_IS_UP);
	type(screen, "u");
	assert_string_equal(flow_group_name(screen->flow, "forests[0].sites", 2), "Paris");
	press(screen, KEY_IS_ENTER);
	type(screen, "2");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(flow_group_name(screen->flow, "forests[0].sites", 2), "Paris2");
}

/* ---- grids ---- */

static void cells_are_turned_typed_and_cleared(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "services");
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_RIGHT);
	type(screen, " ");
	assert_answer(screen, "services.owa.external", "false");
	press(screen, KEY_IS_DELETE);
	assert_answer(screen, "services.owa.external", NULL);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "clients.kinds");
	go(screen, "services");
	press(screen, KEY_IS_DOWN);
	for (int i = 0; i < 4; i++)
		press(screen, KEY_IS_RIGHT);
	type(screen, "owa.contoso.com");
	press(screen, KEY_IS_ENTER);
	assert_answer(screen, "forests[0].sites[0].hosts.owa", "owa.contoso.com");
	assert_answer(screen, "forests[0].sites[0].hosts.activesync", NULL);
	assert_shown(screen, "owa.contoso.com");
}

/* ---- names, proof, review ---- */

/* What was scrolled away on a small screen is seen again on a large one. */
static void a_grid_grows_with_its_screen(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	screen->rows = 12;
	screen->columns = 40;
	go(screen, "services");
	for (int i = 0; i < 20; i++)
		press(screen, KEY_IS_RIGHT);
	for (int i = 0; i < 20; i++)
		press(screen, KEY_IS_DOWN);
	assert_hidden(screen, "Enabled");
	assert_hidden(screen, "autodiscover ");
	screen->rows = 40;
	screen->columns = 120;
	show(screen);
	assert_shown(screen, "Enabled");
	assert_shown(screen, "\n autodiscover ");
}

static void a_name_is_dropped_and_taken_back(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "names");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "> [x] autodiscover.contoso.com");
	assert_shown(screen, "Without it: ");
	type(screen, " ");
	assert_answer(screen, "certificates.exclude_names", "autodiscover.contoso.com");
	assert_shown(screen, "Left out");
	press(screen, KEY_IS_END);
	assert_shown(screen, "> [ ] autodiscover.contoso.com");
	/* What comes of it stays to be seen, on small screens too. */
	assert_shown(screen, "Without it: outlook-2016, outside: warning instead of clean.");
	type(screen, " ");
	assert_hidden(screen, "Left out");
	screen->rows = 12;
	screen->columns = 40;
	show(screen);
	type(screen, " ");
	assert_shown(screen, "outlook-2016, outside: warning instead\n");
}

/* The same key takes it back, wherever the name went. */
static void the_cursor_stays_on_a_dropped_name(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "names");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "> [x] autodiscover.contoso.com");
	assert_shown(screen, "There because: clients look for Autodiscover there, mail domain");
	type(screen, " ");
	assert_shown(screen, "> [ ] autodiscover.contoso.com");
	type(screen, " ");
	assert_shown(screen, "> [x] autodiscover.contoso.com");
	type(screen, " ");
	while (!strstr(screen->text.data, "> [x] autodiscover.fabrikam.com"))
		press(screen, KEY_IS_UP);
	type(screen, " ");
	assert_shown(screen, "> [ ] autodiscover.fabrikam.com");
	assert_answer(screen, "certificates.exclude_names",
	        "autodiscover.contoso.com, autodiscover.fabrikam.com");
}

static void the_proof_unfolds_to_attempts(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "proof");
	assert_shown(screen, "> [+] clean   outlook-2016, inside-joined");
	assert_hidden(screen, "autodiscover.xml");
	press(screen, KEY_IS_RIGHT);
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_RIGHT);
	assert_shown(screen, "https://mail.contoso.com/autodiscover/autodiscover.xml");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "Default Web Site of");
	press(screen, KEY_IS_LEFT);
	assert_hidden(screen, "autodiscover.xml");
	/* The same tree lies over any other question. */
	go(screen, "dns.internal");
	press_function(screen, 3);
	assert_shown(screen, "Client proof");
	press(screen, KEY_IS_RIGHT);
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_RIGHT);
	assert_shown(screen, "autodiscover.xml");
	press(screen, KEY_IS_ESC);
	assert_shown(screen, "How shall the inside resolve the planned names?");
	assert_string_equal(here(screen), "dns.internal");
}

static void unfold_first_of(struct screen *screen, const char *client)
{
	const char *focused = arena_printf(screen->arena, "> [+] fail    %s", client);
	for (int i = 0; i < 20 && !strstr(screen->text.data, focused); i++)
		press(screen, KEY_IS_DOWN);
	assert_shown(screen, focused);
	press(screen, KEY_IS_RIGHT);
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_RIGHT);
}

/* Phones do not trust a private root: the proof says which answers would mend it, also where it lies over
 * another question, and with the choice under the cursor there. */
static void the_proof_says_what_would_mend(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.issuer", "windows-pki");
	screen->rows = 40;
	go(screen, "proof");
	unfold_first_of(screen, "mobile, outside");
	assert_shown(screen, "To mend it: Install the root certificate of your authority on");
	answer(screen, "certificates.issuer", "public-ca");
	go(screen, "certificates.issuer");
	press(screen, KEY_IS_DOWN);
	press_function(screen, 3);
	assert_shown(screen, "With Windows PKI");
	unfold_first_of(screen, "mobile, outside");
	/* Help is about the verdict, not about the question below. */
	press_function(screen, 1);
	assert_shown(screen, "\n warning autodiscover contoso.com\n");
	assert_hidden(screen, "Who signs the certificates?");
	press(screen, KEY_IS_ESC);
	press_function(screen, 3);
	assert_shown(screen, "To mend it: Install the root certificate of your authority on");
}

static void an_error_says_what_would_mend_it(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.scenario", "redirect");
	go(screen, "review");
	type(screen, "n");
	assert_shown(screen, "> e error, second-address-missing Redmond");
	assert_hidden(screen, "To mend it:");
	rest(screen);
	assert_shown(screen, "To mend it: Give the second web site of site Redmond a public address");
}

static void from_the_review_back_to_the_row(void **state)
{
	struct screen *screen = *state;
	go(screen, "topology");
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "> ( ) Single namespace and multiple sites");
	press_function(screen, 5);
	assert_string_equal(here(screen), "review");
	press(screen, KEY_IS_ESC);
	assert_shown(screen, "> ( ) Single namespace and multiple sites");
}

/* The question is cut for its answer, and told below as long as the cursor is on it. */
static void a_small_review_shows_the_answers(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	screen->rows = 12;
	screen->columns = 40;
	go(screen, "review");
	for (int i = 0; i < 200 && !strstr(screen->text.data, "> a Which public"); i++)
		press(screen, KEY_IS_DOWN);
	assert_shown(screen, "> a Which public addre\u2026  203.0.113.10 v\n");
	assert_shown(screen, "  a Which Client Access server\u2026  EX01\n");
	assert_shown(screen, "\n Which public addresses is the site\n reached at?\n");
	/* Help begins with it, where nothing else explains it. */
	press_function(screen, 1);
	assert_shown(screen, "\n Under the cursor\n Which public addresses is the site\n");
	press(screen, KEY_IS_ESC);
	press(screen, KEY_IS_HOME);
	assert_hidden(screen, "reached at?");
}

static void the_review_jumps_and_comes_back(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	flow_clear(screen->flow, "organization.country");
	go(screen, "topology");
	press_function(screen, 5);
	assert_shown(screen, "1 to settle before the plan can be written:");
	assert_shown(screen, "> ! In which country is its seat (two letters)?  not answered yet");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "organization.country");
	type(screen, "US");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "review");
	assert_hidden(screen, "to settle");
	press_function(screen, 10);
	assert_int_equal(screen->wish, FRONT_QUIT);
}

/* What nobody asked for has its defaults: the review leads there, too. */
static void further_settings_stand_in_the_review(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "review");
	for (int i = 0; i < 99 && !strstr(screen->text.data, ">   Is there something special"); i++)
		press(screen, KEY_IS_DOWN);
	assert_shown(screen, ">   Is there something special about these servers?  no: the defaults");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "product-details");
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "review");
	assert_shown(screen, ">   Is there something special about these servers?  yes, below");
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "What about Extended Protection?");
}

/* Whether it is reached from outside is no matter of a default. */
static void a_site_added_from_the_review_is_asked_about(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "review");
	while (!strstr(screen->text.data, "> a Which Active Directory sites"))
		press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "forests[0].sites");
	type(screen, "Dublin");
	press(screen, KEY_IS_ENTER);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "forests[0].sites[2].internet_facing");
	assert_shown(screen, "site Dublin");
	press(screen, KEY_IS_END);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "review");
	assert_shown(screen, "1 to settle");
}

static void back_leads_from_the_review_to_where_it_was_opened(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "topology");
	press_function(screen, 5);
	assert_string_equal(here(screen), "review");
	press(screen, KEY_IS_ESC);
	assert_string_equal(here(screen), "topology");
	/* Also where answers were changed meanwhile, and where one was looked at only. */
	press_function(screen, 5);
	press(screen, KEY_IS_END);
	press(screen, KEY_IS_ENTER);
	assert_string_not_equal(here(screen), "review");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "review");
	press(screen, KEY_IS_ENTER);
	assert_string_not_equal(here(screen), "review");
	press(screen, KEY_IS_ESC);
	assert_string_equal(here(screen), "review");
	press(screen, KEY_IS_ESC);
	assert_string_equal(here(screen), "topology");
}

static void to_finding(struct screen *screen, const char *words)
{
	const char *focused = arena_printf(screen->arena, "> %s", words);
	for (int i = 0; i < 30 && !strstr(screen->text.data, focused); i++)
		type(screen, "n");
	assert_shown(screen, focused);
}

static void a_finding_is_accepted_with_a_reason(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "review");
	press(screen, KEY_IS_DOWN);
	assert_shown(screen, "Enter accepts it, with a reason; g goes to the answer that it comes");
	assert_shown(screen, "Enter Accept  g To its answer");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "Why is this accepted: warning, product-unsupported 2016? The reason stays in");
	type(screen, "known");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "Accepted: known");
}

static void an_error_leads_to_its_answer(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.scenario", "redirect");
	go(screen, "review");
	assert_shown(screen, "The plan has 1 error; n goes to the next finding.");
	type(screen, "n");
	assert_hidden(screen, "The plan has 1 error");
	assert_shown(screen, "> e error, second-address-missing Redmond");
	assert_shown(screen, "Enter goes to the answer that it comes from.");
	assert_shown(screen, "Enter To its answer");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "forests[0].sites[0].autodiscover_external_addresses");
	type(screen, "203.0.113.11");
	press(screen, KEY_IS_ENTER);
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "review");
	assert_hidden(screen, "second-address-missing");
	assert_hidden(screen, "The plan has");
	assert_shown(screen, "> "); /* where the rest of the findings is seen */
	assert_shown(screen, "Findings");
}

/* Its issuer cannot be changed as long as the scenario stands. */
static void an_error_of_self_signed_leads_to_the_scenario(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.scenario", "self-signed");
	answer(screen, "certificates.issuer", "self-signed");
	go(screen, "review");
	type(screen, "n");
	assert_shown(screen, "> e error, self-signed-unsupported");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "certificates.scenario");
}

/* A finding that is no error, and a client that fails all the same. */
static void the_review_tells_that_a_client_fails(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "review");
	assert_hidden(screen, "would fail");
	answer(screen, "certificates.issuer", "windows-pki");
	go(screen, "review");
	assert_shown(screen, "Some clients would fail; F3 (Ctrl-T) shows which");
	assert_hidden(screen, "The plan has");
}

static void a_warning_leads_to_its_answer(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "review");
	type(screen, "n");
	assert_shown(screen, "> w warning, ");
	type(screen, "g");
	assert_string_not_equal(here(screen), "review");
	press(screen, KEY_IS_ESC);
	assert_string_equal(here(screen), "review");
	/* It still stands, and so does the cursor on it. */
	assert_shown(screen, "> w warning, ");
}

/* To the answer that is at fault, not to one that the plan needs it for. */
static void findings_lead_to_what_is_at_fault(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.scenario", "two-single-names");
	answer(screen, "forests[0].sites[0].autodiscover_external_addresses", "203.0.113.11");
	go(screen, "review");
	to_finding(screen, "w warning, internal-address-missing autodiscover.contoso.com");
	type(screen, "g");
	assert_string_equal(here(screen), "forests[0].sites[0].autodiscover_internal_addresses");
	answer(screen, "forests[0].sites[1].internet_facing", "true");
	answer(screen, "forests[0].sites[1].namespace", "mail.contoso.com");
	answer(screen, "forests[0].sites[1].external_addresses", "203.0.113.20");
	answer(screen, "forests[0].sites[1].internal_addresses", "10.2.0.10");
	go(screen, "review");
	to_finding(screen, "e error, topology-mismatch");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "forests[0].sites[1].namespace");
}

/* The question stands behind further settings that nobody opened. */
static void a_finding_opens_the_gate_before_its_answer(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "forests[0].sites[0].servers", "EX01, EX02");
	go(screen, "review");
	to_finding(screen, "w warning, load-balancer-missing");
	type(screen, "g");
	assert_string_equal(here(screen), "forests[0].sites[0].load_balanced");
	type(screen, " ");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "review");
}

/* The answer that left a name off, not the one that wanted it. */
static void a_name_left_off_leads_to_the_list_of_those(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "certificates.exclude_names", "autodiscover.fabrikam.com");
	go(screen, "review");
	type(screen, "n");
	assert_shown(screen, "> e error, name-not-covered autodiscover.fabrikam.com");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "certificates.exclude_names");
}

static void problems_are_told_by_their_questions(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	flow_draft(screen->flow, "forests[0].sites[0].mailbox_users", "many");
	go(screen, "review");
	assert_shown(screen, "> ! site Redmond: How many people have their mailbox here?  \"many\"");
	assert_shown(screen, "\n \"many\" was typed: a whole number is expected");
}

static void drafts_block_the_writing(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	flow_draft(screen->flow, "forests[0].sites[0].namespace", "mail contoso");
	go(screen, "write");
	assert_shown(screen, "1 answer is missing, wrong or not accepted yet");
	press(screen, KEY_IS_HOME);
	press(screen, KEY_IS_ENTER);
	assert_int_not_equal(screen->wish, FRONT_WRITE);
	flow_draft(screen->flow, "forests[0].sites[0].namespace", NULL);
	go(screen, "write");
	assert_shown(screen, "used.plan");
	assert_shown(screen, "it is kept as .bak");
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_WRITE);
	assert_false(full_consent(screen->full).errors);
	full_written(screen->full, true, NULL);
	show(screen);
	assert_string_equal(here(screen), "checklist");
}

static void set_keys(struct screen *screen, size_t made, size_t wanted)
{
	const struct front_keys keys = { .made = made, .wanted = wanted };
	full_set_keys(screen->full, &keys);
}

static void private_keys_are_counted(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "write");
	assert_hidden(screen, "private keys ready");
	set_keys(screen, 0, 2);
	show(screen);
	assert_shown(screen, "0 of 2 private keys ready");
	press(screen, KEY_IS_END);
	set_keys(screen, 2, 2);
	show(screen);
	assert_shown(screen, "2 of 2 private keys ready");
	/* The cursor stays on its row, whatever comes and goes above it. */
	assert_shown(screen, "> Go on without writing");
	set_keys(screen, 0, 0);
	show(screen);
	assert_hidden(screen, "private keys ready");
	assert_shown(screen, "> Go on without writing");
	/* Behind a page they are counted too, and come and go. */
	for (int i = 0; i < 2; i++) {
		set_keys(screen, 0, i);
		press_function(screen, 1);
		set_keys(screen, 1 - i, 1 - i);
		press(screen, KEY_IS_ESC);
		assert_shown(screen, "> Go on without writing");
	}
	set_keys(screen, 0, 1);
	press_function(screen, 1);
	set_keys(screen, 1, 1);
	press(screen, KEY_IS_ESC);
	assert_shown(screen, "1 of 1 private keys ready");
}

/* Of a front end that asks for the passphrase itself. */
static void start_asking(struct screen *screen, size_t rows, size_t columns)
{
	screen->rows = rows;
	screen->columns = columns;
	const struct front_options options = { .file = "s.cfg", .folder = "new.plan",
		.folder_is_used = folder_is_used, .asks_passphrase = true };
	go(screen, "write");
	full_free(screen->full);
	screen->full = full_new(screen->flow, &options);
	press(screen, KEY_IS_ENTER);
	assert_true(full_is_secret(screen->full));
	assert_int_equal(screen->wish, FRONT_GO_ON);
}

/* Old keys that do not fit are told before writing, and nothing is written before somebody agrees. */
static void old_keys_are_asked_about(void **state)
{
	static const char *const misfit[] = { "mail.contoso.com: RSA 2048 is there, and the plan wants "
		"EC P-256." };
	const struct front_keys keys = { .kept = 2, .misfits = { misfit, 1 } }, none = { 0 };
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "write");
	full_set_keys(screen->full, &keys);
	show(screen);
	assert_shown(screen, "2 private keys used again");
	assert_shown(screen, "1 old key does not fit");
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_GO_ON);
	assert_shown(screen, "Make new ones?");
	assert_shown(screen, misfit[0]);
	assert_shown(screen, "may be at the certification authority");
	assert_shown(screen, "used.plan.bak-");
	assert_shown(screen, "n New keys");
	/* Neither Enter nor Esc agrees. */
	press(screen, KEY_IS_ENTER);
	assert_hidden(screen, "Make new ones?");
	assert_int_equal(screen->wish, FRONT_GO_ON);
	press(screen, KEY_IS_ENTER);
	press(screen, KEY_IS_ESC);
	assert_int_equal(screen->wish, FRONT_GO_ON);
	assert_string_equal(here(screen), "write");
	press(screen, KEY_IS_ENTER);
	type(screen, "n");
	assert_int_equal(screen->wish, FRONT_WRITE);
	assert_true(full_consent(screen->full).new_keys);
	/* It holds for this writing only. */
	full_written(screen->full, false, NULL);
	show(screen);
	assert_shown(screen, "The plan was not written.");
	assert_false(full_consent(screen->full).new_keys);
	/* What only writing finds out. */
	full_set_keys(screen->full, &none);
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_WRITE);
	assert_false(full_consent(screen->full).new_keys);
	full_set_keys(screen->full, &keys);
	full_written(screen->full, false, NULL);
	show(screen);
	assert_shown(screen, "Make new ones?");
	type(screen, "n");
	assert_true(screen->wish == FRONT_WRITE && full_consent(screen->full).new_keys);
	full_written(screen->full, true, NULL);
	assert_string_equal(here(screen), "checklist");
}

/* Typed twice, never shown, given out once. */
static void passphrases_are_typed_twice(void **state)
{
	struct screen *screen = *state;
	char room[FRONT_SECRET_MAX + 1] = "?";
	answer_all(screen);
	start_asking(screen, 24, 80);
	type(screen, "sesame");
	assert_hidden(screen, "sesame");
	assert_hidden(screen, "******");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "The same passphrase again:");
	type(screen, "sesam");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "! These two were not the same.");
	assert_int_equal(screen->wish, FRONT_GO_ON);
	assert_true(full_is_secret(screen->full));
	for (int i = 0; i < 2; i++) {
		type(screen, "sesame");
		press(screen, KEY_IS_ENTER);
	}
	assert_int_equal(screen->wish, FRONT_WRITE);
	assert_false(full_is_secret(screen->full));
	assert_true(full_consent(screen->full).has_keys);
	assert_int_equal(full_take_secret(screen->full, room), 6);
	assert_string_equal(room, "sesame");
	assert_int_equal(full_take_secret(screen->full, room), 0);
	assert_string_equal(room, "");
	full_writing(screen->full, 1, 3);
	show(screen);
	assert_shown(screen, "Private keys: 1 of 3 made.");
	full_written(screen->full, true, "All of it.\nEach line of its own.\n");
	show(screen);
	assert_shown(screen, " All of it.\n Each line of its own.\n");
	press(screen, KEY_IS_ENTER);
	assert_string_equal(here(screen), "checklist");
}

static void passphrases_have_limits(void **state)
{
	struct screen *screen = *state;
	char room[FRONT_SECRET_MAX + 1], text[FRONT_SECRET_MAX + 2];
	answer_all(screen);
	start_asking(screen, 12, 40);
	assert_shown(screen, "Passphrase for the private keys:");
	assert_shown(screen, "Keys that are used again are opened");
	memset(text, 'x', sizeof(text));
	text[FRONT_SECRET_MAX + 1] = '\0';
	press_key(screen, (struct key){ .code = KEY_IS_PASTE, .text = text });
	assert_shown(screen, "! The passphrase is longer than 1023");
	text[FRONT_SECRET_MAX] = '\0';
	press_key(screen, (struct key){ .code = KEY_IS_PASTE, .text = text });
	type(screen, "y");
	assert_shown(screen, "! The passphrase is longer than 1023");
	press(screen, KEY_IS_ENTER);
	press_key(screen, (struct key){ .code = KEY_IS_PASTE, .text = text });
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_WRITE);
	assert_int_equal(full_take_secret(screen->full, room), FRONT_SECRET_MAX);
	assert_string_equal(room, text);
	full_written(screen->full, false, NULL);
	/* Left, it is empty when it is asked for again; and empty means none. */
	start_asking(screen, 12, 40);
	type(screen, "sesame");
	press(screen, KEY_IS_ESC);
	assert_int_equal(full_take_secret(screen->full, room), 0);
	start_asking(screen, 12, 40);
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_WRITE);
	assert_int_equal(full_take_secret(screen->full, room), 0);
}

/* ---- checklist ---- */

/* Nobody ticks off the steps of a plan that is not there. */
static void the_checklist_tells_whether_it_is_written(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "checklist");
	assert_shown(screen, "The plan is not written yet: its files do not exist.");
	flow_set_written(screen->flow);
	go(screen, "checklist");
	assert_hidden(screen, "not written yet");
	go(screen, "write");
	assert_shown(screen, "> Go on to the checklist");
	answer(screen, "forests[0].sites[0].servers", "EX01, EX02");
	go(screen, "checklist");
	assert_shown(screen, "Answers have changed since the plan was written");
	go(screen, "write");
	assert_shown(screen, "Go on without writing");
	answer(screen, "forests[0].sites[0].servers", "EX01");
	go(screen, "checklist");
	assert_hidden(screen, "have changed");
}

static void steps_are_ticked_and_left_out(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "checklist");
	assert_shown(screen, "0 of ");
	type(screen, " ");
	assert_shown(screen, "1 of ");
	assert_shown(screen, "> [x] 1. ");
	press(screen, KEY_IS_DOWN);
	type(screen, "-");
	assert_shown(screen, "Why is this step left out: ");
	type(screen, "not here");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "> [-] 2. ");
	assert_shown(screen, "not done: not here");
	type(screen, "f");
	assert_hidden(screen, "Steps for: everybody");
}

/* What was done for other names counts as open, and says so. */
static void a_tick_lapses_with_its_step(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "checklist");
	for (int i = 0; i < 9 && !strstr(screen->text.data, "> [ ] 3. Request the certificate"); i++)
		press(screen, KEY_IS_DOWN);
	type(screen, " ");
	assert_shown(screen, "> [x] 3. Request the certificate");
	assert_shown(screen, "1 of ");
	answer(screen, "certificates.scenario", "single-name-srv");
	go(screen, "checklist");
	assert_shown(screen, "  [!] 3. Request the certificate mail.contoso.com  done, and changed since");
	assert_shown(screen, "0 of ");
}

static void a_step_shows_its_commands(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "checklist");
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "Why: ");
	type(screen, "v");
	assert_shown(screen, "Check that it worked");
	type(screen, "u");
	assert_shown(screen, "Way back");
	type(screen, "c");
	assert_int_equal(screen->wish, FRONT_PRINT);
	assert_non_null(strstr(full_print(screen->full), "\n# Commands\n"));
	type(screen, " ");
	assert_shown(screen, "[x] 1. ");
	assert_shown(screen, "> [ ] 2. ");
}

/* Pasted as a whole it does what the step is for, and does not take it back. */
static void copied_commands_do_not_take_back(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "checklist");
	while (!strstr(screen->text.data, "\n Point the service connection point of EX01"))
		press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_ENTER);
	type(screen, "c");
	const char *back = strstr(full_print(screen->full), "\n# Way back, in comments\n");
	assert_non_null(back);
	for (const char *line = back; line && line[1]; line = strchr(line + 1, '\n'))
		assert_int_equal(line[1], '#');
}

/* ---- everywhere ---- */

static void pages_open_by_function_keys_and_their_twins(void **state)
{
	static const struct {
		unsigned function;
		char twin;
		const char *want;
	} pages[] = {
		{ 1, 'g', "In a text field" }, { 2, 'p', "What clients would meet" },
		{ 3, 't', "Client proof" },
	};
	struct screen *screen = *state;
	answer_all(screen);
	go(screen, "topology");
	screen->rows = 60;
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		press_function(screen, pages[i].function);
		if (i)
			assert_shown(screen, pages[i].want);
		press(screen, KEY_IS_ESC);
		press_control(screen, pages[i].twin);
		if (i)
			assert_shown(screen, pages[i].want);
		press_control(screen, 'b');
		assert_string_equal(here(screen), "topology");
	}
	press_control(screen, 'r');
	assert_string_equal(here(screen), "review");
	press_control(screen, 'x');
	assert_int_equal(screen->wish, FRONT_QUIT);
}

static void leaving_is_asked_for(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.name");
	type(screen, "Con");
	press_control(screen, 'c');
	assert_shown(screen, "Save and leave?");
	press(screen, KEY_IS_ESC);
	assert_shown(screen, "[Con ");
	press_control(screen, 'c');
	type(screen, "y");
	assert_int_equal(screen->wish, FRONT_QUIT);
	full_leave(screen->full);
	assert_draft(screen, "organization.name", "Con");
}

static void small_screens_wait_and_lose_nothing(void **state)
{
	static const size_t sizes[][2] = { { 12, 39 }, { 11, 40 }, { 1, 1 }, { 5, 2 }, { 0, 0 } };
	struct screen *screen = *state;
	go(screen, "organization.name");
	type(screen, "Con");
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		screen->rows = sizes[i][0];
		screen->columns = sizes[i][1];
		show(screen);
		type(screen, "x");
		press(screen, KEY_IS_ENTER);
	}
	screen->rows = 5;
	screen->columns = 20;
	show(screen);
	assert_shown(screen, "40x12 needed, 20x5");
	assert_shown(screen, "^X leaves"); /* the way out is never cut off */
	screen->rows = 12;
	screen->columns = 40;
	show(screen);
	assert_shown(screen, "[Con ");
	assert_string_equal(here(screen), "organization.name");
}

/* Questions about two sites differ in their titles alone. */
static void titles_tell_the_site_at_every_width(void **state)
{
	static const struct {
		size_t columns;
		const char *path, *want;
	} titles[] = {
		{ 120, "forests[0].sites[0].internal_namespace",
		        " casplan  Sites: Site, further settings (forest contoso, site Redmond)" },
		{ 80, "forests[0].sites[0].internal_namespace",
		        " Sites: Site, further settings (forest contoso, site Redmond)" },
		{ 60, "forests[0].sites[0].internal_namespace",
		        " Site, further settings (site Redmond)" },
		{ 40, "forests[0].sites[0].internal_namespace", " site Redmond: Site," },
		{ 40, "forests[0].sites[0].namespace", " Site (site Redmond) " },
		{ 40, "organization.name", " Start: Organization " },
	};
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "forests[0].sites[0].internal_namespace", "mail.contoso.com");
	for (size_t i = 0; i < COUNT_OF(titles); i++) {
		screen->columns = titles[i].columns;
		go(screen, titles[i].path);
		assert_shown(screen, titles[i].want);
	}
}

static void ascii_screens_show_nothing_else(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	answer(screen, "organization.name", "S\xc3\xb6hne");
	screen->canvas.ascii = true;
	for (size_t i = 0; i < flow_count(screen->flow); i++) {
		flow_go(screen->flow, i);
		full_free(screen->full);
		start(screen, false);
		for (size_t j = 0; j < screen->text.length; j++)
			assert_true((unsigned char)screen->text.data[j] < 127);
	}
}

/* Braille displays and screen readers follow the cursor. */
static void the_cursor_stands_on_what_has_the_focus(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	for (size_t i = 0; i < flow_count(screen->flow); i++) {
		flow_go(screen->flow, i);
		full_free(screen->full);
		start(screen, false);
		const struct cell *cell =
		        &screen->canvas.cells[screen->canvas.cursor_row * screen->columns +
		                              screen->canvas.cursor_column];
		bool in_field = cell[-(ptrdiff_t)screen->canvas.cursor_column + 1].text[0] == '>';
		if (cell->text[0] != '>' && !in_field)
			fail_msg("%s: the cursor is elsewhere\n%s", here(screen),
			        screen->text.data);
	}
}

static void a_second_view_changes_nothing(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	flow_go(screen->flow, flow_find(screen->flow, "topology"));
	start(screen, true);
	assert_shown(screen, "read only");
	press(screen, KEY_IS_HOME);
	press(screen, KEY_IS_ENTER);
	assert_shown(screen, "you may look, not change");
	assert_answer(screen, "topology", "regional");
	for (size_t i = 0; i < flow_count(screen->flow); i++) {
		press(screen, KEY_IS_ESC);
		type(screen, "x ");
		press(screen, KEY_IS_DELETE);
	}
	assert_answer(screen, "topology", "regional");
	assert_answer(screen, "organization.name", "Contoso");
	assert_draft(screen, "organization.name", NULL);
}

static void a_failed_save_is_shown_until_one_succeeds(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.name");
	full_set_unsaved(screen->full, "the disk is full");
	show(screen);
	assert_shown(screen, "NOT SAVED: the disk is full");
	type(screen, "x");
	assert_shown(screen, "NOT SAVED: the disk is full");
	full_set_unsaved(screen->full, NULL);
	show(screen);
	assert_hidden(screen, "NOT SAVED");
}

/* Other messages leave less room than they want. */
/* Nobody leaves without knowing what is lost, whatever key it is. */
static void leaving_unsaved_is_asked_for(void **state)
{
	struct screen *screen = *state;
	go(screen, "organization.name");
	full_set_unsaved(screen->full, "the disk is full");
	press_function(screen, 10);
	assert_int_equal(screen->wish, FRONT_GO_ON);
	assert_shown(screen, "Leave, and lose what is NOT SAVED? the disk is full.");
	press(screen, KEY_IS_ENTER);
	assert_int_equal(screen->wish, FRONT_GO_ON);
	type(screen, "n");
	press_control(screen, 'c');
	assert_shown(screen, "Leave, and lose what is NOT SAVED?");
	assert_hidden(screen, "Everything accepted is saved");
	type(screen, "y");
	assert_int_equal(screen->wish, FRONT_QUIT);
}

static void a_failed_save_is_shown_beside_all_else(void **state)
{
	struct screen *screen = *state;
	screen->rows = 12;
	screen->columns = 40;
	go(screen, "organization.name");
	full_set_unsaved(screen->full, "the disk is full");
	full_notice(screen->full, "The file as you wrote it, with its comments, is kept as "
	        "a-session-with-a-long-name.cfg.orig.");
	full_notice(screen->full, "This terminal's character set has ASCII only.");
	show(screen);
	assert_shown(screen, "NOT SAVED: the disk is full");
}

/* Keys that came in one burst are all taken before anything is painted. */
static void a_notice_is_shown_once(void **state)
{
	struct screen *screen = *state;
	const struct key down = { .code = KEY_IS_DOWN };
	go(screen, "product.version");
	full_notice(screen->full, "The file is kept.");
	(void)full_key(screen->full, &down);
	full_notice(screen->full, "ASCII only.");
	full_notice(screen->full, "ASCII only.");
	(void)full_key(screen->full, &down);
	show(screen);
	assert_shown(screen, "The file is kept. ASCII only.");
	assert_hidden(screen, "ASCII only. ASCII only.");
	press(screen, KEY_IS_DOWN);
	assert_hidden(screen, "The file is kept.");
}

/* A page over the question hides it. */
static void a_notice_waits_behind_a_page(void **state)
{
	struct screen *screen = *state;
	go(screen, "product.version");
	press_function(screen, 1);
	full_notice(screen->full, "The file is kept.");
	press(screen, KEY_IS_DOWN);
	press(screen, KEY_IS_ESC);
	assert_shown(screen, "The file is kept.");
	press(screen, KEY_IS_DOWN);
	assert_hidden(screen, "The file is kept.");
}

/* Nobody types for a while. */
static void the_plan_stands_beside_on_wide_screens(void **state)
{
	struct screen *screen = *state;
	answer_all(screen);
	screen->columns = 120;
	screen->rows = 36;
	go(screen, "certificates.scenario");
	assert_true(full_has_work(screen->full));
	rest(screen);
	assert_shown(screen, "The plan so far:");
	press(screen, KEY_IS_END);
	assert_true(full_has_work(screen->full));
	assert_shown(screen, "The plan so far:");
	rest(screen);
	assert_shown(screen, "\xe2\x94\x82 With ");
}

static void a_click_moves_the_cursor_and_a_second_one_accepts(void **state)
{
	struct screen *screen = *state;
	size_t row = 0;
	go(screen, "product.version");
	for (const char *c = screen->text.data; c < strstr(screen->text.data, "Server 2010"); c++)
		row += *c == '\n';
	press_key(screen, (struct key){ .code = KEY_IS_MOUSE, .row = row, .column = 8 });
	assert_shown(screen, "> ( ) Exchange Server 2010");
	press_key(screen, (struct key){ .code = KEY_IS_MOUSE, .row = row, .column = 8 });
	assert_answer(screen, "product.version", "2010");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(enter_takes_the_choice_under_the_cursor),
		TEST(enter_on_a_default_keeps_it_one),
		TEST(what_is_not_offered_says_why),
		TEST(scenarios_without_a_place_say_why),
		TEST(the_cursor_begins_on_what_is_offered),
		TEST(several_choices_are_ticked),
		TEST(small_letters_of_a_country_are_meant),
		TEST(a_wrong_text_stays_and_says_what_is_wrong),
		TEST(back_keeps_what_is_typed_as_a_draft),
		TEST(an_accepted_text_is_no_draft),
		TEST(typing_replaces_a_default),
		TEST(an_answer_that_is_needed_is_asked_for),
		TEST(letters_are_text_in_a_field),
		TEST(the_keys_of_a_list_are_those_of_the_place),
		TEST(items_are_added_edited_moved_and_removed),
		TEST(a_wrong_item_is_shown_among_the_others),
		TEST(a_refused_paste_shows_the_ways_on),
		TEST(a_wrong_item_keeps_the_cursor),
		TEST(a_list_that_was_left_is_taken_by_enter),
		TEST(a_shorter_item_shows_nothing_of_the_longer_one),
		TEST(an_edited_item_is_left_by_every_way),
		TEST(a_paste_becomes_items_and_never_enter),
		TEST(groups_are_removed_after_a_question),
		TEST(groups_are_added_renamed_and_moved),
		TEST(cells_are_turned_typed_and_cleared),
		TEST(a_grid_grows_with_its_screen),
		TEST(a_name_is_dropped_and_taken_back),
		TEST(the_cursor_stays_on_a_dropped_name),
		TEST(the_proof_unfolds_to_attempts),
		TEST(the_proof_says_what_would_mend),
		TEST(an_error_says_what_would_mend_it),
		TEST(from_the_review_back_to_the_row),
		TEST(a_small_review_shows_the_answers),
		TEST(the_review_jumps_and_comes_back),
		TEST(further_settings_stand_in_the_review),
		TEST(a_site_added_from_the_review_is_asked_about),
		TEST(back_leads_from_the_review_to_where_it_was_opened),
		TEST(a_finding_is_accepted_with_a_reason),
		TEST(an_error_leads_to_its_answer),
		TEST(an_error_of_self_signed_leads_to_the_scenario),
		TEST(the_review_tells_that_a_client_fails),
		TEST(a_warning_leads_to_its_answer),
		TEST(findings_lead_to_what_is_at_fault),
		TEST(a_finding_opens_the_gate_before_its_answer),
		TEST(a_name_left_off_leads_to_the_list_of_those),
		TEST(problems_are_told_by_their_questions),
		TEST(drafts_block_the_writing),
		TEST(private_keys_are_counted),
		TEST(old_keys_are_asked_about),
		TEST(passphrases_are_typed_twice),
		TEST(passphrases_have_limits),
		TEST(the_checklist_tells_whether_it_is_written),
		TEST(steps_are_ticked_and_left_out),
		TEST(a_tick_lapses_with_its_step),
		TEST(a_step_shows_its_commands),
		TEST(copied_commands_do_not_take_back),
		TEST(pages_open_by_function_keys_and_their_twins),
		TEST(leaving_is_asked_for),
		TEST(small_screens_wait_and_lose_nothing),
		TEST(titles_tell_the_site_at_every_width),
		TEST(ascii_screens_show_nothing_else),
		TEST(the_cursor_stands_on_what_has_the_focus),
		TEST(a_second_view_changes_nothing),
		TEST(a_failed_save_is_shown_until_one_succeeds),
		TEST(leaving_unsaved_is_asked_for),
		TEST(a_failed_save_is_shown_beside_all_else),
		TEST(a_notice_is_shown_once),
		TEST(a_notice_waits_behind_a_page),
		TEST(the_plan_stands_beside_on_wide_screens),
		TEST(a_click_moves_the_cursor_and_a_second_one_accepts),
	};
	return cmocka_run_group_tests_name("ui_full", tests, NULL, NULL);
}
