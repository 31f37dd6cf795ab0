/* The same answers by keys on the whole screen, as typed lines and as a written file: the same session,
 * byte for byte outside `session`. (tests/screens/plain.py compares typed lines with written files; here
 * are the keys.) */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "kit/wizard.h"

#define FOLDER "tests/screens/paths"
#define LEAST 10

/* The written file, saved once by the engine. */
static const char *written_answers(struct place *place, const char *name)
{
	const char *arguments[] = { "--plain", "written.cfg", NULL }, *output;
	place_write(place, "written.cfg", source_read(place,
	        arena_printf(place->arena, FOLDER "/%s.cfg", name)));
	assert_int_equal(place_run(place, arguments, "<\nq\n", &output), 0);
	return session_answers(place, "written.cfg");
}

/* From the first line that differs on. */
static void assert_same(const char *name, const char *typed, const char *written)
{
	if (text_equal(typed, written))
		return;
	size_t line = 0;
	for (size_t i = 0; typed[i] && typed[i] == written[i]; i++)
		line = typed[i] == '\n' ? i + 1 : line;
	fprintf(stderr, "%s, by keys:\n%.200s\n\nas it is written:\n%.200s\n", name, typed + line,
	        written + line);
	fail();
}

static void by_keys(void **state)
{
	struct place *place = *state;
	DIR *folder = opendir(FOLDER);
	size_t count = 0;
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder)); ) {
		if (!text_ends(entry->d_name, ".path"))
			continue;
		const char *name = arena_strndup(place->arena, entry->d_name,
		        strlen(entry->d_name) - strlen(".path"));
		struct way way = way_read(place, name);
		struct tty *tty = place_start(place, NULL);
		way_go(place, tty, &way, ASK_REVIEW);
		tty_keys(tty, "F10");
		assert_int_equal(tty_wait_over(tty), 0);
		assert_same(name, session_answers(place, SESSION), written_answers(place, name));
		print_message("%s: the same by keys\n", name);
		place_clear(place);
		count++;
	}
	closedir(folder);
	assert_true(count >= LEAST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(by_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
