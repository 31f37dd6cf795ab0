/* x509/certificate_chain.c: who signed whom, and whose key it is. */
#include "certificate_set.h"

#include <fcntl.h>
#include <stdlib.h>

#include "crypto.h"
#include "key.h"
#include "libcrypto.h"

static bool has_signed(X509 *issuer, X509 *certificate)
{
	EVP_PKEY *key = X509_get0_pubkey(issuer);
	bool did = key && X509_check_issued(issuer, certificate) == X509_V_OK &&
		X509_verify(certificate, key) == 1;
	ERR_clear_error();
	return did;
}

static bool path_has(const struct certificate_path *path, size_t index)
{
	LIST_EACH(const size_t, known, *path) {
		if (*known == index)
			return true;
	}
	return false;
}

/* The first certificate of the set that signed this one; the set's count: none. */
static size_t issuer_of(const struct certificates *set, size_t index,
	const struct certificate_path *path, size_t leaf)
{
	size_t at = 0;
	while (at < set->count &&
		(at == leaf || at == index || path_has(path, at) ||
			!has_signed(set->items[at], set->items[index])))
		at++;
	return at;
}

struct certificate_chain certificate_chain_of(
	const struct certificates *set, size_t leaf, struct arena *arena)
{
	struct certificate_chain chain = { .was_ordered = true };
	size_t at = leaf;
	while (!(chain.ends_at_root = has_signed(set->items[at], set->items[at]))) {
		size_t issuer = issuer_of(set, at, &chain.path, leaf);
		if (issuer == set->count)
			break;
		chain.was_ordered = chain.was_ordered && (issuer > at || !set->has_order);
		LIST_PUSH(arena, &chain.path, issuer);
		at = issuer;
	}
	for (size_t i = 0; i < set->count; i++) {
		if (i != leaf && !path_has(&chain.path, i))
			LIST_PUSH(arena, &chain.unrelated, i);
	}
	return chain;
}

struct private_key *private_key_read(
	const char *path, const char *passphrase, bool *locked, struct err *err)
{
	*locked = false;
	if (!crypto_open(err))
		return NULL;
	EVP_PKEY *found = key_open(AT_FDCWD, path, passphrase, locked, err);
	struct private_key *key = found ? calloc(1, sizeof(*key)) : NULL;
	if (found && !key)
		die("out of memory (%zu bytes)", sizeof(*key));
	if (key)
		key->key = found;
	return key;
}

void private_key_free(struct private_key *key)
{
	if (!key)
		return;
	EVP_PKEY_free(key->key);
	free(key);
}

bool certificate_has_key(
	const struct certificates *set, size_t index, const struct private_key *key)
{
	const EVP_PKEY *named = X509_get0_pubkey(set->items[index]);
	bool has = named && EVP_PKEY_eq(named, key->key) == 1;
	ERR_clear_error();
	return has;
}
