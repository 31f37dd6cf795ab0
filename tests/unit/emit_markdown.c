/* plan.md, checklist.md, handover/: what people read. */
#include "helper_emitter.h"

#include "../../src/emit/step_prose.h"

static struct texts steps(void)
{
	return step_prose_make(&helper.plan, helper.arena);
}

/* Code points of the longest line. */
static size_t widest_line(const char *text)
{
	size_t widest = 0, width = 0;
	for (; *text; text++) {
		if (*text == '\n')
			width = 0;
		else
			width += ((unsigned char)*text & 0xc0) != 0x80;
		if (width > widest)
			widest = width;
	}
	return widest;
}

static void plan_has_its_parts_in_order(void **state)
{
	(void)state;
	static const char *const parts[] = { "# Client Access plan for ", "\n## Summary\n",
		"\n## Topology\n\n```text\nInternet ", "\n```\n\n## Certificates\n",
		"\n### Names left out\n", "\n## DNS records\n",
		"\n### Records that must not exist\n", "\n## URLs\n",
		"\n## Service connection points\n", "\n## Findings\n", "\n## Client proof\n",
		"\n## Steps\n", "\n## Defaults relied on\n" };
	emit_markdown(&output.output, &helper.plan, helper_proof(&helper));
	const char *text = helper_file(&output, "plan.md");
	for (size_t i = 1; i < COUNT_OF(parts); i++)
		helper_ordered(text, parts[i - 1], parts[i]);
	assert_in_range(widest_line(text), 1, 80);
}

static void plan_without_proof(void **state)
{
	(void)state;
	emit_markdown(&output.output, &helper.plan, NULL);
	helper_lacks(helper_file(&output, "plan.md"), "Client proof");
}

static void plan_says_why(void **state)
{
	(void)state;
	emit_markdown(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.md");
	helper_contains(text, "`mail.contoso.com`: service-host (owa)\n");
	helper_contains(text, "0 errors, 1 warning, 0 notes");
	helper_contains(text, "2 public addresses: `203.0.113.10`, `2001:db8::10`");
	helper_contains(text, "zone `contoso.com`: additions, never a replacement\n");
	helper_contains(text, "inside and outside `https://mail.contoso.com/owa`\n"
	                      "  (`CAS01`, `CAS_02`)\n");
	helper_contains(text, "outside empty\n  (`Cas01`)\n");
	helper_contains(text, "- **Warning** `product-unsupported`, `2007`: No longer supported");
}

static void hostile_names_stay_text(void **state)
{
	(void)state;
	emit_markdown(&output.output, &helper.plan, NULL);
	emit_checklist(&output.output, &helper.plan, steps());
	emit_handover(&output.output, &helper.plan, NULL, steps());
	LIST_EACH(struct kept_file, file, kept_files(&output)) {
		helper_lacks(file->data.data, "<b>");
		helper_contains(file->data.data, "\\`x\\` &lt;b&gt;\\*");
	}
}

/* Backticks in a command cannot end its fence. */
static void fences_are_longer_than_backticks(void **state)
{
	(void)state;
	emit_checklist(&output.output, &helper.plan, steps());
	helper_contains(helper_file(&output, "checklist.md"),
	        "\n  `````powershell\n  Set-ClientAccessServer 'CAS_02' ```` x\n  `````\n");
}

static void checklist_steps(void **state)
{
	(void)state;
	emit_checklist(&output.output, &helper.plan, steps());
	const char *text = helper_file(&output, "checklist.md");
	helper_ordered(text, "\n## Before anything else\n",
	        "\n- [ ] **1. Request the certificate** "
	        "(`contoso/Redmond/request-certificate`)\n");
	helper_ordered(text, "**1. ", "\n## On the servers\n");
	helper_ordered(text, "- [ ] **4. ", "\n## Outside\n");
	helper_contains(text, "\n  Do:\n\n  1. Do it\n\n  ```powershell\n"
	                      "  Set-ClientAccessServer -Identity 'CAS01'\n  ```\n"
	                      "  ```cmd\n  iisreset /noforce\n  ```\n");
	helper_contains(text, "\n  Check:\n\n  - See it\n\n  ```powershell\n"
	                      "  Get-ClientAccessServer 'CAS01'\n  ```\n");
	helper_contains(text, "\n  Way back:\n\n  - Undo it\n");
}

/* CONTRACT section 9: every step in exactly one of the files. */
static void handover_has_each_step_once(void **state)
{
	(void)state;
	emit_handover(&output.output, &helper.plan, helper_proof(&helper), steps());
	LIST_EACH(struct plan_step, step, helper.plan.steps) {
		const char *wanted = arena_printf(helper.arena, "** (`%s`)", step->id);
		size_t count = 0;
		LIST_EACH(struct kept_file, file, kept_files(&output))
			count += strstr(file->data.data, wanted) != NULL;
		assert_int_equal(count, 1);
	}
	helper_contains(helper_file(&output, "handover/helpdesk.md"),
	        "No step of this plan is yours");
	helper_contains(helper_file(&output, "handover/dns-external.md"),
	        "After step 4 (Exchange)");
	helper_contains(helper_file(&output, "handover/dns-external.md"), "203.0.113.10");
	helper_contains(helper_file(&output, "handover/pki.md"), "O=\"Contoso, Inc.\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(plan_has_its_parts_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(plan_without_proof, set_up, tear_down),
		cmocka_unit_test_setup_teardown(plan_says_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hostile_names_stay_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        fences_are_longer_than_backticks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(checklist_steps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(handover_has_each_step_once, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
