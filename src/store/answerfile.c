/* store/answerfile.c: from libconfig's tree to ours, each value judged by its row of the schema. */
#include "store/answerfile.h"

#include <libconfig.h>
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "store/file.h"
#include "store/scan.h"

struct loader {
	struct answers *answers;
	struct problem_list *problems;
	const struct scan_notes *notes;
	size_t next_value; /* index into notes->lines, which has one for each setting of the tree */
	size_t problem_room;
};

static void read_value(struct loader *loader, struct node *node, config_setting_t *setting);

/* Says what is wrong with a value; the node needs no further judgement. */
static void complain(struct loader *loader, struct node *node, const char *text)
{
	struct arena *arena = loader->answers->arena;
	const struct node *named = node->name ? node : node->parent;
	node->refused = true;
	if (loader->problem_room == 0)
		return;
	if (--loader->problem_room == 0)
		problem_add(loader->problems, arena, node->line,
		        "more problems than these; mend them first, the rest was not judged");
	else if (!node->row)
		problem_add(loader->problems, arena, node->line, "%s", text);
	else
		problem_add(loader->problems, arena, node->line, "\"%s\" %s", named->name, text);
}

static size_t value_count(const config_setting_t *setting)
{
	size_t count = 1;
	if (!config_setting_is_aggregate(setting))
		return count;
	for (int i = 0; i < config_setting_length(setting); i++)
		count += value_count(config_setting_get_elem(setting, (unsigned)i));
	return count;
}

static int take_line(struct loader *loader, const config_setting_t *setting)
{
	size_t at = loader->next_value++;
	if (at < loader->notes->lines.count)
		return loader->notes->lines.items[at];
	return (int)config_setting_source_line(setting);
}

/* What is inside a refused value is not read. */
static void skip_children(struct loader *loader, const config_setting_t *setting)
{
	loader->next_value += value_count(setting) - 1;
}

static enum node_kind kind_of(const config_setting_t *setting)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_GROUP:
		return NODE_GROUP;
	case CONFIG_TYPE_LIST:
	case CONFIG_TYPE_ARRAY:
		return NODE_LIST;
	case CONFIG_TYPE_INT:
		return NODE_INTEGER;
	case CONFIG_TYPE_BOOL:
		return NODE_FLAG;
	default:
		return NODE_TEXT; /* a float too: no row wants one, see kind_is_wrong */
	}
}

/* How messages call what was found. */
static const char *found_words(const struct loader *loader, const config_setting_t *setting)
{
	struct arena *arena = loader->answers->arena;
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_GROUP:
		return "a group";
	case CONFIG_TYPE_LIST:
	case CONFIG_TYPE_ARRAY:
		return config_setting_length(setting) ? "a list" : "an empty list";
	case CONFIG_TYPE_INT:
		return arena_printf(arena, "the number %d", config_setting_get_int(setting));
	case CONFIG_TYPE_BOOL:
		return config_setting_get_bool(setting) ? "true" : "false";
	case CONFIG_TYPE_STRING:
		return "a string";
	default:
		return "a decimal number";
	}
}

/* The usual mistakes have a way out: a number without quotes, one text where a list is due. */
static const char *way_out(const struct loader *loader, const struct node *node,
        const config_setting_t *setting)
{
	struct arena *arena = loader->answers->arena;
	enum node_kind wanted = node->name ? answer_kind(node->row) : answer_item_kind(node->row);
	if (wanted == NODE_TEXT && config_setting_type(setting) == CONFIG_TYPE_INT)
		return arena_printf(arena, "; write \"%d\"", config_setting_get_int(setting));
	if (wanted != NODE_LIST)
		return "";
	bool is_group = answer_item_kind(node->row) == NODE_GROUP;
	if (is_group && node->kind == NODE_GROUP)
		return "; put ( ) around it";
	return !is_group && node->kind == NODE_TEXT ? "; put [ ] around it" : "";
}

static bool kind_is_wrong(const struct node *node, const config_setting_t *setting)
{
	int type = config_setting_type(setting);
	enum node_kind wanted = node->name ? answer_kind(node->row) : answer_item_kind(node->row);
	return node->kind != wanted || type == CONFIG_TYPE_FLOAT || type == CONFIG_TYPE_INT64;
}

/* The scanner refused such characters already; but it is not libconfig, and a later libconfig may
 * know escapes that 1.5 does not. */
static bool has_hostile(const char *text)
{
	while (*text) {
		bool is_plain = *text >= 0x20 && *text < 0x7f;
		if (is_plain)
			text++;
		else if (utf8_is_hostile(utf8_next(&text)))
			return true;
	}
	return false;
}

static void read_text(struct loader *loader, struct node *node, const char *text)
{
	const struct answers *answers = loader->answers;
	if (has_hostile(text)) {
		complain(loader, node,
		        "holds a control character; only characters that can be seen "
		        "were expected");
		return;
	}
	node->value.text = arena_strdup(answers->arena, text);
	const char *problem =
	        answer_check_text(answers->know, node->row, node->value.text, answers->arena);
	if (problem)
		complain(loader, node, problem);
}

