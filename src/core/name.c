/*
 * core/name.c: the only caller of libpsl and libidn2.
 *
 * Neither library judges a host name: libidn2 lets "a..b", "a b.com" and "*.c.com" pass, and libpsl
 * wants lower case, no trailing dot and no address. What libidn2 gives is therefore scanned here,
 * and libpsl sees canonical names only.
 */
#include "core/name.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <libpsl.h>
#include <string.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/text.h"

#define NAME_MAX_LENGTH 253 /* RFC 1035 2.3.4: 255 octets on the wire */
#define LABEL_MAX_LENGTH 63
#define SERVER_MAX_LENGTH 15 /* KB 909264 */
#define SECONDS_OF_DAY (24L * 60 * 60)

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter_or_digit(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *character_problem(char c)
{
	if (is_letter_or_digit(c) || c == '-')
		return NULL;
	switch (c) {
	case '_':
		return "an underscore is not allowed";
	case '*':
		return "a wildcard is not allowed here";
	case ' ':
		return "a blank is not allowed";
	case ':':
		return "a colon is not allowed: neither a port nor an IPv6 address belongs here";
	case '/':
		return "a slash is not allowed: the name alone is wanted, no URL";
	case '@':
		return "an at sign is not allowed: the domain alone is wanted, no mail address";
	default:
		return "only letters, digits, hyphens and dots are allowed";
	}
}

/* One label of ASCII (RFC 1123 2.1). Hyphens in third and fourth place are the mark of names that
 * IDNA made (RFC 5890 2.3.1); whether such a label is a right one, libidn2 has said. */
static const char *label_problem(const char *label, size_t length)
{
	if (length == 0)
		return "a part between two dots is empty";
	for (size_t i = 0; i < length; i++) {
		const char *problem = character_problem(label[i]);
		if (problem)
			return problem;
	}
	if (length > LABEL_MAX_LENGTH)
		return "a part between dots has more than 63 characters";
	if (label[0] == '-' || label[length - 1] == '-')
		return "a part begins or ends with a hyphen";
	if (length >= 4 && label[2] == '-' && label[3] == '-' &&
	        ((label[0] | 0x20) != 'x' || (label[1] | 0x20) != 'n'))
		return "hyphens in third and fourth place are reserved for international names";
	return NULL;
}

static bool all_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!is_digit(text[i]))
			return false;
	}
	return true;
}

/* The whole name in ASCII, without a trailing dot. */
static const char *ascii_problem(const char *text)
{
	if (!*text)
		return "it is empty";
	for (const char *label = text;;) {
		size_t length = strcspn(label, ".");
		const char *problem = label_problem(label, length);
		if (problem)
			return problem;
		if (!label[length]) {
			/* Else programs take it for an IPv4 address (RFC 3696 section 2). */
			if (all_digits(label, length))
				return "the last part has digits only";
			break;
		}
		label += length + 1;
	}
	return strlen(text) > NAME_MAX_LENGTH ? "it has more than 253 characters" : NULL;
}

/* Does a label need libidn2: bytes beyond ASCII, or the mark of an A-label? */
static bool is_international(const char *text)
{
	for (const char *c = text; *c; c++) {
		if ((unsigned char)*c >= 0x80)
			return true;
		if ((c == text || c[-1] == '.') && (c[0] | 0x20) == 'x' && (c[1] | 0x20) == 'n' &&
		        c[2] == '-' && c[3] == '-')
			return true;
	}
	return false;
}

static bool holds_hostile(const char *text)
{
	int32_t code_point;
	while ((code_point = utf8_next(&text)) != 0) {
		if (utf8_is_hostile(code_point))
			return true;
	}
	return false;
}

