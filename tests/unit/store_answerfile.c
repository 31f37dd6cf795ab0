/* Answer files: what is said of wrong ones, what is in the tree of right ones, and at what cost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"
#include "store/answerfile.h"

static const char *const mail[] = { "pop3" };
static const char *const internals[] = { "split-zone", "pinpoint", "same-zone", "none" };
static const char *const securities[] = { "tls", "starttls", "none" };
static const char *const supports[] = { "san", "wildcard" };
static const char *const versions[] = { "1" };

static const struct schema_row rows[] = {
	{ .path = "format", .type = "integer", .values = { versions, 1 } },
	{ .path = "product", .type = "group" },
	{ .path = "product.version", .type = "choice", .refers_to = "products" },
	{ .path = "organization", .type = "group" },
	{ .path = "organization.name", .type = "text", .min = 1, .max = 8 },
	{ .path = "forests", .type = "groups", .min = 1 },
	{ .path = "forests[].name", .type = "text" },
	{ .path = "forests[].smtp_domains", .type = "domains", .min = 1 },
	{ .path = "forests[].sites", .type = "groups" },
	{ .path = "forests[].sites[].namespace", .type = "host" },
	{ .path = "forests[].sites[].internal_namespace", .type = "host" },
	{ .path = "forests[].sites[].internet_facing", .type = "flag" },
	{ .path = "forests[].sites[].hosts", .type = "group" },
	{ .path = "forests[].sites[].hosts.*", .type = "host" },
	{ .path = "forests[].sites[].mailbox_users", .type = "integer", .max = 1000000 },
	{ .path = "services", .type = "group" },
	{ .path = "services.*", .type = "group" },
	{ .path = "services.*.enabled", .type = "flag" },
	{ .path = "services.*.security",
	        .type = "choice",
	        .values = { securities, 3 },
	        .only = { mail, 1 } },
	{ .path = "dns", .type = "group" },
	{ .path = "dns.internal", .type = "choice", .values = { internals, 4 } },
	{ .path = "dns.catch_all", .type = "domains" },
	{ .path = "dns.pair", .type = "texts", .max = 2 },
	{ .path = "constraints", .type = "group" },
	{ .path = "constraints.ca_supports", .type = "choices", .values = { supports, 2 } },
	{ .path = "constraints.bits", .type = "integer", .min = 1024, .max = 16384 },
};

static const struct service_row services[] = { { .id = "owa" }, { .id = "pop3" } };
static const struct product_row products[] = { { .id = "2007" }, { .id = "2010" } };

static const struct know know = {
	.products = { products, COUNT_OF(products) },
	.services = { services, COUNT_OF(services) },
	.answers = { rows, COUNT_OF(rows) },
};

struct bench {
	struct arena *arena;
	struct answers answers;
	struct problem_list problems;
	char folder[64];
	char path[80]; /* of a file in it */
};

static int setup(void **state)
{
	struct arena *arena = arena_new();
	struct bench *bench = arena_alloc(arena, sizeof(*bench));
	bench->arena = arena;
	answers_init(&bench->answers, &know, "answers.cfg", arena);
	const char *base = getenv("TMPDIR");
	snprintf(bench->folder, sizeof(bench->folder), "%.40s/answers-XXXXXX",
	        base ? base : "/tmp");
	if (!mkdtemp(bench->folder))
		return -1;
	snprintf(bench->path, sizeof(bench->path), "%s/answers.cfg", bench->folder);
	*state = bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;
	unlink(bench->path);
	rmdir(bench->folder);
	arena_free(bench->arena);
	return 0;
}

static void read_again(struct bench *bench, const char *bytes, size_t length)
{
	bench->problems = (struct problem_list){ 0 };
	answers_init(&bench->answers, &know, "answers.cfg", bench->arena);
	answers_read_bytes(&bench->answers, bytes, length, &bench->problems);
}

