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

/* The text of a file, or a failed test. */
static inline const char *helper_file(const struct output *output, const char *path)
{
	LIST_EACH(const struct output_file, file, output->files) {
		if (text_equal(file->path, path))
			return file->data.data ? file->data.data : "";
	}
	fail_msg("no file %s", path);
	return NULL;
}

static inline bool helper_has_file(const struct output *output, const char *path)
{
	LIST_EACH(const struct output_file, file, output->files) {
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
