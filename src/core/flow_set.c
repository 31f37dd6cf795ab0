/* core/flow_set.c: from typed text to answers. */
#include <stdlib.h>
#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "core/answer_check.h"
#include "flow_parts.h"
#include "request_read.h"

#define NUMBER_DIGITS 10
/* The reader of files takes no longer text (store/scan.h); quoting can double it. */
#define NOTE_MAX_BYTES 30000
/* What may stand between items, and around a text. */
#define BLANKS " \t\n\r"

/* ---- notes under a path ---- */

struct flow_entry *entry_find(const struct flow_entries *entries, const char *path)
{
	LIST_EACH(struct flow_entry, entry, *entries) {
		if (text_equal(entry->path, path))
			return entry;
	}
	return NULL;
}

void entry_drop(struct flow_entries *entries, const char *path)
{
	for (size_t i = 0; i < entries->count; i++) {
		if (!text_equal(entries->items[i].path, path))
			continue;
		memmove(&entries->items[i], &entries->items[i + 1],
		        (entries->count - i - 1) * sizeof(*entries->items));
		entries->count--;
		return;
	}
}

const char *flow_copy(struct flow *flow, const char *text)
{
	struct buf safe;
	size_t length = strlen(text);
	if (length > NOTE_MAX_BYTES)
		length = NOTE_MAX_BYTES;
	/* Not in the middle of a character. */
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	char *line = arena_strndup(flow->arena, text, length);
	for (char *c = line; *c; c++) {
		if (strchr(BLANKS, *c))
			*c = ' ';
	}
	buf_init(&safe);
	buf_puts(&safe, "");
	quote_terminal(&safe, line);
	const char *copy = arena_strdup(flow->arena, safe.data);
	buf_done(&safe);
	return copy;
}

void entry_put(struct flow *flow, struct flow_entries *entries, const char *path,
        const char *text, const char *problem)
{
	const struct flow_entry entry = {
		.path = arena_strdup(flow->arena, path),
		.text = flow_copy(flow, text),
		.problem = problem ? arena_strdup(flow->arena, problem) : NULL,
		.origin = ORIGIN_ASKED,
	};
	entry_drop(entries, path);
	LIST_PUSH(flow->arena, entries, entry);
}

/* ---- one value against its row ---- */

static bool is_name(const struct schema_row *row)
{
	return text_ends(row->path, "[].name");
}

/* The judgement of the planner's own reader, about this value alone. */
static const char *value_problem(const struct flow *flow, const struct schema_row *row,
        const char *text, struct arena *arena)
{
	struct problem_list problems = { 0 };
	struct node node = { .row = row, .kind = NODE_TEXT, .value.text = text };
	struct reading reading = {
		.know = flow->know,
		.arena = arena,
		.problems = &problems,
	};
	const char *value = value_text(&reading, row, &node);
	if (value && is_name(row))
		value_check_label(&reading, (struct text_answer){ value, &node });
	return problems.count ? problems.items[0].text : NULL;
}

static const char *number_problem(const struct schema_row *row, const char *text,
        struct arena *arena)
{
	size_t digits = strspn(text, "0123456789");
	if (digits == 0 || text[digits] || digits > NUMBER_DIGITS)
		return "a whole number is expected";
	const char *problem = answer_check_integer(row, strtol(text, NULL, 10), arena);
	return problem ? arena_printf(arena, "it %s", problem) : NULL;
}

struct texts flow_split(const struct schema_row *row, const char *text, struct arena *arena)
{
	bool has_blanks = text_equal(row->type, "groups") || text_equal(row->type, "texts");
	const char *ends = has_blanks ? ",;\n\r\t" : ",;\n\r\t ";
	struct text_list items = { 0 };
	while (*text) {
		size_t length = strcspn(text, ends);
		const char *from = text, *to = text + length;
		while (from < to && *from == ' ')
			from++;
		while (to > from && to[-1] == ' ')
			to--;
		if (to > from)
			LIST_PUSH(arena, &items, arena_strndup(arena, from, (size_t)(to - from)));
		text += length;
		text += *text != '\0';
	}
	return texts_of(&items);
}

static const char *items_problem(const struct flow *flow, const struct schema_row *row,
        const char *text, struct arena *arena)
{
	struct texts items = flow_split(row, text, arena);
	const char *problem = answer_check_count(row, items.count, arena);
	if (problem)
		return arena_printf(arena, "it %s", problem);
	for (size_t i = 0; i < items.count; i++) {
		problem = value_problem(flow, row, items.items[i], arena);
		if (problem)
			return problem;
		for (size_t j = 0; j < i; j++) {
			if (text_equal_nocase(items.items[i], items.items[j]))
				return arena_printf(arena, "\"%s\" stands there twice",
				        items.items[i]);
		}
	}
	return NULL;
}

/* No file can hold it, and nobody can see it. */
static bool is_hostile(const char *text)
{
	for (int32_t code_point; (code_point = utf8_next(&text)) != 0;) {
		bool is_blank = code_point > 0 && code_point < 0x80 && strchr(BLANKS, code_point);
		if (code_point < 0 || (utf8_is_hostile(code_point) && !is_blank))
			return true;
	}
	return false;
}

