/*
 * helper_program.h: the program in a child process, in a folder that is thrown away: exit status, and what
 * stands on which stream.
 */
#ifndef HELPER_PROGRAM_H
#define HELPER_PROGRAM_H

#include "helper_run.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/arena.h"

struct place {
	struct arena *arena;
	char root[64]; /* current folder while a test runs */
	char out[1 << 18], err[1 << 14]; /* what the last run printed */
};

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int place_make(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char *base = getenv("TMPDIR");
	snprintf(place->root, sizeof(place->root), "%.40s/program-XXXXXX", base ? base : "/tmp");
	place->arena = arena_new();
	*state = place;
	umask(022);
	return mkdtemp(place->root) && chdir(place->root) == 0 ? 0 : -1;
}

static int place_remove(void **state)
{
	struct place *place = *state;
	char command[192];
	snprintf(command, sizeof(command), "rm -rf '%s'", place->root);
	int status = chdir("/") | system(command);
	arena_free(place->arena);
	free(place);
	return status;
}

/* Who runs the tests may have had some ignored: a shell does so for what it puts behind. */
static void signals_as_usual(void)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
}

/* Starts the program with these words, separated by blanks. `out`: its standard output; -1: none. */
static pid_t start(const char *line, int out)
{
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child > 0)
		return child;
	signals_as_usual();
	dup2(must_open("/dev/null", O_RDONLY), STDIN_FILENO);
	dup2(must_open("stderr", O_WRONLY | O_CREAT | O_TRUNC), STDERR_FILENO);
	if (out >= 0)
		dup2(out, STDOUT_FILENO);
	else
		close(STDOUT_FILENO);
	exit(run_words(line));
}

/* `out` NULL: standard output is closed. */
static int run_to(struct place *place, const char *line, const char *out)
{
	int status, fd = out ? must_open(out, O_WRONLY | O_CREAT | O_TRUNC) : -1;
	pid_t child = start(line, fd);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (fd >= 0)
		close(fd);
	get("stderr", place->err, sizeof(place->err));
	if (!WIFEXITED(status))
		fail_msg("%s: signal %d: %s", line, WTERMSIG(status), place->err);
	return WEXITSTATUS(status);
}

static int run(struct place *place, const char *line)
{
	int status = run_to(place, line, "stdout");
	get("stdout", place->out, sizeof(place->out));
	return status;
}

static void assert_status(struct place *place, const char *line, enum status want)
{
	int status = run(place, line);
	if (status != (int)want)
		fail_msg("%s: status %d, not %d: %s", line, status, (int)want, place->err);
}

static void assert_says(const char *text, const char *want)
{
	if (!strstr(text, want))
		fail_msg("'%s' does not say: %s", text, want);
}

#endif
