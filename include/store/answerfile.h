/*
 * store/answerfile.h: answer files (libconfig syntax) as trees of answers.
 */
#ifndef STORE_ANSWERFILE_H
#define STORE_ANSWERFILE_H

#include <stddef.h>

#include "base/err.h"
#include "core/answers.h"

/* Hostile input is expected: size, NUL, encoding, control and bidi characters, @include, integers
 * out of range, depth, names in a group and duplicates are judged by a scanner of our own before
 * libconfig sees a byte; all problems are collected, with lines. False with an err: the file could
 * not be read at all. True with problems: it was read, and is wrong. The tree then holds what could
 * be understood: where a value is not what the schema wants, its node is `refused`; where the
 * syntax is broken, the root is, and has no members. */
MUST_CHECK bool answers_read(struct answers *answers, const char *path,
        struct problem_list *problems, struct err *err);
/* The same from memory; need not be NUL-terminated. */
void answers_read_bytes(struct answers *answers, const char *bytes, size_t length,
        struct problem_list *problems);

#endif
