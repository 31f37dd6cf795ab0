/* core/flow_session.c: the session group of an answer file. */
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "flow_parts.h"

#define SESSION "session"
#define ACKNOWLEDGED "acknowledged"

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

/* The texts of a list. */
static struct texts take_texts(struct flow *flow, const struct node *session, const char *name)
{
	const struct node *list = node_member(session, name);
	struct text_list texts = { 0 };
	for (const struct node *item = list ? list->first : NULL; item; item = item->next) {
		if (item->kind == NODE_TEXT && !item->refused)
			LIST_PUSH(flow->arena, &texts, item->value.text);
	}
	return texts_of(&texts);
}

/* The same as notes under paths. */
static void take_paths(struct flow *flow, const struct node *session, const char *name,
        struct flow_entries *entries)
{
	struct texts paths = take_texts(flow, session, name);
	for (size_t i = 0; i < paths.count; i++)
		entry_put(flow, entries, paths.items[i], "", NULL);
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
		struct flow_entry *parked = entry_find(&flow->parked, entry->path);
		if (!text_equal(entry->text, "file"))
			continue;
		if (node)
			tree_set_origin(node, ORIGIN_FILE);
		if (parked)
			parked->origin = ORIGIN_FILE;
	}
}

/* "1a2b3c4d contoso/New York/set-scp/CAS01" */
static void take_seen(struct flow *flow, const struct node *session)
{
	struct texts seen = take_texts(flow, session, "steps_seen");
	for (size_t i = 0; i < seen.count; i++) {
		const char *blank = strchr(seen.items[i], ' ');
		if (blank)
			entry_put(flow, &flow->steps_seen, blank + 1, arena_strndup(flow->arena,
			        seen.items[i], (size_t)(blank - seen.items[i])), NULL);
	}
}

static void take_members(struct flow *flow, const struct node *session)
{
	const char *here = member_text(session, "field"), *screen = member_text(session, "screen");
	const char *hash = member_text(session, "screens_hash");
	const char *written = member_text(session, "written");
	const struct node *only = node_member(session, "only_missing");
	struct texts done = take_texts(flow, session, "steps_done");
	flow->here = here ? here : "";
	flow->is_resumed = here != NULL;
	flow->here_screen = screen ? screen : "";
	flow->written = written && *written ? written : NULL;
	flow->only_missing = only && only->kind == NODE_FLAG && only->value.flag;
	for (size_t i = 0; i < done.count; i++)
		LIST_PUSH(flow->arena, &flow->steps_done, done.items[i]);
	take_entries(flow, session, "steps_skipped", "step", "reason", &flow->steps_skipped);
	take_seen(flow, session);
	take_entries(flow, session, "parked", "path", "text", &flow->parked);
	take_paths(flow, session, "skipped", &flow->skipped);
	take_paths(flow, session, "opened", &flow->opened);
	take_paths(flow, session, "renewed", &flow->renewed);
	flow->met = take_texts(flow, session, "questions");
	flow->is_older = hash && !text_equal(hash, flow_screens_hash(flow->know, flow->arena));
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

static void put_texts(struct answers *to, struct node *session, const char *name,
        struct texts texts)
{
	struct node *list = texts.count ? add(to, session, name, NODE_LIST) : NULL;
	for (size_t i = 0; i < texts.count; i++)
		add(to, list, NULL, NODE_TEXT)->value.text =
		        arena_strdup(to->arena, texts.items[i]);
}

static void put_paths(struct answers *to, struct node *session, const char *name,
        const struct flow_entries *entries)
{
	struct text_list paths = { 0 };
	LIST_EACH(const struct flow_entry, entry, *entries)
		LIST_PUSH(to->arena, &paths, entry->path);
	put_texts(to, session, name, texts_of(&paths));
}

static void put_seen(struct answers *to, struct node *session, const struct flow_entries *seen)
{
	struct text_list texts = { 0 };
	LIST_EACH(const struct flow_entry, entry, *seen)
		LIST_PUSH(to->arena, &texts, arena_printf(to->arena, "%s %s", entry->text, entry->path));
	put_texts(to, session, "steps_seen", texts_of(&texts));
}

/* "forests[].sites[].namespace 1a2b3c4d": the questions that these answers were given to. */
static struct texts questions_met(const struct flow *flow, struct arena *arena)
{
	struct text_list texts = { 0 };
	struct map *seen = map_make(arena);
	LIST_EACH(const struct flow_spot, spot, flow->work.spots) {
		if (!spot->row || map_get(seen, spot->question->path))
			continue;
		(void)map_put(seen, spot->question->path, seen);
		LIST_PUSH(arena, &texts, arena_printf(arena, "%s %s", spot->question->path,
		        flow_question_hash(flow->know, spot->question, arena)));
	}
	return texts_of(&texts);
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
	LIST_EACH(const struct flow_entry, entry, flow->parked) {
		if (entry->origin == ORIGIN_FILE)
			LIST_PUSH(arena, &origins,
			        ((struct flow_entry){ .path = entry->path, .text = "file" }));
	}
	struct node *session = node_member(saved->root, SESSION);
	if (!session)
		session = add(saved, saved->root, SESSION, NODE_GROUP);
	put_text(saved, session, "screen", flow->here_screen);
	put_text(saved, session, "field", flow->here);
	put_texts(saved, session, "steps_done", texts_of(&flow->steps_done));
	put_seen(saved, session, &flow->steps_seen);
	put_entries(saved, session, "steps_skipped", "step", "reason", &flow->steps_skipped);
	if (flow->only_missing)
		add(saved, session, "only_missing", NODE_FLAG)->value.flag = true;
	put_entries(saved, session, "origin", "path", "origin", &origins);
	put_entries(saved, session, "drafts", "path", "text", &flow->drafts);
	put_entries(saved, session, "parked", "path", "text", &flow->parked);
	put_paths(saved, session, "skipped", &flow->skipped);
	put_paths(saved, session, "opened", &flow->opened);
	put_paths(saved, session, "renewed", &flow->renewed);
	put_text(saved, session, "written", flow->written);
	put_text(saved, session, "screens_hash", flow_screens_hash(flow->know, arena));
	put_texts(saved, session, "questions", questions_met(flow, arena));
	flow->changed = false;
	return saved;
}
