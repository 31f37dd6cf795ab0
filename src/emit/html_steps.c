/* html_steps.c: the steps in plan.html, each with a box to tick. */
#include "base/text.h"
#include "emitters.h"
#include "html.h"

static void write_lines(struct html *html, const struct text_list *lines, const char *list)
{
	if (lines->count == 0)
		return;
	html_markup(html, arena_printf(html->scratch, "<%s>\n", list));
	LIST_EACH(const char *, line, *lines)
		html_put(html, "<li>", *line, "</li>\n");
	html_markup(html, arena_printf(html->scratch, "</%s>\n", list));
}

static void write_commands(struct html *html, const struct command_list *commands)
{
	if (commands->count == 0)
		return;
	html_markup(html, "<pre><code>");
	LIST_EACH(const struct plan_command, command, *commands) {
		if (!command_is(command, "powershell"))
			html_markup(html, "(cmd.exe) ");
		html_put(html, "", command->text, "\n");
	}
	html_markup(html, "</code></pre>\n");
}

static void write_part(struct html *html, const char *label, const struct text_list *lines,
        const struct command_list *commands, const char *list)
{
	if (lines->count == 0 && commands->count == 0)
		return;
	html_put(html, "<h4>", label, "</h4>\n");
	write_lines(html, lines, list);
	write_commands(html, commands);
}

/* The box and its text are one thing to click; what is to be done stands below, folded. */
static void write_step(struct html *html, const struct plan_step *step, size_t number)
{
	static const struct command_list none = { 0 };
	html_put(html, "<div class=\"step\">\n<label><input type=\"checkbox\"/> <span>",
	        arena_printf(html->scratch, "%zu. ", number), "");
	html_put(html, "", step->title, "</span></label>\n<p class=\"soft\">");
	html_text(html, audience_name(html->plan->know, step->row->audience));
	if (step->target && *step->target)
		html_put(html, ". Where: ", step->target, "");
	html_put(html, ". <code>", step->id, "</code></p>\n");
	html_markup(html, "<details><summary>Why, what to do, how to check, the way back</summary>\n");
	if (step->why)
		html_put(html, "<p>", step->why, "</p>\n");
	write_part(html, "Before", &step->requires, &none, "ul");
	write_part(html, "Do", &step->actions, &step->commands, "ol");
	write_part(html, "Check", &step->verify, &step->verify_commands, "ul");
	write_part(html, "Way back", &step->undo, &step->undo_commands, "ul");
	html_source(html, step->row->source);
	html_markup(html, "</details>\n</div>\n");
}

void html_steps(struct html *html)
{
	const char *phase = NULL;
	size_t number = 0;
	html_markup(html, "<p>To be done in this order, each when the ones before it are ticked. The boxes "
	                  "are for this page on paper or on one screen: they are kept nowhere.</p>\n");
	LIST_EACH(const struct plan_step, step, html->plan->steps) {
		if (!text_equal(phase, step->row->phase)) {
			phase = step->row->phase;
			html_put(html, "<h3>", phase_name(html->plan->know, phase), "</h3>\n");
		}
		write_step(html, step, ++number);
	}
}
