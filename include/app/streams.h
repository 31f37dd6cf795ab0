/*
 * app/streams.h: the standard streams.
 */
#ifndef APP_STREAMS_H
#define APP_STREAMS_H

#include <stdbool.h>

#include "app/cli.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/problem.h"

/* Before anything is opened: a standard stream that was closed must not become a file of ours. */
void streams_guard(void);
/* Is standard output to be coloured? `when` is the value of --color, or NULL. */
bool stdout_is_coloured(const char *when);
/* From now on all that the functions here would print goes to `said` instead: something else stands on
 * the terminal. NULL: it does no longer. */
void streams_capture(struct buf *said);
/* How long a line may become. Without limit where it is captured: who shows it breaks it. */
size_t streams_width(void);
/* To standard output. Failures show in stdout_close. */
void stdout_add(const struct buf *text);
/* What was added is to be seen now. */
void stdout_flush(void);
/* False with a reason where something of the output was lost. */
MUST_CHECK bool stdout_close(struct err *err);

/* "casplan: reason" to standard error; gives `status`, so that a failure is one line. */
enum status failure_print(enum status status, const char *format, ...) PRINTF_LIKE(2, 3);
/* "FILE:LINE: problem" for each, in the order of lines; "problem" alone where `file` is NULL. */
void problems_print(const char *file, struct problem_list *problems);

#endif
