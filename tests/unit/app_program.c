/* The whole program in a child process: exit status, what stands on which stream, what is left in
 * the folder. */
#include "helper_program.h"

#include <dirent.h>

/* %s: the scenario, the issuer, the key. A plan of this on this day has no error. */
static const char answers_text[] =
        "format = 1;\n"
        "product = { version = \"2016\"; };\n"
        "policy = { date = \"2026-11-22\"; };\n"
        "organization = { name = \"Contoso, Inc.\"; country = \"US\"; state = \"Washington\"; };\n"
        "topology = \"consolidated\";\n"
        "forests = ( { name = \"contoso\"; ad_domain = \"corp.contoso.com\";\n"
        "  smtp_domains = [ \"contoso.com\" ];\n"
        "  sites = ( { name = \"Redmond\"; namespace = \"mail.contoso.com\";\n"
        "    servers = [ \"CAS01\" ]; external_addresses = [ \"203.0.113.10\" ];\n"
        "    internal_addresses = [ \"10.1.0.10\" ]; } );\n"
        "} );\n"
        "certificates = { scenario = \"%s\"; issuer = \"%s\"; key = %s; };\n";

#define KEY_EC "{ algorithm = \"ec\"; curve = \"P-256\"; }"
#define KEY_SLOW "{ algorithm = \"rsa\"; bits = 4096; }"

static int setup(void **state)
{
	if (place_make(state) != 0)
		return -1;
	struct place *place = *state;
	unsetenv("CASPLAN_PASSPHRASE_FILE");
	put("good.cfg", arena_printf(place->arena, answers_text, "unified-communications",
	                        "public-ca", KEY_EC));
	put("slow.cfg", arena_printf(place->arena, answers_text, "unified-communications",
	                        "public-ca", KEY_SLOW));
	/* Outlook Anywhere outside on a self-signed certificate: an error finding. */
	put("harmful.cfg", arena_printf(place->arena, answers_text, "self-signed", "self-signed",
	                           KEY_EC));
	put("wrong.cfg", arena_printf(place->arena, answers_text, "unified", "public", KEY_EC));
	return 0;
}

/* One object, and nothing else on the stream; that it is JSON is for the tests of the emitter. */
static void assert_plan(const char *text)
{
	size_t length = strlen(text);
	assert_true(length > 2 && text[0] == '{' && strcmp(text + length - 2, "}\n") == 0);
	assert_says(text, "\"format\": \"casplan-plan-1\"");
	assert_null(strchr(text, '\033'));
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* No folder, and no unfinished one. */
static void assert_nothing_written(void)
{
	DIR *folder = opendir(".");
	for (struct dirent *entry; (entry = readdir(folder));) {
		if (strstr(entry->d_name, "out") == entry->d_name &&
		        strcmp(entry->d_name, "out.txt") != 0)
			fail_msg("%s is there", entry->d_name);
		assert_null(strstr(entry->d_name, ".casplan-"));
	}
	closedir(folder);
}

static void wrong_lines(void **state)
{
	static const struct {
		const char *line, *want;
	} lines[] = {
		{ "", "standard input is no terminal: with --plain" },
		{ "new.cfg", "standard input is no terminal: with --plain" },
		{ "--plain none/new.cfg", "none/: No such file" },
		{ "chekc good.cfg", "did you mean 'check'" },
		{ "help reply", "did you mean 'replay'" },
		{ "help xyzzy", "expected one of" },
		{ "replay good.cfg", "--output DIR" },
		{ "check", "FILE is missing" },
		{ "check missing.cfg", "missing.cfg: " },
		{ "check .", ".: " },
		{ "check good.cfg --share missing", "missing" },
		{ "check good.cfg --date today", "'today' is no day" },
		{ "template --product 2017", "2016" },
		{ "template --topology regionl --scenario wildcrd", "did you mean 'wildcard'" },
		{ "replay good.cfg -o out --seed-keys missing", "--seed-keys: missing" },
		{ "replay good.cfg -o out --seed-keys good.cfg", "--seed-keys: good.cfg" },
		{ "replay good.cfg -o out --passphrase-fd 77", "77 is not open" },
		{ "replay good.cfg -o missing/out", "missing" },
		{ "replay good.cfg -o good.cfg --force", "is no folder" },
		{ "replay missing.cfg -o out", "missing.cfg: " },
	};
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		assert_status(place, lines[i].line, STATUS_WRONG);
		assert_says(place->err, lines[i].want);
		assert_string_equal(place->out, "");
		assert_nothing_written();
	}
}

