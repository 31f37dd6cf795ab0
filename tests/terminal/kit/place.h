/*
 * place.h: a folder for one test, and the programs that run there. Both are gone after the test,
 * however it ends.
 */
#ifndef PLACE_H
#define PLACE_H

#include "base/arena.h"
#include "cmocka_all.h"
#include "tty.h"

#define PLACE_TTYS 8
#define SESSION "s.cfg"

struct place {
	char folder[64];
	struct arena *arena;
	struct tty *ttys[PLACE_TTYS];
	size_t count;
	const char *disk; /* what is mounted in it; NULL: nothing */
};

int place_enter(void **state);
int place_leave(void **state);
#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, place_enter, place_leave)

/* The program on a terminal. NULL: the wizard with SESSION, at 80x24. */
struct tty *place_start(struct place *place, const struct tty_options *options);
/* Another one may take its place. NULL is allowed. */
void place_end(struct place *place, struct tty *tty);
/* The program on pipes; NULL ends the arguments, NULL for `input`: none. Gives the exit status; what it
 * wrote to both outputs goes to `*output`, in the arena. */
int place_run(struct place *place, const char *const *arguments, const char *input,
        const char **output);

/* Ends what runs, and takes all files away. */
void place_clear(struct place *place);

/* A disk of `size` bytes under this name. False: this machine lets us mount none. */
bool place_mount(struct place *place, const char *name, size_t size);

const char *place_path(struct place *place, const char *name);
void place_write(struct place *place, const char *name, const char *text);
/* NULL: there is no such file. */
const char *place_read(struct place *place, const char *name);
/* A file of the source tree, as seen from its root, where the tests run. */
const char *source_read(struct place *place, const char *path);
/* The number in the environment, for tests that run longer at other times. */
long place_number(const char *variable, long otherwise);

#endif
