/* core/request_read.c: members of groups, with the schema's judgement and defaults. */
#include "request_read.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/map.h"
#include "base/text.h"
#include "core/answer_check.h"

#define SHOWN_MAX 80 /* bytes of a value in a message */
/* Nobody reads more, and a hostile file would make any number of them. */
#define COMPLAINTS_MAX 100
/* A list of so few items is compared item by item; a map costs more. */
#define SMALL_LIST 16

struct fallback fallback_product(const char *text)
{
	return (struct fallback){ .text = text, .origin = ORIGIN_DEFAULT };
}

struct fallback fallback_derived(const char *text)
{
	return (struct fallback){ .text = text, .origin = ORIGIN_DERIVED };
}

const char *flag_text(bool flag)
{
	return flag ? "true" : "false";
}

const struct node *node_given(const struct node *node)
{
	bool given = node && (node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED);
	return given ? node : NULL;
}

const struct node *member_given(struct place place, const char *name)
{
	return node_given(node_member(place.node, name));
}

static void node_forget_defaults(struct node *group)
{
	struct node **link = &group->first;
	group->last = NULL;
	while (*link) {
		struct node *child = *link;
		node_forget_defaults(child);
		if (!node_given(child) && !child->first) {
			*link = child->next;
			group->count--;
			continue;
		}
		group->last = child;
		link = &child->next;
	}
}

void answers_forget_defaults(struct answers *answers)
{
	node_forget_defaults(answers->root);
}

/* Defaults have no line: the group around them has. */
static int node_line(const struct node *node)
{
	while (node && node->line == 0)
		node = node->parent;
	return node ? node->line : 1;
}

void complain(struct reading *reading, const struct node *node, const char *format, ...)
{
	if (++reading->complaints > COMPLAINTS_MAX)
		return;
	if (reading->complaints == COMPLAINTS_MAX) {
		problem_add(reading->problems, reading->arena, node_line(node),
		        "more problems than these; mend them first, the rest is not listed");
		return;
	}
	va_list values;
	va_start(values, format);
	const char *text = arena_vprintf(reading->arena, format, values);
	va_end(values);
	const char *path = node_path_text(node, reading->arena);
	problem_add(reading->problems, reading->arena, node_line(node), "%s%s%s", path,
	        *path ? ": " : "", text);
}

const char *complain_nearest(struct reading *reading, const char *word, struct texts candidates)
{
	const char *nearest = text_nearest(word, candidates);
	if (!nearest)
		return "";
	return arena_printf(reading->arena, "; did you mean \"%s\"?", nearest);
}

const char *complain_text(struct reading *reading, const char *text)
{
	size_t length = strlen(text);
	if (length <= SHOWN_MAX)
		return text;
	/* Not in the middle of a character. */
	for (length = SHOWN_MAX; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
		length--;
	return arena_printf(reading->arena, "%.*s...", (int)length, text);
}

/* "*" stands for any service. */
static bool row_is(const struct schema_row *row, const char *place, size_t length,
        const char *name)
{
	if (strncmp(row->path, place, length) != 0)
		return false;
	const char *rest = row->path + length;
	if (length > 0 && *rest++ != '.')
		return false;
	return *rest == *name ? strcmp(rest, name) == 0 : strcmp(rest, "*") == 0;
}

const struct schema_row *row_find(struct reading *reading, const char *place, const char *name)
{
	const struct schema_rows *rows = &reading->know->answers;
	size_t length = strlen(place), next = reading->next_row;
	for (size_t i = 0; i < rows->count; i++) {
		const size_t sides[] = { next + i, next - i - 1 }; /* ahead, behind */
		for (size_t side = 0; side < COUNT_OF(sides); side++) {
			size_t at = sides[side];
			if (at < rows->count && row_is(&rows->items[at], place, length, name)) {
				reading->next_row = at + 1;
				return &rows->items[at];
			}
		}
	}
	die("the schema of answers has no row for \"%s\" in \"%s\"", name, place);
}

static const char *kind_text(enum node_kind kind)
{
	static const char *const texts[] = {
		[NODE_GROUP] = "a group",
		[NODE_LIST] = "a list",
		[NODE_TEXT] = "a string",
		[NODE_INTEGER] = "a number",
		[NODE_FLAG] = "true or false",
	};
	return texts[kind];
}

/* Can the node be judged further? One that was refused has been complained of. */
static bool kind_fits(struct reading *reading, const struct node *node,
        const struct schema_row *row, bool is_item)
{
	if (node->refused) {
		reading->has_refused = true;
		return false;
	}
	if (node->kind == (is_item ? answer_item_kind(row) : answer_kind(row)))
		return true;
	complain(reading, node, "it %s", answer_wrong_kind(row, is_item, kind_text(node->kind),
	        reading->arena));
	return false;
}

/* A key that nobody knows, and that looks like this one, has been complained of. */
static bool is_misspelt(const struct node *group, const char *name)
{
	const struct texts wanted = { &name, 1 };
	for (const struct node *child = group->first; child; child = child->next) {
		if (!child->row && child->refused && text_nearest(child->name, wanted))
			return true;
	}
	return false;
}

static void complain_missing(struct reading *reading, struct place place,
        const struct schema_row *row, const char *words)
{
	const char *dot = strrchr(row->path, '.'), *name = dot ? dot + 1 : row->path;
	if (is_misspelt(place.node, name)) {
		reading->has_refused = true;
		return;
	}
	complain(reading, place.node, "\"%s\" is missing; %s%s%s", name, words ? words : "",
	        words ? "; " : "", row->text);
}

static struct node *default_add(struct reading *reading, struct node *parent, const char *name,
        const struct schema_row *row, enum node_kind kind, enum origin origin)
{
	struct node *node = answers_add_row(reading->answers, parent, name, row, kind, 0);
	node->origin = origin;
	return node;
}

/* The items of a default, which has commas between them. */
static void default_fill_list(struct reading *reading, struct node *list, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, ",");
		struct node *item =
		        default_add(reading, list, NULL, list->row, NODE_TEXT, list->origin);
		item->value.text = arena_strndup(reading->answers->arena, text, length);
		text += length;
		text += strspn(text, ", ");
	}
}

