/* The line editor: refusals first, then what ncurses' form library gets wrong, then the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/width.h"
#include "core/flow.h"
#include "ui/editor.h"
#include "helper_editor.h"

#define LIMIT 200

static int make(void **state)
{
	static struct editor editor;
	editor_init(&editor, LIMIT);
	*state = &editor;
	return 0;
}

static int unmake(void **state)
{
	editor_done(*state);
	return 0;
}

static void act(struct editor *editor, enum editor_action action, int times)
{
	while (times--)
		assert_true(editor_do(editor, action));
}

/* The text with a bar where the cursor is. */
static void assert_state(const struct editor *editor, const char *want)
{
	struct buf found;
	buf_init(&found);
	buf_add(&found, editor_text(editor), editor->now.cursor);
	buf_putc(&found, '|');
	buf_puts(&found, editor_text(editor) + editor->now.cursor);
	if (strcmp(found.data, want) != 0)
		fail_msg("\"%s\" instead of \"%s\"", found.data, want);
	buf_done(&found);
}

static void assert_view(struct editor *editor, size_t width, const char *want, size_t cursor)
{
	struct buf view;
	buf_init(&view);
	buf_puts(&view, "");
	size_t column = editor_show(editor, width, &view);
	if (strcmp(view.data, want) != 0 || column != cursor)
		fail_msg("\"%s\" with the cursor in %zu instead of \"%s\" in %zu", view.data, column,
		        want, cursor);
	buf_done(&view);
}

/* ---- refusals ---- */

static void test_type_refusals(void **state)
{
	static const struct {
		int32_t code_point;
		const char *want;
	} cases[] = {
		{ -1, "no UTF-8" }, { 0xd800, "no UTF-8" }, { 0x110000, "no UTF-8" },
		{ 0, "control" }, { 0x1b, "U+001B" }, { 0x7f, "control" }, { 0x9b, "U+009B" },
		{ '\n', "one line" }, { '\r', "one line" }, { '\t', "tab" },
		{ 0xad, "invisible" }, { 0x200b, "invisible" }, { 0x200d, "U+200D" },
		{ 0x202e, "direction" }, { 0xfe0f, "invisible" }, { 0xfeff, "invisible" },
		{ 0x115f, "invisible" },
	};
	struct editor *editor = *state;
	type_all(editor, "ab");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct err err;
		assert_false(editor_type(editor, cases[i].code_point, &err));
		if (!strstr(err.text, cases[i].want))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].want);
	}
	assert_state(editor, "ab|");
	act(editor, EDITOR_UNDO, 1); /* refusals are no changes */
	assert_state(editor, "|");
}

static void test_mark_without_letter(void **state)
{
	struct editor *editor = *state;
	struct err err;
	assert_false(editor_type(editor, 0x301, &err));
	assert_non_null(strstr(err.text, "letter before it"));
	type_all(editor, "x");
	act(editor, EDITOR_HOME, 1);
	assert_false(editor_type(editor, 0x301, &err));
	assert_false(editor_paste(editor, "\u0301y", 3, &err));
	assert_state(editor, "|x");
}

static void test_paste_refusals(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *want;
	} cases[] = {
		{ "one\ntwo", 7, "more than one line" },
		{ "one\r\ntwo\r\n", 10, "more than one line" },
		{ "\none", 4, "more than one line" },
		{ "one\ttwo", 7, "tab" },
		{ "one\0two", 7, "U+0000" },
		{ "one\x1b[201~", 9, "U+001B" },
		{ "one\xfftwo", 7, "no UTF-8" },
		{ "one\xe6\x9d", 5, "no UTF-8" }, /* cut off in the middle */
		{ "one\u202etwo", 9, "U+202E" },
	};
	struct editor *editor = *state;
	type_all(editor, "ab");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct err err;
		assert_false(editor_paste(editor, cases[i].bytes, cases[i].length, &err));
		if (!strstr(err.text, cases[i].want))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].want);
		assert_state(editor, "ab|");
	}
}

