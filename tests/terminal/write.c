/* Writing the plan: what is told and asked before it, and on the way. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
	/* The explanation tells it, too: it is the help that is waited for. */
	tty_keys(tty, "F1");
	wizard_wait_page(tty, "Esc ^B Close");
	assert_true(tty_shows(tty, "EC P-384 is there, and the plan wants RSA"));
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
	wizard_wait_page(tty, "Passphrase for the private keys");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Private keys: 1, all new.");
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

/* Each line is broken once, where this screen ends. */
static void what_was_written_is_told_on_a_narrow_screen(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "write", &(struct tty_options){ .columns = 60,
		.arguments = { SESSION } });
	wizard_wait_focus(tty, "Write the plan now");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Passphrase for the private keys");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Private keys: 1, all new.");
	int row = tty_find(tty, "It holds: "), end = tty_find(tty, "Private keys: ");
	assert_in_range(end - row, 2, 3);
	while (++row < end)
		assert_int_equal(strspn(tty_row(tty, row), " "), 3);
	tty_keys(tty, "Enter F10");
	assert_int_equal(tty_wait_over(tty), 0);
}

/* ---- the passphrase ---- */

#define MAPPING_MAX (1ul << 30) /* what is larger is a sanitizer's own */
#define SECRET "s3cr\xc3\xa9t-horse"

static struct tty *begin_asking(struct place *place, const struct tty_options *options)
{
	struct tty *tty = wizard_resume(place, "write", options);
	wizard_wait_focus(tty, "Write the plan now");
	tty->log.length = 0;
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Passphrase for the private keys:");
	return tty;
}

static void give(struct tty *tty, const char *text, bool pastes)
{
	if (pastes)
		tty_paste(tty, text);
	else
		tty_type(tty, text);
	tty_keys(tty, "Enter");
}

/* An independent program opens what was written, with these words and with no others. */
static void assert_opens(struct place *place, const char *words)
{
	const char *command = arena_printf(place->arena, "openssl pkey -in '%s' -noout -passin "
	        "'pass:%s' 2>/dev/null", place_path(place, KEY), words);
	assert_int_equal(system(command), 0);
	assert_int_not_equal(system(arena_printf(place->arena, "openssl pkey -in '%s' -noout -passin "
	        "'pass:%sx' 2>/dev/null", place_path(place, KEY), words)), 0);
}

/* How often the bytes stand in the program's memory; -1: nobody may look. */
static int count_in_memory(struct tty *tty, const char *bytes, size_t length)
{
	char path[64], line[512];
	static char room[1 << 22];
	int found = 0;
	snprintf(path, sizeof(path), "/proc/%d/maps", (int)tty->pid);
	FILE *maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)tty->pid);
	int memory = open(path, O_RDONLY);
	if (!maps || memory < 0)
		found = -1;
	while (found >= 0 && fgets(line, sizeof(line), maps)) {
		unsigned long from, to;
		char mode[8];
		if (sscanf(line, "%lx-%lx %7s", &from, &to, mode) != 3 ||
		        strncmp(mode, "rw", 2) != 0 || to - from > MAPPING_MAX)
			continue;
		for (; from < to; from += sizeof(room) / 2) {
			size_t wanted = to - from < sizeof(room) ? to - from : sizeof(room);
			ssize_t got = pread(memory, room, wanted, (off_t)from);
			const char *at = room;
			while (got > 0 && (at = memmem(at, (size_t)(room + got - at), bytes, length))) {
				found++;
				at++;
			}
		}
	}
	if (maps)
		fclose(maps);
	if (memory >= 0)
		close(memory);
	return found;
}

/* As bytes, and as curses keeps keys. */
static int secrets_in_memory(struct tty *tty, const char *secret)
{
	int keys[64];
	size_t length = strlen(secret);
	for (size_t i = 0; i < length; i++)
		keys[i] = (unsigned char)secret[i];
	int bytes = count_in_memory(tty, secret, length);
	return bytes < 0 ? bytes : bytes + count_in_memory(tty, (const char *)keys,
	        length * sizeof(*keys));
}

