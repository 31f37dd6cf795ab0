/* store/session.h: refusals, then saving under bad luck. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "store/file.h"
#include "store/session.h"

#define KILLS 20
#define LARGE 200000 /* bytes: more than one write of the disk */

struct place {
	char folder[64];
	char before[4096];
	struct arena *arena;
};

static int enter(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	if (!place || !getcwd(place->before, sizeof(place->before)))
		return -1;
	place->arena = arena_new();
	snprintf(place->folder, sizeof(place->folder), "/tmp/casplan-session-XXXXXX");
	*state = place;
	return mkdtemp(place->folder) && chdir(place->folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	struct place *place = *state;
	char command[128];
	snprintf(command, sizeof(command), "rm -rf %s", place->folder);
	int left = chdir(place->before);
	left |= system(command);
	arena_free(place->arena);
	free(place);
	return left;
}

static struct session_file *opened(const char *path)
{
	struct err err;
	bool locked;
	struct session_file *file = session_open(path, &locked, &err);
	assert_non_null(file);
	assert_true(locked);
	return file;
}

static void assert_content(const char *path, const char *want)
{
	struct buf text;
	struct err err;
	buf_init(&text);
	buf_puts(&text, "");
	assert_true(file_read(path, 1 << 20, &text, &err));
	assert_string_equal(text.data, want);
	buf_done(&text);
}

static bool save(struct session_file *file, const char *words, struct err *err)
{
	struct buf text;
	buf_init(&text);
	buf_puts(&text, words);
	bool saved = session_save(file, &text, err);
	buf_done(&text);
	return saved;
}

static void no_folder(void **state)
{
	(void)state;
	struct err err;
	bool locked = true;
	assert_null(session_open("missing/s.cfg", &locked, &err));
	assert_false(locked);
	assert_non_null(strstr(err.text, "No such file"));
	assert_null(session_open("", &locked, &err));
}

/* A lock that this process holds keeps a second opening out, in this process too. */
static void second_may_look(void **state)
{
	(void)state;
	struct err err;
	bool locked;
	struct session_file *first = opened("s.cfg");
	assert_true(save(first, "one", &err));
	struct session_file *second = session_open("s.cfg", &locked, &err);
	assert_non_null(second);
	assert_false(locked);
	assert_non_null(strstr(err.text, "open in another casplan"));
	assert_false(save(second, "two", &err));
	assert_content("s.cfg", "one");
	session_close(second);
	session_close(first);
	session_close(opened("s.cfg"));
	assert_int_not_equal(access(".s.cfg.lock", F_OK), 0);
}

static void saved_for_the_owner(void **state)
{
	(void)state;
	struct err err;
	struct stat status;
	struct session_file *file = opened("s.cfg");
	assert_false(session_exists(file));
	assert_true(save(file, "one", &err));
	assert_true(session_exists(file));
	assert_true(save(file, "two", &err));
	assert_content("s.cfg", "two");
	assert_int_equal(stat("s.cfg", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	session_close(file);
}

/* What a killed one left, or somebody put there as a trap, is not written through. */
static void temporary_is_not_followed(void **state)
{
	(void)state;
	struct err err;
	FILE *victim = fopen("victim", "w");
	assert_non_null(victim);
	fputs("untouched", victim);
	fclose(victim);
	assert_int_equal(symlink("victim", ".s.cfg.new0"), 0);
	struct session_file *file = opened("s.cfg");
	assert_true(save(file, "one", &err));
	assert_content("victim", "untouched");
	assert_content("s.cfg", "one");
	session_close(file);
}

static void link_stays(void **state)
{
	(void)state;
	struct err err;
	struct stat status;
	assert_int_equal(mkdir("real", 0700), 0);
	struct session_file *file = opened("real/s.cfg");
	assert_true(save(file, "one", &err));
	session_close(file);
	assert_int_equal(symlink("real/s.cfg", "s.cfg"), 0);
	file = opened("s.cfg");
	assert_true(save(file, "two", &err));
	session_close(file);
	assert_int_equal(lstat("s.cfg", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_content("real/s.cfg", "two");
}

static void original_is_kept(void **state)
{
	struct place *place = *state;
	struct err err;
	const char *kept;
	struct session_file *file = opened("s.cfg");
	assert_true(save(file, "// by hand", &err));
	assert_true(session_keep_original(file, &kept, place->arena, &err));
	assert_string_equal(kept, "s.cfg.orig");
	assert_true(save(file, "saved", &err));
	assert_true(session_keep_original(file, &kept, place->arena, &err));
	assert_string_equal(kept, "s.cfg.orig.2");
	session_close(file);
	assert_content("s.cfg.orig", "// by hand");
	assert_content("s.cfg.orig.2", "saved");
	assert_content("s.cfg", "saved");
}

/* A limit of the file size ends a write as a full disk does. */
static void full_disk(void **state)
{
	(void)state;
	struct err err;
	struct rlimit before, small = { .rlim_cur = 10 };
	struct session_file *file = opened("s.cfg");
	assert_true(save(file, "one", &err));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	bool saved = save(file, "much more than ten bytes", &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(saved);
	assert_non_null(strstr(err.text, "s.cfg"));
	assert_content("s.cfg", "one");
	assert_int_not_equal(access(".s.cfg.new0", F_OK), 0);
	assert_true(save(file, "there is room again", &err));
	assert_content("s.cfg", "there is room again");
	session_close(file);
}

/* Saves one and the other for ever; a byte for each goes to `fd`. */
static void save_for_ever(int fd, const char *one, const char *other)
{
	struct err err;
	bool locked;
	struct session_file *file = session_open("s.cfg", &locked, &err);
	for (int i = 0; file && locked; i++) {
		if (!save(file, i % 2 ? one : other, &err) || write(fd, "x", 1) != 1)
			break;
	}
	_exit(1);
}

static void killed_at_any_moment(void **state)
{
	struct place *place = *state;
	char *one = arena_alloc(place->arena, LARGE + 1);
	char *other = arena_alloc(place->arena, LARGE + 1);
	memset(one, '1', LARGE);
	memset(other, '2', LARGE);
	for (unsigned i = 0; i < KILLS; i++) {
		int ends[2];
		char byte;
		struct buf text;
		struct err err;
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			save_for_ever(ends[1], one, other);
		close(ends[1]);
		assert_int_equal(read(ends[0], &byte, 1), 1);
		/* Some way into the next save. */
		for (volatile unsigned turns = i * 7919 * 20 % 1000000; turns > 0;)
			turns = turns - 1;
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, NULL, 0), child);
		close(ends[0]);
		buf_init(&text);
		assert_true(file_read("s.cfg", 1 << 20, &text, &err));
		assert_true(strcmp(text.data, one) == 0 || strcmp(text.data, other) == 0);
		buf_done(&text);
		session_close(opened("s.cfg"));
	}
}

static void sessions_are_listed(void **state)
{
	struct place *place = *state;
	struct err err;
	assert_int_equal(session_list("state/casplan", place->arena).count, 0);
	assert_true(session_folder_make("state/casplan", &err));
	assert_true(session_folder_make("state/casplan", &err));
	struct session_file *file = opened("state/casplan/one.cfg");
	assert_true(save(file, "one", &err));
	struct session_entries entries = session_list("state/casplan", place->arena);
	session_close(file);
	assert_int_equal(entries.count, 1);
	assert_string_equal(entries.items[0].name, "one");
	assert_string_equal(entries.items[0].path, "state/casplan/one.cfg");
}

/* Nobody's lock is a file that was left behind. Another process is asked, as it would be. */
static void taken_sessions_are_told(void **state)
{
	(void)state;
	assert_false(session_is_taken("s.cfg"));
	assert_int_equal(access(".s.cfg.lock", F_OK), -1);
	struct session_file *file = opened("s.cfg");
	assert_int_equal(symlink("s.cfg", "link.cfg"), 0);
	struct err err;
	assert_true(save(file, "one", &err));
	assert_true(session_is_taken("s.cfg"));
	assert_true(session_is_taken("link.cfg"));
	assert_false(session_is_taken("other.cfg"));
	assert_false(session_is_taken("no/folder.cfg"));
	session_close(file);
	assert_false(session_is_taken("s.cfg"));
	assert_int_equal(mkfifo(".s.cfg.lock", 0600), 0);
	assert_false(session_is_taken("s.cfg"));
	/* The question is no lock. */
	assert_int_equal(unlink(".s.cfg.lock"), 0);
	session_close(opened("s.cfg"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(no_folder),
		IN_FOLDER(second_may_look),
		IN_FOLDER(saved_for_the_owner),
		IN_FOLDER(temporary_is_not_followed),
		IN_FOLDER(link_stays),
		IN_FOLDER(original_is_kept),
		IN_FOLDER(full_disk),
		IN_FOLDER(killed_at_any_moment),
		IN_FOLDER(sessions_are_listed),
		IN_FOLDER(taken_sessions_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
