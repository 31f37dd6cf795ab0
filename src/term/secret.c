/* term/secret.c: what a terminal's input remembers, and shall forget. */
#include <string.h>

#include "terminal_parts.h"

/* More than anybody's passphrase has: a paste of that size is never copied while it grows. */
#define PASTE_ROOM 4096

/* Of typed keys curses keeps the last one, where the next takes its place; tests/terminal/write.c looks. */
void terminal_forget(struct terminal *terminal)
{
	struct buf *pasted = &terminal->pasted;
	explicit_bzero(terminal->bytes, sizeof(terminal->bytes));
	terminal->byte_count = 0;
	if (terminal->is_pasting)
		return;
	if (pasted->data)
		explicit_bzero(pasted->data, pasted->capacity);
	pasted->length = 0;
	buf_reserve(pasted, PASTE_ROOM);
}
