/* app/reference.c: the rows of the schema, as a person reads them. */
#include "help.h"

#include "app/sheet.h"
#include "base/text.h"

#define INDENT 4

static const char *const type_words[][2] = {
	{ "group", "a group of keys" },
	{ "groups", "a list of groups" },
	{ "text", "text" },
	{ "texts", "a list of texts" },
	{ "flag", "true or false" },
	{ "integer", "a whole number" },
	{ "choice", "one word" },
	{ "choices", "a list of words" },
	{ "host", "a host name" },
	{ "hosts", "a list of host names" },
	{ "domain", "a domain" },
	{ "domains", "a list of domains" },
	{ "server", "a server name" },
	{ "servers", "a list of server names" },
	{ "address", "an IP address" },
	{ "addresses", "a list of IP addresses" },
	{ "names", "a list of host names, with or without a wildcard" },
	{ "date", "a day, YYYY-MM-DD" },
	{ "country", "a country, ISO 3166 (two letters)" },
};

static const char *type_text(const char *type)
{
	for (size_t i = 0; i < COUNT_OF(type_words); i++) {
		if (text_equal(type_words[i][0], type))
			return type_words[i][1];
	}
	return type;
}

static void limits_add(struct buf *text, const struct schema_row *row)
{
	if (row->max)
		buf_printf(text, ", %ld to %ld", row->min, row->max);
	else if (row->min == 1)
		buf_puts(text, ", not empty");
	else if (row->min)
		buf_printf(text, ", at least %ld", row->min);
	if (row->max && text_equal(row->type, "text"))
		buf_puts(text, " characters");
}

static void default_add(struct buf *text, const struct schema_row *row)
{
	if (row->required)
		buf_puts(text, "; required");
	else if (row->required_when)
		buf_printf(text, "; required where %s", row->required_when);
	if (row->fallback)
		buf_printf(text, "; default: %s", *row->fallback ? row->fallback : "none");
	else if (row->fallback_rule)
		buf_printf(text, "; default: %s", row->fallback_rule);
}

/* "one word: a, b or c; default: a; Exchange 2016-" */
static void kind_add(struct buf *text, const struct know *know, const struct schema_row *row,
        struct arena *arena)
{
	struct texts values = row->refers_to ? know_ids(know, row->refers_to, arena) : row->values;
	buf_puts(text, type_text(row->type));
	if (values.count)
		buf_printf(text, ": %s", texts_join(arena, values, ", "));
	limits_add(text, row);
	default_add(text, row);
	if (row->only.count)
		buf_printf(text, "; only %s", texts_join(arena, row->only, ", "));
	if (row->products)
		buf_printf(text, "; Exchange %s", row->products);
	buf_putc(text, '.');
}

void reference_add(struct buf *out, const struct know *know, struct arena *arena)
{
	sheet_paragraphs(out,
	        "The keys of an answer file. A dot stands between a group and its key, [] after a "
	        "list, * for each service. casplan.5 tells how the file is written; 'casplan "
	        "template' prints one.",
	        0);
	for (size_t i = 0; i < know->answers.count; i++) {
		const struct schema_row *row = &know->answers.items[i];
		struct buf text;
		buf_init(&text);
		kind_add(&text, know, row, arena);
		buf_printf(out, "\n%s\n", row->path);
		sheet_entry(out, "", text.data, INDENT);
		sheet_entry(out, "", row->text, INDENT);
		buf_done(&text);
	}
}
