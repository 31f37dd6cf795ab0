/*
 * emit/template.c: an answer file to begin with. The example answers are few; everything else is
 * the schema: its rows in their order, their texts as comments, and the defaults that request_make
 * puts into the tree.
 */
#include <string.h>

#include "answer_text.h"
#include "base/quote.h"
#include "base/text.h"
#include "core/request.h"
#include "emit/emit.h"
#include "template.h"

#define COMMENT_WIDTH 92
/* Words to choose from that fit a comment. */
#define CHOICES_MAX 16

/* What a person could write where there is no default, as libconfig spells it. */
static const struct {
	const char *path, *text;
} examples[] = {
	{ "product.download_host", "\"download.contoso.com\"" },
	{ "policy.date", "\"YYYY-MM-DD\"" },
	{ "policy.previous", "\"YYYY-MM-DD\"" },
	{ "organization.unit", "\"Messaging\"" },
	{ "forests[].sites[].hosts", "{ pop3 = \"pop.contoso.com\"; }" },
	{ "forests[].sites[].internal_namespace", "\"mail.corp.contoso.com\"" },
	{ "forests[].sites[].scp_host", "\"mail.contoso.com\"" },
	{ "forests[].sites[].failback_host", "\"failback.contoso.com\"" },
	{ "forests[].sites[].ad_domain", "\"emea.corp.contoso.com\"" },
	{ "forests[].sites[].server_addresses",
	        "( { server = \"CAS01\"; address = \"10.1.0.21\"; } )" },
	{ "forests[].sites[].legacy",
	        "{ servers = [ \"OLD01\" ]; external_addresses = [ \"203.0.113.9\" ]; }" },
	{ "session", "{ acknowledged = ( { rule = \"certificate-lifetime\"; subject = \"\"; "
	             "reason = \"noted\"; } ); }" },
};

/* Which rows were explained already, by index. */
struct explained {
	struct arena *arena;
	bool *rows;
};

static bool *explained_row(const struct answer_text *text, const struct schema_row *row)
{
	struct explained *explained = text->context;
	return &explained->rows[row - text->know->answers.items];
}

/* The place of the members of a group, or of the groups in a list. */
static const char *inner_place(struct arena *arena, const struct schema_row *row)
{
	return text_equal(row->type, "groups") ? arena_printf(arena, "%s[]", row->path) : row->path;
}

/* Comment lines; words are never split. */
static void put_comment(struct buf *out, int depth, const char *sentence)
{
	struct buf safe;
	buf_init(&safe);
	quote_comment(&safe, sentence);
	const char *word = safe.data ? safe.data : "";
	while (*word) {
		size_t start = out->length;
		answer_text_indent(out, depth);
		buf_puts(out, "//");
		do {
			size_t length = strcspn(word, " ");
			buf_putc(out, ' ');
			buf_add(out, word, length);
			word += length + strspn(word + length, " ");
		} while (*word && out->length - start + strcspn(word, " ") < COMMENT_WIDTH);
		buf_putc(out, '\n');
	}
	buf_done(&safe);
}

static struct texts row_choices(const struct know *know, const struct schema_row *row,
        struct arena *arena)
{
	return row->refers_to ? know_ids(know, row->refers_to, arena) : row->values;
}

static void add_sentence(struct buf *out, const char *label, const char *value)
{
	buf_printf(out, "%s%s%s.", out->length ? " " : "", label, value);
}

/* "2016 and later" for "2016-" */
static const char *range_words(struct arena *arena, const char *range)
{
	size_t length = strlen(range);
	if (!text_ends(range, "-"))
		return range;
	return arena_printf(arena, "%.*s and later", (int)length - 1, range);
}

/* "Required. One of: a, b, c. Default: a." */
static void put_facts(const struct answer_text *text, const struct schema_row *row, int depth)
{
	struct explained *explained = text->context;
	struct texts choices = row_choices(text->know, row, explained->arena);
	struct buf facts;
	buf_init(&facts);
	const char *colon = row->required_when ? strchr(row->required_when, ':') : NULL;
	if (row->required)
		add_sentence(&facts, "Required", "");
	else if (row->required_when)
		add_sentence(&facts, "Required where ",
		        colon ? colon + 1 + strspn(colon + 1, " ") : row->required_when);
	if (row->products)
		add_sentence(&facts, "Only in Exchange ",
		        range_words(explained->arena, row->products));
	if (choices.count > 1 && choices.count <= CHOICES_MAX)
		add_sentence(&facts, text_equal(row->type, "choices") ? "Any of: " : "One of: ",
		        texts_join(explained->arena, choices, ", "));
	if (row->fallback_rule || (row->fallback && *row->fallback))
		add_sentence(&facts, "Default: ",
		        row->fallback_rule ? row->fallback_rule : row->fallback);
	if (facts.length)
		put_comment(text->out, depth, facts.data);
	buf_done(&facts);
}

/* The members of something that has no lines of its own: "acknowledged[].rule: what it is".
 * `skip` bytes of their paths are left out. */
