/* know/screen.c */
#include "know/screen.h"

#include "base/attr.h"
#include "shapes.h"

#define KINDS                                                                                      \
	"choice|multichoice|text|number|boolean|list|groups|grid|note|gate|names|review|proof|"    \
	"write|checklist"

static const struct field condition_fields[] = {
	FIELD(condition_row, question, TEXT),
	FIELD(condition_row, is, TEXTS),
	FIELD(condition_row, is_not, TEXTS),
	FIELD(condition_row, answered, FLAG),
	FIELD(condition_row, predicate, TEXT),
};

static const struct shape condition_row_shape = {
	.name = "condition_row",
	.header = "know/screen.h",
	.size = sizeof(struct condition_row),
	.fields = condition_fields,
	.field_count = COUNT_OF(condition_fields),
};

static const struct field choice_fields[] = {
	FIELD(choice_row, value, TEXT, REQUIRED),
	FIELD(choice_row, label, TEXT, REQUIRED),
	FIELD(choice_row, about, TEXT, REQUIRED),
	FIELD(choice_row, consequence, TEXT),
	FIELD(choice_row, choose_if, TEXT),
	FIELD(choice_row, avoid_if, TEXT),
	FIELD(choice_row, later, TEXT),
	FIELD(choice_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(choice_row, when, ROWS(condition_row)),
	FIELD(choice_row, unless_text, TEXT),
	FIELD(choice_row, source, TEXT, FORM(FORM_SOURCE)),
};

static const struct shape choice_row_shape = {
	.name = "choice_row",
	.header = "know/screen.h",
	.size = sizeof(struct choice_row),
	.fields = choice_fields,
	.field_count = COUNT_OF(choice_fields),
};

static const struct field column_fields[] = {
	FIELD(column_row, name, TEXT),
	FIELD(column_row, label, TEXT, REQUIRED),
	FIELD(column_row, help, TEXT),
	FIELD(column_row, choices, ROWS(choice_row)),
	FIELD(column_row, later, TEXT),
	FIELD(column_row, source, TEXT, FORM(FORM_SOURCE)),
};

static const struct shape column_row_shape = {
	.name = "column_row",
	.header = "know/screen.h",
	.size = sizeof(struct column_row),
	.fields = column_fields,
	.field_count = COUNT_OF(column_fields),
};

static const struct field question_fields[] = {
	FIELD(question_row, path, TEXT, REQUIRED),
	FIELD(question_row, kind, TEXT, FORM(KINDS)),
	FIELD(question_row, prompt, TEXT, REQUIRED),
	FIELD(question_row, help, TEXT),
	FIELD(question_row, choices_from, TEXT),
	FIELD(question_row, choices, ROWS(choice_row)),
	FIELD(question_row, choices_when, TEXT),
	FIELD(question_row, choices_unless, TEXT),
	FIELD(question_row, columns, ROWS(column_row)),
	FIELD(question_row, consequence, TEXT),
	FIELD(question_row, later, TEXT),
	FIELD(question_row, source, TEXT, FORM(FORM_SOURCE)),
	FIELD(question_row, factual, FLAG),
	FIELD(question_row, insists, FLAG),
	FIELD(question_row, ranked, FLAG),
	FIELD(question_row, when, ROWS(condition_row)),
};

static const struct shape question_row_shape = {
	.name = "question_row",
	.header = "know/screen.h",
	.size = sizeof(struct question_row),
	.fields = question_fields,
	.field_count = COUNT_OF(question_fields),
};

static const struct field screen_fields[] = {
	FIELD(screen_row, id, TEXT, REQUIRED),
	FIELD(screen_row, title, TEXT, REQUIRED),
	FIELD(screen_row, text, TEXT),
	FIELD(screen_row, over, TEXT),
	FIELD(screen_row, when, ROWS(condition_row)),
	FIELD(screen_row, questions, ROWS(question_row), REQUIRED),
};

const struct shape screen_row_shape = {
	.name = "screen_row",
	.header = "know/screen.h",
	.size = sizeof(struct screen_row),
	.fields = screen_fields,
	.field_count = COUNT_OF(screen_fields),
};

static const struct field index_fields[] = {
	FIELD(index_row, id, TEXT, REQUIRED, REFERS_TO(screens)),
	FIELD(index_row, part, TEXT, REQUIRED),
};

const struct shape index_row_shape = {
	.name = "index_row",
	.header = "know/screen.h",
	.size = sizeof(struct index_row),
	.fields = index_fields,
	.field_count = COUNT_OF(index_fields),
};

const struct screen_row *screen_find(const struct know *know, const char *id)
{
	return know_find(know, "screens", id);
}
