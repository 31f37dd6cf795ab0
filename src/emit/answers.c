/* emit/answers.c: answers.cfg: what the person said, and the day. */
#include "answer_text.h"
#include "base/date.h"
#include "base/text.h"
#include "emit/emit.h"

#define SESSION "session"
#define ACKNOWLEDGED "acknowledged"

/* Of a session, only the acknowledgements belong to the plan. The day always stands here, also
 * where it was not said: without it, the file would give another plan tomorrow. */
static bool is_wanted(const struct answer_text *text, const struct schema_row *row,
        const struct node *node)
{
	if (text_equal(row->path, SESSION))
		return answer_is_given(node_member(node, ACKNOWLEDGED));
	if (text_starts(row->path, SESSION "."))
		return text_starts(row->path, SESSION "." ACKNOWLEDGED) && answer_is_given(node);
	if (text->replaced && (node == text->replaced || node == text->replaced->parent))
		return true;
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
		.replaced = request->date_node,
		.replacement = date,
	};
	buf_puts(out, "// The answers that give this plan again: "
	              "casplan replay answers.cfg -o DIR\n\n");
	answer_text_members(&text, request->answers->root, "", 0);
}