static void test_limit(void **state)
{
	struct editor *editor = *state;
	struct err err;
	char bytes[LIMIT + 1];
	memset(bytes, 'x', sizeof(bytes));
	assert_false(editor_paste(editor, bytes, LIMIT + 1, &err));
	assert_non_null(strstr(err.text, "200 bytes"));
	assert_string_equal(editor_text(editor), "");
	assert_true(editor_paste(editor, bytes, LIMIT - 2, &err));
	assert_false(editor_type(editor, 0x6771, &err)); /* three bytes, and two are left */
	assert_true(editor_type(editor, 0xe9, &err));
	assert_false(editor_type(editor, 'x', &err));
	assert_int_equal(strlen(editor_text(editor)), LIMIT);
	act(editor, EDITOR_BACKSPACE, 1);
	assert_true(editor_type(editor, 'x', &err));
}

/* What was saved is never cut, and can only shrink. */
static void test_set_beyond_limit(void **state)
{
	struct editor *editor = *state;
	struct err err;
	char text[LIMIT + 51];
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	editor_set(editor, text);
	assert_string_equal(editor_text(editor), text);
	assert_false(editor_type(editor, 'x', &err));
	assert_false(editor_do(editor, EDITOR_UNDO));
	act(editor, EDITOR_BACKSPACE, 51);
	assert_true(editor_type(editor, 'y', &err));
}

static void test_nothing_to_do(void **state)
{
	struct editor *editor = *state;
	for (enum editor_action action = 0; action < EDITOR_ACTION_COUNT; action++)
		assert_false(editor_do(editor, action));
	type_all(editor, "ab");
	static const enum editor_action at_end[] = {
		EDITOR_RIGHT, EDITOR_WORD_RIGHT, EDITOR_END, EDITOR_DELETE, EDITOR_KILL_TO_END,
	};
	for (size_t i = 0; i < COUNT_OF(at_end); i++)
		assert_false(editor_do(editor, at_end[i]));
	act(editor, EDITOR_HOME, 1);
	static const enum editor_action at_start[] = {
		EDITOR_LEFT, EDITOR_WORD_LEFT, EDITOR_HOME, EDITOR_BACKSPACE, EDITOR_KILL_WORD,
		EDITOR_KILL_TO_START,
	};
	for (size_t i = 0; i < COUNT_OF(at_start); i++)
		assert_false(editor_do(editor, at_start[i]));
	assert_state(editor, "|ab");
}

/* ---- what ncurses 6.4's form library does wrong ---- */

/* A growing field of 20 columns shows a stray sign from the 10th wide character on, and gives back
 * two characters more than the 14 that were typed. */
static void test_form_wide_growing(void **state)
{
	struct editor *editor = *state;
	const char *want = "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712\u56db\u4e01\u76ee\u4e00\u756a"
	                   "\u5730";
	struct buf view;
	buf_init(&view);
	for (const char *at = want; *at;) {
		struct err err;
		assert_true(editor_type(editor, utf8_next(&at), &err));
		view.length = 0;
		assert_true(editor_show(editor, 20, &view) < 20);
		assert_true(text_width(view.data) <= 20);
		assert_null(strpbrk(view.data, "^@?"));
	}
	buf_done(&view);
	assert_string_equal(editor_text(editor), want);
}

/* "e", U+0301, "x" is stored as e, x, U+0301. */
static void test_form_combining(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "e\u0301x");
	assert_string_equal(editor_text(editor), "e\u0301x");
}

static void test_form_combining_in_the_middle(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "cafe noir");
	act(editor, EDITOR_LEFT, 5);
	type_all(editor, "\u0301");
	assert_state(editor, "cafe\u0301| noir");
	act(editor, EDITOR_LEFT, 1);
	assert_state(editor, "caf|e\u0301 noir");
	act(editor, EDITOR_DELETE, 1);
	assert_state(editor, "caf| noir");
}

/* A text longer than the field is cut, what stands behind a line end is lost, and blanks at the end
 * cannot be told from padding. */
