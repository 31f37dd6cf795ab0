/* app/help.c */
#include "help.h"

#include "app/input.h"
#include "app/streams.h"
#include "app/sheet.h"
#include "base/text.h"
#include "commands.h"

#define COMMAND_COLUMN 14
#define OPTION_COLUMN 24
#define REFERENCE "answers"

static const struct {
	const char *status, *text;
} statuses[] = {
	{ "  0", "done, and nothing wrong." },
	{ "  1", "done, but the plan has error findings, or a client fails." },
	{ "  2", "the command line or an input file is wrong; nothing was written." },
	{ "  3", "the system did not obey: disk, memory, permissions. Nothing half-written is "
	         "left." },
};

static void option_add(struct buf *out, const struct option_row *row)
{
	struct buf label;
	buf_init(&label);
	if (row->letter)
		buf_printf(&label, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(&label, "  --%s", row->name);
	if (row->value)
		buf_printf(&label, " %s", row->value);
	sheet_entry(out, label.data, row->text, OPTION_COLUMN);
	buf_done(&label);
}

static void command_help_add(struct buf *out, const struct subcommand *command)
{
	const unsigned accepted = command->options | 1u << OPTION_HELP;
	bool is_named = command != subcommands.nameless;
	buf_printf(out, "Usage: casplan %s%s%s\n\n", is_named ? command->name : "",
	        is_named ? " " : "", command->synopsis);
	sheet_paragraphs(out, command->text, 0);
	buf_puts(out, "\nOptions\n");
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (accepted & 1u << i)
			option_add(out, &option_rows[i]);
	}
}

static void program_help_add(struct buf *out)
{
	buf_puts(out, "casplan, the Client Access planner: certificates, names and steps for "
	              "Exchange\n\nUsage: casplan [FILE] [OPTION]...\n"
	              "       casplan COMMAND [ARGUMENT]... [OPTION]...\n\n"
	              "Without a command, a wizard asks; 'casplan help wizard' explains it.\n\n"
	              "Commands\n");
	for (size_t i = 0; i < subcommands.count; i++) {
		struct buf label;
		buf_init(&label);
		buf_printf(&label, "  %s", subcommands.items[i].name);
		sheet_entry(out, label.data, subcommands.items[i].summary, COMMAND_COLUMN);
		buf_done(&label);
	}
	buf_puts(out, "\n'casplan help COMMAND' explains one of them and lists its options.\n"
	              "'casplan help " REFERENCE "' lists the keys of an answer file.\n\n"
	              "Exit status\n");
	for (size_t i = 0; i < COUNT_OF(statuses); i++)
		sheet_entry(out, statuses[i].status, statuses[i].text, 5);
}

void help_add(struct buf *out, const struct subcommand *command)
{
	if (command)
		command_help_add(out, command);
	else
		program_help_add(out);
}

static enum status unknown_topic(const struct app *app, const char *topic)
{
	struct text_list topics = { 0 };
	for (size_t i = 0; i < subcommands.count; i++)
		LIST_PUSH(app->arena, &topics, subcommands.items[i].name);
	LIST_PUSH(app->arena, &topics, REFERENCE);
	const char *nearest = text_nearest(topic, texts_of(&topics));
	if (nearest)
		return failure_print(STATUS_WRONG, "no help on '%s'; did you mean '%s'?", topic,
		        nearest);
	return failure_print(STATUS_WRONG, "no help on '%s'; expected one of: %s", topic,
	        texts_join(app->arena, texts_of(&topics), ", "));
}

enum status help_run(const struct app *app)
{
	struct buf out;
	struct know know;
	enum status status = STATUS_FINE;
	bool has_topic = app->cli->operands.count > 0;
	const char *topic = has_topic ? app->cli->operands.items[0] : NULL;
	const struct subcommand *command =
	        has_topic ? subcommand_find(&subcommands, topic) : NULL;
	if (has_topic && text_equal(topic, subcommands.nameless->name))
		command = subcommands.nameless;
	buf_init(&out);
	if (command || !has_topic) {
		help_add(&out, command);
	} else if (text_equal(topic, REFERENCE)) {
		status = know_load(app, &know);
		if (status == STATUS_FINE)
			reference_add(&out, &know, app->arena);
	} else {
		status = unknown_topic(app, topic);
	}
	stdout_add(&out);
	buf_done(&out);
	return status;
}