/* FILE:LINE: for each problem, from the top. */
static void wrong_answers(void **state)
{
	static const char *const lines[] = { "check wrong.cfg", "check --json wrong.cfg",
		"replay wrong.cfg -o out", "replay wrong.cfg -o out --allow-errors --force" };
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		assert_status(place, lines[i], STATUS_WRONG);
		assert_int_equal(strncmp(place->err, "wrong.cfg:12: ", 14), 0);
		assert_says(place->err, "\"unified\"");
		assert_says(place->err, "\"public\"");
		assert_string_equal(place->out, "");
		assert_nothing_written();
	}
}

static void lost_output(void **state)
{
	struct place *place = *state;
	static const char *const lines[] = { "--help", "--version", "help answers", "template",
		"check good.cfg", "check good.cfg --json" };
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		assert_int_equal(run_to(place, lines[i], "/dev/full"), STATUS_ENVIRONMENT);
		assert_says(place->err, "standard output: No space left");
		assert_int_equal(run_to(place, lines[i], NULL), STATUS_ENVIRONMENT);
		assert_says(place->err, "standard output: ");
	}
	/* A pipe whose reader went away. */
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(close(ends[0]), 0);
	pid_t child = start("template", ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_ENVIRONMENT);
	get("stderr", place->err, sizeof(place->err));
	assert_says(place->err, "standard output: Broken pipe");
	close(ends[1]);
}

/* With nothing to say, a closed standard output harms nobody. */
static void silent_output(void **state)
{
	struct place *place = *state;
	assert_int_equal(run_to(place, "check good.cfg --quiet", NULL), STATUS_FINE);
	assert_int_equal(run_to(place, "replay good.cfg -o out --quiet", NULL), STATUS_FINE);
	assert_true(exists("out/plan.json"));
	assert_string_equal(place->err, "");
}

/* A registry path is not broken: it is there to be copied. */
static bool is_one_word(const char *line)
{
	return !strchr(line + strspn(line, " "), ' ');
}

static void checks(void **state)
{
	struct place *place = *state;
	assert_status(place, "check good.cfg", STATUS_FINE);
	assert_says(place->out, "Contoso, Inc.");
	assert_says(place->out, "note     certificate-lifetime");
	assert_string_equal(place->err, "");
	assert_null(strchr(place->out, '\033'));
	for (char *line = strtok(place->out, "\n"); line; line = strtok(NULL, "\n"))
		assert_true(strlen(line) <= 80 || is_one_word(line));
	assert_status(place, "check good.cfg --color always", STATUS_FINE);
	assert_non_null(strchr(place->out, '\033'));
	assert_status(place, "check harmful.cfg", STATUS_FOUND);
	assert_says(place->out, "error    self-signed-unsupported");
	assert_says(place->out, "harmful.cfg:");
	assert_nothing_written();
}

static void prints_json(void **state)
{
	struct place *place = *state;
	assert_status(place, "--json check --color=always good.cfg --date=2026-12-24", STATUS_FINE);
	assert_plan(place->out);
	assert_says(place->out, "\"date\": \"2026-12-24\"");
	assert_status(place, "replay good.cfg -o out --json --quiet", STATUS_FINE);
	static char written[1 << 18];
	get("out/plan.json", written, sizeof(written));
	assert_string_equal(place->out, written);
}

static void template_is_valid(void **state)
{
	static const char *const lines[] = { "template", "template --product SE",
		"template --topology multi-forest --scenario two-single-names",
		"template --product 2010 --scenario self-signed --topology regional" };
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		assert_status(place, lines[i], STATUS_FINE);
		put("template.cfg", place->out);
		int status = run(place, "check template.cfg");
		if (status > STATUS_FOUND)
			fail_msg("%s: %s", lines[i], place->err);
	}
}

static void helps(void **state)
{
	static const char *const lines[] = { "--help", "-h", "help", "help check", "help replay",
		"help template", "help help", "replay --help", "help answers", "--version" };
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		assert_status(place, lines[i], STATUS_FINE);
		assert_true(strlen(place->out) > 10);
		for (char *line = strtok(place->out, "\n"); line; line = strtok(NULL, "\n")) {
			if (strlen(line) > 80)
				fail_msg("%s: too wide: %s", lines[i], line);
		}
	}
}