static void test_form_set(void **state)
{
	static const char *const texts[] = {
		"a text that is much longer than twenty columns", "one\ntwo", "blank behind ", "  ",
		"tab\there", "\u202eturned", "broken \xff\xe6\x9d", "\u0301leading mark",
	};
	struct editor *editor = *state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct buf view;
		buf_init(&view);
		editor_set(editor, texts[i]);
		assert_true(editor_show(editor, 20, &view) < 20);
		assert_true(utf8_valid(view.data));
		for (const char *at = view.data; *at;)
			assert_false(utf8_is_hostile(utf8_next(&at)));
		assert_string_equal(editor_text(editor), texts[i]);
		buf_done(&view);
	}
}

/* A field in a smaller window has to be freed and rebuilt; here any width will do, in any order. */
static void test_form_resize(void **state)
{
	static const size_t widths[] = { 80, 40, 20, 1, 5, 0, 2, 80, 220 };
	struct editor *editor = *state;
	type_all(editor, "mail.\u6771\u4eac.example.com");
	act(editor, EDITOR_LEFT, 4);
	for (size_t i = 0; i < COUNT_OF(widths); i++) {
		struct buf view;
		buf_init(&view);
		buf_puts(&view, "");
		size_t column = editor_show(editor, widths[i], &view);
		assert_true(column < widths[i] || widths[i] == 0);
		assert_true(text_width(view.data) <= widths[i]);
		buf_done(&view);
	}
	assert_view(editor, 80, "mail.\u6771\u4eac.example.com", 17);
	assert_state(editor, "mail.\u6771\u4eac.example|.com");
}

/* What a narrow field had to hide, a wider one shows. */
static void test_resize_and_back(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "0123456789abcdefghijklmnopqrstuvwxyz");
	assert_view(editor, 10, "<wxyz", 5);
	assert_view(editor, 30, "<lmnopqrstuvwxyz", 16);
	assert_view(editor, 40, "0123456789abcdefghijklmnopqrstuvwxyz", 36);
	assert_view(editor, 30, "<lmnopqrstuvwxyz", 16);
	act(editor, EDITOR_HOME, 1);
	assert_view(editor, 10, "012345678>", 0);
	act(editor, EDITOR_END, 1);
	assert_view(editor, 10, "<wxyz", 5);
	assert_view(editor, 30, "<lmnopqrstuvwxyz", 16);
}

/* ---- editing ---- */

static void test_clusters(void **state)
{
	static const char *const clusters[] = {
		"e\u0301", "\u6771", "\u0928\u093f", "\U0001f44d\U0001f3fd", "\U0001f1e9\U0001f1ea",
		"\u1112\u1161\u11ab",
	};
	struct editor *editor = *state;
	for (size_t i = 0; i < COUNT_OF(clusters); i++) {
		editor_set(editor, "");
		type_all(editor, "a");
		type_all(editor, clusters[i]);
		type_all(editor, "b");
		act(editor, EDITOR_LEFT, 2);
		assert_int_equal(editor->now.cursor, 1);
		act(editor, EDITOR_RIGHT, 1);
		assert_int_equal(editor->now.cursor, 1 + strlen(clusters[i]));
		act(editor, EDITOR_BACKSPACE, 1);
		assert_state(editor, "a|b");
		act(editor, EDITOR_UNDO, 1);
		act(editor, EDITOR_LEFT, 1);
		act(editor, EDITOR_DELETE, 1);
		assert_state(editor, "a|b");
	}
}

/* Chains of emoji and variation selectors, which a saved text may hold, stay together. */
static void test_chains_of_emoji(void **state)
{
	struct editor *editor = *state;
	editor_set(editor, "a\U0001f468\u200d\U0001f469\u200d\U0001f467\u2764\ufe0f");
	act(editor, EDITOR_BACKSPACE, 1);
	assert_state(editor, "a\U0001f468\u200d\U0001f469\u200d\U0001f467|");
	assert_view(editor, 20, "a?", 2);
	act(editor, EDITOR_BACKSPACE, 1);
	assert_state(editor, "a|");
}

