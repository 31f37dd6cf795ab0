/*
 * base/err.h: why the outside did not do what it was asked.
 *
 * A function that can fail gives bool, marked MUST_CHECK, and takes the caller's struct err last.
 * The text is one sentence for a person, without a final newline. The kind tells whose fault it was,
 * where somebody asks; who passes a failure on in other words passes its kind on too. Findings about
 * a plan are not errors; bugs are assert().
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/attr.h"

enum err_kind {
	ERR_ENVIRONMENT, /* the outside did not obey */
	ERR_INPUT,       /* what was given is wrong */
	ERR_MISFIT,      /* so it is, though only because something else is wanted here */
};

struct err {
	char text[512];
	enum err_kind kind;
};

/* Always false, so that a failure is one line: return err_set(err, "%s: %s", path, reason); the kind is
 * ERR_ENVIRONMENT. */
bool err_set(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);
bool err_set_kind(struct err *err, enum err_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);
/* Why a path could not be opened, from errno: ERR_INPUT where nothing is there, or not what a path can
 * lead to. */
enum err_kind err_kind_of_path(int number);

/* Ends the program with status 3 (the environment failed) after atexit handlers, which restore the
 * terminal. For lack of memory, and for nothing that a caller could report better. */
NO_RETURN void die(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