/* Typed or pasted, nothing of it is shown, sent, saved or kept. */
static void passphrases_leave_no_trace(void **state)
{
	struct place *place = *state;
	for (int pastes = 0; pastes < 2; pastes++) {
		struct tty *tty = begin_asking(place, NULL);
		if (pastes)
			tty_paste(tty, SECRET);
		else
			tty_type(tty, SECRET);
		/* The test would see it. */
		tty_keys(tty, "Enter");
		wizard_wait_page(tty, "The same passphrase again:");
		int before = secrets_in_memory(tty, SECRET);
		if (before < 0)
			print_message("nobody may look into the memory of the program here\n");
		else
			assert_true(before > 0);
		assert_false(tty_shows(tty, "s3cr"));
		give(tty, SECRET, pastes);
		wizard_wait_page(tty, "Private keys: 1, all new.");
		assert_int_equal(secrets_in_memory(tty, SECRET) > 0, 0);
		assert_false(tty_sent(tty, "s3cr"));
		assert_false(tty_sent(tty, "\033[?1049l"));
		tty_keys(tty, "Enter");
		wizard_wait_page(tty, "Which step is done?");
		assert_null(strstr(place_read(place, SESSION), "s3cr"));
		assert_opens(place, SECRET);
		/* Keys that come next are all there. */
		tty_keys(tty, "Down Up F10");
		assert_int_equal(tty_wait_over(tty), 0);
		place_clear(place);
	}
}

static void slips_of_the_fingers(void **state)
{
	struct place *place = *state;
	struct tty *tty = begin_asking(place, NULL);
	give(tty, "one", false);
	wizard_wait_page(tty, "The same passphrase again:");
	give(tty, "another", false);
	wizard_wait_page(tty, "! These two were not the same.");
	tty_wait(tty, "Passphrase for the private keys:");
	/* Erased: a character, all. */
	tty_type(tty, "oops");
	tty_keys(tty, "^U");
	tty_type(tty, "sesamx\xc3\xa9");
	tty_keys(tty, "Backspace Backspace");
	give(tty, "e", false);
	wizard_wait_page(tty, "The same passphrase again:");
	/* A paste is one line; its end is no Enter. */
	tty_paste(tty, "ses\name");
	wizard_wait_page(tty, "A passphrase is one line;");
	tty_paste(tty, "sesame\n");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Private keys: 1, all new.");
	assert_opens(place, "sesame");
}

/* Every other way out of the question forgets it. */
static void passphrases_are_forgotten(void **state)
{
	static const struct {
		const char *key, *page, *back;
	} ways[] = {
		{ "Esc", "Shall the plan be written now?", "Space" },
		{ "^C", "Shall the plan be written now?", "Space" },
		{ "F2", "The plan", "Esc" },
		{ "F1", "Keys", "Esc" },
	};
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		struct tty *tty = begin_asking(place, NULL);
		tty_type(tty, SECRET);
		tty_keys(tty, ways[i].key);
		tty_wait_gone(tty, "Passphrase for the private keys:");
		wizard_wait_page(tty, ways[i].page);
		assert_int_equal(secrets_in_memory(tty, SECRET) > 0, 0);
		tty_keys(tty, ways[i].back);
		wizard_wait_focus(tty, "Write the plan now");
		tty_keys(tty, "Enter");
		wizard_wait_page(tty, "Passphrase for the private keys:");
		tty_keys(tty, "Enter");
		wizard_wait_page(tty, "Private keys: 1, all new.");
		assert_non_null(strstr(place_read(place, KEY), "BEGIN PRIVATE KEY"));
		place_clear(place);
	}
}

/* Nothing is left, neither the folder nor an unfinished one. */
static void assert_nothing_written(struct place *place)
{
	DIR *folder = opendir(place->folder);
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));)
		assert_null(strstr(entry->d_name, "s.plan"));
	closedir(folder);
}

static bool is_left(struct tty *tty, const void *data)
{
	(void)data;
	return !tty->alternate && tty_is_canonical(tty);
}

/* Who gives up waiting for the passphrase has not agreed to keys without one. */
static void nobody_writes_to_the_pipe(void **state)
{
	struct place *place = *state;
	const struct tty_options options = { .arguments = { SESSION },
		.variables = { "CASPLAN_PASSPHRASE_FILE=pipe" } };
	assert_int_equal(mkfifo(place_path(place, "pipe"), 0600), 0);
	struct tty *tty = wizard_resume(place, "write", &options);
	wizard_wait_focus(tty, "Write the plan now");
	tty_keys(tty, "Enter");
	tty_wait_for(tty, is_left, NULL);
	tty_keys(tty, "^C");
	wizard_wait_page(tty, "Stopped; nothing was written.");
	tty_keys(tty, "Enter");
	wizard_wait_focus(tty, "Write the plan now");
	assert_nothing_written(place);
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
}

/* ---- waiting ---- */

