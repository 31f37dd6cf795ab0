/* core/flow_when.c: does a condition hold? */
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "flow_parts.h"

const char *flow_concrete(const char *pattern, const size_t *at, size_t depth,
        struct arena *arena)
{
	struct buf path;
	size_t used = 0;
	buf_init(&path);
	buf_puts(&path, "");
	for (const char *c = pattern; *c; c++) {
		if (c[0] == '[' && c[1] == ']' && used < depth) {
			buf_printf(&path, "[%zu]", at[used++]);
			c++;
		} else {
			buf_putc(&path, *c);
		}
	}
	const char *text = arena_strdup(arena, path.data);
	buf_done(&path);
	return text;
}

bool flow_release(const struct flow *flow, struct release *release)
{
	const struct node *version = answers_find(&flow->work.answers, "product.version");
	const struct node *update = answers_find(&flow->work.answers, "product.update");
	release->product = version ? product_find(flow->know, version->value.text) : NULL;
	if (!release->product)
		return false;
	int index = update ? product_update_find(release->product, update->value.text) : -1;
	if (index < 0)
		index = product_update_find(release->product, release->product->default_update);
	release->update = index < 0 ? 0 : (size_t)index;
	return true;
}

static const struct scenario_row *scenario_of(const struct flow *flow)
{
	const struct node *node = answers_find(&flow->work.answers, "certificates.scenario");
	return node ? scenario_find(flow->know, node->value.text) : NULL;
}

/* How many sites of all forests have this internet_facing. */
static size_t sites_count(const struct flow *flow, bool facing)
{
	size_t count = 0;
	const struct node *forests = node_member(flow->work.answers.root, "forests");
	for (const struct node *forest = forests ? forests->first : NULL; forest;
	        forest = forest->next) {
		const struct node *sites = node_member(forest, "sites");
		for (const struct node *site = sites ? sites->first : NULL; site;
		        site = site->next) {
			const struct node *node = node_member(site, "internet_facing");
			count += node && node->kind == NODE_FLAG && node->value.flag == facing;
		}
	}
	return count;
}

static bool has_hidden_site(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)spot;
	(void)choice;
	return sites_count(flow, false) > 0;
}

static bool has_several_facing_sites(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)spot;
	(void)choice;
	return sites_count(flow, true) > 1;
}

static bool scenario_lists_names(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)spot;
	(void)choice;
	const struct scenario_row *scenario = scenario_of(flow);
	return scenario && form_has("planned|wildcards", scenario->names);
}

static bool scenario_has_second_site(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)spot;
	(void)choice;
	const struct scenario_row *scenario = scenario_of(flow);
	return scenario && scenario->second_site;
}

static bool scenario_takes_issuer(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)spot;
	const struct scenario_row *scenario = scenario_of(flow);
	return !scenario || !choice || texts_have(scenario->issuers, choice);
}

static bool is_windows_pki(const struct flow *flow, const char *path)
{
	const struct node *node = answers_find(&flow->work.answers, path);
	return node && node->kind == NODE_TEXT && text_equal(node->value.text, "windows-pki");
}

/* Does an authority of one's own sign anything? */
static bool has_private_authority(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	return is_windows_pki(flow, "certificates.issuer") ||
	       (has_hidden_site(flow, spot, choice) &&
	               is_windows_pki(flow, "certificates.proxy_site_issuer"));
}

static bool stands_beside(const struct flow *flow, const struct flow_spot *spot, const char *choice)
{
	(void)spot;
	struct release release;
	const struct coexistence_row *older = choice ? coexistence_find(flow->know, choice) : NULL;
	return !older || !flow_release(flow, &release) || beside_find(flow->know, older, release);
}

