/* The scanner of libconfig texts: what is refused, where, and what libconfig makes of the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libconfig.h>

#include "base/attr.h"
#include "base/text.h"
#include "store/scan.h"

/* Small, so that a test fits a line. */
static const struct scan_limits small = {
	.file_bytes = 2000,
	.token_bytes = 24,
	.depth = 3,
	.group_names = 4,
	.values = 12,
	.problems = 3,
};

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* "3: what is wrong\n..." in the order of lines. */
static const char *problems_text(struct problem_list *problems, struct arena *arena)
{
	struct buf all;
	buf_init(&all);
	buf_puts(&all, "");
	problems_sort(problems);
	LIST_EACH (const struct problem, problem, *problems)
		buf_printf(&all, "%d: %s\n", problem->line, problem->text);
	const char *text = arena_strdup(arena, all.data);
	buf_done(&all);
	return text;
}

/* Does libconfig itself read the text? */
static bool libconfig_reads(const char *text)
{
	config_t config;
	config_init(&config);
	bool reads = config_read_string(&config, text);
	config_destroy(&config);
	return reads;
}

struct refusal {
	const char *input;
	const char *wants[4]; /* "line: fragment of the message", one for each problem */
};

static void check_refusal(struct arena *arena, const struct scan_limits *limits, const char *input,
        size_t length, const char *const wants[4])
{
	struct problem_list problems = { 0 };
	/* Without a NUL behind it, so that sanitizers see who reads too far. */
	char *bytes = malloc(length ? length : 1);
	assert_non_null(bytes);
	memcpy(bytes, input, length);
	assert_false(scan_text(bytes, length, limits, &problems, arena));
	free(bytes);
	const char *got = problems_text(&problems, arena);
	size_t count = 0;
	for (; count < 4 && wants[count]; count++) {
		const char *fragment = strchr(wants[count], ' ') + 1;
		const char *line = count < problems.count ?
		        arena_printf(arena, "%d: %s", problems.items[count].line,
		                problems.items[count].text) :
		        "";
		size_t number = (size_t)(fragment - wants[count]);
		if (strncmp(line, wants[count], number) != 0 || !strstr(line, fragment))
			fail_msg("\n%s\nwanted: %s\ngot:\n%s", input, wants[count], got);
	}
	if (problems.count != count)
		fail_msg("\n%s\nwanted %zu problems, got:\n%s", input, count, got);
}

static void check_refusals(struct arena *arena, const struct scan_limits *limits,
        const struct refusal *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_refusal(arena, limits, cases[i].input, strlen(cases[i].input),
		        cases[i].wants);
}

