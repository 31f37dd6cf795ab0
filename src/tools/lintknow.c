/*
 * tools/lintknow.c: are the steps, fixes and screens of folders of knowledge sound?
 *
 *	lintknow share screens
 *
 * mkknow cannot say: what they may talk about is known to core alone. Problems go to the standard
 * error output; the exit status is 1 where there is one.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/fix_lint.h"
#include "core/screen_lint.h"
#include "core/step_lint.h"
#include "store/knowfile.h"

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: lintknow FOLDER...\n", stderr);
		return 2;
	}
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	struct text_list folders = { 0 };
	struct know know = { 0 };
	for (int i = 1; i < argc; i++)
		LIST_PUSH(arena, &folders, argv[i]);
	if (know_read_folders(&know, texts_of(&folders), arena, &problems)) {
		steps_lint(&know, &problems, arena);
		screens_lint(&know, &problems, arena);
		fixes_lint(&know, &problems, arena);
	}
	LIST_EACH(const struct problem, problem, problems)
		fprintf(stderr, "%s\n", problem->text);
	int status = problems.count ? EXIT_FAILURE : EXIT_SUCCESS;
	arena_free(arena);
	return status;
}
