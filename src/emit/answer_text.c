/* emit/answer_text.c */
#include "answer_text.h"

#include <string.h>

#include "base/quote.h"
#include "base/text.h"

#define INDENT 2
/* A list that is longer stands on lines of its own, one item on each. */
#define LINE_MAX_LENGTH 96

void answer_text_indent(struct buf *out, int depth)
{
	for (int i = 0; i < depth * INDENT; i++)
		buf_putc(out, ' ');
}

const struct schema_row *schema_member(const struct know *know, const char *place,
        const struct schema_row *after)
{
	size_t length = strlen(place);
	const struct schema_row *row = after ? after + 1 : know->answers.items;
	const struct schema_row *end = know->answers.items + know->answers.count;
	for (; row < end; row++) {
		if (strncmp(row->path, place, length) != 0)
			continue;
		const char *rest = row->path + length;
		if (length > 0 && *rest++ != '.')
			continue;
		if (!strchr(rest, '.'))
			return row;
	}
	return NULL;
}

const char *schema_name(const struct schema_row *row)
{
	const char *dot = strrchr(row->path, '.');
	return dot ? dot + 1 : row->path;
}

bool answer_is_given(const struct node *node)
{
	if (!node)
		return false;
	if (node->kind != NODE_GROUP)
		return node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED;
	for (const struct node *child = node->first; child; child = child->next) {
		if (answer_is_given(child))
			return true;
	}
	return false;
}

static const char *node_text(const struct answer_text *text, const struct node *node)
{
	for (size_t i = 0; i < REPLACEMENTS; i++) {
		if (node == text->replaced[i].node)
			return text->replaced[i].text;
	}
	return node->value.text;
}

static void put_scalar(const struct answer_text *text, const struct node *node)
{
	if (node->kind == NODE_INTEGER)
		buf_printf(text->out, "%ld", node->value.integer);
	else if (node->kind == NODE_FLAG)
		buf_puts(text->out, node->value.flag ? "true" : "false");
	else
		quote_libconfig(text->out, node_text(text, node));
}

static void put_items(const struct answer_text *text, const struct node *list, int depth,
        bool is_broken)
{
	buf_puts(text->out, "[");
	for (const struct node *item = list->first; item; item = item->next) {
		if (is_broken) {
			buf_putc(text->out, '\n');
			answer_text_indent(text->out, depth + 1);
		} else {
			buf_putc(text->out, ' ');
		}
		put_scalar(text, item);
		if (item->next)
			buf_putc(text->out, ',');
	}
	if (is_broken) {
		buf_putc(text->out, '\n');
		answer_text_indent(text->out, depth);
	} else {
		buf_putc(text->out, ' ');
	}
	buf_putc(text->out, ']');
}

static void put_texts(const struct answer_text *text, const struct node *list, int depth)
{
	size_t length = 0;
	for (const struct node *item = list->first; item && length <= LINE_MAX_LENGTH;
	        item = item->next)
		length += item->kind == NODE_TEXT ? strlen(item->value.text) + 4 : 8;
	put_items(text, list, depth, length > LINE_MAX_LENGTH - 30);
}

static void put_groups(const struct answer_text *text, const struct schema_row *row,
        const struct node *list, int depth)
{
	struct buf place;
	buf_init(&place);
	buf_printf(&place, "%s[]", row->path);
	buf_puts(text->out, "(");
	for (const struct node *item = list->first; item; item = item->next) {
		buf_putc(text->out, '\n');
		answer_text_indent(text->out, depth + 1);
		buf_puts(text->out, "{\n");
		answer_text_members(text, item, place.data, depth + 2);
		answer_text_indent(text->out, depth + 1);
		buf_puts(text->out, item->next ? "}," : "}");
	}
	buf_putc(text->out, '\n');
	answer_text_indent(text->out, depth);
	buf_puts(text->out, ")");
	buf_done(&place);
}

static bool is_wanted(const struct answer_text *text, const struct schema_row *row,
        const struct node *node)
{
	return text->wanted ? text->wanted(text, row, node) : answer_is_given(node);
}

/* What there is one of for each service is a table; each stands on one line. */
static void put_line(const struct answer_text *text, const struct schema_row *group_row,
        const struct node *group)
{
	const struct schema_row *row = NULL;
	buf_puts(text->out, "{");
	while ((row = schema_member(text->know, group_row->path, row))) {
		const struct node *node = node_member(group, schema_name(row));
		if (!node || !is_wanted(text, row, node))
			continue;
		buf_printf(text->out, " %s = ", schema_name(row));
		put_scalar(text, node);
		buf_putc(text->out, ';');
	}
	buf_puts(text->out, " }");
}

void answer_text_value(const struct answer_text *text, const struct schema_row *row,
        const struct node *node, int depth)
{
	if (node->kind == NODE_GROUP && text_ends(row->path, ".*")) {
		put_line(text, row, node);
	} else if (node->kind == NODE_GROUP) {
		buf_puts(text->out, "{\n");
		answer_text_members(text, node, row->path, depth + 1);
		answer_text_indent(text->out, depth);
		buf_putc(text->out, '}');
	} else if (text_equal(row->type, "groups")) {
		put_groups(text, row, node, depth);
	} else if (node->kind == NODE_LIST) {
		put_texts(text, node, depth);
	} else {
		put_scalar(text, node);
	}
}

static void put_member(const struct answer_text *text, const struct schema_row *row,
        const char *name, const struct node *node, int depth)
{
	if (text->announce)
		text->announce(text, row, name, node, depth);
	if (!node || !is_wanted(text, row, node))
		return;
	answer_text_indent(text->out, depth);
	buf_printf(text->out, "%s = ", name);
	answer_text_value(text, row, node, depth);
	buf_puts(text->out, ";\n");
}

void answer_text_members(const struct answer_text *text, const struct node *group,
        const char *place, int depth)
{
	const struct schema_row *row = NULL;
	while ((row = schema_member(text->know, place, row))) {
		const char *name = schema_name(row);
		if (!text_equal(name, "*")) {
			put_member(text, row, name, node_member(group, name), depth);
			continue;
		}
		for (size_t i = 0; i < text->know->services.count; i++) {
			const char *service = text->know->services.items[i].id;
			put_member(text, row, service, node_member(group, service), depth);
		}
	}
}
