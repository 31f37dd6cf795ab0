/*
 * homecoming.h: an issued certificate on its way to the servers: what the files of the command
 * "certificate" share.
 */
#ifndef APP_HOMECOMING_H
#define APP_HOMECOMING_H

#include "app/input.h"
#include "app/interrupt.h"
#include "app/passphrase.h"
#include "core/issued.h"
#include "emit/emit.h"
#include "x509/certificate.h"

/* A file of the output, in memory; the bytes are the arena's. */
struct ready_file {
	const char *path;
	const char *bytes;
	size_t length;
};

struct ready_list LIST_OF(struct ready_file);

struct homecoming {
	const struct app *app;
	struct input input;
	struct interrupt interrupt;
	struct passphrase passphrase; /* of the private keys */
	struct passphrase password;   /* of the PFX */
	struct certificates *set;     /* all that came */
	struct private_key *key;      /* that belongs to one of them */
	size_t leaf;                  /* which one */
	const struct plan_certificate *certificate; /* of the plan, whose key it is */
	struct certificate_facts facts;
	struct certificate_chain path;
	struct issued_chain chain;
	const struct issued *issued;
	struct ready_list ready; /* all but the PFX */
	struct text_list files;  /* names of what was written */
	const char *backup;     /* NULL: nothing was moved aside */
};

/* Finds the certificate of the plan whose private key the delivery belongs to: sets key, leaf and
 * certificate. STATUS_FOUND with a reason where there are keys, and none fits. */
enum status homecoming_find_key(struct homecoming *coming, struct err *err);

/* What came, what was found, what was written. */
void homecoming_report(struct buf *out, const struct homecoming *coming);
/* Why it is refused, on standard error. */
void homecoming_refuse(const struct homecoming *coming);

#endif
