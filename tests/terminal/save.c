/* The session file: killed at any moment, on a full disk, opened twice. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "kit/wizard.h"

#define WAY "consolidated-unified"
#define DISK_SIZE (64 * 1024)

/* ---- killed ---- */

/* The file after each thing that was seen, in one undisturbed run. */
struct versions {
	struct place *place;
	struct text_list texts;
	size_t seen; /* how many things were seen in a run */
};

static void record(struct tty *tty, void *data)
{
	struct versions *versions = data;
	(void)tty;
	const char *text = place_read(versions->place, SESSION);
	LIST_PUSH(versions->place->arena, &versions->texts, text ? text : "");
}

static void count(struct tty *tty, void *data)
{
	struct versions *versions = data;
	(void)tty;
	versions->seen++;
}

static struct tty *start(struct place *place, void (*seen)(struct tty *tty, void *data),
        struct versions *versions)
{
	struct tty *tty = place_start(place, NULL);
	tty->seen = seen;
	tty->seen_data = versions;
	return tty;
}

/* Gives the microseconds that it took. */
static long long run_undisturbed(struct place *place, const struct way *way,
        struct versions *versions)
{
	long long began = tty_now_exactly();
	struct tty *tty = start(place, record, versions);
	way_go(place, tty, way, ASK_REVIEW);
	assert_true(versions->texts.count > 100);
	long long took = tty_now_exactly() - began;
	place_clear(place);
	return took;
}

/* Which of the versions the file is. */
static size_t version_of(struct place *place, const struct versions *versions)
{
	const char *text = place_read(place, SESSION);
	size_t found = 0;
	while (found < versions->texts.count &&
	        !text_equal(text ? text : "", versions->texts.items[found]))
		found++;
	return found;
}

/* What was on the screen is in the file; at most one thing more, which was saved and not painted yet. */
static void assert_kept(struct place *place, const struct versions *versions)
{
	const char *text = place_read(place, SESSION);
	const char *const *texts = versions->texts.items;
	size_t last = versions->seen ? versions->seen - 1 : 0, next = versions->seen;
	if (!text && versions->seen == 0)
		return;
	assert_non_null(text);
	if (text_equal(text, texts[last]) ||
	        (next < versions->texts.count && text_equal(text, texts[next])))
		return;
	fprintf(stderr, "after %zu things seen the file is as after %zu:\n%s\ninstead of:\n%s",
	        versions->seen, version_of(place, versions) + 1, text, texts[last]);
	fail();
}

/* The wizard goes on where the file says, with all that the file has. */
static void assert_resumes(struct place *place)
{
	const struct way nothing = { 0 };
	const char *answers = place_read(place, SESSION) ? session_answers(place, SESSION) : NULL;
	struct tty *tty = place_start(place, NULL);
	wizard_wait(tty);
	way_answer(place, tty, &nothing);
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
	if (answers)
		assert_string_equal(session_answers(place, SESSION), answers);
}

static void killed_at_any_moment(void **state)
{
	struct place *place = *state;
	struct way way = way_read(place, WAY);
	struct versions versions = { .place = place };
	long long took = run_undisturbed(place, &way, &versions);
	long kills = place_number("KILLS", 20);
	size_t least = versions.texts.count, most = 0;
	srand((unsigned)tty_now_exactly());
	for (long i = 0; i < kills; i++) {
		versions.seen = 0;
		struct tty *tty = start(place, count, &versions);
		tty->doom = tty_now_exactly() + rand() % took;
		way_go(place, tty, &way, ASK_REVIEW);
		tty->seen = NULL;
		kill(tty->pid, SIGKILL);
		(void)tty_wait_over(tty);
		assert_kept(place, &versions);
		assert_resumes(place);
		least = versions.seen < least ? versions.seen : least;
		most = versions.seen > most ? versions.seen : most;
		place_clear(place);
	}
	print_message("killed %ld times, after %zu to %zu of %zu things that are seen\n", kills, least,
	        most, versions.texts.count);
	/* Not always at the same moment. */
	assert_true(most > least);
}

/* ---- a full disk ---- */

struct disk {
	struct place *place;
	struct tty *tty;
	bool is_real; /* otherwise no file may grow */
};

