/* term/capability.c: what is known about the kind of terminal. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal_parts.h"

#include <term.h> /* last: it makes macros of words such as columns */

const char *capability(const char *name)
{
	char *text = tigetstr(name);
	return text && text != (char *)-1 ? text : NULL;
}

const char *capability_with(const char *text, int first, int second)
{
	return tiparm(text, first, second);
}

/* tputs hands its bytes to a function that cannot be told where to. */
static struct buf *sink;

static int sink_put(int byte)
{
	buf_putc(sink, (char)byte);
	return byte;
}

void capability_put(const char *text, struct buf *out)
{
	sink = out;
	if (text)
		(void)tputs(text, 1, sink_put);
}

bool terminal_is_able(void)
{
	int found;
	const char *name = getenv("TERM");
	if (!name || !*name || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	        setupterm(NULL, STDOUT_FILENO, &found) != OK)
		return false;
	bool able = capability("cup") && capability("clear");
	del_curterm(cur_term);
	return able;
}

struct abilities terminal_abilities(void)
{
	/* A terminal with a cookie takes a cell for each change of style. */
	bool has_styles = tigetnum("xmc") < 0 && capability("sgr0");
	bool has_colours = has_styles && tigetnum("colors") >= 8 && capability("op");
	return (struct abilities){
		.move = capability("cup"),
		.move_in_row = capability("hpa"),
		.clear = capability("clear"),
		.erase = capability("el"),
		.bold = has_styles ? capability("bold") : NULL,
		.plain = has_styles ? capability("sgr0") : NULL,
		.colour = has_colours ? capability("setaf") : NULL,
		.own_colours = has_colours ? capability("op") : NULL,
		.moves_in_style = tigetflag("msgr") > 0,
		.scrolls_at_end = tigetflag("am") > 0 && tigetflag("xenl") <= 0,
	};
}

/* Terminals that mark what is pasted: those that say so in terminfo, and families that do not. */
bool terminal_marks_pastes(void)
{
	static const char *const families[] = { "xterm", "rxvt", "screen", "tmux", "st-", "konsole",
		"vte", "gnome", "putty" };
	const char *name = getenv("TERM");
	if (capability("BE"))
		return true;
	for (size_t i = 0; name && i < COUNT_OF(families); i++) {
		if (strncmp(name, families[i], strlen(families[i])) == 0)
			return true;
	}
	return false;
}
