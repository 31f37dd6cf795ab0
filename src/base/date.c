/* base/date.c: days counted from 0000-03-01, so that leap days end a year. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool digits(const char *text, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

bool date_parse(const char *text, struct date *date)
{
	struct date parsed;
	if (strlen(text) != DATE_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-')
		return false;
	if (!digits(text, 4, &parsed.year) || !digits(text + 5, 2, &parsed.month) ||
	        !digits(text + 8, 2, &parsed.day))
		return false;
	if (parsed.year < 1 || parsed.month < 1 || parsed.month > 12 || parsed.day < 1 ||
	        parsed.day > days_in_month(parsed.year, parsed.month))
		return false;
	*date = parsed;
	return true;
}

void date_format(struct date date, char text[static DATE_TEXT_SIZE])
{
	/* Unsigned and reduced, so that the compiler too can see that it fits. */
	snprintf(text, DATE_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)date.year % 10000,
	        (unsigned)date.month % 100, (unsigned)date.day % 100);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

static long day_number(struct date date)
{
	long year = date.month > 2 ? date.year : date.year - 1;
	long month = (date.month + 9) % 12;
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1;
}

static struct date date_of(long number)
{
	long year = (10000 * number + 14780) / 3652425;
	long day = number - (365 * year + year / 4 - year / 100 + year / 400);
	if (day < 0) {
		year--;
		day = number - (365 * year + year / 4 - year / 100 + year / 400);
	}
	long month = (100 * day + 52) / 3060;
	return (struct date){
		.year = (int)(year + (month + 2) / 12),
		.month = (int)((month + 2) % 12 + 1),
		.day = (int)(day - (month * 306 + 5) / 10 + 1),
	};
}

struct date date_add_days(struct date date, long days)
{
	return date_of(day_number(date) + days);
}

struct date date_add_months(struct date date, int months)
{
	int count = date.year * 12 + date.month - 1 + months;
	struct date later = { .year = count / 12, .month = count % 12 + 1, .day = date.day };
	int last = days_in_month(later.year, later.month);
	if (later.day > last)
		later.day = last;
	return later;
}
