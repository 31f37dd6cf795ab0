/* Calendar days: texts that are none first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/date.h"

static void test_no_dates(void **state)
{
	(void)state;
	static const char *const inputs[] = {
		"", "2026", "2026-11", "2026-11-2", "2026-1-22", "26-11-22", "2026-11-222",
		"2026-11-22 ", " 2026-11-22", "2026/11/22", "2026-11-2a", "+026-11-22",
		"-026-11-22", "2026--1-22",
		"20261122", "0000-01-01", "2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32",
		"2026-04-31", "2026-06-31", "2026-09-31", "2026-11-31", "2026-02-29", "2024-02-30",
		"1900-02-29", "2100-02-29", "2026-11-22T00:00", "２０２６-11-22",
	};
	for (size_t i = 0; i < COUNT_OF(inputs); i++) {
		struct date date = { 1, 2, 3 };
		if (date_parse(inputs[i], &date))
			fail_msg("\"%s\" was taken for a date", inputs[i]);
		assert_int_equal(date.year, 1); /* untouched */
	}
}

static void test_dates(void **state)
{
	(void)state;
	static const struct {
		const char *input;
		struct date want;
	} rows[] = {
		{ "0001-01-01", { 1, 1, 1 } },
		{ "2026-11-22", { 2026, 11, 22 } },
		{ "2024-02-29", { 2024, 2, 29 } },
		{ "2000-02-29", { 2000, 2, 29 } },
		{ "9999-12-31", { 9999, 12, 31 } },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct date date;
		char text[DATE_TEXT_SIZE];
		assert_true(date_parse(rows[i].input, &date));
		assert_int_equal(date_compare(date, rows[i].want), 0);
		date_format(date, text);
		assert_string_equal(text, rows[i].input);
	}
}

static void test_compare(void **state)
{
	(void)state;
	static const struct date days[] = {
		{ 1, 1, 1 }, { 2025, 12, 31 }, { 2026, 1, 1 }, { 2026, 1, 2 }, { 2026, 2, 1 },
	};
	for (int i = 0; i < (int)COUNT_OF(days); i++) {
		for (int j = 0; j < (int)COUNT_OF(days); j++) {
			int order = date_compare(days[i], days[j]);
			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
}

/* The day after, from the rule of the calendar alone. */
static struct date next_day(struct date date)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = date.year % 400 == 0 || (date.year % 100 != 0 && date.year % 4 == 0);
	int length = lengths[date.month - 1] + (leap && date.month == 2);
	if (date.day < length)
		return (struct date){ date.year, date.month, date.day + 1 };
	if (date.month < 12)
		return (struct date){ date.year, date.month + 1, 1 };
	return (struct date){ date.year + 1, 1, 1 };
}

static void test_every_day(void **state)
{
	(void)state;
	const struct date first = { 1, 1, 1 };
	long count = 0;
	for (struct date day = first; day.year < 10000; day = next_day(day), count++) {
		if (date_compare(date_add_days(first, count), day) != 0)
			fail_msg("day %ld is not %d-%d-%d", count, day.year, day.month, day.day);
	}
	assert_int_equal(count, 3652059); /* 9999 years of the proleptic Gregorian calendar */
}

static void test_add_days(void **state)
{
	(void)state;
	static const struct {
		struct date from;
		long days;
		struct date want;
	} rows[] = {
		{ { 2026, 11, 22 }, 0, { 2026, 11, 22 } },
		{ { 2026, 11, 22 }, 200, { 2027, 6, 10 } }, /* date -d '2026-11-22 +200 days' */
		{ { 2025, 12, 1 }, 398, { 2027, 1, 3 } },
		{ { 2024, 2, 28 }, 1, { 2024, 2, 29 } },
		{ { 2026, 3, 1 }, -1, { 2026, 2, 28 } },
		{ { 2000, 3, 1 }, -1, { 2000, 2, 29 } },
		{ { 2026, 1, 1 }, -366, { 2024, 12, 31 } },
		{ { 9999, 12, 31 }, -3652058, { 1, 1, 1 } },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct date later = date_add_days(rows[i].from, rows[i].days);
		assert_int_equal(date_compare(later, rows[i].want), 0);
	}
}

static void test_add_months(void **state)
{
	(void)state;
	static const struct {
		struct date from;
		int months;
		struct date want;
	} rows[] = {
		{ { 2026, 11, 22 }, 0, { 2026, 11, 22 } },
		{ { 2026, 11, 22 }, 1, { 2026, 12, 22 } },
		{ { 2026, 11, 22 }, 2, { 2027, 1, 22 } },
		{ { 2026, 11, 22 }, 12, { 2027, 11, 22 } },
		{ { 2026, 11, 22 }, 60, { 2031, 11, 22 } },
		{ { 2026, 1, 31 }, 1, { 2026, 2, 28 } },
		{ { 2024, 1, 31 }, 1, { 2024, 2, 29 } },
		{ { 2024, 2, 29 }, 12, { 2025, 2, 28 } },
		{ { 2026, 10, 31 }, 1, { 2026, 11, 30 } },
		{ { 2026, 1, 15 }, -1, { 2025, 12, 15 } },
		{ { 2026, 3, 31 }, -1, { 2026, 2, 28 } },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct date later = date_add_months(rows[i].from, rows[i].months);
		assert_int_equal(date_compare(later, rows[i].want), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_dates),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_add_days),
		cmocka_unit_test(test_add_months),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
