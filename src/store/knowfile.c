/*
 * store/knowfile.c: first every file is read into rows, then every row is linted, because a row may
 * refer to rows of a later file. No row type is known by name here: all of it is loops over shapes.
 */
#include "store/knowfile.h"

#include <dirent.h>
#include <errno.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/text.h"
#include "store/file.h"
#include "store/scan.h"

struct know_file {
	const char *path;
	config_t config; /* points into itself: never moved */
	bool parsed;
};

struct know_files {
	struct know_file *items;
	size_t count;
};

/* Rows of one table while they are read. */
struct rows LIST_OF(unsigned char);

struct reader {
	struct know *know;
	struct arena *arena;
	struct problem_list *problems;
	const char *path; /* of the file being read or linted */
	bool is_whole;    /* every file was parsed: what is absent is absent indeed */
};

PRINTF_LIKE(3, 4)
static void complain(struct reader *reader, const config_setting_t *setting, const char *format,
        ...)
{
	va_list values;
	va_start(values, format);
	const char *text = arena_vprintf(reader->arena, format, values);
	va_end(values);
	/* Line 0: a line says nothing without its file, and both stand in the text. */
	problem_add(reader->problems, reader->arena, 0, "%s:%u: %s", reader->path,
	        (unsigned)config_setting_source_line(setting), text);
}

/* "; did you mean X?" or nothing. */
static const char *hint(struct reader *reader, const char *word, struct texts candidates)
{
	const char *nearest = text_nearest(word, candidates);
	return nearest ? arena_printf(reader->arena, "; did you mean \"%s\"?", nearest) : "";
}

static const char *type_text(const config_setting_t *setting)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_STRING:
		return "a text";
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return "a number";
	case CONFIG_TYPE_FLOAT:
		return "a fraction";
	case CONFIG_TYPE_BOOL:
		return "true or false";
	case CONFIG_TYPE_GROUP:
		return "a group { }";
	default:
		return "a list";
	}
}

static bool is_list(const config_setting_t *setting)
{
	int type = config_setting_type(setting);
	return type == CONFIG_TYPE_LIST || type == CONFIG_TYPE_ARRAY;
}

/* ---- reading ---- */

static const char *text_copy(struct reader *reader, const config_setting_t *setting)
{
	return arena_strdup(reader->arena, config_setting_get_string(setting));
}

static void expected(struct reader *reader, const config_setting_t *setting, const char *what)
{
	complain(reader, setting, "%s is %s; %s was expected", config_setting_name(setting),
	        type_text(setting), what);
}

static void text_fill(struct reader *reader, const config_setting_t *setting, void *member)
{
	const char **text = member;
	if (config_setting_type(setting) == CONFIG_TYPE_STRING)
		*text = text_copy(reader, setting);
	else
		expected(reader, setting, "a text");
}

static void integer_fill(struct reader *reader, const config_setting_t *setting, void *member)
{
	long *number = member;
	int type = config_setting_type(setting);
	if (type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64)
		*number = (long)config_setting_get_int64(setting);
	else
		expected(reader, setting, "a number");
}

static void flag_fill(struct reader *reader, const config_setting_t *setting, void *member)
{
	bool *flag = member;
	if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
		*flag = config_setting_get_bool(setting);
	else
		expected(reader, setting, "true or false");
}

static void texts_fill(struct reader *reader, const config_setting_t *setting, void *member)
{
	struct text_list list = { 0 };
	if (config_setting_type(setting) == CONFIG_TYPE_STRING)
		LIST_PUSH(reader->arena, &list, text_copy(reader, setting));
	else if (!is_list(setting))
		expected(reader, setting, "a text or a list of texts");
	for (int i = 0; is_list(setting) && i < config_setting_length(setting); i++) {
		const config_setting_t *item = config_setting_get_elem(setting, (unsigned)i);
		if (config_setting_type(item) == CONFIG_TYPE_STRING)
			LIST_PUSH(reader->arena, &list, text_copy(reader, item));
		else
			complain(reader, item, "an item of %s is %s; a text was expected",
			        config_setting_name(setting), type_text(item));
	}
	*(struct texts *)member = texts_of(&list);
}

/* Every typed list has the layout of any_rows; copied, because it is another type. */
static void member_set_rows(void *member, const struct rows *rows)
{
	struct any_rows all = { rows->items, rows->count };
	memcpy(member, &all, sizeof(all));
}

static void rows_add(struct reader *reader, const struct shape *shape,
        const config_setting_t *setting, struct rows *rows);

