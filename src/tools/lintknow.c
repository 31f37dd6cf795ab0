/*
 * tools/lintknow.c: are the steps of a folder of knowledge sound?
 *
 *	lintknow share
 *
 * mkknow cannot say: what a step may talk about is known to core alone. Problems go to the standard
 * error output; the exit status is 1 where there is one.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/step_lint.h"
#include "store/knowfile.h"

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: lintknow FOLDER\n", stderr);
		return 2;
	}
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	struct know know;
	if (know_read(&know, argv[1], arena, &problems))
		steps_lint(&know, &problems, arena);
	LIST_EACH(const struct problem, problem, problems)
		fprintf(stderr, "%s\n", problem->text);
	int status = problems.count ? EXIT_FAILURE : EXIT_SUCCESS;
	arena_free(arena);
	return status;
}
