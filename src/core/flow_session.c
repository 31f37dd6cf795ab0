/* core/flow_session.c: the session group of an answer file. */
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "flow_parts.h"

#define SESSION "session"
#define ACKNOWLEDGED "acknowledged"

/* FNV-1a, 64 bits: to see a change, not to resist anybody. */
#define HASH_START 14695981039346656037u
#define HASH_FACTOR 1099511628211u

static void hash_text(unsigned long long *hash, const char *text)
{
	for (; *text; text++)
		*hash = (*hash ^ (unsigned char)*text) * HASH_FACTOR;
	*hash = (*hash ^ 1) * HASH_FACTOR;
}

/* What is asked, in which order. */
const char *flow_screens_hash(const struct know *know, struct arena *arena)
{
	unsigned long long hash = HASH_START;
	LIST_EACH(const struct index_row, place, know->screen_index) {
		const struct screen_row *screen = screen_find(know, place->id);
		hash_text(&hash, place->id);
		for (size_t i = 0; screen && i < screen->questions.count; i++)
			hash_text(&hash, screen->questions.items[i].path);
	}
	return arena_printf(arena, "%016llx", hash);
}

static const char *member_text(const struct node *group, const char *name)
{
	const struct node *node = group ? node_member(group, name) : NULL;
	return node && node->kind == NODE_TEXT && !node->refused ? node->value.text : NULL;
}

static void take_entries(struct flow *flow, const struct node *session, const char *name,
        const char *key, const char *value, struct flow_entries *entries)
{
	const struct node *list = node_member(session, name);
	for (const struct node *item = list ? list->first : NULL; item; item = item->next) {
		const char *path = member_text(item, key), *text = member_text(item, value);
		if (path && text)
			entry_put(flow, entries, path, text, NULL);
	}
}

static void take_drafts(struct flow *flow, const struct node *session)
{
	struct flow_entries drafts = { 0 };
	take_entries(flow, session, "drafts", "path", "text", &drafts);
	LIST_EACH(const struct flow_entry, draft, drafts) {
		const struct schema_row *row = tree_row(flow->know, draft->path);
		const char *problem =
		        row ? flow_text_problem(flow, row, draft->text, flow->arena) : NULL;
		if (row)
			entry_put(flow, &flow->drafts, draft->path, draft->text,
			        problem ? problem : FLOW_NOT_ACCEPTED);
	}
}

static void take_origins(struct flow *flow, const struct node *session)
{
	struct flow_entries origins = { 0 };
	for (struct node *child = flow->answers.root->first; child; child = child->next)
		tree_set_origin(child, ORIGIN_ASKED);
	take_entries(flow, session, "origin", "path", "origin", &origins);
	LIST_EACH(const struct flow_entry, entry, origins) {
		struct node *node = answers_find(&flow->answers, entry->path);
		if (node && text_equal(entry->text, "file"))
			tree_set_origin(node, ORIGIN_FILE);
	}
}

static void take_members(struct flow *flow, const struct node *session)
{
	const char *here = member_text(session, "field"), *screen = member_text(session, "screen");
	const struct node *only = node_member(session, "only_missing");
	const struct node *done = node_member(session, "steps_done");
	flow->here = here ? here : "";
	flow->here_screen = screen ? screen : "";
	flow->only_missing = only && only->kind == NODE_FLAG && only->value.flag;
	for (const struct node *item = done ? done->first : NULL; item; item = item->next)
		LIST_PUSH(flow->arena, &flow->steps_done, item->value.text);
	take_entries(flow, session, "steps_skipped", "step", "reason", &flow->steps_skipped);
	take_entries(flow, session, "parked", "path", "text", &flow->parked);
}

/* The acknowledgements stay in the tree: planning reads them. */
void flow_take_session(struct flow *flow)
{
	struct node *session = node_member(flow->answers.root, SESSION);
	if (!session)
		return;
	take_members(flow, session);
	take_drafts(flow, session);
	/* A file that was written by hand may hold acknowledgements and nothing else. */
	if (member_text(session, "screen"))
		take_origins(flow, session);
	for (struct node *child = session->first, *next; child; child = next) {
		next = child->next;
		if (!text_equal(child->name, ACKNOWLEDGED))
			tree_remove(child);
	}
}

/* ---- and back ---- */

static struct node *add(struct answers *to, struct node *parent, const char *name,
        enum node_kind kind)
{
	struct node *node = answers_add(to, parent, name, kind, 0);
	node->origin = ORIGIN_ASKED;
	return node;
}

static void put_text(struct answers *to, struct node *group, const char *name, const char *text)
{
	if (text && *text)
		add(to, group, name, NODE_TEXT)->value.text = arena_strdup(to->arena, text);
}

static void put_entries(struct answers *to, struct node *session, const char *name,
        const char *key, const char *value, const struct flow_entries *entries)
{
	if (entries->count == 0)
		return;
	struct node *list = add(to, session, name, NODE_LIST);
	LIST_EACH(const struct flow_entry, entry, *entries) {
		struct node *group = add(to, list, NULL, NODE_GROUP);
		add(to, group, key, NODE_TEXT)->value.text = arena_strdup(to->arena, entry->path);
		add(to, group, value, NODE_TEXT)->value.text = arena_strdup(to->arena, entry->text);
	}
}

/* Answers from a file that somebody wrote. */
static void find_origins(const struct node *group, struct arena *arena,
        struct flow_entries *origins)
{
	for (const struct node *child = group->first; child; child = child->next) {
		bool is_leaf = child->kind != NODE_GROUP && (child->kind != NODE_LIST ||
		        answer_item_kind(child->row) == NODE_TEXT);
		if (!is_leaf)
			find_origins(child, arena, origins);
		else if (child->origin == ORIGIN_FILE)
			LIST_PUSH(arena, origins, ((struct flow_entry){
				.path = node_path_text(child, arena), .text = "file" }));
	}
}

const struct answers *flow_saved(struct flow *flow, struct arena *arena)
{
	struct answers *saved = arena_alloc(arena, sizeof(*saved));
	struct flow_entries origins = { 0 };
	answers_init(saved, flow->know, flow->answers.file, arena);
	tree_copy(saved, saved->root, flow->answers.root, NULL);
	find_origins(saved->root, arena, &origins);
	struct node *session = node_member(saved->root, SESSION);
	if (!session)
		session = add(saved, saved->root, SESSION, NODE_GROUP);
	put_text(saved, session, "screen", flow->here_screen);
	put_text(saved, session, "field", flow->here);
	if (flow->steps_done.count) {
		struct node *list = add(saved, session, "steps_done", NODE_LIST);
		LIST_EACH(const char *, id, flow->steps_done)
			add(saved, list, NULL, NODE_TEXT)->value.text = arena_strdup(arena, *id);
	}
	put_entries(saved, session, "steps_skipped", "step", "reason", &flow->steps_skipped);
	if (flow->only_missing)
		add(saved, session, "only_missing", NODE_FLAG)->value.flag = true;
	put_entries(saved, session, "origin", "path", "origin", &origins);
	put_entries(saved, session, "drafts", "path", "text", &flow->drafts);
	put_entries(saved, session, "parked", "path", "text", &flow->parked);
	put_text(saved, session, "screens_hash", flow_screens_hash(flow->know, arena));
	flow->changed = false;
	return saved;
}
