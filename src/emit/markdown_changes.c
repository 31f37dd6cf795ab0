/* markdown_changes.c: plan.md about a plan that is made again: what is new since the last time. */
#include "markdown.h"

void document_changes(struct document *doc)
{
	struct prose *prose = &doc->prose;
	if (!doc->plan->changes.count)
		return;
	prose_words(prose, "Changed since ");
	prose_text(prose, doc->plan->request->previous);
	prose_heading(prose, 2);
	prose_words(prose, "These answers were planned once for that day. What has changed for "
	                   "certificates since then:");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct plan_change, change, doc->plan->changes) {
		prose_words(prose, "from ");
		prose_text(prose, change->from);
		prose_words(prose, " on: ");
		prose_text(prose, change->text);
		prose_words(prose, " (");
		prose_text(prose, change->source);
		prose_words(prose, ")");
		prose_end(prose, "- ", "  ");
	}
	prose_blank(prose);
	prose_words(prose, "The private keys are new, unless `--seed-keys` names the folder with the old "
	                   "ones, or `--force` keeps those of the folder it replaces. New keys are the "
	                   "safe way: who took the old ones has nothing then. A request made with an "
	                   "old key may be sent again as it is.");
	prose_end(prose, "", "");
}
