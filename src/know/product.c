/* know/product.c: versions and ranges of them. */
#include "know/product.h"

#include <assert.h>
#include <string.h>

#include "base/attr.h"
#include "base/text.h"
#include "shapes.h"

static const struct field product_fields[] = {
	FIELD(product_row, id, TEXT, REQUIRED),
	FIELD(product_row, name, TEXT, REQUIRED),
	FIELD(product_row, updates, TEXTS, REQUIRED),
	FIELD(product_row, default_update, TEXT, REQUIRED),
	FIELD(product_row, supported_until, TEXT, REQUIRED, FORM(FORM_DATE)),
	FIELD(product_row, self_signed_months, INTEGER, REQUIRED),
	FIELD(product_row, default_clients, TEXTS, REQUIRED, REFERS_TO(clients)),
	FIELD(product_row, default_authentication, TEXT, REQUIRED, FORM("basic|ntlm|negotiate")),
	FIELD(product_row, default_proxy_issuer, TEXT, REQUIRED, REFERS_TO(issuers)),
	FIELD(product_row, default_autodiscover_record, TEXT, REQUIRED, FORM("a|cname")),
	FIELD(product_row, pfx_profile, TEXT, REQUIRED, FORM("legacy|modern")),
	FIELD(product_row, key_sizes, TEXTS),
	FIELD(product_row, notes, TEXTS),
	FIELD(product_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape product_row_shape = {
	.name = "product_row",
	.header = "know/product.h",
	.size = sizeof(struct product_row),
	.fields = product_fields,
	.field_count = COUNT_OF(product_fields),
};

static const struct field feature_fields[] = {
	FIELD(feature_row, id, TEXT, REQUIRED),
	FIELD(feature_row, products, TEXT, REQUIRED, FORM(FORM_RANGE)),
	FIELD(feature_row, text, TEXT, REQUIRED),
	FIELD(feature_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape feature_row_shape = {
	.name = "feature_row",
	.header = "know/product.h",
	.size = sizeof(struct feature_row),
	.fields = feature_fields,
	.field_count = COUNT_OF(feature_fields),
};

static const struct field beside_fields[] = {
	FIELD(beside_row, products, TEXT, REQUIRED, FORM(FORM_RANGE)),
	FIELD(beside_row, needs, TEXT, REQUIRED),
	FIELD(beside_row, needs_name, FLAG),
	FIELD(beside_row, text, TEXT, REQUIRED),
	FIELD(beside_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

static const struct shape beside_row_shape = {
	.name = "beside_row",
	.header = "know/product.h",
	.size = sizeof(struct beside_row),
	.fields = beside_fields,
	.field_count = COUNT_OF(beside_fields),
};

static const struct field coexistence_fields[] = {
	FIELD(coexistence_row, id, TEXT, REQUIRED),
	FIELD(coexistence_row, name, TEXT, REQUIRED),
	FIELD(coexistence_row, beside, ROWS(beside_row)),
};

const struct shape coexistence_row_shape = {
	.name = "coexistence_row",
	.header = "know/product.h",
	.size = sizeof(struct coexistence_row),
	.fields = coexistence_fields,
	.field_count = COUNT_OF(coexistence_fields),
};

/* A release as a place in the history of all products. */
struct moment {
	size_t product, update;
};

/* From the first to the last moment, both inside. */
struct span {
	struct moment first, last;
};

static bool moment_after(struct moment a, struct moment b)
{
	return a.product != b.product ? a.product > b.product : a.update > b.update;
}

/* The length of the word at `text`: up to a blank, a dash, a comma or the end. Ranges are short and
 * read very often: the loops here are quicker than calls. */
static size_t word_length(const char *text)
{
	size_t length = 0;
	while (text[length] && text[length] != ' ' && text[length] != '-' && text[length] != ',')
		length++;
	return length;
}

static bool word_is(const char *word, size_t length, const char *id)
{
	size_t i = 0;
	while (i < length && id[i] == word[i])
		i++;
	return i == length && !id[i];
}

static const char *skip_blanks(const char *text)
{
	while (*text == ' ')
		text++;
	return text;
}

/* Reads "2007" or "2007 SP1" into the span that it means; NULL: no such release. */
static const char *span_read(const struct know *know, const char *text, struct span *span)
{
	size_t length = word_length(text), product = 0;
	while (product < know->products.count &&
	        !word_is(text, length, know->products.items[product].id))
		product++;
	if (product == know->products.count)
		return NULL;
	struct texts updates = know->products.items[product].updates;
	span->first = (struct moment){ product, 0 };
	span->last = (struct moment){ product, updates.count - 1 };
	text = skip_blanks(text + length);
	length = word_length(text);
	if (length == 0)
		return text;
	for (size_t i = 0; i < updates.count; i++) {
		if (!word_is(text, length, updates.items[i]))
			continue;
		span->first.update = span->last.update = i;
		return skip_blanks(text + length);
	}
	return NULL;
}

/* Reads one part of a range, up to a comma or the end; NULL: it is malformed. */
static const char *part_read(const struct know *know, const char *text, struct span *part)
{
	text = span_read(know, skip_blanks(text), part);
	if (!text || *text != '-')
		return text;
	text = skip_blanks(text + 1);
	struct span right;
	if (*text && *text != ',') {
		text = span_read(know, text, &right);
		if (!text)
			return NULL;
		part->last = right.last;
	} else {
		size_t newest = know->products.count - 1;
		part->last = (struct moment){ newest,
			know->products.items[newest].updates.count - 1 };
	}
	return moment_after(part->first, part->last) ? NULL : text;
}

bool range_is_valid(const struct know *know, const char *range)
{
	for (const char *text = range;; text++) {
		struct span part;
		text = part_read(know, text, &part);
		if (!text || (*text && *text != ','))
			return false;
		if (!*text)
			return true;
	}
}

bool release_in(const struct know *know, struct release release, const char *range)
{
	if (!range || !*range)
		return true;
	struct moment now = { (size_t)(release.product - know->products.items), release.update };
	for (const char *text = range; text; text = *text == ',' ? text + 1 : NULL) {
		struct span part;
		text = part_read(know, text, &part);
		if (!text)
			return false;
		if (!moment_after(part.first, now) && !moment_after(now, part.last))
			return true;
	}
	return false;
}

bool release_has(const struct know *know, struct release release, const char *feature)
{
	const struct feature_row *row = know_find(know, "features", feature);
	assert(row);
	return row && release_in(know, release, row->products);
}

const struct product_row *product_find(const struct know *know, const char *id)
{
	return know_find(know, "products", id);
}

int product_update_find(const struct product_row *product, const char *update)
{
	for (size_t i = 0; i < product->updates.count; i++) {
		if (text_equal(product->updates.items[i], update))
			return (int)i;
	}
	return -1;
}

const struct coexistence_row *coexistence_find(const struct know *know, const char *id)
{
	return know_find(know, "coexistences", id);
}

const struct beside_row *beside_find(const struct know *know, const struct coexistence_row *older,
        struct release release)
{
	for (size_t i = 0; i < older->beside.count; i++) {
		if (release_in(know, release, older->beside.items[i].products))
			return &older->beside.items[i];
	}
	return NULL;
}
