/* casplan certificate: the whole way from an authority's reply to the folder for the servers. The
 * authority is openssl's, in the test's folder. */
#include "helper_pki.h"
#include "helper_run.h"

#include <poll.h>
#include <pty.h>

#include "base/text.h"

/* %s: product, servers, key. */
static const char answers_text[] =
	"format = 1;\n"
	"product = { version = \"%s\"; };\n"
	"policy = { date = \"2020-10-01\"; };\n"
	"organization = { name = \"Contoso, Inc.\"; country = \"US\"; state = \"Washington\"; };\n"
	"topology = \"consolidated\";\n"
	"forests = ( { name = \"contoso\"; ad_domain = \"corp.contoso.com\";\n"
	"  smtp_domains = [ \"contoso.com\" ];\n"
	"  sites = ( { name = \"Redmond\"; namespace = \"mail.contoso.com\";\n"
	"    servers = [ %s ]; external_addresses = [ \"203.0.113.10\" ];\n"
	"    internal_addresses = [ \"10.1.0.10\" ]; } );\n"
	"} );\n"
	"certificates = { scenario = \"unified-communications\"; issuer = \"public-ca\"; %s };\n";

#define EC "key = { algorithm = \"ec\"; curve = \"P-256\"; };"

static char printed[1 << 16], complained[1 << 14];

/* Runs the program with these words, separated by blanks. `secrets`: one line each; descriptor 3
 * reads them. */
static int run(const char *line, const char *secrets)
{
	int status, ends[2];
	fflush(NULL);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], secrets, strlen(secrets)), (ssize_t)strlen(secrets));
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[1]);
		dup2(ends[0], 3);
		dup2(must_open("/dev/null", O_RDONLY), STDIN_FILENO);
		dup2(must_open("stdout", O_WRONLY | O_CREAT | O_TRUNC), STDOUT_FILENO);
		dup2(must_open("stderr", O_WRONLY | O_CREAT | O_TRUNC), STDERR_FILENO);
		exit(run_words(line));
	}
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	get("stdout", printed, sizeof(printed));
	get("stderr", complained, sizeof(complained));
	if (!WIFEXITED(status))
		fail_msg("%s: signal %d: %s", line, WTERMSIG(status), complained);
	return WEXITSTATUS(status);
}

static void must(const char *line, const char *secrets, enum status want)
{
	int status = run(line, secrets);
	if (status != (int)want)
		fail_msg("%s: status %d, not %d: %s", line, status, (int)want, complained);
}

static void says(const char *text, const char *want)
{
	if (!strstr(text, want))
		fail_msg("'%s' does not say: %s", text, want);
}

static void sign(const struct place *place, const char *folder, const char *options)
{
	char command[512];
	snprintf(command, sizeof(command), "openssl x509 -req -in %s/certificates/mail.contoso.com.csr "
		"-CA inter.pem -CAkey inter.key -set_serial 7 -out issued.pem %s", folder, options);
	must_run(place, command);
}

#define AS_ASKED "-days 199 -copy_extensions copyall"
#define COMMAND "certificate a.cfg --issued issued.pem --keys plan --chain chain.pem -o out "

static void write_answers(const struct place *place, const char *file, const char *product,
	const char *servers, const char *certificates)
{
	char text[2048];
	snprintf(text, sizeof(text), answers_text, product, servers, certificates);
	put_file(place, file, text);
}

static int setup(void **state)
{
	int status = place_setup(state);
	if (status != 0)
		return status;
	const struct place *place = *state;
	unsetenv("CASPLAN_PASSPHRASE_FILE");
	if (chdir(place->root) != 0)
		return -1;
	pki_make(place);
	must_run(place, "cat inter.pem root.pem >chain.pem");
	write_answers(place, "a.cfg", "2016", "\"CAS01\", \"CAS02\"", EC);
	write_answers(place, "modern.cfg", "2019", "\"CAS01\"", EC);
	write_answers(place, "exchange.cfg", "2016", "\"CAS01\"", "key_made_by = \"exchange\";");
	must("replay a.cfg -o plan --quiet --allow-errors", "", STATUS_FINE);
	must("replay a.cfg -o locked --quiet --passphrase-fd 3", "right\n", STATUS_FINE);
	return 0;
}

static int teardown(void **state)
{
	return chdir("/") | place_teardown(state);
}

static int fresh(void **state)
{
	const struct place *place = *state;
	must_run(place, "rm -rf out out.bak-*");
	sign(place, "plan", AS_ASKED);
	return 0;
}

