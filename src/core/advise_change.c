/* core/advise_change.c: from rows of knowledge to changed answers. */
#include <string.h>

#include "advice.h"
#include "base/text.h"
#include "core/answer_check.h"
#include "core/name.h"
#include "part.h"

/* Addresses that stand for those that a person has to find (RFC 5737); never shown. */
#define STAND_IN_ADDRESS "192.0.2.%d"
#define STAND_IN_LAST 254

/* An answer that is being changed. */
struct draft {
	const char *path;
	const char *before; /* NULL: not given */
	bool is_list;
	struct text_list items; /* of a list */
	const char *value;      /* of anything else; NULL: taken out */
	bool is_out, wanted;
};

struct draft_list LIST_OF(struct draft *);

/* One candidate while it is being made. */
struct making {
	const struct plan *plan;
	struct arena *arena;
	const char *each_value; /* for the rule `each` */
	struct draft_list drafts;
	struct client_swap swap;
	int stand_ins;
};

/* ---- answers ---- */

static void split(struct arena *arena, const struct node *list, struct text_list *items)
{
	for (const struct node *item = list->first; item; item = item->next)
		LIST_PUSH(arena, items, node_value_text(item, arena));
}

/* Each answer has one draft, whatever number of targets change it. */
static struct draft *draft_of(struct making *making, const char *path, const struct schema_row *row)
{
	LIST_EACH(struct draft *, known, making->drafts) {
		if (text_equal((*known)->path, path))
			return *known;
	}
	const struct node *node = answers_find(making->plan->request->answers, path);
	struct draft *draft = arena_alloc(making->arena, sizeof(*draft));
	draft->path = path;
	draft->is_list = answer_kind(row) == NODE_LIST;
	if (node) {
		draft->before = node_value_text(node, making->arena);
		draft->value = draft->before;
		if (draft->is_list)
			split(making->arena, node, &draft->items);
	}
	LIST_PUSH(making->arena, &making->drafts, draft);
	return draft;
}

static void item_add(struct making *making, struct draft *draft, const char *text)
{
	if (text && !texts_have(texts_of(&draft->items), text))
		LIST_PUSH(making->arena, &draft->items, text);
}

/* Plans have names in one spelling; a person may have another. */
static const char *canonical(const struct making *making, const char *item)
{
	const char *reason;
	const char *name = name_certificate(item, making->arena, &reason);
	return name ? name : item;
}

/* Takes out the items that are meant. */
static void items_drop(const struct making *making, struct draft *draft, const char *what,
        bool (*is_meant)(const char *item, const char *what))
{
	size_t kept = 0;
	for (size_t i = 0; what && i < draft->items.count; i++) {
		if (!is_meant(canonical(making, draft->items.items[i]), what))
			draft->items.items[kept++] = draft->items.items[i];
	}
	if (what)
		draft->items.count = kept;
}

static bool is_name_for(const char *item, const char *host)
{
	return text_equal_nocase(item, host) || name_covers(item, host);
}

static bool is_zone_of(const char *item, const char *host)
{
	return name_within(host, item);
}

/* ---- values ---- */

/* One rule, for one target. */
struct change {
	struct making *making;
	struct draft *draft;
	const struct edit_row *row;
	const struct target *target;
	const struct site_answer *site; /* that the path leads to; NULL: to none */
};

static void rule_set(const struct change *change)
{
	change->draft->value = change->row->value;
}

static void rule_default(const struct change *change)
{
	change->draft->is_out = true;
}

static void rule_each(const struct change *change)
{
	change->draft->value = change->making->each_value;
}

static void rule_add(const struct change *change)
{
	item_add(change->making, change->draft, change->row->value);
}

/* "outlook-2007 outlook-2007-srv" */
static void rule_swap(const struct change *change)
{
	struct draft *draft = change->draft;
	const char *words = change->row->value, *blank = strchr(words, ' ');
	const char *old =
	        arena_strndup(change->making->arena, words, (size_t)(blank - words));
	change->making->swap = (struct client_swap){ .from = old, .to = blank + 1 };
	if (texts_have(texts_of(&draft->items), blank + 1)) {
		items_drop(change->making, draft, old, text_equal);
		return;
	}
	for (size_t i = 0; i < draft->items.count; i++) {
		if (text_equal(draft->items.items[i], old))
			draft->items.items[i] = blank + 1;
	}
}

static void rule_add_host(const struct change *change)
{
	item_add(change->making, change->draft, change->target->host);
}

static void rule_drop_host(const struct change *change)
{
	items_drop(change->making, change->draft, change->target->host, is_name_for);
}

