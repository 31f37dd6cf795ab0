/* markdown_fixes.c: what would mend the plan, in plan.md. */
#include "base/text.h"
#include "core/advise.h"
#include "markdown.h"

static void write_fix(struct document *doc, const struct fix *fix, size_t number)
{
	struct prose *prose = &doc->prose;
	struct arena *arena = doc->scratch;
	prose_text(prose, fix->text);
	prose_end(prose, arena_printf(arena, "%zu. ", number), "    ");
	LIST_EACH(const struct fix_change, change, fix->changes) {
		prose_words(prose, "Change: ");
		prose_code(prose, advise_change_text(change, arena));
		prose_end(prose, "    - ", "      ");
	}
	if (*fix->cost) {
		prose_words(prose, "Cost: ");
		prose_text(prose, fix->cost);
		prose_end(prose, "    - ", "      ");
	}
	prose_words(prose, "Better: ");
	prose_codes(prose, advise_mended(doc->plan, doc->proof, fix, arena));
	prose_end(prose, "    - ", "      ");
}

void document_fixes(struct document *doc)
{
	struct prose *prose = &doc->prose;
	struct fix_refs fixes = advise_fixes(doc->plan, doc->proof, doc->scratch);
	if (fixes.count == 0)
		return;
	prose_words(prose, "What would mend it");
	prose_heading(prose, 2);
	prose_words(prose, "Changes of the answers. Each was planned: what it is listed for "
	                   "becomes better, and nothing becomes worse.");
	prose_end(prose, "", "");
	prose_blank(prose);
	for (size_t i = 0; i < fixes.count; i++)
		write_fix(doc, fixes.items[i], i + 1);
}
