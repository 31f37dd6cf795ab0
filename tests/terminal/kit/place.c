/* place.c */
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int place_enter(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	if (!place)
		return -1;
	/* Hundreds of saves are synced. */
	snprintf(place->folder, sizeof(place->folder), "%s/casplan-terminal-XXXXXX",
	        access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	place->arena = arena_new();
	*state = place;
	return mkdtemp(place->folder) ? 0 : -1;
}

static int empty(struct place *place)
{
	char command[128];
	for (size_t i = 0; i < place->count; i++)
		tty_end(place->ttys[i]);
	place->count = 0;
	if (place->disk)
		umount2(place->disk, MNT_DETACH);
	place->disk = NULL;
	snprintf(command, sizeof(command), "rm -rf %s", place->folder);
	return system(command);
}

bool place_mount(struct place *place, const char *name, size_t size)
{
	const char *path = place_path(place, name);
	assert_int_equal(mkdir(path, 0700), 0);
	if (mount("tmpfs", path, "tmpfs", 0, arena_printf(place->arena, "size=%zu", size)) != 0)
		return false;
	place->disk = path;
	return true;
}

void place_clear(struct place *place)
{
	assert_int_equal(empty(place), 0);
	assert_int_equal(mkdir(place->folder, 0700), 0);
}

int place_leave(void **state)
{
	struct place *place = *state;
	int left = empty(place);
	arena_free(place->arena);
	free(place);
	return left;
}

struct tty *place_start(struct place *place, const struct tty_options *options)
{
	static const struct tty_options wizard = { .arguments = { SESSION } };
	assert_true(place->count < PLACE_TTYS);
	struct tty *tty = tty_start(place->folder, options ? options : &wizard);
	place->ttys[place->count++] = tty;
	return tty;
}

void place_end(struct place *place, struct tty *tty)
{
	for (size_t i = 0; i < place->count; i++) {
		if (place->ttys[i] != tty)
			continue;
		tty_end(tty);
		place->ttys[i] = place->ttys[--place->count];
		return;
	}
}

static NO_RETURN void run(const struct place *place, const char *const *arguments)
{
	const char *line[16] = { "casplan" };
	sigset_t none;
	int in = -1, out = -1;
	for (size_t i = 0; i + 2 < COUNT_OF(line) && arguments[i]; i++)
		line[i + 1] = arguments[i];
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (chdir(place->folder) == 0) {
		in = open(".in", O_RDONLY);
		out = open(".out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	}
	if (in >= 0 && out >= 0 && dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	        dup2(out, STDERR_FILENO) >= 0)
		execv(getenv("CASPLAN"), (char *const *)(uintptr_t)line);
	_exit(126);
}

int place_run(struct place *place, const char *const *arguments, const char *input,
        const char **output)
{
	int status;
	place_write(place, ".in", input ? input : "");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		run(place, arguments);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	*output = place_read(place, ".out");
	return WEXITSTATUS(status);
}

/* ---- files ---- */

const char *place_path(struct place *place, const char *name)
{
	return arena_printf(place->arena, "%s/%s", place->folder, name);
}

void place_write(struct place *place, const char *name, const char *text)
{
	FILE *file = fopen(place_path(place, name), "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const char *read_all(struct place *place, const char *path)
{
	FILE *file = fopen(path, "r");
	struct buf text;
	char bytes[4096];
	if (!file)
		return NULL;
	buf_init(&text);
	buf_puts(&text, "");
	for (size_t length; (length = fread(bytes, 1, sizeof(bytes), file)) > 0;)
		buf_add(&text, bytes, length);
	fclose(file);
	const char *copy = arena_strdup(place->arena, text.data);
	buf_done(&text);
	return copy;
}

const char *place_read(struct place *place, const char *name)
{
	return read_all(place, place_path(place, name));
}

const char *source_read(struct place *place, const char *path)
{
	const char *text = read_all(place, path);
	if (!text)
		fail_msg("%s cannot be read", path);
	return text;
}

long place_number(const char *variable, long otherwise)
{
	const char *text = getenv(variable);
	return text && *text ? strtol(text, NULL, 10) : otherwise;
}
