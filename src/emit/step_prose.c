/* step_prose.c */
#include "step_prose.h"

#include <stdio.h>
#include <string.h>

#include "base/quote.h"
#include "emitters.h"

/* What belongs to a step stands below its box. */
#define INDENT "  "

static void write_label(struct prose *prose, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	prose_blank(prose);
	prose_words(prose, label);
	prose_text(prose, text);
	prose_end(prose, INDENT, INDENT);
}

static void write_title(struct prose *prose, const struct plan_step *step, size_t number)
{
	prose_blank(prose);
	buf_printf(&prose->text, "**%zu. ", number);
	prose_text(prose, step->title);
	prose_words(prose, "**");
	/* An id with a blank stands on a line of its own: filling would break it there. */
	bool alone = strchr(step->id, ' ') != NULL;
	if (!alone) {
		prose_words(prose, " (");
		prose_code(prose, step->id);
		prose_words(prose, ")");
	}
	prose_end(prose, "- [ ] ", INDENT);
	if (!alone)
		return;
	buf_puts(prose->out, INDENT "(");
	quote_markdown_code(prose->out, step->id);
	buf_puts(prose->out, ")\n");
}

static void write_place(struct prose *prose, const struct know *know, const struct plan_step *step)
{
	prose_blank(prose);
	prose_words(prose, "Who: ");
	prose_text(prose, audience_name(know, step->row->audience));
	if (step->target && *step->target) {
		prose_words(prose, ". Where: ");
		prose_text(prose, step->target);
	}
	prose_end(prose, INDENT, INDENT);
}

static void write_label_line(struct prose *prose, const char *label)
{
	prose_blank(prose);
	prose_words(prose, label);
	prose_end(prose, INDENT, INDENT);
}

static void write_bullets(struct prose *prose, const struct text_list *lines)
{
	prose_blank(prose);
	LIST_EACH(const char *, line, *lines) {
		prose_text(prose, *line);
		prose_end(prose, INDENT "- ", INDENT "  ");
	}
}

static void write_numbered(struct prose *prose, const struct text_list *lines)
{
	char first[32], rest[32];
	prose_blank(prose);
	for (size_t i = 0; i < lines->count; i++) {
		int width = snprintf(first, sizeof(first), INDENT "%zu. ", i + 1);
		snprintf(rest, sizeof(rest), "%*s", width, "");
		prose_text(prose, lines->items[i]);
		prose_end(prose, first, rest);
	}
}

/* Sentences, then the commands that go with them. */
static void write_part(struct prose *prose, const char *label, const struct text_list *lines,
        const struct command_list *commands, bool numbered)
{
	if (lines->count == 0 && commands->count == 0)
		return;
	write_label_line(prose, label);
	if (lines->count > 0) {
		if (numbered)
			write_numbered(prose, lines);
		else
			write_bullets(prose, lines);
	}
	if (commands->count > 0) {
		prose_blank(prose);
		prose_commands(prose, INDENT, commands);
	}
}

/* `number` is the step's place in the plan, from 1. */
static void write_step(struct prose *prose, const struct know *know, const struct plan_step *step,
        size_t number)
{
	static const struct command_list none = { 0 };
	write_title(prose, step, number);
	write_place(prose, know, step);
	write_label(prose, "Why: ", step->why);
	write_part(prose, "Before:", &step->requires, &none, false);
	write_part(prose, "Do:", &step->actions, &step->commands, true);
	write_part(prose, "Check:", &step->verify, &step->verify_commands, false);
	write_part(prose, "Way back:", &step->undo, &step->undo_commands, false);
	write_label(prose, "Source: ", step->row->source);
}

struct texts step_prose_make(const struct plan *plan, struct arena *arena)
{
	struct text_list texts = { 0 };
	struct prose prose;
	struct buf out;
	buf_init(&out);
	prose_init(&prose, &out);
	for (size_t i = 0; i < plan->steps.count; i++) {
		out.length = 0;
		write_step(&prose, plan->know, &plan->steps.items[i], i + 1);
		LIST_PUSH(arena, &texts, arena_strndup(arena, out.data, out.length));
	}
	prose_done(&prose);
	buf_done(&out);
	return texts_of(&texts);
}
