/*
 * libcrypto.h: the calls of libcrypto, which is opened when the first of them is needed.
 *
 * Linked, libcrypto would be loaded at each start. That takes longer than what the wizard does until its
 * first screen is there, and most runs need no key. So a file that calls libcrypto includes this instead
 * of OpenSSL's headers: a name like X509_new stands for a pointer in a table. A call that is missing from
 * libcrypto.def is an error of the linker. All calls come after crypto_open (crypto.h).
 */
#ifndef X509_LIBCRYPTO_H
#define X509_LIBCRYPTO_H

#include "libcrypto_table.h"

/* #define X509_new (libcrypto.X509_new_) ... */
#include "gen/libcrypto_names.h"

#endif