/* Neither a folder nor an unfinished one. */
static void assert_nothing_written(const struct place *place)
{
	assert_prints_only(place, "ls -A | grep -c '^[.]\\{0,1\\}out' || true", "0\n");
}

/* --- Refusals ------------------------------------------------------------------------------- */

static void refuses_command_lines(void **state)
{
	static const struct {
		const char *line, *want;
	} rows[] = {
		{ "certificate a.cfg", "--issued CERT" },
		{ "certificate a.cfg --issued issued.pem -o out", "--keys DIR" },
		{ "certificate a.cfg --issued none.pem --keys plan -o out", "none.pem: " },
		{ "certificate a.cfg --issued mail.csr --keys plan -o out", "request" },
		{ "certificate a.cfg --issued issued.pem --chain a.cfg --keys plan -o out",
			"a.cfg: no certificate" },
		{ "certificate a.cfg --issued issued.pem --keys none -o out",
			"looked for: mail.contoso.com.key" },
		{ "certificate exchange.cfg --issued issued.pem --keys plan -o out", "Exchange" },
		{ "certificate none.cfg --issued issued.pem --keys plan -o out", "none.cfg" },
		{ COMMAND, "--pfx-password-fd" },
		{ COMMAND "--pfx-password-fd 77", "descriptor 77 is not open" },
		{ COMMAND "--pfx-password-fd 3", "is empty" },
		{ "certificate a.cfg --issued issued.pem --keys locked -o out", "--passphrase-fd" },
		{ "certificate a.cfg --issued issued.pem --keys locked -o out --passphrase-fd 3",
			"passphrase" },
	};
	const struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		must(rows[i].line, "\n", STATUS_WRONG);
		says(complained, rows[i].want);
		assert_nothing_written(place);
	}
}

/* It is there, and nothing is known to be wrong with it. */
static void is_not_given_a_delivery(void **state)
{
	must("certificate a.cfg --issued /proc/self/mem --keys plan -o out", "", STATUS_ENVIRONMENT);
	says(complained, "/proc/self/mem: cannot be read");
	assert_nothing_written(*state);
}

static void refuses_a_wrong_passphrase(void **state)
{
	sign(*state, "locked", AS_ASKED);
	must("certificate a.cfg --issued issued.pem --keys locked -o out --passphrase-fd 3 "
		"--pfx-password-fd 3", "wrong\nsecret\n", STATUS_WRONG);
	says(complained, "not with this passphrase");
	assert_nothing_written(*state);
}

static void refuses_another_key(void **state)
{
	must("certificate a.cfg --issued mail.pem --keys plan -o out", "", STATUS_FOUND);
	says(complained, "none of the private keys that were tried: mail.contoso.com");
	assert_nothing_written(*state);
}

static void refuses_what_breaks_clients(void **state)
{
	const struct place *place = *state;
	put_file(place, "few.ext", "subjectAltName=DNS:mail.contoso.com,DNS:www.contoso.com\n");
	sign(place, "plan", "-days 199 -extfile few.ext");
	must(COMMAND, "", STATUS_FOUND);
	says(complained, "issued.pem: error: issued-name-missing");
	says(complained, "autodiscover.contoso.com");
	says(complained, "error: issued-client-breaks");
	says(complained, "nothing was written");
	says(printed, "name-extra: www.contoso.com");
	assert_nothing_written(place);
	must(COMMAND "--json", "", STATUS_FOUND);
	says(printed, "\"refused\": true");
	says(printed, "\"planned\": \"clean\"");
	says(printed, "\"files\": []");
	assert_nothing_written(place);
	must(COMMAND "--allow-errors --pfx-password-fd 3", "secret\n", STATUS_FOUND);
	assert_true(file_exists(place, "out/mail.contoso.com.pfx"));
}

static void keeps_a_full_folder(void **state)
{
	const struct place *place = *state;
	must_run(place, "mkdir out && echo mine >out/file");
	must(COMMAND "--pfx-password-fd 3", "secret\n", STATUS_WRONG);
	assert_prints_only(place, "ls out", "file\n");
	must(COMMAND "--pfx-password-fd 3 --force", "secret\n", STATUS_FINE);
	assert_prints_only(place, "cat out.bak-*/file", "mine\n");
	says(printed, "out.bak-");
}

