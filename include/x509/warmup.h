/*
 * x509/warmup.h: libcrypto made ready for keys while something else is done.
 *
 * The first key of a process takes several times as long as each further one: libcrypto reads its
 * configuration, fetches algorithms and seeds its random numbers. Who knows early that keys will be
 * made starts this before it plans them. Call secrets_protect (x509/secrets.h) first.
 */
#ifndef X509_WARMUP_H
#define X509_WARMUP_H

struct warmup;

/* NULL: no thread can be started. Nothing is lost by that: what is not ready is made ready later.
 */
struct warmup *warmup_start(void);
/* Waits for the end, and frees; NULL is allowed. */
void warmup_end(struct warmup *warmup);

#endif
