/* emit/session.c: the wizard's session file, which is an answer file. */
#include "answer_text.h"
#include "emit/emit.h"

void emit_session(struct buf *out, const struct answers *saved)
{
	const struct answer_text text = { .out = out, .know = saved->know };
	answer_text_members(&text, saved->root, "", 0);
}
