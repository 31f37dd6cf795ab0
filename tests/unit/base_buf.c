/* Bytes that grow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void test_empty(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf);
	assert_null(buf.data);
	assert_int_equal(buf.length, 0);
	buf_done(&buf);
	buf_puts(&buf, "");
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.length, 0);
	buf_done(&buf);
	assert_null(buf.data);
	buf_done(&buf); /* twice does no harm */
}

static void test_appends(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf);
	buf_puts(&buf, "one");
	buf_putc(&buf, ' ');
	buf_printf(&buf, "%s %d", "two", 3);
	buf_add(&buf, "!!!", 1);
	assert_string_equal(buf.data, "one two 3!");
	assert_int_equal(buf.length, 10);
	buf_done(&buf);
}

static void test_any_bytes(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf);
	buf_add(&buf, "a\0b", 3);
	buf_putc(&buf, '\0');
	buf_add(&buf, NULL, 0);
	assert_int_equal(buf.length, 4);
	assert_memory_equal(buf.data, "a\0b\0", 5); /* the last NUL is not counted */
	buf_done(&buf);
}

static void test_grows(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf);
	for (int i = 0; i < 100000; i++) {
		buf_putc(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.data[buf.length], '\0');
	}
	assert_int_equal(buf.length, 100000);
	for (size_t i = 0; i < buf.length; i++)
		assert_int_equal(buf.data[i], 'a' + i % 26);
	buf_done(&buf);
}

/* Lengths around those where the buffer must grow. */
static void test_printf_at_every_length(void **state)
{
	(void)state;
	for (int length = 0; length < 1100; length++) {
		struct buf buf;
		buf_init(&buf);
		buf_printf(&buf, "%*s", length, "");
		assert_int_equal(buf.length, length);
		buf_printf(&buf, "%s", "end");
		assert_string_equal(buf.data + length, "end");
		buf_done(&buf);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_appends),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_grows),
		cmocka_unit_test(test_printf_at_every_length),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