/* A plan whose key takes hours, at the question whether it shall be written. */
static struct tty *begin_slowly(struct place *place)
{
	static const char issuer[] = "issuer = \"public-ca\";\n";
	const char *text = source_read(place, "tests/terminal/kit/finished.cfg");
	const char *at = strstr(text, issuer);
	assert_non_null(at);
	at += strlen(issuer);
	place_write(place, SESSION, arena_printf(place->arena, "%.*s  key = { bits = 16384; };\n%s"
	        "session = { screen = \"write\"; field = \"write\"; };\n", (int)(at - text), text, at));
	struct tty *tty = place_start(place, NULL);
	wizard_wait_focus(tty, "Write the plan now");
	tty_wait(tty, "0 of 1 private keys ready");
	return tty;
}

static void wait_for_key(struct tty *tty)
{
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Passphrase for the private keys:");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Private keys: 0 of 1 made.");
}

static void writing_can_be_stopped(void **state)
{
	static const char *const stops[] = { "Esc", "^C", "^B" };
	struct place *place = *state;
	struct tty *tty = begin_slowly(place);
	for (size_t i = 0; i < COUNT_OF(stops); i++) {
		wait_for_key(tty);
		assert_true(tty->alternate);
		/* All else does what it always does, or nothing. */
		tty_keys(tty, "x Enter F2 ^L");
		tty_resize(tty, i % 2 ? 24 : 12, i % 2 ? 80 : 40);
		wizard_wait_page(tty, "Private keys: 0 of 1 made.");
		tty_keys(tty, "^Z");
		tty_wait_stopped(tty);
		kill(tty->pid, SIGCONT);
		wizard_wait_page(tty, "Private keys: 0 of 1 made.");
		tty_keys(tty, stops[i]);
		wizard_wait_page(tty, "Stopped; nothing was written.");
		assert_nothing_written(place);
		tty_keys(tty, "Enter");
		wizard_wait_focus(tty, "Write the plan now");
	}
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
	assert_nothing_written(place);
}

static void signals_end_the_writing_and_the_wizard(void **state)
{
	static const int numbers[] = { SIGTERM, SIGHUP };
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		struct tty *tty = begin_slowly(place);
		wait_for_key(tty);
		kill(tty->pid, numbers[i]);
		int status = tty_wait_over(tty);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
		assert_true(tty_is_canonical(tty));
		assert_false(tty->alternate);
		assert_nothing_written(place);
		place_clear(place);
	}
	struct tty *tty = begin_slowly(place);
	wait_for_key(tty);
	tty_hang_up(tty);
	(void)tty_wait_over(tty);
	assert_nothing_written(place);
}

/* What cannot be written is told where the person is. */
static void failures_are_told(void **state)
{
	struct place *place = *state;
	struct tty *tty = wizard_resume(place, "write", NULL);
	wizard_wait_focus(tty, "Write the plan now");
	place_write(place, "s.plan", "no folder");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Passphrase for the private keys:");
	/* What was typed before it was told has not read it. */
	tty_type(tty, "\r\r\r");
	wizard_wait_page(tty, "is no folder; nothing was written");
	tty_keys(tty, "Esc");
	wizard_wait_focus(tty, "Write the plan now");
	assert_string_equal(place_read(place, "s.plan"), "no folder");
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
}

/* From elsewhere: nobody is asked. */
static void passphrases_from_a_file(void **state)
{
	struct place *place = *state;
	place_write(place, "words", "sesame\n");
	const struct tty_options options = { .arguments = { SESSION },
		.variables = { "CASPLAN_PASSPHRASE_FILE=words" } };
	struct tty *tty = wizard_resume(place, "write", &options);
	wizard_wait_focus(tty, "Write the plan now");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Private keys: 1, all new.");
	assert_opens(place, "sesame");
	tty_keys(tty, "Enter");
	wizard_wait_page(tty, "Which step is done?");
	place_write(place, "words", "\n");
	tty_keys(tty, "Esc");
	wizard_wait_focus(tty, "Go on to the checklist");
	tty_keys(tty, "Up Enter");
	wizard_wait_page(tty, "the passphrase is empty");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(old_keys_stay_until_somebody_agrees),
		IN_PLACE(old_keys_on_a_small_screen),
		IN_PLACE(what_was_written_is_told_on_a_narrow_screen),
		IN_PLACE(passphrases_leave_no_trace),
		IN_PLACE(slips_of_the_fingers),
		IN_PLACE(passphrases_are_forgotten),
		IN_PLACE(passphrases_from_a_file),
		IN_PLACE(nobody_writes_to_the_pipe),
		IN_PLACE(writing_can_be_stopped),
		IN_PLACE(signals_end_the_writing_and_the_wizard),
		IN_PLACE(failures_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