static void rows_fill(struct reader *reader, const struct shape *shape,
        const config_setting_t *setting, void *member)
{
	struct rows rows = { 0 };
	rows_add(reader, shape, setting, &rows);
	member_set_rows(member, &rows);
}

static void field_fill(struct reader *reader, const struct field *field,
        const config_setting_t *setting, void *member)
{
	switch (field->kind) {
	case FIELD_TEXT:
		text_fill(reader, setting, member);
		break;
	case FIELD_INTEGER:
		integer_fill(reader, setting, member);
		break;
	case FIELD_FLAG:
		flag_fill(reader, setting, member);
		break;
	case FIELD_TEXTS:
		texts_fill(reader, setting, member);
		break;
	case FIELD_ROWS:
		rows_fill(reader, field->shape, setting, member);
		break;
	}
}

static struct texts field_names(struct reader *reader, const struct shape *shape)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < shape->field_count; i++)
		LIST_PUSH(reader->arena, &names, shape->fields[i].name);
	return texts_of(&names);
}

static void row_fill(struct reader *reader, const struct shape *shape,
        const config_setting_t *group, unsigned char *row)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(setting);
		const struct field *field = shape_field(shape, name);
		if (field)
			field_fill(reader, field, setting, row + field->offset);
		else
			complain(reader, setting, "unknown field \"%s\" of %s%s", name, shape->name,
			        hint(reader, name, field_names(reader, shape)));
	}
}

/* Adds what stands in the list `setting` to `rows`. */
static void rows_add(struct reader *reader, const struct shape *shape,
        const config_setting_t *setting, struct rows *rows)
{
	if (!is_list(setting)) {
		expected(reader, setting, "a list of groups ( { }, { } )");
		return;
	}
	for (int i = 0; i < config_setting_length(setting); i++) {
		const config_setting_t *group = config_setting_get_elem(setting, (unsigned)i);
		if (config_setting_type(group) != CONFIG_TYPE_GROUP) {
			complain(reader, group, "an item of %s is %s; a group { } was expected",
			        config_setting_name(setting), type_text(group));
			continue;
		}
		rows->items = list_room(reader->arena, rows->items, shape->size, rows->count,
		        &rows->capacity);
		row_fill(reader, shape, group, rows->items + rows->count++ * shape->size);
	}
}

/* What the file says about one table, if anything. */
static void table_read(struct reader *reader, const struct know_file *file,
        const struct know_table *table, struct rows *rows)
{
	const config_setting_t *setting =
	        config_setting_get_member(config_root_setting(&file->config), table->name);
	reader->path = file->path;
	if (setting)
		rows_add(reader, table->shape, setting, rows);
}

static void tables_read(struct reader *reader, struct know_files files)
{
	for (size_t i = 0; i < know_table_count; i++) {
		struct rows rows = { 0 };
		for (size_t j = 0; j < files.count; j++) {
			if (files.items[j].parsed)
				table_read(reader, &files.items[j], &know_tables[i], &rows);
		}
		if (rows.count)
			member_set_rows((char *)reader->know + know_tables[i].offset, &rows);
	}
}

/* ---- lint ---- */

static struct texts table_names(struct reader *reader)
{
	struct text_list names = { 0 };
	for (size_t i = 0; i < know_table_count; i++)
		LIST_PUSH(reader->arena, &names, know_tables[i].name);
	return texts_of(&names);
}

/* Can ids of the table be judged? A table without rows is not there yet. */
static bool table_is_known(struct reader *reader, const struct know_table *table)
{
	return reader->is_whole && know_rows(reader->know, table).count > 0;
}

static bool table_has(struct reader *reader, const struct know_table *table, const char *id)
{
	return !table_is_known(reader, table) || know_find(reader->know, table->name, id);
}

static void lint_reference(struct reader *reader, const config_setting_t *setting,
        const char *table_name, const char *text)
{
	const struct know_table *table = know_table_find(table_name);
	const char *id = *text == '!' ? text + 1 : text;
	if (!table_has(reader, table, id))
		complain(reader, setting, "\"%s\" is in no row of %s%s", id, table->name,
		        hint(reader, id, know_ids(reader->know, table->name, reader->arena)));
}

