/*
 * x509/keyahead.h: private keys made before they are needed, so that writing does not wait for them.
 *
 * The owner says which keys are wanted, and says so again whenever that changes; threads of low
 * priority make them. Keys stay in memory, are wiped as soon as nobody wants them, and leave the
 * store once, into a keyjob (key_options.ahead). No two certificates get the same key. libcrypto is
 * not touched, and no thread started, before the first key is wanted. Call secrets_protect
 * (x509/secrets.h) before that. All calls but those of a keyjob come from one thread.
 */
#ifndef X509_KEYAHEAD_H
#define X509_KEYAHEAD_H

#include "x509/keyjob.h"

struct keyahead;

struct keyahead *keyahead_new(void);
/* Stops what is under way, waits for the threads, wipes and frees. NULL is allowed. */
void keyahead_free(struct keyahead *ahead);

/* From now on these are wanted, and no others. Of each spec only id, algorithm, bits and curve count;
 * they are copied. A key stays where its certificate still wants the same kind. One whose certificate
 * vanished goes to a new certificate that wants its kind. All others are wiped, or given up in the
 * making. A key that cannot be made is not there; the keyjob will try, and tell why. */
void keyahead_want(struct keyahead *ahead, const struct request_spec *wants, size_t count);
/* Becomes readable when a key is finished: for a poll loop. -1: the system had no descriptor left;
 * all else works. */
int keyahead_fd(const struct keyahead *ahead);

struct keyahead_count {
	size_t made;   /* and not taken yet */
	size_t wanted; /* those and what is still to be made */
};

/* Reads the descriptor empty. */
struct keyahead_count keyahead_count(struct keyahead *ahead);

#endif