/* A day in the past, at which it was not valid yet; one in the future, at which it is not any more. */
static void judges_for_a_day(void **state)
{
	must(COMMAND "--date 2020-10-01 --pfx-password-fd 3", "secret\n", STATUS_FINE);
	says(printed, "issued-not-yet-valid");
	must_run(*state, "rm -rf out");
	must(COMMAND "--date 2090-01-01 --pfx-password-fd 3", "secret\n", STATUS_FOUND);
	says(complained, "issued-expired");
	assert_nothing_written(*state);
}

/* --- What is written ------------------------------------------------------------------------ */

static void writes_all(void **state)
{
	const struct place *place = *state;
	must(COMMAND "--pfx-password-fd 3", "secret\n", STATUS_FINE);
	assert_string_equal(complained, "");
	assert_prints_only(place, "ls out", "README.txt\nimport.ps1\nmail.contoso.com-chain.pem\n"
		"mail.contoso.com-intermediate-1.cer\nmail.contoso.com-root.cer\n"
		"mail.contoso.com.cer\nmail.contoso.com.pfx\n");
	assert_prints_only(place, "stat -c %a out/mail.contoso.com.pfx", "600\n");
	assert_prints(place, "openssl pkcs12 -in out/mail.contoso.com.pfx -info -nokeys "
		"-passin pass:secret", "MAC: sha1");
	must_run(place, "openssl pkcs12 -in out/mail.contoso.com.pfx -nodes -nocerts "
		"-passin pass:secret | openssl pkey | cmp - plan/certificates/mail.contoso.com.key");
	must_run(place, "openssl x509 -in out/mail.contoso.com.cer -inform DER | cmp - issued.pem");
	must_run(place, "cat issued.pem inter.pem | cmp - out/mail.contoso.com-chain.pem");
	must_run(place, "openssl x509 -in out/mail.contoso.com-root.cer -inform DER | cmp - root.pem");
	must_run(place, "openssl x509 -in out/mail.contoso.com-intermediate-1.cer -inform DER | "
		"cmp - inter.pem");
	must_run(place, "openssl verify -CAfile root.pem -untrusted out/mail.contoso.com-chain.pem "
		"-purpose sslserver -verify_hostname mail.contoso.com issued.pem");
}

/* The commands are the plan's own, and each server has its part. */
static void script_has_the_plans_commands(void **state)
{
	const struct place *place = *state;
	struct buf script;
	must(COMMAND "--pfx-password-fd 3 --quiet", "secret\n", STATUS_FINE);
	assert_string_equal(printed, "");
	get_file(place, "out/import.ps1", &script);
	assert_true(text_starts(script.data, "\xef\xbb\xbf# "));
	says(script.data, "\r\nif ($env:COMPUTERNAME -eq 'CAS01') {\r\n");
	says(script.data, "\r\nif ($env:COMPUTERNAME -eq 'CAS02') {\r\n");
	says(script.data, "\r\ncertutil.exe -addstore CA "
		"'C:\\casplan\\mail.contoso.com-intermediate-1.cer'\r\n");
	says(script.data, "\r\nif (@('CAS01', 'CAS02') -notcontains $env:COMPUTERNAME) {\r\n"
		"Write-Warning -Message '");
	buf_done(&script);
	must_run(place, "tr -d '\\r' <plan/scripts/CAS02.ps1 | "
		"grep '^Import-ExchangeCertificate' >want && test -s want");
	must_run(place, "tr -d '\\r' <plan/scripts/CAS02.ps1 | "
		"grep '^Enable-ExchangeCertificate' >>want");
	must_run(place, "tr -d '\\r' <out/import.ps1 | sed -n '/CAS02.) {/,$p' | "
		"grep -e '^Import-Ex' -e '^Enable-Ex' | cmp - want");
	assert_prints(place, "cat out/README.txt", "CAS01, CAS02");
}

static void modern_for_newer_servers(void **state)
{
	const struct place *place = *state;
	must("certificate modern.cfg --issued issued.pem --keys plan/certificates -o out "
		"--pfx-password-fd 3", "secret\n", STATUS_FINE);
	assert_prints(place, "openssl pkcs12 -in out/mail.contoso.com.pfx -info -nokeys "
		"-passin pass:secret", "MAC: sha256");
	says(printed, "issued-chain-missing");
}

