/* core/node_text.c: answers in words. */
#include "base/text.h"
#include "core/answers.h"

const char *node_value_text(const struct node *node, struct arena *arena)
{
	switch (node->kind) {
	case NODE_TEXT:
		return node->value.text;
	case NODE_INTEGER:
		return arena_printf(arena, "%ld", node->value.integer);
	case NODE_FLAG:
		return node->value.flag ? "true" : "false";
	case NODE_LIST:
	case NODE_GROUP:
		break;
	}
	struct text_list items = { 0 };
	for (const struct node *item = node->first; item; item = item->next)
		LIST_PUSH(arena, &items, node_value_text(item, arena));
	return texts_join(arena, texts_of(&items), ", ");
}
