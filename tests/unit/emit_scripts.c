/* scripts/<server>.ps1. */
#include "helper_emitter.h"

/* CAS01 is in both forests, CAS_02 in one. */
static void names_of_scripts(void **state)
{
	(void)state;
	emit_scripts(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 3);
	helper_contains(helper_file(&output, "scripts/contoso-CAS01.ps1"), "-Identity 'CAS01'");
	helper_contains(helper_file(&output, "scripts/fabrikam-Cas01.ps1"), "'Cas01'");
	helper_contains(helper_file(&output, "scripts/CAS%5F02.ps1"), "'CAS_02'");
	helper_lacks(helper_file(&output, "scripts/contoso-CAS01.ps1"), "'Cas01'");
}

static void encoding(void **state)
{
	(void)state;
	emit_scripts(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "scripts/contoso-CAS01.ps1");
	assert_true(text_starts(text, "\xef\xbb\xbf# "));
	for (const char *c = text + 3; *c; c++) {
		if (*c == '\n')
			assert_int_equal(c[-1], '\r');
	}
	assert_true(text_ends(text, "\r\n"));
}

/* A step's commands as they are; what undoes them, checks them or is for cmd.exe in comments. */
static void commands_and_comments(void **state)
{
	(void)state;
	emit_scripts(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "scripts/contoso-CAS01.ps1");
	helper_contains(text, "\r\nSet-ClientAccessServer -Identity 'CAS01'\r\n");
	helper_contains(text, "\r\n# In a command prompt (cmd.exe) on this server, type:\r\n"
	                      "#   iisreset /noforce\r\n");
	helper_lacks(text, "\r\niisreset");
	helper_contains(text, "\r\n#   Get-ClientAccessServer 'CAS01'\r\n");
	helper_contains(text, "\r\n#   Set-ClientAccessServer -Identity 'CAS01' "
	                      "-AutoDiscoverServiceInternalUri 'S\xc3\xb6hne'\r\n");
	helper_contains(text, "# Id: contoso/Redmond/set-scp/CAS01\r\n");
}

/* PowerShell ends a string at U+2018 and U+2019 too. */
static void titles_are_quoted(void **state)
{
	(void)state;
	emit_scripts(&output.output, &helper.plan, NULL);
	helper_contains(helper_file(&output, "scripts/contoso-CAS01.ps1"),
	        "Read-Host -Prompt 'Step 2: Set it on CAS01''s "
	        "\xe2\x80\x98\xe2\x80\x98site\xe2\x80\x99\xe2\x80\x99.");
}

static void comments_stay_on_their_line(void **state)
{
	(void)state;
	helper.plan.steps.items[1].title = "x\r\nRemove-Item\xe2\x80\xa8y\xc2\x85z";
	LIST_PUSH(helper.arena, &helper.plan.steps.items[1].undo, "a\nb");
	emit_scripts(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "scripts/contoso-CAS01.ps1");
	helper_lacks(text, "\nRemove-Item");
	helper_lacks(text, "\xe2\x80\xa8");
	helper_lacks(text, "\xc2\x85");
	helper_lacks(text, "a\nb");
}

static void steps_without_commands_have_no_script(void **state)
{
	(void)state;
	helper.plan.steps.items[2].commands.count = 0;
	emit_scripts(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 2);
}

/* What a person does on the server between its commands holds the script up, in its place. */
static void work_of_hands_is_not_passed_over(void **state)
{
	(void)state;
	struct plan_step *step = &helper.plan.steps.items[0];
	step->title = "Give CAS_02 a second address";
	step->commands.count = 0;
	step->by_hand_on = "CAS_02";
	emit_scripts(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "scripts/CAS%5F02.ps1");
	const char *hand = strstr(text, "\r\n# ---- Step 1: Give CAS_02 a second address\r\n"
	                                "# Id: contoso/Redmond/request-certificate\r\n"
	                                "# By hand: see checklist.md\r\n"
	                                "$null = Read-Host -Prompt 'Step 1: Give CAS_02 a second "
	                                "address. By hand: see checklist.md. Press Enter when it is "
	                                "done, Ctrl+C to stop'\r\n");
	assert_non_null(hand);
	assert_non_null(strstr(hand, "# ---- Step 3: Second"));
	helper_lacks(helper_file(&output, "scripts/contoso-CAS01.ps1"), "second address");
}

/* Nothing to run: nothing to hold up. */
static void work_of_hands_alone_has_no_script(void **state)
{
	(void)state;
	struct plan_step *step = &helper.plan.steps.items[2];
	step->commands.count = 0;
	step->server = NULL;
	step->by_hand_on = "CAS_02";
	emit_scripts(&output.output, &helper.plan, NULL);
	assert_int_equal(kept_files(&output).count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_of_scripts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(encoding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(commands_and_comments, set_up, tear_down),
		cmocka_unit_test_setup_teardown(titles_are_quoted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(comments_stay_on_their_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        steps_without_commands_have_no_script, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        work_of_hands_is_not_passed_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        work_of_hands_alone_has_no_script, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
