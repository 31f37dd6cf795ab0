/* emit/answers.c: answers.cfg: what the person said, and the day. */
#include "answer_text.h"
#include "base/date.h"
#include "base/text.h"
#include "emit/emit.h"

#define SESSION "session"
#define ACKNOWLEDGED "acknowledged"

/* Of a session, only the acknowledgements belong to the plan. The day always stands here, also
 * where it was not said: without it, the file would give another plan tomorrow; and beside it the
 * day of the plan before, if there was one. */
static bool is_wanted(const struct answer_text *text, const struct schema_row *row,
        const struct node *node)
{
	if (text_equal(row->path, SESSION))
		return answer_is_given(node_member(node, ACKNOWLEDGED));
	if (text_starts(row->path, SESSION "."))
		return text_starts(row->path, SESSION "." ACKNOWLEDGED) && answer_is_given(node);
	for (size_t i = 0; node && i < REPLACEMENTS; i++) {
		const struct node *replaced = text->replaced[i].node;
		if (replaced && (node == replaced || node == replaced->parent))
			return true;
	}
	return answer_is_given(node);
}

void emit_answers(struct buf *out, const struct request *request)
{
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	const struct answer_text text = {
		.out = out,
		.know = request->know,
		.wanted = is_wanted,
		.replaced = {
			{ request->date_node, date },
			{ request->previous ? request->previous_node : NULL, request->previous },
		},
	};
	buf_puts(out, "// The answers that give this plan again: "
	              "casplan replay answers.cfg -o DIR\n\n");
	answer_text_members(&text, request->answers->root, "", 0);
}
