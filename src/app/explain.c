/* app/explain.c: why something is in the plan. */
#include "commands.h"

#include "app/input.h"
#include "app/sheet.h"
#include "app/streams.h"
#include "base/text.h"
#include "base/width.h"
#include "core/explain.h"
#include "emit/json.h"

#define INDENT 2
/* More of them than these are counted. */
#define SHOWN_ANSWERS 8
#define NEAREST_NAMES 3

/* ---- text ---- */

static void line_add(struct buf *out, const char *text)
{
	buf_printf(out, "%*s", INDENT, "");
	sheet_words(out, text, INDENT, INDENT + 2);
}

static const char *origin_word(const struct node *node)
{
	return node->origin == ORIGIN_DERIVED ? "derived from other answers" : "default";
}

/* "contoso.cfg:40 forests[0].sites[0].namespace = mail.contoso.com" */
static const char *answer_words(const struct plan *plan, const struct node *node,
        struct arena *arena)
{
	const char *path = node_path_text(node, arena);
	bool is_group = node->kind == NODE_GROUP ||
	        (node->row && text_equal(node->row->type, "groups"));
	const char *value = is_group ? "" : node_value_text(node, arena);
	const char *what = is_group ? path :
	        arena_printf(arena, "%s = %s", path, *value ? value : "(empty)");
	if (node->line > 0)
		return arena_printf(arena, "%s:%d %s", plan->request->answers->file, node->line,
		        what);
	return arena_printf(arena, "%s (%s)", what, origin_word(node));
}

static void answers_add_to(struct buf *out, const struct plan *plan, const struct from *from,
        struct arena *arena)
{
	for (size_t i = 0; i < from->count && i < SHOWN_ANSWERS; i++)
		line_add(out, arena_printf(arena, "Answer: %s",
		        answer_words(plan, from->items[i], arena)));
	if (from->count > SHOWN_ANSWERS)
		line_add(out, arena_printf(arena, "and %zu more",
		        from->count - SHOWN_ANSWERS));
}

/* "outlook-2007@outside" as words. */
static const char *user_words(const char *label, struct arena *arena)
{
	char *words = arena_strdup(arena, label);
	for (char *c = words; *c; c++)
		*c = *c == '@' ? ' ' : *c;
	return words;
}

static void users_add(struct buf *out, const struct explain_part *part, struct arena *arena)
{
	struct text_list users = { 0 };
	LIST_EACH(const char *, use, part->used_by)
		LIST_PUSH(arena, &users, user_words(*use, arena));
	line_add(out, arena_printf(arena, "Used by: %s", users.count ?
	        texts_join(arena, texts_of(&users), ", ") : "no client of the proof"));
}

static void losses_add(struct buf *out, const struct explain_part *part, struct arena *arena)
{
	if (part->losses.count == 0) {
		line_add(out, "Without it no client meets anything worse.");
		return;
	}
	line_add(out, "Without it:");
	LIST_EACH(const struct loss, loss, part->losses) {
		const char *often = loss->count > loss->services.count ?
		        arena_printf(arena, " (%zu times)", loss->count) : "";
		buf_printf(out, "%*s", 2 * INDENT, "");
		sheet_words(out, arena_printf(arena, "%s instead of %s: %s %s, %s%s. %s",
		        result_text(loss->after), result_text(loss->before), loss->client,
		        loss->place,
		        texts_join(arena, texts_of(&loss->services), ", "), often,
		        loss->reason), 2 * INDENT, 3 * INDENT);
	}
}

static void fixes_add(struct buf *out, const struct explain_part *part, struct arena *arena)
{
	LIST_EACH(const struct fix *, fix, part->fixes) {
		line_add(out, arena_printf(arena, "To stop it: %s", (*fix)->text));
		if (*(*fix)->cost)
			line_add(out, arena_printf(arena, "  Cost: %s", (*fix)->cost));
	}
}

static void part_text(struct buf *out, const struct plan *plan, const struct explain_part *part,
        bool colour)
{
	struct arena *arena = arena_new();
	buf_putc(out, '\n');
	if (text_width(part->title) <= SHEET_WIDTH) {
		sheet_ink(out, colour, INK_BOLD, part->title);
		buf_putc(out, '\n');
	} else {
		sheet_words(out, part->title, 0, 0);
	}
	LIST_EACH(const char *, line, part->lines)
		line_add(out, *line);
	answers_add_to(out, plan, &part->from, arena);
	if (part->has_users)
		users_add(out, part, arena);
	if (part->is_proved)
		losses_add(out, part, arena);
	fixes_add(out, part, arena);
	arena_free(arena);
}

static void explanations_text(struct buf *out, const struct plan *plan,
        const struct explanation_list *list, bool colour)
{
	bool is_first = true;
	LIST_EACH(const struct explanation, explanation, *list) {
		if (!is_first)
			buf_putc(out, '\n');
		is_first = false;
		struct buf head;
		buf_init(&head);
		buf_printf(&head, "%s: %s. %s", explanation->kind, explanation->name,
		        explanation->text);
		sheet_words(out, head.data, 0, 0);
		buf_done(&head);
		LIST_EACH(const struct explain_part, part, explanation->parts)
			part_text(out, plan, part, colour);
	}
}

