/*
 * inturn.c: runs commands in turn, so that all of them meet the same weather.
 *
 *	inturn ROUNDS COMMAND [ARGUMENT...] [::: COMMAND [ARGUMENT...]]...
 *
 * One round more goes first and does not count. "@" in an argument stands for the number of the
 * round, for commands that want a fresh folder. Standard streams are the null device. For each
 * command one line: median wall time and CPU time (ms), largest memory (KiB), exit status of the
 * last round, and the median over the rounds of its wall time divided by that of the last command.
 *
 * To be linked statically: a child's memory counts from before it became the command.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#define COMMANDS_MAX 8
#define ARGUMENTS_MAX 64
#define ROUNDS_MAX 1000

extern char **environ;

struct command {
	char **arguments;
	double wall[ROUNDS_MAX], cpu[ROUNDS_MAX];
	long memory;
	int status;
};

static struct command commands[COMMANDS_MAX];

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static double median(const double *values, int count)
{
	double sorted[ROUNDS_MAX];
	memcpy(sorted, values, sizeof(*values) * (size_t)count);
	qsort(sorted, (size_t)count, sizeof(*sorted), compare);
	return count % 2 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

/* The argument with the round in place of "@". */
static char *argument_for(const char *argument, int round)
{
	const char *at = strchr(argument, '@');
	size_t size = strlen(argument) + 16;
	char *text = malloc(size);
	if (!text)
		exit(1);
	if (at)
		snprintf(text, size, "%.*s%d%s", (int)(at - argument), argument, round, at + 1);
	else
		strcpy(text, argument);
	return text;
}

static void quiet_streams(posix_spawn_file_actions_t *actions)
{
	posix_spawn_file_actions_init(actions);
	posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
}

static void run(struct command *command, int round)
{
	char *arguments[ARGUMENTS_MAX + 1] = { NULL };
	int count = 0;
	for (; command->arguments[count] && count < ARGUMENTS_MAX; count++)
		arguments[count] = argument_for(command->arguments[count], round);
	posix_spawn_file_actions_t actions;
	quiet_streams(&actions);
	pid_t child;
	int status;
	struct rusage usage;
	double start = now();
	if (posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ) != 0 ||
		wait4(child, &status, 0, &usage) != child) {
		fprintf(stderr, "inturn: %s cannot be run\n", arguments[0]);
		exit(1);
	}
	int slot = round > 0 ? round - 1 : 0; /* the first counted round overwrites the warm-up */
	command->wall[slot] = now() - start;
	command->cpu[slot] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	command->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
	if (usage.ru_maxrss > command->memory)
		command->memory = usage.ru_maxrss;
	posix_spawn_file_actions_destroy(&actions);
	while (count > 0)
		free(arguments[--count]);
}

static int split_commands(int argc, char **argv)
{
	int count = 0;
	commands[count++].arguments = argv + 2;
	for (int i = 2; i < argc && count < COMMANDS_MAX; i++) {
		if (strcmp(argv[i], ":::") != 0)
			continue;
		argv[i] = NULL;
		commands[count++].arguments = argv + i + 1;
	}
	return count;
}

int main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[1]) : 0;
	if (rounds < 1 || rounds > ROUNDS_MAX) {
		fputs("usage: inturn ROUNDS COMMAND... [::: COMMAND...]...\n", stderr);
		return 2;
	}
	int count = split_commands(argc, argv);
	for (int round = 0; round <= rounds; round++) {
		for (int i = 0; i < count; i++)
			run(&commands[i], round);
	}
	for (int i = 0; i < count; i++) {
		double ratios[ROUNDS_MAX];
		for (int round = 0; round < rounds; round++)
			ratios[round] = commands[i].wall[round] / commands[count - 1].wall[round];
		printf("%.3f %.3f %ld %d %.3f\n", median(commands[i].wall, rounds) * 1e3,
			median(commands[i].cpu, rounds) * 1e3, commands[i].memory,
			commands[i].status, median(ratios, rounds));
	}
	return 0;
}
