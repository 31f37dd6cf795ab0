/* Reading whole files: what is refused first, and nothing of it may block. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/file.h"

static char folder[] = "/tmp/casplan-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink("plain");
	unlink("link");
	unlink("dangling");
	unlink("fifo");
	unlink("socket");
	unlink("secret");
	rmdir("folder");
	return chdir("/") == 0 ? rmdir(folder) : -1;
}

static void write_file(const char *path, const void *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	close(fd);
}

static void assert_fails(
        const char *path, size_t limit, enum err_kind kind, const char *reason)
{
	struct buf out;
	struct err err = { 0 };
	buf_init(&out);
	assert_false(file_read(path, limit, &out, &err));
	if (!strstr(err.text, reason))
		fail_msg("%s: \"%s\", but \"%s\" was expected", path, err.text, reason);
	assert_int_equal(err.kind, kind);
	buf_done(&out);
}

static void assert_refused(const char *path, size_t limit, const char *reason)
{
	assert_fails(path, limit, ERR_INPUT, reason);
}

static void test_absent(void **state)
{
	(void)state;
	assert_refused("nothing", 100, "cannot be opened: No such file or directory");
	assert_refused("", 100, "cannot be opened");
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_refused("dangling", 100, "No such file or directory");
}

static void test_folder(void **state)
{
	(void)state;
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_refused("folder", 100, "is a folder");
}

static void test_no_plain_file(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_refused("fifo", 100, "is a device, pipe or socket");
	assert_refused("/dev/zero", 100, "is a device, pipe or socket");
}

static void test_socket(void **state)
{
	(void)state;
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "socket" };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	assert_refused("socket", 100, "cannot be opened");
	close(fd);
}

static void test_too_large(void **state)
{
	(void)state;
	write_file("plain", "12345", 5);
	assert_refused("plain", 4, "is larger than 4 bytes");
	assert_refused("plain", 0, "is larger than 0 bytes");
}

static void test_grows_beyond_its_size(void **state)
{
	(void)state;
	/* A regular file that claims to be empty, and is not. */
	assert_refused("/proc/self/maps", 10, "is larger than 10 bytes");
}

static void test_unreadable(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip(); /* who may read everything is refused nothing */
	write_file("secret", "x", 1);
	assert_int_equal(chmod("secret", 0), 0);
	assert_fails("secret", 100, ERR_ENVIRONMENT, "Permission denied");
}

static void test_does_not_give_its_bytes(void **state)
{
	(void)state;
	/* A regular file, with nothing at its beginning. */
	assert_fails("/proc/self/mem", 100, ERR_ENVIRONMENT, "cannot be read: Input/output error");
}

static void assert_reads(const char *path, const void *bytes, size_t length)
{
	struct buf out;
	struct err err = { 0 };
	buf_init(&out);
	assert_true(file_read(path, 1 << 20, &out, &err));
	assert_int_equal(out.length, length);
	if (length)
		assert_memory_equal(out.data, bytes, length);
	buf_done(&out);
}

static void test_reads(void **state)
{
	(void)state;
	static char large[100 * 1000];
	memset(large, 'x', sizeof(large));
	write_file("plain", "", 0);
	assert_reads("plain", "", 0);
	write_file("plain", "a\0b\n", 4);
	assert_reads("plain", "a\0b\n", 4);
	assert_int_equal(symlink("plain", "link"), 0);
	assert_reads("link", "a\0b\n", 4);
	write_file("plain", large, sizeof(large));
	assert_reads("plain", large, sizeof(large));
}

static void test_exactly_the_limit(void **state)
{
	(void)state;
	struct buf out;
	struct err err = { 0 };
	write_file("plain", "12345", 5);
	buf_init(&out);
	buf_puts(&out, "0");
	assert_true(file_read("plain", 5, &out, &err));
	assert_string_equal(out.data, "012345"); /* what was there stays */
	buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_folder),
		cmocka_unit_test(test_no_plain_file),
		cmocka_unit_test(test_socket),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_grows_beyond_its_size),
		cmocka_unit_test(test_unreadable),
		cmocka_unit_test(test_does_not_give_its_bytes),
		cmocka_unit_test(test_reads),
		cmocka_unit_test(test_exactly_the_limit),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
