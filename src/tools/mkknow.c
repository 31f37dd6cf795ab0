/*
 * tools/mkknow.c: folders of knowledge as C source.
 *
 *	mkknow share screens > know_data.c
 *
 * The folders are read and linted by the same loader that the program uses for --share and
 * --screens. With a single problem nothing is printed but the problems, and the exit status is 1.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"
#include "store/knowfile.h"

/* A string literal. Everything but harmless ASCII goes as three octal digits, so that no trigraph,
 * no source encoding and no following digit can change it. */
static void put_literal(struct buf *out, const char *text)
{
	buf_putc(out, '"');
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (*c < ' ' || *c > '~' || *c == '"' || *c == '\\' || *c == '?')
			buf_printf(out, "\\%03o", *c);
		else
			buf_putc(out, (char)*c);
	}
	buf_putc(out, '"');
}

static void put_texts(struct buf *out, struct texts texts)
{
	buf_puts(out, "{ (const char *const[]){ ");
	for (size_t i = 0; i < texts.count; i++) {
		put_literal(out, texts.items[i]);
		buf_puts(out, ", ");
	}
	buf_printf(out, "}, %zu }", texts.count);
}

static void put_rows(struct buf *out, const struct shape *shape, const void *items, size_t count);

/* ".name = value,", or nothing where the member is zero anyway. */
static void put_field(struct buf *out, const struct field *field, const char *member)
{
	const char *const *text = (const void *)member;
	const long *number = (const void *)member;
	const bool *flag = (const void *)member;
	const struct texts *texts = (const void *)member;
	const struct any_rows *rows = (const void *)member;
	bool is_zero = (field->kind == FIELD_TEXT && !*text) ||
	        (field->kind == FIELD_INTEGER && !*number) ||
	        (field->kind == FIELD_FLAG && !*flag) ||
	        (field->kind == FIELD_TEXTS && !texts->count) ||
	        (field->kind == FIELD_ROWS && !rows->count);
	if (is_zero)
		return;
	buf_printf(out, "\t.%s = ", field->name);
	switch (field->kind) {
	case FIELD_TEXT:
		put_literal(out, *text);
		break;
	case FIELD_INTEGER:
		buf_printf(out, "%ld", *number);
		break;
	case FIELD_FLAG:
		buf_puts(out, "true");
		break;
	case FIELD_TEXTS:
		put_texts(out, *texts);
		break;
	case FIELD_ROWS:
		buf_printf(out, "{ (const struct %s[]){\n", field->shape->name);
		put_rows(out, field->shape, rows->items, rows->count);
		buf_printf(out, "\t}, %zu }", rows->count);
		break;
	}
	buf_puts(out, ",\n");
}

static void put_rows(struct buf *out, const struct shape *shape, const void *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *row = (const char *)items + i * shape->size;
		buf_puts(out, "{\n");
		for (size_t j = 0; j < shape->field_count; j++)
			put_field(out, &shape->fields[j], row + shape->fields[j].offset);
		buf_puts(out, "},\n");
	}
}

static void put_tables(struct buf *out, const struct know *know)
{
	for (size_t i = 0; i < know_table_count; i++) {
		const struct know_table *table = &know_tables[i];
		struct any_rows rows = know_rows(know, table);
		if (rows.count == 0)
			continue;
		buf_printf(out, "static const struct %s %s_data[] = {\n", table->shape->name,
		        table->name);
		put_rows(out, table->shape, rows.items, rows.count);
		buf_puts(out, "};\n\n");
	}
}

static void put_know(struct buf *out, const struct know *know)
{
	buf_puts(out, "/* Made by tools/mkknow from the knowledge files; not to be edited. */\n"
	              "#include \"know/know.h\"\n\n");
	put_tables(out, know);
	buf_puts(out, "struct know know_builtin(void)\n{\n\treturn (struct know){\n");
	for (size_t i = 0; i < know_table_count; i++) {
		const char *name = know_tables[i].name;
		size_t count = know_rows(know, &know_tables[i]).count;
		if (count)
			buf_printf(out, "\t\t.%s = { %s_data, %zu },\n", name, name, count);
		else
			buf_printf(out, "\t\t.%s = { NULL, 0 },\n", name);
	}
	buf_puts(out, "\t};\n}\n");
}

static int write_out(const struct buf *text)
{
	if (fwrite(text->data, 1, text->length, stdout) == text->length && fflush(stdout) == 0)
		return EXIT_SUCCESS;
	perror("mkknow: the output cannot be written");
	return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: mkknow FOLDER... > know_data.c\n", stderr);
		return 2;
	}
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	struct text_list folders = { 0 };
	struct know know = { 0 };
	int status = EXIT_FAILURE;
	for (int i = 1; i < argc; i++)
		LIST_PUSH(arena, &folders, argv[i]);
	if (know_read_folders(&know, texts_of(&folders), arena, &problems)) {
		struct buf text;
		buf_init(&text);
		put_know(&text, &know);
		status = write_out(&text);
		buf_done(&text);
	}
	LIST_EACH(const struct problem, problem, problems)
		fprintf(stderr, "%s\n", problem->text);
	arena_free(arena);
	return status;
}
