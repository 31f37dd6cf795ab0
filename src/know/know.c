/* know/know.c: the tables by name. */
#include "know/know.h"

#include <string.h>

#include "base/attr.h"
#include "base/text.h"
#include "shapes.h"

#define TABLE_ENTRY(table, row) { #table, &row##_shape, offsetof(struct know, table) },
const struct know_table know_tables[] = { KNOW_TABLES(TABLE_ENTRY) };
#undef TABLE_ENTRY

const size_t know_table_count = COUNT_OF(know_tables);

const struct field *shape_field(const struct shape *shape, const char *name)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		if (text_equal(shape->fields[i].name, name))
			return &shape->fields[i];
	}
	return NULL;
}

const struct field *shape_key(const struct shape *shape)
{
	const struct field *key = shape_field(shape, "id");
	for (size_t i = 0; !key && i < shape->field_count; i++) {
		if (shape->fields[i].kind == FIELD_TEXT)
			key = &shape->fields[i];
	}
	return key;
}

const char *row_text(const struct shape *shape, const void *row, const char *name)
{
	const struct field *field = shape_field(shape, name);
	if (!field || field->kind != FIELD_TEXT)
		return NULL;
	const char *const *text = (const void *)((const char *)row + field->offset);
	return *text;
}

bool form_has(const char *form, const char *text)
{
	size_t length = strlen(text);
	for (const char *word = form; word;) {
		size_t word_length = strcspn(word, "|");
		if (word_length == length && memcmp(word, text, length) == 0)
			return true;
		word = word[word_length] ? word + word_length + 1 : NULL;
	}
	return false;
}

struct any_rows know_rows(const struct know *know, const struct know_table *table)
{
	/* Every typed list has this layout (know/shape.h); copied, because it is another type. */
	struct any_rows rows;
	memcpy(&rows, (const char *)know + table->offset, sizeof(rows));
	return rows;
}

const struct know_table *know_table_find(const char *name)
{
	for (size_t i = 0; i < know_table_count; i++) {
		if (text_equal(know_tables[i].name, name))
			return &know_tables[i];
	}
	return NULL;
}

const void *know_find(const struct know *know, const char *table_name, const char *id)
{
	const struct know_table *table = know_table_find(table_name);
	if (!table || !id)
		return NULL;
	const struct field *key = shape_key(table->shape);
	struct any_rows rows = know_rows(know, table);
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = (const char *)rows.items + i * table->shape->size;
		const char *const *text = (const void *)(row + key->offset);
		if (text_equal(*text, id))
			return row;
	}
	return NULL;
}

struct texts know_ids(const struct know *know, const char *table_name, struct arena *arena)
{
	struct text_list ids = { 0 };
	const struct know_table *table = know_table_find(table_name);
	if (!table)
		return texts_of(&ids);
	const struct field *key = shape_key(table->shape);
	struct any_rows rows = know_rows(know, table);
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = (const char *)rows.items + i * table->shape->size;
		const char *const *id = (const void *)(row + key->offset);
		if (*id) /* NULL: the lint has complained */
			LIST_PUSH(arena, &ids, *id);
	}
	return texts_of(&ids);
}

const char *know_empty_table(const struct know *know)
{
	for (size_t i = 0; i < know_table_count; i++) {
		if (know_rows(know, &know_tables[i]).count == 0)
			return know_tables[i].name;
	}
	return NULL;
}