/* The letter between two halves of a flag goes: the cursor must not stay inside the flag. */
static void test_joined_by_deletion(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "\U0001f1e9x\U0001f1eay");
	act(editor, EDITOR_LEFT, 2);
	act(editor, EDITOR_BACKSPACE, 1);
	assert_state(editor, "\U0001f1e9\U0001f1ea|y");
	act(editor, EDITOR_LEFT, 1);
	assert_state(editor, "|\U0001f1e9\U0001f1eay");
	type_all(editor, "\U0001f1eb");
	assert_state(editor, "\U0001f1eb\U0001f1e9|\U0001f1eay");
}

static void test_words(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "pop.contoso.com  Z\u00fcrich\u3000\u6771\u4eac");
	static const char *const lefts[] = {
		"pop.contoso.com  Z\u00fcrich\u3000|\u6771\u4eac",
		"pop.contoso.com  |Z\u00fcrich\u3000\u6771\u4eac",
		"pop.contoso.|com  Z\u00fcrich\u3000\u6771\u4eac",
		"pop.|contoso.com  Z\u00fcrich\u3000\u6771\u4eac",
		"|pop.contoso.com  Z\u00fcrich\u3000\u6771\u4eac",
	};
	static const char *const rights[] = {
		"pop|.contoso.com  Z\u00fcrich\u3000\u6771\u4eac",
		"pop.contoso|.com  Z\u00fcrich\u3000\u6771\u4eac",
		"pop.contoso.com|  Z\u00fcrich\u3000\u6771\u4eac",
		"pop.contoso.com  Z\u00fcrich|\u3000\u6771\u4eac",
		"pop.contoso.com  Z\u00fcrich\u3000\u6771\u4eac|",
	};
	for (size_t i = 0; i < COUNT_OF(lefts); i++) {
		act(editor, EDITOR_WORD_LEFT, 1);
		assert_state(editor, lefts[i]);
	}
	for (size_t i = 0; i < COUNT_OF(rights); i++) {
		act(editor, EDITOR_WORD_RIGHT, 1);
		assert_state(editor, rights[i]);
	}
	act(editor, EDITOR_KILL_WORD, 1);
	act(editor, EDITOR_KILL_WORD, 1);
	assert_state(editor, "pop.contoso.com  |");
	act(editor, EDITOR_KILL_WORD, 1);
	assert_state(editor, "|");
}

static void test_kills(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "mail.contoso.com");
	act(editor, EDITOR_WORD_LEFT, 2);
	act(editor, EDITOR_KILL_TO_END, 1);
	assert_state(editor, "mail.|");
	act(editor, EDITOR_UNDO, 1);
	assert_state(editor, "mail.|contoso.com");
	act(editor, EDITOR_KILL_TO_START, 1);
	assert_state(editor, "|contoso.com");
	act(editor, EDITOR_END, 1);
	act(editor, EDITOR_KILL_TO_START, 1);
	assert_state(editor, "|");
	act(editor, EDITOR_UNDO, 2);
	assert_state(editor, "mail.|contoso.com");
}

static void test_paste(void **state)
{
	struct editor *editor = *state;
	paste_all(editor, "mail.com\r\n");
	act(editor, EDITOR_WORD_LEFT, 1);
	paste_all(editor, "contoso.\n\n");
	assert_state(editor, "mail.contoso.|com");
	paste_all(editor, "");
	paste_all(editor, "\n");
	assert_state(editor, "mail.contoso.|com");
	act(editor, EDITOR_UNDO, 1);
	assert_state(editor, "mail.|com");
}

/* A word at a time; erasing at once; a movement ends a run. */
static void test_undo(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "help desk  informed");
	act(editor, EDITOR_BACKSPACE, 3);
	assert_state(editor, "help desk  infor|");
	act(editor, EDITOR_UNDO, 1);
	assert_state(editor, "help desk  informed|");
	act(editor, EDITOR_UNDO, 1);
	assert_state(editor, "help desk  |");
	act(editor, EDITOR_UNDO, 1);
	assert_state(editor, "help |");
	type_all(editor, "a");
	act(editor, EDITOR_LEFT, 1);
	type_all(editor, "b");
	act(editor, EDITOR_UNDO, 1);
	assert_state(editor, "help |a");
	act(editor, EDITOR_UNDO, 2);
	assert_state(editor, "|");
	assert_false(editor_do(editor, EDITOR_UNDO));
}

