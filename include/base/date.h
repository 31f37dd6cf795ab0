/*
 * base/date.h: calendar days, without clock and time zone (proleptic Gregorian, years 1 to 9999).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

#define DATE_TEXT_SIZE 11 /* "2026-11-22" and its NUL */

struct date {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* Exactly "YYYY-MM-DD" and a day that exists. */
bool date_parse(const char *text, struct date *date);
void date_format(struct date date, char text[static DATE_TEXT_SIZE]);
/* Below, equal to or above zero, as `a` is before, on or after `b`. */
int date_compare(struct date a, struct date b);
struct date date_add_days(struct date date, long days); /* negative goes back */
/* Same day of a later month, or that month's last day. */
struct date date_add_months(struct date date, int months);

#endif
