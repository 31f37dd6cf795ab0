/* full_names.c: the names on the certificates, and who would miss each of them. */
#include <string.h>

#include "base/text.h"
#include "core/explain.h"
#include "full_parts.h"

enum { NAME, OMITTED };

static const char *reasons_words(struct full *full, const struct plan_name *name)
{
	const char *text = "";
	LIST_EACH(const struct name_reason, reason, name->reasons)
		text = arena_printf(full->view, "%s%s%s%s%s", text, *text ? "; " : "", reason->code,
		        reason->detail ? " " : "", reason->detail ? reason->detail : "");
	return text;
}

static void heading_add(struct full *full, const char *text)
{
	struct row *row = rows_add(full, text);
	row->heading = true;
	row->style = STYLE_STRONG;
}

static void names_fill(struct full *full)
{
	struct flow_preview preview = flow_preview(full->flow);
	if (!preview.plan) {
		incomplete_fill(full);
		return;
	}
	LIST_EACH(const struct plan_certificate, certificate, preview.plan->certificates) {
		heading_add(full, arena_printf(full->view, "Certificate %s", certificate->id));
		LIST_EACH(const struct plan_name, name, certificate->names) {
			struct row *row = rows_add(full, name->name);
			row->mark = "[x]";
			row->note = reasons_words(full, name);
			row->what = NAME;
			row->item = name;
		}
	}
	if (preview.plan->omitted.count)
		heading_add(full, "Left out");
	LIST_EACH(const struct omitted_name, omitted, preview.plan->omitted) {
		struct row *row = rows_add(full, omitted->name);
		row->mark = "[ ]";
		row->note = omitted->reason;
		row->what = OMITTED;
	}
}

/* The cursor stays on a name that went to another place: the same key takes it back. */
static void name_focus(struct full *full, const char *name)
{
	for (size_t i = 0; i < full->rows.list.count; i++) {
		const struct row *row = &full->rows.list.items[i];
		if (!row->heading && text_equal(row->text, name)) {
			full->rows.focus = i;
			return;
		}
	}
}

/* Where no explanation is seen, what comes of it is said once. */
static void harm_tell(struct full *full, const char *name)
{
	struct texts missed = flow_missed_name(full->flow, name, full->scratch);
	if (!full->explains && missed.count)
		full_notice(full, missed.items[0]);
}

/* The list of names that are left off, with one more or one less. */
static enum taken name_turn(struct full *full, const struct row *row)
{
	const char *problem, *name = arena_strdup(full->scratch, row->text);
	if (!full_may_change(full))
		return TAKEN;
	full_changed(full);
	if (!flow_leave_out(full->flow, name, row->what == NAME, &problem))
		full_fail(full, "%s: %s.", name, problem);
	full_refresh(full);
	name_focus(full, name);
	harm_tell(full, name);
	return TAKEN;
}

static enum taken names_key(struct full *full, const struct key *key)
{
	const struct row *row = rows_focused(full);
	if (key->code == KEY_IS_ENTER)
		return TAKEN_DONE;
	if (key->code == KEY_IS_CHAR && key->ch == ' ' && row && !row->heading)
		return name_turn(full, row);
	return TAKEN_NOT;
}

static void names_explain(struct full *full, struct page *page)
{
	const struct row *row = rows_focused(full);
	if (!row || row->heading || !row->text)
		return;
	page_words(page, STYLE_STRONG, 0, 0, row->text);
	if (row->what != NAME) {
		struct texts missed = flow_missed_name(full->flow, row->text, full->paint);
		page_labelled(page, "Left out because", row->note);
		for (size_t i = 0; i < missed.count; i++)
			page_labelled(page, i ? "" : "Without it", missed.items[i]);
		return;
	}
	const struct plan_name *name = row->item;
	LIST_EACH(const struct name_reason, reason, name->reasons)
		page_labelled(page, reason == name->reasons.items ? "There because" : "",
		        arena_printf(full->paint, "%s %s.", explain_reason(reason->code),
		                reason->detail ? reason->detail : ""));
	struct texts words = flow_without_name(full->flow, row->text, full->paint);
	for (size_t i = 0; i < words.count; i++)
		page_labelled(page, i ? "" : "Without it", words.items[i]);
	if (!words.count)
		page_labelled(page, "Without it", "nobody would miss it.");
}

static const struct hint names_hints[] = {
	{ "Enter", NULL, "Go on", "ok" },
	{ "Space", NULL, "Drop, take back", "drop" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

const struct full_kind full_names = {
	.fill = names_fill,
	.key = names_key,
	.explain = names_explain,
	.long_list = true,
	.hints = HINTS(names_hints),
};
