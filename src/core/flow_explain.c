/* core/flow_explain.c: what a question and each of its choices mean. */
#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "flow_parts.h"

struct explainer {
	const struct flow *flow;
	struct arena *arena;
	struct flow_help_list *list;
};

static void put(struct explainer *explainer, enum flow_help_kind kind, const char *label,
        const char *text)
{
	if (text && *text)
		LIST_PUSH(explainer->arena, explainer->list,
		        ((struct flow_help){ label, text, kind }));
}

static const char *first_of(const char *own, const char *shared)
{
	return own ? own : shared;
}

/* ---- sources ---- */

/* "white-paper: Using a Wildcard; kb-1" with the names of the documents. */
static const char *source_words(struct explainer *explainer, const char *source)
{
	const char *text = "";
	for (const char *part = source; part && *part;) {
		const char *end = strstr(part, "; ");
		size_t length = end ? (size_t)(end - part) : strlen(part);
		const char *colon = memchr(part, ':', length);
		size_t id_length = colon ? (size_t)(colon - part) : length;
		const char *id = arena_strndup(explainer->arena, part, id_length);
		const struct source_row *row = know_find(explainer->flow->know, "sources", id);
		text = arena_printf(explainer->arena, "%s%s%s%.*s", text, *text ? "; " : "",
		        row ? first_of(row->brief, row->title) : id, (int)(length - id_length),
		        part + id_length);
		part = end ? end + 2 : NULL;
	}
	return text;
}

static void put_source(struct explainer *explainer, const char *source)
{
	if (source)
		put(explainer, HELP_SOURCE, "Source", source_words(explainer, source));
}

/* ---- choices that are rows of a table ---- */

/* The fields that are for people, in this order. */
static const struct {
	const char *field, *label;
	enum flow_help_kind kind;
} fields[] = {
	{ "summary", "", HELP_ABOUT },
	{ "notes", "", HELP_ABOUT },
	{ "beside", "", HELP_ABOUT },
	{ "supported_until", "Supported until", HELP_ABOUT },
	{ "advice", "Advice", HELP_ADVICE },
	{ "advantages", "For it", HELP_FOR },
	{ "disadvantages", "Against it", HELP_AGAINST },
	{ "shape", "It needs", HELP_NEEDS },
	{ "consequence", "Consequence", HELP_CONSEQUENCE },
	{ "choose_if", "Choose it if", HELP_CHOOSE },
	{ "avoid_if", "Avoid it if", HELP_AVOID },
};

/* The first row that holds for the release: the others say more, and docs/knowledge.md has them. */
static const char *text_of_rows(struct explainer *explainer, const struct shape *shape,
        const struct any_rows *rows)
{
	struct release release;
	bool known = flow_release(explainer->flow, &release);
	for (size_t i = 0; i < rows->count; i++) {
		const void *row = (const char *)rows->items + i * shape->size;
		const char *verdict = row_text(shape, row, "verdict");
		const char *needs = row_text(shape, row, "needs");
		if (known && !release_in(explainer->flow->know, release,
		                     row_text(shape, row, "products")))
			continue;
		return arena_printf(explainer->arena, "%s%s%s%s%s%s", verdict ? verdict : "",
		        verdict ? ". " : "", row_text(shape, row, "text"),
		        needs ? " All of its servers need " : "", needs ? needs : "",
		        needs ? "." : "");
	}
	return NULL;
}

static const char *field_text(struct explainer *explainer, const struct flow_choice *choice,
        const char *name)
{
	const struct field *field = shape_field(choice->shape, name);
	const void *member = field ? (const char *)choice->fact + field->offset : NULL;
	if (!field)
		return NULL;
	if (field->kind == FIELD_ROWS)
		return text_of_rows(explainer, field->shape, member);
	if (field->kind == FIELD_TEXTS)
		return texts_join(explainer->arena, *(const struct texts *)member, " ");
	return row_text(choice->shape, choice->fact, name);
}

static bool has_part(const struct explainer *explainer, enum flow_help_kind kind)
{
	LIST_EACH(const struct flow_help, part, *explainer->list) {
		if (part->kind == kind)
			return true;
	}
	return false;
}

/* What it comes to with these answers: that is read first. */
static void put_note(struct explainer *explainer, const struct flow_choice *choice)
{
	put(explainer, HELP_NOTE, choice->reasons.count ? "With it" : "Note", choice->note);
	for (size_t i = 0; i < choice->reasons.count; i++)
		put(explainer, HELP_NOTE, "", choice->reasons.items[i]);
}