static void replays(void **state)
{
	struct place *place = *state;
	struct stat status;
	char key[4096];
	assert_status(place, "replay good.cfg -o out", STATUS_FINE);
	assert_says(place->out, "The plan is in out;");
	assert_string_equal(place->err, "");
	assert_true(exists("out/plan.md") && exists("out/plan.json") && exists("out/answers.cfg"));
	assert_true(exists("out/certificates/mail.contoso.com.csr"));
	assert_int_equal(stat("out/certificates/mail.contoso.com.key", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	get("out/certificates/mail.contoso.com.key", key, sizeof(key));
	assert_says(key, "BEGIN PRIVATE KEY");
	/* answers.cfg gives the same plan again. */
	static char first[1 << 18], second[1 << 18];
	assert_status(place, "replay out/answers.cfg -o out2", STATUS_FINE);
	get("out/certificates/mail.contoso.com.csr", first, sizeof(first));
	get("out2/certificates/mail.contoso.com.csr", second, sizeof(second));
	assert_string_not_equal(first, second);
	get("out/plan.md", first, sizeof(first));
	get("out2/plan.md", second, sizeof(second));
	assert_string_equal(first, second);
}

/* Answers of a day in the past are planned for it; whoever renews is told that rules have changed. */
static void tells_the_age_of_answers(void **state)
{
	struct place *place = *state;
	assert_status(place, "replay good.cfg -o out --date 2025-01-02", STATUS_FINE);
	assert_says(place->out, "Planned for 2025-01-02. Since then ");
	assert_status(place, "replay out/answers.cfg -o out2", STATUS_FINE);
	assert_says(place->out, "Planned for 2025-01-02. Since then ");
	assert_status(place, "replay out/answers.cfg -o out3 --date 2090-01-02", STATUS_FINE);
	assert_null(strstr(place->out, "Since then "));
	static char plan[1 << 18];
	get("out3/plan.md", plan, sizeof(plan));
	assert_says(plan, "## Changed since 2025-01-02");
}

static void keeps_what_is_there(void **state)
{
	struct place *place = *state;
	assert_status(place, "replay good.cfg -o out", STATUS_FINE);
	assert_status(place, "replay good.cfg -o out", STATUS_WRONG);
	assert_says(place->err, "out: is not empty; --force");

	char first[4096], second[4096], third[4096];
	get("out/certificates/mail.contoso.com.key", first, sizeof(first));
	assert_status(place, "replay good.cfg -o out --force", STATUS_FINE);
	assert_says(place->out, "out.bak-");
	assert_says(place->out, "Private keys: 1 used again, 0 new.");
	get("out/certificates/mail.contoso.com.key", second, sizeof(second));
	assert_string_equal(first, second);

	assert_status(place, "replay good.cfg -o out --force --new-keys", STATUS_FINE);
	assert_says(place->out, "Private keys: 1, all new.");
	get("out/certificates/mail.contoso.com.key", third, sizeof(third));
	assert_string_not_equal(first, third);

	assert_int_equal(mkdir("seeds", 0700), 0);
	put("seeds/mail.contoso.com.key", first);
	assert_status(place, "replay good.cfg -o out --force --seed-keys seeds", STATUS_FINE);
	get("out/certificates/mail.contoso.com.key", third, sizeof(third));
	assert_string_equal(first, third);
}

/* Whoever names keys that cannot be used has made the mistake. */
static void wrong_keys(void **state)
{
	struct place *place = *state;
	static const struct {
		const char *command, *words, *want;
	} keys[] = {
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes128 -pass pass:a",
		        NULL, "no passphrase was given" },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes128 -pass pass:a",
		        "b\n", "not with this passphrase" },
		{ "echo hello", NULL, "no private key" },
		{ "true", NULL, "empty" },
		{ "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384", NULL,
		        "not EC P-256; --new-keys" },
	};
	assert_int_equal(mkdir("seeds", 0755), 0);
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		char command[256];
		snprintf(command, sizeof(command),
		        "{ %s; } >seeds/mail.contoso.com.key 2>/dev/null", keys[i].command);
		assert_int_equal(system(command), 0);
		if (keys[i].words) {
			put("secret", keys[i].words);
			setenv("CASPLAN_PASSPHRASE_FILE", "secret", 1);
		}
		assert_status(place, "replay good.cfg -o out --seed-keys seeds", STATUS_WRONG);
		assert_says(place->err, keys[i].want);
		assert_says(place->err, "; nothing was written");
		assert_nothing_written();
		unsetenv("CASPLAN_PASSPHRASE_FILE");
	}
}

