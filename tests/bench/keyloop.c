/*
 * keyloop.c: the measure for keys and requests: what one process needs that does the same work with
 * libcrypto's plain calls and nothing around it.
 *
 *	keyloop ec|rsaBITS COUNT THREADS FOLDER
 *
 * For each item: make a key, a request with four names, write both as PEM files, read the request
 * back from its file, verify its signature, compare key, subject and names. It has no error
 * handling worth the name: whatever fails ends it with status 1.
 */
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME_COUNT 4
#define TEXT_SIZE 64

static const char *type, *folder;
static int count;
static atomic_int next;

static void must(bool done, const char *what)
{
	if (done)
		return;
	fprintf(stderr, "keyloop: %s failed\n", what);
	exit(1);
}

static void name_text(int item, int index, char text[static TEXT_SIZE])
{
	static const char *const hosts[NAME_COUNT] = { "mail", "autodiscover", "pop", "imap" };
	snprintf(text, TEXT_SIZE, "%s%d.example.org", hosts[index], item);
}

static EVP_PKEY *make_key(void)
{
	EVP_PKEY *key =
		strcmp(type, "ec") == 0 ? EVP_EC_gen("P-256") : EVP_RSA_gen((size_t)atoi(type + 3));
	must(key, "making a key");
	return key;
}

static X509_NAME *make_subject(int item)
{
	char common_name[TEXT_SIZE];
	name_text(item, 0, common_name);
	const struct {
		int nid;
		const char *value;
	} parts[] = {
		{ NID_countryName, "US" },
		{ NID_organizationName, "Example, Inc." },
		{ NID_commonName, common_name },
	};
	X509_NAME *subject = X509_NAME_new();
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		must(X509_NAME_add_entry_by_NID(subject, parts[i].nid, MBSTRING_UTF8,
			     (const unsigned char *)parts[i].value, -1, -1, 0) == 1,
			"writing the subject");
	return subject;
}

static GENERAL_NAMES *make_names(int item)
{
	GENERAL_NAMES *names = GENERAL_NAMES_new();
	for (int i = 0; i < NAME_COUNT; i++) {
		char text[TEXT_SIZE];
		name_text(item, i, text);
		ASN1_IA5STRING *string = ASN1_IA5STRING_new();
		GENERAL_NAME *name = GENERAL_NAME_new();
		must(ASN1_STRING_set(string, text, -1) == 1, "writing a name");
		GENERAL_NAME_set0_value(name, GEN_DNS, string);
		must(sk_GENERAL_NAME_push(names, name) > 0, "writing a name");
	}
	return names;
}

static void add_extensions(X509_REQ *request, int item, bool rsa)
{
	X509_EXTENSIONS *list = NULL;
	GENERAL_NAMES *names = make_names(item);
	ASN1_BIT_STRING *usage = ASN1_BIT_STRING_new();
	EXTENDED_KEY_USAGE *extended = EXTENDED_KEY_USAGE_new();
	ASN1_BIT_STRING_set_bit(usage, 0, 1);
	if (rsa)
		ASN1_BIT_STRING_set_bit(usage, 2, 1);
	sk_ASN1_OBJECT_push(extended, OBJ_nid2obj(NID_server_auth));
	must(X509V3_add1_i2d(&list, NID_subject_alt_name, names, 0, 0) == 1 &&
			X509V3_add1_i2d(&list, NID_key_usage, usage, 1, 0) == 1 &&
			X509V3_add1_i2d(&list, NID_ext_key_usage, extended, 0, 0) == 1 &&
			X509_REQ_add_extensions(request, list) == 1,
		"writing the extensions");
	GENERAL_NAMES_free(names);
	ASN1_BIT_STRING_free(usage);
	EXTENDED_KEY_USAGE_free(extended);
	sk_X509_EXTENSION_pop_free(list, X509_EXTENSION_free);
}

