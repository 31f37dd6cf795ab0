/* x509/warmup.c */
#include "x509/warmup.h"

#include <stdlib.h>

#include "base/err.h"
#include "crypto.h"
#include "libcrypto.h"
#include "thread.h"

struct warmup {
	pthread_t thread;
};

/* Whatever fails here fails again, and is reported, where a key is made. */
static void *warm_up(void *unused)
{
	unsigned char byte;
	struct err err;
	if (crypto_open(&err)) {
		EVP_MD_free(EVP_MD_fetch(NULL, "SHA2-256", NULL));
		(void)RAND_priv_bytes(&byte, sizeof(byte));
		ERR_clear_error();
	}
	return unused;
}

struct warmup *warmup_start(void)
{
	struct warmup *warmup = calloc(1, sizeof(*warmup));
	if (!warmup)
		die("out of memory (%zu bytes)", sizeof(*warmup));
	if (thread_start(&warmup->thread, 0, warm_up, NULL) == 0)
		return warmup;
	free(warmup);
	return NULL;
}

void warmup_end(struct warmup *warmup)
{
	if (!warmup)
		return;
	pthread_join(warmup->thread, NULL);
	free(warmup);
}
