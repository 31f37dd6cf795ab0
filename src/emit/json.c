/* emit/json.c: one append for what stands between two values, one or a few for each value. */
#include "emit/json.h"

#include <assert.h>

#include "base/quote.h"

/* A comma, a line break and a tab for each level: the part that is needed is one append. */
static const char separator[] = ",\n"
				"\t\t\t\t\t\t\t\t"
				"\t\t\t\t\t\t\t\t"
				"\t\t\t\t\t\t\t\t"
				"\t\t\t\t\t\t\t\t";

#define TABS_FROM 2

static_assert(sizeof(separator) - 1 - TABS_FROM == JSON_DEPTH, "a tab for each level");

void json_init(struct json *json, struct buf *out)
{
	*json = (struct json){ .out = out };
}

static void json_break(struct json *json, bool comma)
{
	size_t skip = comma ? 0 : 1;
	buf_add(json->out, separator + skip, (size_t)(TABS_FROM + json->depth) - skip);
}

/* Everything that stands before a value. */
static void json_before(struct json *json, const char *key)
{
	if (json->depth == 0) {
		assert(!key);
		return;
	}
	int level = json->depth - 1;
	assert(json->is_object[level] == (key != NULL));
	json_break(json, json->has_items[level]);
	json->has_items[level] = true;
	if (key) {
		quote_json(json->out, key);
		buf_add(json->out, ": ", 2);
	}
}

static void json_open(struct json *json, const char *key, bool is_object)
{
	json_before(json, key);
	assert(json->depth < JSON_DEPTH);
	buf_putc(json->out, is_object ? '{' : '[');
	json->is_object[json->depth] = is_object;
	json->has_items[json->depth] = false;
	json->depth++;
}

void json_object(struct json *json, const char *key)
{
	json_open(json, key, true);
}

void json_list(struct json *json, const char *key)
{
	json_open(json, key, false);
}

void json_end(struct json *json)
{
	assert(json->depth > 0);
	json->depth--;
	if (json->has_items[json->depth])
		json_break(json, false);
	buf_putc(json->out, json->is_object[json->depth] ? '}' : ']');
	if (json->depth == 0)
		buf_putc(json->out, '\n');
}

void json_text(struct json *json, const char *key, const char *value)
{
	json_before(json, key);
	if (value)
		quote_json(json->out, value);
	else
		buf_add(json->out, "null", 4);
}

void json_integer(struct json *json, const char *key, long value)
{
	json_before(json, key);
	buf_printf(json->out, "%ld", value);
}

void json_flag(struct json *json, const char *key, bool value)
{
	json_before(json, key);
	buf_puts(json->out, value ? "true" : "false");
}

/* On one line: such lists are short, or a reader wants to see that they are long. */
void json_texts(struct json *json, const char *key, struct texts values)
{
	json_before(json, key);
	buf_putc(json->out, '[');
	for (size_t i = 0; i < values.count; i++) {
		if (i > 0)
			buf_add(json->out, ", ", 2);
		quote_json(json->out, values.items[i]);
	}
	buf_putc(json->out, ']');
}