/* A text that is not taken over is empty, never NULL. */
static struct node *add_node(struct loader *loader, struct node *parent, config_setting_t *setting)
{
	struct node *node = answers_add(loader->answers, parent, config_setting_name(setting),
	        kind_of(setting), take_line(loader, setting));
	if (node->kind == NODE_TEXT)
		node->value.text = "";
	return node;
}

static void read_group(struct loader *loader, struct node *node, config_setting_t *setting)
{
	int count = config_setting_length(setting);
	for (int i = 0; i < count && loader->problem_room > 0; i++) {
		config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
		struct node *child = add_node(loader, node, member);
		if (child->row) {
			read_value(loader, child, member);
			continue;
		}
		complain(loader, child, answer_unknown_key(loader->answers, node, child->name));
		skip_children(loader, member);
	}
}

static void read_list(struct loader *loader, struct node *node, config_setting_t *setting)
{
	int count = config_setting_length(setting);
	const char *problem = answer_check_count(node->row, (size_t)count, loader->answers->arena);
	if (problem) {
		complain(loader, node, problem);
		skip_children(loader, setting);
		return;
	}
	for (int i = 0; i < count && loader->problem_room > 0; i++) {
		config_setting_t *item = config_setting_get_elem(setting, (unsigned)i);
		read_value(loader, add_node(loader, node, item), item);
	}
}

static bool is_refused_text(const config_setting_t *setting)
{
	const char *text = config_setting_get_string(setting);
	return text && strstr(text, SCAN_REFUSED);
}

static void read_value(struct loader *loader, struct node *node, config_setting_t *setting)
{
	struct arena *arena = loader->answers->arena;
	if (is_refused_text(setting)) {
		node->refused = true; /* said by the scanner, whatever kind was wanted */
		return;
	}
	if (kind_is_wrong(node, setting)) {
		const char *found = arena_printf(arena, "%s%s", found_words(loader, setting),
		        way_out(loader, node, setting));
		complain(loader, node, answer_wrong_kind(node->row, !node->name, found, arena));
		skip_children(loader, setting);
		return;
	}
	const char *problem = NULL;
	switch (node->kind) {
	case NODE_GROUP:
		read_group(loader, node, setting);
		return;
	case NODE_LIST:
		read_list(loader, node, setting);
		return;
	case NODE_TEXT:
		read_text(loader, node, config_setting_get_string(setting));
		return;
	case NODE_INTEGER:
		node->value.integer = config_setting_get_int(setting);
		problem = answer_check_integer(node->row, node->value.integer, arena);
		break;
	case NODE_FLAG:
		node->value.flag = config_setting_get_bool(setting);
		break;
	}
	if (problem)
		complain(loader, node, problem);
}

/* A tree that ends somewhere would look as if the rest were missing. */
static void answers_forget(struct answers *answers)
{
	*answers->root = (struct node){ .kind = NODE_GROUP, .refused = true };
}

/* Lets libconfig read what the scanner left; false: it found something all the same. The text is
 * given back before the tree is walked: both are large. */
static bool parse(config_t *config, struct buf *text, const struct scan_notes *notes)
{
	struct buf mended;
	buf_init(&mended);
	scan_mend(text->data, text->length, &notes->edits, &mended);
	buf_done(text);
	bool parsed = config_read_string(config, mended.data);
	buf_done(&mended);
	return parsed;
}

static void read_tree(struct answers *answers, const config_t *config,
        const struct scan_notes *notes, struct problem_list *problems)
{
	struct loader loader = {
		.answers = answers,
		.problems = problems,
		.notes = notes,
		.problem_room = scan_default_limits.problems + 1,
	};
	read_group(&loader, answers->root, config_root_setting(config));
	if (loader.problem_room == 0)
		answers_forget(answers);
}

/* Takes the text. */
static void read_buf(struct answers *answers, struct buf *text, struct problem_list *problems)
{
	struct scan_notes notes;
	bool clean = scan_text_noting(text->data, text->length, &scan_default_limits, problems,
	        answers->arena, &notes);
	config_t config;
	config_init(&config);
	if (notes.sound && parse(&config, text, &notes)) {
		read_tree(answers, &config, &notes, problems);
	} else {
		answers_forget(answers);
		if (clean)
			problem_add(problems, answers->arena, config_error_line(&config),
			        "%s; libconfig's syntax was expected", config_error_text(&config));
	}
	config_destroy(&config);
	buf_done(text);
	problems_sort(problems);
}

bool answers_read(struct answers *answers, const char *path, struct problem_list *problems,
        struct err *err)
{
	struct buf text;
	buf_init(&text);
	buf_puts(&text, ""); /* an empty file is a text too */
	if (!file_read(path, scan_default_limits.file_bytes, &text, err)) {
		buf_done(&text);
		return false;
	}
	read_buf(answers, &text, problems);
	return true;
}

void answers_read_bytes(struct answers *answers, const char *bytes, size_t length,
        struct problem_list *problems)
{
	struct buf text;
	buf_init(&text);
	buf_add(&text, bytes, length);
	read_buf(answers, &text, problems);
}
