/* Filled paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"

#include "../../src/emit/prose.h"

static void fill(const char *text, const char *first, const char *rest, struct buf *out)
{
	struct prose prose;
	buf_init(out);
	prose_init(&prose, out);
	prose_words(&prose, text);
	prose_end(&prose, first, rest);
	prose_done(&prose);
}

/* 76 columns: behind a bullet there is room for one more. */
#define LONG \
	"1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890"

static const struct {
	const char *input, *want;
} rows[] = {
	{ "", "- \n" },
	{ "short", "- short\n" },
	{ LONG,
	        "- " LONG "\n" },
	{ LONG " a",
	        "- " LONG "\n"
	        "  a\n" },
	/* Nothing that would begin a block may begin a line. */
	{ LONG " - b",
	        "- " LONG " -\n"
	        "  b\n" },
	{ LONG " 1. b",
	        "- " LONG " 1.\n"
	        "  b\n" },
	{ LONG " ===",
	        "- " LONG " ===\n" },
	{ LONG " ```` x",
	        "- " LONG " ````\n"
	        "  x\n" },
	/* A parameter is no bullet, a year no number of a list. */
	{ LONG " -Identity",
	        "- " LONG "\n"
	        "  -Identity\n" },
	{ LONG " 2016",
	        "- " LONG "\n"
	        "  2016\n" },
};

static void paragraphs(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buf out;
		fill(rows[i].input, "- ", "  ", &out);
		assert_string_equal(out.data, rows[i].want);
		buf_done(&out);
	}
}

static void blank_lines_do_not_pile_up(void **state)
{
	(void)state;
	struct prose prose;
	struct buf out;
	buf_init(&out);
	prose_init(&prose, &out);
	prose_blank(&prose);
	prose_words(&prose, "A");
	prose_heading(&prose, 1);
	prose_blank(&prose);
	prose_words(&prose, "B");
	prose_heading(&prose, 2);
	prose_text(&prose, "*c*");
	prose_end(&prose, "", "");
	assert_string_equal(out.data, "# A\n\n## B\n\n\\*c\\*\n");
	prose_done(&prose);
	buf_done(&out);
}

static void counted_things(void **state)
{
	(void)state;
	struct prose prose;
	struct buf out;
	buf_init(&out);
	prose_init(&prose, &out);
	prose_count(&prose, 1, "name", "names");
	prose_words(&prose, ", ");
	prose_count(&prose, 0, "name", "names");
	prose_end(&prose, "", "");
	assert_string_equal(out.data, "1 name, 0 names\n");
	prose_done(&prose);
	buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(blank_lines_do_not_pile_up),
		cmocka_unit_test(counted_things),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
