/*
 * helper_x509.h: what the programs that test the x509 layer share: a folder of their own, a spec,
 * and other people's programs as judges.
 */
#ifndef TEST_HELPER_X509_H
#define TEST_HELPER_X509_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/buf.h"
#include "x509/keyjob.h"
#include "../../src/x509/crypto.h"

/* A group's setup, for tests of what is inside the layer: nobody has come in through its door. */
static inline int open_libcrypto(void **state)
{
	struct err err;
	(void)state;
	return crypto_open(&err) ? 0 : -1;
}

struct place {
	char root[64];
	int folder;
};

static inline int place_setup(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char *base = getenv("TMPDIR");
	snprintf(place->root, sizeof(place->root), "%.40s/x509-XXXXXX", base ? base : "/tmp");
	*state = place;
	umask(022);
	if (!mkdtemp(place->root))
		return -1;
	place->folder = open(place->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return place->folder < 0;
}

static inline int place_teardown(void **state)
{
	struct place *place = *state;
	char command[128];
	close(place->folder);
	snprintf(command, sizeof(command), "rm -rf '%s'", place->root);
	int status = system(command);
	free(place);
	return status;
}

/* What a shell command prints, standing in the test's folder; *status its exit status. */
static inline void run_in(const struct place *place, struct buf *out, int *status,
	const char *format, ...) PRINTF_LIKE(4, 5);

static inline void run_in(
	const struct place *place, struct buf *out, int *status, const char *format, ...)
{
	struct buf command;
	va_list values;
	char text[2048], block[4096];
	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	buf_init(&command);
	buf_init(out);
	buf_printf(&command, "cd '%s' && { %s; } 2>&1 </dev/null", place->root, text);
	FILE *stream = popen(command.data, "r");
	assert_non_null(stream);
	for (size_t got; (got = fread(block, 1, sizeof(block), stream)) > 0;)
		buf_add(out, block, got);
	int ended = pclose(stream);
	*status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
	buf_done(&command);
	buf_puts(out, "");
}

/* The command must succeed and print `wanted` somewhere. */
static inline void assert_prints(const struct place *place, const char *command, const char *wanted)
{
	struct buf out;
	int status;
	run_in(place, &out, &status, "%s", command);
	if (status != 0 || !strstr(out.data, wanted))
		fail_msg("%s\nended with %d; wanted: %s; printed:\n%s", command, status, wanted,
			out.data);
	buf_done(&out);
}

/* The command must succeed and print nothing but `wanted`. */
static inline void assert_prints_only(
	const struct place *place, const char *command, const char *wanted)
{
	struct buf out;
	int status;
	run_in(place, &out, &status, "%s", command);
	assert_int_equal(status, 0);
	assert_string_equal(out.data, wanted);
	buf_done(&out);
}

static inline bool has_program(const struct place *place, const char *test)
{
	struct buf out;
	int status;
	run_in(place, &out, &status, "%s", test);
	buf_done(&out);
	return status == 0;
}

static inline void put_file(const struct place *place, const char *path, const char *text)
{
	int file = openat(place->folder, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	assert_int_equal(close(file), 0);
}

static inline void get_file(const struct place *place, const char *path, struct buf *out)
{
	struct buf absolute;
	char block[4096];
	buf_init(&absolute);
	buf_init(out);
	buf_printf(&absolute, "%s/%s", place->root, path);
	FILE *stream = fopen(absolute.data, "rb");
	assert_non_null(stream);
	for (size_t got; (got = fread(block, 1, sizeof(block), stream)) > 0;)
		buf_add(out, block, got);
	assert_int_equal(fclose(stream), 0);
	buf_done(&absolute);
	buf_puts(out, "");
}

static inline bool file_exists(const struct place *place, const char *path)
{
	struct stat status;
	return fstatat(place->folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static const char *const two_names[] = { "mail.contoso.com", "autodiscover.contoso.com" };

/* One request for Contoso on P-256. */
static inline struct request_spec contoso(void)
{
	return (struct request_spec){
		.id = "mail.contoso.com",
		.country = "US",
		.state = "Washington",
		.locality = "Redmond",
		.organization = "Contoso, Inc.",
		.unit = "Messaging",
		.common_name = "mail.contoso.com",
		.names = { two_names, COUNT_OF(two_names) },
		.algorithm = "ec",
		.curve = "P-256",
		.key_path = "certificates/mail.contoso.com.key",
		.request_path = "certificates/mail.contoso.com.csr",
	};
}

/* Where contoso() has them. */
#define KEY "certificates/mail.contoso.com.key"
#define REQUEST "certificates/mail.contoso.com.csr"

/* Runs a whole job. */
static inline bool make_with(const struct request_spec *specs, size_t count,
	const struct key_options *options, struct err *err)
{
	struct keyjob *job = keyjob_start(specs, count, options);
	bool done = keyjob_finish(job, err);
	assert_int_equal(keyjob_done(job), count);
	keyjob_free(job);
	return done;
}

/* Refused, with a reason that has both words in it; gives whose fault it is. */
static inline enum err_kind must_refuse(const struct place *place, const struct request_spec *spec,
	const struct key_options *options, const char *word, const char *other)
{
	struct err err = { 0 };
	struct key_options plain = { .folder = place->folder };
	assert_false(make_with(spec, 1, options ? options : &plain, &err));
	if (!strstr(err.text, word) || !strstr(err.text, other))
		fail_msg("wanted '%s' and '%s' in: %s", word, other, err.text);
	return err.kind;
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

#endif