const char *flow_text_problem(const struct flow *flow, const struct schema_row *row,
        const char *text, struct arena *arena)
{
	if (is_hostile(text))
		return "it has characters that cannot be seen, or turn the text around";
	switch (answer_kind(row)) {
	case NODE_FLAG:
		return form_has("true|false|yes|no", text) ? NULL : "yes or no is expected";
	case NODE_INTEGER:
		return number_problem(row, text, arena);
	case NODE_LIST:
		return items_problem(flow, row, text, arena);
	case NODE_TEXT:
		if (!*text && row->required)
			return "it is empty";
		return *text ? value_problem(flow, row, text, arena) : NULL;
	case NODE_GROUP:
		break;
	}
	return "it has no value of its own";
}

static const char *trimmed(const char *text, struct arena *arena)
{
	size_t length;
	text += strspn(text, BLANKS);
	length = strlen(text);
	while (length > 0 && strchr(BLANKS, text[length - 1]))
		length--;
	return arena_strndup(arena, text, length);
}

/* A person who types "de" means DE; a file that says so is told. */
static const char *as_meant(const struct flow *flow, const struct schema_row *row, const char *text)
{
	if (!row || !text_equal(row->type, "country"))
		return text;
	char *letters = arena_strdup(flow->arena, text);
	for (char *c = letters; *c; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	return flow_text_problem(flow, row, letters, flow->arena) ? text : letters;
}

bool flow_set(struct flow *flow, const char *path, const char *text, const char **problem)
{
	const struct schema_row *row = tree_row(flow->know, path);
	path = arena_strdup(flow->arena, path);
	text = as_meant(flow, row, trimmed(text, flow->arena));
	bool is_list_of_groups = row && text_equal(row->type, "groups");
	*problem = !row || is_list_of_groups ? "no such answer"
	                                     : flow_text_problem(flow, row, text, flow->arena);
	if (*problem) {
		entry_put(flow, &flow->drafts, path, text, *problem);
		flow_settle(flow);
		return false;
	}
	entry_drop(&flow->drafts, path);
	entry_drop(&flow->parked, path);
	entry_drop(&flow->skipped, path);
	entry_drop(&flow->renewed, path);
	tree_set(&flow->answers, path, text, ORIGIN_ASKED);
	flow_settle(flow);
	return true;
}

void flow_draft(struct flow *flow, const char *path, const char *text)
{
	const struct schema_row *row = tree_row(flow->know, path);
	const char *problem =
	        row && text ? flow_text_problem(flow, row, text, flow->arena) : NULL;
	if (text)
		entry_put(flow, &flow->drafts, path, text, problem ? problem : FLOW_NOT_ACCEPTED);
	else
		entry_drop(&flow->drafts, path);
	flow_settle(flow);
}

void flow_clear(struct flow *flow, const char *path)
{
	struct node *node = answers_find(&flow->answers, path);
	path = arena_strdup(flow->arena, path);
	entry_drop(&flow->drafts, path);
	if (node && node->parent)
		tree_remove(node);
	flow_settle(flow);
}

/* ---- what is there ---- */

const struct schema_row *flow_row(const struct flow *flow, const char *path)
{
	return tree_row(flow->know, path);
}

struct flow_answer flow_answer(const struct flow *flow, const char *path, struct arena *arena)
{
	const struct node *given = answers_find(&flow->answers, path);
	const struct node *node = given ? given : answers_find(&flow->work.answers, path);
	const struct schema_row *row = tree_row(flow->know, path);
	const struct flow_entry *draft = entry_find(&flow->drafts, path);
	struct flow_answer answer = {
		.given = given != NULL,
		.origin = node ? node->origin : ORIGIN_DEFAULT,
		.text = node ? node_value_text(node, arena) : row ? row->fallback : NULL,
		.draft = draft ? draft->text : NULL,
		.draft_problem = draft ? draft->problem : NULL,
	};
	return answer;
}

struct texts flow_items(const struct flow *flow, const char *path, struct arena *arena)
{
	const struct node *node = answers_find(&flow->answers, path);
	struct text_list items = { 0 };
	if (!node)
		node = answers_find(&flow->work.answers, path);
	for (const struct node *item = node ? node->first : NULL; item; item = item->next)
		LIST_PUSH(arena, &items, node_value_text(item, arena));
	return texts_of(&items);
}

/* ---- lists of groups ---- */

/* The first member of the groups is what they are called by. */
static const struct schema_row *key_row(const struct flow *flow, const char *list)
{
	const struct schema_row *row = tree_row(flow->know, list);
	return row + 1;
}

static const char *key_name(const struct schema_row *key)
{
	return strrchr(key->path, '.') + 1;
}

const char *flow_key(const struct flow *flow, const char *list)
{
	return key_name(key_row(flow, list));
}

size_t flow_group_count(const struct flow *flow, const char *path)
{
	const struct node *list = answers_find(&flow->answers, path);
	return list ? list->count : 0;
}

const char *flow_group_name(const struct flow *flow, const char *path, size_t index)
{
	const struct node *item = tree_item(answers_find(&flow->answers, path), index);
	const struct node *key = item ? node_member(item, key_name(key_row(flow, path))) : NULL;
	return key && key->kind == NODE_TEXT ? key->value.text : "";
}

static const char *name_problem(const struct flow *flow, const char *path, const char *name,
        size_t except)
{
	const char *problem = *name ? value_problem(flow, key_row(flow, path), name, flow->arena)
	                            : "a name is expected";
	for (size_t i = 0; !problem && i < flow_group_count(flow, path); i++) {
		if (i != except && text_equal_nocase(flow_group_name(flow, path, i), name))
			problem = arena_printf(flow->arena, "\"%s\" is there already", name);
	}
	return problem;
}

bool flow_group_add(struct flow *flow, const char *path, const char *names, const char **problem)
{
	const struct schema_row *row = tree_row(flow->know, path), *key = key_row(flow, path);
	struct texts items = flow_split(row, names, flow->arena);
	*problem = items.count ? NULL : "a name is expected";
	for (size_t i = 0; !*problem && i < items.count; i++) {
		*problem = name_problem(flow, path, items.items[i], FLOW_NOWHERE);
		for (size_t j = 0; !*problem && j < i; j++) {
			if (text_equal_nocase(items.items[i], items.items[j]))
				*problem = arena_printf(flow->arena, "\"%s\" stands there twice",
				        items.items[i]);
		}
	}
	size_t count = flow_group_count(flow, path) + items.count;
	if (!*problem && row->max && count > (size_t)row->max)
		*problem = answer_check_count(row, count, flow->arena);
	if (*problem)
		return false;
	path = arena_strdup(flow->arena, path);
	for (size_t i = 0; i < items.count; i++) {
		struct node *list = tree_make(&flow->answers, path, NODE_LIST);
		struct node *group = answers_add(&flow->answers, list, NULL, NODE_GROUP, 0);
		struct node *name = answers_add(&flow->answers, group, key_name(key), NODE_TEXT, 0);
		name->value.text = items.items[i];
		tree_set_origin(group, ORIGIN_ASKED);
	}
	entry_drop(&flow->skipped, path);
	entry_drop(&flow->renewed, path);
	flow_settle(flow);
	return true;
}

bool flow_group_rename(struct flow *flow, const char *path, size_t index, const char *name,
        const char **problem)
{
	const char *text = trimmed(name, flow->arena);
	const char *key = key_name(key_row(flow, path));
	*problem = name_problem(flow, path, text, index);
	if (*problem)
		return false;
	tree_set(&flow->answers, arena_printf(flow->arena, "%s[%zu].%s", path, index, key), text,
	        ORIGIN_ASKED);
	flow_settle(flow);
	return true;
}

/* Where an item of a list went; FLOW_NOWHERE: it is gone. */
struct renumbering {
	const char *list;
	size_t from, to;
};

static size_t renumbered(const struct renumbering *change, size_t index)
{
	if (index == change->from)
		return change->to;
	if (change->to == FLOW_NOWHERE)
		return index > change->from ? index - 1 : index;
	if (index > change->from && index <= change->to)
		return index - 1;
	return index < change->from && index >= change->to ? index + 1 : index;
}

/* The path after the change; NULL: it is gone. */
static const char *path_after(const struct flow *flow, const struct renumbering *change,
        const char *path)
{
	size_t length = strlen(change->list);
	if (strncmp(path, change->list, length) != 0 || path[length] != '[')
		return path;
	char *rest;
	size_t index = renumbered(change, strtoul(path + length + 1, &rest, 10));
	if (index == FLOW_NOWHERE)
		return NULL;
	return arena_printf(flow->arena, "%s[%zu%s", change->list, index, rest);
}

static void entries_renumber(struct flow *flow, struct flow_entries *entries,
        const struct renumbering *change)
{
	size_t kept = 0;
	for (size_t i = 0; i < entries->count; i++) {
		struct flow_entry entry = entries->items[i];
		entry.path = path_after(flow, change, entry.path);
		if (entry.path)
			entries->items[kept++] = entry;
	}
	entries->count = kept;
}

static void renumber(struct flow *flow, const struct renumbering *change)
{
	struct flow_entries *const entries[] = { &flow->drafts, &flow->parked, &flow->opened,
		&flow->skipped, &flow->renewed };
	for (size_t i = 0; i < COUNT_OF(entries); i++)
		entries_renumber(flow, entries[i], change);
	flow_settle(flow);
}

void flow_group_remove(struct flow *flow, const char *path, size_t index)
{
	struct node *item = tree_item(answers_find(&flow->answers, path), index);
	const struct renumbering change = { arena_strdup(flow->arena, path), index, FLOW_NOWHERE };
	if (!item)
		return;
	tree_remove(item);
	renumber(flow, &change);
}

void flow_group_move(struct flow *flow, const char *path, size_t from, size_t to)
{
	struct node *list = answers_find(&flow->answers, path);
	const struct renumbering change = { arena_strdup(flow->arena, path), from, to };
	if (!list || from >= list->count || to >= list->count)
		return;
	tree_move(list, from, to);
	renumber(flow, &change);
}
