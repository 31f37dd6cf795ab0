/*
 * laws.h: what must be true of every plan, law by law. Each function tells breaches through breach().
 *
 * The laws are written from the plan's data alone and use none of the planner's own questions: a name
 * that the planner believes to be covered is looked up here again, in another way.
 */
#ifndef SWEEP_LAWS_H
#define SWEEP_LAWS_H

#include "base/map.h"
#include "sweep.h"

/* Hosts that clients are given: covered by a certificate, resolved, or named by a finding. */
void law_hosts(const struct trial *trial);
/* Verdicts are explained by findings, and errors harm. */
void law_causes(const struct trial *trial);
void law_texts(const struct trial *trial);
/* Names that the documentation uses have no place in a plan of other names. */
void text_check_examples(const struct trial *trial, const char *what, const char *text);
void law_defaults(const struct trial *trial);
void law_steps(const struct trial *trial);
void law_commands(const struct trial *trial);
/* The files that are made of a plan say what `trial->plan` says, `emitted` being that plan. */
void law_files(const struct trial *trial, const struct plan *emitted);
/* The same answers give the same bytes, whatever the locale and the time zone. `again` is the spec that is
 * planned a second time. */
void law_same(const struct trial *trial, const struct spec *again);
/* A plan without the words of its steps has the same findings, and proves the same. */
void law_sketch(const struct trial *trial, const struct request *request);
/* Nothing is decoration, where all clients are and their surroundings are in order. */
void law_needed(const struct trial *trial);

bool has_finding(const struct plan *plan, const char *rule, const char *subject);
/* Does an entry of a certificate stand for the host (RFC 9525, 6.3)? */
bool entry_covers(const char *entry, const char *host);

/* Names with a dot that stand in commands of every plan: files, types, members, literals of the
 * knowledge (share/steps). */
struct lexicon {
	struct map *words;
};

struct lexicon *lexicon_make(const struct know *know, struct arena *arena);

/* The names that a plan has. */
struct vocabulary;

struct vocabulary *vocabulary_make(const struct trial *trial);
/* A command, or a line of a script, names nothing else. */
void vocabulary_check(const struct vocabulary *vocabulary, const char *where, const char *text);

/* Files of a plan, made in memory: their paths and their bytes. */
struct made_file {
	const char *path;
	const char *text;
	size_t length;
};

struct made_list LIST_OF(struct made_file);

struct made_list files_make(const struct plan *plan, const struct proof *proof,
        struct arena *arena);

#endif