/* ---- JSON ---- */

static void answers_json(struct json *json, const struct plan *plan, const struct from *from,
        struct arena *arena)
{
	json_list(json, "from");
	LIST_EACH(const struct node *, node, *from) {
		bool is_given = (*node)->origin == ORIGIN_FILE || (*node)->origin == ORIGIN_ASKED;
		json_object(json, NULL);
		json_text(json, "path", node_path_text(*node, arena));
		json_text(json, "value", node_value_text(*node, arena));
		json_text(json, "origin", is_given ? "file" :
		        (*node)->origin == ORIGIN_DERIVED ? "derived" : "default");
		json_text(json, "file", (*node)->line > 0 ? plan->request->answers->file : NULL);
		json_integer(json, "line", (*node)->line);
		json_end(json);
	}
	json_end(json);
}

static void losses_json(struct json *json, const struct loss_list *losses)
{
	json_list(json, "without");
	LIST_EACH(const struct loss, loss, *losses) {
		json_object(json, NULL);
		json_text(json, "client", loss->client);
		json_text(json, "place", loss->place);
		json_texts(json, "services", texts_of(&loss->services));
		json_text(json, "before", result_text(loss->before));
		json_text(json, "after", result_text(loss->after));
		json_text(json, "reason", loss->reason);
		json_integer(json, "count", (long)loss->count);
		json_end(json);
	}
	json_end(json);
}

static void fixes_json(struct json *json, const struct fix_refs *fixes)
{
	json_list(json, "fixes");
	LIST_EACH(const struct fix *, fix, *fixes) {
		json_object(json, NULL);
		json_text(json, "text", (*fix)->text);
		json_text(json, "cost", (*fix)->cost);
		json_end(json);
	}
	json_end(json);
}

static void part_json(struct json *json, const struct plan *plan, const struct explain_part *part,
        struct arena *arena)
{
	json_object(json, NULL);
	json_text(json, "title", part->title);
	json_texts(json, "lines", texts_of(&part->lines));
	answers_json(json, plan, &part->from, arena);
	json_texts(json, "used_by", (struct texts){ part->used_by.items, part->used_by.count });
	json_flag(json, "proved", part->is_proved);
	losses_json(json, &part->losses);
	fixes_json(json, &part->fixes);
	json_end(json);
}

static void explanations_json(struct buf *out, const struct plan *plan, const char *name,
        const struct explanation_list *list)
{
	struct arena *arena = arena_new();
	struct json json;
	json_init(&json, out);
	json_object(&json, NULL);
	json_text(&json, "format", "casplan-explain-1");
	json_text(&json, "name", name);
	json_list(&json, "meanings");
	LIST_EACH(const struct explanation, explanation, *list) {
		json_object(&json, NULL);
		json_text(&json, "kind", explanation->kind);
		json_text(&json, "name", explanation->name);
		json_text(&json, "text", explanation->text);
		json_list(&json, "parts");
		LIST_EACH(const struct explain_part, part, explanation->parts)
			part_json(&json, plan, part, arena);
		json_end(&json);
		json_end(&json);
	}
	json_end(&json);
	json_end(&json);
	arena_free(arena);
}

/* ---- names that are not there ---- */

static enum status unknown(const struct app *app, const struct plan *plan, const char *name)
{
	struct texts all = explain_names(plan, app->arena);
	struct text_list rest = { 0 }, nearest = { 0 };
	for (size_t i = 0; i < all.count; i++)
		LIST_PUSH(app->arena, &rest, all.items[i]);
	while (nearest.count < NEAREST_NAMES) {
		const char *found = text_nearest(name, texts_of(&rest));
		if (!found)
			break;
		LIST_PUSH(app->arena, &nearest, found);
		size_t kept = 0;
		for (size_t i = 0; i < rest.count; i++) {
			if (rest.items[i] != found)
				rest.items[kept++] = rest.items[i];
		}
		rest.count = kept;
	}
	if (nearest.count == 0)
		return failure_print(STATUS_WRONG, "the plan has no '%s'; expected a host, the "
		        "owner of a record, a certificate, a rule, a step, a kind of client, a "
		        "server, a site or a mail domain", name);
	return failure_print(STATUS_WRONG, "the plan has no '%s'; the nearest: %s", name,
	        texts_join(app->arena, texts_of(&nearest), ", "));
}

enum status explain_run(const struct app *app)
{
	struct input input;
	struct buf out;
	const char *name = app->cli->operands.items[1];
	enum status status = input_read(app, &input);
	if (status != STATUS_FINE)
		return status;
	struct explanation_list list = explain_make(input.plan, input.proof, name);
	if (list.count == 0)
		return unknown(app, input.plan, name);
	buf_init(&out);
	if (cli_has(app->cli, OPTION_JSON))
		explanations_json(&out, input.plan, name, &list);
	else if (!app->quiet)
		explanations_text(&out, input.plan, &list, app->colour);
	stdout_add(&out);
	buf_done(&out);
	return STATUS_FINE;
}
