/*
 * law_texts.c: nothing that a person reads has a hole or an example in it, and every default that the
 * plan relies on is listed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "laws.h"

/* Names of the documentation: none is in the sweep's answers. */
static const char *const examples[] = { "contoso", "Contoso", "abrikam", "xample." };

/* One plan in so many is searched for them; holes are searched for in all. */
#define EXAMPLES_IN 8

/* A brace with nothing but the characters of a variable up to the next one. */
static bool is_variable(const char *brace)
{
	size_t length = 0;
	for (const char *c = brace + 1; (*c >= 'a' && *c <= 'z') || *c == '_' || *c == '.'; c++)
		length++;
	return length > 0 && brace[length + 1] == '}';
}

static bool has_hole(const char *text, bool may_brace)
{
	for (const char *brace = text; (brace = strchr(brace, '{')); brace++) {
		if (!may_brace || is_variable(brace))
			return true;
	}
	return strstr(text, "(null)") || strstr(text, "(not given)");
}

void text_check_examples(const struct trial *trial, const char *what, const char *text)
{
	for (size_t i = 0; i < COUNT_OF(examples); i++) {
		const char *found = strstr(text, examples[i]);
		if (found)
			breach(trial, LAW_TEXTS, "%s has an example: %.80s", what, found);
	}
}

struct reader {
	const struct trial *trial;
	bool wants_examples;
};

static void read_text(const struct reader *reader, const char *what, const char *text,
        bool may_brace)
{
	if (!text)
		return;
	if (has_hole(text, may_brace))
		breach(reader->trial, LAW_TEXTS, "%s has a hole: %s", what, text);
	if (reader->wants_examples)
		text_check_examples(reader->trial, what, text);
}

static void read_lines(const struct reader *reader, const char *what, const struct text_list *lines)
{
	LIST_EACH(const char *, line, *lines)
		read_text(reader, what, *line, false);
}

/* Script blocks have braces. */
static void read_commands(const struct reader *reader, const char *what,
        const struct command_list *commands)
{
	LIST_EACH(const struct plan_command, command, *commands)
		read_text(reader, what, command->text, true);
}

static void read_step(const struct reader *reader, const struct plan_step *step)
{
	const char *what = step->id;
	read_text(reader, what, step->id, false);
	read_text(reader, what, step->target, false);
	read_text(reader, what, step->title, false);
	read_text(reader, what, step->why, false);
	read_lines(reader, what, &step->requires);
	read_lines(reader, what, &step->actions);
	read_lines(reader, what, &step->verify);
	read_lines(reader, what, &step->undo);
	read_commands(reader, what, &step->commands);
	read_commands(reader, what, &step->verify_commands);
	read_commands(reader, what, &step->undo_commands);
}

static void read_lists(const struct reader *reader)
{
	const struct plan *plan = reader->trial->plan;
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates)
		read_text(reader, "subject", certificate->subject, false);
	LIST_EACH(const struct omitted_name, name, plan->omitted)
		read_text(reader, "omitted name", name->reason, false);
	LIST_EACH(const struct plan_record, record, plan->records)
		read_text(reader, "record", record->reason, false);
	LIST_EACH(const struct forbidden_record, forbidden, plan->forbidden)
		read_text(reader, "forbidden record", forbidden->reason, false);
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		read_text(reader, finding->rule->id, finding->message, false);
		read_text(reader, finding->rule->id, finding->action, false);
	}
	LIST_EACH(const struct verdict, verdict, reader->trial->proof->verdicts)
		read_text(reader, "verdict", verdict->reason, false);
}

void law_texts(const struct trial *trial)
{
	const struct reader reader = { trial, trial_is_chosen(trial, EXAMPLES_IN) };
	LIST_EACH(const struct plan_step, step, trial->plan->steps)
		read_step(&reader, step);
	read_lists(&reader);
}

/* ---- defaults ---- */

struct nodes {
	const struct node **items; /* sorted by address */
	size_t count;
};

static int node_compare(const void *a, const void *b)
{
	const struct node *const *left = a, *const *right = b;
	return *left < *right ? -1 : *left > *right;
}

static struct nodes listed_nodes(const struct trial *trial)
{
	struct nodes nodes = { 0 };
	size_t count = trial->plan->defaults.count;
	nodes.items = arena_alloc(trial->arena, (count + 1) * sizeof(*nodes.items));
	LIST_EACH(const struct plan_default, each, trial->plan->defaults)
		nodes.items[nodes.count++] = each->node;
	qsort(nodes.items, nodes.count, sizeof(*nodes.items), node_compare);
	return nodes;
}

static bool is_listed(const struct nodes *nodes, const struct node *node)
{
	return bsearch(&node, nodes->items, nodes->count, sizeof(*nodes->items), node_compare);
}

/* A default list is listed as one; a group is no answer by itself. */
static void check_from(const struct trial *trial, const struct nodes *nodes, const char *what,
        const struct from *from)
{
	LIST_EACH(const struct node *, entry, *from) {
		const struct node *node = *entry;
		bool given = node->origin == ORIGIN_FILE || node->origin == ORIGIN_ASKED;
		if (given || node->kind == NODE_GROUP || is_listed(nodes, node) ||
		        is_listed(nodes, node->parent))
			continue;
		breach(trial, LAW_DEFAULTS, "%s relies on %s, which is not listed", what,
		        node_path_text(node, trial->arena));
	}
}

void law_defaults(const struct trial *trial)
{
	const struct plan *plan = trial->plan;
	const struct nodes nodes = listed_nodes(trial);
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		check_from(trial, &nodes, certificate->id, &certificate->from);
		LIST_EACH(const struct plan_name, name, certificate->names)
			check_from(trial, &nodes, name->name, &name->from);
	}
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces)
		check_from(trial, &nodes, namespace->host, &namespace->from);
	LIST_EACH(const struct omitted_name, omitted, plan->omitted)
		check_from(trial, &nodes, omitted->name, &omitted->from);
	LIST_EACH(const struct plan_record, record, plan->records)
		check_from(trial, &nodes, record->owner, &record->from);
	LIST_EACH(const struct forbidden_record, forbidden, plan->forbidden)
		check_from(trial, &nodes, forbidden->owner, &forbidden->from);
	LIST_EACH(const struct plan_url, url, plan->urls)
		check_from(trial, &nodes, "a URL", &url->from);
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		check_from(trial, &nodes, scp->url, &scp->from);
	LIST_EACH(const struct plan_step, step, plan->steps)
		check_from(trial, &nodes, step->id, &step->from);
	LIST_EACH(const struct plan_finding, finding, plan->findings)
		check_from(trial, &nodes, finding->rule->id, &finding->from);
}
