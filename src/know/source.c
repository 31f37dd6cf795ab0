/* know/source.c */
#include "know/source.h"

#include <string.h>

#include "base/attr.h"
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
	const char *words = "";
	while (*source) {
		size_t length = strcspn(source, ";"), id = strcspn(source, ":;");
		const struct source_row *row = source_find(know, source, id);
		const char *section = source + id + (source[id] == ':');
		int section_length = (int)(source + length - section);
		if (!row)
			words = arena_printf(arena, "%s%.*s", words, (int)length, source);
		else if (row == previous && section_length > 0)
			words = arena_printf(arena, "%s%.*s", words,
			        section_length - 1, section + 1);
		else
			words = arena_printf(arena, "%s%s%s%.*s", words, row->title,
			        section_length > 0 ? "," : "", section_length, section);
		previous = row;
		source += length;
		source += strspn(source, "; ");
		if (*source)
			words = arena_printf(arena, "%s; ", words);
	}
	return words;
}
