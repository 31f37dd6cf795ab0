/* base/utf8.c: a strict decoder of its own, because mbrtowc asks the locale. */
#include "base/text.h"

/* Bytes that follow the first one, or -1. The bounds of the second byte refuse overlong forms,
 * surrogates and everything above U+10FFFF (RFC 3629 section 4). */
static int follow_count(unsigned char first, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xbf;
	if (first >= 0xc2 && first <= 0xdf)
		return 1;
	if (first >= 0xe0 && first <= 0xef) {
		if (first == 0xe0)
			*low = 0xa0;
		if (first == 0xed)
			*high = 0x9f;
		return 2;
	}
	if (first >= 0xf0 && first <= 0xf4) {
		if (first == 0xf0)
			*low = 0x90;
		if (first == 0xf4)
			*high = 0x8f;
		return 3;
	}
	return -1;
}

int32_t utf8_next(const char **text)
{
	const unsigned char *bytes = (const unsigned char *)*text;
	if (bytes[0] < 0x80) {
		*text += bytes[0] != 0;
		return bytes[0];
	}
	unsigned char low, high;
	int more = follow_count(bytes[0], &low, &high);
	(*text)++;
	if (more < 0)
		return -1;
	int32_t code_point = bytes[0] & (0x3f >> more);
	for (int i = 1; i <= more; i++) {
		if (bytes[i] < low || bytes[i] > high)
			return -1;
		code_point = code_point << 6 | (bytes[i] & 0x3f);
		low = 0x80;
		high = 0xbf;
	}
	*text += more;
	return code_point;
}

bool utf8_valid(const char *text)
{
	int32_t code_point;
	while ((code_point = utf8_next(&text)) > 0)
		;
	return code_point == 0;
}

size_t utf8_length(const char *text)
{
	size_t length = 0;
	while (utf8_next(&text) != 0)
		length++;
	return length;
}

/* A first byte of `lead`, and `more` bytes behind it that hold six bits each. */
static size_t encode_bytes(int32_t code_point, int lead, int more, char bytes[4])
{
	bytes[0] = (char)(lead | code_point >> 6 * more);
	for (int i = 1; i <= more; i++)
		bytes[i] = (char)(0x80 | (code_point >> 6 * (more - i) & 0x3f));
	return (size_t)more + 1;
}

size_t utf8_encode(int32_t code_point, char bytes[4])
{
	if (code_point < 0 || code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
		return 0;
	if (code_point < 0x80)
		return encode_bytes(code_point, 0, 0, bytes);
	if (code_point < 0x800)
		return encode_bytes(code_point, 0xc0, 1, bytes);
	if (code_point < 0x10000)
		return encode_bytes(code_point, 0xe0, 2, bytes);
	return encode_bytes(code_point, 0xf0, 3, bytes);
}

bool utf8_is_hostile(int32_t code_point)
{
	static const struct {
		int32_t first, last;
	} ranges[] = {
		{ 0x00ad, 0x00ad },   /* soft hyphen */
		{ 0x061c, 0x061c },   /* Arabic letter mark */
		{ 0x115f, 0x1160 },   /* Hangul fillers */
		{ 0x180e, 0x180e },   /* Mongolian vowel separator */
		{ 0x200b, 0x200f },   /* zero width, left-to-right and right-to-left marks */
		{ 0x2028, 0x202e },   /* line and paragraph separators, embeddings, overrides */
		{ 0x2060, 0x206f },   /* word joiner, isolates, deprecated format characters */
		{ 0xfe00, 0xfe0f },   /* variation selectors */
		{ 0xfeff, 0xfeff },   /* byte order mark */
		{ 0xfff9, 0xfffb },   /* interlinear annotation */
		{ 0xe0000, 0xe0fff }, /* tags, more variation selectors */
	};
	/* C0, DEL and C1; malformed bytes are below all of them. */
	if (code_point < 0xa0)
		return code_point < 0x20 || code_point >= 0x7f;
	for (size_t i = 0; i < COUNT_OF(ranges); i++) {
		if (code_point >= ranges[i].first && code_point <= ranges[i].last)
			return true;
	}
	return false;
}