/* "3: what is wrong" and a line feed for each problem. */
static const char *problems_text(const struct bench *bench)
{
	struct buf all;
	buf_init(&all);
	buf_puts(&all, "");
	LIST_EACH (const struct problem, problem, bench->problems)
		buf_printf(&all, "%d: %s\n", problem->line, problem->text);
	const char *text = arena_strdup(bench->arena, all.data);
	buf_done(&all);
	return text;
}

static void values_are_refused(void **state)
{
	static const struct {
		const char *input, *want;
	} cases[] = {
		{ "format = 2;", "1: \"format\" is 2; expected 1\n" },
		{ "format = \"1\";", "1: \"format\" must be a whole number; found a string\n" },
		{ "format = 1.0;",
		        "1: \"format\" must be a whole number; found a decimal number\n" },
		{ "format = 1e999;",
		        "1: \"format\" must be a whole number; found a decimal number\n" },
		{ "product = { version = 2007; };",
		        "1: \"version\" must be a text in double quotes; found the number 2007; "
		        "write \"2007\"\n" },
		{ "product = { version = \"2008\"; };",
		        "1: \"version\" is \"2008\"; expected one of 2007, 2010; did you mean "
		        "\"2007\"?\n" },
		{ "product = \"2007\";",
		        "1: \"product\" must be a group, { ... }; found a string\n" },
		{ "product = ( { version = \"2007\"; } );",
		        "1: \"product\" must be a group, { ... }; found a list\n" },
		{ "organization = { name = \"\"; };",
		        "1: \"name\" is empty; a text was expected\n" },
		{ "organization = { name = \"123456789\"; };",
		        "1: \"name\" has 9 characters; at most 8 were expected\n" },
		{ "organization = { name = true; };",
		        "1: \"name\" must be a text in double quotes; found true\n" },
		{ "organization = { name = { }; };",
		        "1: \"name\" must be a text in double quotes; found a group\n" },
		{ "forests = ( );", "1: \"forests\" is empty; at least one item was expected\n" },
		{ "forests = { name = \"x\"; };",
		        "1: \"forests\" must be a list of groups, "
		        "( { ... }, { ... } ); found a group; put ( ) around it\n" },
		{ "forests = ( { name = \"x\"; },\n\"y\" );",
		        "2: \"forests\" must hold groups, { ... }, only; found a string\n" },
		{ "forests = (\n{ smtp_domains = [ ]; } );",
		        "2: \"smtp_domains\" is empty; at least one item was expected\n" },
		{ "forests = ( { smtp_domains = [ \"a.com\",\n\n5 ]; } );",
		        "3: an array of mixed types: a whole number, but a text in line 1; one "
		        "type was "
		        "expected\n" },
		{ "forests = ( { smtp_domains = ( \"a.com\",\n\n5 ); } );",
		        "3: \"smtp_domains\" must hold "
		        "texts in double quotes only; found the number 5; write \"5\"\n" },
		{ "forests = ( { sites = ( { internet_facing = \"yes\"; } ); } );",
		        "1: \"internet_facing\" must be true or false; found a string\n" },
		{ "forests = ( { sites = ( { mailbox_users = -1; } ); } );",
		        "1: \"mailbox_users\" is -1; a number from 0 to 1000000 was expected\n" },
		{ "dns = { catch_all = \"x.com\"; };",
		        "1: \"catch_all\" must be a list of texts, "
		        "[ \"...\", \"...\" ]; found a string; put [ ] around it\n" },
		{ "dns = { catch_all = ( [ \"x.com\" ] ); };",
		        "1: \"catch_all\" must hold texts in double quotes only; found a list\n" },
		{ "dns = { pair = [ \"a\", \"b\", \"c\" ]; };",
		        "1: \"pair\" has 3 items; at most 2 were expected\n" },
		{ "constraints = { ca_supports = [ \"san\",\n\"wildcards\",\n\"san\" ]; };",
		        "2: \"ca_supports\" is \"wildcards\"; expected one of san, wildcard; did "
		        "you mean "
		        "\"wildcard\"?\n" },
		{ "constraints = { bits = 512; };",
		        "1: \"bits\" is 512; a number from 1024 to 16384 was expected\n" },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		read_again(bench, cases[i].input, strlen(cases[i].input));
		assert_string_equal(problems_text(bench), cases[i].want);
		assert_false(bench->answers.root->refused);
	}
}

