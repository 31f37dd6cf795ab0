/*
 * emit/emit.h: the plan as bytes, one function for each format. Pure: nothing is opened or written.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "base/buf.h"
#include "base/list.h"
#include "core/plan.h"
#include "core/proof.h"

/* A file of the output folder. */
struct output_file {
	const char *path; /* below the folder: "dns/external.contoso.com.zone" */
	struct buf data;
};

struct output_list LIST_OF(struct output_file);

/* What is to be written, in the order of its making. Paths live in the arena, data on the heap. */
struct output {
	struct arena *arena;
	struct output_list files;
};

void output_init(struct output *output, struct arena *arena);
void output_done(struct output *output);
/* A new, empty file; the buffer stays valid until the next call. */
struct buf *output_add(struct output *output, const char *path);

struct emitter {
	const char *id;
	const char *title;
	void (*emit)(struct output *output, const struct plan *plan, const struct proof *proof);
};

/* All that replay writes, keys and requests apart. `proof` may be NULL: members stay empty. */
extern const struct emitter emitters[];
extern const size_t emitter_count;

/* Single documents, also for stdout. */
void emit_plan_json(struct buf *out, const struct plan *plan, const struct proof *proof);
void emit_template(struct buf *out, const struct know *know, const char *product,
        const char *topology, const char *scenario);
/* The explicit answers as a file that gives the same plan again; always with policy.date. */
void emit_answers(struct buf *out, const struct request *request);

/* Paths shared by emitters and by what writes keys. */
const char *path_of_request(const struct plan_certificate *certificate, struct arena *arena);
const char *path_of_key(const struct plan_certificate *certificate, struct arena *arena);

#endif
