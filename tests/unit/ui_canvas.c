/* ui/canvas.h, ui/layout.h: cells, and what stands where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"
#include "ui/canvas.h"
#include "ui/layout.h"

struct put_case {
	size_t column, width;
	const char *text, *want;
	size_t used;
	bool cut, ascii;
};

static void assert_row(const struct canvas *canvas, size_t row, const char *want)
{
	struct buf out;
	buf_init(&out);
	buf_puts(&out, "");
	canvas_row(canvas, row, &out);
	assert_string_equal(out.data, want);
	buf_done(&out);
}

static void texts_are_clipped(void **state)
{
	static const struct put_case cases[] = {
		{ 0, 10, "mail", "mail", 4, false, false },
		{ 6, 10, "mail", "      mail", 4, false, false },
		{ 8, 10, "mail", "        ma", 2, false, false },
		{ 10, 10, "mail", "", 0, false, false },
		{ 0, 3, "mail", "mai", 3, false, false },
		{ 0, 3, "mail", "ma\xe2\x80\xa6", 3, true, false },
		{ 0, 4, "mail", "mail", 4, true, false },
		{ 0, 3, "mail", "ma>", 3, true, true },
		/* A double-width character is shown whole or not at all. */
		{ 0, 10, "\xe5\x90\x8d\xe5\x89\x8d", "\xe5\x90\x8d\xe5\x89\x8d", 4, false, false },
		{ 0, 3, "\xe5\x90\x8d\xe5\x89\x8d", "\xe5\x90\x8d", 2, false, false },
		/* Marks take no cell, and stay with their letter. */
		{ 0, 10, "e\xcc\x81x", "e\xcc\x81x", 2, false, false },
		{ 0, 10, "\xcc\x81x", "x", 1, false, false },
		/* What could harm a terminal, and what it cannot show. */
		{ 0, 10, "a\033[2Jb", "a?[2Jb", 6, false, false },
		{ 0, 10, "a\xe2\x80\xae" "b", "a?b", 3, false, false },
		{ 0, 10, "S\xc3\xb6hne", "S?hne", 5, false, true },
		{ 0, 10, "a\xff" "b", "a?b", 3, false, false },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct put_case *one = &cases[i];
		struct canvas canvas;
		canvas_init(&canvas, one->ascii);
		canvas_reset(&canvas, 1, 10);
		size_t (*put)(struct canvas *, size_t, size_t, size_t, enum style, const char *) =
		        one->cut ? canvas_put_cut : canvas_put;
		assert_int_equal(put(&canvas, 0, one->column, one->width, STYLE_PLAIN, one->text),
		        one->used);
		assert_row(&canvas, 0, one->want);
		canvas_done(&canvas);
	}
}

/* Half a character is none. */
static void wide_characters_are_overwritten_whole(void **state)
{
	struct canvas canvas;
	(void)state;
	canvas_init(&canvas, false);
	canvas_reset(&canvas, 2, 6);
	canvas_put(&canvas, 0, 0, 6, STYLE_PLAIN, "\xe5\x90\x8d\xe5\x89\x8d");
	canvas_put(&canvas, 0, 1, 1, STYLE_PLAIN, "x");
	assert_row(&canvas, 0, " x\xe5\x89\x8d");
	canvas_put(&canvas, 0, 2, 1, STYLE_PLAIN, "y");
	assert_row(&canvas, 0, " xy");
	canvas_put(&canvas, 9, 0, 6, STYLE_PLAIN, "below");
	assert_row(&canvas, 1, "");
	canvas_done(&canvas);
}

static void assert_inside(struct box box, size_t rows, size_t columns)
{
	if (!box.rows)
		return;
	assert_true(box.row + box.rows <= rows);
	assert_true(box.column + box.columns <= columns);
	assert_true(box.columns > 0);
}

static bool overlap(struct box a, struct box b)
{
	return a.rows && b.rows && a.row < b.row + b.rows && b.row < a.row + a.rows &&
	       a.column < b.column + b.columns && b.column < a.column + a.columns;
}

/* Every size at all: nothing stands outside or on something else. */
static void boxes_fit_every_size(void **state)
{
	(void)state;
	for (size_t rows = 0; rows < 70; rows++) {
		for (size_t columns = 0; columns < 230; columns++) {
			for (size_t wanted = 0; wanted < 40; wanted += 13) {
				struct layout layout = layout_make(rows, columns, wanted,
				        LAYOUT_HELP_LEAST);
				const struct box boxes[] = { layout.title, layout.body,
					layout.help, layout.side, layout.keys };
				bool small = rows < 12 || columns < 40;
				assert_int_equal(layout.waits, small);
				for (size_t i = 0; i < COUNT_OF(boxes); i++) {
					assert_inside(boxes[i], rows, columns);
					for (size_t j = 0; j < i; j++)
						assert_false(overlap(boxes[i], boxes[j]));
				}
				if (!small)
					assert_true(layout.body.rows >= 4);
			}
		}
	}
}

/* CONTRACT section 10. */
static void sizes_have_what_they_promise(void **state)
{
	(void)state;
	struct layout normal = layout_make(24, 80, 9, LAYOUT_HELP_LEAST);
	assert_int_equal(normal.help.rows, 9);
	assert_int_equal(normal.body.rows, 9);
	assert_int_equal(normal.side.rows, 0);
	assert_int_equal(layout_make(12, 40, 9, LAYOUT_HELP_LEAST).help.rows, 0);
	assert_int_equal(layout_make(24, 109, 9, LAYOUT_HELP_LEAST).side.rows, 0);
	assert_true(layout_make(24, 110, 9, LAYOUT_HELP_LEAST).side.rows > 0);
	assert_true(layout_make(24, 110, 9, LAYOUT_HELP_LEAST).side.columns >= 34);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_clipped),
		cmocka_unit_test(wide_characters_are_overwritten_whole),
		cmocka_unit_test(boxes_fit_every_size),
		cmocka_unit_test(sizes_have_what_they_promise),
	};
	return cmocka_run_group_tests_name("ui_canvas", tests, NULL, NULL);
}
