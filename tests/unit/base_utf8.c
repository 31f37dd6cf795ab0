/* Strict UTF-8 (RFC 3629): malformed input first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"

static void test_malformed(void **state)
{
	(void)state;
	static const char *const inputs[] = {
		"\x80", "\xbf", "\xc0", "\xc1", "\xc2", "\xc2 ", "\xc2\xc2", /* lone and cut off */
		"\xe2\x82", "\xe2\x82 ", "\xf0\x9f\x98", "\xf0\x9f", "\xf0",
		"\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", /* overlong */
		"\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
		"\xed\xa0\x80", "\xed\xbf\xbf", /* surrogates */
		"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff",
	};
	for (size_t i = 0; i < COUNT_OF(inputs); i++) {
		const char *text = inputs[i];
		assert_int_equal(utf8_next(&text), -1);
		assert_ptr_equal(text, inputs[i] + 1);
		assert_false(utf8_valid(inputs[i]));
	}
	assert_false(utf8_valid("good until \xe2\x82"));
}

struct point_case {
	const char *input;
	int32_t want;
};

static const struct point_case point_cases[] = {
	{ "\x01", 1 },
	{ "A", 'A' },
	{ "\x7f", 0x7f },
	{ "\xc2\x80", 0x80 },
	{ "\xdf\xbf", 0x7ff },
	{ "\xe0\xa0\x80", 0x800 },
	{ "\xe2\x82\xac", 0x20ac },
	{ "\xed\x9f\xbf", 0xd7ff },
	{ "\xee\x80\x80", 0xe000 },
	{ "\xef\xbf\xbf", 0xffff },
	{ "\xf0\x90\x80\x80", 0x10000 },
	{ "\xf0\x9f\x98\x80", 0x1f600 },
	{ "\xf4\x8f\xbf\xbf", 0x10ffff },
};

static void test_points(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(point_cases); i++) {
		const char *text = point_cases[i].input;
		assert_int_equal(utf8_next(&text), point_cases[i].want);
		assert_int_equal(*text, '\0');
		assert_true(utf8_valid(point_cases[i].input));
		assert_int_equal(utf8_length(point_cases[i].input), 1);
	}
}

static void test_end(void **state)
{
	(void)state;
	const char *start = "", *text = start;
	assert_int_equal(utf8_next(&text), 0);
	assert_ptr_equal(text, start); /* never beyond the NUL */
	assert_true(utf8_valid(""));
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_length("Z\u00fcrich \u20ac"), 8);
}

/* Every code point, encoded by hand, comes back, and is encoded the same way. */
static void test_round_trip(void **state)
{
	(void)state;
	for (int32_t point = 1; point <= 0x10ffff; point++) {
		unsigned char bytes[5] = { 0 };
		bool surrogate = point >= 0xd800 && point <= 0xdfff;
		if (point < 0x80) {
			bytes[0] = (unsigned char)point;
		} else if (point < 0x800) {
			bytes[0] = (unsigned char)(0xc0 | point >> 6);
			bytes[1] = (unsigned char)(0x80 | (point & 0x3f));
		} else if (point < 0x10000) {
			bytes[0] = (unsigned char)(0xe0 | point >> 12);
			bytes[1] = (unsigned char)(0x80 | (point >> 6 & 0x3f));
			bytes[2] = (unsigned char)(0x80 | (point & 0x3f));
		} else {
			bytes[0] = (unsigned char)(0xf0 | point >> 18);
			bytes[1] = (unsigned char)(0x80 | (point >> 12 & 0x3f));
			bytes[2] = (unsigned char)(0x80 | (point >> 6 & 0x3f));
			bytes[3] = (unsigned char)(0x80 | (point & 0x3f));
		}
		const char *text = (const char *)bytes;
		char encoded[5] = { 0 };
		if (utf8_next(&text) != (surrogate ? -1 : point))
			fail_msg("U+%04X", (unsigned)point);
		if (utf8_encode(point, encoded) != (surrogate ? 0 : strlen((const char *)bytes)) ||
		        (!surrogate && strcmp(encoded, (const char *)bytes)))
			fail_msg("U+%04X is encoded wrongly", (unsigned)point);
	}
}

static void test_encode_refusals(void **state)
{
	(void)state;
	static const int32_t none[] = { -1, INT32_MIN, 0xd800, 0xdfff, 0x110000, INT32_MAX };
	char bytes[4];
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_int_equal(utf8_encode(none[i], bytes), 0);
	assert_int_equal(utf8_encode(0, bytes), 1);
}

static void test_hostile(void **state)
{
	(void)state;
	/* Controls; UAX #9 marks, embeddings, overrides and isolates; invisible characters. */
	static const int32_t hostile[] = {
		-1, 0, 1, 0x07, 0x0a, 0x1b, 0x1f, 0x7f, 0x80, 0x9b, 0x9f, 0xad, 0x61c, 0x200b,
		0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069,
		0xfeff, 0xe0041,
	};
	static const int32_t harmless[] = {
		' ', '!', '~', 0xa0, 0xe4, 0x3b1, 0x627, 0x5d0, 0x1e9e, 0x2010, 0x2019, 0x20ac,
		0x4e2d, 0x1f600,
	};
	for (size_t i = 0; i < COUNT_OF(hostile); i++)
		assert_true(utf8_is_hostile(hostile[i]));
	for (size_t i = 0; i < COUNT_OF(harmless); i++)
		assert_false(utf8_is_hostile(harmless[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_end),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_encode_refusals),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