static void keys_are_refused(void **state)
{
	static const struct {
		const char *input, *want;
	} cases[] = {
		{ "forests = ( { sites = ( {\nnamepsace = \"x\"; } ); } );",
		        "2: unknown key \"namepsace\"; expected one of namespace, "
		        "internal_namespace, "
		        "internet_facing, hosts, mailbox_users; did you mean \"namespace\"?\n" },
		{ "services = { imap = { enabled = true; }; };",
		        "1: unknown key \"imap\"; expected one of owa, pop3\n" },
		{ "services = { owa = { security = \"tls\"; }; };",
		        "1: unknown key \"security\" here; it was expected in services.*\n" },
		{ "services = { * = { enabled = true; }; };",
		        "1: unknown key \"*\"; expected one of owa, pop3\n" },
		{ "internal = \"none\";",
		        "1: unknown key \"internal\" here; it was expected in dns\n" },
		/* What is inside an unknown key is not judged. */
		{ "produkt = { a = 1; b = ( { c = 1; } ); };\nformat = 2;",
		        "1: unknown key \"produkt\"; expected one of format, product, "
		        "organization, forests, "
		        "services, dns, constraints; did you mean \"product\"?\n"
		        "2: \"format\" is 2; expected 1\n" },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		read_again(bench, cases[i].input, strlen(cases[i].input));
		assert_string_equal(problems_text(bench), cases[i].want);
	}
}

/* A file can be wrong in all ways at once, and each is named in one run. */
static void all_problems_come_at_once(void **state)
{
	static const char text[] = "format = 99999999999;\n"
	                           "format = 1;\n"
	                           "@include \"/etc/passwd\"\n"
	                           "organization = { name = \"\\x1b[2J\"; nmae = \"x\"; };\n"
	                           "dns = { internal = \"splitzone\";\n"
	                           "  catch_all = [ \"a\", 5 ];\n"
	                           "  pair = \"x\" };;\n"
	                           "constraints = { bits = 2048L; ca_supports = [ \"san\", ]; };\n";
	static const char want[] =
	        "1: \"99999999999\" is too large a number; a whole number from -2147483648 to "
	        "2147483647 was expected\n"
	        "2: \"format\" stands twice in the same group; once was expected, and line 1 has "
	        "it\n"
	        "3: @include is not allowed; everything was expected in this one file\n"
	        "4: the escape \\x1b makes a control character; only characters that can be seen "
	        "were "
	        "expected\n"
	        "4: unknown key \"nmae\"; expected one of name; did you mean \"name\"?\n"
	        "5: \"internal\" is \"splitzone\"; expected one of split-zone, pinpoint, "
	        "same-zone, "
	        "none; did you mean \"split-zone\"?\n"
	        "6: an array of mixed types: a whole number, but a text in line 6; one type was "
	        "expected\n"
	        "7: \";\" with nothing before it; a name was expected\n"
	        "7: \"pair\" must be a list of texts, [ \"...\", \"...\" ]; found a string; put [ "
	        "] "
	        "around it\n"
	        "8: \"2048L\" ends in L; a whole number without it was expected\n"
	        "8: a comma behind the last item; \"]\" was expected instead of it\n";
	struct bench *bench = *state;
	read_again(bench, text, strlen(text));
	assert_string_equal(problems_text(bench), want);
	/* What was refused is there, and says so; what is right is there too. */
	static const struct {
		const char *path;
		bool refused;
	} nodes[] = {
		{ "format", true },
		{ "organization", false },
		{ "organization.name", true },
		{ "organization.nmae", true },
		{ "dns.internal", true },
		{ "dns.catch_all", true },
		{ "dns.pair", true },
		{ "constraints.bits", false },
		{ "constraints.ca_supports[0]", false },
	};
	for (size_t i = 0; i < COUNT_OF(nodes); i++) {
		const struct node *node = answers_find(&bench->answers, nodes[i].path);
		assert_non_null(node);
		assert_int_equal(node->refused, nodes[i].refused);
	}
	assert_int_equal(answers_find(&bench->answers, "constraints.bits")->value.integer, 2048);
}