/* A file that may not be read is nobody's mistake. Whoever is root becomes somebody else. */
static void assert_denied(struct place *place, const char *line, const char *want)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		int status = run_to(place, line, "/dev/null");
		_exit(strstr(place->err, want) ? status : 98);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	unlink("stderr"); /* somebody else's, whom the next run is not */
	assert_int_equal(WEXITSTATUS(status), STATUS_ENVIRONMENT);
	assert_nothing_written();
}

static void unreadable_keys(void **state)
{
	struct place *place = *state;
	assert_int_equal(mkdir("seeds", 0755), 0);
	put("seeds/mail.contoso.com.key", "secret");
	assert_int_equal(chmod("seeds/mail.contoso.com.key", 0) | chmod(place->root, 0777), 0);
	assert_denied(place, "replay good.cfg -o out --seed-keys seeds",
	        "Permission denied; nothing was written");
}

static void unreadable_answers(void **state)
{
	struct place *place = *state;
	put("secret.cfg", "format = 1;\n");
	assert_int_equal(chmod("secret.cfg", 0) | chmod(place->root, 0777), 0);
	assert_denied(place, "check secret.cfg", "secret.cfg: cannot be opened: Permission denied");
	assert_denied(place, "--plain secret.cfg", "secret.cfg: cannot be opened: Permission denied");
	/* It may be read, and gives nothing. */
	assert_status(place, "check /proc/self/mem", STATUS_ENVIRONMENT);
	assert_says(place->err, "/proc/self/mem: cannot be read: Input/output error");
}

static void encrypts(void **state)
{
	struct place *place = *state;
	char key[4096];
	put("secret", "correct horse\n");
	setenv("CASPLAN_PASSPHRASE_FILE", "secret", 1);
	assert_status(place, "replay good.cfg -o out", STATUS_FINE);
	get("out/certificates/mail.contoso.com.key", key, sizeof(key));
	assert_says(key, "BEGIN ENCRYPTED PRIVATE KEY");
	/* The old keys open with the same words, and with no others. */
	assert_status(place, "replay good.cfg -o out --force", STATUS_FINE);
	put("secret", "incorrect horse\n");
	assert_int_not_equal(run(place, "replay good.cfg -o out --force"), STATUS_FINE);
	put("secret", "");
	assert_status(place, "replay good.cfg -o out2", STATUS_WRONG);
	setenv("CASPLAN_PASSPHRASE_FILE", "missing", 1);
	assert_status(place, "replay good.cfg -o out2", STATUS_WRONG);
	assert_false(exists("out2"));
	/* A plan without keys needs none. */
	assert_status(place, "replay harmful.cfg -o out2 --allow-errors", STATUS_FOUND);
}

static void refuses_harm(void **state)
{
	struct place *place = *state;
	assert_status(place, "replay harmful.cfg -o out", STATUS_FOUND);
	assert_says(place->err, "error: self-signed-unsupported");
	assert_says(place->err, "--allow-errors");
	assert_string_equal(place->out, "");
	assert_nothing_written();
	assert_status(place, "replay harmful.cfg -o out --json", STATUS_FOUND);
	assert_plan(place->out);
	assert_nothing_written();
	assert_status(place, "replay harmful.cfg -o out --allow-errors", STATUS_FOUND);
	assert_true(exists("out/plan.json"));
	assert_false(exists("out/certificates/cas01.key"));
}

/* The signal comes as soon as the unfinished folder is there, while keys are being made. */
static void stops_clean(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	(void)state;
	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		int status;
		bool begun = false;
		pid_t child = start("replay slow.cfg -o out", -1);
		while (!begun && waitpid(child, &status, WNOHANG) == 0) {
			DIR *folder = opendir(".");
			for (struct dirent *entry; (entry = readdir(folder));)
				begun = begun || strstr(entry->d_name, ".out.casplan-");
			closedir(folder);
		}
		assert_true(begun);
		assert_int_equal(kill(child, signals[i]), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		assert_nothing_written();
	}
}

#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACE_TEST(wrong_lines),
		PLACE_TEST(wrong_answers),
		PLACE_TEST(lost_output),
		PLACE_TEST(silent_output),
		PLACE_TEST(refuses_harm),
		PLACE_TEST(tells_the_age_of_answers),
		PLACE_TEST(keeps_what_is_there),
		PLACE_TEST(wrong_keys),
		PLACE_TEST(unreadable_keys),
		PLACE_TEST(unreadable_answers),
		PLACE_TEST(encrypts),
		PLACE_TEST(stops_clean),
		PLACE_TEST(checks),
		PLACE_TEST(prints_json),
		PLACE_TEST(template_is_valid),
		PLACE_TEST(helps),
		PLACE_TEST(replays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
