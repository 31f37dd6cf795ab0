/* x509/pfx.c: PKCS#12 (RFC 7292). */
#include "x509/pfx.h"

#include <string.h>
#include <unistd.h>

#include "certificate_set.h"
#include "crypto.h"
#include "libcrypto.h"
#include "newfile.h"

#define PFX_MODE 0600
#define PROVIDER "Microsoft RSA SChannel Cryptographic Provider"
/* Windows counts them again for each reading. */
#define LEGACY_ROUNDS 2000
#define MODERN_ROUNDS 100000
#define LEGACY_SALT 8

/* Exchange cannot use keys of the newer kind of provider for OWA and ECP; a PFX that names none is
 * put where the importing computer likes. An EC key lives in the newer kind only. */
static bool mark_key(EVP_PKEY *key)
{
	if (!EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_get_attr_by_NID(key, NID_ms_csp_name, -1) >= 0)
		return true;
	return EVP_PKEY_add1_attr_by_NID(key, NID_ms_csp_name, MBSTRING_ASC,
		       (const unsigned char *)PROVIDER, -1) == 1;
}

static STACK_OF(X509) *chain_stack(
	const struct certificates *set, const struct certificate_path *chain)
{
	STACK_OF(X509) *stack = sk_X509_new_null();
	LIST_EACH(const size_t, index, *chain) {
		if (stack && !sk_X509_push(stack, set->items[*index])) {
			sk_X509_free(stack);
			stack = NULL;
		}
	}
	return stack;
}

static PKCS12 *pfx_make(const struct pfx_spec *spec, X509 *leaf, STACK_OF(X509) *chain,
	EVP_PKEY *key)
{
	int usage = EVP_PKEY_is_a(key, "RSA") ? KEY_EX : 0;
	if (spec->profile == PFX_MODERN)
		return PKCS12_create(spec->password, spec->friendly_name, key, leaf, chain,
			NID_aes_256_cbc, NID_aes_256_cbc, MODERN_ROUNDS, MODERN_ROUNDS, usage);
	/* Without a MAC first: PKCS12_create would make it with SHA-256. */
	int scheme = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
	PKCS12 *pfx = PKCS12_create(spec->password, spec->friendly_name, key, leaf, chain, scheme,
		scheme, LEGACY_ROUNDS, -1, usage);
	if (pfx &&
		PKCS12_set_mac(pfx, spec->password, -1, NULL, LEGACY_SALT, LEGACY_ROUNDS,
			EVP_sha1()) != 1) {
		PKCS12_free(pfx);
		pfx = NULL;
	}
	return pfx;
}

/* The same certificates, whatever their order: the file has no order either. */
static bool same_chain(STACK_OF(X509) *a, STACK_OF(X509) *b)
{
	int count = sk_X509_num(a);
	if ((count > 0 ? count : 0) != (sk_X509_num(b) > 0 ? sk_X509_num(b) : 0))
		return false;
	for (int i = 0; i < count; i++) {
		int at = 0;
		while (at < sk_X509_num(b) &&
			X509_cmp(sk_X509_value(a, i), sk_X509_value(b, at)) != 0)
			at++;
		if (at == sk_X509_num(b))
			return false;
	}
	return true;
}

static bool pfx_check(const struct content *content, const struct pfx_spec *spec, X509 *leaf,
	STACK_OF(X509) *chain, const EVP_PKEY *key, struct err *err)
{
	const unsigned char *at = content->bytes;
	PKCS12 *pfx = d2i_PKCS12(NULL, &at, (long)content->length);
	EVP_PKEY *found_key = NULL;
	X509 *found_leaf = NULL;
	STACK_OF(X509) *found_chain = NULL;
	bool good = pfx && at == content->bytes + content->length &&
		PKCS12_parse(pfx, spec->password, &found_key, &found_leaf, &found_chain) == 1 &&
		found_key && EVP_PKEY_eq(found_key, key) == 1 && found_leaf &&
		X509_cmp(found_leaf, leaf) == 0 && same_chain(found_chain, chain);
	sk_X509_pop_free(found_chain, X509_free);
	X509_free(found_leaf);
	EVP_PKEY_free(found_key);
	PKCS12_free(pfx);
	return good || crypto_err(err, "%s: the file read back is wrong", spec->path);
}

static bool pfx_put(int folder, const struct pfx_spec *spec, PKCS12 *pfx, X509 *leaf,
	STACK_OF(X509) *chain, const EVP_PKEY *key, struct err *err)
{
	struct content content;
	unsigned char *der = NULL;
	int length = i2d_PKCS12(pfx, &der);
	if (length <= 0)
		return crypto_err(err, "the PFX cannot be encoded");
	bool done = newfile_write(folder, spec->path, PFX_MODE, der, (size_t)length, err);
	OPENSSL_free(der);
	if (!done || !content_read(folder, spec->path, (size_t)length, &content, err))
		return false;
	done = pfx_check(&content, spec, leaf, chain, key, err);
	content_wipe(&content);
	if (!done)
		(void)unlinkat(folder, spec->path, 0); /* the reason is told already */
	return done;
}

bool pfx_write(int folder, const struct pfx_spec *spec, const struct certificates *set,
	size_t leaf, const struct certificate_path *chain, const struct private_key *key,
	struct err *err)
{
	X509 *certificate = set->items[leaf];
	STACK_OF(X509) *stack = chain_stack(set, chain);
	PKCS12 *pfx = stack && mark_key(key->key) ?
		pfx_make(spec, certificate, stack, key->key) : NULL;
	bool done = pfx ? pfx_put(folder, spec, pfx, certificate, stack, key->key, err) :
		crypto_err(err, "the PFX cannot be made");
	PKCS12_free(pfx);
	sk_X509_free(stack);
	return done;
}