static bool needs_legacy_name(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)spot;
	(void)choice;
	struct release release;
	const struct node *list = answers_find(&flow->work.answers, "product.coexistence");
	if (!list || !flow_release(flow, &release))
		return false;
	for (const struct node *item = list->first; item; item = item->next) {
		const struct coexistence_row *older = item->kind == NODE_TEXT ?
		        coexistence_find(flow->know, item->value.text) : NULL;
		const struct beside_row *beside =
		        older ? beside_find(flow->know, older, release) : NULL;
		if (beside && beside->needs_name)
			return true;
	}
	return false;
}

static bool site_answers_autodiscover(const struct flow *flow, const struct flow_spot *spot,
        const char *choice)
{
	(void)choice;
	struct arena *scratch = arena_new();
	const char *path = flow_concrete("forests[].sites[].autodiscover", spot->at, spot->depth,
	        scratch);
	const struct node *node = answers_find(&flow->work.answers, path);
	arena_free(scratch);
	return node && node->kind == NODE_FLAG && node->value.flag;
}

static const struct {
	const char *name;
	bool (*holds)(const struct flow *flow, const struct flow_spot *spot, const char *choice);
} predicates[] = {
	{ "has-hidden-site", has_hidden_site },
	{ "has-several-facing-sites", has_several_facing_sites },
	{ "scenario-lists-names", scenario_lists_names },
	{ "scenario-has-second-site", scenario_has_second_site },
	{ "scenario-takes-issuer", scenario_takes_issuer },
	{ "site-answers-autodiscover", site_answers_autodiscover },
	{ "has-private-authority", has_private_authority },
	{ "stands-beside", stands_beside },
	{ "needs-legacy-name", needs_legacy_name },
};

bool flow_predicate_exists(const char *name)
{
	name += *name == '!';
	for (size_t i = 0; i < COUNT_OF(predicates); i++) {
		if (text_equal(predicates[i].name, name))
			return true;
	}
	return false;
}

bool flow_predicate(const struct flow *flow, const char *name, const struct flow_spot *spot,
        const char *choice)
{
	bool negated = *name == '!';
	for (size_t i = 0; i < COUNT_OF(predicates); i++) {
		if (text_equal(predicates[i].name, name + negated))
			return predicates[i].holds(flow, spot, choice) != negated;
	}
	assert(!"a predicate that the lint has not seen");
	return false;
}

/* Is the value of the node, or one of its items, among the texts? */
static bool value_among(const struct node *node, const char *fallback, struct texts texts,
        struct arena *arena)
{
	if (!node)
		return fallback && texts_have(texts, fallback);
	if (node->kind != NODE_LIST)
		return texts_have(texts, node_value_text(node, arena));
	for (const struct node *item = node->first; item; item = item->next) {
		if (texts_have(texts, node_value_text(item, arena)))
			return true;
	}
	return false;
}

static bool holds(const struct flow *flow, const struct condition_row *condition,
        const struct flow_spot *spot, const char *choice, struct arena *arena)
{
	if (condition->predicate && !flow_predicate(flow, condition->predicate, spot, choice))
		return false;
	if (!condition->question)
		return true;
	const char *path = flow_concrete(condition->question, spot->at, spot->depth, arena);
	const struct node *node = answers_find(&flow->work.answers, path);
	const struct schema_row *row = tree_row(flow->know, path);
	const char *fallback = row ? row->fallback : NULL;
	if (condition->answered && !answers_find(&flow->answers, path))
		return false;
	if (condition->is.count && !value_among(node, fallback, condition->is, arena))
		return false;
	return !condition->is_not.count || !value_among(node, fallback, condition->is_not, arena);
}

bool flow_holds(const struct flow *flow, const struct condition_rows *conditions,
        const struct flow_spot *spot, const char *choice)
{
	if (conditions->count == 0)
		return true;
	struct arena *scratch = arena_new();
	bool all = true;
	for (size_t i = 0; all && i < conditions->count; i++)
		all = holds(flow, &conditions->items[i], spot, choice, scratch);
	arena_free(scratch);
	return all;
}
