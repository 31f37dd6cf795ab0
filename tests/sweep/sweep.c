/*
 * sweep.c: the sweep's main program: shares the numbers of each part out to one process for each core,
 * and adds up what they found. README.md says what it proves and how to look at one trial.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
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
#include "laws.h"

#define DEFAULT_SEED 20261122
#define DEFAULT_SHOWN 20
#define SHARE_SIZE 32 /* numbers that a worker takes at once */

static const struct part *const parts[] = { &broken_part, &matrix_part, &sample_part,
	&removal_part };

/* As the words of the command line; NULL: not given. */
struct options {
	const char *seed, *percent, *jobs, *shown, *names;
	const char *part, *number;
};

/* ---- workers ---- */

static size_t number_or(const char *text, size_t otherwise)
{
	return text ? strtoul(text, NULL, 10) : otherwise;
}

static void count_trial(const struct trial *trial)
{
	struct tally *tally = trial->sweep->tally;
	if (!trial->request) {
		atomic_fetch_add(&tally->refused, 1);
		return;
	}
	atomic_fetch_add(&tally->planned, 1);
	atomic_fetch_add(&tally->verdicts, trial->proof->verdicts.count);
	atomic_fetch_add(&tally->findings, trial->plan->findings.count);
	atomic_fetch_add(&tally->steps, trial->plan->steps.count);
}

static void try_number(const struct sweep *sweep, const struct part *part, size_t number)
{
	struct trial trial = { .sweep = sweep, .part = part->name, .number = number,
		.arena = arena_new() };
	trial_fill(&trial, part);
	trial_run(&trial);
	count_trial(&trial);
	law_plan(&trial, part->must_refuse(sweep->know, &trial.spec));
	if (trial.request)
		part->examine(&trial);
	arena_free(trial.arena);
}

static bool is_in_subset(const struct sweep *sweep, const struct part *part, size_t number,
        size_t percent)
{
	uint64_t state = ~trial_seed(sweep, part->name, number);
	return percent >= 100 || part->is_whole || chance_below(&state, 100) < percent;
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
	size_t jobs = number_or(options->jobs, (size_t)sysconf(_SC_NPROCESSORS_ONLN));
	bool fine = true;
	atomic_store(&sweep->tally->next, 0);
	fflush(stdout);
	for (size_t i = 0; i < jobs; i++) {
		pid_t child = fork();
		if (child < 0)
			die("fork failed");
		if (child == 0) {
			work(sweep, part, number_or(options->percent, 100));
			_exit(0);
		}
	}
	for (size_t i = 0; i < jobs; i++) {
		int status;
		fine = wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 && fine;
	}
	if (!fine)
		fprintf(stderr, "%s: a worker crashed\n", part->name);
	return fine;
}

static void print_counts(const struct part *part, const struct tally *tally)
{
	printf("%-8s %7zu planned, %zu refused; %zu verdicts, %zu findings, %zu steps", part->name,
	        tally->planned, tally->refused, tally->verdicts, tally->findings, tally->steps);
	if (tally->twice)
		printf("; %zu planned twice", tally->twice);
	if (tally->removed)
		printf("; %zu items removed, %zu of them unused", tally->removed, tally->unused);
	printf("\n");
}

/* The counts of one part; breaches add up over all. */
static void tally_clear(struct tally *tally)
{
	tally->planned = tally->refused = tally->verdicts = tally->findings = tally->steps = 0;
	tally->removed = tally->unused = tally->twice = 0;
}

static size_t count_breaches(const struct tally *tally)
{
	size_t count = 0;
	for (enum law law = 0; law < LAW_COUNT; law++)
		count += tally->breaches[law];
	return count;
}

static void examine_all(const struct sweep *sweep, const struct part *part)
{
	struct trial trial = { .sweep = sweep, .part = part->name, .number = part->count(sweep->know),
		.arena = arena_new() };
	part->examine_all(&trial);
	arena_free(trial.arena);
}

static bool run_parts(const struct sweep *sweep, const struct options *options)
{
	bool fine = true;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (options->part && !text_equal(options->part, parts[i]->name))
			continue;
		tally_clear(sweep->tally);
		fine = run_part(sweep, parts[i], options) && fine;
		bool is_whole = parts[i]->is_whole || number_or(options->percent, 100) >= 100;
		if (parts[i]->examine_all && is_whole)
			examine_all(sweep, parts[i]);
		print_counts(parts[i], sweep->tally);
	}
	size_t breaches = count_breaches(sweep->tally);
	printf("seed %" PRIu64 ", %zu breaches\n", sweep->seed, breaches);
	return fine && breaches == 0;
}

/* ---- one trial ---- */

static bool run_alone(const struct sweep *sweep, const struct options *options)
{
	const struct part *part = NULL;
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		part = text_equal(options->part, parts[i]->name) ? parts[i] : part;
	if (!part)
		die("no part is called %s", options->part);
	size_t number = strtoul(options->number, NULL, 10);
	struct trial trial = { .sweep = sweep, .part = part->name, .number = number,
		.arena = arena_new() };
	trial_fill(&trial, part);
	trial_run(&trial);
	struct buf out;
	buf_init(&out);
	if (trial.request)
		emit_answers(&out, trial.request);
	else
		buf_printf(&out, "# refused: %s\n", trial.refusal);
	fputs(out.data, stdout);
	buf_done(&out);
	if (trial.request)
		part->examine(&trial);
	arena_free(trial.arena);
	return count_breaches(sweep->tally) == 0;
}

static const char usage[] =
        "usage: sweep [--seed N] [--percent N] [--jobs N] [--shown N] [--names FILE] [PART [NUMBER]]\n";

static void read_options(char **words, struct options *options)
{
	const struct {
		const char *name;
		const char **value;
	} rows[] = {
		{ "--seed", &options->seed }, { "--percent", &options->percent },
		{ "--jobs", &options->jobs }, { "--shown", &options->shown },
		{ "--names", &options->names },
	};
	while (*words) {
		const char **value = options->part ? &options->number : &options->part;
		for (size_t i = 0; i < COUNT_OF(rows); i++) {
			if (text_equal(*words, rows[i].name) && words[1]) {
				value = rows[i].value;
				words++;
			}
		}
		if (text_starts(*words, "--")) {
			fputs(usage, stderr);
			exit(2);
		}
		*value = *words++;
	}
}

int main(int argc, char **argv)
{
	struct options options = { .seed = NULL };
	struct arena *arena = arena_new();
	const struct know know = know_builtin();
	(void)argc;
	read_options(argv + 1, &options);
	struct sweep sweep = {
		.seed = options.seed ? strtoull(options.seed, NULL, 10) : DEFAULT_SEED,
		.know = &know,
		.lexicon = lexicon_make(&know, arena),
		.names = options.names ?
		        open(options.names, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0666) : -1,
		.names_seen = map_make(arena),
		.arena = arena,
		.shown_at_most = number_or(options.shown, DEFAULT_SHOWN),
		.tally = mmap(NULL, sizeof(struct tally), PROT_READ | PROT_WRITE,
		        MAP_SHARED | MAP_ANONYMOUS, -1, 0),
	};
	if (sweep.tally == MAP_FAILED || (options.names && sweep.names < 0))
		die("%s", strerror(errno));
	bool fine = options.number ? run_alone(&sweep, &options) : run_parts(&sweep, &options);
	arena_free(arena);
	return fine ? 0 : 1;
}
