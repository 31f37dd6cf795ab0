/* The list of files, and their names. */
#include "helper_emitter.h"

static void files_in_order_of_making(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		buf_printf(output_add(&output.output, arena_printf(helper.arena, "f%d", i)), "%d", i);
	assert_int_equal(kept_files(&output).count, 100);
	assert_string_equal(kept_files(&output).items[7].path, "f7");
	assert_string_equal(kept_files(&output).items[7].data.data, "7");
	assert_string_equal(kept_files(&output).items[99].data.data, "99");
}

/* CONTRACT N4: every other byte outside A-Za-z0-9.- is written %XX. */
static void names_become_file_names(void **state)
{
	(void)state;
	struct plan_certificate certificate = { .id = "a_b/../\xc3\xa9.contoso.com" };
	assert_string_equal(path_of_request(&certificate, helper.arena),
	        "certificates/a%5Fb%2F..%2F%C3%A9.contoso.com.csr");
	assert_string_equal(path_of_key(&certificate, helper.arena),
	        "certificates/a%5Fb%2F..%2F%C3%A9.contoso.com.key");
}

static void forest_of_an_answer(void **state)
{
	(void)state;
	struct from from = { 0 };
	assert_ptr_equal(forest_of(&helper.request, &from), &helper.forest[0]);
	LIST_PUSH(helper.arena, &from, helper.root);
	assert_ptr_equal(forest_of(&helper.request, &from), &helper.forest[0]);
	LIST_PUSH(helper.arena, &from, helper.site[1].namespace.node);
	assert_ptr_equal(forest_of(&helper.request, &from), &helper.forest[1]);
}

static void zones_in_order_of_appearance(void **state)
{
	(void)state;
	struct zone_list zones = zones_make(&helper.plan, helper.arena);
	assert_int_equal(zones.count, 5);
	assert_string_equal(zones.items[0].zone, "contoso.com");
	assert_int_equal(zones.items[0].view, VIEW_EXTERNAL);
	assert_int_equal(zones.items[0].records.count, 3);
	assert_string_equal(zones.items[1].zone, "fabrikam.com");
	assert_int_equal(zones.items[2].view, VIEW_INTERNAL);
	assert_true(zones.items[2].is_new);
	assert_false(zones.items[0].is_new);
	assert_ptr_equal(zones.items[3].forest, &helper.forest[1]);
}

static void parts_of_an_srv_record(void **state)
{
	(void)state;
	struct plan_record record = { .data = "1 2 443 mail.contoso.com" };
	struct srv_parts parts = srv_parts_of(&record, helper.arena);
	assert_string_equal(parts.priority, "1");
	assert_string_equal(parts.weight, "2");
	assert_string_equal(parts.port, "443");
	assert_string_equal(parts.target, "mail.contoso.com");
	record.data = "1";
	parts = srv_parts_of(&record, helper.arena);
	assert_string_equal(parts.priority, "1");
	assert_string_equal(parts.target, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_in_order_of_making, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_become_file_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(forest_of_an_answer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(zones_in_order_of_appearance, set_up, tear_down),
		cmocka_unit_test_setup_teardown(parts_of_an_srv_record, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
