/*
 * hosts.c FILE LEAST: is what the proof calls covered what OpenSSL accepts?
 *
 * FILE is what `sweep --names` writes (names.c): certificates and hosts. A request is made for each, by the
 * code that makes those of a plan; an authority of this program's own signs it with the extensions that it
 * asks for; and X509_check_host says which hosts the certificate stands for. LEAST: so many hosts must be
 * accepted, and so many refused.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "../../../src/x509/crypto.h"
#include "../../../src/x509/csr.h"
#include "../../../src/x509/key.h"
#include "base/arena.h"
#include "base/text.h"

#define COMMON_NAME_MAX 64 /* ub-common-name, RFC 5280 appendix A */
#define SHOWN_AT_MOST 20

struct count {
	size_t certificates, right, wrong, different;
};

static void give_up(const char *what)
{
	fprintf(stderr, "hosts: %s\n", what);
	exit(2);
}

static void *must(void *pointer, const char *what)
{
	if (!pointer)
		give_up(what);
	return pointer;
}

static bool never(void *data)
{
	(void)data;
	return false;
}

static EVP_PKEY *key_make(void)
{
	const struct request_spec spec = { .algorithm = "ec", .curve = "P-256" };
	struct key_stop stop = { never, NULL };
	struct err err = { .text = "" };
	EVP_PKEY *key = key_generate(&spec, &stop, &err);
	return must(key, err.text);
}

/* ---- from names to a certificate ---- */

static X509_REQ *request_make(const struct request_spec *spec, EVP_PKEY *key)
{
	struct err err = { .text = "" };
	BIO *pem = must(csr_pem(spec, key, &err), err.text);
	X509_REQ *request = PEM_read_bio_X509_REQ(pem, NULL, NULL, NULL);
	BIO_free(pem);
	if (!request || X509_REQ_verify(request, key) != 1)
		give_up("OpenSSL does not read a request");
	return request;
}

static void copy_extensions(X509 *certificate, X509_REQ *request)
{
	STACK_OF(X509_EXTENSION) *extensions = X509_REQ_get_extensions(request);
	for (int i = 0; i < sk_X509_EXTENSION_num(extensions); i++) {
		if (X509_add_ext(certificate, sk_X509_EXTENSION_value(extensions, i), -1) != 1)
			give_up("an extension was not taken over");
	}
	sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
}

static X509 *certificate_sign(X509_REQ *request, EVP_PKEY *key, EVP_PKEY *authority)
{
	X509 *certificate = must(X509_new(), "no memory");
	X509_NAME *subject = X509_REQ_get_subject_name(request);
	bool fine = X509_set_version(certificate, 2) == 1 &&
	        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1 &&
	        X509_gmtime_adj(X509_getm_notBefore(certificate), 0) &&
	        X509_gmtime_adj(X509_getm_notAfter(certificate), 86400) &&
	        X509_set_subject_name(certificate, subject) == 1 &&
	        X509_set_issuer_name(certificate, subject) == 1 &&
	        X509_set_pubkey(certificate, key) == 1;
	copy_extensions(certificate, request);
	if (!fine || X509_sign(certificate, authority, EVP_sha256()) == 0)
		give_up("a certificate was not signed");
	return certificate;
}

/* "common-name name name ..."; spoils the line. */
static X509 *certificate_make(char *line, EVP_PKEY *key, EVP_PKEY *authority, struct arena *arena)
{
	struct text_list names = { 0 };
	const char *common_name = strtok(line, " ");
	for (const char *name; (name = strtok(NULL, " "));)
		LIST_PUSH(arena, &names, name);
	const struct request_spec spec = {
		.id = "sweep",
		.country = "DE",
		.organization = "Sweep",
		.common_name = strlen(common_name) <= COMMON_NAME_MAX ? common_name : NULL,
		.names = texts_of(&names),
		.algorithm = "ec",
		.curve = "P-256",
	};
	X509_REQ *request = request_make(&spec, key);
	X509 *certificate = certificate_sign(request, key, authority);
	X509_REQ_free(request);
	return certificate;
}

/* ---- hosts ---- */

static void check_host(X509 *certificate, const char *names, char sign, const char *host,
        struct count *count)
{
	bool is_covered = X509_check_host(certificate, host, 0, 0, NULL) == 1;
	bool is_called_covered = sign == '+';
	count->right += is_covered;
	count->wrong += !is_covered;
	if (is_covered == is_called_covered)
		return;
	if (count->different++ < SHOWN_AT_MOST)
		fprintf(stderr, "hosts: the proof says %s, OpenSSL %s: %s on %s\n",
		        is_called_covered ? "covered" : "not covered", is_covered ? "yes" : "no",
		        host, names);
}

static void check_file(FILE *file, struct count *count)
{
	EVP_PKEY *key = key_make(), *authority = key_make();
	struct arena *arena = NULL;
	X509 *certificate = NULL;
	const char *names = NULL;
	char *line = NULL;
	size_t size = 0;
	for (ssize_t length; (length = getline(&line, &size, file)) > 2;) {
		line[length - 1] = '\0';
		if (*line == '=') {
			X509_free(certificate);
			arena_free(arena);
			arena = arena_new();
			names = arena_strdup(arena, line + 2);
			certificate = certificate_make(line + 2, key, authority, arena);
			count->certificates++;
		} else {
			check_host(must(certificate, "a host before a certificate"), names, *line,
			        line + 2, count);
		}
	}
	X509_free(certificate);
	arena_free(arena);
	free(line);
	EVP_PKEY_free(key);
	EVP_PKEY_free(authority);
}

int main(int argc, char **argv)
{
	struct count count = { 0 };
	struct err err;
	if (!crypto_open(&err))
		give_up(err.text);
	FILE *file = argc == 3 ? fopen(argv[1], "r") : NULL;
	check_file(must(file, "usage: hosts FILE LEAST"), &count);
	fclose(file);
	printf("hosts    %7zu certificates signed from requests; OpenSSL accepts %zu hosts, refuses %zu; "
	       "%zu judged otherwise by the proof\n", count.certificates, count.right, count.wrong,
	        count.different);
	size_t least = strtoul(argv[2], NULL, 10);
	bool enough = count.right >= least && count.wrong >= least;
	if (!enough)
		fprintf(stderr, "hosts: too few hosts\n");
	return enough && count.different == 0 ? 0 : 1;
}