static X509_REQ *make_request(int item, EVP_PKEY *key, const X509_NAME *subject)
{
	X509_REQ *request = X509_REQ_new();
	must(X509_REQ_set_version(request, X509_REQ_VERSION_1) == 1 &&
			X509_REQ_set_subject_name(request, subject) == 1 &&
			X509_REQ_set_pubkey(request, key) == 1,
		"filling a request");
	add_extensions(request, item, EVP_PKEY_is_a(key, "RSA") == 1);
	must(X509_REQ_sign(request, key, EVP_sha256()) > 0, "signing");
	return request;
}

static void file_path(int item, const char *ending, char *path, size_t size)
{
	snprintf(path, size, "%s/%05d.%s", folder, item, ending);
}

static void write_file(int item, const char *ending, mode_t mode, BIO *pem)
{
	char path[4096], *bytes;
	file_path(item, ending, path, sizeof(path));
	long length = BIO_get_mem_data(pem, &bytes);
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	must(file >= 0 && write(file, bytes, (size_t)length) == length && fsync(file) == 0 &&
			close(file) == 0,
		path);
}

static void check_request(int item, const EVP_PKEY *key, const X509_NAME *subject)
{
	char path[4096];
	file_path(item, "csr", path, sizeof(path));
	BIO *in = BIO_new_file(path, "r");
	X509_REQ *request = in ? PEM_read_bio_X509_REQ(in, NULL, NULL, NULL) : NULL;
	must(request, "reading back");
	EVP_PKEY *public = X509_REQ_get0_pubkey(request);
	must(EVP_PKEY_eq(public, key) == 1 && X509_REQ_verify(request, public) == 1, "verifying");
	must(X509_NAME_cmp(X509_REQ_get_subject_name(request), subject) == 0, "comparing subjects");
	X509_EXTENSIONS *list = X509_REQ_get_extensions(request);
	GENERAL_NAMES *names = X509V3_get_d2i(list, NID_subject_alt_name, NULL, NULL);
	must(sk_GENERAL_NAME_num(names) == NAME_COUNT, "comparing names");
	for (int i = 0; i < NAME_COUNT; i++) {
		char text[TEXT_SIZE];
		name_text(item, i, text);
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
		must(name->type == GEN_DNS &&
				ASN1_STRING_length(name->d.dNSName) == (int)strlen(text) &&
				memcmp(ASN1_STRING_get0_data(name->d.dNSName), text,
					strlen(text)) == 0,
			"comparing names");
	}
	GENERAL_NAMES_free(names);
	sk_X509_EXTENSION_pop_free(list, X509_EXTENSION_free);
	X509_REQ_free(request);
	BIO_free(in);
}

static void make_item(int item)
{
	EVP_PKEY *key = make_key();
	X509_NAME *subject = make_subject(item);
	X509_REQ *request = make_request(item, key, subject);
	BIO *key_text = BIO_new(BIO_s_mem()), *request_text = BIO_new(BIO_s_mem());
	must(PEM_write_bio_PKCS8PrivateKey(key_text, key, NULL, NULL, 0, NULL, NULL) == 1 &&
			PEM_write_bio_X509_REQ(request_text, request) == 1,
		"encoding");
	write_file(item, "key", 0600, key_text);
	write_file(item, "csr", 0644, request_text);
	check_request(item, key, subject);
	BIO_free(key_text);
	BIO_free(request_text);
	X509_REQ_free(request);
	X509_NAME_free(subject);
	EVP_PKEY_free(key);
}

static void *work(void *unused)
{
	for (int item; (item = atomic_fetch_add(&next, 1)) < count;)
		make_item(item);
	return unused;
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: keyloop ec|rsaBITS COUNT THREADS FOLDER\n", stderr);
		return 2;
	}
	type = argv[1];
	count = atoi(argv[2]);
	int threads = atoi(argv[3]);
	folder = argv[4];
	pthread_t others[64];
	must(threads >= 1 && threads <= 64, "counting threads");
	for (int i = 1; i < threads; i++)
		must(pthread_create(&others[i], NULL, work, NULL) == 0, "starting a thread");
	work(NULL);
	for (int i = 1; i < threads; i++)
		pthread_join(others[i], NULL);
	return 0;
}
