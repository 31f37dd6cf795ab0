/*
 * x509/keyjob.h: private keys and certificate requests, made on all cores.
 *
 * The only place where private keys exist. Key bytes leave it once, into a file descriptor's
 * folder, exclusively created with mode 0600, and are wiped. No OpenSSL type appears here, and
 * libcrypto is not touched before keyjob_start, unless x509/warmup.h made it ready. Call
 * secrets_protect (x509/secrets.h) first.
 */
#ifndef X509_KEYJOB_H
#define X509_KEYJOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/list.h"

/* What a request must say (C10), as plain data; borrowed until the job is freed. */
struct request_spec {
	const char *id;            /* certificate id, for messages and seed keys */
	const char *country;       /* subject, in this order; NULL or empty: absent */
	const char *state, *locality, *organization, *unit;
	const char *common_name;   /* may be NULL (over 64 bytes) */
	struct texts names;        /* dNSName entries, canonical; at least one */
	const char *algorithm;     /* rsa | ec */
	long bits;
	const char *curve;         /* P-256 | P-384 */
	const char *key_path;      /* below the output folder; folders in it are made */
	const char *request_path;  /* the same */
};

struct keyahead;

struct key_options {
	int folder;              /* descriptor of the output folder; files are made below it */
	/* --seed-keys: a file there with the base name of key_path is used where it exists;
	 * NULL: none. */
	const char *seed_folder;
	/* A seed of another kind than the spec asks for gives way to a new key, instead of being
	 * refused. */
	bool replaces_misfits;
	const char *passphrase;  /* NULL: keys are written unencrypted */
	/* Keys that are used, and waited for, where no seed is (x509/keyahead.h); NULL: none. It must
	 * outlive the job. */
	struct keyahead *ahead;
	size_t threads;          /* 0: one for each core */
};

/* Has the seed folder a file for this key? Also one that cannot be used: it will be refused. */
bool key_seed_exists(int folder, const char *key_path);

enum key_seed {
	KEY_SEED_NONE,
	KEY_SEED_FITS,
	KEY_SEED_MISFIT,  /* a key of another kind than the spec asks for */
	KEY_SEED_UNKNOWN, /* only using it will tell */
};

/* What the seed folder has for this spec, without a passphrase: of a locked key the request beside it
 * tells the kind. `kind`, where one is known, is in words: "RSA 2048", "EC P-256". */
enum key_seed key_seed_look(
	int folder, const struct request_spec *spec, char *kind, size_t size);
/* "RSA 2048" or "EC P-256": what the spec asks for. */
void spec_key_text(const struct request_spec *spec, char *text, size_t size);

struct keyjob;

/* Starts the threads; never NULL, what goes wrong is told by keyjob_finish. Specs and options are
 * borrowed. */
struct keyjob *keyjob_start(const struct request_spec *specs, size_t count,
        const struct key_options *options);
/* Becomes readable when something was finished: for a poll loop. -1: the system has no descriptor
 * left; nothing was started then and keyjob_done says that all is over. */
int keyjob_fd(const struct keyjob *job);
/* Reads the descriptor empty and gives how many specs are over. After a failure those that will not
 * be made any more count too: the number of specs means that keyjob_finish will not wait. */
size_t keyjob_done(struct keyjob *job);
/* Waits for the end. False with a reason, that of the first spec which failed: nothing of it may be
 * used. Its kind: ERR_INPUT, a key of the seed folder is none, or is locked; ERR_MISFIT, it is of
 * another kind than the spec asks for. Each request has been read back from its file, its signature verified, its subject, names
 * and key compared with the spec. Syncing the files and their folders is left to the owner of the
 * output folder, who has more of them to sync. */
MUST_CHECK bool keyjob_finish(struct keyjob *job, struct err *err);
/* Once it is finished: how many keys came from the seed folder; all others are new. */
size_t keyjob_reused(const struct keyjob *job);
/* How many of the new ones were made ahead, and not waited for. */
size_t keyjob_ready(const struct keyjob *job);
/* Stops what is under way, waits for the threads, wipes and frees. NULL is allowed. */
void keyjob_free(struct keyjob *job);

#endif
