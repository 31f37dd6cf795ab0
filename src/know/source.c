/* know/source.c */
#include "know/source.h"

#include <string.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/text.h"
#include "know/know.h"
#include "shapes.h"

static const struct field source_fields[] = {
	FIELD(source_row, id, TEXT, REQUIRED),
	FIELD(source_row, title, TEXT, REQUIRED),
	FIELD(source_row, brief, TEXT),
	FIELD(source_row, where, TEXT, REQUIRED),
	FIELD(source_row, read, TEXT, FORM(FORM_DATE)),
};

const struct shape source_row_shape = {
	.name = "source_row",
	.header = "know/source.h",
	.size = sizeof(struct source_row),
	.fields = source_fields,
	.field_count = COUNT_OF(source_fields),
};

static const struct source_row *source_find(const struct know *know, const char *id, size_t length)
{
	for (size_t i = 0; i < know->sources.count; i++) {
		const struct source_row *row = &know->sources.items[i];
		if (strlen(row->id) == length && strncmp(row->id, id, length) == 0)
			return row;
	}
	return NULL;
}

/* A document that is cited twice in a row is named once. */
const char *know_source_words(const struct know *know, const char *source, struct arena *arena)
{
	const struct source_row *previous = NULL;
	struct buf words;
	buf_init(&words);
	while (*source) {
		size_t length = strcspn(source, ";"), id = strcspn(source, ":;");
		const struct source_row *row = source_find(know, source, id);
		const char *section = source + id + (source[id] == ':');
		size_t section_length = (size_t)(source + length - section);
		if (!row) {
			buf_add(&words, source, length);
		} else if (row == previous && section_length > 0) {
			buf_add(&words, section + 1, section_length - 1);
		} else {
			buf_puts(&words, row->title);
			buf_puts(&words, section_length > 0 ? "," : "");
			buf_add(&words, section, section_length);
		}
		previous = row;
		source += length;
		source += strspn(source, "; ");
		buf_puts(&words, *source ? "; " : "");
	}
	const char *text = words.length ? arena_strndup(arena, words.data, words.length) : "";
	buf_done(&words);
	return text;
}
