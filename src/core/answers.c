/* core/answers.c: the tree of answers. */
#include "core/answers.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

void answers_init(struct answers *answers, const struct know *know, const char *file,
        struct arena *arena)
{
	*answers = (struct answers){ .arena = arena, .know = know, .file = file };
	answers->root = arena_alloc(arena, sizeof(*answers->root));
	answers->root->kind = NODE_GROUP;
}

static size_t path_length(const struct node *group)
{
	return group->row ? strlen(group->row->path) : 0;
}

/* What is left of a path behind that of a group, which is `length` long, and the dot; NULL: it lies
 * elsewhere. */
static const char *path_below(const char *path, const struct node *group, size_t length)
{
	if (!group->parent)
		return path;
	if (strncmp(path, group->row->path, length) != 0)
		return NULL;
	path += length;
	if (!group->name) {
		if (strncmp(path, "[]", 2) != 0)
			return NULL;
		path += 2;
	}
	return *path == '.' ? path + 1 : NULL;
}

/* The service that a "*" of the row stands for, seen from a member of `group`; NULL: none. */
static const char *service_of(const struct node *group, const char *name, const char *rest)
{
	if (strcmp(rest, "*") == 0)
		return name;
	while (group && !(group->row && text_ends(group->row->path, ".*")))
		group = group->parent;
	return group ? group->name : NULL;
}

/* `rest` is what path_below gives of the row's path. */
static bool row_fits(const struct answers *answers, const struct schema_row *row,
        const char *rest, const struct node *group, const char *name)
{
	if (!rest || (*rest != *name && *rest != '*') || strpbrk(rest, ".["))
		return false; /* elsewhere, another one, or deeper */
	bool fits = strcmp(rest, "*") == 0 ? service_find(answers->know, name) >= 0 :
	                                     strcmp(rest, name) == 0;
	if (!fits)
		return false;
	if (row->only.count == 0)
		return true;
	const char *service = service_of(group, name, rest);
	return service && texts_have(row->only, service);
}

/* Members stand behind their group in the schema, so that the search begins there. */
static const struct schema_row *member_row(const struct answers *answers, const struct node *group,
        const char *name)
{
	const struct schema_rows *rows = &answers->know->answers;
	if (group->parent && !group->row)
		return NULL;
	size_t first = group->row ? (size_t)(group->row - rows->items) : 0;
	size_t length = path_length(group);
	for (size_t i = first; i < first + rows->count; i++) {
		const struct schema_row *row = &rows->items[i < rows->count ? i : i - rows->count];
		if (row_fits(answers, row, path_below(row->path, group, length), group, name))
			return row;
	}
	return NULL;
}

struct texts answers_keys(const struct answers *answers, const struct node *group)
{
	struct text_list keys = { 0 };
	const struct know *know = answers->know;
	size_t length = path_length(group);
	LIST_EACH (const struct schema_row, row, know->answers) {
		const char *rest = group->parent && !group->row ? NULL :
		        path_below(row->path, group, length);
		if (!rest || strpbrk(rest, ".["))
			continue;
		if (strcmp(rest, "*") != 0) {
			if (row_fits(answers, row, rest, group, rest))
				LIST_PUSH(answers->arena, &keys, rest);
			continue;
		}
		LIST_EACH (const struct service_row, service, know->services)
			LIST_PUSH(answers->arena, &keys, service->id);
	}
	return texts_of(&keys);
}

struct node *answers_add(struct answers *answers, struct node *parent, const char *name,
        enum node_kind kind, int line)
{
	const struct schema_row *row = name ? member_row(answers, parent, name) : parent->row;
	return answers_add_row(answers, parent, name, row, kind, line);
}

struct node *answers_add_row(struct answers *answers, struct node *parent, const char *name,
        const struct schema_row *row, enum node_kind kind, int line)
{
	assert(name ? parent->kind == NODE_GROUP : parent->kind == NODE_LIST);
	struct node *node = arena_alloc(answers->arena, sizeof(*node));
	node->parent = parent;
	node->name = name ? arena_strdup(answers->arena, name) : NULL;
	node->index = parent->count++;
	node->row = row;
	node->kind = kind;
	node->line = line;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

struct node *node_member(const struct node *group, const char *name)
{
	if (!group || group->kind != NODE_GROUP)
		return NULL;
	for (struct node *child = group->first; child; child = child->next) {
		if (text_equal(child->name, name))
			return child;
	}
	return NULL;
}

static struct node *item_at(const struct node *list, size_t index)
{
	if (!list || list->kind != NODE_LIST || index >= list->count)
		return NULL;
	struct node *item = list->first;
	for (; index > 0 && item; index--)
		item = item->next;
	return item;
}

/* Nine digits are more items than any list has. */
#define INDEX_DIGITS 9

/* "[12]" at *path; false: it is none. */
static bool take_index(const char **path, size_t *index)
{
	size_t digits = strspn(*path + 1, "0123456789");
	if (digits == 0 || digits > INDEX_DIGITS || (*path)[1 + digits] != ']')
		return false;
	*index = 0;
	for (size_t i = 0; i < digits; i++)
		*index = *index * 10 + (size_t)((*path)[1 + i] - '0');
	*path += digits + 2;
	return true;
}

static struct node *member_at(const struct node *group, const char *name, size_t length)
{
	if (!group || group->kind != NODE_GROUP)
		return NULL;
	for (struct node *child = group->first; child; child = child->next) {
		if (strncmp(child->name, name, length) == 0 && child->name[length] == '\0')
			return child;
	}
	return NULL;
}

struct node *answers_find(const struct answers *answers, const char *path)
{
	struct node *node = answers->root;
	do {
		size_t length = strcspn(path, ".["), index;
		node = member_at(node, path, length);
		path += length;
		while (node && *path == '[') {
			if (!take_index(&path, &index))
				return NULL;
			node = item_at(node, index);
		}
	} while (node && *path++ == '.');
	return node && path[-1] == '\0' ? node : NULL;
}

void node_path(const struct node *node, struct buf *out)
{
	if (!node->parent)
		return;
	node_path(node->parent, out);
	if (!node->name) {
		buf_putc(out, '[');
		buf_number(out, node->index);
		buf_putc(out, ']');
		return;
	}
	if (node->parent->parent)
		buf_putc(out, '.');
	buf_puts(out, node->name);
}

char *node_path_text(const struct node *node, struct arena *arena)
{
	struct buf path;
	buf_init(&path);
	buf_puts(&path, "");
	node_path(node, &path);
	char *text = arena_strndup(arena, path.data, path.length);
	buf_done(&path);
	return text;
}
