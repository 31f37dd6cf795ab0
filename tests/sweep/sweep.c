/*
 * sweep.c: the sweep's main program: shares the numbers of each part out to one process for each core,
 * and adds up what they found. README.md says what it proves and how to look at one trial.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/text.h"
#include "chance.h"
#include "emit/emit.h"
#include "sweep.h"

#define DEFAULT_SEED 20261122
#define SHARE_SIZE 32 /* numbers that a worker takes at once */
#define MAX_JOBS 64

static const struct part *const parts[] = { &matrix_part };

struct options {
	uint64_t seed;
	size_t percent, jobs, shown;
	const char *part;   /* NULL: all */
	const char *number; /* of `part`; NULL: all */
	const char *names;
};

/* ---- workers ---- */

static void try_number(const struct sweep *sweep, const struct part *part, size_t number)
{
	struct trial trial = { .sweep = sweep, .part = part->name, .number = number,
		.arena = arena_new() };
	spec_init(&trial.spec);
	part->fill(sweep, number, trial.arena, &trial.spec);
	trial_run(&trial);
	if (trial.request)
		atomic_fetch_add(&sweep->tally->planned, 1);
	else
		atomic_fetch_add(&sweep->tally->refused, 1);
	if (trial.request)
		part->examine(&trial);
	else if (!part->may_refuse)
		breach(&trial, LAW_PLAN, "refused: %s", trial.refusal);
	arena_free(trial.arena);
}

static bool is_in_subset(const struct sweep *sweep, const struct part *part, size_t number,
        size_t percent)
{
	uint64_t state = ~trial_seed(sweep, part->name, number);
	return percent >= 100 || chance_below(&state, 100) < percent;
}

static void work(const struct sweep *sweep, const struct part *part, size_t percent)
{
	size_t count = part->count(sweep->know), first;
	while ((first = atomic_fetch_add(&sweep->tally->next, SHARE_SIZE)) < count) {
		for (size_t i = first; i < first + SHARE_SIZE && i < count; i++) {
			if (is_in_subset(sweep, part, i, percent))
				try_number(sweep, part, i);
		}
	}
}

/* False: a worker did not come to its end. */
static bool run_part(const struct sweep *sweep, const struct part *part,
        const struct options *options)
{
	bool fine = true;
	atomic_store(&sweep->tally->next, 0);
	fflush(stdout);
	for (size_t i = 0; i < options->jobs; i++) {
		pid_t child = fork();
		if (child < 0)
			die("fork failed");
		if (child == 0) {
			work(sweep, part, options->percent);
			_exit(0);
		}
	}
	for (size_t i = 0; i < options->jobs; i++) {
		int status;
		fine = wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 && fine;
	}
	if (!fine)
		fprintf(stderr, "%s: a worker crashed\n", part->name);
	return fine;
}
int main(int argc, char **argv)
{
	struct options options = { .seed = DEFAULT_SEED, .percent = argc > 1 ? (size_t)atoi(argv[1]) : 100, .jobs = 2, .shown = 2000000 };
	struct know know = know_builtin();
	struct tally *tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE,
	        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct sweep sweep = { .seed = options.seed, .know = &know, .tally = tally, .names = -1,
		.shown_at_most = options.shown };
	run_part(&sweep, parts[0], &options);
	printf("%zu planned %zu refused\n", tally->planned, tally->refused);
}
