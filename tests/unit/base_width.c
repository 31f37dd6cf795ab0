/* Cells and clusters. The tables themselves are compared by tests/widths.py; what is expected here
 * comes from EastAsianWidth.txt, UnicodeData.txt and UAX #29. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/width.h"

struct width_case {
	int32_t input;
	int want;
};

static const struct width_case width_cases[] = {
	{ -1, 0 }, { INT32_MIN, 0 }, { 0, 0 }, { '\n', 0 }, { 0x1b, 0 }, { 0x7f, 0 }, { 0x9f, 0 },
	{ 0x300, 0 }, { 0x301, 0 }, { 0x36f, 0 }, { 0x5b0, 0 }, { 0x64b, 0 }, { 0x94d, 0 },
	{ 0x1160, 0 }, { 0x11ff, 0 }, { 0xd7b0, 0 }, /* drawn into a Hangul syllable */
	{ 0x200b, 0 }, { 0x200d, 0 }, { 0x20e3, 0 }, { 0x302a, 0 }, { 0x3099, 0 }, { 0xfe0f, 0 },
	{ 0xfeff, 0 }, { 0xe0001, 0 }, { 0xe01ef, 0 },
	{ ' ', 1 }, { '~', 1 }, { 0xa0, 1 }, { 0xad, 1 }, { 0xe9, 1 }, { 0x2ff, 1 }, { 0x370, 1 },
	{ 0x600, 1 }, { 0x5d0, 1 }, { 0x93e, 1 }, { 0x10ff, 1 }, { 0x2500, 1 }, { 0x2764, 1 },
	{ 0xff61, 1 }, { 0x1f1e6, 1 }, { 0xe000, 1 }, { 0x10ffff, 1 }, { INT32_MAX, 1 },
	{ 0x1100, 2 }, { 0x115f, 2 }, { 0x231a, 2 }, { 0x3000, 2 }, { 0x3042, 2 }, { 0x4dc0, 2 },
	{ 0x4e00, 2 }, { 0x9fff, 2 }, { 0xac00, 2 }, { 0xd7a3, 2 }, { 0xff01, 2 }, { 0xff60, 2 },
	{ 0x1f600, 2 }, { 0x1f3fb, 2 }, { 0x20000, 2 }, { 0x3134a, 2 },
};

static void test_width_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(width_cases); i++) {
		int width = width_of(width_cases[i].input);
		if (width != width_cases[i].want)
			fail_msg("U+%04X takes %d", (unsigned)width_cases[i].input, width);
	}
}

static void test_marks(void **state)
{
	(void)state;
	static const int32_t others[] = { -1, 0, 'a', 0xe9, 0x2ff, 0x4e00, 0x1f600, 0x1f1e6 };
	static const int32_t marks[] = { 0x301, 0x93e, 0x94d, 0x200d, 0xfe0f, 0x1f3fd, 0x1161 };
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_false(is_mark(others[i]));
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		assert_true(is_mark(marks[i]));
}

static void test_text_width(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t want;
	} cases[] = {
		{ "", 0 }, { "\xff\x80", 0 }, { "mail", 4 }, { "Z\u00fcrich", 6 }, { "e\u0301x", 2 },
		{ "\u6771\u4eac", 4 }, { "a\u6771b", 4 }, { "\U0001f600!", 3 },
		{ "\u1112\u1161\u11ab", 2 }, /* one syllable in three parts */
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(text_width(cases[i].text), cases[i].want);
		assert_int_equal(bytes_width(cases[i].text, strlen(cases[i].text)), cases[i].want);
	}
	assert_int_equal(bytes_width("\u6771\u4eac", 3), 2);
	assert_int_equal(bytes_width("\u6771\u4eac", 0), 0);
}

/* Whole texts that are one cluster, each then followed by a letter. */
static void test_one_cluster(void **state)
{
	(void)state;
	static const char *const clusters[] = {
		"a", "\n", "\x1b", "\xff", "\u00e9", "e\u0301", "e\u0301\u0323", "\u0928\u093f",
		"\u0301", "\u6771", "\u1112\u1161\u11ab", "\u2764\ufe0f", "1\ufe0f\u20e3",
		"\U0001f44d\U0001f3fd", "\U0001f1e9\U0001f1ea",
		"\U0001f468\u200d\U0001f469\u200d\U0001f467",
		"\U0001f3f4\U000e0067\U000e007f",
	};
	assert_int_equal(cluster_length(""), 0);
	for (size_t i = 0; i < COUNT_OF(clusters); i++) {
		char text[64];
		size_t length = strlen(clusters[i]);
		assert_int_equal(cluster_length(clusters[i]), length);
		memcpy(text, clusters[i], length);
		memcpy(text + length, "z", 2);
		if (cluster_length(text) != length)
			fail_msg("cluster %zu takes %zu of %zu bytes", i, cluster_length(text),
			        length);
	}
}

static void test_borders(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t want;
	} cases[] = {
		{ "\r\n", 1 },             /* never in a text of one line */
		{ "\n\u0301", 1 },         /* nothing joins a control character (GB4) */
		{ "\xff\u0301", 1 },
		{ "\xe6\x9d", 1 },         /* cut off */
		{ "a\u200db", 4 },         /* U+200D joins emoji, no letters */
		{ "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 8 }, /* two flags */
		{ "\U0001f600\U0001f600", 4 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(cluster_length(cases[i].text), cases[i].want);
}

static void test_fit(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t width, want;
	} cases[] = {
		{ "", 5, 0 }, { "abc", 0, 0 }, { "abc", 2, 2 }, { "abc", 3, 3 }, { "abc", 9, 3 },
		{ "\u6771\u4eac", 3, 3 },       /* the second would be split */
		{ "\u6771\u4eac", 4, 6 }, { "\u6771", 1, 0 },
		{ "e\u0301x", 1, 3 },           /* the mark goes with its letter */
		{ "\u0928\u093fx", 1, 0 }, { "\u0928\u093fx", 2, 6 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(text_fit(cases[i].text, cases[i].width), cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width_of),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_text_width),
		cmocka_unit_test(test_one_cluster),
		cmocka_unit_test(test_borders),
		cmocka_unit_test(test_fit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