static void rule_drop_above(const struct change *change)
{
	items_drop(change->making, change->draft, change->target->host, is_zone_of);
}

/* The last one stays: a plan for nobody is no plan. */
static void rule_drop_client(const struct change *change)
{
	if (change->draft->items.count > 1)
		items_drop(change->making, change->draft, change->target->client, text_equal);
}

static void rule_subject(const struct change *change)
{
	if (change->target->subject)
		change->draft->value = change->target->subject;
}

static void rule_namespace(const struct change *change)
{
	const struct site_answer *site = change->site;
	if (change->draft->before && site && site->namespace.value)
		change->draft->value = site->namespace.value;
}

static void rule_latest(const struct change *change)
{
	change->draft->value =
	        change->making->plan->request->release.product->default_update;
}

/* Is the namespace another site's too, one that comes before this one? */
static bool repeats_a_namespace(const struct request *request, const struct site_answer *site)
{
	SITES_EACH(request, other) {
		if (other == site || !site->namespace.value)
			return false;
		if (other->internet_facing.value &&
		        text_equal(other->namespace.value, site->namespace.value))
			return true;
	}
	return false;
}

static void rule_own_host(const struct change *change)
{
	struct making *making = change->making;
	struct draft *draft = change->draft;
	const struct request *request = making->plan->request;
	const struct site_answer *site = change->site;
	if (draft->wanted || !site ||
	        (change->row->at && !repeats_a_namespace(request, site)))
		return;
	draft->value = arena_printf(making->arena, "own-name-%d.%s", ++making->stand_ins,
	        site_forest(request, site)->smtp_domains.items[0].value);
	draft->wanted = true;
}

static bool tree_has(const struct node *node, const char *text)
{
	if (node->kind == NODE_TEXT)
		return text_equal(node->value.text, text);
	for (const struct node *child = node->first; child; child = child->next) {
		if (tree_has(child, text))
			return true;
	}
	return false;
}

static const char *stand_in_address(struct making *making)
{
	const char *address;
	do {
		int last = STAND_IN_LAST - making->stand_ins++ % STAND_IN_LAST;
		address = arena_printf(making->arena, STAND_IN_ADDRESS, last);
	} while (tree_has(making->plan->request->answers->root, address) &&
	        making->stand_ins < STAND_IN_LAST);
	return address;
}

static bool is_of_first_web_site(const struct site_answer *site, const char *address)
{
	const struct text_answers *lists[] = { &site->external_addresses,
		&site->internal_addresses };
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		LIST_EACH(const struct text_answer, known, *lists[i]) {
			if (text_equal(known->value, address))
				return true;
		}
	}
	return false;
}

static void rule_own_address(const struct change *change)
{
	struct draft *draft = change->draft;
	bool lacking = draft->items.count == 0;
	LIST_EACH(const char *, item, draft->items)
		lacking = lacking || (change->site && is_of_first_web_site(change->site, *item));
	if (!lacking || draft->wanted)
		return;
	draft->items.count = 0;
	LIST_PUSH(change->making->arena, &draft->items, stand_in_address(change->making));
	draft->wanted = true;
}

static const struct {
	const char *name; /* know/fix.h says what each does */
	void (*apply)(const struct change *change);
} rules[] = {
	{ "set", rule_set },
	{ "default", rule_default },
	{ "each", rule_each },
	{ "add", rule_add },
	{ "swap", rule_swap },
	{ "add-host", rule_add_host },
	{ "drop-host", rule_drop_host },
	{ "drop-above", rule_drop_above },
	{ "drop-client", rule_drop_client },
	{ "subject", rule_subject },
	{ "namespace", rule_namespace },
	{ "latest", rule_latest },
	{ "own-host", rule_own_host },
	{ "own-address", rule_own_address },
};

/* ---- paths ---- */

/* "forests[].sites[].hosts.*" for one site and service; NULL: the path needs what is not there. */
static const char *path_of(struct arena *arena, const char *pattern, const struct site_answer *site,
        const char *service)
{
	struct text_list parts = { 0 };
	size_t indexes[] = { site ? site->forest : 0, site ? site->index : 0 }, used = 0;
	while (*pattern) {
		size_t length = strcspn(pattern, "[*");
		LIST_PUSH(arena, &parts, arena_strndup(arena, pattern, length));
		pattern += length;
		if (*pattern == '*') {
			if (!service)
				return NULL;
			LIST_PUSH(arena, &parts, service);
			pattern++;
		} else if (*pattern) {
			if (!site || used >= COUNT_OF(indexes))
				return NULL;
			LIST_PUSH(arena, &parts,
			        arena_printf(arena, "[%zu]", indexes[used++]));
			pattern += strlen("[]");
		}
	}
	return texts_join(arena, texts_of(&parts), "");
}