static void disk_fill(const struct disk *disk)
{
	struct rlimit none = { 0, RLIM_INFINITY };
	char bytes[4096] = "";
	if (!disk->is_real) {
		assert_int_equal(prlimit(disk->tty->pid, RLIMIT_FSIZE, &none, NULL), 0);
		return;
	}
	int fd = open(place_path(disk->place, "disk/filler"), O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	while (write(fd, bytes, sizeof(bytes)) > 0)
		;
	close(fd);
}

static void disk_empty(const struct disk *disk)
{
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	if (disk->tty->is_over && !disk->is_real)
		return;
	if (disk->is_real)
		assert_int_equal(unlink(place_path(disk->place, "disk/filler")), 0);
	else
		assert_int_equal(prlimit(disk->tty->pid, RLIMIT_FSIZE, &all, NULL), 0);
}

static void type_answer(struct tty *tty, const char *text)
{
	tty_keys(tty, "^U");
	tty_type(tty, text);
	wizard_turn(tty, "Enter");
}

static const char *const full_session = "disk/" SESSION;

static struct tty *begin_on_disk(struct disk *disk, const char *option)
{
	struct place *place = disk->place;
	place_write(place, full_session, arena_printf(place->arena, "%ssession = {\n"
	        "  screen = \"organization\";\n  field = \"organization.name\";\n};\n",
	        source_read(place, "tests/terminal/kit/finished.cfg")));
	disk->tty = place_start(place, &(struct tty_options){
		.arguments = { option, full_session } });
	wizard_wait(disk->tty);
	return disk->tty;
}

static bool says_unsaved(struct tty *tty, const void *data)
{
	(void)data;
	return tty_shows(tty, "NOT SAVED: ") && strstr(tty_row(tty, 0), "NOT SAVED");
}

static void goes_on_without_saving(struct disk *disk)
{
	struct place *place = disk->place;
	struct tty *tty = begin_on_disk(disk, "--color=never");
	const char *before = place_read(place, full_session);
	disk_fill(disk);
	type_answer(tty, "Fabrikam, Inc.");
	tty_wait_for(tty, says_unsaved, NULL);
	type_answer(tty, "DE");
	tty_wait_for(tty, says_unsaved, NULL);
	tty_keys(tty, "F1");
	wizard_wait_page(tty, "Esc ^B Close");
	assert_non_null(strstr(tty_row(tty, 0), "NOT SAVED"));
	tty_keys(tty, "Esc");
	wizard_wait(tty);
	tty_wait_for(tty, says_unsaved, NULL);
	assert_string_equal(place_read(place, full_session), before);
	disk_empty(disk);
	type_answer(tty, "Bavaria");
	tty_wait_gone(tty, "NOT SAVED");
	const char *saved = place_read(place, full_session);
	assert_non_null(strstr(saved, "name = \"Fabrikam, Inc.\";"));
	assert_non_null(strstr(saved, "country = \"DE\";"));
	assert_non_null(strstr(saved, "state = \"Bavaria\";"));
	tty_keys(tty, "F10");
	assert_int_equal(tty_wait_over(tty), 0);
}

/* What could not be saved at the end is told, and the status says it. */
static void leaves_without_saving(struct disk *disk)
{
	struct tty *tty = begin_on_disk(disk, "--color=never");
	const char *before = place_read(disk->place, full_session);
	disk_fill(disk);
	type_answer(tty, "Fabrikam, Inc.");
	tty_wait_for(tty, says_unsaved, NULL);
	tty_keys(tty, "F10");
	tty_wait(tty, "Leave, and lose what is NOT SAVED?");
	tty_type(tty, "y");
	int status = tty_wait_over(tty);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_true(tty_is_canonical(tty));
	assert_false(tty_shows(tty, "Saved in"));
	tty_wait(tty, "not saved");
	assert_string_equal(place_read(disk->place, full_session), before);
	disk_empty(disk);
}

static void full_disk(void **state)
{
	struct disk disk = { .place = *state };
	disk.is_real = place_mount(disk.place, "disk", DISK_SIZE);
	if (!disk.is_real)
		print_message("no disk can be mounted here: a limit of the file size stands for it\n");
	goes_on_without_saving(&disk);
	leaves_without_saving(&disk);
}

static void no_file_may_grow(void **state)
{
	struct disk disk = { .place = *state };
	assert_int_equal(mkdir(place_path(disk.place, "disk"), 0700), 0);
	goes_on_without_saving(&disk);
	leaves_without_saving(&disk);
}

/* ---- two at once ---- */

static void the_second_may_look(void **state)
{
	struct place *place = *state;
	struct tty *first = wizard_resume(place, "organization.name", NULL);
	const char *before = place_read(place, SESSION);
	struct tty *second = place_start(place, NULL);
	wizard_wait_page(second, "leave");
	tty_wait(second, "open in another casplan");
	assert_non_null(strstr(tty_row(second, 0), "read only"));
	/* It moves. */
	wizard_turn(second, "Tab");
	wizard_turn(second, "Esc");
	wizard_wait_focus(second, "[Contoso, Inc. ");
	/* It changes nothing. */
	tty_keys(second, "^U");
	tty_type(second, "Fabrikam, Inc.");
	tty_keys(second, "Enter");
	tty_wait(second, "! ");
	tty_wait(second, "you may look, not change");
	tty_keys(second, "F10");
	assert_int_equal(tty_wait_over(second), 0);
	assert_false(tty_shows(second, "Saved in"));
	assert_string_equal(place_read(place, SESSION), before);
	/* The first one does, and whoever comes after it. */
	type_answer(first, "Fabrikam, Inc.");
	assert_non_null(strstr(place_read(place, SESSION), "name = \"Fabrikam, Inc.\";"));
	tty_keys(first, "F10");
	assert_int_equal(tty_wait_over(first), 0);
	struct tty *third = place_start(place, NULL);
	wizard_wait(third);
	assert_null(strstr(tty_row(third, 0), "read only"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(killed_at_any_moment),
		IN_PLACE(full_disk),
		IN_PLACE(no_file_may_grow),
		IN_PLACE(the_second_may_look),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