static void test_history_is_bounded(void **state)
{
	struct editor *editor = *state;
	for (int i = 0; i < EDITOR_HISTORY + 10; i++)
		paste_all(editor, "x");
	act(editor, EDITOR_UNDO, EDITOR_HISTORY);
	assert_false(editor_do(editor, EDITOR_UNDO));
	assert_string_equal(editor_text(editor), "xxxxxxxxxx");
}

/* ---- what is seen ---- */

static void test_view(void **state)
{
	struct editor *editor = *state;
	assert_view(editor, 20, "", 0);
	assert_view(editor, 0, "", 0);
	type_all(editor, "0123456789abcdefghi");
	assert_view(editor, 20, "0123456789abcdefghi", 19); /* the last cell is the cursor's */
	type_all(editor, "j");
	assert_view(editor, 20, "<abcdefghij", 11); /* half a field at a time */
	type_all(editor, "klmnopqr");
	assert_view(editor, 20, "<abcdefghijklmnopqr", 19);
	act(editor, EDITOR_HOME, 1);
	assert_view(editor, 20, "0123456789abcdefghi>", 0);
	act(editor, EDITOR_RIGHT, 18);
	assert_view(editor, 20, "0123456789abcdefghi>", 18);
	act(editor, EDITOR_RIGHT, 1); /* behind the mark */
	assert_view(editor, 20, "<9abcdefghijklmnopqr", 11);
	act(editor, EDITOR_LEFT, 10);
	assert_view(editor, 20, "<9abcdefghijklmnopqr", 1);
	act(editor, EDITOR_LEFT, 1); /* behind the other */
	assert_view(editor, 20, "0123456789abcdefghi>", 8);
}

static void test_view_of_wide(void **state)
{
	struct editor *editor = *state;
	/* 9 characters in 18 cells, and one more than fits. */
	type_all(editor, "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712\u56db");
	assert_view(editor, 19, "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712\u56db", 18);
	act(editor, EDITOR_HOME, 1);
	assert_view(editor, 18, "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712\u56db", 0);
	assert_view(editor, 17, "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712>", 0);
	assert_view(editor, 16, "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c >", 0); /* none is split */
	act(editor, EDITOR_END, 1);
	assert_view(editor, 16, "<\u829d\u516c\u5712\u56db", 9);
}

static void test_view_of_marks(void **state)
{
	struct editor *editor = *state;
	for (int i = 0; i < 12; i++)
		type_all(editor, "e\u0301");
	assert_view(editor, 13,
	        "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", 12);
	act(editor, EDITOR_HOME, 1);
	assert_view(editor, 8, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301>", 0);
}

/* Nothing moves under the cursor without need. */
static void test_view_stays(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "0123456789abcdefghij");
	assert_view(editor, 20, "<abcdefghij", 11);
	act(editor, EDITOR_LEFT, 5);
	assert_view(editor, 20, "<abcdefghij", 6);
	act(editor, EDITOR_DELETE, 1); /* now all of it finds room */
	assert_view(editor, 20, "0123456789abcdeghij", 15);
}

/* The field begins with the second half of a flag, and the first half moves up to it. */
static void test_view_of_joined(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "abcdefg\U0001f1e9x\U0001f1eahijklmnop");
	act(editor, EDITOR_HOME, 1);
	act(editor, EDITOR_RIGHT, 7);
	assert_view(editor, 8, "<fg\U0001f1e9x\U0001f1eah>", 3);
	act(editor, EDITOR_RIGHT, 4);
	assert_view(editor, 8, "<\U0001f1eahijkl>", 3);
	act(editor, EDITOR_LEFT, 2);
	act(editor, EDITOR_BACKSPACE, 1);
	assert_view(editor, 8, "<hijklm>", 1);
}