/* "id" or "id: section", several with "; " between. */
static void lint_source(struct reader *reader, const config_setting_t *setting, const char *text)
{
	const struct know_table *sources = know_table_find("sources");
	for (const char *part = text; part;) {
		const char *end = strstr(part, "; ");
		size_t length = end ? (size_t)(end - part) : strlen(part);
		const char *colon = memchr(part, ':', length);
		size_t id_length = colon ? (size_t)(colon - part) : length;
		const char *id = arena_strndup(reader->arena, part, id_length);
		if (!table_has(reader, sources, id))
			complain(reader, setting, "unknown source \"%s\"%s", id,
			        hint(reader, id, know_ids(reader->know, "sources", reader->arena)));
		else if (colon && (length < id_length + 3 || colon[1] != ' '))
			complain(reader, setting, "\"%s\": a blank and a section were expected "
			        "after the colon", text);
		part = end ? end + 2 : NULL;
	}
}

static void lint_form(struct reader *reader, const config_setting_t *setting, const char *form,
        const char *text)
{
	struct date date;
	if (text_equal(form, FORM_RANGE)) {
		if (table_is_known(reader, know_table_find("products")) &&
		        !range_is_valid(reader->know, text))
			complain(reader, setting, "\"%s\" is no range of releases; "
			        "something like \"2007 SP1-2010, 2016-\" was expected", text);
	} else if (text_equal(form, FORM_SOURCE)) {
		lint_source(reader, setting, text);
	} else if (text_equal(form, FORM_DATE)) {
		if (!date_parse(text, &date))
			complain(reader, setting, "\"%s\" is no date YYYY-MM-DD", text);
	} else if (text_equal(form, FORM_TABLE)) {
		if (!know_table_find(text))
			complain(reader, setting, "\"%s\" is no table%s", text,
			        hint(reader, text, table_names(reader)));
	} else if (!form_has(form, text)) {
		complain(reader, setting, "\"%s\" is none of %s", text, form);
	}
}

/* A text, or an item of a list of texts. */
static void lint_text(struct reader *reader, const struct field *field,
        const config_setting_t *setting, bool is_item)
{
	const char *text = config_setting_get_string(setting);
	if (!text)
		return; /* another type, which the reader complained about */
	if (!*text) {
		if (is_item)
			complain(reader, setting, "an item of %s is empty", field->name);
		return;
	}
	if (field->refers_to)
		lint_reference(reader, setting, field->refers_to, text);
	if (field->form)
		lint_form(reader, setting, field->form, text);
}

static bool is_empty(const config_setting_t *setting)
{
	const char *text = config_setting_get_string(setting);
	return (text && !*text) || (is_list(setting) && config_setting_length(setting) == 0);
}

static void lint_row(struct reader *reader, const struct shape *shape,
        const config_setting_t *group);

static void lint_field(struct reader *reader, const struct field *field,
        const config_setting_t *setting)
{
	if (!is_list(setting)) {
		lint_text(reader, field, setting, false);
		return;
	}
	for (int i = 0; i < config_setting_length(setting); i++) {
		const config_setting_t *item = config_setting_get_elem(setting, (unsigned)i);
		if (field->kind == FIELD_TEXTS)
			lint_text(reader, field, item, true);
		else if (field->kind == FIELD_ROWS && config_setting_is_group(item))
			lint_row(reader, field->shape, item);
	}
}

static void lint_row(struct reader *reader, const struct shape *shape,
        const config_setting_t *group)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		const struct field *field = &shape->fields[i];
		const config_setting_t *setting = config_setting_get_member(group, field->name);
		if (field->need == FIELD_REQUIRED && (!setting || is_empty(setting)))
			complain(reader, group, "%s needs the field \"%s\"", shape->name,
			        field->name);
		else if (setting)
			lint_field(reader, field, setting);
	}
}

/* `known` holds the places of the ids seen so far. */
static void lint_key(struct reader *reader, const struct shape *shape,
        const config_setting_t *group, struct map *known)
{
	const char *id = NULL, *products = "";
	if (!config_setting_lookup_string(group, shape_key(shape)->name, &id))
		return;
	if (shape->repeats)
		(void)config_setting_lookup_string(group, "products", &products);
	const char *key = arena_printf(reader->arena, "%s %s", id, products);
	char *place = arena_printf(reader->arena, "%s:%u", reader->path,
	        (unsigned)config_setting_source_line(group));
	const char *first = map_put(known, key, place);
	if (first != place)
		complain(reader, group, "\"%s\" is there already, in %s", id, first);
}

static void lint_table(struct reader *reader, const struct know_table *table,
        struct know_files files)
{
	struct map *known = map_make(reader->arena);
	for (size_t i = 0; i < files.count; i++) {
		if (!files.items[i].parsed)
			continue;
		const config_setting_t *list = config_setting_get_member(
		        config_root_setting(&files.items[i].config), table->name);
		reader->path = files.items[i].path;
		for (int j = 0; list && is_list(list) && j < config_setting_length(list); j++) {
			const config_setting_t *group = config_setting_get_elem(list, (unsigned)j);
			if (!config_setting_is_group(group))
				continue;
			lint_key(reader, table->shape, group, known);
			lint_row(reader, table->shape, group);
		}
	}
}

