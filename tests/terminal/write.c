/* Writing the plan: what is told and asked before it, and on the way. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/text.h"
#include "kit/wizard.h"

#define KEY "s.plan/certificates/mail.contoso.com.key"
#define KEY_MAKER "mkdir -p '%s/s.plan/certificates' && openssl ecparam -name secp384r1 -genkey -noout " \
	"-out '%s/" KEY "'"

/* A folder of an older plan, whose key is of another kind than the answers ask for. */
static struct tty *begin_with_old_key(struct place *place, const struct tty_options *options)
{
	char command[512];
	snprintf(command, sizeof(command), KEY_MAKER, place->folder, place->folder);
	assert_int_equal(system(command), 0);
	struct tty *tty = wizard_resume(place, "write", options);
	tty_wait(tty, "1 old key does not fit (F1, ^G)");
	tty_wait(tty, "In use: it is kept as .bak-<day>-<n>");
	wizard_wait_focus(tty, "Write the plan now");
	return tty;
}

/* The folder that was moved aside; NULL: none was. */
static const char *backup(struct place *place)
{
	DIR *folder = opendir(place->folder);
	const char *found = NULL;
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));) {
		if (strncmp(entry->d_name, "s.plan.bak-", strlen("s.plan.bak-")) == 0)
			found = arena_strdup(place->arena, entry->d_name);
	}
	closedir(folder);
	return found;
}

static void old_keys_stay_until_somebody_agrees(void **state)
{
	static const char *const closers[] = { "Esc", "Enter", "^B" };
	struct place *place = *state;
	struct tty *tty = begin_with_old_key(place, NULL);
	const char *before = place_read(place, KEY);
	tty_keys(tty, "F1");
	wizard_wait_page(tty, "EC P-384 is there, and the plan wants RSA");
	tty_keys(tty, "Esc");
	wizard_wait_focus(tty, "Write the plan now");
	for (size_t i = 0; i < COUNT_OF(closers); i++) {
		tty_keys(tty, "Enter");
		wizard_wait_page(tty, "Make new ones?");
		tty_wait(tty, "may be at the certification authority already");
		tty_wait(tty, "s.plan.bak-<day>-<n>");
		tty_keys(tty, closers[i]);
		wizard_wait_focus(tty, "Write the plan now");
	}
	assert_string_equal(place_read(place, KEY), before);
	assert_null(place_read(place, "s.plan/plan.json"));
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Make new ones?");
	tty_keys(tty, "n");
	tty_wait(tty, "Passphrase for the private keys");
	tty_keys(tty, "Enter");
	tty_wait(tty, "Private keys: 1, all new.");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Which step is done?");
	assert_non_null(place_read(place, "s.plan/plan.json"));
	assert_string_not_equal(place_read(place, KEY), before);
	const char *kept = backup(place);
	assert_non_null(kept);
	assert_string_equal(place_read(place, arena_printf(place->arena,
	        "%s/certificates/mail.contoso.com.key", kept)), before);
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
}

/* All that has to be known is there on the smallest screen too. */
static void old_keys_on_a_small_screen(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin_with_old_key(place, &(struct tty_options){ .rows = 12, .columns = 40,
		.arguments = { SESSION } });
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Make new ones?");
	tty_wait(tty, "n new keys Esc^B back");
	tty_keys(tty, "End");
	wizard_wait_page(tty, "fit are used again.");
	tty_keys(tty, "Esc");
	wizard_wait_focus(tty, "Write the plan now");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(old_keys_stay_until_somebody_agrees),
		IN_PLACE(old_keys_on_a_small_screen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