/* NULL: there is no default. */
static struct node *default_make(struct reading *reading, struct place place, const char *name,
        const struct schema_row *row, struct fallback fallback)
{
	enum node_kind kind = answer_kind(row);
	const char *text = fallback.text ? fallback.text : row->fallback;
	enum origin origin = fallback.text ? fallback.origin : ORIGIN_DEFAULT;
	if (!text || (kind == NODE_TEXT && !*text))
		return NULL;
	struct node *node = default_add(reading, place.node, name, row, kind, origin);
	if (kind == NODE_LIST)
		default_fill_list(reading, node, text);
	else if (kind == NODE_FLAG)
		node->value.flag = text_equal(text, "true");
	else if (kind == NODE_INTEGER)
		node->value.integer = strtol(text, NULL, 10);
	else
		node->value.text = arena_strdup(reading->answers->arena, text);
	return node;
}

/* Nothing was said. */
static bool is_empty(const struct node *node)
{
	return node->kind == NODE_TEXT && !*node->value.text;
}

static void check_products(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	if (!row->products || !reading->has_release || is_empty(node) ||
	        release_in(reading->know, reading->request->release, row->products))
		return;
	complain(reading, node, "%s does not have it; only %s",
	        reading->request->release.product->name, row->products);
}

/* The member, or its default, or NULL. */
static struct node *member_take(struct reading *reading, struct place place, const char *name,
        const struct schema_row *row, struct fallback fallback)
{
	if (!place.node)
		return NULL;
	struct node *node = node_member(place.node, name);
	if (!node) {
		node = default_make(reading, place, name, row, fallback);
		if (!node && row->required)
			complain_missing(reading, place, row, NULL);
		return node;
	}
	if (!kind_fits(reading, node, row, false))
		return NULL;
	check_products(reading, row, node);
	return node;
}

struct place read_root(struct reading *reading)
{
	return (struct place){ .node = reading->answers->root, .schema = "" };
}

struct place read_group(struct reading *reading, struct place place, const char *name)
{
	const struct schema_row *row = row_find(reading, place.schema, name);
	struct node *node = member_take(reading, place, name, row, ROW_FALLBACK);
	if (!node && place.node && !row->required && !node_member(place.node, name))
		node = default_add(reading, place.node, name, row, NODE_GROUP, ORIGIN_DEFAULT);
	return (struct place){ .node = node, .schema = row->path };
}

static void check_count(struct reading *reading, const struct schema_row *row,
        const struct node *list)
{
	const char *problem = answer_check_count(row, list->count, reading->arena);
	if (problem)
		complain(reading, list, "it %s", problem);
}

struct places read_groups(struct reading *reading, struct place place, const char *name)
{
	const struct schema_row *row = row_find(reading, place.schema, name);
	struct node *list = member_take(reading, place, name, row, ROW_FALLBACK);
	struct places places = { .node = list };
	if (!list)
		return places;
	check_count(reading, row, list);
	places.items = arena_alloc(reading->arena, (list->count + 1) * sizeof(*places.items));
	const char *schema = arena_printf(reading->arena, "%s[]", row->path);
	for (struct node *item = list->first; item; item = item->next) {
		if (kind_fits(reading, item, row, true))
			places.items[places.count++] =
			        (struct place){ .node = item, .schema = schema };
	}
	return places;
}

