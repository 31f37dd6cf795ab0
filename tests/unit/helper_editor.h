/* For tests of the line editor: what is typed and pasted must be taken. */
#ifndef HELPER_EDITOR_H
#define HELPER_EDITOR_H

#include "base/text.h"
#include "ui/editor.h"

static void type_all(struct editor *editor, const char *text)
{
	struct err err;
	while (*text) {
		if (!editor_type(editor, utf8_next(&text), &err))
			fail_msg("%s", err.text);
	}
}

static void paste_all(struct editor *editor, const char *text)
{
	struct err err;
	if (!editor_paste(editor, text, strlen(text), &err))
		fail_msg("%s", err.text);
}

#endif
