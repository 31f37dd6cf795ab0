/* The list of formats, and what holds for all of their files. */
#include "helper_output.h"

static struct helper helper;

static int set_up(void **state)
{
	(void)state;
	helper_make(&helper);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(helper.arena);
	return 0;
}

/* The answers are a tree of their own; tests of the answer file write them. */
static void emit_all(struct kept *output)
{
	const struct proof *proof = helper_proof(&helper);
	kept_init(output, helper.arena);
	for (size_t i = 0; i < emitter_count; i++) {
		if (!text_equal(emitters[i].id, "answers.cfg"))
			emitters[i].emit(&output->output, &helper.plan, proof);
	}
	output_end(&output->output);
}

static void ids_are_distinct(void **state)
{
	(void)state;
	assert_true(emitter_count > 0);
	for (size_t i = 0; i < emitter_count; i++) {
		assert_non_null(emitters[i].title);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(emitters[i].id, emitters[j].id);
	}
}

/* CONTRACT section 9. */
static void files_of_the_contract(void **state)
{
	(void)state;
	static const char *const paths[] = { "plan.json", "plan.md", "plan.html", "checklist.md",
		"handover/network.md", "handover/helpdesk.md", "certificates/mail.contoso.com.ps1",
		"certificates/mail.contoso.com.inf", "dns/external.contoso.com.zone",
		"dns/external.nsupdate", "dns/external.ps1", "dns/external.dnscmd.cmd",
		"dns/records.csv", "scripts/contoso-CAS01.ps1" };
	struct kept output;
	helper.request.certificates.made_by_exchange.value = true;
	emit_all(&output);
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		assert_true(helper_has_file(&output, paths[i]));
	kept_done(&output);
}

static void paths_are_safe_and_distinct(void **state)
{
	(void)state;
	struct kept output;
	emit_all(&output);
	for (size_t i = 0; i < output.files.count; i++) {
		const char *path = output.files.items[i].path;
		assert_true(path[0] != '/' && path[0] != '.');
		assert_null(strstr(path, ".."));
		assert_true(output.files.items[i].data.length > 0);
		for (const char *c = path; *c; c++)
			assert_true((unsigned char)*c < 0x80 && !strchr(" \\:*?\"<>|_", *c));
		for (size_t j = 0; j < i; j++)
			assert_false(text_equal_nocase(path, output.files.items[j].path));
	}
	kept_done(&output);
}

static void same_plan_same_bytes(void **state)
{
	(void)state;
	struct kept first, second;
	emit_all(&first);
	emit_all(&second);
	assert_int_equal(first.files.count, second.files.count);
	for (size_t i = 0; i < first.files.count; i++) {
		const struct kept_file *a = &first.files.items[i], *b = &second.files.items[i];
		assert_string_equal(a->path, b->path);
		assert_int_equal(a->data.length, b->data.length);
		assert_memory_equal(a->data.data, b->data.data, a->data.length);
	}
	kept_done(&first);
	kept_done(&second);
}

/* No line break or hostile character that a value brought along begins a line anywhere. */
static void no_value_begins_a_line(void **state)
{
	(void)state;
	struct kept output;
	emit_all(&output);
	LIST_EACH(struct kept_file, file, output.files) {
		helper_lacks(file->data.data, "\n$INCLUDE");
		helper_lacks(file->data.data, "\n\\$INCLUDE");
	}
	kept_done(&output);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ids_are_distinct, set_up, tear_down),
		cmocka_unit_test_setup_teardown(files_of_the_contract, set_up, tear_down),
		cmocka_unit_test_setup_teardown(paths_are_safe_and_distinct, set_up, tear_down),
		cmocka_unit_test_setup_teardown(same_plan_same_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_value_begins_a_line, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
