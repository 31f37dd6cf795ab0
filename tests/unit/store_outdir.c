/* The output folder: what it refuses, what is left when the system fails, what it makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "store/outdir.h"

static const struct date today = { 2026, 11, 22 };

struct place {
	char root[64]; /* an empty folder of its own, in which the test stands beside everything */
	struct err err;
	bool refused;
	struct arena *arena;
};

static int place_setup(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char *base = getenv("TMPDIR");
	snprintf(place->root, sizeof(place->root), "%.40s/outdir-XXXXXX", base ? base : "/tmp");
	place->arena = arena_new();
	*state = place;
	umask(022);
	return mkdtemp(place->root) ? 0 : -1;
}

static int place_teardown(void **state)
{
	struct place *place = *state;
	char command[192];
	snprintf(command, sizeof(command), "chmod -R u+rwx '%s' && rm -rf '%s'", place->root,
	        place->root);
	int status = system(command);
	arena_free(place->arena);
	free(place);
	return status;
}

/* A path below the test's folder; several may be in use at once. */
static const char *at(struct place *place, const char *path)
{
	return arena_printf(place->arena, "%s/%s", place->root, path);
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void assert_holds(const char *path, const char *text)
{
	char found[256] = "";
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("%s: %s", path, strerror(errno));
	size_t length = fread(found, 1, sizeof(found) - 1, file);
	found[length] = '\0';
	fclose(file);
	assert_string_equal(found, text);
}

/* Entries of a folder, hidden ones too, without "." and "..". */
static int entries(const char *path)
{
	int count = 0;
	DIR *folder = opendir(path);
	if (!folder)
		fail_msg("%s: %s", path, strerror(errno));
	while (readdir(folder))
		count++;
	closedir(folder);
	return count - 2;
}

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

static struct outdir *must_open(struct place *place, const char *path, bool replace)
{
	struct outdir *dir = outdir_open(path, replace, today, &place->refused, &place->err);
	if (!dir)
		fail_msg("%s: %s", path, place->err.text);
	return dir;
}

static void must_write(struct place *place, struct outdir *dir, const char *path, const char *text,
        int mode)
{
	if (!outdir_write(dir, path, text, strlen(text), mode, &place->err))
		fail_msg("%s: %s", path, place->err.text);
}

static const char *must_commit(struct place *place, struct outdir *dir)
{
	const char *backup;
	if (!outdir_commit(dir, &backup, place->arena, &place->err))
		fail_msg("%s", place->err.text);
	return backup;
}

static void assert_refused(struct place *place, const char *path, bool replace, const char *reason)
{
	int before = entries(place->root);
	place->refused = false;
	assert_null(outdir_open(path, replace, today, &place->refused, &place->err));
	if (!strstr(place->err.text, reason))
		fail_msg("'%s' does not say: %s", place->err.text, reason);
	assert_true(place->refused);
	assert_int_equal(entries(place->root), before);
}

/* What a person may get wrong. */
static void refuses_paths(void **state)
{
	struct place *place = *state;
	put(at(place, "file"), "x");
	assert_int_equal(mkdir(at(place, "full"), 0755), 0);
	put(at(place, "full/x"), "x");
	assert_int_equal(symlink("nowhere", at(place, "dangling")), 0);
	assert_int_equal(symlink("file", at(place, "to-file")), 0);
	assert_int_equal(symlink("full", at(place, "to-full")), 0);
	assert_int_equal(symlink("loop", at(place, "loop")), 0);
	assert_refused(place, "", false, "empty");
	assert_refused(place, "/", true, "cannot be replaced");
	assert_refused(place, "///", true, "cannot be replaced");
	assert_refused(place, ".", true, "stand");
	assert_refused(place, "..", true, "stand");
	assert_refused(place, at(place, "file"), false, "no folder");
	assert_refused(place, at(place, "file"), true, "no folder");
	assert_refused(place, at(place, "to-file"), true, "no folder");
	assert_refused(place, at(place, "file/x"), true, "file");
	assert_refused(place, at(place, "full"), false, "--force");
	assert_refused(place, at(place, "full/"), false, "--force");
	assert_refused(place, at(place, "to-full"), false, "--force");
	assert_refused(place, at(place, "to-full//"), false, "--force");
	assert_refused(place, at(place, "dangling"), true, "nowhere");
	assert_refused(place, at(place, "loop"), true, "loop");
	assert_refused(place, at(place, "missing/out"), true, "missing");
	assert_refused(place, at(place, "missing/.."), true, "missing");
	assert_holds(at(place, "full/x"), "x");
}

/* Paths of files come from emitters; none may leave the folder. */
static void refuses_files(void **state)
{
	static const char *const paths[] = {
		"", "/etc/x", "../x", "a/../../x", "a//b", "./a", "a/.", "a/",
	};
	struct place *place = *state;
	struct outdir *dir = must_open(place, at(place, "out"), false);
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		assert_false(outdir_write(dir, paths[i], "x", 1, 0666, &place->err));
	must_write(place, dir, "once", "1", 0666);
	assert_false(outdir_write(dir, "once", "2", 1, 0666, &place->err));
	assert_non_null(strstr(place->err.text, "once"));
	assert_int_equal(symlinkat("/etc", outdir_fd(dir), "link"), 0);
	assert_false(outdir_write(dir, "link/x", "2", 1, 0666, &place->err));
	assert_int_equal(symlinkat("/etc/x", outdir_fd(dir), "file-link"), 0);
	assert_false(outdir_write(dir, "file-link", "2", 1, 0666, &place->err));
	assert_false(outdir_write(dir, "once/x", "2", 1, 0666, &place->err));
	outdir_abandon(dir);
	assert_int_equal(entries(place->root), 0);
}

static void appears_whole(void **state)
{
	struct place *place = *state;
	struct outdir *dir = must_open(place, at(place, "out/"), false);
	must_write(place, dir, "plan.md", "# plan\n", 0666);
	must_write(place, dir, "certificates/mail.key", "secret", 0600);
	must_write(place, dir, "a/b/c/d", "deep", 0666);
	must_write(place, dir, "empty", "", 0666);
	assert_int_not_equal(access(at(place, "out"), F_OK), 0);
	/* Nobody else can look at what is not finished. */
	struct stat status;
	assert_int_equal(fstat(outdir_fd(dir), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);

	assert_null(must_commit(place, dir));
	assert_int_equal(entries(place->root), 1);
	assert_holds(at(place, "out/plan.md"), "# plan\n");
	assert_holds(at(place, "out/certificates/mail.key"), "secret");
	assert_holds(at(place, "out/a/b/c/d"), "deep");
	assert_holds(at(place, "out/empty"), "");
	assert_int_equal(mode_of(at(place, "out/certificates")), 0755);
	assert_int_equal(mode_of(at(place, "out")), 0755);
	assert_int_equal(mode_of(at(place, "out/plan.md")), 0644);
	assert_int_equal(mode_of(at(place, "out/certificates/mail.key")), 0600);
}

/* So many files that they are not synced one by one. */
static void holds_many_files(void **state)
{
	struct place *place = *state;
	struct outdir *dir = must_open(place, at(place, "out"), false);
	for (int i = 0; i < 300; i++)
		must_write(place, dir, arena_printf(place->arena, "%d/%d", i % 3, i), "x", 0666);
	must_commit(place, dir);
	for (int i = 0; i < 300; i++)
		assert_holds(at(place, arena_printf(place->arena, "out/%d/%d", i % 3, i)), "x");
}

static void abandons(void **state)
{
	struct place *place = *state;
	outdir_abandon(NULL);
	struct outdir *dir = must_open(place, at(place, "out"), false);
	must_write(place, dir, "a/b/c", "x", 0666);
	must_write(place, dir, "a/key", "x", 0600);
	assert_int_equal(symlinkat("..", outdir_fd(dir), "up"), 0);
	put(at(place, "bystander"), "x");
	outdir_abandon(dir);
	assert_int_equal(entries(place->root), 1);
	assert_holds(at(place, "bystander"), "x");
}

/* A folder that somebody prepared keeps the permissions it was given. */
static void fills_an_empty_folder(void **state)
{
	struct place *place = *state;
	assert_int_equal(mkdir(at(place, "out"), 0755), 0);
	assert_int_equal(chmod(at(place, "out"), 02750), 0);
	struct outdir *dir = must_open(place, at(place, "out"), false);
	must_write(place, dir, "x", "x", 0666);
	assert_int_equal(entries(at(place, "out")), 0);
	assert_null(must_commit(place, dir));
	assert_holds(at(place, "out/x"), "x");
	assert_int_equal(mode_of(at(place, "out")), 02750);
	assert_int_equal(entries(place->root), 1);
}

static void follows_a_link_to_a_folder(void **state)
{
	struct place *place = *state;
	assert_int_equal(mkdir(at(place, "real"), 0755), 0);
	assert_int_equal(mkdir(at(place, "real/out"), 0755), 0);
	assert_int_equal(symlink("real/out", at(place, "link")), 0);
	struct outdir *dir = must_open(place, at(place, "link/"), false);
	must_write(place, dir, "x", "x", 0666);
	assert_null(must_commit(place, dir));
	assert_holds(at(place, "real/out/x"), "x");
	assert_int_equal(entries(place->root), 2);
	assert_int_equal(entries(at(place, "real")), 1);
}

static void moves_the_old_one_aside(void **state)
{
	struct place *place = *state;
	static const char *const names[] = { "out.bak-2026-11-22-1", "out.bak-2026-11-22-3",
		"out.bak-2026-11-22-4" };
	assert_int_equal(mkdir(at(place, "out"), 0700), 0);
	put(at(place, "out/x"), "first");
	/* A file and even a broken link of that name are somebody's, and stay. */
	assert_int_equal(symlink("nowhere", at(place, "out.bak-2026-11-22-2")), 0);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct outdir *dir = must_open(place, at(place, "out"), true);
		must_write(place, dir, "x", "next", 0666);
		assert_holds(at(place, "out/x"), i ? "next" : "first");
		assert_string_equal(must_commit(place, dir), at(place, names[i]));
		assert_holds(at(place, "out/x"), "next");
		assert_holds(at(place, "out.bak-2026-11-22-1/x"), "first");
	}
	assert_int_equal(entries(place->root), 5);
}

/* Nothing to move aside: --force changes nothing. */
static void force_without_need(void **state)
{
	struct place *place = *state;
	struct outdir *dir = must_open(place, at(place, "out"), true);
	assert_null(must_commit(place, dir));
	dir = must_open(place, at(place, "out"), true);
	must_write(place, dir, "x", "x", 0666);
	assert_null(must_commit(place, dir));
	assert_int_equal(entries(place->root), 1);
}

/* Somebody else puts something there while the plan is being written. */
static void meets_a_newcomer(void **state)
{
	struct place *place = *state;
	const char *backup;
	struct outdir *dir = must_open(place, at(place, "out"), false);
	must_write(place, dir, "x", "mine", 0666);
	assert_int_equal(mkdir(at(place, "out"), 0755), 0);
	put(at(place, "out/x"), "theirs");
	assert_false(outdir_commit(dir, &backup, place->arena, &place->err));
	assert_holds(at(place, "out/x"), "theirs");
	assert_int_equal(entries(place->root), 1);

	dir = must_open(place, at(place, "other"), true);
	put(at(place, "other"), "theirs");
	assert_false(outdir_commit(dir, &backup, place->arena, &place->err));
	assert_holds(at(place, "other"), "theirs");
	assert_int_equal(entries(place->root), 2);
}

/* The unfinished folder was taken away, or swapped for another. */
static void notices_a_swap(void **state)
{
	struct place *place = *state;
	const char *backup;
	struct outdir *dir = must_open(place, at(place, "out"), false);
	char link[64], path[256];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", outdir_fd(dir));
	ssize_t length = readlink(link, path, sizeof(path) - 1);
	assert_true(length > 0);
	path[length] = '\0';
	assert_int_equal(rename(path, at(place, "stolen")), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_false(outdir_commit(dir, &backup, place->arena, &place->err));
	assert_int_not_equal(access(at(place, "out"), F_OK), 0);
}

static void long_names(void **state)
{
	struct place *place = *state;
	char name[260];
	memset(name, 'n', 255);
	name[255] = '\0';
	struct outdir *dir = must_open(place, at(place, name), false);
	must_write(place, dir, "x", "x", 0666);
	assert_null(must_commit(place, dir));
	assert_holds(at(place, arena_printf(place->arena, "%s/x", name)), "x");
	/* No room for the name of a backup: the old folder stays as it is. */
	const char *backup;
	dir = must_open(place, at(place, name), true);
	assert_false(outdir_commit(dir, &backup, place->arena, &place->err));
	assert_holds(at(place, arena_printf(place->arena, "%s/x", name)), "x");
	assert_int_equal(entries(place->root), 1);
	memset(name, 'n', 256);
	name[256] = '\0';
	assert_refused(place, at(place, name), false, "long");
}

/* Runs `body` in a child; gives its exit status. */
static int in_child(void (*body)(struct place *), struct place *place)
{
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		body(place);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* A mount of its own, seen by this process alone. The child leaves with SKIPPED where the system
 * does not let us: neither root nor allowed to make user namespaces. */
#define SKIPPED 77

static void mount_small(struct place *place, unsigned long flags)
{
	if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
		_exit(SKIPPED);
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	        mount("none", place->root, "tmpfs", flags, "size=64k,mode=0777") != 0)
		_exit(SKIPPED);
}

static void expect(bool condition, int code)
{
	if (!condition)
		_exit(code);
}

static void fill_the_disk(struct place *place)
{
	static char block[128 * 1024];
	mount_small(place, 0);
	struct outdir *dir = outdir_open(at(place, "out"), false, today, &place->refused,
	        &place->err);
	expect(dir != NULL, 1);
	expect(outdir_write(dir, "small", "x", 1, 0666, &place->err), 2);
	expect(!outdir_write(dir, "large", block, sizeof(block), 0666, &place->err), 3);
	expect(strstr(place->err.text, strerror(ENOSPC)) != NULL, 4);
	expect(strstr(place->err.text, "large") != NULL, 5);
	outdir_abandon(dir);
	expect(entries(place->root) == 0, 6);
}

static void full_disk(void **state)
{
	int status = in_child(fill_the_disk, *state);
	if (status == SKIPPED)
		skip();
	assert_int_equal(status, 0);
}

static void write_read_only(struct place *place)
{
	mount_small(place, MS_RDONLY);
	place->refused = true;
	expect(!outdir_open(at(place, "out"), false, today, &place->refused, &place->err), 1);
	expect(!place->refused, 2);
	expect(strstr(place->err.text, strerror(EROFS)) != NULL, 3);
}

static void read_only_parent(void **state)
{
	int status = in_child(write_read_only, *state);
	if (status == SKIPPED)
		skip();
	assert_int_equal(status, 0);
}

static void open_as_nobody(struct place *place)
{
	if (geteuid() == 0)
		expect(setgid(65534) == 0 && setuid(65534) == 0, 10);
	place->refused = true;
	expect(!outdir_open(at(place, "out"), false, today, &place->refused, &place->err), 1);
	expect(!place->refused, 2);
	expect(strstr(place->err.text, strerror(EACCES)) != NULL, 3);
}

static void forbidden_parent(void **state)
{
	struct place *place = *state;
	assert_int_equal(chmod(place->root, 0555), 0);
	assert_int_equal(in_child(open_as_nobody, place), 0);
	assert_int_equal(chmod(place->root, 0755), 0);
	assert_int_equal(entries(place->root), 0);
}

/* A quota on the size of files needs no privileges: the write stops in the middle. */
static void write_over_limit(struct place *place)
{
	static char block[8192];
	const struct rlimit limit = { 4096, 4096 };
	signal(SIGXFSZ, SIG_IGN);
	expect(setrlimit(RLIMIT_FSIZE, &limit) == 0, 1);
	struct outdir *dir = outdir_open(at(place, "out"), false, today, &place->refused,
	        &place->err);
	expect(dir != NULL, 2);
	expect(!outdir_write(dir, "a/large", block, sizeof(block), 0666, &place->err), 3);
	expect(strstr(place->err.text, "a/large") != NULL, 4);
	outdir_abandon(dir);
}

static void partial_write(void **state)
{
	struct place *place = *state;
	assert_int_equal(in_child(write_over_limit, place), 0);
	assert_int_equal(entries(place->root), 0);
}

/* With ever fewer descriptors to spare, something fails in every place where one is opened. */
static void write_without_descriptors(struct place *place)
{
	const char *backup;
	for (rlim_t spare = 3; spare < 16; spare++) {
		const struct rlimit limit = { spare, 64 };
		expect(setrlimit(RLIMIT_NOFILE, &limit) == 0, 1);
		struct outdir *dir = outdir_open(at(place, "out"), true, today, &place->refused,
		        &place->err);
		if (!dir)
			continue;
		if (outdir_write(dir, "a/b/c", "x", 1, 0666, &place->err))
			expect(!outdir_commit(dir, &backup, place->arena, &place->err) ||
			                access(at(place, "out/a/b/c"), F_OK) == 0,
			        2);
		else
			outdir_abandon(dir);
	}
}

static void few_descriptors(void **state)
{
	struct place *place = *state;
	assert_int_equal(in_child(write_without_descriptors, place), 0);
	assert_holds(at(place, "out/a/b/c"), "x");
	DIR *folder = opendir(place->root);
	for (struct dirent *entry; (entry = readdir(folder));)
		assert_null(strstr(entry->d_name, ".casplan-"));
	closedir(folder);
}

/* An allocator with checks of its own cannot be starved like this. */
#if defined(__SANITIZE_ADDRESS__)
#define CAN_STARVE false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CAN_STARVE false
#endif
#endif
#ifndef CAN_STARVE
#define CAN_STARVE true
#endif

static void abandon_without_memory(struct place *place)
{
	const struct rlimit none = { 1, 1 };
	void *volatile taken; /* or a compiler leaves the allocations out */
	struct outdir *dir = outdir_open(at(place, "out"), false, today, &place->refused,
	        &place->err);
	expect(dir != NULL, 1);
	expect(outdir_write(dir, "a/b/c", "x", 1, 0666, &place->err), 2);
	expect(setrlimit(RLIMIT_AS, &none) == 0, 3);
	for (size_t size = 1 << 20; size > 0; size /= 2)
		while ((taken = malloc(size)))
			;
	outdir_abandon(dir);
}

static void no_memory(void **state)
{
	struct place *place = *state;
	if (!CAN_STARVE)
		skip();
	assert_int_equal(in_child(abandon_without_memory, place), 0);
	assert_int_equal(entries(place->root), 0);
}

static void mode_follows_umask(void **state)
{
	struct place *place = *state;
	umask(077);
	struct outdir *dir = must_open(place, at(place, "out"), false);
	must_write(place, dir, "a/x", "x", 0666);
	assert_null(must_commit(place, dir));
	assert_int_equal(mode_of(at(place, "out")), 0700);
	assert_int_equal(mode_of(at(place, "out/a")), 0700);
	assert_int_equal(mode_of(at(place, "out/a/x")), 0600);
}

static void relative_paths(void **state)
{
	struct place *place = *state;
	int here = open(".", O_RDONLY | O_DIRECTORY);
	assert_true(here >= 0);
	assert_int_equal(chdir(place->root), 0);
	struct outdir *dir = must_open(place, "out", false);
	must_write(place, dir, "x", "x", 0666);
	assert_null(must_commit(place, dir));
	dir = must_open(place, "./out/", true);
	assert_string_equal(must_commit(place, dir), "./out.bak-2026-11-22-1");
	assert_int_equal(chdir("out"), 0);
	assert_refused(place, ".", true, "stand");
	assert_refused(place, "../out", true, "stand");
	assert_refused(place, "..", true, "stand");
	dir = must_open(place, "../other", true);
	assert_null(must_commit(place, dir));
	assert_int_equal(entries(place->root), 3);
	assert_int_equal(fchdir(here), 0);
	close(here);
}

#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACE_TEST(refuses_paths),
		PLACE_TEST(refuses_files),
		PLACE_TEST(full_disk),
		PLACE_TEST(read_only_parent),
		PLACE_TEST(forbidden_parent),
		PLACE_TEST(partial_write),
		PLACE_TEST(few_descriptors),
		PLACE_TEST(no_memory),
		PLACE_TEST(meets_a_newcomer),
		PLACE_TEST(notices_a_swap),
		PLACE_TEST(appears_whole),
		PLACE_TEST(holds_many_files),
		PLACE_TEST(abandons),
		PLACE_TEST(fills_an_empty_folder),
		PLACE_TEST(follows_a_link_to_a_folder),
		PLACE_TEST(moves_the_old_one_aside),
		PLACE_TEST(force_without_need),
		PLACE_TEST(long_names),
		PLACE_TEST(mode_follows_umask),
		PLACE_TEST(relative_paths),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
