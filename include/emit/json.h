/*
 * emit/json.h: a streaming JSON writer. Commas and indentation are its own business; a call in the
 * wrong place (a key outside an object) is a bug and asserts.
 */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/list.h"

#define JSON_DEPTH 32

struct json {
	struct buf *out;
	int depth;
	bool has_items[JSON_DEPTH];
	bool is_object[JSON_DEPTH];
};

void json_init(struct json *json, struct buf *out);
/* Inside an object each value has a key; inside a list, and for the document itself, it is NULL. */
void json_object(struct json *json, const char *key);
void json_list(struct json *json, const char *key);
void json_end(struct json *json); /* the innermost object or list; the last one ends the document */
void json_text(struct json *json, const char *key, const char *value); /* NULL: null */
void json_integer(struct json *json, const char *key, long value);
void json_flag(struct json *json, const char *key, bool value);
void json_texts(struct json *json, const char *key, struct texts values);

#endif
