/*
 * sweep.h: very many plans, and what must be true of each.
 *
 * A part (matrix.c, sample.c) turns a number into a spec; a trial is that spec planned and proved in
 * memory. The same number and seed always give the same trial, so that one can be looked at alone.
 * Workers are processes of their own: what they count stands in the shared tally.
 */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/map.h"
#include "core/proof.h"
#include "spec.h"

/* What must hold. One word for each, in what is printed of a breach. */
enum law {
	LAW_PLAN,      /* a combination is planned, or refused with a reason */
	LAW_COVERED,
	LAW_RESOLVES,
	LAW_EXPLAINED,
	LAW_HARMS,     /* a finding that is an error harms somebody */
	LAW_TEXTS,
	LAW_DEFAULTS,
	LAW_STEPS,
	LAW_COMMANDS,
	LAW_FILES,     /* what is written says what the plan says */
	LAW_SAME,      /* the same answers give the same bytes */
	LAW_SKETCH,    /* a sketch says what the plan says */
	LAW_NEEDED,    /* nothing in a plan is decoration */
	LAW_VARIED,    /* the sample says every key, and each of its words */
	LAW_BITES,     /* a plan that breaks a law does not pass */
	LAW_COUNT,
};

/* Rows of the answer schema, and words of one of them, at most. */
#define SCHEMA_ROWS 192
#define SCHEMA_WORDS 32

/* Which keys the specs have said, and which of their words. */
struct said_keys {
	atomic_bool key[SCHEMA_ROWS];
	atomic_bool word[SCHEMA_ROWS][SCHEMA_WORDS];
};

/* Shared by all workers. */
struct tally {
	atomic_size_t next; /* number that a worker takes up next */
	atomic_size_t planned, refused, verdicts, findings, steps, removed, unused, twice;
	atomic_size_t breaches[LAW_COUNT];
	struct said_keys said;
};

struct sweep {
	uint64_t seed;
	const struct know *know;
	struct tally *tally;
	const struct lexicon *lexicon; /* lexicon.h */
	int names; /* descriptor that names.c writes to; -1: none */
	struct map *names_seen; /* of this worker */
	struct arena *arena;    /* of what stays between trials */
	size_t shown_at_most; /* breaches of one law printed by one worker */
	bool thorough; /* laws for one plan in so many hold for all */
};

struct trial {
	const struct sweep *sweep;
	const char *part; /* "matrix" */
	size_t number;
	struct arena *arena;
	struct spec spec;
	struct answers answers;
	const struct request *request; /* NULL: refused */
	const char *refusal; /* the first problem; NULL: none */
	struct plan *plan;
	struct proof *proof;
};

/* A series of trials. */
struct part {
	const char *name;
	bool is_whole; /* nothing of it is left out */
	size_t (*count)(const struct know *know);
	void (*fill)(const struct sweep *sweep, size_t number, struct arena *arena,
	        struct spec *spec);
	/* Is the spec one of those that are exit 2? */
	bool (*must_refuse)(const struct know *know, const struct spec *spec);
	void (*examine)(const struct trial *trial); /* a trial that was planned and proved */
	/* Of all that the part has done, where nothing was left out; NULL: nothing to say. */
	void (*examine_all)(const struct trial *trial);
};

extern const struct part broken_part, matrix_part, sample_part, removal_part;

/* For parts whose specs are all planned. */
bool refuse_none(const struct know *know, const struct spec *spec);
/* Was the spec planned, or refused, as it must be? */
void law_plan(const struct trial *trial, bool must_refuse);

void trial_fill(struct trial *trial, const struct part *part);
/* From the spec to the proof; the arena is the caller's. */
void trial_run(struct trial *trial);

/* Counts a breach of a law and prints it, unless there were many. */
void breach(const struct trial *trial, enum law law, const char *format, ...) PRINTF_LIKE(3, 4);

/* A hash of the seed, the part and the number: a stream of chances begins with it. */
uint64_t trial_seed(const struct sweep *sweep, const char *part, size_t number);
/* Is this number among the chosen few (one in `every`)? */
bool trial_is_chosen(const struct trial *trial, size_t every);

/* Tells hosts and what the proof makes of them, for every certificate that no plan before had. */
void names_write(const struct trial *trial);
/* Everything that must hold of every plan. */
void examine_plan(const struct trial *trial);

#endif
