/* base/err.c */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define STATUS_ENVIRONMENT 3

bool err_set(struct err *err, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	vsnprintf(err->text, sizeof(err->text), format, values);
	va_end(values);
	err->kind = ERR_ENVIRONMENT;
	return false;
}

bool err_set_kind(struct err *err, enum err_kind kind, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	vsnprintf(err->text, sizeof(err->text), format, values);
	va_end(values);
	err->kind = kind;
	return false;
}

enum err_kind err_kind_of_path(int number)
{
	bool is_wrong = number == ENOENT || number == ENOTDIR || number == ELOOP || number == ENXIO ||
	                number == ENAMETOOLONG;
	return is_wrong ? ERR_INPUT : ERR_ENVIRONMENT;
}

void die(const char *format, ...)
{
	va_list values;
	fputs("casplan: ", stderr);
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fputc('\n', stderr);
	exit(STATUS_ENVIRONMENT);
}
