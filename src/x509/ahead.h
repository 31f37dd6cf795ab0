/*
 * ahead.h: the store of keys made ahead, as a keyjob sees it. NULL as store is allowed: it is empty.
 */
#ifndef X509_AHEAD_H
#define X509_AHEAD_H

#include "key.h"
#include "x509/keyahead.h"

/* The key for this certificate id and of this kind; it is the caller's. One that is still to be made is
 * waited for, which `*waited` tells. NULL: there is none, or the stop was asked for. */
EVP_PKEY *keyahead_take(struct keyahead *ahead, const struct request_spec *spec,
	const struct key_stop *stop, bool *waited);
/* Whoever waits shall ask again whether to stop. */
void keyahead_stir(struct keyahead *ahead);

#endif
