/*
 * helper_output.h: one emitter run over the plan of helper_plan.h, and questions about its files.
 */
#ifndef HELPER_OUTPUT_H
#define HELPER_OUTPUT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emit/emit.h"
#include "helper_plan.h"

typedef void (*emit_function)(struct output *output, const struct plan *plan,
        const struct proof *proof);

struct kept_file {
	const char *path;
	struct buf data;
};

struct kept_list LIST_OF(struct kept_file);

/* An output whose files stay. */
struct kept {
	struct output output;
	struct kept_list files;
};

static inline void kept_take(void *owner, const char *path, const struct buf *data)
{
	struct kept *kept = owner;
	struct kept_file *file = LIST_ADD(kept->output.arena, &kept->files);
	file->path = path;
	buf_add(&file->data, data->data, data->length);
}

static inline void kept_init(struct kept *kept, struct arena *arena)
{
	kept->files = (struct kept_list){ 0 };
	output_init(&kept->output, arena, kept_take, kept);
}

static inline void kept_done(struct kept *kept)
{
	output_done(&kept->output);
	LIST_EACH(struct kept_file, file, kept->files)
		buf_done(&file->data);
	kept->files.count = 0;
}

/* All that was made so far. */
static inline struct kept_list kept_files(struct kept *kept)
{
	output_end(&kept->output);
	return kept->files;
}

/* The text of a file, or a failed test. */
static inline const char *helper_file(struct kept *kept, const char *path)
{
	LIST_EACH(const struct kept_file, file, kept_files(kept)) {
		if (text_equal(file->path, path))
			return file->data.data;
	}
	fail_msg("no file %s", path);
	return NULL;
}

static inline bool helper_has_file(struct kept *kept, const char *path)
{
	LIST_EACH(const struct kept_file, file, kept_files(kept)) {
		if (text_equal(file->path, path))
			return true;
	}
	return false;
}

static inline void helper_contains(const char *text, const char *wanted)
{
	if (!strstr(text, wanted))
		fail_msg("\"%s\" is not in:\n%s", wanted, text);
}

static inline void helper_lacks(const char *text, const char *unwanted)
{
	if (strstr(text, unwanted))
		fail_msg("\"%s\" is in:\n%s", unwanted, text);
}

static inline void helper_ordered(const char *text, const char *first, const char *second)
{
	helper_contains(text, first);
	helper_contains(text, second);
	assert_true(strstr(text, first) < strstr(text, second));
}

#endif
