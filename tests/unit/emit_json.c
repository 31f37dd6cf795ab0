/* The streaming JSON writer (RFC 8259). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emit/json.h"

static void empty_object_is_one_line(void **state)
{
	(void)state;
	struct buf out;
	struct json json;
	buf_init(&out);
	json_init(&json, &out);
	json_object(&json, NULL);
	json_end(&json);
	assert_string_equal(out.data, "{}\n");
	buf_done(&out);
}

static void every_kind_of_value(void **state)
{
	(void)state;
	static const char *const items[] = { "a", "b\"" };
	struct buf out;
	struct json json;
	buf_init(&out);
	json_init(&json, &out);
	json_object(&json, NULL);
	json_text(&json, "text", "x\n\\");
	json_text(&json, "nothing", NULL);
	json_integer(&json, "number", -12);
	json_flag(&json, "yes", true);
	json_flag(&json, "no", false);
	json_texts(&json, "none", (struct texts){ 0 });
	json_texts(&json, "two", (struct texts){ items, 2 });
	json_list(&json, "list");
	json_text(&json, NULL, "only");
	json_object(&json, NULL);
	json_end(&json);
	json_end(&json);
	json_list(&json, "empty");
	json_end(&json);
	json_end(&json);
	assert_string_equal(out.data, "{\n"
	                              "\t\"text\": \"x\\n\\\\\",\n"
	                              "\t\"nothing\": null,\n"
	                              "\t\"number\": -12,\n"
	                              "\t\"yes\": true,\n"
	                              "\t\"no\": false,\n"
	                              "\t\"none\": [],\n"
	                              "\t\"two\": [\"a\", \"b\\\"\"],\n"
	                              "\t\"list\": [\n"
	                              "\t\t\"only\",\n"
	                              "\t\t{}\n"
	                              "\t],\n"
	                              "\t\"empty\": []\n"
	                              "}\n");
	buf_done(&out);
}

static void keys_are_quoted_too(void **state)
{
	(void)state;
	struct buf out;
	struct json json;
	buf_init(&out);
	json_init(&json, &out);
	json_object(&json, NULL);
	json_integer(&json, "a\"b", 1);
	json_end(&json);
	assert_string_equal(out.data, "{\n\t\"a\\\"b\": 1\n}\n");
	buf_done(&out);
}

static void deepest_level(void **state)
{
	(void)state;
	struct buf out;
	struct json json;
	buf_init(&out);
	json_init(&json, &out);
	for (int i = 0; i < JSON_DEPTH; i++)
		json_list(&json, NULL);
	json_integer(&json, NULL, 7);
	for (int i = 0; i < JSON_DEPTH; i++)
		json_end(&json);
	size_t tabs = 0;
	for (const char *c = out.data; *c != '7'; c++)
		tabs = *c == '\t' ? tabs + 1 : 0;
	assert_int_equal(tabs, JSON_DEPTH);
	buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_object_is_one_line),
		cmocka_unit_test(every_kind_of_value),
		cmocka_unit_test(keys_are_quoted_too),
		cmocka_unit_test(deepest_level),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
