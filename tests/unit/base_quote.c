/* One value, many languages: in none of them may it say more than itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/quote.h"
#include "base/text.h"
#include "helper_quote_code.h"
#include "helper_quote_text.h"

typedef void quote(struct buf *out, const char *text);

static void check_one(quote *quote_it, const struct quote_case *row)
{
	struct buf out;
	buf_init(&out);
	buf_puts(&out, "before");
	quote_it(&out, row->value);
	/* What stood there stays, and only the value is added. */
	assert_memory_equal(out.data, "before", 6);
	if (!text_equal(out.data + 6, row->want))
		print_error("value: %s\n", row->value);
	assert_string_equal(out.data + 6, row->want);
	assert_int_equal(strlen(out.data), out.length);
	assert_true(utf8_valid(out.data));
	buf_done(&out);
}

static void check_all(quote *quote_it, const struct quote_case *rows, size_t count)
{
	assert_true(count >= 40);
	for (size_t i = 0; i < count; i++)
		check_one(quote_it, &rows[i]);
}

#define TEST_TABLE(name)                                                                           \
	static void test_##name(void **state)                                                      \
	{                                                                                          \
		(void)state;                                                                       \
		check_all(quote_##name, name##_cases, COUNT_OF(name##_cases));                     \
	}

TEST_TABLE(powershell)
TEST_TABLE(markdown)
TEST_TABLE(markdown_cell)
TEST_TABLE(markdown_code)
TEST_TABLE(json)
TEST_TABLE(html)
TEST_TABLE(csv)
TEST_TABLE(comment)
TEST_TABLE(libconfig)
TEST_TABLE(x500)
TEST_TABLE(inf)
TEST_TABLE(terminal)
TEST_TABLE(filename)

static void test_cmd(void **state)
{
	(void)state;
	assert_true(COUNT_OF(cmd_cases) >= 40);
	for (size_t i = 0; i < COUNT_OF(cmd_cases); i++) {
		struct buf out;
		buf_init(&out);
		buf_putc(&out, '>');
		bool fits = quote_cmd(&out, cmd_cases[i].value);
		assert_int_equal(fits, cmd_cases[i].want != NULL);
		assert_string_equal(out.data + 1, fits ? cmd_cases[i].want : "");
		buf_done(&out);
	}
}

/* cmd: of all bytes only the harmless ones pass, wherever they stand. */
static void test_cmd_bytes(void **state)
{
	(void)state;
	static const char harmless[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789-._:/@";
	struct buf out;
	buf_init(&out);
	for (int byte = 1; byte < 256; byte++) {
		char text[] = { 'a', (char)byte, 'b', '\0' };
		assert_int_equal(quote_cmd(&out, text), strchr(harmless, byte) != NULL);
	}
	buf_done(&out);
}

/* Master files: a byte that could end a name, or begin a comment, a directive or a string, is three
 * digits. */
static void test_dns(void **state)
{
	static const struct quote_case rows[] = {
		{ "", "" },
		{ "mail.contoso.com", "mail.contoso.com" },
		{ "_autodiscover._tcp.xn--bcher-kva.de", "_autodiscover._tcp.xn--bcher-kva.de" },
		{ "*.contoso.com", "*.contoso.com" },
		{ "203.0.113.10", "203.0.113.10" },
		{ "2001:db8::10", "2001:db8::10" },
		{ "a b", "a\\032b" },
		{ "a;b", "a\\059b" },
		{ "$INCLUDE", "\\036INCLUDE" },
		{ "(a)", "\\040a\\041" },
		{ "\"a\"", "\\034a\\034" },
		{ "a\\046b", "a\\092046b" },
		{ "@", "\\064" },
		{ "a\nb\r", "a\\010b\\013" },
		{ "\xc3\xb6\xff", "\\195\\182\\255" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		check_one(quote_dns, &rows[i]);
	for (int byte = 1; byte < 256; byte++) {
		char text[] = { (char)byte, '\0' };
		struct buf out;
		buf_init(&out);
		quote_dns(&out, text);
		assert_true(out.length == 1 || out.length == 4);
		assert_int_equal(strcspn(out.data, " \t\r\n;\"()$@"), out.length);
		buf_done(&out);
	}
}

/* ---- properties that hold for any bytes ---- */

/* A cheap generator: the same bytes in every run. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Bytes that mean something to some language come often. */
static void fill_random(char *text, size_t size, uint32_t *seed)
{
	static const char nasty[] = "'\"`$%\\|<>&\n\r\t=+-@#;,.*_[](){}!~^ "
				    "\xe2\x80\x98\x99\x9b\xff";
	for (size_t i = 0; i + 1 < size; i++) {
		uint32_t random = next_random(seed);
		char any = (char)(random >> 8 & 0xff ? random >> 8 & 0xff : 'x');
		text[i] = random & 1 ? nasty[random / 2 % (sizeof(nasty) - 1)] : any;
	}
	text[size - 1] = '\0';
}

/* The tokenizer's view: the string ends at the first quote that is not doubled. */
static const char *powershell_end(const char *text)
{
	const char *at = text + 1;
	for (;;) {
		const char *here = at;
		int32_t c = utf8_next(&at);
		assert_true(c > 0); /* the text must not end inside the string */
		if (c != '\'' && (c < 0x2018 || c > 0x201b))
			continue;
		const char *second = at;
		int32_t next = utf8_next(&second);
		if (next != '\'' && (next < 0x2018 || next > 0x201b))
			return here;
		at = second;
	}
}

static void check_powershell(const char *out)
{
	assert_int_equal(out[0], '\'');
	const char *end = powershell_end(out);
	assert_string_equal(end, "'"); /* the closing one, and nothing behind it */
	assert_null(strpbrk(out, "\r\n"));
}

static void check_csv(const char *out)
{
	size_t length = strlen(out);
	assert_true(length >= 2 && out[0] == '"' && out[length - 1] == '"');
	for (size_t i = 1; i + 1 < length; i++) {
		if (out[i] == '"')
			assert_int_equal(out[++i], '"');
		assert_true(i + 1 < length);
	}
	assert_null(strpbrk(out, "\r\n\t"));
	assert_null(strchr("=+-@", out[1]));
}

static void check_html(const char *out)
{
	assert_null(strpbrk(out, "<>\"'\r\n"));
}

/* A name of 63 characters can become nine times as many bytes; no file system takes so many. */
static void test_filename_length(void **state)
{
	(void)state;
	char text[256] = "";
	struct buf out, other;
	buf_init(&out);
	buf_init(&other);
	memset(text, 'a', 180);
	quote_filename(&out, text);
	assert_string_equal(out.data, text);
	for (size_t shift = 0; shift < 3; shift++) {
		out.length = other.length = 0;
		memset(text, 'a', shift);
		for (size_t i = 0; i < 63; i++)
			memcpy(text + shift + 2 * i, "\303\251", 3);
		quote_filename(&out, text);
		assert_in_range(out.length, 170, 180);
		assert_true(strspn(out.data, "a%0123456789ABCDEFabcdef-") == out.length);
		const char *dash = strrchr(out.data, '-');
		assert_int_equal(strlen(dash), 17);
		assert_int_equal((size_t)(dash - out.data - (ptrdiff_t)shift) % 3, 0);
		/* Another one that differs behind the cut only. */
		text[strlen(text) - 1] = '\250';
		quote_filename(&other, text);
		assert_string_not_equal(out.data, other.data);
		assert_memory_equal(out.data, other.data, (size_t)(dash - out.data));
	}
	buf_done(&out);
	buf_done(&other);
}

static void check_filename(const char *out)
{
	assert_null(strpbrk(out, "/\\:*?\"<>|_ ~$`'\n"));
}

static void check_comment(const char *out)
{
	for (; *out; out++)
		assert_true(*out >= ' ' && *out <= '~');
}

static void check_terminal(const char *out)
{
	int32_t c;
	while ((c = utf8_next(&out)) != 0)
		assert_false(utf8_is_hostile(c));
}

static void check_json(const char *out)
{
	size_t length = strlen(out);
	assert_true(length >= 2 && out[0] == '"' && out[length - 1] == '"');
	assert_true(utf8_valid(out));
	for (size_t i = 1; i + 1 < length; i++) {
		assert_true((unsigned char)out[i] >= 0x20 && out[i] != '"');
		if (out[i] != '\\')
			continue;
		assert_non_null(strchr("\"\\bfnrtu", out[++i]));
		assert_true(i + 1 < length);
	}
	assert_null(strstr(out, "</"));
	assert_null(strstr(out, "<!"));
}

static void test_random(void **state)
{
	(void)state;
	static const struct {
		quote *quote_it;
		void (*check)(const char *out);
	} rows[] = {
		{ quote_powershell, check_powershell }, { quote_csv, check_csv },
		{ quote_html, check_html }, { quote_filename, check_filename },
		{ quote_comment, check_comment }, { quote_terminal, check_terminal },
		{ quote_json, check_json },
	};
	uint32_t seed = 1;
	char text[24];
	for (size_t run = 0; run < 5000; run++) {
		fill_random(text, 1 + run % sizeof(text), &seed);
		for (size_t i = 0; i < COUNT_OF(rows); i++) {
			struct buf out;
			buf_init(&out);
			buf_puts(&out, "");
			rows[i].quote_it(&out, text);
			rows[i].check(out.data);
			buf_done(&out);
		}
	}
}

/* The fence is longer than every run of backticks in the text, so that no run can close it. */
static void test_code_fence(void **state)
{
	(void)state;
	char text[40];
	for (size_t run = 1; run < sizeof(text) - 1; run++) {
		struct buf out;
		buf_init(&out);
		memset(text, '`', run);
		text[run] = '\0';
		quote_markdown_code(&out, text);
		assert_int_equal(strspn(out.data, "`"), run + 1);
		assert_int_equal(out.length, 3 * run + 4);
		buf_done(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cmd),
		cmocka_unit_test(test_cmd_bytes),
		cmocka_unit_test(test_dns),
		cmocka_unit_test(test_powershell),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_markdown_cell),
		cmocka_unit_test(test_markdown_code),
		cmocka_unit_test(test_code_fence),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_comment),
		cmocka_unit_test(test_libconfig),
		cmocka_unit_test(test_x500),
		cmocka_unit_test(test_inf),
		cmocka_unit_test(test_terminal),
		cmocka_unit_test(test_filename),
		cmocka_unit_test(test_filename_length),
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests_name("base_quote", tests, NULL, NULL);
}
