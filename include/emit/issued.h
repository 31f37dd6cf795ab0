/*
 * emit/issued.h: what goes to the servers with an issued certificate, as bytes. Pure: the
 * certificates themselves and the PFX are encoded by x509.
 */
#ifndef EMIT_ISSUED_H
#define EMIT_ISSUED_H

#include "core/issued.h"
#include "emit/emit.h"

/* Names of the files beside each other, in the folder and on the servers. */
const char *issued_pfx_name(const struct issued *issued, struct arena *arena);
const char *issued_leaf_name(const struct issued *issued, struct arena *arena);
const char *issued_bundle_name(const struct issued *issued, struct arena *arena);
/* Of certificate `index` of the chain: "<id>-intermediate-1.cer", or "<id>-root.cer". */
const char *issued_chain_name(const struct issued *issued, size_t index, struct arena *arena);

/* import.ps1, which puts the certificate to use on each of its servers with the commands of the
 * plan's steps, and README.txt. */
void emit_issued(struct output *output, const struct issued *issued);

/* The judgement, for programs; `files`: names of what was written, perhaps none. */
void emit_issued_json(struct buf *out, const struct issued *issued, struct texts files);

#endif
