/* base/quote_name.c: names of files and of hosts. What does not stand for itself is written byte by
 * byte. */
#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/quote.h"

/* File systems take 255 bytes: this, a view or a server's name before it, and an ending. */
#define FILENAME_MAX_LENGTH 180
#define FILENAME_NUMBER_LENGTH 17 /* a hyphen and 16 digits */

#define LETTERS_AND_DIGITS                                                                         \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"                                     \
	"0123456789"

/* Appends what stands for itself, and gives the byte behind it; 0 at the end. */
static unsigned special_next(struct buf *out, const char **text, const char *plain)
{
	size_t length = strspn(*text, plain);
	buf_add(out, *text, length);
	*text += length;
	return **text ? (unsigned char)*(*text)++ : 0;
}

void quote_dns(struct buf *out, const char *text)
{
	unsigned byte;
	while ((byte = special_next(out, &text, LETTERS_AND_DIGITS "-_.:*")) != 0)
		buf_printf(out, "\\%03u", byte);
}

/* FNV-1a: no secret, only unlikely to be the same for two names. */
static uint64_t text_number(const char *text)
{
	uint64_t number = 0xcbf29ce484222325u;
	for (; *text; text++)
		number = (number ^ (unsigned char)*text) * 0x100000001b3u;
	return number;
}

/* Cuts what was put behind `start`, not in the middle of an escape. */
static void filename_cut(struct buf *out, size_t start, const char *text)
{
	size_t end = start + FILENAME_MAX_LENGTH - FILENAME_NUMBER_LENGTH;
	for (size_t i = 1; i <= 2; i++) {
		if (out->data[end - i] == '%') {
			end -= i;
			break;
		}
	}
	out->length = end;
	buf_printf(out, "-%016" PRIx64, text_number(text));
}

void quote_filename(struct buf *out, const char *text)
{
	size_t start = out->length;
	const char *rest = text;
	unsigned byte;
	while ((byte = special_next(out, &rest, LETTERS_AND_DIGITS "-.")) != 0)
		buf_printf(out, "%%%02X", byte);
	if (out->length - start > FILENAME_MAX_LENGTH)
		filename_cut(out, start, text);
}