static void broken_syntax_leaves_no_tree(void **state)
{
	struct bench *bench = *state;
	static const char text[] = "format = 1;\nproduct = ;\nfoo = 1;\n";
	read_again(bench, text, strlen(text));
	assert_int_equal(bench->problems.count, 1);
	assert_int_equal(bench->problems.items[0].line, 2);
	assert_true(bench->answers.root->refused);
	assert_int_equal(bench->answers.root->count, 0);
	assert_null(bench->answers.root->first);
}

static void problems_are_counted(void **state)
{
	struct bench *bench = *state;
	struct buf text;
	buf_init(&text);
	buf_puts(&text, "dns = { catch_all = (\n");
	for (int i = 0; i < 500; i++)
		buf_puts(&text, "1,\n");
	buf_puts(&text, "1 ); };");
	read_again(bench, text.data, text.length);
	buf_done(&text);
	assert_int_equal(bench->problems.count, 101);
	assert_int_equal(bench->problems.items[100].line, 102);
	assert_non_null(strstr(bench->problems.items[100].text, "more problems"));
	assert_true(bench->answers.root->refused);
}

static void right_files_become_trees(void **state)
{
	static const char text[] =
	        "format = 1;\n"
	        "product = { version = \"2007\"; };\n"
	        "organization =\n{ name = \"Z\xc3\xbcrich\"; };\n"
	        "forests = (\n"
	        "  { name = \"con\" \"toso\";\n"
	        "    smtp_domains = [ \"a.com\",\n"
	        "      \"b.com\"\n"
	        "    ];\n"
	        "    sites = ( { internet_facing = TRUE; mailbox_users = 0x10 },\n"
	        "      { hosts = { pop3 = \"pop.a.com\" } } ) } )\n"
	        "services : { pop3 : { enabled : false, security : \"none\" } }\n"
	        "dns = { catch_all = ( ); };\n"
	        "// the end";
	static const struct {
		const char *path, *value;
		enum node_kind kind;
		int line;
	} wants[] = {
		{ "format", "1", NODE_INTEGER, 1 },
		{ "product.version", "2007", NODE_TEXT, 2 },
		{ "organization", "Z\xc3\xbcrich", NODE_GROUP, 3 },
		{ "organization.name", "Z\xc3\xbcrich", NODE_TEXT, 4 },
		{ "forests[0]", NULL, NODE_GROUP, 6 },
		{ "forests[0].name", "contoso", NODE_TEXT, 6 },
		{ "forests[0].smtp_domains", "a.com, b.com", NODE_LIST, 7 },
		{ "forests[0].smtp_domains[0]", "a.com", NODE_TEXT, 7 },
		{ "forests[0].smtp_domains[1]", "b.com", NODE_TEXT, 8 },
		{ "forests[0].sites[0].internet_facing", "true", NODE_FLAG, 10 },
		{ "forests[0].sites[0].mailbox_users", "16", NODE_INTEGER, 10 },
		{ "forests[0].sites[1]", "pop.a.com", NODE_GROUP, 11 },
		{ "forests[0].sites[1].hosts.pop3", "pop.a.com", NODE_TEXT, 11 },
		{ "services.pop3.enabled", "false", NODE_FLAG, 12 },
		{ "services.pop3.security", "none", NODE_TEXT, 12 },
		{ "dns.catch_all", "", NODE_LIST, 13 },
	};
	struct bench *bench = *state;
	read_again(bench, text, strlen(text));
	assert_string_equal(problems_text(bench), "");
	for (size_t i = 0; i < COUNT_OF(wants); i++) {
		const struct node *node = answers_find(&bench->answers, wants[i].path);
		assert_non_null(node);
		assert_int_equal(node->kind, wants[i].kind);
		assert_int_equal(node->line, wants[i].line);
		assert_int_equal(node->origin, ORIGIN_FILE);
		assert_non_null(node->row);
		assert_false(node->refused);
		if (wants[i].value)
			assert_string_equal(node_value_text(node, bench->arena), wants[i].value);
	}
	read_again(bench, "", 0);
	assert_int_equal(bench->problems.count, 0);
	assert_false(bench->answers.root->refused);
}