static void explain_fact(struct explainer *explainer, const struct question_row *question,
        const struct flow_choice *choice)
{
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		put(explainer, fields[i].kind, fields[i].label,
		        field_text(explainer, choice, fields[i].field));
		if (i == 0)
			put_note(explainer, choice);
	}
	if (!choice->unless && !has_part(explainer, HELP_CONSEQUENCE))
		put(explainer, HELP_CONSEQUENCE, "Consequence", question->consequence);
}

/* ---- updates of a product ---- */

/* What the ranges of a table say of this update and not of the one before it, or the reverse. */
static void put_changes(struct explainer *explainer, struct release release, const char *table,
        const char *text, const char **source)
{
	const struct know *know = explainer->flow->know;
	const struct know_table *found = know_table_find(table);
	struct any_rows rows = know_rows(know, found);
	const struct release before = { release.product, release.update - 1 };
	for (size_t i = 0; i < rows.count; i++) {
		const void *row = (const char *)rows.items + i * found->shape->size;
		const char *range = row_text(found->shape, row, "products");
		bool has = release_in(know, release, range), had = release_in(know, before, range);
		if (has == had)
			continue;
		put(explainer, HELP_ABOUT, has ? "New with it" : "No longer",
		        row_text(found->shape, row, text));
		*source = row_text(found->shape, row, "source");
	}
}

/* Does anything that is known of releases tell these two apart? */
static bool rows_differ(const struct know *know, const struct shape *shape,
        const struct any_rows *rows, const struct release *releases)
{
	for (size_t i = 0; i < rows->count * shape->field_count; i++) {
		const char *row = (const char *)rows->items + i / shape->field_count * shape->size;
		const struct field *field = &shape->fields[i % shape->field_count];
		const void *member = row + field->offset;
		const char *const *range = member;
		if (field->kind == FIELD_ROWS && rows_differ(know, field->shape, member, releases))
			return true;
		if (field->kind == FIELD_TEXT && text_equal(field->form, FORM_RANGE) && *range &&
		        release_in(know, releases[0], *range) !=
		                release_in(know, releases[1], *range))
			return true;
	}
	return false;
}

static const char *like_before(struct explainer *explainer, struct release release)
{
	const struct know *know = explainer->flow->know;
	const struct release both[] = { release, { release.product, release.update - 1 } };
	bool differ = false;
	for (size_t i = 0; i < know_table_count && !differ; i++) {
		struct any_rows rows = know_rows(know, &know_tables[i]);
		differ = rows_differ(know, know_tables[i].shape, &rows, both);
	}
	return arena_printf(explainer->arena, differ ? "Some commands are not those of %s before it."
	                                             : "For this plan it is like %s before it.",
	        release.product->updates.items[release.update - 1]);
}

static void explain_update(struct explainer *explainer, const struct question_row *question,
        const struct flow_choice *choice)
{
	struct release release;
	const char *source = question->source;
	if (!flow_release(explainer->flow, &release))
		return;
	int index = product_update_find(release.product, choice->value);
	release.update = index < 0 ? 0 : (size_t)index;
	put(explainer, HELP_ABOUT, "", arena_printf(explainer->arena, "%s with %s.",
	        release.product->name, choice->value));
	size_t count = explainer->list->count;
	if (release.update > 0) {
		put_changes(explainer, release, "features", "text", &source);
		put_changes(explainer, release, "services", "name", &source);
	}
	if (release.update > 0 && explainer->list->count == count)
		put(explainer, HELP_ABOUT, "", like_before(explainer, release));
	put(explainer, HELP_CONSEQUENCE, "Consequence", question->consequence);
	put(explainer, HELP_LATER, "Change later", question->later);
	put_source(explainer, source);
}

/* ---- choices of a screen ---- */

static void explain_row(struct explainer *explainer, const struct choice_row *row)
{
	put(explainer, HELP_ABOUT, "", row->about);
	put(explainer, HELP_CONSEQUENCE, "Consequence", row->consequence);
	put(explainer, HELP_CHOOSE, "Choose it if", row->choose_if);
	put(explainer, HELP_AVOID, "Avoid it if", row->avoid_if);
}