/* Both secrets from one descriptor, line by line; the reply as Windows delivers it. */
static void opens_locked_keys(void **state)
{
	const struct place *place = *state;
	sign(place, "locked", AS_ASKED);
	must_run(place, "openssl crl2pkcs7 -nocrl -certfile issued.pem -certfile chain.pem | "
		"sed 's/PKCS7/CERTIFICATE/' | iconv -f ASCII -t UTF-16LE >reply.p7b");
	must("certificate a.cfg --issued reply.p7b --keys locked -o out --passphrase-fd 3 "
		"--pfx-password-fd 3 --json", "right\nsecret\n", STATUS_FINE);
	says(printed, "\"certificate\": \"mail.contoso.com\"");
	says(printed, "\"chain_ends_at_root\": true");
	says(printed, "\"mail.contoso.com-root.cer\"");
	must_run(place, "openssl pkcs12 -in out/mail.contoso.com.pfx -noout -passin pass:secret");
	says(printed, "\"issued-several-servers\"");
	assert_null(strstr(printed, "issued-chain-order"));
}

static void warns_of_letters_outside_ascii(void **state)
{
	must(COMMAND "--pfx-password-fd 3", "gr\303\274n\n", STATUS_FINE);
	says(complained, "not all ASCII");
	must_run(*state, "openssl pkcs12 -in out/mail.contoso.com.pfx -noout -passin pass:gr\303\274n");
	must_run(*state, "rm -rf out");
	must(COMMAND "--pfx-password-fd 3", "gr\374n\n", STATUS_WRONG);
	assert_nothing_written(*state);
}

/* --- At a terminal -------------------------------------------------------------------------- */

/* Reads what the terminal shows until it has shown `wanted`. */
static void await(int terminal, char *shown, size_t size, const char *wanted)
{
	size_t length = strlen(shown);
	while (!strstr(shown, wanted)) {
		struct pollfd watched = { .fd = terminal, .events = POLLIN };
		ssize_t got = poll(&watched, 1, 10000) == 1 ?
			read(terminal, shown + length, size - length - 1) : 0;
		if (got <= 0)
			fail_msg("the terminal shows '%s', not '%s'", shown, wanted);
		length += (size_t)got;
		shown[length] = '\0';
	}
}

static void asks_at_a_terminal(void **state)
{
	static const char *const talk[][2] = {
		{ "Passphrase of the private keys: ", "right\n" },
		{ "New password for the PFX file: ", "\n" },
		{ "It must not be empty.", "" },
		{ "New password for the PFX file: ", "secret\n" },
		{ "The same again: ", "secret\n" },
		{ "begin with README.txt", "" },
	};
	const struct place *place = *state;
	const char *argv[] = { "casplan", "certificate", "a.cfg", "--issued", "issued.pem", "--keys",
		"locked", "-o", "out", NULL };
	char shown[8192] = "", *from = shown;
	int terminal, status;
	sign(place, "locked", AS_ASKED);
	fflush(NULL);
	pid_t child = forkpty(&terminal, NULL, NULL, NULL);
	assert_true(child >= 0);
	if (child == 0)
		exit(program_run((int)COUNT_OF(argv) - 1, argv));
	for (size_t i = 0; i < COUNT_OF(talk); i++) {
		await(terminal, from, sizeof(shown) - (size_t)(from - shown), talk[i][0]);
		from = strstr(from, talk[i][0]) + strlen(talk[i][0]);
		size_t length = strlen(talk[i][1]);
		assert_int_equal(write(terminal, talk[i][1], length), (ssize_t)length);
	}
	/* Until it hangs up, so that the program is not kept from writing. */
	char rest[512];
	while (read(terminal, rest, sizeof(rest)) > 0)
		;
	assert_int_equal(waitpid(child, &status, 0), child);
	close(terminal);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_null(strstr(shown, "secret"));
	must_run(place, "openssl pkcs12 -in out/mail.contoso.com.pfx -noout -passin pass:secret");
}

#define FRESH(test) cmocka_unit_test_setup(test, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRESH(refuses_command_lines),
		FRESH(is_not_given_a_delivery),
		FRESH(refuses_a_wrong_passphrase),
		FRESH(refuses_another_key),
		FRESH(refuses_what_breaks_clients),
		FRESH(keeps_a_full_folder),
		FRESH(judges_for_a_day),
		FRESH(writes_all),
		FRESH(script_has_the_plans_commands),
		FRESH(modern_for_newer_servers),
		FRESH(opens_locked_keys),
		FRESH(warns_of_letters_outside_ascii),
		FRESH(asks_at_a_terminal),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