/* Files as hostile as they come, each a megabyte: a beginning, much of the same, an end. */
struct hostile {
	const char *head, *unit, *tail;
	size_t count;     /* of units; 0: as many as fit a megabyte */
	const char *want; /* in the first problem */
};

static const struct hostile hostiles[] = {
	{ "format = ", "(", "", 200000, "levels deep" },
	{ "format = ", "{a=", "", 200000, "levels deep" },
	{ "format = ", "[", "", 200000, "inside [ ]" },
	{ "format = (", "()", ");", 0, "no comma before it" },
	{ "", ")", "", 0, "has no place here" },
	{ "", "a", " = 1;", 0, "a word of" },
	{ "", "a=1;", "", 0, "stands twice" },
	{ "format = \"", "x", "\";", 0, "a text of" },
	{ "format = \"", "x", "", 0, "not closed" },
	{ "format = ", "\"x\"", ";", 0, "in pieces" },
	{ "format = \"", "\\\\", "\";", 0, "a text of" },
	{ "/*", "x", "*/", 0, "a comment of" },
	{ "/*", "\n", "", 0, "not closed" },
	{ "#", "x", "", 0, "a comment of" },
	{ "format = ", "7", ";", 0, "a word of" },
	{ "format = [", "1,", "1];", 0, "values in one file" },
	{ "format = (", "99999999999,\n", "1);", 0, "too large" },
	{ "forests = (", "{},", "{});", 0, "values in one file" },
	{ "dns = { catch_all = [", "\"\",", "\"\" ]; };", 0, "values in one file" },
	{ "dns = { catch_all = [", "1,", "\"\" ]; };", 60000, "mixed types" },
	{ "forests = (", "{x=1 y=1},", "{});", 30000, "unknown key" },
	{ "constraints = { ca_supports = [", "\"x\",", "\"x\" ]; };", 60000, "expected one of" },
	{ "", "\x01", "", 0, "control character" },
	{ "", "\xff", "", 0, "not UTF-8" },
	{ "#", "\xe2\x80\xae\n#", "", 0, "U+202E" },
	{ "", "\"", "", 0, "has no place here" },
	{ "", ";", "", 0, "nothing before it" },
	{ "format = (", ",", ");", 0, "no value before" },
	{ "", "@include \"x\"\n", "", 0, "@include" },
	{ "format", "\n", "", 0, "behind the name" },
};

#define MEGABYTE ((size_t)1024 * 1024)
#define CPU_LIMIT 1.0            /* seconds */
#define MEMORY_LIMIT (32 * 1024) /* KiB */
/* Sanitizers keep what was freed, and copy at every realloc, of which libconfig makes many. */
#if defined(__SANITIZE_ADDRESS__)
#define COST_IS_TRUE false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COST_IS_TRUE false
#endif
#endif
#ifndef COST_IS_TRUE
#define COST_IS_TRUE true
#endif

static void file_fill(const char *path, const char *head, const char *unit, size_t count,
        const char *tail)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(head, file);
	for (size_t i = 0; i < count; i++)
		fputs(unit, file);
	fputs(tail, file);
	assert_int_equal(fclose(file), 0);
}

/* Reads the file in a process of its own, which ends with 0 where `want` is as it should be: in the
 * first problem, or NULL for none; and within the limits of CPU and memory. */
