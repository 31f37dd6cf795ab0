/* full_proof.c: the client proof as a tree: client and place, service, attempts. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"

static bool is_unfolded(const struct full *full, const char *key)
{
	return texts_have(texts_of(&full->unfolded), key);
}

static struct row *branch_add(struct full *full, const char *key, const char *text,
        unsigned char indent)
{
	struct row *row = rows_add(full, text);
	row->mark = is_unfolded(full, key) ? "[-]" : "[+]";
	row->item = key;
	row->indent = indent;
	return row;
}

/* Below a verdict. */
static void leaf_add(struct full *full, const char *text, const char *note)
{
	struct row *row = rows_add(full, text);
	row->note = note;
	row->indent = 4;
}

static void fixes_add_rows(struct full *full, const char *label, const struct fix_refs *fixes)
{
	LIST_EACH(const struct fix *, fix, *fixes)
		leaf_add(full, arena_printf(full->view, "%s: %s", label, (*fix)->text), (*fix)->cost);
}

static void verdict_add_rows(struct full *full, const struct verdict *verdict, const char *above)
{
	const char *domain = verdict->smtp_domain, *site = verdict->site;
	const char *name = arena_printf(full->view, "%s%s%s%s%s", verdict->service,
	        domain ? " " : "", domain ? domain : "", site ? ", " : "", site ? site : "");
	const char *key = arena_printf(full->view, "%s/%s/%s", above, name, verdict->forest);
	struct row *row = branch_add(full, key, arena_printf(full->view, "%-8s%s",
	        result_text(verdict->result), name), 2);
	row->style = result_style(verdict->result);
	row->note = verdict->result == RESULT_CLEAN ? NULL : verdict->reason;
	if (!is_unfolded(full, key))
		return;
	for (size_t i = 0; i < verdict->attempts.count; i++) {
		const struct attempt *attempt = &verdict->attempts.items[i];
		struct texts lines = attempt_lines(&verdict->attempts, i, full->view);
		if (lines.count > 0)
			leaf_add(full, arena_printf(full->view, "%s: %s", attempt->outcome,
			        attempt->url), texts_join(full->view, lines, " "));
	}
	fixes_add_rows(full, "To mend it", &verdict->fixes);
	fixes_add_rows(full, "To mend one cause of it", &verdict->partial_fixes);
}

static void line_add_rows(struct full *full, const struct proof *proof,
        const struct proof_line *line)
{
	const char *key = arena_printf(full->view, "%s/%s", line->client, line->place);
	struct row *row = branch_add(full, key, arena_printf(full->view, "%-8s%s, %s",
	        result_text(line->result), line->client, line->place), 0);
	row->style = result_style(line->result);
	row->note = line->result == RESULT_CLEAN ? NULL : line->reason;
	if (!is_unfolded(full, key))
		return;
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		if (text_equal(verdict_client(verdict), line->client) &&
		        text_equal(verdict->place, line->place))
			verdict_add_rows(full, verdict, key);
	}
}

void proof_fill(struct full *full, struct flow_preview *preview)
{
	if (!preview->plan) {
		incomplete_fill(full);
		return;
	}
	if (full->unfolded.count)
		flow_advise(full->flow, preview);
	LIST_EACH(const struct proof_line, line, preview->proof->lines)
		line_add_rows(full, preview->proof, line);
}

static void fold(struct full *full, const char *key, bool open)
{
	struct text_list kept = { 0 };
	LIST_EACH(const char *, unfolded, full->unfolded) {
		if (!text_equal(*unfolded, key))
			LIST_PUSH(full->arena, &kept, *unfolded);
	}
	if (open)
		LIST_PUSH(full->arena, &kept, arena_strdup(full->arena, key));
	full->unfolded = kept;
	full->stale = !full->over;
}

/* Where a leaf or a closed branch is folded, its parent gets the cursor. */
static void fold_parent(struct full *full)
{
	struct rows *rows = &full->rows;
	unsigned char indent = rows->list.items[rows->focus].indent;
	while (rows->focus > 0 && rows->list.items[rows->focus].indent >= indent)
		rows->focus--;
	const struct row *row = rows_focused(full);
	if (row->item)
		fold(full, row->item, false);
}

enum taken proof_key(struct full *full, const struct key *key)
{
	const struct row *row = rows_focused(full);
	if (!row)
		return TAKEN_NOT;
	bool space = key->code == KEY_IS_CHAR && key->ch == ' ';
	bool is_open = row->item && is_unfolded(full, row->item);
	if (key->code == KEY_IS_LEFT && !is_open)
		fold_parent(full);
	else if (row->item && (space || key->code == KEY_IS_RIGHT || key->code == KEY_IS_LEFT))
		fold(full, row->item, space ? !is_open : key->code == KEY_IS_RIGHT);
	else
		return space ? TAKEN : TAKEN_NOT;
	return TAKEN;
}

void proof_explain(struct full *full, struct page *page)
{
	const struct row *row = rows_focused(full);
	if (!row)
		return;
	page_words(page, STYLE_STRONG, 0, 2, row->text);
	if (row->note)
		page_words(page, STYLE_PLAIN, 0, 0, row->note);
}

static void question_fill(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	proof_fill(full, &preview);
}

static enum taken question_key(struct full *full, const struct key *key)
{
	return key->code == KEY_IS_ENTER ? TAKEN_DONE : proof_key(full, key);
}

static const struct hint proof_hints[] = {
	{ "Enter", NULL, "Go on", "ok" },
	{ "Space", NULL, "Unfold, fold", "unfold" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

const struct full_kind full_proof = {
	.fill = question_fill,
	.key = question_key,
	.explain = proof_explain,
	.long_list = true,
	.hints = HINTS(proof_hints),
};
