/*
 * base/problem.h: what is wrong with an input file. All of it is collected, not only the first.
 */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/arena.h"
#include "base/list.h"

struct problem {
	int line;         /* 1 and up; 0: no line can be named */
	const char *text; /* "what is wrong; what was expected; did you mean X?" */
};

struct problem_list LIST_OF(struct problem);

void problem_add(struct problem_list *problems, struct arena *arena, int line, const char *format,
        ...) PRINTF_LIKE(4, 5);
/* By line, so that a file is mended from top to bottom; equal lines keep their order. */
void problems_sort(struct problem_list *problems);

#endif
