/* script.c */
#include "script.h"

#include "base/quote.h"
#include "emitters.h"

#define LINE_END "\r\n"

void script_begin(struct buf *out)
{
	buf_puts(out, "\xef\xbb\xbf");
}

void script_blank(struct buf *out)
{
	buf_puts(out, LINE_END);
}

/* Names and commands in a comment keep their letters, so that they can be copied out and used: the
 * byte order mark has said how to read them. Only what could end the line goes. */
static void put_comment(struct buf *out, const char *sign, const char *label, const char *text)
{
	buf_puts(out, sign);
	buf_puts(out, label);
	quote_terminal(out, text);
	buf_puts(out, LINE_END);
}

void script_comment(struct buf *out, const char *label, const char *text)
{
	put_comment(out, "# ", label, text);
}

void script_note(struct buf *out, const char *text)
{
	script_comment(out, "", text);
}

static void put_aside(struct buf *out, const char *label, const char *command)
{
	put_comment(out, "#   ", label, command);
}

void script_pause(struct buf *out, const char *prompt)
{
	buf_puts(out, "$null = Read-Host -Prompt ");
	quote_powershell(out, prompt);
	buf_puts(out, LINE_END);
}

void script_commands(struct buf *out, const struct command_list *commands)
{
	bool is_typed = false;
	for (size_t i = 0; i < commands->count; i++) {
		const struct plan_command *command = &commands->items[i];
		if (command_is(command, "powershell")) {
			buf_puts(out, command->text);
			buf_puts(out, LINE_END);
			continue;
		}
		if (!is_typed)
			script_note(out, "In a command prompt (cmd.exe) on this server, type:");
		put_aside(out, "", command->text);
		is_typed = i + 1 < commands->count &&
		        !command_is(&commands->items[i + 1], "powershell");
		if (!is_typed)
			script_pause(out,
			        "Type the commands of the comment above in a command prompt, "
			                  "then press Enter");
	}
}

void script_commands_aside(struct buf *out, const struct command_list *commands)
{
	LIST_EACH(const struct plan_command, command, *commands)
		put_aside(out, command_is(command, "powershell") ? "" : "(cmd.exe) ",
		        command->text);
}