/* A-labels for U-labels (IDNA 2008, non-transitional); checks A-labels that are there already. */
static const char *name_encode(const char *text, struct arena *arena, const char **reason)
{
	/* libidn2 drops what it cannot see. */
	if (holds_hostile(text)) {
		*reason = "it holds invisible or control characters";
		return NULL;
	}
	uint8_t *encoded = NULL;
	int result = idn2_lookup_u8((const uint8_t *)text, &encoded,
	        IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	if (result != IDN2_OK) {
		*reason = "it is no valid international domain name";
		return NULL;
	}
	const char *copy = arena_strdup(arena, (const char *)encoded);
	idn2_free(encoded);
	return copy;
}

/* Lower case and without the trailing dot; `text` itself where it is so already. */
static const char *name_fold(const char *text, struct arena *arena)
{
	size_t length = strlen(text);
	bool folded = true;
	for (size_t i = 0; i < length; i++)
		folded = folded && !(text[i] >= 'A' && text[i] <= 'Z');
	bool dot = length > 1 && text[length - 1] == '.';
	if (folded && !dot)
		return text;
	return text_lower(arena, arena_strndup(arena, text, length - dot));
}

const char *name_host(const char *text, struct arena *arena, const char **reason)
{
	*reason = NULL;
	if (name_is_address(text)) {
		*reason = "it is an address, not a name";
		return NULL;
	}
	if (is_international(text)) {
		text = name_encode(text, arena, reason);
		if (!text)
			return NULL;
	}
	const char *folded = name_fold(text, arena);
	*reason = ascii_problem(folded);
	return *reason ? NULL : folded;
}

const char *name_domain(const char *text, struct arena *arena, const char **reason)
{
	return name_host(text, arena, reason);
}

const char *name_certificate(const char *text, struct arena *arena, const char **reason)
{
	if (!name_is_wildcard(text))
		return name_host(text, arena, reason);
	const char *parent = name_host(text + 2, arena, reason);
	if (!parent)
		return NULL;
	const char *name = parent == text + 2 ? text : arena_printf(arena, "*.%s", parent);
	if (strlen(name) > NAME_MAX_LENGTH) {
		*reason = "it has more than 253 characters";
		return NULL;
	}
	return name;
}

const char *name_server_problem(const char *text)
{
	size_t length = strlen(text);
	if (length == 0)
		return "it is empty";
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.')
			return "a dot is not allowed: the short name is wanted, without its domain";
		if (!is_letter_or_digit(text[i]) && text[i] != '-' && text[i] != '_')
			return "only letters, digits, hyphens and underscores are allowed";
	}
	if (length > SERVER_MAX_LENGTH)
		return "it has more than 15 characters";
	if (text[0] == '-' || text[length - 1] == '-')
		return "it begins or ends with a hyphen";
	if (all_digits(text, length))
		return "it has digits only";
	return NULL;
}

const char *name_address(const char *text, struct arena *arena)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char canonical[INET6_ADDRSTRLEN];
	int family = strchr(text, ':') ? AF_INET6 : AF_INET;
	if (inet_pton(family, text, bytes) != 1 ||
	        !inet_ntop(family, bytes, canonical, sizeof(canonical)))
		return NULL;
	return text_equal(canonical, text) ? text : arena_strdup(arena, canonical);
}

bool name_is_address(const char *text)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	return inet_pton(strchr(text, ':') ? AF_INET6 : AF_INET, text, bytes) == 1;
}

bool address_is_v6(const char *address)
{
	return strchr(address, ':') != NULL;
}

bool name_is_wildcard(const char *name)
{
	return name[0] == '*' && name[1] == '.';
}

const char *name_parent(const char *name)
{
	const char *dot = strchr(name, '.');
	return dot && dot[1] ? dot + 1 : NULL;
}

bool name_within(const char *name, const char *domain)
{
	size_t length = strlen(name), tail = strlen(domain);
	if (length < tail || strcmp(name + length - tail, domain) != 0)
		return false;
	return length == tail || name[length - tail - 1] == '.';
}

bool name_wildcard_counts(const char *wildcard)
{
	return name_is_wildcard(wildcard) && strchr(wildcard + 2, '.');
}

bool name_covers(const char *entry, const char *host)
{
	if (!name_is_wildcard(entry))
		return strcmp(entry, host) == 0;
	const char *parent = name_parent(host);
	return parent && name_wildcard_counts(entry) && host[0] != '.' && host[0] != '*' && strcmp(parent, entry + 2) == 0;
}

static const char *skip_wildcard(const char *name)
{
	return name_is_wildcard(name) ? name + 2 : name;
}

bool name_is_public_suffix(const char *name)
{
	/* Without the rule "*" that the list implies, which would make every unknown word one. */
	return psl_is_public_suffix2(psl_builtin(), name,
	               PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1;
}

static bool is_private(const struct know *know, const char *name)
{
	for (size_t i = 0; i < know->private_suffixes.count; i++) {
		if (name_within(name, know->private_suffixes.items[i].id))
			return true;
	}
	return false;
}

bool name_is_public(const struct know *know, const char *name)
{
	const char *host = skip_wildcard(name), *dot = strrchr(host, '.');
	if (name_is_address(host) || is_private(know, host))
		return false;
	/* "*.com" has two labels, "com" has one. */
	if (!dot && host == name)
		return false;
	return name_is_public_suffix(dot ? dot + 1 : host);
}

const char *name_registrable(const struct know *know, const char *name)
{
	const char *host = skip_wildcard(name);
	if (!name_is_public(know, name))
		return NULL;
	return psl_registrable_domain(psl_builtin(), host);
}

const char *name_suffix_list_date(struct arena *arena)
{
	char text[DATE_TEXT_SIZE];
	const struct date epoch = { 1970, 1, 1 };
	date_format(date_add_days(epoch, (long)psl_builtin_file_time() / SECONDS_OF_DAY), text);
	return arena_strdup(arena, text);
}
