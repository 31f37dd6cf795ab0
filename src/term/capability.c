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
