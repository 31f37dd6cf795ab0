/* Words on a terminal: they fit, and they cannot do anything to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/sheet.h"
#include "base/text.h"

#define TEN "123456789 "
#define FORTY TEN TEN TEN TEN

static void assert_makes(const struct buf *out, const char *want)
{
	assert_string_equal(out->data ? out->data : "", want);
}

static void words(void **state)
{
	static const struct {
		const char *text;
		size_t column, indent;
		const char *want;
	} cases[] = {
		{ "", 0, 0, "\n" },
		{ "   ", 0, 0, "\n" },
		{ "one", 0, 0, "one\n" },
		{ "one   two", 0, 0, "one two\n" },
		/* 79 columns and one more word: 80 fit, 81 do not. */
		{ FORTY FORTY "x", 0, 0, TEN TEN TEN TEN TEN TEN TEN "123456789\nx\n" },
		{ FORTY TEN TEN TEN "1234567890", 0, 0, FORTY TEN TEN TEN "1234567890\n" },
		{ FORTY TEN TEN TEN "12345678901", 0, 2,
		        TEN TEN TEN TEN TEN TEN "123456789\n  12345678901\n" },
		{ "first second", 75, 4, "first\n    second\n" },
		/* Too long for any line: alone in its own. */
		{ "a " FORTY "b", 79, 79,
		        "a\n"
		        "                                        "
		        "                                       "
		        "123456789" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf out;
		buf_init(&out);
		sheet_words(&out, cases[i].text, cases[i].column, cases[i].indent);
		if (strncmp(out.data, cases[i].want, strlen(cases[i].want)) != 0)
			fail_msg("case %zu: '%s'", i, out.data);
		buf_done(&out);
	}
}

static void columns_are_cells(void **state)
{
	struct buf out;
	(void)state;
	buf_init(&out);
	sheet_cell(&out, false, INK_PLAIN, "K\xc3\xb6ln", 6);
	sheet_cell(&out, false, INK_PLAIN, "x", 0);
	sheet_cell(&out, false, INK_PLAIN, "\u6771\u4eac", 6);
	sheet_cell(&out, false, INK_PLAIN, "e\u0301", 3);
	assert_makes(&out, "K\xc3\xb6ln  x\u6771\u4eac  e\u0301  ");
	buf_done(&out);
}

static void nothing_hostile(void **state)
{
	struct buf out;
	(void)state;
	buf_init(&out);
	sheet_words(&out, "a\033[2Jb \xe2\x80\xae" "c\x9b", 0, 0);
	assert_null(strchr(out.data, '\033'));
	assert_null(strstr(out.data, "\xe2\x80\xae"));
	assert_true(utf8_valid(out.data));
	out.length = 0;
	sheet_ink(&out, false, INK_BAD, "a\033b");
	assert_makes(&out, "a?b");
	buf_done(&out);
}

static void colour_is_around(void **state)
{
	struct buf out;
	(void)state;
	buf_init(&out);
	sheet_cell(&out, true, INK_GOOD, "clean", 7);
	assert_makes(&out, "\033[32mclean\033[0m  ");
	out.length = 0;
	sheet_cell(&out, false, INK_GOOD, "clean", 7);
	assert_makes(&out, "clean  ");
	out.length = 0;
	sheet_cell(&out, true, INK_PLAIN, "clean", 7);
	assert_makes(&out, "clean  ");
	buf_done(&out);
}

static void entries_and_paragraphs(void **state)
{
	struct buf out;
	(void)state;
	buf_init(&out);
	sheet_entry(&out, "  -o", "folder", 8);
	assert_makes(&out, "  -o    folder\n");
	out.length = 0;
	sheet_entry(&out, "  --long", "folder", 8);
	assert_makes(&out, "  --long\n        folder\n");
	out.length = 0;
	sheet_paragraphs(&out, "one\n\ntwo", 2);
	assert_makes(&out, "  one\n\n  two\n");
	buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(columns_are_cells),
		cmocka_unit_test(nothing_hostile),
		cmocka_unit_test(colour_is_around),
		cmocka_unit_test(entries_and_paragraphs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