struct text_answer read_text(struct reading *reading, struct place place, const char *name,
        struct fallback fallback)
{
	const struct schema_row *row = row_find(reading, place.schema, name);
	const struct node *node = member_take(reading, place, name, row, fallback);
	struct text_answer answer = { .node = node };
	if (!node)
		return answer;
	if (!is_empty(node))
		answer.value = value_text(reading, row, node);
	else if (row->required)
		complain(reading, node, "it is empty; %s", row->text);
	return answer;
}

struct flag_answer read_flag(struct reading *reading, struct place place, const char *name,
        struct fallback fallback)
{
	const struct schema_row *row = row_find(reading, place.schema, name);
	const struct node *node = member_take(reading, place, name, row, fallback);
	return (struct flag_answer){ .value = node && node->value.flag, .node = node };
}

struct number_answer read_number(struct reading *reading, struct place place, const char *name,
        struct fallback fallback)
{
	const struct schema_row *row = row_find(reading, place.schema, name);
	const struct node *node = member_take(reading, place, name, row, fallback);
	struct number_answer answer = { .node = node };
	if (node && value_number(reading, row, node))
		answer.value = node->value.integer;
	return answer;
}

/* Texts with the nodes they came from. */
struct node_set {
	struct map *map; /* to struct text_answer; NULL: few are expected, and `items` has them */
	struct text_answer *items;
	size_t count;
};

struct node_set *node_set_make(struct reading *reading, size_t expected)
{
	struct node_set *set = arena_alloc(reading->arena, sizeof(*set));
	if (expected > SMALL_LIST)
		set->map = map_make(reading->arena);
	else
		set->items = arena_alloc(reading->arena, SMALL_LIST * sizeof(*set->items));
	return set;
}

const struct node *node_set_add(struct reading *reading, struct node_set *set, const char *text,
        const struct node *node)
{
	const struct text_answer entry = { .value = text, .node = node };
	if (set->map) {
		struct text_answer *copy = arena_alloc(reading->arena, sizeof(*copy));
		*copy = entry;
		const struct text_answer *stored = map_put(set->map, text, copy);
		return stored == copy ? NULL : stored->node;
	}
	for (size_t i = 0; i < set->count; i++) {
		if (text_equal(set->items[i].value, text))
			return set->items[i].node;
	}
	assert(set->count < SMALL_LIST);
	set->items[set->count++] = entry;
	return NULL;
}

static bool is_new(struct reading *reading, struct node_set *set, const char *text,
        const struct node *item)
{
	const struct node *same = node_set_add(reading, set, text, item);
	if (!same)
		return true;
	complain(reading, item, "\"%s\" stands in this list already (line %d)",
	        complain_text(reading, text), same->line);
	return false;
}

struct text_answers read_texts(struct reading *reading, struct place place, const char *name,
        struct fallback fallback)
{
	const struct schema_row *row = row_find(reading, place.schema, name);
	struct node *list = member_take(reading, place, name, row, fallback);
	struct text_answers answers = { .node = list };
	if (!list)
		return answers;
	check_count(reading, row, list);
	if (list->count == 0)
		return answers;
	bool nocase = text_equal(row->type, "servers");
	struct node_set *set = node_set_make(reading, list->count);
	struct text_answer *items = arena_alloc(reading->arena, list->count * sizeof(*items));
	for (struct node *item = list->first; item; item = item->next) {
		if (!kind_fits(reading, item, row, true))
			continue;
		const char *text = value_text(reading, row, item);
		if (!text)
			continue;
		const char *key = nocase ? text_lower(reading->arena, text) : text;
		if (is_new(reading, set, key, item))
			items[answers.count++] = (struct text_answer){ text, item };
	}
	answers.items = items;
	return answers;
}

static bool has_answer(const struct node *node)
{
	if (!node_given(node))
		return false;
	if (node->refused)
		return true;
	return node->kind == NODE_LIST ? node->count > 0 : !is_empty(node);
}

void read_requires(struct reading *reading, struct place place, const char *condition)
{
	const struct schema_rows *rows = &reading->know->answers;
	size_t length = strlen(place.schema);
	for (size_t i = 0; place.node && i < rows->count; i++) {
		const struct schema_row *row = &rows->items[i];
		const char *when = row->required_when;
		if (!when || !text_starts(when, condition) || when[strlen(condition)] != ':' ||
		        strncmp(row->path, place.schema, length) != 0 || row->path[length] != '.')
			continue;
		if (!has_answer(node_member(place.node, row->path + length + 1)))
			complain_missing(reading, place, row, arena_printf(reading->arena,
			        "required where%s", when + strlen(condition) + 1));
	}
}
