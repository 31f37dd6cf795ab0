/* tools/knowdoc_steps.c: Markdown, and the steps in it. */
#include "base/quote.h"
#include "base/text.h"
#include "knowdoc_parts.h"

/* ---- pieces of Markdown ---- */

void put_heading(struct buf *out, const char *marks, const char *text)
{
	buf_printf(out, "\n%s ", marks);
	quote_markdown(out, text);
	buf_puts(out, "\n\n");
}

void put_item(struct buf *out, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	buf_puts(out, "- ");
	if (label)
		buf_printf(out, "%s: ", label);
	quote_markdown(out, text);
	buf_puts(out, "\n");
}

void put_items(struct buf *out, const char *label, struct texts texts)
{
	for (size_t i = 0; i < texts.count; i++)
		put_item(out, label, texts.items[i]);
}

void table_begin(struct buf *out, const char *const *titles)
{
	for (size_t i = 0; titles[i]; i++)
		buf_printf(out, "| %s ", titles[i]);
	buf_puts(out, "|\n");
	for (size_t i = 0; titles[i]; i++)
		buf_puts(out, "|---");
	buf_puts(out, "|\n");
}

void put_cell(struct buf *out, const char *text)
{
	buf_puts(out, "| ");
	quote_markdown_cell(out, text && *text ? text : "-");
	buf_puts(out, " ");
}

void put_cells(struct buf *out, struct arena *arena, struct texts texts)
{
	put_cell(out, texts_join(arena, texts, ", "));
}

void row_end(struct buf *out)
{
	buf_puts(out, "|\n");
}

const char *range_text(const char *range)
{
	return range && *range ? range : "all";
}

/* ---- steps ---- */

static void print_overview(struct page *page)
{
	put_heading(page->out, "##", "Steps, in the order of work");
	LIST_EACH(const struct phase_row, phase, page->know->phases) {
		put_heading(page->out, "###", phase->name);
		TABLE_BEGIN(page->out, "step", "releases", "for each", "done by", "where all hold",
		        "title", "source");
		LIST_EACH(const struct step_row, step, page->know->steps) {
			if (!text_equal(step->phase, phase->id))
				continue;
			put_cell(page->out, step->id);
			put_cell(page->out, range_text(step->products));
			put_cell(page->out, step->for_each);
			put_cell(page->out, step->audience);
			put_cells(page->out, page->arena, step->when);
			put_cell(page->out, step->title);
			put_cell(page->out, step->source);
			row_end(page->out);
		}
	}
}

static void put_lines(struct page *page, const char *part, struct line_rows lines)
{
	LIST_EACH(const struct line_row, line, lines) {
		put_cell(page->out, part);
		put_cell(page->out, range_text(line->products));
		put_cells(page->out, page->arena, line->when);
		put_cell(page->out, line->each);
		put_cell(page->out, line->text);
		row_end(page->out);
	}
}

/* Where it is typed: the language, and the shell of another release. */
static const char *typed_in(struct page *page, const char *part, const struct command_row *command)
{
	if (!command->shell)
		return arena_printf(page->arena, "%s, %s", part, command->lang);
	return arena_printf(page->arena, "%s, %s of %s", part, command->lang, command->shell);
}

static void put_commands(struct page *page, const char *part, struct command_rows commands)
{
	LIST_EACH(const struct command_row, command, commands) {
		put_cell(page->out, typed_in(page, part, command));
		put_cell(page->out, range_text(command->products));
		put_cells(page->out, page->arena, command->when);
		put_cell(page->out, command->each);
		put_cell(page->out, command->text);
		row_end(page->out);
	}
}

static void print_step(struct page *page, const struct step_row *step)
{
	put_heading(page->out, "###", step->id);
	put_item(page->out, "where", step->target);
	put_item(page->out, "why", step->why);
	buf_puts(page->out, "\n");
	TABLE_BEGIN(page->out, "part", "releases", "where all hold", "once for each", "text");
	put_lines(page, "before", step->requires);
	put_lines(page, "do", step->actions);
	put_commands(page, "do", step->commands);
	put_lines(page, "check", step->verify);
	put_commands(page, "check", step->verify_commands);
	put_lines(page, "way back", step->undo);
	put_commands(page, "way back", step->undo_commands);
}

static void print_cmdlets(struct page *page)
{
	put_heading(page->out, "##", "Cmdlets and programs");
	TABLE_BEGIN(page->out, "cmdlet", "releases", "parameters that steps may use", "source");
	LIST_EACH(const struct cmdlet_row, cmdlet, page->know->cmdlets) {
		put_cell(page->out, cmdlet->id);
		put_cell(page->out, range_text(cmdlet->products));
		put_cells(page->out, page->arena, cmdlet->parameters);
		put_cell(page->out, cmdlet->source);
		row_end(page->out);
	}
}

void print_steps(struct page *page)
{
	print_overview(page);
	put_heading(page->out, "##", "Steps in full");
	LIST_EACH(const struct step_row, step, page->know->steps)
		print_step(page, step);
	print_cmdlets(page);
}