static void change_apply(struct making *making, const struct edit_row *row,
        const struct target *target, const struct site_answer *site)
{
	const struct plan *plan = making->plan;
	const char *service =
	        target->service >= 0 ? plan->know->services.items[target->service].id : NULL;
	const char *path = path_of(making->arena, row->path, site, service);
	if (!path)
		return;
	const struct change change = {
		.making = making,
		.draft = draft_of(making, path, know_find(plan->know, "answers", row->path)),
		.row = row,
		.target = target,
		.site = site,
	};
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		if (text_equal(rules[i].name, row->rule))
			rules[i].apply(&change);
	}
}

static void forest_apply(struct making *making, const struct edit_row *row,
        const struct target *target, const struct forest_answer *forest)
{
	if (!row->at) {
		if (forest->autodiscover_site)
			change_apply(making, row, target, forest->autodiscover_site);
		return;
	}
	for (size_t i = 0; i < forest->site_count; i++)
		change_apply(making, row, target, &forest->sites[i]);
}

/* Once for each site that is meant, or once for a path without sites. */
static void target_apply(struct making *making, const struct edit_row *row,
        const struct target *target)
{
	const struct request *request = making->plan->request;
	if (!strstr(row->path, "sites[]") || (target->site && !row->at)) {
		change_apply(making, row, target, target->site);
		return;
	}
	for (size_t i = 0; i < request->forest_count; i++) {
		const struct forest_answer *forest = &request->forests[i];
		if (!target->forest || target->forest == forest)
			forest_apply(making, row, target, forest);
	}
}

/* ---- candidates ---- */

static bool is_changed(const struct draft *draft)
{
	return draft->is_out ? draft->before != NULL : !text_equal(draft->before, draft->value);
}

static struct candidate finish(struct making *making)
{
	struct candidate candidate = { .swap = making->swap };
	const struct answers *answers = making->plan->request->answers;
	LIST_EACH(struct draft *, each, making->drafts) {
		struct draft *draft = *each;
		const struct node *node = answers_find(answers, draft->path);
		if (draft->is_list && !draft->is_out)
			draft->value = texts_join(making->arena, texts_of(&draft->items), ", ");
		bool is_default = !node || node->origin == ORIGIN_DEFAULT ||
		        node->origin == ORIGIN_DERIVED;
		if (!is_changed(draft) || (draft->is_out ? is_default : !draft->value))
			continue;
		if (candidate.edits.count == 0 && !draft->is_out && !draft->wanted)
			candidate.value = draft->value;
		LIST_PUSH(making->arena, &candidate.edits,
		        ((struct edit){ .path = draft->path, .wanted = draft->wanted,
		                .value = draft->is_out ? NULL : draft->value }));
	}
	return candidate;
}

static void candidate_add(const struct plan *plan, const struct edit_rows *rows,
        const struct target_list *targets, const char *each_value, struct arena *arena,
        struct candidate_list *candidates)
{
	struct making making = { .plan = plan, .arena = arena, .each_value = each_value };
	LIST_EACH(const struct edit_row, row, *rows) {
		LIST_EACH(const struct target, target, *targets)
			target_apply(&making, row, target);
	}
	struct candidate candidate = finish(&making);
	if (candidate.edits.count > 0)
		LIST_PUSH(arena, candidates, candidate);
}

/* The values that the rule `each` goes through; none: no row has that rule. */
static struct texts each_values(const struct plan *plan, const struct edit_rows *rows,
        struct arena *arena)
{
	LIST_EACH(const struct edit_row, row, *rows) {
		const struct schema_row *schema = know_find(plan->know, "answers", row->path);
		if (text_equal(row->rule, "each"))
			return schema->refers_to ? know_ids(plan->know, schema->refers_to, arena) :
			                           schema->values;
	}
	return (struct texts){ 0 };
}

struct candidate_list candidates_make(const struct plan *plan, const struct edit_rows *rows,
        const struct target_list *targets, struct arena *arena)
{
	struct candidate_list candidates = { 0 };
	struct texts values = each_values(plan, rows, arena);
	if (values.count == 0)
		candidate_add(plan, rows, targets, NULL, arena, &candidates);
	for (size_t i = 0; i < values.count; i++)
		candidate_add(plan, rows, targets, values.items[i], arena, &candidates);
	return candidates;
}
