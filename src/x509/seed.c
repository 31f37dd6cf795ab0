/* x509/seed.c: keys that are there already. */
#include "x509/keyjob.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto.h"
#include "csr.h"
#include "key.h"
#include "libcrypto.h"
#include "newfile.h"

#define REQUEST_LIMIT ((size_t)1024 * 1024)

const char *key_seed_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* A link that leads nowhere is no missing key: reading it fails, and says so. */
bool key_seed_exists(int folder, const char *key_path)
{
	return faccessat(folder, key_seed_name(key_path), F_OK, AT_SYMLINK_NOFOLLOW) == 0 ||
		errno != ENOENT;
}

/* Who cannot open the key still finds its public half in the request beside it. */
static EVP_PKEY *request_key(int folder, const struct request_spec *spec)
{
	struct content content;
	struct csr csr;
	struct err err;
	EVP_PKEY *key = NULL;
	if (!content_read(folder, key_seed_name(spec->request_path), REQUEST_LIMIT, &content, &err))
		return NULL;
	if (csr_read(content.bytes, content.length, &csr, &err)) {
		key = csr.key;
		csr.key = NULL;
		csr_done(&csr);
	}
	content_wipe(&content);
	return key;
}

enum key_seed key_seed_look(
	int folder, const struct request_spec *spec, char *kind, size_t size)
{
	bool locked;
	struct err err;
	if (!key_seed_exists(folder, spec->key_path))
		return KEY_SEED_NONE;
	if (!crypto_open(&err))
		return KEY_SEED_UNKNOWN;
	EVP_PKEY *key = key_open(folder, key_seed_name(spec->key_path), NULL, &locked, &err);
	if (!key && locked)
		key = request_key(folder, spec);
	if (!key)
		return KEY_SEED_UNKNOWN;
	bool fits = key_fits(key, spec);
	key_text(key, kind, size);
	EVP_PKEY_free(key);
	return fits ? KEY_SEED_FITS : KEY_SEED_MISFIT;
}