static void explain_choice(struct explainer *explainer, const struct flow_spot *spot,
        const struct flow_choice *choice)
{
	const struct question_row *question = spot->question;
	const char *schema = spot->row ? spot->row->source : NULL;
	const char *own = choice->row ? choice->row->source
	                  : choice->fact ? row_text(choice->shape, choice->fact, "source") : NULL;
	put(explainer, HELP_UNLESS, "Not offered", choice->unless);
	if (choice->row)
		explain_row(explainer, choice->row);
	if (choice->fact)
		explain_fact(explainer, question, choice);
	put(explainer, HELP_LATER, "Change later",
	        first_of(choice->row ? choice->row->later : NULL, question->later));
	put_source(explainer, first_of(own, first_of(question->source, schema)));
}

/* ---- questions ---- */

static const char *column_help(const struct explainer *explainer, const struct flow_spot *spot,
        const struct column_row *column)
{
	const char *pattern = arena_printf(explainer->arena, "%s.*.%s", spot->question->path,
	        column->name ? column->name : "");
	LIST_EACH(const struct schema_row, row, explainer->flow->know->answers) {
		if (!column->help && text_equal(row->path, pattern))
			return row->text;
	}
	return column->help;
}

static void explain_question(struct explainer *explainer, const struct flow_spot *spot)
{
	const struct schema_row *row = spot->row;
	const struct question_row *question = spot->question;
	put(explainer, HELP_ABOUT, "", spot->screen->text);
	put(explainer, HELP_ABOUT, "", first_of(question->help, row ? row->text : NULL));
	for (size_t i = 0; i < question->columns.count; i++) {
		const struct column_row *column = &question->columns.items[i];
		put(explainer, HELP_COLUMN, column->label,
		        column_help(explainer, spot, column));
	}
	if (row && row->fallback_rule)
		put(explainer, HELP_DEFAULT, "By default", row->fallback_rule);
	put(explainer, HELP_LATER, "Change later", question->later);
	put_source(explainer, first_of(question->source, row ? row->source : NULL));
}

struct flow_help_list flow_explain(const struct flow *flow, const struct flow_spot *spot,
        const struct flow_choice *choice, struct arena *arena)
{
	struct flow_help_list list = { 0 };
	struct explainer explainer = { flow, arena, &list };
	if (!choice)
		explain_question(&explainer, spot);
	else if (!choice->row && !choice->fact && spot->question->choices_from)
		explain_update(&explainer, spot->question, choice);
	else
		explain_choice(&explainer, spot, choice);
	return list;
}

/* ---- cells of grids ---- */

struct flow_help_list flow_explain_cell(const struct flow *flow, const struct flow_spot *spot,
        const char *service, const char *column, const struct flow_choice *choice,
        struct arena *arena)
{
	struct flow_help_list list = { 0 };
	struct explainer explainer = { flow, arena, &list };
	const struct service_row *row = know_find(flow->know, "services", service);
	const struct column_row *found = flow_column(spot, column);
	const char *path = flow_cell(flow, spot, service, column, arena);
	const struct schema_row *schema = path ? tree_row(flow->know, path) : NULL;
	if (row && !choice)
		put(&explainer, HELP_ABOUT, row->name, row->summary);
	if (found && !choice)
		put(&explainer, HELP_COLUMN, found->label, column_help(&explainer, spot, found));
	if (choice && choice->row)
		explain_row(&explainer, choice->row);
	if (schema && schema->fallback_rule && !choice)
		put(&explainer, HELP_DEFAULT, "By default", schema->fallback_rule);
	if (found)
		put(&explainer, HELP_LATER, "Change later", first_of(
		        choice && choice->row ? choice->row->later : NULL, found->later));
	put_source(&explainer, first_of(choice && choice->row ? choice->row->source : NULL,
	        first_of(found ? found->source : NULL, schema ? schema->source : NULL)));
	return list;
}

/* ---- how much room it takes ---- */

/* Lines of "label: text", further ones indented by two. */
static size_t part_lines(const struct flow_help *part, size_t columns)
{
	size_t lines = 1, column = 0;
	const char *texts[] = { part->label, part->text };
	for (size_t i = *part->label ? 0 : 1; i < COUNT_OF(texts); i++) {
		for (const char *word = texts[i]; *word;) {
			size_t bytes = strcspn(word, " "), width = bytes_width(word, bytes);
			width += i == 0 && !word[bytes]; /* its colon */
			if (column && column + 1 + width > columns) {
				lines++;
				column = 2 + width;
			} else {
				column += width + (column > 0);
			}
			word += bytes;
			word += strspn(word, " ");
		}
	}
	return lines;
}

size_t flow_help_lines(const struct flow_help_list *list, size_t columns)
{
	size_t lines = 0;
	LIST_EACH(const struct flow_help, part, *list)
		lines += part_lines(part, columns);
	return lines;
}
