/*
 * emit/emit.h: the plan as bytes, one function for each format. Pure: nothing is opened or written.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "base/buf.h"
#include "base/list.h"
#include "core/plan.h"
#include "core/proof.h"

/* Gets a file that is finished: "dns/external.contoso.com.zone" below the output folder, and its
 * bytes, which are gone when this returns. The path stays: it lives in the output's arena. */
typedef void output_take(void *owner, const char *path, const struct buf *data);

/* What is to be written: one file after the other, in one buffer. However large a plan is, no more
 * than its largest file is in memory. */
struct output {
	struct arena *arena; /* for paths */
	output_take *take;
	void *owner;
	const char *path; /* of the file that is being filled; NULL: none */
	struct buf data;
};

void output_init(struct output *output, struct arena *arena, output_take *take, void *owner);
/* Begins a file; the one before it is finished, and handed over. The buffer stays valid until the
 * next call. */
struct buf *output_add(struct output *output, const char *path);
/* Finishes the last file. */
void output_end(struct output *output);
/* Frees the buffer, and what is in it. */
void output_done(struct output *output);

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
/* A session as the wizard saves it: what flow_saved of core/flow.h gave. */
void emit_session(struct buf *out, const struct answers *saved);

/* Paths shared by emitters and by what writes keys. */
const char *path_of_request(const struct plan_certificate *certificate, struct arena *arena);
const char *path_of_key(const struct plan_certificate *certificate, struct arena *arena);

#endif
