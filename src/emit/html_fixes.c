/* html_fixes.c: what would mend the plan, in plan.html. */
#include "base/text.h"
#include "core/advise.h"
#include "html.h"

static void write_changes(struct html *html, const struct fix *fix)
{
	const char *before = "<code>";
	html_cell_begin(html);
	LIST_EACH(const struct fix_change, change, fix->changes) {
		html_put(html, before, advise_change_text(change, html->scratch), "</code>");
		before = "<br/><code>";
	}
	html_cell_end(html);
}

void html_fixes(struct html *html)
{
	static const char *const columns[] = { "What to do", "Change", "Cost", "Better" };
	struct fix_refs fixes = advise_fixes(html->plan, html->proof, html->scratch);
	if (fixes.count == 0)
		return;
	html_markup(html, "<h3>What would mend it</h3>\n");
	html_table_begin(html, (struct texts){ columns, COUNT_OF(columns) });
	LIST_EACH(const struct fix *, fix, fixes) {
		html_row_begin(html);
		html_cell(html, (*fix)->text);
		write_changes(html, *fix);
		html_cell(html, (*fix)->cost);
		html_cell(html, texts_join(html->scratch,
		        advise_mended(html->plan, html->proof, *fix, html->scratch), ", "));
		html_row_end(html);
	}
	html_table_end(html);
}