static void test_view_of_too_wide_a_cluster(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "a\u0928\u093f\u093f\u093f\u093fz");
	assert_view(editor, 20, "a?z", 3);
}

/* Where marks would take what little there is. */
static void test_view_of_narrow_fields(void **state)
{
	struct editor *editor = *state;
	type_all(editor, "a");
	assert_view(editor, 1, "", 0);
	act(editor, EDITOR_HOME, 1);
	assert_view(editor, 1, "a", 0);
	editor_set(editor, "\u6771\u4eac");
	act(editor, EDITOR_LEFT, 1);
	assert_view(editor, 1, "", 0);
	assert_view(editor, 2, "\u4eac", 0);
	assert_view(editor, 3, "\u4eac", 0);
}

/* ---- lists ---- */

static void assert_split(const char *path, const char *bytes, const char *want)
{
	struct arena *arena = arena_new();
	struct know know = know_builtin();
	struct texts items;
	struct err err;
	if (!editor_split(know_find(&know, "answers", path), bytes, strlen(bytes), arena, &items, &err))
		fail_msg("%s", err.text);
	assert_string_equal(texts_join(arena, items, "|"), want);
	arena_free(arena);
}

static void test_split(void **state)
{
	(void)state;
	const char *hosts = "forests[].smtp_domains", *sites = "forests[].sites";
	assert_split(hosts, "", "");
	assert_split(hosts, " ,;\r\n\t", "");
	assert_split(hosts, "a.com b.com\tc.com,d.com;e.com\r\nf.com\ng.com\rh.com\n",
	        "a.com|b.com|c.com|d.com|e.com|f.com|g.com|h.com");
	assert_split(sites, "New York\tLos Angeles\r\n  S\u00e3o Paulo ,Redmond;\u6771\u4eac",
	        "New York|Los Angeles|S\u00e3o Paulo|Redmond|\u6771\u4eac");
}

static void test_split_refusals(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t length;
		const char *want;
	} cases[] = {
		{ "a\0b", 3, "U+0000" }, { "a\nb\x1b", 4, "U+001B" }, { "a,\xff", 3, "no UTF-8" },
		{ "a\u200b b", 6, "U+200B" }, { "a\u2028b", 5, "U+2028" },
	};
	struct know know = know_builtin();
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct texts items = { (const char *const[]){ "old" }, 1 };
		struct err err;
		assert_false(editor_split(know_find(&know, "answers", "forests[].smtp_domains"),
		        cases[i].bytes, cases[i].length, arena, &items, &err));
		if (!strstr(err.text, cases[i].want))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].want);
		assert_int_equal(items.count, 0);
	}
	arena_free(arena);
}

#define WITH_EDITOR(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_EDITOR(test_type_refusals),
		WITH_EDITOR(test_mark_without_letter),
		WITH_EDITOR(test_paste_refusals),
		WITH_EDITOR(test_limit),
		WITH_EDITOR(test_set_beyond_limit),
		WITH_EDITOR(test_nothing_to_do),
		WITH_EDITOR(test_form_wide_growing),
		WITH_EDITOR(test_form_combining),
		WITH_EDITOR(test_form_combining_in_the_middle),
		WITH_EDITOR(test_form_set),
		WITH_EDITOR(test_form_resize),
		WITH_EDITOR(test_resize_and_back),
		WITH_EDITOR(test_clusters),
		WITH_EDITOR(test_chains_of_emoji),
		WITH_EDITOR(test_joined_by_deletion),
		WITH_EDITOR(test_words),
		WITH_EDITOR(test_kills),
		WITH_EDITOR(test_paste),
		WITH_EDITOR(test_undo),
		WITH_EDITOR(test_history_is_bounded),
		WITH_EDITOR(test_view),
		WITH_EDITOR(test_view_of_wide),
		WITH_EDITOR(test_view_of_marks),
		WITH_EDITOR(test_view_stays),
		WITH_EDITOR(test_view_of_joined),
		WITH_EDITOR(test_view_of_too_wide_a_cluster),
		WITH_EDITOR(test_view_of_narrow_fields),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_split_refusals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