static void characters_are_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "a = 1;\n\xef\xbb\xbf", { "2: U+FEFF in the file" } },
		{ "\xef\xbb\xbf"
		  "a = 1;",
		        { "1: a byte order mark" } },
		{ "a = \"\x1b[2J\";", { "1: control character U+001B in a text" } },
		{ "a = \"x\ty\";", { "1: control character U+0009 in a text" } },
		{ "a = \"\x7f\";", { "1: U+007F in a text" } },
		{ "a = \"\xc2\x9b\";", { "1: U+009B in a text" } },
		{ "a = 1;\nb = \"\xe2\x80\xae\";",
		        { "2: direction-changing character U+202E in a text" } },
		{ "# \xe2\x81\xa6\na = 1;", { "1: U+2066 in a comment" } },
		{ "/*\n\x07*/a = 1;", { "2: U+0007 in a comment" } },
		{ "a\x0b= 1;", { "1: U+000B in the file" } },
		{ "a = 1;\rb = 2;", { "1: U+000D in the file" } },
		{ "a = 1; # x\ry\n", { "1: U+000D in a comment" } },
		{ "a = \"\xff\";", { "1: byte 0xff in a text is not UTF-8" } },
		{ "a = \"\xc0\xaf\";", { "1: byte 0xc0 in a text is not UTF-8" } },
		{ "a = \"\xed\xa0\x80\";", { "1: byte 0xed in a text" } },
		{ "a = \"x\"; # \xc3", { "1: byte 0xc3 in a comment" } },
		{ "a = 1; \xe2\x80", { "1: byte 0xe2 in the file" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void nul_is_refused(void **state)
{
	static const char *const in_text[4] = { "1: U+0000 in a text" };
	static const char *const in_comment[4] = { "1: U+0000 in a comment" };
	static const char *const elsewhere[4] = { "2: U+0000 in the file" };
	check_refusal(*state, &scan_default_limits, "a = \"x\0y\";", 10, in_text);
	check_refusal(*state, &scan_default_limits, "a = 1; # \0 @include", 19, in_comment);
	check_refusal(*state, &scan_default_limits, "a = 1;\n\0", 8, elsewhere);
}

static void escapes_are_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "a = \"\\x1b\";", { "1: the escape \\x1b makes a control" } },
		{ "a = \"\\X1B\";", { "1: the escape \\X1B makes a control" } },
		{ "a = \"\\x00\";", { "1: the escape \\x00 makes a control" } },
		{ "a = \"\\x7f\";", { "1: the escape \\x7f makes a control" } },
		{ "a = \"\\xe2\\x80\\xae\";", { "1: the escape \\xe2 makes half a character" } },
		{ "a = \"x\\ny\";", { "1: the escape \\n makes a control" } },
		{ "a = \"C:\\temp\";", { "1: the escape \\t makes a control" } },
		{ "a = \"\\r\";", { "1: the escape \\r makes" } },
		{ "a = \"\\f\";", { "1: the escape \\f makes" } },
		{ "a = \"\\u00fc\";", { "1: the escape \\u00fc is not known" } },
		{ "a = \"x\\\\\\n\";", { "1: the escape \\n makes" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void includes_are_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "@include \"/etc/passwd\"\na = 1;", { "1: @include is not allowed" } },
		{ "a = 1;\n\t@include\t\".\"\n", { "2: @include is not allowed" } },
		{ "a = 1; @include \"x\"\n", { "1: @include is not allowed" } },
		{ "a = { @include \"x\" };\n", { "1: @include is not allowed" } },
		{ "/* x */ @include \"x\"\n", { "1: @include is not allowed" } },
		{ "@include", { "1: @include is not allowed" } },
		{ "@include \"x\nb = 1;",
		        { "1: @include is not allowed", "1: the text that begins here is not" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void what_is_not_closed_is_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "a = 1;\n/* b = 2;\nc = 3;",
		        { "2: the comment that begins here is not closed" } },
		{ "a = 1; /*/", { "1: the comment that begins here is not closed" } },
		{ "a = \"x;\nb = 2;", { "1: the text that begins here is not closed" } },
		{ "a = \"x", { "1: the text that begins here is not closed" } },
		{ "a = \"x\\", { "1: the text that begins here is not closed" } },
		{ "a = \"x\\\"", { "1: the text that begins here is not closed" } },
		{ "a = \"x\\\nb = \"y\";", { "1: the text that begins here is not closed" } },
		{ "a = {\nb = (1,\n",
		        { "2: the \"(\" that begins here is not closed; \")\" was expected before "
		          "the end" } },
		{ "a = { b = [ \"x\";\n c = 2; };",
		        { "1: the \"[\" that begins here is not closed; \"]\" was expected before "
		          "\";\"" } },
		{ "a = ( { b = 1; );\nc = 2;",
		        { "1: the \"{\" that begins here is not closed; \"}\" was expected before "
		          "\")\"" } },
		{ "a = [ \"x\",\n\"y\"\nb = 2;",
		        { "1: the \"[\" that begins here is not closed; \"]\" was expected before "
		          "\"b\" in line 3" } },
		{ "a = [ \"x\",\nb = 2;",
		        { "1: the \"[\" that begins here is not closed; \"]\" was expected before "
		          "\"b\" in line 2" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void numbers_are_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "a = 2147483648;", { "1: \"2147483648\" is too large" } },
		{ "a = -2147483649;", { "1: \"-2147483649\" is too large" } },
		{ "a = 99999999999999999999;", { "1: is too large a number" } },
		{ "a = 0x80000000;", { "1: \"0x80000000\" is too large" } },
		{ "a = 0x1FFFFFFFF;", { "1: \"0x1FFFFFFFF\" is too large" } },
		{ "a = 1L;", { "1: \"1L\" ends in L" } },
		{ "a = 0x1LL;", { "1: \"0x1LL\" ends in L" } },
		{ "a = 3600s;", { "1: \"3600s\" is no value" } },
		{ "a = 1.2.3.4;", { "1: \"1.2.3.4\" is no value" } },
		{ "a = 0x;", { "1: \"0x\" is no value" } },
		{ "a = -;", { "1: \"-\" is no value" } },
		{ "a = 1e;", { "1: \"1e\" is no value" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void structure_is_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "a = hello;", { "1: \"hello\" is no value; a text in double quotes" } },
		{ "a = Contoso Ltd.;\nb = 1;", { "1: \"Contoso\" is no value" } },
		{ "a = \xe2\x80\x9cx\xe2\x80\x9d;", { "1: begins with a typographic quote" } },
		{ "a = 'x';\nb = ;", { "1: \"'\" is no value", "2: no value before \";\"" } },
		{ "a =\nb = 2;", { "2: no value before \"b\"" } },
		{ "a =", { "1: no value before the end of the file" } },
		{ "a = };\nb = ;", { "1: \"}\" is no value", "2: no value before" } },
		{ "a = ( 1 ] );\nb = { c = ) };",
		        { "1: \"]\" has no place in a list", "2: \")\" is no value" } },
		{ "a 1;\nb \"x\";",
		        { "1: \"1\" behind the name \"a\"; \"=\" was",
		                "2: a text behind the name" } },
		{ "a;\nb = 1;", { "1: \";\" behind the name \"a\"" } },
		{ "a = = 1;", { "1: \"=\" is no value" } },
		{ "a = 1 2;\nb = 1;", { "1: \"2\" has no place here; a name and \"=\"" } },
		{ "a = 1;;\nb = 1;", { "1: \";\" with nothing before it" } },
		{ "; a = 1;", { "1: \";\" with nothing before it" } },
		{ "a = 1 };\nb = 1;", { "1: \"}\" has no place here" } },
		{ "a.b = 1;", { "1: \"a.b\" has no place here" } },
		{ "1a = 1;", { "1: \"1a\" has no place here" } },
		{ "= 1;\na = 2;", { "1: \"=\" has no place here" } },
		{ "a = [ 1, 2, ];", { "1: a comma behind the last item" } },
		{ "a = ( 1, 2,\n);", { "1: a comma behind the last item" } },
		{ "a = ( , 1 );", { "1: no value before \",\"" } },
		{ "a = [ 1 2 ];", { "1: \"2\" in a list has no comma before it" } },
		{ "a = ( 1; 2 );",
		        { "1: the \"(\" that begins here is not closed",
		                "1: \"2\" has no place here" } },
		{ "a = ( b = 1; c = 2; );",
		        { "1: the setting \"b\" right inside a list; braces" } },
		{ "a = [ { b = 1; }, (1) ];", { "1: \"{\" inside [ ]" } },
		{ "a = true b = false.5;", { "1: \"false.5\" is no value" } },
		{ "a = 1; / b", { "1: \"/\" has no place here" } },
		{ "true = 1;", { "1: \"true\" has no place here" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void names_and_arrays_are_refused(void **state)
{
	static const struct refusal cases[] = {
		{ "a = 1;\nb = { a = 1; };\na = 2;",
		        { "3: \"a\" stands twice in the same group; once was expected, and line "
		          "1" } },
		{ "a = { b = 1;\nb = 2;\nb = 3; };",
		        { "2: \"b\" stands twice", "3: \"b\" stands twice" } },
		{ "a = [ 1,\n\"x\" ];",
		        { "2: an array of mixed types: a text, but a whole number in line 1" } },
		{ "a = [ 1, 1.5, true ];", { "1: mixed types: a decimal number" } },
		{ "a = [ true, 0x1 ];", { "1: mixed types: a whole number, but true or false" } },
	};
	check_refusals(*state, &scan_default_limits, cases, COUNT_OF(cases));
}

static void limits_are_kept(void **state)
{
	static const struct refusal cases[] = {
		{ "a = \"1234567890123456789012\"; b = \"12345678901234567890123\";",
		        { "1: a text of 25 bytes; at most 24" } },
		{ "a = \"1234567890\"\n \"1234567890\" \"\";",
		        { "1: a text of 26 bytes in pieces" } },
		{ "# 34567890123456789012345\na = 1;", { "1: a comment of 25 bytes" } },
		{ "\n/* 4567890123456789012 */\na = 1;", { "2: a comment of 25 bytes" } },
		{ "a123456789012345678901234 = 1;", { "1: a word of 25 bytes" } },
		{ "a = 1234567890123456789012345;", { "1: a word of 25 bytes" } },
		{ "a = ( ( (\n( ( 1 ) ) ) ) ); b = 2; b = 2;",
		        { "2: brackets more than 3 levels deep", "2: \"b\" stands twice" } },
		{ "a = ( ( ( ( (", { "1: brackets more than 3 levels deep" } },
		{ "a = { b = 1; c = 1; d = 1; e = 1;\nf = 1; g = 1; };",
		        { "2: more than 4 names in the group that begins in line 1" } },
		{ "a = [ 1, 2, 3, 4, 5, 6, 7, 8, 9,\n10, 11, 12 ];",
		        { "2: more than 12 values in one file" } },
		{ "a = ( {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, ]",
		        { "1: more than 12 values in one file" } },
		{ "a = ;\nb = ;\nc = ;\nd = ;\ne = ;",
		        { "1: no value", "2: no value", "3: no value",
		                "4: more than 3 problems" } },
	};
	check_refusals(*state, &small, cases, COUNT_OF(cases));
	char *large = arena_alloc(*state, 2001);
	memset(large, ' ', 2001);
	static const char *const wants[4] = {
		"0: the file has 2001 bytes; at most 2000 were expected"
	};
	check_refusal(*state, &small, large, 2001, wants);
}

/* All of this libconfig 1.5 reads, and so do we. */
static void what_is_right_passes(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"a = 1\n",
		"a : 1 b = 2, c = 3; d = 4\n",
		"a = { }; b = ( ); c = [ ]\n",
		"a = { b = ( { c = [ 1, 2 ]; }, ( \"x\", 1, true, 1.5, [ ] ) ); }\n",
		"a = TRUE; b = fALSE; c = True\n",
		"a = -2147483648; b = 2147483647; c = +5; d = 0x7fffffff; e = 0XaB; f = 0010\n",
		"a = 1.; b = .5; c = -1.5e-3; d = 1e999; e = 1E5; f = .; g = +.e1\n",
		"a = \"x\" \"y\"\n\t// between\n\"z\" /* and */ \"\";\n",
		"a = \"quote \\\" backslash \\\\ slash / # // /* \\q \\x41 \\x\"\n",
		"a = \"C:\\Users\\x\"\n",
		"# one\n// two\n/* three\n * four **/ a = 1; /***/ b = 2; /**/\n",
		"a = 1;\r\n# x\r\nb = \"y\";\r\n",
		"*a = 1; a-b_c* = 2; t = 3; trueish = 4; false-2 = 5\n",
		"a = \"Z\xc3\xbcrich \xe6\x9d\xb1\xe4\xba\xac \xf0\x9f\x98\x80\"; # caf\xc3\xa9\n",
		"a = 1; A = 2;\n",
		"a = 1; b = { a = 1; c = { a = 1; }; }; c = ( { a = 1; }, { a = 1; } )\n",
		"a = [ \"x\" \"y\", \"z\" ]; b = [ 1, 0x2, -3 ]; c = [ 1.5, 1e5 ]\n",
		"a = [ true, FALSE ]\n",
		"a = \"@include \\\"x\\\"\"; # @include \"y\"\n",
		"a\n=\n1\n;\n",
	};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct problem_list problems = { 0 };
		if (!scan_text(texts[i], strlen(texts[i]), &scan_default_limits, &problems, *state))
			fail_msg("\n%s\n%s", texts[i], problems_text(&problems, *state));
		assert_int_equal(problems.count, 0);
		if (!libconfig_reads(texts[i]))
			fail_msg("libconfig does not read:\n%s", texts[i]);
	}
}

static void limits_are_reached(void **state)
{
	static const char *const texts[] = {
		"a = \"1234567890123456789012\"; # 4567890123456789012\n",
		"a = ( ( ( 1 ) ) ); b = { c = 1; d = 1; e = 1; f = 1; }",
		"a = [ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ];",
	};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct problem_list problems = { 0 };
		if (!scan_text(texts[i], strlen(texts[i]), &small, &problems, *state))
			fail_msg("\n%s\n%s", texts[i], problems_text(&problems, *state));
	}
}

static void earlier_problems_do_not_count(void **state)
{
	struct problem_list problems = { 0 };
	for (int i = 0; i < 5; i++)
		problem_add(&problems, *state, 1, "earlier");
	assert_true(scan_text("a = 1;", 6, &small, &problems, *state));
	assert_false(scan_text("a = ;", 5, &small, &problems, *state));
	assert_int_equal(problems.count, 6);
}

static void lines_are_noted(void **state)
{
	static const char text[] =
	        "a =\n1;\nb = [ \"x\",\n\"y\"\n];\n\nc = (\n{ d = \"p\"\n\"q\"; },\n( 5\n) );\n"
	        "b = [ 1, 2 ];\ne = [ 1, \"x\" ];\nf = 1;";
	static const int wants[] = { 1, 3, 3, 4, 7, 8, 8, 10, 10, 13, 14 };
	struct problem_list problems = { 0 };
	struct scan_notes notes;
	assert_false(scan_text_noting(text, strlen(text), &scan_default_limits, &problems, *state,
	        &notes));
	assert_true(notes.sound);
	assert_int_equal(notes.lines.count, COUNT_OF(wants));
	for (size_t i = 0; i < COUNT_OF(wants); i++)
		assert_int_equal(notes.lines.items[i], wants[i]);
}

/* What was refused inside single values is taken out, and libconfig reads the rest. */
static void texts_are_mended(void **state)
{
	static const struct {
		const char *input, *want;
	} cases[] = {
		{ "a = 1;", "a = 1;\n" },
		{ "a = 1; # x", "a = 1; # x\n" },
		{ "a = \"\x1b\"; b = 2;", "a = \"\001\"; b = 2;\n" },
		{ "a = 99999999999;", "a = \"\001\";\n" },
		{ "a = 5LL;", "a = 5;\n" },
		{ "a = 1;\na = {\nb = 99999999999;\n};\nc = 1;", "a = 1;\n\n\n\nc = 1;\n" },
		{ "a = [ 1,\n\"\x1b\" ];\nb = 1;", "a = \"\001\"\n;\nb = 1;\n" },
		{ "a = [ 1, ];;", "a = [ 1 ];\n" },
		{ "@include \"x\"\na = 1;", "\na = 1;\n" },
		{ "\xef\xbb\xbf"
		  "a = 1;",
		        "a = 1;\n" },
		{ "a = 1; /* \x01 */ b\v= 2;", "a = 1; /*   */ b = 2;\n" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct problem_list problems = { 0 };
		struct scan_notes notes;
		struct buf mended;
		buf_init(&mended);
		scan_text_noting(cases[i].input, strlen(cases[i].input), &scan_default_limits,
		        &problems, *state, &notes);
		assert_true(notes.sound);
		scan_mend(cases[i].input, strlen(cases[i].input), &notes.edits, &mended);
		assert_string_equal(mended.data, cases[i].want);
		assert_true(libconfig_reads(mended.data));
		buf_done(&mended);
	}
}

static void broken_structure_is_not_mended(void **state)
{
	static const char *const texts[] = { "a = ;", "a = 1; }", "a = (", "a = \"x", "a = 1; /*",
		"a = 1; b", "# \x01\x01\n" };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct problem_list problems = { 0 };
		struct scan_notes notes;
		assert_false(scan_text_noting(texts[i], strlen(texts[i]), &scan_default_limits,
		        &problems, *state, &notes));
		assert_false(notes.sound);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(characters_are_refused),
		TEST(nul_is_refused),
		TEST(escapes_are_refused),
		TEST(includes_are_refused),
		TEST(what_is_not_closed_is_refused),
		TEST(numbers_are_refused),
		TEST(structure_is_refused),
		TEST(names_and_arrays_are_refused),
		TEST(limits_are_kept),
		TEST(what_is_right_passes),
		TEST(limits_are_reached),
		TEST(earlier_problems_do_not_count),
		TEST(lines_are_noted),
		TEST(texts_are_mended),
		TEST(broken_structure_is_not_mended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
