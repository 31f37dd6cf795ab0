/* x509/certificate_text.c: text as Windows writes it. */
#include "certificate_set.h"

#include "libcrypto.h"

/* Where the text begins, and which byte of a pair is the higher one; false: no UTF-16. A text
 * without byte order mark is known by its first two letters, which are ASCII in all that is read
 * here. */
static bool utf16_find(const unsigned char *bytes, size_t length, size_t *start, size_t *high)
{
	if (length < 4 || length % 2 != 0)
		return false;
	bool little = bytes[0] == 0xff && bytes[1] == 0xfe;
	bool big = bytes[0] == 0xfe && bytes[1] == 0xff;
	*start = little || big ? 2 : 0;
	if (!little && !big) {
		little = bytes[0] && !bytes[1] && bytes[2] && !bytes[3];
		big = !bytes[0] && bytes[1] && !bytes[2] && bytes[3];
	}
	*high = little ? 1 : 0;
	return little || big;
}

bool utf16_to_ascii(
	const unsigned char *bytes, size_t length, unsigned char **ascii, size_t *ascii_length)
{
	size_t start, high;
	if (!utf16_find(bytes, length, &start, &high))
		return false;
	*ascii_length = (length - start) / 2;
	*ascii = OPENSSL_malloc(*ascii_length + 1);
	if (!*ascii)
		return false;
	for (size_t i = 0; i < *ascii_length; i++) {
		const unsigned char *pair = bytes + start + 2 * i;
		bool plain = !pair[high] && pair[1 - high] && pair[1 - high] < 0x80;
		(*ascii)[i] = plain ? pair[1 - high] : '?';
	}
	(*ascii)[*ascii_length] = '\0';
	return true;
}
