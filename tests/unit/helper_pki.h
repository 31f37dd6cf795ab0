/*
 * helper_pki.h: a throw-away authority, made by openssl in the test's folder: root.pem signs
 * inter.pem, which signs mail.pem (names mail and autodiscover.contoso.com, key mail.key). other.pem
 * calls itself like the root, with another key.
 */
#ifndef TEST_HELPER_PKI_H
#define TEST_HELPER_PKI_H

#include "helper_x509.h"

static inline void must_run(const struct place *place, const char *command)
{
	struct buf out;
	int status;
	run_in(place, &out, &status, "%s", command);
	if (status != 0)
		fail_msg("%s\nended with %d:\n%s", command, status, out.data);
	buf_done(&out);
}

#define NEW_KEY "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "

static inline void pki_make(const struct place *place)
{
	put_file(place, "inter.ext",
		"basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n");
	put_file(place, "leaf.ext",
		"subjectAltName=DNS:Mail.Contoso.com,DNS:autodiscover.contoso.com,IP:192.0.2.1\n"
		"keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,1.2.3.4\n");
	must_run(place, NEW_KEY "root.key && " NEW_KEY "inter.key && " NEW_KEY "mail.key && " NEW_KEY
		"other.key");
	must_run(place, "openssl req -x509 -new -key root.key -subj '/O=Throw-away/CN=Root' -days 3650 "
		"-sha256 -out root.pem");
	must_run(place, "openssl req -x509 -new -key other.key -subj '/O=Throw-away/CN=Root' "
		"-days 3650 -sha256 -out other.pem");
	must_run(place, "openssl req -new -key inter.key -subj '/O=Throw-away/CN=Issuing' -out inter.csr");
	must_run(place, "openssl x509 -req -in inter.csr -CA root.pem -CAkey root.key -set_serial 2 "
		"-days 1000 -sha384 -extfile inter.ext -out inter.pem");
	must_run(place, "openssl req -new -key mail.key -utf8 "
		"-subj '/C=SE/O=S\303\266dra, \"AB\"/CN=Mail.contoso.com' -out mail.csr");
	must_run(place, "openssl x509 -req -in mail.csr -CA inter.pem -CAkey inter.key "
		"-set_serial 0x0abc -days 199 -sha256 -extfile leaf.ext -out mail.pem");
}

#endif
