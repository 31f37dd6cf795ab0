/* app/streams.c */
#include "app/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/sheet.h"
#include "base/quote.h"
#include "base/text.h"

void streams_guard(void)
{
	/* Opened the wrong way round, so that using them fails as it would have done. */
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd)
			_exit(STATUS_ENVIRONMENT);
	}
}

bool stdout_is_coloured(const char *when)
{
	const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
	if (text_equal(when, "always"))
		return true;
	if (text_equal(when, "never") || (none && *none))
		return false;
	return isatty(STDOUT_FILENO) && terminal && !text_equal(terminal, "dumb");
}

/* Why the first piece was lost; stdio only remembers that one was. */
static int stdout_reason;

static struct buf *captured; /* NULL: nothing is */

void streams_capture(struct buf *said)
{
	captured = said;
}

size_t streams_width(void)
{
	return captured ? SIZE_MAX : SHEET_WIDTH;
}

void stdout_add(const struct buf *text)
{
	if (captured) {
		buf_add(captured, text->data ? text->data : "", text->length);
		return;
	}
	if (text->length && fwrite(text->data, 1, text->length, stdout) != text->length &&
	        !stdout_reason)
		stdout_reason = errno;
}

void stdout_flush(void)
{
	if (fflush(stdout) != 0 && !stdout_reason)
		stdout_reason = errno;
}

bool stdout_close(struct err *err)
{
	stdout_flush();
	return !stdout_reason || err_set(err, "standard output: %s", strerror(stdout_reason));
}

/* All text on standard error passes here. */
static void print_line(const char *text)
{
	struct buf safe;
	buf_init(&safe);
	quote_terminal(&safe, text);
	buf_putc(&safe, '\n');
	if (captured)
		buf_add(captured, safe.data, safe.length);
	else
		fputs(safe.data, stderr);
	buf_done(&safe);
}

enum status failure_print(enum status status, const char *format, ...)
{
	struct buf text;
	va_list values;
	buf_init(&text);
	buf_puts(&text, "casplan: ");
	va_start(values, format);
	char *reason = NULL;
	if (vasprintf(&reason, format, values) < 0)
		die("out of memory");
	va_end(values);
	buf_puts(&text, reason);
	free(reason);
	print_line(text.data);
	buf_done(&text);
	return status;
}

void problems_print(const char *file, struct problem_list *problems)
{
	problems_sort(problems);
	LIST_EACH(const struct problem, problem, *problems) {
		struct buf line;
		buf_init(&line);
		if (file)
			buf_printf(&line, "%s:", file);
		if (file && problem->line > 0)
			buf_printf(&line, "%d:", problem->line);
		if (file)
			buf_putc(&line, ' ');
		buf_puts(&line, problem->text);
		print_line(line.data);
		buf_done(&line);
	}
}
