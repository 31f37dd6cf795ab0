/*
 * base/err.h: why the outside did not do what it was asked.
 *
 * A function that can fail gives bool, marked MUST_CHECK, and takes the caller's struct err last.
 * The text is one sentence for a person, without a final newline. Findings about a plan are not
 * errors; bugs are assert().
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/attr.h"

struct err {
	char text[512];
};

/* Always false, so that a failure is one line: return err_set(err, "%s: %s", path, reason); */
bool err_set(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* Ends the program with status 3 (the environment failed) after atexit handlers, which restore the
 * terminal. For lack of memory, and for nothing that a caller could report better. */
NO_RETURN void die(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