static void put_members(const struct answer_text *text, const char *place, size_t skip, int depth)
{
	struct explained *explained = text->context;
	const struct schema_row *row = NULL;
	while ((row = schema_member(text->know, place, row))) {
		*explained_row(text, row) = true;
		const char *name = row->path + skip;
		const char *rule = row->fallback_rule ? row->fallback_rule : row->fallback;
		bool has_rule = rule && *rule;
		put_comment(text->out, depth, arena_printf(explained->arena, "%s%s%s%s%s%s",
		        text_equal(name, "*") ? "" : name, text_equal(name, "*") ? "" : ": ",
		        row->text, has_rule ? " Default: " : "", has_rule ? rule : "",
		        has_rule ? "." : ""));
		put_members(text, inner_place(explained->arena, row), skip, depth);
	}
}

static void put_example(const struct answer_text *text, const struct schema_row *row,
        const char *name, int depth)
{
	const char *example = NULL;
	for (size_t i = 0; i < COUNT_OF(examples); i++) {
		if (text_equal(examples[i].path, row->path))
			example = examples[i].text;
	}
	bool is_number = text_equal(row->type, "integer");
	if (!example && !row->fallback)
		return;
	answer_text_indent(text->out, depth);
	buf_printf(text->out, "// %s = ", name);
	if (example)
		buf_puts(text->out, example);
	else if (is_number)
		buf_puts(text->out, row->fallback);
	else
		quote_libconfig(text->out, row->fallback);
	buf_puts(text->out, ";\n");
}

/* A default stands in a comment, so that it follows when another answer changes. */
static void put_default(const struct answer_text *text, const struct schema_row *row,
        const char *name, const struct node *node, int depth)
{
	answer_text_indent(text->out, depth);
	buf_printf(text->out, "// %s = ", name);
	answer_text_value(text, row, node, depth);
	buf_puts(text->out, ";\n");
}

/* What was given; around it all groups of the first forest and site, where the comments are; and
 * services whole, because they are a table. */
static bool is_wanted(const struct answer_text *text, const struct schema_row *row,
        const struct node *node)
{
	(void)text;
	if (answer_is_given(node) || strstr(row->path, ".*."))
		return true;
	if (node->kind != NODE_GROUP || text_ends(row->path, ".*"))
		return false;
	for (; node; node = node->parent) {
		if (!node->name && node->index > 0)
			return false;
	}
	return true;
}

static void announce_service(const struct answer_text *text, const struct schema_row *row,
        const char *name, const struct node *node, int depth)
{
	struct explained *explained = text->context;
	if (!*explained_row(text, row)) {
		*explained_row(text, row) = true;
		put_members(text, row->path, strlen(row->path) + 1, depth);
	}
	if (node && !answer_is_given(node))
		put_default(text, row, name, node, depth);
	else if (!node && text_equal(row->type, "group"))
		put_comment(text->out, depth,
		        arena_printf(explained->arena, "This version does not have %s.", name));
}

static void announce(const struct answer_text *text, const struct schema_row *row,
        const char *name, const struct node *node, int depth)
{
	if (text_ends(row->path, ".*")) {
		announce_service(text, row, name, node, depth);
		return;
	}
	if (*explained_row(text, row))
		return;
	*explained_row(text, row) = true;
	if (!text_ends(text->out->data, "{\n"))
		buf_putc(text->out, '\n');
	put_comment(text->out, depth, row->text);
	put_facts(text, row, depth);
	/* The day is the one default that would be wrong tomorrow. */
	if (!node || text_equal(row->type, "date")) {
		struct explained *explained = text->context;
		const char *place = inner_place(explained->arena, row);
		put_members(text, place, strlen(place) + 1, depth);
		put_example(text, row, name, depth);
	} else if (node->kind != NODE_GROUP && !answer_is_given(node)) {
		put_default(text, row, name, node, depth);
	}
}

static const void *row_or_first(const struct know *know, const char *table, const char *id,
        const void *first)
{
	const void *row = id ? know_find(know, table, id) : NULL;
	return row ? row : first;
}

static void put_head(struct buf *out, const struct template_choice *choice, struct arena *arena)
{
	put_comment(out, 0, arena_printf(arena, "An answer file for casplan: %s; %s; %s.",
	        choice->product->name, choice->topology->name, choice->scenario->name));
	put_comment(out, 0, "Names and addresses are examples: put your own in their place. "
	        "Answers behind // have the default that is shown; take the // away to change it.");
	put_comment(out, 0, "casplan check FILE says what is wrong with the answers, "
	        "casplan replay FILE -o DIR writes the plan.");
}

void emit_template(struct buf *out, const struct know *know, const char *product,
        const char *topology, const char *scenario)
{
	struct arena *arena = arena_new();
	const struct template_choice choice = {
		.product = row_or_first(know, "products", product, know->products.items),
		.topology = row_or_first(know, "topologies", topology, know->topologies.items),
		.scenario = row_or_first(know, "scenarios", scenario, know->scenarios.items),
	};
	struct answers answers;
	answers_init(&answers, know, "template", arena);
	template_fill(&answers, &choice);
	struct problem_list problems = { 0 };
	/* For its defaults; the day is not printed. */
	request_make(&answers, (struct date){ 2000, 1, 1 }, NULL, arena, &problems);
	struct explained explained = {
		.arena = arena,
		.rows = arena_alloc(arena, know->answers.count * sizeof(bool)),
	};
	const struct answer_text text = {
		.out = out,
		.know = know,
		.wanted = is_wanted,
		.announce = announce,
		.context = &explained,
	};
	put_head(out, &choice, arena);
	answer_text_members(&text, answers.root, "", 0);
	arena_free(arena);
}
