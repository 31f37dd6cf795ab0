/*
 * app/passphrase.h: the words that private keys are encrypted with.
 *
 * They come from a descriptor, a file or a terminal, never from an argument or the environment
 * itself, and are in memory once, in the caller's struct, until passphrase_wipe.
 */
#ifndef APP_PASSPHRASE_H
#define APP_PASSPHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/cli.h"
#include "app/interrupt.h"
#include "base/err.h"

#define PASSPHRASE_MAX 1023 /* bytes */
#define PASSPHRASE_FILE_VARIABLE "CASPLAN_PASSPHRASE_FILE"

struct passphrase {
	char text[PASSPHRASE_MAX + 1];
	size_t length; /* 0: none, keys are written unencrypted */
};

/* The first line from `fd`. An empty one is refused: whoever names a source wants encryption.
 * STATUS_WRONG or STATUS_ENVIRONMENT with a reason, STATUS_FINE otherwise. After an interrupt,
 * which the caller sees, the passphrase is empty. */
enum status passphrase_from_fd(struct passphrase *passphrase, int fd,
        const struct interrupt *interrupt, struct err *err);
enum status passphrase_from_file(struct passphrase *passphrase, const char *path,
        const struct interrupt *interrupt, struct err *err);
/* What a terminal is asked. */
struct passphrase_question {
	const char *text; /* with the blank behind it */
	bool is_new;      /* asked twice, so that a slip of the fingers shows */
	bool may_be_empty;
};

/* Asks without echo; standard input and error must be terminals. */
enum status passphrase_ask(struct passphrase *passphrase,
        const struct passphrase_question *question, const struct interrupt *interrupt,
        struct err *err);
/* Asks for a new passphrase for private keys. Empty: none. */
enum status passphrase_from_terminal(struct passphrase *passphrase,
        const struct interrupt *interrupt, struct err *err);
void passphrase_wipe(struct passphrase *passphrase);

#endif
