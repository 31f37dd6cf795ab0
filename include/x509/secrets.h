/*
 * x509/secrets.h: what keeps keys and passphrases inside the process.
 */
#ifndef X509_SECRETS_H
#define X509_SECRETS_H

/* From here on a crash leaves no core file and no other process of the same user may read this
 * one's memory. To be called before a passphrase or a key exists. Ends the program where the system
 * refuses, because keys must not be made then. Does not touch libcrypto. */
void secrets_protect(void);

#endif
