/* plan.html: one file, whole, and safe. */
#include "helper_output.h"

#include "../../src/emit/emitters.h"

static struct helper helper;
static struct kept output;

static int set_up(void **state)
{
	(void)state;
	helper_make(&helper);
	kept_init(&output, helper.arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	kept_done(&output);
	arena_free(helper.arena);
	return 0;
}

static size_t count(const char *text, const char *piece)
{
	size_t found = 0;
	for (; (text = strstr(text, piece)); text += strlen(piece))
		found++;
	return found;
}

static void tags_are_closed(void **state)
{
	(void)state;
	static const char *const tags[] = { "table", "tbody", "thead", "tr", "svg", "details",
		"summary", "pre", "ul", "ol", "html", "body" };
	emit_html(&output.output, &helper.plan, helper_proof(&helper));
	const char *text = helper_file(&output, "plan.html");
	assert_true(text_starts(text, "<!DOCTYPE html>\n<html lang=\"en\">"));
	helper_contains(text, "<meta charset=\"utf-8\"/>");
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		size_t opened = count(text, arena_printf(helper.arena, "<%s>", tags[i])) +
		        count(text, arena_printf(helper.arena, "<%s ", tags[i]));
		assert_true(opened > 0);
		assert_int_equal(opened, count(text, arena_printf(helper.arena, "</%s>", tags[i])));
	}
}

static void values_are_text(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	helper_lacks(text, "<b>");
	helper_contains(text, "Contoso &quot;&amp;&quot; S\xc3\xb6hne, `x` &lt;b&gt;*");
	helper_contains(text, "<title>Client Access plan for Contoso &quot;");
}

static void nothing_is_loaded(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	helper_lacks(text, "<script");
	helper_lacks(text, "src=");
	helper_lacks(text, "href=");
	helper_lacks(text, "@import");
}

static void picture_has_every_site(void **state)
{
	(void)state;
	static struct site_answer sites[20];
	for (size_t i = 0; i < COUNT_OF(sites); i++) {
		sites[i] = helper.site[0];
		sites[i].internet_facing.value = i % 2 == 0;
		sites[i].name.value = arena_printf(helper.arena, "A site with quite a long name "
		                                                 "number %zu in it", i);
	}
	helper.forest[0].sites = sites;
	helper.forest[0].site_count = COUNT_OF(sites);
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	assert_int_equal(count(text, "<rect class=\"box"), COUNT_OF(sites) + 1);
	assert_int_equal(count(text, "<rect class=\"forest\""), 2);
	helper_contains(text, "<title>A site with quite a long name number 19 in it</title>"
	                      "A site with quite a long name number \xe2\x80\xa6</text>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tags_are_closed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_are_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_loaded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(picture_has_every_site, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