static void read_alone(const char *path, const char *want)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct arena *arena = arena_new();
		struct answers answers;
		struct problem_list problems = { 0 };
		struct err err;
		answers_init(&answers, &know, path, arena);
		bool read = answers_read(&answers, path, &problems, &err);
		bool right = read &&
		        (want ? problems.count > 0 && problems.count <= 101 &&
		                                strstr(problems.items[0].text, want) :
		                problems.count == 0);
		if (!right)
			fprintf(stderr, "wanted: %s, got: %s\n", want ? want : "nothing",
			        problems.count ? problems.items[0].text : "nothing");
		arena_free(arena);
		_exit(!right);
	}
	int status;
	struct rusage usage;
	assert_int_equal(wait4(child, &status, 0, &usage), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	if (COST_IS_TRUE) {
		assert_true(seconds < CPU_LIMIT);
		assert_true(usage.ru_maxrss < MEMORY_LIMIT);
	}
}

static void hostile_files_cost_little(void **state)
{
	struct bench *bench = *state;
	for (size_t i = 0; i < COUNT_OF(hostiles); i++) {
		const struct hostile *hostile = &hostiles[i];
		size_t count = hostile->count ? hostile->count : MEGABYTE / strlen(hostile->unit);
		file_fill(bench->path, hostile->head, hostile->unit, count, hostile->tail);
		read_alone(bench->path, hostile->want);
	}
}

static void many_names_cost_little(void **state)
{
	struct bench *bench = *state;
	FILE *file = fopen(bench->path, "w");
	assert_non_null(file);
	for (int i = 0; i < 100000; i++)
		fprintf(file, "n%d = 1;", i);
	assert_int_equal(fclose(file), 0);
	read_alone(bench->path, "more than 64 names");
}

static void long_lists_are_read(void **state)
{
	struct bench *bench = *state;
	file_fill(bench->path, "dns = { catch_all = [\n", "  \"mail.contoso.com\",\n", 99999,
	        "  \"x\" ]; };\n");
	read_alone(bench->path, NULL);
}

static void what_is_no_file_is_refused(void **state)
{
	struct bench *bench = *state;
	static const char *const fixed[] = { "/dev/zero", "/dev/null", "/dev/tty", "/",
		"/nonexistent/answers.cfg", "" };
	struct err err;
	for (size_t i = 0; i < COUNT_OF(fixed); i++) {
		err.text[0] = '\0';
		assert_false(answers_read(&bench->answers, fixed[i], &bench->problems, &err));
		assert_true(err.text[0]);
	}
	assert_int_equal(mkfifo(bench->path, 0600), 0);
	assert_false(answers_read(&bench->answers, bench->path, &bench->problems, &err));
	unlink(bench->path);
	file_fill(bench->path, "", "                ", 8 * MEGABYTE / 16, " ");
	assert_false(answers_read(&bench->answers, bench->path, &bench->problems, &err));
	assert_non_null(strstr(err.text, "8388608"));
	assert_int_equal(bench->problems.count, 0);
}

static void files_are_read(void **state)
{
	struct bench *bench = *state;
	struct err err;
	file_fill(bench->path, "format = 1;\n", "#\n", 8 * MEGABYTE / 2 - 16, "bits = 1;");
	assert_true(answers_read(&bench->answers, bench->path, &bench->problems, &err));
	assert_int_equal(bench->problems.count, 1);
	assert_int_equal(bench->problems.items[0].line, 8 * MEGABYTE / 2 - 16 + 2);
	assert_int_equal(answers_find(&bench->answers, "format")->value.integer, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(values_are_refused),
		TEST(keys_are_refused),
		TEST(all_problems_come_at_once),
		TEST(broken_syntax_leaves_no_tree),
		TEST(problems_are_counted),
		TEST(what_is_no_file_is_refused),
		TEST(hostile_files_cost_little),
		TEST(many_names_cost_little),
		TEST(right_files_become_trees),
		TEST(files_are_read),
		TEST(long_lists_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
