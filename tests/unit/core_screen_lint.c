/* core/screen_lint.h: each thing that it refuses, made in a copy of the screens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "core/screen_lint.h"

#define TEN "0123456789"

struct copy {
	struct know know;
	struct arena *arena;
	struct screen_row *screens;
};

static void *copied(struct arena *arena, const void *items, size_t bytes)
{
	return memcpy(arena_alloc(arena, bytes + 1), items, bytes);
}

static struct copy copy_make(void)
{
	struct copy copy = { .know = know_builtin(), .arena = arena_new() };
	size_t count = copy.know.screens.count;
	copy.screens = copied(copy.arena, copy.know.screens.items, count * sizeof(*copy.screens));
	copy.know.screens.items = copy.screens;
	for (size_t i = 0; i < count; i++)
		copy.screens[i].questions.items = copied(copy.arena,
		        copy.screens[i].questions.items,
		        copy.screens[i].questions.count * sizeof(struct question_row));
	return copy;
}

static struct screen_row *screen_of(struct copy *copy, const char *path, size_t *index)
{
	for (size_t i = 0; i < copy->know.screens.count; i++) {
		for (size_t j = 0; j < copy->screens[i].questions.count; j++) {
			*index = j;
			if (text_equal(copy->screens[i].questions.items[j].path, path))
				return &copy->screens[i];
		}
	}
	fail_msg("no question %s", path);
	return NULL;
}

static struct question_row *question_of(struct copy *copy, const char *path)
{
	size_t index;
	struct screen_row *screen = screen_of(copy, path, &index);
	return (struct question_row *)(uintptr_t)&screen->questions.items[index];
}

static struct choice_row *choice_of(struct copy *copy, const char *path, const char *value)
{
	struct question_row *question = question_of(copy, path);
	struct choice_row *choices = copied(copy->arena, question->choices.items,
	        question->choices.count * sizeof(*choices));
	question->choices.items = choices;
	for (size_t i = 0; i < question->choices.count; i++) {
		if (text_equal(choices[i].value, value))
			return &choices[i];
	}
	fail_msg("no choice %s", value);
	return NULL;
}

static struct column_row *columns_of(struct copy *copy, const char *path)
{
	struct question_row *question = question_of(copy, path);
	struct column_row *columns = copied(copy->arena, question->columns.items,
	        question->columns.count * sizeof(*columns));
	question->columns.items = columns;
	return columns;
}

/* ---- what is made wrong ---- */

static void long_prompt(struct copy *copy)
{
	question_of(copy, "dns.ttl")->prompt = TEN TEN TEN TEN TEN TEN TEN "01234567";
}

static void long_title(struct copy *copy)
{
	copy->screens[0].title = TEN TEN TEN "012";
}

static void long_label(struct copy *copy)
{
	choice_of(copy, "dns.internal", "none")->label = TEN TEN TEN TEN TEN "0123456";
}

static void no_consequence(struct copy *copy)
{
	choice_of(copy, "dns.internal", "none")->consequence = NULL;
}

static void no_reason_to_choose(struct copy *copy)
{
	struct choice_row *choice = choice_of(copy, "dns.internal", "none");
	choice->choose_if = choice->avoid_if = NULL;
}

static void no_later(struct copy *copy)
{
	question_of(copy, "dns.internal")->later = NULL;
}

static void no_source(struct copy *copy)
{
	choice_of(copy, "policy.baseline", "2008")->source = NULL;
}

static void no_later_of_a_text(struct copy *copy)
{
	question_of(copy, "dns.ttl")->later = NULL;
}

static void long_explanation(struct copy *copy)
{
	const char *words = "";
	for (int i = 0; i < 300; i++)
		words = arena_printf(copy->arena, "%s word", words);
	choice_of(copy, "dns.internal", "none")->consequence = words;
}

static void long_help(struct copy *copy)
{
	const char *words = "";
	for (int i = 0; i < 300; i++)
		words = arena_printf(copy->arena, "%s word", words);
	question_of(copy, "dns.ttl")->help = words;
}

static void value_without_choice(struct copy *copy)
{
	question_of(copy, "dns.internal")->choices.count--;
}

static void choices_forgotten(struct copy *copy)
{
	question_of(copy, "clients.inside_joined")->choices.count = 0;
}

static void choice_without_value(struct copy *copy)
{
	choice_of(copy, "dns.internal", "none")->value = "nowhere";
}

static void choice_without_unless(struct copy *copy)
{
	static const struct condition_row row = { .predicate = "has-hidden-site" };
	choice_of(copy, "dns.internal", "none")->when = (struct condition_rows){ &row, 1 };
}

static void unknown_predicate(struct copy *copy)
{
	static const struct condition_row row = { .predicate = "moon-is-full" };
	question_of(copy, "dns.ttl")->when = (struct condition_rows){ &row, 1 };
}

static void later_condition(struct copy *copy)
{
	static const char *const rsa[] = { "rsa" };
	static const struct condition_row row = {
		.question = "certificates.key.algorithm", .is = { rsa, 1 } };
	question_of(copy, "topology")->when = (struct condition_rows){ &row, 1 };
}

