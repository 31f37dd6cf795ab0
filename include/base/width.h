/*
 * base/width.h: how many cells of a terminal a text takes, and what a person sees as one character.
 * No locale is asked.
 *
 * Cells are counted as the C library that a terminal program draws with counts them (glibc's wcwidth,
 * which ncurses trusts), from Unicode's own data; characters of ambiguous width take one cell. A
 * *cluster* is a base with the marks on it, a pair of regional indicators (a flag), or a chain of
 * emoji held together by U+200D: UAX #29, without its rules for old Hangul and Indic conjuncts.
 */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 0, 1 or 2. Control characters and what is no code point take no cell: they are never drawn as they
 * are (quote_terminal). */
int width_of(int32_t code_point);
/* The cells of all code points together. */
size_t text_width(const char *text);
/* Of the code points in the first `length` bytes, none of which is NUL. */
size_t bytes_width(const char *bytes, size_t length);

/* Does the code point belong to the cluster before it? */
bool is_mark(int32_t code_point);
/* Bytes of the first cluster; 0 at the end. A malformed byte is a cluster. */
size_t cluster_length(const char *text);
/* Bytes of as many whole clusters as `width` cells hold. */
size_t text_fit(const char *text, size_t width);

#endif