static void lint_table_names(struct reader *reader, const struct know_file *file)
{
	const config_setting_t *root = config_root_setting(&file->config);
	reader->path = file->path;
	for (int i = 0; i < config_setting_length(root); i++) {
		const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
		const char *name = config_setting_name(setting);
		if (!know_table_find(name))
			complain(reader, setting, "unknown table \"%s\"%s", name,
			        hint(reader, name, table_names(reader)));
	}
}

/* ---- files ---- */

static void complain_of_file(struct reader *reader, const char *path, int line, const char *text)
{
	if (line)
		problem_add(reader->problems, reader->arena, 0, "%s:%d: %s", path, line, text);
	else
		problem_add(reader->problems, reader->arena, 0, "%s: %s", path, text);
}

static void folder_list(struct reader *reader, const char *folder, struct text_list *paths)
{
	DIR *dir = opendir(folder);
	if (!dir) {
		complain_of_file(reader, folder, 0, strerror(errno));
		return;
	}
	for (const struct dirent *entry; (entry = readdir(dir));) {
		struct stat status;
		const char *name = entry->d_name;
		const char *path = arena_printf(reader->arena, "%s/%s", folder, name);
		if (*name == '.')
			continue;
		/* Links to folders are not followed: they could lead in a circle. */
		if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
			if (!text_equal(name, "examples"))
				folder_list(reader, path, paths);
		} else if (text_ends(name, ".cfg")) {
			LIST_PUSH(reader->arena, paths, path);
		}
	}
	closedir(dir);
}

static int path_compare(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;
	return strcmp(*left, *right);
}

/* Has the text passed the scanner? libconfig sees nothing that has not. */
static bool text_is_sound(struct reader *reader, const char *path, const struct buf *text)
{
	struct problem_list problems = { 0 };
	scan_text(text->data, text->length, &scan_default_limits, &problems, reader->arena);
	problems_sort(&problems);
	LIST_EACH(const struct problem, problem, problems)
		complain_of_file(reader, path, problem->line, problem->text);
	return problems.count == 0;
}

static void file_parse(struct reader *reader, struct know_file *file)
{
	struct buf text;
	struct err err;
	buf_init(&text);
	buf_puts(&text, "");
	config_init(&file->config);
	if (!file_read(file->path, scan_default_limits.file_bytes, &text, &err)) {
		complain_of_file(reader, file->path, 0, err.text);
	} else if (text_is_sound(reader, file->path, &text)) {
		file->parsed = config_read_string(&file->config, text.data);
		if (!file->parsed)
			complain_of_file(reader, file->path, config_error_line(&file->config),
			        config_error_text(&file->config));
	}
	buf_done(&text);
}

static struct know_files files_open(struct reader *reader, struct texts folders)
{
	struct text_list paths = { 0 };
	for (size_t i = 0; i < folders.count; i++)
		folder_list(reader, folders.items[i], &paths);
	if (paths.count)
		qsort(paths.items, paths.count, sizeof(*paths.items), path_compare);
	struct know_files files = { .count = paths.count };
	files.items = arena_alloc(reader->arena, paths.count * sizeof(*files.items));
	reader->is_whole = true;
	for (size_t i = 0; i < files.count; i++) {
		files.items[i].path = paths.items[i];
		file_parse(reader, &files.items[i]);
		reader->is_whole &= files.items[i].parsed;
	}
	return files;
}

static void files_close(struct know_files files)
{
	for (size_t i = 0; i < files.count; i++)
		config_destroy(&files.items[i].config);
}

bool know_read(struct know *know, const char *folder, struct arena *arena,
        struct problem_list *problems)
{
	*know = (struct know){ 0 };
	return know_read_folders(know, (struct texts){ &folder, 1 }, arena, problems);
}

bool know_read_folders(struct know *know, struct texts folders, struct arena *arena,
        struct problem_list *problems)
{
	size_t before = problems->count;
	struct reader reader = { .know = know, .arena = arena, .problems = problems };
	struct know_files files = files_open(&reader, folders);
	tables_read(&reader, files);
	for (size_t i = 0; i < files.count; i++) {
		if (files.items[i].parsed)
			lint_table_names(&reader, &files.items[i]);
	}
	for (size_t i = 0; i < know_table_count; i++)
		lint_table(&reader, &know_tables[i], files);
	files_close(files);
	return problems->count == before;
}