static void empty_condition(struct copy *copy)
{
	static const struct condition_row row = { .question = "topology" };
	question_of(copy, "dns.ttl")->when = (struct condition_rows){ &row, 1 };
}

static void no_such_key(struct copy *copy)
{
	question_of(copy, "dns.ttl")->path = "dns.tll";
}

static void asked_twice(struct copy *copy)
{
	*question_of(copy, "dns.ttl") = *question_of(copy, "dns.catch_all");
}

static void key_not_asked(struct copy *copy)
{
	size_t index;
	struct screen_row *screen = screen_of(copy, "dns.ttl", &index);
	assert_int_equal(index + 1, screen->questions.count);
	screen->questions.count--;
}

static void no_such_table(struct copy *copy)
{
	question_of(copy, "topology")->choices_from = "models";
}

static void gate_without_help(struct copy *copy)
{
	question_of(copy, "constraints")->help = NULL;
}

static void member_without_column(struct copy *copy)
{
	columns_of(copy, "services")[1].name = "host";
}

static void column_without_member(struct copy *copy)
{
	struct question_row *question = question_of(copy, "services");
	struct column_row *columns = arena_alloc(copy->arena,
	        (question->columns.count + 1) * sizeof(*columns));
	memcpy(columns, question->columns.items, question->columns.count * sizeof(*columns));
	columns[question->columns.count] = (struct column_row){ .name = "colour", .label = "Colour" };
	question->columns.items = columns;
	question->columns.count++;
}

static void cell_without_source(struct copy *copy)
{
	columns_of(copy, "services")[0].source = NULL;
}

static void wide_column(struct copy *copy)
{
	columns_of(copy, "services")[0].label = "Is it enabled?";
}

static void screen_not_indexed(struct copy *copy)
{
	struct index_row *places = copied(copy->arena, copy->know.screen_index.items,
	        copy->know.screen_index.count * sizeof(*places));
	copy->know.screen_index.items = places;
	places[copy->know.screen_index.count - 1] = places[0];
}

static const struct {
	void (*spoil)(struct copy *copy);
	const char *want;
} rows[] = {
	{ long_prompt, "dns.ttl: the prompt has 78 characters; 76 fit" },
	{ long_title, "the title has 33 characters; 32 fit" },
	{ long_label, "dns.internal: a label has 57 characters; 56 fit" },
	{ no_consequence, "dns.internal, choice \"none\": it does not say a consequence" },
	{ no_reason_to_choose, "choice \"none\": it does not say when to choose or avoid it" },
	{ no_later, "choice \"none\": it does not say whether it can be changed later" },
	{ no_source, "policy.baseline, choice \"2008\": it does not say a source" },
	{ no_later_of_a_text, "dns.ttl: it does not say whether it can be changed later" },
	{ long_explanation, "dns.internal, choice \"none\": its explanation takes 26 lines; 18 fit" },
	{ long_help, "dns.ttl: its explanation takes 22 lines; 18 fit" },
	{ value_without_choice, "dns.internal: no choice for \"none\"" },
	{ choices_forgotten, "clients.inside_joined: no choice for \"true\"" },
	{ choice_without_value, "dns.internal: the choice \"nowhere\"" },
	{ choice_without_unless, "the choice \"none\" does not say why it is not offered" },
	{ unknown_predicate, "dns.ttl: unknown predicate \"moon-is-full\"" },
	{ later_condition, "topology: a condition names \"certificates.key.algorithm\", which no earlier" },
	{ empty_condition, "dns.ttl: a condition asks nothing about \"topology\"" },
	{ no_such_key, "dns.tll: it is no key of the answer file" },
	{ asked_twice, "dns.catch_all: it is asked twice" },
	{ key_not_asked, "no screen asks for \"dns.ttl\"" },
	{ no_such_table, "topology: \"models\" is neither a table nor a source of choices" },
	{ gate_without_help, "constraints: it needs a help" },
	{ member_without_column, "services: no column for \"services.*.external\"" },
	{ column_without_member, "services: the column \"colour\" is no member of it" },
	{ cell_without_source, "enabled of owa: it does not say a source" },
	{ wide_column, "services: a column has 14 characters; 10 fit" },
	{ screen_not_indexed, "is not in the index" },
};

static bool is_said(const struct problem_list *problems, const char *want)
{
	LIST_EACH(const struct problem, problem, *problems) {
		if (strstr(problem->text, want))
			return true;
	}
	return false;
}

static void each_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct copy copy = copy_make();
		struct problem_list problems = { 0 };
		rows[i].spoil(&copy);
		screens_lint(&copy.know, &problems, copy.arena);
		if (!is_said(&problems, rows[i].want))
			fail_msg("not said: %s; but %s", rows[i].want,
			        problems.count ? problems.items[0].text : "nothing");
		arena_free(copy.arena);
	}
}

static void good_ones_are_not(void **state)
{
	(void)state;
	struct copy copy = copy_make();
	struct problem_list problems = { 0 };
	screens_lint(&copy.know, &problems, copy.arena);
	assert_int_equal(problems.count, 0);
	arena_free(copy.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_refused),
		cmocka_unit_test(good_ones_are_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
